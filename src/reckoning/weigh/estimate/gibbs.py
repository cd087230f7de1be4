"""One Gibbs sweep of the latent-class model, for a whole batch of chains: big jumps where gradients see nothing.

Manrique-Vallier (2016), Biometrics 72(4), section 4: everyone gets a class, the unseen too; then shares, capture
probabilities and concentration are drawn given the classes. A class that nobody is in is drawn afresh from the prior,
which a trajectory does only slowly. Used between trajectories at power 1, and alone as the peer in the benchmarks.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate.latent_model import STEEPEST, LatentClass

FloatArray = npt.NDArray[np.float64]
MOST = 1e12


def sweep(model: LatentClass, q: FloatArray, generator: np.random.Generator) -> FloatArray:
    """New points (size, batch) that leave the posterior unchanged."""
    u, t = model.split(q)
    batch, classes = q.shape[1], model.prior.classes
    stick = np.exp(np.minimum(t, STEEPEST))
    chances, odds = _class_chances(model, u, stick)
    unseen = generator.standard_gamma(model.n, batch) * np.exp(np.minimum(odds, 100))
    # A sweep given an unseen that counts beyond MOST is the identity for that chain: valid, and safe in integers.
    huge = unseen > MOST
    people = np.empty((len(model.rows), batch), dtype=np.int64)
    people[0] = generator.poisson(np.where(huge, 0, unseen))
    people[1:] = model.counts[:, None].astype(np.int64)
    members = generator.multinomial(people, chances).astype(np.float64)
    on_list = np.tensordot(model.rows.T, members, axes=1).transpose(0, 2, 1)
    held = on_list[-1]
    new = np.empty_like(q)
    new_u, new_t = model.split(new)
    new_u[:] = np.log(generator.standard_gamma(1 + on_list[:-1])) - np.log(
        generator.standard_gamma(1 + held - on_list[:-1])
    )
    new_t[:] = _sticks(model, stick, held, generator) if classes > 1 else new_t
    return np.where(huge, q, new)


def _class_chances(model: LatentClass, u: FloatArray, stick: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Chance of each class given the cell, shape (cells, batch, classes), and log odds of the unseen (batch,)."""
    missed = -np.logaddexp(0, u).sum(axis=0)
    shares = model.log_shares(stick)
    stacked = np.concatenate([u, (shares + missed)[None]]).reshape(model.lists + 1, -1)
    logs = (model.rows @ stacked).reshape(len(model.rows), *missed.shape).transpose(0, 2, 1)
    weight = np.exp(logs - logs.max(axis=2, keepdims=True))
    weight /= weight.sum(axis=2, keepdims=True)
    unseen = np.exp(logs[0]).sum(axis=1)
    seen = (np.exp(shares) * -np.expm1(missed)).sum(axis=0)
    with np.errstate(divide="ignore"):
        return weight, np.log(unseen) - np.log(seen)


def _sticks(model: LatentClass, stick: FloatArray, held: FloatArray, generator: np.random.Generator) -> FloatArray:
    """``log W`` given how many each class holds: V is beta, taken through logs of gammas as alpha may be 1e-17."""
    prior = model.prior
    alpha = generator.standard_gamma(prior.a + prior.classes - 1, stick.shape[1]) / (prior.b + stick.sum(axis=0))
    later = np.cumsum(held[::-1], axis=0)[::-1][1:]
    shape = alpha + later
    upper = np.log(generator.standard_gamma(1 + held[:-1]))
    lower = np.log(generator.standard_gamma(shape + 1)) + np.log(generator.random(shape.shape)) / shape
    return model.log_of_softplus(upper - lower)
