"""A document with every finding marked in its text and explained beside the paragraph in which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reckoning.reckoned import Report
from reckoning.show.casebook import Casebook, Cited
from reckoning.show.marking import Passage, Span, passages
from reckoning.show.whereabouts import document_id
from reckoning.show.withhold import Veil
from reckoning.types import Alias, Anchor, PersonRow, Statement, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding as the margin shows it; exactly one of the last four is set. ``reference`` is its address."""

    key: str
    reference: str
    cited: Cited | None = None
    statement: Statement | None = None
    alias: Alias | None = None
    person: PersonRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A passage and the notes on what begins in it."""

    passage: Passage
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """Everything the template asks for; ``lost`` are findings whose words could not be placed in the text."""

    text: Text
    report: Report
    paragraphs: tuple[Paragraph, ...]
    lost: tuple[Note, ...]
    withheld: int
    address: str | None


def document_view(report: Report, book: Casebook, veil: Veil) -> DocumentView:
    """Gather one document's page."""
    text = report.text
    notes = {note.reference: note for note in _notes(report, book)}
    spans = [span for reference, note in notes.items() for span in _spans(note, reference)]
    hidden = veil.spans(text.content, document_id(text))
    rows = [
        Paragraph(passage=passage, notes=tuple(_beside(passage, notes)))
        for passage in passages(text, spans, hidden)
        if text.content[passage.start : passage.end].strip()
    ]
    placed = {note.reference for row in rows for note in row.notes}
    lost = tuple(note for reference, note in notes.items() if reference not in placed)
    return DocumentView(
        text=text, report=report, paragraphs=tuple(rows), lost=lost, withheld=len(hidden), address=_web(text.url)
    )


def _notes(report: Report, book: Casebook) -> Iterator[Note]:
    found = report.findings
    for claim in found.claims:
        yield Note(key=claim.key, reference=f"claim:{claim.key}", cited=book.cited[claim.key])
    for statement in found.statements:
        yield Note(key=statement.key, reference=f"finding:{statement.key}", statement=statement)
    for alias in found.aliases:
        yield Note(key=alias.key, reference=f"finding:{alias.key}", alias=alias)
    for person in found.persons:
        yield Note(key=person.key, reference=f"finding:{person.key}", person=person)


def _spans(note: Note, reference: str) -> Iterator[Span]:
    if note.cited:
        claim = note.cited.claim
        yield _span(claim.anchor, "claim", reference)
        for mention in claim.mentions:
            yield _span(mention, "mention", reference)
        return
    finding = note.statement or note.alias or note.person
    if finding:
        kind = "statement" if note.statement else "alias" if note.alias else "person"
        yield _span(finding.anchor, kind, reference)


def _span(anchor: Anchor, kind: str, reference: str) -> Span:
    return Span(start=anchor.start, end=anchor.end, kind=kind, reference=reference)


def _beside(passage: Passage, notes: dict[str, Note]) -> Iterator[Note]:
    for span in passage.opened:
        if span.kind != "mention":
            yield notes[span.reference]


def _web(url: str | None) -> str | None:
    """An address that may stand in a link: only the two schemes of the web, so that no script can hide in one."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
