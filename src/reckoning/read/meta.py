"""What a page's own data says: title, author, publisher, publication date. Only stated values, never estimates."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from reckoning.read.dates import full_dates, iso_day

META = re.compile(r"<(meta|time|link|html)\b([^<>]{0,4000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-zA-Z:_-]{1,40})\s{0,8}=\s{0,8}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
LINKED_DATA = re.compile(r"<script[^<>]{0,300}ld\+json[^<>]{0,300}>", re.IGNORECASE)
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "publishdate", "publish-date", "publication_date", "parsely-pub-date",
    "sailthru.date", "pubdate", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
AUTHOR_NAMES = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "application-name", "publisher")
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline", "title")
DECK_NAMES = ("og:description", "description", "twitter:description")
HEAD = 400_000
MAX_NESTING = 6
MAX_LINKED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """Values that the page states in its head."""

    title: str | None = None
    deck: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


def page_data(source: str) -> PageData:
    """The stated data of a page's first 400,000 characters."""
    head = source[:HEAD]
    named = _named(head)
    linked = _linked(head)

    def first(names: tuple[str, ...]) -> str | None:
        return next((named[n] for n in names if named.get(n)), None)

    author = first(AUTHOR_NAMES)
    return PageData(
        title=first(TITLE_NAMES) or linked.get("headline"),
        deck=first(DECK_NAMES),
        author=linked.get("author") or (author if author and "://" not in author else None),
        publisher=first(PUBLISHER_NAMES) or linked.get("publisher"),
        published=_published(named, linked),
        url=named.get("canonical") or named.get("og:url"),
        language=(named.get("lang") or "")[:2].lower() or None,
    )


def declared_charset(data: bytes) -> str | None:
    """The character set that the page's first 4 kB name."""
    match = CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


def _published(named: dict[str, str], linked: dict[str, str]) -> date | None:
    values = [linked.get("datePublished"), *(named.get(n) for n in DATE_NAMES), named.get("time")]
    return next((day for day in (_day(v) for v in values if v) if day), None)


def _day(value: str) -> date | None:
    day = iso_day(value)
    if day is not None or len(value) > 60:
        return day
    found = list(full_dates(value))
    return found[0].day if len(found) == 1 else None


def _named(head: str) -> dict[str, str]:
    """The first value of each meta name, of a ``time`` with ``pubdate``, of the canonical link and ``lang``."""
    named: dict[str, str] = {}
    for match in META.finditer(head):
        attributes = {
            m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in ATTRIBUTE.finditer(match.group(2))
        }
        for name, value in _values(match.group(1).lower(), match.group(2).lower(), attributes):
            named.setdefault(name, " ".join(value.split()))
    return named


def _values(tag: str, written: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    if tag == "meta":
        for key in ("property", "name", "itemprop"):
            if attributes.get(key) and attributes.get("content"):
                yield attributes[key].lower(), attributes["content"]
    elif tag == "time":
        if attributes.get("datetime") and ("pubdate" in written or "publish" in written):
            yield "time", attributes["datetime"]
    elif tag == "link":
        if attributes.get("rel", "").lower() == "canonical" and attributes.get("href", "").startswith("http"):
            yield "canonical", attributes["href"]
    elif attributes.get("lang"):
        yield "lang", attributes["lang"]


def _linked(head: str) -> dict[str, str]:
    """Headline, date, author and publisher of the page's linked data (schema.org)."""
    found: dict[str, str] = {}
    for match in islice(LINKED_DATA.finditer(head), MAX_LINKED):
        try:
            told = json.loads(head[match.end() : head.find("</", match.end())])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(told, 0):
            for key in ("headline", "datePublished", "author", "publisher"):
                value = _name(node.get(key))
                if value and "datePublished" in node:
                    found.setdefault(key, value)
    return found


def _nodes(told: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MAX_NESTING:
        return
    if isinstance(told, dict):
        yield told
        yield from _nodes(told.get("@graph"), depth + 1)
    elif isinstance(told, list):
        for item in told:
            yield from _nodes(item, depth + 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return (
        " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None if isinstance(value, str) else None
    )
