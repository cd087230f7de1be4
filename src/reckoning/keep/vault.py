"""Bytes named by their digest, in a folder.

Reach for a :class:`Vault` to keep evidence (``vault/``) and findings (``segments/``). A blob is there whole or not
at all: it is written beside its place, forced to disk and renamed. What is read is checked against its name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reckoning.ids import digest as digest_bytes

DIGITS = frozenset("0123456789abcdef")
LENGTH = 64


class BlobMissingError(Exception):
    """The vault holds no blob of this name."""


class BlobTamperedError(Exception):
    """The blob's bytes are not those that its name says."""


@dataclass(frozen=True, slots=True)
class Vault:
    """A content-addressed folder: ``folder/ab/abcd…`` plus ``suffix``.

    Several processes may write at once; the same bytes give the same file, so the last rename changes nothing.
    """

    folder: Path
    suffix: str = ""

    def put(self, data: bytes) -> str:
        """Keep ``data`` and give its digest. A damaged blob of that name is replaced. ``OSError`` if it cannot be."""
        name = digest_bytes(data)
        if not self._sound(name):
            self._write(name, data)
        return name

    def get(self, digest: str) -> bytes:
        """The blob; raises ``BlobMissingError`` or ``BlobTamperedError``."""
        try:
            data = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise BlobMissingError(digest) from error
        if digest_bytes(data) != digest:
            raise BlobTamperedError(digest)
        return data

    def has(self, digest: str) -> bool:
        """Whether a file of that name is there; its bytes are not looked at."""
        return self.path(digest).is_file()

    def path(self, digest: str) -> Path:
        """Where the blob lies, or would."""
        return self.folder / digest[:2] / f"{digest}{self.suffix}"

    def destroy(self, digest: str) -> None:
        """Remove the blob for good; nothing happens if it is not there. Backups are the owner's business."""
        self.path(digest).unlink(missing_ok=True)
        _force_folder(self.path(digest).parent)

    def digests(self) -> Iterator[str]:
        """The names of all blobs, sorted."""
        names = (path.name.removesuffix(self.suffix) for path in self.folder.glob(f"??/*{self.suffix}"))
        yield from sorted(name for name in names if len(name) == LENGTH and DIGITS.issuperset(name))

    def sweep(self) -> None:
        """Remove what a killed process left half-written. Only under the case's lock: it spares no live writer."""
        for leftover in (self.folder / "tmp").glob("*"):
            leftover.unlink(missing_ok=True)

    def _sound(self, digest: str) -> bool:
        try:
            self.get(digest)
        except (BlobMissingError, BlobTamperedError):
            return False
        return True

    def _write(self, digest: str, data: bytes) -> None:
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = self.folder / "tmp" / f"{digest}.{os.getpid()}"
        write_whole(target, data, draft)


def write_whole(target: Path, data: bytes, draft: Path) -> None:
    """Put ``data`` at ``target`` in one step by way of ``draft`` on the same disk; a failed draft is removed."""
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    _force_folder(target.parent)


def _force_folder(folder: Path) -> None:
    """Force a folder's listing to disk, so that a rename outlives a power cut."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
