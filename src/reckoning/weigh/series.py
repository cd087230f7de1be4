"""Per origin, measure, group and area: what was said at each as-of date, and who passed it on.

Of a running total the later figure supersedes the earlier; a fall needs a stated correction; a day's increment must
fit the difference of the totals around it (``weigh.check``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reckoning.ids import digest_of, short
from reckoning.reckoned import Relay, Scope, Series, SeriesPart, SeriesPoint
from reckoning.types import Measure, Place, Unit
from reckoning.weigh.area import Area, areas, outermost
from reckoning.weigh.group import Group, population_of, relate
from reckoning.weigh.reading import bounds, figures
from reckoning.weigh.relay import figure_of, is_rounding, one_digit_off, relay
from reckoning.weigh.saying import Saying
from reckoning.weigh.scope import scopes

#: A relay may lag behind its origin by so many days, and by so many behind a figure that was still the last one then.
LAG, LATE = timedelta(days=2), timedelta(days=14)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Line:
    """What one series is of. ``area`` holds place keys, empty for the whole incident."""

    incident: str
    origin: str
    measure: Measure
    unit: Unit
    group: Group
    area: Area
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of a line: the sayings that stand behind it (the leading one first) and the relays.

    ``parts`` is its breakdown; ``ends`` are set where whole, parts and siblings bound it more tightly than its words.
    """

    as_of: date | None
    leading: Saying
    said: tuple[Saying, ...]
    relays: tuple[Relay, ...]
    parts: tuple[SeriesPart, ...] = ()
    parts_sum: int | None = None
    ends: tuple[int | None, int | None] | None = None


def lines(incident: str, said: Sequence[Saying]) -> dict[Line, tuple[Point, ...]]:
    """The lines of one incident with their points in order of as-of date and figure."""
    where, scope = areas(said), scopes(said)
    by_key = {s.key: s for s in said}
    held: dict[Line, list[Saying]] = {}
    for s in said:
        line = Line(
            incident=incident,
            origin=s.origin,
            measure=s.claim.measure,
            unit=s.claim.unit,
            group=s.group,
            area=where[s.key],
            scope=scope[s.key],
        )
        held.setdefault(line, []).append(_dated(s, scope[s.key], by_key))
    joined = _reword(_repeated(_regroup(held)))
    return {line: points(joined[line], scope=line.scope) for line in sorted(joined)}


def _dated(s: Saying, scope: Scope, by_key: Mapping[str, Saying]) -> Saying:
    """A running total counts up to the end of its own time, where it has one; a part up to the day of its whole."""
    whole = s if s.claim.cumulative else outermost(s, by_key)
    if scope != "running" or whole.claim.time is None or whole.claim.time.end is None:
        return replace(s, as_of=whole.as_of)
    return replace(s, as_of=whole.claim.time.end)


def _regroup(held: dict[Line, list[Saying]]) -> dict[Line, list[Saying]]:
    """Move "973 dead" to the line of "973 civilians" of the same origin and days: the group was dropped on the way.

    Only for figures of three or more digits that count: the same odd figure for both, within two weeks, is one figure
    said twice.
    """
    moved: dict[Line, list[Saying]] = {}
    for line in sorted(held):
        for s in held[line]:
            home = _narrower_home(line, s, held)
            moved.setdefault(home or line, []).append(s)
    return moved


def _repeated(held: dict[Line, list[Saying]]) -> dict[Line, list[Saying]]:
    """Move a figure given once to the running total of the same origin that has it: "had put it at 830" repeats 830.

    Only for figures of two or more digits that count, and of days that lie together.
    """
    moved: dict[Line, list[Saying]] = {}
    for line in sorted(held):
        total = replace(line, scope="running")
        running = held.get(total, ()) if line.scope == "single" else ()
        for s in held[line]:
            first = next((o for o in running if _repeats(s, o)), None)
            moved.setdefault(total if first else line, []).append(replace(s, as_of=first.as_of) if first else s)
    return moved


def _repeats(s: Saying, of: Saying) -> bool:
    figure = figure_of(s)
    odd = figure is not None and figures(figure) >= 2
    return odd and figure_of(of) == figure and _near(of, s) and of.document != s.document


