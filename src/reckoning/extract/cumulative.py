"""Whether a claim sums over several incidents: running totals, tolls of a war, figures of a year."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from reckoning.extract.attach import clause, trigger_of
from reckoning.extract.date_grammar import lexicon
from reckoning.extract.date_phrases import TimePhrase
from reckoning.extract.mention import Mention
from reckoning.extract.place_words import lexicon as places
from reckoning.types import Trace

DOZENS = 24  # the low end from which a vague number may be a sum
LONG = 40  # days: what is counted over a longer period than a month is no single event
SHORT = 7  # days: a shorter window is the length of one battle, not a running total
RUNNING = re.compile(
    r"\b(?:so far|thus far|to date|up to now|until now|as of \w+|in total since|cumulative(?:ly)?"
    r"|(?:total|overall|running) (?:death )?toll)\b",
    re.IGNORECASE,
)
SEVERAL_LANDS = re.compile(
    r"\b(?:in|across) (?:\d+|[a-z]+) (?:different )?(?:countries|provinces|states|governorates|regions)\b"
    r"|\b(?:nationwide|countrywide|worldwide)\b",
    re.IGNORECASE,
)


STRING = re.compile(
    r"\b(?:string|series|spate|wave|succession) of (?:\w+ ){0,3}(?:attacks|bombings|incidents|raids|killings|clashes"
    r"|shootings|strikes|operations|explosions|blasts|assaults|kidnappings|arrests)\b"
    r"|\bseparate (?:\w+ ){0,2}(?:incidents|attacks|shootings|operations|raids)\b"
    r"|\b(?:in|during|from) (?:at least |about |some )?(?:\d+|[a-z]+) (?:\w+ )?incidents\b",
    re.IGNORECASE,
)


SCATTERED = re.compile(r"\b(?:across|throughout|various parts|different parts|parts of)\b", re.IGNORECASE)


def runs(mention: Mention, near: tuple[TimePhrase, ...]) -> tuple[bool, tuple[Trace, ...]]:
    """Whether the mention is a running total, with the words that say so."""
    for phrase in near:
        if _long(mention, phrase):
            return True, (_trace(f"phrase: {phrase.rule}", phrase.start, phrase.end),)
    found = STRING.search(mention.sentence.text) if _several(mention) else None
    if found:
        at = mention.sentence.start
        return True, (_trace("several incidents", at + found.start(), at + found.end()),)
    dated = any(p.kind in ("day", "relative") or p.interval.grain in ("day", "days", "week") for p in near)
    return (False, ()) if dated else _undated(mention)


def _trace(rule: str, start: int | None = None, end: int | None = None) -> Trace:
    return Trace(facet="cumulative", rule=rule, start=start, end=end)


def _long(mention: Mention, phrase: TimePhrase) -> bool:
    """Whether a phrase spans many incidents rather than dating one."""
    start, end = phrase.interval.start, phrase.interval.end
    if phrase.kind in ("since", "window"):
        return start is None or end is None or (end - start).days + 1 >= SHORT or _many_events(mention)
    if phrase.kind in ("period", "day") and start and end and (end - start).days >= LONG:
        return _several(mention) and not _one_event(mention, strict=False)
    if phrase.kind == "period" and phrase.interval.grain in ("month", "year", "span"):
        return _several(mention) and not _one_event(mention, strict=phrase.interval.grain == "month")
    return False


def _many_events(mention: Mention) -> bool:
    """Whether the sentence speaks of attacks in the plural or of places all over: short as its window is, it sums."""
    doc = mention.sentence.doc
    plural = any(t.tag_ == "NNS" and t.lemma_.lower() in events() for t in doc)
    return _several(mention) and (plural or SCATTERED.search(mention.sentence.text) is not None)


def _several(mention: Mention) -> bool:
    quantity = mention.quantity
    return (
        max(quantity.value or 0, quantity.high or 0) > 1
        or (quantity.low or 0) >= DOZENS
        or quantity.fraction is not None
    )


@cache
def events() -> frozenset[str]:
    """Nouns of single events."""
    return frozenset(places()["incidents"]["words"])


def _one_event(mention: Mention, *, strict: bool) -> bool:
    """Whether the clause tells of one event: a singular noun of an event in it; strict: unless it speaks of several."""
    words = _clause_words(mention)
    if any(t.pos_ == "NOUN" and t.tag_ == "NN" and t.lemma_.lower() in events() and not _generic(t) for t in words):
        return True
    lasting = set(lexicon()["running"]["lasting"])
    counted = set(lexicon()["running"]["counts"])
    speaks = {form for t in words if not _numbered(t) for form in (t.lower_, t.lemma_.lower())}
    keeping = {t.lemma_.lower() for t in (*words, *_above(mention))} & set(lexicon()["running"]["keeping"])
    return strict and not keeping and speaks.isdisjoint(lasting | counted)


def _above(mention: Mention) -> list[Token]:
    trigger = trigger_of(mention)
    return list(trigger.ancestors) if trigger is not None else []


def _numbered(token: Token) -> bool:
    """Whether a noun is counted out ("twin bombings", "two attacks"): then it is not violence at large."""
    return any(c.dep_ == "nummod" or c.lower_ in ("twin", "double", "triple", "several") for c in token.children)


def _generic(token: Token) -> bool:
    """Mass nouns of violence have no article ("in fighting"): they name no single event."""
    return token.lemma_.lower() in lexicon()["running"]["lasting"] and not any(c.dep_ == "det" for c in token.children)


def _clause_words(mention: Mention) -> list[Token]:
    trigger = trigger_of(mention)
    if trigger is None:
        return []
    verb = clause(trigger)
    if verb.dep_ in ("relcl", "acl", "advcl", "conj") and verb.head.i != verb.i:
        verb = clause(verb.head)
    return list(verb.subtree)


def _undated(mention: Mention) -> tuple[bool, tuple[Trace, ...]]:
    """Claims without a date: stocks of the displaced, words that make a count run, the toll of a war."""
    sentence = mention.sentence
    found = RUNNING.search(sentence.text) or (SEVERAL_LANDS.search(sentence.text) if _several(mention) else None)
    if found:
        return True, (_trace("running words", sentence.start + found.start(), sentence.start + found.end()),)
    words = _clause_words(mention)
    if mention.measure == "displaced" and _several(mention) and not _one_event(mention, strict=False):
        return True, (_trace("stock of the displaced"),)
    for token in words:
        if token.lemma_.lower() in lexicon()["running"]["enduring"] and _several(mention) and _perfect(words):
            return True, (_trace("toll of a war", sentence.begin(token), sentence.finish(token)),)
    return False, ()


def _perfect(words: list[Token]) -> bool:
    """Whether the clause is in the present perfect ("have been killed")."""
    return any(t.lower_ in ("have", "has") and t.dep_ == "aux" for t in words)
