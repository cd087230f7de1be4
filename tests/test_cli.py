"""The command line as a user meets it: results, messages, exit status; on real reading, extraction and weighing."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

import click
import pytest
from click.testing import CliRunner, Result

from reckoning.case import Case
from reckoning.cli import reckon

FIRST = """Blast in Arvana kills 12

ARVANA, March 3 - At least 12 people were killed in Arvana on Monday, the Arvana Rights Group said.
"""
SECOND = """Toll of Arvana blast rises to 19

ARVANA, March 4 - The Arvana Rights Group said on Tuesday that 19 people were killed in Arvana. Seven were wounded.
"""
DETAILS = {"date": "2025-03-04", "publisher": "Valley Post", "title": "Toll rises"}

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``reckon`` in an empty folder; anything but a clean exit fails the test with its traceback."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(reckon, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "b.txt").write_text(FIRST, encoding="utf-8")
    (folder / "a.txt").write_text(SECOND, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(DETAILS), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built case that tests only read; ``out`` is its dossier."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "a.txt").write_text(SECOND, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(DETAILS), encoding="utf-8")
    (folder / "b.txt").write_text(FIRST, encoding="utf-8")
    result = CliRunner().invoke(
        reckon, ["build", str(folder / "a.txt"), str(folder / "b.txt"), "-o", str(folder / "out")]
    )
    assert result.exit_code == 0, result.output
    return folder / "out"


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.split("\n") if line]


# --- the frame -------------------------------------------------------------------------------------------------------

COMMANDS = sorted(reckon.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_can_speak_json(name: str, run: Run) -> None:
    command = reckon.commands[name]
    shown = run(name, "--help").stdout
    assert len(shown.split()) > 60, "help that is worth reading"
    assert "Example" in shown
    options = {option for parameter in command.params for option in parameter.opts}
    assert "--json" in options
    assert all(p.help for p in command.params if isinstance(p, click.Option)), "every option says what it is for"


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'numpy', 'sqlalchemy', 'pydantic', 'trafilatura', 'rich', 'jinja2', 'scipy'}"
    code = f"import sys, reckoning.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_that_of_the_distribution(run: Run) -> None:

    assert version("open-reckoning") in run("--version").stdout


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["build"], ["claims"], ["why"], ["build", "x"], ["export", "--no"]]
)
def test_wrong_usage_is_status_2(arguments: list[str], run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr or "Error:" in result.stderr


# --- claims ----------------------------------------------------------------------------------------------------------


def test_claims_are_lines_in_order_whose_quotes_stand_at_their_offsets(run: Run, reports: Path) -> None:
    result = run("claims", reports)
    claims = rows(result.stdout)
    assert result.exit_code == 0
    assert [c["document"] for c in claims] == sorted(c["document"] for c in claims)
    assert {c["document"] for c in claims} == {"a.txt", "b.txt"}
    for claim in claims:
        text = {"a.txt": SECOND, "b.txt": FIRST}[claim["document"]]
        assert text[claim["anchor"]["start"] : claim["anchor"]["end"]] == claim["anchor"]["exact"]
    assert {c["quantity"]["value"] for c in claims if c["measure"] == "killed"} == {12, 19}


def test_several_processes_give_the_same_bytes(run: Run, reports: Path, tmp_path: Path) -> None:
    assert run("claims", reports, "-o", "one.jsonl").exit_code == 0
    assert run("claims", reports, "-o", "two.jsonl", "--workers", "2").exit_code == 0
    one = (tmp_path / "one.jsonl").read_bytes()
    assert one
    assert one == (tmp_path / "two.jsonl").read_bytes()


def test_claims_json_is_one_object(run: Run, reports: Path) -> None:
    told = json.loads(run("claims", reports, "--json").stdout)
    assert told["documents"] == 2
    assert {c["document"] for c in told["claims"]} == {"a.txt", "b.txt"}
    assert [p["code"] for p in told["problems"]] == ["READ-NO-DATE"], "b.txt has no year anywhere"
    told = json.loads(run("claims", reports, "--json", "-o", "x.jsonl").stdout)
    assert told["claims"] == len(Path("x.jsonl").read_text(encoding="utf-8").splitlines())


def test_claims_leave_no_case_behind(run: Run, reports: Path, tmp_path: Path) -> None:
    run("claims", reports)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports"]


# --- bad input -------------------------------------------------------------------------------------------------------

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 20,
    "bomb.html": b"PK\x03\x04" + bytes(range(256)) * 8,
    "unknown.xyz": b"\x00\x01\x02" * 100,
}


@pytest.mark.parametrize("command", ["build", "claims"])
@pytest.mark.parametrize("name", sorted(BAD))
def test_a_file_that_is_no_report_is_a_message_and_status_2(command: str, name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    result = run(command, name, *(["-o", "out"] if command == "build" else []))
    assert result.exit_code == 2
    assert f"{name}: READ-" in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["build", "claims", "add"])
def test_a_path_that_does_not_exist_is_status_2(command: str, run: Run) -> None:
    run("init", "c.case")
    arguments = {"build": ["nowhere.txt", "-o", "out"], "claims": ["nowhere.txt"], "add": ["c.case", "nowhere.txt"]}
    result = run(command, *arguments[command])
    assert result.exit_code == 2
    assert "nowhere.txt does not exist" in result.stderr


def test_a_text_over_max_bytes_is_left_out_and_the_others_are_read(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "c.txt").write_text("x" * 5000, encoding="utf-8")
    result = run("claims", reports, "--max-bytes", "4000")
    assert result.exit_code == 0
    assert {c["document"] for c in rows(result.stdout)} == {"a.txt", "b.txt"}
    assert "c.txt: READ-TOO-LARGE" in result.stderr


def test_one_unreadable_file_among_many_stops_nothing(run: Run, reports: Path) -> None:
    (reports / "gone.txt").symlink_to(reports / "nowhere")
    (reports / "binary.txt").write_bytes(bytes(range(256)))
    result = run("build", reports, "-o", "out", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert {"READ-UNREADABLE", "READ-BINARY"} <= {problem["code"] for problem in told["problems"]}
    assert Path(told["first_page"]).is_file()


def test_an_address_that_does_not_answer_is_status_2(run: Run) -> None:
    result = run("claims", "http://127.0.0.1:1/report.html")
    assert result.exit_code == 2
    assert "could not be fetched" in result.stderr


def test_a_full_disk_is_a_message_and_status_2(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Case, "extract", full)
    result = run("build", reports, "-o", "out")
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr


HOLD = """
import sys
from pathlib import Path
from reckoning.keep.lock import held
with held(Path(sys.argv[1]) / "lock", 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_case_in_use_by_another_process_is_status_2(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "out.case")
    monkeypatch.setenv("RECKONING_LOCK_WAIT", "0")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, "out.case"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    busy = run("build", reports, "-o", "out")
    other.communicate("")
    assert busy.exit_code == 2
    assert "Another process" in busy.stderr
    assert run("build", reports, "-o", "out").exit_code == 0


def test_settings_that_are_wrong_are_named(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECKONING_WORKERS", "none")
    result = run("claims", reports)
    assert result.exit_code == 2
    assert "workers" in result.stderr


# --- build, and the steps one by one ---------------------------------------------------------------------------------


def test_build_ends_with_tolls_problems_and_the_first_page(run: Run, reports: Path, tmp_path: Path) -> None:
    result = run("build", reports, "-o", "out")
    assert result.exit_code == 0
    assert "by rule set" in result.stdout
    assert "killed" in result.stdout
    assert "2 reports; case in out.case" in result.stdout
    assert result.stdout.splitlines()[-1] == f"Open {tmp_path / 'out' / 'index.html'}"
    assert (tmp_path / "out" / "index.html").is_file()
    assert (tmp_path / "out.case").is_dir()
    assert not list((tmp_path / "out").rglob("*.case"))


def test_a_second_build_does_only_what_is_new(run: Run, reports: Path) -> None:
    first = json.loads(run("build", reports, "-o", "out", "--json").stdout)
    again = json.loads(run("build", reports, "-o", "out", "--json").stdout)
    (reports / "c.txt").write_text(FIRST.replace("12", "13"), encoding="utf-8")
    third = json.loads(run("build", reports, "-o", "out", "--json").stdout)
    assert [(told["read"], told["unchanged"]) for told in (first, again, third)] == [(2, 0), (0, 2), (1, 2)]
    assert first["tolls"] == again["tolls"]


def test_the_steps_one_by_one_give_what_build_gives(run: Run, reports: Path) -> None:
    built = json.loads(run("build", reports, "-o", "out", "--json").stdout)
    assert run("init", "steps.case").exit_code == 0
    assert "2 reports added" in run("add", "steps.case", reports).stdout
    assert "0 reports added, 2 held already" in run("add", "steps.case", reports).stdout
    assert json.loads(run("extract", "steps.case", "--json").stdout)["done"] == 2
    weighed = json.loads(run("weigh", "steps.case", "--json").stdout)
    assert [t["id"] for t in weighed["tolls"]] == [t["id"] for t in built["tolls"]]
    shown = run("show", "steps.case", "-o", "pages")
    assert shown.stdout.rstrip().endswith("pages/index.html")


def test_add_takes_what_the_report_does_not_say(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, encoding="utf-8")
    run("init", "c.case")
    result = run(
        "add", "c.case", "r.txt", "--date", "2025-03-03", "--publisher", "Valley Post", "--url", "https://x.example/1"
    )
    assert result.exit_code == 0
    run("extract", "c.case")
    (source,) = Case.open(tmp_path / "c.case").sources()
    assert (str(source.published), source.publisher, source.url) == ("2025-03-03", "Valley Post", "https://x.example/1")
    assert run("add", "c.case", "r.txt", "--date", "3 March").exit_code == 2


# --- which case ------------------------------------------------------------------------------------------------------


def test_the_only_case_of_a_folder_needs_no_name(run: Run) -> None:
    assert "There is no case here" in run("verify").stderr
    run("init", "one.case")
    assert run("verify").exit_code == 0
    run("init", "two.case")
    result = run("verify")
    assert result.exit_code == 2
    assert "several cases here (one.case, two.case)" in result.stderr


def test_a_dossier_stands_for_the_case_beside_it(run: Run, kept: Path) -> None:
    by_case, by_dossier = (run("export", path, "--format", "tolls").stdout for path in (f"{kept}.case", kept))
    assert by_case
    assert by_case == by_dossier


# --- verify, checkpoint, redact --------------------------------------------------------------------------------------


def test_verify_names_what_was_touched(run: Run, kept: Path, tmp_path: Path) -> None:
    case = tmp_path / "copy.case"
    shutil.copytree(f"{kept}.case", case)
    assert run("verify", case).stdout.startswith("Intact")
    blob = next(path for path in sorted((case / "vault").rglob("*")) if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes() + b"!")
    result = run("verify", case)
    assert result.exit_code == 1
    assert blob.name in result.stderr
    told = json.loads(run("verify", case, "--json").stdout)
    assert not told["intact"]
    assert blob.name in told["faults"][0]["where"]


def test_verify_takes_an_exported_ledger_without_the_case(run: Run, kept: Path, tmp_path: Path) -> None:
    assert run("export", kept, "--format", "ledger", "-o", "ledger.jsonl").exit_code == 0
    assert run("verify", "ledger.jsonl").exit_code == 0
    lines = (tmp_path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "cut.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
    assert run("verify", "cut.jsonl").exit_code == 1


def test_a_cut_tail_is_caught_against_a_checkpoint_kept_elsewhere(run: Run, kept: Path, tmp_path: Path) -> None:
    case = tmp_path / "copy.case"
    shutil.copytree(f"{kept}.case", case)
    assert run("checkpoint", case, "-o", "point.json").exit_code == 0
    run("export", case, "--format", "ledger", "-o", "ledger.jsonl")
    lines = (tmp_path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "cut.jsonl").write_bytes(b"".join(lines[:-3]))
    assert run("verify", "cut.jsonl").exit_code == 0
    assert run("verify", "cut.jsonl", "--checkpoint", "point.json").exit_code == 1
    assert run("verify", "ledger.jsonl", "--checkpoint", "point.json").exit_code == 0
    assert (
        json.loads(run("checkpoint", case).stdout)["size"] >= json.loads((tmp_path / "point.json").read_text())["size"]
    )


def test_a_redacted_report_is_gone_and_the_chain_stays_whole(run: Run, kept: Path, tmp_path: Path) -> None:
    case = tmp_path / "copy.case"
    shutil.copytree(f"{kept}.case", case)
    assert run("redact", case, "zzz", "--reason", "none").exit_code == 2
    result = run("redact", case, "b.txt", "--reason", "names a witness")
    assert result.exit_code == 0
    assert run("verify", case).exit_code == 0
    assert {c["document"] for c in rows(run("export", case).stdout)} == {"a.txt"}


# --- export ----------------------------------------------------------------------------------------------------------

KEYS = {
    "claims": {
        "id",
        "document",
        "source",
        "anchor",
        "measure",
        "quantity",
        "population",
        "attribution",
        "stance",
        "by",
    },
    "incidents": {"id", "parent", "claims", "places", "time", "label"},
    "series": {"origin", "origin_kind", "measure", "population", "places", "scope", "points"},
    "tolls": {"incident", "measure", "population", "as_of", "rule_set", "low", "best", "high", "outliers", "steps"},
    "problems": {"where", "code", "says"},
    "ledger": {"seq", "prev", "hash", "body"},
}


@pytest.mark.parametrize("form", sorted(KEYS))
def test_an_export_is_lines_with_the_documented_keys(form: str, run: Run, kept: Path) -> None:
    result = run("export", kept, "--format", form)
    lines = rows(result.stdout)
    assert lines
    assert all(KEYS[form] <= set(line) for line in lines)
    assert json.loads(run("export", kept, "--format", form, "--json").stdout) == lines


def test_exported_claims_are_what_claims_prints(run: Run, kept: Path) -> None:
    printed = rows(run("claims", kept.with_name("a.txt"), kept.with_name("b.txt")).stdout)
    assert rows(run("export", kept).stdout) == printed


def test_an_unknown_form_lists_the_known_ones(run: Run, kept: Path) -> None:
    result = run("export", kept, "--format", "tables")
    assert result.exit_code == 2
    assert "claims, statements, aliases, incidents, series, tolls, problems, ledger" in result.stderr


# --- why -------------------------------------------------------------------------------------------------------------


def quotes(reason: dict) -> Iterator[dict]:
    if reason["quote"]:
        yield reason["quote"]
    for below in reason["because"]:
        yield from quotes(below)


def test_a_number_leads_by_its_steps_to_the_words(run: Run, kept: Path) -> None:
    told = json.loads(run("why", "19", "--case", kept, "--json").stdout)
    assert told["figures"][0]["kind"] == "toll"
    assert {figure["kind"] for figure in told["figures"]} == {"toll", "claim"}
    for figure in told["figures"]:
        found = list(quotes(figure))
        assert any("19" in words["exact"] for words in found)
        for words in found:
            text = {"a.txt": SECOND, "b.txt": FIRST}[words["document"]]
            assert text[words["start"] : words["end"]] == words["exact"]
    spoken = run("why", "19", "--case", kept).stdout
    assert "a.txt," in spoken
    assert "latest-per-origin" in spoken


def test_a_claim_says_which_words_gave_which_facet(run: Run, kept: Path) -> None:
    claim = next(c for c in rows(run("export", kept).stdout) if c["quantity"]["value"] == 19)
    for key in (claim["id"], claim["id"][:12], claim["id"][:12].upper()):
        (figure,) = json.loads(run("why", key, "-c", kept, "--json").stdout)["figures"]
        assert figure["id"] == claim["id"]
        assert figure["quote"]["exact"] == claim["anchor"]["exact"]


@pytest.mark.parametrize("figure", ["987654", "ffffffffffffffff", "no such thing", ""])
def test_a_figure_that_is_nowhere_is_status_2(figure: str, run: Run, kept: Path) -> None:
    result = run("why", figure, "-c", kept)
    assert result.exit_code == 2
    assert "Nothing in this case is called" in result.stderr


# --- diff ------------------------------------------------------------------------------------------------------------


def test_diff_names_the_new_document_behind_a_toll_that_moved(run: Run, kept: Path, tmp_path: Path) -> None:
    case = tmp_path / "later.case"
    shutil.copytree(f"{kept}.case", case)
    (tmp_path / "c.txt").write_text(SECOND.replace("19", "23").replace("March 4", "March 5"), encoding="utf-8")
    run("add", case, "c.txt", "--date", "2025-03-05")
    run("extract", case)
    run("weigh", case)
    told = json.loads(run("diff", kept, case, "--json").stdout)
    assert told["documents_new"] == ["c.txt"]
    assert told["moved"], "a higher toll moves the range"
    causes = [cause for moved in told["moved"] for cause in moved["because"]]
    assert ("document", "c.txt") in {(cause["kind"], cause["what"]) for cause in causes}
    assert "c.txt" in run("diff", kept, case).stdout
    assert "No toll moved" in run("diff", kept, kept).stdout


# --- addresses -------------------------------------------------------------------------------------------------------


class Page(BaseHTTPRequestHandler):
    """One page on the loopback address."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = f"<html><head><title>Blast</title></head><body><article><h1>Blast</h1><p>{FIRST}</p></article></body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/news/blast"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_fetched_once_and_kept_with_its_url(run: Run, address: str, tmp_path: Path) -> None:
    Page.asked.clear()
    run("init", "c.case")
    result = run("add", "c.case", address)
    assert result.exit_code == 0, result.output
    assert Page.asked == ["/news/blast"]
    (source,) = Case.open(tmp_path / "c.case").sources()
    assert source.url == address
    assert source.name.endswith(".html")
