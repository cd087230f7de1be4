"""Origins, relays, groups, constraints, sensitivity and change, each on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from claims_factory import (
    CIVILIANS,
    COAST,
    FIGHTERS,
    PEOPLE,
    SECURITY,
    Desk,
    about,
    at_least,
    exact,
    place,
    said_by,
    single,
    span,
    vague,
)
from hypothesis import given
from hypothesis import strategies as st

from reckoning.types import AttributionLink, Population
from reckoning.weigh.constraint import Sum, propagate
from reckoning.weigh.diff import diff
from reckoning.weigh.group import Group, group_of, relate
from reckoning.weigh.incident import Verdict
from reckoning.weigh.relay import is_rounding, one_digit_off
from reckoning.weigh.rules import BUILTIN_RULE_SETS
from reckoning.weigh.run import WeighSettings, weigh
from reckoning.weigh.shingle import near_duplicates
from reckoning.weigh.source import CanonicalSource, directory, fold_name
from reckoning.weigh.spot import relate_spots, spot_of
from reckoning.weigh.toll import RuleSet

TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))


def told(n, origin=None, outlet="A", published="2024-05-03", population=PEOPLE, **more):
    return single(
        n,
        outlet=outlet,
        published=published,
        origin=origin,
        when="2024-05-02",
        where=(TOWN,),
        population=population,
        **more,
    )


def ids(reckoning):
    return {o.id for o in reckoning.origins}


# origins


@pytest.mark.parametrize(
    "name, ident",
    [
        ("SOHR", "sohr"),
        ("the Syrian Observatory for Human Rights", "sohr"),
        ("the Observatory", "sohr"),
        ("Rami Abdulrahman, director of the Observatory", "sohr"),
        ("U.N. human rights office", "ohchr"),
        ("Gaza's health ministry", "gaza-health-ministry"),
        ("Médecins Sans Frontières", "msf"),
        ("Medecins sans frontieres", "msf"),
        ("UN Commission of Inquiry on Syria", "coi-syria"),
    ],
)
def test_aliases_and_heads_lead_to_the_canonical_source(name, ident):
    assert directory().find(name).id == ident


@pytest.mark.parametrize("name", ["Harbour Wire", "a war monitor", "Observatory Hill", ""])
def test_other_names_lead_nowhere(name):
    assert directory().find(name) is None


def test_no_two_sources_share_a_name():
    seen: dict[str, str] = {}
    for source in directory().sources:
        for name in (source.name, *source.aliases, *source.heads):
            assert seen.setdefault(fold_name(name), source.id) == source.id, name


def test_a_case_adds_sources_and_aliases():
    own = CanonicalSource(id="case:1", name="Coast Watch", kind="monitor", aliases=("the Watch",))
    more = CanonicalSource(id="case:2", name="SOHR", aliases=("the London watchers",))
    known = directory((own, more))
    assert known.find("The Watch").id == "case:1"
    assert known.find("The London watchers").id == "sohr"
    reckoning = weigh([told(5, "the Watch"), told(5, "Coast Watch", "B")], settings=WeighSettings(sources=(own,)))
    assert ids(reckoning) == {"case:1"}


def test_five_outlets_with_one_agency_line_are_one_origin():
    reckoning = weigh([told(31, "the Syrian Observatory for Human Rights", f"Outlet {i}") for i in range(5)])
    assert ids(reckoning) == {"sohr"}
    series = reckoning.series[0]
    assert len(series.points) == 1
    assert len(series.points[0].relays) == 4


def test_the_same_odd_figure_on_the_same_day_links_a_war_monitor_with_a_doubt():
    named, unnamed = told(1383, "SOHR"), told(1383, "a war monitor", "B")
    reckoning = weigh([named, unnamed])
    link = reckoning.origin_links[0]
    assert (link.claim, link.origin) == (unnamed.findings.claims[0].key, "sohr")
    assert {"figure", "kind"} <= {e.feature for e in link.evidence}
    assert link.weight == pytest.approx(sum(e.weight for e in link.evidence))
    assert ids(reckoning) == {"sohr"}


def test_a_round_figure_is_no_evidence():
    reckoning = weigh([told(100, "SOHR"), told(100, None, "B")])
    assert reckoning.origin_links == ()
    assert len(reckoning.origins) == 2


def test_a_hospital_is_not_linked_to_a_monitor():
    assert weigh([told(1383, "SOHR"), told(1383, "hospital sources", "B")]).origin_links == ()


def test_two_named_origins_of_one_figure_leave_it_open():
    reckoning = weigh([told(347, "SOHR"), told(347, "SNHR", "B"), told(347, "a war monitor", "C")])
    assert all(x.weight - 0 < 9 for x in reckoning.origin_links)
    assert {"sohr", "snhr"} <= ids(reckoning)


def test_the_monitor_points_back_to_the_one_the_report_names():
    desk = Desk(name="d", publisher="A", published="2024-05-03")
    desk.add(exact(12), origin="Syrian Network for Human Rights", time=span("2024-05-02"), places=[TOWN])
    back = desk.add(exact(5), CIVILIANS, origin="The network", time=span("2024-05-02"), places=[TOWN])
    link = next(x for x in weigh([desk.report()]).origin_links if x.claim == back)
    assert link.origin == "snhr"
    assert "points back" in link.doubt


def test_a_relay_is_not_the_origin():
    chain = (
        AttributionLink(name="SOHR", text="SOHR", role="origin"),
        AttributionLink(name="AFP", text="AFP", role="relay"),
    )
    assert ids(weigh([told(31, chain)])) == {"sohr"}


def test_a_part_without_a_source_has_that_of_its_whole():
    desk = Desk(name="d", publisher="A", published="2024-05-03")
    whole = desk.add(exact(31), origin="SOHR", time=span("2024-05-02"), places=[TOWN])
    desk.add(exact(9), Population(text="children", age="child"), part_of=whole)
    assert ids(weigh([desk.report()])) == {"sohr"}


LONG = "Gunmen entered the village at dawn and shot men at the doors of their houses while families hid in the fields. "


def test_near_duplicate_reports_are_one_voice():
    body = LONG + "Neighbours said the dead were buried before noon in the cemetery above the road to the coast. "
    desks = []
    for outlet, head in (("First Post", "Thirty-one dead. "), ("Copy Post", "Village mourns. ")):
        desk = Desk(name=outlet, publisher=outlet, published="2024-05-03", lead=head + body)
        desk.add(exact(31), time=span("2024-05-02"), places=[TOWN])
        desks.append(desk)
    reckoning = weigh([d.report() for d in desks])
    assert len(reckoning.origins) == 1
    assert "near-duplicate" in reckoning.origin_links[0].doubt


def test_minhash_finds_copies_and_not_others():
    words = LONG * 3
    other = (
        "The ministry said that the port would open again and that grain ships were waiting outside the harbour mouth. "
        * 3
    )
    found = list(
        near_duplicates(
            [("a", words + other), ("b", "New headline. " + words + other), ("c", other[::-1]), ("d", "short")]
        )
    )
    assert [(x, y) for x, y, _ in found] == [("a", "b")]
    assert found[0][2] > 0.8


# relays


@pytest.mark.parametrize(
    "later, fidelity",
    [
        (exact(1383), "faithful"),
        (about(1400), "rounded"),
        (at_least(1300, "more than"), "rounded"),
        (at_least(1390, "over"), "distorted"),
        (exact(1388), "distorted"),
    ],
)
def test_fidelity_of_relays(later, fidelity):
    def running(q, outlet):
        desk = Desk(name=outlet, publisher=outlet, published="2025-03-12")
        desk.add(q, CIVILIANS, origin="SOHR", time=span("2025-03-06", "2025-03-12"), cumulative=True, places=[COAST])
        return desk.report()

    reckoning = weigh([running(exact(1383), "A"), running(exact(1383), "B"), running(later, "C")])
    relays = {r.fidelity for r in reckoning.relays} - {"faithful"} or {"faithful"}
    assert relays == {fidelity}
    assert ("RELAY-DISTORTED" in {p.code for p in reckoning.problems}) == (fidelity == "distorted")


def test_a_lost_hedge_and_an_old_figure():
    def running(q, outlet, published, as_of=None):
        desk = Desk(name=outlet, publisher=outlet, published=published)
        when = span("2025-03-06", as_of) if as_of else None
        desk.add(q, CIVILIANS, origin="SOHR", time=when, cumulative=True, places=[COAST])
        return desk.report()

    lost = weigh(
        [running(at_least(745), "A", "2025-03-08", "2025-03-08"), running(exact(745), "B", "2025-03-08", "2025-03-08")]
    )
    assert {r.fidelity for r in lost.relays} <= {"hedge_lost", "faithful"}
    old = weigh([running(exact(745), "A", "2025-03-08", "2025-03-08"), running(exact(973), "B", "2025-03-10", "2025-03-10"),
                 running(exact(745), "Late Post", "2025-03-12")])  # fmt: skip
    assert [r.fidelity for r in old.relays] == ["superseded"]
    assert "973" in old.relays[0].because


def test_a_fall_without_a_correction_is_a_problem_and_with_one_is_none():
    def running(n, published, remarks=()):
        desk = Desk(name=published, publisher="A", published=published)
        desk.add(
            exact(n),
            CIVILIANS,
            origin="SOHR",
            time=span("2025-03-06", published),
            cumulative=True,
            places=[COAST],
            remarks=remarks,
        )
        return desk.report()

    assert [p.code for p in weigh([running(900, "2025-03-09"), running(850, "2025-03-11")]).problems] == ["SERIES-FALL"]
    withdrawn = weigh([running(900, "2025-03-09", ("withdrawn",)), running(850, "2025-03-11")])
    assert withdrawn.problems == ()


@given(st.integers(1, 99_999))
def test_a_rounding_is_never_the_figure_itself(n):
    assert not is_rounding(n, n)
    assert not one_digit_off(n, n)


# groups and places


@pytest.mark.parametrize(
    "left, right, relation",
    [
        (CIVILIANS, PEOPLE, "part"),
        (PEOPLE, CIVILIANS, "whole"),
        (CIVILIANS, SECURITY, "apart"),
        (SECURITY, FIGHTERS, "apart"),
        (Population(text="women"), Population(text="children"), "apart"),
        (Population(text="women"), CIVILIANS, "overlap"),
        (Population(text="soldiers"), Population(text="security forces", status="combatant"), "same"),
    ],
)
def test_groups_are_a_partial_order(left, right, relation):
    assert relate(group_of(left), group_of(right)) == relation


facets = st.builds(Group, status=st.sampled_from(["", "civilian", "combatant"]), sex=st.sampled_from(["", "female", "male"]),
                   age=st.sampled_from(["", "adult", "child"]))  # fmt: skip


@given(facets, facets)
def test_part_and_whole_are_inverse(a, b):
    inverse = {"part": "whole", "whole": "part"}
    assert relate(b, a) == inverse.get(relate(a, b), relate(a, b))


def test_places_contain_and_spellings_meet():
    village, governorate = spot_of(TOWN), spot_of(place("Homs", ident="sy-homs", within=("sy",), precision="admin1"))
    assert relate_spots(village, governorate) == "inside"
    assert relate_spots(governorate, village) == "contains"
    assert relate_spots(spot_of(place("Al-Rastan")), village) == "same"
    assert relate_spots(spot_of(place("Elsewhere")), village) == "unknown"


# constraints


@given(st.lists(st.integers(0, 500), min_size=2, max_size=5), st.data())
def test_propagation_keeps_the_truth(parts, data):
    """Ends that hold a true breakdown still hold it after propagation, and are never wider."""
    truth = {0: sum(parts), **dict(enumerate(parts, 1))}
    ends = {}
    for v, n in truth.items():
        low = data.draw(st.one_of(st.none(), st.integers(0, n)))
        high = data.draw(st.one_of(st.none(), st.integers(n, n + 300)))
        ends[v] = (low, high)
    solved = propagate(ends, [Sum(whole=0, parts=tuple(range(1, len(parts) + 1)), complete=True)])
    assert not solved.broken
    for v, (low, high) in solved.ends.items():
        assert (low or 0) <= truth[v]
        assert high is None or truth[v] <= high
        assert (low or 0) >= (ends[v][0] or 0)


def test_a_part_is_bounded_by_its_total_and_siblings():
    ends = {0: (100, 100), 1: (60, None), 2: (0, None)}
    assert propagate(ends, [Sum(whole=0, parts=(1, 2))]).ends == {0: (100, 100), 1: (60, 100), 2: (0, 40)}


def test_a_sum_that_cannot_hold_is_named():
    broken = Sum(whole=0, parts=(1, 2))
    assert propagate({0: (None, 50), 1: (40, 40), 2: (30, 30)}, [broken]).broken == (broken,)


# contradictions between origins


def test_rivals_that_cannot_both_hold_are_one_problem_with_both_quotes():
    problems = weigh([told(13, "Syrian government"), told(at_least(16), "SOHR", "B"), told(15, "MSF", "C")]).problems
    assert [p.code for p in problems] == ["TOLL-CONTRADICTION"]
    assert (problems[0].anchor.exact[:11], problems[0].also.exact[:2]) == ("at least 16", "13")


def test_a_part_above_anothers_whole_is_a_contradiction():
    problems = weigh([told(40, "MSF", population=CIVILIANS), told(30, "HRW", "B")]).problems
    assert [p.code for p in problems] == ["TOLL-CONTRADICTION"]
    assert "for all people" in problems[0].says


def test_a_vague_word_contradicts_nobody():
    assert weigh([told(vague("dozens", 24), "MSF"), told(13, "HRW", "B")]).problems == ()


# sensitivity and change


def test_the_claim_that_moves_a_toll_most():
    lone, low = told(90, "HRW", "B"), told(30, "MSF")
    reckoning = weigh([low, lone, told(31, "ICRC", "C"), told(31, "ICRC", "D")])
    toll = next(t for t in reckoning.tolls if t.rule_set == "latest-per-origin.v1")
    found = next(s for s in reckoning.sensitivities if s.toll == toll.key)
    assert found.claim == lone.findings.claims[0].key
    assert (found.low, found.high) == (30, 31)
    assert "differ" in found.settles


def test_a_figure_that_two_reports_carry_hangs_on_neither():
    reckoning = weigh([told(31, "ICRC", "C"), told(31, "ICRC", "D")])
    assert all(s.claim is None for s in reckoning.sensitivities)
    assert all("second, independent origin" in s.settles for s in reckoning.sensitivities if s.low == 31)


def test_every_toll_has_a_sensitivity():
    reckoning = weigh([told(31, "ICRC"), told(44, "MSF", "B"), told(8, "HRW", "C", population=SECURITY)])
    assert sorted(s.toll for s in reckoning.sensitivities) == sorted(t.key for t in reckoning.tolls)


def test_diff_names_the_new_document():
    old, new = [told(31, "ICRC")], [told(31, "ICRC"), told(44, "MSF", "Late Post")]
    changes = diff(weigh(old), weigh(new), before_reports=old, after_reports=new)
    moved = next(c for c in changes if c.rule_set == "latest-per-origin.v1")
    assert (moved.before.high, moved.after.high) == (31, 44)
    assert [(b.kind, b.what.split("-")[0]) for b in moved.because] == [("document", "Late Post")]


def test_diff_of_the_same_is_empty():
    reports = [told(31, "ICRC"), told(44, "MSF", "B")]
    assert diff(weigh(reports), weigh(tuple(reversed(reports)))) == ()


def test_diff_names_the_rule_version():
    acled = next(r for r in BUILTIN_RULE_SETS if r.name == "acled.v1")

    def doubled(docket):

        return tuple(replace(t, rule_set="acled.v2", low=99) for t in acled.fold(docket))

    newer = RuleSet(name="acled.v2", title="x", source="x", fold=doubled)
    reports = [told(31, "ICRC")]
    changes = diff(weigh(reports, rule_sets=[acled]), weigh(reports, rule_sets=[newer]))
    assert [b.kind for c in changes for b in c.because] == ["rule"]


def test_diff_names_the_decision():

    reports = [told(14, "MSF"), told(15, "HRW", "B")]
    keys = [r.findings.claims[0].key for r in reports]
    apart = WeighSettings(verdicts=(Verdict(left=keys[0], right=keys[1], same=False),))
    changes = diff(weigh(reports), weigh(reports, settings=apart))
    assert changes
    assert "decision" in {b.kind for c in changes for b in c.because}


def test_as_of_leaves_later_reports_out():

    reports = [told(14, "MSF"), told(15, "HRW", "B", published="2024-06-03")]
    assert ids(weigh(reports, settings=WeighSettings(as_of=date(2024, 5, 10)))) == {"msf"}


def test_sides_by_party():
    army = told(
        3,
        said_by("The Army", "belligerent"),
        population=Population(text="Army soldiers", status="combatant", affiliation="Army"),
    )
    reckoning = weigh([army])
    assert reckoning.sides[0].parties
