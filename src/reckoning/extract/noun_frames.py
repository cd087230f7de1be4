"""Nouns of harm: "56 deaths", "the killing of a commander", "the bodies of 60 children", "12 refugees"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.harm import LOSABLE, Harm, is_remains, of_people, verbs, word_set
from reckoning.extract.people import is_plural, sort_of, status_of
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

BOTH = {"killed", "injured"}
EVENTS = frozenset(["massacre", "slaughter", "genocide", "displacement", "evacuation"])  # their number counts events


def noun_harms(token: Token, lemma: str) -> Iterator[Harm]:  # noqa: C901 - one case per kind of noun
    """ "56 deaths", "the killing of a commander", "the bodies of 60 children", "12 refugees"."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    if is_remains(token):
        yield from _remains(token)
    elif lemma == "victim" and _stated(token):
        yield Harm(measure="casualties", trigger=token, victim=token, rule="people:victim", strong=False)
    elif lemma in verbs("nouns") and not token.tag_.startswith("VB"):
        measure = verbs("nouns")[lemma]
        manner = "executed" if lemma == "execution" else None
        if lemma not in EVENTS and any(c.like_num for c in token.lefts):
            yield Harm(measure=measure, trigger=token, victim=token, rule=f"noun:{lemma}", manner=manner)
        owner = [c for c in token.lefts if c.dep_ == "poss" and sort_of(c) == "people" and c.pos_ != "PRON"]
        for victim in [x for x in [of_people(token)] if x is not None] or owner:
            if _back_reference(token, victim):
                continue
            measure = _both(token, measure)
            yield Harm(
                measure=measure, trigger=token, victim=victim, rule=f"noun-of:{lemma}", manner=manner, strong=False
            )
    elif lemma == "loss" and (lost := of_people(token)) is not None and _counted_or_life(lost):
        yield Harm(measure="killed", trigger=token, victim=lost, rule="noun-of:loss", strong=False)
    elif (lemma in verbs("people_nouns") or token.lower_ in verbs("people_nouns")) and any(
        c.like_num for c in token.lefts
    ):
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        if above is not None and above.like_num:
            return  # "three of the 12 hostages": the twelve are only the reference
        word = lemma if lemma in verbs("people_nouns") else token.lower_
        yield Harm(
            measure=verbs("people_nouns")[word], trigger=token, victim=token, rule=f"people:{word}", strong=False
        )


def _stated(token: Token) -> bool:
    """ "There were 43 victims", "left 43 victims": counted anew, and no victims of a fraud or a flood."""
    counted = any(c.like_num for c in token.lefts) and not any(c.lower_ in ("the", "its", "these") for c in token.lefts)
    plain = not any(c.lower_ == "of" or c.dep_ == "compound" for c in token.children)
    above = token.head.lemma_.lower()
    there = above == "be" and any(c.lower_ == "there" for c in token.head.children)
    return counted and plain and (there or (token.dep_ == "dobj" and above in ("leave", "cause", "make", "produce")))


def _both(token: Token, measure: Measure) -> Measure:
    """ "the killing and maiming of 85 children": one number for both."""
    partner = [c for c in token.children if c.dep_ == "conj"] + ([token.head] if token.dep_ == "conj" else [])
    bare = [p for p in partner if abs(p.i - token.i) <= 3 and (p.i > token.i or of_people(p) is None)]
    return "casualties" if {measure, *(verbs("nouns").get(p.lemma_.lower()) for p in bare)} == BOTH else measure


def _counted_or_life(lost: Token) -> bool:
    """ "the loss of 16 lives", "with the loss of two patients": counted people, no customers or jobs."""
    counted = lost.like_num or any(c.like_num for c in lost.lefts)
    return counted and (lost.lemma_.lower() in (*LOSABLE, "patient") or status_of(lost) == "combatant")


def _back_reference(token: Token, victim: Token) -> bool:
    """ "the death of the teenager", "the death of our children": nothing new is counted."""
    counted = (
        any(c.like_num or c.lower_ in ("several", "some", "many", "dozens") for c in victim.lefts) or victim.like_num
    )
    definite = any(c.lower_ in ("the", "this", "these", "those") for c in victim.lefts) and victim.tag_ not in (
        "NNP",
        "NNPS",
    )
    return not counted and (
        definite
        or (
            token.tag_ == "NN"
            and is_plural(victim)
            and token.lemma_.lower() not in ("massacre", "genocide", "slaughter", "execution", "murder")
        )
    )


def _remains(token: Token) -> Iterator[Harm]:
    if token.lemma_.lower() == "remains" or token.lower_ == "remains":
        of = next((o for c in token.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"), None)
        if of is not None and sort_of(of) != "people" and of.pos_ == "NOUN":
            return  # "the remains of a pharmacy"
    verb = next((a for a in token.ancestors if a.tag_.startswith("VB")), None)
    lemma = verb.lemma_.lower() if verb is not None else ""
    measure: Measure = (
        "identified"
        if lemma in word_set("remains", "identified")
        else "buried"
        if lemma in word_set("remains", "buried")
        else "bodies_found"
    )
    yield Harm(measure=measure, trigger=token, victim=of_people(token) or token, rule="remains")
