"""Who speaks about whose dead: the range of each side's figures, and the range without the parties to the conflict.

Sources are biased by side (Radford et al., PNAS 2023: parties report few of their own dead and many of the enemy's);
the sides are shown, none is corrected for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reckoning.reckoned import SideRange
from reckoning.types import Bracket, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import group_of
from reckoning.weigh.rules import latest_per_origin


def side_ranges(dockets: Iterable[Docket], tolls: Sequence[Toll]) -> tuple[SideRange, ...]:
    """For every toll of ``latest-per-origin`` its range by side, sorted by toll."""
    by_incident = {(d.incident, d.measure, d.unit): d for d in dockets}
    made = [
        _side_range(toll, by_incident[toll.incident, toll.measure, toll.unit])
        for toll in tolls
        if toll.rule_set == latest_per_origin.NAME
    ]
    return tuple(sorted(made, key=lambda s: s.toll))


def _side_range(toll: Toll, docket: Docket) -> SideRange:
    outside = {o.claim for o in toll.outliers}
    group = group_of(toll.population)
    stands = [s for s in docket.of(group) if not outside & set(s.claims) and not s.implied]
    return SideRange(
        toll=toll.key,
        own=_range([s for s in stands if s.side == "own"]),
        other=_range([s for s in stands if s.side == "other"]),
        third=_range([s for s in stands if s.side == "third"]),
        without_parties=_range([s for s in stands if not s.party]),
        parties=tuple(sorted({s.origin for s in stands if s.party})),
    )


def _range(stands: Sequence[Stand]) -> Bracket:
    return latest_per_origin.spread(stands)
