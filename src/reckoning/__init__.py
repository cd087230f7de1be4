"""Reckoning: conflicting reports of mass violence in, an auditable casualty record out.

    import reckoning

    case = reckoning.open_case("coast.case")     # or create_case
    case.add(["reports/"])
    case.extract()
    reckoning = case.weigh()
    case.show("dossier")

The four verbs stand in the packages ``read``, ``extract``, ``weigh`` and ``show``, each with one door
(docs/architecture.md); the values that cross between them are re-exported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reckoning.problems import ReckoningError
from reckoning.types import Anchor, Claim, Findings, Incident, Place, Population, Problem, Quantity, Source, Text, Toll

if TYPE_CHECKING:
    from pathlib import Path

    from reckoning.case import Case

__all__ = [
    "Anchor", "Claim", "Findings", "Incident", "Place", "Population", "Problem", "Quantity", "ReckoningError", "Source",
    "Text", "Toll", "create_case", "open_case",
]  # fmt: skip


def open_case(folder: str | Path) -> Case:
    """An existing case; ``ReckoningError`` if the folder holds none."""
    from pathlib import Path  # noqa: PLC0415 - nothing heavy is loaded before a case is asked for

    from reckoning.case import Case  # noqa: PLC0415

    return Case.open(Path(folder))


def create_case(folder: str | Path) -> Case:
    """A new case in a folder that is empty or does not exist yet; ``ReckoningError`` otherwise."""
    from pathlib import Path  # noqa: PLC0415

    from reckoning.case import Case  # noqa: PLC0415

    return Case.create(Path(folder))
