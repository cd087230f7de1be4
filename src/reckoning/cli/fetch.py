"""The one place that reaches out: an address that the user typed is fetched; nothing is ever sent otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from reckoning.ids import digest, short
from reckoning.problems import ReckoningError

SECONDS = 30
ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}


def is_address(argument: str) -> bool:
    """Whether an argument names a page on the web rather than a file."""
    return argument.startswith(("http://", "https://"))


@contextmanager
def on_disk(arguments: Iterable[str], max_bytes: int) -> Iterator[tuple[Path, ...]]:
    """Paths for all arguments; addresses are fetched, in the order given, into a folder that lives as long.

    Raises ``ReckoningError`` for an address that cannot be had, naming it, and for an argument that is neither.
    """
    with TemporaryDirectory(prefix="reckon-") as folder:
        yield tuple(_path(argument, Path(folder), max_bytes) for argument in arguments)


def _path(argument: str, folder: Path, max_bytes: int) -> Path:
    if is_address(argument):
        return fetch(argument, folder, max_bytes)
    if not argument:
        raise ReckoningError("An empty name is no report; name a file, a folder or an address.")
    path = Path(argument)
    if not path.exists():
        raise ReckoningError(f"{argument} does not exist; name a file, a folder or an address (https://...).")
    return path


def fetch(address: str, folder: Path, max_bytes: int) -> Path:
    """The page at ``address`` as a file in ``folder``, with a sidecar that gives its url."""
    request = Request(address, headers={"User-Agent": "reckon", "Accept": "text/html, text/plain"})  # noqa: S310 http(s) only
    try:
        with build_opener().open(request, timeout=SECONDS) as answer:
            data = answer.read(max_bytes + 1)
            kind, final = answer.headers.get_content_type(), answer.geturl()
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ReckoningError(f"{address} could not be fetched: {reason}. Save the page and name the file.") from error
    if not is_address(final):
        raise ReckoningError(f"{address} led to {final}, which is no web page; it was not read.")
    return _save(data, kind, final, folder)


def _save(data: bytes, kind: str, address: str, folder: Path) -> Path:
    parts = urlsplit(address)
    stem = "-".join(filter(None, (parts.hostname or "page", *parts.path.split("/"))))[:80]
    path = folder / f"{stem}-{short(digest(address.encode()))}{ENDINGS.get(kind, '.bin')}"
    path.write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps({"url": address}), encoding="utf-8")
    return path
