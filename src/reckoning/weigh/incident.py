"""Claims into incidents, incidents into episodes.

Claims that share a scene form a node; nodes are joined in descending order of evidence, and a join is refused where
it would put two days or two distant places into one event (so that no chain of vague reports bridges two bombings),
or where a person has said that two claims are different. Running totals form episodes, which hold the incidents that
lie in their area and period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reckoning.ids import digest_of, short
from reckoning.reckoned import IncidentLink
from reckoning.types import Evidence, Incident, Place
from reckoning.weigh.attack import NONE, Marks, clash, joined
from reckoning.weigh.blocking import event_pairs, total_pairs
from reckoning.weigh.episode import episode_of, holders, risen
from reckoning.weigh.label import incident_label, span
from reckoning.weigh.likeness import JOIN, JOIN_WIDE, Node, event_likeness, node_of, total_likeness, weight_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import Scene, scenes
from reckoning.weigh.spot import RANK, relate_spots


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's word that two claims (keys) are of one incident, or of two."""

    left: str
    right: str
    same: bool


@dataclass(slots=True)
class _Cluster:
    """Nodes joined so far; ``days`` and ``spots`` are those that are known exactly, ``marks`` those of all nodes."""

    nodes: list[Node]
    days: list[int] = field(default_factory=list)
    spots: dict[str, object] = field(default_factory=dict)
    marks: Marks = NONE


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
    return _shape(single, total, places, verdicts)


def _nodes(said: Iterable[Saying], places: dict[str, Scene], single: set[str]) -> list[Node]:
    gathered: dict[tuple[object, ...], list[Saying]] = {}
    crowded = _crowded(places.values())
    for saying in sorted(said, key=lambda s: s.key):
        scene = places[saying.key]
        if not scene.spots and scene.low is None and scene.high is None:
            mark: tuple[object, ...] = (saying.document, *scene.signature())
        else:
            mark = scene.signature()
        if scene.marks.bare and scene.stage() in crowded:
            mark = (*mark, saying.document)
        gathered.setdefault((*mark, saying.key) if saying.key in single else mark, []).append(saying)
    made = [node_of(tuple(held), places[held[0].key]) for held in gathered.values()]
    return sorted(made, key=lambda n: n.key)


def _crowded(places: Iterable[Scene]) -> set[tuple[object, ...]]:
    """Towns and days of several attacks: a report without details may speak of any, so that each is compared alone."""
    told: dict[tuple[object, ...], list[Scene]] = {}
    for scene in places:
        if not scene.wide and (not scene.marks.bare or scene.other[0]):
            told.setdefault(scene.stage(), []).append(scene)
    return {stage for stage, held in told.items() if any(_two_attacks(held[0], s) for s in held[1:])}


def _two_attacks(a: Scene, b: Scene) -> bool:
    return clash(a.marks, b.marks) or a.other != b.other


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    clusters: list[list[Node]]
    links: list[IncidentLink]


def _join(nodes: list[Node], verdicts: Sequence[Verdict], *, wide: bool) -> _Joined:
    """Greedy joining by descending evidence, with vetoes; human edges first."""
    of_claim = {s.key: n for n in nodes for s in n.said}
    likeness, threshold = (total_likeness, JOIN_WIDE) if wide else (event_likeness, JOIN)
    edges: list[tuple[float, str, str, tuple[Evidence, ...]]] = []
    parted: list[tuple[str, str, tuple[Evidence, ...]]] = []
    for a, b in total_pairs(nodes) if wide else event_pairs(nodes):
        terms = likeness(a, b)
        weight = weight_of(terms)
        if weight >= threshold:
            edges.append((-weight, a.key, b.key, terms))
        elif not wide and _told_apart(terms):
            parted.append((a.key, b.key, terms))
    state = _State(nodes, wide=wide)
    state.tell_apart((left, right) for left, right, _ in parted)
    state.forbid((of_claim[v.left].key, of_claim[v.right].key) for v in verdicts if not v.same and _known(v, of_claim))
    links = [_human(v, state, of_claim) for v in verdicts if _known(v, of_claim)]
    edges.sort(key=lambda e: (e[0], e[1], e[2]))
    links += [link for e in edges if (link := _machine(e, state))]
    links += [IncidentLink(left=a, right=b, weight=weight_of(t) - JOIN, evidence=t) for a, b, t in parted]
    return _Joined(clusters=state.clusters(), links=links)


