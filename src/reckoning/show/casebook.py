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
from reckoning.reckoned import Origin, Relay, Report, Series
from reckoning.show.address import Addresses, tokens
from reckoning.show.dossier import Dossier
from reckoning.types import Anchor, Claim, Findings, Incident, Measure, Population, Problem, Text, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim with the report it stands in, the origin behind it, how it was relayed, and its incident."""

    claim: Claim
    report: Report
    origin: Origin | None = None
    relay: Relay | None = None
    incident: Incident | None = None


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
    """What page makers ask. Mappings are read-only; tuples keep a stated order."""

    dossier: Dossier
    cited: Mapping[str, Cited]
    incidents: tuple[Incident, ...]
    children: Mapping[str, tuple[Incident, ...]]
    groups: Mapping[str, tuple[TollGroup, ...]]
    series: Mapping[str, tuple[Series, ...]]
    problems: tuple[Problem, ...]
    texts: Mapping[tuple[str, str], Report]
    addresses: Addresses

    def claims_of(self, incident: Incident) -> tuple[Cited, ...]:
        """The incident's own claims and those of the incidents within it, in order of text and place in it."""
        keys = {key for each in self.family(incident) for key in each.claims}
        return in_order(self.cited[key] for key in keys if key in self.cited)

    def problems_of(self, incident: Incident) -> tuple[Problem, ...]:
        """Problems of weighing that speak of the incident, its tolls or series, or of a claim in it."""
        family = self.family(incident)
        ids = {each.id for each in family} | {key for each in family for key in each.claims}
        ids |= {toll.key for each in family for g in self.groups.get(each.id, ()) for toll in g.tolls}
        ids |= {series.id for each in family for series in self.series.get(each.id, ())}
        references = {f"claim:{key}" for each in family for key in each.claims}
        return tuple(
            problem
            for problem in self.problems
            if problem.where in ids or any(self.at(a) in references for a in (problem.anchor, problem.also) if a)
        )

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
    return Casebook(
        dossier=dossier,
        cited=cited,
        incidents=tuple(sorted(reckoning.incidents, key=_incident_order)),
        children=MappingProxyType({k: tuple(sorted(v, key=_incident_order)) for k, v in children.items()}),
        groups=MappingProxyType(groups),
        series=MappingProxyType(_by_incident(reckoning.series)),
        problems=_problems(dossier),
        texts=MappingProxyType({(r.text.source, r.text.digest): r for r in dossier.reports}),
        addresses=Addresses(_places(dossier, groups)),
    )


def _incident_order(incident: Incident) -> tuple[str, str, str]:
    start = incident.time.start if incident.time else None
    return (start.isoformat() if start else "9999", incident.label, incident.id)


def _cited(dossier: Dossier) -> dict[str, Cited]:
    reckoning = dossier.reckoning
    origins = {key: origin for origin in reckoning.origins for key in origin.claims}
    relays = {relay.claim: relay for relay in reckoning.relays}
    incidents = {key: incident for incident in reckoning.incidents for key in incident.claims}
    return {
        claim.key: Cited(
            claim=claim,
            report=report,
            origin=origins.get(claim.key),
            relay=relays.get(claim.key),
            incident=incidents.get(claim.key),
        )
        for report in dossier.reports
        for claim in report.findings.claims
    }


def _by_incident(series: tuple[Series, ...]) -> dict[str, tuple[Series, ...]]:
    found = defaultdict(list)
    for each in series:
        found[each.incident].append(each)
    return {key: tuple(sorted(rows, key=lambda s: s.id)) for key, rows in found.items()}


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
            tolls=tuple(sorted(tolls, key=lambda t: (t.rule_set, t.as_of.isoformat() if t.as_of else "", t.key))),
        )
        groups[first.incident].append(group)
    return {key: tuple(sorted(rows, key=lambda g: _prominence(g, cited))) for key, rows in groups.items()}


def _group_id(toll: Toll) -> str:
    return digest_of(toll.incident, toll.measure, toll.unit, to_plain(toll.population))


