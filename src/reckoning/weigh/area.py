"""Whether a claim of an episode counts its whole area or a part of it, and whether it counts all its days or one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from reckoning.reckoned import Scope
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import LONGEST_INCREMENT, WIDE_DAYS
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
    return {
        s.key: _area(s.spots) if s.key in parts or (s.key not in summed and _inside(s, named, wholes)) else WHOLE
        for s in said
    }


def _is_place_part(part: Saying, whole: Saying | None) -> bool:
    if whole is None or not part.spots or not whole.spots:
        return False
    if part.summed == whole.key:
        return True
    return relate_areas(part.spots, whole.spots) not in ("same", "contains")


def _inside(saying: Saying, named: set[Area], wholes: list[tuple[Spot, ...]]) -> bool:
    if not saying.spots:
        return False
    if _area(saying.spots) in named:
        return True
    return any(all(any(s.within & w.ids for w in other) for s in saying.spots) for other in wholes)


def _distinct(groups: object) -> list[tuple[Spot, ...]]:
    return list({_area(spots): spots for spots in groups if spots}.values())  # type: ignore[attr-defined]


def _area(spots: tuple[Spot, ...]) -> Area:
    return tuple(sorted(s.key for s in spots))


def scopes(said: Sequence[Saying]) -> dict[str, Scope]:
    """Running total, increment or single figure, for each saying of one incident.

    An increment is a figure for a few days inside an episode whose running totals go over more days. A figure of an
    origin without running totals that starts with the episode and covers days of it is a total of its own.
    """
    running = [s for s in said if s.claim.cumulative]
    starts = [s.claim.time.start for s in running if s.claim.time and s.claim.time.start]
    days = [s.as_of for s in running if s.as_of]
    first = min(starts, default=None)
    long = bool(running) and (first is None or not days or max(days) - first >= timedelta(days=2))
    counting = {s.origin for s in running}
    return {
        s.key: "running" if s.claim.cumulative or (running and _up_to_now(s, first, counting))
        else "increment" if long and _in_passing(s, first, counting) else "single"
        for s in said
    }  # fmt: skip


def _up_to_now(saying: Saying, first: date | None, counting: set[str]) -> bool:
    """A total in all but name, of an origin that keeps a running total: undated, or counted from the first day on."""
    time = saying.claim.time
    if saying.origin not in counting:
        return False
    if time is None or time.start is None:
        return True
    return (
        first is not None
        and time.end is not None
        and abs((time.start - first).days) <= 1 < (time.end - time.start).days
    )


def _in_passing(saying: Saying, first: date | None, counting: set[str]) -> bool:
    time = saying.claim.time
    if time is None or time.start is None or time.end is None or (time.end - time.start).days > LONGEST_INCREMENT:
        return False
    from_the_start = first is not None and abs((time.start - first).days) <= 1
    return saying.origin in counting or not (from_the_start and (time.end - time.start).days >= WIDE_DAYS)
