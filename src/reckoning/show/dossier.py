"""The door of show: a reckoning as a folder of pages that a stranger can open, read, print and check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reckoning.reckoned import Reckoning, Report
from reckoning.types import Problem

if TYPE_CHECKING:
    from reckoning.weigh.estimate.panel import Panel

UNTITLED = "A reckoning"
NamesPolicy = Literal["full", "initials", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The ledger's last entry at the time of showing: its number and its hash (64 hex digits)."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a published dossier is made of; the same value gives the same bytes, for no clock is read.

    ``problems`` are those of reading and extraction that no ``Report`` and not the ``Reckoning`` carries.
    A dossier that stays ``UNTITLED`` is headed by its leading incident.
    ``estimate`` is of those whom no list has; it is not current where the case has changed since it was made.
    ``attachments`` are further files (path within the folder, bytes): exports, a copy of the ledger.
    """

    reports: tuple[Report, ...]
    reckoning: Reckoning
    problems: tuple[Problem, ...] = ()
    head: Head | None = None
    title: str = UNTITLED
    names_policy: NamesPolicy = "full"
    attachments: tuple[tuple[str, bytes], ...] = ()
    estimate: Panel | None = None
    estimate_current: bool = True


def publish(dossier: Dossier, out: Path) -> Path:
    """Write the dossier to the folder ``out`` in one swap and give the path of its first page.

    Raises ``ReckoningError`` where ``out`` is something else than a dossier or an empty folder, or cannot be written.
    """
    from reckoning.show.deposit import deposit  # noqa: PLC0415  # the page makers need Dossier from this module
    from reckoning.show.site import render  # noqa: PLC0415

    return deposit(render(dossier), out) / "index.html"
