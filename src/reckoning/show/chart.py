"""Tolls over time by original source, drawn: one line for each origin, relays as ghosts at the day they appeared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from reckoning.reckoned import Origin, Relay, Series, SeriesPoint
from reckoning.show.address import token
from reckoning.show.casebook import Casebook
from reckoning.show.figure import claim_figure, figure_link, point_figure
from reckoning.show.numerals import MONTHS, day
from reckoning.show.strip import Href
from reckoning.show.svg import Caption, Scale, drawing, element, percent, scale
from reckoning.show.words import FIDELITIES
from reckoning.types import Figure

HEIGHT, TOP, FLOOR = 320, 24, 284
WEST, EAST = 9.0, 95.0
GAP = 4  # days; a longer silence is drawn as this many, and marked
HUES = 8
DESC = "A line for each original source; hollow marks are reports that passed a figure on. All values are in the table."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One origin's series on the chart: its hue (1 to 8; all beyond share the last) and its swatch for the key."""

    series: Series
    origin: Origin | None
    hue: int
    swatch: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Series that share measure, population and unit, on one pair of axes."""

    lines: tuple[Line, ...]
    picture: Markup | None
    shortened: bool
    tenfold: bool


def chart(rows: tuple[Series, ...], book: Casebook, href: Href) -> Chart:
    """A chart of comparable series; without two dated points there is a table only (``picture`` is None)."""
    origins = {origin.id: origin for origin in book.dossier.reckoning.origins}
    lines = tuple(
        Line(series=s, origin=origins.get(s.origin), hue=min(i + 1, HUES), swatch=_swatch(min(i + 1, HUES)))
        for i, s in enumerate(rows)
    )
    days = sorted({p.as_of for s in rows for p in s.points if p.as_of} | set(_ghost_days(rows, book)))
    dated = [p for s in rows for p in s.points if p.as_of and _count(p) is not None]
    if len(dated) < 2 or len(days) < 2:
        return Chart(lines=lines, picture=None, shortened=False, tenfold=False)
    paper = _Paper(calendar=_calendar(days), counts=scale([_count(p) for p in dated], FLOOR, TOP))
    room = _Room()
    parts = [
        *_frame(paper, days),
        *(p for line in lines for p in _Pen(line=line, paper=paper, book=book, href=href, room=room).parts()),
    ]
    caption = Caption(name=f"chart-{token(rows[0].id)}", title="Figures over time by original source", desc=DESC)
    shortened = any((b - a).days > GAP for a, b in pairwise(days))
    picture = drawing(caption, HEIGHT, parts, links=True)
    return Chart(lines=lines, picture=picture, shortened=shortened, tenfold=paper.counts.tenfold)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    calendar: dict[date, float]
    counts: Scale


def _calendar(days: list[date]) -> dict[date, float]:
    """Days onto per cent of the width, silences longer than ``GAP`` days shortened."""
    steps = [0, *(min((b - a).days, GAP) for a, b in pairwise(days))]
    total = sum(steps) or 1
    places, run = {}, 0
    for when, step in zip(days, steps, strict=True):
        run += step
        places[when] = WEST + (EAST - WEST) * run / total
    return places


def _count(point: SeriesPoint) -> int | None:
    return next((n for n in (point.value, point.low, point.high) if n is not None), None)


def _ghost_days(rows: tuple[Series, ...], book: Casebook) -> Iterator[date]:
    for relay in (relay for s in rows for p in s.points for relay in p.relays):
        when = _appeared(relay, book)
        if when is not None:
            yield when


def _appeared(relay: Relay, book: Casebook) -> date | None:
    cited = book.cited.get(relay.claim)
    published = cited.report.text.published if cited else None
    return published.start if published and published.start == published.end else None


def _frame(paper: _Paper, days: list[date]) -> Iterator[Markup]:
    for tick in paper.counts.ticks():
        y = paper.counts.at(tick)
        yield element("line", x1="0", x2="100%", y1=y, y2=y, class_="grid")
        yield element("text", f"{tick:,}", x="0", y=y - 4, class_="axis")
    for a, b in pairwise(days):
        if (b - a).days > GAP:
            middle = percent((paper.calendar[a] + paper.calendar[b]) / 2)
            yield element("line", x1=middle, x2=middle, y1=TOP, y2=FLOOR, class_="grid", stroke_dasharray="2 5")
    yield from _dates(paper, days)


def _dates(paper: _Paper, days: list[date]) -> Iterator[Markup]:
    """As many day names as fit."""
    last = -100.0
    for when in days:
        x = paper.calendar[when]
        if x - last < 17:
            continue
        last = x
        anchor = "start" if x < 12 else "end" if x > 90 else "middle"
        label = f"{when.day} {MONTHS[when.month - 1][:3]}"
        yield element("text", label, x=percent(x), y=FLOOR + 20, text_anchor=anchor, class_="date")
        yield element("line", x1=percent(x), x2=percent(x), y1=FLOOR, y2=FLOOR + 5, class_="rail")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """What every mark of one line needs."""

    line: Line
    paper: _Paper
    book: Casebook
    href: Href
    room: _Room

    def parts(self) -> Iterator[Markup]:
        """The line, then its ghosts, then its points, so that the points lie on top."""
        placed = [(self._x(p), self._y(p), p) for p in self.line.series.points if p.as_of and _count(p) is not None]
        for (ax, ay, _), (bx, by, _) in pairwise(placed):
            if ax == bx:
                continue
            yield element("line", x1=percent(ax), y1=ay, x2=percent(bx), y2=by, class_=f"trace hue{self.line.hue}")
        for x, y, point in placed:
            for number, relay in enumerate(point.relays, 1):
                yield from self._ghost(relay, (x, y), number)
        for x, y, point in placed:
            yield self._point(x, y, point, lettered=self.room.takes(x, y))

    def _x(self, point: SeriesPoint) -> float:
        return self.paper.calendar[point.as_of] if point.as_of else WEST

    def _y(self, point: SeriesPoint) -> float:
        return self.paper.counts.at(_count(point) or 0)

    def _point(self, x: float, y: float, point: SeriesPoint, *, lettered: bool) -> Markup:
        refers = f"claim:{point.claims[0]}" if point.claims else f"origin:{self.line.series.origin}"
        figure = point_figure(point, refers)
        who = self.line.origin.name if self.line.origin else "origin not known"
        when = day(point.as_of) if point.as_of else "date not known"
        title = element("title", f"{figure.text}, as of {when}: {who}")
        spot = element("svg", _shape(self.line.hue), x=percent(x), y=y, width=1, height=1, overflow="visible")
        return figure_link(
            figure,
            self.href(figure.refers),
            inside=title + self._whisker(x, point) + spot + self._lettering(x, y, figure, lettered),
        )

    def _lettering(self, x: float, y: float, figure: Figure, lettered: bool) -> Markup:
        if not lettered:
            return Markup("")
        anchor = "end" if x > 88 else "start" if x < 14 else "middle"
        kind = f"value hue{self.line.hue}"
        return element(
            "text",
            figure.text,
            x=percent(x),
            y=y - 22 if "at least" in figure.text else y - 11,
            text_anchor=anchor,
            class_=kind,
        )

    def _whisker(self, x: float, point: SeriesPoint) -> Markup:
        """A range as an upright line, an open upper end as an arrow."""
        if point.low is not None and point.high is not None and point.low < point.high:
            ends = self.paper.counts.at(point.low), self.paper.counts.at(point.high)
            hue = f"whisker hue{self.line.hue}"
            return element("line", x1=percent(x), x2=percent(x), y1=ends[0], y2=ends[1], class_=hue)
        if point.low is not None and point.high is None:
            y = self._y(point)
            arrow = element("path", d="M0 -8 V-18 M-3 -14 L0 -18 L3 -14", class_=f"whisker hue{self.line.hue}")
            return element("svg", arrow, x=percent(x), y=y, width=1, height=1, overflow="visible")
        return Markup("")

    def _ghost(self, relay: Relay, at: tuple[float, float], number: int) -> Iterator[Markup]:
        """A hollow mark at the relay's own day and count; one that its figure would hide stands beside it."""
        cited, when = self.book.cited.get(relay.claim), _appeared(relay, self.book)
        quantity = cited.claim.quantity if cited else None
        known = (quantity.value, quantity.low, quantity.high) if quantity else ()
        count = next((n for n in known if n is not None), None)
        if cited is None or count is None or when is None:
            return
        (x, y), gx, gy = at, self.paper.calendar[when], self.paper.counts.at(count)
        hidden = abs(gx - x) < 1 and abs(gy - y) < 8
        aside = f"translate({(-11 if x > 88 else 11) * number} 0)" if hidden else None
        yield element("line", x1=percent(x), y1=y, x2=percent(gx), y2=gy, class_="ghost-line", stroke_dasharray="2 3")
        figure = claim_figure(cited.claim)
        how = FIDELITIES.get(relay.fidelity, relay.fidelity)
        title = element("title", f"{figure.text}: {cited.report.text.publisher or cited.report.text.name}, {how}")
        ring = element("circle", cx=percent(gx), cy=gy, r=4, class_=f"ghost hue{self.line.hue}", transform=aside)
        yield figure_link(figure, self.href(figure.refers), inside=title + ring)


