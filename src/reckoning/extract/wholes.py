"""Which claim of the same text a claim is a part of.

Some parts say so ("including", "of them", "of the dead"); others follow from a report that opens with a total over
several attacks, or over everybody, and then tells of one attack or one group. A rival figure for the same dead is no
part: without a narrower group, or a single event out of several, nothing is linked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reckoning.extract.mention import Found, Mention
from reckoning.types import Claim, Population

HOLDS = {
    "killed": ("killed", "casualties"),
    "injured": ("injured", "casualties"),
    "bodies_found": ("killed", "bodies_found"),
}
SAID = ("of the dead", "among the dead", "of total")
LEAD_PARAGRAPHS = 2
MOST = 0.7  # a breakdown names at least this share of its whole
EVENT = (
    r"(?:attack|blast|bomb|bombing|explosion|shooting|strike|airstrike|raid|clash|incident|ambush|assault|shelling"
    r"|mosque|village|town|city)"
)
MANY = r"several|multiple|series|string|wave|two|three|four|five|six|twin|double|different|many|dozens|\d+"
SINGLE = "first|second|third|fourth|another|one|other|each|separate|later|earlier|next"
SEVERAL = re.compile(rf"\b(?:{MANY})\b[^.]*\b{EVENT}(?:s|es)\b|\b{EVENT}(?:s|es)\b", re.IGNORECASE)
ONE_OF = re.compile(
    rf"\b(?:{SINGLE})\b[^.]{{0,40}}?\b{EVENT}|\b(?:in total|elsewhere)\b|\b(?:a|an|the)\s+(?:\w+\s+){{0,2}}{EVENT}\b",
    re.IGNORECASE,
)
GENERIC = frozenset(["people", "others", "persons", "victims", "individuals"])


def link_wholes(found: list[Found], claims: list[Claim]) -> list[Claim]:
    """The claims with ``part_of`` set to the key of their whole, in the same order."""
    linked = []
    for position, claim in enumerate(claims):
        whole = _whole_of(found, claims, position)
        linked.append(claim if whole is None else replace(claim, part_of=claims[whole].key))
    return linked


def _whole_of(found: list[Found], claims: list[Claim], position: int) -> int | None:
    """The position of the whole: behind a colon, before a breakdown, as the words say, or the total in the lead."""
    item = found[position]
    for rule in (_before_colon, _broken_down):
        whole = rule(found, position)
        if whole is not None:
            return whole
    if item.whole is not None or item.mention.rule in SAID:
        return _said(item, found, position)
    return _opening_total(found, claims, position)


def _before_colon(found: list[Found], position: int) -> int | None:
    """ "At least 1,225 have been killed: 658 dead in A, 384 in B": what stands behind the colon is a part."""
    part = found[position].mention
    sentence = part.sentence
    for i in range(position):
        whole = found[i].mention
        same = whole.sentence is sentence and whole.measure == part.measure and whole.number is not None
        if (
            same
            and _larger(whole, part)
            and ":" in sentence.text[whole.end - sentence.start : part.start - sentence.start]
        ):
            return i
    return None


def _broken_down(found: list[Found], position: int) -> int | None:
    """ "1,225 were killed. It counted 658 in A, 384 in B, 171 in C": a list that sums to most of it."""
    sentence, measure = found[position].mention.sentence, found[position].mention.measure
    here = [f.mention for f in found if f.mention.sentence is sentence and f.mention.measure == measure]
    values = [m.quantity.value for m in here]
    if sum(m.rule == "list" for m in here) < len(here) - 1 or len(here) < 3 or None in values:
        return None
    total = sum(v for v in values if v is not None)
    for i in range(position - 1, -1, -1):
        whole = found[i].mention
        near = 1 <= sentence.index - whole.sentence.index <= 2 and whole.measure == measure
        if near and whole.quantity.value and total <= whole.quantity.value <= total / MOST:
            return i
    return None


def _said(item: Found, found: list[Found], position: int) -> int | None:
    """The whole that the words name: in the sentence by its head, else the last larger plain count of the kind."""
    mention = item.mention
    if item.whole is not None:
        same = [
            i
            for i, f in enumerate(found)
            if f.mention.sentence is mention.sentence and f.mention.victim == item.whole and i != position
        ]
        if same:
            return same[0]
    kinds = HOLDS.get(mention.measure, (mention.measure,))
    earlier = [
        i
        for i in range(position)
        if found[i].mention.measure in kinds and _whole_like(found[i]) and _larger(found[i].mention, mention)
    ]
    generic = [
        i
        for i in earlier
        if found[i].mention.population.text.lower() in GENERIC
        or mention.population.status in ("unknown", found[i].mention.population.status)
    ]
    chosen = generic or earlier
    return chosen[-1] if chosen else None


def _whole_like(item: Found) -> bool:
    return item.whole is None and item.mention.rule not in SAID


def _size(mention: Mention) -> int | None:
    return mention.quantity.value if mention.quantity.value is not None else mention.quantity.low


def _larger(whole: Mention, part: Mention) -> bool:
    top, size = _size(whole), _size(part) or 1
    return top is not None and top > size


def _opening_total(found: list[Found], claims: list[Claim], position: int) -> int | None:
    """The total in the lead that a later, narrower claim is a part of."""
    part, claim = found[position].mention, claims[position]
    if (
        claim.quantity.value is None
        or claim.cumulative
        or claim.stance in ("denied", "forecast", "hypothetical")
        or part.sentence.block != "body"
    ):
        return None
    kinds = HOLDS.get(part.measure, (part.measure,))
    for i in _leading(found, part):
        whole = found[i].mention
        fits = (
            whole.measure in kinds
            and _larger(whole, part)
            and _same_days(claims[i], claim)
            and not claims[i].cumulative
        )
        if fits and i != position and (_narrower(claims[i].population, claim.population) or _one_event(whole, part)):
            return i
    return None


def _leading(found: list[Found], part: Mention) -> list[int]:
    """Positions of plain counts in the first paragraphs of the body, before the part, the largest first."""
    paragraphs = sorted({f.mention.sentence.paragraph for f in found if f.mention.sentence.block == "body"})[
        :LEAD_PARAGRAPHS
    ]
    lead = [
        i
        for i, f in enumerate(found)
        if f.mention.sentence.paragraph in paragraphs
        and f.mention.start < part.start
        and f.mention.sentence is not part.sentence
    ]
    lead = [i for i in lead if found[i].mention.number is not None and _whole_like(found[i])]
    return sorted(lead, key=lambda i: (-(_size(found[i].mention) or 0), i))


def _same_days(whole: Claim, part: Claim) -> bool:
    """The part's days lie inside the whole's; a part or a whole without days is taken to share the event's."""
    if whole.time is None or part.time is None or part.time.start is None or part.time.end is None:
        return True
    begins = whole.time.start is None or whole.time.start <= part.time.start
    ends = whole.time.end is None or part.time.end <= whole.time.end
    return begins and ends


def _narrower(whole: Population, part: Population) -> bool:
    """A group within everybody ("six Mexican nationals" of "22 people")."""
    return (
        whole.text.lower() in GENERIC
        and part.text.lower() not in GENERIC
        and part.text.lower() not in ("civilians", "suspects")
    )


def _one_event(whole: Mention, part: Mention) -> bool:
    """One of several attacks that the total counts."""
    return SEVERAL.search(whole.sentence.text) is not None and ONE_OF.search(part.sentence.text) is not None
