"""Figures far outside what the others say: found robustly, explained, never dropped.

Distance is measured on logarithms from the median of the origins' figures, in units of the median absolute deviation
(Hampel's identifier; Rousseeuw and Hubert 2011, doi 10.1002/widm.2), with a floor on the unit so that close agreement
of the others does not make an outlier of a small difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from statistics import median

from reckoning.weigh.docket import Stand

#: Hampel's cut-off in robust standard deviations; the least factor that ever makes an outlier; and the factor that
#: always does, for with three or four origins the deviation itself is too uncertain to be trusted further.
CUT, LEAST_FACTOR, MOST_FACTOR, LEAST_SPREAD = 3.5, 3.0, 4.0, log(1.15)


def split_outliers(stands: Sequence[Stand]) -> tuple[tuple[Stand, ...], tuple[tuple[Stand, str], ...]]:
    """The stands inside, and those outside with the reason in words.

    Fewer than three origins give no majority to be outside of: then nobody is an outlier. A floor ("at least 111")
    below the others is consistent with them and no outlier.
    """
    pointed = [s for s in stands if s.figure > 0 and s.bound != "vague" and not mere_floor(s, stands)]
    if len({s.origin for s in pointed}) < 3:
        return tuple(stands), ()
    middle = median(log(s.figure) for s in pointed)
    spread = max(LEAST_SPREAD, 1.4826 * median(abs(log(s.figure) - middle) for s in pointed))
    limit = min(max(CUT * spread, log(LEAST_FACTOR)), log(MOST_FACTOR))
    outside = {id(s) for s in pointed if _far(s, middle, limit)}
    reasons = tuple((s, _because(s, middle, spread, limit, len(pointed))) for s in stands if id(s) in outside)
    return tuple(s for s in stands if id(s) not in outside), reasons


def mere_floor(s: Stand, stands: Sequence[Stand]) -> bool:
    """A lower bound at or below what every origin with a closed figure says: it agrees with them.

    A vague word ("several") is one beside any number that is not below it.
    """
    if s.bound == "vague" and any(o.bound != "vague" and o.figure >= s.figure for o in stands):
        return True
    closed = [o for o in stands if not o.floor and o.low is not None]
    return s.floor and bool(closed) and s.figure <= min(o.low or 0 for o in closed)


def _far(s: Stand, middle: float, limit: float) -> bool:
    distance = log(s.figure) - middle
    return distance > limit or (distance < -limit and not s.floor)


def _because(s: Stand, middle: float, spread: float, limit: float, count: int) -> str:
    centre = round(exp(middle))
    above = s.figure >= centre
    factor = s.figure / centre if above else centre / s.figure
    words = f"{factor:.1f} times the middle" if above else f"below the middle by a factor of {factor:.1f}"
    times = abs(log(s.figure) - middle) / spread
    return (
        f"{s.words()} is {words} of the {count} origins ({centre:,}), {times:.1f} robust deviations off, where the "
        f"limit is a factor of {exp(limit):.1f}. Kept visible, outside the range"
    )
