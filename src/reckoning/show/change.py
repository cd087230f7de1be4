"""What changed between two states of a case: which tolls moved, and because of which documents, claims or rules.

Reach for :func:`changes` with two states; it is pure, and says the same whatever order their parts come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reckoning.ids import short
from reckoning.reckoned import Reckoning, Report
from reckoning.show.numerals import bracket_words
from reckoning.show.wording import claim_words
from reckoning.types import Bracket, Claim, Incident, Text, Toll

VERSION = re.compile(r"[.@]v\d+$")

CauseKind = Literal["new document", "document gone", "claim found", "claim lost", "rule", "reconciliation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A case at one time."""

    reports: tuple[Report, ...]
    reckoning: Reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that differs beneath a toll that moved; ``claims`` are the keys concerned."""

    kind: CauseKind
    says: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A toll that moved, appeared (``before`` is None) or vanished (``after`` is None)."""

    toll: str
    incident: str
    measure: str
    population: str
    rule_set: str
    before: Bracket | None
    after: Bracket | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference of two states; documents are named as in the case."""

    documents_new: tuple[str, ...]
    documents_gone: tuple[str, ...]
    moved: tuple[Moved, ...]


Slot = tuple[str, str, str, str, str]


def changes(before: State, after: State) -> Change:
    """Every toll that differs, in the order of the later state, then those that vanished.

    Tolls are matched by incident (by id, else by the most claims in common), measure, unit, population and rule set
    without its version; the day that a toll is as of is not compared.
    """
    same = _same_incidents(before.reckoning.incidents, after.reckoning.incidents)
    old = {_slot(toll, same): toll for toll in before.reckoning.tolls}
    new = {_slot(toll, {}): toll for toll in after.reckoning.tolls}
    ledger = _Ledger(before, after)
    moved = [ledger.moved(old.get(slot), new.get(slot)) for slot in (*new, *(s for s in old if s not in new))]
    return Change(
        documents_new=ledger.names(after, ledger.new),
        documents_gone=ledger.names(before, ledger.gone),
        moved=tuple(one for one in moved if one is not None),
    )


def _same_incidents(before: Iterable[Incident], after: Iterable[Incident]) -> dict[str, str]:
    """From the earlier id to the later one; only where they differ."""
    later = {incident.id: set(incident.claims) for incident in after}
    taken = {incident.id for incident in before if incident.id in later}
    found: dict[str, str] = {}
    for incident in before:
        free = sorted(id_ for id_ in later if id_ not in taken)
        if incident.id in later or not free:
            continue
        best = max(free, key=lambda id_: len(later[id_] & set(incident.claims)))
        if later[best] & set(incident.claims):
            found[incident.id] = best
            taken.add(best)
    return found


def _slot(toll: Toll, same: dict[str, str]) -> Slot:
    incident = same.get(toll.incident, toll.incident)
    return incident, toll.measure, toll.unit, toll.population.text, VERSION.sub("", toll.rule_set)


class _Ledger:
    """What stands in either state, by key; made once for a comparison."""

    def __init__(self, before: State, after: State) -> None:
        self.claims: dict[str, tuple[Claim, Text]] = {
            claim.key: (claim, report.text)
            for state in (before, after)
            for report in state.reports
            for claim in report.findings.claims
        }
        self.labels = {i.id: i.label for state in (before, after) for i in state.reckoning.incidents}
        held, holds = ({report.text.source for report in state.reports} for state in (before, after))
        self.new, self.gone = holds - held, held - holds

    def names(self, state: State, digests: set[str]) -> tuple[str, ...]:
        return tuple(sorted(report.text.name for report in state.reports if report.text.source in digests))

    def moved(self, before: Toll | None, after: Toll | None) -> Moved | None:
        toll = after or before
        if toll is None or (before and after and _bracket(before) == _bracket(after)):
            return None
        return Moved(
            toll=toll.key,
            incident=self.labels.get(toll.incident, short(toll.incident)),
            measure=toll.measure,
            population=toll.population.text,
            rule_set=toll.rule_set,
            before=_bracket(before) if before else None,
            after=_bracket(after) if after else None,
            causes=tuple(self._causes(before, after)),
        )

    def _causes(self, before: Toll | None, after: Toll | None) -> Iterator[Cause]:
        used, uses = _used(before), _used(after)
        found = [
            *self._of_claims(sorted(uses - used), self.new, "new document", "claim found"),
            *self._of_claims(sorted(used - uses), self.gone, "document gone", "claim lost"),
        ]
        yield from found
        if before and after and before.rule_set != after.rule_set:
            yield Cause(kind="rule", says=f"{before.rule_set} became {after.rule_set}")
        elif not found:
            yield Cause(
                kind="reconciliation", says="the same claims, reconciled otherwise: an origin, a relay or a rule"
            )

    def _of_claims(
        self, keys: list[str], documents: set[str], by_document: CauseKind, by_claim: CauseKind
    ) -> Iterator[Cause]:
        groups: dict[str, list[str]] = {}
        for key in keys:
            if key in self.claims:
                groups.setdefault(self.claims[key][1].source, []).append(key)
        for source, members in sorted(groups.items(), key=lambda item: self.claims[item[1][0]][1].name):
            said = "; ".join(claim_words(*self.claims[key]) for key in members)
            name = self.claims[members[0]][1].name
            kind = by_document if source in documents else by_claim
            yield Cause(kind=kind, says=f"{name}: {said}", claims=tuple(members))


def _bracket(toll: Toll) -> Bracket:
    return Bracket(low=toll.low, best=toll.best, high=toll.high)


def _used(toll: Toll | None) -> set[str]:
    if toll is None:
        return set()
    return {claim for step in toll.steps for claim in step.claims} | {outlier.claim for outlier in toll.outliers}


def spoken(change: Change) -> str:
    """A change as lines of text."""
    lines = [f"new: {name}" for name in change.documents_new] + [f"gone: {name}" for name in change.documents_gone]
    for moved in change.moved:
        before = bracket_words(moved.before) if moved.before else "no toll"
        after = bracket_words(moved.after) if moved.after else "no toll"
        what = f"{moved.incident}: {moved.measure}, {moved.population} ({moved.rule_set})"
        lines.append(f"{what}: {before} became {after}")
        lines.extend(f"    {cause.kind}: {cause.says}" for cause in moved.causes)
    return "\n".join(lines or ["No toll moved, and no document is new or gone."])
