"""Evidence that two scenes are one event: terms on a log-odds-like scale that add up and are shown.

The weights are set by hand from what analysts say they go by (place and day first, figures last, because rivals
disagree on figures about one event); they are measured on a simulator with known truth (``benchmarks/weighing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reckoning.types import Evidence
from reckoning.weigh.attack import TWO_OF_ONE_REPORT, mark_terms
from reckoning.weigh.group import relate
from reckoning.weigh.label import days_words
from reckoning.weigh.reading import figures
from reckoning.weigh.saying import STATED, Saying
from reckoning.weigh.scene import Scene
from reckoning.weigh.spot import RANK, kilometres, relate_areas

#: Two nodes are joined from this weight on.
JOIN = 3.0
#: A report that calls one attack another than the one before it in the same town.
ANOTHER = -3.5
#: Two reports of one day that carry one origin's figure: which of two attacks a report without details speaks of.
ONE_VOICE = 0.8
#: Two running totals are joined from this weight on, and an event is put under an episode from ``HOLD`` on.
JOIN_WIDE = 2.0
HOLD = 3.0
#: An event so near to a place of the total lies in its area for want of better knowledge.
CLOSE_KM = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """The sayings that share one scene; ``key`` is the smallest claim key, ``distinct`` one saying a figure."""

    key: str
    scene: Scene
    said: tuple[Saying, ...]
    distinct: tuple[Saying, ...]


def node_of(said: tuple[Saying, ...], scene: Scene) -> Node:
    """A node of sayings sorted by key; at most eight of its distinct figures are compared."""
    figures_said = {(s.claim.measure, s.group, s.value): s for s in reversed(said)}
    distinct = tuple(sorted(figures_said.values(), key=lambda s: s.key)[:8])
    return Node(key=said[0].key, scene=scene, said=said, distinct=distinct)


def weight_of(terms: tuple[Evidence, ...]) -> float:
    """The sum of the terms, to two decimals."""
    return round(sum(t.weight for t in terms), 2)


def event_likeness(a: Node, b: Node) -> tuple[Evidence, ...]:
    """Terms for and against two nodes being one single event."""
    return (
        *_place_terms(a, b),
        *_day_terms(a.scene, b.scene),
        *_figure_terms(a, b),
        *_actor_terms(a, b),
        *_attack_terms(a, b),
    )


def same_day(a: Scene, b: Scene) -> bool:
    """Whether nothing known speaks against the two being of one day."""
    if a.low is None or b.low is None:
        return True
    return max(a.low, b.low) <= min(a.low if a.high is None else a.high, b.low if b.high is None else b.high)


def _attack_terms(a: Node, b: Node) -> Iterator[Evidence]:
    """What tells two attacks on one town in one day apart: means, site, victims, and what one report says of both."""
    together = same_day(a.scene, b.scene)
    yield from mark_terms(a.scene.marks, b.scene.marks, same_day=together)
    if together and _one_voice(a, b):
        yield Evidence(feature="origin", weight=ONE_VOICE, because="one origin gives both, as the same figure")
    if not {s.document for s in a.said}.isdisjoint(s.document for s in b.said):
        if a.scene.other != b.scene.other:
            yield Evidence(feature="report", weight=ANOTHER, because="one report calls it another attack")
        elif together and a.scene.low is not None and b.scene.low is not None and _both_counted(a, b):
            yield Evidence(feature="report", weight=TWO_OF_ONE_REPORT, because="one report gives both, as two figures")


def _one_voice(a: Node, b: Node) -> bool:
    """Whether one origin stands behind the same figure of the same measure in both."""
    mine = {(s.origin, s.claim.measure, s.value) for s in a.distinct if s.origin and s.value is not None}
    return any((s.origin, s.claim.measure, s.value) in mine for s in b.distinct)


def _both_counted(a: Node, b: Node) -> bool:
    """Whether one origin gives, in one report, two figures for the same people that are neither part nor revision."""
    return any(
        x.document == y.document and x.origin == y.origin and _two_figures(x, y) for x in a.distinct for y in b.distinct
    )


def _two_figures(x: Saying, y: Saying) -> bool:
    related = x.whole is not None or y.whole is not None or x.claim.remarks or y.claim.remarks
    same = x.claim.measure == y.claim.measure and x.claim.unit == y.claim.unit and x.group == y.group
    stated = x.claim.stance in STATED and y.claim.stance in STATED
    counted = stated and x.value is not None and y.value is not None and x.value != y.value
    return same and counted and not related and not (x.claim.cumulative or y.claim.cumulative)


def total_likeness(a: Node, b: Node) -> tuple[Evidence, ...]:
    """Terms for and against two running totals (or period figures) counting one episode."""
    return (*_area_terms(a, b), *_span_terms(a.scene, b.scene), *_grown_terms(a, b), *_company_terms(a, b))


def _place_terms(a: Node, b: Node) -> Iterator[Evidence]:
    left, right = a.scene.spots, b.scene.spots
    relation = relate_areas(left, right)
    rank = min((s.rank for s in (*left, *right)), default=-1)
    if relation == "same":
        fine = rank >= RANK["admin2"] or rank < 0
        weight = 3.0 if fine else 1.5 if rank == RANK["admin1"] else 0.5
        yield Evidence(feature="place", weight=weight, because=f"both at {_names(left)}")
    elif relation in ("inside", "contains"):
        weight = 1.5 if rank >= RANK["admin2"] else 1.0 if rank == RANK["admin1"] else 0.3
        yield Evidence(
            feature="place", weight=weight, because=f"{_names(left)} and {_names(right)}: one holds the other"
        )
    elif relation == "near":
        yield Evidence(feature="place", weight=1.0, because=f"{_names(left)} and {_names(right)} lie close together")
    elif relation == "apart":
        yield Evidence(feature="place", weight=-6.0, because=f"{_names(left)} and {_names(right)} are different places")
    elif left and right:
        yield Evidence(feature="place", weight=-2.0, because=f"{_names(left)} and {_names(right)} are different names")


def _day_terms(a: Scene, b: Scene) -> Iterator[Evidence]:
    if a.low is None or b.low is None:
        yield from _report_terms(a, b)
        return
    a_high, b_high = a.low if a.high is None else a.high, b.low if b.high is None else b.high
    gap = max(a.low, b.low) - min(a_high, b_high)
    if gap <= 0 and a.low == a_high == b.low == b_high:
        yield Evidence(feature="day", weight=3.0, because="on the same day")
    elif gap <= 0:
        yield Evidence(feature="day", weight=1.5, because="on days that overlap")
    elif gap == 1:
        yield Evidence(feature="day", weight=-0.5, because="on neighbouring days")
    else:
        yield Evidence(feature="day", weight=-5.0, because=f"{days_words(gap)} apart")


def _report_terms(a: Scene, b: Scene) -> Iterator[Evidence]:
    left, right = a.low or a.published, b.low or b.published
    if left is None or right is None:
        return
    gap = abs(left - right)
    weight = 1.0 if gap <= 1 else 0.3 if gap <= 3 else -1.0 if gap <= 7 else -4.0
    because = f"no day said; reported {days_words(gap)} apart" if gap else "no day said; reported on the same day"
    yield Evidence(feature="day", weight=weight, because=because)


def _figure_terms(a: Node, b: Node) -> Iterator[Evidence]:
    best: tuple[float, str] | None = None
    for x in a.distinct:
        for y in b.distinct:
            term = _figure_term(x, y)
            if term and (best is None or term[0] > best[0]):
                best = term
    if best:
        yield Evidence(feature="figure", weight=best[0], because=best[1])


def _figure_term(x: Saying, y: Saying) -> tuple[float, str] | None:
    if x.claim.measure != y.claim.measure or relate(x.group, y.group) in ("apart", "overlap"):
        return None
    if x.value is None or y.value is None:
        return None
    if x.value == y.value:
        return (0.3, 1.2, 2.5)[min(figures(x.value), 3) - 1] if x.value > 9 else 0.3, f"the same figure, {x.value:,}"
    ratio = max(x.value, y.value) / max(1, min(x.value, y.value))
    if ratio > 5:
        return -1.5, f"figures far apart, {x.value:,} and {y.value:,}"
    return (0.2 if ratio < 1.3 else -0.5), f"figures {x.value:,} and {y.value:,}"


def _grown_terms(a: Node, b: Node) -> Iterator[Evidence]:
    """The terms of figures, but that a count which grew from one as-of day to a later one speaks not against."""
    for term in _figure_terms(a, b):
        yield replace(term, weight=0.0, because=f"{term.because}, grown since") if _grown(a, b, term) else term


def _grown(a: Node, b: Node, term: Evidence) -> bool:
    days = a.scene.high, b.scene.high
    if not -1.0 < term.weight < 0 or days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    early, late = (a, b) if days[0] < days[1] else (b, a)
    return max((s.value or 0) for s in late.distinct) > max((s.value or 0) for s in early.distinct)


def _actor_terms(a: Node, b: Node) -> Iterator[Evidence]:
    left, right = _actors(a), _actors(b)
    if left & right:
        yield Evidence(feature="actor", weight=0.7, because=f"both blame {', '.join(sorted(left & right)[:2])}")
    elif left and right:
        yield Evidence(feature="actor", weight=-0.3, because="they blame different actors")


def _actors(node: Node) -> set[str]:
    return {p.text.casefold().removeprefix("the ") for s in node.said[:8] for p in s.claim.perpetrators}


def _area_terms(a: Node, b: Node) -> Iterator[Evidence]:
    relation = relate_areas(a.scene.spots, b.scene.spots)
    shared = bool(a.scene.country) and a.scene.country == b.scene.country
    if relation == "same":
        yield Evidence(feature="area", weight=2.0, because=f"both count {_names(a.scene.spots)}")
    elif relation in ("inside", "contains"):
        yield Evidence(feature="area", weight=1.0, because="one area holds the other")
    elif relation == "apart" and not shared:
        yield Evidence(feature="area", weight=-6.0, because="they count different areas")
    elif relation == "apart":
        yield Evidence(feature="area", weight=-1.5, because="different areas of one country")
    elif shared:
        yield Evidence(feature="area", weight=0.8, because="both reports are on one country")


def _span_terms(a: Scene, b: Scene) -> Iterator[Evidence]:
    if a.low is not None and b.low is not None:
        if abs(a.low - b.low) <= 1:
            weight = 1.0 if date.fromordinal(a.low).day == 1 else 2.0
            yield Evidence(feature="span", weight=weight, because="both count from the same day")
        elif _overlap(a, b):
            share = abs(a.low - b.low)
            weight = 1.0 if share <= 7 else -1.0 if share <= 60 else -3.0
            yield Evidence(feature="span", weight=weight, because=f"their first days lie {days_words(share)} apart")
        else:
            yield Evidence(feature="span", weight=-5.0, because="their periods do not meet")
        return
    left, right = a.high or a.published, b.high or b.published
    if left is not None and right is not None:
        gap = abs(left - right)
        weight = 1.3 if gap <= 7 else 0.3 if gap <= 31 else -2.0
        because = f"as of days that lie {days_words(gap)} apart" if gap else "as of the same day"
        yield Evidence(feature="span", weight=weight, because=because)


def _overlap(a: Scene, b: Scene) -> bool:
    if a.low is None or b.low is None:
        return True
    return (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high)


def _company_terms(a: Node, b: Node) -> Iterator[Evidence]:
    if {s.document for s in a.said} & {s.document for s in b.said}:
        yield Evidence(feature="document", weight=1.0, because="one report gives both")
    if {s.origin for s in a.said} & {s.origin for s in b.said}:
        yield Evidence(feature="origin", weight=0.5, because="one origin gives both")


def _names(spots: tuple[object, ...]) -> str:
    return ", ".join(sorted({s.name.title() for s in spots})[:3])  # type: ignore[attr-defined]


def hold_likeness(event: Node, total: Node) -> tuple[Evidence, ...]:
    """Terms for and against a single event belonging to the episode that a running total counts."""
    return (*_held_area(event.scene, total.scene), *_held_days(event.scene, total.scene), *_company_terms(event, total))


def _held_area(event: Scene, total: Scene) -> Iterator[Evidence]:
    relation = relate_areas(event.spots, total.spots)
    if relation in ("same", "inside", "near"):
        yield Evidence(feature="area", weight=2.0, because="it lies in the area of the total")
    elif event.country and total.country and event.country != total.country:
        yield Evidence(feature="area", weight=-6.0, because="in another country")
    elif not event.spots and event.country:
        yield Evidence(feature="area", weight=1.2, because="no place said, in a report on the same country")
    elif (far := _distance(event, total)) is not None:
        weight = 1.2 if far <= CLOSE_KM else -1.0
        yield Evidence(feature="area", weight=weight, because=f"{far:.0f} km from the nearest place of the total")
    elif event.country:
        yield Evidence(feature="area", weight=0.8, because="in the same country")


def _distance(event: Scene, total: Scene) -> float | None:
    found = (kilometres(a, b) for a in event.spots for b in total.spots)
    return min((d for d in found if d is not None), default=None)


def _held_days(event: Scene, total: Scene) -> Iterator[Evidence]:
    low = event.low if event.low is not None else event.published
    if low is None or total.high is None:
        return
    start = total.low if total.low is not None else total.high - 7
    if start - 1 <= low <= total.high + 1:
        yield Evidence(feature="span", weight=2.0, because="its day lies in the period of the total")
    else:
        yield Evidence(feature="span", weight=-5.0, because="its day lies outside the period of the total")
