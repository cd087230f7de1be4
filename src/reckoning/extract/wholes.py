"""Which claim of the same text a claim is a part of."""

from __future__ import annotations

from dataclasses import replace

from reckoning.extract.mention import Mention
from reckoning.extract.toll import Found
from reckoning.types import Claim

HOLDS = {"killed": ("killed", "casualties"), "injured": ("injured", "casualties"), "bodies_found": ("killed", "bodies_found")}


def link_wholes(found: list[Found], claims: list[Claim]) -> list[Claim]:
    """The claims with ``part_of`` set: by "including" and "of them", by "of the dead", and by totals over incidents."""
    linked = []
    for position, (item, claim) in enumerate(zip(found, claims, strict=True)):
        whole = _said(item, found, position) if item.whole is not None or item.mention.rule in ("of the dead", "among the dead") else None
        linked.append(claim if whole is None else replace(claim, part_of=claims[whole].key))
    return linked


def _said(item: Found, found: list[Found], position: int) -> int | None:
    """Position of the whole that the words name: in the same sentence by its head, else the last larger claim of the kind."""
    mention = item.mention
    if item.whole is not None:
        same = [i for i, f in enumerate(found) if f.mention.sentence is mention.sentence and f.mention.victim == item.whole and i != position]
        if same:
            return same[0]
    kinds = HOLDS.get(mention.measure, (mention.measure,))
    earlier = [i for i in range(position) if found[i].mention.measure in kinds and found[i].whole is None and _larger(found[i].mention, mention)]
    return earlier[-1] if earlier else None


def _larger(whole: Mention, part: Mention) -> bool:
    top = whole.quantity.value or whole.quantity.low
    size = part.quantity.value or part.quantity.low or 1
    return top is not None and top > size and part.sentence.index - whole.sentence.index <= 12
