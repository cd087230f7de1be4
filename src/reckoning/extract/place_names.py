"""The runs of a sentence that may name a place, and the names that its text itself declares to be places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.casing import lowered
from reckoning.extract.place_words import PIECE, names_in, unit_levels
from reckoning.extract.rewrite import apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reckoning.atlas.gazetteer import Gazetteer
    from reckoning.extract.parse import Sentence

OWNED = re.compile(r"(?<=\w)['’]s?\s(?=[A-ZÀ-Þ])")
CITY = 100_000  # inhabitants from which a town may own another name ("Oru City's Tane market")
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
UNIT = re.compile(rf"(?P<name>{TWO})\s(?P<unit>province|governorate|state|oblast|region|district|county|department)\b")
ACTING = re.compile(
    rf"\b(?:(?:[Tt]he|by)\s(?P<name>{TWO})(?=\s(?:fighters|rebels|militants|gunmen|insurgents|members|leaders?|group|said|says"
    r"|claimed|kidnappers|guerrillas|militia)\b)|by the (?P<by>[A-Z]\w+(?: [A-Z]\w+)?))"
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
    return bool(candidates) and (candidates[0].precision in HOLDERS or gazetteer.weight(name) >= CITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text itself tells of names, in lower case.

    ``places`` it declares to be places ("the village of Oru", "Oru, a market town"), ``groups`` act as people do ("Oru
    Sen fighters"), ``levels`` says how coarse a name is that stands with its kind elsewhere ("Oru province").
    """

    places: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    levels: Mapping[str, int] = field(default_factory=dict)


NOTHING = Told()


@lru_cache(maxsize=8)
def told_by(content: str) -> Told:
    """What a text tells of the names in it."""
    text = apply(content, lowered(content)).text if content.isupper() else content
    levels: dict[str, int] = {}
    for match in UNIT.finditer(text):
        levels.setdefault(match.group("name").lower(), unit_levels()[match.group("unit")])
    return Told(
        places=_plain(match.group("name") for pattern in DECLARED for match in pattern.finditer(text)),
        groups=_plain(match.group("name") or match.group("by") for match in ACTING.finditer(text)),
        levels=levels,
    )


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names if name.split()[-1].lower() not in unit_levels())
