"""The values that weighing makes and showing reads: origins, relays, series, and the reckoning as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reckoning.types import (
    Bound,
    Bracket,
    Evidence,
    Findings,
    Incident,
    Interval,
    Measure,
    Place,
    Population,
    Problem,
    Quantity,
    Side,
    SourceKind,
    Text,
    Toll,
    Unit,
)

Fidelity = Literal["faithful", "rounded", "group_dropped", "hedge_lost", "superseded", "distorted"]
Scope = Literal["running", "increment", "single"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text and what extraction found in it: the unit that weighing takes."""

    text: Text
    findings: Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who a figure comes from in the end; ``claims`` are the keys it stands behind (relays included).

    ``doubt`` is None for a named origin; for one linked by evidence only it says what the link rests on.
    """

    id: str
    name: str
    kind: SourceKind
    side: Side
    aliases: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """One claim that passes on another's figure, and how faithfully. ``claim`` and ``of`` are claim keys."""

    claim: str
    of: str
    fidelity: Fidelity
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """A claim that names nobody, linked to an origin by evidence only; ``doubt`` says what remains uncertain."""

    claim: str
    origin: str
    weight: float
    evidence: tuple[Evidence, ...]
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPart:
    """One row of a breakdown: by population or by place."""

    claim: str
    value: int | None
    population: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """What an origin said at one as-of date. ``claims`` are keys; relays tell who passed it on, and how."""

    as_of: date | None
    low: int | None
    high: int | None
    value: int | None
    bound: Bound
    claims: tuple[str, ...]
    relays: tuple[Relay, ...] = ()
    parts: tuple[SeriesPart, ...] = ()
    parts_sum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Per origin, measure, population and area: the totals over as-of dates."""

    id: str
    incident: str
    origin: str
    measure: Measure
    population: Population
    scope: Scope
    places: tuple[Place, ...] = ()
    unit: Unit = "people"
    points: tuple[SeriesPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLink:
    """Why two claims were (or were not) put into one incident; the weights add up."""

    left: str
    right: str
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Which single claim, if withdrawn, moves a toll most, and what would settle it."""

    toll: str
    claim: str | None
    low: int | None
    best: int | None
    high: int | None
    settles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRange:
    """One toll's range by the speaker's side relative to the dead, and with and without parties to the conflict."""

    toll: str
    own: Bracket
    other: Bracket
    third: Bracket
    without_parties: Bracket
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person decided about the number of one claim, folded into the tolls.

    ``decision`` is the short id of the decision, ``quantity`` the number that stands (None: the claim is rejected and
    enters no toll), ``read`` what the machine reads on the same words.
    """

    claim: str
    decision: str
    actor: str
    at: str
    reason: str
    quantity: Quantity | None
    read: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """All that weighing gives for a case."""

    incidents: tuple[Incident, ...] = ()
    origins: tuple[Origin, ...] = ()
    relays: tuple[Relay, ...] = ()
    series: tuple[Series, ...] = ()
    tolls: tuple[Toll, ...] = ()
    links: tuple[IncidentLink, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    problems: tuple[Problem, ...] = ()
    unplaced: tuple[str, ...] = ()
    as_of: Interval | None = None
    origin_links: tuple[OriginLink, ...] = ()
    sides: tuple[SideRange, ...] = ()
    rule_sets: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
