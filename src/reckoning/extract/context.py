"""Whether a harm is reported at all: threats, plans, conditions and counterfactuals are no claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.harm import Harm, agents_by
from reckoning.extract.subject import RAISING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

REPORTING = frozenset(
    [
        "report",
        "say",
        "believe",
        "think",
        "know",
        "estimate",
        "claim",
        "confirm",
        "appear",
        "seem",
        "fear",
        "allege",
        "presume",
        "suspect",
        "understand",
        "announce",
        "feel",
        "expect",
    ]
)
FICTION = re.compile(
    r"\b[Ii]n (?:the|this|his|her|a) (?:\w+ )?(?:film|movie|novel|game|play|series|drama|story|opera)\b"
)
SCORE = re.compile(r"\b\d+\s?[-–]\s?\d+\b")
CAUSING = frozenset(
    ["cause", "force", "compel", "oblige", "drive", "lead", "push", "prompt", "make", "order", "require"]
)
FORESEEING = frozenset(
    ["warn", "fear", "predict", "forecast", "expect", "project", "estimate", "anticipate", "calculate", "reckon"]
)
MODALS = frozenset(["will", "would", "can", "could", "shall", "should", "must", "may", "might", "'ll", "'d"])
AIMS = frozenset(["aim", "focus", "effort", "design", "plan", "campaign", "dedicate", "intend", "mission", "strategy"])
CRITICS = frozenset(["critic", "press", "reviewer", "fan", "commentator", "media", "pundit", "voter", "tabloid"])
NEGATORS = frozenset(["not", "n't", "never"])


def refused(harm: Harm, sentence: Sentence) -> bool:
    """True if the sentence does not report the harm as something that happened or may have happened."""
    if FICTION.search(sentence.text) or (harm.trigger.lemma_.lower() == "beat" and SCORE.search(sentence.text)):
        return True
    verb = _verb(harm.trigger)
    return verb is not None and (
        _prospective(verb)
        or _as_such(verb, harm)
        or _generic(verb, harm, sentence)
        or _purpose(verb)
        or _counterfactual(verb)
        or _condition(verb)
        or _negated(verb, harm)
        or any(a.lemma_.lower() in CRITICS for a in agents_by(verb))
    )


def _verb(token: Token) -> Token | None:
    return token if token.tag_.startswith("VB") else None


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _purpose(verb: Token) -> bool:
    """ "threatened to kill": an infinitive that nobody reports as done."""
    helpers = _auxiliaries(verb)
    if "to" not in helpers:
        return False
    if verb.head.lemma_.lower() in CAUSING:
        return False
    if "be" in helpers and verb.tag_ == "VBN" and verb.head.lemma_.lower() in RAISING:
        return False
    if helpers & {"have"} or (verb.head.lemma_.lower() in REPORTING and verb.head.i < verb.i):
        return (
            "have" not in helpers
            and "been" not in helpers
            and verb.head.lemma_.lower() not in ("confirm", "know", "report")
        )
    return verb.head.lemma_.lower() not in ("manage", "go", "continue", "begin", "start")


def _as_such(verb: Token, harm: Harm) -> bool:
    """ "killing civilians is a threat to unity": the deed as such, no deed done."""
    if verb.tag_ != "VBG" or harm.victim.like_num or any(c.like_num for c in harm.victim.lefts):
        return False
    aim = next((a for a in verb.ancestors if a.pos_ in ("VERB", "NOUN") and a.tag_ != "VBG"), None)
    aimed = verb.dep_ in ("pcomp", "conj") and aim is not None and aim.lemma_.lower() in AIMS
    return verb.dep_ in ("csubj", "csubjpass") or aimed


def _prospective(verb: Token) -> bool:
    """ "would kill five hostages", "could kill thousands": nothing has happened, and nobody counts on it."""
    helpers = _auxiliaries(verb)
    return bool(helpers & MODALS) and "have" not in helpers and not _forecast(verb)


def _forecast(verb: Token) -> bool:
    """ "warned that 500,000 could be displaced": who expects or warns gives a figure; a threat gives none."""
    up = verb.head
    warned = verb.dep_ == "ccomp" and up.i != verb.i and up.lemma_.lower() in FORESEEING
    harmed = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    meant = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.children)
    return warned and not meant and any(t.like_num for c in harmed for t in c.subtree)


def _generic(verb: Token, harm: Harm, sentence: Sentence) -> bool:
    """ "events where four or more people are killed": a present passive in running text defines, it does not report."""
    if harm.measure not in ("killed", "injured", "casualties"):
        return False
    present = any(c.dep_ == "auxpass" and c.lower_ in ("are", "is", "get", "gets") for c in verb.children)
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "has", "been") for c in verb.children)
    return (
        sentence.block == "body"
        and present
        and not perfect
        and verb.tag_ == "VBN"
        and verb.lemma_.lower() not in REPORTING
    )


def _counterfactual(verb: Token) -> bool:
    helpers = _auxiliaries(verb)
    told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in REPORTING | FORESEEING
    supposed = (
        "could" in helpers
        and "auxpass" in {c.dep_ for c in verb.children}
        and told
        and "neg" not in {c.dep_ for c in verb.children}
    )
    conditional = any(c.dep_ == "advcl" for c in verb.children)
    return (
        bool(helpers & {"would", "could", "should"})
        and "have" in helpers
        and "may" not in helpers
        and not (supposed and not conditional)
    )


def _condition(verb: Token) -> bool:
    marks = {c.lower_ for a in [verb, *verb.ancestors][:3] for c in a.children if c.dep_ == "mark" and c.i < verb.i}
    return bool(marks & {"if", "unless", "lest", "whether"})


def _negated(verb: Token, harm: Harm) -> bool:
    if harm.rule.startswith("told:not"):  # "have not been found": the negation makes the harm
        return False
    none = any(c.lower_ in ("no", "none", "nobody") for c in [harm.victim, *harm.victim.lefts])
    return not none and any(c.dep_ == "neg" and c.lower_ in NEGATORS for c in verb.children)
