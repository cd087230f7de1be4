"""Each published rule set against worked examples of its publisher."""

from __future__ import annotations

from pathlib import Path

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
    between,
    exact,
    place,
    said_by,
    single,
    span,
    vague,
)

from reckoning.problems import ReckoningError
from reckoning.types import Bracket, Population
from reckoning.weigh.adjustment import Adjustment, adjusted
from reckoning.weigh.rules import BUILTIN_RULE_SETS
from reckoning.weigh.rules.airwars import headline
from reckoning.weigh.run import WeighSettings, weigh

TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))
MORGUE = place("Baghdad", ident="iq-baghdad", within=("iq",), country="IQ")


def report(outlet, origin, quantity, population=PEOPLE, *, published="2024-05-03", when="2024-05-02", **more):
    return single(quantity, outlet=outlet, published=published, origin=origin, when=when, where=(TOWN,),
                  population=population, **more)  # fmt: skip


def toll(reports, rule_set, population="people", settings=None):
    found = [
        t for t in weigh(reports, settings=settings).tolls if t.rule_set == rule_set and t.population.text == population
    ]
    assert len(found) <= 1
    return found[0] if found else None


def ends(t):
    return (t.low, t.best, t.high)


def test_every_rule_set_is_named_versioned_and_cites_its_source():
    names = [r.name for r in BUILTIN_RULE_SETS]
    assert len(set(names)) == len(names) == 8
    assert all(r.name.rsplit(".v", 1)[1].isdigit() and r.source and r.title for r in BUILTIN_RULE_SETS)


# ACLED


@pytest.mark.parametrize(
    ("words", "low", "coded"), [("dozens", 24, 12), ("hundreds", 200, 100), ("tens", 20, 10), ("several", 3, 3)]
)
def test_acled_reads_its_own_values_of_words(words, low, coded):
    t = toll([report("A", "police", vague(words, low))], "acled.v1")
    assert ends(t) == (coded, coded, coded)


def test_acled_takes_the_most_conservative_and_notes_the_dispute():
    t = toll([report("A", "Amnesty", 30), report("B", "MSF", 22), report("C", "ICRC", at_least(25))], "acled.v1")
    assert t.best == 22
    assert any(s.rule == "dispute" and "30" in s.because for s in t.steps)


def test_acled_codes_the_written_number_of_more_than():
    assert toll([report("A", "MSF", at_least(40, "more than"))], "acled.v1").best == 40


def test_acled_codes_deaths_only():
    assert toll([report("A", "MSF", 5, measure="injured")], "acled.v1") is None


# UCDP


def test_ucdp_best_is_the_sum_of_its_parts():
    reports = [report("A", "MSF", 20, CIVILIANS), report("A2", "MSF", 5, SECURITY), report("B", "Amnesty", 14, CIVILIANS),
               report("C", "ICRC", 7, FIGHTERS)]  # fmt: skip
    t = toll(reports, "ucdp.v1")
    parts = [s for s in t.steps if s.rule.startswith("deaths_")]
    assert [s.rule for s in parts] == ["deaths_a", "deaths_b", "deaths_civilians"]
    increments = [(s.after.best or 0) - (s.before.best or 0) for s in parts]
    assert sum(increments) == t.best == 5 + 7 + 14
    assert t.low <= t.best <= t.high
    assert (t.low, t.high) == (26, 32)


def test_ucdp_the_rest_of_a_total_is_unknown():
    desk = Desk(name="a", publisher="A", published="2024-05-03")
    whole = desk.add(exact(30), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN])
    desk.add(exact(18), CIVILIANS, origin="MSF", time=span("2024-05-02"), places=[TOWN], part_of=whole)
    t = toll([desk.report()], "ucdp.v1")
    assert ends(t) == (30, 30, 30)
    assert [s.rule for s in t.steps if s.rule.startswith("deaths")] == ["deaths_civilians", "deaths_unknown"]


# Iraq Body Count


def morgue(total, adjustments, published="2003-09-10"):
    desk = Desk(name=f"morgue-{total}", publisher="Al-Sabah al-Jadeed", published=published)
    key = desk.add(exact(total), Population(text="bodies"), origin="Baghdad central morgue", places=[MORGUE],
                   time=span("2003-04-14", "2003-08-31"))  # fmt: skip
    taken = tuple(Adjustment(claim=key, **a) for a in adjustments)
    return toll([desk.report()], "ibc.v1", settings=WeighSettings(adjustments=taken))


