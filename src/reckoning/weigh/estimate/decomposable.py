"""Averaging over decomposable graphical models: the Bayesian estimate for three to six lists.

Madigan and York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84(1):
hyper-Dirichlet priors on the cells of every chordal graph (Dawid and Lauritzen 1993), all graphs equally likely
beforehand, and prior 1/N for the total. For subset ``s`` of the lists and ``m`` unseen, with cell counts ``D`` of the
margin and ``d = delta 2^(width-|s|)``: score = sum lgamma(D + d) - cells lgamma(d) + lgamma(2^width delta)
- lgamma(N + 2^width delta). As there are only 2^width subsets, all graphs at all totals are one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from reckoning.weigh.estimate.chordal import chordal
from reckoning.weigh.estimate.tables import CaptureTable

FloatArray = npt.NDArray[np.float64]
CHUNK = 2048
FIRST, SECOND = 300, 1200
END, FURTHEST = 30, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Over the unseen: ``grid`` (whole numbers), ``width`` of each point's cell, ``mass``; ``graphs`` (mass, edges).

    ``end_mass`` is the mass in the last tenth of the grid: above a hundredth, the answer is the grid's, not the data's.
    """

    grid: FloatArray
    width: FloatArray
    mass: FloatArray
    graphs: tuple[tuple[float, str], ...]
    end_mass: float

    def quantiles(self, *levels: float) -> tuple[float, ...]:
        """Quantiles of the unseen: the first grid point whose cumulated mass reaches the level."""
        cumulated = np.cumsum(self.mass)
        return tuple(float(self.grid[min(int(np.searchsorted(cumulated, q)), len(self.grid) - 1)]) for q in levels)

    def draw(self, times: int, seed: int) -> FloatArray:
        """Draws of the unseen: a grid cell by its mass, then a whole number within it."""
        generator = np.random.default_rng(seed)
        index = generator.choice(len(self.grid), size=times, p=self.mass / self.mass.sum())
        spread = np.floor((generator.random(times) - 0.5) * self.width[index] + 0.5)
        drawn: FloatArray = np.maximum(self.grid[index] + spread, 0)
        return drawn


def average(table: CaptureTable, *, delta: float | None = None, grid: FloatArray | None = None) -> Posterior:
    """The posterior over the unseen. ``delta`` defaults to 2^-lists, so that every subset starts from one pseudo-count.

    Without ``grid`` the grid finds the mass by itself, to a thousand times the documented; ``grid`` is for comparison
    with published figures that were made on one.
    """
    prior = 2.0**-table.width if delta is None else delta
    if grid is not None:
        return _on(table, prior, grid)
    end = float(END * table.n)
    while True:
        rough = _on(table, prior, np.unique(np.round(np.concatenate([[0], np.geomspace(1, end, FIRST)]))))
        if rough.end_mass < 1e-5 or end >= FURTHEST * table.n:
            break
        end = min(end * 3, float(FURTHEST * table.n))
    return _on(table, prior, _refine(rough))


def _refine(rough: Posterior) -> FloatArray:
    """Points spread evenly and by proportion over what holds all but a millionth of the mass."""
    kept = np.flatnonzero(np.cumsum(rough.mass) > 1e-7)[0], np.flatnonzero(np.cumsum(rough.mass[::-1]) > 1e-7)[0]
    low = rough.grid[max(kept[0] - 1, 0)]
    high = rough.grid[min(len(rough.grid) - kept[1], len(rough.grid) - 1)]
    even = np.linspace(low, high, SECOND // 2)
    scaled = np.geomspace(low + 1, high + 1, SECOND // 2) - 1
    return np.unique(np.round(np.concatenate([even, scaled])))


def _on(table: CaptureTable, delta: float, grid: FloatArray) -> Posterior:
    graphs = chordal(table.width)
    subsets = _subset_scores(table, delta, grid)
    width = _widths(grid)
    total = table.n + grid
    common = gammaln(total + 1) - gammaln(grid + 1) - np.log(total) + np.log(width)
    by_point, by_graph = _sum(graphs.signs, subsets, common)
    mass = by_point / by_point.sum()
    shares = by_graph / by_graph.sum()
    best = np.argsort(-shares, kind="stable")[:8]
    last = grid > grid[0] + 0.9 * (grid[-1] - grid[0])
    return Posterior(
        grid=grid, width=width, mass=mass, end_mass=float(mass[last].sum()),
        graphs=tuple((float(shares[g]), graphs.written(g)) for g in best),
    )  # fmt: skip


def _widths(grid: FloatArray) -> FloatArray:
    """How many whole numbers each point stands for."""
    if len(grid) < 2:
        return np.ones(len(grid))
    middle = (grid[1:] + grid[:-1]) / 2
    return np.diff(np.concatenate([[grid[0] - 0.5], middle, [2 * grid[-1] - middle[-1]]]))


def _subset_scores(table: CaptureTable, delta: float, grid: FloatArray) -> FloatArray:
    """Scores of every non-empty subset of the lists at every grid point, shape (2^width, points)."""
    counts = table.dense()
    full = 2.0**table.width * delta
    total = gammaln(full) - gammaln(table.n + grid + full)
    scores = np.zeros((len(counts), len(grid)))
    masks = np.arange(len(counts))
    for subset in range(1, len(counts)):
        margin = np.bincount(masks & subset, weights=counts, minlength=len(counts))
        kinds = np.unique(masks & subset)
        start = delta * 2.0 ** (table.width - subset.bit_count())
        seen = gammaln(margin[kinds[1:]] + start).sum() - len(kinds) * gammaln(start)
        scores[subset] = seen + gammaln(grid + margin[0] + start) + total
    return scores


def _sum(signs: FloatArray, subsets: FloatArray, common: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mass by point and by graph, both up to one factor; chunks keep six lists within some tens of megabytes."""
    peak = -np.inf
    by_point, by_graph = np.zeros(len(common)), np.zeros(len(signs))
    for start in range(0, len(signs), CHUNK):
        part = signs[start : start + CHUNK] @ subsets + common
        top = float(part.max())
        if top > peak:
            by_point *= np.exp(peak - top)
            by_graph *= np.exp(peak - top)
            peak = top
        weight = np.exp(part - peak)
        by_point += weight.sum(axis=0)
        by_graph[start : start + CHUNK] = weight.sum(axis=1)
    return by_point, by_graph
