"""The total of a report and its incidents: what speaks for a part, what against; how two groups, places, days relate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from drawn import Drawing, cases, claims_of
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract import evidence, wholes
from reckoning.extract.enclosure import days_relation, group_relation, place_relation
from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import population_from
from reckoning.types import Candidate, Interval, Place, Population

REPORTS = cases("""
    <Forty people were killed> in the blast, the ministry said. An opposition group said <25 people were killed>.
        killed 40 people
        killed 25 people

    A car bomb <killed 30 people> in Osk on Monday. Last month <12 people were killed> in a similar attack in Harun.
        killed 30 people
        killed 12 people

    A sniper <killed two soldiers> in Osk. <Three soldiers were killed> in a separate attack in Harun.
        killed 2 soldiers
        killed 3 soldiers

    The commission recorded <1,200 deaths> in the province. <Ten were girls under 15> and <37 were minors>.
        killed 1200 people
        killed 10 girls part=1
        killed 37 minors part=1

    The centre counted <39 killings> in June, <21 by the police>, <12 by the army> and <6 by unknown men>.
        killed 39 people
        killed 21 people part=1
        killed 12 people part=1
        killed 6 people part=1

    Bandits <abducted 24 sailors> on Sunday. Among them were <17 Indians>, <five Ukrainians> and <two Filipinos>.
        abducted 24 sailors
        abducted 17 indians part=1
        abducted 5 ukrainians part=1
        abducted 2 filipinos part=1

    The rebels <killed 14 travellers>, <among them a customs officer and <his two sons>>.
        killed 14 travellers
        killed 3 people part=1
        killed 2 sons part=2

    <Twenty-six people were killed> when a bomb went off in a mosque in Osk on Friday, officials said.
    The dead were taken to two hospitals. <Six policemen were killed> while guarding the gate.
        killed 26 people
        killed 6 policemen part=1

    The army said <40 rebels were killed> in Osk. The rebels said <only three fighters were killed>.
        killed 40 rebels
        killed 3 fighters

    <Fifty people died> in the raid on Harun on Monday. <Two soldiers were killed> in Osk a week earlier.
        killed 50 people
        killed 2 soldiers

    A mine <killed three farmers> near Osk on Monday. Landmines have <killed 900 people> in the country since 2009.
        killed 3 farmers
        killed 900 people

    <Twelve people were killed> in the attack. <The attacker was shot dead>.
        killed 12 people
        killed 1 attacker

    The office documented <1,300 killings> in the first half of 2021. In one attack on 3 March, militiamen <killed 42 people> in Osk.
        killed 1300 people
        killed 42 people part=1

    <Sixty civilians were killed> in the offensive, the monitor said, while the army put <the number of dead at 12>.
        killed 60 civilians
        killed 12 people
