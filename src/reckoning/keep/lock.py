"""One process at a time works on a case.

The lock is an advisory ``flock`` on ``CASE/lock``: the system releases it when the process ends, however it ends,
so a crash leaves no lock behind. The file holds the number of the process that took it last.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reckoning.problems import ReckoningError

PAUSE = 0.05


@contextmanager
def held(file: Path, wait: float) -> Iterator[None]:
    """Hold the lock for the block; after ``wait`` seconds in vain a ``ReckoningError`` names the holder."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, file, time.monotonic() + wait)
        _sign(handle)
        yield
    finally:
        os.close(handle)


def _take(handle: int, file: Path, until: float) -> None:
    while not _try(handle):
        if time.monotonic() >= until:
            raise ReckoningError(
                f"Another process (number {_holder(file)}) is working on the case {file.parent}. "
                "Wait until it has ended and run again; nothing was changed."
            )
        time.sleep(PAUSE)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(handle: int) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _holder(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip() or "unknown"
    except (OSError, ValueError):
        return "unknown"
