"""The estimate page: the documented, what each method says beyond it and on which assumption, what would cure doubt.

Reach for :func:`estimate_page` with a panel to get one self-contained HTML file; a dossier renders the same template
with its own layout by giving ``layout="base.html.j2"`` and the names that this layout wants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reckoning.ids import short
from reckoning.show.estimate_draw import overlap_plot, panel_plot
from reckoning.weigh.estimate.answer import Answer
from reckoning.weigh.estimate.panel import Panel, Shift

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateView:
    """What the template is given beside the panel."""

    panel: Panel
    title: str
    unit: str
    plot: Markup | None
    overlap: Markup | None
    shifts: tuple[tuple[str, tuple[Shift, ...]], ...]
    sensitivity: tuple[tuple[Answer, tuple[tuple[float, float], ...]], ...]
    digest: str
    command: str


def estimate_view(panel: Panel) -> EstimateView:
    """Gather the page."""
    rows: dict[str, tuple[Shift, ...]] = {}
    for shift in panel.left_out:
        rows[shift.left_out] = (*rows.get(shift.left_out, ()), shift)
    spread = tuple(
        (a, tuple((s.xi, s.point) for s in panel.sensitivity if s.method == a.method)) for a in panel.answers
    )
    methods = ",".join(panel.asked)
    return EstimateView(
        panel=panel, title=panel.table.label or "Estimate of the undocumented", unit=panel.table.units[0],
        plot=panel_plot(panel) if panel.answers and panel.documented else None,
        overlap=overlap_plot(panel) if panel.overlaps else None, shifts=tuple(rows.items()), sensitivity=spread,
        digest=short(panel.digest), command=f"reckon estimate TABLE --seed {panel.seed} --methods {methods}",
    )  # fmt: skip


def estimate_page(panel: Panel) -> bytes:
    """One HTML file that opens from the disk and needs nothing beside it."""
    style = files("reckoning.show").joinpath("static/dossier.css").read_text(encoding="utf-8")
    template = environment().get_template("estimate.html.j2")
    drawn = template.render(layout="estimate_alone.html.j2", view=estimate_view(panel), style=Markup(style))  # noqa: S704  # our own file
    return ("\n".join(line.rstrip() for line in drawn.split("\n") if line.strip()) + "\n").encode()


@cache
def environment() -> Environment:
    """Everything escaped, a name that nobody gave is an error."""
    env = Environment(
        loader=PackageLoader("reckoning.show"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.filters |= FILTERS
    return env


def number(value: float) -> Markup:
    """A count as a figure, to the unit, grouped by threes."""
    return Markup('<span class="figure">{}</span>').format(f"{value:,.0f}")


def figures(text: str) -> Markup:
    """A sentence whose numbers are figures."""
    parts, at = [], 0
    for match in _NUMBER.finditer(text):
        parts += [escape(text[at : match.start()]), Markup('<span class="figure">{}</span>').format(match.group())]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def plain(value: float) -> Markup:
    """A diagnostic as a figure, to four significant digits."""
    return Markup('<span class="figure">{}</span>').format(f"{value:.4g}")


def change(value: float) -> Markup:
    """A relative change as a figure with its sign."""
    return Markup('<span class="figure">{}</span>').format(f"{value:+.0%}")


FILTERS = {"number": number, "figures": figures, "plain": plain, "change": change}
"""For a dossier's own environment: ``env.filters |= FILTERS``."""
