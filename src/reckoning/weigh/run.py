"""The door of weighing: ``weigh(reports) -> Reckoning``. Pure, deterministic, and blind to the order of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reckoning.reckoned import Origin, Reckoning, Relay, Report, Ruling, Sensitivity, Series
from reckoning.types import Incident, Interval, PersonRow, Problem, Toll
from reckoning.weigh.adjustment import Adjustment
from reckoning.weigh.anonymous import link_unnamed
from reckoning.weigh.breakdown import with_breakdowns
from reckoning.weigh.check import check
from reckoning.weigh.coherence import coherent
from reckoning.weigh.concession import with_concessions
from reckoning.weigh.contradiction import contradictions
from reckoning.weigh.docket import Beside, Docket, SetAside, dockets
from reckoning.weigh.incident import Verdict, cluster
from reckoning.weigh.numberless import around, outnumbered
from reckoning.weigh.origin import alias_pairs, origins, resolve
from reckoning.weigh.parts import bounded, part_problems
from reckoning.weigh.roll import identified, rolls
from reckoning.weigh.rules import BUILTIN_RULE_SETS
from reckoning.weigh.ruling import explained, rejections, ruled
from reckoning.weigh.saying import Saying, sayings, why_not, with_countries
from reckoning.weigh.sensitivity import sensitivities
from reckoning.weigh.series import Line, Point, lines, series_of
from reckoning.weigh.side import side_ranges
from reckoning.weigh.source import CanonicalSource, directory
from reckoning.weigh.toll import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighSettings:
    """What a case may say to weighing: its own sources, its people's decisions and deductions, the day to weigh as of.

    ``verdicts`` say which claims are of one incident or of two, ``rulings`` which number a claim stands for.

    With ``as_of`` reports known to be published later are left out; a report without a day stays in.
    """

    sources: tuple[CanonicalSource, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """One incident's lines, dockets, tolls, what moves them, and what contradicts."""

    lines: dict[Line, tuple[Point, ...]]
    dockets: tuple[Docket, ...]
    tolls: tuple[Toll, ...]
    moves: tuple[Sensitivity, ...]
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
    named = sorted(BUILTIN_RULE_SETS if rule_sets is None else rule_sets, key=lambda r: r.name)
    rules = tuple(coherent(rule) for rule in named)
    kept = [r for r in reports if _in_time(r, chosen.as_of)]
    known = directory(chosen.sources, alias_pairs(kept))
    said, names = resolve(with_breakdowns(with_countries(ruled(sayings(kept), chosen.rulings), kept)), kept, known)
    said, evidence = link_unnamed(said, names, kept, known)
    said = with_concessions(said, kept, known)
    found = origins(said, names, known)
    groups = cluster(said, chosen.verdicts)
    by_key, by_origin = {s.key: s for s in said}, {o.id: o for o in found}
    rows = rolls(kept, groups.incidents, by_key)
    by_id = {incident.id: incident for incident in groups.incidents}
    bench = _Bench(
        by_key=by_key,
        by_origin=by_origin,
        by_id=by_id,
        rows=rows,
        settings=chosen,
        rules=rules,
        rejected=rejections(chosen.rulings),
    )
    weighed = [_weigh_incident(incident, bench) for incident in groups.incidents]
    rulings = tuple(r for r in chosen.rulings if r.claim in by_key)
    tolls = explained(sorted((t for w in weighed for t in w.tolls), key=_toll_order), rulings)
    return Reckoning(
        incidents=groups.incidents,
        origins=found,
        relays=_relays(weighed),
        series=_series(weighed),
        tolls=tolls,
        links=groups.links,
        sensitivities=tuple(sorted((m for w in weighed for m in w.moves), key=lambda m: m.toll)),
        problems=_sorted_problems(weighed),
        unplaced=groups.unplaced,
        as_of=_period(said),
        origin_links=evidence,
        sides=side_ranges((d for w in weighed for d in w.dockets), tolls),
        rule_sets=tuple(r.name for r in rules),
        rulings=rulings,
    )


def _in_time(report: Report, as_of: date | None) -> bool:
    published = report.text.published
    return as_of is None or published is None or published.start is None or published.start <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What every incident is weighed with."""

    by_key: dict[str, Saying]
    by_origin: dict[str, Origin]
    by_id: dict[str, Incident]
    rows: dict[str, tuple[PersonRow, ...]]
    settings: WeighSettings
    rules: tuple[RuleSet, ...]
    rejected: dict[str, str]


def _weigh_incident(incident: Incident, bench: _Bench) -> _Weighed:
    said = [bench.by_key[key] for key in incident.claims]
    said_so = [s for s in said if s.key not in bench.rejected]
    kin = identified(s for s in said_so if why_not(s.claim) is None)
    reasons = outnumbered(said_so, (bench.by_key[key] for key in around(incident, bench.by_id)))
    reasons.update({s.key: "it counts kin of named victims, a part" for s in kin})
    reasons.update({s.key: because for s in said if (because := why_not(s.claim))})
    reasons.update({key: because for key, because in bench.rejected.items() if key in incident.claims})
    held = bounded(lines(incident.id, [s for s in said if s.key not in reasons]))
    beside = Beside(
        aside=tuple(_set_aside(s, reasons[s.key]) for s in said if s.key in reasons),
        persons=bench.rows.get(incident.id, ()),
        identified=kin,
        adjustments=tuple(a for a in bench.settings.adjustments if a.claim in incident.claims),
    )
    made = dockets(incident.id, held, bench.by_origin, beside)
    folded = [(d, tuple(t for rule in bench.rules for t in rule.fold(d))) for d in made]
    return _Weighed(
        lines=held,
        dockets=made,
        tolls=tuple(t for _, tolls in folded for t in tolls),
        moves=tuple(m for d, tolls in folded for m in sensitivities(d, tolls, bench.rules)),
        problems=(
            *(_named(p, bench) for p in (*check(held), *part_problems(held))),
            *(p for d in made for p in contradictions(d)),
        ),
    )


def _set_aside(s: Saying, because: str) -> SetAside:
    return SetAside(claim=s.key, measure=s.claim.measure, unit=s.claim.unit, group=s.group, because=because)


def _named(problem: Problem, bench: _Bench) -> Problem:
    """A problem that begins with an origin's id, with its name instead; one about a claim alone, with its quote."""
    said = bench.by_key.get(problem.where)
    if problem.anchor is None and said is not None:
        problem = replace(problem, anchor=said.claim.anchor)
    ident, colon, rest = problem.says.partition(": ")
    known = bench.by_origin.get(ident) if colon else None
    return replace(problem, says=f"{known.name}: {rest}") if known else problem


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