def _prominence(group: TollGroup, cited: Mapping[str, Cited]) -> tuple[int, int, int, str, str]:
    """Deaths first, then what most claims speak of, then the larger count: the order in which a page shows groups."""
    used = {key for toll in group.tolls for step in toll.steps for key in step.claims if key in cited}
    size = max((toll.best or toll.high or toll.low or 0 for toll in group.tolls), default=0)
    return (MEASURE_ORDER.index(group.measure), -len(used), -size, group.population.text, group.id)


def _problems(dossier: Dossier) -> tuple[Problem, ...]:
    found = [*dossier.problems, *dossier.reckoning.problems]
    found += [problem for report in dossier.reports for problem in report.findings.problems]
    unique = {digest_of(to_plain(problem)): problem for problem in found}
    return tuple(sorted(unique.values(), key=lambda p: (p.code, p.where, p.says, digest_of(to_plain(p)))))


PAGES = (
    ("page:index", "index.html"),
    ("page:documents", "documents.html"),
    ("page:sources", "sources.html"),
    ("page:statements", "statements.html"),
    ("page:problems", "problems.html"),
    ("page:method", "method.html"),
    ("list:claims", "documents.html#claims"),
    ("list:incidents", "index.html#incidents"),
    ("list:names", "statements.html#names"),
    ("list:persons", "statements.html#persons"),
    ("list:unplaced", "problems.html#unplaced"),
    ("ledger:head", "method.html#ledger"),
)


PARTS = ("within", "tolls", "series", "map", "timeline", "claims", "conflicts", "parts", "independence", "unknown")
"""Sections of an incident page that a figure may lead to, as ``claims:INCIDENT``."""


def _places(dossier: Dossier, groups: Mapping[str, tuple[TollGroup, ...]]) -> dict[str, str]:
    places = dict(PAGES)
    places |= _document_places(dossier)
    places |= {f"problem:{p.code}": f"problems.html#code-{p.code.lower()}" for p in _problems(dossier)}
    origins = tokens(origin.id for origin in dossier.reckoning.origins)
    places |= {f"origin:{key}": f"sources/{name}.html" for key, name in origins.items()}
    incidents = tokens(incident.id for incident in dossier.reckoning.incidents)
    for key, name in incidents.items():
        places[f"incident:{key}"] = f"incidents/{name}.html"
        places |= {f"{part}:{key}": f"incidents/{name}.html#{part}" for part in PARTS}
    group_names = tokens(group.id for rows in groups.values() for group in rows)
    toll_names = tokens(toll.key for toll in dossier.reckoning.tolls)
    for group in (group for rows in groups.values() for group in rows):
        page = f"tolls/{group_names[group.id]}.html"
        places[f"group:{group.id}"] = page
        places |= {f"toll:{toll.key}": f"{page}#t-{toll_names[toll.key]}" for toll in group.tolls}
    return places


def document_id(text: Text) -> str:
    """What names a document page: the bytes, the reading and the file name together."""
    return digest_of(text.source, text.digest, text.name)


def _document_places(dossier: Dossier) -> dict[str, str]:
    texts = tokens(document_id(report.text) for report in dossier.reports)
    names = tokens(key for report in dossier.reports for key in _keys(report.findings))
    places = {}
    for report in dossier.reports:
        page = f"documents/{texts[document_id(report.text)]}.html"
        places[f"document:{document_id(report.text)}"] = page
        claims = {claim.key for claim in report.findings.claims}
        for key in _keys(report.findings):
            places[f"claim:{key}" if key in claims else f"finding:{key}"] = f"{page}#c-{names[key]}"
            places[f"note:{key}"] = f"{page}#n-{names[key]}"
    return places


def _keys(findings: Findings) -> tuple[str, ...]:
    return (
        *(claim.key for claim in findings.claims),
        *(statement.key for statement in findings.statements),
        *(alias.key for alias in findings.aliases),
        *(person.key for person in findings.persons),
    )
