"""``export``: what a case holds, in stable forms for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reckoning.cli.frame import as_json, open_case, optional_case
from reckoning.problems import ReckoningError
from reckoning.show.bundle import FORMS

if TYPE_CHECKING:
    from reckoning.case import Case


@click.command()
@optional_case
@click.option("--format", "form", metavar="|".join(FORMS), default="claims", show_default=True, help="What to export.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; stdout if not given."
)
@as_json
def export(case: Path | None, form: str, out: Path | None, as_json: bool) -> None:
    """Write out what a case holds, one JSON object a line.

    The forms are claims, statements, aliases, incidents, series, tolls, problems (docs/formats.md) and ledger, which
    `reckon verify` takes. Installed plug-ins may add others. With --json the lines come as one JSON array.

    \b
    Examples:
      reckon export coast.case --format tolls
      reckon export coast.case --format ledger -o ledger.jsonl
    """
    data = _bytes(open_case(case), form)
    if as_json:
        data = _array(data)
    if out is None:
        click.echo(data, nl=False)
        return
    part = out.with_name(out.name + ".part")
    part.write_bytes(data)
    part.replace(out)
    click.echo(f"{form} in {out}", err=True)


def _bytes(case: Case, form: str) -> bytes:
    from reckoning.show.bundle import lines

    if form == "ledger":
        return case.export_ledger()
    if form in FORMS:
        return lines(form, case.reports(), case.reckoning(), case.problems())
    return _of_plugin(case, form)


def _of_plugin(case: Case, form: str) -> bytes:
    from reckoning.plugins import exporters

    registered = exporters()
    for exporter in registered.things:
        if exporter.format == form:
            return exporter.write(case.reports(), case.reckoning())
    known = ", ".join((*FORMS, "ledger", *(exporter.format for exporter in registered.things)))
    raise ReckoningError(f"There is no form called {form!r}; the forms are {known}.")


def _array(data: bytes) -> bytes:
    """Lines of JSON as one array; a form of a plug-in that is not JSON lines stays as it is told to be: an error."""
    try:
        array = [json.loads(line) for line in data.splitlines() if line.strip()]
    except ValueError as error:
        raise ReckoningError("This form is not JSON lines; leave --json out.") from error
    return json.dumps(array, ensure_ascii=False, indent=2).encode() + b"\n"


COMMANDS = (export,)
