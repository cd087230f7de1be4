"""Long runs: interrupted, taken up, and none the wiser."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import one_stage, toy

from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.answer import Answer, Refusal
from reckoning.weigh.estimate.journal import Place, estimate_kept
from reckoning.weigh.estimate.latent import Journey, estimate

PLAN = one_stage(3, 4, replicas=8, length=8, warmup=100)


def test_a_run_that_was_interrupted_gives_the_digest_of_one_that_was_not(tmp_path: Path) -> None:
    place = Place(path=tmp_path / "run")
    whole = estimate(toy(), plan=PLAN, seed=3)
    for rounds in (1, 4):
        spent = 0

        def stop(_journey: Journey, _words: str, after: int = rounds) -> None:
            nonlocal spent
            spent += 1
            if spent == after:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            estimate_kept(toy(), PLAN, 3, place=place, report=stop)
        again = estimate_kept(toy(), PLAN, 3, place=place)
        assert digest_of(to_plain(again)) == digest_of(to_plain(whole))
        place.path.unlink()


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    place, reports = Place(path=tmp_path / "run"), []
    first = estimate_kept(toy(), PLAN, 3, place=place)
    again = estimate_kept(toy(), PLAN, 3, place=place, report=lambda _j, words: reports.append(words))
    assert again == first
    assert reports == []


def test_a_refused_run_goes_on_under_a_larger_budget(tmp_path: Path) -> None:
    place = Place(path=tmp_path / "run")
    small = one_stage(3, 1, replicas=16, length=12, warmup=100)
    assert isinstance(estimate_kept(toy(), small, 3, place=place), Refusal)
    large = one_stage(3, 40, replicas=16, length=12, warmup=100, least=2)
    assert isinstance(estimate_kept(toy(), large, 3, place=place), Answer)


@pytest.mark.parametrize("seed, classes", [(4, 3), (3, 2)])
def test_a_run_of_another_seed_or_plan_is_refused(tmp_path: Path, seed: int, classes: int) -> None:
    place = Place(path=tmp_path / "run")
    estimate_kept(toy(), PLAN, 3, place=place)
    other = one_stage(classes, 4, replicas=16, length=12, warmup=100)
    with pytest.raises(ReckoningError, match="another table, plan or seed"):
        estimate_kept(toy(), other, seed, place=place)


@pytest.mark.parametrize("junk", [b"", b"not an archive", b"PK\x03\x04 broken"])
def test_a_broken_file_is_refused_and_never_executed(tmp_path: Path, junk: bytes) -> None:
    place = Place(path=tmp_path / "run")
    place.path.write_bytes(junk)
    with pytest.raises(ReckoningError, match="remove it to start anew"):
        estimate_kept(toy(), PLAN, 3, place=place)
