"""Capture tables: how many people each combination of lists has seen.

Reach for :func:`read_table` with a CSV of 0/1 list columns and a count, for :func:`from_rows` with linked person rows.
A cell is a bit mask (bit ``j`` set: on list ``j``); cells that are absent are zero; the cell of nobody's list is what
estimation is for and may not be given. Counts are people unless the units say otherwise.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reckoning.ids import digest_of
from reckoning.problems import ReckoningError

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

MAX_LISTS = 20
UNIT = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTable:
    """Counts by list pattern: ``cells`` holds (mask, count > 0) sorted by mask; one unit per list."""

    lists: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]
    units: tuple[str, ...]
    label: str = ""

    @property
    def n(self) -> int:
        """The documented: people on at least one list."""
        return sum(count for _, count in self.cells)

    @property
    def width(self) -> int:
        return len(self.lists)

    @property
    def digest(self) -> str:
        """What names the table: lists, units and cells; the label is dress."""
        return digest_of("capture-table.v1", list(self.lists), list(self.units), [list(c) for c in self.cells])

    def patterns(self) -> FloatArray:
        """Observed patterns, shape (cells, lists), 0/1."""
        masks = np.array([mask for mask, _ in self.cells], dtype=np.int64)
        return bits(masks, self.width)

    def counts(self) -> FloatArray:
        """Observed counts, shape (cells,)."""
        return np.array([count for _, count in self.cells], dtype=np.float64)

    def dense(self) -> FloatArray:
        """Counts of all 2^lists cells by mask; index 0, the unseen, is 0. At most 12 lists, lest memory go."""
        if self.width > 12:
            raise ReckoningError("A table of more than 12 lists has no dense form; drop or merge lists first.")
        full = np.zeros(1 << self.width)
        for mask, count in self.cells:
            full[mask] = count
        return full

    def totals(self) -> tuple[int, ...]:
        """People on each list."""
        return tuple(sum(c for m, c in self.cells if m >> j & 1) for j in range(self.width))

    def only(self) -> tuple[int, ...]:
        """People on each list and on no other."""
        alone = dict(self.cells)
        return tuple(alone.get(1 << j, 0) for j in range(self.width))

    def overlap(self, i: int, j: int) -> int:
        """People on both lists."""
        both = 1 << i | 1 << j
        return sum(c for m, c in self.cells if m & both == both)

    def without(self, j: int) -> CaptureTable:
        """The table had list ``j`` never been kept: its records fall back to the other lists, or vanish."""
        kept: Counter[int] = Counter()
        for mask, count in self.cells:
            kept[mask & ((1 << j) - 1) | mask >> (j + 1) << j] += count
        return build(
            self.lists[:j] + self.lists[j + 1 :],
            {m: c for m, c in kept.items() if m},
            units=self.units[:j] + self.units[j + 1 :],
            label=self.label,
        )

    def drop_empty(self) -> CaptureTable:
        """The table without the lists that hold no record."""
        table = self
        for j in reversed(range(self.width)):
            if table.totals()[j] == 0:
                table = table.without(j)
        return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One record after linkage: this person is on this list. ``stratum`` groups people; one per person."""

    person: str
    source: str
    unit: str = UNIT
    stratum: str = ""


def bits(masks: IntArray, width: int) -> FloatArray:
    """Masks to 0/1 rows, shape (masks, width)."""
    return (masks[:, None] >> np.arange(width)[None, :] & 1).astype(np.float64)


def build(
    lists: Sequence[str], counts: dict[int, int], *, units: Sequence[str] | None = None, label: str = ""
) -> CaptureTable:
    """A table from counts by mask; the one place where tables are made, so that every table is valid."""
    _check_lists(lists)
    for mask, count in counts.items():
        if not 0 < mask < 1 << len(lists):
            raise ReckoningError(f"Cell {mask} is no pattern of {len(lists)} lists (the unseen may not be given).")
        if count < 0:
            raise ReckoningError(f"Cell {mask} has the negative count {count}; counts are numbers of people.")
    cells = tuple((mask, int(counts[mask])) for mask in sorted(counts) if counts[mask])
    return CaptureTable(
        lists=tuple(lists), cells=cells, units=tuple(units) if units else (UNIT,) * len(lists), label=label
    )


def _check_lists(lists: Sequence[str]) -> None:
    if not lists:
        raise ReckoningError("The table names no lists; the header must hold the list names and `count`.")
    if len(lists) > MAX_LISTS:
        raise ReckoningError(f"{len(lists)} lists are too many (at most {MAX_LISTS}); merge lists that share a source.")
    if any(not name.strip() for name in lists):
        raise ReckoningError("A list has no name; name every column of the header.")
    twice = sorted(name for name, times in Counter(lists).items() if times > 1)
    if twice:
        raise ReckoningError(f"The list name {twice[0]!r} stands twice; names must differ.")


