"""Files and folders, sidecars, and everything that can be wrong with them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from reckoning.problems import CODES, ReckoningError
from reckoning.read.intake import Details, Incoming, gather
from reckoning.types import Problem


def names(path: Path) -> list[str]:
    return [i.name if isinstance(i, Incoming) else f"{i.code} {i.where}" for i in gather([path])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "sub/c.md", "sub/.hidden", ".git/x.txt", "d.eml", "e.pdf", "report"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Nine died.")
    return tmp_path


def test_a_folder_is_read_in_sorted_order(folder: Path) -> None:
    assert names(folder) == ["a.html", "b.txt", "d.eml", "e.pdf", "report", "sub/c.md"]


def test_media_types_come_from_the_ending(folder: Path) -> None:
    found = {i.name: i.media_type for i in gather([folder]) if isinstance(i, Incoming)}
    assert found == {
        "a.html": "text/html",
        "b.txt": "text/plain",
        "d.eml": "message/rfc822",
        "e.pdf": "application/pdf",
        "report": "text/plain",
        "sub/c.md": "text/markdown",
    }


def test_a_file_named_twice_comes_once(folder: Path) -> None:
    found = [i.name for i in gather([folder / "b.txt", folder / "b.txt", folder]) if isinstance(i, Incoming)]
    assert found == ["b.txt", "a.html", "d.eml", "e.pdf", "report", "sub/c.md"]


def test_a_sidecar_gives_details_and_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Nine died.")
    told = {"title": " Nine  dead ", "date": "2025-03-10", "publisher": "P", "author": "A", "url": "u", "other": [1]}
    (tmp_path / "r.json").write_text(json.dumps(told))
    (found,) = gather([tmp_path])
    assert isinstance(found, Incoming)
    assert found.details == Details(title="Nine dead", date=date(2025, 3, 10), publisher="P", author="A", url="u")
    assert next(iter(gather([tmp_path / "r.txt"]))) == found


def test_a_json_file_of_its_own_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "alone.json").write_text("{}")
    assert names(tmp_path) == ["alone.json"]


@pytest.mark.parametrize(
    "wrong",
    [
        b"{", b"[]", b'"x"', b"\xff\xfe", b'{"date": "10 March"}', b'{"date": 5}', b'{"title": ["x"]}',
        b"[" * 100_000, b'{"date": "2025-02-30"}', b" " * 2_000_000, b"",
    ],
)  # fmt: skip
def test_a_bad_sidecar_is_a_problem_and_the_document_is_read(tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / "r.txt").write_text("Nine died.")
    (tmp_path / "r.json").write_bytes(wrong)
    problem, incoming = gather([tmp_path])
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("READ-SIDECAR", "r.txt")
    assert isinstance(incoming, Incoming)


def test_what_is_right_in_a_bad_sidecar_is_used(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Nine died.")
    (tmp_path / "r.json").write_text('{"date": "soon", "publisher": "The Daily", "title": "\\ud800x"}')
    _, incoming = gather([tmp_path])
    assert isinstance(incoming, Incoming)
    assert (incoming.details.publisher, incoming.details.date, incoming.details.title) == ("The Daily", None, "?x")


def test_a_path_that_does_not_exist_is_the_callers_mistake(folder: Path) -> None:
    with pytest.raises(ReckoningError, match="does not exist"):
        gather([folder / "b.txt", folder / "nowhere.txt"])


def test_a_file_over_the_limit_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.txt").write_bytes(b"x" * 100)
    found = list(gather([tmp_path], max_bytes=100))
    assert [getattr(i, "code", None) for i in found] == ["READ-TOO-LARGE", None]


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == ["READ-UNREADABLE pipe.txt"]


def test_a_broken_link_and_a_loop_are_passed(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.txt").write_text("Nine died.")
    assert names(tmp_path) == ["READ-UNREADABLE gone.txt", "z.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b.txt").write_text("x")
    assert names(tmp_path) == ["READ-UNREADABLE a.txt", "b.txt"]


def test_an_unreadable_file_is_a_problem_for_root_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    honest = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return honest(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    assert names(tmp_path) == ["READ-UNREADABLE a.txt", "b.txt"]


def test_a_name_that_is_no_utf8_is_shown_with_replacements(tmp_path: Path) -> None:
    try:
        os.close(os.open(os.fsencode(tmp_path) + b"/\xff.txt", os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (name,) = names(tmp_path)
    name.encode("utf-8")


def test_thousands_of_files(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:04}.txt").write_bytes(b"x")
    assert names(tmp_path) == [f"{number:04}.txt" for number in range(3000)]


def test_every_code_is_listed(folder: Path) -> None:
    assert {i.code for i in gather([folder], max_bytes=1) if isinstance(i, Problem)} <= set(CODES)
