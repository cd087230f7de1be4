"""Has a sampler converged? Rank-normalised split R-hat and bulk and tail effective sample size.

Vehtari, Gelman, Simpson, Carpenter, Buerkner (2021), "Rank-normalization, folding, and localization: an improved
R-hat for assessing convergence of MCMC", Bayesian Analysis 16(2). Chains have shape (chains, draws).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import rankdata

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """R-hat (the larger of bulk and folded), and effective sample sizes in the bulk and in the tails."""

    rhat: float
    bulk: float
    tail: float


def convergence(chains: FloatArray) -> Convergence:
    """All three at once; a constant chain has R-hat infinite and no effective draws."""
    split = _split(chains)
    folded = np.abs(split - np.median(split))
    return Convergence(
        rhat=max(_rhat(_ranked(split)), _rhat(_ranked(folded))),
        bulk=_ess(_ranked(split)),
        tail=min(_ess((split <= q).astype(np.float64)) for q in np.quantile(split, [0.05, 0.95])),
    )


def _split(chains: FloatArray) -> FloatArray:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def _ranked(chains: FloatArray) -> FloatArray:
    ranks = rankdata(chains, method="average").reshape(chains.shape)
    scores: FloatArray = ndtri((ranks - 0.375) / (chains.size + 0.25))
    return scores


def _rhat(chains: FloatArray) -> float:
    draws = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    if within <= 0:
        return float("inf")
    between = float(chains.mean(axis=1).var(ddof=1))
    return float(np.sqrt((draws - 1) / draws + between / within))


def _ess(chains: FloatArray) -> float:
    """Geyer's initial monotone positive sequence over all chains."""
    count, draws = chains.shape
    within = float(chains.var(axis=1, ddof=1).mean())
    total = within * (draws - 1) / draws + float(chains.mean(axis=1).var(ddof=1))
    if within <= 0 or total <= 0:
        return 0.0
    rho = 1 - (within - _autocovariance(chains).mean(axis=0) * draws / (draws - 1)) / total
    rho[0] = 1.0
    pairs = rho[: draws // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    pairs = np.minimum.accumulate(pairs[: negative[0]] if negative.size else pairs)
    tau = max(-1 + 2 * float(pairs.sum()), 1 / np.log10(count * draws))
    return float(count * draws / tau)


def _autocovariance(chains: FloatArray) -> FloatArray:
    draws = chains.shape[1]
    size = 1 << (2 * draws - 1).bit_length()
    power = np.abs(np.fft.rfft(chains - chains.mean(axis=1, keepdims=True), size)) ** 2
    lags: FloatArray = np.fft.irfft(power, size)[:, :draws] / draws
    return lags
