"""Interval constraint propagation over sums: a total is bounded by its parts, a part by its total and siblings.

The method is bounds consistency for linear equations over integers (Davis 1987, doi 10.1016/0004-3702(87)90091-9;
HC4 for sums): each pass only tightens, so it ends; a variable whose low end passes its high end is a contradiction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ends = tuple[int | None, int | None]

#: Each constraint is looked at so many times at most; integers that tighten by one for ever are cut off here.
PATIENCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """``whole`` is at least the sum of ``parts``, which are disjoint; exactly the sum if ``complete``."""

    whole: int
    parts: tuple[int, ...]
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The tightened ends per variable, which constraint last moved each, and the constraints that cannot hold."""

    ends: Mapping[int, Ends]
    moved_by: Mapping[int, Sum]
    broken: tuple[Sum, ...]


def propagate(ends: Mapping[int, Ends], sums: Sequence[Sum]) -> Solved:
    """Tighten every variable as far as the sums allow. Variables of a broken sum keep the ends they came with.

    >>> ends = {0: (1301, None), 1: (830, 830), 2: (231, 231), 3: (250, 250)}
    >>> propagate(ends, [Sum(whole=0, parts=(1, 2, 3))]).ends[0]
    (1311, None)
    """
    now, moved, broken = dict(ends), {}, []
    touching: dict[int, list[int]] = {}
    for i, s in enumerate(sums):
        for v in (s.whole, *s.parts):
            touching.setdefault(v, []).append(i)
    queue, left = deque(range(len(sums))), [PATIENCE] * len(sums)
    while queue:
        at = queue.popleft()
        if left[at] <= 0:
            continue
        left[at] -= 1
        tighter = _tighten(sums[at], now)
        if tighter is None:
            broken.append(sums[at])
            left[at] = 0
            continue
        for v, new in tighter.items():
            now[v], moved[v] = new, sums[at]
            queue.extend(i for i in touching[v] if i != at)
    return Solved(ends=now, moved_by=moved, broken=tuple(broken))


def _tighten(s: Sum, now: dict[int, Ends]) -> dict[int, Ends] | None:
    """The variables that the sum tightens with their new ends; None if the sum cannot hold."""
    wanted = {s.whole: _whole_ends(s, now)}
    for part in s.parts:
        wanted[part] = _part_ends(s, part, now)
    changed: dict[int, Ends] = {}
    for v, (low, high) in wanted.items():
        new = _higher(now[v][0], low), _lower(now[v][1], high)
        if new[0] is not None and new[1] is not None and new[0] > new[1]:
            return None
        if new != now[v]:
            changed[v] = new
    return changed


def _whole_ends(s: Sum, now: dict[int, Ends]) -> Ends:
    low = sum(now[p][0] or 0 for p in s.parts)
    highs = [now[p][1] for p in s.parts]
    return low, sum(h for h in highs if h is not None) if s.complete and None not in highs else None


def _part_ends(s: Sum, part: int, now: dict[int, Ends]) -> Ends:
    whole_low, whole_high = now[s.whole]
    others = [p for p in s.parts if p != part]
    high = None if whole_high is None else whole_high - sum(now[p][0] or 0 for p in others)
    if not s.complete or whole_low is None or any(now[p][1] is None for p in others):
        return None, high
    return max(0, whole_low - sum(now[p][1] or 0 for p in others)), high


def _higher(a: int | None, b: int | None) -> int | None:
    return max((x for x in (a, b) if x is not None), default=None)


def _lower(a: int | None, b: int | None) -> int | None:
    return min((x for x in (a, b) if x is not None), default=None)
