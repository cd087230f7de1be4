"""Places without a name of their own: "in the city", "across the province", "the Syrian coast", "in nine sites"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.place_words import COUNTRY, DISTRICT, PROVINCE, REGION, TOWN

if TYPE_CHECKING:
    from reckoning.extract.place_phrases import PlacePhrase

LEVELS_OF = {
    "country": (COUNTRY,), "nation": (COUNTRY,), "province": (PROVINCE, REGION), "governorate": (PROVINCE, REGION),
    "oblast": (PROVINCE, REGION), "state": (PROVINCE,), "region": (REGION, PROVINCE), "district": (DISTRICT,),
    "county": (DISTRICT,), "city": (TOWN,), "town": (TOWN,), "village": (TOWN,), "island": (REGION,),
}  # fmt: skip
DIRECTED = r"(?:(?:whole|entire|same|wider|north|south|east|west|central)(?:ern|east|west|eastern|western)?\s)?"
ANAPHOR = re.compile(
    rf"\b(?:in|across|throughout|inside|around)\s(?:the|this|that)\s{DIRECTED}(?P<noun>{'|'.join(LEVELS_OF)})\b(?!['’])",
    re.IGNORECASE,
)
AREAS = (
    r"countries|provinces|districts|regions|townships|villages|towns|cities|camps|sites|suburbs|neighbou?rhoods|areas"
    r"|governorates|states|counties|municipalities|settlements"
)
PLURAL = re.compile(
    rf"\b(?:in|across|throughout)\s(?P<words>(?:the|\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|various)"
    rf"\s(?:[a-z-]+\s){{0,2}}(?:{AREAS}))\b(?!\s(?:of|in|around|near)\s(?:the\s)?[A-Z])"
)
COAST = re.compile(
    r"\b(?:on|along|off|in|across)\s(?P<words>(?:(?:the\s)?(?P<people>[A-Z][a-z]+(?:an|ese|ish|i|n))|(?P<owner>[A-Z]\w+)['’]s)"
    r"\s(?:(?:north|south|east|west)(?:ern|east|west|eastern|western)?\s)?"
    r"(?:coast|coastline|border|countryside|interior|highlands|desert))\b"
)
BORDER = re.compile(
    r"\b(?:on|along|at|near|across|in)\s(?P<words>(?:the|its|their|our|both)\s(?:[a-z-]+\s){0,2}(?:borders?|frontier|front\sline)"
    r"(?:\s(?:area\s|region\s)?(?:with|between)\s(?P<owner>[A-Z]\w+)(?:\sand\s[A-Z]\w+)?)?)\b"
)
CITYWIDE = re.compile(
    r"\b(?:in|across)\s(?P<words>(?:different|various|several|many|other|two|three)\s(?:parts|areas|districts|neighbou?rhoods)"
    r"\sof\sthe\s(?:city|capital|town|country|province|region|state))\b",
    re.IGNORECASE,
)
CAPITAL = re.compile(
    r"\b(?:in|inside|around|near)\s(?P<words>(?:the|its|our|their)\scapital)\b(?!,?\s(?:of\s)?[A-Z])(?!\scity)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """A place told by a common noun; ``levels`` are those of the name it may stand for, none if it is its own.

    ``wide`` are coasts and borders: a text that names a town on them means that.
    """

    start: int
    end: int
    words: str
    levels: tuple[int, ...] = ()
    owner: str | None = None
    wide: bool = False


def unnamed(text: str) -> list[Unnamed]:
    """All such places of a sentence; offsets count from its beginning."""
    found = [
        Unnamed(
            start=m.start("noun"), end=m.end("noun"), words=m.group("noun"), levels=LEVELS_OF[m.group("noun").lower()]
        )
        for m in ANAPHOR.finditer(text)
    ]
    found += [
        Unnamed(start=m.start("words"), end=m.end("words"), words=m.group("words")) for m in PLURAL.finditer(text)
    ]
    found += [
        Unnamed(start=m.start("words"), end=m.end("words"), words=m.group("words"))
        for pattern in (CITYWIDE, CAPITAL)
        for m in pattern.finditer(text)
    ]
    for match in [m for pattern in (COAST, BORDER) for m in pattern.finditer(text)]:
        start, end = match.span("words")
        owner = match.group("owner") or match.groupdict().get("people")
        found.append(Unnamed(start=start, end=end, words=match.group("words"), owner=owner, wide=True))
    return sorted(found, key=lambda u: u.start)


def meant(place: Unnamed, before: list[PlacePhrase]) -> PlacePhrase | None:
    """The last name before it that "the city" or "the province" can mean."""
    return next((p for p in reversed(before) if p.level in place.levels and p.candidates), None)
