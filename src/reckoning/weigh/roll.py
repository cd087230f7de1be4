"""The named dead of an incident: which rows belong to it, and how many persons they are."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from reckoning.reckoned import Report
from reckoning.types import Incident, PersonRow
from reckoning.weigh.saying import Saying
from reckoning.weigh.source import fold_name
from reckoning.weigh.spot import relate_areas, spot_of


@cache
def kin_words() -> frozenset[str]:
    """Words for people identified by their kin but not by name, from ``groups.toml``."""
    data = tomllib.loads(files("reckoning.weigh").joinpath("groups.toml").read_text("utf-8"))
    return frozenset(data["kin"]["words"])


def distinct_persons(rows: Iterable[PersonRow]) -> int:
    """How many persons the rows name at least: a name repeated by another report is one person, a name that one
    report lists twice is two. Linking across spellings is the work of list linkage, not of this count.
    """
    per_document: dict[str, Counter[str]] = {}
    for row in {r.key: r for r in rows}.values():
        per_document.setdefault(row.anchor.source, Counter())[fold_name(row.name)] += 1
    most: Counter[str] = Counter()
    for counts in per_document.values():
        most |= counts
    return sum(most.values())


def identified(said: Iterable[Saying]) -> tuple[Saying, ...]:
    """Claims that count people identified without a name: by kin, or in so many words."""
    return tuple(
        s for s in said if s.claim.unit == "people" and kin_words() & set(s.claim.population.text.casefold().split())
    )


def rolls(
    reports: Sequence[Report], incidents: Sequence[Incident], by_key: Mapping[str, Saying]
) -> dict[str, tuple[PersonRow, ...]]:
    """The named dead of each incident id. A row goes to one incident only, so that nobody is counted twice.

    Of the incidents its report speaks of, the one whose days and places fit best; ties go to the one with more of
    the report's claims. A report without an incident leaves its rows without one.
    """
    of_document: dict[str, Counter[str]] = {}
    by_id = {i.id: i for i in incidents}
    for incident in incidents:
        for key in incident.claims:
            of_document.setdefault(by_key[key].document, Counter())[incident.id] += 1
    found: dict[str, list[PersonRow]] = {}
    for report in reports:
        near = of_document.get(report.text.source)
        for row in report.findings.persons if near else ():
            best = max(sorted(near), key=lambda i: (_fit(row, by_id[i]), near[i], i))  # type: ignore[arg-type, index]
            found.setdefault(best, []).append(row)
    return {i: tuple(sorted(rows, key=lambda r: r.key)) for i, rows in found.items()}


def _fit(row: PersonRow, incident: Incident) -> int:
    """Two for a day inside the incident's days, two for a place at or inside its places; a miss costs as much."""
    fit, when, where = 0, row.date_of_death, incident.time
    if when and when.start and where and where.start and where.end:
        fit += 2 if where.start <= when.start <= where.end else -2
    if row.place and incident.places:
        relation = relate_areas((spot_of(row.place),), tuple(spot_of(p) for p in incident.places))
        fit += 2 if relation in ("same", "inside") else -2 if relation == "apart" else 0
    return fit
