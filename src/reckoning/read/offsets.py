"""Where a stretch of a reading stands in the decoded source.

An ``OffsetMap`` run (text start, source start, length) says that these characters are the source's own: either
``content[a:a+n] == source[b:b+n]``, or n is 1 and the source has a character reference (``&amp;``) at b.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from reckoning.types import OffsetMap, Text

Run = tuple[int, int, int]


def identity(length: int) -> OffsetMap:
    """The map of a reading that is the source."""
    return OffsetMap(runs=((0, 0, length),) if length else ())


def merged(runs: Iterable[Run], apart: frozenset[int] = frozenset()) -> OffsetMap:
    """Sorted runs with those that touch on both sides joined; runs that begin at an offset in ``apart`` stay alone."""
    joined: list[Run] = []
    for text, source, length in runs:
        before = joined[-1] if joined else None
        alone = text in apart or (before is not None and before[0] in apart)
        if before and not alone and before[0] + before[2] == text and before[1] + before[2] == source:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((text, source, length))
    return OffsetMap(runs=tuple(joined))


def to_source(offsets: OffsetMap, position: int) -> int | None:
    """The source offset of one character of the reading; None where the reading put it there itself."""
    index = bisect_right(offsets.runs, position, key=lambda run: run[0]) - 1
    if index < 0:
        return None
    text, source, length = offsets.runs[index]
    return source + position - text if position < text + length else None


def source_span(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """From the first to the last character of ``content[start:end]`` that stands in the source; None if none does."""
    places = [p for p in (to_source(text.offsets, i) for i in range(start, end)) if p is not None]
    return (min(places), max(places) + 1) if places else None
