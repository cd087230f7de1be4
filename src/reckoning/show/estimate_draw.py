"""The drawings of an estimate: every method's interval on one scale, and which lists share whom."""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup

from reckoning.show.svg import Caption, drawing, element, percent
from reckoning.weigh.estimate.answer import Answer
from reckoning.weigh.estimate.panel import Panel

ROW = 46
COLUMN = 30
TALLEST = 150
SHOWN = 24


def panel_plot(panel: Panel) -> Markup:
    """One row per answer on a tenfold scale from the documented; the line marks the documented."""
    answers = panel.answers
    top = max([panel.documented * 1.5, *(a.high for a in answers)])
    ticks = _ticks(panel.documented, top)
    height = ROW * len(answers) + 34
    parts = [_grid(t, _place(t, panel.documented, top), height) for t in ticks]
    parts.append(element("line", x1=percent(2), x2=percent(2), y1=0, y2=height - 26, class_="best documented"))
    parts.append(_mark(panel.documented, percent(2), height, "start"))
    for row, answer in enumerate(answers):
        parts += _interval(answer, row * ROW, panel.documented, top)
    caption = Caption(
        name="panel-plot", title="What each method says",
        desc="One row per method: the interval of the total as a bar, the point estimate as a dot. The scale is "
        "tenfold and starts at the documented. The same figures stand in the table.",
    )  # fmt: skip
    return drawing(caption, height, parts, links=False)


def _place(value: float, low: float, high: float) -> float:
    return 2 + 94 * math.log(max(value, low) / low) / math.log(high / low)


def _ticks(low: float, high: float) -> list[int]:
    """Round numbers on the scale, as coarse as leaves at least three; the documented has its own mark."""
    fitting: list[int] = []
    for tenths in ((10, 20, 50), (10, 15, 20, 30, 50, 70), range(10, 100, 2)):
        steps = {round(m * 10**p / 10) for p in range(10) for m in tenths}
        fitting = sorted(s for s in steps if low * 1.12 < s <= high)
        if len(fitting) >= 3:
            break
    while len(fitting) > 5:
        fitting = fitting[len(fitting) % 2 :: 2]
    return fitting


def _grid(value: int, place: float, height: int) -> Markup:
    where = percent(place)
    line = element("line", x1=where, x2=where, y1=0, y2=height - 26, class_="grid")
    return line + _mark(value, where, height, "middle")


def _mark(value: int, where: str, height: int, anchor: str) -> Markup:
    """A number below the scale."""
    number = element("tspan", f"{value:,}", class_="figure")
    return element("text", number, x=where, y=height - 8, text_anchor=anchor)


def _interval(answer: Answer, top: int, low: float, high: float) -> list[Markup]:
    ends = [_place(x, low, high) for x in (answer.low, answer.point, answer.high)]
    line = top + 30
    return [
        element("text", answer.label, class_="name", x=percent(3), y=top + 16),
        element("line", x1=percent(ends[0]), x2=percent(ends[2]), y1=line, y2=line, class_="open"),
        element("circle", cx=percent(ends[1]), cy=line, r=5, class_="claim"),
    ]


def overlap_plot(panel: Panel) -> Markup:
    """Columns of people by exact pattern, largest first; below each, which lists the pattern is made of."""
    shown = panel.overlaps[:SHOWN]
    names = panel.table.lists
    left = 24 + 7 * max(len(n) for n in names)
    width, height = left + COLUMN * len(shown) + 20, TALLEST + 34 + 24 * len(names)
    most = max((o.people for o in shown), default=1)
    parts = []
    for column, overlap in enumerate(shown):
        x = left + COLUMN * column + COLUMN // 2
        tall = max(2.0, TALLEST * overlap.people / most)
        foot = TALLEST + 22
        parts.append(element("rect", x=x - 9, y=round(foot - tall, 2), width=18, height=round(tall, 2), class_="band"))
        parts.append(_number(overlap.people, x, foot - tall - 5))
        parts += _dots(names, overlap.lists, x, foot + 20)
    parts += [
        element("text", name, class_="name", x=left - 10, y=TALLEST + 46 + 24 * row, text_anchor="end")
        for row, name in enumerate(names)
    ]
    return _boxed(parts, width, height, len(panel.overlaps) - len(shown))


def _number(people: int, x: int, y: float) -> Markup:
    return element("text", element("tspan", f"{people:,}", class_="figure"), x=x, y=round(y, 2), text_anchor="middle")


def _dots(names: tuple[str, ...], on: tuple[str, ...], x: int, top: int) -> Iterable[Markup]:
    rows = [r for r, name in enumerate(names) if name in on]
    if rows:
        yield element("line", x1=x, x2=x, y1=top + 24 * rows[0], y2=top + 24 * rows[-1], class_="best")
    for row, name in enumerate(names):
        yield element("circle", cx=x, cy=top + 24 * row, r=6, class_="claim" if name in on else "ghost")


def _boxed(parts: Iterable[Markup], width: int, height: int, hidden: int) -> Markup:
    rest = f" {hidden} rarer patterns are in the table." if hidden > 0 else ""
    return element(
        "svg", element("title", "Who is on which lists", id="overlap-plot-title"),
        element(
            "desc", "One column per combination of lists: its height is how many people exactly these lists have; "
            f"the dots below say which lists.{rest}", id="overlap-plot-desc",
        ),
        *parts, class_="drawing", role="img", viewBox=f"0 0 {width} {height}", width=width, height=height,
        aria_labelledby="overlap-plot-title", aria_describedby="overlap-plot-desc",
    )  # fmt: skip
