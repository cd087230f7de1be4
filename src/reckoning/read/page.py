"""A page's source as the characters that a reader of the page sees, each with its place in the source.

One linear scan, so that broken or hostile markup costs no more than good markup.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<silent><(?P<name>script|style|template|noscript|svg|math|iframe|object|textarea|select|title)\b.*?(?:</(?P=name)\s{0,8}>?|\Z))"
    r"|(?P<tag></?[a-zA-Z][^<>]*>?|<[!?][^<>]*>?)"
    r"|(?P<entity>&(?:\#\d{1,8}|\#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
BREAKING_NAMES = (
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul body head html"
)
BREAKING = frozenset(BREAKING_NAMES.split())
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


@dataclass(frozen=True, slots=True)
class Visible:
    """The visible characters without white space, with the source offset of each.

    ``spread[i]`` says that the source writes character i as a reference; ``lines`` are the starts (indexes into
    ``letters``) of runs of text that no block-level tag interrupts.
    """

    letters: str
    places: tuple[int, ...]
    spread: frozenset[int]
    lines: tuple[int, ...]


@dataclass(slots=True)
class _Collector:
    letters: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    spread: set[int] = field(default_factory=set)
    lines: list[int] = field(default_factory=lambda: [0])

    def text(self, piece: str, start: int) -> None:
        for offset, letter in enumerate(piece):
            if not letter.isspace():
                self.letters.append(letter)
                self.places.append(start + offset)

    def reference(self, piece: str, start: int) -> None:
        meant = html.unescape(piece)
        if meant == piece:
            self.text(piece, start)
            return
        # "&notit;" means "¬it;": what the reference leaves over stands in the source as it is.
        rest = 0
        while rest < len(meant) - 1 and piece[-1 - rest] == meant[-1 - rest] and not piece.endswith(";"):
            rest += 1
        for letter in meant[: len(meant) - rest]:
            if not letter.isspace():
                self.spread.add(len(self.letters))
                self.letters.append(letter)
                self.places.append(start)
        if rest:
            self.text(piece[-rest:], start + len(piece) - rest)

    def tag(self, piece: str) -> None:
        name = TAG_NAME.match(piece)
        if name and name.group(1).lower() in BREAKING and self.lines[-1] != len(self.letters):
            self.lines.append(len(self.letters))


def visible(source: str) -> Visible:
    """Scan a page's source."""
    seen = _Collector()
    for token in TOKEN.finditer(source):
        kind = token.lastgroup
        if token["text"] is not None:
            seen.text(token["text"], token.start())
        elif token["entity"] is not None:
            seen.reference(token["entity"], token.start())
        elif kind == "tag":
            seen.tag(token["tag"])
    return Visible(
        letters="".join(seen.letters),
        places=tuple(seen.places),
        spread=frozenset(seen.spread),
        lines=tuple(seen.lines),
    )


def title_tag(source: str) -> str | None:
    """What the page's ``title`` element says."""
    match = TITLE.search(source)
    return " ".join(html.unescape(match.group(1)).split()) or None if match else None
