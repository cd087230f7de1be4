"""Bytes to Text: the reader for a media type, and what happens when there is none or it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reckoning.read.compose import Reading, unread
from reckoning.read.mail import READER as MAIL
from reckoning.read.mail import read_mail
from reckoning.read.markdown import READER as MARKDOWN
from reckoning.read.markdown import read_markdown
from reckoning.read.plain import READER as PLAIN
from reckoning.read.plain import read_plain
from reckoning.read.web_page import READER as PAGE
from reckoning.read.web_page import read_page
from reckoning.types import Source

__all__ = ["BUILTIN_READERS", "Reader", "Reading", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A way to read some media types. ``name`` carries the version and enters the digest of every Text it makes.

    ``read`` takes a Source and its bytes, has no I/O and no clock, and reports faults as problems.
    """

    name: str
    media_types: tuple[str, ...]
    read: Callable[[Source, bytes], Reading]


BUILTIN_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        reader.name: reader
        for reader in (
            Reader(name=PLAIN, media_types=("text/plain",), read=read_plain),
            Reader(name=PAGE, media_types=("text/html", "application/xhtml+xml"), read=read_page),
            Reader(name=MARKDOWN, media_types=("text/markdown", "text/x-markdown"), read=read_markdown),
            Reader(name=MAIL, media_types=("message/rfc822",), read=read_mail),
        )
    }
)


def read(source: Source, data: bytes, *, readers: Mapping[str, Reader] = BUILTIN_READERS) -> Reading:
    """The reading of a source's bytes; pure. ``readers`` by name, a later one wins for its media types.

    A media type without a reader gives READ-UNKNOWN-TYPE, a reader that fails READ-FAILED; nothing is raised.
    """
    bare = source.media_type.partition(";")[0].strip().lower()
    chosen = next((r for r in reversed(tuple(readers.values())) if bare in r.media_types), None)
    if not data.strip():
        return unread(source, "READ-EMPTY")
    if chosen is None:
        return unread(source, "READ-UNKNOWN-TYPE", f"No reader is registered for {bare}; convert the file to text.")
    try:
        return chosen.read(source, data)
    except Exception as error:  # noqa: BLE001 - one document that a reader cannot take must not stop the rest
        return unread(source, "READ-FAILED", f"The reader {chosen.name} failed: {type(error).__name__}: {error}")
