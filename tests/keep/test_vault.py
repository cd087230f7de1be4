from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.ids import digest
from reckoning.keep.vault import BlobMissingError, BlobTamperedError, Vault

BLOBS = st.binary(min_size=1, max_size=200)


@given(data=st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_what_goes_in_comes_out_under_its_digest(tmp_path_factory, data):
    vault = Vault(tmp_path_factory.mktemp("vault"))
    name = vault.put(data)
    assert name == digest(data)
    assert vault.get(name) == data
    assert list(vault.digests()) == [name]


@given(data=BLOBS, place=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(max_examples=100, deadline=None)
def test_a_flipped_bit_is_never_handed_out(tmp_path_factory, data, place, bit):
    vault = Vault(tmp_path_factory.mktemp("vault"))
    name = vault.put(data)
    touched = bytearray(data)
    touched[place % len(data)] ^= 1 << bit
    vault.path(name).write_bytes(touched)
    with pytest.raises(BlobTamperedError):
        vault.get(name)


def test_putting_the_same_bytes_again_heals_a_damaged_blob(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"forty people")
    vault.path(name).write_bytes(b"four people")
    assert vault.put(b"forty people") == name
    assert vault.get(name) == b"forty people"


def test_a_blob_that_is_there_is_not_written_again(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"forty people")
    before = vault.path(name).stat().st_ino
    vault.put(b"forty people")
    assert vault.path(name).stat().st_ino == before


def test_a_missing_blob_says_so(tmp_path):
    with pytest.raises(BlobMissingError):
        Vault(tmp_path).get("0" * 64)


def test_destroying_leaves_nothing_and_may_be_repeated(tmp_path):
    vault = Vault(tmp_path, ".jsonl")
    name = vault.put(b"x")
    assert vault.path(name).suffix == ".jsonl"
    vault.destroy(name)
    vault.destroy(name)
    assert list(vault.digests()) == []


def test_a_failed_write_leaves_no_draft_and_no_blob(tmp_path, monkeypatch):
    vault = Vault(tmp_path)

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.put(b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_sweep_removes_what_a_killed_process_left(tmp_path):
    vault = Vault(tmp_path)
    kept = vault.put(b"kept")
    (tmp_path / "tmp" / "half.123").write_bytes(b"ha")
    vault.sweep()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_only_digests_are_listed(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"x")
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "notes.txt").write_text("by hand")
    assert list(vault.digests()) == [name]
