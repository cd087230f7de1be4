"""What an incident page says, gathered: strips, charts, conflicts, parts, independence, sides, what is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reckoning.codec import to_plain
from reckoning.ids import canonical
from reckoning.reckoned import IncidentLink, Origin, Relay, Sensitivity, Series, SeriesPoint, SideRange
from reckoning.show.address import token
from reckoning.show.casebook import MEASURE_ORDER, Casebook, Cited, TollGroup, in_order
from reckoning.show.chart import Chart, chart
from reckoning.show.here import Here
from reckoning.show.index_page import Row, summary
from reckoning.show.places import Map, world
from reckoning.show.strip import Strip, below, strip
from reckoning.show.tree import Branch, trees
from reckoning.show.unknown import Unknown, unknowns
from reckoning.show.whereabouts import document_id
from reckoning.types import Bracket, Incident, Interval, Problem, Statement, Text, Toll

STRIPS = 4
LINKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartGroup:
    """Series that count the same thing, with their chart."""

    id: str
    first: Series
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline; exactly one of the last four is set."""

    when: Interval
    cited: Cited | None = None
    statement: tuple[Statement, Text] | None = None
    incident: Incident | None = None
    published: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One document that carries an origin's figures, and how faithfully."""

    text: Text
    claims: tuple[Cited, ...]
    relays: tuple[Relay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One original source of an incident with its carriers and the last figure of each of its series."""

    origin: Origin | None
    carriers: tuple[Carrier, ...]
    last: tuple[tuple[Series, SeriesPoint], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """Everything the template asks for."""

    incident: Incident
    parent: Incident | None
    children: tuple[Row, ...]
    claims: tuple[Cited, ...]
    texts: tuple[Text, ...]
    strips: tuple[Strip, ...]
    further: tuple[TollGroup, ...]
    charts: tuple[ChartGroup, ...]
    map: Map
    timeline: tuple[tuple[Interval, tuple[Event, ...]], ...]
    conflicts: tuple[Problem, ...]
    wholes: tuple[Branch, ...]
    voices: tuple[Voice, ...]
    sides: tuple[tuple[Toll, SideRange], ...]
    sensitivities: tuple[tuple[Toll, Sensitivity], ...]
    unknowns: tuple[Unknown, ...]
    links: tuple[IncidentLink, ...]


def incident_view(incident: Incident, book: Casebook, here: Here) -> IncidentView:
    """Gather one incident's page."""
    claims = book.claims_of(incident)
    groups = book.groups.get(incident.id, ())
    texts = {document_id(c.report.text): c.report.text for c in claims}
    voices = _voices(incident, claims, book)
    return IncidentView(
        incident=incident,
        parent=book.by_id.get(incident.parent or ""),
        children=tuple(summary(child, 0, book) for child in book.children.get(incident.id, ())),
        claims=claims,
        texts=tuple(sorted(texts.values(), key=_text_order)),
        strips=below(strip(group, book, here.href) for group in groups[:STRIPS]),
        further=groups[STRIPS:],
        charts=_charts(book.series.get(incident.id, ()), book, here),
        map=world(claims, f"map-{token(incident.id)}"),
        timeline=_timeline(incident, claims, book),
        conflicts=tuple(p for p in book.problems_of(incident) if p.code.split("-")[0] in CONFLICTS),
        wholes=trees(claims, book.series.get(incident.id, ()), book),
        voices=voices,
        sides=_sides(groups, book),
        sensitivities=_sensitivities(groups, book),
        unknowns=unknowns(incident, claims, book),
        links=_links(incident, book),
    )


CONFLICTS = ("TOLL", "SERIES", "PARTS", "RELAY")


def _text_order(text: Text) -> tuple[str, str]:
    start = text.published.start if text.published else None
    return (start.isoformat() if start else "9999", text.name)


def _charts(series: Iterable[Series], book: Casebook, here: Here) -> tuple[ChartGroup, ...]:
    """Series by what they count, those with most points first."""
    groups: dict[bytes, list[Series]] = defaultdict(list)
    for each in series:
        of = "increment" if each.scope == "increment" else "total"
        groups[canonical([each.measure, each.unit, of, to_plain(each.population)])].append(each)
    rows = sorted(
        groups.values(),
        key=lambda g: (
            MEASURE_ORDER.index(g[0].measure),
            -sum(len(s.points) for s in g),
            g[0].population.text,
            g[0].id,
        ),
    )
    return tuple(ChartGroup(id=g[0].id, first=g[0], chart=chart(_longest(g), book, here.href)) for g in rows)


def _longest(series: list[Series]) -> tuple[Series, ...]:
    return tuple(sorted(series, key=lambda s: (-len(s.points), s.id)))


def _timeline(
    incident: Incident, claims: tuple[Cited, ...], book: Casebook
) -> tuple[tuple[Interval, tuple[Event, ...]], ...]:
    """Events by the days that they span."""
    groups: dict[tuple[date | None, date | None], list[Event]] = defaultdict(list)
    for event in _events(incident, claims, book):
        groups[event.when.start, event.when.end].append(event)
    return tuple((events[0].when, tuple(events)) for events in groups.values())


def _events(incident: Incident, claims: tuple[Cited, ...], book: Casebook) -> tuple[Event, ...]:
    events = [
        Event(when=c.claim.time, cited=c) for c in claims if c.claim.time and not c.claim.cumulative and not c.relay
    ]
    events += [Event(when=i.time, incident=i) for i in book.family(incident)[1:] if i.time]
    reports = {document_id(c.report.text): c.report for c in claims}
    for report in reports.values():
        spoken = (s for s in report.findings.statements if s.time)
        events += [Event(when=s.time, statement=(s, report.text)) for s in spoken if s.time]
        if report.text.published:
            events.append(Event(when=report.text.published, published=report.text))
    return tuple(sorted((e for e in events if e.when.start or e.when.end), key=_event_order))


def _event_order(event: Event) -> tuple[date, date, int, str]:
    first, last = event.when.start or event.when.end or date.max, event.when.end or date.max
    if event.incident:
        return (first, last, 0, event.incident.label)
    if event.cited:
        return (first, last, 1, event.cited.claim.key)
    if event.statement:
        return (first, last, 2, event.statement[0].key)
    return (first, last, 3, event.published.name if event.published else "")


def _voices(incident: Incident, claims: tuple[Cited, ...], book: Casebook) -> tuple[Voice, ...]:
    by_origin: dict[str, list[Cited]] = defaultdict(list)
    for each in claims:
        by_origin[each.origin.id if each.origin else ""].append(each)
    voices = [
        Voice(origin=rows[0].origin, carriers=_carriers(rows), last=_last(key, incident, book))
        for key, rows in sorted(by_origin.items())
    ]
    return tuple(sorted(voices, key=lambda v: (v.origin is None, -len(v.carriers), v.origin.name if v.origin else "")))


def _carriers(claims: list[Cited]) -> tuple[Carrier, ...]:
    by_text: dict[str, list[Cited]] = defaultdict(list)
    for each in claims:
        by_text[document_id(each.report.text)].append(each)
    carriers = [
        Carrier(
            text=rows[0].report.text, claims=in_order(rows), relays=tuple(r.relay for r in in_order(rows) if r.relay)
        )
        for rows in by_text.values()
    ]
    return tuple(sorted(carriers, key=lambda c: _text_order(c.text)))


def _last(origin: str, incident: Incident, book: Casebook) -> tuple[tuple[Series, SeriesPoint], ...]:
    rows = [s for s in book.series.get(incident.id, ()) if s.origin == origin and s.points and s.scope != "increment"]
    order = sorted(rows, key=lambda s: (MEASURE_ORDER.index(s.measure), bool(s.places), -len(s.points), s.id))
    return tuple((s, s.points[-1]) for s in order)


def _sides(groups: tuple[TollGroup, ...], book: Casebook) -> tuple[tuple[Toll, SideRange], ...]:
    """The ranges that have a side to tell: more than one side spoke, or a party to the conflict did."""
    known = book.sides
    rows = ((toll, known[toll.key]) for group in groups for toll in group.tolls if toll.key in known)
    return tuple((toll, row) for toll, row in rows if row.parties or _told(row) > 1)


def _told(row: SideRange) -> int:
    return sum(each != Bracket() for each in (row.own, row.other, row.third))


def _sensitivities(groups: tuple[TollGroup, ...], book: Casebook) -> tuple[tuple[Toll, Sensitivity], ...]:
    known = book.sensitivities
    return tuple((toll, known[toll.key]) for group in groups for toll in group.tolls if toll.key in known)


def _links(incident: Incident, book: Casebook) -> tuple[IncidentLink, ...]:
    """All evidence that claims of this incident do not belong together, then the strongest that they do."""
    inside = book.links.get(incident.id, ())
    against = sorted((link for link in inside if link.weight < 0), key=_link_order)
    rest = sorted((link for link in inside if link.weight >= 0), key=_link_order)
    return tuple([*against, *rest][:LINKS])


def _link_order(link: IncidentLink) -> tuple[float, str, str]:
    return (-abs(link.weight), link.left, link.right)
