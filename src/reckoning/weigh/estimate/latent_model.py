"""The latent-class model on its marginal posterior: people fall into hidden kinds within which lists are independent.

Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72(4).
Class shares by stick breaking, V_k ~ Beta(1, alpha), alpha ~ Gamma(a, rate b), V of the last class 1; capture
probabilities uniform; prior 1/N for the total. Everything discrete is summed out here: the total gives
``sum n_x log f_x - n log(1 - f_0)``, with ``f_x = sum_k pi_k prod_j lambda^x (1-lambda)^(1-x)``; alpha gives
``-(a + K - 1) log(b + sum W)`` with ``W_k = -log(1 - V_k)``. What is left is smooth, so that gradients lead the way.

Coordinates ``q`` have shape (size, batch): ``u = logit lambda``, list by list and within it class by class, then
``t = log W`` of the first K - 1 classes. The batch is last so that a whole ensemble is one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

FLOOR = 1e-300
STEEPEST = 600.0
CLIP = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Number of classes and the Gamma(a, rate b) prior of the concentration."""

    classes: int = 10
    a: float = 0.25
    b: float = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Height:
    """At every point of a batch: log prior, log likelihood, log odds of the unseen, and the gradient (size, batch)."""

    prior: FloatArray
    likelihood: FloatArray
    odds: FloatArray
    slope: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """What the forward pass leaves for values and gradient; ``weight`` (cells, classes, batch) is then used up."""

    stick: FloatArray
    odds: FloatArray
    weight: FloatArray
    cells: FloatArray
    seen: FloatArray


