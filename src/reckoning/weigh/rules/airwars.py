"""``airwars.v1``: a grading, a range per victim group, and zero minimums where the status of the dead is contested.

Source: Airwars, "Methodology" and "Assessment standards" (civilian_harm_status: confirmed, fair, weak, contested,
discounted), as encoded in its public theme. *Confirmed*: a belligerent accepted responsibility. *Fair*: two or more
credible sources. *Weak*: a single source. *Contested*: competing claims of responsibility. *Discounted*: those killed
were combatants. Deaths conceded by a belligerent (``deaths_conceded_min``, ``_max``; the maximum defaults to the
minimum) are kept beside the range. Civilian status is presumed unless there is evidence; a militant label by the
alleged perpetrator alone is context, not evidence. If status is contested, both the civilian and the militant minimum
become zero. Headline totals add fair and confirmed incidents only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reckoning.types import Bracket, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import EVERYONE, Group
from reckoning.weigh.outlier import split_outliers
from reckoning.weigh.rules.ibc import reported
from reckoning.weigh.stale import split_stale
from reckoning.weigh.toll import Chain, RuleSet, chain, latest_day, names, set_aside_step

NAME = "airwars.v1"
Grading = Literal["confirmed", "fair", "weak", "contested", "discounted"]
CIVILIAN, COMBATANT = Group(status="civilian"), Group(status="combatant")


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for the civilians, one for combatants where any are claimed, one for each part (women, children)."""
    if docket.measure not in ("killed", "injured") or docket.unit != "people":
        return ()
    targets = sorted({_target(g) for g in docket.groups()})
    return tuple(t for target in targets if (t := _toll(docket, target)))


def _target(group: Group) -> Group:
    """The Airwars column a group counts in: people of unsaid status are presumed civilian."""
    if group.status == "combatant":
        return COMBATANT
    return Group(status="civilian", sex=group.sex, age=group.age)


def _toll(docket: Docket, target: Group) -> Toll | None:
    made = chain(NAME, docket, target)
    set_aside_step(made, target)
    stands = _stands(docket, target)
    fresh, stale = split_stale(stands, docket)
    inside, outside = split_outliers(fresh)
    made.leave_out("outlier", (*stale, *outside))
    grading, because = grade(docket)
    made.note("grading", docket.stands, f"{grading}: {because}")
    for s in sorted((s for s in inside if not s.implied), key=lambda s: s.origin):
        made.move("min-max", (s,), _wider(made.bracket, s), _presumed(s))
    if made.bracket == Bracket():
        return None
    _concession(made, docket, target)
    _contested_status(made, docket, target)
    return made.toll(latest_day(inside))


def _stands(docket: Docket, target: Group) -> tuple[Stand, ...]:
    """One stand per origin for a column; a total of everyone yields to the origin's own figure for civilians.

    A militant label by a party to the conflict alone never fills the combatants' column.
    """
    best: dict[str, Stand] = {}
    for s in docket.stands:
        if _target(s.group) == target and not s.implied and s.group.facets() <= _most_facets(s.group, target):
            known = best.get(s.origin)
            if known is None or (known.group == EVERYONE and s.group != EVERYONE):
                best[s.origin] = s
    gives = {s.origin for s in docket.stands if s.group.status == "combatant"}
    split = [s for s in best.values() if not (s.group == EVERYONE and s.origin in gives)]
    return tuple(sorted(split, key=lambda s: s.origin))


def _most_facets(group: Group, target: Group) -> frozenset[tuple[str, str]]:
    return target.facets() | {("affiliation", group.affiliation), ("community", group.community)}


def _wider(now: Bracket, s: Stand) -> Bracket:
    mine = reported(s)
    if now == Bracket():
        return mine
    lows = [n for n in (now.low, mine.low) if n is not None]
    highs = [n for n in (now.high, mine.high) if n is not None]
    return Bracket(low=min(lows, default=None), high=max(highs, default=None))


def _presumed(s: Stand) -> str:
    return f"{s.words()}, status not said and presumed civilian" if s.group == EVERYONE else s.words()


def grade(docket: Docket) -> tuple[Grading, str]:
    """The grading of an incident and its reason.

    Discounted and contested go first, then a concession, then the number of independent named sources.
    """
    named = sorted({s.origin for s in docket.stands if s.doubt is None and not s.implied})
    neutral = [s for s in docket.stands if not s.party]
    if neutral and all(s.group.status == "combatant" for s in neutral):
        return "discounted", "every source that is no party says that the dead were combatants"
    blamed = _rival_blame(docket.stands)
    if len(blamed) > 1:
        return "contested", f"sources blame different actors ({', '.join(sorted(blamed))})"
    owning = _owning(docket)
    if owning:
        words = owning[0].accepted or _said_by(owning[0])
        return "confirmed", f"a party to the conflict accepts responsibility ({words})"
    if len(named) >= 2:
        return "fair", f"{len(named)} independent sources"
    return "weak", "a single source" if named else "no named source"


