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

    Fewer than three origins give no majority to be outside of: then nobody else is an outlier. A floor ("at least 111")
    below the others is consistent with them and no outlier. A figure that its own report disputes needs no majority:
    a factor of LEAST_FACTOR from the middle of the others is enough.
    """
    pointed = [s for s in stands if s.figure > 0 and s.bound != "vague" and not mere_floor(s, stands)]
    if len({s.origin for s in pointed}) < 3:
        return _doubted_by_its_report(stands)
    middle = median(log(s.figure) for s in pointed)
    spread = max(LEAST_SPREAD, 1.4826 * median(abs(log(s.figure) - middle) for s in pointed))
    limit = min(max(CUT * spread, log(LEAST_FACTOR)), log(MOST_FACTOR))
    outside = {id(s) for s in pointed if _far(s, middle, limit)}
    reasons = tuple((s, _because(s, middle, spread, limit, len(pointed))) for s in stands if id(s) in outside)
    return tuple(s for s in stands if id(s) not in outside), reasons


def _doubted_by_its_report(stands: Sequence[Stand]) -> tuple[tuple[Stand, ...], tuple[tuple[Stand, str], ...]]:
    """The same split where there are too few origins: by the remarks of the reports that carry the figures."""
    outside: dict[int, tuple[Stand, str]] = {}
    for s in stands:
        rest = [o.figure for o in stands if o.origin != s.origin and _counts(o)]
        remark = next((r for r in s.leading.claim.remarks if r.kind == "disputed"), None)
        if remark is None or not rest or s.figure <= 0:
            continue
        centre = round(median(rest))
        factor = max(s.figure, centre) / min(s.figure, centre)
        if factor >= LEAST_FACTOR:
            outside[id(s)] = (s, _report_says(s, factor, centre, remark.anchor.exact))
    return tuple(s for s in stands if id(s) not in outside), tuple(outside.values())


def _counts(s: Stand) -> bool:
    return s.figure > 0 and s.bound != "vague" and not s.implied


def _report_says(s: Stand, factor: float, centre: int, words: str) -> str:
    return (
        f"{s.words()} is a factor of {factor:.1f} from what the others say ({centre:,}), and the report that carries "
        f"it doubts it itself: “{words}”. Kept visible, outside the range"
    )


def mere_floor(s: Stand, stands: Sequence[Stand]) -> bool:
    """A lower bound at or below what every origin with a closed figure says: it agrees with them.

    A vague word ("several") is one beside any number that is not below it; so is what an origin's parts imply beside
    any stated total that is not below it, for a part's lower bound is none of another's total.
    """
    if s.implied and any(not o.implied and o.figure >= (s.low or 0) for o in stands):
        return True
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
