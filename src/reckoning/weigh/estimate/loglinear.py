"""Log-linear estimation over all hierarchical models: best by BIC, and a bootstrap over the best models.

Bishop, Fienberg, Holland (1975), "Discrete multivariate analysis", chapter 6; Baillargeon and Rivest (2007), JSS 19(5);
intervals that account for the selection: Silverman, Chan, Vincent (2024), "Bootstrapping multiple systems estimates to
account for model selection", Statistics and Computing 34. A model is a down-closed set of terms over the lists that
holds every main effect and not the full interaction; there are 8 such models for 3 lists, 113 for 4, 6,893 for 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.poisson import BoolArray, FloatArray, Verdict, design, examine, fit
from reckoning.weigh.estimate.tables import CaptureTable

WIDEST = 5
CHUNK = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A hierarchical model by its terms (masks, the intercept first)."""

    terms: tuple[int, ...]

    def generators(self) -> tuple[int, ...]:
        """The maximal terms, as models are written: [12,13,23]."""
        return tuple(t for t in self.terms if t and not any(t != u and t & u == t for u in self.terms))

    def written(self) -> str:
        return "[" + ",".join(_digits(t) for t in sorted(self.generators(), key=_digits)) + "]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One model on one table: the verdict, the total (people) with its standard error, and its BIC."""

    model: Model
    verdict: Verdict
    total: float = float("nan")
    error: float = float("nan")
    bic: float = float("inf")


def _digits(mask: int) -> str:
    return "".join(str(j + 1) for j in range(mask.bit_length()) if mask >> j & 1)


def parse(text: str, width: int) -> Model:
    """A model as it is written, "[123,14,34]"; lists are numbered from 1, at most nine."""
    generators = []
    for part in text.strip("[] ").split(","):
        if not part.strip().isdecimal() or not all(1 <= int(d) <= width for d in part.strip()):
            raise ReckoningError(f"{text!r} is no model of {width} lists; write it like [123,14].")
        generators.append(sum(1 << int(d) - 1 for d in set(part.strip())))
    return closure(generators, width)


def closure(generators: list[int], width: int) -> Model:
    """The model whose terms are all subsets of the generators, with every main effect."""
    terms = {0, *(1 << j for j in range(width))}
    for whole in generators:
        part = whole
        while part:
            terms.add(part)
            part = (part - 1) & whole
    return Model(terms=tuple(sorted(terms, key=lambda t: (t.bit_count(), t))))


@cache
def hierarchical(width: int) -> tuple[Model, ...]:
    """Every hierarchical model of 2 to 5 lists but the saturated one, fewest terms first."""
    if not 2 <= width <= WIDEST:
        raise ReckoningError(f"All hierarchical models can be listed for 2 to {WIDEST} lists, not {width}.")
    full = (1 << width) - 1
    by_size = sorted((m for m in range(1, full) if m.bit_count() > 1), key=lambda m: (m.bit_count(), m))
    families: list[frozenset[int]] = [frozenset()]
    for mask in by_size:
        faces = [mask & ~(1 << j) for j in range(width) if mask >> j & 1]
        families += [f | {mask} for f in families if all(x.bit_count() < 2 or x in f for x in faces)]
    models = [closure(sorted(family), width) for family in families]
    return tuple(sorted(models, key=lambda m: (len(m.terms), m.terms)))


