"""Two attacks in one town on one day: parted by means, site, victims and what one report says; rivals stay one."""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, PEOPLE, Desk, exact, place, span
from simulator import Noise, b_cubed, simulate_twins

from reckoning.weigh.attack import marks
from reckoning.weigh.incident import Verdict
from reckoning.weigh.run import WeighSettings, weigh

TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))
CITY = place("Harbour City", ident="xx-harbour", within=("xx",), country="XX")


def told(*sentences, outlet="A", origin="MSF", day="2024-05-02", where=TOWN, names=(), **more):
    """A report with one claim a sentence; the number is the first word."""
    desk = Desk(name=f"{outlet}-{origin}-{sentences[0]}", publisher=outlet, published=f"2024-05-{int(day[-2:]) + 1:02}")
    for sentence in sentences:
        number = next(int(word) for word in sentence.split() if word.isdigit())
        desk.add(exact(number), PEOPLE, origin=origin, time=span(day), places=[where], quote=sentence, **more)
    for name in names:
        desk.person(name)
    return desk.report()


def homes(*reports, verdicts=()):
    """The incident of each claim, numbered in order of first appearance."""
    reckoning = weigh(reports, settings=WeighSettings(verdicts=verdicts))
    home = {claim: i.id for i in reckoning.incidents for claim in i.claims}
    ids = [home[c.key] for r in reports for c in r.findings.claims]
    return [list(dict.fromkeys(ids)).index(i) for i in ids]


@pytest.mark.parametrize("seed", [51, 52, 53])
def test_two_attacks_a_day_stay_apart_at_moderate_noise(seed):
    world = simulate_twins(seed)
    home = {c: i.id for i in weigh(world.reports).incidents for c in i.claims}
    precision, recall, f1 = b_cubed(home, world.gold)
    assert f1 >= 0.95, (precision, recall)


@pytest.mark.parametrize("seed", [61, 62])
def test_wrong_words_do_not_part_one_attack(seed):
    """Every sixth outlet names another means, or another site."""
    world = simulate_twins(
        seed, attacks=1, noise=Noise(wrong_means=0.17, one_report=0.0, drops_means=0.1, drops_site=0.1)
    )
    home = {c: i.id for i in weigh(world.reports).incidents for c in i.claims}
    precision, recall, f1 = b_cubed(home, world.gold)
    assert precision == 1.0
    assert f1 >= 0.95, (precision, recall)


def test_means_and_site_part_two_attacks():
    air, bomb = "people were killed in an airstrike on a market", "people died when a car bomb went off at a school"
    assert homes(
        told(f"12 {air}"), told(f"14 {air}", outlet="B", origin="HRW"),
        told(f"7 {bomb}", outlet="C", origin="ICRC"), told(f"8 {bomb}", outlet="D", origin="Amnesty"),
        told("13 people were killed", outlet="E", origin="UNICEF"),
    ) == [0, 0, 1, 1, 0]  # fmt: skip


@pytest.mark.parametrize(
    "one, other",
    [
        ("12 people were killed in an airstrike", "15 people were killed by shelling"),
        ("12 people were killed at a market", "15 people were killed at a school"),
        ("12 people were killed in an airstrike on a market", "31 people were killed in a strike"),
        ("12 people were killed when missiles hit a market", "15 people were killed by rockets at a bazaar"),
        ("12 people were killed in a blast at a hospital", "15 people were killed in an explosion"),
        ("12 people were killed when gunmen detonated a car bomb", "15 people were shot dead"),
    ],
)
def test_rival_tolls_of_one_attack_stay_one(one, other):
    assert homes(told(one), told(other, outlet="B", origin="HRW")) == [0, 0]


def test_a_report_that_tells_of_another_attack_parts_them_and_nothing_bridges():
    two = told("12 people were killed in a bombing", "7 people were killed in another attack")
    bridge = told("12 people were killed", outlet="B", origin="HRW")
    other = told("7 people were killed", outlet="C", origin="ICRC")
    found = homes(two, bridge, other)
    assert found[0] != found[1]


def test_two_figures_of_one_origin_in_one_report_with_other_means_are_two():
    both = told("12 people were killed by shelling", "7 people were shot dead")
    assert homes(both) == [0, 1]


def test_two_figures_without_other_evidence_stay_one():
    assert homes(told("12 people were killed", "14 people were killed, a second count says")) == [0, 0]


def test_two_figures_of_a_report_without_a_day_stay_one():
    desk = Desk(name="undated", publisher="A", published="2024-05-03")
    for n in (12, 15):
        desk.add(exact(n), PEOPLE, origin="MSF", places=[TOWN], quote=f"{n} people were killed")
    assert homes(desk.report()) == [0, 0]


