"""Adding strata and pooling replicates: by draws and by total variance, never by interval ends.

Rubin (1987), "Multiple imputation for nonresponse in surveys": within-replicate variance W, between-replicate variance
B, total T = W + (1 + 1/m) B with its degrees of freedom; taken here on the log of the unseen, so that no interval
reaches below the documented. The same rule serves completed data sets and plausible linkages; the share of T that comes
from between the replicates is the price of missing values, or of doubtful links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.answer import LEVEL, Answer, Outcome, Refusal, central, gauges, tidy
from reckoning.weigh.estimate.honesty import stratum_refused

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One answer from replicates; ``share`` of the variance is due to the differences between them."""

    answer: Answer
    within: float
    between: float
    share: float
    replicates: int


def add(strata: Sequence[tuple[str, Outcome]], seed: int) -> Outcome:
    """The total over strata: draws in random order are added one to one; one refused stratum refuses the sum."""
    if not strata:
        raise ReckoningError("There are no strata to add.")
    refused = [(name, o) for name, o in strata if isinstance(o, Refusal)]
    if refused:
        notices = tuple(stratum_refused(name) for name, _ in refused) + refused[0][1].notices
        return Refusal(method=refused[0][1].method, label=refused[0][1].label, notices=notices)
    answers = [o for _, o in strata if isinstance(o, Answer)]
    if len({a.method for a in answers}) > 1:
        raise ReckoningError("Strata estimated by different methods cannot be added; choose one method for all.")
    draws = summed([np.array(a.draws) for a in answers], seed)
    median, low, high = central(draws)
    first = answers[0]
    return Answer(
        method=first.method, label=first.label, point=median, low=low, high=high, draws=tidy(draws), seed=seed,
        assumption=f"In every stratum: {first.assumption}", model=f"sum of {len(answers)} strata",
        gauges=gauges(strata=len(answers)), warnings=tuple(w for a in answers for w in a.warnings),
    )  # fmt: skip


def summed(parts: Sequence[FloatArray], seed: int) -> FloatArray:
    """Draws of a sum of independent parts, as many as the shortest part has."""
    generator = np.random.default_rng([seed, 4])
    size = min(len(p) for p in parts)
    total: FloatArray = np.sum([generator.permutation(p)[:size] for p in parts], axis=0)
    return total


def pool(replicates: Sequence[Answer], documented: Sequence[int]) -> Pooled:
    """One answer from one answer per replicate; ``documented`` people per replicate (linkage changes them)."""
    if len(replicates) < 2:
        raise ReckoningError("Pooling wants at least two replicates.")
    logs = [np.log(np.maximum(np.array(a.draws) - n, 0.5)) for a, n in zip(replicates, documented, strict=True)]
    centres = np.array([x.mean() for x in logs])
    within = float(np.mean([x.var(ddof=1) for x in logs]))
    times = len(replicates)
    between = float(centres.var(ddof=1)) * (1 + 1 / times)
    total = within + between
    freedom = (times - 1) * (total / between) ** 2 if between > 1e-12 else 1e9
    reach = float(student.ppf((1 + LEVEL) / 2, min(freedom, 1e9))) * np.sqrt(total)
    base, centre = float(np.mean(documented)), float(centres.mean())
    mixture = np.concatenate([np.array(a.draws)[: max(1, 4000 // times)] for a in replicates])
    first = replicates[0]
    answer = Answer(
        method=first.method, label=first.label, point=base + float(np.exp(centre)),
        low=base + float(np.exp(centre - reach)), high=base + float(np.exp(centre + reach)), draws=tidy(mixture),
        assumption=first.assumption, model=f"{times} replicates, pooled by total variance", seed=first.seed,
        gauges=gauges(replicates=times, share_between=round(between / total, 4)), warnings=first.warnings,
    )  # fmt: skip
    return Pooled(answer=answer, within=within, between=between, share=between / total, replicates=times)
