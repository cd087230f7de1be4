"""Persons counted off a whole told before: "the third victim", "the other three", "the remaining four", "one ... lost".

Reach for ``counted_off`` when no word such as "including" names the whole. An ordinal, a rest and a bare number are
said of people whom the text has counted already; which count is meant shows in the numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.enclosure import days_relation, place_relation
from reckoning.extract.evidence import HOLDS
from reckoning.extract.mention import size_of

if TYPE_CHECKING:
    from reckoning.extract.mention import Found, Mention
    from reckoning.types import Claim

ORDINALS = {
    word: number
    for number, word in enumerate(
        ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"],
        start=2,
    )
}
REST = re.compile(r"\b(?:the|its|their)\s+(?:other|remaining)\s+$", re.IGNORECASE)
THE = re.compile(r"\b(?:the|its|their)\s+$", re.IGNORECASE)
RESTING = re.compile(r"\s+(?:others|remaining|survivors|left)\b", re.IGNORECASE)
CLAUSE = re.compile(r"(?:^|[;,:–—]|\band)\s*$")
REACH = 8  # sentences back to the count
AROUND = 40  # mentions back at most
NEAR = 1  # sentences back for a bare "one"
SCALE = 10  # a count more than so many times the ordinal is the toll of something larger


def counted_off(found: list[Found], claims: list[Claim], position: int) -> int | None:
    """The position of the count that a person or a rest is taken from."""
    part = found[position].mention
    ordinal = _ordinal(part)
    if ordinal is not None:
        return _of_ordinal(found, claims, position, ordinal)
    if _is_rest(part):
        return _of_rest(found, claims, position)
    return _of_one(found, claims, position) if _is_lone(part) else None


def _ordinal(part: Mention) -> int | None:
    """Which one of the counted a single person is; None without an ordinal of its own."""
    if part.victim is None or part.number is not None or part.quantity.value != 1:
        return None
    head = part.sentence.doc[part.victim]
    words = [head.lower_, *(c.lower_ for c in head.lefts if c.dep_ in ("amod", "nummod", "advmod"))]
    return next((ORDINALS[w] for w in words if w in ORDINALS), None)


def _is_rest(part: Mention) -> bool:
    if part.number is None or (part.quantity.value or 0) < 1:
        return False
    text, at = part.sentence.text, part.number[0] - part.sentence.start
    behind = text[part.number[1] - part.sentence.start :]
    return bool(REST.search(text[:at]) or (THE.search(text[:at]) and RESTING.match(behind)))


def _is_lone(part: Mention) -> bool:
    """A clause's bare "one", no noun behind it: "one, a teacher, lost an eye", "... and one died"."""
    if part.number is None or part.victim is None or part.quantity.value != 1 or part.quantity.bound != "exact":
        return False
    head = part.sentence.doc[part.victim]
    ahead = part.sentence.text[: part.number[0] - part.sentence.start]
    return head.lower_ == "one" and head.dep_ in ("nsubj", "nsubjpass") and CLAUSE.search(ahead) is not None


def _before(found: list[Found], claims: list[Claim], position: int, reach: int) -> list[int]:
    """Counts before one that could hold it by their harm, nearest first."""
    part = found[position].mention
    kinds = HOLDS.get(part.measure, (part.measure,))
    near = []
    for i in range(position - 1, -1, -1):
        whole = found[i].mention
        if part.sentence.index - whole.sentence.index > reach or position - i > AROUND:
            break
        if whole.measure in kinds and whole.number is not None and claims[i].stance not in ("denied", "forecast"):
            near.append(i)
    return near


def _of_ordinal(found: list[Found], claims: list[Claim], position: int, ordinal: int) -> int | None:
    """ "The third victim": of three, also right behind ("bringing the toll to three"), else of the nearest larger."""
    near = _before(found, claims, position, 2 * REACH)
    own = found[position].mention
    behind = [
        i for i in range(position + 1, min(len(found), position + 3))
        if found[i].mention.sentence is own.sentence and found[i].mention.number is not None
        and found[i].mention.measure in HOLDS.get(own.measure, (own.measure,))
    ]  # fmt: skip
    exact = [i for i in (*behind, *near) if size_of(claims[i]) == ordinal]
    exact = [i for i in exact if found[i].mention.measure == own.measure] or exact
    larger = [i for i in near if ordinal < (size_of(claims[i]) or 0) <= SCALE * ordinal]
    return next(iter((*exact, *larger)), None)


def _of_rest(found: list[Found], claims: list[Claim], position: int) -> int | None:
    """ "The other three": of four after one, of six after two and one; else of the nearest larger count."""
    size = size_of(claims[position]) or 1
    near = [i for i in _before(found, claims, position, REACH) if (size_of(claims[i]) or 0) > size]
    for i in near:
        told = [size_of(claims[k]) or 0 for k in range(i + 1, position)]
        if told and size_of(claims[i]) in (size + told[-1], size + sum(told)):
            return i
    return near[0] if near else None


def _of_one(found: list[Found], claims: list[Claim], position: int) -> int | None:
    """A bare "one": of the count right before it, where no other place or day sets the two apart."""
    one = claims[position]
    for i in _before(found, claims, position, NEAR):
        two = claims[i]
        if (size_of(two) or 0) <= 1 or found[i].mention.trigger == found[position].mention.trigger is not None:
            continue
        apart = place_relation(one.places, two.places) in ("apart", "unlike", "wider")
        return None if apart or days_relation(one.time, two.time) == "apart" else i
    return None
