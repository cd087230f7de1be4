"""The first page: what was reckoned, episode by episode, with ranges by rule set."""

from __future__ import annotations

from dataclasses import dataclass

from reckoning.show.casebook import Casebook, Cited, TollGroup
from reckoning.show.here import Here
from reckoning.show.strip import Strip, below, strip
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

    cards: tuple[tuple[Row, tuple[Strip, ...]], ...]
    rows: tuple[Row, ...]
    claims: int
    origins: int


def index_view(book: Casebook, here: Here) -> IndexView:
    """Gather the first page."""
    heads = leading(book)
    rows = tuple(row for head in heads for row in _rows(head.incident, 0, book))
    cards = tuple((row, _strips(row, book, here, first=row is heads[0])) for row in heads[:CARDS])
    return IndexView(cards=cards, rows=rows, claims=len(book.cited), origins=len(book.dossier.reckoning.origins))


def _strips(row: Row, book: Casebook, here: Here, *, first: bool) -> tuple[Strip, ...]:
    """The leading count's strip; of the first incident that of everyone who was killed as well."""
    groups = book.groups.get(row.incident.id, ())
    others = [g for g in groups[1:] if g.measure == "killed" and first and _everyone(g)]
    return below(strip(group, book, here.href) for group in (*groups[:1], *others))


def _everyone(group: TollGroup) -> bool:
    p = group.population
    return p.status == "unknown" and not (p.sex or p.age or p.affiliation or p.community)


def leading(book: Casebook) -> tuple[Row, ...]:
    """The incidents that lie in no other, the weightiest first."""
    known = {incident.id for incident in book.incidents}
    tops = (i for i in book.incidents if i.parent not in known or i.parent == i.id)
    return tuple(sorted((summary(top, 0, book) for top in tops), key=weight))


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


def weight(row: Row) -> tuple[bool, int, int]:
    """Killings first, then what most claims speak of, then the highest low end: the order of the first page."""
    lows = (toll.low or 0 for toll in row.group.tolls) if row.group else ()
    return (row.group is None or row.group.measure != "killed", -len(row.claims), -max(lows, default=0))


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
