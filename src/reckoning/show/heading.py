"""The heading of a dossier that nobody gave a title: the incident that it is most about."""

from __future__ import annotations

from reckoning.show.casebook import Casebook
from reckoning.show.dossier import UNTITLED
from reckoning.show.index_page import leading


def heading(book: Casebook) -> str:
    """The title that people gave, else "A reckoning: Syria, 6 to 17 March 2025" after the leading incident."""
    given = book.dossier.title
    if given != UNTITLED:
        return given
    first = next(iter(leading(book)), None)
    return f"{UNTITLED}: {first.incident.label}" if first else UNTITLED
