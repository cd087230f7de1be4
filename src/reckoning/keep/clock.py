"""The one clock: it enters ledger entries and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from reckoning.problems import ReckoningError

Clock = Callable[[], str]
VARIABLE = "SOURCE_DATE_EPOCH"


def now() -> str:
    """The time as ``2026-11-23T04:05:06Z``; ``SOURCE_DATE_EPOCH`` (seconds since 1970) stands in for it if set."""
    return _moment().strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment() -> datetime:
    given = os.environ.get(VARIABLE)
    if given is None:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ReckoningError(f"{VARIABLE} is {given!r}; give whole seconds since 1970 or unset it.") from error
