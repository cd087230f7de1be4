"""``latest-per-origin.v1``: each origin's last word counts once; the range spans what independent origins say.

Reckoning's own rule set, built from the practices that published standards allow: a numeric range from the lowest to
the highest (Every Casualty Worldwide, Standards for Casualty Recording, 2016, on disagreement between sources), one
voice per original source however many outlets carry it, and outliers kept apart and explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reckoning.types import Bracket, Toll
from reckoning.weigh.coherence import raised
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import Group
from reckoning.weigh.outlier import mere_floor, split_outliers
from reckoning.weigh.stale import split_stale
from reckoning.weigh.toll import Chain, RuleSet, chain, latest_day, names, set_aside_step

NAME = "latest-per-origin.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for each group that somebody counts; the best figure of a whole is at least that of its part."""
    return raised(tuple(_toll(docket, group) for group in docket.groups()), docket)


def _toll(docket: Docket, group: Group) -> Toll:
    made, stands = chain(NAME, docket, group), docket.of(group)
    set_aside_step(made, group)
    _supersede(made, group)
    fresh, stale = split_stale(stands, docket)
    made.leave_out("stale", stale)
    inside, outside = split_outliers(fresh)
    made.leave_out("outlier", outside)
    _span(made, inside)
    _sides(made, inside)
    return made.toll(latest_day([s for s in inside if not mere_floor(s, inside)] or inside))


def _supersede(made: Chain, group: Group) -> None:
    """Earlier figures of the same origins, superseded by their later ones."""
    earlier = [s for s in made.docket.history if s.group == group]
    if earlier:
        count = "1 earlier figure" if len(earlier) == 1 else f"{len(earlier):,} earlier figures"
        made.note("latest", earlier, f"{count} of {names(earlier)} superseded by later ones")


def _span(made: Chain, stands: Sequence[Stand]) -> None:
    """Add one origin at a time, the closed figures first, so that each step shows what it did to the range."""
    rivals = [s for s in stands if not mere_floor(s, stands)]
    for s in sorted(
        rivals, key=lambda s: (s.as_of is None, s.as_of or 0, s.origin) if s.as_of else (True, 0, s.origin)
    ):
        made.move("span", (s,), _wider(made.bracket, s, first=made.bracket == Bracket()), f"{s.words()}")
    for s in stands:
        if mere_floor(s, stands):
            made.note("floor", (s,), f"{s.words()}: a lower bound that the range already meets, no rival total")
    best = _middle(rivals)
    if best is not None:
        made.move("best", rivals, Bracket(low=made.bracket.low, best=best, high=made.bracket.high), _why_best(rivals))


def spread(stands: Sequence[Stand]) -> Bracket:
    """The range that stands on one group span, without outlier tests: what sides and comparisons show."""
    rivals = sorted((s for s in stands if not mere_floor(s, stands)), key=lambda s: (s.as_of or date.min, s.origin))
    now = Bracket()
    for s in rivals:
        now = _wider(now, s, first=now == Bracket())
    return Bracket(low=now.low, best=_middle(rivals), high=now.high)


def _wider(now: Bracket, s: Stand, *, first: bool) -> Bracket:
    if first:
        return Bracket(low=s.low, best=now.best, high=s.high)
    low = None if now.low is None or s.low is None else min(now.low, s.low)
    if s.high is None and now.high is not None and s.low is not None and s.low <= now.high:
        return Bracket(low=low, best=now.best, high=now.high)
    high = None if now.high is None or s.high is None else max(now.high, s.high)
    return Bracket(low=low, best=now.best, high=high)


def _middle(stands: Sequence[Stand]) -> int | None:
    """The lower median of the origins' figures; origins that are no party to the conflict go first, then named ones."""
    worded = [s for s in stands if s.value is not None]
    for pool in ([s for s in worded if not s.party and s.doubt is None], [s for s in worded if not s.party], worded):
        if pool:
            return sorted(s.figure for s in pool)[(len(pool) - 1) // 2]
    return None


def _why_best(stands: Sequence[Stand]) -> str:
    third = [s for s in stands if s.value is not None and not s.party]
    who = "the origins that are no party to the conflict" if third else "all origins, for each is a party"
    return f"best is the lower middle of the figures of {who}; each origin counts once"


def _sides(made: Chain, stands: Sequence[Stand]) -> None:
    """The range without the parties to the conflict, when they have a part in it."""
    parties = [s for s in stands if s.party]
    third = [s for s in stands if not s.party]
    if not parties:
        return
    alone = spread(third)
    low, high = alone.low, alone.high
    words = _range_words(low, high) if third else "nothing"
    made.note("sides", parties, f"without the parties to the conflict ({names(parties)}) the range would be {words}")


def _range_words(low: int | None, high: int | None) -> str:
    if low is None:
        return "not bounded from below" if high is None else f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


RULE_SET = RuleSet(
    name=NAME,
    title="Latest figure of each origin",
    source="Every Casualty Worldwide, Standards for Casualty Recording (2016), strategies for disagreeing sources",
    fold=fold,
)
