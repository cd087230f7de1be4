"""Whether a name in its sentence is a place at all, or a person, a people, an organisation or a headline's word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.actors import is_actor
from reckoning.extract.place_roles import PLACES, Role
from reckoning.extract.place_words import SITE, lexicon, unit_levels

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_UNKNOWN = 4  # words of a place name that no gazetteer has
SHOUTED = 5  # letters of a name in capitals that is more often an abbreviation
THERE = ("in", "struck", "from", "to")
DEMONYM = re.compile(r"(?:ian|ean|ese|ish|can|qi|ni|li|shi|nni|Shia|Shiite|Kurd|Arab)s?$")
COMMON = re.compile(r"\b(?:an?|his|her|their|its|my|our|this|that|some|any|no)\s$", re.IGNORECASE)
LOOSE = re.compile(
    r"(?<!attack )(?<!raid )(?<!assault )\b(?:on|over|along|into|onto|between|beside|opposite|within)\s(?:the\s)?$",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"\b(?:in|at|near|nr|off|around|outside|inside|across|throughout)\s(?:(?:north|south|east|west|central|upper|lower|rural)[a-z]*\s)?$",
    re.IGNORECASE,
)
CLOSE = frozenset({"in", "at", "near", "off", "around", "outside", "inside", "across", "throughout"})
TRUST = frozenset(
    {
        "confidence",
        "trust",
        "faith",
        "belief",
        "believe",
        "interest",
        "invest",
        "hope",
        "see",
        "find",
        "specialize",
        "confide",
    }
)
# Of these only a place is the object, whatever the tagger takes its name for.
ENTERED = frozenset(
    {"reach", "enter", "storm", "overrun", "invade", "besiege", "occupy", "loot", "pound", "bombard", "shell"}
)
DIGIT = re.compile(r"\d")
HELD_BY = re.compile(r"-(?:held|controlled|backed|linked|led|based|run|ruled|dominated|allied|aligned)", re.IGNORECASE)
HELD = re.compile(
    r"(?:,\s|\s(?:in|of)\s)(?:the\s)?(?:[a-z-]+\s){0,2}[A-ZÀ-Þ]\w+(?:\s[A-Z]\w+)*\s?"
    r"(?:province|district|governorate|state|region|[,.]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands: ``known`` to a gazetteer, ``declared`` a place by its text, ``unit`` its unit noun's level.

    ``before`` and ``after`` are the words of the sentence around it.
    """

    text: str
    head: Token
    role: Role
    unit: int | None
    known: bool
    after: str
    before: str = ""
    declared: bool = False

    @property
    def words(self) -> list[str]:
        return [w.strip(".").lower() for w in self.text.split()]

    @property
    def label(self) -> str:
        return str(self.head.ent_type_)


def is_place(name: Name) -> bool:
    """Whether a name is a place; the gazetteer overrides the tagger's label, a unit noun both."""
    if _too_short(name) or _is_people(name) or _is_site_of_organisation(name):
        return False
    if not name.known and (name.declared or (name.role == "in" and HELD.match(name.after))):
        return name.role not in ("owner", "modifier") or name.label in PLACES
    if name.unit is not None and (name.role in THERE or name.known or name.label in PLACES):
        return name.known or name.words[-1] not in ("state", "division")
    if _is_organisation(name) or (name.role == "modifier" and name.label not in PLACES):
        return False
    if not name.known and _odd(name):
        return False
    return name.label in PLACES or (_known_place(name) if name.known else _unknown_place(name))


def _too_short(name: Name) -> bool:
    """Two or three letters, or a few capitals, are a place only if both gazetteer and tagger say so."""
    size, shouted = len(name.text), name.text.isupper()
    if size < 2 or (size == 3 and not shouted and name.known and name.label not in PLACES):
        return True
    return (size < 3 or (shouted and size <= SHOUTED)) and not (name.known and name.label == "GPE")


