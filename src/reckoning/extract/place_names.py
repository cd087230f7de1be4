"""The runs of a sentence that may name a place, and the names that its text itself declares to be places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.casing import lowered
from reckoning.extract.place_words import PIECE, names_in, unit_levels
from reckoning.extract.rewrite import apply

if TYPE_CHECKING:
    from reckoning.atlas.gazetteer import Gazetteer
    from reckoning.extract.parse import Sentence

OWNED = re.compile(r"(?<=\w)['’]s?\s(?=[A-ZÀ-Þ])")
HOLDERS = ("country", "region", "admin1", "admin2")
TWO = rf"{PIECE}(?:[ -]{PIECE}){{0,2}}"
SETTLEMENT = (
    r"(?:villages?|towns?|city|cities|hamlet|settlement|district|neighbou?rhood|suburb|refugee camp|island|port"
    r"|township|market town|locality|commune|county|province)"
)
DECLARED = (
    re.compile(rf"\b{SETTLEMENT}\s(?:of|named|called|known as)\s(?:the\s)?(?P<name>{TWO})"),
    re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]f|[Aa]round|[Oo]utside|,)\s(?P<name>{TWO}),?\s{SETTLEMENT}\b"),
    re.compile(rf"(?P<name>{TWO}),\s(?:an?|the|another)\s(?:[\w-]+\s){{0,3}}{SETTLEMENT}\b"),
    re.compile(
        rf"(?P<name>{TWO}),?\s(?:some|about|around|nearly)?\s?\d+\s?(?:km|kilomet(?:re|er)s|miles?)\s(?:north|south|east|west|from|outside)"
    ),
)


def cased(sentence: Sentence) -> str:
    """The sentence with as many characters as it has, brought from capitals to the case of running text."""
    text = sentence.text
    return apply(text, lowered(text)).text if text.isupper() else text


def name_spans(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Runs of capitalised words; "Nigeria's Borno state" holds two names if the owner is a country or a region."""
    found: list[tuple[int, int]] = []
    for start, end in names_in(text):
        cut = OWNED.search(text, start, end)
        if cut is not None and _holds(text[start : cut.start()], gazetteer):
            found += [(start, cut.end() - 1), (cut.end(), end)]
        else:
            found.append((start, end))
    return found


def _holds(name: str, gazetteer: Gazetteer) -> bool:
    candidates = gazetteer.lookup(name)
    return bool(candidates) and candidates[0].precision in HOLDERS


@lru_cache(maxsize=8)
def declared(content: str) -> frozenset[str]:
    """Names that a text says are places ("the village of Oru", "Oru district", "Oru, a market town"), lower case."""
    text = apply(content, lowered(content)).text if content.isupper() else content
    found = {match.group("name") for pattern in DECLARED for match in pattern.finditer(text)}
    return frozenset(name.lower() for name in found if name.split()[-1].lower() not in unit_levels())