def _told_apart(terms: Sequence[Evidence]) -> bool:
    """Whether one report tells of two attacks at one place and day."""
    return any(t.feature == "report" for t in terms) and any(t.feature == "place" and t.weight > 0 for t in terms)


def _known(verdict: Verdict, of_claim: dict[str, Node]) -> bool:
    return verdict.left in of_claim and verdict.right in of_claim


def _human(verdict: Verdict, state: _State, of_claim: dict[str, Node]) -> IncidentLink:
    if verdict.same:
        state.unite(of_claim[verdict.left].key, of_claim[verdict.right].key, force=True)
    weight, word = (99.0, "one") if verdict.same else (-99.0, "two")
    because = Evidence(feature="verdict", weight=weight, because=f"a person decided that the two are {word}")
    return IncidentLink(left=verdict.left, right=verdict.right, weight=weight, evidence=(because,))


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
        self._told: dict[str, set[str]] = {}

    def forbid(self, pairs: Iterable[tuple[str, str]]) -> None:
        for left, right in pairs:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def tell_apart(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep apart what one report tells of as two attacks; a person may still join them."""
        for left, right in pairs:
            self._told.setdefault(left, set()).add(right)
            self._told.setdefault(right, set()).add(left)

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
        if any(self.root(other) == b for other in self._told.get(a, ())):
            return "a report tells of them as two attacks"
        days = self._held[a].days + self._held[b].days
        if days and max(days) - min(days) > 1:
            return "it would put two different days into one event"
        if _clash(self._held[a], self._held[b]):
            return "it would put two different places into one event"
        if clash(self._held[a].marks, self._held[b].marks):
            return "it would put two attacks, by different means at different sites, into one event"
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
        kept.marks = joined(kept.marks, gone.marks)
        for held in (self._apart, self._told):
            held.setdefault(a, set()).update(held.pop(b, set()))

    def clusters(self) -> list[list[Node]]:
        return [sorted(self._held[key].nodes, key=lambda n: n.key) for key in sorted(self._held)]


def _first(node: Node, *, wide: bool) -> _Cluster:
    scene = node.scene
    exact = not wide and scene.low is not None and scene.low == scene.high and not scene.borrowed
    fine = {} if wide else {s.key: s for s in scene.spots if s.rank >= RANK["admin2"]}
    days = [scene.low] if exact and scene.low is not None else []
    return _Cluster(nodes=[node], days=days, spots=dict(fine), marks=NONE if wide else scene.marks)


def _clash(a: _Cluster, b: _Cluster) -> bool:
    if not a.spots or not b.spots or a.spots.keys() & b.spots.keys():
        return False
    return all(relate_spots(x, y) == "apart" for x in a.spots.values() for y in b.spots.values())  # type: ignore[arg-type]


@dataclass(slots=True)
class _Group:
    """The claims of one incident to be, and the position of the episode that holds it."""

    said: list[Saying]
    parent: int | None = None


def _shape(events: _Joined, totals: _Joined, places: dict[str, Scene], verdicts: Sequence[Verdict]) -> Clustering:
    """Clusters as incidents: episodes first, then what they hold; what speaks of a whole episode moves into it."""
    episodes = [episode_of(nodes) for nodes in totals.clusters]
    held = holders(events.clusters, episodes)
    groups = [_Group(said=[s for n in nodes for s in n.said]) for nodes in totals.clusters]
    inside = [{s.key for s in g.said} for g in groups]
    for position, nodes in enumerate(events.clusters):
        group = [s for n in nodes for s in n.said]
        parent = held[position][0] if position in held else None
        moved = risen(group, episodes[parent], inside[parent]) if parent is not None else []
        gone = {s.key for s in moved}
        if parent is not None:
            groups[parent].said += moved
        groups.append(_Group(said=[s for s in group if s.key not in gone], parent=parent))
    _decided(groups, verdicts)
    links = [*events.links, *totals.links, *(h[1] for h in held.values())]
    return _clustering(groups, links, places)


def _decided(groups: list[_Group], verdicts: Sequence[Verdict]) -> None:
    """What people decided holds to the last: pairs that the shape still parts are joined, pairs it joins are parted.

    Where verdicts contradict each other, "two" is stronger than "one": nothing is merged against a person's word.
    """
    home = {s.key: g for g in groups for s in g.said}
    apart = {frozenset((v.left, v.right)) for v in verdicts if not v.same}
    for v in sorted(verdicts, key=lambda v: (v.same, v.left, v.right)):
        if v.left not in home or v.right not in home:
            continue
        a, b = home[v.left], home[v.right]
        if not v.same and a is b:
            lone = next(s for s in a.said if s.key == v.right)
            a.said.remove(lone)
            home[v.right] = _Group(said=[lone], parent=a.parent)
            groups.append(home[v.right])
        elif v.same and a is not b and not any(frozenset((x.key, y.key)) in apart for x in a.said for y in b.said):
            into, gone = (a, b) if a.parent is None else (b, a)
            into.said += gone.said
            home.update({s.key: into for s in gone.said})
            gone.said = []


def _clustering(groups: list[_Group], links: list[IncidentLink], places: dict[str, Scene]) -> Clustering:
    ids = {at: incident_id(g.said) for at, g in enumerate(groups) if g.said}
    made = [
        _incident(g.said, places, ids.get(g.parent) if g.parent is not None else None, ids[at])
        for at, g in enumerate(groups)
        if g.said
    ]
    made = _told_by_marks(made, places)
    lost = [
        s.key
        for g in groups
        if g.parent is None and all(not places[s.key].spots and places[s.key].low is None for s in g.said)
        for s in g.said
        if not s.claim.cumulative
    ]
    return Clustering(
        incidents=tuple(sorted(made, key=lambda i: i.id)),
        links=tuple(sorted(links, key=lambda x: (x.left, x.right, x.weight))),
        unplaced=tuple(sorted(lost)),
    )


def _told_by_marks(made: list[Incident], places: dict[str, Scene]) -> list[Incident]:
    """Incidents of one label with the means and site that tell them apart: "Rastan, 3 May 2024 (air, market)"."""
    counts = Counter(i.label for i in made)
    return [replace(i, label=_told(i, places)) if counts[i.label] > 1 else i for i in made]


def _told(incident: Incident, places: dict[str, Scene]) -> str:
    votes = Counter(w for c in incident.claims for w in places[c].marks.weapons | places[c].marks.sites)
    words = [w for w, n in sorted(votes.items()) if 2 * n >= max(votes.values())]
    return f"{incident.label} ({', '.join(words)})" if words else incident.label


def incident_id(group: Sequence[Saying]) -> str:
    """Digest of the claim that was published first (ties: smallest key), so that later reports keep the id."""
    first = min(group, key=lambda s: (s.published or date.max, s.key))
    return short(digest_of("incident", first.key))


def _incident(group: list[Saying], places: dict[str, Scene], parent: str | None, ident: str) -> Incident:
    where = _places(group)
    when = span(group, places)
    return Incident(
        id=ident,
        label=incident_label(where, when),
        claims=tuple(sorted(s.key for s in group)),
        parent=parent,
        time=when,
        places=where,
    )


def _places(group: list[Saying]) -> tuple[Place, ...]:
    """The distinct places said, most often named first; of an episode the country first."""
    counts: dict[str, list[Place]] = {}
    for saying in group:
        for place, spot in zip(saying.claim.places, saying.spots, strict=True):
            counts.setdefault(spot.key, []).append(place)
    rank = {spot.key: spot.rank for s in group for spot in s.spots}
    episode = any(s.claim.cumulative for s in group)
    order = sorted(counts, key=lambda k: (rank[k] != 0 if episode else False, -len(counts[k]), k))
    return tuple(min(counts[k], key=lambda p: (len(p.text), p.text, p.start or 0)) for k in order)
