"""What moved between two states of a case, and because of which new document, decision or rule version.

Reach for :func:`diff` to answer "why is the figure another than last week's?". Tolls are matched by incident (the one
that shares most claims), measure, population, unit and the rule set's name without its version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reckoning.reckoned import Reckoning, Report
from reckoning.types import Bracket, Incident, Toll
from reckoning.weigh.ruling import words

CauseKind = Literal["document", "claim", "decision", "rule", "clustering"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One cause of a change: a new or gone document or claim, a person's decision, another rule version."""

    kind: CauseKind
    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One toll that moved, appeared (``before`` None) or vanished (``after`` None)."""

    toll: str
    label: str
    rule_set: str
    before: Bracket | None
    after: Bracket | None
    because: tuple[Because, ...]


def diff(
    before: Reckoning,
    after: Reckoning,
    *,
    before_reports: Sequence[Report] = (),
    after_reports: Sequence[Report] = (),
) -> tuple[Change, ...]:
    """Every toll that differs between two reckonings with its causes, sorted by label and rule set.

    With the reports of both states causes name documents; without them they name claims.
    """
    twin = _twins(before.incidents, after.incidents)
    documents = {**_documents(before_reports), **_documents(after_reports)}
    old = {_mark(t, twin): t for t in before.tolls}
    new = {_mark(t, {}): t for t in after.tolls}
    labels = {i.id: i.label for i in (*before.incidents, *after.incidents)}
    pairs = [(old.get(mark), new.get(mark)) for mark in sorted({*old, *new}, key=str)]
    decided = _decided(before, after)
    moved = [_change(a, b, labels, documents, decided) for a, b in pairs if _moved(a, b)]
    return tuple(sorted(moved, key=lambda c: (c.label, c.rule_set, c.toll)))


def _twins(before: Sequence[Incident], after: Sequence[Incident]) -> dict[str, str]:
    """For each old incident the new one that holds most of its claims."""
    home = {claim: incident.id for incident in after for claim in incident.claims}
    found: dict[str, str] = {}
    for incident in before:
        votes: dict[str, int] = {}
        for claim in incident.claims:
            if claim in home:
                votes[home[claim]] = votes.get(home[claim], 0) + 1
        if votes:
            found[incident.id] = max(votes, key=lambda i: (votes[i], i))
    return found


def _mark(toll: Toll, twin: Mapping[str, str]) -> tuple[str, ...]:
    p = toll.population
    facets = (p.status, p.sex or "", p.age or "", p.affiliation or "", p.community or "")
    return twin.get(toll.incident, toll.incident), toll.measure, toll.unit, *facets, toll.rule_set.rsplit(".v", 1)[0]


def _moved(a: Toll | None, b: Toll | None) -> bool:
    if a is None or b is None:
        return True
    return (a.low, a.best, a.high, a.as_of, a.rule_set) != (b.low, b.best, b.high, b.as_of, b.rule_set)


def _documents(reports: Iterable[Report]) -> dict[str, str]:
    return {c.key: r.text.name for r in reports for c in r.findings.claims}


def _decided(before: Reckoning, after: Reckoning) -> dict[str, str]:
    """Claims on which people decided since (or no longer do), with the decision in words."""
    old = {(x.left, x.right, e.because) for x in before.links for e in x.evidence if e.feature == "verdict"}
    new = {(x.left, x.right, e.because) for x in after.links for e in x.evidence if e.feature == "verdict"}
    found: dict[str, str] = {}
    for left, right, because in sorted(old ^ new):
        word = because if (left, right, because) in new else f"no longer: {because}"
        found.update({left: word, right: word})
    ruled, was = ({(r.claim, words(r)) for r in state.rulings} for state in (after, before))
    for claim, because in sorted(ruled ^ was, key=lambda each: (each in ruled, each)):
        found[claim] = because if (claim, because) in ruled else f"no longer: {because}"
    return found


def _change(
    a: Toll | None, b: Toll | None, labels: Mapping[str, str], documents: Mapping[str, str], decided: Mapping[str, str]
) -> Change:
    toll = b or a
    if toll is None:  # never: a pair has at least one side
        raise AssertionError
    return Change(
        toll=toll.key,
        label=f"{labels.get(toll.incident, toll.incident)}: {toll.measure}, {toll.population.text}",
        rule_set=toll.rule_set,
        before=Bracket(low=a.low, best=a.best, high=a.high) if a else None,
        after=Bracket(low=b.low, best=b.best, high=b.high) if b else None,
        because=tuple(_causes(a, b, documents, decided)),
    )


def _causes(a: Toll | None, b: Toll | None, documents: Mapping[str, str], decided: Mapping[str, str]) -> list[Because]:
    """Rule versions first, then decisions, then documents and claims that came or went."""
    found: list[Because] = []
    if a and b and a.rule_set != b.rule_set:
        says = f"rule set {a.rule_set} became {b.rule_set}"
        found.append(Because(kind="rule", what=b.rule_set, says=says))
    old, new = _claims(a), _claims(b)
    found += [Because(kind="decision", what=c, says=decided[c]) for c in sorted((old | new) & decided.keys())]
    for claims, word in ((new - old, "new"), (old - new, "no longer used")):
        found += _named(claims, word, documents)
    return found or [Because(kind="clustering", what="", says="the same claims, grouped or judged otherwise")]


def _named(claims: set[str], word: str, documents: Mapping[str, str]) -> list[Because]:
    by_document: dict[str, int] = {}
    for claim in claims:
        if claim in documents:
            by_document[documents[claim]] = by_document.get(documents[claim], 0) + 1
    named = [
        Because(kind="document", what=d, says=f"{word}: {n} of its claims") for d, n in sorted(by_document.items())
    ]
    bare = [Because(kind="claim", what=c, says=word) for c in sorted(claims - documents.keys())]
    return [*named, *bare]


def _claims(toll: Toll | None) -> set[str]:
    return {c for step in toll.steps for c in step.claims} if toll else set()
