"""Words that tell of what people came to harm, found in running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from reckoning.extract.lexicon import lexicon
from reckoning.types import Cause

Sort = Cause | Literal["violence"]
Strength = Literal["event", "deed", "fire", "setting", "actor"]
WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*")
# What is ruled out, or only compared or remembered, caused nothing here.
NOT_SO = re.compile(
    r"\b(?:rul(?:ed|ing|e)\s+out|no\s+(?:\w+\s+)?(?:evidence|signs?|indications?|suspicion|suggestion)\s+(?:of|that)|not\s+(?:an?\s+|the\s+)?|rather\s+than|unrelated\s+to|unlike"
    r"|without|since|condemn(?:ed|s|ing)?)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A word that tells a cause; ``at`` counts code points of the stretch it was found in."""

    sort: Sort
    strength: Strength
    word: str
    at: int


@cache
def _table() -> dict[str, tuple[tuple[Sort, Strength], ...]]:
    found: dict[str, list[tuple[Sort, Strength]]] = {}
    for sort, rows in lexicon("cause").items():
        for strength, words in rows.items():
            for word in words.split():
                told: Any = (strength, "actor") if sort == "actors" else (sort, strength)
                found.setdefault(word.replace("_", " "), []).append(told)
    return {word: tuple(dict.fromkeys(told)) for word, told in found.items()}


@cache
def told_by(word: str) -> tuple[tuple[Sort, Strength], ...]:
    """What a word (lower case, any inflection) or a phrase of two tells; empty for most."""
    for form in _forms(word):
        if form in _table():
            return _table()[form]
    return ()


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            yield stem + instead
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=1024)
def clues(text: str) -> tuple[Clue, ...]:
    """All clues of a stretch of text in order; a phrase of two words goes before its parts."""
    words = [(m.group().lower().replace("’", "'").removesuffix("'s"), m.start()) for m in WORD.finditer(text)]
    found: list[Clue] = []
    skip = -1
    for place, (single, at) in enumerate(words):
        if place == skip:
            continue
        pair = f"{single} {words[place + 1][0]}" if place + 1 < len(words) else single
        told = told_by(pair)
        both = bool(told) and pair != single
        skip = place + 1 if both else -1
        told, word = (told, pair) if both else (told_by(single), single)
        if told and not NOT_SO.search(text[max(0, at - 60) : at]):
            found += [Clue(sort=sort, strength=strength, word=word, at=at) for sort, strength in told]
    return tuple(found)


def counted(text: str, *, actors: bool = False) -> Counter[Sort]:
    """How often each cause is told in a stretch: by events and deeds, or by who is spoken of."""
    return Counter(_counted(text, actors=actors))


@lru_cache(maxsize=256)
def _counted(text: str, *, actors: bool) -> Counter[Sort]:
    wanted = ("actor",) if actors else ("event", "deed")
    return Counter(c.sort for c in clues(text) if c.strength in wanted and told_by(c.word)[0] == (c.sort, c.strength))
