"""Strata, completed data and plausible linkages: totals by draws, intervals by total variance."""

from __future__ import annotations

import numpy as np
import pytest

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.answer import Answer, Refusal
from reckoning.weigh.estimate.imputation import Mixture, Person, band, impute, missing_shares
from reckoning.weigh.estimate.methods import sample_coverage, stepwise_pairs
from reckoning.weigh.estimate.people import People
from reckoning.weigh.estimate.pooling import Pooled, add, pool
from reckoning.weigh.estimate.strata import Copies, over_linkages, stratify
from reckoning.weigh.estimate.tables import build


def answer(centre: float, spread: float, seed: int, method: str = "stepwise.v1") -> Answer:
    draws = np.random.default_rng(seed).normal(centre, spread, 4000)
    low, high = np.quantile(draws, [0.025, 0.975])
    return Answer(
        method=method, label="x", point=centre, low=float(low), high=float(high), draws=tuple(draws), assumption="y"
    )


def test_the_interval_of_a_sum_is_narrower_than_the_sum_of_the_ends() -> None:
    parts = [(str(i), answer(1000, 100, i)) for i in range(9)]
    total = add(parts, 1)
    assert isinstance(total, Answer)
    assert total.point == pytest.approx(9000, rel=0.01)
    assert (total.high - total.low) == pytest.approx(2 * 1.96 * 100 * 3, rel=0.05)
    assert total.high - total.low < 0.4 * sum(a.high - a.low for _, a in parts)


def test_sorted_draws_are_not_added_in_step() -> None:
    sorted_draws = tuple(np.sort(np.random.default_rng(1).normal(1000, 100, 4000)))
    one = answer(1000, 100, 1)
    parts = [(str(i), Answer(**{f: getattr(one, f) for f in one.__slots__} | {"draws": sorted_draws})) for i in (1, 2)]
    total = add(parts, 1)
    assert isinstance(total, Answer)
    assert np.std(total.draws) == pytest.approx(100 * np.sqrt(2), rel=0.05)


def test_one_refused_stratum_refuses_the_total() -> None:
    refused = stepwise_pairs(build("abc", {1: 20, 2: 30, 4: 10}), 1)
    assert isinstance(refused, Refusal)
    total = add([("north", answer(1000, 10, 1)), ("south", refused)], 1)
    assert isinstance(total, Refusal)
    assert [n.code for n in total.notices] == ["EST-STRATUM-REFUSED", "EST-NO-MLE"]
    assert total.notices[0].about == "south"


def test_strata_of_two_methods_are_not_added() -> None:
    with pytest.raises(ReckoningError, match="one method for all"):
        add([("a", answer(10, 1, 1)), ("b", answer(10, 1, 2, "latent.v1"))], 1)


def test_the_share_of_the_variance_between_replicates() -> None:
    same = pool([answer(1000, 50, i) for i in range(20)], [0] * 20)
    assert same.share < 0.01
    apart = pool([answer(1000 * np.exp(0.05 * z), 50, i) for i, z in enumerate(np.linspace(-1.6, 1.6, 20))], [0] * 20)
    assert apart.share == pytest.approx(0.5, abs=0.08)
    assert apart.answer.high - apart.answer.low > 1.3 * (same.answer.high - same.answer.low)


def test_pooling_never_reaches_below_the_documented() -> None:
    pooled = pool([answer(105, 3, i) for i in range(5)], [100] * 5)
    assert pooled.answer.low > 100


def test_one_replicate_is_no_pool() -> None:
    with pytest.raises(ReckoningError, match="at least two"):
        pool([answer(10, 1, 1)], [5])


def people(count: int, seed: int, *, missing: bool) -> list[Person]:
    """Two strata that lists reach unequally; list c never records the stratum."""
    generator = np.random.default_rng(seed)
    chances = {"young": (0.5, 0.4, 0.15), "old": (0.15, 0.2, 0.45)}
    found = []
    for i in range(count):
        kind = "young" if i % 2 else "old"
        on = tuple(name for name, p in zip("abc", chances[kind], strict=True) if generator.random() < p)
        if on:
            hidden = missing and on == ("c",)
            found.append(Person(key=str(i), lists=on, fields=(None if hidden else kind,)))
    return found


def test_imputation_fills_gaps_only_and_learns_from_the_lists() -> None:
    whole = people(6000, 1, missing=False)
    gaps = people(6000, 1, missing=True)
    copies = list(impute(gaps, times=6, seed=2, mixture=Mixture(warmup=60)))
    for copy in copies:
        assert all(o.fields[0] in (None, c.fields[0]) for o, c in zip(gaps, copy, strict=True))
    truth = np.mean([p.fields[0] == "old" for p in whole if p.lists == ("c",)])
    filled = np.mean(
        [c.fields[0] == "old" for copy in copies for g, c in zip(gaps, copy, strict=True) if g.lists == ("c",)]
    )
    naive = np.mean([p.fields[0] == "old" for p in gaps if p.fields[0]])
    assert truth > 0.75
    assert abs(filled - truth) < abs(naive - truth)


