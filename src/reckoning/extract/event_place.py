"""Where a text says that its event happened: "The attacks took place in Oru", "The gunmen entered Tane at night"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.actors import is_actor
from reckoning.extract.attach import clause, governor
from reckoning.extract.place_words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence
    from reckoning.extract.place_phrases import PlacePhrase

# Another time than the event's: such a sentence tells of something else.
OTHER_TIME = re.compile(
    r"\b(?:last|previous|past)\s(?:week|month|year|decade)s?\b|\b(?:ago|previously|in\srecent\s\w+)\b"
    r"|\b(?:weeks|months|years)\s(?:earlier|before|later)\b|\b(?:another|a\ssimilar|a\sseparate|elsewhere)\b",
    re.IGNORECASE,
)
HAPPEN = frozenset({"occur", "happen", "take", "go", "unfold", "begin", "start", "strike", "hit", "rip", "tear", "be"})
REMAINS = frozenset({"body", "remains", "corpse", "victim", "dead", "grave", "hostage"})
KNOWN_AGAIN = frozenset({"the", "this", "these", "both", "all"})


def scene_phrases(sentence: Sentence, found: list[PlacePhrase]) -> list[PlacePhrase]:
    """Those of a sentence's places where an event that was told before is said to have happened.

    A sentence that counts people itself may tell of one incident among several; it is left out.
    """
    if not found or OTHER_TIME.search(sentence.text) or any(n.use == "count" for n in sentence.numbers):
        return []
    return [p for p in found if _of_the_event(sentence.doc[p.head], p)]


def _of_the_event(head: Token, phrase: PlacePhrase) -> bool:
    subject = _subject(clause(governor(head)))
    if subject is None or not _again(subject):
        return False
    verb = clause(governor(head)).lemma_.lower()
    noun = subject.lemma_.lower()
    if noun in _events():
        return phrase.role == "in" and (verb in HAPPEN or verb in lexicon()["events"]["words"])
    if noun in REMAINS:
        return phrase.role == "in" and verb in ("find", "discover", "exhume", "recover", "dump", "leave")
    return phrase.role == "struck" and is_actor(subject)


def _subject(verb: Token) -> Token | None:
    """The subject of a clause, or what its relative pronoun stands for."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None and verb.dep_ in ("conj", "advcl", "xcomp") and verb.head.i != verb.i:
        own = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None and own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return own


def _again(token: Token) -> bool:
    """Whether a noun means something told before: it has the definite article."""
    return any(c.dep_ in ("det", "predet") and c.lower_ in KNOWN_AGAIN for c in token.children)


@cache
def _events() -> frozenset[str]:
    return frozenset(lexicon()["incidents"]["words"])
