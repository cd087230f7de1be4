"""A dossier turned over once: every claim, origin, incident, toll and problem found by its key.

Reach for it in page makers; it computes nothing about the dead, it only finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.reckoned import IncidentLink, Origin, Reckoning, Relay, Report, Ruling, Sensitivity, Series, SideRange
from reckoning.show.address import Addresses
from reckoning.show.dossier import Dossier
from reckoning.show.whereabouts import addresses, document_id
from reckoning.types import Anchor, Claim, Incident, Measure, Population, Problem, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim with its report, the origin behind it, how it was relayed, its incident, and a person's ruling on it."""

    claim: Claim
    report: Report
    origin: Origin | None = None
    relay: Relay | None = None
    incident: Incident | None = None
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollGroup:
    """Rival tolls for one incident, measure, population and unit: one page, one section for each rule set."""

    id: str
    incident: Incident
    measure: Measure
    population: Population
    unit: str
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Casebook:
    """What page makers ask. Mappings are read-only; tuples keep a stated order.

    ``troubles`` gives the numbers of ``problems`` that touch an incident, ``links`` the links of its claims,
    ``sensitivities`` and ``sides`` go by toll, ``spoken`` gives series by their origin.
    """

    dossier: Dossier
    cited: Mapping[str, Cited]
    incidents: tuple[Incident, ...]
    children: Mapping[str, tuple[Incident, ...]]
    groups: Mapping[str, tuple[TollGroup, ...]]
    series: Mapping[str, tuple[Series, ...]]
    problems: tuple[Problem, ...]
    texts: Mapping[tuple[str, str], Report]
    by_id: Mapping[str, Incident]
    troubles: Mapping[str, tuple[int, ...]]
    links: Mapping[str, tuple[IncidentLink, ...]]
    sensitivities: Mapping[str, Sensitivity]
    sides: Mapping[str, SideRange]
    origins: Mapping[str, Origin]
    spoken: Mapping[str, tuple[Series, ...]]
    addresses: Addresses

    def claims_of(self, incident: Incident) -> tuple[Cited, ...]:
        """The incident's own claims and those of the incidents within it, in order of text and place in it."""
        keys = {key for each in self.family(incident) for key in each.claims}
        return in_order(self.cited[key] for key in keys if key in self.cited)

    def problems_of(self, incident: Incident) -> tuple[Problem, ...]:
        """Problems of weighing that speak of the incident, its tolls or series, or of a claim in it."""
        found = {i for each in self.family(incident) for i in self.troubles.get(each.id, ())}
        return tuple(self.problems[i] for i in sorted(found))

    def at(self, anchor: Anchor) -> str:
        """The reference of the claim that stands at an anchor, else of its document, else of the method page."""
        report = self.texts.get((anchor.source, anchor.text))
        if report is None:
            return "page:documents"
        claims = [c for c in report.findings.claims if c.anchor.start <= anchor.start and anchor.end <= c.anchor.end]
        near = min(claims, key=lambda c: (c.anchor.end - c.anchor.start, c.anchor.start, c.key), default=None)
        return f"claim:{near.key}" if near else f"document:{document_id(report.text)}"

    def family(self, incident: Incident) -> tuple[Incident, ...]:
        """An incident and all that nest in it."""
        below = (each for child in self.children.get(incident.id, ()) for each in self.family(child))
        return (incident, *below)


