"""What all commands share: faults as messages with an exit status, ``--json``, and how a case is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reckoning.problems import ReckoningError

if TYPE_CHECKING:
    from reckoning.case import Case

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

DONE = 0
FOUND = 1
REFUSED = 2


class Refused(click.ClickException):
    """A caller's mistake or a fault of the machine: one line on stderr and exit status 2."""

    exit_code = REFUSED


class Commands(click.Group):
    """A group that lists its commands in the order of work and turns faults into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click fixes this signature
        """Commands in the order in which they were added: that of the work."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; ``ReckoningError`` and faults of the file system become a message and status 2."""
        try:
            return super().invoke(ctx)
        except ReckoningError as error:
            raise Refused(str(error)) from error
        except BrokenPipeError:
            raise
        except EOFError as error:  # click would say "Aborted!", as if the user had
            raise Refused(f"A file of the case or of the program ends too early: {error}.") from error
        except OSError as error:
            raise Refused(_of_the_machine(error)) from error


def _of_the_machine(error: OSError) -> str:
    about = f"{error.filename}: " if error.filename else ""
    return f"{about}{error.strerror or error}. What was reported as done is kept; run the command again."


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object to stdout instead of text.")


def optional_case(function: Decorated) -> Decorated:
    """The argument CASE, which may be left out in a folder that has just one."""
    return click.argument("case", metavar="[CASE]", required=False, type=click.Path(path_type=Path))(function)


def open_case(named: Path | None) -> Case:
    """The case that the user means: a case folder, a dossier beside one, or the only one here.

    Raises ``ReckoningError`` where there is none or the choice is open.
    """
    from reckoning.case import Case

    return Case.open(_folder(named))


def _folder(named: Path | None) -> Path:
    if named is not None:
        beside = case_beside(named)
        return beside if beside.is_dir() and not named.name.endswith(".case") else named
    here = sorted(path for path in Path().glob("*.case") if path.is_dir())
    if len(here) == 1:
        return here[0]
    if here:
        raise ReckoningError(f"There are several cases here ({', '.join(map(str, here))}); name the one you mean.")
    raise ReckoningError("There is no case here; name one, or make one with `reckon build REPORT -o OUT`.")


def case_beside(out: Path) -> Path:
    """The case of a dossier folder: ``OUT.case`` beside it, never inside the publishable folder."""
    if out.name in ("", ".", ".."):
        out = out.resolve()
    return out.with_name(out.name + ".case")


def tell_json(value: Any) -> None:
    """One JSON value to stdout, keys in the order in which they were made."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
