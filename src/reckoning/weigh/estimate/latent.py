"""Estimation by latent classes: many dispersed chains first; a tempered ensemble where they disagree; else refusal.

The model is that of :mod:`latent_model`. The plain stage runs 64 chains without tempering, the tempered one several
independent ladders from a nearly flat likelihood. Either ends as soon as the chains agree (rank-normalised split
R-hat and effective sizes as in :mod:`honesty`); a budget of rounds that ends first ends in refusal. Between rounds all
that matters is in the :class:`Journey`, so that a run can be laid down, taken up again, and gives the same digest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Answer, Gauge, Outcome, Refusal, central, gauges, tidy
from reckoning.weigh.estimate.diagnostics import Convergence, convergence
from reckoning.weigh.estimate.gibbs import sweep
from reckoning.weigh.estimate.hamiltonian import Ensemble, Stride, advance, assemble, barrier, rescale, respace
from reckoning.weigh.estimate.latent_model import LatentClass, Prior
from reckoning.weigh.estimate.nhoi import unseen
from reckoning.weigh.estimate.tables import CaptureTable

FloatArray = npt.NDArray[np.float64]

METHOD = "latent.v1"
LABEL = "Latent classes"
ASSUMPTION = (
    "People fall into hidden kinds; within a kind, being on one list says nothing about being on another. The number "
    "and size of the kinds is uncertain, and the data alone do not fix it: the prior matters."
)
ROUND = 50
# A sweep costs a fifth of a trajectory; one in three keeps what it brings (measured on lesbian4 and Kosovo).
SWEEP_EVERY = 3
DRAWS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One way to run: chains, levels of tempering, longest trajectory, warm-up iterations, rounds at most and
    at least: few draws may agree by luck.
    """

    name: str
    replicas: int
    levels: int
    length: int
    warmup: int
    rounds: int
    least: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Prior and stages; ``hottest``: how many people the flattest level hears (chains cross there)."""

    prior: Prior = field(default_factory=Prior)
    hottest: float = 60.0
    stages: tuple[Stage, ...] = (
        Stage(name="plain", replicas=64, levels=1, length=64, warmup=150, rounds=16),
        Stage(name="tempered", replicas=6, levels=12, length=32, warmup=250, rounds=80, least=6),
    )

    def with_budget(self, rounds: int) -> Plan:
        """With ``rounds`` rounds at most in the last stage: a refused run can go on under a larger budget."""
        last = replace(self.stages[-1], rounds=rounds, least=min(self.stages[-1].least, rounds))
        return replace(self, stages=(*self.stages[:-1], last))


@dataclass(slots=True)
class Journey:
    """A run under way: the stage, the ensemble, the generator, and the kept log odds (replicas, draws)."""

    stage: int
    ensemble: Ensemble
    generator: np.random.Generator
    kept: FloatArray
    finished: bool = False
    spent: list[str] = field(default_factory=list)


Report = Callable[[Journey, str], None]


def begin(model: LatentClass, plan: Plan, seed: int) -> Journey:
    """A new run at its first stage."""
    generator = np.random.default_rng(seed)
    return _enter(model, plan, 0, generator)


def _enter(model: LatentClass, plan: Plan, stage: int, generator: np.random.Generator) -> Journey:
    shape = plan.stages[stage]
    powers = np.ones(1) if shape.levels == 1 else np.geomspace(min(0.5, plan.hottest / model.n), 1.0, shape.levels)
    ensemble = assemble(model, powers, shape.replicas, generator)
    ensemble.q = model.draw_start(ensemble.q.shape[1], generator)
    for _ in range(ROUND):
        ensemble.q = sweep(model, ensemble.q, generator)
    ensemble.steps[:] = 0.03
    return Journey(stage=stage, ensemble=ensemble, generator=generator, kept=np.zeros((shape.replicas, 0)))


def go_on(model: LatentClass, plan: Plan, journey: Journey) -> None:
    """One round: warm-up iterations adapt, later ones are kept; then decide whether to end or to change the stage."""
    shape = plan.stages[journey.stage]
    drawn = []
    for _ in range(ROUND):
        age, warm = journey.ensemble.age, shape.warmup
        gain = 0.0 if age >= warm else (0.3 if age < warm // 2 else 0.1)
        stride = Stride(length=shape.length, gain=gain, sweeps=int(age % SWEEP_EVERY == 0))
        odds = advance(model, journey.ensemble, stride, journey.generator)
        if age >= warm:
            drawn.append(odds)
        else:
            _adapt(journey.ensemble, age + 1, warm)
    journey.kept = np.concatenate([journey.kept, np.array(drawn).reshape(-1, shape.replicas).T], axis=1)
    _decide(model, plan, journey)


def _adapt(ensemble: Ensemble, age: int, warm: int) -> None:
    """Scales at a half and three quarters of the warm-up, powers more often; the first third is forgotten."""
    if age == warm * 3 // 10:
        ensemble.moments[:] = 0
    if age in {warm // 2, warm * 3 // 4}:
        rescale(ensemble)
    if age in {warm * 3 // 20, warm * 3 // 10, warm // 2, warm * 3 // 4, warm}:
        respace(ensemble)


def _decide(model: LatentClass, plan: Plan, journey: Journey) -> None:
    shape = plan.stages[journey.stage]
    rounds = journey.kept.shape[1] // ROUND
    if rounds < min(shape.least, shape.rounds) or rounds < 1:
        return
    found = convergence(journey.kept)
    last = journey.stage == len(plan.stages) - 1
    hopeless = not last and rounds >= 4 and found.rhat > 1.1
    if agrees(found) or (last and rounds >= shape.rounds):
        journey.finished = True
    elif hopeless or rounds >= shape.rounds:
        fresh = _enter(model, plan, journey.stage + 1, journey.generator)
        journey.spent.append(f"{shape.name} R-hat {found.rhat:.3f}")
        journey.stage, journey.ensemble, journey.kept = fresh.stage, fresh.ensemble, fresh.kept


def reopen(journey: Journey, plan: Plan) -> None:
    """Let a run that ended without agreement go on, if the plan now allows the last stage more rounds."""
    last = journey.stage == len(plan.stages) - 1
    room = journey.kept.shape[1] < ROUND * plan.stages[-1].rounds
    if last and room and not agrees(convergence(journey.kept)):
        journey.finished = False


def agrees(found: Convergence) -> bool:
    """Whether the chains may be believed."""
    return found.rhat <= honesty.RHAT and min(found.bulk, found.tail) >= honesty.EFFECTIVE


def model_of(table: CaptureTable, plan: Plan) -> LatentClass:
    return LatentClass(patterns=table.patterns(), counts=table.counts(), prior=plan.prior)


def conclude(table: CaptureTable, journey: Journey, seed: int) -> Outcome:
    """The answer of a finished run, or its refusal."""
    enough = journey.kept.shape[1] >= 2 * ROUND
    found = convergence(journey.kept) if enough else Convergence(rhat=float("inf"), bulk=0.0, tail=0.0)
    seen = _gauges(journey, found)
    if not agrees(found):
        notice = honesty.not_converged(found.rhat, min(found.bulk, found.tail))
        return Refusal(method=METHOD, label=LABEL, notices=(notice,), gauges=seen)
    generator = np.random.default_rng([seed, 1])
    odds = journey.kept.ravel(order="F")
    chosen = odds[np.linspace(0, odds.size - 1, min(DRAWS, odds.size)).astype(int)]
    draws = table.n + unseen(np.exp(np.minimum(chosen, 700)), table.n, generator)
    # The interval is of all kept draws; the thinned draws serve sums and plots.
    every = table.n + unseen(np.exp(np.minimum(odds, 700)), table.n, np.random.default_rng([seed, 2]))
    median, low, high = central(every)
    return Answer(
        method=METHOD, label=LABEL, point=median, low=low, high=high, draws=tidy(draws), assumption=ASSUMPTION,
        gauges=seen, seed=seed,
    )  # fmt: skip


def _gauges(journey: Journey, found: Convergence) -> tuple[Gauge, ...]:
    ensemble = journey.ensemble
    return gauges(
        rhat=round(min(found.rhat, 1e6), 4), bulk_ess=round(found.bulk), tail_ess=round(found.tail),
        chains=ensemble.replicas, draws_per_chain=journey.kept.shape[1], levels=ensemble.levels,
        barrier=round(barrier(ensemble), 2),
    )  # fmt: skip


def estimate(
    table: CaptureTable, *, plan: Plan | None = None, seed: int = 1, journey: Journey | None = None,
    report: Report | None = None,
) -> Outcome:  # fmt: skip
    """Run to the end (or from where ``journey`` was laid down); ``report`` hears of every round."""
    chosen = plan or Plan()
    model = model_of(table, chosen)
    here = journey or begin(model, chosen, seed)
    while not here.finished:
        go_on(model, chosen, here)
        if report:
            shape = chosen.stages[here.stage]
            report(here, f"{LABEL}: {shape.name} stage, {here.kept.shape[1]} draws in each of {shape.replicas} chains")
    return conclude(table, here, seed)
