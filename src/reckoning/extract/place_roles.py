"""How a name stands in its sentence: behind which preposition, with which unit noun, under which direction."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from reckoning.extract.place_words import lexicon, unit_levels

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["in", "from", "to", "owner", "modifier", "struck", "bare"]
PLACES = ("GPE", "LOC", "FAC")
STEPS = 8  # how far up the parse a role is looked for
# Unit nouns behind a name that more often begin another noun phrase ("Homs state television").
NEVER_BEHIND = ("coast", "state", "states", "base", "plant", "country")
OTHER_NOUN = re.compile(r"\s[a-z]+\s(?:of|government|governor|council|police|official|officials|authorities)")
SETTLED = ("village", "town", "city", "camp", "neighbourhood", "neighborhood")
NAMED = re.compile(
    r"\b(?:village|town|city|district|province|region|area|camp|suburb|capital|settlement|neighbou?rhood|outskirts)s?\s"
    r"(?:of|named|called|known\sas)\s(?:the\s)?[\"“‘']?$"
    r"|\b(?:in|at|near|from|to|inside|outside)\s(?:one|an?|another|the|this|that|their|his|her|its)\s(?:[a-z-]+\s){0,2}"
    r"(?:village|town|city|district|province|region|area|camp|suburb|capital|settlement|hamlet|neighbou?rhood),\s[\"“‘']?$"
)
DIRECTLY = re.compile(r"\b(?:in|near|at|outside|inside|across|around)\s(?:the\s)?$", re.IGNORECASE)
PREPOSED = re.compile(
    r"\b(?:in|near|at|outside|inside|across|throughout|around)\s(?:[a-z-]+\s){0,3}(?:of\s)?(?:the\s)?$"
    r"|\bborder\s(?:area\s|region\s)?with\s(?:the\s)?$",
    re.IGNORECASE,
)


def with_unit(content: str, at: int, start: int, end: int) -> tuple[int | None, int, int]:
    """The level a unit noun gives: inside the name, behind it ("Andar district") or before it ("the city of Jos")."""
    name = content[start - at : end - at]
    last = name.split()[-1].lower().rstrip(".")
    if last in unit_levels() and " " in name and name.split()[-2].lower() not in lexicon()["organisations"]["words"]:
        return unit_levels()[last], start, end
    behind = re.match(r"\s([a-z]+)\b", content[end - at :])
    word = behind.group(1) if behind else ""
    if behind and word in unit_levels() and word not in NEVER_BEHIND and not OTHER_NOUN.match(content[end - at :]):
        return unit_levels()[word], start, end + len(behind.group())
    before = re.search(r"\b([a-z]+)\s(?:of|named|called|known\sas)\s(?:the\s)?[\"“‘']?$", content[: start - at])
    if before and before.group(1) in unit_levels():
        return unit_levels()[before.group(1)], start, end
    before = re.search(r"\b([a-z]+)\s$", content[: start - at])
    if before and before.group(1) in SETTLED:
        return unit_levels()[before.group(1)], start, end
    return None, start, end


@cache
def _directions() -> re.Pattern[str]:
    words = "|".join(sorted(lexicon()["directions"]["words"], key=lambda w: (-len(w), w)))
    parts = "|".join(sorted(lexicon()["directions"]["parts"]))
    return re.compile(
        rf"(?:\b(?:{words})[\s-](?:and[\s-](?:{words})[\s-])?|\b(?:the\s)?(?:{words})\s(?:{parts})\sof\s(?:the\s)?"
        rf"|\bthe\s(?:outskirts|suburbs|heart|centre|center|edge|coast|rest)\sof\s(?:the\s)?"
        rf"|\b(?:the\s)?(?:{words})\sof\s(?:the\s)?)$",
        re.IGNORECASE,
    )


def direction(content: str, at: int, start: int) -> int:
    """Where the phrase begins with its direction words ("southeastern Iran", "the eastern part of Congo")."""
    found = _directions().search(content[: start - at])
    return at + found.start() if found else start


def role_of(head: Token, before: str, *, owner: bool) -> Role:
    """How the name with this top token stands in its sentence; ``before`` is the sentence up to it."""
    here = head
    for _ in range(STEPS):
        if here.dep_ in ("pobj", "pcomp") or here.head.pos_ == "ADP":
            if here.head.lower_ == "of" and (_part_noun(here.head.head) or _spot(here.head.head)):
                here = here.head.head
                continue
            if here.head.lower_ == "of" and here.head.head.lemma_.lower() in lexicon()["incidents"]["words"]:
                return "struck"  # "the shelling of Aleppo"
            return _by_preposition(here.head.lower_)
        if here.dep_ == "poss" or owner:
            return "owner"
        verb = here.head.lemma_.lower() if here.dep_ == "dobj" else ""
        if verb in lexicon()["left"]["verbs"] or verb in lexicon()["struck"]["verbs"]:
            return "from" if verb in lexicon()["left"]["verbs"] else "struck"
        if here.dep_ not in ("appos", "conj", "nmod", "compound") or here.head.i == here.i:
            break
        if _modifies(here):
            return _before_a_noun(head, here, before)
        here = here.head
    return _by_text(before)


def _before_a_noun(head: Token, here: Token, before: str) -> Role:
    """The role of a name that modifies a noun: an event's ("the Aleppo bombing") or anything's."""
    if here.head.lemma_.lower() in lexicon()["events"]["words"] and not head.text.isupper():
        return "modifier"
    return "in" if DIRECTLY.search(before) else "bare"


def _spot(token: Token) -> bool:
    """Whether a noun names a spot in a place ("in the yard of the Oru jail")."""
    return token.lower_ in lexicon()["directions"]["spots"]


def _modifies(token: Token) -> bool:
    """Whether a name is a modifier of a common noun that is no unit ("the Aleppo bombing")."""
    above = token.head
    if token.dep_ not in ("nmod", "compound") or above.lower_ in unit_levels():
        return False
    return above.ent_type_ not in PLACES and above.pos_ != "PROPN"


def _part_noun(token: Token) -> bool:
    word = token.lower_
    return word in unit_levels() or word in lexicon()["directions"]["parts"] or word in lexicon()["directions"]["words"]


def _by_preposition(word: str) -> Role:
    prepositions = lexicon()["prepositions"]
    if word in prepositions["inside"]:
        return "in"
    return "from" if word in prepositions["origin"] else "to" if word in prepositions["goal"] else "bare"


def _by_text(before: str) -> Role:
    """What the words right before say where the parse says nothing."""
    found = re.search(r"\b([A-Za-z]+)\s(?:the\s)?$", before)
    if found and found.group(1).lower() in lexicon()["prepositions"]["inside"]:
        return "in"
    return "in" if PREPOSED.search(before) else "bare"
