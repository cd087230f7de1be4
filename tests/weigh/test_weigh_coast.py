"""The coast of Syria, March 2025, from the public record: one monitor behind many outlets, sums that fit and do not.

Figures: Syrian Observatory for Human Rights as carried by agencies, 8 to 17 March 2025; Syrian Network for Human
Rights, 11 March and 30 June 2025; OHCHR, 11 March; national fact-finding committee, 22 July; UN Commission of Inquiry
on Syria, 14 August 2025. Outlets here are made up.
"""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, COAST, GOVERNORATES, PEOPLE, SECURITY, Desk, about, at_least, exact, place, span

from reckoning.types import Population
from reckoning.weigh.run import weigh

SOHR, SNHR = "Syrian Observatory for Human Rights", "Syrian Network for Human Rights"
ALAWITES = Population(text="Alawite residents", status="civilian", community="Alawite")
FIGHTERS = Population(text="pro-Assad fighters", status="combatant", affiliation="pro-Assad fighters")
VILLAGE = place("Al-Tuwaimah", ident="sy-tuwaimah", within=("sy-tartus", "sy-coast", "sy"), lat=35.1, lon=36.1)


def bulletin(outlet, published, n, population=CIVILIANS, *, origin=SOHR, as_of=None, parts=(), since="2025-03-06"):
    """One running total with its breakdown by governorate, as an outlet carries it."""
    desk = Desk(name=f"{outlet}-{published}-{n}-{origin}", publisher=outlet, published=published)
    quantity = exact(n) if isinstance(n, int) else n
    when = span(since, as_of or published)
    whole = desk.add(quantity, population, origin=origin, time=when, cumulative=True, places=[COAST])
    for name, value in dict(parts).items():
        desk.add(exact(value), population, origin=origin, time=when, cumulative=True, part_of=whole,
                 places=[GOVERNORATES[name]])  # fmt: skip
    return desk


def on_the_day(desk, day, n, parts):
    whole = desk.add(exact(n), CIVILIANS, origin=SOHR, time=span(day), places=[COAST])
    for name, value in parts.items():
        desk.add(exact(value), CIVILIANS, origin=SOHR, time=span(day), places=[GOVERNORATES[name]], part_of=whole)
    return desk


def of_march(outlet, published, quantity, population, origin):
    desk = Desk(name=f"{outlet}-{published}", publisher=outlet, published=published)
    desk.add(quantity, population, origin=origin, time=span("2025-03-06", "2025-03-10"), places=[COAST])
    return desk


def all_groups(outlet="Harbour Wire", fighters=148):
    """745 civilians + 125 security forces + 148 fighters = 1,018, as of 8 March."""
    desk = bulletin(outlet, "2025-03-08", 1018, PEOPLE)
    whole = desk.claims[0].key
    for n, group in ((745, CIVILIANS), (125, SECURITY), (fighters, FIGHTERS)):
        desk.add(
            exact(n),
            group,
            origin=SOHR,
            time=span("2025-03-06", "2025-03-08"),
            cumulative=True,
            places=[COAST],
            part_of=whole,
        )
    return desk


DESKS = (
    bulletin("Upper Zab Post", "2025-03-08", 340, ALAWITES),
    all_groups(),
    bulletin("Meridian Dispatch", "2025-03-09", 830),
    bulletin("Harbour Wire", "2025-03-10", 973),
    bulletin("Noon Digest", "2025-03-10", 973, Population(text="deaths")),
    bulletin("Evening Digest", "2025-03-10", 1068),
    on_the_day(
        bulletin("Upper Zab Post", "2025-03-11", 1225, parts={"Latakia": 658, "Tartus": 384, "Hama": 171, "Homs": 12}),
        "2025-03-11", 132, {"Tartus": 72, "Latakia": 60},
    ),
    on_the_day(
        bulletin("Harbour Wire", "2025-03-12", 1383, parts={"Latakia": 683, "Tartus": 433, "Hama": 255, "Homs": 12}),
        "2025-03-12", 158, {"Hama": 84, "Tartus": 49, "Latakia": 25},
    ),
    bulletin("Lakeside Courier", "2025-03-13", 1383, as_of="2025-03-12"),
    bulletin("Cedar Street Review", "2025-03-10", at_least(7000, "over"), PEOPLE, origin="Nikolas Farantouris"),
    bulletin("Network Bulletin", "2025-03-10", 779, PEOPLE, origin=SNHR, as_of="2025-03-10"),
    bulletin("Network Bulletin", "2025-03-11", 803, PEOPLE, origin="SNHR", as_of="2025-03-10"),
    bulletin("Palace of Nations News", "2025-03-11", at_least(111), origin="UN human rights office"),
    of_march("Cedar Street Review", "2025-07-22", at_least(1426), PEOPLE, "national fact-finding committee"),
    of_march("Harbour Wire", "2025-08-14", about(1400), PEOPLE, "UN Commission of Inquiry on Syria"),
)  # fmt: skip


