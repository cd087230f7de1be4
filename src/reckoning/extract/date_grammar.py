"""The grammar of English time phrases: one rule, one pattern and what it means seen from a day of reference."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from reckoning.extract import days
from reckoning.extract.days import Span
from reckoning.types import Grain

PhraseKind = Literal["day", "period", "window", "since", "until", "relative", "open"]
Unit = Literal["hour", "day", "week", "month", "year"]


@cache
def lexicon() -> dict[str, Any]:
    """The words of time, as data."""
    return tomllib.loads(files("reckoning.extract.lexicon").joinpath("time.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a phrase says. ``absolute``: the same from every day of reference. ``shift`` counts from another event."""

    span: Span = (None, None)
    grain: Grain = "open"
    kind: PhraseKind = "day"
    absolute: bool = False
    shift: tuple[int, Unit] | None = None


Read = Callable[[re.Match[str], date], Meaning | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    read: Read


def _alternatives(words: dict[str, Any] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


MONTH = rf"(?:{_alternatives(lexicon()['months'])})\b\.?"
WEEKDAY = rf"(?:{_alternatives({k: v for k, v in lexicon()['weekdays'].items() if len(k) > 5})})"
SHORT_WEEKDAY = rf"(?:{_alternatives({k: v for k, v in lexicon()['weekdays'].items() if len(k) <= 5})})"
COUNT = rf"(?:\d{{1,3}}|{_alternatives(lexicon()['numbers'])})"
VAGUE = r"(?:few|several|some|couple of|many|recent|number of)"
UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)s?"
YEAR = r"(?:1[5-9]|20)\d\d"
NTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d]|[,.:]\d)"
DASH = r"\s*(?:-|–|—|to|until|till|through|and|&)\s*(?:the\s)?"
PART = r"(?:early|earlier|late|later|mid)"
TIME_OF_DAY = r"(?:morning|afternoon|evening|night|midnight|noon|midday|dawn|dusk|lunchtime)"
THAT_YEAR = (
    rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})\b|\s(?:of\s)?(?P<rel>this|last|the same|the previous|the following) year)"
)
ONWARD = re.compile(rf"\s?(?:to|through|until|till|-|–)\s?{MONTH}", re.IGNORECASE)  # "January to March 2014"
BEFORE = re.compile(r"([A-Za-z]+)[\s-]{1,2}$")
MONTH_LEADS = frozenset(lexicon()["leads"]["words"])
YEAR_LEADS = MONTH_LEADS - {"for", "last", "this", "next", "and", "to", "beginning", "end"}
UNITS: dict[str, tuple[int, Unit]] = {
    "hour": (1, "hour"), "day": (1, "day"), "night": (1, "day"), "evening": (1, "day"), "morning": (1, "day"),
    "week": (1, "week"), "fortnight": (2, "week"), "month": (1, "month"), "year": (1, "year"), "decade": (10, "year"),
}  # fmt: skip


def number(word: str) -> int:
    """The count a word or figure stands for."""
    return int(word) if word.isdigit() else int(lexicon()["numbers"][word.lower()])


def month(word: str) -> int:
    return int(lexicon()["months"][word.lower().rstrip(".")])


def weekday(word: str) -> int:
    return int(lexicon()["weekdays"][word.lower().rstrip(".")])