def test_ibc_x132_background_then_overlaps():
    """x132: 2,846 at the Baghdad morgue, 14 April to 31 August 2003; 1,519 after the background (overlaps made up)."""
    background = {
        "kind": "background",
        "least": "1327",
        "most": "1327",
        "because": "pre-war background of violent deaths",
    }
    assert ends(morgue(2846, [background])) == (1519, None, 1519)
    confirmed = {
        "kind": "overlap",
        "least": "130",
        "most": "130",
        "because": "confirmed overlap with recorded incidents",
    }
    potential = {"kind": "overlap", "least": "0", "most": "245", "because": "potential overlap with recorded incidents"}
    t = morgue(2846, [confirmed, potential, background])
    assert (t.low, t.high) == (1519 - 130 - 245, 1519 - 130)
    rules = [s.rule for s in t.steps]
    assert rules == ["background", "overlap", "overlap", "min-max"]
    assert all(s.claims for s in t.steps)
    assert "2,846 less background (1327) is 1,519" in t.steps[0].because


def test_ibc_x334_rarely_is_one_in_fifty_to_one_in_twenty_five():
    """x334 and x350: "fighters are rarely brought to morgues": totals cut by 4 % (minimum) and 2 % (maximum)."""
    rarely = {
        "kind": "combatants",
        "least": "1/50",
        "most": "1/25",
        "share": True,
        "because": "fighters are rarely brought to morgues",
    }
    assert ends(morgue(1000, [rarely])) == (960, None, 980)
    background = {"kind": "background", "least": "300", "most": "300", "because": "background"}
    assert ends(morgue(1000, [background, rarely])) == (660, None, 680)


def test_ibc_needs_two_independent_sources():
    one = [report("A", "MSF", 20), report("B", "MSF", 20), report("C", "MSF", 20)]
    t = toll(one, "ibc.v1")
    assert ends(t) == (None, None, None)
    assert t.steps[-1].rule == "two-sources"
    assert ends(toll([*one, report("D", "Amnesty", 24)], "ibc.v1")) == (20, None, 24)


def test_ibc_does_not_count_a_source_that_names_nobody():
    assert ends(toll([report("A", "MSF", 20), report("B", "some accounts", 31)], "ibc.v1")) == (None, None, None)


def test_ibc_takes_combatants_off_a_total():
    reports = [report("A", "MSF", 30), report("A2", "MSF", 8, SECURITY), report("B", "Amnesty", 33)]
    assert ends(toll(reports, "ibc.v1")) == (22, None, 25)


@pytest.mark.parametrize("least, most", [("5", "4"), ("x", "4"), ("-1", "2")])
def test_an_adjustment_with_bad_bounds_is_the_callers_mistake(least, most):
    with pytest.raises(ReckoningError, match="needs"):
        Adjustment(claim="", kind="overlap", least=least, most=most, because="overlap")


def test_an_adjustment_never_goes_below_zero():
    taken = Adjustment(claim="", kind="overlap", least="0", most="50", because="overlap")
    assert adjusted(Bracket(low=10, high=40), taken) == Bracket(low=0, high=40)


# Airwars


def test_airwars_gradings():
    def grading(*reports):
        t = toll(reports, "airwars.v1", "civilians")
        return next(s.because.split(":")[0] for s in t.steps if s.rule == "grading")

    a, b = report("A", "MSF", 20), report("B", "Amnesty", 24)
    assert grading(a) == "weak"
    assert grading(a, b) == "fair"
    blamed = report("C", "HRW", 22, blamed=["the air force"]), report("D", "ICRC", 22, blamed=["rebel artillery"])
    assert grading(*blamed) == "contested"
    conceded = report("E", said_by("Coalition", "belligerent", "other"), 20, CIVILIANS, blamed=["Coalition"])
    assert grading(a, conceded) == "confirmed"


def test_airwars_presumes_civilians():
    assert ends(toll([report("A", "MSF", 20), report("B", "Amnesty", 24, CIVILIANS)], "airwars.v1", "civilians")) == (
        20,
        None,
        24,
    )


