"""Breakdowns: which figures of one origin and day are parts of which, whether they sum, and what that bounds.

A family is a set of parts of one whole along one dimension: by place, by status and affiliation, by sex and age. Its
members may be added up only if they are apart from each other, or if their sum is the whole to the digit. Nothing is
ever added over different as-of days or different origins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from reckoning.reckoned import Scope, SeriesPart
from reckoning.types import Measure, Problem, Unit
from reckoning.weigh.constraint import Ends, Solved, Sum, propagate
from reckoning.weigh.group import Group, relate
from reckoning.weigh.reading import bounds
from reckoning.weigh.relay import figure_of
from reckoning.weigh.series import Line, Point
from reckoning.weigh.spot import relate_areas

#: Parts whose sum comes so near the whole are meant to sum up to it, and do not.
NEAR_MISS = 0.05
_STATUS, _BODY = frozenset({"status", "affiliation"}), frozenset({"sex", "age"})

Lines = dict[Line, tuple[Point, ...]]
_Shelf = tuple[str, Measure, Unit, Scope, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A point with its line: one variable of the part-whole graph."""

    line: Line
    point: Point

    @property
    def ends(self) -> Ends:
        """What the words allow."""
        return bounds(self.point.leading.claim.quantity)

    @property
    def number(self) -> int:
        """The figure as people would add it up."""
        return figure_of(self.point.leading) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Parts of one whole along one dimension. ``additive`` if they may be summed, ``complete`` if they make it up."""

    whole: Figure
    parts: tuple[Figure, ...]
    dimension: str
    additive: bool

    @property
    def total(self) -> int:
        """The sum of the parts' figures."""
        return sum(p.number for p in self.parts)

    @property
    def complete(self) -> bool:
        """Whether at least two parts make up the whole to the digit."""
        q = self.whole.point.leading.claim.quantity
        return self.additive and len(self.parts) > 1 and self.total == self.whole.number and q.bound == "exact"


def families(held: Lines) -> tuple[Family, ...]:
    """Every family of one incident's figures, in the order of lines."""
    shelves: dict[_Shelf, list[Figure]] = {}
    for line in sorted(held):
        for point in held[line]:
            shelf = (line.origin, line.measure, line.unit, line.scope, point.as_of)
            shelves.setdefault(shelf, []).append(Figure(line=line, point=point))
    return tuple(f for shelf in shelves.values() for whole in shelf for f in _families(whole, shelf))


def _families(whole: Figure, shelf: Sequence[Figure]) -> Iterator[Family]:
    near = [f for f in shelf if f is not whole and _companion(whole, f, shelf)]
    place = [f for f in near if f.line.group == whole.line.group and _inside(f, whole)]
    same_area = [f for f in near if f.line.area == whole.line.area and relate(f.line.group, whole.line.group) == "part"]
    for dimension, parts in (
        ("place", place),
        ("status", [f for f in same_area if _extra(f, whole) <= _STATUS]),
        ("sex and age", [f for f in same_area if _extra(f, whole) <= _BODY]),
        ("community", [f for f in same_area if _extra(f, whole) == {"community"}]),
    ):
        if parts:
            yield Family(whole=whole, parts=tuple(parts), dimension=dimension, additive=_additive(parts, whole))


def _companion(whole: Figure, part: Figure, shelf: Sequence[Figure]) -> bool:
    """Of the same edition: given in one report, or the only figure of its line that day."""
    shared = {s.document for s in whole.point.said} & {s.document for s in part.point.said}
    alone = sum(f.line == whole.line for f in shelf) == 1 and sum(f.line == part.line for f in shelf) == 1
    return bool(shared) or alone


def _inside(part: Figure, whole: Figure) -> bool:
    if not part.line.area or part.line.area == whole.line.area:
        return False
    if not whole.line.area:
        return True
    return relate_areas(part.point.leading.spots, whole.point.leading.spots) == "inside"


def _extra(part: Figure, whole: Figure) -> frozenset[str]:
    return frozenset(name for name, _ in part.line.group.facets() - whole.line.group.facets())


def _additive(parts: Sequence[Figure], whole: Figure) -> bool:
    if sum(p.number for p in parts) == whole.number and len(parts) > 1:
        return True
    return all(_apart(a, b) for a, b in combinations(parts, 2))


def _apart(a: Figure, b: Figure) -> bool:
    if a.line.area != b.line.area:
        return relate_areas(a.point.leading.spots, b.point.leading.spots) == "apart"
    return relate(a.line.group, b.line.group) == "apart"


def bounded(held: Lines) -> Lines:
    """The same lines with each point's parts filled in and its ends tightened by its whole, parts and siblings."""
    found = families(held)
    if not found:
        return held
    solved, index = _solve(found)
    by_whole: dict[tuple[Line, str], list[Family]] = {}
    for family in found:
        by_whole.setdefault((family.whole.line, family.whole.point.leading.key), []).append(family)
    made: Lines = {}
    for line, points in held.items():
        made[line] = tuple(
            _filled(p, by_whole.get((line, p.leading.key), []), _tightened(p, index.get((line, p.leading.key)), solved))
            for p in points
        )
    return made


