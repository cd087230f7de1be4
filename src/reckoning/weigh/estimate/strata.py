"""Estimation by stratum, over completed data sets and over plausible linkages.

Strata (a sex, an age band, a month, a district) are estimated one by one, as people of one kind are caught alike, and
added by draws. Where the fields that make strata are missing, the people are completed several times and every copy is
estimated; where the linkage is doubtful, every plausible linkage is. Both are pooled by total variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Notice, Outcome, Refusal
from reckoning.weigh.estimate.imputation import Person, impute, missing_shares
from reckoning.weigh.estimate.methods import Method, gate
from reckoning.weigh.estimate.pooling import Pooled, add, pool
from reckoning.weigh.estimate.tables import CaptureTable, Membership, by_stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How many completed data sets, and the seed of them all."""

    times: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified:
    """The total and each stratum, over all replicates; ``notices`` are warnings of the procedure itself."""

    total: Pooled | Refusal
    strata: tuple[tuple[str, Outcome], ...]
    documented: int
    missing: tuple[tuple[str, float], ...]
    notices: tuple[Notice, ...]


def by_field(people: Sequence[Person], fields: Sequence[int]) -> tuple[Membership, ...]:
    """Records grouped by the values of some fields; the people must be complete in them."""
    return tuple(
        Membership(person=p.key, source=name, stratum=" / ".join(str(p.fields[f]) for f in fields))
        for p in people
        for name in p.lists
    )


def estimate_strata(people: Sequence[Membership], method: Method, seed: int) -> tuple[tuple[str, Outcome], ...]:
    """Each stratum by one method, gate first; seeds differ by place in the sorted strata."""
    return tuple(
        (name, _guarded(table.drop_empty(), method, seed + index))
        for index, (name, table) in enumerate(by_stratum(people))
    )


def _guarded(table: CaptureTable, method: Method, seed: int) -> Outcome:
    refused = gate(table)
    if refused:
        return Refusal(method="gate", label="Before any method", notices=refused)
    return method(table, seed)


def with_imputation(
    people: Sequence[Person], names: Sequence[str], by: Sequence[str], method: Method, copies: Copies,
) -> Stratified:  # fmt: skip
    """Complete the people, estimate every stratum of every copy, add by draws, pool by total variance."""
    fields = [names.index(name) for name in by]
    totals: list[Outcome] = []
    strata: tuple[tuple[str, Outcome], ...] = ()
    times, seed = copies.times, copies.seed
    for copy, completed in enumerate(impute(people, times=times, seed=seed)):
        strata = estimate_strata(by_field(completed, fields), method, seed + 1000 * (copy + 1))
        totals.append(add(strata, seed + copy))
    missing = missing_shares(people, names)
    notices = tuple(honesty.missing_fields(n, s) for n, s in missing if s > honesty.MISSING)
    if times < honesty.FEWEST_IMPUTATIONS:
        notices += (honesty.few_imputations(times),)
    return Stratified(
        total=_pooled(totals, [len(people)] * times), strata=strata, documented=len(people), missing=missing,
        notices=notices,
    )  # fmt: skip


def over_linkages(tables: Sequence[CaptureTable], method: Method, seed: int) -> Pooled | Refusal:
    """One table per plausible linkage, one method; the answer holds the share of variance due to linkage."""
    return _pooled([_guarded(t, method, seed + i) for i, t in enumerate(tables)], [t.n for t in tables])


def _pooled(outcomes: Sequence[Outcome], documented: Sequence[int]) -> Pooled | Refusal:
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            return outcome
    return pool([o for o in outcomes if not isinstance(o, Refusal)], documented)
