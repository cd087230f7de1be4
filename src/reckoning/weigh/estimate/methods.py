"""The methods by name: each takes a table and a seed and gives an answer with draws, or a refusal.

Names carry a version, so that an old run can be repeated. The latent-class model has its own module, as it runs long.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate import coverage, decomposable, honesty, intervals, loglinear, nhoi, stepwise
from reckoning.weigh.estimate.answer import Answer, Notice, Outcome, Refusal, central, gauges, tidy
from reckoning.weigh.estimate.poisson import Verdict
from reckoning.weigh.estimate.tables import CaptureTable

FloatArray = npt.NDArray[np.float64]
Method = Callable[[CaptureTable, int], Outcome]

RESAMPLES = 1000
TOP = 10
DRAWS = 4000
WIDEST_STEPWISE = 10


def gate(table: CaptureTable, *, independence: str = "") -> tuple[Notice, ...]:
    """What refuses every method: mixed units, nobody, too few lists, no overlap at all."""
    found = []
    if len(set(table.units)) > 1 or any("/" in unit for unit in table.units):
        found.append(honesty.mixed_units(table.units))
    if table.n == 0:
        return (*found, honesty.empty())
    live = sum(1 for total in table.totals() if total)
    if live < 2 or (live == 2 and not independence):
        found.append(honesty.few_lists(live))
    if live == 2 and not independence:
        found.append(honesty.no_independence())
    if live >= 2 and not any(mask.bit_count() > 1 for mask, _ in table.cells):
        found.append(honesty.no_overlap_at_all())
    return tuple(found)


def _refuse(method: str, label: str, *notices: Notice) -> Refusal:
    return Refusal(method=method, label=label, notices=notices)


def _absent(verdict: Verdict) -> Notice:
    return honesty.not_identified() if verdict == "not_identified" else honesty.no_estimate()


def _bootstrap(answer: Answer, table: CaptureTable, totals: Callable[[FloatArray], FloatArray], seed: int) -> Outcome:
    """Give a point its BCa interval: ``totals`` maps tables (batch, cells) to totals, selection and all."""
    counts = table.dense()[1:]
    drawn = totals(intervals.resample(counts, RESAMPLES, seed))
    failed = float(np.mean(~np.isfinite(drawn)))
    drawn = np.where(np.isfinite(drawn), drawn, np.nan)
    if failed > honesty.FAILED_RESAMPLES:
        return _refuse(answer.method, answer.label, honesty.failed_resamples(failed))
    left, weights = intervals.jackknifed(counts)
    skew = intervals.acceleration(totals(left), weights)
    low, high = intervals.bca(answer.point, drawn, skew)
    return Answer(
        method=answer.method, label=answer.label, point=answer.point, low=low, high=high, assumption=answer.assumption,
        draws=tidy(intervals.calibrated(answer.point, drawn, skew, seed)), model=answer.model, seed=seed,
        gauges=gauges(resamples=RESAMPLES, failed_resamples=failed, acceleration=round(skew, 4)),
    )  # fmt: skip


def _seedling(method: str, label: str, point: float, assumption: str, model: str) -> Answer:
    return Answer(
        method=method, label=label, point=point, low=point, high=point, draws=(), assumption=assumption, model=model
    )


def log_linear(table: CaptureTable, seed: int) -> Outcome:
    """Best hierarchical model by BIC; the interval chooses anew among the ten best in every resample."""
    name, label = "loglinear.v1", "Log-linear, best by BIC"
    if table.width > loglinear.WIDEST:
        return _refuse(name, label, honesty.too_wide(table.width, loglinear.WIDEST))
    counts = table.dense()[1:]
    best = loglinear.ranked(counts, loglinear.hierarchical(table.width), TOP)
    if not best:
        return _refuse(name, label, _absent(loglinear.fit_model(loglinear.closure([], table.width), counts).verdict))
    models = tuple(f.model for f in best)
    seedling = _seedling(
        name, label, best[0].total,
        "The dependences between lists are those of the model chosen; there is none of the highest order, and none "
        "that the counts are too few to show.", best[0].model.written(),
    )  # fmt: skip
    return _bootstrap(seedling, table, lambda c: table.n + loglinear.select(c, models) - c.sum(axis=1), seed)


def stepwise_pairs(table: CaptureTable, seed: int) -> Outcome:
    """Forward search over pairs of lists, repeated in every resample."""
    name, label = "stepwise.v1", "Log-linear, stepwise pairs"
    if table.width > WIDEST_STEPWISE:
        return _refuse(name, label, honesty.too_wide(table.width, WIDEST_STEPWISE))
    lattice = stepwise.Lattice(table.width)
    found = lattice.search(table.dense()[None, 1:])
    if found.verdict != "fine" or not np.isfinite(found.unseen[0]):
        return _refuse(name, label, _absent(found.verdict))
    pairs = [
        loglinear.Model(terms=(0, p)).written()[1:-1] for p, c in zip(lattice.pairs, found.chosen[0], strict=True) if c
    ]
    seedling = _seedling(
        name, label, table.n + float(found.unseen[0]),
        "Lists depend on each other in pairs only, and a pair that the search leaves out does not.",
        "[" + ",".join(pairs) + "]",
    )  # fmt: skip
    return _bootstrap(seedling, table, lambda c: table.n + lattice.search(c).unseen, seed)


def graphs(table: CaptureTable, seed: int) -> Outcome:
    """Average over decomposable graphs."""
    name, label = "decomposable.v1", "Average over decomposable graphs"
    if table.width > 6:
        return _refuse(name, label, honesty.too_wide(table.width, 6))
    found = decomposable.average(table)
    if found.end_mass > honesty.CAP_MASS:
        return _refuse(name, label, honesty.cap_mass(found.end_mass))
    low, median, high = (table.n + q for q in found.quantiles(0.025, 0.5, 0.975))
    at_zero = float(found.mass[found.grid <= max(0.0, 0.0005 * table.n)].sum())
    warnings: tuple[Notice, ...] = (honesty.spike(at_zero),) if at_zero > honesty.SPIKE else ()
    if _two_peaks(found):
        warnings += (honesty.bimodal(label),)
    return Answer(
        method=name, label=label, point=median, low=low, high=high, draws=tidy(table.n + found.draw(DRAWS, seed)),
        assumption="The dependences between lists can be drawn as a chordal graph; all such graphs were equally likely "
        "beforehand. A graph that joins all lists takes the unseen from the prior alone.",
        model="; ".join(f"{share:.0%} {graph}" for share, graph in found.graphs[:3]), warnings=warnings, seed=seed,
        gauges=gauges(end_mass=found.end_mass, graphs_weight_of_best=round(found.graphs[0][0], 4)),
    )  # fmt: skip


def _two_peaks(found: decomposable.Posterior) -> bool:
    """A second peak, in mass per log of the unseen, more than twice the valley before it and a tenth of the first."""
    edges = np.geomspace(1, found.grid[-1] + 1, 41)
    mass, _ = np.histogram(found.grid + 1, bins=edges, weights=found.mass)
    smooth = np.convolve(mass, np.ones(3) / 3, mode="same")
    top = int(np.argmax(smooth))
    for side in (smooth[: top + 1][::-1], smooth[top:]):
        valley = np.minimum.accumulate(side)
        if bool(((side > 0.1 * smooth[top]) & (valley < honesty.VALLEY * side)).any()):
            return True
    return False


def sample_coverage(table: CaptureTable, seed: int) -> Outcome:
    """One-step sample coverage."""
    name, label = "coverage.v1", "Sample coverage, one step"
    if not 3 <= table.width <= 6:
        return _refuse(name, label, honesty.too_wide(table.width, 6))
    share = coverage.coverage(table)
    point = float(coverage.totals(table.dense()[None], table.width)[0])
    if not np.isfinite(point) or point < table.n:
        return _refuse(name, label, honesty.unstable(share))
    seedling = _seedling(
        name, label, point,
        "Dependence between lists is moderate and shows in their pairwise overlaps; the people whom "
        "lists miss are not of a kind of their own.", f"coverage {share:.0%}",
    )  # fmt: skip

    def totals(counts: FloatArray) -> FloatArray:
        found = coverage.totals(np.hstack([np.zeros((len(counts), 1)), counts]), table.width)
        return np.where(found >= table.n - 1, found, np.nan)

    found = _bootstrap(seedling, table, totals, seed)
    low = share < honesty.LOW_COVERAGE
    return found.warned(honesty.low_coverage(share)) if isinstance(found, Answer) and low else found


def no_highest_order(table: CaptureTable, seed: int, *, xi: float = 1.0) -> Outcome:
    """Observed cells free, no interaction of the highest order; for two lists this is independence."""
    two = table.width == 2
    name, label = ("independence.v1", "Two lists, independent") if two else ("nhoi.v1", "No highest-order interaction")
    if table.width > 8:
        return _refuse(name, label, honesty.too_wide(table.width, 8))
    if nhoi.empty_cells(table):
        return _refuse(name, label, honesty.empty_cell(nhoi.empty_cells(table)))
    draws = nhoi.draw(table, xi=xi, times=5 * DRAWS, seed=seed, prior=1.0 / ((1 << table.width) - 1))
    median, low, high = central(draws)
    words = (
        "Being on one list says nothing about being on the other (stated by the user, not shown by the counts)."
        if two
        else f"Being on all {table.width} lists at once is as frequent as what is seen on fewer of them leads one to "
        f"expect (the odds ratio of the highest order is {xi:g}); the counts cannot test this."
    )
    return Answer(
        method=name, label=label, point=median, low=low, high=high, draws=tidy(draws[:DRAWS]), assumption=words,
        model=f"xi = {xi:g}", gauges=gauges(xi=xi), seed=seed,
    )  # fmt: skip


METHODS: dict[str, Method] = {
    "loglinear": log_linear,
    "stepwise": stepwise_pairs,
    "decomposable": graphs,
    "coverage": sample_coverage,
    "nhoi": no_highest_order,
}
