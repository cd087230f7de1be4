"""A claim in its context: which document, outlet and day it comes from. Weighing works on sayings only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reckoning.reckoned import Report
from reckoning.types import Claim, Interval
from reckoning.weigh.attack import NONE, Marks, marks
from reckoning.weigh.group import Group, group_of
from reckoning.weigh.spot import RANK, Spot, spot_of

#: Stances that state a harm. A denial, a hypothesis or a forecast never enters a range.
STATED = ("asserted", "claimed")
#: Causes whose deaths are no deaths of a conflict.
OTHER_CAUSES = ("accident", "disaster", "disease", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One claim with what its report adds. ``origin`` and ``outlet`` are ids of origins, "" until resolved.

    ``as_of`` is the day up to which the figure counts: the end of a running total's time, else the publication day;
    None where neither is known. ``published`` is None unless known to the day. ``summed`` names the whole that it is a
    part of by its sum; ``country`` is the one its report speaks of where no place of it resolved. ``conceded`` holds
    the words by which a party to the conflict concedes the figure, ``accepted`` those by which one accepts the harm;
    ``marks`` tell the attack it speaks of from others of the same town and day.
    """

    claim: Claim
    document: str
    name: str
    published: date | None
    as_of: date | None
    group: Group
    spots: tuple[Spot, ...]
    outlet: str = ""
    origin: str = ""
    doubt: str | None = None
    summed: str | None = None
    country: str = ""
    conceded: str = ""
    accepted: str = ""
    marks: Marks = NONE

    @property
    def key(self) -> str:
        """The claim's key."""
        return self.claim.key

    @property
    def whole(self) -> str | None:
        """The key of the claim it is a part of, as the text says or as the sum tells."""
        return self.claim.part_of or self.summed

    @property
    def value(self) -> int | None:
        """The figure that people would repeat: the number as written, else the low end."""
        q = self.claim.quantity
        return q.value if q.value is not None else None


def day_of(interval: Interval | None) -> date | None:
    """The day of an interval known to the day, else None: a half-open date is never turned into a day."""
    if interval is None or interval.start is None or interval.start != interval.end:
        return None
    return interval.start


def as_of(claim: Claim, published: date | None) -> date | None:
    """The day up to which a figure counts."""
    if claim.cumulative and claim.time is not None and claim.time.end is not None:
        return claim.time.end
    return published


def sayings(reports: Sequence[Report]) -> tuple[Saying, ...]:
    """Every claim of every report once, sorted by key: the same report twice is the same as once."""
    found: dict[str, Saying] = {}
    for report in sorted(reports, key=lambda r: (r.text.source, r.text.digest, r.text.name)):
        published = day_of(report.text.published)
        for claim in report.findings.claims:
            found.setdefault(claim.key, _saying(claim, report, published))
    return tuple(found[key] for key in sorted(found))


def _saying(claim: Claim, report: Report, published: date | None) -> Saying:
    return Saying(
        claim=claim,
        document=claim.anchor.source,
        name=report.text.name,
        published=published,
        as_of=as_of(claim, published),
        group=group_of(claim.population),
        spots=tuple(spot_of(place) for place in claim.places),
        marks=marks(claim, report.text.content, report.findings.persons),
    )


def with_countries(said: tuple[Saying, ...], reports: Sequence[Report]) -> tuple[Saying, ...]:
    """The same sayings, those of a report without any resolved place marked with the country that its words name most.

    The names of countries are those that the other reports of the case resolved; "Syrian" names Syria.
    """
    names = {spot.name: spot.country for s in said for spot in s.spots if spot.rank == RANK["country"] and spot.country}
    placed = {s.document for s in said if any(spot.country for spot in s.spots)}
    hints = {r.text.source: _named_country(r.text.content, names) for r in reports if r.text.source not in placed}
    return tuple(replace(s, country=hints[s.document]) if hints.get(s.document) else s for s in said)


def _named_country(content: str, names: dict[str, str]) -> str:
    words = Counter(re.findall(r"\w+", content.casefold()))
    counts = Counter({c: sum(n for w, n in words.items() if w.startswith(name)) for name, c in sorted(names.items())})
    best = max(sorted(counts), key=lambda c: counts[c], default="")
    return best if counts[best] else ""


def why_not(claim: Claim) -> str | None:
    """Why a claim can enter no toll, in plain words; None if it can."""
    if claim.stance not in STATED:
        return f"it is {claim.stance}, not stated"
    if claim.cause in OTHER_CAUSES:
        return f"its cause is {claim.cause}, not the conflict"
    gone = [r.kind for r in claim.remarks if r.kind in ("superseded", "withdrawn", "corrected")]
    if gone:
        return f"the text itself calls it {gone[0]}"
    q = claim.quantity
    if q.fraction is not None or (q.low is None and q.high is None and q.value is None):
        return "it states no number"
    return None
