"""Estimation by stratum, over completed data sets and over plausible linkages.

Strata (a sex, an age band, a month, a district) are estimated one by one, as people of one kind are caught alike, and
added by draws. Where the fields that make strata are missing, the people are completed several times and every copy is
estimated; where the linkage is doubtful, every plausible linkage is. Both are pooled by total variance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Answer, Notice, Outcome, Refusal
from reckoning.weigh.estimate.imputation import Person, impute, missing_shares
from reckoning.weigh.estimate.methods import Method, gate
from reckoning.weigh.estimate.people import People
from reckoning.weigh.estimate.pooling import Pooled, add, pool
from reckoning.weigh.estimate.tables import CaptureTable, Membership, by_stratum

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How many completed data sets, and the seed of them all."""

    times: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One stratum: how many of it are documented (the mean over the copies), and its own outcome."""

    name: str
    documented: float
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified:
    """One method, stratum by stratum: the total and each stratum over all copies.

    ``share`` of the variance is due to missing values; it is None where nothing was missing (one copy) or where the
    total is refused.
    """

    method: str
    label: str
    total: Outcome
    strata: tuple[Stratum, ...]
    copies: int
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByStrata:
    """All methods by strata: the fields, how much of each was missing, and what the procedure itself warns of."""

    fields: tuple[str, ...]
    missing: tuple[tuple[str, float], ...]
    results: tuple[Stratified, ...]
    notices: tuple[Notice, ...]


def by_field(people: Sequence[Person], fields: Sequence[int]) -> tuple[Membership, ...]:
    """Records grouped by the values of some fields; the people must be complete in them."""
    return tuple(
        Membership(person=p.key, source=name, stratum=" / ".join(str(p.fields[f]) for f in fields))
        for p in people
        for name in p.lists
    )


def stratify(
    people: People, by: Sequence[str], methods: Mapping[str, Method], copies: Copies, progress: Progress | None = None
) -> ByStrata:
    """Complete the people where fields are missing, estimate every stratum of every copy, add by draws, pool.

    Fields beside ``by`` take part in the completion as predictors, as the lists do.
    """
    unknown = [name for name in by if name not in people.fields]
    if unknown:
        raise ReckoningError(f"There is no field {unknown[0]!r}; fields are {', '.join(people.fields) or 'none'}.")
    places = [people.fields.index(name) for name in by]
    missing = tuple((n, s) for n, s in missing_shares(people.people, people.fields) if n in by)
    tables = tuple(dict(by_stratum(by_field(each, places))) for each in _complete(people, missing, copies))
    results = []
    for index, (name, method) in enumerate(methods.items()):
        if progress:
            progress(f"strata, {name}", index / len(methods))
        results.append(_over_copies(tables, name, method, copies.seed))
    return ByStrata(
        fields=tuple(by), missing=missing, results=tuple(results), notices=_notices(missing, tables, copies.times)
    )


def _complete(
    people: People, missing: Sequence[tuple[str, float]], copies: Copies
) -> Iterator[Sequence[Person]]:  # fmt: skip
    """The people themselves where nothing is missing in the fields of the strata, else the completed copies."""
    if any(share > 0 for _, share in missing):
        return impute(people.people, times=copies.times, seed=copies.seed)
    return iter((people.people,))


def _notices(
    missing: Sequence[tuple[str, float]], tables: Sequence[dict[str, CaptureTable]], times: int
) -> tuple[Notice, ...]:
    found = [honesty.strata_summed(len(set().union(*tables)))]
    found += [honesty.missing_fields(name, share) for name, share in missing if share > honesty.MISSING]
    if len(tables) > 1 and times < honesty.FEWEST_IMPUTATIONS:
        found.append(honesty.few_imputations(times))
    return tuple(found)


def _over_copies(tables: Sequence[dict[str, CaptureTable]], name: str, method: Method, seed: int) -> Stratified:
    copies = [estimate_strata(each, method, seed + 1000 * (turn + 1)) for turn, each in enumerate(tables)]
    totals = [add(tuple(copy.items()), seed + turn) for turn, copy in enumerate(copies)]
    names = sorted(set().union(*tables))
    whole = [sum(t.n for t in each.values()) for each in tables]
    total = over_copies(totals, whole)
    strata = tuple(_stratum(each, copies, tables) for each in names)
    labels = [s.outcome.label for s in strata if isinstance(s.outcome, Answer)]
    return Stratified(
        method=name, label=labels[0] if labels else name.capitalize(), strata=strata, copies=len(tables),
        total=total.answer if isinstance(total, Pooled) else total,
        share=round(total.share, 4) if isinstance(total, Pooled) else None,
    )  # fmt: skip


def _stratum(name: str, copies: Sequence[dict[str, Outcome]], tables: Sequence[dict[str, CaptureTable]]) -> Stratum:
    held = [(copy[name], each[name].n) for copy, each in zip(copies, tables, strict=True) if name in copy]
    found = over_copies([outcome for outcome, _ in held], [n for _, n in held])
    outcome = found.answer if isinstance(found, Pooled) else found
    return Stratum(name=name, documented=sum(n for _, n in held) / len(tables), outcome=outcome)


def estimate_strata(tables: dict[str, CaptureTable], method: Method, seed: int) -> dict[str, Outcome]:
    """Each stratum by one method, gate first; seeds differ by place in the sorted strata."""
    return {
        name: _guarded(tables[name].drop_empty(), method, seed + index) for index, name in enumerate(sorted(tables))
    }


def _guarded(table: CaptureTable, method: Method, seed: int) -> Outcome:
    refused = gate(table)
    if refused:
        return Refusal(method="gate", label="Before any method", notices=refused)
    return method(table, seed)


def over_linkages(tables: Sequence[CaptureTable], method: Method, seed: int) -> Pooled | Refusal:
    """One table per plausible linkage, one method; the answer holds the share of variance due to linkage."""
    found = over_copies([_guarded(t, method, seed + i) for i, t in enumerate(tables)], [t.n for t in tables])
    if isinstance(found, Answer):
        raise ReckoningError("Pooling over linkages wants at least two tables.")
    return found


def over_copies(outcomes: Sequence[Outcome], documented: Sequence[int]) -> Pooled | Outcome:
    """One outcome from one per copy: itself if alone, the first refusal if any refuses, else pooled."""
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            return outcome
    answers = [o for o in outcomes if isinstance(o, Answer)]
    return answers[0] if len(answers) == 1 else pool(answers, documented)
