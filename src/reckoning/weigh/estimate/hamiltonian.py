"""Hamiltonian Monte Carlo for an ensemble, with parallel tempering by powers of the likelihood.

Trajectories: Duane et al. (1987); Neal (2011), "MCMC using Hamiltonian dynamics". The scale of each coordinate is the
square root of the ratio of the variances of position and gradient. Tempering by powers of the likelihood, with
alternating even and odd exchanges (Okabe et al. 2001) and powers respaced so that every exchange is refused equally
often (Syed, Bouchard-Cote, Deligiannidis, Doucet 2022, JRSS B 84(2)).

Columns run level by level (hottest first), and within a level replica by replica: column = level * replicas + replica.
Replicas never meet: each is one independent chain with its own ladder.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate.gibbs import sweep
from reckoning.weigh.estimate.latent_model import Height, LatentClass

FloatArray = npt.NDArray[np.float64]

TARGET = 0.8
SMALLEST, LARGEST = 1e-4, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """One iteration: leapfrog steps at most, ``gain`` above 0 while steps adapt, Gibbs sweeps of the last level."""

    length: int
    gain: float = 0.0
    sweeps: int = 1


@dataclass(slots=True)
class Ensemble:
    """The state of all chains; everything that a later iteration depends on is here, so that it can be laid down.

    ``q`` (size, levels * replicas); ``powers`` (levels,), the last 1; ``steps`` (levels,); ``scales`` (size, levels).
    ``moments`` holds, since the last reset, [iterations, sums of q, q^2, slope, slope^2] for the scales; ``refused``
    (levels - 1,) the summed probability that a neighbouring pair was not exchanged, and ``tries`` their number.
    """

    q: FloatArray
    powers: FloatArray
    steps: FloatArray
    scales: FloatArray
    moments: FloatArray
    refused: FloatArray
    tries: FloatArray
    age: int = 0

    @property
    def levels(self) -> int:
        return len(self.powers)

    @property
    def replicas(self) -> int:
        return int(self.q.shape[1]) // self.levels

    def cold(self) -> slice:
        return slice(self.q.shape[1] - self.replicas, self.q.shape[1])


def assemble(model: LatentClass, powers: FloatArray, replicas: int, generator: np.random.Generator) -> Ensemble:
    """Chains that start from the prior: as dispersed as the model allows."""
    levels = len(powers)
    return Ensemble(
        q=model.draw_prior(levels * replicas, generator), powers=powers, steps=np.full(levels, 0.1),
        scales=np.ones((model.size, levels)), moments=np.zeros((5, model.size, levels)),
        refused=np.zeros(max(levels - 1, 0)), tries=np.zeros(max(levels - 1, 0)),
    )  # fmt: skip


def advance(model: LatentClass, state: Ensemble, stride: Stride, generator: np.random.Generator) -> FloatArray:
    """One iteration of every chain; gives the log odds of the unseen at the coldest level (replicas,)."""
    replicas = state.replicas
    state.q = model.relabel(state.q, generator)
    for _ in range(stride.sweeps):
        state.q[:, state.cold()] = sweep(model, state.q[:, state.cold()], generator)
    power = np.repeat(state.powers, replicas)
    start = model.height(state.q, power)
    state.moments += _moments(state, start)
    odds, likelihood, chance = _trajectory(model, state, start, stride, generator)
    if stride.gain:
        rate = chance.reshape(state.levels, replicas).mean(axis=1)
        state.steps = np.clip(state.steps * np.exp(stride.gain * (rate - TARGET)), SMALLEST, LARGEST)
    if state.levels > 1:
        odds = _exchange(state, odds, likelihood, generator)
    state.age += 1
    return odds[state.cold()]


def _moments(state: Ensemble, height: Height) -> FloatArray:
    shape = (len(state.q), state.levels, state.replicas)
    q, slope = state.q.reshape(shape), height.slope.reshape(shape)
    count = np.full(shape[:2], float(state.replicas))
    return np.stack([count, q.sum(2), (q**2).sum(2), slope.sum(2), (slope**2).sum(2)])


def _trajectory(
    model: LatentClass, state: Ensemble, start: Height, stride: Stride, generator: np.random.Generator
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Leapfrog; moves ``state.q`` where kept; gives odds and log likelihood where it ended, and acceptance chances."""
    replicas, length = state.replicas, stride.length
    power = np.repeat(state.powers, replicas)
    scale = np.repeat(state.scales, replicas, axis=1)
    jitter = generator.uniform(0.8, 1.2, size=state.q.shape[1])
    step = np.repeat(state.steps, replicas) * jitter
    momentum = generator.standard_normal(state.q.shape)
    kinetic = 0.5 * (momentum**2).sum(axis=0)
    pace = step * scale
    q = state.q.copy()
    momentum += 0.5 * pace * start.slope
    steps = int(generator.integers((length + 1) // 2, length + 1))
    with np.errstate(all="ignore"):
        for _ in range(steps - 1):
            q += pace * momentum
            momentum += pace * model.slope(q, power)
        q += pace * momentum
        here = model.height(q, power)
        momentum += 0.5 * pace * here.slope
        gain = here.prior + power * here.likelihood - start.prior - power * start.likelihood
        gain += kinetic - 0.5 * (momentum**2).sum(axis=0)
    gain = np.where(np.isfinite(gain), gain, -np.inf)
    chance = np.exp(np.minimum(gain, 0))
    taken = generator.random(len(chance)) < chance
    state.q = np.where(taken, q, state.q)
    odds = np.where(taken, here.odds, start.odds)
    return odds, np.where(taken, here.likelihood, start.likelihood), chance


def _exchange(state: Ensemble, odds: FloatArray, likelihood: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Neighbouring levels trade places, even pairs and odd pairs in turn; gives the odds in their new order."""
    replicas = state.replicas
    order = np.arange(len(odds)).reshape(state.levels, replicas)
    height = likelihood.reshape(state.levels, replicas)
    for low in range(state.age % 2, state.levels - 1, 2):
        with np.errstate(invalid="ignore"):
            gain = (state.powers[low + 1] - state.powers[low]) * (height[low] - height[low + 1])
        chance = np.exp(np.minimum(np.where(np.isnan(gain), -np.inf, gain), 0))
        swap = generator.random(replicas) < chance
        upper, lower = order[low + 1].copy(), order[low].copy()
        order[low], order[low + 1] = np.where(swap, upper, lower), np.where(swap, lower, upper)
        state.refused[low] += float((1 - chance).sum())
        state.tries[low] += replicas
    state.q = state.q[:, order.ravel()]
    return odds[order.ravel()]


def rescale(state: Ensemble) -> None:
    """Set the scales from the moments since the last reset, and forget these."""
    count = state.moments[0]
    spread = state.moments[2] / count - (state.moments[1] / count) ** 2
    steep = state.moments[4] / count - (state.moments[3] / count) ** 2
    state.scales = np.sqrt(np.sqrt(np.maximum(spread, 1e-8) / np.maximum(steep, 1e-8)))
    state.moments[:] = 0


def respace(state: Ensemble) -> None:
    """Place the powers so that each exchange is refused equally often; steps and scales follow; tallies start anew."""
    if state.levels > 2:
        refused = np.maximum(state.refused / np.maximum(state.tries, 1), 1e-3)
        path = np.concatenate([[0.0], np.cumsum(refused)])
        even = np.linspace(0, path[-1], state.levels)
        old, new = state.powers, np.interp(even, path, state.powers)
        new[0], new[-1] = old[0], 1.0
        state.steps = np.exp(np.interp(new, old, np.log(state.steps)))
        state.scales = np.exp(np.stack([np.interp(new, old, row) for row in np.log(state.scales)]))
        state.powers = new
    state.refused[:] = 0
    state.tries[:] = 0


def barrier(state: Ensemble) -> float:
    """Summed refusal rates along the ladder: about twice as many levels keep the exchange going."""
    return float((state.refused / np.maximum(state.tries, 1)).sum())