def _solve(found: Sequence[Family]) -> tuple[Solved, dict[tuple[Line, str], int]]:
    index: dict[tuple[Line, str], int] = {}
    ends: dict[int, Ends] = {}
    for figure in (f for family in found for f in (family.whole, *family.parts)):
        key = (figure.line, figure.point.leading.key)
        if key not in index:
            index[key] = len(index)
            ends[index[key]] = figure.ends
    sums = [s for family in found for s in _sums(family, index)]
    return propagate(ends, sums), index


def _sums(family: Family, index: dict[tuple[Line, str], int]) -> Iterator[Sum]:
    whole = index[family.whole.line, family.whole.point.leading.key]
    parts = tuple(index[p.line, p.point.leading.key] for p in family.parts)
    if family.additive:
        yield Sum(whole=whole, parts=parts, complete=family.complete)
    else:
        yield from (Sum(whole=whole, parts=(p,)) for p in parts)


def _tightened(point: Point, variable: int | None, solved: Solved) -> Ends | None:
    if variable is None or solved.ends[variable] == bounds(point.leading.claim.quantity):
        return None
    return solved.ends[variable]


def _filled(point: Point, own: Sequence[Family], ends: Ends | None) -> Point:
    parts = tuple(sorted({_series_part(p, f) for f in own for p in f.parts}, key=lambda p: (p.place or "", p.claim)))
    best = max(
        (f for f in own if f.additive and len(f.parts) > 1), default=None, key=lambda f: (f.complete, len(f.parts))
    )
    return replace(point, parts=parts, parts_sum=best.total if best else None, ends=ends)


def _series_part(part: Figure, family: Family) -> SeriesPart:
    said = part.point.leading
    place = ", ".join(p.text for p in said.claim.places) if family.dimension == "place" else None
    population = None if place else said.claim.population.text
    return SeriesPart(claim=said.key, value=figure_of(said), population=population, place=place)


def part_problems(held: Lines) -> tuple[Problem, ...]:
    """Parts larger than their whole, and parts that come near it and do not sum up to it; both quotes named."""
    return tuple(p for family in families(held) for p in _family_problems(family))


def _family_problems(family: Family) -> Iterator[Problem]:
    high, low = family.whole.ends[1], family.whole.ends[0]
    for part in family.parts:
        if high is not None and (part.ends[0] or 0) > high:
            yield _problem(
                "PARTS-EXCEED", part, family, f"{_words(part)} is more than its whole, {_words(family.whole)}"
            )
            return
    if not family.additive or len(family.parts) < 2:
        return
    lows = sum(p.ends[0] or 0 for p in family.parts)
    highs = [p.ends[1] for p in family.parts]
    top = None if None in highs else sum(h or 0 for h in highs)
    largest = max(family.parts, key=lambda p: (p.number, p.point.leading.key))
    addition = " + ".join(f"{p.number:,}" for p in family.parts)
    if high is not None and lows > high:
        says = (
            f"the parts by {family.dimension}, {addition} = {lows:,}, are more than the whole, {_words(family.whole)}"
        )
        yield _problem("PARTS-EXCEED", largest, family, says)
    elif low is not None and top is not None and top < low and family.total >= family.whole.number * (1 - NEAR_MISS):
        says = f"the parts by {family.dimension}, {addition} = {top:,}, do not sum to the whole, {_words(family.whole)}"
        yield _problem("PARTS-MISFIT", largest, family, says)


def _problem(code: str, part: Figure, family: Family, says: str) -> Problem:
    said, whole = part.point.leading, family.whole.point.leading
    return Problem(
        where=whole.key,
        code=code,
        says=f"{family.whole.line.origin}: {says}",
        anchor=whole.claim.anchor,
        also=said.claim.anchor,
    )


def _words(figure: Figure) -> str:
    said = figure.point.leading
    place = f" in {', '.join(p.text for p in said.claim.places)}" if figure.line.area and said.claim.places else ""
    return f"“{said.claim.quantity.as_written}” {said.claim.population.text}{place}"


def floor_of_parts(held: Lines, origin: str, whole: Group, line: Line) -> tuple[int, tuple[Point, ...]] | None:
    """The least that an origin's parts imply for a group it gives no total of: one day's disjoint parts, summed."""
    days: dict[date, list[Figure]] = {}
    for other, points in held.items():
        same = (other.origin, other.measure, other.unit, other.area) == (origin, line.measure, line.unit, ())
        if same and other.scope != "increment" and relate(other.group, whole) == "part":
            for p in points:
                if p.as_of:
                    days.setdefault(p.as_of, []).append(Figure(line=other, point=p))
    best = max((_disjoint(figures) for figures in days.values()), default=(), key=lambda f: sum(x.number for x in f))
    return (sum(f.ends[0] or 0 for f in best), tuple(f.point for f in best)) if best else None


def _disjoint(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Largest first, every figure that is apart from those taken."""
    taken: list[Figure] = []
    for f in sorted(figures, key=lambda f: (-f.number, f.line)):
        if all(relate(f.line.group, t.line.group) == "apart" for t in taken):
            taken.append(f)
    return tuple(taken)
