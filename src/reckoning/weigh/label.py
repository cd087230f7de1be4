"""Plain names for incidents: place and days, as a table of contents would print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reckoning.types import Interval, Place
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import Scene


def span(group: Sequence[Saying], places: dict[str, Scene]) -> Interval | None:
    """The days a group of claims covers: from the first stated day to the last; None if none is stated.

    "In March" says less than "since 6 March", and counts only where nothing more exact is said. Where people were
    killed, the days are those of the killing, not of the flight that followed it.
    """
    group = [s for s in group if s.claim.measure == "killed"] or group
    dated = [s for s in group if s.claim.time and s.claim.time.grain not in ("month", "year")]
    group = dated or group
    lows = [low for s in group if (low := places[s.key].low) is not None]
    highs = [high for s in group if (high := places[s.key].high) is not None]
    if not lows and not highs:
        return None
    start = date.fromordinal(min(lows)) if lows else None
    end = date.fromordinal(max(highs)) if highs else None
    return Interval(start=start, end=end, grain="day" if start == end else "span")


def incident_label(where: Sequence[Place], when: Interval | None) -> str:
    """The place named most and the days, as "Al-Tuwaimah, 7 March 2025"; without a day "undated".

    An episode has the widest area that its reports name. How many other places they name is no part of a name.
    """
    name = where[0].text if where else "Place not stated"
    return f"{name[:1].upper()}{name[1:]}, {days_label(when)}"


def days_label(when: Interval | None) -> str:
    """Days in words: "7 March 2025", "6 to 12 March 2025", "until 12 March 2025"."""
    if when is None or (when.start is None and when.end is None):
        return "undated"
    if when.start is None or when.end is None:
        word, day = ("from", when.start) if when.start else ("until", when.end)
        return f"{word} {long_day(day)}" if day else "undated"
    if when.start == when.end:
        return long_day(when.start)
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day} to {long_day(when.end)}"
    return f"{long_day(when.start)} to {long_day(when.end)}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(day: date) -> str:
    """A day in words, without the locale: "7 March 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_words(count: int) -> str:
    """A number of days in words: "1 day", "3 days"."""
    return "1 day" if count == 1 else f"{count:,} days"
