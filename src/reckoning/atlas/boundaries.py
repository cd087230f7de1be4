"""Outlines of countries and their first-level regions, for drawing where a claim says that something happened.

Reach for it when a place must be shown as an area. Coordinates are degrees (longitude, latitude; WGS 84); a
ring is closed without repeating its first point. Natural Earth data, simplified to under a kilometre; the file
is made by ``build_boundaries`` and its licence stands in ``boundaries.LICENCE.md``. The outlines are for
orientation: they take no position on the status of any territory.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import hypot
from typing import Any

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
SHORE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One country or region; ``country`` is its ISO 3166-1 two-letter code (empty for countries themselves)."""

    id: str
    name: str
    country: str
    box: Box
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    country: str
    box: Box
    rings: tuple[tuple[tuple[int, ...], ...], ...]


def regions_in(box: Box) -> tuple[Outline, ...]:
    """Regions whose bounding box meets ``box``, by id."""
    return tuple(_outline(row) for row in _rows("regions") if _meets(row.box, box))


def countries_in(box: Box) -> tuple[Outline, ...]:
    """Countries whose bounding box meets ``box``, by name."""
    return tuple(_outline(row) for row in _rows("countries") if _meets(row.box, box))


def region_at(lat: float, lon: float) -> Outline | None:
    """The region that holds a point, else the one with the nearest border point within ``SHORE`` degrees, else None.

    The second chance is for harbours, which simplified coasts leave in the sea.
    """
    near = regions_in((lon - SHORE, lat - SHORE, lon + SHORE, lat + SHORE))
    inside = next((outline for outline in near if holds(outline, lat, lon)), None)
    return inside or min(
        (outline for outline in near if _distance(outline, lat, lon) <= SHORE),
        key=lambda outline: _distance(outline, lat, lon),
        default=None,
    )


def _distance(outline: Outline, lat: float, lon: float) -> float:
    return min(hypot(x - lon, y - lat) for polygon in outline.polygons for ring in polygon for x, y in ring)


def regions_of(country: str) -> tuple[Outline, ...]:
    """All regions of a country by its two-letter code; empty for a code that the file does not know."""
    return tuple(_outline(row) for row in _rows("regions") if row.country == country)


def holds(outline: Outline, lat: float, lon: float) -> bool:
    """Whether a point lies within an outline, holes respected (even-odd rule)."""
    return any(sum(_crosses(ring, lat, lon) for ring in polygon) % 2 for polygon in outline.polygons)


def _crosses(ring: Ring, lat: float, lon: float) -> int:
    inside = 0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
            inside ^= 1
    return inside


def _meets(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@cache
def _file() -> dict[str, Any]:
    packed = files("reckoning.atlas").joinpath("boundaries.json.gz").read_bytes()
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    return data


@cache
def _rows(kind: str) -> tuple[_Row, ...]:
    return tuple(_iterate(_file()[kind]))


def _iterate(rows: list[dict[str, Any]]) -> Iterator[_Row]:
    for row in rows:
        west, south, east, north = (edge / 1000 for edge in row["box"])
        rings = tuple(tuple(tuple(ring) for ring in polygon) for polygon in row["polygons"])
        yield _Row(row["id"], row["name"], row.get("country", ""), (west, south, east, north), rings)


@cache
def _outline(row: _Row) -> Outline:
    polygons = tuple(tuple(_ring(ring) for ring in polygon) for polygon in row.rings)
    return Outline(id=row.id, name=row.name, country=row.country, box=row.box, polygons=polygons)


def _ring(numbers: tuple[int, ...]) -> Ring:
    points: list[tuple[float, float]] = []
    for number in numbers:
        line = _line(number) if number >= 0 else tuple(reversed(_line(~number)))
        points += line[:-1] if len(numbers) > 1 or line[0] == line[-1] else line
    return tuple(points)


@cache
def _line(number: int) -> Ring:
    steps: list[int] = _file()["arcs"][number]
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 1000, y / 1000))
    return tuple(points)
