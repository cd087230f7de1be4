"""A case: one vault, one ledger and one set of views; the unit of work.

Reach for :class:`Case` wherever something is to be kept: ``Case.create(folder)``, then ``add``, ``extract``,
``weigh`` and ``show``. Every verb does only what has not been done yet for the present versions, commits as it
goes, and may be killed at any moment: what was reported as done stays done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reckoning import plugins
from reckoning.config import Settings, load_settings
from reckoning.keep import segment, views
from reckoning.keep.chain import Fault
from reckoning.keep.clock import Clock, now
from reckoning.keep.decide import Stood
from reckoning.keep.entries import Checkpoint, Redaction
from reckoning.keep.intake import Intake
from reckoning.keep.keeping import Keeping
from reckoning.keep.progress import Added, OnProgress, Progress, Ran, tell
from reckoning.keep.ruling import check
from reckoning.keep.verify import read_checkpoint, verify_export
from reckoning.problems import ReckoningError
from reckoning.reckoned import Reckoning, Report
from reckoning.run.local import run
from reckoning.run.outputs import in_order, loose_problems, reports, runs_of, stood, weigh
from reckoning.run.plan import plan
from reckoning.run.release import release
from reckoning.run.verbs import BUILT_IN, Verbs, resolve
from reckoning.run.versions import present
from reckoning.types import Decision, Entry, Problem, Source

if TYPE_CHECKING:
    from reckoning.read.intake import Details
    from reckoning.run.estimates import Asked, CaseRows, Kept
    from reckoning.weigh.estimate.panel import Panel
    from reckoning.weigh.estimate.rows import ListedBy

__all__ = [
    "Added",
    "Case",
    "Checkpoint",
    "Fault",
    "OnProgress",
    "Progress",
    "Ran",
    "Redaction",
    "Stood",
    "read_checkpoint",
    "verify_export",
]


class Case:
    """A case in a folder. Made by :meth:`create` or :meth:`open`, never directly.

    ``folder`` is the case's folder, ``settings`` what its ``reckoning.toml`` and the environment say.
    Verbs that write take the case's lock: a second process waits ``settings.lock_wait`` seconds and then gets a
    ``ReckoningError``. A full disk, a folder that may not be written and the like raise ``ReckoningError`` too.
    """

    def __init__(self, keeping: Keeping, settings: Settings, verbs: Verbs) -> None:
        self.folder = keeping.folder
        self.settings = settings
        self._kept = keeping
        self._verbs = verbs

    @classmethod
    def create(cls, folder: Path | str, *, verbs: Verbs = BUILT_IN, clock: Clock = now) -> Case:
        """A new case in ``folder``, which is made; ``ReckoningError`` if it holds anything that is no case.

        A folder that already holds a case is opened, so that a build may be repeated.
        """
        folder = Path(folder)
        settings = load_settings(folder)
        keeping = Keeping(folder, clock, settings.lock_wait)
        keeping.make()
        return cls(keeping, settings, verbs)

    @classmethod
    def open(cls, folder: Path | str, *, verbs: Verbs = BUILT_IN, clock: Clock = now) -> Case:
        """The case in ``folder``; ``ReckoningError`` if there is none."""
        folder = Path(folder)
        settings = load_settings(folder)
        keeping = Keeping(folder, clock, settings.lock_wait)
        if not keeping.ledger.made():
            raise ReckoningError(f"{folder} holds no case. Make one with `reckon init {folder}`, or name another.")
        return cls(keeping, settings, verbs)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep other processes out for the whole block, as a build does; each verb alone holds only itself."""
        with self._kept.hold():
            yield

    def add(
        self, paths: Iterable[Path | str], details: Details | None = None, on_progress: OnProgress | None = None
    ) -> Added:
        """Take files and folders into the vault. ``details`` win over those of sidecars, field by field."""
        roots = [Path(path) for path in paths]
        with self._kept.hold() as standing:
            intake = Intake(self._kept, standing, details, on_progress)
            for item in resolve(self._verbs.gather)(roots, max_bytes=self.settings.max_bytes):
                intake.take(item)
            return intake.close(roots)

    def extract(self, workers: int | None = None, on_progress: OnProgress | None = None) -> Ran:
        """Read and extract whatever has no output yet for the present versions; ``workers`` None: as settings say."""
        with self._kept.hold() as standing:
            todo = plan(standing, present(self._verbs, self.settings))
            recorded, problems = 0, list(plugins.extractors(self.settings).problems)
            for done in run(todo.tasks, self.folder, self._verbs, workers or self.settings.workers, self.settings):
                problems += done.problems
                if done.findings is not None:
                    self._kept.record(runs_of(done))
                    recorded += 1
                    tell(on_progress, "extract", recorded, len(todo.tasks), done.task.source)
            return Ran(done=recorded, skipped=todo.skipped, problems=tuple(problems))

    def weigh(self) -> Reckoning:
        """Weigh all reports and record the reckoning; the recorded one is given if its inputs are unchanged."""
        with self._kept.hold() as standing:
            return weigh(self._kept, standing, self._verbs, self.settings)

    def show(self, out: Path | str) -> Path:
        """Publish the dossier into ``out`` and record the release; gives the path of its first page.

        Weighs first where that is due.
        """
        reckoning = self.weigh()
        with self._kept.hold() as standing:
            return release(self._kept, standing, reckoning, self.settings, Path(out))

    def sources(self) -> tuple[Source, ...]:
        """Every source the case holds, in order of name then digest; those redacted are left out."""
        return in_order(self._kept.standing().sources.values())

    def withheld(self) -> tuple[Redaction, ...]:
        """Every redaction, in order of digest: what a dossier says was withheld, and why."""
        redacted = self._kept.standing().redacted
        return tuple(redacted[digest] for digest in sorted(redacted))

    def reports(self) -> tuple[Report, ...]:
        """Each text with its findings, in order of name then digest."""
        return reports(self._kept, self._kept.standing())

    def reckoning(self) -> Reckoning | None:
        """The last recorded reckoning, or None before the first ``weigh``."""
        weighings = self._kept.standing().weighings
        return self._kept.recall(weighings[-1].outputs[0], segment.to_reckoning) if weighings else None

    def problems(self) -> tuple[Problem, ...]:
        """Every fault that stands: of intake, reading, extraction and weighing, in order of place, code, words."""
        found = set(loose_problems(self._kept, self._kept.standing()))
        found.update(problem for report in self.reports() for problem in report.findings.problems)
        found.update((self.reckoning() or Reckoning()).problems)
        return segment.by_address(found)

    def views(self) -> Path:
        """The findings as tables in a SQLite file, folded anew if the case has moved on."""
        file = self.folder / "views.db"
        with self._kept.hold() as standing:
            if not views.is_current(file, standing.work):
                problems = self.problems()
                fold = views.Fold(
                    work=standing.work, reports=self.reports(), reckoning=self.reckoning(), problems=problems
                )
                views.refold(file, fold)
        return file

    def verify(self, checkpoint: Checkpoint | None = None) -> tuple[Fault, ...]:
        """What was touched since it was written, by name; empty if all is as it was. Nothing is changed."""
        return self._kept.verify(checkpoint)

    def checkpoint(self) -> Checkpoint:
        """A Merkle root over the chain, recorded in it; keep it elsewhere, it is what shows that a tail was cut."""
        return self._kept.checkpoint()

    def head(self) -> str:
        """The hash of the last ledger entry (64 zeros for an empty ledger)."""
        return self._kept.ledger.last()[1]

    def entries(self) -> tuple[Entry, ...]:
        """The whole ledger, in order."""
        return self._kept.ledger.after()

    def export_ledger(self) -> bytes:
        """The ledger as canonical JSON lines, one entry a line: what ``verify_export`` takes."""
        return self._kept.export()

    def decisions(self) -> tuple[Stood, ...]:
        """What has become of each live decision: it holds, stands against the machine, has lapsed, or is an orphan."""
        return stood(self._kept, self._kept.standing())

    def decide(self, decision: Decision) -> None:
        """Record a human verdict. It is never changed; a later one on the same quotes supersedes it.

        ``ReckoningError`` if it quotes nothing, or gives a value that is no number (see ``keep.ruling.quantity_of``).
        """
        check(decision)
        with self._kept.hold():
            self._kept.record([decision])

    def person_rows(self, listed_by: ListedBy = "document") -> CaseRows:
        """The person rows that an estimate may be of, and the verdicts on them; a list is a document or a publisher."""
        from reckoning.run.estimates import case_rows  # noqa: PLC0415 NumPy and SciPy load late

        return case_rows(self._kept, self._kept.standing(), listed_by)

    def estimate(self, rows: CaseRows, asked: Asked, make: Callable[[], Panel]) -> Panel:
        """The panel of ``rows``: the recorded one of the same request, else what ``make`` gives, which is recorded."""
        from reckoning.run.estimates import keep, recall  # noqa: PLC0415 NumPy and SciPy load late

        recorded = recall(self._kept, rows, asked)
        if recorded is not None and self._kept.standing().estimates[-1:] == [recorded.run]:
            return recorded.panel
        panel = recorded.panel if recorded else make()  # may take hours: the case is not held meanwhile
        with self._kept.hold():
            keep(self._kept, rows, asked, panel)
        return panel

    def estimated(self) -> Kept | None:
        """The estimate that was made last, and whether the case still has the rows and verdicts that it rests on."""
        from reckoning.run.estimates import latest  # noqa: PLC0415 NumPy and SciPy load late

        return latest(self._kept, self._kept.standing())

    def redact(self, digest: str, reason: str) -> None:
        """Destroy the source with this digest and all that was derived from it; the chain stays valid and says so."""
        self._kept.redact(digest, reason)
