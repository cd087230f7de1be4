"""A gazetteer: from a place name to all the places it may mean, best first, with what contains them.

Reach for ``shipped()`` to turn names in a text into candidates, and for ``chain`` to put a user's own gazetteer
(``gazetteer_load``) before it. Coordinates are WGS 84 degrees. The shipped data hold the populated places of GeoNames
(500 inhabitants and more), its first and second order divisions and all countries; villages are mostly absent.
"""

from __future__ import annotations

import gzip
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np

from reckoning.atlas.gazetteer_names import bare_key, plain_key, skeleton, without_generic
from reckoning.types import Candidate, Precision

MOST = 12  # candidates a lookup gives
SKELETON_MOST = 3  # a skeleton that fits more places than this says nothing
SHIPPED, REGIONS = "gazetteer.tsv.gz", "regions.toml"
BARE, BONES = "~", "^"  # prefixes of the keys of the second and third tier
# What a name without further words most likely means: weights in inhabitants, measured on no data set.
WEIGHT: dict[Precision, int] = {"country": 10**10, "region": 10**7, "admin1": 1_000, "admin2": 20_000}
UNIT_WORDS: dict[str, tuple[Precision, ...]] = {
    "province": ("admin1",), "governorate": ("admin1",), "state": ("admin1",), "oblast": ("admin1",),
    "wilaya": ("admin1",),
    "region": ("region", "admin1"), "prefecture": ("admin1", "admin2"), "department": ("admin1", "admin2"),
    "district": ("admin2", "admin1"), "county": ("admin2", "admin1"), "municipality": ("admin2", "admin1"),
    "subdistrict": ("admin2",), "raion": ("admin2",), "locality": ("admin2",), "territory": ("admin2", "admin1"),
    "city": ("exact", "near"), "town": ("exact", "near"), "village": ("exact", "near"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a gazetteer: a candidate and the weight that orders it among others of its name."""

    candidate: Candidate
    weight: int


class Rows(Protocol):
    """Where entries are kept: by tiered key, and by id."""

    def find(self, key: str) -> tuple[Entry, ...]: ...


class Gazetteer:
    """Looks names up; earlier rows win over later ones of equal fit."""

    def __init__(self, rows: Sequence[Rows]) -> None:
        self.rows = tuple(rows)
        self._look = lru_cache(maxsize=8192)(self._look_up)
        self._weigh = lru_cache(maxsize=8192)(self._heaviest)

    def lookup(self, name: str, country_hint: str | None = None) -> tuple[Candidate, ...]:
        """All candidates of a name, best first; those in the country of the hint (ISO 3166 alpha-2) before others."""
        return self._look(name, country_hint)

    def weight(self, name: str) -> int:
        """How prominent the most prominent place of this name is, in inhabitants; 0 if none is spelt like it."""
        return self._weigh(name)

    def _heaviest(self, name: str) -> int:
        key = plain_key(name)
        asked = {key, bare_key(key), BARE + bare_key(key)} - {"", BARE} if key else set()
        return max(
            (entry.weight + 1 for rows in self.rows for one in sorted(asked) for entry in rows.find(one)), default=0
        )

    def chain(self, later: Gazetteer) -> Gazetteer:
        """The gazetteer that asks these rows first, then the other's."""
        return Gazetteer((*self.rows, *later.rows))

    def _look_up(self, name: str, hint: str | None) -> tuple[Candidate, ...]:
        key = plain_key(name)
        if not key:
            return ()
        for tier in _tiers(key):
            found = [entry for rows in self.rows for asked in tier for entry in rows.find(asked)]
            if tier[0].startswith(BONES):
                found = _trusted(found, hint)
            if found:
                return _ranked(found, key, hint)
        return ()


def _tiers(key: str) -> Iterator[tuple[str, ...]]:
    core = without_generic(key)
    yield (key,) if core == key else (core, key)
    bare = bare_key(core)
    if bare:
        yield (bare, BARE + bare)
    bones = skeleton(core)
    if bones:
        yield (BONES + bones,)


def _trusted(found: list[Entry], hint: str | None) -> list[Entry]:
    """A skeleton speaks only inside a known country, or where it fits hardly anything."""
    kept = [entry for entry in found if hint is None or entry.candidate.country == hint]
    return kept if hint is not None or len(kept) <= SKELETON_MOST else []


def _ranked(found: Iterable[Entry], key: str, hint: str | None) -> tuple[Candidate, ...]:
    words = set(key.split())
    wanted = [unit for word, unit in sorted(UNIT_WORDS.items()) if word in words]

    def order(entry: Entry) -> tuple[bool, bool, int, str]:
        here = entry.candidate
        return (
            hint is not None and here.country != hint,
            bool(wanted) and not any(here.precision in unit for unit in wanted),
            -entry.weight,
            here.id,
        )

    unique = {entry.candidate.id: entry for entry in sorted(found, key=order, reverse=True)}
    return tuple(entry.candidate for entry in sorted(unique.values(), key=order))[:MOST]


class TableRows:
    """Rows from memory: what the loaders of users' own gazetteers give."""

    def __init__(self, named: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        self._index: dict[str, list[Entry]] = {}
        for entry, names in named:
            for key in sorted({k for name in names for k in keys_of(name)}):
                self._index.setdefault(key, []).append(entry)

    def find(self, key: str) -> tuple[Entry, ...]:
        return tuple(self._index.get(key, ()))


def keys_of(name: str) -> tuple[str, ...]:
    """The keys a name is filed under, all tiers."""
    plain = plain_key(name)
    if not plain:
        return ()
    core = without_generic(plain)
    bare, bones = bare_key(core), skeleton(core)
    keys = {plain, core, *([BARE + bare] if bare else []), *([BONES + bones] if bones else [])}
    return tuple(sorted(keys))


class BlobRows:
    """Rows in one sorted block of lines: place lines, an empty line, then ``key TAB line numbers``, sorted by bytes.

    Only the lines asked for are ever decoded; the block is found by bisection, so loading is one decompression.
    """

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        ends = np.flatnonzero(np.frombuffer(blob, dtype=np.uint8) == 10)
        self._starts = np.concatenate(([0], ends[:-1] + 1))
        self._ends = ends
        gap = int(np.flatnonzero(self._ends == self._starts)[0])
        self._names = range(gap + 1, len(ends))

    def _line(self, number: int) -> bytes:
        return self._blob[int(self._starts[number]) : int(self._ends[number])]

    def find(self, key: str) -> tuple[Entry, ...]:
        wanted = key.encode() + b"\t"
        at = bisect_left(self._names, wanted, key=lambda n: self._line(n)[: len(wanted)])
        if at == len(self._names):
            return ()
        line = self._line(self._names[at])
        if not line.startswith(wanted):
            return ()
        return tuple(self._entry(int(number)) for number in line[len(wanted) :].split(b","))

    def _entry(self, number: int) -> Entry:
        ident, name, lat, lon, country, precision, people, within = self._line(number).decode().split("\t")
        level: Precision = LEVELS[precision]
        return Entry(
            candidate=Candidate(
                id="gn:" + ident,
                name=name,
                lat=float(lat),
                lon=float(lon),
                precision=level,
                country=country,
                within=tuple("gn:" + one for one in within.split(",") if one),
            ),
            weight=int(people or 0) + WEIGHT.get(level, 0),
        )


LEVELS: dict[str, Precision] = {"c": "country", "r": "region", "1": "admin1", "2": "admin2", "": "exact"}


@cache
def shipped() -> Gazetteer:
    """The gazetteer that comes with the package, loaded once a process."""
    packed = files("reckoning.atlas").joinpath(SHIPPED).read_bytes()
    return Gazetteer((BlobRows(gzip.decompress(packed)), TableRows(_regions())))


def _regions() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Regions that are no unit of administration, one entry per country they lie in."""
    table = tomllib.loads(files("reckoning.atlas").joinpath(REGIONS).read_text("utf-8"))["regions"]
    for name, (lat, lon, countries, others) in table.items():
        ident = "region:" + plain_key(name).replace(" ", "-")
        here = Candidate(id=ident, name=name, lat=lat, lon=lon, precision="region", country=countries[0])
        yield Entry(candidate=here, weight=WEIGHT["region"]), (name, *others)
