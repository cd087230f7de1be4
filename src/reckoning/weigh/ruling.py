"""What people decided about single claims, folded into the tolls: their number stands, the machine's stands beside.

Reach for :func:`ruled` before anything is compared and for :func:`explained` after the rule sets have folded. A claim
that was rejected stays visible and enters no toll. A decided number is written in square brackets, as an editor's
insertion is, for it does not stand in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reckoning.reckoned import Ruling
from reckoning.types import Bracket, Step, Toll
from reckoning.weigh.saying import Saying

RULE = "decision"


def ruled(said: Iterable[Saying], rulings: Iterable[Ruling]) -> tuple[Saying, ...]:
    """The same sayings, those that a person gave a number carrying that number instead of the machine's."""
    by_claim = {ruling.claim: ruling for ruling in rulings}
    return tuple(_ruled(s, by_claim.get(s.key)) for s in said)


def _ruled(s: Saying, ruling: Ruling | None) -> Saying:
    if ruling is None or ruling.quantity is None:
        return s
    return replace(s, claim=replace(s.claim, quantity=ruling.quantity))


def rejections(rulings: Iterable[Ruling]) -> dict[str, str]:
    """Why each rejected claim (by key) enters no toll."""
    return {r.claim: f"{r.actor} rejected it: {r.reason} (decision {r.decision})" for r in rulings if not r.quantity}


def explained(tolls: Iterable[Toll], rulings: Sequence[Ruling]) -> tuple[Toll, ...]:
    """The same tolls, each beginning with the decisions on the claims that it uses."""
    by_claim = {ruling.claim: ruling for ruling in rulings}
    return tuple(_explained(toll, by_claim) for toll in tolls) if by_claim else tuple(tolls)


def _explained(toll: Toll, by_claim: Mapping[str, Ruling]) -> Toll:
    used = {claim for step in toll.steps for claim in step.claims} | {outlier.claim for outlier in toll.outliers}
    steps = tuple(_step(by_claim[claim]) for claim in sorted(used & by_claim.keys()))
    return replace(toll, steps=(*steps, *toll.steps)) if steps else toll


def _step(ruling: Ruling) -> Step:
    return Step(rule=RULE, claims=(ruling.claim,), before=Bracket(), after=Bracket(), because=words(ruling))


def words(ruling: Ruling) -> str:
    """A ruling in words: who decided what when, what the machine reads, why, under which id.

    >>> from reckoning.types import Quantity
    >>> read = Quantity(low=40, high=40, value=40, bound="exact", as_written="40")
    >>> words(Ruling(claim="c", decision="d1", actor="M. R.", at="2025-04-01T09:00:00Z", reason="a slip", quantity=None,
    ...              read=read))
    'M. R. decided on 2025-04-01 that the claim is to be left out, where the machine reads “40”: a slip (decision d1)'
    """
    if ruling.quantity is None:
        what = f"that the claim is to be left out, where the machine reads “{ruling.read.as_written}”"
    elif ruling.quantity == ruling.read:
        what = f"that “{ruling.read.as_written}”, as the machine reads it, stands"
    else:
        what = f"that {ruling.quantity.as_written} stands, where the machine reads “{ruling.read.as_written}”"
    day = f" on {ruling.at[:10]}" if ruling.at[:4].isdigit() else ""
    return f"{ruling.actor} decided{day} {what}: {ruling.reason} (decision {ruling.decision})"
