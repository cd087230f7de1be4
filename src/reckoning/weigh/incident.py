"""Claims into incidents, incidents into episodes.

Claims that share a scene form a node; nodes are joined in descending order of evidence, and a join is refused where
it would put two days or two distant places into one event (so that no chain of vague reports bridges two bombings),
or where a person has said that two claims are different. Running totals form episodes, which hold the incidents that
lie in their area and period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from reckoning.ids import digest_of, short
from reckoning.reckoned import IncidentLink
from reckoning.types import Evidence, Incident, Interval, Place
from reckoning.weigh.blocking import event_pairs, total_pairs
from reckoning.weigh.label import incident_label, span
from reckoning.weigh.likeness import (
    HOLD,
    JOIN,
    JOIN_WIDE,
    Node,
    event_likeness,
    hold_likeness,
    total_likeness,
    weight_of,
)
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import AS_LARGE, LONGEST_INCREMENT, Scene, scenes
from reckoning.weigh.spot import RANK, relate_spots

#: A total without a day is of the size of running totals within this factor.
LIKE_SIZE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's word that two claims (keys) are of one incident, or of two."""

    left: str
    right: str
    same: bool


@dataclass(slots=True)
class _Cluster:
    """Nodes joined so far; ``days`` and ``spots`` are those that are known exactly."""

    nodes: list[Node]
    days: list[int] = field(default_factory=list)
    spots: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """Incidents with their links; ``unplaced`` are keys of claims that no incident could take."""

    incidents: tuple[Incident, ...]
    links: tuple[IncidentLink, ...]
    unplaced: tuple[str, ...]


def cluster(said: Sequence[Saying], verdicts: Sequence[Verdict] = ()) -> Clustering:
    """Incidents and episodes of ``said``, with the evidence of every join and every refused join.

    Deterministic and independent of the order of ``said``. Verdicts always hold; a claim named in one is compared
    on its own.
    """
    places = scenes(said)
    named = {k for v in verdicts for k in (v.left, v.right)}
    nodes = _nodes(said, places, named)
    events = _join([n for n in nodes if not n.scene.wide], verdicts, wide=False)
    totals = _join([n for n in nodes if n.scene.wide], verdicts, wide=True)
    running = [c for c in totals.clusters if any(s.claim.cumulative for n in c for s in n.said)]
    periods = [c for c in totals.clusters if not any(s.claim.cumulative for n in c for s in n.said)]
    single = _Joined(clusters=[*events.clusters, *periods], links=events.links)
    total = _Joined(clusters=running, links=totals.links)
    return _shape(single, total, _hold(single.clusters, running), places)


