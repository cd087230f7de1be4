"""Paragraphs of a text: by blank lines, and by line ends that no wrapping explains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|$)")
BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+\S")
UNFINISHED = re.compile(
    r"(?:[,;(\[\-–—/]|\b(?:the|a|an|of|in|to|and|or|for|by|with|at|on|from|that|as))$", re.IGNORECASE
)
MIN_WIDTH = 60
# A line that fills less of the width than this was not ended by wrapping.
SHORT_LINE = 0.7
# A line longer than this was never wrapped for a terminal or a mail.
WRAP_LIMIT = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch without blank lines, trimmed; ``text`` is ``content[start:end]``, line ends inside kept."""

    start: int
    end: int
    text: str

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def words(self) -> int:
        return len(self.text.split())


def paragraphs(content: str) -> tuple[Paragraph, ...]:
    """Every non-blank paragraph in order."""
    found: list[Paragraph] = []
    group: list[tuple[int, int]] = []
    for match in LINE.finditer(content):
        if match.group().strip("\ufeff \t\r\n\f\v\u2028\u2029\u00a0\u200b"):
            group.append(match.span())
        elif group:
            found += _pieces(content, group)
            group = []
    return tuple(found + (_pieces(content, group) if group else []))


def _pieces(content: str, group: list[tuple[int, int]]) -> list[Paragraph]:
    """One paragraph, or several where a line end inside it is a real one."""
    width = max(MIN_WIDTH, *(len(content[a:b].rstrip()) for a, b in group))
    pieces: list[Paragraph] = []
    begin = group[0][0]
    for (start, end), (after, until) in pairwise(group):
        if _real_break(content[start:end].rstrip(), content[after:until].rstrip(), width):
            pieces.append(_trimmed(content, begin, end))
            begin = after
    return [*pieces, _trimmed(content, begin, group[-1][1])]


def _real_break(line: str, follows: str, width: int) -> bool:
    """Whether a line ends because its paragraph, item or heading does."""
    if BULLET.match(follows):
        return True
    opening = follows.lstrip()
    if not line.strip() or UNFINISHED.search(line[-12:]) or opening[:1].islower():
        return False
    closed = line[-1:] in '.!?:”"’)'
    if width > WRAP_LIMIT:
        return closed or len(line) < width * SHORT_LINE
    room = len(line) + 1 + len(opening.split(maxsplit=1)[0]) <= width * SHORT_LINE
    return room and (closed or not line.isupper())


def _trimmed(content: str, start: int, end: int) -> Paragraph:
    while start < end and (content[start].isspace() or content[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (content[end - 1].isspace() or content[end - 1] in "\ufeff\u200b"):
        end -= 1
    return Paragraph(start=start, end=end, text=content[start:end])