def test_parts_stay_with_their_whole():
    desk = Desk(name="parts", publisher="A", published="2024-05-03")
    whole = desk.add(exact(12), PEOPLE, origin="MSF", time=span("2024-05-02"), places=[TOWN],
                     quote="12 people were killed in an airstrike on a market")  # fmt: skip
    desk.add(exact(5), CIVILIANS, origin="MSF", time=span("2024-05-02"), places=[TOWN], part_of=whole,
             quote="5 of them, at a school, were civilians hit by gunfire")  # fmt: skip
    assert homes(desk.report()) == [0, 0]


def test_a_shared_victim_joins_and_other_victims_part():
    air = "people were killed in an airstrike on a market with the Halabi brothers"
    bomb = "people died when a car bomb went off at a school"

    def naming(number, words, outlet, names):
        desk = Desk(name=outlet, publisher=outlet, published="2024-05-03")
        desk.add(exact(number), PEOPLE, origin=outlet, time=span("2024-05-02"), places=[TOWN],
                 quote=f"{number} {words}: {', '.join(names)}")  # fmt: skip
        report = desk.report()
        for name in names:
            start = report.text.content.index(name)
            desk.person(name)
            desk.persons[-1] = desk.persons[-1].__class__(
                key=name, name=name, by="factory.v1",
                anchor=report.findings.claims[0].anchor.__class__(
                    source=desk.source, text=desk.source, start=start, end=start + len(name), exact=name),
            )  # fmt: skip
        return desk.report()

    same = [
        naming(12, air, "MSF", ["Sami Halabi", "Rami Halabi"]),
        naming(7, bomb, "HRW", ["Sami Halabi", "Nour Darwish"]),
    ]
    assert homes(*same) == [0, 0]
    plain = [naming(12, "people were killed by shelling", "MSF", ["Sami Halabi", "Rami Halabi"]),
             naming(40, "people were shot dead", "HRW", ["Adel Mansour", "Nour Darwish"])]  # fmt: skip
    assert homes(*plain) == [0, 1]


def test_a_person_joins_what_the_machine_parted():
    both = told("12 people were killed by shelling", "7 people were shot dead")
    left, right = (c.key for c in both.findings.claims)
    assert homes(both, verdicts=(Verdict(left=left, right=right, same=True),)) == [0, 0]


def test_two_attacks_have_names_that_tell_them_apart():
    air, bomb = (
        "12 people were killed in an airstrike on a market",
        "7 people died when a car bomb went off at a school",
    )
    labels = {i.label for i in weigh([told(air), told(bomb, outlet="B", origin="HRW")]).incidents}
    assert labels == {"Rastan, 2 May 2024 (air, market)", "Rastan, 2 May 2024 (bomb, school)"}
    (alone,) = weigh([told(air)]).incidents
    assert alone.label == "Rastan, 2 May 2024"


def test_the_evidence_is_shown():
    air, bomb = "12 people were killed in an airstrike on a market", "7 people were shot dead at a checkpoint"
    links = weigh([told(air, bomb)]).links
    terms = {e.feature: e for x in links for e in x.evidence}
    assert terms["weapon"].because in ("different means: air and gun", "different means: gun and air")
    assert {"market", "checkpoint"} <= set(terms["site"].because.split())
    assert terms["report"].weight < 0


def test_two_bombings_in_one_city_in_one_week_stay_apart():
    """The same means and the same kind of site on neighbouring days, one report without a day between them."""
    bombing = "people were killed by a car bomb at a market"
    reports = [
        told(f"14 {bombing}", day="2024-05-02", where=CITY), told(f"15 {bombing}", "30 people were wounded", day="2024-05-02",
             where=CITY, outlet="B", origin="HRW"),
        told(f"24 {bombing}", day="2024-05-03", where=CITY, outlet="C"), told(f"26 {bombing}", day="2024-05-03", where=CITY,
             outlet="D", origin="ICRC"),
        told(f"15 {bombing}", day="2024-05-06", where=CITY, outlet="E", origin="ICRC"),
    ]  # fmt: skip
    found = homes(*reports)
    assert found[0] == found[1] == found[2]
    assert found[3] == found[4]
    assert len({found[0], found[3], found[5]}) == 3


@pytest.mark.parametrize(
    "words, weapons, sites",
    [
        ("7 died in an Airstrike on a bakery", {"air"}, {"bakery"}),
        ("7 were gunned down", {"gun"}, set()),
        ("7 died when a missile hit a bus station", {"air", "shelling"}, {"station"}),
        ("7 died in a strike", set(), set()),
        ("7 marketing staff died after schooling", set(), set()),
    ],
)
def test_marks_are_read_from_the_sentence_alone(words, weapons, sites):
    desk = Desk(name="m", publisher="A", published="2024-05-03", lead="Shelling of a hospital was denied. ")
    desk.add(exact(7), PEOPLE, quote=words)
    desk.content += "A mosque was hit by mortar fire."
    report = desk.report()
    found = marks(report.findings.claims[0], report.text.content)
    assert (found.weapons, found.sites) == (weapons, sites)