def test_airwars_contested_status_zeroes_both_minimums():
    reports = [report("A", "MSF", 31, CIVILIANS), report("B", "HRW", 31, FIGHTERS)]
    assert ends(toll(reports, "airwars.v1", "civilians")) == (0, None, 31)
    assert ends(toll(reports, "airwars.v1", "combatants")) == (0, None, 31)


def test_airwars_a_perpetrators_label_is_context_only():
    label = report("B", said_by("Coalition", "belligerent"), 31, FIGHTERS)
    t = toll([report("A", "MSF", 31, CIVILIANS), report("C", "HRW", 29, CIVILIANS), label], "airwars.v1", "civilians")
    assert ends(t) == (29, None, 31)
    assert any(s.rule == "label" for s in t.steps)


def test_airwars_headline_adds_fair_and_confirmed_only():
    fair = [report("A", "MSF", 20), report("B", "Amnesty", 24)]
    weak = [single(9, outlet="C", published="2024-06-03", origin="HRW", when="2024-06-02", where=(COAST,))]
    tolls = [t for t in weigh(fair + weak).tolls if t.rule_set == "airwars.v1"]
    assert len(tolls) == 2
    assert headline(tolls) == Bracket(low=20, high=24)


# GTD


def test_gtd_recent_then_majority_then_lowest():
    old = report("A", "MSF", 40, published="2024-05-03")
    new = report("B", "Amnesty", 33, published="2024-05-09")
    assert toll([old, new], "gtd.v1").best == 33
    same_day = [report(o, o, n) for o, n in (("MSF", 30), ("Amnesty", 30), ("HRW", 26))]
    assert toll(same_day, "gtd.v1").best == 30
    assert toll([report("MSF", "MSF", 30), report("HRW", "HRW", 26)], "gtd.v1").best == 26


# OHCHR


def test_ohchr_ukraine_breakdown_sums_to_1232():
    """OHCHR, Ukraine civilian casualty bulletin, April 2022: 250 men, 176 women, 18 girls, 36 boys, 58 children and
    694 adults whose sex is yet unknown make 1,232 killed.
    """
    ukraine = place("Ukraine", ident="ua", precision="country", country="UA")
    desk = Desk(name="ohchr", publisher="OHCHR", published="2022-04-01")
    time = span("2022-02-24", "2022-03-31")

    def add(n, text, part_of=None, **facets):
        population = Population(text=text, status="civilian", **facets)
        return desk.add(
            exact(n), population, origin="OHCHR", time=time, cumulative=True, places=[ukraine], part_of=part_of
        )

    whole = add(1232, "civilians")
    for n, text, facets in ((250, "men", {"sex": "male", "age": "adult"}), (176, "women", {"sex": "female", "age": "adult"}),
                            (18, "girls", {"sex": "female", "age": "child"}), (36, "boys", {"sex": "male", "age": "child"}),
                            (58, "children", {"age": "child"}), (694, "adults", {"age": "adult"})):  # fmt: skip
        add(n, text, whole, **facets)
    reckoning = weigh([desk.report()])
    series = next(s for s in reckoning.series if s.population.text == "civilians")
    assert series.points[0].parts_sum == 1232
    assert len(series.points[0].parts) == 6
    assert not reckoning.problems
    t = next(t for t in reckoning.tolls if t.rule_set == "latest-per-origin.v1" and t.population.text == "civilians")
    assert ends(t) == (1232, 1232, 1232)


def test_a_breakdown_that_misses_its_total_is_a_problem_with_both_quotes():
    desk = Desk(name="x", publisher="MSF", published="2024-05-03")
    whole = desk.add(exact(100), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN])
    for n, group in ((60, CIVILIANS), (25, SECURITY), (12, FIGHTERS)):
        desk.add(exact(n), group, origin="MSF", time=span("2024-05-02"), places=[TOWN], part_of=whole)
    problems = weigh([desk.report()]).problems
    assert [p.code for p in problems] == ["PARTS-MISFIT"]
    assert "60 + 25 + 12" in problems[0].says or "97" in problems[0].says
    assert problems[0].anchor.exact.startswith("100")
    assert problems[0].also.exact.startswith("60")


def test_a_part_larger_than_its_whole_is_a_problem():
    desk = Desk(name="x", publisher="MSF", published="2024-05-03")
    whole = desk.add(exact(40), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN])
    desk.add(exact(60), CIVILIANS, origin="MSF", time=span("2024-05-02"), places=[TOWN], part_of=whole)
    assert [p.code for p in weigh([desk.report()]).problems] == ["PARTS-EXCEED"]


