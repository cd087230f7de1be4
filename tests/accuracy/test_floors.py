"""The pinned floors hold, set by set, on the real data, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy_floors import Measured, load_floors, missed
from accuracy_sets import NAMES
from measure import measure


@pytest.mark.parametrize("name", NAMES)
def test_floors_hold_on(name: str, data: Path, scoring: Path, tmp_path: Path) -> None:
    assert scoring.parent == data.parent
    corpus, figures = measure(name, data.parent, tmp_path, full=False)
    assert missed(Measured(corpus=corpus.name, digest=corpus.digest, figures=figures), load_floors()) == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["fakes", "isaf", "muc4"])
def test_floors_hold_on_every_record_of(name: str, data: Path, scoring: Path, tmp_path: Path) -> None:
    assert scoring.parent == data.parent
    corpus, figures = measure(name, data.parent, tmp_path, full=True)
    assert missed(Measured(corpus=corpus.name, digest=corpus.digest, figures=figures), load_floors()) == []
