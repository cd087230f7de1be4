"""Worlds with a known truth: simulation-based calibration and coverage of every interval.

Run as a script it prints the tables of docs/estimation.md: ``python tests/estimate/simulated.py [WORLDS]``.
Calibration: Talts, Betancourt, Simpson, Vehtari, Gelman (2018), arXiv 1804.06788: when the truth is drawn from the prior,
its rank among the posterior draws is uniform. Coverage: the share of worlds whose 95 per cent interval holds the truth.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from published import one_stage
from scipy.stats import chi2

from reckoning.weigh.estimate import nhoi
from reckoning.weigh.estimate.answer import Answer, Outcome
from reckoning.weigh.estimate.decomposable import average
from reckoning.weigh.estimate.imputation import Person
from reckoning.weigh.estimate.latent import begin, estimate, go_on, model_of
from reckoning.weigh.estimate.latent_model import LatentClass, Prior
from reckoning.weigh.estimate.methods import METHODS, no_highest_order
from reckoning.weigh.estimate.people import People
from reckoning.weigh.estimate.pooling import Pooled
from reckoning.weigh.estimate.strata import Copies, over_linkages, stratify
from reckoning.weigh.estimate.tables import CaptureTable, bits, build

BINS = 10


def uniformity(ranks: np.ndarray) -> float:
    """The p-value of ranks in [0, 1] being uniform, by chi-square over ten bins."""
    counts = np.histogram(ranks, bins=BINS, range=(0, 1))[0]
    expected = len(ranks) / BINS
    return float(chi2.sf(((counts - expected) ** 2 / expected).sum(), BINS - 1))


def latent_ranks(worlds: int, seed: int, *, classes: int = 3, people: int = 60) -> np.ndarray:
    """Ranks of the true odds of the unseen; the truth from the prior, the number of people seen held fixed."""
    generator = np.random.default_rng(seed)
    plan = one_stage(classes, 6, replicas=16, length=16, warmup=150)
    shape = LatentClass(patterns=bits(np.arange(1, 8), 3), counts=np.ones(7), prior=Prior(classes=classes))
    ranks = []
    for world in range(worlds):
        q = shape.draw_prior(1, generator)
        u, t = shape.split(q)
        shares = np.exp(shape.log_shares(np.exp(np.minimum(t, 600.0))))[:, 0]
        chance = 1 / (1 + np.exp(-u[:, :, 0]))
        cells = np.array(
            [shares @ np.prod(np.where(row[:, None], chance, 1 - chance), axis=0) for row in bits(np.arange(8), 3)]
        )
        counts = generator.multinomial(people, cells[1:] / cells[1:].sum())
        table = build("abc", {m + 1: int(c) for m, c in enumerate(counts)})
        model, journey = model_of(table, plan), begin(model_of(table, plan), plan, 1000 + world)
        while not journey.finished:
            go_on(model, plan, journey)
        truth = np.log(cells[0]) - np.log(cells[1:].sum())
        ranks.append(float(np.mean(journey.kept < truth)))
    return np.array(ranks)


def decomposable_ranks(worlds: int, seed: int) -> np.ndarray:
    """Ranks of the true number unseen: graph, cell chances and total (20 to 400, prior 1/N) drawn from the prior."""
    generator = np.random.default_rng(seed)
    totals = np.arange(20, 401)
    ranks = []
    while len(ranks) < worlds:
        total = int(generator.choice(totals, p=(1 / totals) / (1 / totals).sum()))
        table = _decomposable_world(total, generator, delta=0.5)
        if table.n == 0:
            ranks.append(generator.random())  # nobody seen: the posterior is the prior, and so is the truth
            continue
        found = average(table, delta=0.5, grid=np.arange(max(0, 20 - table.n), 401.0 - table.n))
        below = found.mass[found.grid < total - table.n].sum()
        at = found.mass[found.grid == total - table.n].sum()
        ranks.append(float(below + generator.random() * at))
    return np.array(ranks)


def _decomposable_world(total: int, generator: np.random.Generator, *, delta: float) -> CaptureTable:
    """Three lists: each takes as parents its neighbours among those before it; all graphs on three are chordal."""
    edges = {pair: generator.random() < 0.5 for pair in combinations(range(3), 2)}
    order = [0, 1, 2]
    if edges[0, 1] and edges[0, 2] and not edges[1, 2]:
        order = [1, 0, 2]
    if not edges[0, 1] and edges[0, 2] and edges[1, 2]:
        order = [0, 2, 1]
    on = np.zeros((total, 3), dtype=int)
    for place, v in enumerate(order):
        parents = [w for w in order[:place] if edges[min(v, w), max(v, w)]]
        weight = delta * 2.0 ** (3 - len(parents) - 1)
        chance = generator.beta(weight, weight, size=2 ** len(parents))
        state = sum(on[:, w] << i for i, w in enumerate(parents)) if parents else np.zeros(total, dtype=int)
        on[:, v] = generator.random(total) < chance[state]
    masks = np.bincount(on @ np.array([1, 2, 4]), minlength=8)
    return build("abc", {m: int(masks[m]) for m in range(1, 8)})


def nhoi_ranks(worlds: int, seed: int) -> np.ndarray:
    """Ranks of the true number unseen under the assumption that the method makes."""
    generator = np.random.default_rng(seed)
    sign = np.array([1.0 if m.bit_count() % 2 else -1.0 for m in range(1, 8)])
    ranks = []
    for world in range(worlds):
        shares = generator.dirichlet(np.ones(7))
        unseen = float(nhoi.unseen(np.exp(np.log(shares) @ sign)[None], 300, generator)[0])
        counts = generator.multinomial(300, shares)
        table = build("abc", {m + 1: int(c) for m, c in enumerate(counts)})
        draws = nhoi.draw(table, xi=1.0, times=2000, seed=world, prior=1.0) - table.n
        ranks.append(float(np.mean(draws < unseen) + generator.random() * np.mean(draws == unseen)))
    return np.array(ranks)


World = Callable[[np.random.Generator], tuple[CaptureTable, int]]


def loglinear_world(people: int, mains: tuple[float, ...], pairs: dict[tuple[int, int], float]) -> World:
    """A population of ``people`` whose cells follow a log-linear model with main effects and pairs."""
    width = len(mains)
    pattern = bits(np.arange(1 << width), width)
    logs = pattern @ np.array(mains) + sum(b * pattern[:, i] * pattern[:, j] for (i, j), b in pairs.items())
    return _drawn(people, np.exp(logs) / np.exp(logs).sum(), width)


def mixture_world(people: int, shares: tuple[float, ...], chances: tuple[tuple[float, ...], ...]) -> World:
    """A population of hidden kinds; ``chances`` per kind and list."""
    width = len(chances[0])
    pattern = bits(np.arange(1 << width), width)
    kinds = [np.prod(np.where(pattern == 1, c, 1 - np.array(c)), axis=1) for c in chances]
    return _drawn(people, np.asarray(sum(s * k for s, k in zip(shares, kinds, strict=True))), width)


def _drawn(people: int, cells: np.ndarray, width: int) -> World:
    def draw(generator: np.random.Generator) -> tuple[CaptureTable, int]:
        counts = generator.multinomial(people, cells)
        return build([f"list{j}" for j in range(width)], {m: int(counts[m]) for m in range(1, 1 << width)}), people

    return draw


PAIRS = loglinear_world(3000, (-1.6, -1.4, -1.8, -1.5), {(0, 1): 0.9, (2, 3): 0.6})
FULL = loglinear_world(3000, (-1.0, -0.9, -1.1), {(0, 1): 0.5, (1, 2): 0.4})
KINDS = mixture_world(2000, (0.7, 0.3), ((0.15, 0.2, 0.12, 0.18), (0.5, 0.45, 0.55, 0.4)))
TWO = loglinear_world(1000, (-0.8, -1.0), {})


def people_world(people: int, generator: np.random.Generator, *, missing: bool) -> People:
    """Two sexes whom three lists reach unequally; the third list never records the sex, so it is not missing at random
    but given the lists. Strata do not overlap in how they are caught, so the estimate of all together is wrong.
    """
    chances = {"f": (0.5, 0.4, 0.2), "m": (0.2, 0.25, 0.5)}
    found = []
    for number in range(people):
        sex = "f" if number % 2 else "m"
        on = tuple(name for name, p in zip("ABC", chances[sex], strict=True) if generator.random() < p)
        if on:
            found.append(Person(key=str(number), lists=on, fields=(None if missing and on == ("C",) else sex,)))
    return People(people=tuple(found), lists=("A", "B", "C"), fields=("sex",), units=("people",) * 3)


def strata_coverage(worlds: int, seed: int, *, missing: bool, people: int = 1500) -> tuple[float, float]:
    """Share of intervals of the total by strata that hold the truth, and mean ratio of point to truth."""
    generator = np.random.default_rng(seed)
    held, ratio = [], []
    for world in range(worlds):
        made = people_world(people, generator, missing=missing)
        total = stratify(made, ["sex"], {"nhoi": no_highest_order}, Copies(seed=world)).results[0].total
        if isinstance(total, Answer):
            held.append(total.low <= people <= total.high)
            ratio.append(total.point / people)
    return float(np.mean(held)), float(np.mean(ratio))


def linkage_coverage(worlds: int, seed: int, *, replicates: int = 10) -> tuple[float, float, float]:
    """Every replicate has up to 5 per cent of its links missed, or as many false ones, around the true table: pooled
    intervals that hold the truth, point over truth, and the mean share due to linkage.
    """
    generator = np.random.default_rng(seed)
    held, ratio, share = [], [], []
    for world in range(worlds):
        table, truth = FULL(generator)
        tables = [_mislinked(table, generator.uniform(-0.05, 0.05), generator) for _ in range(replicates)]
        found = over_linkages(tables, no_highest_order, world)
        if isinstance(found, Pooled):
            held.append(found.answer.low <= truth <= found.answer.high)
            ratio.append(found.answer.point / truth)
            share.append(found.share)
    return float(np.mean(held)), float(np.mean(ratio)), float(np.mean(share))


def _mislinked(table: CaptureTable, rate: float, generator: np.random.Generator) -> CaptureTable:
    """A share of the overlaps of two lists comes apart (a missed link), or as many singles fall together (a false one)."""
    counts = dict(table.cells)
    for pair in (3, 5, 6):
        first, second = (1 << j for j in range(3) if pair >> j & 1)
        moved = int(generator.binomial(counts[pair], abs(rate))) * (1 if rate > 0 else -1)
        counts[pair] -= moved
        counts[first] += moved
        counts[second] += moved
    return build(table.lists, counts)


def _latent(table: CaptureTable, seed: int) -> Outcome:
    return estimate(table, seed=seed)


SCENES: dict[str, tuple[World, Callable[[CaptureTable, int], Outcome], str]] = {
    "loglinear": (PAIRS, METHODS["loglinear"], "4 lists, 3,000 people, two dependent pairs"),
    "stepwise": (PAIRS, METHODS["stepwise"], "the same"),
    "decomposable": (PAIRS, METHODS["decomposable"], "the same (the pairs form a chordal graph)"),
    "coverage": (PAIRS, METHODS["coverage"], "the same"),
    "nhoi": (FULL, no_highest_order, "3 lists, 3,000 people, two dependent pairs"),
    "independence": (TWO, no_highest_order, "2 independent lists, 1,000 people"),
    "latent": (KINDS, _latent, "4 lists, 2,000 people of two kinds"),
    "coverage, hidden kinds": (KINDS, METHODS["coverage"], "the same: its assumption is wrong here"),
    "stepwise, hidden kinds": (KINDS, METHODS["stepwise"], "the same: its assumption is wrong here"),
    "decomposable, hidden kinds": (KINDS, METHODS["decomposable"], "the same: its assumption is wrong here"),
}


def coverage(name: str, worlds: int, seed: int) -> tuple[float, float, float]:
    """Share of intervals that hold the truth, mean ratio of point to truth, share of refusals."""
    world, method, _ = SCENES[name]
    generator = np.random.default_rng(seed)
    held, ratio, refused = [], [], 0
    for turn in range(worlds):
        table, truth = world(generator)
        found = method(table, turn)
        if isinstance(found, Answer):
            held.append(found.low <= truth <= found.high)
            ratio.append(found.point / truth)
        else:
            refused += 1
    return float(np.mean(held)), float(np.mean(ratio)), refused / worlds


def report(worlds: int) -> Iterator[str]:
    """The Markdown tables of the documentation, the quick rows first."""
    yield "| method | worlds | p-value of uniform ranks |\n|---|---|---|"
    yield f"| decomposable graphs | {10 * worlds} | {uniformity(decomposable_ranks(10 * worlds, 2)):.2f} |"
    yield f"| no highest-order interaction | {10 * worlds} | {uniformity(nhoi_ranks(10 * worlds, 3)):.2f} |"
    yield f"| latent classes (K = 3) | {worlds} | {uniformity(latent_ranks(worlds, 1)):.2f} |"
    heads = "method | world | worlds | intervals that hold the truth | mean point / truth | refused"
    yield f"\n| {heads} |\n|---|---|---|---|---|---|"
    for words, missing, times in (("strata added", False, 2 * worlds), ("strata, 20 imputations", True, worlds)):
        held, ratio = strata_coverage(times, 7, missing=missing)
        yield f"| {words} | 3 lists, 1,500 people of two sexes | {times} | {held:.1%} | {ratio:.3f} | |"
    held, ratio, share = linkage_coverage(2 * worlds, 7)
    yield f"| 10 linkages pooled | as nhoi, links off by up to 5 % | {2 * worlds} | {held:.1%} | {ratio:.3f} | {share:.0%} |"
    order = sorted(SCENES, key=lambda name: (name in {"loglinear", "latent"}, name == "latent"))
    for name in order:
        times = max(20, worlds // 2) if name in {"latent", "loglinear"} else 2 * worlds
        held, ratio, refused = coverage(name, times, 7)
        yield f"| {name} | {SCENES[name][2]} | {times} | {held:.1%} | {ratio:.3f} | {refused:.1%} |"


if __name__ == "__main__":
    for line in report(int(sys.argv[1]) if len(sys.argv) > 1 else 200):
        print(line, flush=True)  # noqa: T201