def _nodes(said: Iterable[Saying], places: dict[str, Scene], single: set[str]) -> list[Node]:
    gathered: dict[tuple[object, ...], list[Saying]] = {}
    for saying in sorted(said, key=lambda s: s.key):
        scene = places[saying.key]
        if not scene.spots and scene.low is None and scene.high is None:
            mark: tuple[object, ...] = (saying.document, *scene.signature())
        else:
            mark = scene.signature()
        gathered.setdefault((*mark, saying.key) if saying.key in single else mark, []).append(saying)
    made = [Node(key=held[0].key, scene=places[held[0].key], said=tuple(held)) for held in gathered.values()]
    return sorted(made, key=lambda n: n.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    clusters: list[list[Node]]
    links: list[IncidentLink]


def _join(nodes: list[Node], verdicts: Sequence[Verdict], *, wide: bool) -> _Joined:
    """Greedy joining by descending evidence, with vetoes; human edges first."""
    of_claim = {s.key: n for n in nodes for s in n.said}
    likeness, threshold = (total_likeness, JOIN_WIDE) if wide else (event_likeness, JOIN)
    edges: list[tuple[float, str, str, tuple[Evidence, ...]]] = []
    for a, b in total_pairs(nodes) if wide else event_pairs(nodes):
        terms = likeness(a, b)
        weight = weight_of(terms)
        if weight >= threshold:
            edges.append((-weight, a.key, b.key, terms))
    state = _State(nodes, wide=wide)
    state.forbid((of_claim[v.left].key, of_claim[v.right].key) for v in verdicts if not v.same and _known(v, of_claim))
    links = [_human(v, state, of_claim) for v in verdicts if v.same and _known(v, of_claim)]
    edges.sort(key=lambda e: (e[0], e[1], e[2]))
    links += [link for e in edges if (link := _machine(e, state))]
    return _Joined(clusters=state.clusters(), links=links)


def _known(verdict: Verdict, of_claim: dict[str, Node]) -> bool:
    return verdict.left in of_claim and verdict.right in of_claim


def _human(verdict: Verdict, state: _State, of_claim: dict[str, Node]) -> IncidentLink:
    state.unite(of_claim[verdict.left].key, of_claim[verdict.right].key, force=True)
    because = Evidence(feature="verdict", weight=99.0, because="a person decided that the two are one")
    return IncidentLink(left=verdict.left, right=verdict.right, weight=99.0, evidence=(because,))


def _machine(edge: tuple[float, str, str, tuple[Evidence, ...]], state: _State) -> IncidentLink | None:
    """Join if nothing forbids it. A refused join is kept as a link of negative weight; a needless one is not kept."""
    weight, left, right, terms = edge
    if state.root(left) == state.root(right):
        return None
    refusal = state.refusal(left, right)
    if refusal:
        veto = Evidence(feature="veto", weight=-99.0, because=refusal)
        return IncidentLink(left=left, right=right, weight=-99.0 - weight, evidence=(*terms, veto))
    state.unite(left, right)
    return IncidentLink(left=left, right=right, weight=-weight, evidence=terms)


class _State:
    """Disjoint sets of nodes that remember the days, places and prohibitions of each set."""

    def __init__(self, nodes: list[Node], *, wide: bool) -> None:
        self._parent = {n.key: n.key for n in nodes}
        self._held = {n.key: _first(n, wide=wide) for n in nodes}
        self._apart: dict[str, set[str]] = {}

    def forbid(self, pairs: Iterable[tuple[str, str]]) -> None:
        for left, right in pairs:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def refusal(self, left: str, right: str) -> str | None:
        """Why two sets must not become one, or None."""
        a, b = self.root(left), self.root(right)
        if any(self.root(other) == b for other in self._apart.get(a, ())):
            return "a person decided that they are two"
        days = self._held[a].days + self._held[b].days
        if days and max(days) - min(days) > 1:
            return "it would put two different days into one event"
        if _clash(self._held[a], self._held[b]):
            return "it would put two different places into one event"
        return None

    def unite(self, left: str, right: str, *, force: bool = False) -> None:
        a, b = sorted((self.root(left), self.root(right)))
        if a == b or (force and self.root(b) in {self.root(o) for o in self._apart.get(a, ())}):
            return
        self._parent[b] = a
        gone = self._held.pop(b)
        kept = self._held[a]
        kept.nodes += gone.nodes
        kept.days = [min(d), max(d)] if (d := kept.days + gone.days) else []
        kept.spots.update(gone.spots)
        self._apart.setdefault(a, set()).update(self._apart.pop(b, set()))

    def clusters(self) -> list[list[Node]]:
        return [sorted(self._held[key].nodes, key=lambda n: n.key) for key in sorted(self._held)]


def _first(node: Node, *, wide: bool) -> _Cluster:
    scene = node.scene
    exact = not wide and scene.low is not None and scene.low == scene.high and not scene.borrowed
    fine = {} if wide else {s.key: s for s in scene.spots if s.rank >= RANK["admin2"]}
    return _Cluster(nodes=[node], days=[scene.low] if exact and scene.low is not None else [], spots=dict(fine))


def _clash(a: _Cluster, b: _Cluster) -> bool:
    if not a.spots or not b.spots or a.spots.keys() & b.spots.keys():
        return False
    return all(relate_spots(x, y) == "apart" for x in a.spots.values() for y in b.spots.values())  # type: ignore[arg-type]


def _hold(events: list[list[Node]], totals: list[list[Node]]) -> dict[int, tuple[int, IncidentLink]]:
    """For each event cluster (by position) the episode that holds it best, if any, and why."""
    index: dict[object, set[int]] = {}
    for position, nodes in enumerate(totals):
        for node in nodes:
            for mark in _marks(node):
                index.setdefault(mark, set()).add(position)
    held: dict[int, tuple[int, IncidentLink]] = {}
    for position, nodes in enumerate(events):
        near = sorted(set().union(*(index.get(m, set()) for n in nodes for m in _marks(n))))
        best = max((_holding(nodes, totals[t], t) for t in near), default=None, key=lambda h: (h[1].weight, -h[0]))
        if best and best[1].weight >= HOLD:
            held[position] = best
    return held


def _marks(node: Node) -> list[object]:
    return [("c", node.scene.country)] * bool(node.scene.country) + [("d", s.document) for s in node.said[:8]]


def _holding(event: list[Node], total: list[Node], position: int) -> tuple[int, IncidentLink]:
    """The strongest tie of an event to an episode: its first nodes against those of the total nearest to its day."""
    day = min((n.scene.low or n.scene.published or 0) for n in event)
    nearest = sorted(total, key=lambda n: (abs((n.scene.high or 0) - day), n.key))[:4]
    nearest += sorted(total, key=lambda n: (min((s.rank for s in n.scene.spots), default=9), n.key))[:2]
    ties = [(weight_of(t), e.key, n.key, t) for e in event[:4] for n in nearest for t in (hold_likeness(e, n),)]
    weight, left, right, terms = max(ties, key=lambda t: (t[0], t[1], t[2]))
    return position, IncidentLink(left=left, right=right, weight=weight, evidence=terms)


def _shape(
    events: _Joined, totals: _Joined, held: dict[int, tuple[int, IncidentLink]], places: dict[str, Scene]
) -> Clustering:
    """Clusters as incidents; single-day figures of the episode's whole area move up into the episode."""
    grouped = [[s for n in nodes for s in n.said] for nodes in totals.clusters]
    ids = [incident_id(group) for group in grouped]
    made: list[Incident] = []
    unplaced: list[str] = []
    for position, nodes in enumerate(events.clusters):
        group = [s for n in nodes for s in n.said]
        parent = held[position][0] if position in held else None
        rest = group
        if parent is not None:
            moved = _increments(group, grouped[parent])
            grouped[parent] += moved
            rest = [s for s in group if s not in moved]
        if not rest:
            continue
        if parent is None and all(not places[s.key].spots and places[s.key].low is None for s in rest):
            unplaced += [s.key for s in rest]
        made.append(_incident(rest, places, ids[parent] if parent is not None else None))
    made += [_incident(g, places, None, ident) for g, ident in zip(grouped, ids, strict=True)]
    links = [*events.links, *totals.links, *(h[1] for h in held.values())]
    return Clustering(
        incidents=tuple(sorted(made, key=lambda i: i.id)),
        links=tuple(sorted(links, key=lambda x: (x.left, x.right, x.weight))),
        unplaced=tuple(sorted(unplaced)),
    )


def _increments(group: list[Saying], episode: list[Saying]) -> list[Saying]:
    """Which figures of a held event speak of the episode as a whole.

    Figures for a day (or for the days since the last bulletin) and the whole area, by an origin with a running total
    of the same measure at that day; and totals without a day of their own that are of the size of the running totals.
    """
    running = [s for s in episode if s.claim.cumulative and s.as_of]
    totals = {(s.origin, s.claim.measure, s.as_of.toordinal() + d) for s in running if s.as_of for d in (-1, 0, 1)}
    wholes = {s.key for s in episode}
    moved: list[Saying] = []
    for s in sorted(group, key=lambda s: (s.whole is not None, s.claim.anchor.start, s.key)):
        day = _bulletin_day(s)
        increment = day is not None and _broad(s) and (s.origin, s.claim.measure, day) in totals
        part = s.whole in wholes and (s.summed is not None or _broad(s))
        if not s.claim.cumulative and (increment or part or _loose_total(s, running)):
            moved.append(s)
            wholes.add(s.key)
    return moved


def _broad(s: Saying) -> bool:
    """No place, several places, or none finer than a governorate."""
    coarse = (RANK["country"], RANK["region"], RANK["admin1"])
    return len(s.spots) != 1 or s.spots[0].rank in coarse


def _bulletin_day(s: Saying) -> int | None:
    time = s.claim.time
    if time is None or time.start is None or time.end is None or _days(time) > LONGEST_INCREMENT:
        return None
    return time.end.toordinal()


def _loose_total(s: Saying, running: list[Saying]) -> bool:
    """A figure over a broad area as large as the running totals of those weeks, and without a day of its own; or with
    one, but too large for one day: as large as all that the totals counted by then.
    """
    figure, time = figure_of(s), s.claim.time
    day = time.end if time is not None and time.start is not None else None
    if figure is None or not _broad(s):
        return False
    near = [
        figure_of(r) or 0
        for r in running
        if r.claim.measure == s.claim.measure and _weeks_apart(r, day or s.as_of) <= 2
    ]
    if not near:
        return False
    least = max(near) * AS_LARGE if day else min(near) / LIKE_SIZE
    return least <= figure <= max(near) * LIKE_SIZE


def _weeks_apart(a: Saying, day: date | None) -> float:
    return abs((a.as_of - day).days) / 7 if a.as_of and day else 99.0


def _days(time: Interval) -> int:
    return (time.end - time.start).days if time.start and time.end else 0


def incident_id(group: Sequence[Saying]) -> str:
    """Digest of the claim that was published first (ties: smallest key), so that later reports keep the id."""
    first = min(
        group, key=lambda s: (s.published is None, s.published or s.key, s.key) if s.published else (True, s.key, s.key)
    )
    return short(digest_of("incident", first.key))


def _incident(group: list[Saying], places: dict[str, Scene], parent: str | None, ident: str = "") -> Incident:
    where = _places(group)
    when = span(group, places)
    return Incident(
        id=ident or incident_id(group),
        label=incident_label(where, when, group),
        claims=tuple(sorted(s.key for s in group)),
        parent=parent,
        time=when,
        places=where,
    )


def _places(group: list[Saying]) -> tuple[Place, ...]:
    """The distinct places said, most often named first."""
    counts: dict[str, list[Place]] = {}
    for saying in group:
        for place, spot in zip(saying.claim.places, saying.spots, strict=True):
            counts.setdefault(spot.key, []).append(place)
    order = sorted(counts, key=lambda k: (-len(counts[k]), k))
    return tuple(min(counts[k], key=lambda p: (len(p.text), p.text, p.start or 0)) for k in order)


__all__ = ["Clustering", "Interval", "Verdict", "cluster", "incident_id"]
