"""Against a simulator with known truth: clustering, coverage at the stated rate, and what must not move a toll."""

from __future__ import annotations

import random

import pytest
from claims_factory import PEOPLE, Desk, at_least, exact, place, single, span, vague
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator import Noise, b_cubed, simulate

from reckoning.codec import to_plain
from reckoning.ids import canonical
from reckoning.types import Bracket
from reckoning.weigh.incident import Verdict
from reckoning.weigh.run import WeighSettings, weigh

FAR = place("Elsewhere", ident="elsewhere", within=("yy",), lat=-40.0, lon=-70.0, country="YY")
TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))


def found(reckoning):
    return {claim: i.id for i in reckoning.incidents for claim in i.claims}


def tolls(reckoning, rule_set=None):
    return {t.key: t for t in reckoning.tolls if rule_set is None or t.rule_set == rule_set}


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_clusters_at_moderate_noise(seed):
    world = simulate(seed, incidents=120)
    precision, recall, f1 = b_cubed(found(weigh(world.reports)), world.gold)
    assert f1 >= 0.95, (precision, recall)


def test_clusters_in_a_crowded_month():
    """A quarter of the villages struck again within the month: neighbours in place and time stay apart."""
    world = simulate(21, incidents=120, days=30, places=60)
    precision, recall, f1 = b_cubed(found(weigh(world.reports)), world.gold)
    assert f1 >= 0.9, (precision, recall)


def test_two_bombings_in_one_city_in_one_week_stay_apart():
    def struck(day, n, outlet, origin):
        return single(
            n, outlet=outlet, published=f"2024-05-{day + 1:02}", origin=origin, when=f"2024-05-{day:02}", where=(TOWN,)
        )

    reports = [
        struck(2, 14, "A", "MSF"),
        struck(2, 15, "B", "HRW"),
        struck(5, 14, "C", "MSF"),
        struck(5, 16, "D", "ICRC"),
    ]
    undated = single(14, outlet="E", published="2024-05-04", origin="Amnesty", where=(TOWN,))
    groups = found(weigh([*reports, undated]))
    keys = [r.findings.claims[0].key for r in reports]
    assert groups[keys[0]] == groups[keys[1]] != groups[keys[2]] == groups[keys[3]]


@pytest.mark.parametrize("seed", [31, 32])
def test_the_truth_lies_in_the_range_at_the_stated_rate(seed):
    """Origins that err either way with equal chance: the range of k of them holds the truth in 1 - 2^(1-k) of cases."""
    world = simulate(seed, incidents=400, places=400, noise=Noise(rounds=0.0, drops_group=0.0, drops_hedge=0.0))
    reckoning = weigh(world.reports)
    by_incident = {i.id: {world.gold[c] for c in i.claims} for i in reckoning.incidents}
    hits, stated = 0, 0.0
    for toll in tolls(reckoning, "latest-per-origin.v1").values():
        events = by_incident[toll.incident]
        if len(events) > 1:
            continue
        event = next(iter(events))
        stated += 1 - 2 ** (1 - len(world.said[event]))
        truth = world.truth[event]
        hits += (toll.low is None or toll.low <= truth) and (toll.high is None or truth <= toll.high)
    assert hits >= stated * 0.97


@pytest.mark.parametrize("copies", [1, 5, 25])
def test_repetition_narrows_and_widens_nothing(copies):
    def told(n, origin, copy=0):
        return single(
            n, outlet=f"Outlet {copy}", published="2024-05-03", origin=origin, when="2024-05-02", where=(TOWN,)
        )

    once = weigh([told(31, "MSF"), told(44, "HRW")])
    again = weigh([told(31, "MSF"), told(44, "HRW"), *(told(31, "MSF", copy + 1) for copy in range(copies))])
    spans = [{(t.rule_set, t.low, t.best, t.high) for t in r.tolls} for r in (once, again)]
    assert spans[0] == spans[1]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_order_of_arrival_changes_no_byte(seed):
    world = simulate(41, incidents=12)
    shuffled = list(world.reports)
    random.Random(seed).shuffle(shuffled)
    assert canonical(to_plain(weigh(shuffled))) == canonical(to_plain(weigh(world.reports)))


def test_an_irrelevant_incident_moves_no_toll():
    world = simulate(42, incidents=30)
    before = tolls(weigh(world.reports))
    stranger = single(
        77, outlet="Far Post", published="2024-06-02", origin="Far Monitor", when="2024-06-01", where=(FAR,)
    )
    after = tolls(weigh([*world.reports, stranger]))
    assert all(after[key] == toll for key, toll in before.items())
    assert len(after) > len(before)


figure = st.integers(1, 3000)
quantity = st.one_of(
    figure.map(exact), figure.map(at_least), st.just(vague("several", 3)), st.just(vague("dozens", 24))
)
origin = st.sampled_from(["MSF", "HRW", "Amnesty", "the Army", "some reports", None])
day = st.integers(2, 9).map(lambda n: f"2024-05-{n:02}")


