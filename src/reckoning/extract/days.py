"""Arithmetic of days: what a weekday, a month or "last week" is, seen from a day of reference."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Span = tuple[date | None, date | None]
DAY = timedelta(days=1)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def weekday_before(today: date, weekday: int, *, strict: bool = False) -> date:
    """The last such weekday up to (strict: before) the day."""
    back = (today.weekday() - weekday) % 7
    return today - days(back or (7 if strict else 0))


def week_of(today: date) -> tuple[date, date]:
    """Monday to Sunday."""
    monday = today - days(today.weekday())
    return monday, monday + days(6)


def weekend_before(today: date) -> tuple[date, date]:
    """The last weekend that has begun by the day, cut off at it."""
    saturday = weekday_before(today, 5)
    return saturday, min(saturday + DAY, today)


def month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def months_back(today: date, count: int) -> date:
    """The same day so many months before (later if negative), or the last day of a shorter month."""
    index = today.year * 12 + today.month - 1 - count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def month_before(today: date, month: int) -> tuple[date, date]:
    """The last such month that has begun by the day."""
    return month_of(today.year if month <= today.month else today.year - 1, month)


def day_before(today: date, month: int, day: int) -> date | None:
    """The last such day of the year up to the day of reference (29 February may lie some years back)."""
    found = (made(year, month, day) for year in range(today.year, today.year - 9, -1))
    return next((one for one in found if one is not None and one <= today), None)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def clipped(span: Span, today: date) -> Span:
    """A period that is still running ends today."""
    start, end = span
    if start and start > today:
        return None, None
    return start, (min(end, today) if end else end)
