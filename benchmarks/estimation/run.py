"""Estimation against a plain Gibbs sampler of the same model: effective samples per second, warm-up counted.

One command: ``OMP_NUM_THREADS=1 python benchmarks/estimation/run.py [--quick]``. Both sides are measured by the same
rank-normalised bulk effective sample size, in processor seconds of one core, so that other work on the machine does
not count for or against either. The peer is a whole Gibbs sweep per iteration over a batch of chains, in NumPy; its
rate of sweeps is raised to that of the C++ of LCMCR wherever that is faster (measured on one core of a like machine),
its burn-in is that of LCMCR's own example (10,000 of 110,000 sweeps). Where LCMCR's own rate of effective samples was
measured and is higher than the peer's, the ratio is to that.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reckoning.weigh.estimate import decomposable, latent, methods
from reckoning.weigh.estimate.chordal import chordal
from reckoning.weigh.estimate.diagnostics import convergence
from reckoning.weigh.estimate.gibbs import sweep
from reckoning.weigh.estimate.latent import Plan, Stage
from reckoning.weigh.estimate.tables import CaptureTable, build, read_table

DATA = (Path(__file__).resolve().parents[2] / os.environ.get("RECKONING_DATA", "../shared") / "data" / "mse").resolve()
# Sweeps a second of LCMCR's C++ on one core; those of the synthetic tables were taken while other work ran.
LCMCR = {
    "kosovo": 67_600, "lesbian4": 72_900, "synthetic5": 20_600, "synthetic6": 12_800, "synthetic7": 7_450,
    "synthetic8": 7_290, "synthetic9": 4_130, "synthetic10": 2_760,
}  # fmt: skip
RECORDED = {"kosovo": 111.0, "lesbian4": 121.0}
"""LCMCR's own effective samples a second, four chains of 110,000 sweeps, burn-in counted."""
BURN = 10_000 / 110_000
PEER_CHAINS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Effective samples, processor seconds with warm-up, R-hat, median of the total."""

    effective: float
    seconds: float
    rhat: float
    median: float

    @property
    def rate(self) -> float:
        return self.effective / self.seconds


def synthetic(lists: int) -> CaptureTable:
    """20,000 people of three kinds on ``lists`` lists; the same table every time."""
    generator = np.random.default_rng(lists)
    kinds, shares = generator.beta(1.2, 3.0, size=(3, lists)), np.array([0.5, 0.3, 0.2])
    who = generator.choice(3, p=shares, size=20_000)
    rows = generator.random((20_000, lists)) < kinds[who]
    masks, counts = np.unique(rows @ (1 << np.arange(lists)), return_counts=True)
    return build([f"list{j}" for j in range(lists)], {int(m): int(c) for m, c in zip(masks, counts, strict=True) if m})


def table_of(name: str) -> CaptureTable:
    if name.startswith("synthetic"):
        return synthetic(int(name.removeprefix("synthetic")))
    return read_table((DATA / f"{name}.csv").read_text(encoding="utf-8"))


def ours(table: CaptureTable, rounds: int) -> Measured:
    """The plain stage of the default plan, run for a fixed number of rounds."""
    shape = Plan().stages[0]
    stage = Stage(
        name="plain", replicas=shape.replicas, levels=1, length=shape.length, warmup=shape.warmup, rounds=rounds,
        least=rounds,
    )  # fmt: skip
    plan = Plan(stages=(stage,))
    start = time.process_time()
    model = latent.model_of(table, plan)
    journey = latent.begin(model, plan, 1)
    while not journey.finished:
        latent.go_on(model, plan, journey)
    seconds = time.process_time() - start
    found = convergence(journey.kept)
    median = table.n * (1 + float(np.exp(np.median(journey.kept))))
    return Measured(effective=found.bulk, seconds=seconds, rhat=found.rhat, median=median)


def peer(table: CaptureTable, name: str, sweeps: int) -> tuple[Measured, float]:
    """Gibbs alone: effective samples per kept sweep, at the faster of its own rate and LCMCR's."""
    model = latent.model_of(table, Plan())
    generator = np.random.default_rng(1)
    q = model.draw_start(PEER_CHAINS, generator)
    kept = []
    power = np.ones(PEER_CHAINS)
    start = time.process_time()
    for turn in range(sweeps):
        q = sweep(model, q, generator)
        if turn >= sweeps // 5:
            kept.append(model.height(q, power).odds if turn % 5 == 0 else None)
    seconds = time.process_time() - start
    chains = np.array([k for k in kept if k is not None]).T
    found = convergence(chains)
    own = sweeps * PEER_CHAINS / seconds
    rate = max(own, LCMCR.get(name, 0))
    per_sweep = found.bulk / (len(kept) * PEER_CHAINS)
    hundred = 110_000 * 4
    median = table.n * (1 + float(np.exp(np.median(chains))))
    scaled = Measured(
        effective=per_sweep * hundred * (1 - BURN), seconds=hundred / rate, rhat=found.rhat, median=median
    )
    return scaled, own


