"""Which events an episode holds, and which figures of a held event speak of the episode as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reckoning.reckoned import IncidentLink
from reckoning.types import Interval
from reckoning.weigh.likeness import HOLD, Node, hold_likeness, weight_of
from reckoning.weigh.reading import figures
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import AS_LARGE, LONGEST_INCREMENT
from reckoning.weigh.spot import RANK

#: A total without a day is of the size of the running totals of the two weeks around it within this factor.
LIKE_SIZE, WINDOW_DAYS = 3, 14
#: A figure of so many figures that a running total had in those weeks is that total again.
LEAST_FIGURES = 2
_BROAD = (RANK["country"], RANK["region"], RANK["admin1"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """The nodes of one cluster of running totals, made ready for looking up by day.

    ``nodes`` are sorted by their last day; ``broad`` are the two with the coarsest places; ``counted`` holds by measure
    the days and figures of the running totals; ``bulletins`` the (origin, measure, day) on which a total was given;
    ``kept`` the (origin, place) of which a running total is kept; ``printed`` the (report, measure, figure) of totals.
    """

    nodes: tuple[Node, ...]
    days: tuple[int, ...]
    broad: tuple[Node, ...]
    counted: dict[str, tuple[list[int], list[int]]]
    bulletins: frozenset[tuple[str, str, int]]
    kept: frozenset[tuple[str, str]]
    documents: frozenset[str]
    printed: frozenset[tuple[str, str, int]]

    def may_hold(self, day: int, documents: set[str]) -> bool:
        """A quick refusal: a day long before or after, and no report in common."""
        return self.days[0] - 400 <= day <= self.days[-1] + 2 or bool(documents & self.documents)

    def near(self, day: int) -> tuple[Node, ...]:
        """The four nodes nearest to a day, and the two broadest."""
        at = bisect_left(self.days, day)
        return tuple({n.key: n for n in (*self.nodes[max(0, at - 2) : at + 2], *self.broad)}.values())

    def figures_around(self, measure: str, day: int) -> list[int]:
        """The running totals of the two weeks before and after a day."""
        days, numbers = self.counted.get(measure, ([], []))
        return numbers[bisect_left(days, day - WINDOW_DAYS) : bisect_right(days, day + WINDOW_DAYS)]


def episode_of(nodes: Sequence[Node]) -> Episode:
    """A cluster of running totals as an episode."""
    ordered = sorted(nodes, key=lambda n: (n.scene.high or 0, n.key))
    said = [s for n in ordered for s in n.said]
    running = sorted((s for s in said if s.claim.cumulative and s.as_of), key=lambda s: (s.as_of or date.min, s.key))
    counted: dict[str, tuple[list[int], list[int]]] = {}
    for s in running:
        days, numbers = counted.setdefault(s.claim.measure, ([], []))
        days.append(_ordinal(s.as_of))
        numbers.append(figure_of(s) or 0)
    return Episode(
        nodes=tuple(ordered),
        days=tuple(n.scene.high or 0 for n in ordered),
        broad=tuple(sorted(ordered, key=lambda n: (min((s.rank for s in n.scene.spots), default=9), n.key))[:2]),
        counted=counted,
        bulletins=frozenset((s.origin, s.claim.measure, _ordinal(s.as_of) + d) for s in running for d in (-1, 0, 1)),
        kept=frozenset((s.origin, spot.key) for s in running for spot in s.spots),
        documents=frozenset(s.document for s in said),
        printed=frozenset((s.document, s.claim.measure, figure_of(s) or 0) for s in said if s.claim.cumulative),
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def holders(events: Sequence[Sequence[Node]], episodes: Sequence[Episode]) -> dict[int, tuple[int, IncidentLink]]:
    """For each event cluster (by position) the episode (by position) that holds it best, if any, and why."""
    index: dict[tuple[str, str], set[int]] = {}
    for position, episode in enumerate(episodes):
        for mark in {m for n in episode.nodes for m in _marks(n)}:
            index.setdefault(mark, set()).add(position)
    held: dict[int, tuple[int, IncidentLink]] = {}
    for position, nodes in enumerate(events):
        day = min((n.scene.low or n.scene.published or 0) for n in nodes)
        documents = {s.document for n in nodes for s in n.said}
        near = sorted(set().union(*(index.get(m, set()) for n in nodes for m in _marks(n))))
        able = [t for t in near if episodes[t].may_hold(day, documents)]
        ties = [(t, _holding(nodes, episodes[t], day)) for t in able]
        best = max(ties, default=None, key=lambda tie: (tie[1].weight, -tie[0]))
        if best and best[1].weight >= HOLD:
            held[position] = best
    return held


def _marks(node: Node) -> list[tuple[str, str]]:
    return [("c", node.scene.country)] * bool(node.scene.country) + [("d", s.document) for s in node.said[:8]]


def _holding(event: Sequence[Node], episode: Episode, day: int) -> IncidentLink:
    """The strongest tie of an event to an episode: its first nodes against those of the total nearest to its day."""
    ties = [
        (weight_of(t), e.key, n.key, t) for e in event[:4] for n in episode.near(day) for t in (hold_likeness(e, n),)
    ]
    weight, left, right, terms = max(ties, key=lambda t: (t[0], t[1], t[2]))
    return IncidentLink(left=left, right=right, weight=weight, evidence=terms)


def risen(group: Sequence[Saying], episode: Episode, inside: set[str]) -> list[Saying]:
    """Which figures of a held event speak of the episode as a whole; ``inside`` are its claims' keys, and is added to.

    Figures for a day (or for the days since the last bulletin) and the whole area, or for a place that the origin keeps
    a running total of, by an origin with a running total of the same measure at that day; parts of such figures; a
    running total that the same report prints again (its headline, say); and
    totals without a day of their own that are of the size of the running totals.
    """
    moved: list[Saying] = []
    for s in sorted(group, key=lambda s: (s.whole is not None, s.claim.anchor.start, s.key)):
        day = _bulletin_day(s)
        counted = _broad(s) or all((s.origin, spot.key) in episode.kept for spot in s.spots)
        increment = day is not None and counted and (s.origin, s.claim.measure, day) in episode.bulletins
        part = s.whole in inside and (s.summed is not None or _broad(s))
        again = (s.document, s.claim.measure, figure_of(s)) in episode.printed and figures(
            figure_of(s) or 0
        ) >= LEAST_FIGURES
        if not s.claim.cumulative and (increment or part or again or _loose_total(s, episode)):
            moved.append(s)
            inside.add(s.key)
    return moved


def _broad(s: Saying) -> bool:
    """No place, several places, or none finer than a governorate."""
    return len(s.spots) != 1 or s.spots[0].rank in _BROAD


def _bulletin_day(s: Saying) -> int | None:
    time = s.claim.time
    if time is None or time.start is None or time.end is None or _days(time) > LONGEST_INCREMENT:
        return None
    return time.end.toordinal()


def _days(time: Interval) -> int:
    return (time.end - time.start).days if time.start and time.end else 0


def _loose_total(s: Saying, episode: Episode) -> bool:
    """Whether a figure of a held event is a total of the episode: as large as the running totals of those weeks.

    Without a day of its own a figure over a broad area of about that size will do. With one it must be too large for
    one day and place: a part cannot be as large as its whole, so that it is a total, or a rival to it.
    """
    figure, time = figure_of(s), s.claim.time
    own = time.end if time is not None and time.start is not None else None
    day = own or s.as_of
    near = episode.figures_around(s.claim.measure, day.toordinal()) if day else []
    if figure is None or not near:
        return False
    if own:
        return figure >= max(near) * AS_LARGE or (figure in near and figures(figure) >= LEAST_FIGURES)
    return _broad(s) and min(near) / LIKE_SIZE <= figure <= max(near) * LIKE_SIZE
