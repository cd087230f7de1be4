"""The latent-class sampler: gradient, moves that leave the posterior alone, exact quantiles, published posteriors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from published import one_stage, published, toy
from scipy.stats import kstest

from reckoning.weigh.estimate.answer import Answer, Refusal
from reckoning.weigh.estimate.diagnostics import convergence
from reckoning.weigh.estimate.gibbs import sweep
from reckoning.weigh.estimate.hamiltonian import assemble, respace
from reckoning.weigh.estimate.latent import Plan, begin, estimate, go_on, model_of
from reckoning.weigh.estimate.latent_model import LatentClass, Prior
from reckoning.weigh.estimate.tables import read_table

EXACT = {
    1: (0.1691, 0.2721, 0.3381, 0.4107, 0.5591),
    2: (0.1505, 0.2569, 0.3255, 0.4024, 0.5675),
    3: (0.1375, 0.2465, 0.3166, 0.3949, 0.5625),
    10: (0.1178, 0.2233, 0.2968, 0.3791, 0.5505),
}
LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)


def unseen_shares(plan: Plan) -> np.ndarray:
    model, journey = model_of(toy(), plan), begin(model_of(toy(), plan), plan, 1)
    while not journey.finished:
        go_on(model, plan, journey)
    return 1 / (1 + np.exp(-journey.kept.ravel()))


@pytest.mark.parametrize("power", [0.0, 0.3, 1.0])
def test_the_gradient_is_that_of_the_height(power: float) -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts(), prior=Prior(classes=4))
    q = np.clip(model.draw_prior(50, np.random.default_rng(1)), -9, 9)
    powers = np.full(50, power)
    slope = model.height(q, powers).slope
    np.testing.assert_allclose(model.slope(q, powers), slope)
    for row in range(model.size):
        nudge = np.zeros_like(q)
        nudge[row] = 1e-5
        up, down = model.height(q + nudge, powers), model.height(q - nudge, powers)
        change = (up.prior + power * up.likelihood - down.prior - power * down.likelihood) / 2e-5
        np.testing.assert_allclose(slope[row], change, rtol=2e-5, atol=2e-5)


def test_the_height_holds_in_the_far_corners() -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts())
    for value in (-300.0, -40.0, 40.0, 300.0):
        here = model.height(np.full((model.size, 1), value), np.ones(1))
        assert np.isfinite(here.prior).all()
        assert not np.isnan(here.slope).any()


def test_exchanging_classes_keeps_the_likelihood_and_the_prior() -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts(), prior=Prior(classes=5))
    generator = np.random.default_rng(2)
    start = model.draw_prior(20000, generator)
    q = start.copy()
    for _ in range(8):
        q = model.relabel(q, generator)
    moved = (q != start).any(axis=0)
    assert moved.mean() > 0.2
    power = np.ones(q.shape[1])
    np.testing.assert_allclose(model.height(q, power).likelihood, model.height(start, power).likelihood, atol=1e-6)
    for row in (0, 3, model.size - 4, model.size - 1):
        fresh = model.draw_prior(20000, generator)[row]
        assert kstest(q[row], fresh).pvalue > 1e-4, row


def test_sharp_lists_and_an_unseen_beyond_counting_do_not_break_a_sweep() -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts(), prior=Prior(classes=3))
    q = np.full((model.size, 2), -40.0)
    q[-2:] = 1.0
    after = sweep(model, q, np.random.default_rng(1))
    assert np.isfinite(after).all()


@pytest.mark.parametrize("classes", [2])
def test_exact_quantiles_of_the_toy(classes: int) -> None:
    shares = unseen_shares(one_stage(classes, 14))
    np.testing.assert_allclose(np.quantile(shares, LEVELS), EXACT[classes], atol=0.004)


@pytest.mark.long
@pytest.mark.parametrize("classes", [1, 2, 3, 10])
def test_exact_quantiles_of_the_toy_at_length(classes: int) -> None:
    shares = unseen_shares(one_stage(classes, 50))
    np.testing.assert_allclose(np.quantile(shares, LEVELS), EXACT[classes], atol=0.004)


@pytest.mark.long
def test_exact_quantiles_under_tempering() -> None:
    shares = unseen_shares(one_stage(3, 120, replicas=24, levels=4))
    np.testing.assert_allclose(np.quantile(shares, LEVELS), EXACT[3], atol=0.004)


@pytest.mark.long
def test_gibbs_alone_gives_the_same_posterior() -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts(), prior=Prior(classes=3))
    generator = np.random.default_rng(5)
    q = model.draw_start(400, generator)
    kept = []
    for turn in range(2500):
        q = sweep(model, q, generator)
        if turn >= 300:
            kept.append(model.height(q, np.ones(400)).odds)
    shares = 1 / (1 + np.exp(-np.concatenate(kept)))
    np.testing.assert_allclose(np.quantile(shares, LEVELS), EXACT[3], atol=0.004)


def test_kosovo(data: Path) -> None:
    found = estimate(published(data, "kosovo"), seed=1)
    assert isinstance(found, Answer)
    assert found.point == pytest.approx(10406, abs=100)
    assert found.gauge("rhat") <= 1.01


@pytest.mark.long
def test_kosovo_at_length(data: Path) -> None:
    plan = one_stage(10, 24, replicas=32, length=64)
    found = estimate(published(data, "kosovo"), plan=plan, seed=2)
    assert isinstance(found, Answer)
    assert found.point == pytest.approx(10406, abs=100)
    assert (found.low, found.high) == (pytest.approx(8961, rel=0.02), pytest.approx(13942, rel=0.02))


@pytest.mark.long
@pytest.mark.parametrize(
    "name, low, high", [("kosovo", 7143, 7650), ("westernus5", 1285, 2485), ("neworleans5", 552, 1223)]
)
def test_one_class_is_the_closed_form_of_independence(data: Path, name: str, low: int, high: int) -> None:
    found = estimate(published(data, name), plan=one_stage(1, 20, length=16), seed=1)
    assert isinstance(found, Answer)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.01), pytest.approx(high, rel=0.01))


@pytest.mark.long
@pytest.mark.parametrize(
    "name, median, low, high",
    [("lesbian4", 5467, 4374, 7124), ("westernus5", 1830, 1304, 3024), ("neworleans5", 794, 555, 1311),
     ("downs_massachusetts5", 627, 590, 716), ("hav_taiwan3", 514, 361, 903), ("hiv_rome4", 10905, 9364, 13122),
     ("spina3", 728, 680, 822)],
)  # fmt: skip
def test_the_posteriors_that_a_long_gibbs_run_reaches(data: Path, name: str, median: int, low: int, high: int) -> None:
    found = estimate(published(data, name), seed=1)
    assert isinstance(found, Answer)
    assert found.point == pytest.approx(median, rel=0.02)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.04), pytest.approx(high, rel=0.04))


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name, median", [("uk5", 22100), ("gaza_2024_3", 56700)])
def test_tables_with_two_stories_converge_under_tempering(data: Path, name: str, median: int, seed: int) -> None:
    """No published run of these converged; the medians are those on which our own seeds agree."""
    found = estimate(published(data, name), seed=seed)
    assert isinstance(found, Answer)
    assert found.gauge("rhat") <= 1.01
    assert min(found.gauge("bulk_ess"), found.gauge("tail_ess")) >= 400
    assert found.gauge("levels") > 1
    assert found.point == pytest.approx(median, rel=0.03)


@pytest.mark.long
def test_the_netherlands_are_refused_while_the_chains_disagree(data: Path) -> None:
    found = estimate(published(data, "netherlands5"), plan=Plan().with_budget(6), seed=1)
    assert isinstance(found, Refusal)
    assert found.code == "EST-NOT-CONVERGED"


def test_a_run_without_the_time_to_agree_is_refused(data: Path) -> None:
    plan = one_stage(10, 2, replicas=8, length=8, warmup=50)
    found = estimate(published(data, "netherlands5"), plan=plan, seed=1)
    assert isinstance(found, Refusal)
    assert found.code == "EST-NOT-CONVERGED"
    assert "R-hat" in found.notices[0].reason


def test_one_round_can_never_be_believed() -> None:
    found = estimate(toy(), plan=one_stage(2, 1), seed=1)
    assert isinstance(found, Refusal)


def test_a_refused_run_can_be_given_more_and_then_answers() -> None:
    plan = one_stage(2, 1)
    model, journey = model_of(toy(), plan), begin(model_of(toy(), plan), plan, 1)
    while not journey.finished:
        go_on(model, plan, journey)
    assert not journey.kept.shape[1] > 50
    larger = one_stage(2, 12, least=2)
    journey.finished = False
    while not journey.finished:
        go_on(model, larger, journey)
    assert convergence(journey.kept).rhat <= 1.01


def test_powers_are_respaced_where_exchanges_fail() -> None:
    model = LatentClass(patterns=toy().patterns(), counts=toy().counts(), prior=Prior(classes=2))
    state = assemble(model, np.array([0.1, 0.4, 0.7, 1.0]), 4, np.random.default_rng(1))
    state.refused[:] = [9.0, 1.0, 1.0]
    state.tries[:] = 10
    respace(state)
    assert state.powers[0] == 0.1
    assert state.powers[-1] == 1.0
    assert state.powers[1] < 0.3, "two of the four levels move into the gap"


def test_many_lists_are_sampled_from_cells_that_people_fill() -> None:
    lines = ["a,b,c,d,e,f,g,h,i,j,k,l,m,n,count"]
    generator = np.random.default_rng(1)
    seen: dict[tuple[int, ...], int] = {}
    for row in (generator.random((400, 14)) < 0.15).astype(int):
        seen[tuple(row)] = seen.get(tuple(row), 0) + 1
    seen.pop((0,) * 14, None)
    lines += [",".join(map(str, (*row, count))) for row, count in sorted(seen.items())]
    table = read_table("\n".join(lines))
    found = estimate(table, plan=one_stage(4, 12, replicas=8, length=24, least=2), seed=1)
    assert isinstance(found, Answer)
    assert found.low <= 400 <= found.high
