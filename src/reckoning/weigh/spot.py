"""Where a figure counts: gazetteer candidates, or the bare name where the gazetteer knows none, and containment."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from reckoning.types import Place

PlaceRelation = Literal["same", "inside", "contains", "near", "apart", "unknown"]

#: Coarse to fine; an unresolved name has no rank.
RANK = {"country": 0, "region": 1, "admin1": 2, "admin2": 3, "near": 4, "exact": 5, "unresolved": -1}
_GENERIC = re.compile(
    r"\b(the|of|province|governorate|district|city|town|village|countryside|county|state|region|area|in|al|el)\b"
)
NEAR_KM, APART_KM = 12.0, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place a figure speaks of; ``ids`` hold every candidate, ``within`` all that contain the best one."""

    name: str
    ids: frozenset[str]
    within: frozenset[str]
    rank: int
    above: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str = ""

    @property
    def key(self) -> str:
        """What two spots share when they are one: the best id if resolved, else the plain name."""
        return min(self.ids) if self.ids else f"~{self.name}"


@cache
def plain_name(text: str) -> str:
    """A place name without accents, articles and generic words: "the Latakia governorate" -> "latakia"."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    words = _GENERIC.sub(" ", re.sub(r"[^\w\s]", " ", bare)).split()
    return " ".join(words) or bare.strip()


def spot_of(place: Place) -> Spot:
    """A place as a spot: its best candidate's containment, all same-rank candidates' ids."""
    best = place.candidates[0] if place.candidates else None
    if best is None:
        return Spot(name=plain_name(place.text), ids=frozenset(), within=frozenset(), rank=RANK[place.precision])
    return Spot(
        name=plain_name(best.name or place.text),
        ids=frozenset((best.id,)),
        within=frozenset(best.within),
        above=best.within,
        rank=RANK[best.precision],
        lat=best.lat,
        lon=best.lon,
        country=best.country,
    )


def kilometres(a: Spot, b: Spot) -> float | None:
    """Great-circle distance of two spots' points (haversine, radius 6,371 km); None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    phi, psi = radians(a.lat), radians(b.lat)
    step = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, step)))


def relate_spots(a: Spot, b: Spot) -> PlaceRelation:
    """How spot ``a`` stands to spot ``b``; a name that no gazetteer knows is compared as a name only."""
    if a.ids & b.ids or (a.name and a.name == b.name and (a.rank == b.rank or not a.ids or not b.ids)):
        return "same"
    if a.within & b.ids:
        return "inside"
    if b.within & a.ids:
        return "contains"
    if not a.ids or not b.ids:
        return "unknown"
    apart = kilometres(a, b)
    if apart is not None and apart <= NEAR_KM and min(a.rank, b.rank) >= RANK["admin2"]:
        return "near"
    return "apart"


def relate_areas(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> PlaceRelation:
    """How one claim's places stand to another's: the best single relation, "apart" only if all pairs are apart."""
    if not left or not right:
        return "unknown"
    found = {relate_spots(a, b) for a in left for b in right}
    for relation in ("same", "inside", "contains", "near", "unknown"):
        if relation in found:
            return relation
    return "apart"
