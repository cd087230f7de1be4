"""Numbers in every dress: "at least 45", "a dozen", "between 20 and 30", "several hundred", "half of them".

``find_numbers`` gives every stretch of a sentence that reads as a number of things, with its bounds; it does not
say of what. Dates, clock times, money, ages and names such as "Flight 253" are marked by ``use`` and never counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reckoning.extract.lexicon import alternation, lexicon
from reckoning.types import Bound, Quantity

Use = Literal["count", "share", "age", "date", "time", "money", "measure", "ordinal", "name", "ratio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSpan:
    """A number in a sentence: offsets of the whole phrase with its bound words, and of the bare number."""

    start: int
    end: int
    core_start: int
    core_end: int
    quantity: Quantity
    use: Use = "count"


@cache
def _grammar() -> re.Pattern[str]:
    words = lexicon("number")
    scale = "hundred|thousand|million|dozen"
    unit = "|".join(sorted([*words["units"], *words["tens"]], key=len, reverse=True))
    spelled = rf"(?:(?:a|{unit})(?:[-\s]+(?:and\s+)?(?:{unit}|{scale}))+|(?:{unit}))"
    digits = r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
    number = (
        rf"(?:half\s+a\s+(?:million|dozen)|(?:{digits})(?:[-\s]+(?:{scale}s?)\b|(?:k|m)\b)?"
        rf"|{spelled}|a\s+(?:{scale})(?:\s+and\s+a\s+half)?|dozen)"
    )
    multiplied = rf"{alternation(words['vague_multipliers'])}\s+(?:{scale})s?"
    vague = rf"(?:{multiplied}|{alternation(words['vague'])})"
    before = alternation(words["before"])
    after = alternation(words["after"])
    join = r"(?:\s*(?:–|—)\s*|\s+(?:to|or)\s+|(?<=\d)\s*-\s*(?=\d))"
    return re.compile(
        rf"(?<![\w.,$€£₿/:-])(?<!\bno )(?<!\bNo )(?<!\bNO )(?P<before>(?:{before}\s+)*)"
        rf"(?P<core>between\s+(?P<b1>{number})\s+and\s+(?P<b2>{number})"
        rf"|from\s+(?P<f1>{number})\s+to\s+(?P<f2>{number})(?=\s+[a-z])"
        rf"|(?P<r1>{number}){join}(?P<r2>{number})|(?P<n>{number})|(?P<v>{vague}))"
        rf"(?![\w-]*-?(?:year|day|month|week|hour|minute)s?-old)(?P<plus>\+)?(?:\s+(?P<after>{after}))?(?![\w]|[.,:]\d)",
        re.IGNORECASE,
    )


def find_numbers(sentence: str) -> tuple[NumberSpan, ...]:
    """All numbers of a sentence, left to right, with offsets in the sentence."""
    marks = _marked(sentence)
    found = [*_shares(sentence)]
    taken = [(s.start, s.end) for s in found]
    for match in _grammar().finditer(sentence):
        span = _span(sentence, match, marks)
        if span is not None and not any(a < span.end and span.start < b for a, b in taken):
            found.append(span)
    return tuple(sorted(found, key=lambda s: s.start))


def _span(sentence: str, match: re.Match[str], marks: list[tuple[int, int, Use]]) -> NumberSpan | None:
    if match["r1"] and _in_mark(match.span("r1"), marks) and not _in_mark(match.span("r2"), marks):
        return _behind_date(sentence, match)
    core_start, core_end = match.span("core")
    quantity = _quantity(match)
    if quantity is None:
        return None
    use: Use = next((u for a, b, u in marks if a < core_end and core_start < b), "count")
    start, end = match.start(), match.end()
    words = match["before"].strip().lower()
    start = match.start("before") if words else core_start
    return NumberSpan(
        start=start,
        end=end,
        core_start=core_start,
        core_end=core_end,
        quantity=Quantity(
            low=quantity.low,
            high=quantity.high,
            value=quantity.value,
            bound=quantity.bound,
            as_written=sentence[start:end],
        ),
        use=use,
    )


def _in_mark(span: tuple[int, int], marks: list[tuple[int, int, Use]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b, _ in marks)


def _behind_date(sentence: str, match: re.Match[str]) -> NumberSpan | None:
    """ "since March 6 to 1,557": the day is no lower end of the number behind it."""
    value = number_value(match["r2"])
    if value is None:
        return None
    start, end = match.span("r2")
    quantity = Quantity(low=value, high=value, value=value, bound="exact", as_written=sentence[start:end])
    return NumberSpan(start=start, end=end, core_start=start, core_end=end, quantity=quantity)


def _quantity(match: re.Match[str]) -> Quantity | None:
    text = match["core"]
    if match["v"]:
        low = _vague_low(match["v"])
        return None if low is None else _made(low, None, None, "vague")
    pair = next(((match[a], match[b]) for a, b in (("b1", "b2"), ("f1", "f2"), ("r1", "r2")) if match[a]), None)
    if pair:
        low, high = number_value(pair[0]), number_value(pair[1])
        if low is None or high is None:
            return None
        if low < 10 and high >= 1000 and high % 1000 == 0 and " " in pair[1].strip():
            low *= 1000 if high < 1000000 else 1000000
        return _made(low, high, None, "range") if low < high else None
    value = number_value(text)
    return None if value is None else bounded(value, _bound_words(match))


def _bound_words(match: re.Match[str]) -> str:
    words = lexicon("number")
    before = [words["before"][w] for w in _split_before(match["before"])]
    if match["before"].strip().lower() == "over" and GIVEN.search(match.string, 0, match.start("before")):
        before = []
    found = [b for b in before if b != "exact"]
    if match["plus"]:
        found.append("at_least")
    if match["after"]:
        found.append(words["after"][" ".join(match["after"].lower().split())])
    return str(found[-1]) if found else "exact"


def _split_before(text: str) -> list[str]:
    """The bound phrases before a number, in order."""
    return [" ".join(m.group().lower().split()) for m in _befores().finditer(text)] if text else []


@cache
def _befores() -> re.Pattern[str]:
    return re.compile(alternation(lexicon("number")["before"]), re.IGNORECASE)


def bounded(value: int, words: str) -> Quantity:
    """A value under a bound word class of the lexicon: "more_than" 45 is [46, open], "nearly" 45 is [open, 45]."""
    low, high, bound = _BOUNDS[words](value)
    return _made(low, high, value, bound)


_BOUNDS: dict[str, Callable[[int], tuple[int | None, int | None, Bound]]] = {
    "exact": lambda v: (v, v, "exact"),
    "at_least": lambda v: (v, None, "at_least"),
    "more_than": lambda v: (v + 1, None, "at_least"),
    "at_most": lambda v: (None, v, "at_most"),
    "less_than": lambda v: (None, max(0, v - 1), "at_most"),
    "nearly": lambda v: (None, v, "about"),
    "about": lambda _: (None, None, "about"),
}


def _made(low: int | None, high: int | None, value: int | None, bound: Bound) -> Quantity:
    return Quantity(low=low, high=high, value=value, bound=bound, as_written="")


def _vague_low(text: str) -> int | None:
    words = lexicon("number")
    phrase = " ".join(text.lower().split())
    if phrase in words["vague"]:
        return int(words["vague"][phrase])
    for multiplier, times in words["vague_multipliers"].items():
        if phrase.startswith(multiplier + " "):
            scale = phrase.removeprefix(multiplier).strip().removesuffix("s")
            return int(times * words["scales"][scale]) if scale in words["scales"] else None
    return None


def number_value(text: str) -> int | None:
    """The integer that digits or words stand for ("1.2 million", "twenty-three", "a hundred and six")."""
    lowered = " ".join(text.lower().replace("\u00a0", " ").replace("\u202f", " ").split())
    digits = re.match(r"^([\d, ]*\d(?:\.\d+)?)\s*-?\s*([a-z]*)$", lowered)
    if digits:
        return _digits(digits.group(1), digits.group(2).removesuffix("s") or "")
    if lowered.startswith("half a "):
        return int(lexicon("number")["scales"][lowered.removeprefix("half a ")] // 2)
    return _spelled(lowered.replace("-", " ").split())


def _digits(text: str, scale: str) -> int | None:
    scales = lexicon("number")["scales"]
    plain = text.replace(",", "").replace(" ", "")
    if scale:
        return round(float(plain) * scales[scale]) if scale in scales else None
    return int(plain) if plain.isdigit() else None


def _spelled(words: list[str]) -> int | None:
    tables = lexicon("number")
    total = current = 0
    seen = False
    for word in words:
        if word in tables["units"] or word in tables["tens"]:
            current += tables["units"].get(word, 0) + tables["tens"].get(word, 0)
            seen = True
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * tables["scales"][word]
            seen = True
        elif word in tables["scales"]:
            total += max(current, 1) * tables["scales"][word]
            current, seen = 0, True
        elif word not in ("a", "an", "and"):
            return None
    return total + current if seen else None


GIVEN = re.compile(r"\b(?:hand|turn)(?:s|ed|ing)?\s+$", re.IGNORECASE)  # "handed over 35 captives": no bound
SHARE = re.compile(
    r"(?P<before>(?:(?:more than|over|at least|nearly|almost|about|around|some|roughly|less than|approximately)\s+)?)"
    r"(?P<core>(?P<pct>\d+(?:\.\d+)?)\s*(?:%|per\s?cent\b|percent\b)|(?P<words>"
    r"one[- ]half|half|(?:a|one)[- ]third|two[- ]thirds|(?:a|one)[- ]quarter|three[- ]quarters"
    r"))(?=\s+(?:of|were|are|was|the)\b)",
    re.IGNORECASE,
)


def _shares(sentence: str) -> list[NumberSpan]:
    found = []
    for match in SHARE.finditer(sentence):
        words = (match["words"] or "").lower().replace("-", " ")
        fractions = {k.replace("-", " "): v for k, v in lexicon("number")["fractions"].items()}
        fraction = float(match["pct"]) / 100 if match["pct"] else fractions[words]
        before = match["before"].strip().lower()
        kind = _BOUNDS[lexicon("number")["before"].get(before, "exact")](1)[2]
        quantity = Quantity(
            low=None, high=None, value=None, bound=kind, as_written=match.group().strip(), fraction=round(fraction, 4)
        )
        start, end = match.span("core")
        found.append(
            NumberSpan(
                start=match.start("before") if before else start,
                end=end,
                core_start=start,
                core_end=end,
                quantity=quantity,
                use="share",
            )
        )
    return found


@cache
def _marks() -> tuple[tuple[Use, re.Pattern[str]], ...]:
    """The patterns of ``number_marks.toml``, compiled; they stand in the order of the file."""
    data = lexicon("number_marks")
    found = []
    for mark in data["mark"]:
        joined = "|".join(mark["patterns"]).replace("<MONTH>", data["MONTH"]).replace("<YEAR>", data["YEAR"])
        found.append((mark["use"], re.compile(joined, re.IGNORECASE)))
    return tuple(found)


def _marked(sentence: str) -> list[tuple[int, int, Use]]:
    """Stretches whose numbers count no people, whatever stands beside them."""
    return [(*m.span(), use) for use, pattern in _marks() for m in pattern.finditer(sentence)]
