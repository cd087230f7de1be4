"""``verify``, ``checkpoint``, ``redact``: what makes a case one that a stranger can check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reckoning.cli.frame import FOUND, as_json, open_case, optional_case, tell_json
from reckoning.problems import ReckoningError

if TYPE_CHECKING:
    from reckoning.keep.verify import Fault


@click.command()
@click.argument("path", metavar="[CASE|LEDGER.jsonl]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--checkpoint", type=click.Path(path_type=Path, dir_okay=False), help="A checkpoint that was kept elsewhere."
)
@click.option(
    "--blobs", type=click.Path(path_type=Path, file_okay=False), help="With LEDGER.jsonl: the case folder to check too."
)
@as_json
@click.pass_context
def verify(ctx: click.Context, path: Path | None, checkpoint: Path | None, blobs: Path | None, as_json: bool) -> None:
    """Check that nothing was touched since it was written.

    That is: ledger, evidence and findings. Takes a case, or an exported ledger.jsonl, for which no database is needed.
    Names every entry, blob or segment that is not what its digest says, and exits with 1 if there is any. A chain whose
    end was cut off is caught against a checkpoint that was kept elsewhere.

    \b
    Examples:
      reckon verify coast.case
      reckon verify dossier/ledger.jsonl
    """
    faults = _faults(path, checkpoint, blobs)
    if as_json:
        tell_json({"intact": not faults, "faults": [_fault(fault) for fault in faults]})
    elif not faults:
        click.echo("Intact: every entry, blob and segment is what its digest says.")
    else:
        for fault in faults:
            click.echo(f"{fault.where}: {fault.says}", err=True)
        click.echo(f"{len(faults)} faults.", err=True)
    ctx.exit(FOUND if faults else 0)


def _faults(path: Path | None, checkpoint: Path | None, blobs: Path | None) -> tuple[Fault, ...]:
    from reckoning.keep.verify import read_checkpoint, verify_export

    kept = read_checkpoint(checkpoint) if checkpoint else None
    if path is not None and path.is_file():
        return verify_export(path, blobs, kept)
    if blobs is not None:
        raise ReckoningError("--blobs goes with an exported LEDGER.jsonl; a case's own blobs are always checked.")
    return open_case(path).verify(kept)


def _fault(fault: Fault) -> dict[str, str]:
    return {"what": fault.what, "where": fault.where, "says": fault.says}


@click.command()
@optional_case
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File for the checkpoint; stdout if not given."
)
@as_json
def checkpoint(case: Path | None, out: Path | None, as_json: bool) -> None:
    """Put the whole ledger into one hash, to be kept elsewhere.

    The checkpoint (size, Merkle root, head) is recorded in the ledger and printed as JSON. Keep it where whoever
    might change the case cannot reach: it is what shows, to `reckon verify --checkpoint`, that entries were cut off
    at the end or that the whole chain was written again.

    \b
    Example:
      reckon checkpoint coast.case -o coast-2025-08-14.json
    """
    from reckoning.codec import to_plain

    made = to_plain(open_case(case).checkpoint())
    if out is None:
        tell_json(made)
        return
    out.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    if as_json:
        tell_json({"out": str(out)} | made)
    else:
        click.echo(f"Checkpoint of {made['size']} entries in {out}")


@click.command()
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("report")
@click.option("--reason", required=True, help="Why; it is kept in the ledger and shown in the dossier.")
@as_json
def redact(case: Path, report: str, reason: str, as_json: bool) -> None:
    """Destroy a report; the ledger keeps that it was done.

    All that was found in it goes too, and the chain stays whole.

    REPORT is the digest of its bytes, the first digits of it, or its name in the case. There is no way back. Weigh
    and show again afterwards; dossiers that were already given away are not reached.

    \b
    Example:
      reckon redact coast.case 9c41d07f --reason "names a witness who is at risk"
    """
    opened = open_case(case)
    found = [s for s in opened.sources() if s.name == report or s.digest.startswith(report.lower())]
    if len({source.digest for source in found}) != 1:
        several = "several reports are" if found else "no report is"
        raise ReckoningError(f"In {opened.folder} {several} called {report!r}; `reckon export` lists documents.")
    opened.redact(found[0].digest, reason)
    told = {"redacted": found[0].digest, "name": found[0].name, "head": opened.head()}
    if as_json:
        tell_json(told)
    else:
        click.echo(f"{found[0].name} was destroyed and its entry kept; run `reckon weigh` and `reckon show` again.")


COMMANDS = (verify, checkpoint, redact)
