"""Rules for phrases that count from the day of writing or from another event, and the table of all rules."""

from __future__ import annotations

import re
from datetime import date

from reckoning.extract import days
from reckoning.extract.date_grammar import (
    COUNT,
    DASH,
    MONTH,
    NTH,
    PART,
    SHORT_WEEKDAY,
    THAT_YEAR,
    TIME_OF_DAY,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    YEAR,
    Meaning,
    Read,
    Rule,
    Unit,
    _alternatives,
    lexicon,
    number,
    read_date,
    read_decade,
    read_holiday,
    read_month,
    read_numeric,
    read_weekday,
    read_year,
    read_year_part,
)  # fmt: skip
from reckoning.extract.days import Span
from reckoning.types import Grain

DEICTIC: dict[str, tuple[int, int]] = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "earlier today": (0, 0), "late today": (0, 0), "early today": (0, 0), "later today": (0, 0),
    "yesterday": (1, 1), "last night": (1, 0), "overnight": (1, 0), "yesterday morning": (1, 1),
    "yesterday afternoon": (1, 1), "yesterday evening": (1, 1), "yesterday night": (1, 1), "late yesterday": (1, 1),
    "early yesterday": (1, 1), "earlier yesterday": (1, 1), "last evening": (1, 1), "the day before yesterday": (2, 2),
    "earlier this morning": (0, 0), "early this morning": (0, 0), "late last night": (1, 0), "earlier tonight": (0, 0),
}  # fmt: skip
GRAINS: dict[Unit, Grain] = {"hour": "days", "day": "days", "week": "week", "month": "month", "year": "year"}


def unit_of(word: str) -> tuple[int, Unit]:
    return UNITS[word.lower().rstrip("s")]


def back(today: date, count: int, unit: Unit) -> date:
    """The day so many units before."""
    if unit == "hour":
        return today - days.days((count + 23) // 24)
    if unit == "day":
        return today - days.days(count)
    if unit == "week":
        return today - days.days(7 * count)
    return days.months_back(today, count if unit == "month" else 12 * count)


def read_deictic(match: re.Match[str], today: date) -> Meaning:
    start, end = DEICTIC[" ".join(match.group("word").lower().split())]
    return Meaning(span=(today - days.days(start), today - days.days(end)), grain="day" if start == end else "days")


def read_weekend(match: re.Match[str], today: date) -> Meaning | None:
    lead = (match.group("lead") or "").lower()
    if lead in ("next", "that", "the following", "the previous"):
        return Meaning(kind="relative" if lead != "next" else "open")
    start, end = days.weekend_before(today)
    if lead == "last" and today.weekday() >= 5:
        start, end = start - days.days(7), start - days.days(6)
    return Meaning(span=(start, end), grain="days")


def read_calendar(match: re.Match[str], today: date) -> Meaning | None:
    """The running and the last week, month, year: periods of the calendar, a running one cut off today."""
    lead, unit = match.group("lead").lower(), unit_of(match.group("unit"))[1]
    shift = {"this": 0, "the current": 0, "last": 1, "the past": 0}.get(lead.removeprefix("earlier "), 0)
    if unit == "week":
        start, end = days.week_of(today - days.days(7 * shift))
    elif unit == "month":
        start, end = days.month_of(*_month(days.months_back(today, shift)))
    else:
        start, end = days.year_of(today.year - shift)
    return Meaning(span=days.clipped((start, end), today), grain=GRAINS[unit], kind="period")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def read_window(match: re.Match[str], today: date) -> Meaning:
    """In the past two days: as many days, the day of reference the last of them."""
    many, unit = unit_of(match.group("unit"))
    word = match.group("count")
    if match.group("vague"):
        return Meaning(span=(None, today), grain="span", kind="window")
    count = (number(word) if word else 1) * many
    start = back(today, count, unit)
    if unit in ("day", "week"):
        start += days.DAY
    return Meaning(span=(start, today), grain="days" if unit in ("hour", "day") else "span", kind="window")


def read_ago(match: re.Match[str], today: date) -> Meaning:
    """Two days ago is a day; two months ago the calendar month, two weeks or years ago the week or year around it."""
    many, unit = unit_of(match.group("unit"))
    count = number(match.group("count")) * many
    then = back(today, count, unit)
    if unit == "hour":
        span: Span = (then if count > 6 else today - days.DAY, today)
    elif unit == "day":
        span = (then, then)
    elif unit == "week":
        span = days.week_of(then)
    elif unit == "month":
        span = days.month_of(*_month(then))
    else:
        span = days.year_of(then.year)
    return Meaning(
        span=days.clipped(span, today),
        grain="day" if unit == "day" else GRAINS[unit],
        kind="day" if unit == "day" else "period",
    )


def read_later(match: re.Match[str], today: date) -> Meaning:
    """A day earlier, four days later: counted from another event."""
    del today
    many, unit = unit_of(match.group("unit"))
    word = match.group("count")
    if not word:
        return Meaning(kind="relative", shift=(0, unit))
    sign = -1 if match.group("way").lower() in ("earlier", "before", "previously", "prior") else 1
    return Meaning(kind="relative", shift=(sign * number(word) * many, unit))


def read_neighbour(match: re.Match[str], today: date) -> Meaning:
    """The previous day, the following week, the same day."""
    del today
    many, unit = unit_of(match.group("unit"))
    lead = " ".join(match.group("lead").lower().split())
    sign = {"previous": -1, "following": 1, "next": 1}.get(lead.split()[-1], 0)
    return Meaning(kind="relative", shift=(sign * many, unit))


def read_day_beside(match: re.Match[str], today: date) -> Meaning:
    """The day before, the night after."""
    del today
    return Meaning(kind="relative", shift=(-1 if match.group("way").lower() == "before" else 1, "day"))


def read_open(match: re.Match[str], today: date) -> Meaning:
    del match, today
    return Meaning(kind="open")


def _rule(name: str, pattern: str, read: Read) -> Rule:
    return Rule(name=name, pattern=re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w-])", re.IGNORECASE), read=read)


