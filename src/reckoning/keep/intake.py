"""Adding documents to a case: bytes into the vault, then an entry for each, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reckoning.keep import segment
from reckoning.keep.keeping import Keeping
from reckoning.keep.progress import Added, OnProgress, tell
from reckoning.keep.standing import Standing
from reckoning.keep.taking import admit, source_of, still_standing
from reckoning.types import Problem, Run, Source

BATCH = 32  # sources in one transaction: a commit costs as much as forcing three small files to disk
CODE = "intake.v1"


class Intake:
    """One call of ``add``. Takes what ``gather`` yields; :meth:`close` commits the rest and says what was done."""

    def __init__(self, keeping: Keeping, standing: Standing, details: Any, on_progress: OnProgress | None) -> None:
        self._kept = keeping
        self._standing = standing
        self._details = details
        self._on_progress = on_progress
        self._batch: list[Source] = []
        self._new: list[Source] = []
        self._known: list[Source] = []
        self._problems: list[Problem] = []

    def take(self, item: Any) -> None:
        """One ``Incoming`` or ``Problem``."""
        if isinstance(item, Problem):
            self._problems.append(item)
            return
        source = source_of(item, self._details)
        if any(waiting.digest == source.digest or waiting.name == source.name for waiting in self._batch):
            self._commit()
        record, problems = admit(self._standing, source)
        self._problems += problems
        if record is None:
            self._know(source, item.data)
            return
        self._kept.blobs.put(item.data)
        self._batch.append(record)
        if len(self._batch) >= BATCH:
            self._commit()

    def close(self, roots: Sequence[Path]) -> Added:
        """Commit, and record the faults of intake if they are others than before."""
        self._commit()
        self._record_problems(roots)
        return Added(new=tuple(self._new), known=tuple(self._known), problems=tuple(self._problems))

    def _know(self, source: Source, data: bytes) -> None:
        """A source that the case holds: its blob is healed if it was damaged. One that is withheld stays away."""
        held = self._standing.sources.get(source.digest)
        if held is not None:
            self._kept.blobs.put(data)
            self._known.append(held)

    def _commit(self) -> None:
        batch, self._batch = self._batch, []
        self._kept.record(batch)
        for source in batch:
            self._new.append(source)
            tell(self._on_progress, "add", len(self._new), None, source)

    def _record_problems(self, roots: Sequence[Path]) -> None:
        old = standing_problems(self._kept, self._standing)
        names = [source.name for source in (*self._new, *self._known)]
        now = still_standing(old, self._problems, names, [root.as_posix() for root in roots])
        if now != old:
            output = self._kept.segments.put(segment.from_problems(now))
            run = Run(verb="add", code=CODE, config="", inputs=(), outputs=(output,), problems=len(now))
            self._kept.record([run])


def standing_problems(keeping: Keeping, standing: Standing) -> tuple[Problem, ...]:
    """The faults of intake that still stand."""
    if not standing.intakes:
        return ()
    return keeping.recall(standing.intakes[-1].outputs[0], segment.to_problems)