def in_order(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Claims by the name of their text, then by where they stand in it."""
    return tuple(
        sorted(cited, key=lambda c: (c.report.text.name, c.claim.anchor.start, c.claim.anchor.end, c.claim.key))
    )


def casebook(dossier: Dossier) -> Casebook:
    """Index a dossier."""
    reckoning = dossier.reckoning
    known = {incident.id for incident in reckoning.incidents}
    cited = MappingProxyType(_cited(dossier))
    children = defaultdict(list)
    for incident in reckoning.incidents:
        if incident.parent in known and incident.parent != incident.id:
            children[incident.parent].append(incident)
    groups = _groups(dossier, cited)
    problems = _problems(dossier)
    return Casebook(
        dossier=dossier,
        cited=cited,
        incidents=tuple(sorted(reckoning.incidents, key=_incident_order)),
        children=MappingProxyType({k: tuple(sorted(v, key=_incident_order)) for k, v in children.items()}),
        groups=MappingProxyType(groups),
        series=MappingProxyType(_by_incident(reckoning.series)),
        problems=problems,
        by_id=MappingProxyType({incident.id: incident for incident in reckoning.incidents}),
        troubles=MappingProxyType(_troubles(dossier, problems, cited)),
        links=MappingProxyType(_links(reckoning, cited)),
        sensitivities=MappingProxyType({row.toll: row for row in reckoning.sensitivities}),
        sides=MappingProxyType({row.toll: row for row in reckoning.sides}),
        origins=MappingProxyType({origin.id: origin for origin in reckoning.origins}),
        spoken=MappingProxyType(_by_origin(reckoning.series)),
        texts=MappingProxyType({(r.text.source, r.text.digest): r for r in dossier.reports}),
        addresses=addresses(dossier, _pages(groups), sorted({problem.code for problem in problems})),
    )


def _incident_order(incident: Incident) -> tuple[str, str, str]:
    start = incident.time.start if incident.time else None
    return (start.isoformat() if start else "9999", incident.label, incident.id)


def _cited(dossier: Dossier) -> dict[str, Cited]:
    reckoning = dossier.reckoning
    origins = {key: origin for origin in reckoning.origins for key in origin.claims}
    relays = {relay.claim: relay for relay in reckoning.relays}
    incidents = {key: incident for incident in reckoning.incidents for key in incident.claims}
    rulings = {ruling.claim: ruling for ruling in reckoning.rulings}
    return {
        claim.key: Cited(
            claim=claim,
            report=report,
            origin=origins.get(claim.key),
            relay=relays.get(claim.key),
            incident=incidents.get(claim.key),
            ruling=rulings.get(claim.key),
        )
        for report in dossier.reports
        for claim in report.findings.claims
    }


def _by_incident(series: tuple[Series, ...]) -> dict[str, tuple[Series, ...]]:
    found = defaultdict(list)
    for each in series:
        found[each.incident].append(each)
    return {key: tuple(sorted(rows, key=lambda s: s.id)) for key, rows in found.items()}


def _by_origin(series: tuple[Series, ...]) -> dict[str, tuple[Series, ...]]:
    found = defaultdict(list)
    for each in series:
        found[each.origin].append(each)
    return {key: tuple(sorted(rows, key=lambda s: (s.incident, s.id))) for key, rows in found.items()}


def _links(reckoning: Reckoning, cited: Mapping[str, Cited]) -> dict[str, tuple[IncidentLink, ...]]:
    """Links by the incidents of their two ends, and by all that hold these."""
    parents = {incident.id: incident.parent for incident in reckoning.incidents}
    found = defaultdict(list)
    for link in reckoning.links:
        ends = (cited.get(link.left), cited.get(link.right))
        lines = [_line(each.incident.id, parents) if each and each.incident else () for each in ends]
        for identifier in sorted(set(lines[0]) & set(lines[1])):
            found[identifier].append(link)
    return {key: tuple(rows) for key, rows in found.items()}


def _line(identifier: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """An incident and all that hold it."""
    line: list[str] = []
    above: str | None = identifier
    while above and above not in line:
        line.append(above)
        above = parents.get(above)
    return tuple(line)


def _troubles(
    dossier: Dossier, problems: tuple[Problem, ...], cited: Mapping[str, Cited]
) -> dict[str, tuple[int, ...]]:
    """For each incident the numbers of the problems that name it, its tolls, series or claims."""
    owners = {incident.id: incident.id for incident in dossier.reckoning.incidents}
    owners |= {key: each.incident.id for key, each in cited.items() if each.incident}
    owners |= {toll.key: toll.incident for toll in dossier.reckoning.tolls}
    owners |= {series.id: series.incident for series in dossier.reckoning.series}
    spots = {
        (c.claim.anchor.source, c.claim.anchor.start, c.claim.anchor.end): c.incident.id
        for c in cited.values()
        if c.incident
    }
    found = defaultdict(set)
    for number, problem in enumerate(problems):
        places = [a for a in (problem.anchor, problem.also) if a]
        touched = {owners.get(problem.where), *(spots.get((a.source, a.start, a.end)) for a in places)}
        for identifier in touched - {None}:
            found[str(identifier)].add(number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


MEASURE_ORDER = (
    "killed", "bodies_found", "casualties", "injured", "missing", "abducted", "detained", "sexual_violence",
    "displaced", "identified", "buried",
)  # fmt: skip


def _groups(dossier: Dossier, cited: Mapping[str, Cited]) -> dict[str, tuple[TollGroup, ...]]:
    incidents = {incident.id: incident for incident in dossier.reckoning.incidents}
    found = defaultdict(list)
    for toll in dossier.reckoning.tolls:
        if toll.incident in incidents:
            found[_group_id(toll)].append(toll)
    groups = defaultdict(list)
    for name, tolls in found.items():
        first = tolls[0]
        group = TollGroup(
            id=name,
            incident=incidents[first.incident],
            measure=first.measure,
            population=first.population,
            unit=first.unit,
            tolls=tuple(sorted(tolls, key=_toll_order)),
        )
        groups[first.incident].append(group)
    return {key: tuple(sorted(rows, key=lambda g: _prominence(g, cited))) for key, rows in groups.items()}


def _toll_order(toll: Toll) -> tuple[bool, str, str, str]:
    """The range of all original sources first; the published rule sets after it, by name."""
    published = not toll.rule_set.startswith("latest-per-origin")
    return (published, toll.rule_set, toll.as_of.isoformat() if toll.as_of else "", toll.key)


def _pages(groups: Mapping[str, tuple[TollGroup, ...]]) -> dict[str, tuple[Toll, ...]]:
    return {group.id: group.tolls for rows in groups.values() for group in rows}


def _group_id(toll: Toll) -> str:
    return digest_of(toll.incident, toll.measure, toll.unit, to_plain(toll.population))


#: Steps that leave a range as it is, of claims that did enter it on an earlier day.
SUPERSEDED = ("latest",)


def _prominence(group: TollGroup, cited: Mapping[str, Cited]) -> tuple[int, bool, int, int, int, str, str]:
    """Deaths first, then whole groups before their women or children, then what most claims speak of, then size."""
    moves = [
        step for toll in group.tolls for step in toll.steps if step.rule in SUPERSEDED or step.before != step.after
    ]
    used = {key for step in moves for key in step.claims if key in cited}
    size = max((toll.best or toll.high or toll.low or 0 for toll in group.tolls), default=0)
    part = bool(group.population.sex or group.population.age)
    return (
        MEASURE_ORDER.index(group.measure),
        part,
        -len(used),
        -len(group.tolls),
        -size,
        group.population.text,
        group.id,
    )


def _problems(dossier: Dossier) -> tuple[Problem, ...]:
    found = [*dossier.problems, *dossier.reckoning.problems]
    found += [problem for report in dossier.reports for problem in report.findings.problems]
    unique = {digest_of(to_plain(problem)): problem for problem in found}
    return tuple(sorted(unique.values(), key=lambda p: (p.code, p.where, p.says, digest_of(to_plain(p)))))
