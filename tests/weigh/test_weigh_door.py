"""The door of weighing: pure, deterministic, blind to order and repetition."""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, COAST, SYRIA, Desk, exact, single, span
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.codec import from_plain, to_plain
from reckoning.ids import canonical
from reckoning.reckoned import Reckoning
from reckoning.weigh.run import weigh

REPORTS = (
    single(745, outlet="Harbour Wire", published="2025-03-08", origin="SOHR", when="2025-03-08", where=(COAST,)),
    single(31, outlet="Upper Zab Post", published="2025-03-08", origin="SOHR", when="2025-03-07", where=(SYRIA,)),
    single(12, outlet="Other Post", published="2025-04-08", origin="residents", when="2025-04-07", where=(COAST,)),
    single(830, outlet="Harbour Wire", published="2025-03-09", origin="SOHR", population=CIVILIANS, cumulative=True),
)


def plain(reckoning):
    return canonical(to_plain(reckoning))


def test_no_reports_give_an_empty_reckoning():
    assert weigh(()).tolls == ()


@settings(max_examples=25, deadline=None)
@given(st.permutations(REPORTS))
def test_order_of_arrival_does_not_matter(order):
    assert plain(weigh(order)) == plain(weigh(REPORTS))


def test_the_same_report_twice_is_the_same_as_once():
    assert plain(weigh(REPORTS + REPORTS)) == plain(weigh(REPORTS))


def test_every_claim_is_in_one_incident():
    keys = sorted(c.key for r in REPORTS for c in r.findings.claims)
    assert sorted(k for i in weigh(REPORTS).incidents for k in i.claims) == keys


@pytest.mark.parametrize("stance", ["denied", "hypothetical", "forecast"])
def test_what_is_not_stated_makes_no_death(stance):
    desk = Desk(name="a", publisher="Harbour Wire", published="2025-03-08")
    desk.add(exact(40), stance=stance, time=span("2025-03-07"), places=[COAST])
    tolls = weigh([desk.report()]).tolls
    assert all(t.low is None and t.best is None and t.high is None for t in tolls)


def test_an_accident_is_no_conflict_toll():
    reckoning = weigh([single(9, outlet="Harbour Wire", published="2025-03-08", where=(COAST,), cause="accident")])
    assert reckoning.tolls == ()


def test_a_reckoning_survives_its_plain_form():
    reckoning = weigh(REPORTS)
    assert from_plain(Reckoning, to_plain(reckoning)) == reckoning


def test_keys_are_unique():
    reckoning = weigh(REPORTS)
    for values in (
        [t.key for t in reckoning.tolls],
        [s.id for s in reckoning.series],
        [i.id for i in reckoning.incidents],
    ):
        assert len(set(values)) == len(values)
