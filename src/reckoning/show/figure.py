"""A number that can say why: the one way in which a number from the data reaches a page.

``figure_link`` draws every ``Figure``, in running text and in drawings alike; the audit fails a build in which a
digit stands anywhere else.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from reckoning.reckoned import SeriesPoint
from reckoning.show.numerals import between, bracket_words, grouped, quantity_words
from reckoning.types import Bracket, Claim, Figure, Quantity, Toll


def figure_link(figure: Figure, href: str, *, inside: Markup | None = None) -> Markup:
    """The figure as a link to its why; ``inside`` replaces the text in drawings, where a shape stands for it."""
    shown = escape(figure.text) if inside is None else inside
    return Markup(f'<a class="figure" href="{escape(href)}">{shown}</a>')  # noqa: S704  # both are escaped


def claim_figure(claim: Claim) -> Figure:
    """What a claim's number is read as; pressing it leads to the words."""
    return Figure(text=quantity_words(claim.quantity), refers=f"claim:{claim.key}", value=claim.quantity.value)


def toll_figure(toll: Toll) -> Figure:
    """A toll's range; pressing it leads to its steps."""
    return Figure(text=between(toll.low, toll.high), refers=f"toll:{toll.key}", value=toll.best)


def best_figure(toll: Toll) -> Figure | None:
    """A toll's best figure, where its rule set gives one that the ends do not already say."""
    if toll.best is None or toll.low == toll.best == toll.high or (toll.best == toll.low and toll.high is None):
        return None
    return Figure(text=grouped(toll.best), refers=f"toll:{toll.key}", value=toll.best)


def bracket_figure(bracket: Bracket, refers: str) -> Figure:
    """A toll between two steps."""
    return Figure(text=bracket_words(bracket), refers=refers, value=bracket.best)


def point_figure(point: SeriesPoint, refers: str) -> Figure:
    """What an origin said at one date; it leads to the first claim behind it."""
    quantity = Quantity(low=point.low, high=point.high, value=point.value, bound=point.bound, as_written="")
    return Figure(text=quantity_words(quantity), refers=refers, value=point.value)


def count_figure(number: int, refers: str) -> Figure:
    """How many things a list holds; it leads to the list."""
    return Figure(text=grouped(number), refers=refers, value=number)
