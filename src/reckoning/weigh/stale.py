"""Running totals that time has passed by: a count of the first day is no rival to a count of the last.

Nothing is compared across as-of dates as if they were one: while some origin's running total went on growing after
the day of another's last figure, that figure speaks of an earlier day and is set aside with its reason: a figure for
the whole episode that is not called a total ("750 killed since Thursday") speaks of its day as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from reckoning.weigh.docket import Docket, Stand

#: A count that grew by less than this share since is not worth a distinction.
GROWTH = 1.25


def split_stale(stands: Sequence[Stand], docket: Docket) -> tuple[tuple[Stand, ...], tuple[tuple[Stand, str], ...]]:
    """The stands that still speak for the latest day, and the overtaken ones with the reason in words."""
    stale = [(s, because) for s in stands if (because := _overtaken(s, stands, docket))]
    gone = {id(s) for s, _ in stale}
    return tuple(s for s in stands if id(s) not in gone), tuple(stale)


def _overtaken(s: Stand, stands: Sequence[Stand], docket: Docket) -> str | None:
    if s.as_of is None:
        return None
    for other in stands:
        if other.origin == s.origin or other.implied or not other.running:
            continue
        if other.as_of is None or other.as_of <= s.as_of:
            continue
        then = [
            h
            for h in docket.history
            if (h.origin, h.group) == (other.origin, s.group) and h.as_of and h.as_of <= s.as_of
        ]
        if then and other.figure > GROWTH * max(h.figure for h in then) and other.figure > s.figure:
            was = max(h.figure for h in then)
            return (
                f"{s.words()} counts an earlier day: since then the count of {other.name} "
                f"has gone from {was:,} to {other.figure:,}. Kept visible, outside the range"
            )
    return None
