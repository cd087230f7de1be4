"""The first page: what was reckoned, episode by episode, with ranges by rule set."""

from __future__ import annotations

from dataclasses import dataclass

from reckoning.show.casebook import Casebook, Cited, TollGroup
from reckoning.show.here import Here
from reckoning.show.strip import Strip, strip
from reckoning.types import Incident, Toll

CARDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident of the table: its leading count and the lowest and highest of its tolls."""

    incident: Incident
    depth: int
    claims: tuple[Cited, ...]
    group: TollGroup | None
    least: Toll | None
    most: Toll | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """``cards`` are the first top-level incidents with their strips; ``rows`` all incidents, nested ones indented."""

    cards: tuple[tuple[Row, Strip | None], ...]
    rows: tuple[Row, ...]
    claims: int
    origins: int


def index_view(book: Casebook, here: Here) -> IndexView:
    """Gather the first page."""
    known = {incident.id for incident in book.incidents}
    tops = [i for i in book.incidents if i.parent not in known or i.parent == i.id]
    rows = tuple(row for top in tops for row in _rows(top, 0, book))
    heads = sorted((row for row in rows if row.depth == 0), key=lambda r: -len(r.claims))[:CARDS]
    cards = tuple((row, strip(row.group, book, here.href) if row.group else None) for row in heads)
    return IndexView(cards=cards, rows=rows, claims=len(book.cited), origins=len(book.dossier.reckoning.origins))


def summary(incident: Incident, depth: int, book: Casebook) -> Row:
    """One incident as a line of a table."""
    groups = book.groups.get(incident.id, ())
    group = groups[0] if groups else None
    return Row(
        incident=incident,
        depth=depth,
        claims=book.claims_of(incident),
        group=group,
        least=_least(group),
        most=_most(group),
    )


def _rows(incident: Incident, depth: int, book: Casebook) -> tuple[Row, ...]:
    below = (each for child in book.children.get(incident.id, ()) for each in _rows(child, depth + 1, book))
    return (summary(incident, depth, book), *below)


def _least(group: TollGroup | None) -> Toll | None:
    tolls = [t for t in group.tolls if t.low is not None] if group else []
    return min(tolls, key=lambda t: (t.low or 0, t.rule_set), default=None)


def _most(group: TollGroup | None) -> Toll | None:
    """The toll with the highest upper end; one without an upper end counts as higher than any."""
    tolls = [t for t in group.tolls if t.low is not None or t.high is not None] if group else []
    return max(tolls, key=lambda t: (t.high is None, t.high or t.low or 0, t.rule_set), default=None)
