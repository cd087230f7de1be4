"""A total of people is at least its civilians: held together in best figures, remarked on with both quotes elsewhere."""

from __future__ import annotations

import pytest
from claims_factory import CIVILIANS, COAST, PEOPLE, Desk, at_least, exact, span
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.types import Population
from reckoning.weigh.run import weigh

WOMEN = Population(text="women", status="civilian", sex="female", age="adult")


def total(outlet, n, population, origin, *, published="2025-03-31", as_of="2025-03-10"):
    desk = Desk(name=outlet, publisher=outlet, published=published)
    quantity = exact(n) if isinstance(n, int) else n
    desk.add(quantity, population, origin=origin, time=span("2025-03-06", as_of), cumulative=True, places=[COAST])
    return desk.report()


def tolls(*reports):
    return {(t.rule_set, t.population.text): t for t in weigh(reports).tolls}


def part_steps(toll):
    return [s for s in toll.steps if s.rule == "part-whole"]


SMALL = total("A", 1334, PEOPLE, "HRW")
LARGE = total("B", 1557, CIVILIANS, "MSF")


def test_best_of_people_is_not_below_best_of_civilians():
    found = tolls(SMALL, LARGE)
    whole, part = found["latest-per-origin.v1", "people"], found["latest-per-origin.v1", "civilians"]
    assert (part.low, part.best, part.high) == (1557, 1557, 1557)
    assert whole.best == 1557
    assert whole.low == 1334, "what another origin stated is no bound of this one's total"
    assert whole.high is None or whole.high >= 1557
    (step,) = part_steps(whole)
    assert "“1,557”" in step.because
    assert "“1,334”" in step.because
    assert set(step.claims) == {c.key for r in (SMALL, LARGE) for c in r.findings.claims}
    assert (step.after.low, step.after.best, step.after.high) == (whole.low, whole.best, whole.high)


@pytest.mark.parametrize("rule_set", ["acled.v1", "gtd.v1"])
def test_a_published_rule_keeps_its_figure_and_remarks(rule_set):
    found = tolls(SMALL, LARGE)
    whole = found[rule_set, "people"]
    assert (whole.low, whole.high) == (1334, 1334)
    (step,) = part_steps(whole)
    assert step.before == step.after
    assert "a total is at least its part" in step.because


def test_what_fits_gets_no_remark():
    found = tolls(total("A", 1700, PEOPLE, "HRW"), LARGE)
    assert not any(part_steps(t) for t in found.values())
    assert found["latest-per-origin.v1", "people"].best == 1700
    assert not any(part_steps(t) for t in tolls(total("A", at_least(1600), PEOPLE, "HRW"), LARGE).values())


def test_the_contradiction_is_a_problem_with_both_quotes():
    (problem,) = [p for p in weigh([SMALL, LARGE]).problems if p.code == "TOLL-CONTRADICTION"]
    assert {problem.anchor.exact, problem.also.exact} == {r.findings.claims[0].anchor.exact for r in (SMALL, LARGE)}


figures = st.lists(
    st.tuples(
        st.sampled_from([PEOPLE, CIVILIANS, WOMEN]), st.integers(1, 3000), st.sampled_from(["MSF", "HRW", "ICRC", "the Army"]),
        st.booleans(), st.integers(10, 20),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(figures)
def test_whole_and_part_hold_together_whatever_is_said(rows):
    reports = [
        total(
            f"Outlet {at}",
            at_least(n) if hedged else n,
            group,
            origin,
            published=f"2025-03-{day}",
            as_of=f"2025-03-{day}",
        )
        for at, (group, n, origin, hedged, day) in enumerate(rows)
    ]
    found = weigh(reports).tolls
    for t in found:
        known = [n for n in (t.low, t.best, t.high) if n is not None]
        assert known == sorted(known), t
        assert all(a.after == b.before for a, b in zip(t.steps, t.steps[1:], strict=False))
        end = t.steps[-1].after
        assert (end.low, end.best, end.high) == (t.low, t.best, t.high)
    best = {(t.incident, t.population.text): t.best for t in found if t.rule_set == "latest-per-origin.v1" and t.best}
    for (incident, name), figure in best.items():
        for whole in {"civilian women": ("civilians", "people"), "civilians": ("people",)}.get(name, ()):
            if (incident, whole) in best:
                assert best[incident, whole] >= figure
