"""``ucdp.v1``: low, best and high by side, with best always the sum of the four parts.

Source: Högbladh, UCDP Georeferenced Event Dataset Codebook 26.1 (Uppsala Conflict Data Program): ``deaths_a`` and
``deaths_b`` are the combatants of the two sides (side A is the government in state-based conflict),
``deaths_civilians``, ``deaths_unknown``; ``best`` is their sum; ``low`` and ``high`` are the lowest and highest
reliable figures, and low <= best <= high. Best follows the most credible source, conservative where unclear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reckoning.types import Bracket, Population, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import EVERYONE, Group
from reckoning.weigh.outlier import mere_floor, split_outliers
from reckoning.weigh.stale import split_stale
from reckoning.weigh.toll import Chain, RuleSet, latest_day, names

NAME = "ucdp.v1"
Part = Literal["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
PARTS: tuple[Part, ...] = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")

WORDS: dict[Part, str] = {
    "deaths_a": "state forces",
    "deaths_b": "fighters of the other side",
    "deaths_civilians": "civilians",
    "deaths_unknown": "dead of a side not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One of the four parts with the stands it comes from; ``because`` in words."""

    name: Part
    bracket: Bracket
    stands: tuple[Stand, ...]
    because: str


def part_of(group: Group) -> Part | None:
    """Which of the four parts a group's dead fall into; None for a group that is only a part of one (women, say)."""
    if group.sex or group.age or group.community:
        return None
    if group.status == "civilian":
        return "deaths_civilians"
    if group.status == "combatant" and group.affiliation:
        return "deaths_a" if group.affiliation == "state forces" else "deaths_b"
    return None


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for everyone, in four parts, for deaths of people; other measures have no UCDP rule."""
    if docket.measure != "killed" or docket.unit != "people":
        return ()
    made = Chain(rule_set=NAME, docket=docket, population=Population(text="people"))
    fresh, stale = split_stale_by_group(docket)
    made.leave_out("stale", stale)
    total = _total(made, fresh)
    parts = _one_day(made, [p for name in PARTS[:3] if (p := _part(made, name, fresh))], docket)
    unknown = _unknown(parts, total)
    for part in (*parts, *([unknown] if unknown else [])):
        made.move(part.name, part.stands, _add(made.bracket, part.bracket), part.because)
    if not made.steps or made.bracket == Bracket():
        return ()
    _reliable_span(made, total)
    return (made.toll(_day(parts, total)),)


def split_stale_by_group(docket: Docket) -> tuple[tuple[Stand, ...], tuple[tuple[Stand, str], ...]]:
    """Fresh stands of every group, and the overtaken ones."""
    fresh: list[Stand] = []
    stale: list[tuple[Stand, str]] = []
    for group in docket.groups():
        kept, gone = split_stale(docket.of(group), docket)
        fresh += kept
        stale += gone
    return tuple(fresh), tuple(stale)


def _reliable(made: Chain, stands: Sequence[Stand]) -> tuple[Stand, ...]:
    """The stands that are no outliers; the others are named in a step."""
    inside, outside = split_outliers(stands)
    made.leave_out("outlier", outside)
    for s in inside:
        if mere_floor(s, inside):
            made.note("floor", (s,), f"{s.words()}: a lower bound that the others meet, no rival estimate")
    return tuple(s for s in inside if not s.implied and not mere_floor(s, inside))


def credible(stands: Sequence[Stand]) -> Stand | None:
    """The most credible source: named before unnamed, no party before a party, later before earlier, then the lower.

    An order of kinds, not of persons: it can be read, and another rule set may order otherwise.
    """
    known = [s for s in stands if s.written > 0 or s.value == 0]
    rank = lambda s: (s.doubt is not None, s.party, -(s.as_of or date.min).toordinal(), s.written, s.origin)  # noqa: E731
    return min(known, key=rank, default=None)


def _part(made: Chain, name: Part, fresh: Sequence[Stand]) -> _Part | None:
    return _as_part(name, _reliable(made, [s for s in fresh if part_of(s.group) == name]))


def _as_part(name: Part, stands: tuple[Stand, ...]) -> _Part | None:
    chosen = credible(stands)
    if chosen is None:
        return None
    figures = [s.written for s in stands]
    because = f"{WORDS[name]}: best from {chosen.words()}; low and high from {names(stands)}"
    bracket = Bracket(low=min(figures), best=chosen.written, high=max(figures))
    return _Part(name=name, bracket=bracket, stands=stands, because=because)


def _one_day(made: Chain, latest: list[_Part], docket: Docket) -> list[_Part]:
    """The parts of one as-of day: the day on which they add up to most, for counts of the dead do not fall.

    Nothing is added across as-of days: parts of another day are named in a step and left out.
    """
    every = (*docket.stands, *docket.history)
    days = sorted({s.as_of for p in latest for s in p.stands} | _days_of_parts(every), key=lambda d: d or date.min)
    if len(days) < 2:
        return latest
    gone = {key for o in made.outliers for key in (o.claim,)}
    able = [s for s in every if not gone & set(s.claims)]
    by_day = [
        (day, [p for name in PARTS[:3] if (p := _quiet_part(name, [s for s in able if s.as_of == day]))])
        for day in days
    ]
    day, chosen = max(by_day, key=lambda d: (sum(p.bracket.best or 0 for p in d[1]), d[0] or date.min))
    left = [s for p in latest for s in p.stands if s.as_of != day]
    if left:
        said = day.isoformat() if day else "an unknown day"
        made.note(
            "as-of", left, f"parts of other days left out: nothing is added across days, and those of {said} are most"
        )
    return chosen


def _days_of_parts(every: Sequence[Stand]) -> set[date | None]:
    return {s.as_of for s in every if part_of(s.group) and not s.implied}


def _quiet_part(name: Part, stands: Sequence[Stand]) -> _Part | None:
    """A part from the stands of one day."""
    held = [s for s in stands if part_of(s.group) == name and not s.implied]
    return _as_part(name, tuple(s for s in held if not mere_floor(s, held)))


def _total(made: Chain, fresh: Sequence[Stand]) -> tuple[Stand, ...]:
    return _reliable(made, [s for s in fresh if s.group == EVERYONE])


def _unknown(parts: Sequence[_Part], total: Sequence[Stand]) -> _Part | None:
    """Dead of unknown side: what a source's total holds beyond the parts, at the same day from the same origin."""
    chosen = credible(total)
    if chosen is None:
        return None
    if not parts:
        low, high = min(s.written for s in total), max(s.written for s in total)
        because = f"{WORDS['deaths_unknown']}: {chosen.words()} does not say who the dead were"
        bracket = Bracket(low=low, best=chosen.written, high=high)
        return _Part(name="deaths_unknown", bracket=bracket, stands=tuple(total), because=because)
    known = sum(p.bracket.best or 0 for p in parts)
    same = [s for p in parts for s in p.stands if _of_one_count(s, chosen)]
    rest = chosen.written - known
    if rest <= 0 or not same:
        return None
    because = f"{WORDS['deaths_unknown']}: {chosen.words()} is {rest:,} more than the parts known"
    most = sum(p.bracket.high or 0 for p in parts)
    bracket = Bracket(low=max(0, chosen.written - most), best=rest, high=rest)
    return _Part(name="deaths_unknown", bracket=bracket, stands=(chosen,), because=because)


