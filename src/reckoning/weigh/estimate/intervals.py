"""Bias-corrected accelerated intervals from resamples and a jackknife over distinct cells.

Efron (1987), "Better bootstrap confidence intervals", JASA 82(397); the acceleration over distinct cells weighs each
by its count, as all people of one cell leave the same table behind (DiCiccio and Efron 1996, Statistical Science 11).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from reckoning.weigh.estimate.answer import LEVEL

FloatArray = npt.NDArray[np.float64]


def resample(counts: FloatArray, times: int, seed: int) -> FloatArray:
    """``times`` tables of the same total drawn from the observed cells, shape (times, cells)."""
    generator = np.random.default_rng(seed)
    total = int(counts.sum())
    drawn: FloatArray = generator.multinomial(total, counts / total, size=times).astype(np.float64)
    return drawn


def jackknifed(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Tables with one person taken from each occupied cell, and how many people each stands for."""
    occupied = np.flatnonzero(counts)
    return counts[None, :] - np.eye(len(counts))[occupied], counts[occupied]


def acceleration(values: FloatArray, weights: FloatArray) -> float:
    """Skewness of the jackknife influence over six; values that are not numbers are left out."""
    kept = ~np.isnan(values)
    values, weights = values[kept], weights[kept]
    if not values.size:
        return 0.0
    pull = np.average(values, weights=weights) - values
    spread = float((weights * pull**2).sum())
    return float((weights * pull**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0


def bca(point: float, draws: FloatArray, skew: float, level: float = LEVEL) -> tuple[float, float]:
    """Interval ends among the resamples; ties with the point count half."""
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    low, high = np.quantile(draws[~np.isnan(draws)], corrected(tails, point, draws, skew))
    return float(low), float(high)


def corrected(levels: FloatArray, point: float, draws: FloatArray, skew: float) -> FloatArray:
    """Which quantile of the resamples stands for which quantile of the unknown."""
    kept = draws[~np.isnan(draws)]
    below = ((kept < point - 1e-9).sum() + 0.5 * (np.abs(kept - point) <= 1e-9).sum()) / len(kept)
    bias = ndtri(np.clip(below, 0.5 / len(kept), 1 - 0.5 / len(kept)))
    z = bias + ndtri(levels)
    moved: FloatArray = ndtr(bias + z / np.maximum(1 - skew * z, 1e-6))
    return moved


def calibrated(point: float, draws: FloatArray, skew: float, seed: int) -> FloatArray:
    """As many draws again, whose central intervals are the BCa intervals, in random order: they may be added up."""
    kept = draws[~np.isnan(draws)]
    levels = (np.arange(len(draws)) + 0.5) / len(draws)
    moved = np.quantile(kept, corrected(levels, point, draws, skew))
    shuffled: FloatArray = np.random.default_rng([seed, 3]).permutation(moved)
    return shuffled
