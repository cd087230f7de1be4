"""Web pages: trafilatura chooses the main text, alignment leads it back to the page's source."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reckoning.read.align import align
from reckoning.read.compose import Draft, Reading, compose, unread
from reckoning.read.decode import decode
from reckoning.read.meta import declared_charset, page_data
from reckoning.read.page import Visible, title_tag, visible
from reckoning.read.plain import encoding_problems
from reckoning.types import Block, BlockKind, OffsetMap, Source

READER = "html.v1"
# Above these the main text is not worth the price of a tree: everything visible is taken instead.
MAX_TREE = 3_000_000
MAX_TAGS = 60_000
MAX_DEPTH = 200
OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID_NAMES = "area base br col embed hr img input link meta source track wbr p li td tr th dt dd option"
VOID = frozenset(VOID_NAMES.split())
BLOCKS = frozenset(("p", "head", "item", "quote", "row", "code", "ab", "cell"))
ILL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SITE_SUFFIX = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    kind: BlockKind | None = None


def read_page(source: Source, data: bytes) -> Reading:
    """An HTML page: paragraphs separated by blank lines, headings marked, offsets led back to the decoded source."""
    decoded = decode(data, declared=_charset(source) or declared_charset(data))
    if decoded.binary:
        return unread(source, "READ-BINARY", f"The file is {decoded.binary}, not a page; convert it first.")
    seen = visible(decoded.content)
    stated = page_data(decoded.content)
    title = _title(stated.title or title_tag(decoded.content), seen)
    found = _main_text(decoded.content) or _everything(seen, decoded.content)
    parts = _with_heading(found, title, stated.deck, seen)
    content, spans, marks = _laid_out(parts)
    return compose(
        source,
        READER,
        Draft(
            content=content,
            offsets=align(content, spans, seen, decoded.content) if content else OffsetMap(),
            marks=marks,
            title=title,
            author=stated.author,
            publisher=stated.publisher,
            published=stated.published,
            url=stated.url,
            problems=encoding_problems(source, decoded),
        ),
    )


def page_text(content: str) -> str:
    """The main text of a page that is part of something else (a mail): paragraphs with blank lines between them."""
    return _laid_out(_main_text(content) or _everything(visible(content), content))[0]


def _charset(source: Source) -> str | None:
    match = re.search(r"charset=\s*[\"']?([\w-]+)", source.media_type, re.IGNORECASE)
    return match.group(1) if match else None


def _main_text(content: str) -> list[_Part]:
    """What trafilatura takes for the article; nothing where the page is too much for it or it fails."""
    if len(content) > MAX_TREE or not _sane(content):
        return []
    import trafilatura  # noqa: PLC0415 - half a second to load, for pages only

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            ILL.sub(" ", content), include_comments=False, include_tables=True, with_metadata=False, fast=True
        )
    except Exception:  # noqa: BLE001 - whatever a hostile page does to the library, its visible text is still read
        return []
    body = getattr(document, "body", None)
    return [part for part in _parts(body) if part.text] if body is not None else []


def _sane(content: str) -> bool:
    """Whether the page's tree is of a size and depth that pages have."""
    depth = 0
    for tags, match in enumerate(OPEN_OR_CLOSE.finditer(content)):
        if match.group(2).lower() not in VOID:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > MAX_DEPTH or tags > MAX_TAGS:
            return False
    return True


def _parts(body: Any) -> Iterator[_Part]:
    """The paragraphs of trafilatura's tree in order."""
    for node in body.iterchildren():
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in ("list", "table", "quote", "body", "div", "row") and len(node):
            yield _Part(_folded(node.text))
            yield from _parts(node)
        elif tag in BLOCKS or tag:
            for piece in _pieces(node):
                yield _Part(piece, "headline" if tag == "head" else None)
        yield _Part(_folded(node.tail))


def _pieces(node: Any) -> list[str]:
    """The text of a paragraph, in several where the page breaks the line."""
    return [folded for folded in map(_folded, "".join(_strings(node)).split("\u2029")) if folded]


def _strings(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node.iterchildren():
        if child.tag == "lb":
            yield "\u2029"
        elif isinstance(child.tag, str):
            yield from _strings(child)
        yield child.tail or ""


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _everything(seen: Visible, source: str) -> list[_Part]:
    """All visible text, one part for each stretch that no block-level tag interrupts."""
    parts = []
    for start, end in zip(seen.lines, [*seen.lines[1:], len(seen.letters)], strict=True):
        letters: list[str] = []
        for index in range(start, end):
            if index > start and _spaced(seen, index, source):
                letters.append(" ")
            letters.append(seen.letters[index])
        parts.append(_Part("".join(letters)))
    return [p for p in parts if p.text]


def _spaced(seen: Visible, index: int, source: str) -> bool:
    """Whether white space stands between two visible characters of the source."""
    before, here = seen.places[index - 1], seen.places[index]
    return here - before > 1 and any(c.isspace() for c in source[before + 1 : min(here, before + 400)] if c != "<")


def _title(title: str | None, seen: Visible) -> str | None:
    """The page's title without the site's name, where the page shows it so."""
    bare = SITE_SUFFIX.sub("", title) if title else None
    return bare if bare and _squeezed(bare) in seen.letters else title


def _with_heading(parts: list[_Part], title: str | None, deck: str | None, seen: Visible) -> list[_Part]:
    """The page's headline and deck, where they stand on the page itself and the main text lacks them."""
    have = [_squeezed(p.text) for p in parts]
    found: list[_Part] = []
    if title and len(title) > 11 and _squeezed(title) not in have and _squeezed(title) in seen.letters:
        found.append(_Part(title, "headline"))
    if (
        deck
        and 20 < len(deck) < 400
        and _squeezed(deck) in seen.letters
        and not any(_squeezed(deck) in h for h in have)
    ):
        found.append(_Part(deck, "deck"))
    return [*found, *parts]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _laid_out(parts: list[_Part]) -> tuple[str, list[tuple[int, int]], list[Block]]:
    """Content with blank lines between parts, their spans, and marks for what the page says is a heading."""
    spans: list[tuple[int, int]] = []
    marks: list[Block] = []
    here = 0
    for part in parts:
        spans.append((here, here + len(part.text)))
        if part.kind:
            marks.append(Block(start=here, end=here + len(part.text), kind=part.kind))
        here += len(part.text) + 2
    return "\n\n".join(p.text for p in parts), spans, marks
