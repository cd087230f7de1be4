"""Direct quotations over sentences and paragraphs, and where their speakers are named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reckoning.types import Text

OPENS = "“«„"
CLOSES = "”»"
SCARE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks; ``start`` and ``end`` are content offsets inside the marks.

    ``paragraph`` numbers the block; ``open_end`` says that the paragraph ended before the quotation was closed,
    so that the next paragraph's quotation goes on with the same speaker.
    """

    start: int
    end: int
    paragraph: int
    open_end: bool = False


def quotations(text: Text) -> tuple[Quotation, ...]:
    """All quotations of a reading in order; a mark that never closes holds to the end of its paragraph."""
    found: list[Quotation] = []
    for paragraph, block in enumerate(text.blocks):
        found += _in_block(text.content, block.start, block.end, paragraph)
    return tuple(found)


def _in_block(content: str, start: int, end: int, paragraph: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for at in range(start, end):
        mark = content[at]
        if mark not in OPENS + CLOSES + '"':
            continue
        if opened is None:
            if mark in OPENS or (mark == '"' and _opens(content, at, start, end)):
                opened = at + 1
        elif mark in CLOSES or (mark == '"' and _closes(content, at, start)):
            found.append(Quotation(start=opened, end=at, paragraph=paragraph))
            opened = None
    if opened is not None and opened < end:
        found.append(Quotation(start=opened, end=end, paragraph=paragraph, open_end=True))
    return found


def _opens(content: str, at: int, start: int, end: int) -> bool:
    before = content[at - 1] if at > start else " "
    after = content[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([—–-:,") and not after.isspace()


def _closes(content: str, at: int, start: int) -> bool:
    return at > start and not content[at - 1].isspace()


def is_speech(content: str, quotation: Quotation) -> bool:
    """Whether a quotation is speech, not a scare quote or a title: long enough, or a sentence of its own."""
    words = content[quotation.start : quotation.end].strip()
    whole = words[:1].isupper() and words[-1:] in ".!?,"
    return len(re.findall(r"\w+", words)) > SCARE_WORDS or (whole and " " in words)
