"""Claim format v1: the public form of a claim, its fields and what stands in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from drawn import cases, claims_of, findings_of

from reckoning.extract.form import claim_v1

REPORT = """Shells kill 34 in Harun
<At least 34 people were killed>, <including nine children>, when rebels shelled Harun on Monday, the governor said. <Half of the dead were women>. <Between 20 and 30 people were wounded>, and <some 200 families fled>."""
DRAWN = """    killed 34+ people said=2
    killed 9 children part=1
    killed 50% women part=1
    injured 20-30 people
    displaced ~200 families unit=families"""
FIELDS = {
    "id", "document", "source", "anchor", "measure", "manner", "quantity", "population", "unit", "part_of", "attribution",
    "stance", "perpetrators", "places", "time", "cumulative", "cause", "confidence", "by",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    content = REPORT.replace("<", "").replace(">", "")
    return [claim_v1(c, "drawn.txt") for c in claims_of(content)]


def test_every_field_is_there(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == 5
    for row in rows:
        assert set(row) >= FIELDS
        assert row["document"] == "drawn.txt"
        assert {"start", "end", "exact", "prefix", "suffix"} == set(row["anchor"])


def test_the_form_is_plain_json_that_survives_the_way_there_and_back(rows: list[dict[str, Any]]) -> None:
    assert json.loads(json.dumps(rows)) == rows


def test_offsets_count_code_points_of_the_text() -> None:
    content = "👍🏽 naïve: gunmen killed 12 civilians in Osk."
    (claim,) = claims_of(content)
    row = claim_v1(claim, "x")
    assert content[row["anchor"]["start"] : row["anchor"]["end"]] == row["anchor"]["exact"]
    assert "killed 12 civilians" in row["anchor"]["exact"]


def test_numbers_as_the_form_wants_them(rows: list[dict[str, Any]]) -> None:
    numbers = [(r["measure"], r["quantity"]["low"], r["quantity"]["high"], r["quantity"]["value"], r["quantity"]["bound"]) for r in rows]  # fmt: skip
    assert numbers == [
        ("killed", 34, None, 34, "at_least"),
        ("killed", 9, 9, 9, "exact"),
        ("killed", None, None, None, "exact"),
        ("injured", 20, 30, None, "range"),
        ("displaced", None, None, 200, "about"),
    ]
    assert [r["quantity"].get("fraction") for r in rows] == [None, None, 0.5, None, None]
    assert ["fraction" in r["quantity"] for r in rows] == [False, False, True, False, False]
    assert rows[4]["unit"] == "families"


def test_parts_name_their_whole_by_its_id(rows: list[dict[str, Any]]) -> None:
    whole = rows[0]
    assert [r["part_of"] for r in rows] == [None, whole["id"], whole["id"], None, None]


def test_the_headline_is_another_mention(rows: list[dict[str, Any]]) -> None:
    assert [m["exact"] for m in rows[0]["mentions"]] == ["kill 34"]


def test_manner_and_measure_of_an_execution() -> None:
    (row,) = [claim_v1(c, "x") for c in claims_of("Rebels executed nine prisoners in Osk.")]
    assert (row["measure"], row["manner"]) == ("killed", "executed")


def test_nobody_named_means_empty_lists_not_nulls() -> None:
    (row,) = [claim_v1(c, "x") for c in claims_of("Nine people were killed.")]
    assert (row["attribution"], row["perpetrators"], row["places"], row["time"]) == ([], [], [], None)


def test_the_report_is_the_drawing() -> None:
    (drawing,) = cases(f"{REPORT}\n{DRAWN}")
    drawing.check()
    assert findings_of(drawing.content).problems == ()
