from __future__ import annotations

from pathlib import Path

import pydantic
import pytest

from reckoning.config import Settings, environment, load_settings
from reckoning.problems import ReckoningError


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RECKONING_{name.upper()}", raising=False)


def settings(folder, toml):
    (folder / "reckoning.toml").write_text(toml, encoding="utf-8")
    return load_settings(folder)


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == load_settings() == Settings()
    assert load_settings().max_bytes == 20_000_000


def test_the_file_is_read(tmp_path):
    found = settings(
        tmp_path,
        """
        workers = 2
        names_policy = "initials"
        gazetteers = ["places/own.tsv", "/srv/all.tsv"]
        [[aliases]]
        name = "Valley Monitor"
        also = ["the Monitor", "VM"]
        kind = "monitor"
        """,
    )
    assert (found.workers, found.names_policy) == (2, "initials")
    assert found.gazetteers == (tmp_path / "places/own.tsv", Path("/srv/all.tsv"))
    assert (found.aliases[0].name, found.aliases[0].also) == ("Valley Monitor", ("the Monitor", "VM"))


def test_the_environment_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("RECKONING_WORKERS", "4")
    monkeypatch.setenv("RECKONING_GAZETTEERS", '["/a.tsv"]')
    monkeypatch.setenv("RECKONING_DATA", "/elsewhere")
    found = settings(tmp_path, "workers = 2\nmax_bytes = 9")
    assert (found.workers, found.max_bytes, found.gazetteers) == (4, 9, (Path("/a.tsv"),))
    assert environment() == ("RECKONING_GAZETTEERS", "RECKONING_WORKERS")


@pytest.mark.parametrize(
    "toml, says",
    [
        ("worker = 2", "worker: .*Known settings are .*workers"),
        ("workers = 0", "workers: "),
        ("max_bytes = -1", "max_bytes: "),
        ("names_policy = 'some'", "'full', 'initials' or 'none'"),
        ("[[aliases]]\nname='x'\nnick='y'", r"aliases.0.nick"),
        ("workers = ", "could not be read as TOML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, toml, says):
    with pytest.raises(ReckoningError, match=says):
        settings(tmp_path, toml)


@pytest.mark.parametrize("name, value", [("RECKONING_WORKERS", "many"), ("RECKONING_GAZETTEERS", "/a.tsv")])
def test_a_mistake_in_the_environment_is_told(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ReckoningError, match=r"RECKONING_"):
        load_settings()


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "reckoning.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ReckoningError, match="could not be read"):
        load_settings(tmp_path)


def test_settings_do_not_change():
    with pytest.raises(pydantic.ValidationError):
        load_settings().workers = 3


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())
