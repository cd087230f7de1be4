"""What a frame of harm gives, and the syntax that all frames share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import ORDINALS, sort_of
from reckoning.extract.subject import subject_of
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = ("dobj", "obj", "dative")
PASSIVE = ("nsubjpass", "nsubj:pass")
SUBJECTS = ("nsubj", "nsubjpass")
STATE_FORCES = frozenset(
    [
        "police",
        "army",
        "force",
        "forces",
        "troop",
        "troops",
        "soldier",
        "soldiers",
        "authority",
        "authorities",
        "government",
        "official",
        "officials",
        "coalition",
        "military",
        "officer",
        "officers",
        "court",
        "security",
        "gendarmerie",
        "border",
        "guards",
        "marines",
        "navy",
    ]
)
LOSABLE = frozenset(
    [
        "people",
        "person",
        "man",
        "woman",
        "child",
        "civilian",
        "son",
        "daughter",
        "husband",
        "wife",
        "brother",
        "sister",
        "father",
        "mother",
        "parent",
        "relative",
        "family",
        "comrade",
        "colleague",
        "villager",
        "resident",
        "member",
        "life",
    ]
)
GROUPS = frozenset(["group", "groups", "gang", "gangs", "front", "movement", "faction", "kidnappers", "captors"])
QUANTIFIERS = frozenset(["several", "many", "numerous", "some", "few"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One harmed head under one trigger. ``victim`` may be the trigger itself ("12 dead")."""

    measure: Measure
    trigger: Token
    victim: Token
    rule: str
    manner: str | None = None
    strong: bool = True


@cache
def verbs(table: str) -> dict[str, Measure]:
    """Lemma to measure for one table of the harm lexicon."""
    return {lemma: measure for measure, words in lexicon("harm")[table].items() for lemma in words.split()}


@cache
def word_set(table: str, key: str = "") -> frozenset[str]:
    entry = lexicon("harm")[table]
    return frozenset((entry[key] if key else entry).split())


def is_remains(token: Token) -> bool:
    """Whether a noun stands for remains; "remain" as a verb does not."""
    named = word_set("remains", "nouns")
    return token.pos_ in ("NOUN", "PROPN") and (token.lemma_.lower() in named or token.lower_ in named)


def agents_by(token: Token) -> list[Token]:
    return [o for c in token.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]


@cache
def irregulars() -> frozenset[str]:
    """Words for fighters who are no state's, singular and plural."""
    words = frozenset(lexicon("people")["combatant"].split()) - STATE_FORCES
    words |= {"kidnapper", "captor", "hijacker", "abductor", "mutineer"}
    return words | {w + "s" for w in words} | {"gunmen", "militiamen"}


def agents(token: Token) -> list[Token]:
    """Subjects of an intransitive verb, through relative pronouns, coordination and control."""
    found = [r for c in token.children if c.dep_ in SUBJECTS for r in resolve(c, token)]
    if not found and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
        found = [token.head]
    own = [c for c in token.lefts if c.dep_ in ("det", "nummod", "amod")]
    if own:  # "a fourth drowned": the model takes the phrase for a noun
        return [*found, *(c for c in own if c.lower_ in ORDINALS or c.like_num)]
    if not found and token.dep_ in ("conj", "xcomp") and token.head.tag_.startswith("VB"):
        above = [c for c in token.head.children if c.dep_ in OBJECTS] if token.dep_ == "xcomp" else []
        found = above or agents(token.head)
    return [r for c in subject_of(token) for r in resolve(c, token)] or found


def resolve(subject: Token, verb: Token) -> list[Token]:
    """A relative pronoun stands for the noun before its clause; "of whom N" stands for itself."""
    if subject.lower_ in ("who", "that", "which", "whom"):
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head is not clause:
            clause = clause.head
        return [_person_before(clause.head, subject)] if clause.dep_ in ("relcl", "acl") else []
    return [subject]


def _person_before(noun: Token, pronoun: Token) -> Token:
    """ "shot one man in Brest, who died": "who" is the man, whatever the model says."""
    if pronoun.lower_ != "who" or noun.ent_type_ not in ("GPE", "LOC", "FAC") or noun.dep_ != "pobj":
        return noun
    above = noun.head.head
    objects = [c for c in above.children if c.dep_ in (*OBJECTS, *PASSIVE)] if above.tag_.startswith("VB") else [above]
    return next((o for o in objects if sort_of(o) == "people"), noun)


def reduced(token: Token) -> list[Token]:
    """ "25 people killed in", "12 wounded": a participle without its auxiliary."""
    spoken = token.dep_ == "acl" and any(t.text == ":" for t in token.doc[token.head.i : max(token.head.i, token.i)])
    if token.dep_ in ("acl",) and token.tag_ in ("VBN", "VBD") and token.head.i < token.i and not spoken:
        return [_first_of_list(token.head)]
    if token.dep_ == "amod" and token.head.i > token.i and token.tag_ == "VBN":
        return (
            []
            if any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.head.lefts)
            and not any(c.like_num for c in token.head.lefts)
            else [token.head]
        )
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    if token.tag_ == "VBD":
        subjects = [c for c in subjects if c.like_num or any(g.like_num for g in c.lefts)]
    if subjects and token.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("aux",) for c in token.children):
        return [r for c in subjects for r in resolve(c, token)]
    if token.tag_ in ("VBN", "VBD") and not subjects and token.i and token.dep_ not in ("conj",):
        before = token.doc[token.i - 1]
        if before.like_num and before.dep_ in ("nummod", "nsubj", "dep", "ROOT", "npadvmod", "conj", "dobj", "appos"):
            return [before]
    return []


def _first_of_list(noun: Token) -> Token:
    """ "2 guards and a tea seller killed": in a telegram the participle holds for the whole list."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN", "NUM"):
        first = first.head
    loose = first.dep_ in ("conj", "ROOT", "appos", "dep", "npadvmod")
    return first if loose and sort_of(first) == "people" else noun


def of_people(token: Token) -> Token | None:
    """The head of an "of" phrase of people under a noun."""
    return next(
        (
            o
            for c in token.rights
            if c.dep_ == "prep" and c.lower_ == "of"
            for o in c.children
            if o.dep_ == "pobj" and sort_of(o) in ("people", "unknown")
        ),
        None,
    )
