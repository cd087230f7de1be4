"""The lists behind the pages: documents, sources, statements and names, problems, and the method."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reckoning.reckoned import Origin, Report
from reckoning.show.casebook import Casebook, Cited, in_order
from reckoning.show.words import RuleNote, rule_note
from reckoning.types import Alias, PersonRow, Problem, Statement, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsView:
    """All reports by date, and every claim."""

    reports: tuple[Report, ...]
    claims: tuple[Cited, ...]


def documents_view(book: Casebook) -> DocumentsView:
    """Gather the list of documents."""
    return DocumentsView(
        reports=tuple(sorted(book.dossier.reports, key=lambda r: _published(r.text))),
        claims=in_order(book.cited.values()),
    )


def _published(text: Text) -> tuple[str, str, str]:
    start = text.published.start if text.published else None
    return (start.isoformat() if start else "9999", text.name, text.digest)


def sources_view(book: Casebook) -> tuple[tuple[Origin, int], ...]:
    """Each original source with the number of documents that carry it, the most carried first."""
    carried = defaultdict(set)
    for cited in book.cited.values():
        if cited.origin:
            carried[cited.origin.id].add((cited.report.text.source, cited.report.text.name))
    rows = [(origin, len(carried[origin.id])) for origin in book.dossier.reckoning.origins]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0].name, row[0].id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsView:
    """Statements by kind, names, and named victims, each with its text."""

    statements: tuple[tuple[str, tuple[tuple[Statement, Text], ...]], ...]
    aliases: tuple[tuple[Alias, Text], ...]
    persons: tuple[tuple[PersonRow, Text], ...]


def statements_view(book: Casebook) -> StatementsView:
    """Gather statements, aliases and persons."""
    reports = sorted(book.dossier.reports, key=lambda r: _published(r.text))
    kinds = defaultdict(list)
    for report in reports:
        for statement in report.findings.statements:
            kinds[statement.kind].append((statement, report.text))
    return StatementsView(
        statements=tuple((kind, tuple(rows)) for kind, rows in sorted(kinds.items())),
        aliases=tuple((alias, r.text) for r in reports for alias in r.findings.aliases),
        persons=tuple((person, r.text) for r in reports for person in r.findings.persons),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsView:
    """Problems by code; claims that no incident took."""

    codes: tuple[tuple[str, tuple[Problem, ...]], ...]
    unplaced: tuple[Cited, ...]


def problems_view(book: Casebook) -> ProblemsView:
    """Gather the problems."""
    codes = defaultdict(list)
    for problem in book.problems:
        codes[problem.code].append(problem)
    return ProblemsView(
        codes=tuple((code, tuple(rows)) for code, rows in sorted(codes.items())),
        unplaced=in_order(book.cited[key] for key in book.dossier.reckoning.unplaced if key in book.cited),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """Rule sets with their notes, and the versions of all that read and found."""

    rules: tuple[tuple[str, RuleNote], ...]
    readers: tuple[str, ...]
    extractors: tuple[str, ...]
    attachments: tuple[str, ...]


def method_view(book: Casebook) -> MethodView:
    """Gather the method page."""
    names = sorted({toll.rule_set for toll in book.dossier.reckoning.tolls})
    claimed = {claim.by for report in book.dossier.reports for claim in report.findings.claims}
    stated = {statement.by for report in book.dossier.reports for statement in report.findings.statements}
    return MethodView(
        rules=tuple((name, rule_note(name)) for name in names),
        readers=tuple(sorted({report.text.reader for report in book.dossier.reports})),
        extractors=tuple(sorted(claimed | stated)),
        attachments=tuple(sorted(name for name, _ in book.dossier.attachments)),
    )
