"""Acceptance on a real report: its statements and aliases, by the overlap of anchors with the labelled quotes."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reckoning.extract.alias import find_aliases
from reckoning.extract.parse import sentences_of
from reckoning.extract.statement import find_statements
from reckoning.ids import digest
from reckoning.read.intake import Incoming, gather
from reckoning.read.reader import read
from reckoning.types import Anchor, Source, Text

DATA = Path(os.environ.get("RECKONING_DATA", Path(__file__).parents[2] / "shared"))
SEED = next((p for p in (DATA / "data" / "seed", DATA / "seed") if p.is_dir()), None)
pytestmark = pytest.mark.skipif(SEED is None, reason="the seed report is absent; RECKONING_DATA names the data folder")
# What an anchor must share with a quote, of the quote and of the anchor.
OF_QUOTE, OF_ANCHOR = 0.5, 0.5


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    assert SEED is not None
    return dict(json.loads((SEED / "gold.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def text() -> Text:
    assert SEED is not None
    (incoming,) = gather([SEED / "report.txt"])
    assert isinstance(incoming, Incoming)
    told = incoming.details
    source = Source(
        digest=digest(incoming.data),
        name=incoming.name,
        media_type=incoming.media_type,
        size=len(incoming.data),
        published=told.date,
        title=told.title,
        publisher=told.publisher,
        author=told.author,
    )
    text = read(source, incoming.data).text
    assert text is not None
    return text


def hits(anchor: Anchor, quote: str, content: str) -> bool:
    start = content.index(quote)
    common = min(anchor.end, start + len(quote)) - max(anchor.start, start)
    return common >= OF_QUOTE * len(quote) and common >= OF_ANCHOR * (anchor.end - anchor.start)


def test_statements(text: Text, gold: dict[str, Any]) -> None:
    statements = find_statements(text, sentences_of(text))
    seen = [e["id"] for e in gold["non_casualty"] if any(hits(s.anchor, e["quote"], text.content) for s in statements)]
    assert len(gold["non_casualty"]) == 24
    assert len(seen) >= 18, sorted({e["id"] for e in gold["non_casualty"]} - set(seen))
    # Conservative: no flood of statements that nobody labelled.
    assert len(statements) <= 2 * len(gold["non_casualty"])


def test_speakers_of_what_was_said(text: Text, gold: dict[str, Any]) -> None:
    statements = find_statements(text, sentences_of(text))
    for event in gold["non_casualty"]:
        if event["type"] in ("declaration", "announcement", "blame", "order"):
            found = next(s for s in statements if hits(s.anchor, event["quote"], text.content))
            assert found.speaker is not None
            assert event["source"].split()[-1] in found.speaker.split()


def test_aliases(text: Text, gold: dict[str, Any]) -> None:
    aliases = find_aliases(text, sentences_of(text))
    seen = [a["quote"] for a in gold["aliases"] if any(hits(f.anchor, a["quote"], text.content) for f in aliases)]
    assert len(seen) >= 4
    former = {(f.name, f.alias) for f in aliases if f.kind == "former"}
    assert former == {(a["name"], a["former"]) for a in gold["aliases"] if "former" in a}


def test_furniture_yields_nothing(text: Text, gold: dict[str, Any]) -> None:
    sentences = sentences_of(text)
    anchors = [f.anchor for f in (*find_statements(text, sentences), *find_aliases(text, sentences))]
    kinds = {b.kind for b in text.blocks for a in anchors if b.start <= a.start < b.end}
    assert kinds <= {"headline", "deck", "body", "caption"}


def test_reading_tells_the_blocks_apart_and_dates_the_report(text: Text) -> None:
    by_kind: dict[str, list[str]] = {}
    for block in text.blocks:
        by_kind.setdefault(block.kind, []).append(text.content[block.start : block.end])
    assert {kind: len(found) for kind, found in by_kind.items()} == {
        "headline": 1, "deck": 1, "body": 8, "caption": 1, "byline": 1, "biography": 1,
    }  # fmt: skip
    assert text.published is not None
    assert text.published.start == text.published.end


def test_without_the_sidecar_the_caption_bounds_the_date() -> None:
    assert SEED is not None
    data = (SEED / "report.txt").read_bytes()
    text = read(Source(digest=digest(data), name="r", media_type="text/plain", size=len(data)), data).text
    assert text is not None
    assert text.published is not None
    assert (text.published.start, text.published.end) == (date(2025, 3, 7), None)
    assert text.published_anchor is not None
    assert text.published_anchor.exact == "March 7, 2025"
