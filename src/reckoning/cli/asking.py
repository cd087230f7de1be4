"""``why`` and ``diff``: questions to a case that change nothing in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reckoning.cli.frame import as_json, open_case, tell_json

if TYPE_CHECKING:
    from reckoning.show.change import State


@click.command()
@click.argument("figure")
@click.option(
    "-c", "--case", type=click.Path(path_type=Path), help="The case, or the dossier beside it. [default: the one here]"
)
@as_json
def why(figure: str, case: Path | None, as_json: bool) -> None:
    """Say where a figure comes from, step by step, down to the words.

    FIGURE is what you see: a number (1,383), the key of a toll or claim, or the first digits of either as a page
    shows them. A toll gives its steps and the claims behind each; a claim gives its quote, who says it through
    whom, and which words gave each of its facets by which rule. A number that stands in several places gives all
    of them, tolls first.

    \b
    Examples:
      reckon why 1,383 --case dossier
      reckon why 3f9a2c81d0b4 --json
    """
    from reckoning.show.why import chains, spoken

    opened = open_case(case)
    found = chains(figure, opened.reports(), opened.reckoning())
    if as_json:
        from reckoning.codec import to_plain

        tell_json({"asked": figure, "figures": [to_plain(chain) for chain in found]})
        return
    click.echo("\n\n".join(spoken(chain) for chain in found))


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@as_json
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Say which tolls moved between two states of a case, and because of what.

    A and B are cases, or the dossiers beside them: a copy kept from last week and the case of today, say. Every
    toll that appeared, vanished or moved is shown with the documents, the claims and the rule versions that
    differ.

    \b
    Example:
      reckon diff last-week.case coast.case
    """
    from reckoning.show.change import changes, spoken

    found = changes(_state(before), _state(after))
    if as_json:
        from reckoning.codec import to_plain

        tell_json(to_plain(found))
        return
    click.echo(spoken(found))


def _state(path: Path) -> State:
    from reckoning.reckoned import Reckoning
    from reckoning.show.change import State

    case = open_case(path)
    return State(reports=case.reports(), reckoning=case.reckoning() or Reckoning())


COMMANDS = (why, diff)
