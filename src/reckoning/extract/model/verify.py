"""What a model points at, held against the report: a mention that the rules can read, or what does not stand there.

The quote must be words of the report, in a stretch that is read; the number must stand in the quote and be read as a
count by our own reader; a word for that kind of harm must stand in the quote or its sentence; the group in its
sentence; the speaker in the report, no further off than the paragraph before. The quantity is what our reader makes of
the words, never what the model says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.gate import stem
from reckoning.extract.lexicon import lexicon
from reckoning.extract.mention import Mention
from reckoning.extract.model.answer import Pointed
from reckoning.extract.number import NumberSpan
from reckoning.extract.parse import READ_KINDS, Sentence
from reckoning.extract.people import is_collective, is_plural, population_from, unit_of
from reckoning.types import Measure, Population, Quantity, Text

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 500  # code points of a quote
ONE = Quantity(low=1, high=1, value=1, bound="exact", as_written="")
NONE = re.compile(r"\b(?:no|none|nobody|zero|no one)\b", re.IGNORECASE)


class UnsupportedError(ValueError):
    """What a model said that the report does not bear out; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """A claim of the model that the report bears out: the mention, and where its speaker is named."""

    mention: Mention
    source: tuple[int, int] | None = None


def verify(text: Text, sentences: tuple[Sentence, ...], within: tuple[int, int], said: Pointed) -> Borne:
    """The mention that ``said`` points at in the stretch ``within``; ``UnsupportedError`` where words are missing."""
    sentence, start = _quoted(sentences, text, within, said.quote)
    end = start + len(said.quote)
    quantity, number = _quantity(sentence, start, end, said)
    trigger = _harm(sentence, said.measure, start, end)
    victim, population = _group(sentence, said.group)
    if number is None and quantity is ONE and (victim is None or is_plural(victim) or is_collective(victim)):
        raise UnsupportedError("no number is given, and the harmed are not a single person by the words")
    mention = Mention(
        sentence=sentence, start=start, end=end, measure=said.measure, quantity=quantity, population=population,
        trigger=trigger.i, victim=None if victim is None else victim.i, number=number, rule="model",
        unit="people" if victim is None else unit_of(victim.lemma_),
    )  # fmt: skip
    return Borne(mention=mention, source=_source(text, sentences, sentence, said.source))


def _quoted(sentences: tuple[Sentence, ...], text: Text, within: tuple[int, int], quote: str) -> tuple[Sentence, int]:
    """The sentence that holds the quote, and where the quote starts."""
    if not quote.strip() or len(quote) > LONGEST:
        raise UnsupportedError(f"the quote has {len(quote)} characters; between 1 and {LONGEST} are taken")
    at = text.content.find(quote, *within)
    if at < 0:
        raise UnsupportedError("the quote does not stand in the report")
    for sentence in sentences:
        if sentence.start <= at and at + len(quote) <= sentence.end and sentence.block in READ_KINDS:
            return sentence, at
    raise UnsupportedError("the quote is no stretch of one sentence of the report's body or headline")


def _quantity(sentence: Sentence, start: int, end: int, said: Pointed) -> tuple[Quantity, tuple[int, int] | None]:
    """What our reader makes of the number's words, with its bounds, and where they stand."""
    if said.number is None:
        return ONE, None
    words = said.number.strip()
    if NONE.fullmatch(words) and (found := NONE.search(sentence.text[start - sentence.start : end - sentence.start])):
        zero = Quantity(low=0, high=0, value=0, bound="exact", as_written=found.group())
        return zero, (start + found.start(), start + found.end())
    if not words or words not in said.quote:
        raise UnsupportedError(f"the number {words[:40]!r} does not stand in the quote")
    for span in _numbers(sentence, start, end):
        core = sentence.text[span.core_start : span.core_end]
        if words in sentence.text[span.start : span.end] and core in words:
            if span.use != "count":
                raise UnsupportedError(f"{words[:40]!r} is read as {span.use}, not as a count of people")
            return span.quantity, (sentence.start + span.start, sentence.start + span.end)
    raise UnsupportedError(f"{words[:40]!r} is not read as a number")


def _numbers(sentence: Sentence, start: int, end: int) -> list[NumberSpan]:
    low, high = start - sentence.start, end - sentence.start
    return [s for s in sentence.numbers if low <= s.core_start and s.core_end <= high]


def _harm(sentence: Sentence, measure: Measure, start: int, end: int) -> Token:
    """The word for the harm: in the quote, or else in its sentence, the nearest to the quote."""
    words = [t for t in sentence.doc if harm_words(measure).fullmatch(t.text)]
    if not words:
        raise UnsupportedError(f"no word for {measure.replace('_', ' ')} stands in the quote or its sentence")
    middle = (start + end) // 2
    return min(words, key=lambda t: (not start <= sentence.begin(t) < end, abs(sentence.begin(t) - middle)))


@cache
def harm_words(measure: Measure) -> re.Pattern[str]:
    """A pattern that matches any inflection of any word that can state this kind of harm."""
    harm = lexicon("harm")
    tables = ("object_verbs", "weak_object_verbs", "subject_verbs", "states", "nouns", "people_nouns", "wholes")
    words = {w for table in tables for w in harm[table].get(measure, "").split()}
    words |= set(harm["remains"].get("nouns" if measure == "bodies_found" else measure, "").split())
    stems = sorted({re.escape(stem(word)) for word in words}, key=lambda word: (-len(word), word))
    more = lexicon("model")["words"].get(measure, "").split()
    return re.compile("|".join([*(rf"{s}\w*" for s in stems), *(re.escape(w) for w in more)]), re.IGNORECASE)


def _group(sentence: Sentence, words: str | None) -> tuple[Token | None, Population]:
    """The head of the harmed and their population, from the words of the sentence."""
    if words is None or not words.strip():
        return None, population_from("people")
    at = sentence.text.find(words)
    if at < 0:
        raise UnsupportedError(f"the group {words[:60]!r} does not stand in the sentence of the quote")
    start, end = sentence.start + at, sentence.start + at + len(words)
    tokens = [t for t in sentence.doc if start <= sentence.begin(t) and sentence.finish(t) <= end and not t.is_punct]
    if not tokens:
        raise UnsupportedError(f"the group {words[:60]!r} is no whole words")
    head = min(tokens, key=lambda t: (sum(1 for _ in t.ancestors), t.i))
    return head, population_from(_bare(tokens) or "people", head.lemma_.lower())


def _bare(tokens: list[Token]) -> str:
    kept = [t.text for t in tokens if not t.like_num and t.dep_ not in ("det", "predet")]
    return " ".join(kept)


def _source(
    text: Text, sentences: tuple[Sentence, ...], sentence: Sentence, words: str | None
) -> tuple[int, int] | None:
    """Where the speaker is named: in the sentence, or else before it, no further off than the paragraph before."""
    if words is None or not words.strip():
        return None
    near = [s for s in sentences[: sentence.index + 1] if s.paragraph >= sentence.paragraph - 1]
    at = text.content.find(words, sentence.start, sentence.end)
    if at < 0:
        at = text.content.rfind(words, near[0].start, sentence.end)
    if at < 0:
        raise UnsupportedError(f"the source {words[:60]!r} is not named in the sentence or the paragraph before it")
    return at, at + len(words)
