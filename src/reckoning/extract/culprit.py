"""Who acts in one sentence: subjects and agents of harm and attack, and the names before an attack."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reckoning.extract.voice import is_event, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RELATIVES = frozenset({"who", "which", "that", "whose"})
THEY = frozenset({"they", "he", "she", "it", "them", "him"})
DUMMIES = frozenset(
    {"there", "this", "these", "those", "what", "we", "i", "you", "us", "one", "some", "all", "nobody", "none"}
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The lexicon ``blame.toml`` as sets of lemmas."""

    harm: frozenset[str]
    attack: frozenset[str]
    loose: frozenset[str]
    happen: frozenset[str]
    custody: frozenset[str]
    attack_noun: frozenset[str]
    impersonal: frozenset[str]
    manner: frozenset[str]
    same_event: frozenset[str]
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Culprit:
    """The words that name who acts (token indexes of one sentence), the rule, and whether they are a pronoun."""

    tokens: tuple[int, ...]
    rule: str
    pronoun: bool = False


@cache
def deeds() -> Deeds:
    """The English vocabulary of harm, read once a process."""
    raw = tomllib.loads((files("reckoning.extract") / "lexicon" / "blame.toml").read_text(encoding="utf-8"))
    sets = {section: {key: frozenset(words.split()) for key, words in rows.items()} for section, rows in raw.items()}
    return Deeds(
        harm=sets["verbs"]["harm"],
        attack=sets["verbs"]["attack"],
        loose=sets["verbs"]["loose"],
        happen=sets["verbs"]["happen"],
        custody=sets["verbs"]["custody"],
        attack_noun=sets["nouns"]["attack"],
        impersonal=sets["nouns"]["impersonal"],
        manner=sets["nouns"]["manner"],
        same_event=sets["words"]["same_event"],
        elsewhere=sets["words"]["elsewhere"],
    )


def harm_actor(head: Token, victims: frozenset[int]) -> Culprit | None:
    """Who does the harm that one word states: a by-phrase, an active subject, an owner; victims are never taken."""
    verb = _verb_of(head)
    if verb is None:
        return event_actor(head, victims)
    if (agent := _agent(verb, victims)) is not None:
        return agent
    if _passive(verb) or verb.lemma_.lower() in deeds().happen or verb.lemma_.lower() not in deeds().harm:
        return None
    return _active(verb, victims)


def _verb_of(head: Token) -> Token | None:
    """The harm verb that a word belongs to: itself, or "left ... dead", "shot dead"."""
    if head.pos_ in ("VERB", "AUX") and head.lemma_ != "be":
        return head
    if head.pos_ in ("ADJ", "ADV", "VERB") and head.head.lemma_ in (
        "leave",
        "shoot",
        "find",
        "strike",
        "beat",
        "gun",
        "hack",
    ):
        return head.head
    for up in head.ancestors:
        if up.pos_ == "VERB":
            near = head.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") or head.head.dep_ in ("dobj", "ccomp", "oprd")
            return up if near and up.lemma_.lower() in deeds().harm and up.lemma_.lower() not in ("claim",) else None
        if up.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return None
    return None


def _agent(verb: Token, victims: frozenset[int]) -> Culprit | None:
    """ "killed by gunmen", "killed in an ambush by gunmen", and shared along a conjunction: "killed or hurt by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and _passive(verb)):
            for token in child.children:
                if token.dep_ == "pobj" and (found := _person_or_event(token, victims, "blame.agent")):
                    return found
    for child in verb.children:
        if (
            child.dep_ in ("prep", "conj", "advcl", "npadvmod")
            and child.pos_ == "VERB"
            and not _subject(child)
            and (found := _agent(child, victims))
        ):
            return found
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _subject(verb):
        return next(
            (f for c in verb.head.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"
             and (f := _person_or_event(t, victims, "blame.agent"))), None,
        )  # fmt: skip
    return None


def _active(verb: Token, victims: frozenset[int]) -> Culprit | None:
    subject = subject_of(verb)
    if subject is None or subject.i in victims:
        return None
    return _person_or_event(subject, victims, "blame.subject")


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, found through relatives, conjunctions, participles and infinitives."""
    seen: set[int] = set()
    here = verb
    while here.i not in seen:
        seen.add(here.i)
        if (own := _subject(here)) is not None:
            if own.lower_ in RELATIVES and here.dep_ in ("relcl", "acl"):
                return here.head
            return own if own.dep_ == "nsubj" or here.i != verb.i else None
        if here.dep_ == "acl" and here.tag_ == "VBG":
            return here.head
        if here.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "aux"):
            return None
        if (
            here.dep_ == "advcl"
            and here.tag_ != "VBG"
            and here.i == verb.i
            and not any(c.lower_ == "to" for c in here.children)
        ):
            return None
        here = here.head
    return None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl", "conj", "ROOT")
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def _person_or_event(token: Token, victims: frozenset[int], rule: str) -> Culprit | None:
    low = token.lower_
    if token.i in victims or low in DUMMIES or token.pos_ in ("NUM", "ADJ", "ADV", "VERB"):
        return None
    if low in THEY:
        return Culprit(tokens=(token.i,), rule=rule, pronoun=True)
    if is_event(token) or token.lemma_.lower() in deeds().attack_noun:
        return event_actor(token, victims)
    return accepted(token, rule, victims)


