"""Which nouns are people, and of what sort: the population facet of a claim."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from reckoning.extract.lexicon import lexicon
from reckoning.types import Population, Status, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

Sort = Literal["people", "thing", "animal", "unknown"]
PEOPLE_SUFFIXES = (
    "man",
    "woman",
    "men",
    "women",
    "person",
    "people",
    "folk",
    "worker",
    "goer",
    "keeper",
    "ist",
    "child",
)
PLACEHOLDERS = frozenset(
    [
        "nobody",
        "half",
        "other",
        "others",
        "more",
        "another",
        "those",
        "many",
        "several",
        "some",
        "few",
        "them",
        "all",
        "one",
        "none",
    ]
)


ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(lexicon("people")[table].replace("_", " ").split())


@cache
def _all_people() -> frozenset[str]:
    return _words("civilian") | _words("combatant") | _words("neutral")


def sort_of(token: Token) -> Sort:
    """Whether the head noun stands for people; numbers and "others" count as people by default."""
    lemma = token.lemma_.lower()
    if token.like_num or lemma in PLACEHOLDERS or token.lower_ in PLACEHOLDERS or _ordinal_or_named(token):
        return "people"
    if lemma in _words("animals"):
        return "animal"
    if lemma in _all_people() or token.lower_ in _all_people() or lemma.removesuffix("s") in _all_people():
        return "people"
    if lemma in _words("things") or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return "thing"
    if (lemma.endswith(PEOPLE_SUFFIXES) and len(lemma) > LONG_ENOUGH) or lemma.endswith("children") or _compound(lemma):
        return "people"
    return "unknown"


def _ordinal_or_named(token: Token) -> bool:
    """ "a ninth" of those counted before, a person's name, a nationality."""
    ordinal = token.lower_ in ORDINALS and token.i > 0 and token.nbor(-1).lower_ in ("a", "the") and token.tag_ != "NN"
    return ordinal or token.ent_type_ in ("PERSON", "NORP")


LONG_ENOUGH = 5


@cache
def _compound(lemma: str) -> bool:
    """ "schoolteacher", "bargewoman": a word that ends in a noun for people."""
    return any(lemma.endswith(w) for w in _all_people() if len(w) >= LONG_ENOUGH)


COLLECTIVES = frozenset(
    [
        "team",
        "group",
        "crew",
        "gang",
        "squad",
        "family",
        "household",
        "couple",
        "pair",
        "trio",
        "crowd",
        "population",
        "community",
        "minority",
        "tribe",
        "patrol",
        "unit",
        "platoon",
        "delegation",
        "mob",
        "party",
        "force",
        "army",
        "military",
        "police",
        "militia",
    ]
)


def is_collective(token: Token) -> bool:
    """A singular noun for several people: its number is not one."""
    return token.lemma_.lower() in COLLECTIVES


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in (
        "people",
        "police",
        "personnel",
        "troops",
        "staff",
        "crew",
        "those",
        "others",
    )


def unit_of(noun: str) -> Unit:
    """What a head noun (its lemma) counts: families, or people."""
    return "families" if noun.lower() in ("family", "household") else "people"


def population_of(sentence: Sentence, head: Token | None, *, fallback: str = "people") -> Population:
    """The harmed as the text names them, without number and article, with the facets that the words carry."""
    if head is None or head.like_num or head.lemma_.lower() == "life" or head.lemma_.lower() in PLACEHOLDERS:
        return population_from(fallback)
    if head.pos_ == "PRON" or _speaks(head):
        return population_from(fallback)
    if head.pos_ == "PROPN" and not is_plural(head) and head.ent_type_ != "NORP":
        role = _role(head)
        if role is None:
            return population_from(fallback)
        head = role
    left = [t for t in head.lefts if not _aged(t) and t.dep_ in ("amod", "compound", "nmod", "poss") and not _empty(t)]
    start = min([*_chain(left), head], key=lambda t: t.i)
    text = " ".join(sentence.words([start, head]).split())
    found = population_from(text or fallback, head.lemma_.lower())
    return replace(found, status="combatant") if found.status == "unknown" and _of_fighters(head) else found


def _of_fighters(head: Token) -> bool:
    """ "ten members of the militia", "its men": who belongs to fighters is a fighter."""
    if head.lemma_.lower() not in ("member", "element", "cadre", "man"):
        return False
    inner = [o for c in head.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return any(status_of(t) == "combatant" for o in inner for t in (o, *o.lefts) if t.pos_ != "DET")


def _speaks(head: Token) -> bool:
    """As in "wounding more than 40, hospital sources said": the noun behind the comma speaks, it is not counted."""
    follows = head.nbor() if head.i + 1 < len(head.doc) else None
    said = follows is not None and follows.lower_ in ("said", "say", "says", "reported", "added", "confirmed", "told")
    return said and any(t.text == "," for t in head.doc[head.left_edge.i : head.i]) and head.tag_ in ("NNS", "NN")


def _role(name: Token) -> Token | None:
    """What a named person is: the noun before the name, or in apposition to it; None where the text does not say."""
    before = [c for c in name.lefts if c.dep_ in ("compound", "nmod", "appos") and c.lemma_.lower() in _all_people()]
    behind = [c for c in name.rights if c.dep_ == "appos" and c.lemma_.lower() in _all_people()]
    above = [name.head] if name.dep_ == "appos" and name.head.lemma_.lower() in _all_people() else []
    return next(iter([*before[::-1], *behind, *above]), None)


def _aged(token: Token) -> bool:
    """ "25-year-old" before a noun."""
    return token.lower_ == "old" or any(t.lower_ == "old" for t in token.subtree)


def population_from(text: str, lemma: str | None = None) -> Population:
    """Facets of a population phrase; ``lemma`` is its head noun where known."""
    words = text.lower().replace("-", " ").split()
    head = lemma or (words[-1].removesuffix("s") if words else "people")
    status: Status = "unknown"
    if _any(words[:-1], "civilian_modifiers") or head in _words("civilian"):
        status = "civilian"
    if head in _words("combatant") or (head not in _words("civilian") and _any(words[:-1], "combatant_modifiers")):
        status = "combatant"
    return Population(
        text=text,
        status=status,
        sex="female"
        if head in _words("female") or "female" in words
        else "male"
        if head in _words("male") or "male" in words
        else None,
        age="child" if head in _words("child") else "adult" if head in ("man", "woman", "adult") else None,
    )


def status_of(token: Token) -> Status:
    """What one noun alone says of the status of those it names."""
    return population_from(token.lower_, token.lemma_.lower()).status


def faceted(token: Token) -> bool:
    """Whether a noun says the sex or the age of those it names."""
    said = population_from(token.lower_, token.lemma_.lower())
    return said.sex is not None or said.age is not None


def _any(words: list[str], table: str) -> bool:
    return any(w in lexicon("people")[table].split() for w in words)


def _empty(token: Token) -> bool:
    """Modifiers that only count or point: "other", "more", "dead", "additional"."""
    return token.like_num or token.lemma_.lower() in PLACEHOLDERS | {
        "further", "additional", "dead", "total", "least", "same", "injured", "wounded", "last", "first", "late",
    }  # fmt: skip


def _chain(tokens: list[Token]) -> list[Token]:
    found = []
    for token in tokens:
        found += [
            token,
            *(t for t in token.subtree if t.dep_ in ("amod", "compound", "nmod", "punct", "case") and t.i < token.i),
        ]
        found += [t for t in token.children if t.dep_ == "case"]
    return found
