"""A text cut into pieces so that nested and overlapping marks can be drawn on it.

Every code point of the text lands in exactly one piece, in order; a piece knows every span that covers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reckoning.show.withhold import Withheld
from reckoning.types import Block, Text

_BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text that a finding stands on; ``reference`` leads to it, ``kind`` styles it."""

    start: int
    end: int
    kind: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text under one set of spans, the widest first; ``opens`` are those of which this is the first piece."""

    text: str
    spans: tuple[Span, ...] = ()
    opens: tuple[Span, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of a text with its function and its pieces."""

    start: int
    end: int
    kind: str
    pieces: tuple[Piece, ...]

    @property
    def opened(self) -> tuple[Span, ...]:
        """Spans that begin in this passage, in order."""
        return tuple(span for piece in self.pieces for span in piece.opens)


def passages(text: Text, spans: Iterable[Span], withheld: tuple[Withheld, ...] = ()) -> tuple[Passage, ...]:
    """The text as paragraphs of pieces; spans outside the text are cut to it, and empty ones left out."""
    size = len(text.content)
    held = [span for span in spans if 0 <= span.start < min(span.end, size)]
    ordered = sorted(held, key=lambda s: (s.start, -s.end, s.kind, s.reference))
    seen: set[Span] = set()
    return tuple(
        Passage(start=start, end=end, kind=kind, pieces=_pieces(text.content, (start, end), ordered, withheld, seen))
        for start, end, kind in _paragraphs(text)
    )


def _paragraphs(text: Text) -> list[tuple[int, int, str]]:
    """Blocks and the gaps between them, further cut at blank lines; together they cover the whole text."""
    found: list[Block] = []
    at = 0
    for block in sorted(text.blocks, key=lambda b: (b.start, b.end)):
        start, end = max(block.start, at), min(block.end, len(text.content))
        if start >= end:
            continue
        if start > at:
            found.append(Block(start=at, end=start, kind="body"))
        found.append(Block(start=start, end=end, kind=block.kind))
        at = end
    if at < len(text.content):
        found.append(Block(start=at, end=len(text.content), kind="body"))
    return [part for each in found for part in _cut(text.content, each)]


def _cut(content: str, block: Block) -> list[tuple[int, int, str]]:
    breaks = [block.start + m.end() for m in _BREAK.finditer(content[block.start : block.end])]
    edges = sorted({block.start, *breaks, block.end})
    return [(a, b, block.kind) for a, b in pairwise(edges)]


def _pieces(
    content: str, within: tuple[int, int], spans: list[Span], withheld: tuple[Withheld, ...], seen: set[Span]
) -> tuple[Piece, ...]:
    low, high = within
    near = [s for s in spans if s.start < high and s.end > low]
    veiled = [w for w in withheld if w.start < high and w.end > low]
    inner = [e for s in near for e in (s.start, s.end)] + [e for w in veiled for e in (w.start, w.end)]
    edges = {low, high} | {e for e in inner if low < e < high}
    pieces = []
    for start, end in pairwise(sorted(edges)):
        covering = tuple(s for s in near if s.start <= start and s.end >= end)
        opens = tuple(s for s in covering if s not in seen)
        seen.update(opens)
        hidden = next((w for w in veiled if w.start <= start and w.end >= end), None)
        shown = content[start:end] if hidden is None else (hidden.instead if start == max(hidden.start, low) else "")
        pieces.append(Piece(text=shown, spans=covering, opens=opens, withheld=hidden is not None))
    return tuple(pieces)