def _owning(docket: Docket) -> list[Stand]:
    """Figures, last or earlier, that a party concedes or whose harm one accepts; implied ones were never said."""
    every = (*docket.stands, *docket.history)
    return [s for s in every if not s.implied and s.group.status != "combatant" and (s.conceded or s.accepted)]


def _said_by(s: Stand) -> str:
    return f"{s.name}: {s.conceded}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession:
    """Deaths or injuries that a party concedes: ``deaths_conceded_min`` and ``_max``; the maximum is the minimum where
    it gives no other.
    """

    stand: Stand
    least: int
    most: int


def concessions(docket: Docket, target: Group) -> tuple[Concession, ...]:
    """What each party concedes in one of Airwars' columns, its last word each, sorted by origin."""
    last: dict[str, Stand] = {}
    for s in _owning(docket):
        if s.conceded and _target(s.group) == target:
            last.setdefault(s.origin, s)
    return tuple(
        Concession(stand=s, least=s.written, most=max(s.written, s.high or 0)) for _, s in sorted(last.items())
    )


def _rival_blame(stands: Iterable[Stand]) -> set[str]:
    """Actors blamed by different origins, none of whom any origin blames together with another."""
    by_origin: dict[str, set[str]] = {}
    for s in stands:
        for p in s.leading.claim.perpetrators:
            by_origin.setdefault(s.origin, set()).add(p.text.casefold().removeprefix("the ").strip())
    actors = list(by_origin.values())
    common = set.intersection(*actors) if actors else set()
    return set() if common or len(actors) < 2 else set.union(*actors)


def _concession(made: Chain, docket: Docket, target: Group) -> None:
    for c in concessions(docket, target):
        much = f"{c.least:,}" if c.least == c.most else f"{c.least:,} to {c.most:,}"
        made.note("conceded", (c.stand,), f"{c.stand.name} concedes {much} ({c.stand.conceded})")


def _contested_status(made: Chain, docket: Docket, target: Group) -> None:
    """Civilians to one source, combatants to another, about the same dead: both minimums become zero."""
    rivals = contested_status(docket)
    if rivals and target in (CIVILIAN, COMBATANT):
        after = Bracket(low=0, best=None, high=made.bracket.high)
        made.move(
            "contested-status",
            rivals,
            after,
            f"the status of the dead is contested between {names(rivals)}: minimum zero",
        )
        return
    labels = [s for s in docket.stands if s.party and s.group.status == "combatant"]
    if labels and target == CIVILIAN:
        made.note(
            "label", labels, f"{names(labels)} calls dead combatants: a party's word alone is context, not evidence"
        )


def contested_status(docket: Docket) -> Sequence[Stand]:
    """The stands that contest the status of the same dead: one origin gives civilians only, another, no party to the
    conflict, combatants only, with figures that could be the same people.
    """
    by_origin: dict[str, list[Stand]] = {}
    for s in docket.stands:
        if not s.implied:
            by_origin.setdefault(s.origin, []).append(s)
    civil = [h[0] for h in by_origin.values() if all(s.group.status == "civilian" for s in h)]
    fight = [h[0] for h in by_origin.values() if all(s.group.status == "combatant" for s in h) and not h[0].party]
    pairs = [(c, f) for c in civil for f in fight if max(c.figure, f.figure) <= 1.5 * min(c.figure, f.figure)]
    return sorted({s.origin: s for pair in pairs for s in pair}.values(), key=lambda s: s.origin)


def grading_of(toll: Toll) -> Grading | None:
    """The grading that an Airwars toll carries in its steps; None for tolls of other rule sets."""
    words = next((s.because.split(":")[0] for s in toll.steps if s.rule == "grading"), None)
    return words if toll.rule_set == NAME else None  # type: ignore[return-value]


def headline(tolls: Iterable[Toll]) -> Bracket:
    """Airwars' headline of civilians over incidents: the sum over fair and confirmed ones only."""
    counted = [t for t in tolls if grading_of(t) in ("fair", "confirmed") and t.population.status == "civilian"
               and t.population.sex is None and t.population.age is None]  # fmt: skip
    return Bracket(low=sum(t.low or 0 for t in counted), high=sum(t.high or 0 for t in counted))


RULE_SET = RuleSet(
    name=NAME,
    title="Airwars: graded ranges",
    source="Airwars, Methodology and assessment standards",
    fold=fold,
)