def line(name: str, rounds: int, sweeps: int) -> str:
    """One row of the table."""
    table = table_of(name)
    mine = ours(table, rounds)
    other, own = peer(table, name, sweeps)
    best = max(other.rate, RECORDED.get(name, 0.0))
    return (
        f"| {name} | {table.n:,} in {len(table.cells)} cells | {mine.effective:,.0f} in {mine.seconds:.1f} s, R-hat "
        f"{mine.rhat:.3f}, median {mine.median:,.0f} | {mine.rate:,.0f} | {own:,.0f} | {LCMCR.get(name, 0):,} | "
        f"{other.rate:,.0f} (median {other.median:,.0f}, R-hat {other.rhat:.3f}) | {best:,.0f} | "
        f"**{mine.rate / best:.1f}** |"
    )


def single(words: str, table: CaptureTable, run: object) -> str:
    """Processor seconds of one call; ``run`` takes the table."""
    start = time.process_time()
    run(table)  # type: ignore[operator]
    return f"| {words} | {time.process_time() - start:.2f} s |"


def tempered(name: str) -> str:
    """A table with two stories, by the default plan to the end."""
    start = time.process_time()
    found = latent.estimate(table_of(name), seed=1)
    seconds = time.process_time() - start
    gauges = {g.name: g.value for g in found.gauges}
    return (
        f"| latent classes, {name}, to the end | {seconds:.1f} s: R-hat {gauges['rhat']:.4f}, "
        f"bulk {gauges['bulk_ess']:.0f}, tail {gauges['tail_ess']:.0f}, {gauges['bulk_ess'] / seconds:.0f} a second |"
    )


def lcmcr() -> str:
    """LCMCR's own rate, where R and the package are installed."""
    if not shutil.which("Rscript"):
        return "R is not installed: LCMCR's rates are the recorded ones."
    found = subprocess.run(["Rscript", "-e", "library(LCMCR)"], capture_output=True, check=False)
    return (
        "LCMCR is installed." if found.returncode == 0 else "LCMCR is not installed: its rates are the recorded ones."
    )


def main() -> None:
    """Print the tables as Markdown."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--quick", action="store_true", help="Kosovo and lesbian4 only, shorter peers")
    quick = reader.parse_args().quick
    if not DATA.is_dir():
        raise SystemExit(f"No folder {DATA}: set RECKONING_DATA to the folder that holds data/mse.")
    print(lcmcr(), flush=True)
    heads = "table | people | ours | ours, ESS/s | peer's sweeps/s | LCMCR's | peer at the faster | best peer | ratio"
    print(f"\n| {heads} |")
    print("|---|---|---|---|---|---|---|---|---|")
    names = ["kosovo", "lesbian4"] if quick else list(LCMCR)
    for name in names:
        print(line(name, 10, 16000 if quick else 20000), flush=True)
    print("\n| what | processor time |\n|---|---|")
    chordal.cache_clear()
    print(
        single(
            "stepwise, UK, 5 lists, 1,000 resamples, all checks",
            table_of("uk5"),
            lambda t: methods.stepwise_pairs(t, 1),
        )
    )
    print(single("decomposable, UK, 6 lists, 18,154 graphs", table_of("uk6"), decomposable.average))
    print(
        single(
            "log-linear, UK, best of 6,893 models and 1,000 resamples",
            table_of("uk5"),
            lambda t: methods.log_linear(t, 1),
        )
    )
    if not quick:
        for name in ("uk5", "gaza_2024_3"):
            print(tempered(name), flush=True)


if __name__ == "__main__":
    main()
