"""Whether a claim of an incident is a running total, an increment, or a single figure.

An increment is a figure for a few days inside an episode whose running totals go over more days. A total in all but
name (undated, or counted from the first day on, by an origin that keeps a running total) runs too. A figure of another
origin that starts with the episode and covers days of it is a total of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reckoning.reckoned import Scope
from reckoning.types import Interval
from reckoning.weigh.area import outermost
from reckoning.weigh.counted import Counted, counted
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import LONGEST_INCREMENT, WIDE_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Episode:
    """What the running totals of an incident tell: first days by origin, and how much was counted by when."""

    firsts: dict[str, date]
    first: date | None
    counting: frozenset[str]
    long: bool
    totals: Counted

    def from_start(self, origin: str, start: date) -> bool:
        """Whether a period starts with the episode, as its origin (or most origins) count it."""
        first = self.firsts.get(origin, self.first)
        return first is not None and abs((start - first).days) <= 1


def scopes(said: Sequence[Saying]) -> dict[str, Scope]:
    """The scope of each saying of one incident. A part has that of its whole, unless it is a running total itself."""
    episode = _episode([s for s in said if s.claim.cumulative])
    own = {s.key: _scope(s, episode) for s in said}
    by_key = {s.key: s for s in said}
    return {s.key: own[s.key] if s.claim.cumulative else own[outermost(s, by_key).key] for s in said}


def _episode(running: list[Saying]) -> _Episode:
    starts = [(s.origin, s.claim.time.start) for s in running if s.claim.time and s.claim.time.start]
    votes = Counter(start for _, start in starts)
    first = min(votes, key=lambda d: (-votes[d], d), default=None)
    days = [s.as_of for s in running if s.as_of]
    long = bool(running) and (first is None or not days or max(days) - first >= timedelta(days=WIDE_DAYS))
    firsts: dict[str, date] = {}
    for origin, start in starts:
        firsts[origin] = min(start, firsts.get(origin, start))
    counting = frozenset(s.origin for s in running)
    return _Episode(firsts=firsts, first=first, counting=counting, long=long, totals=counted(running))


def _scope(s: Saying, episode: _Episode) -> Scope:
    if s.claim.cumulative:
        return "running"
    if not episode.counting:
        return "single"
    time = s.claim.time
    if s.origin in episode.counting and _up_to_now(s.origin, time, episode):
        return "running"
    if time is None or time.start is None or time.end is None or not episode.long:
        return "single"
    if episode.totals.reached_by(s):
        return "running" if s.origin in episode.counting and time.start == time.end else "single"
    return "increment" if _in_passing(s, time.start, time.end, episode) else "single"


def _up_to_now(origin: str, time: Interval | None, episode: _Episode) -> bool:
    if time is None or time.start is None:
        return True
    return time.end is not None and time.end - time.start > timedelta(days=1) and episode.from_start(origin, time.start)


def _in_passing(s: Saying, start: date, end: date, episode: _Episode) -> bool:
    """For a few days only; from the first day on, only if its origin keeps a running total beside."""
    days = (end - start).days
    if days > LONGEST_INCREMENT:
        return False
    return s.origin in episode.counting or not (episode.from_start(s.origin, start) and days >= WIDE_DAYS)
