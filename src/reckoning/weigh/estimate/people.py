"""Linked people with the fields that strata are made of: from a CSV of people, or of counts by pattern and field.

Reach for :func:`read_people` when people are to be estimated by sex, age, month or district. Columns that are named
as fields are fields; ``count``, if there, says how many people a line stands for; ``person`` is a name for the line and
is not used; every other column is a list and holds 0 or 1. A field that is empty, or says ``NA``, ``?`` or ``unknown``,
is missing: it is imputed, never made a stratum of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.imputation import Person, band
from reckoning.weigh.estimate.tables import UNIT, CaptureTable, Membership, from_rows, stated_units, units_of

MISSING = frozenset({"", "na", "n/a", "?", "unknown"})
NAME, COUNT = "person", "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People after linkage: ``fields`` names the values of each :class:`Person`; one unit per list."""

    people: tuple[Person, ...]
    lists: tuple[str, ...]
    fields: tuple[str, ...]
    units: tuple[str, ...]
    label: str = ""

    def table(self) -> CaptureTable:
        """The capture table of all of them, whatever their fields."""
        unit = dict(zip(self.lists, self.units, strict=True))
        rows = (Membership(person=p.key, source=name, unit=unit[name]) for p in self.people for name in p.lists)
        return from_rows(rows, lists=self.lists, label=self.label)

    def banded(self, field: str, edges: Sequence[float]) -> People:
        """With the numbers of a field put into bands; ``edges`` are the lower ends, rising."""
        if field not in self.fields:
            raise ReckoningError(f"There is no field {field!r} to put into bands; fields are {_named(self.fields)}.")
        at = self.fields.index(field)
        return replace(self, people=tuple(_banded(p, at, field, edges) for p in self.people))


def _banded(person: Person, at: int, field: str, edges: Sequence[float]) -> Person:
    value = person.fields[at]
    try:
        number = None if value is None else float(value)
    except ValueError as fault:
        raise ReckoningError(f"{value!r} in {field} is no number, so it has no band; leave --bands out.") from fault
    return replace(person, fields=(*person.fields[:at], band(number, edges), *person.fields[at + 1 :]))


def read_people(text: str, fields: Sequence[str], *, units: dict[str, str] | None = None, label: str = "") -> People:
    """People from CSV text; raises :class:`ReckoningError` with the line number, or the column that is no list."""
    stated, lines = stated_units(text)
    rows = csv.reader(line for _, line in lines)
    header = [name.strip() for name in next(rows, [])]
    absent = [name for name in fields if name not in header]
    if absent:
        raise ReckoningError(f"There is no column {absent[0]!r}; the columns are {_named(header)}.")
    lists = [name for name in header if name not in {*fields, NAME, COUNT}]
    found: list[Person] = []
    for (number, _), row in zip(lines[1:], rows, strict=False):
        if len(row) != len(header):
            raise ReckoningError(f"Line {number} has {len(row)} values where the header has {len(header)}.")
        found += _people(number, dict(zip(header, (v.strip() for v in row), strict=True)), lists, fields)
    made = {**stated, **(units or {})}
    return People(
        people=tuple(found), lists=tuple(lists), fields=tuple(fields), units=units_of(lists, made), label=label
    )


def _people(number: int, row: dict[str, str], lists: Sequence[str], fields: Sequence[str]) -> list[Person]:
    strange = [name for name in lists if row[name] not in {"0", "1"}]
    if strange:
        raise ReckoningError(
            f"Line {number}: {strange[0]!r} holds {row[strange[0]]!r}, which is neither 0 nor 1, so it is no list; "
            "name it with --strata or --predictors if it is a field, or take the column out."
        )
    count = row.get(COUNT, "1")
    if not count.isdecimal():
        raise ReckoningError(f"Line {number} has the count {count!r}; counts are whole numbers of people.")
    on = tuple(name for name in lists if row[name] == "1")
    if not on and int(count):
        raise ReckoningError(f"Line {number} is on no list; those whom no list has cannot have been counted.")
    values = tuple(None if row[f].casefold() in MISSING else row[f] for f in fields)
    return [Person(key=f"{number}.{nth}", lists=on, fields=values) for nth in range(int(count))]


def of_unit(lists: Sequence[str]) -> tuple[str, ...]:
    """People as the unit of every list."""
    return (UNIT,) * len(lists)


def _named(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
