"""Figures of different origins that cannot both hold, as Problems that name both quotes.

One Problem a group at most: the lowest against the highest of the origins' last words, where their ends do not meet;
and a part that one origin puts above the whole that another gives for the same day or a later one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reckoning.types import Problem
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import relate
from reckoning.weigh.stale import split_stale

CODE = "TOLL-CONTRADICTION"


def contradictions(docket: Docket) -> tuple[Problem, ...]:
    """Every contradiction between origins on one incident, measure and unit."""
    fresh = [s for g in docket.groups() for s in split_stale(docket.of(g), docket)[0] if not s.implied]
    return (*_rivals(docket, fresh), *_parts_above(fresh))


def _rivals(docket: Docket, fresh: list[Stand]) -> Iterator[Problem]:
    for group in docket.groups():
        stands = [s for s in fresh if s.group == group and s.bound not in ("vague", "about")]
        if len({s.origin for s in stands}) < 2:
            continue
        low = min(stands, key=lambda s: (s.high is None, s.high or 0, s.origin))
        high = max(stands, key=lambda s: (s.low or 0, s.origin))
        if low.high is not None and low.high < (high.low or 0) and not _earlier(low, high):
            yield _problem(high, low, f"{high.words()} and {low.words()} cannot both hold for {group.label()}")


def _earlier(low: Stand, high: Stand) -> bool:
    """A lower figure of an earlier day is no contradiction: fewer were known, or fewer had died."""
    return low.as_of is not None and high.as_of is not None and low.as_of < high.as_of


def _parts_above(fresh: list[Stand]) -> Iterator[Problem]:
    """A part of one origin above the whole of another; a whole of an earlier day may be lower, and is left alone."""
    for whole in fresh:
        if whole.high is None:
            continue
        above = [p for p in fresh if _above(p, whole)]
        if above:
            part = max(above, key=lambda p: (p.low or 0, p.origin))
            says = f"{part.words()} for {part.group.label()} is more than {whole.words()} for all {whole.group.label()}"
            yield _problem(part, whole, says)


def _above(part: Stand, whole: Stand) -> bool:
    if relate(part.group, whole.group) != "part" or part.origin == whole.origin or (part.low or 0) <= (whole.high or 0):
        return False
    return part.as_of is None or whole.as_of is None or part.as_of <= whole.as_of


def _problem(of: Stand, against: Stand, says: str) -> Problem:
    one, other = of.leading.claim, against.leading.claim
    return Problem(where=one.key, code=CODE, says=says, anchor=one.anchor, also=other.anchor)
