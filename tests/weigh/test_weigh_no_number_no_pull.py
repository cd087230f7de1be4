"""Mentions without a number, floors from parts, doubted figures, overtaken figures, names of incidents."""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, COAST, FIGHTERS, PEOPLE, SYRIA, Desk, at_least, exact, place, single, span, vague
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.weigh.group import Group
from reckoning.weigh.run import weigh

TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))
BARE = vague("", 2)


def report(outlet, origin, quantity, population=PEOPLE, **more):
    given_ = {"published": "2024-05-03", "when": "2024-05-02", "where": (TOWN,)} | more
    return single(quantity, outlet=outlet, origin=origin, population=population, **given_)


def ends(reports, rule_set, population="people", measure="killed"):
    found = [t for t in weigh(reports).tolls
             if (t.rule_set, t.population.text, t.measure) == (rule_set, population, measure)]  # fmt: skip
    return [(t.low, t.best, t.high) for t in found]


def toll(reports, rule_set, population="people"):
    return next(t for t in weigh(reports).tolls if (t.rule_set, t.population.text) == (rule_set, population))


@pytest.mark.parametrize("rule_set", ["latest-per-origin.v1", "acled.v1", "ucdp.v1", "airwars.v1", "gtd.v1"])
@pytest.mark.parametrize("words", ["", "some", "several"])
def test_a_mention_without_a_number_pulls_no_range_down(rule_set, words):
    counted = [report("A", "MSF", 40), report("B", "Amnesty", 44)]
    bare = report("C", "HRW", vague(words, 3 if words == "several" else 2))
    group = "civilians" if rule_set == "airwars.v1" else "people"
    assert ends([*counted, bare], rule_set, group) == ends(counted, rule_set, group) != []


def test_a_mention_without_a_number_has_no_toll_beside_a_count_of_a_wider_group():
    counted, bare = report("A", "MSF", 40), report("B", "HRW", BARE, CIVILIANS)
    assert ends([counted, bare], "latest-per-origin.v1", "civilians") == []
    reckoning = weigh([counted, bare])
    assert bare.findings.claims[0].key in {key for i in reckoning.incidents for key in i.claims}


def test_bare_casualties_are_answered_by_a_count_of_the_killed():
    reports = [report("A", "MSF", 40), report("B", "HRW", BARE, measure="casualties")]
    assert ends(reports, "latest-per-origin.v1", measure="casualties") == []


def test_a_mention_without_a_number_stands_where_nobody_counts_those_people():
    assert ends([report("B", "HRW", BARE)], "latest-per-origin.v1") == [(2, None, None)]
    apart = [report("A", "MSF", 40, FIGHTERS), report("B", "HRW", BARE, CIVILIANS)]
    assert ends(apart, "latest-per-origin.v1", "civilians") == [(2, None, None)]


def test_a_word_of_size_is_kept():
    """ "Dozens" beside nine is a rival, "several" beside nine is not."""
    nine = report("A", "MSF", 9)
    assert ends([nine, report("B", "HRW", vague("dozens", 24))], "latest-per-origin.v1") == [(9, 9, None)]
    assert ends([nine, report("B", "HRW", vague("several", 3))], "latest-per-origin.v1") == [(9, 9, 9)]


def test_a_mention_in_an_event_of_a_counted_episode_has_no_toll():
    total = single(1225, outlet="A", published="2025-03-11", origin="SOHR", population=CIVILIANS, cumulative=True,
                   when="2025-03-06", until="2025-03-11", where=(SYRIA,))  # fmt: skip
    bare = single(BARE, outlet="B", published="2025-03-10", origin="HRW", population=CIVILIANS, when="2025-03-08",
                  where=(place("Jableh", ident="sy-jableh", within=("sy-coast", "sy")),))  # fmt: skip
    found = weigh([total, bare])
    assert len(found.incidents) == 2
    assert {t.low for t in found.tolls if t.rule_set == "latest-per-origin.v1"} == {1225}


def test_gtd_leaves_a_vague_figure_blank():
    assert ends([report("A", "MSF", vague("dozens", 24))], "gtd.v1") == [(None, None, None)]


# what parts imply


def seed_like(remarks=()):
    desk = Desk(name="seed", publisher="Field Post", published="2025-03-10")
    more = {"time": span("2025-03-08", "2025-03-09"), "places": [TOWN]}
    whole = desk.add(at_least(1300, "more than"), PEOPLE, origin="Field Post", **more)
    desk.add(at_least(1000, "more than"), CIVILIANS, origin="some accounts", part_of=whole, **more)
    desk.add(at_least(7000, "over"), PEOPLE, origin="Kostas Melidis", remarks=remarks, **more)
    return [desk.report()]


