"""``estimate``: from a capture table to a panel of estimates, or to a refusal that says why and what would cure it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reckoning.cli.frame import FOUND, as_json, tell_json
from reckoning.problems import ReckoningError

if TYPE_CHECKING:
    from reckoning.weigh.estimate.panel import Panel, Request
    from reckoning.weigh.estimate.tables import CaptureTable


@click.command(name="estimate")
@click.argument("table", metavar="TABLE|CASE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-m", "--methods", default="", metavar="NAME,...",
    help="Methods: loglinear, stepwise, decomposable, coverage, nhoi, latent (all).",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0), help="Same seed, same digest.")
@click.option("--unit", "units", multiple=True, metavar="[LIST=]UNIT", help="What a list counts (people); repeatable.")
@click.option("--independence", default="", metavar="WORDS", help="Why two lists are independent; needed for two.")
@click.option(
    "--linkage", multiple=True, metavar="TABLE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The table under another plausible linkage; repeatable.",
)  # fmt: skip
@click.option("--budget", type=click.IntRange(min=1), help="Rounds of the latent classes before they refuse (80).")
@click.option("--run", type=click.Path(path_type=Path), help="File that keeps the long run, to go on (OUT.run).")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the page and the draws."
)
@as_json
@click.pass_context
def command(ctx: click.Context, /, table: Path, **given: Any) -> None:
    """Estimate how many are missing from all lists, by every method that can stand by its answer.

    TABLE is CSV: one 0/1 column per list and, last, `count`; patterns that are not given are zero. A line
    `# unit LIST: families` says what a list counts. The result is a panel: the documented first, then each method with
    its interval and its assumption, refusals with their reason and cure, cautions, sensitivity, leave-one-list-out.

    A long run shows its progress, may be interrupted, and goes on from where it was laid down when the same command is
    given again with the same --out or --run. Status 1 means that no method can stand by an answer.

    \b
    Examples:
      reckon estimate lists.csv
      reckon estimate lists.csv -o estimate --seed 7
      reckon estimate lists.csv --methods stepwise,latent --json
    """
    from reckoning.weigh.estimate.panel import estimate

    captured = _read(table, given["units"])
    request = _request(given, captured)
    kept = given["run"] or (given["out"].with_name(given["out"].name + ".run") if given["out"] else None)
    panel = estimate(captured, request, progress=_progress, run_latent=_latent(kept))
    if given["out"]:
        _write(given["out"], panel)
    if given["as_json"]:
        tell_json(_told(panel, draws=False))
    else:
        _tell(panel, given["out"])
    ctx.exit(0 if panel.answers else FOUND)


def _read(path: Path, units: tuple[str, ...]) -> CaptureTable:
    from reckoning.weigh.estimate.tables import read_table

    if path.is_dir():
        raise ReckoningError(
            f"{path} is a case, and its person rows are not linked across lists yet; link them first, or give a "
            "capture table (CSV: one 0/1 column per list, then count)."
        )
    named = dict((u.rpartition("=")[0], u.rpartition("=")[2]) for u in units)  # noqa: C402  # a pair from one split
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ReckoningError(f"{path} is no UTF-8 text; save the table as CSV in UTF-8.") from fault
    return read_table(text, units=named, label=path.stem)


def _request(given: dict[str, Any], captured: CaptureTable) -> Request:
    from reckoning.weigh.estimate.latent import Plan
    from reckoning.weigh.estimate.panel import EVERY, Request

    others = tuple(_read(path, given["units"]) for path in given["linkage"])
    methods = tuple(m.strip() for m in given["methods"].split(",") if m.strip()) or EVERY
    plan = Plan().with_budget(given["budget"]) if given["budget"] else Plan()
    return Request(
        methods=methods, seed=given["seed"], plan=plan, independence=given["independence"],
        linkages=(captured, *others) if others else (),
    )  # fmt: skip


def _progress(step: str, share: float) -> None:
    click.echo(f"{share:4.0%}  {step}", err=True)


def _latent(kept: Path | None) -> Any:
    from reckoning.weigh.estimate import latent
    from reckoning.weigh.estimate.journal import Place, estimate_kept

    def report(_journey: latent.Journey, words: str) -> None:
        click.echo(f"      {words}", err=True)

    def run(table: CaptureTable, plan: latent.Plan, seed: int) -> Any:
        if kept is None:
            return latent.estimate(table, plan=plan, seed=seed, report=report)
        try:
            return estimate_kept(table, plan, seed, place=Place(path=kept), report=report)
        except KeyboardInterrupt:
            click.echo(f"Interrupted; the run is kept in {kept}. Give the same command again to go on.", err=True)
            raise

    return run


def _write(out: Path, panel: Panel) -> None:
    from reckoning.ids import canonical
    from reckoning.show.estimate_page import estimate_page

    out.mkdir(parents=True, exist_ok=True)
    (out / "estimate.html").write_bytes(estimate_page(panel))
    (out / "estimate.json").write_bytes(canonical(_told(panel, draws=True)) + b"\n")


def _told(panel: Panel, *, draws: bool) -> dict[str, Any]:
    """The panel as JSON with its digest; draws only where they go to a file."""
    from reckoning.codec import to_plain

    told: dict[str, Any] = {"digest": panel.digest, "table_digest": panel.table.digest, **to_plain(panel)}
    for outcome in told["outcomes"]:
        outcome["answered"] = "draws" in outcome
        if not draws:
            outcome.pop("draws", None)
    for row in told["linkage"]:
        row["outcome"].pop("draws", None)
    return told


def _tell(panel: Panel, out: Path | None) -> None:
    unit = panel.table.units[0]
    click.echo(f"At least {panel.documented:,} {unit} are documented, on {panel.table.width} lists.")
    for notice in panel.refused:
        click.echo(f"\nNo estimate ({notice.code}): {notice.reason}\n  What would cure it: {notice.cure}")
    if panel.answers:
        click.echo("\nTotals, each with the documented in it; none is the answer by itself:")
    for answer in panel.answers:
        click.echo(f"  {answer.label:<34} {answer.point:>10,.0f}  [{answer.low:,.0f} to {answer.high:,.0f}]")
        click.echo(f"    holds if: {answer.assumption}")
    for refusal in panel.refusals:
        click.echo(f"\n  {refusal.label} refuses ({refusal.code}): {refusal.notices[0].reason}")
        click.echo(f"    What would cure it: {refusal.notices[0].cure}")
    for notice in (*panel.warnings, *(w for a in panel.answers for w in a.warnings)):
        click.echo(f"\n  Caution ({notice.code}{', ' + notice.about if notice.about else ''}): {notice.reason}")
    click.echo(f"\nSeed {panel.seed}; digest {panel.digest[:12]}.")
    if out:
        click.echo(f"Open {out / 'estimate.html'}")


COMMANDS = (command,)
