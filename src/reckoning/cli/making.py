"""``build`` and ``claims``: the commands that do a whole job in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reckoning.cli.fetch import on_disk
from reckoning.cli.frame import FOUND, as_json, case_beside, tell_json
from reckoning.cli.telling import fails, progress, tell_problems, tell_tolls
from reckoning.problems import ReckoningError

if TYPE_CHECKING:
    from reckoning.case import Added, Case
    from reckoning.reckoned import Reckoning
    from reckoning.types import Problem

reports = click.argument("reports", metavar="REPORT|FOLDER|URL...", nargs=-1, required=True)
workers = click.option("--workers", type=click.IntRange(min=1), help="Processes that read and extract (settings: 1).")
verbose = click.option("--problems", "each", is_flag=True, help="Print every problem, not only how many of each code.")


@click.command()
@reports
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the dossier; made or replaced."
)
@workers
@verbose
@as_json
@click.pass_context
def build(
    ctx: click.Context, reports: tuple[str, ...], out: Path, workers: int | None, each: bool, as_json: bool
) -> None:
    """Read reports, weigh their claims and write a dossier.

    Takes text, HTML, Markdown and plain-text e-mail, folders of them, and addresses. A sidecar NAME.json beside
    NAME.txt may give what the text does not: title, date (of publication), publisher, author, url.

    The dossier in OUT opens from the disk in any browser. The case (evidence, findings, ledger) is kept in
    OUT.case, beside it and never inside, so that OUT can be published as it is. A second build into the same OUT
    does only what is new: an unchanged report is neither read nor parsed again.

    \b
    Examples:
      reckon build report.txt -o dossier
      reckon build reports/ more/late.html -o dossier --workers 2
    """
    from reckoning.case import Case

    with on_disk(reports, _max_bytes(case_beside(out))) as paths:
        case = Case.create(case_beside(out))
        with progress() as step:
            added = case.add(paths, on_progress=step)
            ran = case.extract(workers=workers, on_progress=step)
    _refuse_nothing(case, added)
    reckoning = case.weigh()
    first = case.show(out)
    problems = (*added.problems, *case.problems())
    problems = tuple(dict.fromkeys(problems))
    if as_json:
        tell_json(_built(case, reckoning, problems, first) | {"read": ran.done, "unchanged": ran.skipped})
    else:
        tell_tolls(reckoning)
        tell_problems(problems, each=each)
        said = f"{_many(len(problems), 'problem')}; {_many(len(case.sources()), 'report')}"
        click.echo(f"{said}; case in {case.folder}")
        click.echo(f"Open {first}")
    ctx.exit(FOUND if fails(problems) else 0)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _max_bytes(folder: Path) -> int:
    from reckoning.config import load_settings

    return load_settings(folder if folder.is_dir() else None).max_bytes


def _refuse_nothing(case: Case, added: Added) -> None:
    """Status 2 where nothing could be done: the case holds no report that could be read."""
    if case.reports():
        return
    tell_problems(dict.fromkeys((*added.problems, *case.problems())), each=True)
    raise ReckoningError("Nothing to build: none of what was named could be read as a report.")


def _built(case: Case, reckoning: Reckoning, problems: tuple[Problem, ...], first: Path) -> dict[str, Any]:
    from reckoning.show.bundle import rows
    from reckoning.show.wording import toll_words

    tolls: tuple[dict[str, Any], ...] = tuple(
        {"id": t.key, "incident": t.incident, "measure": t.measure, "population": t.population.text, "unit": t.unit}
        | {"rule_set": t.rule_set, "low": t.low, "best": t.best, "high": t.high, "range": toll_words(t)}
        for t in reckoning.tolls
    )
    return {
        "case": str(case.folder),
        "first_page": str(first),
        "head": case.head(),
        "reports": len(case.sources()),
        "incidents": list(rows("incidents", (), reckoning)),
        "tolls": list(tolls),
        "problems": list(rows("problems", (), None, problems)),
    }


@click.command()
@reports
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File for the claims; stdout if not given."
)
@workers
@click.option("--max-bytes", type=click.IntRange(min=1), help="Leave out larger files (settings: 20,000,000).")
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Place list of your own, asked before the built-in one; may be repeated.",
)
@verbose
@as_json
@click.pass_context
def claims(
    ctx: click.Context,
    reports: tuple[str, ...],
    out: Path | None,
    workers: int | None,
    max_bytes: int | None,
    gazetteers: tuple[Path, ...],
    each: bool,
    as_json: bool,
) -> None:
    """Read reports and print their claims, without keeping a case.

    One JSON object a line, in claim format v1 (docs/formats.md), sorted by document, which is the file's name, and by
    place in the text. Problems go to stderr. With --json there is one object with all claims and problems instead;
    with --out too, one that says how many. A --gazetteer is a GeoNames dump (.txt) or a table of OCHA's administrative
    boundaries (.csv).

    \b
    Examples:
      reckon claims report.txt
      reckon claims reports/ -o claims.jsonl --workers 2
    """
    from reckoning.cli.reading import read_claims
    from reckoning.config import load_settings

    settings = load_settings(None)
    limit = max_bytes or settings.max_bytes
    with on_disk(reports, limit) as paths, progress() as step:
        places = (*gazetteers, *settings.gazetteers)
        found = read_claims(paths, limit, workers or settings.workers, places, step)
    if not found.documents:
        tell_problems(found.problems, each=True)
        raise ReckoningError("Nothing to read: none of what was named could be read as a report.")
    if out is not None:
        _write(out, found.lines)
    _tell_claims(found, out, as_json=as_json)
    tell_problems(found.problems, each=each)
    ctx.exit(FOUND if fails(found.problems) else 0)


def _write(out: Path, lines: tuple[str, ...]) -> None:
    """All lines or nothing: a reader never meets half a file."""
    part = out.with_name(out.name + ".part")
    part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    part.replace(out)


def _tell_claims(found: Any, out: Path | None, *, as_json: bool) -> None:
    import json

    if out is None and not as_json:
        for line in found.lines:
            click.echo(line)
        return
    if not as_json:
        click.echo(f"{len(found.lines)} claims of {found.documents} reports in {out}")
        return
    from reckoning.show.bundle import rows

    told: dict[str, Any] = {"documents": found.documents, "claims": len(found.lines), "out": str(out)}
    if out is None:
        told = {"documents": found.documents, "claims": [json.loads(line) for line in found.lines]}
    tell_json(told | {"problems": list(rows("problems", (), None, found.problems))})


COMMANDS = (build, claims)
