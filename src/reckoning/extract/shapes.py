"""What a number's neighbours show of it: that it points back, describes those counted, or stands in a list.

Reach for ``shapes`` before a sentence is parsed: it reads the words beside each number and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.members import may_name_members

if TYPE_CHECKING:
    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence

LEAST = 2  # counts in a list without words that point back
POINTS = re.compile(r"\s+of\s+(?:them|whom|which|these|those)\b(?!\s+[a-z]+s\b)", re.IGNORECASE)
OF_THE = re.compile(r"\s+of\s+(?:the|those|these|its|their)\s+((?:[\w’'-]+\s+){0,3}?)([\w’'-]+)", re.IGNORECASE)
BE = re.compile(r"\s+(?:were|was|are|is)\s+(?!not\b|also\b)", re.IGNORECASE)
OF_WHICH = re.compile(r"(?:^|[,;(–—-]\s*|\band\s+)of\s+(?:them|whom|these|which|those),?\s*$", re.IGNORECASE)
EACH = re.compile(r"\s+each\s+(?:from|in|at|by|on)\s+")
OPENS = re.compile(r"(?:^|[,;:–—(]|\b(?:and|while|but|of (?:them|whom|these|which|those),?))\s*$", re.IGNORECASE)
NAMED = re.compile(
    r"(?:^|[,;:–—•(\n-]\s*|\b(?:and|to)\s+)(?:in\s+)?(?:the\s+)?[A-Z][\w’'/-]*(?:\s+[\w’'/-]+){0,5}\s*[:(–-]?\s*$"
)
STOPS = re.compile(r"\s*(?:[,;.)]|and\b|(?:people|persons|individuals|civilians|deaths)\b|$)", re.IGNORECASE)
BY = re.compile(r"\s+by\s+(?:the\s+)?\w", re.IGNORECASE)
LISTED = re.compile(r"\s+[\w’'-]+")
BESIDE = re.compile(r"\s+(?:more|others?|further|additional)\b|\s+(?:per\s?cent|%)", re.IGNORECASE)
LINE = re.compile(r"\W*[A-Z][^.:\n]{0,40}:\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A number whose surroundings look like a part, and how: points, of_the, be, named, by, listed."""

    number: NumberSpan
    kind: str
    head: str = ""


def shapes(sentence: Sentence) -> tuple[Shape, ...]:
    """The numbers of a sentence that could go on from a whole, by their neighbours alone; nothing is parsed."""
    found = (_shape(sentence.text, number) for number in sentence.numbers if number.use == "count")
    return tuple(s for s in found if s is not None)


def _shape(text: str, number: NumberSpan) -> Shape | None:
    left, right = text[: number.start], text[number.end :]
    if BESIDE.match(right):
        return None
    opens = OPENS.search(left) is not None
    whole = OF_THE.match(right)
    kinds = {
        "points": POINTS.match(right) or (OF_WHICH.search(left) and not OF_WHICH.match(left)),
        "each": EACH.match(right),
        "of_the": whole,
        "be": opens and BE.match(right),
        "named": NAMED.search(left) and STOPS.match(right),
        "by": opens and BY.match(right),
        "listed": LISTED.match(right),
    }
    kind = next((name for name, holds in kinds.items() if holds), None)
    return None if kind is None else Shape(number=number, kind=kind, head=whole.group().lower() if whole else "")


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may go on from the one before: worth parsing then."""
    kinds = [s.kind for s in shapes(sentence)]
    lines = bool(kinds) and LINE.match(sentence.text) is not None
    firm = lines or any(k in ("points", "of_the", "be", "each") for k in kinds)
    listed = sum(k in ("named", "by") for k in kinds) >= LEAST or kinds.count("listed") > LEAST
    return firm or listed or (bool(kinds) and may_name_members(sentence))
