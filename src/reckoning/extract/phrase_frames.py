"""Phrases of harm: claimed N lives, lost N men, taken into custody, taken to hospital, driven from their homes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.displaced import displaced, displaces
from reckoning.extract.harm import (
    GROUPS,
    LOSABLE,
    OBJECTS,
    PASSIVE,
    STATE_FORCES,
    Harm,
    agents,
    agents_by,
    irregulars,
    of_people,
    reduced,
    resolve,
    word_set,
)
from reckoning.extract.people import is_plural, sort_of, status_of
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

HELD = ("hostage", "captive", "prisoner", "hostages")
PARTIES = frozenset(["party", "club", "union", "vote", "votes", "election", "elections", "church", "team", "seats"])
CAPTIVES = ("prisoner", "detainee", "captive", "inmate", "suspect")
TREATED = re.compile(r"\b(?:injur|wound|burn|inhalation|shock|gunshot|shrapnel|trauma|fracture|cuts?\\b|bruis|lacerat)")


def phrase_harms(token: Token, lemma: str) -> Iterator[Harm]:
    """Phrases: claimed N lives, lost N men, taken into custody, taken to hospital, left their homes."""
    if not token.tag_.startswith("VB"):
        return
    objects = [c for c in token.children if c.dep_ in OBJECTS]
    lives = [o for o in objects if o.lemma_.lower() == "life"]
    if lives and lemma in ("claim", "take", "cost"):
        yield Harm(measure="killed", trigger=token, victim=of_people(lives[0]) or lives[0], rule="lives:claimed")
    elif lives and lemma == "lose":
        yield from (Harm(measure="killed", trigger=token, victim=a, rule="lives:lost") for a in agents(token))
    elif lemma == "lose":
        yield from (
            Harm(measure="killed", trigger=token, victim=o, rule="lost:people", strong=False)
            for o in objects
            if _lost(o) and not (o.lemma_.lower() == "member" and any(w.lower_ in PARTIES for w in token.subtree))
        )
        if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):  # "70 of its fighters were lost"
            gone = [r for c in token.children if c.dep_ in PASSIVE for r in resolve(c, token) if _lost_fighters(r)]
            yield from (Harm(measure="killed", trigger=token, victim=v, rule="lost:people", strong=False) for v in gone)
    elif lemma in ("leave", "abandon", "flee") and any(
        o.lemma_.lower() in ("home", "house", "village") and is_plural(o) for o in objects
    ):
        yield from (
            Harm(measure="displaced", trigger=token, victim=a, rule="homes:left", strong=False) for a in agents(token)
        )
    elif lemma in ("sustain", "suffer") and any(o.lemma_.lower() in ("injury", "wound", "burn") for o in objects):
        yield from (Harm(measure="injured", trigger=token, victim=a, rule="injuries:suffered") for a in agents(token))
    yield from _prepositional(token, lemma, objects)


def _lost(token: Token) -> bool:
    """ "lost 75 men", "lost its commander": fighters, kin or plain people; no customers, voters or players."""
    inner = of_people(token) if token.like_num else token
    plain = inner is not None and (inner.lemma_.lower() in LOSABLE or status_of(inner) == "combatant")
    return (
        plain
        and sort_of(token) == "people"
        and token.pos_ in ("NOUN", "PROPN", "NUM")
        and (is_plural(token) or token.like_num or any(c.like_num for c in token.children))
    )


def _lost_fighters(victim: Token) -> bool:
    """Counted fighters or lives; people who were lost may have gone astray."""
    inner = of_people(victim) if victim.like_num else victim
    counted = victim.like_num or any(c.like_num for c in victim.lefts)
    return counted and inner is not None and (status_of(inner) == "combatant" or inner.lemma_.lower() == "life")


def _prepositional(  # noqa: C901, PLR0912 - a list of phrases, one case each
    token: Token, lemma: str, objects: list[Token]
) -> Iterator[Harm]:
    phrase = {
        f"{c.lower_} {o.lower_}" for c in token.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"
    }
    after = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 6])
    harmed = (
        objects
        or [r for c in token.children if c.dep_ in PASSIVE for r in resolve(c, token)]
        or (reduced(token) if token.tag_ == "VBN" else [])
    )
    if lemma in ("take", "place", "hold", "keep", "remand", "put") and (
        phrase & {"into custody", "in custody", "under arrest", "in detention", "into detention"}
        or "house arrest" in after
    ):
        yield from (Harm(measure="detained", trigger=token, victim=v, rule="custody") for v in harmed)
    elif lemma in ("take", "hold") and any(w in after.split()[:4] for w in HELD):
        yield from (
            Harm(measure=_prisoner(token, after), trigger=token, victim=v, rule="hostage")
            for v in (_taken(v) for v in harmed)
            if v.lower_ not in HELD
        )
    elif lemma in ("take", "rush", "admit", "bring", "transport", "airlift", "treat", "evacuate") and (
        "hospital" in after or (set(after.split()) & {"for", "with"} and TREATED.search(after))
    ):
        yield from (Harm(measure="injured", trigger=token, victim=v, rule="hospital", strong=False) for v in harmed)
    elif lemma == "put" and "to death" in phrase:
        yield from (
            Harm(measure="killed", trigger=token, victim=v, rule="put to death", manner="executed") for v in harmed
        )
    elif lemma == "round" and "up" in [c.lower_ for c in token.children]:
        yield from (Harm(measure="detained", trigger=token, victim=v, rule="rounded up") for v in harmed)
    elif lemma in ("hand", "transfer", "exchange", "swap", "trade") and any(
        v.lemma_.lower() in CAPTIVES for v in harmed
    ):
        yield from (Harm(measure="detained", trigger=token, victim=v, rule="handed over", strong=False) for v in harmed)
    elif lemma == "put" and "out of action" in token.doc[token.i : token.i + 12].text:
        yield from (Harm(measure="casualties", trigger=token, victim=v, rule="out of action") for v in harmed)
    elif lemma in ("force", "drive", "chase", "cause", "compel") and any(
        w in after for w in ("from their homes", "flee", "leave their homes", "from homes", "out of their homes")
    ):
        yield from (Harm(measure="displaced", trigger=token, victim=v, rule="driven", strong=False) for v in harmed)
    elif (
        lemma == "hold"
        and (token.tag_ == "VBN" or (objects and _held_by_state(token, objects)))
        and not phrase & {"in hospital"}
    ):
        kept = _kept(token)
        yield from (Harm(measure=kept, trigger=token, victim=v, rule="held", strong=False) for v in harmed)
    elif lemma == "hold" and objects and _held_by_irregulars(token, objects):
        yield from (Harm(measure="abducted", trigger=token, victim=v, rule="held", strong=False) for v in harmed)
    elif lemma in ("remain", "be", "stay", "languish") and phrase & {
        "in custody",
        "in detention",
        "in prison",
        "in jail",
        "under arrest",
    }:
        yield from (
            Harm(measure="detained", trigger=token, victim=a, rule="in custody", strong=False) for a in agents(token)
        )
    elif lemma == "fail" and "return" in after.split()[:2]:
        yield from (
            Harm(measure="missing", trigger=token, victim=a, rule="failed to return", strong=False)
            for a in agents(token)
        )
    elif lemma in word_set("release", "verbs") and any(_captive(v) for v in harmed) and not _from_captors(token):
        yield from (
            Harm(measure="detained", trigger=token, victim=v, rule="freed", strong=False) for v in harmed if _captive(v)
        )
    elif lemma in word_set("release", "verbs") and _from_captors(token):
        yield from (Harm(measure="abducted", trigger=token, victim=v, rule="freed", strong=False) for v in harmed)
    elif lemma == "go" and "missing" in after.split()[:1]:
        yield from (Harm(measure="missing", trigger=token, victim=a, rule="went missing") for a in agents(token))
    elif lemma == "be" and "condition" in after and ("critical" in after or "serious" in after):
        yield from (
            Harm(measure="injured", trigger=token, victim=a, rule="condition", strong=False) for a in agents(token)
        )


def _taken(victim: Token) -> Token:
    """ "took 28 fighters prisoner": the model makes the fighters a modifier of the prisoner."""
    return next((c for c in victim.lefts if victim.lower_ in HELD and c.dep_ == "compound"), victim)


def _prisoner(token: Token, after: str) -> Measure:
    """Taken prisoner by a state's forces is detained; hostage or captive of others is abducted."""
    by = {t.lower_ for c in token.children if c.dep_ in ("nsubj", "agent") for t in c.subtree}
    return "detained" if "prisoner" in after.split()[:4] and by & STATE_FORCES else "abducted"


