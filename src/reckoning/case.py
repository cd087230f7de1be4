"""A case: one vault, one ledger and one set of views; the unit of work.

Reach for :class:`Case` wherever something is to be kept: ``Case.create(folder)``, then ``add``, ``extract``,
``weigh`` and ``show``. Every verb does only what has not been done yet for the present versions, commits as it
goes, and may be killed at any moment: what was reported as done stays done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reckoning.reckoned import Reckoning, Report
from reckoning.types import Entry, Problem, Source

if TYPE_CHECKING:
    from reckoning.config import Settings
    from reckoning.keep.ledger import Checkpoint
    from reckoning.keep.verify import Fault
    from reckoning.read.intake import Details


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a long verb, told after it was committed. ``total`` is None while it is not known.

    ``name`` is the document's name, ``digest`` the digest of its bytes.
    """

    verb: str
    done: int
    total: int | None
    name: str
    digest: str


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What ``add`` did: sources taken in, sources that the case already held unchanged, and faults on the way."""

    new: tuple[Source, ...] = ()
    known: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What ``extract`` did: documents done now, documents whose output existed, and the faults of this run."""

    done: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()


class Case:
    """A case in a folder. Made by :meth:`create` or :meth:`open`, never directly.

    ``folder`` is the case's folder, ``settings`` what its ``reckoning.toml`` and the environment say.
    Verbs that write take the case's lock: a second process waits ``settings.lock_wait`` seconds and then gets a
    ``ReckoningError``. A full disk, a folder that may not be written and the like raise ``ReckoningError`` too.
    """

    folder: Path
    settings: Settings

    @classmethod
    def create(cls, folder: Path) -> Case:
        """A new case in ``folder``, which is made; ``ReckoningError`` if it holds anything that is no case.

        A folder that already holds a case is opened, so that a build may be repeated.
        """
        raise NotImplementedError

    @classmethod
    def open(cls, folder: Path) -> Case:
        """The case in ``folder``; ``ReckoningError`` if there is none."""
        raise NotImplementedError

    def add(
        self, paths: Iterable[Path | str], details: Details | None = None, on_progress: OnProgress | None = None
    ) -> Added:
        """Take files, folders and addresses into the vault. ``details`` win over those of sidecars, field by field."""
        raise NotImplementedError

    def extract(self, workers: int | None = None, on_progress: OnProgress | None = None) -> Ran:
        """Read and extract whatever has no output yet for the present versions; ``workers`` None: as settings say."""
        raise NotImplementedError

    def weigh(self) -> Reckoning:
        """Weigh all reports and record the reckoning; the recorded one is given if its inputs are unchanged."""
        raise NotImplementedError

    def show(self, out: Path) -> Path:
        """Publish the dossier into ``out`` and record the release; gives the path of its first page."""
        raise NotImplementedError

    def sources(self) -> tuple[Source, ...]:
        """Every source the case holds, in order of name then digest; those redacted are left out."""
        raise NotImplementedError

    def reports(self) -> tuple[Report, ...]:
        """Each text with its findings, in order of name then digest."""
        raise NotImplementedError

    def reckoning(self) -> Reckoning | None:
        """The last recorded reckoning, or None before the first ``weigh``."""
        raise NotImplementedError

    def problems(self) -> tuple[Problem, ...]:
        """Every fault that stands: of intake, reading, extraction and weighing, in order of place, code, words."""
        raise NotImplementedError

    def verify(self, checkpoint: Checkpoint | None = None) -> tuple[Fault, ...]:
        """What was touched since it was written, by name; empty if all is as it was. Nothing is changed."""
        raise NotImplementedError

    def checkpoint(self) -> Checkpoint:
        """A Merkle root over the chain, recorded in it; keep it elsewhere, it is what shows that a tail was cut."""
        raise NotImplementedError

    def head(self) -> str:
        """The hash of the last ledger entry (64 zeros for an empty ledger)."""
        raise NotImplementedError

    def entries(self) -> tuple[Entry, ...]:
        """The whole ledger, in order."""
        raise NotImplementedError

    def export_ledger(self) -> bytes:
        """The ledger as canonical JSON lines, one entry a line: what ``verify_export`` takes."""
        raise NotImplementedError

    def redact(self, digest: str, reason: str) -> None:
        """Destroy the source with this digest and all that was derived from it; the chain stays valid and says so."""
        raise NotImplementedError


def verify_export(
    ledger_jsonl: Path, folder: Path | None = None, checkpoint: Checkpoint | None = None
) -> tuple[Fault, ...]:
    """Verify an exported ledger without a database; with ``folder`` also the case's blobs and segments there."""
    raise NotImplementedError
