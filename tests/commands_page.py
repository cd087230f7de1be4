"""docs/commands.md from the commands themselves: ``make docs`` writes it, and a test holds it to what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from reckoning.cli import reckon

FILE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
WIDTH = 100
HEAD = """\
# Commands

Pasted in by `make docs` from `reckon COMMAND --help`; do not edit.

## Exit status

| status | means |
|---:|---|
| 0 | done |
| 1 | it ran, but `verify` found faults, or a part of the work failed (`READ-FAILED`, `EXTRACT-FAILED`, `PLUGIN-FAILED`, `KEEP-TAMPERED`; see [problems.md](problems.md)), or `estimate` has no method that can stand by an answer |
| 2 | nothing could be done: wrong usage, a path that does not exist, no readable report, a figure that is nowhere, wrong settings, a full disk, a case that another process is working on |

Results go to stdout; messages, problems and the progress bar (only where stderr is a terminal) to stderr.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    top = click.Context(reckon, info_name="reckon", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    yield _section("reckon", reckon.get_help(top))
    for name, command in reckon.commands.items():
        context = click.Context(command, info_name=name, parent=top)
        context.terminal_width = WIDTH
        yield _section(f"reckon {name}", command.get_help(context))


def _section(title: str, shown: str) -> str:
    lines = "\n".join(line.rstrip() for line in shown.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
