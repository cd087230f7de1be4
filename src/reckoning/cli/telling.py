"""What commands say: progress on stderr while a person looks on, problems in brief, the closing table."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from reckoning.problems import CODES, STOPS

if TYPE_CHECKING:
    from reckoning.case import OnProgress, Progress
    from reckoning.reckoned import Reckoning
    from reckoning.types import Incident, Problem, Toll

ROWS = 24
LABELS_WIDTH = 72
CELL_WIDTH = 18
UNSEEN_WIDTH = 140
FIRST = ("latest-per-origin", "acled", "ucdp")


def fails(problems: Iterable[Problem]) -> bool:
    """Whether a part of the work failed, so that the command exits with status 1."""
    return any(problem.code in STOPS for problem in problems)


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """A bar on stderr for ``on_progress``, one line a verb; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[name]}", markup=True),
    )
    with Bars(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        yield _moving(bars)


def _moving(bars: Any) -> OnProgress:
    from rich.markup import escape

    lines: dict[str, Any] = {}

    def move(step: Progress) -> None:
        if step.verb not in lines:
            lines[step.verb] = bars.add_task(step.verb, total=step.total, name="")
        bars.update(lines[step.verb], completed=step.done, total=step.total, name=escape(step.name[-40:]))

    return move


def tell_problems(problems: Iterable[Problem], *, each: bool = False) -> None:
    """Problems on stderr: counted by code, or one a line when ``each`` is set or there are few."""
    problems = tuple(problems)
    if each or 0 < len(problems) <= 3:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.code}: {problem.says}", err=True)
        return
    for code, times in sorted(Counter(problem.code for problem in problems).items()):
        click.echo(f"{times:>6} {code}: {CODES.get(code, 'a plug-in or rule set says so')}", err=True)


def tell_tolls(reckoning: Reckoning) -> None:
    """The closing table on stdout: incidents (parts of an episode indented), and the range by each rule set.

    Rule sets that do not fit the width are left to the dossier, and the last line says so.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = tuple(row for row in _rows(reckoning) if any(brief(toll) for toll in row[2]))
    if not rows:
        return
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else UNSEEN_WIDTH)
    named = sorted({toll.rule_set for _, _, tolls in rows for toll in tolls}, key=_place)
    rule_sets = named[: max(1, (console.width - LABELS_WIDTH) // CELL_WIDTH)]
    table = Table(title="What we reckon, by rule set", title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("incident", overflow="fold", max_width=36)
    table.add_column("of whom", overflow="fold", max_width=30)
    for rule_set in rule_sets:
        table.add_column(_plain(rule_set), justify="right", no_wrap=True)
    above = ""
    for depth, incident, tolls in rows[:ROWS]:
        by_rule = {toll.rule_set: brief(toll) for toll in tolls}
        name = "" if incident.id == above else "  " * depth + incident.label
        words, above = (name, _of_whom(tolls[0])), incident.id
        table.add_row(*map(Text, words), *(by_rule.get(name, "") for name in rule_sets))
    console.print(table)
    for left, what in ((len(rows) - ROWS, "rows"), (len(named) - len(rule_sets), "rule sets")):
        if left > 0:
            console.print(f"... and {left} more {what} in the dossier.")


def _of_whom(toll: Toll) -> str:
    unit = "" if toll.unit == "people" else f" ({toll.unit})"
    return f"{toll.measure.replace('_', ' ')}, {toll.population.text}{unit}"


def brief(toll: Toll) -> str:
    """A range in the width of a cell: ``779-1,383``, ``16+``, ``to 40``; nothing where the rule set states none."""
    if toll.low is None and toll.high is None:
        return ""
    if toll.high is None:
        return f"{toll.low:,}+"
    if toll.low is None:
        return f"to {toll.high:,}"
    return f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,}-{toll.high:,}"


def _plain(rule_set: str) -> str:
    return re.sub(r"[.@]v\d+$", "", rule_set)


def _place(rule_set: str) -> tuple[int, str]:
    """Three rule sets first that take figures as they are given; then the others by name."""
    plain = _plain(rule_set)
    return (FIRST.index(plain) if plain in FIRST else len(FIRST)), rule_set


def _rows(reckoning: Reckoning) -> Iterator[tuple[int, Incident, list[Toll]]]:
    """One row an incident and measure, killings first: the people that most claims speak of, then everyone."""
    tolls: dict[str, list[Toll]] = {}
    for toll in reckoning.tolls:
        tolls.setdefault(toll.incident, []).append(toll)
    order = sorted(reckoning.incidents, key=lambda i: (_importance(i, reckoning, tolls), i.label, i.id))
    for depth, incident in nested(order):
        groups: dict[tuple[str, str, str], list[Toll]] = {}
        for toll in tolls.get(incident.id, ()):
            groups.setdefault((toll.measure, toll.unit, toll.population.text), []).append(toll)
        for row in _widest(groups):
            yield depth, incident, row


def _importance(incident: Incident, reckoning: Reckoning, tolls: dict[str, list[Toll]]) -> tuple[bool, int, int]:
    """Killings first, then what most claims speak of, those of incidents within included, then the highest low end."""
    within = sum(len(i.claims) for i in reckoning.incidents if i.parent == incident.id)
    killed = [toll.low or 0 for toll in tolls.get(incident.id, ()) if toll.measure == "killed"]
    return not killed, -len(incident.claims) - within, -max(killed, default=0)


def _widest(groups: dict[tuple[str, str, str], list[Toll]]) -> Iterator[list[Toll]]:
    """For each measure the leading group; of the killed everyone as well, where that is another group."""
    kinds = sorted(
        {(measure, unit) for measure, unit, _ in groups},
        key=lambda kind: (kind[0] != "killed", kind[0], kind[1] != "people"),
    )
    for kind in kinds:
        of_kind = [tolls for key, tolls in groups.items() if key[:2] == kind]
        first = max(of_kind, key=_weight)
        yield first
        yield from (each for each in of_kind if kind[0] == "killed" and each is not first and _everyone(each[0]))


def _everyone(toll: Toll) -> bool:
    p = toll.population
    return p.status == "unknown" and not (p.sex or p.age or p.affiliation or p.community)


def _weight(tolls: list[Toll]) -> tuple[bool, bool, int, int]:
    """Whole groups before their women and children, what several rule sets count, what most claims speak of, size."""
    used = {claim for toll in tolls for step in toll.steps for claim in step.claims}
    whole = not (tolls[0].population.sex or tolls[0].population.age)
    several = len({toll.rule_set for toll in tolls}) > 1
    return whole, several, len(used), max((toll.high or toll.low or 0) for toll in tolls)


def nested(incidents: Iterable[Incident]) -> Iterator[tuple[int, Incident]]:
    """Incidents with their depth, each episode followed by what it holds; the order given is kept."""
    incidents = tuple(incidents)
    known = {incident.id for incident in incidents}
    roots = (None, *({i.parent for i in incidents} - known - {None}))
    below: dict[str | None, list[Incident]] = {}
    for incident in incidents:
        below.setdefault(None if incident.parent in roots else incident.parent, []).append(incident)
    yield from _descend(below, None, 0, set())


def _descend(
    below: dict[str | None, list[Incident]], parent: str | None, depth: int, seen: set[str]
) -> Iterator[tuple[int, Incident]]:
    for incident in below.get(parent, ()):
        if incident.id not in seen:
            seen.add(incident.id)
            yield depth, incident
            yield from _descend(below, incident.id, depth + 1, seen)