def _of_one_count(part: Stand, whole: Stand) -> bool:
    """Whether a part and a total come from one origin on one day, or the text makes the one part of the other."""
    if part.leading.claim.part_of in whole.claims:
        return True
    return (part.origin, part.as_of) == (whole.origin, whole.as_of)


def _add(now: Bracket, part: Bracket) -> Bracket:
    return Bracket(
        low=(now.low or 0) + (part.low or 0),
        best=(now.best or 0) + (part.best or 0),
        high=(now.high or 0) + (part.high or 0),
    )


def _reliable_span(made: Chain, total: Sequence[Stand]) -> None:
    """Low and high reach to the reliable totals, and never cross best."""
    if not total:
        return
    now = made.bracket
    figures = [s.written for s in total]
    low, high = min([now.low or 0, *figures]), max([now.high or 0, *figures])
    after = Bracket(low=min(low, now.best or low), best=now.best, high=max(high, now.best or high))
    if after != now:
        made.move("span", total, after, f"low and high reach to the totals of {names(total)}; best stays the sum")


def _day(parts: Sequence[_Part], total: Sequence[Stand]) -> date | None:
    """The day of the parts that were added up; of a total without parts, its own."""
    return latest_day([x for p in parts for x in p.stands] or total)


RULE_SET = RuleSet(
    name=NAME,
    title="UCDP: low, best and high by side",
    source="UCDP Georeferenced Event Dataset Codebook 26.1",
    fold=fold,
)
