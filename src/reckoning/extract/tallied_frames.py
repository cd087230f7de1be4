"""Counts set behind the word for the harm: "killing (12) and maiming (30)", "abduction 41; killing 52; arrest 189"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.harm import Harm, verbs, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reckoning.types import Measure

STOPS = frozenset([")", ";", ",", ".", "and"])
LEAST = 2  # pairs of word and count from which a sentence is a tally


def tallied_harms(doc: Doc) -> Iterator[Harm]:
    """The harms of a sentence in which at least two words of harm are followed by their counts."""
    pairs = [(noun, number, measure) for number in doc if (noun := _named_by(number)) and (measure := _measure(noun))]
    if len(pairs) >= LEAST:
        for noun, number, measure in pairs:
            yield Harm(measure=measure, trigger=noun, victim=number, rule="tally")


def _named_by(number: Token) -> Token | None:
    """The noun right before a number, past an opening bracket, where nothing is counted behind it."""
    if not number.like_num or number.i < 1:
        return None
    after = number.nbor(1).text if number.i + 1 < len(number.doc) else "."
    if after not in STOPS:
        return None
    at = number.i - 2 if number.nbor(-1).text == "(" else number.i - 1
    if at < 0 or (number.nbor(-1).text == "(") != (after == ")"):
        return None
    return number.doc[at]


def _measure(noun: Token) -> Measure | None:
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i else ""
    if lemma == "rape" or (before == "sexual" and lemma in word_set("sexual", "nouns")):
        return "sexual_violence"
    if noun.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return None
    return verbs("nouns").get(noun.lower_) or verbs("nouns").get(lemma)
