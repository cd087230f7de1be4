"""The case as a whole, with light stand-ins for the verbs."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import light
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.case import Case, verify_export
from reckoning.problems import CODES, ReckoningError
from reckoning.read.intake import Details
from reckoning.types import Anchor, Decision

COUNT = 5


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"r{number}.txt").write_text(light.report(number + 10))
    return folder


@pytest.fixture
def case(tmp_path):
    return Case.create(tmp_path / "the.case", verbs=light.VERBS, clock=lambda: "t")


@pytest.fixture
def counted(tmp_path, monkeypatch):
    """The lines that the stand-ins have written since the last call."""
    file = tmp_path / "count"
    monkeypatch.setenv("RECKONING_TEST_COUNT", str(file))

    def lines():
        found = file.read_text().splitlines() if file.exists() else []
        file.write_text("")
        return sorted(found)

    return lines


def built(case, *paths):
    case.add(paths)
    case.extract()
    case.weigh()
    return case


def test_a_build_from_reports_to_a_reckoning(case, reports):
    told = []
    added = case.add([reports], on_progress=told.append)
    assert [source.name for source in added.new] == [f"r{n}.txt" for n in range(COUNT)]
    ran = case.extract(on_progress=told.append)
    assert (ran.done, ran.skipped, ran.problems) == (COUNT, 0, ())
    reckoning = case.weigh()
    assert len(reckoning.incidents[0].claims) == COUNT
    assert case.reckoning() == reckoning
    assert [r.text.name for r in case.reports()] == [f"r{n}.txt" for n in range(COUNT)]
    assert [r.findings.claims[0].quantity.value for r in case.reports()] == [10, 11, 12, 13, 14]
    assert [(p.verb, p.done, p.total) for p in told] == [
        *(("add", n, None) for n in range(1, COUNT + 1)),
        *(("extract", n, COUNT) for n in range(1, COUNT + 1)),
    ]
    assert case.verify() == ()


def test_what_is_done_is_not_done_again(case, reports, counted):
    built(case, reports)
    assert len(counted()) == 2 * COUNT + 1
    again = Case.open(case.folder, verbs=light.VERBS)
    added = again.add([reports])
    assert (len(added.new), len(added.known)) == (0, COUNT)
    assert again.extract().skipped == COUNT
    again.weigh()
    assert counted() == []
    assert again.head() == case.head()


def test_only_what_is_new_is_done(case, reports, counted):
    built(case, reports)
    counted()
    (reports / "later.txt").write_text(light.report(99))
    built(case, reports)
    assert counted() == ["extract later.txt", "read later.txt", f"weigh {COUNT + 1}"]


def test_a_new_extractor_reads_nothing_again(case, reports, counted, monkeypatch):
    built(case, reports)
    counted()
    monkeypatch.setattr(light, "VERSION", "light.en.v2")
    built(case, reports)
    assert counted() == [*(f"extract r{n}.txt" for n in range(COUNT)), f"weigh {COUNT}"]
    assert {claim.by for report in case.reports() for claim in report.findings.claims} == {"light.en.v2"}
    monkeypatch.setattr(light, "VERSION", "light.en.v1")
    assert case.extract().done == COUNT


def test_a_new_reader_reads_everything_again(case, reports, counted, monkeypatch):
    built(case, reports)
    counted()
    monkeypatch.setattr(light, "READERS", {"light.v2": light.LightReader("light.v2")})
    assert case.extract().done == COUNT
    assert [line for line in counted() if line.startswith("read")] == [f"read r{n}.txt" for n in range(COUNT)]


def test_a_new_sidecar_is_a_new_record_of_the_same_bytes(case, reports):
    built(case, reports)
    (reports / "r1.json").write_text(json.dumps({"publisher": "The Valley Post", "date": "2025-03-09"}))
    (changed,) = case.add([reports]).new
    assert (changed.name, changed.publisher, changed.published) == ("r1.txt", "The Valley Post", date(2025, 3, 9))
    assert case.extract().done == 1
    assert [r.text.publisher for r in case.reports()] == [None, "The Valley Post", None, None, None]
    (reports / "r1.json").unlink()
    assert case.add([reports]).new == (), "nothing known is unsaid by silence"


def test_details_win_over_the_sidecar_field_by_field(case, reports):
    (reports / "r1.json").write_text(json.dumps({"publisher": "The Valley Post", "title": "Toll"}))
    case.add([reports / "r1.txt"], details=Details(publisher="The Valley Herald"))
    (source,) = case.sources()
    assert (source.publisher, source.title) == ("The Valley Herald", "Toll")


def test_the_same_bytes_under_two_names_count_once(case, reports):
    (reports / "copy.txt").write_bytes((reports / "r1.txt").read_bytes())
    added = case.add([reports])
    assert len(case.sources()) == COUNT
    (problem,) = added.problems
    assert (problem.where, problem.code) == ("r1.txt", "KEEP-DUPLICATE")
    assert "copy.txt" in problem.says
    assert case.problems() == added.problems


def test_two_documents_of_one_name_both_count_and_are_told(case, tmp_path):
    for folder, number in (("a", 4), ("b", 5)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.txt").write_text(light.report(number))
    added = case.add([tmp_path / "a", tmp_path / "b"])
    assert len(case.sources()) == 2
    assert [p.code for p in added.problems] == ["KEEP-NAMESAKE"]


def test_problems_of_intake_stand_until_the_place_is_looked_at_again(case, reports, tmp_path):
    (reports / "bad.json").write_text("{")
    (reports / "bad.txt").write_text(light.report(77))
    case.add([reports])
    case.add([reports])
    assert [p.code for p in case.problems()] == ["READ-SIDECAR"]
    other = tmp_path / "other.txt"
    other.write_text(light.report(78))
    case.add([other])
    assert [p.code for p in case.problems()] == ["READ-SIDECAR"]
    (reports / "bad.json").unlink()
    case.add([reports])
    assert case.problems() == ()


def test_a_document_that_fails_fails_alone(case, reports):
    (reports / "r1.txt").write_text("CRASH")
    (reports / "r3.txt").write_bytes(b"\0\0\0\1")
    case.add([reports])
    ran = case.extract()
    assert ran.done == COUNT
    assert [(p.where, p.code) for p in ran.problems] == [("r1.txt", "EXTRACT-FAILED"), ("r3.txt", "READ-BINARY")]
    assert tuple(case.problems()) == ran.problems
    assert case.extract().done == 0
    assert len(case.reports()) == COUNT - 1


def test_every_code_that_keeping_uses_is_listed(case, reports):
    assert {
        "KEEP-DUPLICATE",
        "KEEP-NAMESAKE",
        "KEEP-REDACTED",
        "KEEP-TAMPERED",
        "READ-FAILED",
        "EXTRACT-FAILED",
    } <= CODES.keys()


def test_one_worker_and_two_give_the_same_ledger(tmp_path, reports):
    (reports / "r2.txt").write_text("CRASH")
    heads = set()
    for workers in (1, 2):
        case = Case.create(tmp_path / f"{workers}.case", verbs=light.VERBS, clock=lambda: "t")
        case.add([reports])
        case.extract(workers=workers)
        case.weigh()
        heads.add((case.head(), tuple(case._kept.segments.digests())))
    assert len(heads) == 1


def test_the_same_reports_in_any_order_give_the_same_segments(tmp_path, reports):
    files = sorted(reports.iterdir())
    found = set()
    for number, order in enumerate((files, files[::-1], files[2:] + files[:2])):
        case = Case.create(tmp_path / f"{number}.case", verbs=light.VERBS)
        for file in order:
            built(case, file)
        found.add((case._kept.standing().weighings[-1].outputs, tuple(case.reports())))
    assert len(found) == 1


def test_a_dossier_needs_no_new_entry_for_nothing_new(case, reports):
    built(case, reports)
    first = case.checkpoint()
    assert case.checkpoint() == first
    assert first.size == len(case.entries()) - 1
    assert json.loads((case.folder / "checkpoint.json").read_text())["root"] == first.root
    (reports / "later.txt").write_text(light.report(99))
    built(case, reports)
    assert case.checkpoint().size > first.size
    assert case.verify(first) == ()


def test_an_empty_case_has_nothing_to_checkpoint(case):
    with pytest.raises(ReckoningError, match="add reports"):
        case.checkpoint()


# ---- verification -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished")
    for number in range(COUNT):
        (folder / f"r{number}.txt").write_text(light.report(number + 10))
    case = Case.create(folder / "the.case", verbs=light.VERBS)
    built(case, folder)
    case.checkpoint()
    (folder / "ledger.jsonl").write_bytes(case.export_ledger())
    return case


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_any_flipped_bit_of_a_blob_or_segment_is_named(finished, data):
    vault, kind = data.draw(st.sampled_from([(finished._kept.blobs, "blob"), (finished._kept.segments, "segment")]))
    name = data.draw(st.sampled_from([d for d in vault.digests() if vault.get(d)]))
    before = vault.get(name)
    touched = bytearray(before)
    touched[data.draw(st.integers(0, len(before) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    vault.path(name).write_bytes(touched)
    try:
        expected = [(kind, f"{kind} {name}")]
        assert [(fault.what, fault.where) for fault in finished.verify()] == expected
        exported = verify_export(finished.folder.parent / "ledger.jsonl", finished.folder)
        assert [(fault.what, fault.where) for fault in exported] == expected
        assert verify_export(finished.folder.parent / "ledger.jsonl") == ()
    finally:
        vault.path(name).write_bytes(before)


def test_a_missing_blob_and_segment_are_named(finished):
    for vault in (finished._kept.blobs, finished._kept.segments):
        name = next(vault.digests())
        before = vault.get(name)
        vault.path(name).unlink()
        (fault,) = finished.verify()
        assert (fault.where.endswith(name), fault.says.startswith("it is missing")) == (True, True)
        vault.put(before)
    assert finished.verify() == ()


def test_an_export_is_verified_without_a_database(finished, tmp_path):
    """In a process in which neither SQLAlchemy nor sqlite3 can be used."""
    program = (
        "import sys; from pathlib import Path\n"
        "import reckoning.keep.verify as v\n"
        "import sqlite3; sqlite3.connect = sqlite3.dbapi2.connect = None\n"
        "print(len(v.verify_export(Path(sys.argv[1]), Path(sys.argv[2]))))"
    )
    export = finished.folder.parent / "ledger.jsonl"
    out = subprocess.run(
        [sys.executable, "-c", program, export, finished.folder], capture_output=True, text=True, check=True
    )
    assert out.stdout == "0\n"


def test_a_ledger_restored_from_an_old_copy_is_caught(case, reports):
    built(case, reports)
    old = (case.folder / "ledger.db").read_bytes()
    (reports / "later.txt").write_text(light.report(99))
    built(case, reports)
    size = case.checkpoint().size
    (case.folder / "ledger.db").write_bytes(old)
    faults = Case.open(case.folder, verbs=light.VERBS).verify()
    assert [(fault.what, fault.where.endswith(f" to {size}")) for fault in faults] == [("tail", True)]


def test_a_spoilt_checkpoint_is_named(finished):
    file = finished.folder / "checkpoint.json"
    before = file.read_bytes()
    file.write_bytes(b"{}")
    assert [fault.where for fault in finished.verify()] == ["checkpoint.json"]
    file.write_bytes(before.replace(b'"root":"', b'"root":"f'))
    assert [fault.what for fault in finished.verify()] == ["ledger"]
    file.write_bytes(before)


def test_a_damaged_blob_is_a_problem_and_is_healed_by_adding_it_again(case, reports):
    case.add([reports])
    name = case.sources()[0].digest
    case._kept.blobs.path(name).write_bytes(b"something else")
    ran = case.extract()
    assert (ran.done, [p.code for p in ran.problems]) == (COUNT - 1, ["KEEP-TAMPERED"])
    case.add([reports])
    assert case.extract().done == 1
    assert case.verify() == ()


def test_damaged_findings_are_told_plainly(case, reports):
    built(case, reports)
    segment = case._kept.standing().weighings[-1].outputs[0]
    case._kept.segments.path(segment).write_bytes(b"{}")
    with pytest.raises(ReckoningError, match="reckon verify"):
        case.reckoning()


def test_an_unreadable_ledger_entry_is_told_plainly(case, reports):
    built(case, reports)
    connection = sqlite3.connect(case.folder / "ledger.db")
    connection.execute("DROP TRIGGER ledger_refuses_update")
    with connection:
        connection.execute("UPDATE ledger SET body = '{}' WHERE seq = 3")
    connection.close()
    with pytest.raises(ReckoningError, match=r"Entry 3 .*reckon verify"):
        Case.open(case.folder, verbs=light.VERBS).reports()
    assert "entry 3" in {fault.where for fault in Case.open(case.folder).verify()}


# ---- redaction, decisions, views ----------------------------------------------------------------------------------


def test_a_redaction_destroys_every_trace_and_the_chain_stays_valid(case, reports):
    (reports / "secret.txt").write_text(light.report(4242, "A witness called Anon."))
    built(case, reports)
    case.views()
    secret = next(source.digest for source in case.sources() if source.name == "secret.txt")
    case.redact(secret, "names a witness")
    assert all(b"4242" not in path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    assert case.verify() == ()
    assert case.reckoning() is None
    assert len(case.weigh().incidents[0].claims) == COUNT
    assert [(r.digest, r.reason) for r in case.withheld()] == [(secret, "names a witness")]
    export = case.folder.parent / "export.jsonl"
    export.write_bytes(case.export_ledger())
    assert verify_export(export, case.folder) == ()
    added = case.add([reports])
    assert [p.code for p in added.problems] == ["KEEP-REDACTED"]
    assert not case._kept.blobs.has(secret)


def test_a_redaction_that_was_interrupted_is_named_and_finished(case, reports, monkeypatch):
    built(case, reports)
    digest = case.sources()[0].digest
    data = case._kept.blobs.get(digest)
    case.redact(digest, "asked for")
    case._kept.blobs.put(data)
    assert [fault.where for fault in case.verify()] == [f"blob {digest}"]
    case.extract()
    assert case.verify() == ()


def test_only_a_source_of_the_case_can_be_redacted(case):
    with pytest.raises(ReckoningError, match="no source"):
        case.redact("0" * 64, "why not")


def test_decisions_are_entries(case, reports):
    built(case, reports)
    anchor = case.reports()[0].findings.claims[0].anchor
    decision = Decision(
        actor="mr", at="t", about=(anchor,), verdict="reject", value=None, reason="hearsay", saw="a" * 64
    )
    case.decide(decision)
    assert Case.open(case.folder)._kept.standing().decisions == [decision]
    assert isinstance(decision.about[0], Anchor)


def test_views_are_folded_anew_when_the_case_has_moved_on(case, reports):
    built(case, reports)
    file = case.views()
    assert asked(file, "SELECT count(*), sum(low), min(quote) FROM claims") == [(COUNT, 60, "10 people were killed")]
    made = file.stat().st_ino
    case.checkpoint()
    assert case.views().stat().st_ino == made, "a checkpoint changes nothing that is shown"
    (reports / "later.txt").write_text(light.report(99))
    built(case, reports)
    case.views()
    assert asked(file, "SELECT count(*) FROM claims") == [(COUNT + 1,)]
    assert asked(file, "SELECT work FROM header") == [(case._kept.standing().work,)]
    file.write_bytes(b"rubbish")
    case.views()
    assert asked(file, "SELECT count(*) FROM documents") == [(COUNT + 1,)]


def asked(file, query):
    connection = sqlite3.connect(file)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


# ---- bad input ----------------------------------------------------------------------------------------------------


def test_there_is_no_case_where_there_is_none(tmp_path):
    with pytest.raises(ReckoningError, match="reckon init"):
        Case.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_case_is_not_made_among_other_files(tmp_path):
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(ReckoningError, match=r"thesis\.tex"):
        Case.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_case_may_be_created_twice(case, reports):
    built(case, reports)
    assert len(Case.create(case.folder, verbs=light.VERBS).reports()) == COUNT


def test_a_path_that_does_not_exist_changes_nothing(case, reports):
    with pytest.raises(ReckoningError, match="does not exist"):
        case.add([reports, reports / "nothing.txt"])
    assert case.entries() == ()


def test_a_case_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ReckoningError, match="file"):
        Case.create(tmp_path / "file")


def test_settings_of_the_case_hold(tmp_path, reports):
    folder = tmp_path / "the.case"
    folder.mkdir()
    (folder / "reckoning.toml").write_text("max_bytes = 3\n")
    case = Case.create(folder, verbs=light.VERBS)
    assert {p.code for p in case.add([reports]).problems} == {"READ-TOO-LARGE"}


LOCKING = """
import sys, time
from pathlib import Path
from reckoning.case import Case
import light
case = Case.open(sys.argv[1], verbs=light.VERBS)
with case.hold():
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other(case):
    """Another process that holds the case until it is told to let go."""
    environment = os.environ | {"PYTHONPATH": str(Path(light.__file__).parent)}
    process = subprocess.Popen(
        [sys.executable, "-c", LOCKING, str(case.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.stdin.close()
    process.wait()
    process.stdout.close()


def test_a_second_process_gets_a_clear_error(case, reports, other, monkeypatch):
    monkeypatch.setenv("RECKONING_LOCK_WAIT", "0.2")
    second = Case.open(case.folder, verbs=light.VERBS)
    with pytest.raises(ReckoningError, match=rf"number {other.pid}\) is working"):
        second.add([reports])
    assert second.entries() == ()


def test_a_second_process_waits_and_loses_nothing(case, reports, other):
    other.stdin.write("let go\n")
    other.stdin.flush()
    assert len(case.add([reports]).new) == COUNT


def test_a_killed_process_holds_nothing(case, reports, other):
    other.kill()
    other.wait()
    before = time.monotonic()
    case.add([reports])
    assert time.monotonic() - before < 30


def test_reading_a_case_needs_no_lock(case, reports, other):
    assert case.reports() == ()
    assert case.verify() == ()


BUILDING = """
import sys
from reckoning.case import Case
import light
case = Case.create(sys.argv[1], verbs=light.VERBS)
case.add([sys.argv[2]])
case.extract()
case.weigh()
"""


def test_two_processes_build_one_case_at_once(tmp_path, reports):
    for number in range(20, 40):
        (reports / f"r{number}.txt").write_text(light.report(number))
    environment = os.environ | {"PYTHONPATH": str(Path(light.__file__).parent)}
    command = [sys.executable, "-c", BUILDING, str(tmp_path / "the.case"), str(reports)]
    both = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    case = Case.open(tmp_path / "the.case", verbs=light.VERBS)
    assert case.verify() == ()
    runs = [json.loads(entry.body) for entry in case.entries()]
    assert len([run for run in runs if run["kind"] == "source"]) == COUNT + 20
    assert len([run for run in runs if run["kind"] == "run" and run["run"]["verb"] == "extract"]) == COUNT + 20
    assert len(case.reckoning().incidents[0].claims) == COUNT + 20


def test_every_public_value_is_frozen(case, reports):
    added = case.add([reports])
    with pytest.raises(dataclasses.FrozenInstanceError):
        added.new = ()
