"""Numbers and dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from reckoning.show.numerals import between, bracket_words, interval_words, quantity_words
from reckoning.types import Bracket, Interval, Quantity


@pytest.mark.parametrize(
    "low, high, words",
    [
        (1225, 1557, "1,225 to 1,557"), (16, None, "at least 16"), (None, 45, "at most 45"), (31, 31, "31"),
        (None, None, "no range"), (0, 31, "0 to 31"), (0, 0, "0"), (0, None, "at least 0"),
    ],
)  # fmt: skip
def test_a_range(low, high, words):
    assert between(low, high) == words


@pytest.mark.parametrize(
    "bracket, words",
    [
        (Bracket(low=1, best=2, high=3), "1 to 3, best 2"), (Bracket(best=2), "best 2"), (Bracket(), "no range"),
        (Bracket(low=5, best=5, high=5), "5"), (Bracket(low=5, best=5), "at least 5, best 5"),
    ],
)  # fmt: skip
def test_a_bracket(bracket, words):
    assert bracket_words(bracket) == words


@pytest.mark.parametrize(
    "low, high, value, bound, words",
    [
        (1001, None, 1000, "at_least", "more than 1,000"), (1000, None, 1000, "at_least", "at least 1,000"),
        (None, 44, 45, "at_most", "fewer than 45"), (None, 45, 45, "at_most", "at most 45"),
        (None, None, 1400, "about", "about 1,400"), (20, 30, None, "range", "20 to 30"), (7, 7, 7, "exact", "7"),
        (24, None, None, "vague", "at least 24, said vaguely"), (2, None, None, "vague", "number not said"),
        (1311, None, 1300, "at_least", "more than 1,300, at least 1,311 by its parts"), (10, 14, None, "about", "about 10 to 14"),
        (None, None, None, "vague", "not stated"),
    ],
)  # fmt: skip
def test_a_quantity(low, high, value, bound, words):
    assert quantity_words(Quantity(low=low, high=high, value=value, bound=bound, as_written="")) == words


def test_a_share():
    share = Quantity(low=None, high=None, value=None, bound="about", as_written="half of them", fraction=0.5)
    assert quantity_words(share) == "50 per cent"


D = date


@pytest.mark.parametrize(
    "start, end, words",
    [
        (D(2025, 3, 6), D(2025, 3, 10), "6 to 10 March 2025"), (D(2025, 3, 6), D(2025, 3, 6), "6 March 2025"),
        (D(2025, 2, 28), D(2025, 3, 1), "28 February to 1 March 2025"),
        (D(2024, 12, 31), D(2025, 1, 1), "31 December 2024 to 1 January 2025"),
        (D(2025, 3, 6), None, "on or after 6 March 2025"), (None, D(2025, 3, 6), "on or before 6 March 2025"),
        (None, None, "date not known"),
    ],
)  # fmt: skip
def test_an_interval(start, end, words):
    assert interval_words(Interval(start=start, end=end)) == words
