"""SIGKILL a build at any moment: the case verifies, nothing that was reported as done is lost, the next run finishes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import light
import pytest

from reckoning.case import Case, Checkpoint
from reckoning.problems import ReckoningError
from reckoning.run.verbs import BUILT_IN

KILLS = 300
SEED = 20250306
HERE = Path(__file__).parent


@dataclass
class Told:
    """What the builds of one case reported as done before they died."""

    done: dict = field(default_factory=lambda: {"add": set(), "extract": set(), "weigh": set()})
    checkpoint: Checkpoint | None = None
    last: str = "nothing"

    def hear(self, verb, what):
        self.last = verb
        if verb in self.done:
            self.done[verb].add(what)
        elif verb == "checkpoint":
            size, root, head = what.split()
            self.checkpoint = Checkpoint(size=int(size), root=root, head=head)


class Builds:
    """The server that forks the builds, and one case with its folder of reports."""

    def __init__(self, folder, *arguments):
        environment = os.environ | {"PYTHONPATH": str(HERE), "OMP_NUM_THREADS": "1"}
        self.server = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(HERE / "kill_server.py"), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert self.server.stdout.readline().strip() == "ready"
        self.verbs = BUILT_IN if arguments else light.VERBS
        self.folder, self.written, self.cases = folder, 0, 0
        self.begin()

    def begin(self):
        """A fresh case."""
        self.cases += 1
        self.case, self.reports = self.folder / f"{self.cases}.case", self.folder / f"{self.cases}.reports"
        self.reports.mkdir()
        self.told = Told()

    def write(self, count):
        for _ in range(count):
            self.written += 1
            (self.reports / f"r{self.written:05}.txt").write_text(light.report(self.written + 2))

    def run(self, seconds=None):
        """One build, killed after ``seconds`` if it still runs; True if it was killed."""
        self.server.stdin.write(f"{self.case}\t{self.reports}\t{'' if seconds is None else seconds}\n")
        self.server.stdin.flush()
        while True:
            verb, _, what = self.server.stdout.readline().rstrip("\n").partition(" ")
            if verb == "end":
                break
            assert verb != "failed", what
            assert verb, "the server of builds has died"
            self.told.hear(verb, what)
        status = int(what)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        return os.WIFSIGNALED(status)

    def check(self, *, finished):
        """The case verifies, also against the last checkpoint reported, and holds all that was reported as done."""
        if not finished and not (self.case / "ledger.db").exists():
            assert not any(self.told.done.values())
            return
        try:
            case = Case.open(self.case, verbs=self.verbs)
        except ReckoningError:
            assert not finished
            assert not any(self.told.done.values())
            return
        assert case.verify(self.told.checkpoint) == ()
        standing = case._kept.standing()
        extracted = {
            source.digest
            for source in standing.sources.values()
            if (reading := standing.reading(source)) and reading.segment in standing.findings
        }
        assert self.told.done["add"] <= standing.sources.keys()
        assert self.told.done["extract"] <= extracted
        assert self.told.done["weigh"] <= {entry.hash for entry in case.entries()}
        if finished:
            assert len(extracted) == len(list(self.reports.iterdir()))
            claims = {claim.key for report in case.reports() for claim in report.findings.claims}
            assert len(claims) >= len(extracted)

    def close(self):
        self.server.stdin.close()
        self.server.wait(timeout=60)
        self.server.stdout.close()


def kill_many(builds, kills, step):
    """Kill ``kills`` builds; gives how many died after which report. Every case is finished in the end."""
    chance = random.Random(SEED)
    where: dict[str, int] = {}
    killed, duration = 0, 0.5
    while killed < kills:
        if chance.random() < 0.1:
            builds.begin()
        builds.write(chance.randint(1, step))
        builds.told.last = "nothing"
        if builds.run(chance.uniform(0, duration)):
            killed += 1
            where[builds.told.last] = where.get(builds.told.last, 0) + 1
            builds.check(finished=False)
        if chance.random() < 0.4:
            before = time.monotonic()
            assert not builds.run()
            duration = 0.8 * duration + 0.2 * max(0.05, 1.05 * (time.monotonic() - before))
            builds.check(finished=True)
    assert not builds.run()
    builds.check(finished=True)
    return where


@pytest.fixture
def quick(tmp_path):
    """A folder in memory where the system has one: a killed process needs no disk, and forcing to disk is slow."""
    memory = Path("/dev/shm")  # noqa: S108
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_three_hundred_kills(quick):
    builds = Builds(quick)
    try:
        where = kill_many(builds, KILLS, step=5)
    finally:
        builds.close()
    assert sum(where.values()) == KILLS
    assert min(where.get("nothing", 0), where.get("add", 0), where.get("extract", 0)) >= KILLS / 50, where


@pytest.mark.long
def test_three_hundred_kills_with_the_real_extractor(quick):
    builds = Builds(quick, "real")
    try:
        where = kill_many(builds, KILLS, step=3)
    finally:
        builds.close()
    assert sum(where.values()) == KILLS


POOL = """
import sys
from reckoning.case import Case
import light
if __name__ == "__main__":
    case = Case.create(sys.argv[1], verbs=light.VERBS)
    case.add([sys.argv[2]])
    case.extract(workers=2, on_progress=lambda p: print("extract", p.digest, flush=True))
"""


def test_workers_end_with_a_killed_parent_and_the_next_run_finishes(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(60):
        (reports / f"{number}.txt").write_text(light.report(number + 2, "SLOW"))
    (tmp_path / "main.py").write_text(POOL)
    pids = tmp_path / "pids"
    environment = os.environ | {"PYTHONPATH": str(HERE), "RECKONING_TEST_PIDS": str(pids)}
    child = subprocess.Popen(
        [sys.executable, str(tmp_path / "main.py"), str(tmp_path / "case"), str(reports)],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    told = [child.stdout.readline().split()[1] for _ in range(3)]
    child.send_signal(signal.SIGKILL)
    told += [line.split()[1] for line in child.stdout.read().splitlines() if len(line.split()) == 2]
    child.stdout.close()
    child.wait()
    workers = {int(pid) for pid in pids.read_text().split()}
    assert len(workers) == 2
    until = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    case = Case.open(tmp_path / "case", verbs=light.VERBS)
    assert case.verify() == ()
    ran = case.extract(workers=1)
    assert (ran.done + ran.skipped, ran.skipped >= len(told)) == (60, True)


def alive(pid):
    """Whether a process runs; a zombie that nobody has reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
