"""An original source: who it is, what it said over time, who passed it on and how."""

from __future__ import annotations

from dataclasses import dataclass

from reckoning.reckoned import Origin, Series
from reckoning.show.casebook import Casebook, Cited, in_order
from reckoning.types import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Everything the template asks for."""

    origin: Origin
    own: tuple[Cited, ...]
    relayed: tuple[Cited, ...]
    series: tuple[tuple[Series, Incident | None], ...]


def source_view(origin: Origin, book: Casebook) -> SourceView:
    """Gather one source's page."""
    cited = in_order(book.cited[key] for key in origin.claims if key in book.cited)
    return SourceView(
        origin=origin,
        own=tuple(c for c in cited if c.relay is None),
        relayed=tuple(c for c in cited if c.relay is not None),
        series=tuple((s, book.by_id.get(s.incident)) for s in book.spoken.get(origin.id, ())),
    )
