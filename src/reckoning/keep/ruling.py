"""The numbers that people gave, read out of decisions: what weighing must let stand, and which decisions lapsed.

Reach for :func:`rulings` beside ``decide.edges``: edges join and part claims, rulings say what a claim counts. A
verdict ``reject`` leaves the claim out; any other verdict with a value sets the number. The value is written as a
person would: ``57``, ``1,383``, ``at least 40``, ``more than 40``, ``at most 40``, ``about 40``, ``30 to 40``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reckoning.codec import to_plain
from reckoning.ids import digest_of, short
from reckoning.keep.decide import DIFFERENT, SAME, Stood
from reckoning.problems import ReckoningError
from reckoning.reckoned import Report, Ruling
from reckoning.types import Bound, Claim, Decision, Problem, Quantity

REJECT = "reject"
_NUMBER = r"(\d{1,3}(?:[,\u00a0 ]\d{3})+|\d{1,9})"
_BOUNDED = re.compile(rf"(?:(at least|more than|over|at most|up to|about|some)\s+)?{_NUMBER}", re.IGNORECASE)
_RANGE = re.compile(rf"(?:between\s+)?{_NUMBER}\s*(?:-|–|to|and)\s*{_NUMBER}", re.IGNORECASE)
_BOUND: dict[str, Bound] = {
    "at least": "at_least", "more than": "at_least", "over": "at_least", "at most": "at_most", "up to": "at_most",
    "about": "about", "some": "about",
}  # fmt: skip


def identity(decision: Decision) -> str:
    """The short id by which steps and pages name a decision: the digest of its content."""
    return short(digest_of("decision", to_plain(decision)))


def counts(decision: Decision) -> bool:
    """Whether a decision is about what a claim counts: it rejects it, or gives a number."""
    return decision.verdict == REJECT or (decision.value is not None and decision.verdict not in (SAME, DIFFERENT))


def check(decision: Decision) -> None:
    """Refuse a decision that could never be carried out: ``ReckoningError`` if it quotes nothing or gives no number."""
    if not decision.about:
        raise ReckoningError("A decision is about quotes: give at least one anchor, as a claim or a page shows it.")
    if counts(decision) and decision.verdict != REJECT and decision.value is not None:
        quantity_of(decision.value)


def quantity_of(value: str) -> Quantity:
    """The number that a person gave, in square brackets for it does not stand in the report.

    Raises ``ReckoningError`` if the words are none of the forms named above.

    >>> quantity_of("more than 1,300")
    Quantity(low=1301, high=None, value=1300, bound='at_least', as_written='[more than 1,300]', fraction=None)
    """
    words = " ".join(value.split())
    if found := _BOUNDED.fullmatch(words):
        return _bounded((found[1] or "").lower(), _whole(found[2]), words)
    if found := _RANGE.fullmatch(words):
        low, high = _whole(found[1]), _whole(found[2])
        if low <= high:
            return Quantity(low=low, high=high, value=None, bound="range", as_written=f"[{words}]")
    raise ReckoningError(
        f"{value!r} is no number that a decision can give. Write 57, at least 40, more than 40, at most 40, about 40 "
        "or 30 to 40."
    )


def _bounded(word: str, number: int, words: str) -> Quantity:
    bound = _BOUND.get(word, "exact")
    low = number + 1 if word in ("more than", "over") else number if bound in ("exact", "at_least") else None
    high = number if bound in ("exact", "at_most") else None
    return Quantity(low=low, high=high, value=number, bound=bound, as_written=f"[{words}]")


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def rulings(stood: Iterable[Stood], reports: Sequence[Report]) -> tuple[Ruling, ...]:
    """What the decisions in force say of single claims, sorted by claim; of two on one claim the later one stands."""
    claims = {claim.key: claim for report in reports for claim in report.findings.claims}
    found = {r.claim: r for one in stood if one.in_force for r in _rulings(one, claims)}
    return tuple(found[key] for key in sorted(found))


def _rulings(one: Stood, claims: dict[str, Claim]) -> Iterator[Ruling]:
    decision = one.decision
    if not counts(decision) or _unclear(one) is not None:
        return
    given = None if decision.verdict == REJECT or decision.value is None else quantity_of(decision.value)
    for key in sorted({key for keys in one.claims for key in keys}):
        read = claims[key].quantity
        yield Ruling(
            claim=key, decision=identity(decision), actor=decision.actor, at=decision.at, reason=decision.reason,
            quantity=read if given is not None and _same(given, read) else given, read=read,
        )  # fmt: skip


def _same(given: Quantity, read: Quantity) -> bool:
    return (given.low, given.high, given.value) == (read.low, read.high, read.value)


def _unclear(one: Stood) -> str | None:
    """Why a decision's number cannot be given to a claim, or None."""
    if one.decision.verdict == REJECT or one.decision.value is None:
        return None
    if any(len(keys) > 1 for keys in one.claims):
        return "its words carry several claims, and the number is not said to be one of them's: quote fewer words"
    try:
        quantity_of(one.decision.value)
    except ReckoningError as error:
        return str(error)
    return None


def problems(stood: Iterable[Stood]) -> tuple[Problem, ...]:
    """The decisions that do not hold any more, or cannot be carried out, each with its words."""
    return tuple(problem for one in stood for problem in _problems(one))


def _problems(one: Stood) -> Iterator[Problem]:
    decision, unclear = one.decision, _unclear(one) if counts(one.decision) else None
    said = f"{decision.actor} decided “{decision.verdict}”{_valued(decision)} ({identity(decision)})"
    if one.state == "orphan":
        yield _problem("DECISION-ORPHAN", f"{said}; its words, or a finding on them, are nowhere any more", decision)
    elif one.state == "lapsed":
        yield _problem("DECISION-LAPSED", f"{said}; the document and its reading have both changed since", decision)
    elif unclear:
        yield _problem("DECISION-UNCLEAR", f"{said}; {unclear}", decision)


def _valued(decision: Decision) -> str:
    return f" with the value {decision.value!r}" if decision.value is not None else ""


def _problem(code: str, says: str, decision: Decision) -> Problem:
    return Problem(where=identity(decision), code=code, says=says, anchor=decision.about[0] if decision.about else None)
