"""Blocks: which stretch of a reading is the report's own prose, and which is headline, caption or page furniture.

The walk goes paragraph by paragraph and knows three places: the head (before the first prose), the body, and the
tail (below an "Author:" line or a "Related news" heading). Whatever is not clearly something else is body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reckoning.read import furniture
from reckoning.read.paragraph import BULLET, Paragraph, paragraphs
from reckoning.types import Block, BlockKind

HEADLINE_WORDS = 32
DECK_WORDS = 45
SUBHEADING_WORDS = 12
HEAD_PARAGRAPHS = 8


@dataclass(slots=True)
class _Walk:
    """Where the walk is: what was seen so far."""

    total: int
    index: int = 0
    in_body: bool = False
    headlines: int = 0
    tail: BlockKind | None = None
    blocks: list[Block] = field(default_factory=list)

    def add(self, start: int, end: int, kind: BlockKind) -> None:
        self.blocks.append(Block(start=start, end=end, kind=kind))


def split_blocks(content: str, marks: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Blocks of every non-blank paragraph, sorted and disjoint.

    ``marks`` are stretches whose kind the format itself tells (a heading of a page, a quoted line of a mail);
    a paragraph that begins inside one takes its kind.
    """
    pieces = paragraphs(content)
    walk = _Walk(total=len(pieces))
    header = furniture.mail_header_length(content)
    own = [Block(start=0, end=header, kind="boilerplate")] if header else []
    told = iter(sorted([*own, *marks], key=lambda b: (b.start, b.end)))
    mark = next(told, None)
    for index, piece in enumerate(pieces):
        while mark is not None and mark.end <= piece.start:
            mark = next(told, None)
        walk.index = index
        kind = mark.kind if mark is not None and mark.start <= piece.start else None
        _place(walk, piece, kind, pieces[index + 1 : index + 2])
    return tuple(walk.blocks)


def _place(walk: _Walk, piece: Paragraph, told: BlockKind | None, after: Sequence[Paragraph]) -> None:
    kind = _told(told, piece) or _furniture(walk, piece) or _heading(walk, piece, after)
    if kind:
        walk.headlines += kind in ("headline", "deck") and not walk.in_body
        walk.add(piece.start, piece.end, kind)
        return
    _body(walk, piece)


def _body(walk: _Walk, piece: Paragraph) -> None:
    """Prose; the dateline that opens the first paragraph becomes a block of its own."""
    cut = 0 if walk.in_body else furniture.dateline_length(piece.text)
    if cut:
        head = piece.text[:cut].rstrip()
        walk.add(piece.start, piece.start + len(head), "dateline")
    if cut < len(piece.text):
        walk.add(piece.start + cut, piece.end, "body")
        walk.in_body = True


def _told(told: BlockKind | None, piece: Paragraph) -> BlockKind | None:
    """The format's word counts, but a heading of a related-story list is still that."""
    return None if told == "headline" and furniture.is_related_head(piece.text) else told


def _furniture(walk: _Walk, piece: Paragraph) -> BlockKind | None:
    kind = _tail(walk, piece)
    if kind:
        return kind
    kind = _line(walk, piece) if piece.lines == 1 else None
    if kind:
        return kind
    if furniture.is_caption(piece.text):
        return "caption"
    return "boilerplate" if furniture.is_boilerplate(piece.text) else None


def _line(walk: _Walk, piece: Paragraph) -> BlockKind | None:
    """What a single line can be: a date deep in the body heads a day's log."""
    if furniture.is_dateline(piece.text):
        return "headline" if walk.in_body and walk.index > HEAD_PARAGRAPHS else "dateline"
    if furniture.is_byline(piece.text):
        return "byline"
    if furniture.is_navigation(piece.text):
        return "navigation"
    return "related" if furniture.is_related_line(piece.text) else None


def _tail(walk: _Walk, piece: Paragraph) -> BlockKind | None:
    """What follows an author line or a related-story heading, until prose comes again."""
    if walk.in_body and furniture.is_related_head(piece.text):
        walk.tail = "related"
        return "related"
    if walk.in_body and piece.lines == 1 and furniture.is_author_mark(piece.text):
        walk.tail = "biography"
        return "byline" if furniture.is_byline(piece.text) else "biography"
    if walk.tail == "related" and not furniture.is_list_item(piece.text):
        walk.tail = None
    if walk.tail == "related":
        return "related"
    late = walk.in_body and walk.index * 2 >= walk.total
    marked = walk.tail == "biography"
    return "biography" if late and furniture.is_biography(piece.text, marked=marked) else None


def _heading(walk: _Walk, piece: Paragraph, after: Sequence[Paragraph]) -> BlockKind | None:
    """A short line without a final stop that has something below it."""
    if not after or piece.lines > 2 or furniture.SENTENCE_END.search(piece.text.rstrip()) or BULLET.match(piece.text):
        return None
    if piece.text.rstrip()[-1:] in ",;:–—-":
        return None
    if walk.in_body:
        short = piece.words <= SUBHEADING_WORDS and piece.lines == 1 and not piece.text[:1].islower()
        return "headline" if short and walk.index + 1 < walk.total else None
    if walk.index > HEAD_PARAGRAPHS or furniture.dateline_length(piece.text):
        return None
    if walk.headlines == 0:
        return "headline" if piece.words <= HEADLINE_WORDS else None
    return "deck" if walk.headlines == 1 and piece.words <= DECK_WORDS else None
