"""The toll strip: one bar for each rule set on one common scale, with what was claimed and the outliers in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from reckoning.show.address import token
from reckoning.show.casebook import Casebook, Cited, TollGroup, in_order
from reckoning.show.figure import best_figure, claim_figure, figure_link, toll_figure
from reckoning.show.svg import Caption, Scale, drawing, element, percent, scale
from reckoning.show.words import RuleNote, rule_note
from reckoning.types import Figure, Toll
from reckoning.weigh.coherence import RULE as PART_WHOLE

Href = Callable[[str], str]
HEIGHT, MIDDLE = 26, 13
BAR = "The bar spans the lowest and highest figure; the upright stroke is the best one. The range stands beside it."
POINTS = "One mark for each claim used or set aside; outliers are hollow diamonds. The claims are listed below."


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One rule set's line: its note, its range and best figure, its bar."""

    toll: Toll
    note: RuleNote
    range: Figure
    best: Figure | None
    bar: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An outlying claim with the tolls that set it aside and the first reason given."""

    cited: Cited
    tolls: tuple[Toll, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """A part that is larger than this whole: the figures, why that matters, and the tolls whose steps say so."""

    because: str
    claims: tuple[str, ...]
    cited: tuple[Cited, ...]
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A toll strip: the claims' line, the rule sets' lines, the outliers, the axis.

    ``told`` are the outliers to be listed by name below: all of them, but for those that a strip above lists; ``above``
    are the parts that other origins put above this whole.
    """

    group: TollGroup
    claims: Markup
    rows: tuple[StripRow, ...]
    outliers: tuple[Stray, ...]
    told: tuple[Stray, ...]
    above: tuple[Above, ...]
    axis: Markup
    tenfold: bool


def strip(group: TollGroup, book: Casebook, href: Href) -> Strip:
    """The strip for one group of rival tolls."""
    outliers = _outliers(group, book)
    cited = _used(group, book)
    ends = [end for toll in group.tolls for end in (toll.low, toll.best, toll.high)]
    numbers = [_number(c) for c in (*cited, *(stray.cited for stray in outliers))]
    measure = scale([*ends, *numbers], 1.5, 97.0)
    strays = {stray.cited.claim.key for stray in outliers}
    return Strip(
        group=group,
        claims=_claims_line(group, in_order({*cited, *(stray.cited for stray in outliers)}), strays, measure, href),
        rows=tuple(_row(toll, measure) for toll in group.tolls),
        outliers=outliers,
        told=outliers,
        above=_above(group, book),
        axis=_axis(group, measure),
        tenfold=measure.tenfold,
    )


def below(strips: Iterable[Strip]) -> tuple[Strip, ...]:
    """Strips that stand below one another: each outlier is listed once, below the first strip that has it.

    The rule sets of all strips that set it aside are named there.
    """
    strips = tuple(strips)
    tolls: dict[str, dict[str, Toll]] = {}
    for stray in (stray for each in strips for stray in each.outliers):
        named = tolls.setdefault(stray.cited.claim.key, {})
        for toll in stray.tolls:
            named.setdefault(toll.rule_set, toll)
    return tuple(replace(each, told=_first_told(each, tolls)) for each in strips)


def _first_told(each: Strip, tolls: dict[str, dict[str, Toll]]) -> tuple[Stray, ...]:
    """A strip's outliers that no strip before it took out of ``tolls``."""
    fresh = [(stray, tolls.pop(stray.cited.claim.key, None)) for stray in each.outliers]
    return tuple(replace(stray, tolls=tuple(named.values())) for stray, named in fresh if named)


def _used(group: TollGroup, book: Casebook) -> tuple[Cited, ...]:
    keys = {key for toll in group.tolls for step in toll.steps for key in step.claims}
    return in_order(book.cited[key] for key in keys if key in book.cited)


def _outliers(group: TollGroup, book: Casebook) -> tuple[Stray, ...]:
    """Each outlying claim once, with every rule set that sets it aside."""
    found: dict[str, list[tuple[Toll, str]]] = {}
    for toll in group.tolls:
        for outlier in toll.outliers:
            found.setdefault(outlier.claim, []).append((toll, outlier.because))
    return tuple(
        Stray(cited=each, tolls=tuple(toll for toll, _ in found[each.claim.key]), because=found[each.claim.key][0][1])
        for each in in_order(book.cited[key] for key in found if key in book.cited)
    )