def _narrower_home(line: Line, saying: Saying, held: dict[Line, list[Saying]]) -> Line | None:
    figure = figure_of(saying)
    if figure is None or figures(figure) < 3:
        return None
    for other in sorted(held):
        kin = replace(other, group=line.group, scope=line.scope, area=line.area) == line
        if not kin or other.scope not in (line.scope, "running") or relate(line.group, other.group) != "whole":
            continue
        twins = [o for o in held[other] if figure_of(o) == figure and _near(o, saying, LATE) and o.key != saying.key]
        if twins and (other.area == line.area or any(o.document == saying.document for o in twins)):
            return other
    return None


def _near(a: Saying, b: Saying, within: timedelta = LAG) -> bool:
    return a.as_of is None or b.as_of is None or abs(a.as_of - b.as_of) <= within


def _reword(held: dict[Line, list[Saying]]) -> dict[Line, list[Saying]]:
    """Let a count go on under wider words: "340 Alawites" then "745 civilians" is one running total.

    Joined only if the narrower wording (by community) stops before the wider begins, or on its first day, and no
    report gives both.
    """
    for line in sorted(held):
        wider = replace(line, group=replace(line.group, community=""))
        if line.scope != "running" or not line.group.community or wider not in held or line not in held:
            continue
        if _takes_over(held[line], held[wider]):
            held[wider] = [*held.pop(line), *held[wider]]
    return held


def _takes_over(narrow: list[Saying], wide: list[Saying]) -> bool:
    ends, starts = [s.as_of for s in narrow if s.as_of], [s.as_of for s in wide if s.as_of]
    if not ends or not starts or max(ends) > min(starts):
        return False
    if {s.document for s in narrow} & {s.document for s in wide}:
        return False
    return max(figure_of(s) or 0 for s in narrow) <= min(figure_of(s) or 0 for s in wide)


def points(said: Sequence[Saying], *, scope: Scope) -> tuple[Point, ...]:
    """The figures of one line, each once, with its relays."""
    mains: list[list[Saying]] = []
    passed: list[tuple[Saying, int, int | None]] = []
    with_figure: dict[int | None, list[int]] = {}
    for s in sorted(said, key=_rank(said)):
        at, later = _home(s, mains, with_figure, scope)
        if at is None:
            with_figure.setdefault(figure_of(s), []).append(len(mains))
            mains.append([s])
        elif figure_of(s) == figure_of(mains[at][0]) and later is None:
            mains[at].append(s)
        else:
            passed.append((s, at, later))
    made = [_point(main, [(s, later) for s, at, later in passed if at == i]) for i, main in enumerate(mains)]
    return tuple(sorted(made, key=lambda p: (p.as_of or date.min, figure_of(p.leading) or 0, p.leading.key)))


def _rank(said: Sequence[Saying]):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a sort key
    """Earlier first; on one day the figure with more support, then the more exact one, comes first."""
    support: dict[tuple[date | None, int | None], set[str]] = {}
    for s in said:
        support.setdefault((s.as_of, figure_of(s)), set()).add(s.outlet)

    def rank(s: Saying) -> tuple[object, ...]:
        figure = figure_of(s)
        exact = s.claim.quantity.bound == "exact"
        digits = figures(figure) if figure else 0
        return (
            s.as_of or date.max,
            -min(digits, 3),
            -len(support[s.as_of, figure]),
            not exact,
            s.outlet != s.origin,
            -len(s.group.facets()),
            s.published or date.max,
            s.key,
        )

    return rank


def _home(
    s: Saying, mains: list[list[Saying]], with_figure: dict[int | None, list[int]], scope: Scope
) -> tuple[int | None, int | None]:
    """The point that a saying belongs to (None: a new one) and the later figure that had superseded it."""
    figure = figure_of(s)
    for i in with_figure.get(figure, ()):
        main = mains[i]
        if scope == "increment" and not _same_period(s, main[0]):
            continue
        if scope != "running" or _same_day(s, main[0]):
            return i, None
        later = _superseding(s, main[0], mains)
        if later is not None or not _own_day(s) or relate(s.group, main[0].group) == "whole":
            return i, later
    return (None if figure is None else _changed_home(s, figure, mains, scope)), None


