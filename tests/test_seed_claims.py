"""Acceptance on a real report: its claims, their numbers, groups, sources, stances, days and second mentions."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reckoning.extract.run import extract
from reckoning.ids import digest
from reckoning.read.intake import Incoming, gather
from reckoning.read.reader import read
from reckoning.types import Anchor, Claim, Findings, Source, Text

DATA = Path(os.environ.get("RECKONING_DATA", Path(__file__).parents[2] / "shared"))
SEED = next((p for p in (DATA / "data" / "seed", DATA / "seed") if p.is_dir()), None)
pytestmark = pytest.mark.skipif(SEED is None, reason="the seed report is absent; RECKONING_DATA names the data folder")
CARRIED = {"executed": ("killed", "executed")}


def reading(*, with_sidecar: bool) -> Text:
    assert SEED is not None
    (incoming,) = gather([SEED / "report.txt"])
    assert isinstance(incoming, Incoming)
    told = incoming.details
    source = Source(
        digest=digest(incoming.data),
        name=incoming.name,
        media_type=incoming.media_type,
        size=len(incoming.data),
        published=told.date if with_sidecar else None,
        title=told.title if with_sidecar else None,
        publisher=told.publisher if with_sidecar else None,
        author=told.author if with_sidecar else None,
    )
    text = read(source, incoming.data).text
    assert text is not None
    return text


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    assert SEED is not None
    return list(json.loads((SEED / "gold.json").read_text(encoding="utf-8"))["claims"])


@pytest.fixture(scope="module")
def text() -> Text:
    return reading(with_sidecar=True)


@pytest.fixture(scope="module")
def found(text: Text) -> Findings:
    return extract(text)


@pytest.fixture(scope="module")
def pairs(text: Text, found: Findings, gold: list[dict[str, Any]]) -> dict[str, tuple[dict[str, Any], Claim]]:
    """Each labelled claim that was found, by its quote."""
    matched = {}
    for label in gold:
        claim = next((c for c in found.claims if _says(c, label, text)), None)
        if claim is not None:
            matched[label["quote"]] = (label, claim)
    return matched


def _says(claim: Claim, label: dict[str, Any], text: Text) -> bool:
    measure, manner = CARRIED.get(label["kind"], (label["kind"], None))
    quotes = [label["quote"], *label.get("also_quotes", ())]
    places = [(text.content.index(q), text.content.index(q) + len(q)) for q in quotes]
    stands = any(_meets(a, start, end) for a in (claim.anchor, *claim.mentions) for start, end in places)
    return claim.measure == measure and (manner is None or claim.manner == manner) and stands


def _meets(anchor: Anchor, start: int, end: int) -> bool:
    return anchor.start < end and start < anchor.end


def test_all_required_claims_are_found(
    pairs: dict[str, tuple[dict[str, Any], Claim]], gold: list[dict[str, Any]]
) -> None:
    required = [label["quote"] for label in gold if not label["optional"]]
    assert (len(gold), len(required)) == (10, 7)
    assert [quote for quote in required if quote not in pairs] == []


def test_no_death_is_invented(text: Text, found: Findings, gold: list[dict[str, Any]]) -> None:
    deaths = [c for c in found.claims if c.measure in ("killed", "bodies_found", "buried", "identified")]
    assert [c.anchor.exact for c in deaths if not any(_says(c, label, text) for label in gold)] == []
    assert all("neutralized" not in c.anchor.exact for c in deaths)


def test_numbers_and_stances(pairs: dict[str, tuple[dict[str, Any], Claim]]) -> None:
    for label, claim in pairs.values():
        if label["optional"]:
            continue
        quantity = claim.quantity
        assert (quantity.low, quantity.high, quantity.value, quantity.bound) == (
            label["low"], label["high"], label["value"], label["bound"],
        ), label["quote"]  # fmt: skip
        assert claim.stance == label["stance"], label["quote"]
        assert claim.cause == label["cause"], label["quote"]


def _stems(words: str) -> set[str]:
    return {w.strip(".,'’").lower().removesuffix("s") for w in words.split()}


def test_groups(pairs: dict[str, tuple[dict[str, Any], Claim]]) -> None:
    for label, claim in pairs.values():
        if not label["optional"]:
            assert _stems(label["group"]) & _stems(claim.population.text), label["quote"]


def test_sources(pairs: dict[str, tuple[dict[str, Any], Claim]]) -> None:
    for label, claim in pairs.values():
        if label["optional"]:
            continue
        names = [link.name for link in claim.attribution if link.role == "origin"]
        if label["source"] is None:
            assert names == [], label["quote"]
        else:
            assert [label["source"] in name for name in names] == [True], label["quote"]


def test_the_civilians_are_a_part_and_are_said_twice(pairs: dict[str, tuple[dict[str, Any], Claim]]) -> None:
    _, whole = pairs["in excess to 1,300 people killed"]
    _, part = pairs["more than 1,000 of them civilians"]
    assert part.part_of == whole.key
    assert [m.exact for m in part.mentions] == ["in excess of a thousand civilians got slaughtered"]
    assert any("1,300" in m.exact for m in whole.mentions)
    assert [c.part_of for _, c in pairs.values() if c is not part] == [None] * (len(pairs) - 1)


def test_the_outlier_keeps_the_distance_that_the_report_takes(
    pairs: dict[str, tuple[dict[str, Any], Claim]],
) -> None:
    _, outlier = pairs["over 7,000 Christians and Alawites were killed"]
    assert [r.kind for r in outlier.remarks] == ["disputed"]
    assert "far higher than any" in outlier.remarks[0].anchor.exact
    assert outlier.stance == "claimed"
    assert all(not c.remarks for _, c in pairs.values() if c is not outlier)


def test_days_follow_from_the_publication_date(pairs: dict[str, tuple[dict[str, Any], Claim]]) -> None:
    for label, claim in pairs.values():
        if label["time"] is None or label["optional"]:
            continue
        assert claim.time is not None, label["quote"]
        assert claim.time.start is not None, label["quote"]
        assert claim.time.start <= date.fromisoformat(label["time"]["end"]), label["quote"]
        assert claim.time.end is None or claim.time.end >= date.fromisoformat(label["time"]["start"]), label["quote"]


def test_without_the_sidecar_nothing_is_dated_to_the_day() -> None:
    bounded = extract(reading(with_sidecar=False))
    closed = [
        c.anchor.exact
        for c in bounded.claims
        if c.time is not None and c.time.start is not None and c.time.end is not None
    ]
    assert closed == []
    starts = [c.time.start for c in bounded.claims if c.time is not None and c.time.start is not None]
    # The caption is of 7 March: no day before the weekend that had ended by then can be meant.
    assert all(start >= date(2025, 3, 1) for start in starts)


def test_the_biography_yields_nothing(text: Text, found: Findings) -> None:
    kinds = {b.kind for b in text.blocks for c in found.claims if b.start <= c.anchor.start < b.end}
    assert kinds <= {"headline", "deck", "body"}
    assert not any("20 years" in c.anchor.exact for c in found.claims)


def test_the_gate_changes_nothing(text: Text, found: Findings) -> None:
    assert extract(text, gate=False).claims == found.claims
