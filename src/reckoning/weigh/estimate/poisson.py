"""Maximum likelihood for Poisson log-linear models, many data sets at once; whether the estimate exists and is unique.

Model: the count of cell ``x`` is Poisson with log mean ``sum of the terms contained in x``; the unseen cell holds the
intercept alone, so the estimate of the unseen is ``exp(intercept)``. Terms are masks; 0 is the intercept.

Existence: Fienberg and Rinaldo (2012), "Maximum likelihood estimation in log-linear models", Annals of Statistics
40(2): the estimate exists when the sufficient statistics lie in the interior of the marginal cone. In terms of the
design ``A`` and the cells ``S`` with counts: there is no ``d = A t``, zero on ``S``, non-negative and not zero elsewhere.
If ``A`` restricted to ``S`` has full column rank there is no such ``t`` and no linear program is needed (most cases);
otherwise the program runs on the few directions of its null space. A term whose margin is zero has its estimate at
minus infinity: the term and every cell that contains it leave the fit (Chan, Silverman, Vincent 2021, JASA 116).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.linalg import null_space
from scipy.optimize import linprog
from scipy.special import gammaln

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Verdict = Literal["fine", "no_estimate", "not_identified"]

TOLERANCE = 1e-9
STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Fits of one design to ``batch`` data sets: coefficients (batch, terms), means (batch, cells), log-likelihoods.

    ``converged`` is False where Newton's method gave up; ``covariance`` is the inverse information (batch, terms, terms).
    """

    beta: FloatArray
    mean: FloatArray
    loglik: FloatArray
    converged: BoolArray
    information: FloatArray

    @property
    def unseen(self) -> FloatArray:
        """The estimate of the unseen, ``exp(intercept)``; NaN where the fit failed."""
        with np.errstate(over="ignore"):
            return np.where(self.converged, np.exp(np.minimum(self.beta[:, 0], 700)), np.nan)


def design(terms: tuple[int, ...], cells: npt.NDArray[np.int64]) -> FloatArray:
    """1 where the term is contained in the cell, shape (cells, terms)."""
    masks = np.array(terms, dtype=np.int64)
    return ((cells[:, None] & masks[None, :]) == masks[None, :]).astype(np.float64)


def products(matrix: FloatArray) -> FloatArray:
    """Outer products of the rows, flat: the information matrix is then one matrix product for the whole batch."""
    return (matrix[:, :, None] * matrix[:, None, :]).reshape(len(matrix), -1)


def fit(
    matrix: FloatArray, counts: FloatArray, *, cells: BoolArray | None = None, terms: BoolArray | None = None
) -> Fit:
    """Newton's method with step halving. ``counts`` (batch, cells); ``cells`` and ``terms`` (batch, ...) say which are in."""
    batch, size = len(counts), matrix.shape[1]
    live = np.ones(counts.shape) if cells is None else cells.astype(np.float64)
    used = np.ones((batch, size)) if terms is None else terms.astype(np.float64)
    outer = products(matrix)
    beta = _start(matrix, outer, counts, live, used)
    value = _loglik(matrix, counts, live, beta)
    done = np.zeros(batch, dtype=bool)
    for _ in range(STEPS):
        work = np.flatnonzero(~done)
        if not work.size:
            break
        step, gain = _newton(matrix, outer, counts[work], live[work], used[work], beta[work])
        beta[work], value[work] = _halve(matrix, counts[work], live[work], beta[work], step, value[work])
        done[work] = gain < TOLERANCE
    mean = _mean(matrix, live, beta)
    return Fit(
        beta=beta, mean=mean, converged=done & np.isfinite(value),
        loglik=value - (gammaln(counts + 1) * live).sum(axis=1), information=_information(outer, mean, used),
    )  # fmt: skip


def _mean(matrix: FloatArray, live: FloatArray, beta: FloatArray) -> FloatArray:
    return np.exp(np.clip(beta @ matrix.T, -60, 60)) * live


def _loglik(matrix: FloatArray, counts: FloatArray, live: FloatArray, beta: FloatArray) -> FloatArray:
    eta = np.clip(beta @ matrix.T, -60, 60)
    total: FloatArray = ((counts * eta - np.exp(eta)) * live).sum(axis=1)
    return total


def _information(outer: FloatArray, mean: FloatArray, used: FloatArray) -> FloatArray:
    size = used.shape[1]
    full = (mean @ outer).reshape(-1, size, size) * used[:, :, None] * used[:, None, :]
    full[:, np.arange(size), np.arange(size)] += (1 - used) + 1e-10 * used
    return full


def _start(
    matrix: FloatArray, outer: FloatArray, counts: FloatArray, live: FloatArray, used: FloatArray
) -> FloatArray:
    weight = (counts + 0.5) * live
    right = (weight * np.log(counts + 0.5)) @ matrix * used
    beta: FloatArray = np.linalg.solve(_information(outer, weight, used), right[:, :, None])[:, :, 0]
    return beta


def _newton(
    matrix: FloatArray, outer: FloatArray, counts: FloatArray, live: FloatArray, used: FloatArray, beta: FloatArray
) -> tuple[FloatArray, FloatArray]:
    mean = _mean(matrix, live, beta)
    slope = ((counts * live - mean) @ matrix) * used
    step = np.linalg.solve(_information(outer, mean, used), slope[:, :, None])[:, :, 0]
    return step, (step * slope).sum(axis=1)


def _halve(
    matrix: FloatArray, counts: FloatArray, live: FloatArray, beta: FloatArray, step: FloatArray, value: FloatArray
) -> tuple[FloatArray, FloatArray]:
    scale = np.minimum(1.0, 8.0 / np.maximum(np.abs(step).max(axis=1), 1e-12))
    for _ in range(25):
        trial = beta + scale[:, None] * step
        new = _loglik(matrix, counts, live, trial)
        worse = new < value - 1e-9 * (1 + np.abs(value))
        if not worse.any():
            break
        scale = np.where(worse, scale / 2, scale)
    return trial, new


def examine(matrix: FloatArray, seen: BoolArray) -> Verdict:
    """Whether the estimate exists and is unique: ``matrix`` (cells, terms) after dropping, ``seen`` where counts are."""
    size = matrix.shape[1]
    support = matrix[seen]
    if len(support) >= size and np.linalg.matrix_rank(support) == size:
        return "fine"
    if np.linalg.matrix_rank(matrix) < size:
        return "not_identified"
    free = null_space(support) if len(support) else np.eye(size)
    return "no_estimate" if _recedes(matrix[~seen] @ free) else "fine"


def _recedes(directions: FloatArray) -> bool:
    """Whether some combination of the columns is non-negative and not zero: a linear program bounded by 1."""
    if directions.shape[1] == 1:
        column = directions[:, 0]
        return bool((column >= -1e-9).all() or (column <= 1e-9).all())
    found = linprog(
        -directions.sum(axis=0), A_ub=np.vstack([-directions, directions]),
        b_ub=np.concatenate([np.zeros(len(directions)), np.ones(len(directions))]), bounds=(None, None), method="highs",
    )  # fmt: skip
    return bool(found.status == 0 and -found.fun > 1e-7)