def _above(group: TollGroup, book: Casebook) -> tuple[Above, ...]:
    """Each pair of a whole and a larger part once, with the rule sets whose tolls name it."""
    found: dict[tuple[str, ...], list[tuple[Toll, str]]] = {}
    for toll in group.tolls:
        for step in toll.steps:
            if step.rule == PART_WHOLE:
                found.setdefault(step.claims, []).append((toll, step.because.split(", so that best")[0]))
    return tuple(
        Above(
            because=rows[0][1],
            claims=claims,
            cited=in_order(book.cited[key] for key in claims if key in book.cited),
            tolls=tuple(toll for toll, _ in rows),
        )
        for claims, rows in found.items()
    )


def _number(cited: Cited) -> int | None:
    ruling = cited.ruling
    quantity = ruling.quantity if ruling and ruling.quantity else cited.claim.quantity
    return next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), None)


def _row(toll: Toll, measure: Scale) -> StripRow:
    best = best_figure(toll)
    note = rule_note(toll.rule_set)
    parts = [_rail(), *_band(toll, measure)]
    if toll.best is not None and not toll.low == toll.best == toll.high:
        x = percent(measure.at(toll.best))
        parts.append(element("line", x1=x, x2=x, y1=MIDDLE - 8, y2=MIDDLE + 8, class_="best"))
    caption = Caption(name=f"bar-{token(toll.key)}", title=f"Range by {note.title}", desc=BAR)
    bar = drawing(caption, HEIGHT, parts, links=False)
    return StripRow(toll=toll, note=note, range=toll_figure(toll), best=best, bar=bar)


def _rail() -> Markup:
    return element("line", x1="1.5%", x2="97%", y1=MIDDLE, y2=MIDDLE, class_="rail")


def _band(toll: Toll, measure: Scale) -> list[Markup]:
    """The bar between the ends; an open end is drawn as a broken line to the edge of the scale."""
    if toll.low is None and toll.high is None:
        return []
    low = measure.at(toll.low if toll.low is not None else 0)
    high = measure.at(toll.high) if toll.high is not None else measure.end
    if toll.high is None or toll.low is None:
        known = low if toll.high is None else high
        open_line = element(
            "line", x1=percent(low), x2=percent(high), y1=MIDDLE, y2=MIDDLE, class_="open", stroke_dasharray="5 4"
        )
        stop = element("rect", x=percent(known), y=MIDDLE - 6, width=4, height=12, class_="band")
        return [open_line, stop]
    if toll.low == toll.high:
        return [element("circle", cx=percent(low), cy=MIDDLE, r=6, class_="band")]
    width = max(high - low, 0.6)
    return [element("rect", x=percent(low), y=MIDDLE - 6, width=percent(width), height=12, rx=2, class_="band")]


def _claims_line(group: TollGroup, cited: tuple[Cited, ...], strays: set[str], measure: Scale, href: Href) -> Markup:
    parts = [_rail()]
    for each in cited:
        number = _number(each)
        if number is not None:
            parts.append(_mark(each, measure.at(number), each.claim.key in strays, href))
    caption = Caption(name=f"claims-{token(group.id)}", title="What was claimed", desc=POINTS)
    return drawing(caption, HEIGHT, parts, links=True)


def _mark(cited: Cited, x: float, stray: bool, href: Href) -> Markup:
    figure = claim_figure(cited.claim)
    who = cited.origin.name if cited.origin else "origin not known"
    label = element("title", f"{figure.text}: {who}")
    shape = _diamond(x) if stray else element("circle", cx=percent(x), cy=MIDDLE, r=4.5, class_="claim")
    return figure_link(figure, href(figure.refers), inside=label + shape)


def _diamond(x: float) -> Markup:
    shape = element("path", d="M0 -7 L7 0 L0 7 L-7 0 Z", class_="outlier")
    return element("svg", shape, x=percent(x), y=MIDDLE, width=1, height=1, overflow="visible")


def _axis(group: TollGroup, measure: Scale) -> Markup:
    parts = [element("line", x1="1.5%", x2="97%", y1=1, y2=1, class_="rail")]
    for tick in measure.ticks():
        x = measure.at(tick)
        anchor = "start" if x < 5 else "end" if x > 93 else "middle"
        parts.append(element("line", x1=percent(x), x2=percent(x), y1=1, y2=6, class_="rail"))
        parts.append(element("text", f"{tick:,}", x=percent(x), y=19, text_anchor=anchor, class_="axis"))
    title = "Scale of the strip, by tenfold steps" if measure.tenfold else "Scale of the strip"
    caption = Caption(name=f"axis-{token(group.id)}", title=title, desc="Counts from zero upwards.")
    return drawing(caption, HEIGHT, parts, links=False)
