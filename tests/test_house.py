"""The rules of the house that a machine can see: sizes, addresses, paths, and what the locks may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
# Where the data outside the project may be spoken of: tests, benchmarks and what runs them.
MAY_SPEAK_OF_DATA = ("tests/", "benchmarks/", "training/", ".ci/", "Makefile")
LONGEST = 400


def files() -> list[str]:
    """What the project consists of: what git tracks, or everything that is no leftover where there is no git."""
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]
    left = (".venv", ".git", "__pycache__", ".case/", "demo-dossier", ".egg-info")
    paths = (str(path.relative_to(PROJECT)) for path in PROJECT.rglob("*") if path.is_file())
    return sorted(name for name in paths if not any(part in name for part in left))


def read(name: str) -> str:
    data = (PROJECT / name).read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8", "replace")


def offending(pattern: str, *, but: tuple[str, ...] = ()) -> list[str]:
    found = []
    for name in files():
        if name.startswith(but) or name == "tests/test_house.py":
            continue
        found += [f"{name}:{i}" for i, line in enumerate(read(name).split("\n"), 1) if re.search(pattern, line)]
    return found


def test_modules_are_short() -> None:
    modules = [name for name in files() if name.endswith(".py") and not name.startswith("tests/")]
    assert len(modules) > 30
    assert [name for name in modules if len(read(name).split("\n")) - 1 > LONGEST] == []


def test_every_module_says_what_it_is_for() -> None:
    modules = [
        name for name in files() if name.endswith(".py") and read(name).strip() and not name.startswith("tests/")
    ]
    assert [name for name in modules if not ast.get_docstring(ast.parse(read(name)))] == []


def test_test_files_have_names_of_their_own() -> None:
    names = [Path(name).name for name in files() if name.startswith("tests/") and name.endswith(".py")]
    assert sorted(name for name in set(names) if names.count(name) > 1 and name != "conftest.py") == []


def test_no_file_speaks_of_a_path_of_somebodys_machine() -> None:
    assert offending(r"(?<![\w.])/(work|home|root|Users|opt)/|(?<![\w.])/tmp/(venv|brief|issue|house)") == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert offending(r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.com|index-url|deb\.debian|crates\.io") == [
        f"Makefile:{i}" for i, line in enumerate(read("Makefile").split("\n"), 1) if "index-url" in line
    ], "apart from the check in `make lock`"


def test_only_tests_and_what_runs_them_speak_of_the_data_outside() -> None:
    assert offending(r"\.\./shared", but=MAY_SPEAK_OF_DATA) == []


def test_no_file_speaks_of_how_it_was_made() -> None:
    assert offending(r"(?i)\b(language model session|helper agent|subagent|chatgpt|claude|copilot)\b") == []


def test_nothing_is_left_to_be_done() -> None:
    names = [name for name in files() if name.startswith("src/") and name.endswith(".py")]
    left = [
        f"{name}: {word}"
        for name in names
        for word in ("TODO", "FIXME", "XXX")
        if re.search(rf"\b{word}\b", read(name))
    ]
    assert left == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt"])
def test_a_lock_holds_versions_and_digests_and_no_address(lock: str) -> None:
    text = read(lock)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ |\bgit\+", text)
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.+]+( ; [^\\\n]+)? \\\n", entry), entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


def test_the_lock_of_tests_agrees_with_the_lock_of_running() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+==[^\\\n]+?) \\$", read(name), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_locks_cover_what_the_project_declares() -> None:
    declared = re.findall(
        r'^    "([a-z0-9-]+)', read("pyproject.toml").split("dependencies = [")[1].split("]")[0], re.MULTILINE
    )
    locked = set(re.findall(r"^([a-z0-9-]+)==", read("requirements.txt"), re.MULTILINE))
    assert set(declared) <= locked, "run `make lock`"
    assert {"hatchling", "editables"} <= locked, "the project itself is built from the lock"


def test_nothing_but_the_fetch_of_a_named_address_and_a_set_model_reaches_out() -> None:
    reaching = re.compile(
        r"^\s*(from|import) (urllib\.request|http\.client|socket|requests|httpx|aiohttp|ftplib|smtplib)\b", re.MULTILINE
    )
    names = [name for name in files() if name.startswith("src/") and name.endswith(".py")]
    allowed = ["src/reckoning/cli/fetch.py", "src/reckoning/extract/model/calls.py"]
    assert [name for name in names if reaching.search(read(name))] == allowed
