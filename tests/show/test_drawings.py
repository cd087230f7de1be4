"""Drawings: scales, open ends, outliers in sight, areas instead of pins, ghosts of relays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import C2400, DOSSIER, EPISODE, O_WATCH, RECKONING, SERIES, VILLAGE, point
from lxml import html

from reckoning.show.casebook import casebook
from reckoning.show.chart import chart
from reckoning.show.places import world
from reckoning.show.strip import strip
from reckoning.show.svg import scale
from reckoning.types import Candidate, Place

BOOK = casebook(DOSSIER)
CIVILIANS = next(g for g in BOOK.groups[EPISODE.id] if g.population.text == "civilians")


def tree(markup):
    return html.fragment_fromstring(str(markup))


def rows():
    return {row.toll.rule_set: tree(row.bar) for row in strip(CIVILIANS, BOOK, lambda r: r).rows}


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**7)), max_size=12))
def test_a_scale_keeps_order_and_holds_every_count(counts):
    measure = scale(counts, 1.5, 97.0)
    known = sorted(c for c in counts if c is not None)
    places = [measure.at(c) for c in known]
    assert places == sorted(places)
    assert all(1.5 <= p <= 97.0 for p in places)
    if known and not measure.tenfold:
        assert measure.top >= known[-1]
    ticks = measure.ticks()
    assert ticks[0] == 0
    assert len(ticks) <= 6
    assert list(ticks) == sorted(set(ticks))


def test_figures_that_lie_far_apart_get_tenfold_steps():
    assert scale([10, 12, 15, 9000], 0, 100).tenfold
    assert not scale([973, 1068, 1225, 7000], 0, 100).tenfold


def test_a_range_is_a_bar_a_single_figure_a_dot_and_an_open_end_a_broken_line():
    bars = rows()
    assert bars["ucdp.v2"].xpath(".//rect[@class='band']")
    assert bars["latest-per-origin.v1"].xpath(".//circle[@class='band']")
    open_end = bars["acled.v1"].xpath(".//line[@class='open']")[0]
    assert open_end.get("stroke-dasharray")
    assert float(open_end.get("x2").rstrip("%")) == 97
    assert float(bars["house.v3"].xpath(".//line[@class='open']")[0].get("x1").rstrip("%")) == 1.5
    assert not bars["names.v1"].xpath(".//*[@class='band' or @class='open' or @class='best']")


def test_the_outlier_is_on_the_strip_and_outside_every_bar():
    shown = strip(CIVILIANS, BOOK, lambda r: r)
    line = tree(shown.claims)
    diamonds = line.xpath(".//path[@class='outlier']/ancestor::a")
    assert [a.get("href") for a in diamonds] == [f"claim:{C2400.key}"]
    x = float(diamonds[0].xpath(".//svg/@x")[0].rstrip("%"))
    bar = rows()["ucdp.v2"].xpath(".//rect[@class='band']")[0]
    assert x > float(bar.get("x").rstrip("%")) + float(bar.get("width").rstrip("%"))
    assert [stray.cited.claim.key for stray in shown.outliers] == [C2400.key]


def test_a_relay_is_a_ghost_tied_to_the_figure_it_carries():
    drawn = tree(chart((SERIES,), BOOK, lambda r: r).picture)
    ghosts = drawn.xpath(".//circle[starts-with(@class,'ghost')]")
    assert len(ghosts) == 1
    assert len(drawn.xpath(".//line[@class='ghost-line']")) == 1
    assert "drops the group" in "".join(ghosts[0].getparent().itertext())


def test_a_long_silence_is_shortened_and_said_to_be():
    far = replace(SERIES, points=(*SERIES.points, replace(point(30, 300, ()), relays=())))
    assert chart((far,), BOOK, lambda r: r).shortened
    assert not chart((SERIES,), BOOK, lambda r: r).shortened


def test_one_point_makes_no_chart():
    lone = replace(SERIES, points=(replace(SERIES.points[0], relays=()),))
    assert chart((lone,), BOOK, lambda r: r).picture is None


@pytest.mark.parametrize("precision, least", [("exact", 11), ("near", 25), ("admin2", 25), ("unresolved", 25)])
def test_a_place_is_an_area_never_a_pin(precision, least):
    candidate = Candidate(id="x", name="X", lat=21.9, lon=33.7, precision=precision, country="XX")
    cited = replace(BOOK.cited[C2400.key], claim=replace(C2400, places=(Place(text="X", candidates=(candidate,)),)))
    drawn = tree(world((cited,), "m").picture)
    circles = drawn.xpath(".//circle")
    assert len(circles) == 1
    assert float(circles[0].get("r")) >= least


def test_a_province_is_its_outline_and_a_doubtful_name_has_a_broken_edge():
    drawn = tree(world(BOOK.claims_of(EPISODE), "m").picture)
    assert drawn.xpath(".//g/path[contains(@class,'wide')]")
    assert drawn.xpath(".//circle[contains(@class,'doubtful')]")


def test_places_without_candidates_stand_in_the_list_only():
    found = world(BOOK.claims_of(VILLAGE), "m")
    assert {spot.name for spot in found.spots} == {"Ardun"}
    assert world((BOOK.cited[C2400.key],), "m").picture is None


def test_the_hue_of_a_line_is_in_its_key():
    line = chart((SERIES,), BOOK, lambda r: r).lines[0]
    assert line.origin == O_WATCH
    assert f"hue{line.hue}" in line.swatch


def test_a_reckoning_without_steps_still_draws():
    bare = replace(RECKONING, tolls=tuple(replace(t, steps=(), outliers=()) for t in RECKONING.tolls))
    book = casebook(replace(DOSSIER, reckoning=bare))
    for group in (g for groups in book.groups.values() for g in groups):
        assert strip(group, book, lambda r: r).rows
