"""The model's reading beside that of the rules: where both agree nothing is said, every difference is a Problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reckoning.extract.model.answer import Pointed
from reckoning.extract.voice import kind_of
from reckoning.types import Anchor, AttributionLink, Claim, Problem, Quantity, Stance

CONFIDENCE = 0.5  # of a claim that only the model has: the least of any claim


def same_words(one: Claim, other: Claim) -> bool:
    """Whether two claims stand on overlapping words with the same number."""
    return _numbers(one.quantity) == _numbers(other.quantity) and any(
        a.start < b.end and b.start < a.end for a in _mentions(one) for b in _mentions(other)
    )


def _numbers(quantity: Quantity) -> tuple[int | None, int | None, int | None]:
    return quantity.value, quantity.low, quantity.high


def _mentions(claim: Claim) -> tuple[Anchor, ...]:
    return (claim.anchor, *claim.mentions)


def differences(rule: Claim, said: Pointed, where: str) -> Iterator[Problem]:
    """What the model reads otherwise than the rules on the same words; the rules' claim stands as it is."""
    if rule.measure != said.measure:
        yield _differs(rule, where, f"{said.measure} instead of {rule.measure}")
    if rule.stance != said.stance:
        yield _differs(rule, where, f"the stance {said.stance} instead of {rule.stance}")
    origin = next((link for link in rule.attribution if link.role == "origin"), None)
    if not _same_source(origin, said.source):
        theirs, ours = said.source or "the report itself", origin.name if origin else "the report itself"
        yield _differs(rule, where, f"{theirs!r} as the source instead of {ours!r}")


def _same_source(origin: AttributionLink | None, source: str | None) -> bool:
    if origin is None or source is None:
        return origin is None and source is None
    ours, theirs = f"{origin.name} {origin.text}".lower(), source.lower()
    return theirs in ours or any(part.lower() in theirs for part in (origin.name, origin.text))


def _differs(rule: Claim, where: str, what: str) -> Problem:
    says = f"On {rule.anchor.exact!r} the model reads {what}. The rules' reading stands; see which is right."
    return Problem(where=where, code="MODEL-DIFFERS", says=says, anchor=rule.anchor)


def only_model(claim: Claim, where: str) -> Problem:
    """For a claim that the rules did not make."""
    says = (
        f"Only the model reads {claim.anchor.exact!r} as {claim.measure}. Number, harm and source stand in the report; "
        "the claim is kept with low confidence. See whether it holds."
    )
    return Problem(where=where, code="MODEL-ONLY", says=says, anchor=claim.anchor)


def only_rules(claims: Iterable[Claim], seen: Iterable[str], where: str) -> Iterator[Problem]:
    """For each claim with a number that the model did not point at."""
    known = set(seen)
    for claim in claims:
        if claim.key not in known and claim.quantity.value is not None:
            says = f"The model does not point at {claim.anchor.exact!r}, which the rules read as {claim.measure}."
            yield Problem(where=where, code="MODEL-MISSED", says=says, anchor=claim.anchor)


def dressed(claim: Claim, stance: Stance, source: AttributionLink | None, by: str) -> Claim:
    """A claim of the model alone: the facets are the rules', the hedge is whichever is the more careful."""
    links = claim.attribution or (() if source is None else (source,))
    hedged = stance if claim.stance == "asserted" else claim.stance
    return replace(claim, by=by, confidence=CONFIDENCE, attribution=links, stance=hedged)


def link(words: str, span: tuple[int, int]) -> AttributionLink:
    """The speaker that a model names, where the report names him."""
    return AttributionLink(name=words, text=words, role="origin", kind=kind_of(words), start=span[0], end=span[1])
