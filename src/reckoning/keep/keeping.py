"""A case on disk: its vault, its segments, its ledger, and the rules under which they change.

    CASE/reckoning.toml    settings
    CASE/ledger.db         the chain
    CASE/vault/            evidence, by digest
    CASE/segments/         findings, by digest
    CASE/checkpoint.json   the last checkpoint (a copy elsewhere is worth more)
    CASE/views.db          disposable
    CASE/lock              held while a process works on the case

Whatever an entry names is on disk before the entry is written, so that a process may die anywhere in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reckoning.codec import to_plain
from reckoning.ids import canonical
from reckoning.keep.chain import to_line
from reckoning.keep.clock import Clock
from reckoning.keep.entries import Body, Checkpoint, Redaction
from reckoning.keep.ledger import Ledger
from reckoning.keep.lock import held
from reckoning.keep.merkle import root
from reckoning.keep.standing import Standing
from reckoning.keep.vault import BlobMissingError, BlobTamperedError, Vault, write_whole
from reckoning.keep.verify import Fault, read_checkpoint, verify_case
from reckoning.problems import ReckoningError
from reckoning.types import Entry

T = TypeVar("T")
OWN = frozenset({"reckoning.toml", "ledger.db", "ledger.db-journal", "lock"})


class Keeping:
    """What is kept in ``folder``. Writes need :meth:`hold`."""

    def __init__(self, folder: Path, clock: Clock, wait: float) -> None:
        self.folder = folder
        self.blobs = Vault(folder / "vault")
        self.segments = Vault(folder / "segments", ".jsonl")
        self.ledger = Ledger(folder / "ledger.db", clock)
        self._standing = Standing()
        self._wait = wait
        self._depth = 0

    def make(self) -> None:
        """Make the folder and an empty ledger where there is none; ``ReckoningError`` if something else is there."""
        with in_plain_words(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            strange = sorted(path.name for path in self.folder.iterdir() if path.name not in OWN)
        if strange and not self.ledger.path.exists():
            raise ReckoningError(
                f"{self.folder} is no case and is not empty (it holds {strange[0]}). Name a new folder for the case."
            )
        with in_plain_words(self.folder), held(self.folder / "lock", self._wait):
            self.ledger.make()

    @contextmanager
    def hold(self) -> Iterator[Standing]:
        """Hold the case for the block; may be nested. A fault of the disk is raised as ``ReckoningError``."""
        if self._depth:
            yield self.standing()
            return
        with in_plain_words(self.folder), held(self.folder / "lock", self._wait):
            self._depth = 1
            try:
                self._tidy()
                yield self.standing()
            finally:
                self._depth = 0

    def standing(self) -> Standing:
        """The state as the ledger has it now; the same object each time, brought up to date."""
        self._standing.take(self.ledger.after(self._standing.seq))
        return self._standing

    def record(self, values: Sequence[Body]) -> None:
        """Append entries, all or none."""
        self._standing.take(self.ledger.append(values))

    def export(self, size: int | None = None) -> bytes:
        """The first ``size`` entries (None: all) as canonical JSON lines."""
        return b"".join(to_line(entry) + b"\n" for entry in self.ledger.after()[:size])

    def checkpoint(self) -> Checkpoint:
        """The checkpoint over all work so far; a new one is recorded only if there was work since the last."""
        with self.hold() as standing:
            if standing.checkpoint is None or standing.work_seq > standing.checkpoint.size:
                self.record([_checkpoint(self.ledger.after())])
            last = standing.checkpoint
            if last is None:
                raise RuntimeError("a recorded checkpoint did not come back from the ledger")
            data = canonical(to_plain(last)) + b"\n"
            write_whole(self.folder / "checkpoint.json", data, self.folder / "checkpoint.draft")
            return last

    def verify(self, checkpoint: Checkpoint | None) -> tuple[Fault, ...]:
        """Every fault; without a ``checkpoint`` from elsewhere, the case's own copy of the last one is asked."""
        own = self.folder / "checkpoint.json"
        if checkpoint is None and own.exists():
            try:
                checkpoint = read_checkpoint(own)
            except ReckoningError as error:
                damaged = Fault(what="ledger", where="checkpoint.json", says=str(error))
                return (damaged, *verify_case(self.ledger, self.blobs, self.segments, None))
        return verify_case(self.ledger, self.blobs, self.segments, checkpoint)

    def redact(self, digest: str, reason: str) -> None:
        """Record a redaction, then destroy the source and every segment that may quote it."""
        with self.hold() as standing:
            if digest not in standing.sources:
                raise ReckoningError(f"The case holds no source {digest}. Give the whole digest, as `--json` shows it.")
            self.record([Redaction(digest=digest, segments=_derived(standing, digest), reason=reason)])
            self._destroy(standing)
            (self.folder / "views.db").unlink(missing_ok=True)

    def recall(self, digest: str, of: Callable[[bytes], T]) -> T:
        """What a segment holds; ``ReckoningError`` if its bytes are not what was recorded, or not of this version."""
        try:
            return of(self.segments.get(digest))
        except (BlobMissingError, BlobTamperedError) as error:
            raise ReckoningError(
                f"The findings {digest} of this case are missing or were changed. Run `reckon verify`, and restore "
                "them from a copy, or delete the case and build it again."
            ) from error
        except TypeError as error:
            raise ReckoningError(
                f"The findings {digest} were written by another version of Reckoning ({error}). "
                "Run `reckon extract` and `reckon weigh` to make them anew."
            ) from error

    def _tidy(self) -> None:
        """Remove what a killed process left: half-written files, and redactions that were not carried out."""
        self.blobs.sweep()
        self.segments.sweep()
        self._destroy(self.standing())

    def _destroy(self, standing: Standing) -> None:
        for digest in standing.redacted.keys() - standing.sources.keys():
            if self.blobs.has(digest):
                self.blobs.destroy(digest)
        for digest in standing.destroyed:
            if self.segments.has(digest):
                self.segments.destroy(digest)


def _checkpoint(entries: Sequence[Entry]) -> Checkpoint:
    if not entries:
        raise ReckoningError("The case is empty; add reports before taking a checkpoint.")
    return Checkpoint(size=len(entries), root=root(entry.hash.encode() for entry in entries), head=entries[-1].hash)


def _derived(standing: Standing, digest: str) -> tuple[str, ...]:
    """Every reading and finding ever made of the source, unless another source has the very same.

    And every reckoning so far: it may quote the source, and can be made again without it.
    """
    shared = {made for other, all_made in standing.derived.items() if other != digest for made in all_made}
    return tuple(sorted((standing.derived.get(digest, set()) - shared) | standing.weighed))


@contextmanager
def in_plain_words(folder: Path) -> Iterator[None]:
    """A fault of the disk as a message; a closed pipe is none, nor what only calls itself an ``OSError``."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno is None:
            raise
        place = error.filename or folder
        raise ReckoningError(
            f"{error.strerror or error}: {place}. Nothing that was reported as done is lost; put it right "
            "(free space, permissions) and run again."
        ) from error