FEASTS = _alternatives({**lexicon()["holidays"], **lexicon()["easter"]}).replace("'", "['’]")
LEADS = r"last|this past|this|the past|next|that|the following|the previous|the next|on"
RULES: tuple[Rule, ...] = (
    _rule(
        "date",
        rf"(?:the\s)?(?P<d>{NTH})(?:{DASH}(?P<d2>{NTH}))?(?:\s(?:day\s)?of)?[\s-](?P<m>{MONTH})"
        rf"(?:{THAT_YEAR})?",
        read_date,
    ),
    _rule(
        "date",
        rf"(?:the\s)?(?P<d>{NTH})(?:\sof)?\s(?P<m>{MONTH}){DASH}(?P<d2>{NTH})(?:\sof)?\s(?P<m2>{MONTH})"
        rf"(?:{THAT_YEAR})?",
        read_date,
    ),
    _rule(
        "date",
        rf"(?:the\s)?(?P<d>{NTH})(?:,\s{NTH})*,?\s(?:and|&|or)\s(?:the\s)?(?P<d2>{NTH})(?:\sof)?\s(?P<m>{MONTH})(?:{THAT_YEAR})?",
        read_date,
    ),
    _rule(
        "date",
        rf"(?P<m>{MONTH})\s(?:the\s)?(?P<d>{NTH})(?:{DASH}(?:(?P<m2>{MONTH})\s)?(?P<d2>{NTH}))?"
        rf"(?:{THAT_YEAR})?",
        read_date,
    ),
    _rule(
        "numeric date",
        r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<n1>\d{1,2})(?P<sep>[./])(?P<n2>\d{1,2})(?P=sep)(?P<n3>(?:19|20)\d\d)",
        read_numeric,
    ),
    _rule(
        "month",
        rf"(?:(?P<part>{PART}|the\s(?:beginning|start|middle|end)\sof|last|this)[\s-])?(?P<m>{MONTH})"
        rf"(?:{THAT_YEAR})?",
        read_month,
    ),
    _rule(
        "year",
        rf"(?P<y1>{YEAR})(?:\s?(?:-|–|to|and|until|through|/)\s?(?P<y2>{YEAR}|\d\d))?(?!,\d|\.\d|\s(?:people"
        rf"|persons|civilians|soldiers|dead|others|families|troops|victims))",
        read_year,
    ),
    _rule("decade", r"(?:the\s)?(?:(?:early|mid|late)[\s-])?(?P<decade>(?:19|20)\d0)['’]?s", read_decade),
    _rule(
        "part of year",
        rf"(?:in\s|during\s)?the\s(?:first\s(?P<months>{COUNT})\smonths|(?P<which>first|second|third"
        rf"|fourth)\s(?P<piece>half|quarter))(?:{THAT_YEAR}|\sof\sthe\syear)?",
        read_year_part,
    ),
    _rule(
        "weekday",
        rf"(?:{PART}\s(?:on\s)?)?(?:(?P<lead>{LEADS})\s)?(?P<w>{WEEKDAY})(?:['’]s)?(?:\s"
        rf"(?:{PART}\s)?{TIME_OF_DAY})?(?P<week>,?\s(?:of\s)?(?:last|the previous)\sweek|,?\s"
        rf"(?:of\s)?this\sweek|,?\sa\sweek\s(?:ago|earlier))?",
        read_weekday,
    ),
    _rule("deictic", rf"(?P<word>{_alternatives(DEICTIC)})", read_deictic),
    _rule(
        "weekend",
        r"(?:(?:over|during|at|on)\s)?(?:(?P<lead>last|this|the|this past|the past|past|next|that"
        r"|the following|the previous)\s)?(?:long\s)?weekend",
        read_weekend,
    ),
    _rule("calendar", r"(?P<lead>(?:earlier\s)?this|last|the\scurrent)\s(?P<unit>week|month|year)", read_calendar),
    _rule(
        "window",
        rf"(?:(?:in|over|during|within|for|throughout)\s)?(?:the|these|this)\s(?:past|last|previous"
        rf"|preceding)\s(?:(?P<vague>{VAGUE})\s|(?P<count>{COUNT})\s)?(?P<unit>{UNIT})",
        read_window,
    ),
    _rule(
        "ago",
        rf"(?:(?:more than|about|around|nearly|almost|over|just)\s)?(?P<count>{COUNT})\s(?P<unit>{UNIT})\sago",
        read_ago,
    ),
    _rule(
        "later",
        rf"(?:(?:more than|less than|about|around|nearly|almost|over|just|only|some)\s)?(?:"
        rf"(?P<count>{COUNT})\s|(?:{VAGUE})\s)?(?P<unit>{UNIT})\s(?P<way>earlier|later|afterwards?|before"
        rf"|previously|prior)",
        read_later,
    ),
    _rule(
        "neighbour",
        r"(?:(?:on|in|during|at)\s)?(?P<lead>the\sprevious|the\sfollowing|the\snext|(?:later\s|earlier\s)?"
        r"(?:the\ssame|that\ssame|that\svery))\s(?P<unit>day|night|evening|morning|week|month|year)",
        read_neighbour,
    ),
    _rule(
        "neighbour",
        r"(?:later\s|earlier\s)?(?:(?:on|in|during)\s)?(?P<lead>that)\s(?P<unit>day|night|evening|morning"
        r"|week|month|year)",
        read_neighbour,
    ),
    _rule("day beside", r"the\s(?:day|night|evening)\s(?P<way>before|after)(?!\syesterday)", read_day_beside),
    _rule(
        "holiday",
        rf"(?:(?:on|over|at|during)\s)?"
        rf"(?P<feast>{FEASTS})"
        rf"(?P<week>(?:['’]s)?\s(?:holiday\s)?week)?(?:{THAT_YEAR})?",
        read_holiday,
    ),
    _rule("open", _alternatives(lexicon()["open"]["words"]), read_open),
    _rule("short weekday", rf"(?P<w>{SHORT_WEEKDAY})\.", read_weekday),
)  # fmt: skip
