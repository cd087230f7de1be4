"""The package's own door: what a program that imports Reckoning sees."""

from __future__ import annotations

import subprocess
import sys

import pytest

import reckoning


def test_a_case_is_created_and_opened_again(tmp_path):
    made = reckoning.create_case(tmp_path / "one.case")
    head = made.head()
    assert reckoning.open_case(tmp_path / "one.case").head() == head


def test_a_folder_that_is_no_case_is_refused(tmp_path):
    with pytest.raises(reckoning.ReckoningError):
        reckoning.open_case(tmp_path)


def test_the_import_loads_nothing_heavy():
    code = "import sys, reckoning; print([m for m in ('spacy', 'numpy', 'sqlalchemy', 'jinja2') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_every_name_it_promises_is_there():
    assert all(hasattr(reckoning, name) for name in reckoning.__all__)
