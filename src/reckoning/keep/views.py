"""The findings as SQL tables: a fold that can be thrown away.

Reach for :func:`refold` when a desk or an analyst wants to ask questions in SQL. The file carries the hash of the
last entry that it was folded from; it is made anew, whole, whenever that is not the case's any more. Nothing is ever
read back from it into the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, MetaData, Table, Text, create_engine, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from reckoning.reckoned import Reckoning, Report
from reckoning.types import Claim, Incident, Interval, Problem, Toll

SCHEMA = 1
metadata = MetaData()


def _table(name: str, /, **columns: type[Any]) -> Table:
    return Table(name, metadata, *(Column(column, kind) for column, kind in columns.items()))


header = _table("header", schema=Integer, work=Text)
documents = _table(
    "documents", source=Text, text=Text, name=Text, reader=Text, language=Text, title=Text, publisher=Text, author=Text,
    url=Text, published_from=Date, published_to=Date,
)  # fmt: skip
claims = _table(
    "claims", key=Text, source=Text, start=Integer, end=Integer, quote=Text, measure=Text, manner=Text, unit=Text,
    low=Integer, high=Integer, value=Integer, bound=Text, as_written=Text, population=Text, status=Text, origin=Text,
    relay=Text, stance=Text, perpetrators=Text, place=Text, time_from=Date, time_to=Date, cumulative=Boolean,
    cause=Text, part_of=Text, confidence=Float, by=Text,
)  # fmt: skip
statements = _table("statements", key=Text, source=Text, kind=Text, quote=Text, speaker=Text, stance=Text, by=Text)
aliases = _table("aliases", key=Text, source=Text, kind=Text, name=Text, alias=Text, by=Text)
persons = _table("persons", key=Text, source=Text, name=Text, age=Text, sex=Text, by=Text)
incidents = _table("incidents", id=Text, parent=Text, label=Text, time_from=Date, time_to=Date, place=Text)
incident_claims = _table("incident_claims", incident=Text, claim=Text)
tolls = _table(
    "tolls", key=Text, incident=Text, measure=Text, population=Text, rule_set=Text, as_of=Date, unit=Text,
    low=Integer, best=Integer, high=Integer,
)  # fmt: skip
steps = _table("steps", toll=Text, number=Integer, rule=Text, claim=Text, because=Text)
problems = _table("problems", at=Text, code=Text, says=Text, quote=Text)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What views are folded from. ``work`` is the hash of the last entry that changes what is shown."""

    work: str
    reports: tuple[Report, ...]
    reckoning: Reckoning | None
    problems: tuple[Problem, ...]


def is_current(file: Path, work: str) -> bool:
    """Whether the views in ``file`` were folded from the state ``work`` by this version."""
    if not file.is_file():
        return False
    try:
        with _engine(file).connect() as connection:
            return [tuple(row) for row in connection.execute(select(header))] == [(SCHEMA, work)]
    except SQLAlchemyError:
        return False


def refold(file: Path, fold: Fold) -> None:
    """Make the views anew beside ``file`` and put them in its place in one step."""
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with _engine(draft).begin() as connection:
        metadata.create_all(connection)
        for table, rows in _tables(fold):
            if listed := [_sized(row) for row in rows]:
                connection.execute(table.insert(), listed)
    draft.replace(file)


def _engine(file: Path) -> Engine:
    return create_engine(f"sqlite:///{file}", poolclass=NullPool)


def _tables(fold: Fold) -> Iterator[tuple[Table, Iterable[Row]]]:
    reports, reckoning = fold.reports, fold.reckoning or Reckoning()
    yield documents, (_document(report) for report in reports)
    yield claims, (_claim(claim) for report in reports for claim in report.findings.claims)
    for table, name in ((statements, "statements"), (aliases, "aliases"), (persons, "persons")):
        yield table, (_finding(table, item) for report in reports for item in getattr(report.findings, name))
    yield incidents, (_incident(incident) for incident in reckoning.incidents)
    yield incident_claims, ({"incident": i.id, "claim": key} for i in reckoning.incidents for key in i.claims)
    yield tolls, (_plain(tolls, toll) | {"population": toll.population.text} for toll in reckoning.tolls)
    yield steps, (row for toll in reckoning.tolls for row in _steps(toll))
    yield problems, (_problem(problem) for problem in fold.problems)
    yield header, ({"schema": SCHEMA, "work": fold.work},)


def _plain(table: Table, item: Any) -> dict[str, Any]:
    """The columns of ``table`` that are fields of ``item`` by the same name."""
    return {name: getattr(item, name) for name in table.columns.keys() if hasattr(item, name)}  # noqa: SIM118


def _finding(table: Table, item: Any) -> Row:
    row = _plain(table, item) | {"source": item.anchor.source}
    return row | {"quote": item.anchor.exact} if "quote" in table.columns else row


def _document(report: Report) -> Row:
    text = report.text
    return _plain(documents, text) | {"text": text.digest} | _span("published", text.published)


def _claim(claim: Claim) -> Row:
    links = {link.role: link.name for link in claim.attribution}
    return (
        _plain(claims, claim)
        | _plain(claims, claim.quantity)
        | _span("time", claim.time)
        | {
            "source": claim.anchor.source,
            "start": claim.anchor.start,
            "end": claim.anchor.end,
            "quote": claim.anchor.exact,
            "population": claim.population.text,
            "status": claim.population.status,
            "origin": links.get("origin"),
            "relay": links.get("relay"),
            "perpetrators": "; ".join(p.text for p in claim.perpetrators) or None,
            "place": claim.places[0].text if claim.places else None,
        }
    )


def _incident(incident: Incident) -> Row:
    place = incident.places[0].text if incident.places else None
    return _plain(incidents, incident) | _span("time", incident.time) | {"place": place}


def _steps(toll: Toll) -> Iterator[Row]:
    """One row for each claim that a step used; a step without claims has one row."""
    for number, step in enumerate(toll.steps, 1):
        for claim in step.claims or (None,):
            yield {"toll": toll.key, "number": number, "rule": step.rule, "claim": claim, "because": step.because}


def _problem(problem: Problem) -> Row:
    quote = None if problem.anchor is None else problem.anchor.exact
    return {"at": problem.where, "code": problem.code, "says": problem.says, "quote": quote}


def _span(name: str, interval: Interval | None) -> dict[str, Any]:
    span = interval or Interval()
    return {f"{name}_from": span.start, f"{name}_to": span.end}


def _sized(row: Row) -> Row:
    """SQLite's integers have 64 bits; a larger figure, which no report of deaths holds, is left open here."""
    return {k: None if isinstance(v, int) and abs(v) >= 2**63 else v for k, v in row.items()}
