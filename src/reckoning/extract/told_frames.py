"""Harm told by a common verb or noun and the words behind it: the table ``lexicon/frames.toml`` read against a parse.

Reach for it for a phrase that a lemma alone does not make ("took away nine men", "14 are in hospital"); what a lemma
makes ("killed", "fled") stands in ``harm.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.displaced import UPROOTED, uprooted
from reckoning.extract.harm import STATE_FORCES, Harm, agents, agents_by, irregulars, is_remains, verbs
from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import sort_of, status_of
from reckoning.extract.verb_frames import patients
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 14
ROLES = {"with": ("with",), "aboard": ("with",), "to": ("to",)}  # the prepositions that lead to the harmed
HELD = frozenset(["prisoner", "prisoners", "hostage", "hostages", "captive", "captives"])
DISPLACEABLE = UPROOTED | {"family", "household", "resident", "villager", "worker", "player", "customer", "tourist"}
PEOPLE_ONLY = frozenset(["not survived", "never came back", "destroyed", "hit by bullets"])
KIN = frozenset(["parents", "parent", "mother", "father", "family", "grandparents", "couple", "teachers", "teacher"])
NOTHING = frozenset(["nothing", "no", "nobody", "not", "n't", "never", "none", "little"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One entry of the table; ``measure`` "taken" is settled by who takes."""

    rule: str
    measure: str
    lemmas: frozenset[str]
    verbal: bool
    harmed: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    particle: frozenset[str]
    counted: bool
    refuge: bool
    by_state: bool
    passive: bool
    negated: bool
    combatant: bool
    settled: bool


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(_frame(entry) for entry in lexicon("frames")["frame"])


def _frame(entry: dict[str, str]) -> Frame:
    return Frame(
        rule=entry["rule"],
        measure=entry["measure"],
        lemmas=frozenset((entry.get("verbs") or entry["nouns"]).split()),
        verbal="verbs" in entry,
        harmed=entry["harmed"],
        behind=re.compile(entry["behind"]) if "behind" in entry else None,
        before=re.compile(entry["before"]) if "before" in entry else None,
        particle=frozenset(entry.get("particle", "").split()),
        counted=bool(entry.get("counted")),
        refuge=bool(entry.get("refuge")),
        by_state=bool(entry.get("by_state")),
        passive=bool(entry.get("passive")),
        negated=bool(entry.get("negated") or entry.get("nothing")),
        combatant=entry.get("sort") == "combatant",
        settled=bool(entry.get("settled")),
    )


@cache
def _by_lemma() -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in _frames():
        for lemma in frame.lemmas:
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(frames) for lemma, frames in found.items()}


def told_harms(token: Token, lemma: str, *, refuge: bool) -> Iterator[Harm]:
    """Harms that the table reads at a verb or noun; ``refuge`` tells that the text is about displacement."""
    verbal = token.tag_.startswith("VB")
    frames = [f for f in _by_lemma().get(lemma, ()) if f.verbal == verbal and (refuge or not f.refuge)]
    if not frames:
        return
    behind = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + REACH])
    for frame in frames:
        if _reads(frame, token, behind):
            if frame.measure == "taken" and _agent_words(token) & KIN:
                continue  # "The parents took their two children away on holiday"
            measure = _measure(frame, token)
            for victim in _harmed(frame, token):
                if _is_victim(frame, measure, victim):
                    yield Harm(measure=measure, trigger=token, victim=victim, rule=f"told:{frame.rule}", strong=False)


def _reads(frame: Frame, token: Token, behind: str) -> bool:
    if frame.particle and not any(
        c.lower_ in frame.particle and c.i > token.i and c.dep_ in ("prt", "advmod") for c in token.children
    ):
        return False
    if frame.passive and not any(c.dep_ == "auxpass" for c in token.children):
        return False
    if frame.by_state and not _state(token):
        return False
    if frame.negated and not any(t.lower_ in NOTHING for t in token.doc[max(0, token.i - 6) : token.i]):
        return False
    if frame.before and frame.before.search(token.doc[max(0, token.i - 3) : token.i].text.lower() + " "):
        return True
    return frame.behind is None or frame.behind.search(behind) is not None


def _agent_words(token: Token) -> set[str]:
    heads = [*agents_by(token), *(c for c in token.children if c.dep_ == "nsubj")]
    if not heads and token.dep_ in ("conj", "advcl", "xcomp"):
        heads = [c for c in token.head.children if c.dep_ == "nsubj"]
    return {t.lower_ for a in heads for t in a.subtree}


def _state(token: Token) -> bool:
    """Whether a state's forces act, or nobody is named who does."""
    words = _agent_words(token)
    return not words or bool(words & STATE_FORCES)


def _measure(frame: Frame, token: Token) -> Measure:
    if frame.measure != "taken":
        return frame.measure  # type: ignore[return-value]
    words = _agent_words(token)
    return "detained" if words & STATE_FORCES and not words & irregulars() else "abducted"


def _harmed(frame: Frame, token: Token) -> list[Token]:
    if frame.harmed == "patient":
        taken = patients(token)
        if taken and all(v.lower_ in HELD for v in taken):  # "70 taken prisoner"
            inner = [o for v in taken for c in v.children if v.dep_ == "ccomp" for o in [c] if c.dep_ == "nsubj"]
            inner += [c for v in taken for c in v.lefts if c.dep_ in ("nummod", "compound") and c.lower_ not in HELD]
            return inner or [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and _counted(c)]
        return taken
    if frame.harmed == "subject":
        return agents(token)
    owners = [token]
    if frame.harmed in ("to", "aboard"):
        owners += [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    words = ROLES.get(frame.harmed, ("of", "for", "from"))
    preps = [c for o in owners for c in o.rights if c.dep_ in ("prep", "dative") and c.lower_ in words]
    return [o for p in preps for o in p.children if o.dep_ == "pobj"]


def _is_victim(frame: Frame, measure: str, victim: Token) -> bool:
    if victim.lemma_.lower() in verbs("nouns") or is_remains(victim) or sort_of(victim) in ("thing", "animal"):
        return False
    if frame.counted and not _counted(victim):
        return False
    if measure == "displaced" and not uprooted(victim):
        return False
    if frame.rule in PEOPLE_ONLY and _owner_of_things(victim):
        return False
    if frame.settled and victim.lemma_.lower() in DISPLACEABLE:
        return False
    return not frame.combatant or _of_fighters(victim)


def _owner_of_things(victim: Token) -> bool:
    """ "Three of his novels did not survive": what the number counts is no people."""
    inner = [o for c in victim.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return victim.like_num and any(sort_of(o) != "people" and o.pos_ != "PRON" for o in inner)


def _counted(victim: Token) -> bool:
    return victim.like_num or any(c.like_num for c in victim.lefts)


def _of_fighters(victim: Token) -> bool:
    """ "Six of our men fell": fighters, or men of one's own."""
    inner = [o for c in victim.children if c.lower_ == "of" for o in c.children]
    own = any(c.lower_ in ("our", "their", "its", "his") for o in (victim, *inner) for c in o.lefts)
    return any(status_of(t) == "combatant" for t in (victim, *inner)) or own
