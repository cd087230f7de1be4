"""Documentation is under test: what exists is documented, what is documented exists, and the tutorial runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

import commands_page
from reckoning import plugins, types
from reckoning.cli import reckon
from reckoning.config import ModelSettings, Settings, SourceAlias
from reckoning.problems import CODES, STOPS
from reckoning.show.bundle import FORMS

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
PAGES = sorted(
    [*PROJECT.glob("*.md"), *DOCS.glob("*.md"), *PROJECT.glob("examples/*.md"), *PROJECT.glob("benchmarks/*.md")]
)


def words(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    assert commands_page.FILE.read_text(encoding="utf-8") == commands_page.page(), "run `make docs`"


def test_every_command_and_option_is_on_the_page() -> None:
    text = words("commands.md")
    for name, command in reckon.commands.items():
        section = text.split(f"## reckon {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in section for option in parameter.opts), (name, parameter.name)


def test_the_formats_page_has_every_command_that_prints_json() -> None:
    table = words("formats.md").split("## What commands print")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(reckon.commands)


def test_every_problem_code_has_a_section_and_every_section_a_code() -> None:
    assert set(re.findall(r"^### ([A-Z-]+)$", words("problems.md"), re.MULTILINE)) == set(CODES)
    assert set(CODES) >= STOPS
    for page in ("problems.md", "commands.md"):
        assert all(code in words(page) for code in STOPS), page


def test_every_setting_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", words("settings.md"), re.MULTILINE))
    assert set(rows) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = [] if field.default == () else field.default
        assert json.loads(rows[name]) == default, name
    named = (*SourceAlias.model_fields, *ModelSettings.model_fields)
    assert all(f"{name} = " in words("settings.md") for name in named)


def test_every_kind_that_a_setting_takes_is_listed() -> None:
    for kind in get_args(types.SourceKind):
        assert kind in words("settings.md"), kind


def test_every_hook_is_documented_with_its_user() -> None:
    hooks = {name for name in vars(plugins.Hooks) if name.startswith("register_")}
    assert set(re.findall(r"^\| `(register_\w+)` \|", words("plugins.md"), re.MULTILINE)) == hooks


def test_every_form_and_code_word_of_the_formats_is_documented() -> None:
    text = words("formats.md")
    assert set(re.findall(r"^## (\w+)", text, re.MULTILINE)) >= {*FORMS, "ledger"}
    for literal in (types.Measure, types.Bound, types.Stance, types.Cause, types.SourceKind, types.Unit, types.Status):
        assert [word for word in get_args(literal) if word not in text] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt"])
def test_every_locked_package_is_named_with_a_licence(lock: str) -> None:
    text = words("dependencies.md")
    names = re.findall(r"^([a-z0-9-]+)==", (PROJECT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"\|([^|]*)", text))))
    assert names
    assert sorted(set(names) - named) == []
    assert not re.search(r"\bA?GPL", text.replace("GPL or AGPL", ""))


def test_every_dependency_of_the_project_has_a_reason() -> None:
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [")[1].split("]")[0]
    reasons = words("dependencies.md").split("## What these bring along")[0]
    declared = re.findall(r'^\s*"([a-z0-9-]+)', project, re.MULTILINE)
    assert declared
    assert [name for name in declared if not re.search(rf"^\| {name} \| \S", reasons, re.MULTILINE)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_index_names_every_page() -> None:
    assert [
        page.name for page in DOCS.glob("*.md") if page.name != "index.md" and page.name not in words("index.md")
    ] == []


def test_the_readme_opens_with_the_two_commands() -> None:
    head = (PROJECT / "README.md").read_text(encoding="utf-8").split("\n")[:6]
    assert [line.split("#")[0].strip() for line in head if line.startswith("    ")] == ["make demo", "make test"]


def test_every_make_target_that_is_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        mentioned = set(
            re.findall(r"`make ([a-z-]+)|^(?:    )?make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert {one or other for one, other in mentioned} <= targets, page.name


def test_every_benchmark_is_in_its_index() -> None:
    text = (PROJECT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    scripts = [path for path in (PROJECT / "benchmarks").rglob("*.py") if '__name__ == "__main__"' in path.read_text()]
    assert scripts
    assert [str(path.relative_to(PROJECT)) for path in scripts if str(path.relative_to(PROJECT)) not in text] == []


def test_the_tutorial_runs_as_it_stands(tmp_path: Path) -> None:
    """Each block of shell in order, in a folder that holds the examples."""
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "reckon").write_text(f'#!/bin/sh\nexec {sys.executable} -m reckoning.cli "$@"\n')
    (tmp_path / "bin" / "reckon").chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    blocks = re.findall(r"^```sh\n(.*?)^```$", words("tutorial.md"), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 8
    for block in blocks:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block}\n{done.stdout[-500:]}\n{done.stderr[-2000:]}"
    assert (tmp_path / "coast" / "index.html").is_file()
    assert "1,557" in (tmp_path / "note-claims.jsonl").read_text(encoding="utf-8")
