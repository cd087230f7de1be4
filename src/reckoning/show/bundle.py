"""The exports: what a case holds as plain rows, in forms that are documented in docs/formats.md and stay as they are.

Reach for :func:`rows` to get the rows of one form, for :func:`lines` to get its file. Places, times and populations
have the shape of claim format v1 throughout. Keys appear in the order of the documentation; absent is null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any

from reckoning.codec import to_plain
from reckoning.reckoned import Origin, Reckoning, Report, Series, SeriesPart, SeriesPoint
from reckoning.types import Alias, Anchor, Claim, Incident, Interval, Place, Population, Problem, Statement, Step, Toll

FORMS = ("claims", "statements", "aliases", "incidents", "series", "tolls", "problems")

SEPARATORS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}

Row = dict[str, Any]


def rows(
    form: str, reports: Iterable[Report], reckoning: Reckoning | None, problems: Iterable[Problem] = ()
) -> Iterator[Row]:
    """The rows of one of ``FORMS``, in the order of documents and places in the text, or of the reckoning.

    ``KeyError`` for a form that is not in ``FORMS``; without a reckoning the forms that need one have no rows.
    """
    reckoned = reckoning or Reckoning()
    makers: dict[str, Callable[[], Iterable[Row]]] = {
        "claims": lambda: _found(reports, "claims"),
        "statements": lambda: _found(reports, "statements"),
        "aliases": lambda: _found(reports, "aliases"),
        "incidents": lambda: map(incident_row, reckoned.incidents),
        "series": lambda: _series(reckoned),
        "tolls": lambda: map(toll_row, reckoned.tolls),
        "problems": lambda: map(problem_row, problems),
    }
    return iter(makers[form]())


def lines(form: str, reports: Iterable[Report], reckoning: Reckoning | None, problems: Iterable[Problem] = ()) -> bytes:
    """The rows of a form as a file: UTF-8, one JSON object a line."""
    return b"".join(
        json_line(row).encode("utf-8", "backslashreplace") + b"\n" for row in rows(form, reports, reckoning, problems)
    )


def json_line(row: Row) -> str:
    """A row as one line of JSON that is one line to everybody: the line separators of Unicode are escaped too."""
    return json.dumps(row, ensure_ascii=False).translate(SEPARATORS)


def _found(reports: Iterable[Report], form: str) -> Iterator[Row]:
    for report in sorted(reports, key=lambda one: (PurePath(one.text.name).name, one.text.source)):
        document = PurePath(report.text.name).name
        findings = getattr(report.findings, form)
        for finding in sorted(findings, key=lambda one: (one.anchor.start, one.anchor.end, one.key)):
            yield _finding_row(finding, document)


def _finding_row(finding: Claim | Statement | Alias, document: str) -> Row:
    if isinstance(finding, Claim):
        from reckoning.extract.form import claim_v1  # noqa: PLC0415 the extractor's package loads late

        return claim_v1(finding, document)
    return statement_row(finding, document) if isinstance(finding, Statement) else alias_row(finding, document)


def statement_row(statement: Statement, document: str) -> Row:
    """What was said or done that matters to a reckoning, beside the numbers."""
    return {
        "id": statement.key,
        "document": document,
        "source": statement.anchor.source,
        "anchor": anchor_form(statement.anchor),
        "kind": statement.kind,
        "speaker": statement.speaker,
        "stance": statement.stance,
        "places": [place_form(place) for place in statement.places],
        "time": time_form(statement.time),
        "by": statement.by,
    }


def alias_row(alias: Alias, document: str) -> Row:
    """A name and its former, other, abbreviated or contested name."""
    return {
        "id": alias.key,
        "document": document,
        "source": alias.anchor.source,
        "anchor": anchor_form(alias.anchor),
        "kind": alias.kind,
        "name": alias.name,
        "alias": alias.alias,
        "by": alias.by,
    }


def incident_row(incident: Incident) -> Row:
    """Claims judged to be about one event; ``parent`` is the episode that holds it."""
    return {
        "id": incident.id,
        "parent": incident.parent,
        "claims": list(incident.claims),
        "places": [place_form(place) for place in incident.places],
        "time": time_form(incident.time),
        "label": incident.label,
    }


def _series(reckoning: Reckoning) -> Iterator[Row]:
    origins = {origin.id: origin for origin in reckoning.origins}
    for series in reckoning.series:
        yield series_row(series, origins.get(series.origin))


def series_row(series: Series, origin: Origin | None) -> Row:
    """What one origin said of one measure, population and area over time."""
    return {
        "id": series.id,
        "incident": series.incident,
        "origin": origin.name if origin else series.origin,
        "origin_kind": origin.kind if origin else "unknown",
        "measure": series.measure,
        "population": population_form(series.population),
        "unit": series.unit,
        "places": [place_form(place) for place in series.places],
        "scope": series.scope,
        "points": [_point(point) for point in series.points],
    }


def _point(point: SeriesPoint) -> Row:
    return {
        "as_of": to_plain(point.as_of),
        "low": point.low,
        "high": point.high,
        "value": point.value,
        "bound": point.bound,
        "claims": list(point.claims),
        "relays": [{"claim": relay.claim, "fidelity": relay.fidelity} for relay in point.relays],
        "parts": [_part(part) for part in point.parts],
        "parts_sum": point.parts_sum,
    }


def _part(part: SeriesPart) -> Row:
    by = {"place": part.place} if part.place is not None else {"population": part.population}
    return {**by, "value": part.value, "claim": part.claim}


def toll_row(toll: Toll) -> Row:
    """What we reckon for one incident, measure and population under one rule set, with its steps."""
    return {
        "id": toll.key,
        "incident": toll.incident,
        "measure": toll.measure,
        "population": population_form(toll.population),
        "unit": toll.unit,
        "as_of": to_plain(toll.as_of),
        "rule_set": toll.rule_set,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "outliers": [{"claim": outlier.claim, "because": outlier.because} for outlier in toll.outliers],
        "steps": [_step(step) for step in toll.steps],
    }


def _step(step: Step) -> Row:
    plain: Row = to_plain(step)
    return plain


def problem_row(problem: Problem) -> Row:
    """A fault with its address, and the quotes that it is about."""
    return {
        "where": problem.where,
        "code": problem.code,
        "says": problem.says,
        "anchor": None if problem.anchor is None else anchor_form(problem.anchor),
        "also": None if problem.also is None else anchor_form(problem.also),
    }


def anchor_form(anchor: Anchor) -> Row:
    """Where something is said, as in claim format v1, with the digest of the source."""
    return {
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "source": anchor.source,
    }


def place_form(place: Place) -> Row:
    """A place with its best candidate, as in claim format v1; without candidates, id and coordinates are null."""
    best = place.candidates[0] if place.candidates else None
    return {
        "text": place.text,
        "id": best.id if best else None,
        "lat": best.lat if best else None,
        "lon": best.lon if best else None,
        "precision": place.precision,
        "candidates": [to_plain(candidate) for candidate in place.candidates],
    }


def time_form(interval: Interval | None) -> Row | None:
    """A closed interval of days, as in claim format v1."""
    if interval is None:
        return None
    return {
        "text": interval.text,
        "start": to_plain(interval.start),
        "end": to_plain(interval.end),
        "grain": interval.grain,
    }


def population_form(population: Population) -> Row:
    """Of whom, as in claim format v1: facets that the text does not give are null."""
    plain: Row = to_plain(population)
    return plain
