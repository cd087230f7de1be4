"""The exports, on the invented case: the documented keys, the order, one object a line whatever the text holds."""

from __future__ import annotations

import json
from dataclasses import replace

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.reckoned import Report
from reckoning.show.bundle import FORMS, json_line, lines, rows
from reckoning.types import Problem

KEYS = {
    "statements": "id document source anchor kind speaker stance places time by",
    "aliases": "id document source anchor kind name alias by",
    "incidents": "id parent claims places time label",
    "series": "id incident origin origin_kind measure population unit places scope points",
    "tolls": "id incident measure population unit as_of rule_set low best high outliers steps",
    "problems": "where code says anchor also",
}


def of(form: str, problems: tuple[Problem, ...] = ()) -> list[dict]:
    return list(rows(form, invented.REPORTS, invented.RECKONING, problems))


@pytest.mark.parametrize("form", sorted(KEYS))
def test_rows_have_the_documented_keys_in_their_order(form: str) -> None:
    found = of(form, (invented.CONFLICT,))
    assert found
    assert [" ".join(row) for row in found] == [KEYS[form]] * len(found)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_one_object_a_line_and_the_rows_again(form: str) -> None:
    data = lines(form, invented.REPORTS, invented.RECKONING, (invented.CONFLICT,))
    assert [json.loads(line) for line in data.splitlines()] == of(form, (invented.CONFLICT,))


def test_findings_come_by_document_and_place_whatever_the_order_of_the_reports() -> None:
    found = [(row["document"], row["anchor"]["start"]) for row in of("claims")]
    assert found == sorted(found)
    turned = [
        Report(text=r.text, findings=replace(r.findings, claims=r.findings.claims[::-1]))
        for r in invented.REPORTS[::-1]
    ]
    assert list(rows("claims", turned, None)) == of("claims")


def test_a_document_is_the_files_name_without_its_folder() -> None:
    report = invented.REPORTS[0]
    moved = Report(text=replace(report.text, name="deep/er/x.txt"), findings=report.findings)
    assert {row["document"] for row in rows("claims", (moved,), None)} == {"x.txt"}


def test_a_series_names_its_origin_and_keeps_relays_and_parts() -> None:
    series = of("series")[0]
    assert (series["origin"], series["origin_kind"]) == ("Sel Valley Watch", "monitor")
    point = series["points"][0]
    assert point["as_of"] == "2031-05-06"
    assert point["relays"] == [{"claim": invented.C200.key, "fidelity": "group_dropped"}]
    assert point["parts"][0] == {"place": "Ardun", "value": 140, "claim": invented.C140.key}
    assert point["parts_sum"] == 212


def test_a_place_carries_its_best_candidate_and_all_others() -> None:
    (village,) = [row for row in of("incidents") if row["parent"]]
    (place,) = village["places"]
    assert (place["text"], place["id"], place["lat"]) == ("Ardun", "g1", 21.87)
    assert [candidate["id"] for candidate in place["candidates"]] == ["g1", "g2"]
    assert village["time"] == {"text": "", "start": "2031-05-03", "end": None, "grain": "open"}


def test_a_problem_keeps_both_quotes() -> None:
    (row,) = of("problems", (invented.CONFLICT,))
    assert row["anchor"]["exact"] == invented.C2400.anchor.exact
    assert row["also"]["exact"] == invented.C212.anchor.exact


def test_without_a_reckoning_there_are_findings_and_nothing_else() -> None:
    assert list(rows("claims", invented.REPORTS, None))
    assert [form for form in ("incidents", "series", "tolls") if list(rows(form, invented.REPORTS, None))] == []


def test_an_unknown_form_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        rows("tables", (), None)


@given(st.dictionaries(st.text(max_size=5), st.text(alphabet=st.characters(codec="utf-8"), max_size=20), max_size=4))
def test_a_line_is_one_line_to_every_reader(row: dict[str, str]) -> None:
    line = json_line(row)
    assert line.splitlines() == [line]
    assert json.loads(line) == row
