"""Writing a dossier: all of it or none of it, and never over something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import DOSSIER

from reckoning.problems import ReckoningError
from reckoning.show import deposit as module
from reckoning.show.deposit import MARKER, deposit
from reckoning.show.dossier import publish

PAGES = {"index.html": b"new", "a/b.html": b"b"}


def listing(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_publish_gives_the_first_page(tmp_path):
    first = publish(DOSSIER, tmp_path / "deep" / "out")
    assert first == tmp_path / "deep" / "out" / "index.html"
    assert first.read_text().startswith("<!doctype html>")
    assert first.parent.stat().st_mode & 0o777 == 0o755


def test_a_second_publication_replaces_the_first_wholly(tmp_path):
    deposit({"old.html": b"old"}, tmp_path / "out")
    deposit(PAGES, tmp_path / "out")
    assert set(listing(tmp_path / "out")) == {*PAGES, MARKER}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "out").mkdir()
    assert deposit(PAGES, tmp_path / "out") == tmp_path / "out"


@pytest.mark.parametrize("kind", ["folder", "file", "lookalike"])
def test_something_else_is_never_touched(tmp_path, kind):
    out = tmp_path / "out"
    if kind == "file":
        out.write_bytes(b"mine")
    else:
        (out / "sub").mkdir(parents=True)
        (out / "sub" / "thesis.txt").write_bytes(b"mine")
        (out / "index.html").write_bytes(b"mine")
    before = listing(tmp_path)
    with pytest.raises(ReckoningError, match="name"):
        deposit(PAGES, out)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("moment", ["write", "first rename", "second rename"])
def test_a_crash_leaves_the_old_dossier_whole(tmp_path, monkeypatch, moment):
    out = tmp_path / "out"
    deposit({"index.html": b"old"}, out)
    before, count = listing(out), {"rename": 0}
    write, rename = Path.write_bytes, Path.rename

    def failing_write(self, data):
        if moment == "write" and self.name == "index.html":
            raise OSError(28, "No space left on device")
        return write(self, data)

    def failing_rename(self, target):
        count["rename"] += 1
        if (moment, count["rename"]) in {("first rename", 1), ("second rename", 2)}:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "write_bytes", failing_write)
    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(ReckoningError, match="could not be written"):
        deposit(PAGES, out)
    monkeypatch.undo()
    assert listing(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path):
    (tmp_path / ".out.new-abc").mkdir()
    (tmp_path / ".out.old-abc" / "out").mkdir(parents=True)
    deposit(PAGES, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_interrupt_cleans_up(tmp_path, monkeypatch):
    def interrupted(folder, pages):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_fill", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deposit(PAGES, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_page_cannot_leave_the_folder(tmp_path):
    with pytest.raises(ReckoningError, match="cannot be called"):
        deposit({"../evil.html": b""}, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_dossier_is_followed(tmp_path):
    deposit({"index.html": b"old"}, tmp_path / "real")
    (tmp_path / "out").symlink_to(tmp_path / "real")
    deposit(PAGES, tmp_path / "out")
    assert (tmp_path / "real" / "index.html").read_bytes() == b"new"
    assert (tmp_path / "out").is_symlink()
