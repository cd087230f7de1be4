"""``estimate``: from a capture table to a panel of estimates, or to a refusal that says why and what would cure it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reckoning.cli.frame import FOUND, as_json, open_case, tell_json
from reckoning.cli.spoken import tell, told
from reckoning.problems import ReckoningError

if TYPE_CHECKING:
    from reckoning.cli.subject import Subject
    from reckoning.weigh.estimate.panel import Panel, Request
    from reckoning.weigh.estimate.tables import CaptureTable


@click.command(name="estimate")
@click.argument("paths", metavar="TABLE...|CASE", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-m", "--methods", default="", metavar="NAME,...",
    help="Methods: loglinear, stepwise, decomposable, coverage, nhoi, latent (all).",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0), help="Same seed, same digest.")
@click.option("--unit", "units", multiple=True, metavar="[LIST=]UNIT", help="What a list counts (people); repeatable.")
@click.option("--independence", default="", metavar="WORDS", help="Why two lists are independent; needed for two.")
@click.option("--strata", default="", metavar="FIELD,...", help="Estimate by these fields too, and add by draws.")
@click.option("--predictors", default="", metavar="FIELD,...", help="Further fields that help to fill in missing ones.")
@click.option("--bands", multiple=True, metavar="FIELD=0,15,...", help="Lower ends of bands of a number; repeatable.")
@click.option(
    "--imputations", default=20, show_default=True, type=click.IntRange(min=2), help="Copies where fields are missing."
)
@click.option(
    "--links", multiple=True, metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CASE: which rows are one person (columns row, person); repeatable, one file per plausible linkage.",
)  # fmt: skip
@click.option("--lists", type=click.Choice(["document", "publisher"]), help="CASE: what is one list (document).")
@click.option(
    "--rows", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="CASE: write the rows with their persons so far, to fill in for --links, and stop.",
)  # fmt: skip
@click.option("--budget", type=click.IntRange(min=1), help="Rounds of the latent classes before they refuse (80).")
@click.option("--run", type=click.Path(path_type=Path), help="File that keeps the long run, to go on (OUT.run).")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the page and the draws."
)
@as_json
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Estimate how many are missing from all lists, by every method that can stand by its answer.

    TABLE is CSV: one 0/1 column per list and, last, `count`; patterns that are not given are zero. A line
    `# unit LIST: families` says what a list counts. Further TABLEs are the same records under other plausible linkages:
    the share of the variance that is due to linkage is told. With --strata the CSV may hold fields beside the lists, a
    line per person or with a count; values that are missing are imputed.

    CASE: the named dead of its documents, joined by what people decided in the case (same or different person) or by
    --links, and by nothing else. Where that is not decided there is no estimate. The result is recorded in the ledger,
    and the dossier shows it.

    The result is a panel: the documented first, then each method with its interval and its assumption, refusals with
    their reason and cure, cautions, sensitivity, leave-one-list-out. A long run shows its progress, may be interrupted,
    and goes on from where it was laid down when the same command is given again with the same --out or --run; that of a
    case lies in the case. Status 1 means that no method can stand by an answer.

    \b
    Examples:
      reckon estimate lists.csv -o estimate --seed 7
      reckon estimate linkage-1.csv linkage-2.csv linkage-3.csv --methods stepwise,latent --json
      reckon estimate people.csv --strata sex,age --bands age=0,15,30,45
      reckon estimate coast.case --rows rows.csv
      reckon estimate coast.case --links rows.csv
    """
    from reckoning.cli.subject import bands_of, of_tables

    given |= {name: _names(given[name]) for name in ("strata", "predictors", "methods")}
    given["bands"] = bands_of(given["bands"])
    if any(path.is_dir() for path in paths):
        if len(paths) > 1:
            raise ReckoningError("A case stands alone; for several linkages of its rows give --links several times.")
        _of_case(ctx, paths[0], given)
        return
    subject = of_tables(paths, given)
    _answer(ctx, _panel(subject, given), given)


def _names(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def _of_case(ctx: click.Context, path: Path, given: dict[str, Any]) -> None:
    from reckoning.cli.subject import of_case, write_rows
    from reckoning.run.estimates import Asked

    case = open_case(path)
    rows = case.person_rows(given["lists"] or "document")
    if given["rows"]:
        write_rows(rows, given["rows"])
        made = {"rows": len(rows.roll.rows), "lists": len(rows.roll.lists), "out": str(given["rows"])}
        if given["as_json"]:
            tell_json(made)
        else:
            click.echo(f"{made['rows']} rows of {made['lists']} lists in {made['out']}; fill in `person`.")
        return
    subject = of_case(case, rows, given)
    asked = Asked(config=_config(given), links=subject.links)
    own = case.folder / f"estimate-{subject.table.digest[:12]}.run"
    panel = case.estimate(rows, asked, lambda: _panel(subject, {**given, "run": given["run"] or own}))
    if not any(refusal.code == "EST-NOT-CONVERGED" for refusal in panel.refusals):
        own.unlink(missing_ok=True)  # nothing is left to go on with
    _answer(ctx, panel, given, where=case.folder)


def _config(given: dict[str, Any]) -> str:
    """The digest of all that bears on the result, but for the rows and links themselves."""
    from reckoning.ids import digest_of

    names = ("methods", "seed", "independence", "strata", "predictors", "imputations", "budget")
    bands = [[field, list(edges)] for field, edges in given["bands"].items()]
    plain = [list(v) if isinstance(v := given[name], tuple) else v for name in names]
    return digest_of("estimate-request.v1", plain, bands, len(given["links"]), given["lists"])


def _panel(subject: Subject, given: dict[str, Any]) -> Panel:
    from reckoning.weigh.estimate.panel import estimate, undecided

    request = _request(given, subject)
    if subject.undecided:
        return undecided(subject.table, subject.least, subject.undecided, request)
    kept = given["run"] or (given["out"].with_name(given["out"].name + ".run") if given["out"] else None)
    return estimate(subject.table, request, progress=_progress, run_latent=_latent(kept))


def _answer(ctx: click.Context, panel: Panel, given: dict[str, Any], where: Path | None = None) -> None:
    if given["out"]:
        _write(given["out"], panel)
    if given["as_json"]:
        tell_json(told(panel, draws=False))
    else:
        tell(panel, given["out"])
        if where:
            click.echo(f"Recorded in {where}; `reckon show` puts it into the dossier.")
    ctx.exit(0 if panel.answers else FOUND)


def _request(given: dict[str, Any], subject: Subject) -> Request:
    from reckoning.weigh.estimate.latent import Plan
    from reckoning.weigh.estimate.panel import EVERY, Request

    return Request(
        methods=given["methods"] or EVERY, seed=given["seed"], independence=given["independence"],
        plan=Plan().with_budget(given["budget"]) if given["budget"] else Plan(), linkages=subject.linkages,
        people=subject.people, by=given["strata"], imputations=given["imputations"], basis=subject.basis,
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
    (out / "estimate.json").write_bytes(canonical(told(panel, draws=True)) + b"\n")


COMMANDS = (command,)
