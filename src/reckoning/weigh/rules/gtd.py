"""``gtd.v1``: the most recent credible source; of several the majority figure; without a majority the lowest.

Source: Global Terrorism Database Codebook (START, University of Maryland), variables ``nkill`` and ``nwound``: the
figure of the most recent credible source is used; where several independent credible sources report, or it is unsure
which is best, the figure of the majority; where there is no majority, the lowest; conflicts are noted.
A figure too vague to be of use stays blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reckoning.types import Bracket, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import Group
from reckoning.weigh.outlier import split_outliers
from reckoning.weigh.toll import RuleSet, chain, latest_day, names, set_aside_step

NAME = "gtd.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One figure for each group, for the killed and the wounded."""
    if docket.measure not in ("killed", "injured") or docket.unit != "people":
        return ()
    return tuple(_toll(docket, group) for group in docket.groups())


def _toll(docket: Docket, group: Group) -> Toll:
    made = chain(NAME, docket, group)
    set_aside_step(made, group)
    inside, outside = split_outliers(docket.of(group))
    made.leave_out("outlier", outside)
    inside = tuple(s for s in inside if not s.implied and s.bound != "vague")
    named = [s for s in inside if s.doubt is None] or list(inside)
    day = latest_day(named)
    recent = [s for s in named if s.as_of == day]
    figure, because = _choice(recent)
    if figure is None:
        made.note("blank", docket.of(group), because)
    else:
        made.move("recent", recent, Bracket(low=figure, best=figure, high=figure), because)
    others = sorted({s.written for s in inside} - {figure})
    if others:
        made.note("conflict", inside, f"other figures: {', '.join(f'{n:,}' for n in others)}")
    return made.toll(day)


def _choice(recent: Sequence[Stand]) -> tuple[int | None, str]:
    if not recent:
        return None, "no source gives a figure, and words such as dozens are too vague for one"
    if len(recent) == 1:
        return recent[0].written, f"the most recent credible source: {recent[0].words()}"
    counts = Counter(s.written for s in recent)
    figure, votes = max(counts.items(), key=lambda c: (c[1], -c[0]))
    if votes * 2 > len(recent):
        return figure, f"the figure of the majority, {votes} of {len(recent)} ({names(recent)})"
    return min(counts), f"no majority among {names(recent)}: the lowest"


RULE_SET = RuleSet(
    name=NAME,
    title="GTD: recent, majority, lowest",
    source="Global Terrorism Database Codebook, nkill and nwound",
    fold=fold,
)
