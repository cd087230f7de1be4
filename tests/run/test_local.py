"""The plan, and the map over one process and several."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import light
import pytest

from reckoning.case import Case
from reckoning.problems import ReckoningError
from reckoning.run.verbs import Verbs, resolve


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(6):
        (folder / f"r{number}.txt").write_text(light.report(number + 10))
    return folder


def test_the_document_that_kills_its_process_is_a_problem_and_the_rest_is_done(tmp_path, reports, monkeypatch):
    monkeypatch.setenv("RECKONING_TEST_DIE", "light_die")
    (reports / "r2.txt").write_text("DIE")
    case = Case.create(tmp_path / "case", verbs=light.VERBS)
    case.add([reports])
    ran = case.extract(workers=2)
    assert (ran.done, [(p.where, p.code) for p in ran.problems]) == (5, [("r2.txt", "EXTRACT-FAILED")])
    monkeypatch.delenv("RECKONING_TEST_DIE")
    assert case.extract(workers=2).done == 1
    assert case.verify() == ()


def test_a_function_that_is_not_there_is_told_before_anything_runs(tmp_path, reports):
    case = Case.create(tmp_path / "case", verbs=Verbs(extract_version="reckoning.extract.nothing:VERSION"))
    case.add([reports])
    with pytest.raises(ReckoningError, match="installed whole"):
        case.extract(workers=2)
    with pytest.raises(ReckoningError):
        resolve("light:nothing")


FULL = """
import resource, sys
from reckoning.case import Case
from reckoning.problems import ReckoningError
import light
case = Case.open(sys.argv[1], verbs=light.VERBS)
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
done = []
try:
    case.add([sys.argv[2]], on_progress=lambda p: done.append(f"add {p.digest}"))
    case.extract(on_progress=lambda p: done.append(f"extract {p.digest}"))
    case.weigh()
except ReckoningError as error:
    print(*done, f"error {error}", sep="\\n")
    sys.exit(2)
"""


@pytest.mark.parametrize("limit", [0, 50, 400, 20_000, 24_000])
def test_files_that_may_not_grow(tmp_path, reports, limit):
    """RLIMIT_FSIZE stands in for a disk that fills: a message, status 2, and nothing reported as done is lost."""
    case = Case.create(tmp_path / "case", verbs=light.VERBS)
    (tmp_path / "full.py").write_text(FULL)
    command = [sys.executable, str(tmp_path / "full.py"), str(case.folder), str(reports), str(limit)]
    # without DONTWRITEBYTECODE the limit would cut compiled modules short, and spoil them for everyone
    environment = {"PYTHONPATH": str(Path(light.__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}
    out = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (out.returncode, out.stderr) == (2, "")
    assert "run again" in out.stdout
    holds_all(case, [line.split() for line in out.stdout.splitlines() if not line.startswith("error")])
    case.add([reports])
    case.extract()
    case.weigh()
    assert (len(case.reports()), case.verify()) == (6, ())


def holds_all(case, told):
    standing = case._kept.standing()
    assert case.verify() == ()
    for verb, digest in (line for line in told if len(line) == 2):
        source = standing.sources[digest]
        if verb == "extract":
            assert standing.reading(source).segment in standing.findings


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here; RLIMIT_FSIZE stands in for it above")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk, reports):
    case = Case.create(small_disk / "case", verbs=light.VERBS)
    for number in range(40):
        (reports / f"more{number}.txt").write_text(light.report(number + 100, "x" * 3000))
    told = []
    with pytest.raises(ReckoningError, match=r"(?i)(no space|full).*run again"):
        case.add([reports], on_progress=lambda p: told.append(["add", p.digest]))
    holds_all(case, told)
    held = len(case.sources())
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    case.add([reports])
    case.extract()
    assert held < len(case.reports()) == 46
    assert case.verify() == ()


def test_the_limits_of_this_process_are_untouched():
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
