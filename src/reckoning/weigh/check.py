"""What cannot hold together, as Problems that name both quotes: falls, misfits, excesses, distortions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from reckoning.types import Problem
from reckoning.weigh.reading import bounds
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying
from reckoning.weigh.series import Line, Point

Lines = dict[Line, tuple[Point, ...]]


def check(held: Lines) -> tuple[Problem, ...]:
    """Every contradiction among the lines of one incident, sorted."""
    found = [*_falls(held), *_misfits(held), *_distortions(held)]
    return tuple(sorted(set(found), key=lambda p: (p.where, p.code, p.says)))


def problem(code: str, says: str, of: Saying, against: Saying) -> Problem:
    """A Problem at the quote of ``of``, naming that of ``against`` as well."""
    return Problem(where=of.key, code=code, says=says, anchor=of.claim.anchor, also=against.claim.anchor)


def _falls(held: Lines) -> Iterator[Problem]:
    """A running total that is lower than an earlier one, with no correction stated on either."""
    for line, points in held.items():
        if line.scope != "running":
            continue
        dated = [p for p in points if p.as_of]
        for before, after in pairwise(dated):
            top, now = bounds(before.leading.claim.quantity)[0], bounds(after.leading.claim.quantity)[1]
            if top is None or now is None or now >= top or before.as_of == after.as_of or _corrected(after):
                continue
            says = f"{line.origin}: {_words(after)} is below {_words(before)}, and no correction is stated"
            yield problem("SERIES-FALL", says, after.leading, before.leading)


def _corrected(point: Point) -> bool:
    return any(r.kind in ("corrected", "superseded", "withdrawn") for s in point.said for r in s.claim.remarks)


def _words(point: Point) -> str:
    day = f" as of {point.as_of.isoformat()}" if point.as_of else ""
    return f"“{point.leading.claim.quantity.as_written}”{day}"


def _misfits(held: Lines) -> Iterator[Problem]:
    """A day's increment against the difference of the running totals at its two ends.

    Checked only where both totals stand at exactly those days: a gap is a gap, not a contradiction.
    """
    for line, increments in held.items():
        totals = held.get(replace(line, scope="running"), ())
        if line.scope != "increment" or not totals:
            continue
        editions = _last_editions(totals)
        for point in increments:
            yield from _misfit(line, point, editions)


def _last_editions(points: tuple[Point, ...]) -> dict[date, Point]:
    """Of several totals on one day the last edition, which is the highest."""
    return {p.as_of: p for p in points if p.as_of}


def _misfit(line: Line, point: Point, totals: dict[date, Point]) -> Iterator[Problem]:
    time = point.leading.claim.time
    if time is None or time.start is None or time.end is None:
        return
    now, before = totals.get(time.end), totals.get(time.start - timedelta(days=1))
    if now is None or before is None:
        return
    low, high = _difference(before, now)
    mine = bounds(point.leading.claim.quantity)
    if (mine[1] is not None and low is not None and mine[1] < low) or (
        mine[0] is not None and high is not None and mine[0] > high
    ):
        gap = (figure_of(now.leading) or 0) - (figure_of(before.leading) or 0)
        says = (
            f"{line.origin}: {_words(point)} does not fit the difference of {_words(before)} and {_words(now)}, "
            f"which is {gap:,}"
        )
        yield problem("SERIES-MISFIT", says, point.leading, now.leading)


def _difference(before: Point, now: Point) -> tuple[int | None, int | None]:
    (a, b), (c, d) = bounds(before.leading.claim.quantity), bounds(now.leading.claim.quantity)
    return (None if c is None or b is None else c - b), (None if d is None or a is None else d - a)


def _distortions(held: Lines) -> Iterator[Problem]:
    for line, points in held.items():
        for point in points:
            for r in point.relays:
                if r.fidelity == "distorted":
                    yield Problem(
                        where=r.claim,
                        code="RELAY-DISTORTED",
                        says=f"{line.origin}: {r.because}",
                        also=point.leading.claim.anchor,
                    )
