"""The gate: cheap tests of which texts and which sentences can state a harm, so that no corpus is parsed in vain.

Both err on the side of letting through. A text is opened by one word of harm, of violence or of disaster
(:func:`may_hold`); a sentence of an opened text by any word that a frame can start from (:func:`may_claim`). The
claims are the same without the gate.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reckoning.extract.clue import told_by
from reckoning.extract.lexicon import lexicon

TABLES = ("object_verbs", "weak_object_verbs", "subject_verbs", "states", "nouns", "people_nouns", "numbers_of")
WORD = re.compile(r"[a-z]+")
SHORT = 400  # code points of a text that is always opened: an incident line has few words, and costs little
FORMS = 200_000  # word forms remembered, some 20 MB


@cache
def _stems() -> str:
    harm = lexicon("harm")
    stems = {stem(w) for table in TABLES for words in harm[table].values() for w in words.split()}
    stems |= {stem(w) for w in harm["remains"]["nouns"].split()}
    return "|".join(sorted(re.escape(s) for s in stems))


@cache
def _pattern() -> re.Pattern[str]:
    told = [p for frame in lexicon("frames")["frame"] for p in frame["gate"]]
    words = "|".join(dict.fromkeys([*lexicon("gate")["words"], *told]))
    strangers = "|".join(lexicon("gate")["strangers"])
    return re.compile(rf"\b(?:(?!(?:{strangers})\b)(?:{_stems()})\w*|{words})\b", re.IGNORECASE)


def stem(word: str) -> str:
    """What all inflections of a word share: the final e or y is left out."""
    return word[:-1] if word.endswith(("e", "y")) and len(word) > 3 else word


def may_claim(sentence: str) -> bool:
    """Whether a sentence holds a word that a claim can start from."""
    return _pattern().search(sentence) is not None


def may_hold(content: str) -> bool:
    """Whether a text holds a word of harm, violence or disaster, or is short; a long one without it holds no claim."""
    if len(content) < SHORT:
        return True
    words = set(WORD.findall(content.lower()))
    return any(map(_opens, words)) or any(
        pattern.search(content) for first, pattern in _phrases() if any(map(first.fullmatch, words))
    )


@lru_cache(maxsize=FORMS)
def _opens(word: str) -> bool:
    """Whether one word (lower case) opens a text."""
    opening, closed = _openers()
    if opening.fullmatch(word):
        return closed.fullmatch(word) is None
    causes = lexicon("gate")["text"]["causes"]
    return any(strength in causes.get(sort, "").split() for sort, strength in told_by(word)) and not _common(word)


@cache
def _openers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that open a text, and the forms of their stems that do not."""
    gate = lexicon("gate")
    opening = re.compile(rf"(?:{_stems()})\w*|{'|'.join(gate['text']['words'])}")
    return opening, re.compile("|".join([*gate["text"]["calm"], *gate["strangers"]]))


def _common(word: str) -> bool:
    """Whether a word tells a cause, but stands in news of every kind too."""
    common = lexicon("gate")["text"]["common"]["words"].split()
    return any(word.startswith(stem(each)) for each in common)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Phrases that open a text, each behind a pattern for one of its words."""
    pairs = lexicon("gate")["text"]["phrases"].values()
    return tuple((re.compile(first), re.compile(phrase, re.IGNORECASE)) for first, phrase in pairs)