def _changed_home(s: Saying, figure: int, mains: list[list[Saying]], scope: Scope) -> int | None:
    """The point of the last days that a figure is a rounding or a misprint of.

    A figure that is still its origin's last one is rounded for longer ("nearly 1,400" ten days after 1,383).
    """
    last = len(mains) - 1
    for i, main in reversed(list(enumerate(mains))):
        of, within = figure_of(main[0]), LATE if i == last and scope == "running" else LAG
        if main[0].as_of and s.as_of and s.as_of - main[0].as_of > within:
            break
        if of is None or not _near(s, main[0], within) or (scope == "increment" and not _same_period(s, main[0])):
            continue
        if is_rounding(of, figure) or (one_digit_off(of, figure) and _misprint(s, main)):
            return i
    return None


def _same_day(a: Saying, b: Saying) -> bool:
    return a.as_of == b.as_of or a.as_of is None or b.as_of is None


def _same_period(a: Saying, b: Saying) -> bool:
    """Whether two increments are of the same days: 31 dead on two days are two figures."""
    if a.claim.time is None or b.claim.time is None:
        return _near(a, b)
    return (a.claim.time.start, a.claim.time.end) == (b.claim.time.start, b.claim.time.end)


def _own_day(s: Saying) -> bool:
    """Whether the claim itself says up to which day it counts (else the day is only its report's)."""
    return s.claim.time is not None and s.claim.time.end is not None


def _superseding(s: Saying, main: Saying, mains: list[list[Saying]]) -> int | None:
    later = [
        f
        for m in mains
        if m[0].as_of and main.as_of and s.as_of and main.as_of <= m[0].as_of < s.as_of
        and (f := figure_of(m[0])) is not None and f > (figure_of(main) or 0)
    ]  # fmt: skip
    return max(later, default=None)


def _misprint(s: Saying, main: list[Saying]) -> bool:
    """A figure one digit off, on the same day, with less support than the other."""
    return _same_day(s, main[0]) and s.document not in {m.document for m in main}


def _point(main: list[Saying], passed: list[tuple[Saying, int | None]]) -> Point:
    leading = min(main, key=lambda s: (s.outlet != s.origin, -len(s.group.facets()), s.published or date.max, s.key))
    carried = [relay(s, leading) for s in main if s is not leading and s.outlet != s.origin]
    changed = [relay(s, leading, superseded_by=later) for s, later in passed]
    days = [s.as_of for s in main if s.as_of]
    return Point(
        as_of=min(days) if days else None,
        leading=leading,
        said=(leading, *sorted((s for s in main if s is not leading), key=lambda s: s.key)),
        relays=tuple(sorted((*carried, *changed), key=lambda r: r.claim)),
    )


def series_of(line: Line, held: tuple[Point, ...]) -> Series:
    """A line and its points as the value that showing reads."""
    return Series(
        id=short(digest_of("series", line.incident, line.origin, line.measure, line.unit, *line.area, line.scope,
                           *(f"{n}={v}" for n, v in sorted(line.group.facets())))),
        incident=line.incident,
        origin=line.origin,
        measure=line.measure,
        population=population_of(line.group),
        scope=line.scope,
        places=_places(held) if line.area else (),
        unit=line.unit,
        points=tuple(_series_point(p) for p in held),
    )  # fmt: skip


def _places(held: Iterable[Point]) -> tuple[Place, ...]:
    return next((p.leading.claim.places for p in held if p.leading.claim.places), ())


def _series_point(point: Point) -> SeriesPoint:
    q = point.leading.claim.quantity
    low, high = point.ends or bounds(q)
    return SeriesPoint(
        as_of=point.as_of,
        low=low,
        high=high,
        value=q.value,
        bound=q.bound,
        claims=tuple(sorted(s.key for s in point.said)),
        relays=point.relays,
        parts=point.parts,
        parts_sum=point.parts_sum,
    )
