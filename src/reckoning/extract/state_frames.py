"""States of harm: "12 dead", "left five wounded", "two people are missing"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.harm import OBJECTS, PASSIVE, QUANTIFIERS, SUBJECTS, Harm, is_remains, resolve, verbs
from reckoning.extract.verb_frames import sentenced
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token


def state_harms(token: Token, lemma: str) -> Iterator[Harm]:
    """ "12 dead", "left five wounded", "two people are missing"."""
    states = verbs("states")
    word = token.lower_ if token.lower_ in states else lemma
    if word not in states or (
        token.tag_ in ("VB", "VBD", "VBG", "VBP", "VBZ")
        and {word, lemma} & {*verbs("object_verbs"), *verbs("weak_object_verbs")}
    ):
        return
    measure: Measure = "bodies_found" if word in ("dead", "lifeless") and _found(token) else states[word]
    if word in ("jailed", "imprisoned") and sentenced(token):
        return
    if token.dep_ == "amod" and is_remains(token.head):
        return
    before = token.doc[max(0, token.i - 1)]
    counted = before if before.pos_ != "ADV" or not token.i > 1 else token.doc[token.i - 2]
    countable = counted.like_num or counted.lower_ in QUANTIFIERS
    if any(c.dep_ == "nummod" or c.like_num for c in token.lefts) or (
        countable and token.i and (token.dep_ != "amod" or token.head.i < token.i)
    ):
        own = [c for c in token.children if c.dep_ in SUBJECTS and c.like_num]
        yield Harm(
            measure=measure,
            trigger=token,
            victim=counted if countable else own[0] if own else token,
            rule=f"state:{word}",
        )
        return
    for victim in _bearers(token):
        yield Harm(measure=measure, trigger=token, victim=victim, rule=f"state:{word}")


def _found(token: Token) -> bool:
    """ "were found dead", "found eight of them dead": a state of remains."""
    near = [token.head, *token.head.ancestors][:2]
    return any(t.lemma_.lower() in ("find", "discover") and t.tag_.startswith("VB") and t.i < token.i for t in near)


def _bearers(token: Token) -> list[Token]:
    own = [c for c in token.children if c.dep_ in SUBJECTS]
    if own:
        return [r for c in own for r in resolve(c, token)]
    head = token.head
    if token.dep_ == "amod" or (token.dep_ == "acl" and head.i < token.i):
        return [head] if head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else []
    if token.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl", "conj"):
        objects = [c for c in head.children if c.dep_ in OBJECTS and c.i < token.i]
        subjects = [r for c in head.children if c.dep_ in SUBJECTS and c.i < token.i for r in resolve(c, head)]
        if head.lemma_.lower() in ("leave", "find", "declare", "pronounce", "report", "shoot"):
            return objects or [c for c in head.children if c.dep_ in PASSIVE]
        return subjects if token.dep_ in ("acomp", "attr", "oprd", "xcomp") else []
    return []
