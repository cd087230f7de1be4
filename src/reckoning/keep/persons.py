"""Which named people are one person: the verdicts that people gave on person rows, for the estimate of a case.

Reach for :func:`row_verdicts` with the decisions as they stand. A decision is about named people if its verdict is
``same person`` or ``different persons``, or if it is ``same`` or ``different`` and each of its quotes is exactly the
words of a person row. One about several quotes holds between every two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reckoning.keep.decide import DIFFERENT, DIFFERENT_PERSONS, SAME, SAME_PERSON, Stood, rows_at
from reckoning.reckoned import Report
from reckoning.types import Anchor
from reckoning.weigh.estimate.rows import RowVerdict

ABOUT_PERSONS = (SAME_PERSON, DIFFERENT_PERSONS)


def row_verdicts(stood: Iterable[Stood], reports: Sequence[Report]) -> tuple[RowVerdict, ...]:
    """The verdicts in force between person rows as they are now, sorted; ``by`` is the actor."""
    found = {
        RowVerdict(
            left=min(left, right), right=max(left, right), by=one.decision.actor,
            same=one.decision.verdict in (SAME, SAME_PERSON),
        )
        for one in stood
        for first, second in combinations(_rows(one, reports), 2)
        for left in first
        for right in second
        if left != right
    }  # fmt: skip
    return tuple(sorted(found, key=lambda v: (v.left, v.right, v.same, v.by)))


def _rows(one: Stood, reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """The rows on each quote of a decision about people; nothing for any other decision."""
    if one.decision.verdict in ABOUT_PERSONS:
        return one.rows if one.in_force else ()
    if one.decision.verdict not in (SAME, DIFFERENT) or one.state == "lapsed":
        return ()
    exact = tuple(tuple(_exactly_at(found.now, reports)) for found in one.anchors)
    return exact if exact and all(exact) else ()


def _exactly_at(anchor: Anchor | None, reports: Sequence[Report]) -> Iterator[str]:
    for row in rows_at(anchor, reports):
        if anchor and (row.anchor.start, row.anchor.end) == (anchor.start, anchor.end):
            yield row.key