def test_documented_needs_name_date_and_place():
    desk = Desk(name="x", publisher="MSF", published="2024-05-03")
    desk.add(exact(9), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN])
    desk.person("Karim Hadawi", death="2024-05-02", where=TOWN)
    desk.person("Samar Idlani", death="2024-05-02", where=TOWN)
    desk.person("Nour Telwani", death="2024-05-02")
    desk.person("Yusuf", death="2024-05-02", where=TOWN)
    t = toll([desk.report()], "ohchr.documented.v1")
    assert ends(t) == (2, 2, None)
    assert "2 more named persons" in t.steps[1].because


# names


def named(count, unnamed=0, publisher="Assessors"):
    desk = Desk(name=f"names-{publisher}", publisher=publisher, published="2023-10-10")
    desk.add(at_least(50), PEOPLE, origin=publisher, time=span("2023-10-09"), places=[TOWN])
    for i in range(count):
        desk.person(f"Person {chr(65 + i // 26)}{chr(97 + i % 26)}ad", death="2023-10-09", where=TOWN)
    if unnamed:
        desk.add(exact(unnamed), Population(text="unnamed relatives"), time=span("2023-10-09"), places=[TOWN])
    return desk.report()


def test_65_named_and_8_identified_give_65_to_73():
    assert ends(toll([named(65, 8)], "names.v1")) == (65, 65, 73)


def test_the_same_names_from_a_second_report_add_nobody():
    t = toll([named(65, 8), named(65, 8, "Second Desk")], "names.v1")
    assert ends(t) == (65, 65, 73)
    assert "65 rows name one of them again" in t.steps[0].because


def test_kin_are_no_rival_total():
    t = toll([named(65, 8)], "latest-per-origin.v1")
    assert (t.low, t.high) == (50, None)
    assert any("kin" in s.because for s in t.steps)


# reading of words


@pytest.mark.parametrize(
    "quantity, expected",
    [
        (about(1400), (1350, 1400, 1449)),
        (between(41, 57), (41, None, 57)),
        (vague("several", 3), (3, None, None)),
        (at_least(16), (16, 16, None)),
    ],
)
def test_words_are_read_as_bounds(quantity, expected):
    assert ends(toll([report("A", "MSF", quantity)], "latest-per-origin.v1")) == expected


def test_sides_and_the_range_without_the_parties():
    reports = [report("A", "MSF", 30), report("B", said_by("The Junta", "belligerent", "other"), 12)]
    reckoning = weigh(reports)
    t = next(t for t in reckoning.tolls if t.rule_set == "latest-per-origin.v1")
    side = next(s for s in reckoning.sides if s.toll == t.key)
    assert (t.low, t.high) == (12, 30)
    assert (side.other, side.third) == (Bracket(low=12, best=12, high=12), Bracket(low=30, best=30, high=30))
    assert side.without_parties == Bracket(low=30, best=30, high=30)
    assert any(s.rule == "sides" and "would be 30" in s.because for s in t.steps)


def test_families_are_never_added_to_people():
    desk = Desk(name="x", publisher="UNHCR", published="2025-03-12")
    desk.add(about(8500), PEOPLE, measure="displaced", time=span("2025-03-12"), places=[COAST])
    desk.add(
        exact(1791),
        Population(text="families"),
        measure="displaced",
        unit="families",
        time=span("2025-03-12"),
        places=[COAST],
    )
    tolls = [t for t in weigh([desk.report()]).tolls if t.rule_set == "latest-per-origin.v1"]
    assert {(t.unit, t.best) for t in tolls} == {("people", 8500), ("families", 1791)}


def test_every_toll_is_its_steps():
    reports = [report("A", "MSF", 30), report("B", "Amnesty", 24), report("C", "HRW", at_least(7000, "over"))]
    for t in weigh(reports).tolls:
        if t.steps:
            assert t.steps[0].before == Bracket()
            assert all(a.after == b.before for a, b in zip(t.steps, t.steps[1:], strict=False))
            last = t.steps[-1].after
            assert (last.low, last.best, last.high) == (t.low, t.best, t.high)


def test_every_rule_set_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "weighing.md").read_text("utf-8")
    assert all(f"`{r.name}`" in page for r in BUILTIN_RULE_SETS)
