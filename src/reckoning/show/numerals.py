"""Numbers and dates as a reader meets them: "1,225 to 1,557", "at least 16", "6 to 10 March 2025"."""

from __future__ import annotations

from datetime import date

from reckoning.types import Bracket, Interval, Quantity
from reckoning.weigh.numberless import LEAST_SIZE

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NOT_STATED, NO_RANGE = "not stated", "no range"


def grouped(number: int) -> str:
    """1225 as "1,225"; four digits and more are grouped by threes."""
    return f"{number:,}"


def between(low: int | None, high: int | None) -> str:
    """A range in words, an open end said as such."""
    if low is None and high is None:
        return NO_RANGE
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    return grouped(low) if low == high else f"{low:,} to {high:,}"


def bracket_words(bracket: Bracket) -> str:
    """A toll between two steps, with the best figure where it says more than the ends."""
    words = between(bracket.low, bracket.high)
    if bracket.best is None or bracket.low == bracket.best == bracket.high:
        return words
    return f"best {bracket.best:,}" if words == NO_RANGE else f"{words}, best {bracket.best:,}"


def quantity_words(quantity: Quantity) -> str:
    """What a claim's number is read as; strict bounds keep the number that was written."""
    if quantity.fraction is not None and quantity.low is None and quantity.high is None:
        return f"{quantity.fraction * 100:g} per cent"
    if quantity.bound == "vague" and quantity.value is None and quantity.low is not None:
        return "number not said" if quantity.low < LEAST_SIZE else f"at least {quantity.low:,}, said vaguely"
    return _with_value(quantity) or _bounded(quantity)


def _with_value(quantity: Quantity) -> str | None:
    value = quantity.value
    if value is None:
        return None
    match quantity.bound:
        case "at_least":
            return _floor_words(value, quantity.low)
        case "at_most":
            return f"fewer than {value:,}" if quantity.high == value - 1 else f"at most {value:,}"
        case "about":
            return f"about {value:,}"
        case "exact":
            return grouped(value)
        case _:
            return None


def _floor_words(value: int, low: int | None) -> str:
    """A lower bound as written; one that its parts raise says so."""
    if low is None or low <= value:
        return f"at least {value:,}"
    return f"more than {value:,}" + (f", at least {low:,} by its parts" if low > value + 1 else "")


def _bounded(quantity: Quantity) -> str:
    if quantity.low is None and quantity.high is None:
        return NOT_STATED
    words = between(quantity.low, quantity.high)
    return f"about {words}" if quantity.bound == "about" else words


def day(when: date) -> str:
    """A day in full, as in "11 March 2025"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days(start: date, end: date) -> str:
    """A closed interval, saying month and year once where they are shared."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def interval_words(interval: Interval | None) -> str:
    """An interval in words; what is open is said to be open."""
    if interval is None or (interval.start is None and interval.end is None):
        return "date not known"
    if interval.end is None and interval.start is not None:
        return f"on or after {day(interval.start)}"
    if interval.start is None and interval.end is not None:
        return f"on or before {day(interval.end)}"
    assert interval.start is not None and interval.end is not None  # noqa: S101, PT018
    return days(interval.start, interval.end)


def interval_code(interval: Interval | None) -> str | None:
    """The value of a ``datetime`` attribute for an interval: its first known day."""
    if interval is None:
        return None
    known = interval.start or interval.end
    return known.isoformat() if known else None