def accepted(token: Token, rule: str, victims: frozenset[int] = frozenset()) -> Culprit | None:
    """The noun phrase of somebody who can act, else nothing."""
    impersonal = token.lemma_.lower() in deeds().impersonal and token.ent_type_ not in ("PERSON", "ORG", "NORP")
    marked = any(c.dep_ in ("amod", "acl", "relcl", "compound") for c in token.children)
    if impersonal and not (marked and token.lemma_.lower() in ("man", "woman", "people", "person", "child")):
        return None
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
        return None
    if token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    tokens = tuple(t.i for t in name_tokens(token) if t.i not in victims)
    return Culprit(tokens=tokens, rule=rule) if tokens else None


def event_actor(noun: Token, victims: frozenset[int] = frozenset()) -> Culprit | None:
    """Whose attack it is: "an ambush by gunmen", "Israeli air strikes", "the army's raid", "a NATO attack"."""
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            for token in child.children:
                if (
                    token.dep_ == "pobj"
                    and not is_event(token)
                    and (found := accepted(token, "blame.event.by", victims))
                ):
                    return found
        if child.dep_ in ("acl", "relcl") and child.lemma_ in (
            "carry",
            "launch",
            "conduct",
            "stage",
            "fire",
            "detonate",
            "drop",
            "set",
            "plant",
        ):
            if (found := _agent(child, victims)) is not None:
                return found
    return _owner(noun, victims)


def _owner(noun: Token, victims: frozenset[int]) -> Culprit | None:
    words = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "poss", "nmod") and t.i not in victims]
    named = [t for t in words if _names(t)]
    if not named:
        return None
    run = sorted({i for t in named for i in _modifier(t)})
    return Culprit(tokens=tuple(run), rule="blame.event.owner")


def _names(token: Token) -> bool:
    """A modifier that names a party: a nation, an organisation, a kind of fighter; no place, number or manner."""
    low = token.lemma_.lower()
    if (
        low in deeds().manner
        or token.lower_ in deeds().manner
        or token.pos_ in ("NUM", "DET", "PRON")
        or is_event(token)
    ):
        return False
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "LOC", "FAC"):
        return False
    if token.ent_type_ in ("NORP", "ORG"):
        return True
    party = vocabulary().kinds["belligerent"] | vocabulary().kinds["state"]
    if low in party or token.lower_ in party or (token.dep_ == "poss" and token.ent_type_ in ("PERSON", "GPE")):
        return True
    return token.ent_type_ == "GPE" and token.text.replace(".", "") in ("US", "UK", "USA", "EU", "UAE", "NATO", "U.S")


def _modifier(token: Token) -> Iterable[int]:
    return (t.i for t in token.subtree if t.dep_ != "case" and t.dep_ != "det" and t.i <= token.i)


def attackers(doc: Doc, victims: frozenset[int] = frozenset()) -> tuple[Culprit, ...]:
    """Everybody who attacks in a sentence, in order: "gunmen opened fire", "hotels were attacked by gunmen"."""
    found: list[Culprit] = []
    for token in doc:
        low = token.lemma_.lower()
        if token.pos_ == "VERB" and low in deeds().attack and _fits(token):
            culprit = _agent(token, victims) or (None if _passive(token) else _active(token, victims))
        elif token.pos_ in ("NOUN", "PROPN") and low in deeds().attack_noun and not _dismissed(token):
            culprit = event_actor(token, victims)
        else:
            continue
        if culprit is not None and all(set(culprit.tokens) != set(f.tokens) for f in found):
            found.append(culprit)
    return tuple(found)


def _fits(verb: Token) -> bool:
    """Loose verbs attack only with a fitting object: "opened fire", "went on a rampage"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if verb.lemma_.lower() not in deeds().loose:
        return True
    return any(
        t.lemma_.lower() in deeds().attack_noun | {"fire", "hostage", "rampage", "spree", "grenade", "explosive"}
        for c in verb.children
        if c.dep_ in ("dobj", "prep", "prt")
        for t in c.subtree
    )


def _dismissed(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "another") for c in noun.children)
