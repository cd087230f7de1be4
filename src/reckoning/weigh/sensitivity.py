"""Which single claim, if withdrawn, moves a toll most, and what would settle it.

A claim is withdrawn from the docket: its origin falls back to its earlier figure, or falls silent. A figure that
several reports carry does not hang on one of them, so that only figures that rest on a single claim can move.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reckoning.reckoned import Sensitivity
from reckoning.types import Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.toll import RuleSet, names

#: So many claims of a docket are tried: those of the highest and lowest figures first.
TRIED = 12


def sensitivities(docket: Docket, tolls: Sequence[Toll], rules: Iterable[RuleSet]) -> tuple[Sensitivity, ...]:
    """One Sensitivity per toll of this docket, in the order of ``tolls``."""
    by_name = {r.name: r for r in rules}
    without = {s.claims[0]: _withdraw(docket, s) for s in _single(docket)}
    found = []
    for name in sorted({t.rule_set for t in tolls}):
        refolded = {claim: {t.key: t for t in by_name[name].fold(d)} for claim, d in without.items()}
        found += [_sensitivity(t, refolded, docket) for t in tolls if t.rule_set == name]
    return tuple(found)


def _single(docket: Docket) -> list[Stand]:
    """Stands that rest on one claim, widest figures first."""
    alone = [s for s in docket.stands if len(s.claims) == 1 and not s.implied]
    order = sorted(alone, key=lambda s: (s.figure, s.claims))
    ends = [s for pair in zip(order, reversed(order), strict=True) for s in pair]
    return list({s.claims[0]: s for s in ends}.values())[:TRIED]


def _withdraw(docket: Docket, gone: Stand) -> Docket:
    """The docket as if the claim had never been made."""
    earlier = [
        h for h in docket.history if (h.origin, h.group) == (gone.origin, gone.group) and h.claims != gone.claims
    ]
    rest = [s for s in docket.stands if s is not gone and not (s.implied and set(gone.claims) & set(s.claims))]
    stands = [*rest, earlier[-1]] if earlier else rest
    history = tuple(h for h in docket.history if not earlier or h is not earlier[-1])
    ordered = tuple(sorted(stands, key=lambda s: (s.group, s.origin)))
    return replace(docket, stands=ordered, history=history)


def _sensitivity(toll: Toll, refolded: dict[str, dict[str, Toll]], docket: Docket) -> Sensitivity:
    moved = [(_shift(toll, tolls.get(toll.key)), claim) for claim, tolls in sorted(refolded.items())]
    shift, claim = max(moved, key=lambda m: (m[0], m[1]), default=(0.0, ""))
    if shift <= 0:
        return Sensitivity(
            toll=toll.key, claim=None, low=toll.low, best=toll.best, high=toll.high, settles=settles(toll, docket)
        )
    other = refolded[claim].get(toll.key)
    return Sensitivity(
        toll=toll.key,
        claim=claim,
        low=other.low if other else None,
        best=other.best if other else None,
        high=other.high if other else None,
        settles=settles(toll, docket),
    )


def _shift(toll: Toll, other: Toll | None) -> float:
    """How far a toll moves, as the sum of its ends' moves; an end that appears or vanishes weighs its whole figure."""
    if other is None:
        return float((toll.low or 0) + (toll.high or toll.best or toll.low or 0) + 1)
    pairs = ((toll.low, other.low), (toll.best, other.best), (toll.high, other.high))
    return float(sum(abs((a or 0) - (b or 0)) for a, b in pairs))


def settles(toll: Toll, docket: Docket) -> str:
    """What would settle a toll, in plain words: the report that is missing, or the two that must be compared."""
    outside = {o.claim for o in toll.outliers}
    used = {c for step in toll.steps if step.before != step.after for c in step.claims}
    stands = [s for s in docket.stands if set(s.claims) & used and not set(s.claims) & outside and not s.implied]
    if not stands:
        return "A report that states the figure for this group."
    low, high = min(stands, key=lambda s: (s.figure, s.origin)), max(stands, key=lambda s: (s.figure, s.origin))
    if len({s.origin for s in stands}) == 1:
        return f"A second, independent origin: all that is known comes from {names(stands)}."
    if low.figure != high.figure:
        return f"How {low.words()} and {high.words()} came to differ: their lists of names, or a third count."
    if all(s.floor for s in stands):
        return "An upper bound: every origin gives a lower bound only."
    return "Nothing is disputed among the origins; names, dates and places would document it."
