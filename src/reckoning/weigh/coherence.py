"""A total is at least its part: tolls of one rule set on nested groups, held together or remarked on.

Figures of one origin are bounded by each other in ``weigh.parts``. Across origins nothing is corrected: the total of
one and the larger part of another are both stated, and a step of the total names both. Only ``latest-per-origin``,
whose best figure is Reckoning's own judgement, may not call best what its own best figure for a part rules out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reckoning.types import Bracket, Step, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import group_of, relate
from reckoning.weigh.toll import RuleSet

RULE = "part-whole"


def coherent(rule: RuleSet) -> RuleSet:
    """The same rule set, its tolls naming the larger parts that other origins give."""

    def fold(docket: Docket) -> tuple[Toll, ...]:
        tolls = rule.fold(docket)
        return tuple(_remarked(toll, tolls, docket) for toll in tolls)

    return replace(rule, fold=fold)


def raised(tolls: tuple[Toll, ...], docket: Docket) -> tuple[Toll, ...]:
    """The same tolls, no best figure and no high end below the best figure of a part."""
    return tuple(_raised(toll, tolls, docket) for toll in tolls)


def _raised(toll: Toll, tolls: Sequence[Toll], docket: Docket) -> Toll:
    part = max(_parts(toll, tolls), key=lambda p: (p.best or 0, p.key), default=None)
    if part is None or part.best is None or toll.best is None or part.best <= toll.best:
        return toll
    high = None if toll.high is None or part.high is None else max(toll.high, part.high)
    after = Bracket(low=toll.low, best=part.best, high=high)
    return _with_step(toll, part, docket, after, f", so that best is {part.best:,}, as for {part.population.text}")


def _remarked(toll: Toll, tolls: Sequence[Toll], docket: Docket) -> Toll:
    if any(step.rule == RULE for step in toll.steps):
        return toll
    part = max(_parts(toll, tolls), key=lambda p: (p.low or 0, p.key), default=None)
    if part is None or toll.low is None or (part.low or 0) <= toll.low:
        return toll
    return _with_step(toll, part, docket, _bracket(toll), "")


def _parts(whole: Toll, tolls: Sequence[Toll]) -> list[Toll]:
    group = group_of(whole.population)
    return [t for t in tolls if t.rule_set == whole.rule_set and relate(group_of(t.population), group) == "part"]


def _with_step(toll: Toll, part: Toll, docket: Docket, after: Bracket, so: str) -> Toll:
    above = _stand(docket, part, lambda s: s.low or 0)
    below = _stand(docket, toll, lambda s: -s.figure)
    if above is None or below is None or above.figure <= below.figure:
        return toll
    because = (
        f"{above.words()} for {above.group.label()} alone is more than {below.words()} for all "
        f"{below.group.label()}, and a total is at least its part{so}"
    )
    claims = tuple(sorted({*above.claims, *below.claims}))
    step = Step(rule=RULE, claims=claims, before=_bracket(toll), after=after, because=because)
    return replace(toll, low=after.low, best=after.best, high=after.high, steps=(*toll.steps, step))


def _stand(docket: Docket, toll: Toll, size) -> Stand | None:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- a sort key
    """The stated figure of a toll's group that is largest by ``size``; outliers are left out.

    Where nobody counts just that group (people presumed civilian, say), the figures for the wider one are meant.
    """
    outside = {outlier.claim for outlier in toll.outliers}
    used = {claim for step in toll.steps for claim in step.claims} - outside
    group = group_of(toll.population)
    stated = [s for s in docket.stands if not s.implied and used & set(s.claims)]
    held = [s for s in stated if s.group == group] or [s for s in stated if relate(s.group, group) == "whole"]
    return max(held, key=lambda s: (size(s), s.origin), default=None)


def _bracket(toll: Toll) -> Bracket:
    return Bracket(low=toll.low, best=toll.best, high=toll.high)