@pytest.fixture(scope="module")
def reckoning():
    return weigh([d.report() for d in DESKS])


def line(reckoning, origin, scope="running", population="civilians", where=None):
    found = [s for s in reckoning.series if s.origin == origin and s.scope == scope and s.population.text == population
             and [p.text for p in s.places] == ([where] if where else [])]  # fmt: skip
    assert len(found) == 1, [(s.origin, s.scope, s.population.text, s.places) for s in reckoning.series]
    return found[0]


def toll(reckoning, rule_set, population):
    return next(t for t in reckoning.tolls if t.rule_set == rule_set and t.population.text == population)


def test_it_is_one_episode(reckoning):
    assert len([i for i in reckoning.incidents if i.parent is None]) == 1


def test_the_monitors_series(reckoning):
    values = [p.value for p in line(reckoning, "sohr").points]
    assert values == [340, 745, 830, 973, 1068, 1225, 1383]


def test_breakdowns_by_governorate_sum(reckoning):
    points = {p.value: p for p in line(reckoning, "sohr").points}
    assert points[1225].parts_sum == 1225
    assert points[1383].parts_sum == 1383
    assert {p.value for p in points[1383].parts} == {683, 433, 255, 12}


def test_increments_are_a_series_of_their_own(reckoning):
    increments = line(reckoning, "sohr", "increment")
    assert [(p.value, p.parts_sum) for p in increments.points] == [(132, 132), (158, 158)]
    assert [p.value for p in line(reckoning, "sohr", "increment", where="Tartus").points] == [72, 49]


def test_the_12_march_fits_and_the_11_march_does_not(reckoning):
    misfits = [p for p in reckoning.problems if p.code == "SERIES-MISFIT"]
    assert len(misfits) == 1
    assert "132" in misfits[0].says
    assert "157" in misfits[0].says
    assert "132" in misfits[0].anchor.exact
    assert "1,225" in misfits[0].also.exact


def test_every_governorate_of_12_march_fits(reckoning):
    assert not [p for p in reckoning.problems if p.code == "SERIES-MISFIT" and "2025-03-12" in p.says.split("does")[0]]


def test_many_outlets_are_one_origin(reckoning):
    sohr = next(o for o in reckoning.origins if o.id == "sohr")
    outlets = {d.publisher for d in DESKS for c in d.claims if c.key in sohr.claims}
    assert len(outlets) >= 5
    assert sohr.name == SOHR
    assert sohr.kind == "monitor"


def test_973_people_is_a_relay_that_dropped_the_group(reckoning):
    relays = [r for p in line(reckoning, "sohr").points if p.value == 973 for r in p.relays]
    assert [r.fidelity for r in relays] == ["group_dropped"]


def test_two_editions_of_one_count(reckoning):
    assert [p.value for p in line(reckoning, "snhr", population="people").points] == [779, 803]
    assert "779" not in str(toll(reckoning, "acled.v1", "people").low)


def test_7000_lies_outside_visibly(reckoning):
    people = toll(reckoning, "latest-per-origin.v1", "people")
    assert people.high is None or people.high < 7000
    assert people.low < 7000
    assert people.best < 2000
    assert len(people.outliers) == 1
    assert "Farantouris" in people.outliers[0].because


def test_an_explicit_undercount_is_a_floor(reckoning):
    civilians = toll(reckoning, "latest-per-origin.v1", "civilians")
    assert (civilians.low, civilians.best, civilians.high) == (1383, 1383, 1383)
    assert "floor" in {s.rule for s in civilians.steps}


def test_later_reckonings_are_origins_of_their_own(reckoning):
    people = toll(reckoning, "latest-per-origin.v1", "people")
    used = {c for s in people.steps for c in s.claims}
    for ident in ("syria-fact-finding-committee", "coi-syria"):
        origin = next(o for o in reckoning.origins if o.id == ident)
        assert len(origin.claims) == 1
        assert set(origin.claims) <= used


