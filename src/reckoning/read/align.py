"""Alignment of extracted paragraphs with a page's visible characters: the offset map of a page.

White space is left out of the comparison, since extraction folds it. A paragraph is looked for after the last one,
then anywhere; what cannot be found whole is halved at a space until its parts are found or are too short to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reckoning.read.offsets import Run, merged
from reckoning.read.page import Visible
from reckoning.types import OffsetMap

# A shorter piece stands in a page more than once by chance.
SHORTEST = 12
WINDOW = 4_000
BUDGET = 400


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters without white space, and the content offset of each."""

    letters: str
    places: tuple[int, ...]


def align(content: str, spans: Sequence[tuple[int, int]], page: Visible, source: str) -> OffsetMap:
    """Runs for the paragraphs ``spans`` of ``content``."""
    runs: list[Run] = []
    cursor = 0
    budget = BUDGET
    for start, end in spans:
        found, cursor, budget = _paragraph(_piece(content, start, end), page, cursor, budget)
        runs += found
    references = frozenset(text for text, origin, _ in runs if content[text] != source[origin])
    return merged(_filled(content, source, sorted(runs)), references)


def _piece(content: str, start: int, end: int) -> _Piece:
    places = tuple(i for i in range(start, end) if not content[i].isspace())
    return _Piece("".join(content[i] for i in places), places)


def _paragraph(piece: _Piece, page: Visible, cursor: int, budget: int) -> tuple[list[Run], int, int]:
    """Runs of one paragraph, the new cursor, and what is left of the budget of searches over the whole page."""
    at = page.letters.find(piece.letters, cursor, cursor + WINDOW + len(piece.letters))
    if at < 0 and budget > 0 and len(piece.letters) >= SHORTEST:
        budget -= 1
        at = page.letters.find(piece.letters, cursor)
        at = page.letters.find(piece.letters) if at < 0 else at
    if at >= 0 and piece.letters:
        return _runs(piece, page, at), at + len(piece.letters), budget
    if len(piece.letters) < 2 * SHORTEST:
        return [], cursor, budget
    half = len(piece.letters) // 2
    left, cursor, budget = _paragraph(_Piece(piece.letters[:half], piece.places[:half]), page, cursor, budget)
    right, cursor, budget = _paragraph(_Piece(piece.letters[half:], piece.places[half:]), page, cursor, budget)
    return left + right, cursor, budget


def _runs(piece: _Piece, page: Visible, at: int) -> list[Run]:
    """One run a letter, but none for the later letters of a reference that stands for several."""
    runs = []
    for offset, place in enumerate(piece.places):
        index = at + offset
        if index in page.spread and index and index - 1 in page.spread and page.places[index - 1] == page.places[index]:
            continue
        runs.append((place, page.places[index], 1))
    return runs


def _filled(content: str, source: str, runs: Sequence[Run]) -> list[Run]:
    """Runs with the single spaces between two of them that the source writes the same way."""
    filled: list[Run] = []
    for run in runs:
        if filled:
            text, origin, length = filled[-1]
            gap = text + length
            if run[0] == gap + 1 and run[1] == origin + length + 1 and content[gap] == source[origin + length]:
                filled.append((gap, origin + length, 1))
        filled.append(run)
    return filled