def read_table(text: str, *, units: dict[str, str] | None = None, label: str = "") -> CaptureTable:
    """A capture table from CSV text: 0/1 columns, then ``count``; ``# unit LIST: families`` lines give units.

    A line ``# unit: people`` gives the unit of every list. Raises :class:`ReckoningError` with the line number.
    """
    stated, lines = stated_units(text)
    rows = csv.reader(line for _, line in lines)
    header = [name.strip() for name in next(rows, [])]
    if len(header) < 2 or header[-1].lower() != "count":
        raise ReckoningError("The header must hold the list names and, as its last column, `count`.")
    lists = header[:-1]
    _check_lists(lists)
    counts: dict[int, int] = {}
    for (number, _), row in zip(lines[1:], rows, strict=False):
        mask, count = _read_row(number, [v.strip() for v in row], len(lists))
        if mask in counts:
            raise ReckoningError(f"Line {number} repeats a pattern that stands above; merge the two counts.")
        counts[mask] = count
    stated_for_each = units_of(lists, {**stated, **(units or {})})
    if counts.pop(0, 0):
        raise ReckoningError("The pattern of all zeros has a count: nobody can have counted those on no list.")
    return build(lists, counts, units=stated_for_each, label=label)


def units_of(lists: Sequence[str], stated: dict[str, str]) -> tuple[str, ...]:
    """The unit of each list: as stated for it, else as stated for all (the empty name), else people."""
    unknown = sorted(set(stated) - set(lists) - {""})
    if unknown:
        raise ReckoningError(f"A unit is given for {unknown[0]!r}, which is no list; lists are {', '.join(lists)}.")
    return tuple(stated.get(name, stated.get("", UNIT)) for name in lists)


def stated_units(text: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Units from the lines ``# unit LIST: families``, and the numbered lines that are no remark."""
    stated: dict[str, str] = {}
    lines = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.lstrip().startswith("#"):
            head, _, unit = line.lstrip("# \t").partition(":")
            if head.split(" ", 1)[0] == "unit" and unit.strip():
                stated[head.partition(" ")[2].strip()] = unit.strip()
        elif line.strip():
            lines.append((number, line))
    return stated, lines


def _read_row(number: int, row: list[str], width: int) -> tuple[int, int]:
    if len(row) != width + 1:
        raise ReckoningError(f"Line {number} has {len(row)} values where the header has {width + 1}.")
    if any(v not in {"0", "1"} for v in row[:-1]):
        raise ReckoningError(f"Line {number} has a list column that is neither 0 nor 1.")
    if not row[-1].lstrip("-").isdecimal():
        raise ReckoningError(f"Line {number} has the count {row[-1]!r}; counts are whole numbers.")
    if int(row[-1]) < 0:
        raise ReckoningError(f"Line {number} has the negative count {row[-1]}; counts are numbers of people.")
    return sum(1 << j for j, v in enumerate(row[:-1]) if v == "1"), int(row[-1])


def from_rows(rows: Iterable[Membership], *, lists: Sequence[str] | None = None, label: str = "") -> CaptureTable:
    """A capture table from linked records: a person twice on one list counts once. Lists are sorted by name."""
    records = tuple(rows)
    names = tuple(lists) if lists is not None else tuple(sorted({r.source for r in records}))
    place = {name: j for j, name in enumerate(names)}
    masks: defaultdict[str, int] = defaultdict(int)
    units: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.source not in place:
            raise ReckoningError(f"A record stands on {record.source!r}, which is not among the lists given.")
        masks[record.person] |= 1 << place[record.source]
        units[record.source].add(record.unit)
    stated = ["/".join(sorted(units[name])) or UNIT for name in names]
    return build(names, dict(Counter(masks.values())), units=stated, label=label)


def by_stratum(rows: Iterable[Membership], *, lists: Sequence[str] | None = None) -> Iterator[tuple[str, CaptureTable]]:
    """One table per stratum, sorted by name, all with the same lists."""
    groups: defaultdict[str, list[Membership]] = defaultdict(list)
    for record in rows:
        groups[record.stratum].append(record)
    every = tuple(lists) if lists is not None else tuple(sorted({r.source for g in groups.values() for r in g}))
    for name in sorted(groups):
        yield name, from_rows(groups[name], lists=every, label=name)