def test_the_lower_bound_of_a_part_is_not_the_low_end_of_the_whole():
    reports = seed_like(("disputed",))
    assert ends(reports, "latest-per-origin.v1") == [(1301, 1301, None)]
    assert ends(reports, "ucdp.v1") == [(1300, 1300, 1300)]
    t = toll(reports, "ucdp.v1")
    added = [(s.after.best or 0) - (s.before.best or 0) for s in t.steps if s.rule.startswith("deaths_")]
    assert added == [1000, 300]


def test_a_figure_that_its_own_report_disputes_stands_outside_with_the_reports_distance():
    t = toll(seed_like(("disputed",)), "latest-per-origin.v1")
    assert len(t.outliers) == 1
    assert "a factor of 5.4 from what the others say (1,301)" in t.outliers[0].because
    assert "doubts it itself" in t.outliers[0].because


def test_a_dispute_alone_puts_nothing_outside():
    """Of two figures that are near each other, a report's "disputed" says nothing about the distance."""
    desk = Desk(name="x", publisher="Field Post", published="2024-05-03")
    desk.add(exact(30), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN], remarks=("disputed",))
    assert not toll([desk.report(), report("B", "HRW", 24)], "latest-per-origin.v1").outliers


def test_two_figures_without_a_dispute_are_both_inside():
    assert not toll(seed_like(), "latest-per-origin.v1").outliers


# earlier days


def test_a_figure_of_an_early_day_is_no_rival_of_the_last_total():
    desk = Desk(name="m", publisher="A", published="2025-03-18")
    for n, until in ((745, "2025-03-08"), (1225, "2025-03-11"), (1557, "2025-03-17")):
        desk.add(exact(n), CIVILIANS, origin="SOHR", time=span("2025-03-06", until), cumulative=True, places=[SYRIA])
    early = single(at_least(750, "over"), outlet="B", published="2025-03-09", origin="Plain Facts", when="2025-03-06",
                   until="2025-03-09", population=CIVILIANS, where=(COAST,))  # fmt: skip
    t = toll([desk.report(), early], "acled.v1", "civilians")
    assert (t.low, t.high) == (1557, 1557)
    assert early.findings.claims[0].key in {o.claim for o in t.outliers}


# order of the ends, names


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30_000), st.sampled_from(["", "more than", "over", "at least", "about"]),
                          st.sampled_from([PEOPLE, CIVILIANS, FIGHTERS]),
                          st.sampled_from(["MSF", "HRW", "SOHR", "some accounts"])), min_size=1, max_size=5))  # fmt: skip
def test_low_best_and_high_are_in_order_under_every_rule_set(rows):
    reports = [report(f"O{i}", who, at_least(n, words) if words else n, group)
               for i, (n, words, group, who) in enumerate(rows)]  # fmt: skip
    for t in weigh(reports).tolls:
        known = [n for n in (t.low, t.best, t.high) if n is not None]
        assert known == sorted(known), t


def test_more_than_21000_has_no_best_below_its_low_end():
    t = toll([report("A", "UNHCR", at_least(21_000, "more than"), measure="displaced")], "latest-per-origin.v1")
    assert (t.low, t.best, t.high) == (21_001, 21_001, None)


def test_an_episode_is_named_by_its_area_and_the_days_of_the_killing():
    desk = Desk(name="m", publisher="A", published="2025-03-25")
    desk.add(exact(1225), CIVILIANS, origin="SOHR", time=span("2025-03-06", "2025-03-11"), cumulative=True,
             places=[SYRIA, COAST, TOWN])  # fmt: skip
    desk.add(exact(21_637), PEOPLE, origin="UNHCR", measure="displaced", time=span("2025-03-01", "2025-03-25"),
             cumulative=True, places=[SYRIA])  # fmt: skip
    assert {i.label for i in weigh([desk.report()]).incidents} >= {"Syria, 6 to 11 March 2025"}