def reduce(model: Model, counts: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Design and live cells after terms with an empty margin have left, with the cells that contain them."""
    cells = np.arange(1, len(counts) + 1, dtype=np.int64)
    whole = design(model.terms, cells)
    empty = (counts @ whole) == 0
    live: BoolArray = np.asarray(~whole[:, empty].any(axis=1))
    return whole[live][:, ~empty], live


def fit_model(model: Model, counts: FloatArray) -> Fitted:
    """One model on the counts of all cells but the unseen (mask order): verdict first, then the estimate.

    BIC takes the number of people as its sample size; a term at minus infinity counts as a parameter.
    """
    matrix, live = reduce(model, counts)
    verdict = examine(matrix, counts[live] > 0)
    if verdict != "fine":
        return Fitted(model=model, verdict=verdict)
    fitted = fit(matrix, counts[None, live])
    if not fitted.converged[0]:
        return Fitted(model=model, verdict="no_estimate")
    unseen = float(fitted.unseen[0])
    variance = float(np.linalg.inv(fitted.information[0])[0, 0])
    return Fitted(
        model=model, verdict="fine", total=float(counts.sum()) + unseen,
        error=float(np.sqrt(unseen + unseen**2 * variance)),
        bic=float(-2 * fitted.loglik[0] + len(model.terms) * np.log(counts.sum())),
    )  # fmt: skip


def ranked(counts: FloatArray, models: tuple[Model, ...], top: int | None = None) -> tuple[Fitted, ...]:
    """The ``top`` models (or all) that have a unique estimate, best BIC first; then, if all were asked for, the rest.

    All models are fitted in batches; existence and uniqueness are then asked of the best until enough have both.
    """
    scores = np.concatenate([_score(counts, models[i : i + CHUNK]) for i in range(0, len(models), CHUNK)])
    order = sorted(range(len(models)), key=lambda m: (scores[m], models[m].terms))
    good: list[Fitted] = []
    bad: list[Fitted] = []
    for index in order:
        found = fit_model(models[index], counts)
        (good if found.verdict == "fine" else bad).append(found)
        if top is not None and len(good) == top:
            break
    good.sort(key=lambda f: (f.bic, f.model.terms))
    return (*good, *bad) if top is None else tuple(good)


def _score(counts: FloatArray, models: tuple[Model, ...]) -> FloatArray:
    """BIC of every model, also of those whose likelihood only has a limit: they are ranked by it."""
    everything = tuple(sorted({t for m in models for t in m.terms}, key=lambda t: (t.bit_count(), t)))
    whole = design(everything, np.arange(1, len(counts) + 1, dtype=np.int64))
    used = np.array([[t in set(m.terms) for t in everything] for m in models])
    empty = counts @ whole == 0
    live = (used & empty).astype(np.float64) @ whole.T == 0
    fitted = fit(whole, np.tile(counts, (len(models), 1)), cells=live, terms=used & ~empty)
    score: FloatArray = -2 * fitted.loglik + used.sum(axis=1) * np.log(counts.sum())
    return score


def select(counts: FloatArray, models: tuple[Model, ...]) -> FloatArray:
    """For every data set (batch, cells): the total under the model with the best BIC; NaN if none fits."""
    best = np.full(len(counts), np.inf)
    total = np.full(len(counts), np.nan)
    for model in models:
        bic, unseen = _fit_many(model, counts)
        better = bic < best
        best = np.where(better, bic, best)
        total = np.where(better, counts.sum(axis=1) + unseen, total)
    return total


def _fit_many(model: Model, counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    whole = design(model.terms, np.arange(1, counts.shape[1] + 1, dtype=np.int64))
    empty = counts @ whole == 0
    live = empty.astype(np.float64) @ whole.T == 0
    allowed = np.zeros(len(counts), dtype=bool)
    support, where = np.unique(counts > 0, axis=0, return_inverse=True)
    for index, seen in enumerate(support):
        first = int(np.argmax(where == index))
        inside, used = live[first], ~empty[first]
        allowed[where == index] = examine(whole[inside][:, used], seen[inside]) == "fine"
    bic, unseen = np.full(len(counts), np.inf), np.full(len(counts), np.nan)
    if allowed.any():
        fitted = fit(whole, counts[allowed], cells=live[allowed], terms=~empty[allowed])
        score = -2 * fitted.loglik + len(model.terms) * np.log(counts[allowed].sum(axis=1))
        bic[allowed] = np.where(fitted.converged, score, np.inf)
        unseen[allowed] = fitted.unseen
    return bic, unseen


def profile(model: Model, table: CaptureTable, level: float = 3.841458820694124) -> tuple[float, float]:
    """Profile-likelihood interval of the total under a multinomial for all cells, the unseen among them (people).

    The unseen is set to trial values, the model is fitted to the completed table, and the interval holds the totals
    whose multinomial log-likelihood is within half of ``level`` of the best (Cormack 1992, Biometrics 48).
    """
    counts = table.dense()[1:]
    matrix, live = reduce(model, counts)
    completed = np.vstack([np.eye(1, matrix.shape[1]), matrix])

    def height(unseen: float) -> float:
        full = np.concatenate([[unseen], counts[live]])
        total = full.sum()
        mean = np.maximum(fit(completed, full[None]).mean[0], 1e-300)
        return float(gammaln(total + 1) - gammaln(unseen + 1) + (full * np.log(mean / total)).sum())

    start = fit_model(model, counts).total - table.n
    peak = max((height(u), u) for u in (start * (1 + d / 200) for d in range(-20, 21)))
    top, best = peak

    def excess(unseen: float) -> float:
        return 2 * (top - height(unseen)) - level

    high = best + 1
    while excess(high) < 0:
        high = best + (high - best) * 1.7
    low = brentq(excess, 1e-6, best) if excess(1e-6) > 0 else 0.0
    return table.n + float(low), table.n + float(brentq(excess, best, high))
