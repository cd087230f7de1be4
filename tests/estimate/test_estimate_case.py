"""``reckon estimate CASE`` from lists in documents to the page of a dossier, over verdicts or a file of links."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path

import listing
import pytest
from click.testing import CliRunner, Result

from reckoning.case import Case
from reckoning.cli import reckon
from reckoning.ids import digest
from reckoning.types import Decision, PersonRow

PEOPLE = 240
QUICK = ("-m", "stepwise,decomposable")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in listing.lists(PEOPLE, 3).items():
        (reports / name).write_text(content, encoding="utf-8")
    made = Case.create(tmp_path / "the.case", verbs=listing.VERBS, clock=lambda: "t")
    made.add([reports])
    made.extract(workers=1)
    return made


def estimated(case: Case, *arguments: object) -> Result:
    return CliRunner().invoke(reckon, ["estimate", str(case.folder), *map(str, arguments)])


def documented() -> int:
    return len({row for content in listing.lists(PEOPLE, 3).values() for row in content.split("\n") if row})


def verdict(*rows: PersonRow, same: bool = True, saw: str = "") -> Decision:
    return Decision(
        actor="analyst", at="t", about=tuple(row.anchor for row in rows), value=None, reason="read side by side",
        verdict="same person" if same else "different persons", saw=saw,
    )  # fmt: skip


def by_name(case: Case) -> dict[str, list[PersonRow]]:
    found: dict[str, list[PersonRow]] = {}
    for report in case.reports():
        for row in report.findings.persons:
            found.setdefault(row.name, []).append(row)
    return found


def decide_all(case: Case) -> int:
    groups = [rows for rows in by_name(case).values() if len(rows) > 1]
    for rows in groups:
        case.decide(verdict(*rows))
    return sum(len(rows) for rows in groups)


def linked(case: Case, path: Path, *, wrong: int = 0) -> Path:
    """A file of links by name; the first ``wrong`` people are left apart."""
    ran = estimated(case, "--rows", path)
    assert ran.exit_code == 0, ran.output
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["name"] for row in rows})
    for row in rows:
        row["person"] = f"{row['name']} {row['list']}" if row["name"] in names[:wrong] else row["name"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_lists_that_nobody_linked_have_no_estimate(case: Case) -> None:
    ran = estimated(case, *QUICK)
    assert ran.exit_code == 1
    assert "EST-UNLINKED" in ran.stdout
    assert "how many people is not decided" in ran.stdout
    longest = max(len(rows.split()) // 2 for rows in listing.lists(PEOPLE, 3).values())
    assert ran.stdout.startswith(f"At least {longest} people are documented")


def test_verdicts_of_people_make_the_table_and_are_credited(case: Case) -> None:
    rows = decide_all(case)
    ran = estimated(case, *QUICK)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith(f"At least {documented()} people are documented, on 3 lists.")
    assert f"{rows} rows were joined with others by analyst" in ran.stdout
    told = json.loads(estimated(case, *QUICK, "--json").stdout)
    low, high = told["outcomes"][0]["low"], told["outcomes"][0]["high"]
    assert documented() < low < high
    assert low < PEOPLE * 1.1
    assert high > PEOPLE * 0.9


def test_one_pair_left_open_refuses_and_parting_it_answers(case: Case) -> None:
    groups = [rows for rows in by_name(case).values() if len(rows) > 1]
    for rows in groups[1:]:
        case.decide(verdict(*rows))
    assert estimated(case, *QUICK).exit_code == 1
    for pair in combinations(groups[0], 2):
        case.decide(verdict(*pair, same=False))
    ran = estimated(case, *QUICK)
    assert ran.exit_code == 0
    assert ran.stdout.startswith(f"At least {documented() + len(groups[0]) - 1} people")


def test_a_verdict_about_people_is_no_orphan_and_no_verdict_on_claims(case: Case) -> None:
    decide_all(case)
    assert {one.state for one in case.decisions()} == {"stands"}
    assert all(one.rows and not one.claims for one in case.decisions())


def test_the_ledger_keeps_it_and_gives_it_back(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    decide_all(case)
    first = json.loads(estimated(case, *QUICK, "--json").stdout)
    head = case.head()
    monkeypatch.setattr("reckoning.weigh.estimate.panel.estimate", lambda *_a, **_k: pytest.fail("made again"))
    assert json.loads(estimated(case, *QUICK, "--json").stdout)["digest"] == first["digest"]
    assert case.head() == head
    kept = case.estimated()
    assert kept is not None
    assert kept.panel.digest == first["digest"]
    assert kept.current
    assert case.verify() == ()


def test_a_new_verdict_makes_the_estimate_one_of_the_past(case: Case) -> None:
    decide_all(case)
    estimated(case, *QUICK)
    rows = [rows[0] for rows in by_name(case).values() if len(rows) == 1]
    case.decide(verdict(rows[0], rows[1], same=False))
    kept = case.estimated()
    assert kept is not None
    assert not kept.current


def test_a_file_of_links_does_what_verdicts_do(case: Case, tmp_path: Path) -> None:
    ran = estimated(case, *QUICK, "--links", linked(case, tmp_path / "links.csv"), "--json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert told["documented"] == documented()
    decide_all(case)
    assert json.loads(estimated(case, *QUICK, "--json").stdout)["table"]["cells"] == told["table"]["cells"]


def test_several_files_of_links_give_the_share_due_to_linkage(case: Case, tmp_path: Path) -> None:
    files = [linked(case, tmp_path / f"{wrong}.csv", wrong=wrong) for wrong in (0, 20, 40)]
    options = [part for file in files for part in ("--links", file)]
    told = json.loads(estimated(case, *QUICK, *options, "--json").stdout)
    assert [row["replicates"] for row in told["linkage"]] == [3, 3]
    assert all(row["share"] > 0.3 for row in told["linkage"])


def test_a_faulty_file_of_links_is_one_line_and_status_2(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("row,person\nx,1\n", encoding="utf-8")
    ran = estimated(case, "--links", path)
    assert ran.exit_code == 2
    assert "no row of this case" in ran.stderr


def test_strata_of_a_case(case: Case, tmp_path: Path) -> None:
    links = linked(case, tmp_path / "links.csv")
    told = json.loads(estimated(case, *QUICK, "--links", links, "--strata", "age", "--json").stdout)
    (first, _) = told["strata"]["results"]
    assert [row["name"] for row in first["strata"]] == ["0-17", "18+"]
    assert first["copies"] == 1
    assert "draws" not in first["total"]
    ran = estimated(case, "--links", links, "--strata", "religion")
    assert ran.exit_code == 2
    assert "sex, age, month, place" in ran.stderr


def test_a_case_that_names_nobody(tmp_path: Path) -> None:
    made = Case.create(tmp_path / "empty.case", verbs=listing.VERBS, clock=lambda: "t")
    ran = estimated(made)
    assert ran.exit_code == 2
    assert "names nobody who died" in ran.stderr


def test_the_dossier_has_the_page_and_the_panel_under_its_ledgered_digest(case: Case, tmp_path: Path) -> None:
    decide_all(case)
    estimated(case, *QUICK)
    out = case.show(tmp_path / "dossier").parent
    first = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="estimate.html"' in first
    assert "Those whom no list has" in first
    page = (out / "estimate.html").read_text(encoding="utf-8")
    assert 'joined with others by <span class="name">analyst</span>' in page
    ledger = [json.loads(line) for line in (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    runs = [json.loads(row["body"])["run"] if isinstance(row["body"], str) else row["body"].get("run") for row in ledger
            if "estimate" in str(row["body"])]  # fmt: skip
    assert digest((out / "estimate.jsonl").read_bytes()) in [run["outputs"][0] for run in runs if run]
    before = sorted(p.name for p in out.iterdir())
    assert sorted(p.name for p in case.show(out).parent.iterdir()) == before


def test_a_case_without_an_estimate_has_no_page(case: Case, tmp_path: Path) -> None:
    out = case.show(tmp_path / "dossier").parent
    assert not (out / "estimate.html").exists()
    assert "estimate.html" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_redaction_takes_the_estimate_with_it(case: Case, tmp_path: Path) -> None:
    links = linked(case, tmp_path / "links.csv")
    estimated(case, *QUICK, "--links", links)
    case.redact(case.sources()[0].digest, "names a child")
    assert case.estimated() is None
    assert case.verify() == ()
    again = linked(case, tmp_path / "again.csv")
    assert estimated(case, *QUICK, "--links", again).exit_code in {0, 1}
    assert case.verify() == ()


def test_options_of_tables_and_cases_are_told_apart(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b,c,count\n1,0,0,5\n", encoding="utf-8")
    for arguments, says in [
        ((table, "--rows", tmp_path / "r.csv"), "--rows goes with a case"),
        ((table, "--lists", "document"), "--lists goes with a case"),
        ((table, "--bands", "age=0,15"), "--bands is about a field"),
        ((table, "--strata", "sex", "--bands", "sex"), "gives no bands"),
        ((table, "--strata", "sex", "--bands", "sex=5,1"), "must rise"),
        ((case.folder, table), "A case stands alone"),
        ((case.folder, "--unit", "families"), "--unit goes with a table"),
    ]:
        ran = CliRunner().invoke(reckon, ["estimate", *map(str, arguments)])
        assert ran.exit_code == 2, arguments
        assert says in ran.stderr
