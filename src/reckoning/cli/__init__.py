"""``reckon``: the command line. Every command is a thin door to one verb; heavy imports wait until a verb runs."""

from __future__ import annotations

import sys

import click

from reckoning.cli import asking, estimate, giving, keeping, making, stepping
from reckoning.cli.frame import Commands

__all__ = ["main", "reckon"]

EXITS = """
\b
Exit status:
  0  done
  1  it ran, but found tampering, a part of it failed, or no estimate can stand
  2  nothing could be done: wrong usage, unreadable input, a full disk, a case in use
"""


@click.group(cls=Commands, epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="open-reckoning", prog_name="reckon")
def reckon() -> None:
    """Turn conflicting reports of mass violence into a reckoning that can say why.

    Reports go in; claims, incidents and rival tolls come out, each number with the words that it rests on.
    Nothing is sent anywhere, and nothing is fetched unless you name an address.

    \b
    Start here:
      reckon build reports/ -o dossier     reports in, a folder of pages out
      reckon why 1,383 --case dossier      where a figure comes from
    """


GROUPS = (making, stepping, asking, keeping, giving, estimate)

for group in GROUPS:
    for command in group.COMMANDS:
        reckon.add_command(command)


def main() -> None:
    """Run ``reckon``. A file name that is no Unicode is shown escaped rather than being a fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    reckon(prog_name="reckon")
