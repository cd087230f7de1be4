"""Relays that come late: a rounding or a dropped group is still the origin's figure, where nothing newer speaks against."""

from __future__ import annotations

from claims_factory import CIVILIANS, COAST, PEOPLE, Desk, about, at_least, exact, span

from reckoning.weigh.run import weigh


def total(outlet, quantity, published, population=CIVILIANS, *, as_of=None, origin="MSF"):
    desk = Desk(name=f"{outlet}-{published}", publisher=outlet, published=published)
    when = span("2025-03-06", as_of) if as_of else span("2025-03-06", published)
    desk.add(quantity, population, origin=origin, time=when, cumulative=True, places=[COAST])
    return desk.report()


def series(*reports):
    made = weigh(reports)
    return [s for s in made.series if s.scope == "running"], {r.fidelity for r in made.relays}


FIRST = total("A", exact(1383), "2025-03-12")


def test_a_rounding_of_the_last_figure_ten_days_later_is_a_relay():
    lines, fidelities = series(FIRST, total("B", about(1400), "2025-03-22"))
    assert [[p.value for p in s.points] for s in lines] == [[1383]]
    assert fidelities == {"rounded"}


def test_a_rounding_after_the_origin_went_on_is_no_relay_of_the_old_figure():
    lines, _ = series(FIRST, total("C", exact(1557), "2025-03-17"), total("B", about(1400), "2025-03-25"))
    assert [p.value for p in lines[0].points] == [1383, 1557, 1400]


def test_a_rounding_a_month_later_is_a_figure_of_its_own():
    lines, _ = series(FIRST, total("B", about(1400), "2025-04-20"))
    assert [p.value for p in lines[0].points] == [1383, 1400]


def test_the_group_dropped_a_week_later_is_a_relay():
    lines, fidelities = series(FIRST, total("B", exact(1383), "2025-03-19", PEOPLE))
    assert len(lines) == 1
    assert lines[0].population.text == "civilians"
    assert fidelities & {"group_dropped", "superseded"}


def test_a_count_that_doubled_in_two_weeks_is_one_episode():
    """Neither says from when it counts, so that area and as-of days are all the evidence there is."""

    def fled(outlet, quantity, published):
        desk = Desk(name=outlet, publisher=outlet, published=published)
        desk.add(quantity, PEOPLE, measure="displaced", time=span(None, published), cumulative=True, places=[COAST])
        return desk.report()

    before = fled("A", at_least(10_000, "more than"), "2025-03-12")
    assert len(weigh([before, fled("B", exact(21_637), "2025-03-25")]).incidents) == 1
    assert len(weigh([before, fled("B", exact(4_100), "2025-03-25")]).incidents) == 2, "a count that fell is another"


def test_another_figure_for_everyone_stays_a_series_of_its_own():
    lines, _ = series(FIRST, total("B", exact(1614), "2025-03-19", PEOPLE))
    assert {s.population.text for s in lines} == {"civilians", "people"}


def test_a_round_figure_for_everyone_is_no_dropped_group():
    lines, _ = series(total("A", exact(1400), "2025-03-12"), total("B", exact(1400), "2025-03-19", PEOPLE))
    assert {s.population.text for s in lines} == {"civilians", "people"}


def test_a_thousand_is_no_rounding_of_340_and_a_distortion_names_both_quotes():
    lines, fidelities = series(total("A", exact(340), "2025-03-08"), total("B", exact(1000), "2025-03-08"))
    assert not fidelities
    assert [p.value for p in lines[0].points] == [340, 1000]
    reckoning = weigh([total("A", exact(745), "2025-03-08"), total("B", at_least(750, "over"), "2025-03-08")])
    (problem,) = [p for p in reckoning.problems if p.code == "RELAY-DISTORTED"]
    assert {problem.anchor.exact, problem.also.exact} == {"745 civilians killed", "over 750 civilians killed"}