def test_a_part_of_1018_that_is_misprinted_is_distorted_and_does_not_sum():
    reckoning = weigh([all_groups("Harbour Wire").report(), all_groups("Lakeside Courier").report(),
                       all_groups("Cedar Street Review", fighters=145).report()])  # fmt: skip
    relays = [r for r in reckoning.relays if r.fidelity == "distorted"]
    assert len(relays) == 1
    assert "148" in relays[0].because
    assert "145" in relays[0].because
    assert "RELAY-DISTORTED" in {p.code for p in reckoning.problems}


def test_1018_is_the_sum_of_its_parts():
    reckoning = weigh([all_groups().report()])
    people = next(s for s in reckoning.series if s.population.text == "people")
    assert (people.points[0].value, people.points[0].parts_sum) == (1018, 1018)
    ucdp = toll(reckoning, "ucdp.v1", "people")
    assert (ucdp.low, ucdp.best, ucdp.high) == (1018, 1018, 1018)
    assert [s.rule for s in ucdp.steps][:3] == ["deaths_a", "deaths_b", "deaths_civilians"]


def test_more_than_1300_is_bounded_by_its_parts():
    desk = bulletin("Meridian Dispatch", "2025-03-09", at_least(1300, "more than"), PEOPLE)
    whole = desk.claims[0].key
    for n, group in ((830, CIVILIANS), (231, SECURITY), (250, FIGHTERS)):
        desk.add(
            exact(n),
            group,
            origin=SOHR,
            time=span("2025-03-06", "2025-03-09"),
            cumulative=True,
            places=[COAST],
            part_of=whole,
        )
    people = toll(weigh([desk.report()]), "latest-per-origin.v1", "people")
    assert people.low == 1311
    assert people.high is None


def test_the_governments_13_of_the_first_day_is_no_rival_to_231():
    def forces(outlet, published, n, origin):
        return bulletin(outlet, published, n, SECURITY, origin=origin).report()

    reckoning = weigh([
        forces("Harbour Wire", "2025-03-06", at_least(16), SOHR),
        forces("Harbour Wire", "2025-03-09", 231, SOHR),
        forces("Cedar Street Review", "2025-03-06", 13, "Syrian government"),
    ])  # fmt: skip
    security = toll(reckoning, "latest-per-origin.v1", "state forces")
    assert (security.low, security.high) == (231, 231)
    assert any("from 16 to 231" in o.because for o in security.outliers)


def test_a_village_is_an_incident_of_the_episode():
    desk = bulletin("Upper Zab Post", "2025-03-08", 340, ALAWITES)
    desk.add(exact(31), PEOPLE, origin=SOHR, time=span("2025-03-07"), places=[VILLAGE])
    reckoning = weigh([desk.report(), *(d.report() for d in DESKS)])
    village = next(i for i in reckoning.incidents if "Al-Tuwaimah" in i.label)
    assert village.parent == next(i.id for i in reckoning.incidents if i.parent is None)
    assert village.label == "Al-Tuwaimah, 7 March 2025"


def test_an_outlet_that_names_no_source_is_linked_by_evidence_with_a_doubt():
    silent = Desk(name="silent", publisher="Plain Facts Daily", published="2025-03-12")
    whole = silent.add(exact(1383), CIVILIANS, time=span("2025-03-06", "2025-03-12"), cumulative=True, places=[COAST])
    for name, n in {"Latakia": 683, "Tartus": 433, "Hama": 255}.items():
        silent.add(exact(n), CIVILIANS, time=span("2025-03-06", "2025-03-12"), cumulative=True,
                   places=[GOVERNORATES[name]], part_of=whole)  # fmt: skip
    reckoning = weigh([silent.report(), *(d.report() for d in DESKS)])
    link = next(x for x in reckoning.origin_links if x.claim == whole)
    assert link.origin == "sohr"
    assert {e.feature for e in link.evidence} >= {"figure", "day", "breakdown"}
    assert "no source is named" in link.doubt
    civilians = toll(reckoning, "latest-per-origin.v1", "civilians")
    assert (civilians.low, civilians.high) == (1383, 1383)


def test_over_750_for_745_is_a_distortion():
    loud = bulletin("Plain Facts Daily", "2025-03-09", at_least(750, "over"), as_of="2025-03-08")
    reckoning = weigh([loud.report(), *(d.report() for d in DESKS)])
    relays = [r for r in reckoning.relays if r.claim == loud.claims[0].key]
    assert [r.fidelity for r in relays] == ["distorted"]
    assert "above" in relays[0].because