@dataclass(slots=True)
class LatentClass:
    """The posterior of one table: ``patterns`` (cells, lists) 0/1, ``counts`` (cells,)."""

    patterns: FloatArray
    counts: FloatArray
    prior: Prior = field(default_factory=Prior)
    rows: FloatArray = field(init=False)
    n: float = field(init=False)

    def __post_init__(self) -> None:
        with_unseen = np.vstack([np.zeros(self.patterns.shape[1]), self.patterns])
        self.rows = np.ascontiguousarray(np.hstack([with_unseen, np.ones((len(with_unseen), 1))]))
        self.n = float(self.counts.sum())

    @property
    def lists(self) -> int:
        return int(self.patterns.shape[1])

    @property
    def size(self) -> int:
        return self.lists * self.prior.classes + self.prior.classes - 1

    def split(self, q: FloatArray) -> tuple[FloatArray, FloatArray]:
        """``u`` (lists, classes, batch) and ``t`` (classes - 1, batch), as views."""
        cut = self.lists * self.prior.classes
        return q[:cut].reshape(self.lists, self.prior.classes, -1), q[cut:]

    def draw_prior(self, batch: int, generator: np.random.Generator) -> FloatArray:
        """Points drawn from the prior, shape (size, batch)."""
        k = self.prior.classes
        u = generator.logistic(size=(self.lists * k, batch))
        shape = self.prior.a
        # Gamma(a) = Gamma(a + 1) U^(1/a), in logs: alpha of 1e-17 is common at a = 1/4 and must not become zero.
        log_alpha = np.log(generator.standard_gamma(shape + 1, batch)) + np.log(generator.random(batch)) / shape
        t = np.log(generator.standard_exponential((k - 1, batch))) - (log_alpha - np.log(self.prior.b))
        return np.concatenate([u, t])

    def draw_start(self, batch: int, generator: np.random.Generator) -> FloatArray:
        """Dispersed points in which every class takes part: from an empty class there is no slope to follow back."""
        k = self.prior.classes
        u = generator.logistic(size=(self.lists * k, batch))
        return np.concatenate([u, generator.normal(-1.0, 1.0, size=(k - 1, batch))])

    def height(self, q: FloatArray, power: FloatArray) -> Height:
        """Log prior, log likelihood and the gradient of ``prior + power * likelihood``; ``power`` (batch,)."""
        here = self._forward(q)
        u, t = self.split(q)
        likelihood = self.counts @ np.log(here.cells[1:]) - self.n * np.log(here.seen)
        prior = -(2 * np.log1p(np.exp(-np.abs(u))) + np.abs(u)).sum(axis=(0, 1)) + self.prior_t(t, here.stick)
        odds = np.log(here.cells[0]) - np.log(here.seen)
        return Height(prior=prior, likelihood=likelihood, odds=odds, slope=self._backward(here, power))

    def slope(self, q: FloatArray, power: FloatArray) -> FloatArray:
        """The gradient alone: what a step inside a trajectory needs."""
        return self._backward(self._forward(q), power)

    def _forward(self, q: FloatArray) -> _Pass:
        u, t = self.split(q)
        batch, k = q.shape[1], self.prior.classes
        stick = np.exp(np.minimum(t, STEEPEST))
        bounded = np.minimum(u, CLIP)
        odds = np.exp(bounded)
        missed = -np.log1p(odds).sum(axis=0)
        log_share = self.log_shares(stick)
        stacked = np.empty((self.lists + 1, k, batch))
        stacked[:-1] = bounded
        np.add(log_share, missed, out=stacked[-1])
        weight = np.exp(self.rows @ stacked.reshape(self.lists + 1, -1)).reshape(len(self.rows), k, batch)
        # Never as 1 - f_0: where lists catch hardly anybody that is 0, and an empty world would look likely.
        seen = (np.exp(log_share) * -np.expm1(missed)).sum(axis=0) + FLOOR
        return _Pass(stick=stick, odds=odds, weight=weight, cells=weight.sum(axis=1) + FLOOR, seen=seen)

    def _backward(self, here: _Pass, power: FloatArray) -> FloatArray:
        k, batch = here.weight.shape[1:]
        pull = np.empty((len(self.rows), batch))
        np.divide(power * self.n, here.seen, out=pull[0])
        np.divide(self.counts[:, None] * power, here.cells[1:], out=pull[1:])
        weight = here.weight
        weight *= pull[:, None, :]
        mass = (self.rows.T @ weight.reshape(len(self.rows), -1)).reshape(self.lists + 1, k, batch)
        slope = np.empty((self.size, batch))
        slope_u, slope_t = self.split(slope)
        np.divide(here.odds, 1 + here.odds, out=slope_u)
        slope_u *= mass[-1] + 2
        np.subtract(mass[:-1] + 1, slope_u, out=slope_u)
        later = mass[-1, ::-1].cumsum(axis=0)[::-1]
        rate = (self.prior.a + k - 1) / (self.prior.b + here.stick.sum(axis=0))
        bounded = np.minimum(here.stick, STEEPEST)
        slope_t[:] = mass[-1, :-1] * bounded / np.expm1(bounded) - here.stick * (later[1:] + rate) + 1
        return slope

    def prior_t(self, t: FloatArray, stick: FloatArray) -> FloatArray:
        """Log prior of the sticks with the concentration summed out, in the coordinates ``t``."""
        total: FloatArray = t.sum(axis=0) - (self.prior.a + self.prior.classes - 1) * np.log(
            self.prior.b + stick.sum(axis=0)
        )
        return total

    @staticmethod
    def log_shares(stick: FloatArray) -> FloatArray:
        """Log shares of the classes from the sticks ``W``, shape (classes, batch)."""
        before = np.cumsum(stick, axis=0)
        result = np.zeros((len(stick) + 1, stick.shape[1]))
        result[:-1] = np.log(-np.expm1(-stick) + FLOOR)
        result[1:] -= before
        return result

    def relabel(self, q: FloatArray, generator: np.random.Generator) -> FloatArray:
        """Exchange two classes in every point, kept or not by the ratio of priors: the likelihood does not change.

        Stick breaking prefers large classes first, so the exchange is free only where the shares allow it; the ratio
        is taken of densities over the shares, which an exchange maps one to one.
        """
        k, batch = self.prior.classes, q.shape[1]
        if k < 2:
            return q
        one = generator.integers(0, k - 1, size=batch)
        two = one + 1 + np.floor(generator.random(batch) * (k - 1 - one)).astype(np.int64)
        columns = np.arange(batch)
        order = np.tile(np.arange(k)[:, None], (1, batch))
        order[one, columns], order[two, columns] = two, one
        u, t = self.split(q)
        shares = self.log_shares(np.exp(np.minimum(t, STEEPEST)))
        moved = np.take_along_axis(shares, order, axis=0)
        moved_t = self._log_sticks(moved)
        ratio = self._over_shares(moved_t) - self._over_shares(t)
        take = (np.log(generator.random(batch)) < ratio) & np.isfinite(ratio)
        result = q.copy()
        new_u, new_t = self.split(result)
        new_u[:] = np.where(take, np.take_along_axis(u, order[None], axis=1), u)
        new_t[:] = np.where(take, moved_t, t)
        return result

    def _over_shares(self, t: FloatArray) -> FloatArray:
        stick = np.exp(np.minimum(t, STEEPEST))
        k = self.prior.classes
        later = (k - 1 - np.arange(k - 1))[:, None]
        density: FloatArray = self.prior_t(t, stick) - t.sum(axis=0) + (stick * later).sum(axis=0)
        return density

    @staticmethod
    def _log_sticks(shares: FloatArray) -> FloatArray:
        """``log W`` from log shares: ``W_k = log(1 + share_k / what comes after)``, exact for the smallest sticks."""
        after = np.logaddexp.accumulate(shares[::-1], axis=0)[::-1][1:]
        return LatentClass.log_of_softplus(shares[:-1] - after)

    @staticmethod
    def log_of_softplus(ratio: FloatArray) -> FloatArray:
        """``log log(1 + exp(ratio))``: a stick from the log ratio of its share to what comes after."""
        with np.errstate(divide="ignore"):
            found: FloatArray = np.where(ratio < -30, ratio, np.log(np.logaddexp(0, ratio)))
        return found
