"""What ``estimate`` is to estimate: tables, people with fields, or the rows of a case, brought into one shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.panel import Basis
from reckoning.weigh.estimate.people import People, read_people
from reckoning.weigh.estimate.rows import FIELDS, Linked, by_file, by_verdicts, read_links, sheet
from reckoning.weigh.estimate.tables import CaptureTable, read_table

if TYPE_CHECKING:
    from reckoning.case import Case
    from reckoning.run.estimates import CaseRows
    from reckoning.weigh.estimate.answer import Notice

AGES = (0.0, 18.0)
"""Bands of age in a case, unless --bands says otherwise: children and adults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A table with what belongs to it. ``undecided`` says why rows of a case have no table; ``least`` is then sure."""

    table: CaptureTable
    linkages: tuple[CaptureTable, ...] = ()
    people: People | None = None
    basis: Basis | None = None
    undecided: tuple[Notice, ...] = ()
    least: int = 0
    links: tuple[bytes, ...] = ()


def of_tables(paths: Sequence[Path], given: dict[str, Any]) -> Subject:
    """The first table, or people by fields; further tables are other plausible linkages of the same records."""
    _only_for_a_case(given)
    units = dict((u.rpartition("=")[0], u.rpartition("=")[2]) for u in given["units"])  # noqa: C402  # from one split
    fields = (*given["strata"], *(f for f in given["predictors"] if f not in given["strata"]))
    if not fields:
        if given["bands"]:
            raise ReckoningError("--bands is about a field; name the field with --strata or --predictors.")
        tables = tuple(read_table(text_of(path), units=units, label=path.stem) for path in paths)
        return Subject(table=tables[0], linkages=_other(tables))
    everyone = tuple(read_people(text_of(path), fields, units=units, label=path.stem) for path in paths)
    tables = tuple(people.table() for people in everyone)
    return Subject(table=tables[0], linkages=_other(tables), people=_banded(everyone[0], given["bands"]))


def _only_for_a_case(given: dict[str, Any]) -> None:
    for name, option in (("links", "--links"), ("rows", "--rows"), ("lists", "--lists")):
        if given[name]:
            raise ReckoningError(f"{option} goes with a case; a table is linked already.")


def _other(tables: tuple[CaptureTable, ...]) -> tuple[CaptureTable, ...]:
    return tables if len(tables) > 1 else ()


def of_case(case: Case, rows: CaseRows, given: dict[str, Any]) -> Subject:
    """The rows of a case by the files of links, or else by the verdicts in it."""
    if given["units"]:
        raise ReckoningError("--unit goes with a table; the rows of a case are people.")
    strange = [f for f in (*given["strata"], *given["predictors"]) if f not in FIELDS]
    if strange:
        raise ReckoningError(f"The rows of a case have no field {strange[0]!r}; they have {', '.join(FIELDS)}.")
    if not rows.roll.rows:
        raise ReckoningError(
            f"{case.folder} names nobody who died, so there are no rows to estimate from; add lists of names, extract, "
            "or give a capture table (CSV: one 0/1 column per list, then count)."
        )
    label = case.settings.title
    texts = tuple(text_of(path) for path in given["links"])
    named = zip(given["links"], texts, strict=True)
    linked = tuple(by_file(rows.roll, read_links(text, rows.roll), path.name, label) for path, text in named)
    found = linked or (by_verdicts(rows.roll, rows.verdicts, label),)
    return _subject(found, texts, given)


def _subject(found: tuple[Linked, ...], texts: tuple[str, ...], given: dict[str, Any]) -> Subject:
    first = found[0]
    tables = tuple(each.people.table() for each in found)
    fields = dict.fromkeys((*given["strata"], *given["predictors"]))
    people = _chosen(first.people, tuple(fields)) if fields else None
    bands = given["bands"] or {"age": AGES}
    return Subject(
        table=tables[0], linkages=_other(tables), undecided=first.refused, least=first.least,
        people=_banded(people, {f: b for f, b in bands.items() if f in fields or given["bands"]}) if people else None,
        basis=Basis(
            rows=first.rows, people=None if first.refused else len(first.people.people), notices=first.notices
        ),
        links=tuple(text.encode() for text in texts),
    )  # fmt: skip


def _chosen(people: People, fields: tuple[str, ...]) -> People:
    """With these fields only: what nobody asked for shall not bear on what is filled in."""
    at = [people.fields.index(f) for f in fields]
    return replace(
        people, fields=fields, people=tuple(replace(p, fields=tuple(p.fields[i] for i in at)) for p in people.people)
    )


def _banded(people: People, bands: dict[str, tuple[float, ...]]) -> People:
    for field, edges in bands.items():
        people = people.banded(field, edges)
    return people


def bands_of(given: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """``age=0,15,30`` as lower ends by field."""
    found = {}
    for each in given:
        field, _, edges = each.partition("=")
        try:
            found[field.strip()] = tuple(float(edge) for edge in edges.split(","))
        except ValueError as fault:
            raise ReckoningError(f"{each!r} gives no bands; write a field and lower ends: age=0,15,30.") from fault
        if list(found[field.strip()]) != sorted(set(found[field.strip()])):
            raise ReckoningError(f"The lower ends in {each!r} must rise.")
    return found


def write_rows(rows: CaseRows, path: Path) -> None:
    """The rows of a case as a sheet to fill in."""
    path.write_text(sheet(rows.roll, rows.verdicts), encoding="utf-8")


def text_of(path: Path) -> str:
    """A CSV file; a file that is no UTF-8 is refused in plain words."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ReckoningError(f"{path} is no UTF-8 text; save the table as CSV in UTF-8.") from fault
