"""The machinery behind the floors can itself fail: samples, digests, floors that fall, a page that shows what misses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from accuracy_floors import LoweredError, Measured, is_worse, load_floors, missed, pin, raised, save_floors
from accuracy_scores import load, score
from accuracy_sets import Corpus, prepare, safe, sample
from accuracy_table import page, section
from hypothesis import given
from hypothesis import strategies as st

EMPTY = {"corpora": {}, "regressions": []}


def measured(digest: str = "a" * 64, **figures: float) -> Measured:
    return Measured(corpus="tiny", digest=digest, figures=figures)


def test_a_floor_holds_what_pinned_it_and_misses_anything_worse() -> None:
    pinned = raised(EMPTY, measured(strict_f1=0.876, lost_hedges=0.0101, invented_deaths=2.0))
    assert pinned["corpora"]["tiny"]["floors"] == {"strict_f1": 0.87, "lost_hedges": 0.02, "invented_deaths": 2.0}
    assert missed(measured(strict_f1=0.876, lost_hedges=0.0101, invented_deaths=2.0), pinned) == []
    worse = missed(measured(strict_f1=0.86, lost_hedges=0.03, invented_deaths=3.0), pinned)
    assert [line.split()[1] for line in worse] == ["invented_deaths:", "lost_hedges:", "strict_f1:"]


def test_a_measure_that_vanished_is_missed() -> None:
    pinned = raised(EMPTY, measured(strict_f1=0.9))
    assert missed(measured(), pinned) == ["tiny strict_f1: not measured against the floor 0.9"]


def test_a_floor_on_another_corpus_says_nothing() -> None:
    pinned = raised(EMPTY, measured(strict_f1=0.9))
    assert "not the corpus" in missed(measured("b" * 64, strict_f1=0.99), pinned)[0]
    with pytest.raises(LoweredError, match="another corpus"):
        raised(pinned, measured("b" * 64, strict_f1=0.99))


def test_a_set_without_floors_is_a_fault() -> None:
    assert "no floors" in missed(measured(strict_f1=1.0), EMPTY)[0]


def test_update_refuses_to_lower_a_floor_and_records_why_it_may() -> None:
    pinned = raised(EMPTY, measured(strict_f1=0.9, kind=0.95))
    with pytest.raises(LoweredError, match=r"strict_f1 falls from 0.9 to 0.8"):
        raised(pinned, measured(strict_f1=0.8, kind=0.99))
    with pytest.raises(LoweredError):
        raised(pinned, measured(strict_f1=0.8, kind=0.99), "  ")
    lowered = raised(pinned, measured(strict_f1=0.8, kind=0.99), "gold was wrong")
    assert lowered["corpora"]["tiny"]["floors"] == {"strict_f1": 0.8, "kind": 0.99}
    (row,) = lowered["regressions"]
    assert (row["measure"], row["from"], row["to"], row["reason"]) == ("strict_f1", 0.9, 0.8, "gold was wrong")
    assert pinned["corpora"]["tiny"]["floors"]["strict_f1"] == 0.9


@given(st.floats(0, 1), st.sampled_from(["strict_f1", "lost_hedges", "open.strict_f1", "locked.misattribution"]))
def test_a_figure_never_misses_the_floor_that_it_set(value: float, measure: str) -> None:
    assert not is_worse(measure, value, pin(measure, value))


@given(st.lists(st.binary(min_size=1, max_size=8), unique=True, max_size=30), st.integers(0, 30))
def test_a_sample_keeps_its_members_when_order_and_neighbours_change(records: list[bytes], size: int) -> None:
    chosen = sample(records, size)
    assert len(chosen) == min(size, len(records))
    assert sorted(sample(records[::-1], size)) == sorted(chosen)
    assert [r for r in records if r in set(chosen)] == chosen


@pytest.mark.parametrize("identifier", ["../x", "a/b", ".hidden", "", "a b"])
def test_an_id_that_is_no_file_name_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        safe(identifier)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny stand-in for the data: three invented press releases with their counts."""
    folder = tmp_path / "root" / "data" / "isaf"
    folder.mkdir(parents=True)
    records = [
        {"id": "isaf-0", "text": "KABUL - A force killed three insurgents on Monday.", "counts": {"killed": [3, 3]}},
        {
            "id": "isaf-1",
            "text": "KABUL - Two men were detained.\u2028They were led away.",
            "counts": {"killed": [0, 0]},
        },
        {"id": "isaf-2", "text": "KABUL - Nothing happened.", "counts": {"killed": [0, 0], "detained": [0, 0]}},
    ]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / "isaf.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "root"


