"""A dossier as pages: a pure function from values to bytes, one entry for each file of the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reckoning.codec import to_plain
from reckoning.problems import CODES
from reckoning.show import words
from reckoning.show.casebook import Casebook, casebook
from reckoning.show.document_page import document_view
from reckoning.show.dossier import Dossier
from reckoning.show.estimate_figures import FILTERS
from reckoning.show.figure import bracket_figure, claim_figure, count_figure, point_figure, toll_figure
from reckoning.show.heading import heading
from reckoning.show.here import Here
from reckoning.show.incident_page import incident_view
from reckoning.show.index_page import index_view
from reckoning.show.record_page import documents_view, method_view, problems_view, sources_view, statements_view
from reckoning.show.source_page import source_view
from reckoning.show.strip import strip
from reckoning.show.whereabouts import ESTIMATE, document_id
from reckoning.show.withhold import Veil, veil
from reckoning.weigh.ruling import words as ruling_words

Page = tuple[str, str, dict[str, Any]]
"""A path within the folder, a template, and what it is given."""


def render(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the dossier by its path; no clock, no disk, no network."""
    book = casebook(dossier)
    dossier = replace(dossier, title=heading(book))
    book, cover = replace(book, dossier=dossier), veil(dossier)
    pages = {path: _drawn(path, template, context, book, cover) for path, template, context in _pages(book, cover)}
    static = files("reckoning.show").joinpath("static")
    pages["static/dossier.css"] = static.joinpath("dossier.css").read_bytes()
    return pages | dict(dossier.attachments)


def _pages(book: Casebook, cover: Veil) -> Iterator[Page]:
    yield from _front(book, cover)
    for incident in book.incidents:
        path = book.addresses.path(f"incident:{incident.id}")
        here = Here(book, cover, path)
        yield path, "incident.html.j2", {"view": incident_view(incident, book, here)}
    for group in (group for rows in book.groups.values() for group in rows):
        path = book.addresses.path(f"group:{group.id}")
        yield path, "toll.html.j2", {"group": group, "strip": strip(group, book, Here(book, cover, path).href)}
    for report in book.dossier.reports:
        path = book.addresses.path(f"document:{document_id(report.text)}")
        yield path, "document.html.j2", {"view": document_view(report, book, cover)}
    for origin in book.dossier.reckoning.origins:
        yield book.addresses.path(f"origin:{origin.id}"), "source.html.j2", {"view": source_view(origin, book)}


def _front(book: Casebook, cover: Veil) -> Iterator[Page]:
    yield "index.html", "index.html.j2", {"view": index_view(book, Here(book, cover, "index.html"))}
    if book.dossier.estimate is not None:
        yield ESTIMATE, "estimate.html.j2", _estimate(book.dossier)
    yield "documents.html", "documents.html.j2", {"view": documents_view(book)}
    yield "sources.html", "sources.html.j2", {"view": sources_view(book)}
    yield "statements.html", "statements.html.j2", {"view": statements_view(book)}
    yield "problems.html", "problems.html.j2", {"view": problems_view(book)}
    yield "method.html", "method.html.j2", {"view": method_view(book)}


def _estimate(dossier: Dossier) -> dict[str, Any]:
    from reckoning.show.estimate_page import estimate_view  # noqa: PLC0415  SciPy loads late

    view = estimate_view(dossier.estimate, current=dossier.estimate_current)  # type: ignore[arg-type]  # there is one
    return {"layout": "base.html.j2", "view": replace(view, title="Those whom no list has")}


def _drawn(path: str, template: str, context: dict[str, Any], book: Casebook, cover: Veil) -> bytes:
    here = Here(book, cover, path)
    drawn = environment().get_template(template).render(here=here, book=book, dossier=book.dossier, **context)
    lines = (line.rstrip() for line in drawn.split("\n"))
    return ("\n".join(line for line in lines if line) + "\n").encode()


@cache
def environment() -> Environment:
    """The template environment: everything escaped, a name that nobody gave is an error."""
    env = Environment(
        loader=PackageLoader("reckoning.show"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.globals |= _GLOBALS
    env.filters |= FILTERS
    return env


_GLOBALS: Mapping[str, Any] = {
    "words": words,
    "codes": CODES,
    "document_id": document_id,
    "count": count_figure,
    "toll_figure": toll_figure,
    "claim_figure": claim_figure,
    "bracket_figure": bracket_figure,
    "point_figure": point_figure,
    "rule_note": words.rule_note,
    "ruling_words": ruling_words,
    "plain": to_plain,
}
