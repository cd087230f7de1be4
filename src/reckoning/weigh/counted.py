"""How much the running totals of an incident had counted by a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.scene import AS_LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Per measure the as-of days of running totals, sorted, with the largest total up to each."""

    tops: dict[str, tuple[list[date], list[int]]]

    def by(self, measure: str, day: date) -> int:
        """The largest running total as of ``day`` or earlier; 0 if none."""
        days, tops = self.tops.get(measure, ([], []))
        at = bisect_right(days, day)
        return tops[at - 1] if at else 0

    def reached_by(self, s: Saying) -> bool:
        """Whether a figure is as large as all that was counted by its day: then it is a total, no part of one.

        Before anybody kept a total the day of its report decides: 1,426 "on 6 March", said in July, is no first day's.
        """
        end = s.claim.time.end if s.claim.time else None
        tops = (self.by(s.claim.measure, day) for day in (end, s.as_of) if day)
        top = next((top for top in tops if top), 0)
        return top > 0 and (figure_of(s) or 0) >= AS_LARGE * top


def counted(running: Sequence[Saying]) -> Counted:
    """The running totals of an incident made ready for looking up by day."""
    rows: dict[str, list[tuple[date, int]]] = {}
    for s in running:
        if s.as_of:
            rows.setdefault(s.claim.measure, []).append((s.as_of, figure_of(s) or 0))
    ordered = {measure: sorted(held) for measure, held in rows.items()}
    return Counted(tops={m: ([d for d, _ in r], list(accumulate((n for _, n in r), max))) for m, r in ordered.items()})
