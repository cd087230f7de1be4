"""Files and folders to bytes: every document once, in an order that does not depend on the file system."""

from __future__ import annotations

import json
import mimetypes
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reckoning.problems import ReckoningError
from reckoning.read.dates import iso_day
from reckoning.types import Problem

SIDECAR_BYTES = 1_000_000
MEDIA_TYPES = MappingProxyType(
    {
        "": "text/plain",
        ".txt": "text/plain",
        ".text": "text/plain",
        ".log": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "text/html",
        ".eml": "message/rfc822",
        ".json": "application/json",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a sidecar tells of a document; None where it does not."""

    title: str | None = None
    date: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A document's bytes; ``name`` is the file's name, below a folder the path from that folder."""

    name: str
    data: bytes
    media_type: str
    details: Details = Details()


def gather(paths: Sequence[str | os.PathLike[str]], *, max_bytes: int = 20_000_000) -> Iterator[Incoming | Problem]:
    """Every document of files and folders (recursively, sorted by name), or the problem that kept it out.

    Hidden files, linked folders and sidecars (``NAME.json`` beside ``NAME.txt``) are no documents. A path that does
    not exist raises ReckoningError before anything is read.
    """
    roots = [Path(p) for p in paths]
    for root in roots:
        if not os.path.lexists(root):
            raise ReckoningError(f"{root} does not exist; give files or folders that hold reports")
    return _gather(roots, max_bytes)


def _gather(roots: Sequence[Path], max_bytes: int) -> Iterator[Incoming | Problem]:
    seen: set[str] = set()
    for root in roots:
        folder = root.is_dir()
        for item in _walk(root) if folder else [root]:
            if isinstance(item, Problem):
                yield item
                continue
            known = os.path.realpath(item)
            if known not in seen:
                seen.add(known)
                yield from _take(item, shown(item.relative_to(root) if folder else Path(item.name)), max_bytes)


def _walk(folder: Path) -> Iterator[Path | Problem]:
    """The documents below a folder in sorted order; a folder that cannot be opened is a problem."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield Problem(
            where=shown(folder), code="READ-UNREADABLE", says=f"The folder could not be opened: {reason(error)}."
        )
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path)
        elif not _is_sidecar(path, names):
            yield path


def _is_sidecar(path: Path, names: Sequence[str]) -> bool:
    if path.suffix.lower() != ".json":
        return False
    return any(Path(name).stem == path.stem and Path(name).suffix.lower() != ".json" for name in names)


def _take(path: Path, name: str, max_bytes: int) -> Iterator[Incoming | Problem]:
    try:
        data = _bytes(path, max_bytes)
    except OSError as error:
        yield Problem(where=name, code="READ-UNREADABLE", says=f"The file could not be opened: {reason(error)}.")
        return
    if data is None:
        yield Problem(where=name, code="READ-TOO-LARGE", says=f"The file is larger than max_bytes ({max_bytes:,}).")
        return
    details, problem = sidecar(path, name)
    if problem is not None:
        yield problem
    yield Incoming(name=name, data=data, media_type=media_type_of(path.name), details=details)


def _bytes(path: Path, max_bytes: int) -> bytes | None:
    """The file's bytes, or None if there are more than ``max_bytes``; pipes and devices are never opened."""
    if not path.is_file():
        raise OSError("it is no regular file")
    with path.open("rb") as stream:
        data = stream.read(max_bytes + 1)
    return data if len(data) <= max_bytes else None


def media_type_of(name: str) -> str:
    """By the file's ending alone: what is inside decides only whether it can be read."""
    ending = Path(name).suffix.lower()
    return MEDIA_TYPES.get(ending) or mimetypes.guess_type(f"x{ending}")[0] or "application/octet-stream"


def sidecar(path: Path, name: str) -> tuple[Details, Problem | None]:
    """The details of ``NAME.json`` beside a document; what is wrong in it is a problem, the rest is used."""
    beside = path.with_suffix(".json")
    if beside == path or not os.path.lexists(beside):
        return Details(), None
    try:
        told = _told(beside)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        return Details(), _bad_sidecar(name, beside, str(error))
    return _details(told, name, beside)


def _told(beside: Path) -> dict[str, Any]:
    data = _bytes(beside, SIDECAR_BYTES)
    if data is None:
        raise ValueError("it is too large")
    told = json.loads(data.decode("utf-8-sig"))
    if not isinstance(told, dict):
        raise TypeError("it is no JSON object")
    return told


def _details(told: dict[str, Any], name: str, beside: Path) -> tuple[Details, Problem | None]:
    words: dict[str, str | None] = {}
    wrong = []
    for key in ("title", "publisher", "author", "url", "date"):
        value = told.get(key)
        words[key] = clean(value) if isinstance(value, str) else None
        if value is not None and not isinstance(value, str):
            wrong.append(f"{key} is no text")
    day = iso_day(words["date"]) if words["date"] else None
    if words["date"] and day is None:
        wrong.append("date is not written YYYY-MM-DD")
    details = Details(
        title=words["title"], date=day, publisher=words["publisher"], author=words["author"], url=words["url"]
    )
    return details, _bad_sidecar(name, beside, "; ".join(wrong)) if wrong else None


def clean(value: str) -> str | None:
    """One line of text without what no JSON can carry (lone surrogates); None if nothing is left."""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None


def _bad_sidecar(name: str, beside: Path, why: str) -> Problem:
    return Problem(
        where=name, code="READ-SIDECAR", says=f"The sidecar {shown(Path(beside.name))} could not be used: {why}."
    )


def shown(path: Path) -> str:
    """A path as text with forward slashes; bytes that are no UTF-8 are replaced."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
