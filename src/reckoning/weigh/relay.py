"""How faithfully one claim passes on another's figure.

A relay is *faithful* when figure, group and hedge are kept; *rounded* when the figure is the other's at a coarser
grain; *group_dropped* when "973 civilians" became "973 people"; *hedge_lost* when "at least 16" became "16";
*superseded* when the origin had already given a later figure; *distorted* when it is none of these.
"""

from __future__ import annotations

from reckoning.reckoned import Fidelity, Relay
from reckoning.weigh.group import relate
from reckoning.weigh.reading import grain
from reckoning.weigh.saying import Saying

#: A figure that lies a greater share away is no rounding: 340 is not 1,000 to the nearest thousand.
FARTHEST = 0.3
HEDGED = ("at_least", "at_most", "about", "range", "vague")


def figure_of(saying: Saying) -> int | None:
    """The number by which a figure is recognised: as written, else its low or high end."""
    q = saying.claim.quantity
    return next((n for n in (q.value, q.low, q.high) if n is not None), None)


def is_rounding(of: int, figure: int) -> bool:
    """Whether ``figure`` is ``of`` at a coarser grain, rounded either way: 745 as 750, 740 or 700; 1,383 as 1,000.

    >>> is_rounding(745, 750), is_rounding(745, 700), is_rounding(745, 760), is_rounding(340, 1000)
    (True, True, False, False)
    """
    unit = grain(figure)
    near = abs(of - figure) < unit and abs(of - figure) <= FARTHEST * of
    return figure != of and unit >= 10 and grain(of) < unit and near


def one_digit_off(a: int, b: int) -> bool:
    """Whether two figures of the same length differ in one digit only, as misprints do: 148 and 145."""
    x, y = str(a), str(b)
    return len(x) == len(y) >= 3 and sum(p != q for p, q in zip(x, y, strict=True)) == 1


def relay(saying: Saying, of: Saying, *, superseded_by: int | None = None) -> Relay:
    """How ``saying`` passes on ``of``; ``superseded_by`` is a later figure that the origin had given by then."""
    fidelity, because = _judge(saying, of, superseded_by)
    return Relay(claim=saying.key, of=of.key, fidelity=fidelity, because=because)


def _judge(saying: Saying, of: Saying, superseded_by: int | None) -> tuple[Fidelity, str]:
    mine, theirs = figure_of(saying), figure_of(of)
    if mine is not None and theirs is not None and mine != theirs:
        return _changed(saying, mine, theirs)
    if superseded_by is not None:
        return "superseded", f"the origin had given {superseded_by:,} by then"
    if relate(saying.group, of.group) == "whole":
        return "group_dropped", f"“{of.claim.population.text}” became “{saying.claim.population.text}”"
    if of.claim.quantity.bound in HEDGED and saying.claim.quantity.bound == "exact":
        return "hedge_lost", f"“{of.claim.quantity.as_written}” became “{saying.claim.quantity.as_written}”"
    if of.claim.stance == "claimed" and saying.claim.stance == "asserted":
        return "hedge_lost", "what was claimed is stated as fact"
    return "faithful", "the same figure for the same group with the same hedge"


def _changed(saying: Saying, mine: int, theirs: int) -> tuple[Fidelity, str]:
    low = saying.claim.quantity.low
    if low is not None and low > theirs and saying.claim.quantity.bound == "at_least":
        return "distorted", f"“{saying.claim.quantity.as_written}” is above the origin's {theirs:,}"
    if is_rounding(theirs, mine):
        return "rounded", f"{theirs:,} became “{saying.claim.quantity.as_written}”"
    return "distorted", f"{theirs:,} became {mine:,}"
