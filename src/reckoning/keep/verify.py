"""Is everything as it was written? Asked of a case, or of an exported ledger by a stranger without a database.

Three things are compared: each entry with its neighbours, each blob and segment with the digest by which the chain
names it, and the chain's length and root with a checkpoint that was kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reckoning.codec import from_plain
from reckoning.ids import canonical
from reckoning.keep.chain import Fault, Row, entries_of, faults_in, from_lines
from reckoning.keep.entries import Checkpoint, from_body
from reckoning.keep.ledger import Ledger
from reckoning.keep.merkle import Tree
from reckoning.keep.standing import Standing
from reckoning.keep.vault import BlobMissingError, BlobTamperedError, Vault
from reckoning.problems import ReckoningError

__all__ = ["Fault", "read_checkpoint", "verify_case", "verify_export"]


def verify_case(ledger: Ledger, blobs: Vault, segments: Vault, checkpoint: Checkpoint | None) -> tuple[Fault, ...]:
    """Every fault of a case on disk. Nothing is written; a writer at work does not disturb."""
    try:
        rows = ledger.raw()
    except ReckoningError as error:
        return (Fault(what="ledger", where="ledger", says=str(error)),)
    return (*_of_chain(rows, checkpoint), *_of_holdings(rows, blobs, segments))


def verify_export(
    ledger_jsonl: Path, folder: Path | None = None, checkpoint: Checkpoint | None = None
) -> tuple[Fault, ...]:
    """Every fault of an exported ledger; with ``folder`` (a case) also of the blobs and segments there.

    Needs no database and no settings. Without a ``checkpoint`` the file ``checkpoint.json`` beside the export is
    asked, as a dossier has it. Raises ``ReckoningError`` if the export cannot be opened.
    """
    try:
        rows = from_lines(ledger_jsonl.read_bytes())
    except OSError as error:
        raise ReckoningError(f"{ledger_jsonl} cannot be read: {error.strerror}. Name an exported ledger.") from error
    beside = ledger_jsonl.with_name("checkpoint.json")
    if checkpoint is None and beside.exists():
        checkpoint = read_checkpoint(beside)
    faults = _of_chain(rows, checkpoint)
    if folder is None:
        return faults
    return (*faults, *_of_holdings(rows, Vault(folder / "vault"), Vault(folder / "segments", ".jsonl")))


def read_checkpoint(file: Path) -> Checkpoint:
    """A checkpoint as :meth:`Case.checkpoint` gives it, from a JSON file."""
    try:
        return from_plain(Checkpoint, json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ReckoningError(f"{file} is no checkpoint: {error}. It holds size, root and head.") from error


def _of_chain(rows: Sequence[Row | None], checkpoint: Checkpoint | None) -> tuple[Fault, ...]:
    faults = tuple(faults_in(rows))
    if faults:
        return (*faults, *_of_tail(rows, checkpoint))
    kept = [(value, row.seq) for row in rows if row is not None and isinstance(value := _value(row), Checkpoint)]
    outside = [] if checkpoint is None else [(checkpoint, 0)]
    return (*_unreadable(rows), *_of_tail(rows, checkpoint), *_of_roots(rows, [*kept, *outside]))


def _of_tail(rows: Sequence[Row | None], checkpoint: Checkpoint | None) -> Iterator[Fault]:
    last = max((row.seq for row in rows if row is not None), default=0)
    if checkpoint is not None and last < checkpoint.size:
        says = f"the checkpoint counts {checkpoint.size} entries, the chain ends at {last}: its tail was cut"
        yield Fault(what="tail", where=f"entries {last + 1} to {checkpoint.size}", says=says)


def _of_roots(rows: Sequence[Row | None], checkpoints: list[tuple[Checkpoint, int]]) -> Iterator[Fault]:
    """A chain that is whole in itself but was rewritten has another root than its checkpoints say."""
    roots = dict(_roots(rows, {checkpoint.size for checkpoint, _ in checkpoints}))
    for checkpoint, seq in checkpoints:
        if checkpoint.size in roots and roots[checkpoint.size] != (checkpoint.root, checkpoint.head):
            name = f"the checkpoint in entry {seq}" if seq else "the checkpoint given"
            says = f"{name} has another root for them: they were rewritten"
            yield Fault(what="ledger", where=f"entries 1 to {checkpoint.size}", says=says)


def _roots(rows: Sequence[Row | None], sizes: set[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    tree = Tree()
    for row in rows:
        if row is not None:
            tree.grow(row.hash)
            if tree.size in sizes:
                yield tree.size, (tree.root(), row.hash.decode(errors="replace"))


def _unreadable(rows: Sequence[Row | None]) -> Iterator[Fault]:
    """Entries that were chained properly but that no Reckoning wrote."""
    for row in rows:
        if row is not None and _value(row) is None:
            yield Fault(what="entry", where=f"entry {row.seq}", says="it is no entry of a known kind in canonical form")


def _value(row: Row) -> Any:
    try:
        plain = json.loads(row.body)
        return from_body(plain) if canonical(plain) == row.body else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _of_holdings(rows: Sequence[Row | None], blobs: Vault, segments: Vault) -> Iterator[Fault]:
    standing = Standing()
    readable = tuple(row for row in rows if row is not None and _value(row) is not None)
    standing.take(entries_of(readable))
    for digest in sorted(standing.sources):
        yield from _of_one("blob", blobs, digest, f"source {standing.sources[digest].name}")
    for digest in sorted(standing.segments):
        yield from _of_one("segment", segments, digest, "findings")
    for digest in sorted(standing.redacted.keys() - standing.sources.keys()):
        yield from _of_withheld("blob", blobs, digest)
    for digest in sorted(standing.destroyed):
        yield from _of_withheld("segment", segments, digest)


def _of_one(what: Any, vault: Vault, digest: str, of: str) -> Iterator[Fault]:
    try:
        vault.get(digest)
    except BlobMissingError:
        yield Fault(what=what, where=f"{what} {digest}", says=f"it is missing ({of})")
    except BlobTamperedError:
        yield Fault(what=what, where=f"{what} {digest}", says=f"its bytes were changed ({of})")
    except OSError as error:
        yield Fault(what=what, where=f"{what} {digest}", says=f"it cannot be read: {error.strerror} ({of})")


def _of_withheld(what: Any, vault: Vault, digest: str) -> Iterator[Fault]:
    if vault.has(digest):
        says = "a redaction says that it was destroyed, and it is still there; run any command on the case to finish it"
        yield Fault(what=what, where=f"{what} {digest}", says=says)
