"""The map on one machine: in this process, or over a pool of spawned ones.

Results come in the order of the tasks whatever the number of workers, so that the ledger says the same. Workers
are spawned, never forked: they share no lock, no database and no parser with the parent, and they end with it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from reckoning.config import Settings
from reckoning.run.bench import Bench, Done
from reckoning.run.plan import Task
from reckoning.run.verbs import Verbs
from reckoning.types import Problem

AHEAD = 3  # tasks in flight for each worker: enough that none waits while the parent commits

_bench: Bench | None = None


def run(
    tasks: Sequence[Task], folder: Path, verbs: Verbs, workers: int = 1, settings: Settings | None = None
) -> Iterator[Done]:
    """Do the tasks and give their results in order; nothing is started before the first is asked for."""
    if not tasks:
        return iter(())
    if workers <= 1 or len(tasks) <= 1:
        return map(Bench(folder, verbs, settings).perform, tasks)
    return _Pool((folder, verbs, settings), min(workers, len(tasks))).map(tasks)


class _Pool:
    """A process pool that survives the death of a worker: the document that killed it becomes a Problem."""

    def __init__(self, spec: tuple[Path, Verbs, Settings | None], workers: int) -> None:
        self._spec = spec
        self._workers = workers

    def map(self, tasks: Sequence[Task]) -> Iterator[Done]:
        waiting = deque(tasks)
        while waiting:
            flying: deque[tuple[Task, Future[Done]]] = deque()
            with self._executor(self._workers) as pool:
                try:
                    yield from self._flow(pool, waiting, flying)
                except BrokenProcessPool:
                    pass
                finally:
                    pool.shutdown(wait=False, cancel_futures=True)
            yield from (self._alone(task) for task, _ in flying)

    def _flow(
        self, pool: ProcessPoolExecutor, waiting: deque[Task], flying: deque[tuple[Task, Future[Done]]]
    ) -> Iterator[Done]:
        """Keep the pool busy; a task leaves ``flying`` only when its result was taken."""
        while waiting or flying:
            while waiting and len(flying) < AHEAD * self._workers:
                future = pool.submit(_perform, waiting[0])
                flying.append((waiting.popleft(), future))
            done = flying[0][1].result()
            flying.popleft()
            yield done

    def _alone(self, task: Task) -> Done:
        """A task that was in flight when a worker died, in a process of its own."""
        with self._executor(1) as pool:
            try:
                return pool.submit(_perform, task).result()
            except BrokenProcessPool:
                says = "The process that read it died (too little memory, perhaps); the next run tries again."
                problem = Problem(where=task.source.name, code="EXTRACT-FAILED", says=says)
                return Done(task=task, problems=(problem,))

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=self._spec)


def _start(folder: Path, verbs: Verbs, settings: Settings | None) -> None:
    global _bench  # noqa: PLW0603 a pool's worker has no other place for what it makes once
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bench = Bench(folder, verbs, settings)


def _perform(task: Task) -> Done:
    if _bench is None:
        raise RuntimeError("a worker was not started by _start")
    return _bench.perform(task)


def _end_with_parent() -> None:
    """A worker outlives a killed parent otherwise, waiting for ever on a queue that nobody fills."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