def ordinal(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def word_before(match: re.Match[str]) -> str:
    found = BEFORE.search(match.string[: match.start()])
    return found.group(1).lower() if found else ""


def year_meant(match: re.Match[str], today: date) -> int | None:
    """The year a date names, in figures or as this or last year; None if it names none."""
    parts = match.groupdict()
    if parts.get("year"):
        return int(parts["year"])
    shifts = {"this": 0, "last": -1}
    rel = (parts.get("rel") or "").lower()
    return today.year + shifts[rel] if rel in shifts else None


def read_date(match: re.Match[str], today: date) -> Meaning | None:
    """Day and month, perhaps to another day and month, with or without a year."""
    parts = match.groupdict()
    first, last = ordinal(parts["d"]), ordinal(parts.get("d2") or parts["d"])
    month1 = month(parts["m"])
    month2 = month(parts.get("m2") or parts["m"])
    year = year_meant(match, today)
    if year is None:
        end = days.day_before(today, month2, last)
        start = days.day_before(end, month1, first) if end else None
    else:
        end = days.made(year, month2, last)
        start = days.made(year if (month1, first) <= (month2, last) else year - 1, month1, first)
    if start is None or end is None:
        return None
    absolute = parts.get("year") is not None
    return Meaning(span=(start, end), grain="day" if start == end else "days", absolute=absolute)


def read_numeric(match: re.Match[str], today: date) -> Meaning | None:
    """Dates in figures; a slash date that could be read two ways stays open."""
    del today
    if match.group("iso"):
        found = days.made(*(int(x) for x in match.group("iso").split("-")))
    else:
        one, two, year = (int(match.group(name)) for name in ("n1", "n2", "n3"))
        if match.group("sep") == "/" and one <= 12 and two <= 12 and one != two:
            return Meaning(kind="open")
        found = days.made(year, two, one) if two <= 12 else days.made(year, one, two)
    return Meaning(span=(found, found), grain="day", absolute=True) if found else None


def read_month(match: re.Match[str], today: date) -> Meaning | None:
    """A month, or its beginning, middle or end (thirds of ten days)."""
    parts = match.groupdict()
    year = year_meant(match, today)
    lead = (parts.get("part") or "").lower()
    onward = ONWARD.match(match.string, match.end()) is not None
    if year is None and not lead and not onward and word_before(match) not in MONTH_LEADS:
        return None
    which = month(parts["m"])
    start, end = days.month_of(year, which) if year else days.month_before(today, which)
    if lead == "last" and year is None and (today.year, today.month) == (start.year, start.month):
        start, end = days.month_of(start.year - 1, which)
    part = lead.split()[0] if lead else ""
    if lead.startswith(("early", "the beginning", "the start")):
        end = start + days.days(9)
    elif part == "mid" or lead.startswith(("mid", "the middle")):
        start, end = start + days.days(10), start + days.days(19)
    elif lead.startswith(("late", "the end")):
        start = start + days.days(20)
    absolute = parts.get("year") is not None
    span: Span = (start, end) if absolute else days.clipped((start, end), today)
    return Meaning(span=span, grain="month", kind="period", absolute=absolute)


def read_year(match: re.Match[str], today: date) -> Meaning | None:
    """A year or a range of years; bare figures need a preposition before them or an article and a noun around them."""
    del today
    parts = match.groupdict()
    first, last = int(parts["y1"]), int(parts.get("y2") or parts["y1"])
    if len(parts.get("y2") or "0000") == 2:
        last = first // 100 * 100 + last
    lead = word_before(match)
    if (
        not parts.get("y2")
        and lead not in YEAR_LEADS
        and not (lead == "the" and match.string[match.end() :][:1] == " ")
    ):
        return None
    if last < first:
        return None
    return Meaning(span=(date(first, 1, 1), date(last, 12, 31)), grain="year", kind="period", absolute=True)


def read_decade(match: re.Match[str], today: date) -> Meaning:
    del today
    first = int(match.group("decade"))
    return Meaning(span=(date(first, 1, 1), date(first + 9, 12, 31)), grain="span", kind="period", absolute=True)


def read_year_part(match: re.Match[str], today: date) -> Meaning | None:
    """The first three months of 2010, the second half of last year, the third quarter."""
    year = year_meant(match, today)
    if year is None:
        year = today.year
    parts = match.groupdict()
    if parts["months"]:
        count = number(parts["months"])
        first = 1
    else:
        count = 6 if parts["piece"] == "half" else 3
        first = 1 + (lexicon()["ordinals"][parts["which"].lower()] - 1) * count
    if not 1 <= count <= 12 or first + count > 13:
        return None
    span: Span = (date(year, first, 1), days.month_of(year, first + count - 1)[1])
    absolute = parts["year"] is not None
    return Meaning(
        span=span if absolute else days.clipped(span, today), grain="month", kind="period", absolute=absolute
    )


def read_weekday(match: re.Match[str], today: date) -> Meaning | None:
    """A weekday up to the day of reference; "last Friday" lies before it, "Friday last week" in the week before."""
    parts = match.groupdict()
    which, lead, week = weekday(parts["w"]), (parts.get("lead") or "").lower(), (parts.get("week") or "").lower()
    if lead == "next":
        return Meaning(kind="open")
    if lead in ("the following", "the previous", "that", "the next"):
        return Meaning(kind="relative", shift=None)
    if "last week" in week or "previous week" in week:
        day = days.week_of(today)[0] - days.days(7 - which)
    elif "a week ago" in week or "week earlier" in week:
        day = days.weekday_before(today, which) - days.days(7)
    else:
        day = days.weekday_before(today, which, strict=lead in ("last", "this past", "the past"))
    return Meaning(span=(day, day), grain="day")


def read_holiday(match: re.Match[str], today: date) -> Meaning | None:
    """A feast of the fixed calendar or of Easter, up to the day of reference; with "week" the week it falls in."""
    name = match.group("feast").lower().replace("’", "'")
    year = year_meant(match, today)
    if name in lexicon()["easter"]:
        shift = days.days(lexicon()["easter"][name])
        years = [year] if year else [today.year, today.year - 1]
        day = next((d for y in years if (d := days.easter(y) + shift) <= today or year), None)
    else:
        when = lexicon()["holidays"][name]
        day = days.made(year, *when) if year else days.day_before(today, *when)
    if day is None:
        return None
    if match.group("week"):
        return Meaning(span=days.week_of(day), grain="week", kind="period")
    return Meaning(span=(day, day), grain="day", absolute=year is not None and match.group("year") is not None)