def test_parts_that_outgrew_an_origins_old_total_open_its_high_end():
    """1,557 civilians on the 17th leave no room for a closed range of all the dead that ends at 1,400."""
    desk = Desk(name="m", publisher="A", published="2025-03-18")
    desk.add(exact(1018), PEOPLE, origin="SOHR", time=span("2025-03-06", "2025-03-08"), cumulative=True, places=[SYRIA])
    desk.add(exact(1557), CIVILIANS, origin="SOHR", time=span("2025-03-06", "2025-03-17"), cumulative=True,
             places=[SYRIA])  # fmt: skip
    other = single(1334, outlet="B", published="2025-03-31", origin="SNHR", when="2025-03-06", until="2025-03-31",
                   cumulative=True, where=(SYRIA,))  # fmt: skip
    t = toll([desk.report(), other], "latest-per-origin.v1")
    assert (t.low, t.high) == (1334, None)
    assert any("parts (1,557 civilians) that imply at least 1,557" in s.because for s in t.steps)


# series and what is said of them


def monitor_desk(*rows):
    desk = Desk(name="m", publisher="A", published="2025-03-18")
    for n, until in rows:
        desk.add(exact(n), CIVILIANS, origin="SOHR", time=span("2025-03-06", until), cumulative=True, places=[SYRIA])
    return desk.report()


def test_a_figure_repeated_in_passing_is_the_running_totals_own():
    again = single(830, outlet="B", published="2025-03-10", origin="SOHR", when="2025-03-08", until="2025-03-09",
                   population=CIVILIANS, where=(SYRIA,))  # fmt: skip
    found = weigh([monitor_desk((745, "2025-03-08"), (830, "2025-03-09"), (1068, "2025-03-10")), again])
    held = [s for s in found.series if s.origin == "sohr"]
    assert [[p.value for p in s.points] for s in held] == [[745, 830, 1068]]
    assert [r.fidelity for r in found.relays] == ["faithful"]


def test_a_late_reckoning_is_no_increment_of_the_first_day():
    """A committee's 1,426, its day misread as that of the first attacks, is a total that rivals the monitor's."""
    late = single(at_least(1426), outlet="B", published="2025-07-22", origin="Amnesty", when="2025-03-06")
    found = weigh([monitor_desk((745, "2025-03-08"), (1225, "2025-03-11"), (1557, "2025-03-17")), late])
    assert {s.scope for s in found.series if s.points[0].value == 1426} == {"single"}


def test_a_problem_names_the_origin_and_not_its_id():
    desk = Desk(name="x", publisher="MSF", published="2024-05-03")
    whole = desk.add(exact(40), PEOPLE, origin="SOHR", time=span("2024-05-02"), places=[TOWN])
    desk.add(exact(60), CIVILIANS, origin="SOHR", time=span("2024-05-02"), places=[TOWN], part_of=whole)
    assert [p.says.split(":")[0] for p in weigh([desk.report()]).problems] == ["Syrian Observatory for Human Rights"]


@pytest.mark.parametrize(
    ("facets", "words"),
    [
        ({"status": "civilian", "sex": "female", "age": "adult"}, "civilian women"),
        ({"status": "civilian", "age": "child"}, "civilian children"),
        ({"community": "alawite", "status": "civilian"}, "Alawite civilians"),
        ({"community": "alawite"}, "Alawite people"),
        ({"affiliation": "state forces", "status": "combatant"}, "state forces"),
        ({"sex": "male"}, "men and boys"),
        ({}, "people"),
    ],
)
def test_a_group_has_a_plain_name(facets, words):
    assert Group(**facets).label() == words


def test_a_headline_that_prints_the_total_again_is_no_event_of_a_village():
    desk = Desk(name="m", publisher="A", published="2025-03-08")
    village = place("Al-Rawda", ident="sy-rawda", within=("sy-coast", "sy"))
    desk.add(exact(340), PEOPLE, origin="SOHR", places=[village], quote="340 killed in villages")
    desk.add(exact(340), PEOPLE, origin="SOHR", time=span("2025-03-06", "2025-03-08"), cumulative=True, places=[SYRIA])
    desk.add(exact(31), PEOPLE, origin="SOHR", time=span("2025-03-07"), places=[village])
    found = weigh([desk.report(), monitor_desk((745, "2025-03-08"), (1225, "2025-03-11"))])
    assert len([i for i in found.incidents if i.parent]) == 1
    assert [len(i.claims) for i in found.incidents if i.parent] == [1]


def test_what_is_set_aside_among_the_killed_is_no_step_of_another_harm():
    reports = [report("A", "MSF", 40, CIVILIANS), report("B", "HRW", BARE, CIVILIANS),
               report("C", "UNHCR", 900, CIVILIANS, measure="displaced")]  # fmt: skip
    bare = reports[1].findings.claims[0].key
    told = {t.measure for t in weigh(reports).tolls for s in t.steps if bare in s.claims}
    assert told == {"killed"}