def _held_by_state(token: Token, objects: list[Token]) -> bool:
    """ "Authorities are holding 31 suspects": counted people held by a state's forces."""
    subject = {t.lower_ for c in token.children if c.dep_ == "nsubj" for t in c.subtree}
    return bool(subject & STATE_FORCES) and all(
        sort_of(o) == "people" and (o.like_num or any(c.like_num for c in o.lefts)) for o in objects
    )


def _kept(token: Token) -> Measure:
    """Held by fighters, a gang or a front is abducted; by anybody else, or nobody named, detained."""
    by = {t.lower_ for a in agents_by(token) for t in (a, *a.lefts)}
    return "abducted" if by & (irregulars() | GROUPS) and not by & STATE_FORCES else "detained"


def _captive(victim: Token) -> bool:
    """ "freed 60 detainees", "300 political prisoners were released": counted."""
    return victim.lemma_.lower() in ("prisoner", "detainee", "inmate") and any(c.like_num for c in victim.lefts)


def _held_by_irregulars(token: Token, objects: list[Token]) -> bool:
    """ "Rebels are holding eleven peacekeepers", "mutineers hold minister"."""
    subject = {t.lower_ for c in token.children if c.dep_ == "nsubj" for t in (c, *c.lefts)}
    return bool(subject & irregulars()) and all(sort_of(o) == "people" and o.pos_ in ("NOUN", "NUM") for o in objects)


def _from_captors(token: Token) -> bool:
    """Freed from whom: captors are named, or the sentence speaks of hostages."""
    by = [t.lower_ for a in agents_by(token) for t in a.subtree]
    by += [t.lower_ for c in token.children if c.dep_ == "nsubj" for t in (c, *c.lefts)]
    return any(w in irregulars() for w in by) or any(t.lower_ in word_set("release", "taken") for t in token.doc)


def refuge_harms(token: Token, *, refuge: bool) -> list[Token]:
    """Those whom a verb of moving or hosting displaces; ``refuge`` tells that the text is about displacement."""
    if not token.tag_.startswith("VB") or not displaces(token.lemma_.lower()):
        return []
    return list(displaced(token, agents(token), refuge=refuge))
