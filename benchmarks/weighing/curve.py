"""How clustering and weighing grow with the number of claims, on the simulator of ``tests/weigh``.

    python benchmarks/weighing/curve.py [largest number of claims, default 100000]

Prints claims, seconds (CPU) of clustering and of weighing whole, microseconds a claim, and B-cubed F1 against the
known truth. The curve is near-linear if the microseconds a claim stay about level.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "weigh"))

from simulator import World, b_cubed, simulate  # noqa: E402

from reckoning.weigh.incident import cluster  # noqa: E402
from reckoning.weigh.run import weigh  # noqa: E402
from reckoning.weigh.saying import sayings  # noqa: E402

#: Claims an incident gets on average from five origins at moderate noise.
PER_INCIDENT = 6.05


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of ``work`` and what it gave."""
    started = time.process_time()
    given = work()
    return time.process_time() - started, given


def world_of(claims: int) -> World:
    """A simulated year with about so many claims; half as many places as incidents."""
    return simulate(7, incidents=round(claims / PER_INCIDENT))


def main(largest: int) -> None:
    """The table, one row a size, each about three times the last."""
    print(f"{'claims':>8} {'cluster s':>10} {'us/claim':>9} {'weigh s':>9} {'us/claim':>9} {'B3 F1':>7}")
    for size in (n for n in (1_000, 3_000, 10_000, 30_000, 100_000) if n <= largest):
        world = world_of(size)
        count = len(world.gold)
        said = sayings(world.reports)
        alone, groups = timed(lambda said=said: cluster(said))
        whole, _ = timed(lambda world=world: weigh(world.reports))
        found = {claim: i.id for i in groups.incidents for claim in i.claims}
        f1 = b_cubed(found, world.gold)[2]
        times = f"{alone:>10.2f} {alone / count * 1e6:>9.0f} {whole:>9.2f} {whole / count * 1e6:>9.0f}"
        print(f"{count:>8} {times} {f1:>7.3f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