class _Room:
    """Where lettering still fits: a number is drawn unless one drawn before is too near."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []

    def takes(self, x: float, y: float) -> bool:
        if any(abs(x - a) < 16 and abs(y - b) < 24 for a, b in self._taken):
            return False
        self._taken.append((x, y))
        return True


_SHAPES = (
    element("circle", r=5),
    element("rect", x=-4.5, y=-4.5, width=9, height=9),
    element("path", d="M0 -6 L6 0 L0 6 L-6 0 Z"),
    element("path", d="M0 -6 L6 5 L-6 5 Z"),
    element("path", d="M0 6 L6 -5 L-6 -5 Z"),
    element("path", d="M-3 -5.5 H3 L6 0 L3 5.5 H-3 L-6 0 Z"),
    element("path", d="M-6 -3 L-3 -6 L0 -3 L3 -6 L6 -3 L3 0 L6 3 L3 6 L0 3 L-3 6 L-6 3 L-3 0 Z"),
    element("path", d="M-2 -6 H2 V-2 H6 V2 H2 V6 H-2 V2 H-6 V-2 H-2 Z"),
)


def _shape(hue: int) -> Markup:
    return element("g", _SHAPES[hue - 1], class_=f"spot hue{hue}")


def _swatch(hue: int) -> Markup:
    spot = element("svg", _shape(hue), x="50%", y="50%", width=1, height=1, overflow="visible")
    line = element("line", x1="0", x2="100%", y1="50%", y2="50%", class_=f"trace hue{hue}")
    return element("svg", line, spot, class_="swatch", width=28, height=14, aria_hidden="true")
