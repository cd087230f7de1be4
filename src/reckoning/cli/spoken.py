"""A panel as JSON and as words on a terminal: the documented first, never one number alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reckoning.weigh.estimate.answer import Notice, Outcome
    from reckoning.weigh.estimate.panel import Panel
    from reckoning.weigh.estimate.strata import ByStrata


def told(panel: Panel, *, draws: bool) -> dict[str, Any]:
    """The panel as JSON with its digest; draws only where they go to a file."""
    from reckoning.codec import to_plain

    plain: dict[str, Any] = {"digest": panel.digest, "table_digest": panel.table.digest, **to_plain(panel)}
    for outcome in plain["outcomes"]:
        outcome["answered"] = "draws" in outcome
    if not draws:
        _without_draws(plain)
    return plain


def _without_draws(plain: Any) -> None:
    for each in plain.values() if isinstance(plain, dict) else plain:
        if isinstance(each, dict):
            each.pop("draws", None)
        if isinstance(each, dict | list):
            _without_draws(each)


def tell(panel: Panel, out: Path | None) -> None:
    """The panel on stdout."""
    unit = panel.table.units[0]
    click.echo(f"At least {panel.documented:,} {unit} are documented, on {panel.table.width} lists.")
    if panel.basis:
        people = "how many people is not decided" if panel.basis.people is None else f"{panel.basis.people:,} people"
        click.echo(f"The lists hold {panel.basis.rows:,} rows: {people}.")
    for notice in panel.refused:
        click.echo(f"\nNo estimate ({notice.code}): {notice.reason}\n  What would cure it: {notice.cure}")
    if panel.answers:
        click.echo("\nTotals, each with the documented in it; none is the answer by itself:")
    for answer in panel.answers:
        click.echo(_line(answer.label, answer))
        click.echo(f"    holds if: {answer.assumption}")
    for refusal in panel.refusals:
        click.echo(f"\n  {refusal.label} refuses ({refusal.code}): {refusal.notices[0].reason}")
        click.echo(f"    What would cure it: {refusal.notices[0].cure}")
    if panel.strata:
        _tell_strata(panel.strata)
    _tell_linkage(panel)
    for notice in (*panel.warnings, *(w for a in panel.answers for w in a.warnings)):
        click.echo(f"\n  Caution ({_about(notice)}): {notice.reason}")
    click.echo(f"\nSeed {panel.seed}; digest {panel.digest[:12]}.")
    if out:
        click.echo(f"Open {out / 'estimate.html'}")


def _about(notice: Notice) -> str:
    return f"{notice.code}, {notice.about}" if notice.about else notice.code


def _line(label: str, outcome: Outcome) -> str:
    from reckoning.weigh.estimate.answer import Refusal

    if isinstance(outcome, Refusal):
        return f"  {label:<34} refused ({outcome.code}): {outcome.notices[0].reason}"
    return f"  {label:<34} {outcome.point:>10,.0f}  [{outcome.low:,.0f} to {outcome.high:,.0f}]"


def _tell_strata(strata: ByStrata) -> None:
    click.echo(f"\nBy {' and '.join(strata.fields)}, each stratum on its own, added by draws:")
    for name, share in strata.missing:
        if share:
            click.echo(f"  {name} is missing for {share:.1%} of the people")
    for result in strata.results:
        click.echo(_line(result.label, result.total))
        if result.share is not None:
            words = f"{result.copies} completed copies; {result.share:.0%} of the variance is due to missing values"
            click.echo(f"    {words}")
        for stratum in result.strata:
            click.echo(f"  {_line(f'{stratum.name} ({stratum.documented:,.0f} documented)', stratum.outcome)}")


def _tell_linkage(panel: Panel) -> None:
    if panel.linkage:
        click.echo("\nPooled over plausible linkages:")
    for row in panel.linkage:
        share = "" if row.share is None else f"; {row.share:.0%} of the variance is due to linkage"
        click.echo(f"{_line(row.outcome.label, row.outcome)}  ({row.replicates} linkages{share})")
