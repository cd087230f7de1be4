"""The examples are what they say: figures of the public record, and a demo that shows what it is there to show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reckoning.case import Case
from reckoning.cli import reckon
from reckoning.read.intake import gather
from reckoning.read.reader import read
from reckoning.reckoned import Reckoning
from reckoning.types import Claim, Source, Text

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "coast-2025"

FIGURES = {
    "2025-03-06-first-ambushes.txt": ("16", "28", "13"),
    "2025-03-08-villages.txt": ("340", "60", "10 women", "five children", "31", "nine children", "52", "1,000"),
    "2025-03-08-toll-745.txt": ("745", "125", "148", "1,018"),
    "2025-03-08-toll-745-reprinted.html": ("745", "125", "148", "1,018"),
    "2025-03-09-over-750.txt": ("750",),
    "2025-03-09-toll-1300.md": ("1,300", "830", "231", "250"),
    "2025-03-10-member-of-parliament.txt": ("7,000", "830"),
    "2025-03-10-operation-over.txt": ("973", "1,068"),
    "2025-03-10-noon-digest.eml": ("973 deaths",),
    "2025-03-11-rights-network.txt": ("803", "779"),
    "2025-03-11-by-governorate.txt": ("1,225", "658", "384", "171", "12", "132", "72", "60", "1,068", "111", "47"),
    "2025-03-12-by-governorate.txt": ("1,383", "683", "433", "255", "12", "158", "84", "49", "25", "231", "50"),
    "2025-03-12-no-source.txt": ("1,383", "10,000"),
    "2025-03-25-lebanon.txt": ("21,637", "390", "8,500", "1,791", "6,000", "10,000"),
    "2025-06-30-lists-of-names.txt": ("1,479", "40", "1,334", "60 children", "84 women", "57", "1,557"),
    "2025-07-22-national-committee.txt": ("1,426", "Ninety", "238"),
    "2025-08-14-un-commission.txt": ("1,400", "100", "1,426"),
}


def texts() -> dict[str, Text]:
    found = {}
    for item in gather([FOLDER]):
        assert not hasattr(item, "code"), item
        source = Source(
            digest="0" * 64, name=item.name, media_type=item.media_type, size=len(item.data),
            published=item.details.date, publisher=item.details.publisher, title=item.details.title, url=item.details.url,
        )  # fmt: skip
        reading = read(source, item.data)
        assert reading.text is not None, item.name
        assert reading.problems == (), item.name
        found[item.name] = reading.text
    return found


def test_every_report_carries_the_figures_of_the_public_record() -> None:
    contents = {name: text.content for name, text in texts().items()}
    assert set(contents) == set(FIGURES)
    for name, figures in FIGURES.items():
        for figure in figures:
            assert re.search(rf"(?<![\d,]){re.escape(figure)}(?![\d]|,\d)", contents[name]), (name, figure)


def test_every_report_is_short_dated_as_its_name_says_and_published_by_an_invented_outlet() -> None:
    told = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for name, text in texts().items():
        assert 50 <= len(text.content.split()) <= 200, name
        assert text.published is not None, name
        assert text.published.start is not None
        assert text.published.start == text.published.end
        assert name.startswith(text.published.start.isoformat()), name
        assert text.publisher, name
        assert text.publisher in told, f"examples/README.md says that {text.publisher} is invented"
        assert name in told
        assert text.url is None or ".example/" in text.url


def test_the_breakdowns_are_those_that_were_published() -> None:
    assert 683 + 433 + 255 + 12 == 1383
    assert 658 + 384 + 171 + 12 == 1225
    assert 745 + 125 + 148 == 1018
    assert (84 + 49 + 25, 1383 - 1225) == (158, 158)
    assert (72 + 60, 1225 - 1068) == (132, 157)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    out = tmp_path_factory.mktemp("demo") / "demo-dossier"
    result = CliRunner().invoke(reckon, ["build", str(FOLDER), "-o", str(out), "--json"])
    assert result.exit_code == 0, result.output
    return out, json.loads(result.stdout)


@pytest.fixture(scope="module")
def claims(built: tuple[Path, dict]) -> dict[str, tuple[Claim, Text]]:
    reports = Case.open(built[0].with_name("demo-dossier.case")).reports()
    return {claim.key: (claim, report.text) for report in reports for claim in report.findings.claims}


@pytest.fixture(scope="module")
def reckoning(built: tuple[Path, dict]) -> Reckoning:
    found = Case.open(built[0].with_name("demo-dossier.case")).reckoning()
    assert found is not None
    return found


def test_the_demo_reads_all_and_shows_tolls_by_several_rule_sets(built: tuple[Path, dict]) -> None:
    out, told = built
    assert told["reports"] == len(FIGURES)
    assert (out / "index.html").is_file()
    assert len({toll["rule_set"] for toll in told["tolls"]}) >= 3
    assert not {problem["code"] for problem in told["problems"]} & {"READ-NO-DATE", "READ-FAILED", "EXTRACT-FAILED"}


def test_the_outlier_is_attributed_and_outside_every_range(
    reckoning: Reckoning, claims: dict[str, tuple[Claim, Text]]
) -> None:
    seven = {key for key, (claim, _) in claims.items() if claim.quantity.value == 7000}
    body = [claims[key][0] for key in seven if claims[key][0].anchor.start > len(claims[key][1].title or "")]
    assert [claim.stance for claim in body] == ["claimed"], "the report itself keeps its distance"
    assert any(outlier.claim in seven for toll in reckoning.tolls for outlier in toll.outliers)
    killed = [toll for toll in reckoning.tolls if toll.measure == "killed"]
    assert all((toll.best or 0) < 7000 for toll in killed)


def test_one_monitor_behind_many_outlets_is_one_origin(
    reckoning: Reckoning, claims: dict[str, tuple[Claim, Text]]
) -> None:
    monitor = next(o for o in reckoning.origins if o.name == "Syrian Observatory for Human Rights")
    outlets = {claims[key][1].publisher for key in monitor.claims if key in claims}
    assert len(outlets) >= 5
    values = {claims[key][0].quantity.value for key in monitor.claims if key in claims}
    assert {340, 745, 830, 973, 1068, 1225, 1383} <= values


def test_the_increment_that_does_not_fit_is_a_problem_and_the_one_that_fits_is_none(reckoning: Reckoning) -> None:
    misfits = [problem for problem in reckoning.problems if problem.code == "SERIES-MISFIT"]
    words = " ".join(problem.says for problem in misfits)
    assert "132" in words
    assert "158" not in words


def test_people_are_never_added_to_families(reckoning: Reckoning, claims: dict[str, tuple[Claim, Text]]) -> None:
    displaced = [toll for toll in reckoning.tolls if toll.measure == "displaced"]
    assert {toll.unit for toll in displaced} >= {"people", "families"}
    for toll in displaced:
        units = {claims[key][0].unit for step in toll.steps for key in step.claims if key in claims}
        assert units <= {toll.unit}
