"""The closing table of a build: what matters most comes first, and each incident is named once."""

from __future__ import annotations

from dataclasses import replace

from reckoning.cli.telling import tell_tolls
from reckoning.reckoned import Reckoning
from reckoning.types import Bracket, Incident, Interval, Population, Step, Toll

PEOPLE, CIVILIANS, WOMEN = (
    Population(text="people"),
    Population(text="civilians", status="civilian"),
    Population(text="civilian women", status="civilian", sex="female", age="adult"),
)


def toll(incident, low, high, population=PEOPLE, *, measure="killed", rule="latest-per-origin.v1", claims=("a",),
         unit="people"):  # fmt: skip
    steps = (Step(rule="span", claims=claims, before=Bracket(), after=Bracket(low=low, high=high), because="so it is"),)
    return Toll(key=f"{incident}{measure}{population.text}{rule}{unit}", incident=incident, measure=measure, unit=unit,
                population=population, rule_set=rule, low=low, best=None, high=high, steps=steps)  # fmt: skip


SMALL = Incident(id="1", label="Aden Street, 1 March 2031", claims=("x",), time=Interval())
LARGE = Incident(id="2", label="The valley, 2 to 9 March 2031", claims=("a", "b", "c", "d"))
HELD = Incident(id="3", label="Ardun, 4 March 2031", claims=("e",), parent="2")
TOLLS = (
    toll("1", 3, 3), toll("2", 900, 900, measure="displaced"), toll("2", 40, 40, measure="displaced", unit="families"),
    toll("2", 212, 260, CIVILIANS, claims=("a", "b", "c")), toll("2", 212, 260, CIVILIANS, rule="acled.v1"),
    toll("2", 260, None, PEOPLE, claims=("d",)), toll("2", 30, 30, WOMEN, claims=("a", "b", "c", "d")),
    toll("3", None, None, PEOPLE), toll("3", 31, 31, CIVILIANS),
)  # fmt: skip


def lines(reckoning, capsys):
    tell_tolls(reckoning)
    return [line for line in capsys.readouterr().out.splitlines() if "│" in line]


def test_the_episodes_killed_come_first_and_each_incident_is_named_once(capsys):
    rows = [[cell.strip() for cell in line.split("│")] for line in
            lines(Reckoning(incidents=(SMALL, HELD, LARGE), tolls=TOLLS), capsys)]  # fmt: skip
    assert [row[:2] for row in rows] == [
        ["The valley, 2 to 9 March 2031", "killed, civilians"], ["", "killed, people"], ["", "displaced, people"],
        ["", "displaced, people (families)"], ["Ardun, 4 March 2031", "killed, civilians"],
        ["Aden Street, 1 March 2031", "killed, people"],
    ]  # fmt: skip
    assert rows[1][2] == "260+"


def test_a_count_without_any_range_makes_no_row(capsys):
    bare = replace(TOLLS[0], low=None, high=None)
    assert lines(Reckoning(incidents=(SMALL,), tolls=(bare,)), capsys) == []
