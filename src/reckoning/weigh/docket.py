"""What a rule set gets to judge: for one incident, measure and unit, where each origin stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reckoning.reckoned import Origin
from reckoning.types import Bound, Measure, PersonRow, Side, SourceKind, Unit
from reckoning.weigh.adjustment import Adjustment
from reckoning.weigh.area import WHOLE
from reckoning.weigh.group import Group
from reckoning.weigh.parts import floor_of_parts
from reckoning.weigh.reading import bounds
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.series import Line, Point
from reckoning.weigh.source import PARTIES, fold_name

_COMMON = frozenset(
    {"forces", "army", "military", "government", "ministry", "of", "the", "defence", "defense", "state"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """An origin's last word on one group: its figure, as of which day, on which claims it rests.

    ``doubt`` is set where the origin names nobody: such a stand is no independent source. ``party`` marks a party to
    the conflict, ``side`` the speaker's side relative to the dead. ``tightened`` tells that its ends come from the
    parts and the whole as well as from its words; ``implied`` that it gives parts only, and its low end is their sum.
    ``conceded`` holds the words by which the origin, a party, concedes the figure as its own doing, ``accepted`` those
    by which some party accepts the harm in a report that carries the figure.
    """

    origin: str
    name: str
    kind: SourceKind
    side: Side
    group: Group
    low: int | None
    high: int | None
    value: int | None
    bound: Bound
    as_written: str
    as_of: date | None
    claims: tuple[str, ...]
    leading: Saying
    running: bool
    doubt: str | None = None
    tightened: bool = False
    implied: bool = False
    conceded: str = ""
    accepted: str = ""

    @property
    def party(self) -> bool:
        """Whether the origin is a party to the conflict."""
        return self.kind in PARTIES

    @property
    def figure(self) -> int:
        """The number to compare and to call best: as written, kept within the ends; else the nearer end."""
        if self.value is None:
            return next((n for n in (self.low, self.high) if n is not None), 0)
        low, high = self.low or 0, self.high
        return max(low, self.value if high is None else min(high, self.value))

    @property
    def written(self) -> int:
        """The number as publishers code it: "more than 1,300" as 1,300; what parts bound more tightly, as bounded."""
        return self.figure if self.value is None or self.tightened else self.value

    @property
    def floor(self) -> bool:
        """Whether it bounds from below only."""
        return self.high is None

    def words(self) -> str:
        """The stand in words: "Monitor: “at least 16” as of 2025-03-06"."""
        day = f" as of {self.as_of.isoformat()}" if self.as_of else ""
        if self.implied:
            return f"{self.name}: no total{day}, but parts ({self.as_written}) that imply at least {self.low:,}"
        ends = f", bounded by its parts to {_ends(self.low, self.high)}" if self.tightened else ""
        return f"{self.name}: “{self.as_written}”{day}{ends}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A claim that enters no range, and why."""

    claim: str
    measure: Measure
    unit: Unit
    group: Group
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """All that a rule set sees of one incident, measure and unit.

    ``stands`` are the last words of the origins on the whole incident, sorted; ``history`` every earlier point of
    the same lines; ``aside`` what cannot enter; ``persons`` the named victims of the incident, ``identified`` claims of
    people identified without a name; ``adjustments`` what the case's people take off a reported total.
    """

    incident: str
    measure: Measure
    unit: Unit
    stands: tuple[Stand, ...]
    history: tuple[Stand, ...] = ()
    aside: tuple[SetAside, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    identified: tuple[Saying, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    def groups(self) -> tuple[Group, ...]:
        """The groups that somebody counts, sorted."""
        return tuple(sorted({s.group for s in self.stands}))

    def of(self, group: Group) -> tuple[Stand, ...]:
        """The stands on exactly this group."""
        return tuple(s for s in self.stands if s.group == group)


def stand(line: Line, point: Point, origin: Origin | None) -> Stand:
    """One point of a line as a stand."""
    said = point.leading
    low, high = point.ends or bounds(said.claim.quantity)
    kind = origin.kind if origin else "unknown"
    return Stand(
        origin=line.origin,
        name=origin.name if origin else line.origin,
        kind=kind,
        side=side_of(said, kind, origin.name if origin else line.origin),
        group=line.group,
        low=low,
        high=high,
        value=said.claim.quantity.value,
        bound=said.claim.quantity.bound,
        as_written=said.claim.quantity.as_written or str(figure_of(said)),
        as_of=point.as_of,
        claims=tuple(sorted(s.key for s in point.said)),
        leading=said,
        running=line.scope == "running",
        doubt=None if any(s.doubt is None for s in point.said) else said.doubt,
        tightened=point.ends is not None,
        conceded=next((s.conceded for s in point.said if s.conceded), ""),
        accepted=next((s.accepted for s in point.said if s.accepted), ""),
    )


def side_of(said: Saying, kind: SourceKind, name: str) -> Side:
    """The speaker's side relative to the dead: as the text says, else by kind.

    A party's own forces are its own dead, other combatants the other side's; civilians are the other side's where the
    speaker's own side is blamed for them. What the words do not tell stays unknown.
    """
    stated = [link.side for link in said.claim.attribution if link.role == "origin" and link.side != "unknown"]
    if stated:
        return stated[-1]
    if kind not in PARTIES:
        return "unknown" if kind in ("unknown", "unnamed", "witness") else "third"
    if said.group.affiliation:
        own = said.group.affiliation == "state forces" if kind == "state" else _alike(said.group.affiliation, name)
        return "own" if own else "other"
    return "other" if any(_alike(p.text, name) for p in said.claim.perpetrators) else "unknown"


def _alike(left: str, right: str) -> bool:
    """Whether two names share a word that is no common one."""
    return bool((set(fold_name(left).split()) & set(fold_name(right).split())) - _COMMON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What goes into an incident's dockets beside its figures; see :class:`Docket`."""

    aside: tuple[SetAside, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    identified: tuple[Saying, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()


def dockets(
    incident: str, held: dict[Line, tuple[Point, ...]], origins: dict[str, Origin], beside: Beside
) -> tuple[Docket, ...]:
    """One docket per measure and unit of an incident; increments and parts by place are not among the stands."""
    kinds = sorted({(line.measure, line.unit) for line in held})
    return tuple(_docket(incident, kind, held, origins, beside) for kind in kinds)


def _docket(
    incident: str,
    kind: tuple[Measure, Unit],
    held: dict[Line, tuple[Point, ...]],
    origins: dict[str, Origin],
    beside: Beside,
) -> Docket:
    whole = [k for k in held if (k.measure, k.unit) == kind and k.area == WHOLE and k.scope != "increment"]
    every = sorted((stand(line, p, origins.get(line.origin)) for line in whole for p in held[line]), key=_lateness)
    last = {(s.origin, s.group): s for s in every}
    final = last | {(s.origin, s.group): s for s in _implied(last, held, kind, origins)}
    kept = {id(s) for s in final.values()}
    deaths = kind == ("killed", "people")
    return Docket(
        incident=incident,
        measure=kind[0],
        unit=kind[1],
        stands=tuple(sorted(final.values(), key=lambda s: (s.group, s.origin))),
        history=tuple(s for s in every if id(s) not in kept),
        aside=tuple(a for a in beside.aside if (a.measure, a.unit) == kind),
        persons=beside.persons if deaths else (),
        identified=beside.identified if deaths else (),
        adjustments=beside.adjustments,
    )


def _implied(
    last: dict[tuple[str, Group], Stand],
    held: dict[Line, tuple[Point, ...]],
    kind: tuple[Measure, Unit],
    origins: dict[str, Origin],
) -> list[Stand]:
    """What origins imply for a group that others give a total of: by parts alone, or by parts above their old total."""
    by_origin = {line.origin: line for line in held if (line.measure, line.unit) == kind}
    return [
        _implied_stand(floor, group, by_origin[origin], origins.get(origin))
        for group in sorted({g for _, g in last})
        for origin in sorted(by_origin)
        if (floor := floor_of_parts(held, origin, group, by_origin[origin]))
        and _tells_more(floor, last.get((origin, group)))
    ]


def _tells_more(floor: tuple[int, tuple[Point, ...]], total: Stand | None) -> bool:
    """Whether an origin's parts say more than its own last total: there is none, or it is earlier and smaller."""
    least, points = floor
    if total is None:
        return True
    days = [p.as_of for p in points if p.as_of]
    return total.as_of is not None and bool(days) and max(days) > total.as_of and least > total.figure


def _implied_stand(floor: tuple[int, tuple[Point, ...]], group: Group, line: Line, origin: Origin | None) -> Stand:
    total, points = floor
    base = stand(line, points[0], origin)
    return replace(
        base,
        group=group,
        low=total,
        high=None,
        value=None,
        bound="at_least",
        as_written=" + ".join(f"{figure_of(p.leading) or 0:,} {p.leading.claim.population.text}" for p in points),
        claims=tuple(sorted({s.key for p in points for s in p.said})),
        implied=True,
        tightened=False,
    )


def _ends(low: int | None, high: int | None) -> str:
    return f"{'?' if low is None else f'{low:,}'} to {'open' if high is None else f'{high:,}'}"


def _lateness(s: Stand) -> tuple[date, bool, int, str]:
    """Later as-of last; on one day a running total counts as the last word, then the higher edition."""
    return s.as_of or date.min, s.running, s.figure, s.leading.key
