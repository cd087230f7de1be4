"""Anchors: the W3C selectors of a stretch of a reading, made in one way by whoever reads, extracts or decides."""

from __future__ import annotations

from reckoning.types import Anchor, Text

CONTEXT = 32  # code points that prefix and suffix hold


def anchor(text: Text, start: int, end: int) -> Anchor:
    """The anchor of ``text.content[start:end]``."""
    return quoted(text.content, start, end, source=text.source, text=text.digest)


def quoted(content: str, start: int, end: int, *, source: str, text: str) -> Anchor:
    """The same before there is a ``Text``: ``source`` and ``text`` are the digests that the anchor names."""
    return Anchor(
        source=source, text=text, start=start, end=end, exact=content[start:end],
        prefix=content[max(0, start - CONTEXT) : start], suffix=content[end : end + CONTEXT],
    )  # fmt: skip