def by_age(persons: list[Person]) -> People:
    return People(people=tuple(persons), lists=("a", "b", "c"), fields=("age",), units=("people",) * 3)


@pytest.mark.long
def test_strata_with_imputation_recover_a_total_that_complete_cases_miss() -> None:
    gaps = people(6000, 1, missing=True)
    found = stratify(by_age(gaps), ["age"], {"coverage": sample_coverage}, Copies(times=20, seed=3))
    (result,) = found.results
    assert isinstance(result.total, Answer)
    assert result.total.low < 6000 < result.total.high
    assert result.share is not None
    assert result.share > 0
    assert [n.code for n in found.notices] == ["EST-STRATA-SUMMED", "EST-MISSING-FIELDS"]
    assert sum(s.documented for s in result.strata) == pytest.approx(len(gaps))


def test_too_few_copies_are_warned_of() -> None:
    gaps = people(800, 1, missing=True)
    found = stratify(by_age(gaps), ["age"], {"coverage": sample_coverage}, Copies(times=3, seed=3))
    assert "EST-FEW-IMPUTATIONS" in [n.code for n in found.notices]


def test_where_nothing_is_missing_there_is_one_copy_and_no_share() -> None:
    whole = people(2000, 1, missing=False)
    found = stratify(by_age(whole), ["age"], {"coverage": sample_coverage}, Copies(times=3, seed=3))
    (result,) = found.results
    assert (result.copies, result.share) == (1, None)
    assert [s.name for s in result.strata] == ["old", "young"]
    assert [n.code for n in found.notices] == ["EST-STRATA-SUMMED"]
    parts = [s.outcome for s in result.strata]
    assert isinstance(result.total, Answer)
    assert all(isinstance(p, Answer) for p in parts)
    assert result.total.high < sum(p.high for p in parts if isinstance(p, Answer)), "ends are not added"


def test_a_stratum_without_an_estimate_refuses_the_total_and_says_which() -> None:
    some = [p for p in people(2000, 1, missing=False) if p.fields != ("old",) or len(p.lists) == 1]
    found = stratify(by_age(some), ["age"], {"stepwise": stepwise_pairs}, Copies(seed=3))
    total = found.results[0].total
    assert isinstance(total, Refusal)
    assert total.code == "EST-STRATUM-REFUSED"
    assert total.notices[0].about == "old"


def test_the_same_seed_imputes_the_same() -> None:
    gaps = people(500, 1, missing=True)
    quick = Mixture(warmup=5, between=2)
    assert list(impute(gaps, times=2, seed=9, mixture=quick)) == list(impute(gaps, times=2, seed=9, mixture=quick))


def test_shares_of_missing_values_and_bands() -> None:
    assert missing_shares(people(2000, 1, missing=True), ["age"])[0][1] > 0.1
    assert [band(a, (0, 15, 30)) for a in (3, 15, 99, None)] == ["0-14", "15-29", "30+", None]
    with pytest.raises(ReckoningError, match="below the first band"):
        band(-1, (0, 15))


def test_fields_missing_for_everyone_or_of_unequal_number_are_refused() -> None:
    with pytest.raises(ReckoningError, match="leave it out"):
        list(impute([Person(key="1", lists=("a",), fields=(None,))], times=1))
    with pytest.raises(ReckoningError, match="same fields"):
        list(impute([Person(key="1", lists=("a",), fields=("x",)), Person(key="2", lists=("a",), fields=())], times=1))


def test_linkages_that_differ_widen_the_interval() -> None:
    base = {1: 306, 2: 290, 4: 250, 3: 80, 5: 70, 6: 60, 7: 25}
    tables = [
        build("abc", {m: c + (shift if m == 3 else -shift if m in (1, 2) else 0) for m, c in base.items()})
        for shift in (-25, 0, 25)
    ]
    found = over_linkages(tables, sample_coverage, 1)
    assert isinstance(found, Pooled)
    alone = sample_coverage(tables[1], 1)
    assert isinstance(alone, Answer)
    assert found.share > 0.3
    assert found.answer.high - found.answer.low > alone.high - alone.low


def test_a_linkage_without_an_estimate_refuses_the_pool() -> None:
    good, bad = build("abc", {1: 30, 2: 30, 4: 30, 3: 9, 5: 9, 6: 9, 7: 3}), build("abc", {1: 20, 2: 30, 4: 10})
    found = over_linkages([good, bad], stepwise_pairs, 1)
    assert isinstance(found, Refusal)
    assert found.code == "EST-NO-OVERLAP-AT-ALL"
