"""Stepwise search against the published totals, its verdicts, and its speed."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from published import published

from reckoning.weigh.estimate.answer import Answer, Refusal
from reckoning.weigh.estimate.intervals import bca, calibrated, resample
from reckoning.weigh.estimate.methods import stepwise_pairs
from reckoning.weigh.estimate.stepwise import Lattice
from reckoning.weigh.estimate.tables import build

TOTALS = {
    "korea3": 268.8, "westernus5": 2483.4, "neworleans5_n185": 1034.2, "neworleans8_n185": 1183.7, "uk5": 11313.0,
    "uk6": 11418.0, "kosovo": 14341.7, "australia4": 6496.0, "netherlands5": 121521.6, "netherlands6": 111139.4,
}  # fmt: skip


@pytest.mark.parametrize("name", TOTALS)
def test_the_published_total(data: Path, name: str) -> None:
    table = published(data, name)
    found = Lattice(table.width).search(table.dense()[None, 1:])
    assert table.n + found.unseen[0] == pytest.approx(TOTALS[name], abs=0.1)


def test_many_tables_in_step_give_what_each_gives_alone(data: Path) -> None:
    counts = resample(published(data, "uk5").dense()[1:], 40, 7)
    together = Lattice(5).search(counts)
    alone = [Lattice(5).search(row[None]).unseen[0] for row in counts]
    np.testing.assert_allclose(together.unseen, alone, rtol=1e-6)


def test_uk_with_a_thousand_resamples_and_every_check_stays_under_two_seconds(data: Path) -> None:
    table = published(data, "uk5")
    start = time.process_time()
    found = stepwise_pairs(table, 1)
    assert time.process_time() - start < 2.0
    assert isinstance(found, Answer)
    assert (found.low, found.high) == (pytest.approx(8896, rel=0.1), pytest.approx(15568, rel=0.1))


@pytest.mark.parametrize(
    "name, low, high", [("kosovo", 12541, 16547), ("australia4", 3046, 16136), ("korea3", 123, 431)]
)
def test_bca_intervals_are_near_the_published(data: Path, name: str, low: int, high: int) -> None:
    found = stepwise_pairs(published(data, name), 1)
    assert isinstance(found, Answer)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.06), pytest.approx(high, rel=0.06))


def test_draws_have_the_interval_that_is_printed(data: Path) -> None:
    found = stepwise_pairs(published(data, "kosovo"), 1)
    assert isinstance(found, Answer)
    assert np.quantile(found.draws, [0.025, 0.975]) == pytest.approx([found.low, found.high], rel=0.01)


def test_lists_that_share_nobody_with_the_others_have_no_estimate() -> None:
    table = build("abc", {1: 20, 2: 30, 4: 10, 3: 8})
    assert stepwise_pairs(build("abc", {1: 20, 2: 30, 4: 10}), 1).notices[0].code == "EST-NO-MLE"
    found = stepwise_pairs(table, 1)
    assert isinstance(found, Refusal) or found.point > table.n


def test_bca_of_a_symmetric_resample_is_its_percentiles() -> None:
    draws = np.linspace(0, 100, 1001)
    assert bca(50.0, draws, 0.0) == (pytest.approx(2.5, abs=0.1), pytest.approx(97.5, abs=0.1))
    moved = calibrated(50.0, draws, 0.0, 1)
    assert np.quantile(moved, [0.025, 0.975]) == pytest.approx([2.5, 97.5], abs=0.2)
    assert moved[:50].std() > 20, "draws are in random order, so that strata can be added one to one"
