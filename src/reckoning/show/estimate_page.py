"""The estimate page: the documented, what each method says beyond it and on which assumption, what would cure doubt.

Reach for :func:`estimate_page` with a panel to get one self-contained HTML file; a dossier renders the same template
with its own layout by giving ``layout="base.html.j2"`` and the names that this layout wants.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reckoning.ids import short
from reckoning.show.estimate_draw import overlap_plot, panel_plot
from reckoning.show.estimate_figures import FILTERS
from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Answer, Notice
from reckoning.weigh.estimate.panel import Panel, Shift


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
    cautions: tuple[Notice, ...]
    limits: tuple[tuple[str, float], ...]
    digest: str
    command: str
    current: bool = True


LIMITS = (
    ("lists that hold a record, at least", honesty.FEWEST_LISTS),
    ("disagreement of independent runs of a sampler (R-hat), at most", honesty.RHAT),
    ("effective draws in the bulk and in the tails, at least", honesty.EFFECTIVE),
    ("share of the posterior at the end of the search, at most", honesty.CAP_MASS),
    ("share of resamples without an estimate, at most", honesty.FAILED_RESAMPLES),
    ("people whom a pair of lists shares, below which there is a caution", honesty.WEAK_OVERLAP),
    ("share of all documented on one list, above which there is a caution", honesty.DOMINANT),
    ("people on a list, below which there is a caution", honesty.SMALL_LIST),
    ("sample coverage, below which there is a caution", honesty.LOW_COVERAGE),
    ("change when a list is left out, above which there is a caution", honesty.LEAVE_ONE_OUT),
    ("estimate as a multiple of the documented, above which there is a caution", honesty.FAR_BEYOND),
    ("share of people whose value is missing, above which there is a caution", honesty.MISSING),
    ("completed copies of people with missing values, at least", honesty.FEWEST_IMPUTATIONS),
)
"""Set beforehand, for every table alike; argued in the documentation."""


def estimate_view(panel: Panel, *, current: bool = True) -> EstimateView:
    """Gather the page; ``current`` is false where the case has changed since the estimate was made."""
    rows: dict[str, tuple[Shift, ...]] = {}
    for shift in panel.left_out:
        rows[shift.left_out] = (*rows.get(shift.left_out, ()), shift)
    spread = tuple(
        (a, tuple((s.xi, s.point) for s in panel.sensitivity if s.method == a.method)) for a in panel.answers
    )
    methods = ",".join(panel.asked)
    told = set(panel.basis.notices) if panel.basis else set()
    return EstimateView(
        panel=panel, title=panel.table.label or "Estimate of the undocumented", unit=panel.table.units[0],
        plot=panel_plot(panel) if panel.answers and panel.documented else None,
        overlap=overlap_plot(panel) if panel.overlaps else None, shifts=tuple(rows.items()), sensitivity=spread,
        cautions=tuple(w for w in panel.warnings if w not in told), limits=LIMITS, current=current,
        digest=short(panel.digest), command=_command(panel, methods),
    )  # fmt: skip


def _command(panel: Panel, methods: str) -> str:
    """What to type to get the same again."""
    of = "CASE" if panel.basis else "TABLE"
    strata = f" --strata {','.join(panel.strata.fields)}" if panel.strata else ""
    return f"reckon estimate {of} --seed {panel.seed} --methods {methods}{strata}"


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
