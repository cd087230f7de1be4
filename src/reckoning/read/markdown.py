"""Markdown: the words without the markup, every one of them led back to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reckoning.read.compose import Draft, Reading, compose, unread
from reckoning.read.dates import iso_day
from reckoning.read.decode import decode
from reckoning.read.offsets import merged
from reckoning.read.plain import encoding_problems
from reckoning.types import Block, BlockKind, Source

READER = "markdown.v1"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|(?=[\r\n]|\Z))")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*[\r\n]*\Z")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})[\r\n]*\Z")
QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
DEFINITION = re.compile(r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*\S")
MATTER = re.compile(r"(title|date|author|publisher|url|source)[ \t]*:[ \t]*(.{1,500})", re.IGNORECASE)
TARGET = r"\((?:[^()\r\n]|\([^()\r\n]{0,200}\)){0,1000}\)"
INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    rf"|(?P<image>!\[[^\]\r\n]{{0,300}}\]{TARGET})"
    rf"|(?P<link>\[(?P<label>[^\[\]\r\n]{{1,500}})\](?:{TARGET}|\[[^\]\r\n]{{0,100}}\]))"
    r"|(?P<footnote>\[\^[^\]\r\n]{1,60}\])"
    r"|(?P<auto><(?:https?|mailto):[^<>\s]{1,1000}>)"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<tag></?[a-zA-Z][^<>\r\n]{0,300}>)"
    r"|(?P<mark>\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])|`{1,2}|~~)"
)


@dataclass(slots=True)
class _Stripped:
    """What was kept so far: pieces of the file, where each came from, and marks."""

    source: str
    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    marks: list[Block] = field(default_factory=list)
    length: int = 0

    def keep(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append(self.source[start:end])
            self.runs.append((self.length, start, end - start))
            self.length += end - start

    def mark(self, start: int, kind: BlockKind) -> None:
        if self.length > start:
            self.marks.append(Block(start=start, end=self.length, kind=kind))


def read_markdown(source: Source, data: bytes) -> Reading:
    """A Markdown file: markup left out, headings marked, link targets and code left out of the words."""
    decoded = decode(data)
    if decoded.binary:
        return unread(source, "READ-BINARY", f"The file is {decoded.binary}, not text; convert it first.")
    matter, begin = front_matter(decoded.content)
    stripped = strip(decoded.content, begin)
    return compose(
        source,
        READER,
        Draft(
            content="".join(stripped.pieces),
            offsets=merged(stripped.runs),
            marks=stripped.marks,
            title=matter.get("title"),
            author=matter.get("author"),
            publisher=matter.get("publisher"),
            published=iso_day(matter["date"]) if "date" in matter else None,
            url=matter.get("url"),
            problems=encoding_problems(source, decoded),
        ),
    )


def front_matter(content: str) -> tuple[dict[str, str], int]:
    """The ``key: value`` lines between two ``---`` lines at the top, and where the text begins."""
    match = re.match(
        r"\ufeff?---[ \t]*\r?\n((?:[^\r\n]{0,1000}\r?\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", content
    )
    if match is None:
        return {}, 0
    found = {}
    for line in match.group(1).splitlines():
        pair = MATTER.match(line)
        if pair:
            found[pair.group(1).lower()] = pair.group(2).strip().strip("\"'").strip()
    return {key: value for key, value in found.items() if value}, match.end()


def strip(content: str, begin: int = 0) -> _Stripped:
    """Keep the words of every line; fenced code and link definitions go."""
    kept = _Stripped(source=content)
    fence: str | None = None
    for match in _lines(content, begin):
        line = match.group()
        mark = FENCE.match(line)
        if mark and (fence is None or line.strip().startswith(fence)):
            fence = None if fence else mark.group(1)
        elif fence is None:
            _line(kept, match.start(), match.end(), line)
    return kept


def _lines(content: str, begin: int) -> Iterator[re.Match[str]]:
    return (m for m in LINE.finditer(content, begin) if m.group())


def _line(kept: _Stripped, start: int, end: int, line: str) -> None:
    at = kept.length
    if DEFINITION.match(line):
        return
    if RULE.match(line) or UNDERLINE.match(line):
        _underline(kept, line)
        kept.keep(end - (len(line) - len(line.rstrip("\r\n"))), end)
        return
    heading = HEADING.match(line)
    quote = QUOTE.match(line)
    skip = heading.end() if heading else quote.end() if quote else 0
    _inline(kept, start + skip, end if not heading else start + len(re.sub(r"[ \t]+#+[ \t]*$", "", line.rstrip())))
    if heading:
        kept.mark(at, "headline")
        kept.keep(start + len(line.rstrip("\r\n")), end)


def _underline(kept: _Stripped, line: str) -> None:
    """A line of = or - below a line of words makes that line a heading."""
    if not kept.pieces or line.strip()[:1] not in ("=", "-"):
        return
    before = "".join(kept.pieces[-40:])
    body = before.rstrip("\r\n")
    if before.count("\n") - body.count("\n") + before.count("\r") - body.count("\r") > 2 or before.endswith("\n\n"):
        return
    words = re.split(r"[\r\n]", body)[-1]
    if words.strip():
        at = kept.length - (len(before) - len(body)) - len(words)
        kept.marks.append(Block(start=at, end=at + len(words), kind="headline"))


def _inline(kept: _Stripped, start: int, end: int) -> None:
    """A line without emphasis, link targets, images, tags and escapes; a list bullet stays."""
    here = start
    bullet = re.compile(r"[ \t]*[*+-][ \t]+").match(kept.source, start, end)
    scan = bullet.end() if bullet else start
    for match in INLINE.finditer(kept.source, scan, end):
        if match.start() < here:
            continue
        if match["mark"] and _spaced_star(kept.source, match):
            continue
        kept.keep(here, match.start())
        if match["link"]:
            kept.keep(*match.span("label"))
        elif match["escape"]:
            kept.keep(match.start() + 1, match.end())
        elif match["auto"]:
            kept.keep(match.start() + 1, match.end() - 1)
        here = match.end()
    kept.keep(here, end)


def _spaced_star(source: str, match: re.Match[str]) -> bool:
    """A star between spaces is a star, not emphasis."""
    return source[match.start() - 1 : match.start()].isspace() and source[match.end() : match.end() + 1].isspace()
