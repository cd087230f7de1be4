"""The door of weighing: ``weigh(reports) -> Reckoning``. Pure, deterministic, and blind to the order of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reckoning.reckoned import Origin, Reckoning, Relay, Report, Series
from reckoning.types import Incident, Interval, PersonRow, Problem, Toll
from reckoning.weigh.anonymous import link_unnamed
from reckoning.weigh.check import check
from reckoning.weigh.docket import Docket, SetAside, dockets
from reckoning.weigh.incident import Verdict, cluster
from reckoning.weigh.origin import alias_pairs, origins, resolve
from reckoning.weigh.parts import bounded, part_problems
from reckoning.weigh.rules import BUILTIN_RULE_SETS
from reckoning.weigh.saying import Saying, sayings, why_not
from reckoning.weigh.series import Line, Point, lines, series_of
from reckoning.weigh.source import CanonicalSource, directory
from reckoning.weigh.toll import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighSettings:
    """What a case may say to weighing: its own sources, its people's verdicts, and the day to weigh as of.

    With ``as_of`` reports known to be published later are left out; a report without a day stays in.
    """

    sources: tuple[CanonicalSource, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """One incident's lines, dockets and tolls."""

    lines: dict[Line, tuple[Point, ...]]
    dockets: tuple[Docket, ...]
    tolls: tuple[Toll, ...]
    problems: tuple[Problem, ...]


def weigh(
    reports: Sequence[Report],
    *,
    settings: WeighSettings | None = None,
    rule_sets: Iterable[RuleSet] | None = None,
) -> Reckoning:
    """Weigh every claim of ``reports``: origins, incidents, series, tolls by each rule set, and what contradicts.

    The same reports in another order, or given twice, give the same reckoning. ``rule_sets`` default to the built-in
    ones. Never raises on odd claims; contradictions are ``problems``.
    """
    chosen = settings or WeighSettings()
    rules = tuple(sorted(BUILTIN_RULE_SETS if rule_sets is None else rule_sets, key=lambda r: r.name))
    kept = [r for r in reports if _in_time(r, chosen.as_of)]
    known = directory(chosen.sources, alias_pairs(kept))
    said, names = resolve(sayings(kept), kept, known)
    said, evidence = link_unnamed(said, names, kept, known)
    found = origins(said, names, known)
    groups = cluster(said, chosen.verdicts)
    by_key, by_origin = {s.key: s for s in said}, {o.id: o for o in found}
    persons = _persons(kept)
    weighed = [_weigh_incident(i, by_key, by_origin, persons, rules) for i in groups.incidents]
    return Reckoning(
        incidents=groups.incidents,
        origins=found,
        relays=_relays(weighed),
        series=_series(weighed),
        tolls=tuple(sorted((t for w in weighed for t in w.tolls), key=_toll_order)),
        links=groups.links,
        problems=_sorted_problems(weighed),
        unplaced=groups.unplaced,
        as_of=_period(said),
        origin_links=evidence,
        rule_sets=tuple(r.name for r in rules),
    )


def _in_time(report: Report, as_of: date | None) -> bool:
    published = report.text.published
    return as_of is None or published is None or published.start is None or published.start <= as_of


def _persons(reports: Sequence[Report]) -> dict[str, tuple[PersonRow, ...]]:
    """Named victims by the document that names them."""
    return {r.text.source: r.findings.persons for r in reports}


def _weigh_incident(
    incident: Incident,
    by_key: dict[str, Saying],
    by_origin: dict[str, Origin],
    persons: dict[str, tuple[PersonRow, ...]],
    rules: tuple[RuleSet, ...],
) -> _Weighed:
    said = [by_key[key] for key in incident.claims]
    able = [s for s in said if why_not(s.claim) is None]
    aside = [SetAside(claim=s.key, group=s.group, because=b) for s in said if (b := why_not(s.claim))]
    held = bounded(lines(incident.id, able))
    rows = tuple(p for d in sorted({s.document for s in said}) for p in persons.get(d, ()))
    made = dockets(incident.id, held, by_origin, aside, rows)
    tolls = tuple(t for d in made for rule in rules for t in rule.fold(d))
    return _Weighed(lines=held, dockets=made, tolls=tolls, problems=(*check(held), *part_problems(held)))


def _series(weighed: Sequence[_Weighed]) -> tuple[Series, ...]:
    made = [series_of(line, held) for w in weighed for line, held in w.lines.items()]
    return tuple(sorted(made, key=lambda s: (s.incident, s.origin, s.measure, s.population.text, s.scope, s.id)))


def _relays(weighed: Sequence[_Weighed]) -> tuple[Relay, ...]:
    return tuple(sorted((r for w in weighed for held in w.lines.values() for p in held for r in p.relays),
                        key=lambda r: (r.claim, r.of)))  # fmt: skip


def _toll_order(toll: Toll) -> tuple[str, ...]:
    return toll.incident, toll.measure, toll.unit, toll.population.text, toll.rule_set, toll.key


def _sorted_problems(weighed: Sequence[_Weighed]) -> tuple[Problem, ...]:
    found = {p for w in weighed for p in w.problems}
    return tuple(sorted(found, key=lambda p: (p.where, p.code, p.says)))


def _period(said: Sequence[Saying]) -> Interval | None:
    days = [s.as_of for s in said if s.as_of]
    return Interval(start=min(days), end=max(days), grain="span") if days else None
