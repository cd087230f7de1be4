"""Maximum likelihood for Poisson log-linear models, many data sets at once; whether the estimate exists and is unique.

Model: the count of cell ``x`` is Poisson with log mean ``sum of the terms contained in x``; the unseen cell holds the
intercept alone, so the estimate of the unseen is ``exp(intercept)``. Terms are masks; 0 is the intercept.

Existence: Fienberg and Rinaldo (2012), "Maximum likelihood estimation in log-linear models", Annals of
Statistics 40(2): the estimate exists when the sufficient statistics lie in the interior of the marginal cone. In terms
of the design ``A`` and the cells ``S`` with counts: there is no ``d = A t``, zero on ``S``, non-negative and not all
zero elsewhere.
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
    """Fits of one design to many data sets: coefficients (batch, terms), means (batch, cells), log-likelihoods.

    ``converged`` is False where Newton's method gave up; ``information`` (batch, terms, terms) inverts to covariances.
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
            found: FloatArray = np.where(self.converged, np.exp(np.minimum(self.beta[:, 0], 700)), np.nan)
        return found


def design(terms: tuple[int, ...], cells: npt.NDArray[np.int64]) -> FloatArray:
    """1 where the term is contained in the cell, shape (cells, terms)."""
    masks = np.array(terms, dtype=np.int64)
    contained: FloatArray = ((cells[:, None] & masks[None, :]) == masks[None, :]).astype(np.float64)
    return contained


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Data sets in step: ``live`` and ``used`` are 0/1 for cells and terms; ``outer`` flat products of design rows."""

    matrix: FloatArray
    outer: FloatArray
    counts: FloatArray
    live: FloatArray
    used: FloatArray

    def only(self, rows: npt.NDArray[np.int64]) -> _Batch:
        return _Batch(
            matrix=self.matrix, outer=self.outer, counts=self.counts[rows], live=self.live[rows], used=self.used[rows]
        )

    def eta(self, beta: FloatArray) -> FloatArray:
        linear: FloatArray = np.clip(beta @ self.matrix.T, -60, 60)
        return linear

    def mean(self, beta: FloatArray) -> FloatArray:
        return np.exp(self.eta(beta)) * self.live

    def loglik(self, beta: FloatArray) -> FloatArray:
        eta = self.eta(beta)
        total: FloatArray = ((self.counts * eta - np.exp(eta)) * self.live).sum(axis=1)
        return total

    def information(self, mean: FloatArray) -> FloatArray:
        """One matrix product for all; terms that are out become the identity."""
        size = self.used.shape[1]
        full: FloatArray = (mean @ self.outer).reshape(-1, size, size) * self.used[:, :, None] * self.used[:, None, :]
        full[:, np.arange(size), np.arange(size)] += (1 - self.used) + 1e-10 * self.used
        return full

    def solve(self, mean: FloatArray, right: FloatArray) -> FloatArray:
        return np.asarray(np.linalg.solve(self.information(mean), right[:, :, None])[:, :, 0], dtype=np.float64)


def fit(
    matrix: FloatArray, counts: FloatArray, *, cells: BoolArray | None = None, terms: BoolArray | None = None
) -> Fit:
    """Newton's method with step halving; ``counts`` (batch, cells); ``cells`` and ``terms`` say what is in."""
    data = _Batch(
        matrix=matrix, outer=(matrix[:, :, None] * matrix[:, None, :]).reshape(len(matrix), -1), counts=counts,
        live=np.ones(counts.shape) if cells is None else cells.astype(np.float64),
        used=np.ones((len(counts), matrix.shape[1])) if terms is None else terms.astype(np.float64),
    )  # fmt: skip
    beta: FloatArray = _start(data)
    value = data.loglik(beta)
    done = np.zeros(len(counts), dtype=bool)
    for _ in range(STEPS):
        work = np.flatnonzero(~done)
        if not work.size:
            break
        beta[work], value[work], done[work] = _newton(data.only(work), beta[work], value[work])
    mean = data.mean(beta)
    return Fit(
        beta=beta, mean=mean, converged=done & np.isfinite(value), information=data.information(mean),
        loglik=value - (gammaln(counts + 1) * data.live).sum(axis=1),
    )  # fmt: skip


def _start(data: _Batch) -> FloatArray:
    weight = (data.counts + 0.5) * data.live
    return data.solve(weight, (weight * np.log(data.counts + 0.5)) @ data.matrix * data.used)


def _newton(data: _Batch, beta: FloatArray, value: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """One step, halved until the likelihood does not fall; done where it could not have risen by more than a hair."""
    mean = data.mean(beta)
    slope = ((data.counts * data.live - mean) @ data.matrix) * data.used
    step = data.solve(mean, slope)
    scale = np.minimum(1.0, 8.0 / np.maximum(np.abs(step).max(axis=1), 1e-12))
    for _ in range(25):
        trial = beta + scale[:, None] * step
        new = data.loglik(trial)
        worse = new < value - 1e-9 * (1 + np.abs(value))
        if not worse.any():
            break
        scale = np.where(worse, scale / 2, scale)
    return trial, new, (step * slope).sum(axis=1) < TOLERANCE


def examine(matrix: FloatArray, seen: BoolArray) -> Verdict:
    """Whether the estimate exists and is unique: ``matrix`` (cells, terms) after dropping, ``seen``: has counts."""
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
