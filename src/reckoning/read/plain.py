"""Plain text: the content is the decoded file, so that offsets are the file's own."""

from __future__ import annotations

from reckoning.read.compose import Draft, Reading, compose, fault, unread
from reckoning.read.decode import Decoded, decode
from reckoning.read.offsets import identity
from reckoning.types import Problem, Source

READER = "text.v1"


def read_plain(source: Source, data: bytes) -> Reading:
    """A ``.txt`` file: every character kept, newlines and BOM too."""
    decoded = decode(data)
    if decoded.binary:
        return unread(source, "READ-BINARY", f"The file is {decoded.binary}, not text; convert it first.")
    content = decoded.content
    return compose(
        source,
        READER,
        Draft(content=content, offsets=identity(len(content)), problems=encoding_problems(source, decoded)),
    )


def encoding_problems(source: Source, decoded: Decoded) -> tuple[Problem, ...]:
    """One problem where the encoding was a guess or characters were replaced."""
    if decoded.doubt is None:
        return ()
    return (fault(source, "READ-ENCODING", f"The encoding was uncertain: {decoded.doubt}."),)
