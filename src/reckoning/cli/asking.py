"""``why`` and ``diff``: questions to a case that change nothing in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reckoning.cli.frame import as_json, open_case, tell_json

if TYPE_CHECKING:
    from reckoning.case import Case
    from reckoning.weigh.diff import Change


@click.command()
@click.argument("figure")
@click.option(
    "-c", "--case", type=click.Path(path_type=Path), help="The case, or the dossier beside it. [default: the one here]"
)
@as_json
def why(figure: str, case: Path | None, as_json: bool) -> None:
    """Say where a figure comes from, down to the words.

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
    """Say which tolls moved between two states of a case, and why.

    A and B are cases, or the dossiers beside them: a copy kept from last week and the case of today, say. Every
    toll that appeared, vanished or moved is shown with its causes: documents and claims that came or went, decisions,
    versions of rules.

    \b
    Example:
      reckon diff last-week.case coast.case
    """
    from reckoning.codec import to_plain
    from reckoning.reckoned import Reckoning
    from reckoning.weigh.diff import diff as moved_between

    one, other = open_case(before), open_case(after)
    moved = moved_between(
        one.reckoning() or Reckoning(),
        other.reckoning() or Reckoning(),
        before_reports=one.reports(),
        after_reports=other.reports(),
    )
    new, gone = _documents(one, other), _documents(other, one)
    if as_json:
        tell_json({"documents_new": new, "documents_gone": gone, "moved": [to_plain(change) for change in moved]})
        return
    lines = [*(f"new: {name}" for name in new), *(f"gone: {name}" for name in gone), *map(_spoken, moved)]
    click.echo("\n".join(lines or ["No toll moved, and no document is new or gone."]))


def _documents(without: Case, holding: Case) -> list[str]:
    """Names of the documents that one case holds and the other does not, by their bytes."""
    digests = {source.digest for source in without.sources()}
    return [source.name for source in holding.sources() if source.digest not in digests]


def _spoken(change: Change) -> str:
    from reckoning.show.numerals import bracket_words

    before, after = (bracket_words(end) if end else "no toll" for end in (change.before, change.after))
    causes = (f"\n    {cause.kind} {cause.what}: {cause.says}" for cause in change.because)
    return f"{change.label} ({change.rule_set}): {before} became {after}{''.join(causes)}"


COMMANDS = (why, diff)
