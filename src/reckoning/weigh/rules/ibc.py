"""``ibc.v1``: at least two independent sources; from the lowest to the highest; totals only after deductions.

Source: Iraq Body Count, "Methods" section 3 and incident notes x132, x334, x350: two independent media reports are
needed for inclusion; minimum and maximum are carried through; totals of a place and period enter only after combatants,
the pre-war background and the incidents already counted are subtracted, each a named adjustment with its own bounds
("rarely brought to morgues" is read as 1/50 to 1/25). A single official total with adjustments of its own enters
alone, as the morgue's did.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reckoning.types import Bracket, Toll
from reckoning.weigh.adjustment import adjusted, in_order
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import EVERYONE, Group
from reckoning.weigh.outlier import split_outliers
from reckoning.weigh.stale import split_stale
from reckoning.weigh.toll import Chain, RuleSet, chain, latest_day, names, set_aside_step

NAME = "ibc.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for each group that is not said to be combatants, for deaths and injuries of people."""
    if docket.measure not in ("killed", "injured", "bodies_found"):
        return ()
    return tuple(_toll(docket, g) for g in docket.groups() if g.status != "combatant")


def _toll(docket: Docket, group: Group) -> Toll:
    made = chain(NAME, docket, group)
    set_aside_step(made, group)
    fresh, stale = split_stale(docket.of(group), docket)
    inside, outside = split_outliers(fresh)
    made.leave_out("outlier", (*stale, *outside))
    deducted = {a.claim for a in docket.adjustments}
    independent = [s for s in inside if s.doubt is None and not s.implied]
    if len(independent) < 2 and not any(set(s.claims) & deducted for s in independent):
        known = f"only {names(independent)}" if independent else "no named source"
        made.note("two-sources", independent, f"not included: two independent sources are needed, there is {known}")
        return made.toll(latest_day(inside))
    _span(made, independent)
    if group == EVERYONE:
        _less_combatants(made, independent)
    return made.toll(latest_day(independent))


def _span(made: Chain, stands: Sequence[Stand]) -> None:
    """Each source's figure, after its own deductions, widens the range."""
    for s in sorted(stands, key=lambda s: (s.as_of or date.min, s.origin)):
        mine = _deducted(made, s)
        now = made.bracket
        if now == Bracket():
            made.move("min-max", (s,), mine, s.words())
        else:
            low, high = _least(now.low, mine.low), _most(now.high, mine.high)
            made.move("min-max", (s,), Bracket(low=low, best=None, high=high), s.words())


def reported(s: Stand) -> Bracket:
    """The figure as reported, at both ends: a lower bound is a report of that number."""
    return Bracket(low=s.low if s.value is None else s.value, high=s.high if s.value is None else s.value)


def _deducted(made: Chain, s: Stand) -> Bracket:
    now = reported(s)
    for a in in_order(tuple(a for a in made.docket.adjustments if a.claim in s.claims)):
        after = adjusted(now, a)
        bounds = a.least if a.least == a.most else f"{a.least} to {a.most}"
        words = f"{s.words()}: {_ends(now)} less {a.kind} ({bounds}) is {_ends(after)}: {a.because}"
        claims = tuple(sorted({*s.claims, *a.rests_on}))
        made.move_claims(a.kind, claims, made.bracket, words)
        now = after
    return now


def _less_combatants(made: Chain, stands: Sequence[Stand]) -> None:
    """Take off the combatants that the same sources count among the dead."""
    origins = {(s.origin, s.as_of) for s in stands}
    fighters = [c for c in made.docket.stands if _all_fighters(c) and (c.origin, c.as_of) in origins]
    by_group: dict[Group, list[Stand]] = {}
    for c in fighters:
        by_group.setdefault(c.group, []).append(c)
    for group in sorted(by_group):
        held = by_group[group]
        now, least, most = made.bracket, min(c.figure for c in held), max(c.figure for c in held)
        low = None if now.low is None else max(0, now.low - most)
        high = None if now.high is None else max(0, now.high - least)
        made.move("combatants", held, Bracket(low=low, high=high), f"less {group.label()} counted by {names(held)}")


def _all_fighters(s: Stand) -> bool:
    """Whether a stand counts a whole body of combatants, not the women among them."""
    g = s.group
    return g.status == "combatant" and not (g.sex or g.age or g.community or s.implied)


def _ends(b: Bracket) -> str:
    low, high = ("?" if n is None else f"{n:,}" for n in (b.low, b.high))
    return low if low == high else f"{low} to {high}"


def _least(a: int | None, b: int | None) -> int | None:
    return min((x for x in (a, b) if x is not None), default=None)


def _most(a: int | None, b: int | None) -> int | None:
    return max((x for x in (a, b) if x is not None), default=None)


RULE_SET = RuleSet(
    name=NAME,
    title="Iraq Body Count: two sources, least to most",
    source="Iraq Body Count, Methods section 3; incident notes x132, x334, x350",
    fold=fold,
)