@st.composite
def cases(draw):
    reports = []
    for at in range(draw(st.integers(1, 7))):
        desk = Desk(name=f"d{at}", publisher=f"Outlet {at % 4}", published="2024-05-10")
        for _ in range(draw(st.integers(1, 3))):
            desk.add(draw(quantity), PEOPLE, origin=draw(origin), time=span("2024-05-01", draw(day)),
                     cumulative=draw(st.booleans()), places=[TOWN])  # fmt: skip
        reports.append(desk.report())
    return reports


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_toll_is_ordered_and_explained_and_rests_on_its_own_claims(reports):
    reckoning = weigh(reports)
    members = {i.id: set(i.claims) for i in reckoning.incidents}
    for t in reckoning.tolls:
        known = [n for n in (t.low, t.best, t.high) if n is not None]
        assert known == sorted(known), t
        used = {c for s in t.steps for c in s.claims}
        assert used <= members[t.incident]
        if t.steps:
            assert t.steps[0].before == Bracket()
            assert all(a.after == b.before for a, b in zip(t.steps, t.steps[1:], strict=False))
            assert t.steps[-1].after == Bracket(low=t.low, best=t.best, high=t.high)
        assert all(s.because for s in t.steps)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_no_toll_exceeds_what_somebody_said(reports):
    """Nothing is counted twice: with one group and no parts every end of every range is a figure that was stated."""
    said = {n for r in reports for c in r.findings.claims for n in (c.quantity.low, c.quantity.value) if n is not None}
    said |= {12}  # ACLED's dozens
    for t in weigh(reports).tolls:
        assert {n for n in (t.low, t.best, t.high) if n is not None} <= said, t


@settings(max_examples=40, deadline=None)
@given(cases(), figure)
def test_a_further_origin_of_the_same_day_never_narrows_a_small_case(reports, n):
    """With at most two origins nobody is outside, so that a further rival can only widen the range."""
    mine = [r for r in reports if len(r.findings.claims) == 1][:1]
    before = [t for t in weigh(mine).tolls if t.rule_set == "latest-per-origin.v1"]
    desk = Desk(name="new", publisher="New Post", published="2024-05-10")
    desk.add(exact(n), PEOPLE, origin="ICRC", time=span("2024-05-01", "2024-05-09"), places=[TOWN])
    both = weigh([*mine, desk.report()])
    if not before or len(both.incidents) > 1:
        return
    after = next(t for t in both.tolls if t.rule_set == "latest-per-origin.v1")
    if (
        before[0].low is not None
        and after.low is not None
        and not any(s.rule in ("floor", "set-aside") for s in after.steps)
    ):
        assert after.low <= before[0].low


def test_a_person_can_part_and_join_what_the_machine_judged():
    a = single(14, outlet="A", published="2024-05-03", origin="MSF", when="2024-05-02", where=(TOWN,))
    b = single(15, outlet="B", published="2024-05-03", origin="HRW", when="2024-05-02", where=(TOWN,))
    c = single(40, outlet="C", published="2024-05-20", origin="ICRC", when="2024-05-19", where=(TOWN,))
    keys = [r.findings.claims[0].key for r in (a, b, c)]
    plain = found(weigh([a, b, c]))
    assert plain[keys[0]] == plain[keys[1]] != plain[keys[2]]
    decided = WeighSettings(
        verdicts=(Verdict(left=keys[0], right=keys[1], same=False), Verdict(left=keys[1], right=keys[2], same=True))
    )
    reckoning = weigh([a, b, c], settings=decided)
    groups = found(reckoning)
    assert groups[keys[0]] != groups[keys[1]] == groups[keys[2]]
    assert any(e.feature == "verdict" for x in reckoning.links for e in x.evidence)


def test_links_show_additive_evidence():
    world = simulate(43, incidents=20)
    links = [x for x in weigh(world.reports).links if x.weight > 0]
    assert links
    assert all(abs(x.weight - sum(e.weight for e in x.evidence)) < 0.02 for x in links)


def test_verdicts_hold_between_events_and_episodes():
    episode = Desk(name="e", publisher="A", published="2024-05-12")
    total = episode.add(
        exact(900), PEOPLE, origin="MSF", time=span("2024-05-01", "2024-05-11"), cumulative=True, places=[TOWN]
    )
    daily = episode.add(exact(40), PEOPLE, origin="MSF", time=span("2024-05-11"))
    far = single(7, outlet="C", published="2024-09-20", origin="ICRC", when="2024-09-19", where=(FAR,))
    reports, other = [episode.report(), far], far.findings.claims[0].key
    plain = found(weigh(reports))
    assert plain[total] == plain[daily] != plain[other]
    verdicts = (Verdict(left=total, right=daily, same=False), Verdict(left=total, right=other, same=True))
    decided = found(weigh(reports, settings=WeighSettings(verdicts=verdicts)))
    assert decided[total] == decided[other] != decided[daily]
