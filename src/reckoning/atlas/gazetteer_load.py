"""Gazetteers that users bring: a GeoNames country dump, or OCHA's administrative boundaries as a table of P-codes.

Put one before the shipped gazetteer with ``geonames(path).chain(shipped())``; ``beside_shipped`` does so for a list of
paths, as the setting ``gazetteers`` and the option ``--gazetteer`` name them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reckoning.atlas.gazetteer import WEIGHT, Entry, Gazetteer, TableRows, shipped
from reckoning.problems import ReckoningError
from reckoning.types import Candidate, Precision

GEONAMES_COLUMNS = 19
# Feature classes and codes of https://www.geonames.org/export/codes.html that can hold people.
FEATURES: dict[str, Precision] = {
    "PCLI": "country",
    "ADM1": "admin1",
    "ADM2": "admin2",
    "ADM3": "admin2",
    "ADM4": "admin2",
}
PLACES = ("P", "A", "S", "T", "L")
PCODE = re.compile(r"^(?:adm|admin)_?(\d)_?p?code$", re.IGNORECASE)
NAME = re.compile(r"^(?:adm|admin)_?(\d)(?:_?name)?(?:_?(?:en|alt\d?|ref))?(?:_(?:en|name))?$", re.IGNORECASE)
LEVELS: tuple[Precision, ...] = ("country", "admin1", "admin2", "near", "near")


def beside_shipped(paths: Sequence[Path]) -> Gazetteer | None:
    """The gazetteers at ``paths``, the first asked first, and the shipped one behind them; None where there are none.

    A ``.csv`` is a table of OCHA's, anything else a GeoNames dump; ``ReckoningError`` for what is neither.
    """
    if not paths:
        return None
    found = shipped()
    for path in reversed(paths):
        found = (ocha(path) if path.suffix.lower() == ".csv" else geonames(path)).chain(found)
    return found


def geonames(path: Path) -> Gazetteer:
    """A GeoNames dump (``SY.txt`` of the country zip): 19 tab-separated columns, UTF-8, no header."""
    return Gazetteer((TableRows(_geonames_rows(path)),))


def _geonames_rows(path: Path) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    table = [line.split("\t") for line in _text(path).splitlines() if line]
    if not table or any(len(cells) < GEONAMES_COLUMNS for cells in table):
        raise ReckoningError(
            f"{path} is no GeoNames dump: it needs {GEONAMES_COLUMNS} tab-separated columns in every line."
        )
    above = {_division(cells): "gn:" + cells[0] for cells in table if cells[7] in ("PCLI", "ADM1", "ADM2")}
    for cells in table:
        if cells[6] not in PLACES:
            continue
        level: Precision = FEATURES.get(cells[7], "exact" if cells[6] == "P" else "near")
        ident = "gn:" + cells[0]
        keys = ((cells[8], cells[10], cells[11]), (cells[8], cells[10], ""), (cells[8], "", ""))
        within = tuple(above[key] for key in keys if key in above and above[key] != ident)
        here = Candidate(
            id=ident, name=cells[1], lat=float(cells[4]), lon=float(cells[5]), precision=level, country=cells[8],
            within=tuple(dict.fromkeys(within)),
        )  # fmt: skip
        weight = int(cells[14] or 0) + WEIGHT.get(level, 0)
        yield Entry(candidate=here, weight=weight), (cells[1], cells[2], *cells[3].split(","))


def _division(cells: list[str]) -> tuple[str, str, str]:
    """Which division a row of a dump is: country, first and second order code."""
    if cells[7] == "PCLI":
        return cells[8], "", ""
    return cells[8], cells[10], cells[11] if cells[7] == "ADM2" else ""


def ocha(path: Path) -> Gazetteer:
    """OCHA administrative boundaries (COD-AB) as CSV: columns like ``ADM1_PCODE`` and ``ADM1_EN`` for each level.

    Positions are taken from ``lat``/``lon`` (or ``Y``/``X``) columns; without them a place has the position 0, 0 and
    the precision ``unresolved``: its containment still holds.
    """
    return Gazetteer((TableRows(_ocha_rows(path)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of an OCHA table hold the codes and the names of each level."""

    codes: dict[int, str]
    names: dict[int, list[str]]


def _columns(path: Path, heads: list[str]) -> Columns:
    codes = {int(m.group(1)): head for head in heads if (m := PCODE.match(head.strip()))}
    names = {level: [h for h in heads if (m := NAME.match(h.strip())) and int(m.group(1)) == level] for level in codes}
    if not codes or not all(names.values()):
        raise ReckoningError(f"{path} is no OCHA table: it needs columns like ADM1_PCODE and ADM1_EN.")
    return Columns(codes=codes, names=names)


def _ocha_rows(path: Path) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    rows = csv.DictReader(_text(path).splitlines())
    columns = _columns(path, list(rows.fieldnames or ()))
    seen: set[str] = set()
    for row in rows:
        finest = max((level for level, head in columns.codes.items() if row[head]), default=0)
        for level in sorted(columns.codes):
            code = row[columns.codes[level]]
            if code and code not in seen:
                seen.add(code)
                yield _ocha_entry(row, level, columns, _position(row) if level == finest else None)


def _ocha_entry(
    row: dict[str, str], level: int, columns: Columns, spot: tuple[float, float] | None
) -> tuple[Entry, tuple[str, ...]]:
    code = row[columns.codes[level]]
    called = tuple(row[head] for head in columns.names[level] if row[head]) or (code,)
    kind: Precision = LEVELS[min(level, len(LEVELS) - 1)]
    above = [row[columns.codes[up]] for up in sorted(columns.codes, reverse=True) if up < level]
    here = Candidate(
        id="pcode:" + code,
        name=called[0],
        lat=spot[0] if spot else 0.0,
        lon=spot[1] if spot else 0.0,
        precision=kind if spot else "unresolved",
        country=code[:2].upper(),
        within=tuple("pcode:" + one for one in above if one),
    )
    return Entry(candidate=here, weight=WEIGHT.get(kind, 1_000)), called


def _position(row: dict[str, str]) -> tuple[float, float] | None:
    lower = {head.lower(): value for head, value in row.items() if head}
    for lat, lon in (("lat", "lon"), ("latitude", "longitude"), ("y", "x"), ("center_lat", "center_lon")):
        if lower.get(lat) and lower.get(lon):
            return float(lower[lat]), float(lower[lon])
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ReckoningError(f"The gazetteer {path} could not be read as UTF-8 text: {fault}.") from fault
