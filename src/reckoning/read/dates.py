"""Full dates (day, month and year) as reports write them. A date without a year is not a date here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORD = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
MONTH = rf"(?P<{{0}}>{MONTH_WORD})\.?"
DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<{0}>(?:19|20)\d\d)"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
FULL = re.compile(
    rf"\b{WEEKDAY}(?:{MONTH.format('m1')}\s+{DAY.format('d1')},?\s+{YEAR.format('y1')}"
    rf"|{DAY.format('d2')}(?:\s+of)?[\s-]+{MONTH.format('m2')},?[\s-]+{YEAR.format('y2')}"
    r"|(?P<y3>(?:19|20)\d\d)[-/](?P<m3>[01]\d)[-/](?P<d3>[0-3]\d)"
    r"|(?P<d4>[0-3]?\d)\.(?P<m4>[01]?\d)\.(?P<y4>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
# Wire datelines of the twentieth century write "3 JAN 90".
SHORT_YEAR = re.compile(rf"\b{DAY.format('d5')}\s+{MONTH.format('m5')}\s+(?P<y5>\d\d)(?!\d)", re.IGNORECASE)
PIVOT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A full date and the words that give it."""

    day: date
    start: int
    end: int


def full_dates(content: str, *, short_years: bool = False) -> Iterator[Dated]:
    """Every full date in the order of the text; impossible ones (31 June) are passed over."""
    for match in FULL.finditer(content):
        yield from _dated(match, match.groupdict())
    if short_years:
        for match in SHORT_YEAR.finditer(content):
            yield from _dated(match, match.groupdict())


def iso_day(value: str) -> date | None:
    """The day of an ISO 8601 date or date and time; None where it is no full date."""
    head = value.strip()[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", head) or not re.fullmatch(r"(?:[T ].*)?", value.strip()[10:]):
        return None
    try:
        return date.fromisoformat(head)
    except ValueError:
        return None


def _dated(match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Dated]:
    number = next((n for n in "12345" if groups.get(f"y{n}")), None)
    if number is None:
        return
    day, month, year = (str(groups[f"{part}{number}"]) for part in "dmy")
    try:
        yield Dated(day=date(_year(year), _month(month), int(day)), start=match.start(), end=match.end())
    except ValueError:
        return


def _year(written: str) -> int:
    year = int(written)
    return year if year > 99 else year + (1900 if year >= PIVOT else 2000)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS.index(written[:3].lower()) + 1