def test_records_become_files_named_by_their_ids(root: Path, tmp_path: Path) -> None:
    corpus = prepare("isaf", root, tmp_path / "into", full=True)
    assert (corpus.name, corpus.records, corpus.of) == ("isaf", 3, 3)
    assert sorted(path.name for path in corpus.texts.iterdir()) == ["isaf-0.txt", "isaf-1.txt", "isaf-2.txt"]
    assert "\u2028" in (corpus.texts / "isaf-1.txt").read_text(encoding="utf-8")


def test_the_digest_changes_with_any_byte_of_the_corpus(root: Path, tmp_path: Path) -> None:
    before = prepare("isaf", root, tmp_path / "one", full=True).digest
    assert prepare("isaf", root, tmp_path / "two", full=True).digest == before
    file = root / "data" / "isaf" / "isaf.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("[3, 3]", "[4, 4]"), encoding="utf-8")
    assert prepare("isaf", root, tmp_path / "three", full=True).digest != before


SCORER = """
import collections
def score_counts(records, by_document, errors):
    table = collections.defaultdict(collections.Counter)
    for record in records:
        found = by_document.get(record["id"] + ".txt", [])
        row = table["killed"]
        zero = record["counts"].get("killed") == [0, 0]
        row["zeros" if zero else "n"] += 1
        if zero:
            row["silent"] += not found
        else:
            row["stated"] += any(c["quantity"]["value"] == record["counts"]["killed"][0] for c in found)
            row["missed"] += not found
    return table, []
"""


def test_counts_are_scored_per_kind(root: Path, tmp_path: Path) -> None:
    (tmp_path / "score_counts.py").write_text(SCORER, encoding="utf-8")
    corpus = prepare("isaf", root, tmp_path / "into", full=True)
    claims = [
        {"document": "isaf-0.txt", "quantity": {"value": 3}},
        {"document": "isaf-1.txt", "quantity": {"value": 2}},
    ]
    figures = score(corpus, claims, tmp_path / "unused", tmp_path)
    assert figures["killed.stated"] == 1.0
    assert figures["killed.missed"] == 0.0
    assert figures["killed.silent"] == 0.5
    assert figures["claims_per_100_words"] == pytest.approx(100 * 2 / corpus.words)


def test_a_scorer_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "score_counts.py")


def corpus(name: str = "devset", kind: str = "claims", records: int = 69) -> Corpus:
    here = Path()
    return Corpus(name=name, kind=kind, texts=here, gold=here, records=records, of=69, digest="c" * 64, words=20_000)


def test_the_page_marks_what_misses_its_target_and_keeps_the_groups_apart() -> None:
    figures = {"strict_f1": 0.9, "open.strict_f1": 0.93, "locked.strict_f1": 0.8712, "invented_deaths": 1.0}
    text = section(corpus(), figures)
    assert "| measure | all | open | locked | target | plain regular expression |" in text
    assert "| found: span, number and kind, F1 | 0.900 | 0.930 | **0.871** | 0.880 | 0.650 |" in text
    assert "| invented deaths (a number) | **1** |  |  | at most 0 |  |" in text


def test_the_page_holds_density_against_the_gold_of_the_claim_set() -> None:
    rows = [
        (corpus(), {"gold_per_100_words": 2.0, "claims_per_100_words": 9.0}),
        (corpus("isaf-sample", "counts", 10), {"claims_per_100_words": 3.5}),
    ]
    lowered = [{"says": f"tiny {name} falls from 1 to 0", "reason": "gold was wrong"} for name in ("kind", "unit")]
    text = page(rows, lowered)
    assert "| claims per 100 words | 9.00 |  |  |" in text
    assert "| claims per 100 words | **3.50** | at most 3.00 |  |" in text
    assert "a fixed sample of 69" in text
    assert "- gold was wrong: tiny kind falls from 1 to 0; tiny unit falls from 1 to 0" in text


def test_floors_survive_being_written(tmp_path: Path) -> None:
    pinned = raised(EMPTY, measured(strict_f1=0.9))
    save_floors(pinned, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == pinned


REQUIRED = """
import pytest
def test_floor():
    pytest.skip("no model")
"""


@pytest.mark.parametrize(("required", "outcome"), [("1", "failed"), ("0", "skipped")])
def test_a_skipped_floor_fails_where_floors_are_required(
    required: str, outcome: str, tmp_path: Path, project: Path
) -> None:
    """In a copy of the tree with one floor that skips, and this project's conftest."""
    (tmp_path / "tests" / "accuracy").mkdir(parents=True)
    (tmp_path / "tests" / "accuracy" / "test_floor.py").write_text(REQUIRED, encoding="utf-8")
    (tmp_path / "tests" / "conftest.py").write_bytes((project / "tests" / "conftest.py").read_bytes())
    environment = {"RECKONING_FLOORS_REQUIRED": required, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"1 {outcome}" in done.stdout, done.stdout
    assert (done.returncode == 0) is (outcome == "skipped")