def _is_people(name: Name) -> bool:
    """A nationality, a party's adjective ("rebel-held"), or a bare unit noun."""
    words = name.words
    if name.label == "NORP" and not _no_people_after_all(name):
        return True
    return HELD_BY.search(name.text) is not None or (len(words) == 1 and words[0] in unit_levels() and not name.known)


def _no_people_after_all(name: Name) -> bool:
    """Whether what the tagger takes for a people is a place: with its unit noun or struck, or right behind "at"."""
    if DEMONYM.search(name.text) or name.head.tag_ != "NNP":
        return False
    if name.known:
        return name.unit is not None or name.role == "struck" or BEHIND.search(name.before) is not None
    return name.role == "in" and BEHIND.search(name.before) is not None


def _is_site_of_organisation(name: Name) -> bool:
    words = name.words
    core = words[:-1] if len(words) > 1 and words[-1] in unit_levels() else words
    return name.unit == SITE and not set(core).isdisjoint(lexicon()["organisations"]["words"])


def _is_organisation(name: Name) -> bool:
    sure = name.known and len(name.words) <= 2 and name.label in ("GPE", "LOC")
    return not sure and not set(name.words).isdisjoint(lexicon()["organisations"]["words"])


def _odd(name: Name) -> bool:
    """What an unknown name is not: an adjective, a long run of capitals, words of harm."""
    harm = not set(name.words).isdisjoint(lexicon()["events"]["words"])
    return name.head.pos_ == "ADJ" or len(name.words) > LONGEST_UNKNOWN or harm


def _known_place(name: Name) -> bool:
    if name.role in THERE:
        return name.label not in ("DATE", "TIME")
    return name.role in ("owner", "modifier") and name.label not in ("PERSON", "ORG")


def _unknown_place(name: Name) -> bool:
    if COMMON.search(name.before) or (LOOSE.search(name.before) and name.label not in PLACES):
        return False
    if name.role == "struck" and name.head.dep_ == "dobj" and name.head.head.lemma_.lower() in ENTERED:
        return name.head.tag_ == "NNP" and _newspaper_case(name.head) and _by_somebody(name.head.head)
    plain = name.label in ("", "ORG") and name.head.pos_ == "PROPN" and len(name.words) <= 2
    return name.role == "in" and (plain or _stands_as_place(name)) and _newspaper_case(name.head)


def _by_somebody(verb: Token) -> bool:
    """Whether those who may do harm are the subject: "the attackers reached Oru", not "one of the lost reached Oru"."""
    return any(c.dep_ == "nsubj" and is_actor(c) for c in verb.children)


def _stands_as_place(name: Name) -> bool:
    """Whether an unknown name that the tagger takes for a person or a date stands right behind "in" or "near".

    Nobody dies "in" a person; "confidence in Okello" hangs on a word of trust and not on what happened.
    """
    if (
        name.label not in ("PERSON", "DATE", "PRODUCT", "NORP", "WORK_OF_ART", "EVENT", "")
        or name.head.pos_ != "PROPN"
        or DIGIT.search(name.text)
    ):
        return False
    if len(name.words) > LONGEST_UNKNOWN or not (BEHIND.search(name.before) or name.head.dep_ == "conj"):
        return False
    if name.label == "NORP" and DEMONYM.search(name.text):
        return False
    above = next((a for a in name.head.ancestors if a.pos_ == "ADP"), None)
    return above is not None and above.head.lemma_.lower() not in TRUST and above.lower_ in CLOSE


def _newspaper_case(head: Token) -> bool:
    """Whether the sentence is not a headline in capitals, where any word may look like a name."""
    words = [t for t in head.sent if t.is_alpha and len(t) > 3]
    if any(t.pos_ in ("VERB", "AUX") and t.text.islower() for t in words):
        return True
    return sum(t.text[0].isupper() for t in words) <= 0.5 * len(words)
