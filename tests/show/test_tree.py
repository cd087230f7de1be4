"""Sums of parts against their whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import C72, C140, C212, DOSSIER, EPISODE, REPORTS, SERIES

from reckoning.reckoned import Report
from reckoning.show.casebook import casebook
from reckoning.show.tree import fits, trees
from reckoning.types import Quantity


def quantity(low, high, value, bound):
    return Quantity(low=low, high=high, value=value, bound=bound, as_written="")


@pytest.mark.parametrize(
    "whole, total, verdict",
    [
        (quantity(1383, 1383, 1383, "exact"), 1383, ("equal", 0)),
        (quantity(1383, 1383, 1383, "exact"), 1380, ("fewer", 3)),
        (quantity(31, 31, 31, "exact"), 893, ("more", 862)),
        (quantity(1301, None, 1300, "at_least"), 1311, ("allowed", 0)),
        (quantity(1301, None, 1300, "at_least"), 1300, ("fewer", 1)),
        (quantity(1225, None, 1225, "at_least"), 1225, ("equal", 0)),
        (quantity(None, 45, 45, "at_most"), 46, ("more", 1)),
        (quantity(20, 30, None, "range"), 25, ("allowed", 0)),
        (quantity(None, None, 1400, "about"), 1426, ("open", 0)),
        (quantity(5, 5, 5, "exact"), None, ("open", 0)),
    ],
)
def test_a_sum_against_its_whole(whole, total, verdict):
    assert fits(whole, total) == verdict


def test_parts_come_from_the_series_with_their_sum():
    book = casebook(DOSSIER)
    (tree,) = trees(book.claims_of(EPISODE), (SERIES,), book)
    assert tree.cited.claim == C212
    assert [(p.cited.claim, p.name) for p in tree.parts] == [(C140, "Ardun"), (C72, "Moresk")]
    assert (tree.total, tree.fit) == (212, "equal")


def nested(part_of: dict[str, str]):
    """The Watch's report with other ties between its claims."""
    claims = tuple(replace(c, part_of=part_of.get(c.key)) for c in REPORTS[0].findings.claims)
    first = Report(text=REPORTS[0].text, findings=replace(REPORTS[0].findings, claims=claims))
    book = casebook(replace(DOSSIER, reports=(first, *REPORTS[1:])))
    return trees(book.claims_of(EPISODE), (), book)


def test_a_part_may_have_parts_and_without_a_series_nothing_is_added_up():
    (tree,) = nested({C140.key: C212.key, C72.key: C140.key})
    assert tree.total is None
    assert [p.cited.claim.key for p in tree.parts] == [C140.key]
    assert [p.cited.claim.key for p in tree.parts[0].parts] == [C72.key]


def test_a_circle_of_parts_ends():
    assert nested({C140.key: C72.key, C72.key: C140.key}) == ()
    (tree,) = nested({C140.key: C212.key, C72.key: C72.key})
    assert [p.cited.claim.key for p in tree.parts] == [C140.key]
