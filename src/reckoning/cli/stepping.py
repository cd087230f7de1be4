"""``init``, ``add``, ``extract``, ``weigh``, ``show``: one verb at a time, on a case that is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from reckoning.cli.fetch import on_disk
from reckoning.cli.frame import FOUND, as_json, open_case, optional_case, tell_json
from reckoning.cli.making import verbose, workers
from reckoning.cli.telling import fails, progress, tell_problems, tell_tolls
from reckoning.problems import ReckoningError

case_folder = click.argument("case", metavar="CASE", type=click.Path(path_type=Path))


@click.command()
@case_folder
@as_json
def init(case: Path, as_json: bool) -> None:
    """Make an empty case in the folder CASE.

    A case holds the evidence (bytes named by their digest), what machines found in it, what people decided, and the
    ledger that chains all of it. Settings go into CASE/reckoning.toml (docs/settings.md). A folder that already is
    a case is left as it is.

    \b
    Example:
      reckon init coast.case
    """
    from reckoning.case import Case

    made = Case.create(case)
    if as_json:
        tell_json({"case": str(made.folder), "head": made.head()})
    else:
        click.echo(f"Case in {made.folder}; add reports with `reckon add {made.folder} REPORT...`")


@click.command()
@case_folder
@click.argument("reports", metavar="REPORT|FOLDER|URL...", nargs=-1, required=True)
@click.option("--title", help="Headline, where the report does not show it. Yields no claims.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, YYYY-MM-DD.")
@click.option("--publisher", help="Outlet that published the report.")
@click.option("--author", help="Who wrote it.")
@click.option("--url", help="Address at which it was published.")
@verbose
@as_json
@click.pass_context
def add(
    ctx: click.Context,
    case: Path,
    reports: tuple[str, ...],
    title: str | None,
    date: datetime | None,
    publisher: str | None,
    author: str | None,
    url: str | None,
    each: bool,
    as_json: bool,
) -> None:
    """Take reports into the case's vault, byte for byte.

    The options say what the report does not say of itself; they win over a sidecar NAME.json, field by field. A
    file's modification time is never taken for a publication date. Bytes that the case holds already are not taken
    in again.

    \b
    Example:
      reckon add coast.case report.txt --date 2025-03-10 --publisher "Harbour Wire"
    """
    from reckoning.read.intake import Details

    details = Details(title=title, date=date.date() if date else None, publisher=publisher, author=author, url=url)
    opened = open_case(case)
    with on_disk(reports, opened.settings.max_bytes) as paths, progress() as step:
        added = opened.add(paths, details=details, on_progress=step)
    if as_json:
        from reckoning.show.bundle import rows

        told = {"new": [s.name for s in added.new], "known": [s.name for s in added.known], "head": opened.head()}
        tell_json(told | {"problems": list(rows("problems", (), None, added.problems))})
    else:
        click.echo(f"{len(added.new)} reports added, {len(added.known)} held already")
        tell_problems(added.problems, each=each)
    if not (added.new or added.known):
        raise ReckoningError("Nothing was added: none of what was named could be taken in as a report.")
    ctx.exit(FOUND if fails(added.problems) else 0)


@click.command()
@optional_case
@workers
@verbose
@as_json
@click.pass_context
def extract(ctx: click.Context, case: Path | None, workers: int | None, each: bool, as_json: bool) -> None:
    """Read the case's reports and extract their claims.

    Only what has no result yet for the present versions is done. The run may be stopped at any moment: what was
    reported as done stays done, and the next run goes on from there.

    \b
    Example:
      reckon extract coast.case --workers 2
    """
    opened = open_case(case)
    with progress() as step:
        ran = opened.extract(workers=workers, on_progress=step)
    if as_json:
        from reckoning.show.bundle import rows

        told = {"done": ran.done, "skipped": ran.skipped, "head": opened.head()}
        tell_json(told | {"problems": list(rows("problems", (), None, ran.problems))})
    else:
        click.echo(f"{ran.done} reports read, {ran.skipped} unchanged")
        tell_problems(ran.problems, each=each)
    ctx.exit(FOUND if fails(ran.problems) else 0)


@click.command()
@optional_case
@verbose
@as_json
@click.pass_context
def weigh(ctx: click.Context, case: Path | None, each: bool, as_json: bool) -> None:
    """Gather claims into incidents and reconcile rival tolls.

    Each toll is reckoned by every rule set, side by side.

    Repetition never counts as confirmation: ten outlets that carry one monitor are one origin. Figures outside a
    range stay visible, with who gave them and why they are outside.

    \b
    Example:
      reckon weigh coast.case
    """
    opened = open_case(case)
    reckoning = opened.weigh()
    if as_json:
        from reckoning.show.bundle import rows

        tell_json(
            {"head": opened.head()}
            | {form: list(rows(form, opened.reports(), reckoning)) for form in ("incidents", "tolls")}
            | {"problems": list(rows("problems", (), None, reckoning.problems))}
        )
    else:
        tell_tolls(reckoning)
        tell_problems(reckoning.problems, each=each)
    ctx.exit(FOUND if fails(reckoning.problems) else 0)


@click.command()
@optional_case
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the dossier; made or replaced."
)
@as_json
def show(case: Path | None, out: Path, as_json: bool) -> None:
    """Write the dossier: a folder of pages for any browser.

    It opens from the disk, without a server and without JavaScript.

    Press any number in it to arrive, by its steps, at the words that it rests on. The release is recorded in the
    case's ledger.

    \b
    Example:
      reckon show coast.case -o dossier
    """
    opened = open_case(case)
    first = opened.show(out)
    if as_json:
        tell_json({"first_page": str(first), "head": opened.head()})
    else:
        click.echo(f"Open {first}")


COMMANDS = (init, add, extract, weigh, show)
