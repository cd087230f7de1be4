"""Whether a claim of an episode counts its whole area or a part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reckoning.weigh.counted import counted
from reckoning.weigh.saying import Saying
from reckoning.weigh.spot import Spot, relate_areas

Area = tuple[str, ...]
WHOLE: Area = ()


def areas(said: Sequence[Saying]) -> dict[str, Area]:
    """For each saying of one incident the keys of its places if it counts a part of the area, else ``WHOLE``.

    A part by place is one that says it is part of another claim and has other places, or, in an episode, one whose
    places lie inside those of another claim. In a single event a finer place is better knowledge, not a part.
    """
    by_key = {s.key: s for s in said}
    parts = {s.key for s in said if _is_place_part(s, by_key.get(s.whole or ""))}
    summed = {s.summed for s in said if s.key in parts}
    named = {_area(s.spots) for s in said if s.key in parts}
    episode = any(s.claim.cumulative for s in said)
    wholes = _distinct(s.spots for s in said if s.key not in parts) if episode else []
    totals = counted([s for s in said if s.claim.cumulative and s.key not in parts])
    whole = summed | {s.key for s in said if not s.claim.cumulative and totals.reached_by(s)}
    return {
        s.key: _area(s.spots) if s.key in parts or (s.key not in whole and _inside(s, named, wholes)) else WHOLE
        for s in said
    }


def _is_place_part(part: Saying, whole: Saying | None) -> bool:
    if whole is None or not part.spots or not whole.spots:
        return False
    if part.summed == whole.key:
        return True
    return relate_areas(part.spots, whole.spots) not in ("same", "contains")


def _inside(saying: Saying, named: set[Area], wholes: list[tuple[Spot, ...]]) -> bool:
    if len(saying.spots) != 1:
        return False
    if _area(saying.spots) in named:
        return True
    return any(all(any(s.within & w.ids for w in other) for s in saying.spots) for other in wholes)


def _distinct(groups: object) -> list[tuple[Spot, ...]]:
    return list({_area(spots): spots for spots in groups if spots}.values())  # type: ignore[attr-defined]


def _area(spots: tuple[Spot, ...]) -> Area:
    return tuple(sorted(s.key for s in spots))


def outermost(saying: Saying, by_key: Mapping[str, Saying]) -> Saying:
    """The whole of the wholes that a claim is a part of; itself where it is none (or where the chain is a ring)."""
    seen = {saying.key}
    while (whole := saying.whole) in by_key and whole not in seen:
        seen.add(whole or "")
        saying = by_key[whole or ""]
    return saying
