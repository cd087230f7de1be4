"""Every Bayesian method is calibrated, every interval covers: in worlds whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from simulated import (
    coverage,
    decomposable_ranks,
    latent_ranks,
    linkage_coverage,
    nhoi_ranks,
    strata_coverage,
    uniformity,
)


def test_the_check_itself_sees_ranks_that_are_not_uniform() -> None:
    generator = np.random.default_rng(1)
    assert uniformity(generator.random(400)) > 0.001
    assert uniformity(generator.beta(1.8, 1.8, 400)) < 0.001
    assert uniformity(generator.random(400) ** 1.4) < 0.001


def test_decomposable_graphs_are_calibrated() -> None:
    assert uniformity(decomposable_ranks(400, 1)) > 0.001


def test_no_highest_order_interaction_is_calibrated() -> None:
    assert uniformity(nhoi_ranks(400, 1)) > 0.001


@pytest.mark.long
def test_decomposable_graphs_are_calibrated_at_length() -> None:
    assert uniformity(decomposable_ranks(4000, 2)) > 0.001


@pytest.mark.long
def test_latent_classes_are_calibrated() -> None:
    assert uniformity(latent_ranks(150, 2)) > 0.001


@pytest.mark.parametrize("name", ["independence", "nhoi"])
def test_intervals_of_quick_methods_cover(name: str) -> None:
    held, ratio, _ = coverage(name, 60, 3)
    assert held > 0.86
    assert ratio == pytest.approx(1, abs=0.05)


@pytest.mark.long
@pytest.mark.parametrize(
    "name, worlds, least",
    [("stepwise", 150, 0.80), ("loglinear", 60, 0.80), ("decomposable", 150, 0.85), ("latent", 30, 0.7)],
)
def test_intervals_cover_where_the_assumption_holds(name: str, worlds: int, least: float) -> None:
    held, _, refused = coverage(name, worlds, 5)
    assert held >= least
    assert refused < 0.1


def test_totals_by_strata_cover() -> None:
    held, ratio = strata_coverage(30, 4, missing=False)
    assert held > 0.82
    assert ratio == pytest.approx(1, abs=0.05)


@pytest.mark.long
def test_totals_by_strata_cover_where_values_are_missing() -> None:
    held, ratio = strata_coverage(40, 4, missing=True)
    assert held > 0.82
    assert ratio == pytest.approx(1, abs=0.05)


def test_pooled_linkages_cover_and_say_that_linkage_costs() -> None:
    held, ratio, share = linkage_coverage(30, 4)
    assert held > 0.82
    assert ratio == pytest.approx(1, abs=0.05)
    assert 0.02 < share < 0.9
