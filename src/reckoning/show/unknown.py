"""What is not known of an incident, said plainly: open ends, undated and unplaced claims, doubtful origins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reckoning.show.casebook import Casebook, Cited
from reckoning.show.figure import count_figure
from reckoning.show.whereabouts import document_id
from reckoning.types import Figure, Incident, Statement, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One thing that is not known: a sentence around an optional count, or someone's own words about it."""

    says: str
    count: Figure | None = None
    prose: tuple[str, str] | None = None
    statement: tuple[Statement, Text] | None = None


#: How a sentence about several begins, and how it begins about one.
_ONE = (
    ("counts have", "count has"), ("counts depend", "count depends"), ("claims name", "claim names"),
    ("claims do", "claim does"), ("claims give", "claim gives"), ("claims could", "claim could"),
    ("documents carry", "document carries"),
)  # fmt: skip


def _of(number: int, says: str, refers: str) -> Unknown:
    """A count with its sentence, in the singular where there is one."""
    if number == 1:
        says = next((one + says[len(many) :] for many, one in _ONE if says.startswith(many)), says)
    return Unknown(says=says, count=count_figure(number, refers))


def unknowns(incident: Incident, claims: tuple[Cited, ...], book: Casebook) -> tuple[Unknown, ...]:
    """All that the findings themselves leave open; silence is named, never filled."""
    return (
        *_open_ends(incident, book),
        *_gaps(incident, claims),
        *_doubts(claims),
        *_said(claims),
        *_undated(claims),
    )


def _open_ends(incident: Incident, book: Casebook) -> Iterator[Unknown]:
    groups = book.groups.get(incident.id, ())
    open_above = [g for g in groups if all(t.high is None for t in g.tolls)]
    apart = [g for g in groups if len({(t.low, t.high) for t in g.tolls}) > 1]
    if open_above:
        says = "counts have no upper end under any rule set: the sources say at least, never at most."
        yield _of(len(open_above), says, f"tolls:{incident.id}")
    if apart:
        says = "counts depend on the rule set: the published rules do not agree on one range."
        yield _of(len(apart), says, f"tolls:{incident.id}")


def _gaps(incident: Incident, claims: tuple[Cited, ...]) -> Iterator[Unknown]:
    lists = f"claims:{incident.id}"
    gaps = (
        ([c for c in claims if not _placed(c)], "claims name no place, or one that the gazetteer does not know."),
        ([c for c in claims if _ambiguous(c)], "claims name a place that could be one of several."),
        ([c for c in claims if not _timed(c)], "claims do not say when the people were harmed."),
        (
            [c for c in claims if c.claim.quantity.bound == "vague"],
            "claims give no number, only a word such as dozens.",
        ),
        (
            [c for c in claims if c.claim.population.status == "unknown"],
            "claims do not say whether civilians or fighters.",
        ),
        ([c for c in claims if c.origin is None], "claims could not be traced to an original source."),
    )
    for found, says in gaps:
        if found:
            yield _of(len(found), says, lists)


def _placed(cited: Cited) -> bool:
    return any(place.candidates for place in cited.claim.places)


def _ambiguous(cited: Cited) -> bool:
    return any(len(p.candidates) > 1 and p.candidates[0].precision != "country" for p in cited.claim.places)


def _timed(cited: Cited) -> bool:
    time = cited.claim.time
    return time is not None and (time.start is not None or time.end is not None)


def _doubts(claims: tuple[Cited, ...]) -> Iterator[Unknown]:
    origins = {c.origin.id: c.origin for c in claims if c.origin and c.origin.doubt}
    for _, origin in sorted(origins.items()):
        yield Unknown(says=origin.name, prose=(str(origin.doubt), f"origin:{origin.id}"))


def _said(claims: tuple[Cited, ...]) -> Iterator[Unknown]:
    """Statements that a toll is unknown or still being looked into."""
    reports = {document_id(c.report.text): c.report for c in claims}
    for _, report in sorted(reports.items(), key=lambda row: row[1].text.name):
        for statement in report.findings.statements:
            if statement.kind in {"unknown_toll", "inquiry"}:
                yield Unknown(says="", statement=(statement, report.text))


def _undated(claims: tuple[Cited, ...]) -> Iterator[Unknown]:
    texts = {document_id(c.report.text): c.report.text for c in claims}
    undated = [t for t in texts.values() if t.published is None or t.published.start != t.published.end]
    if undated:
        says = "documents carry no certain date of publication, so that words such as Monday stay open."
        yield _of(len(undated), says, "page:documents")
