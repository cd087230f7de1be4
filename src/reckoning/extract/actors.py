"""The vocabulary of harm and attack, and who can act at all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reckoning.extract.voice import is_event, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE_ENDINGS = ("man", "men", "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "people")
PARTIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The lexicon ``blame.toml`` as sets of lemmas."""

    harm: frozenset[str]
    attack: frozenset[str]
    loose: frozenset[str]
    happen: frozenset[str]
    custody: frozenset[str]
    attack_noun: frozenset[str]
    harm_noun: frozenset[str]
    actor: frozenset[str]
    not_actor: frozenset[str]
    impersonal: frozenset[str]
    manner: frozenset[str]


@cache
def deeds() -> Deeds:
    """The English vocabulary of harm, read once a process."""
    raw = tomllib.loads((files("reckoning.extract") / "lexicon" / "blame.toml").read_text(encoding="utf-8"))
    sets = {section: {key: frozenset(words.split()) for key, words in rows.items()} for section, rows in raw.items()}
    verbs, nouns = sets["verbs"], sets["nouns"]
    return Deeds(
        harm=verbs["harm"],
        attack=verbs["attack"],
        loose=verbs["loose"],
        happen=verbs["happen"],
        custody=verbs["custody"],
        attack_noun=nouns["attack"],
        harm_noun=nouns["harm"],
        actor=nouns["actor"],
        not_actor=nouns["not_actor"],
        impersonal=nouns["impersonal"],
        manner=nouns["manner"],
    )


def is_actor(token: Token) -> bool:
    """Whether a noun can do harm on purpose: a name, a nation, a kind of person or body."""
    low = token.lemma_.lower()
    if (
        token.pos_ not in ("NOUN", "PROPN", "PRON")
        or is_event(token)
        or token.ent_type_ in ("DATE", "TIME", "CARDINAL")
    ):
        return False
    if any(is_event(t) for t in token.lefts if t.pos_ == "PROPN"):
        return False
    if low in deeds().actor or token.lower_ in deeds().actor:
        return True
    if low in deeds().impersonal:
        marked = any(c.dep_ in ("amod", "acl", "relcl", "compound") for c in token.children)
        return marked and low in ("man", "woman", "people", "person", "child")
    if low in deeds().not_actor or low in vocabulary().document | vocabulary().account:
        return False
    return token.ent_type_ in PARTIES or (token.pos_ == "PROPN") or token.lower_.endswith(PEOPLE_ENDINGS)
