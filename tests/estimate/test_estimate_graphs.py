"""Averaging over decomposable graphs: the graphs, the published posteriors, and the scores by brute force."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from published import published, toy
from scipy.special import gammaln

from reckoning.weigh.estimate.answer import Answer
from reckoning.weigh.estimate.chordal import chordal
from reckoning.weigh.estimate.decomposable import average
from reckoning.weigh.estimate.methods import graphs


@pytest.mark.parametrize("lists, count", [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_there_are_as_many_chordal_graphs_as_are_known(lists: int, count: int) -> None:
    assert len(chordal(lists).signs) == count


@pytest.mark.parametrize(
    "name, mean, ends",
    [("kosovo", 12749, [12593, 9818, 16557]), ("uk5", 21282, [23016, 10408, 33481])],
)  # fmt: skip
def test_the_published_posterior_on_the_published_grid(data: Path, name: str, mean: int, ends: list[int]) -> None:
    table = published(data, name)
    found = average(table, grid=np.round(np.linspace(1, 30 * table.n, 1000)))
    assert table.n + float(found.mass @ found.grid) == pytest.approx(mean, abs=0.6)
    assert [table.n + q for q in found.quantiles(0.5, 0.025, 0.975)] == ends


def test_the_grid_finds_the_posterior_by_itself(data: Path) -> None:
    table = published(data, "spina3")
    own, unit = average(table), average(table, grid=np.arange(0, 30000.0))
    for q in (0.025, 0.25, 0.5, 0.75, 0.975):
        assert own.quantiles(q)[0] == pytest.approx(unit.quantiles(q)[0], abs=2)


def test_six_lists_take_under_three_seconds(data: Path) -> None:
    table = published(data, "uk6")
    chordal.cache_clear()
    start = time.process_time()
    found = average(table)
    assert time.process_time() - start < 3.0
    low, median, high = (table.n + q for q in found.quantiles(0.025, 0.5, 0.975))
    assert (median, low, high) == (
        pytest.approx(12304, rel=0.01),
        pytest.approx(10244, rel=0.01),
        pytest.approx(26229, rel=0.01),
    )


def test_the_score_of_independence_and_of_the_full_graph_by_hand() -> None:
    """For each graph alone: the marginal likelihood of the completed table, by Dirichlet-multinomial factors."""
    table, delta, unseen = toy(), 0.5, 9
    counts = table.dense()
    counts[0] = unseen
    total = counts.sum()

    def factor(margin: np.ndarray, weight: float) -> float:
        a = np.full(len(margin), weight)
        return float(gammaln(a.sum()) - gammaln(a.sum() + total) + (gammaln(margin + a) - gammaln(a)).sum())

    full = factor(counts, delta)
    alone = 0.0
    for j in range(3):
        on = counts[[m for m in range(8) if m >> j & 1]].sum()
        alone += factor(np.array([on, total - on]), delta * 4)
    found = average(table, delta=delta, grid=np.array([float(unseen)]))
    shares = {name: share for share, name in found.graphs}
    assert np.log(shares["12 13 23"] / shares["none"]) == pytest.approx(full - alone, abs=1e-9)


def test_a_posterior_with_two_stories_says_so(data: Path) -> None:
    found = graphs(published(data, "gaza_2024_3"), 1)
    assert isinstance(found, Answer)
    assert {w.code for w in found.warnings} == {"EST-SPIKE-AT-ZERO", "EST-BIMODAL"}
    calm = graphs(published(data, "kosovo"), 1)
    assert isinstance(calm, Answer)
    assert calm.warnings == ()


def test_draws_follow_the_posterior(data: Path) -> None:
    found = average(published(data, "kosovo"))
    drawn = found.draw(40000, 3)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx(list(found.quantiles(0.1, 0.5, 0.9)), rel=0.01)