""")


@pytest.mark.parametrize("case", REPORTS, ids=str)
def test_reports(case: Drawing) -> None:
    case.check()


def population(text: str) -> Population:
    return population_from(text)


@pytest.mark.parametrize(
    ("part", "whole", "relation"),
    [
        ("women", "people", "inside"),
        ("police officers", "people", "inside"),
        ("civilians", "people", "loose"),
        ("people", "soldiers", "wider"),
        ("people", "others", "same"),
        ("girls", "children", "inside"),
        ("children", "villagers", "inside"),
        ("journalists", "civilians", "inside"),
        ("soldiers", "civilians", "apart"),
        ("civilians", "fighters", "apart"),
        ("Kurdish fighters", "fighters", "inside"),
        ("fighters", "Kurdish fighters", "wider"),
        ("policemen", "security forces", "inside"),
        ("commander", "rebels", "loose"),
        ("nurses", "teachers", "unlike"),
    ],
)
def test_group_relation(part: str, whole: str, relation: str) -> None:
    assert group_relation(population(part), population(whole)) == relation


GROUPS = st.sampled_from(
    ["people", "women", "children", "girls", "civilians", "soldiers", "rebels", "villagers", "police officers", "staff"]
)


@given(GROUPS, GROUPS)
def test_a_group_inside_another_does_not_take_it_in(one: str, two: str) -> None:
    found = group_relation(population(one), population(two)), group_relation(population(two), population(one))
    assert found not in [("inside", "inside"), ("wider", "wider"), ("same", "inside"), ("inside", "same")]


def day(start: int, end: int) -> Interval:
    return Interval(start=date(2020, 5, start), end=date(2020, 5, end), grain="days")


@pytest.mark.parametrize(
    ("part", "whole", "relation"),
    [
        (day(3, 3), day(1, 9), "inside"),
        (day(1, 9), day(3, 3), "wider"),
        (day(3, 3), day(3, 3), "same"),
        (day(3, 3), day(4, 9), "apart"),
        (day(9, 9), day(1, 8), "apart"),
        (day(3, 3), Interval(start=None, end=date(2020, 5, 9), grain="open"), "inside"),
        (day(1, 5), day(3, 9), "unknown"),
        (None, day(3, 9), "unknown"),
    ],
)
def test_days_relation(part: Interval | None, whole: Interval | None, relation: str) -> None:
    assert days_relation(part, whole) == relation


def place(text: str, *within: str, known: bool = True) -> Place:
    entry = Candidate(id=text, name=text, lat=0.0, lon=0.0, precision="exact", country="XX", within=within)
    return Place(text=text, candidates=(entry,) if known else ())


@pytest.mark.parametrize(
    ("part", "whole", "relation"),
    [
        ((place("Osk", "Loria"),), (place("Loria"),), "inside"),
        ((place("Loria"),), (place("Osk", "Loria"),), "wider"),
        ((place("Osk"),), (place("Osk"),), "same"),
        ((place("Osk"),), (place("Harun"),), "apart"),
        ((place("Osk"),), (place("Osk"), place("Harun")), "inside"),
        ((place("Osk", known=False),), (place("Harun", known=False),), "unlike"),
        ((place("the market of Osk", known=False),), (place("Osk", known=False),), "inside"),
        ((place("west of Osk", known=False),), (place("Osk", known=False),), "unlike"),
        ((), (place("Osk"),), "unknown"),
    ],
)
def test_place_relation(part: tuple[Place, ...], whole: tuple[Place, ...], relation: str) -> None:
    assert place_relation(part, whole) == relation


def test_every_signal_of_weight_is_known() -> None:
    """A weight without a signal, or a signal misspelt, would weigh nothing without anybody noticing."""
    weights = set(lexicon("wholes")["weights"])
    source = Path(evidence.__file__).read_text("utf-8") + Path(wholes.__file__).read_text("utf-8")
    built = {w for w in weights if w.startswith(("group_", "place_", "days_"))}
    assert {w for w in weights - built if f'"{w}"' not in source} == set()
    relations = {"same", "inside", "wider", "apart", "unlike", "unknown", "loose", "broad", "bare", "open"}
    assert {w.split("_", 1)[1] for w in built} <= relations


def test_no_claim_is_a_part_of_itself_or_of_its_part() -> None:
    claims = {c.key: c for c in claims_of(REPORT)}
    for claim in claims.values():
        seen, above = {claim.key}, claim.part_of
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = claims[above].part_of


REPORT = """At least 90 people were killed in attacks across Loria on Sunday, police said.
A bomb killed 40 people in Osk, including 12 children, nine of whom were girls. In Harun, gunmen shot dead 20 soldiers.
Of the 90 killed, 30 were civilians. Last month 15 people were killed in Sirr. A monitor counted 300 deaths this year."""


def test_a_link_says_its_evidence() -> None:
    found = [t for c in claims_of(REPORT) for t in c.traces if t.facet == "part_of"]
    assert found
    assert all(t.rule.startswith("prior") and t.start is not None for t in found)
