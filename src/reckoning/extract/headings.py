"""Lines that open with a place or a day: datelines of reports, items of a round-up, entries of a daily log."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from reckoning.extract.date_grammar import MONTH, SHORT_WEEKDAY, WEEKDAY
from reckoning.extract.date_phrases import phrases
from reckoning.extract.place_words import PIECE
from reckoning.types import Interval

BULLET = r"[\s*•·▪●■>–—-]*"
DAY = (
    rf"(?i:(?:(?:{WEEKDAY}|{SHORT_WEEKDAY})\.?,?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|{MONTH}\s\d{{1,2}})(?:,?\s\d{{4}})?)"
)
WORD = rf"(?:{PIECE}|[A-ZÀ-Þ]{{2,}})"
NAME = rf"{WORD}(?:[ /-](?:{WORD}|al|el|de|la|of|ul)){{0,3}}"
ITEM = re.compile(
    rf"^(?P<mark>{BULLET})(?:(?P<day>{DAY})[,.:]?\s)?(?:(?:NEAR|Near|near|In|IN)\s)?(?P<name>{NAME})(?P<more>,\s[^\n:–—_.]{{2,40}}?)?"
    r"\s?(?:\([^)\n]{1,40}\)\s?)?(?P<stop>\s?[-–—_]{1,2}\s|:\s|\.\s|—)",
    re.MULTILINE,
)
POINT = "•"  # the stop of a name behind a bullet
# "• Oru market, Saturday 19 and Sunday 20 October: 20 killed", "- Tane, North Oru. On Thursday two died"
BULLETED = re.compile(
    rf"^(?P<mark>\s*[*•·▪●■–—-]\s+)(?P<name>{NAME}(?:\s[a-z]{{4,12}})?)"
    rf"(?P<more>(?:,\s[^\n:.]{{2,60}})?)(?P<stop>:\s|\.\s)",
    re.MULTILINE,
)
ALONE = re.compile(rf"^(?P<name>{NAME}):?[ \t]*$", re.MULTILINE)
DATED = re.compile(rf"^{BULLET}(?:On\s)?(?P<day>{DAY})(?=\s?[:,.–—-]|[ \t]*$)", re.MULTILINE)
SEVERAL = 2  # dated lines, or lines that open with a place, from which a text is a list of incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line's opening name; ``end_of_line`` is where its reach ends, ``sure`` that it can be nothing but a place."""

    start: int
    end: int
    line: int
    name: str
    stop: str
    dated: bool


@lru_cache(maxsize=8)
def headings(content: str) -> tuple[Heading, ...]:
    """The names that open lines, in order."""
    found = []
    for match in ITEM.finditer(content):
        stop = match.group("stop").strip() or "-"
        if stop == "." and match.group("day") is None:
            continue
        start, end = match.span("name")
        found.append(
            Heading(
                start=start, end=end, line=match.start(), name=content[start:end], stop=stop,
                dated=match.group("day") is not None,
            )
        )  # fmt: skip
    return (*found, *_bulleted(content, {h.line for h in found}))


def _bulleted(content: str, taken: set[int]) -> list[Heading]:
    """Names behind bullets, where a text has several: what stands behind them may be a day or what contains them."""
    found = [m for m in BULLETED.finditer(content) if m.start() not in taken]
    return [
        Heading(
            start=m.start("name"), end=m.end("name"), line=m.start(), name=m.group("name"), stop=POINT,
            dated=re.search(DAY, m.group("more")) is not None,
        )
        for m in found
        if len(found) >= SEVERAL
    ]  # fmt: skip


@lru_cache(maxsize=8)
def alone(content: str) -> tuple[Heading, ...]:
    """Lines that hold nothing but a name: the country or region under which items are listed."""
    spans = [match.span("name") for match in ALONE.finditer(content)]
    return tuple(Heading(start=a, end=b, line=a, name=content[a:b], stop="", dated=False) for a, b in spans)


@lru_cache(maxsize=8)
def dated_lines(content: str, published: Interval | None) -> tuple[tuple[int, Interval], ...]:
    """Offsets of lines that open with a day, with the day; none where a text has only one such line (its dateline)."""
    found = []
    for match in DATED.finditer(content):
        start, end = match.span("day")
        here = phrases(content, start, end, published)
        if here and here[0].resolved and here[0].kind == "day":
            found.append((match.start(), here[0].interval))
    return tuple(found) if len(found) >= SEVERAL else ()


def day_over(content: str, published: Interval | None, offset: int) -> Interval | None:
    """The day of the log entry that an offset stands in."""
    lines = dated_lines(content, published)
    number = bisect_right([start for start, _ in lines], offset) - 1
    return lines[number][1] if number >= 0 else None
