"""The map: where claims say that something happened, each place drawn as the area in which it may lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

from markupsafe import Markup

from reckoning.atlas.boundaries import Box, Outline, Polygon, countries_in, region_at, regions_in, regions_of
from reckoning.show.casebook import Cited
from reckoning.show.svg import Caption, element, percent
from reckoning.types import Candidate, Place

WIDTH, HEIGHT = 640.0, 480.0
KM_PER_DEGREE = 111.2
RADIUS_KM = {"exact": 3.0, "near": 25.0, "admin2": 25.0}
"""How far from the gazetteer's point a place may lie; 25 km is what UCDP's "near" (precision 2) stands for."""
SAME_KM = 30.0
SMALLEST = 11.0
DESC = "Shaded areas show where the places named in the claims may lie; the list under the map says how sure each is."


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place as the texts name it, its best candidate, the other candidates, and the claims that name it."""

    name: str
    place: Place
    best: Candidate | None
    others: tuple[Candidate, ...]
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The drawing (None where no place could be found) and its key."""

    picture: Markup | None
    spots: tuple[Spot, ...]


def spots(cited: Iterable[Cited]) -> tuple[Spot, ...]:
    """Places named by claims, those with the same best candidate taken together, most claims first."""
    found: dict[str, list[tuple[Place, Cited]]] = defaultdict(list)
    for each in cited:
        for place in each.claim.places:
            found[place.candidates[0].id if place.candidates else f"?{place.text}"].append((place, each))
    rows = [_spot(pairs) for _, pairs in sorted(found.items())]
    return tuple(sorted(rows, key=lambda s: (s.best is None, -len(s.claims), s.name)))


def _spot(pairs: list[tuple[Place, Cited]]) -> Spot:
    said = Counter(p.text for p, _ in pairs)
    place = min((p for p, _ in pairs), key=lambda p: (-said[p.text], -len(p.candidates), p.text))
    best, *others = place.candidates or (None,)
    if best is not None and best.precision == "country":
        others = []  # a report that names a country means the country, whatever towns share its name
    claims = {each.claim.key: each for _, each in pairs}
    rest = tuple(c for c in others if c is not None)
    return Spot(name=place.text, place=place, best=best, others=rest, claims=tuple(claims.values()))


def world(cited: Iterable[Cited], name: str) -> Map:
    """The map of an incident's claims."""
    rows = spots(cited)
    found = [c for spot in rows if spot.best for c in (spot.best,)]
    if not found:
        return Map(picture=None, spots=rows)
    sheet = _Sheet(box=_frame(found))
    layers = [*_ground(sheet), *(part for spot in reversed(rows) for part in _areas(spot, sheet))]
    inner = element("svg", *layers, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", width="100%", height="100%")
    caption = Caption(name=name, title="Map of the places named", desc=DESC)
    picture = element(
        "svg",
        element("title", caption.title, id=f"{name}-title"),
        element("desc", caption.desc, id=f"{name}-desc"),
        inner,
        *_names(rows, sheet),
        class_="map",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )
    return Map(picture=picture, spots=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """An equirectangular projection of ``box``, true to scale at its middle latitude."""

    box: Box

    @property
    def unit(self) -> float:
        """Pixels of the view box for a degree of latitude."""
        return HEIGHT / (self.box[3] - self.box[1])

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        west, south, east, north = self.box
        return (WIDTH * (lon - west) / (east - west), HEIGHT * (north - lat) / (north - south))

    def path(self, polygon: Polygon) -> str:
        return " ".join(f"M{' '.join(self._pair(x, y) for x, y in ring)}Z" for ring in polygon)

    def _pair(self, lon: float, lat: float) -> str:
        x, y = self.at(lon, lat)
        return f"{x:.1f},{y:.1f}"


def _frame(candidates: list[Candidate]) -> Box:
    """A box around the candidates and their uncertainty, widened to the sheet's proportions.

    Whole countries set the frame only where nothing closer is known.
    """
    closer = [candidate for candidate in candidates if candidate.precision != "country"]
    boxes = [_reach(candidate) for candidate in closer or candidates]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    middle, lon = (south + north) / 2, (west + east) / 2
    shrink = max(cos(radians(middle)), 0.2)
    tall = max(north - south, (east - west) * shrink * HEIGHT / WIDTH, 1.2) * 1.25
    wide = tall * WIDTH / HEIGHT / shrink
    return (lon - wide / 2, middle - tall / 2, lon + wide / 2, middle + tall / 2)


def _reach(candidate: Candidate) -> Box:
    outlines = _outlines(candidate)
    if outlines and candidate.precision in {"admin1", "region"}:
        boxes = [outline.box for outline in outlines]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    span = 2.5 if candidate.precision == "country" else RADIUS_KM.get(candidate.precision, 50.0) / KM_PER_DEGREE
    return (candidate.lon - span, candidate.lat - span, candidate.lon + span, candidate.lat + span)


def _outlines(candidate: Candidate) -> tuple[Outline, ...]:
    """The outlines that stand for a candidate known no closer than a province or a country."""
    if candidate.precision == "country":
        return regions_of(candidate.country)
    if candidate.precision in {"admin1", "region"}:
        region = region_at(candidate.lat, candidate.lon)
        return (region,) if region else ()
    return ()


def _ground(sheet: _Sheet) -> list[Markup]:
    """Land, then the borders of regions, clipped to what lies on the sheet."""
    land = [_shape(outline, sheet, "land") for outline in countries_in(sheet.box)]
    detail = [_shape(outline, sheet, "region") for outline in regions_in(sheet.box)] if sheet.unit > 15 else []
    return detail or land


def _shape(outline: Outline, sheet: _Sheet, kind: str) -> Markup:
    parts = [sheet.path(polygon) for polygon in outline.polygons if _on_sheet(polygon, sheet.box)]
    return element("path", d=" ".join(parts), class_=kind, fill_rule="evenodd") if parts else Markup("")


def _on_sheet(polygon: Polygon, box: Box) -> bool:
    xs, ys = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
    return min(xs) <= box[2] and max(xs) >= box[0] and min(ys) <= box[3] and max(ys) >= box[1]


def _areas(spot: Spot, sheet: _Sheet) -> list[Markup]:
    if spot.best is None:
        return []
    elsewhere = [other for other in spot.others if _apart(spot.best, other, sheet)]
    around = [other for other in spot.others if other not in elsewhere and other.precision in {"admin1", "region"}]
    return [
        *(_area(other, sheet, "area doubtful") for other in (*elsewhere, *around)),
        _area(spot.best, sheet, "area doubtful" if elsewhere else "area"),
    ]


def _apart(best: Candidate, other: Candidate, sheet: _Sheet) -> bool:
    """Whether another candidate is another place on the sheet, rather than the district of the same name."""
    west, south, east, north = sheet.box
    seen = west <= other.lon <= east and south <= other.lat <= north
    far = hypot((other.lon - best.lon) * cos(radians(best.lat)), other.lat - best.lat) * KM_PER_DEGREE > SAME_KM
    return seen and far and other.precision not in {"admin1", "region", "country"}


def _area(candidate: Candidate, sheet: _Sheet, kind: str) -> Markup:
    outlines = _outlines(candidate)
    if outlines:
        extent = "whole" if candidate.precision == "country" else "wide"
        return element("g", *(_shape(outline, sheet, f"{kind} {extent}") for outline in outlines))
    x, y = sheet.at(candidate.lon, candidate.lat)
    radius = max(RADIUS_KM.get(candidate.precision, 50.0) / KM_PER_DEGREE * sheet.unit, SMALLEST)
    return element("circle", cx=x, cy=y, r=radius, class_=kind)


def _names(rows: tuple[Spot, ...], sheet: _Sheet) -> list[Markup]:
    """Names at constant size, the places of most claims first; one that finds no room is left to the list below.

    Countries are named only where nothing closer is. Room is reckoned for a phone: two per cent of the width a letter.
    """
    closer = [spot for spot in rows if spot.best and spot.best.precision != "country"]
    taken: list[tuple[float, float, float]] = []
    parts = []
    for spot in closer or [spot for spot in rows if spot.best]:
        placed = _room(spot, sheet, taken)
        if placed:
            parts.append(placed)
    return parts


def _room(spot: Spot, sheet: _Sheet, taken: list[tuple[float, float, float]]) -> Markup | None:
    assert spot.best is not None  # noqa: S101  # callers pass located spots only
    x, y = sheet.at(spot.best.lon, spot.best.lat)
    across, down, wide = 100 * x / WIDTH, 100 * y / HEIGHT, 2.0 * len(spot.name) + 3
    for west, anchor, shift in ((across, "start", 10), (across - wide, "end", -10)):
        clear = all(west > b or west + wide < a or abs(down - d) > 5.5 for a, b, d in taken)
        if clear and west >= 0 and west + wide <= 100:
            taken.append((west, west + wide, down))
            spot_x, spot_y = percent(across), percent(down)
            return element("text", spot.name, x=spot_x, y=spot_y, dx=shift, dy=4, text_anchor=anchor, class_="name")
    return None
