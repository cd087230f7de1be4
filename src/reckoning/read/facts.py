"""What a text says of itself: title, byline, dateline, and when it was published.

A publication date is never guessed. What the user or the page gives wins, then what the text says in so many words;
any other full date only bounds publication from below (a report cannot show a picture of tomorrow), with its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reckoning.read.dates import Dated, full_dates
from reckoning.read.furniture import BYLINE, LABELLED_DATE
from reckoning.types import Block, Interval

BYLINE_MARK = re.compile(
    r"(?:by|authors?|written by|reported by|reporting by|story by|text by|words by|from our correspondent)\s*:?\s+",
    re.IGNORECASE,
)
# Words that put a date after publication: what is planned, due or valid until then bounds nothing.
AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|planned|plans?|due|expected|set for|deadline|upcoming|next"
    r"|expires?|valid|no later than|elections? (?:on|in))\b[^.!?]{0,80}$"
    r"|\b(?:by|until|till|before|through)\s+(?:the\s+)?(?:end\s+of\s+)?(?:\w+,?\s+)?$",
    re.IGNORECASE,
)
LOOK_BACK = 100
REVISED = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
SAYS_MAIL_DATE = re.compile(r"^(?:date|sent):(.{6,60})$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``published_at`` are the content offsets of the words that gave ``published``; None where no words did."""

    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Interval | None = None
    published_at: tuple[int, int] | None = None


def facts_of(content: str, blocks: Sequence[Block], *, given: date | None = None) -> Facts:
    """Facts of a reading; ``given`` is the publication date that the user or the page's own data states."""
    published, place = _published(content, blocks, given)
    return Facts(
        title=_title(content, blocks),
        byline=_byline(content, blocks),
        dateline=_first(content, blocks, "dateline"),
        published=published,
        published_at=place,
    )


def _first(content: str, blocks: Sequence[Block], kind: str) -> str | None:
    found = next((content[b.start : b.end] for b in blocks if b.kind == kind), None)
    return " ".join(found.rstrip(" -–—").split()) if found else None


def _title(content: str, blocks: Sequence[Block]) -> str | None:
    """The first headline, if it stands before the first prose."""
    for block in blocks:
        if block.kind == "body":
            return None
        if block.kind == "headline":
            return " ".join(content[block.start : block.end].split())
    return None


def _byline(content: str, blocks: Sequence[Block]) -> str | None:
    line = _first(content, blocks, "byline")
    if line is None:
        return None
    match = BYLINE.fullmatch(line)
    return match["names"].rstrip(".") if match else BYLINE_MARK.sub("", line, count=1)


def day_interval(day: date, text: str) -> Interval:
    return Interval(start=day, end=day, grain="day", text=text)


def _published(
    content: str, blocks: Sequence[Block], given: date | None
) -> tuple[Interval | None, tuple[int, int] | None]:
    if given is not None:
        return day_interval(given, given.isoformat()), None
    stated = _stated(content, blocks)
    if stated is not None:
        return day_interval(stated.day, content[stated.start : stated.end]), (stated.start, stated.end)
    bound = _lower_bound(content, blocks)
    if bound is not None:
        words = content[bound.start : bound.end]
        return Interval(start=bound.day, end=None, grain="open", text=words), (bound.start, bound.end)
    return None, None


def _stated(content: str, blocks: Sequence[Block]) -> Dated | None:
    """The date of a dateline, or of a "Published:" line, before or after the body; not of an update."""
    candidates = []
    for block in blocks:
        piece = content[block.start : block.end]
        if block.kind == "dateline" and not REVISED.match(piece):
            label = LABELLED_DATE.match(piece)
            candidates += [(not label, d.start, d) for d in _within(content, block, short_years=True)]
        if block.kind == "boilerplate":
            candidates += [(False, d.start, d) for d in _mail_dates(content, block)]
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None


def _mail_dates(content: str, block: Block) -> list[Dated]:
    """The date of a mail header that stands in a plain text."""
    match = SAYS_MAIL_DATE.search(content, block.start, block.end)
    if match is None:
        return []
    return [
        Dated(day=d.day, start=d.start + match.start(1), end=d.end + match.start(1)) for d in full_dates(match.group(1))
    ]


def _lower_bound(content: str, blocks: Sequence[Block]) -> Dated | None:
    """The latest full date of caption or prose that nothing puts into the future."""
    dated = [
        d
        for block in blocks
        if block.kind in ("headline", "deck", "dateline", "body", "caption", "boilerplate")
        for d in _within(content, block)
        if not AHEAD.search(content[max(block.start, d.start - LOOK_BACK) : d.start])
    ]
    return max(dated, key=lambda d: (d.day, -d.start)) if dated else None


def _within(content: str, block: Block, *, short_years: bool = False) -> list[Dated]:
    piece = content[block.start : block.end]
    return [
        Dated(day=d.day, start=d.start + block.start, end=d.end + block.start)
        for d in full_dates(piece, short_years=short_years)
    ]
