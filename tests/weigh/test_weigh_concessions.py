"""Airwars' conceded deaths: a party must own up to its own doing, in an admission or by blaming itself."""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, FIGHTERS, PEOPLE, Desk, at_least, between, exact, place, said_by, single, span

from reckoning.weigh.rules.airwars import grading_of
from reckoning.weigh.run import weigh

TOWN = place("Rastan", ident="sy-rastan", within=("sy-homs", "sy"))
COALITION = said_by("the Coalition", "belligerent")


def desk(quantity, group=CIVILIANS, *, origin=COALITION, words="", quote="", speaker="the Coalition", kind="admission",
         stance="asserted", **more):  # fmt: skip
    made = Desk(name="own", publisher="Outlet", published="2024-05-03")
    if quantity is not None:
        made.add(quantity, group, origin=origin, time=span("2024-05-02"), places=[TOWN], quote=quote, **more)
    if words:
        made.state(kind, words, speaker, stance=stance)
    return made.report()


def rival(n=31, **more):
    return single(n, outlet="B", published="2024-05-03", origin="MSF", when="2024-05-02", where=(TOWN,),
                  population=CIVILIANS, **more)  # fmt: skip


def judged(*reports):
    t = next(t for t in weigh(reports).tolls if t.rule_set == "airwars.v1" and t.population.text == "civilians")
    return grading_of(t), [s.because for s in t.steps if s.rule == "conceded"], t


ADMITTED = "The Coalition admitted that it had killed 12 civilians"


def test_an_admission_with_a_number_concedes_it():
    grading, conceded, t = judged(rival(), desk(exact(12), words=ADMITTED, quote=ADMITTED))
    assert grading == "confirmed"
    assert conceded == [f"the Coalition concedes 12 (the Coalition: “{ADMITTED}”)"]
    assert (t.low, t.high) == (12, 31)


def test_the_maximum_is_the_minimum_where_it_gives_no_other():
    words = "the Coalition acknowledged that its strike killed at least four"
    assert "concedes 4 (" in judged(rival(), desk(at_least(4), words=words, quote=words))[1][0]
    words = "the Coalition acknowledged that its strike killed 4 to 9"
    assert "concedes 4 to 9 (" in judged(rival(), desk(between(4, 9), words=words, quote=words))[1][0]


def test_a_party_that_blames_itself_concedes():
    grading, conceded, _ = judged(rival(), desk(exact(12), blamed=["the Coalition"]))
    assert (grading, len(conceded)) == ("confirmed", 1)
    assert judged(rival(), desk(exact(12), blamed=["its aircraft"]))[0] == "confirmed"


def test_an_admission_without_a_number_accepts_responsibility_only():
    words = "Israel's military conceded that its forces had carried out the strike"
    carried = desk(exact(31), origin=said_by("MSF"), words=words, speaker="Israel's military")
    grading, conceded, t = judged(carried)
    assert (grading, conceded) == ("confirmed", [])
    assert words in next(s.because for s in t.steps if s.rule == "grading")


@pytest.mark.parametrize(
    "report",
    [
        desk(exact(12)),
        desk(exact(12), words="the Coalition confirmed that rebels had killed 12", quote="the Coalition confirmed that "
             "rebels had killed 12", blamed=["rebels"]),
        desk(exact(12), words="the Coalition confirmed that 12 civilians died", quote="the Coalition confirmed that 12 "
             "civilians died"),
        desk(exact(12), words="MSF admitted that it could not reach 12 dead", quote="MSF admitted that it could not reach "
             "12 dead", speaker="MSF", origin=said_by("MSF")),
        desk(exact(12), words=ADMITTED, quote=ADMITTED, stance="denied"),
        desk(exact(12), words=ADMITTED, quote=ADMITTED, kind="denial"),
        desk(exact(12), words=ADMITTED + " " + "x" * 700, blamed=["rebels"]),
    ],
    ids=["a figure only", "others blamed", "nobody's act", "no party", "denied", "a denial", "far off and others blamed"],
)  # fmt: skip
def test_what_is_no_concession(report):
    grading, conceded, _ = judged(rival(), report)
    assert conceded == []
    assert grading in ("fair", "weak")


def test_own_fighters_dead_are_no_concession():
    words = "the Coalition admitted that it had lost 12 soldiers"
    grading, conceded, _ = judged(rival(), desk(exact(12), FIGHTERS, words=words, quote=words))
    assert (grading, conceded) == ("fair", [])


def test_a_concession_is_not_carried_to_another_incident():
    far = place("Elsewhere", ident="elsewhere", within=("yy",), lat=-40.0, lon=-70.0, country="YY")
    other = single(
        7, outlet="C", published="2024-05-03", origin="MSF", when="2024-05-02", where=(far,), population=PEOPLE
    )
    tolls = weigh([other, desk(exact(12), words=ADMITTED, quote=ADMITTED)]).tolls
    assert sorted(grading_of(t) for t in tolls if t.rule_set == "airwars.v1") == ["confirmed", "weak"]
