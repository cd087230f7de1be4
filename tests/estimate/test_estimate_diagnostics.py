"""The diagnostics where the truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from reckoning.weigh.estimate.diagnostics import convergence


def test_independent_draws_count_in_full() -> None:
    found = convergence(np.random.default_rng(1).standard_normal((4, 2000)))
    assert found.rhat < 1.003
    assert found.bulk == pytest.approx(8000, rel=0.1)
    assert found.tail == pytest.approx(8000, rel=0.2)


@pytest.mark.parametrize("slow", [0.5, 0.9])
def test_an_autoregressive_chain_counts_as_theory_says(slow: float) -> None:
    generator = np.random.default_rng(2)
    chains = np.zeros((8, 5000))
    for i in range(1, 5000):
        chains[:, i] = slow * chains[:, i - 1] + np.sqrt(1 - slow**2) * generator.standard_normal(8)
    assert convergence(chains).bulk == pytest.approx(40000 * (1 - slow) / (1 + slow), rel=0.15)


def test_a_chain_in_another_place_is_seen() -> None:
    chains = np.random.default_rng(3).standard_normal((4, 500))
    chains[0] += 2
    assert convergence(chains).rhat > 1.1


def test_a_chain_of_another_width_is_seen() -> None:
    chains = np.random.default_rng(3).standard_normal((4, 500))
    chains[0] *= 5
    assert convergence(chains).rhat > 1.1


def test_heavy_tails_do_not_hide_a_stuck_chain() -> None:
    chains = np.random.default_rng(3).standard_cauchy((4, 500))
    assert convergence(chains).rhat < 1.02
    chains[0] += 5
    assert convergence(chains).rhat > 1.1


def test_chains_that_never_move_are_worth_nothing() -> None:
    found = convergence(np.tile(np.arange(4.0)[:, None], (1, 100)))
    assert found.rhat > 100
    assert found.bulk < 10
