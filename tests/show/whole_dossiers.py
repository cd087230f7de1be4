"""The dossiers that every test of whole pages runs over: a full one, its stricter releases, and near-empty ones."""

from __future__ import annotations

from dataclasses import replace

from invented import DOSSIER

from reckoning.reckoned import Reckoning
from reckoning.show.dossier import Dossier

CASES = {
    "valley": DOSSIER,
    "initials": replace(DOSSIER, names_policy="initials"),
    "withheld": replace(DOSSIER, names_policy="none", head=None),
    "unweighed": replace(DOSSIER, reckoning=Reckoning(), title="Unweighed"),
    "empty": Dossier(reports=(), reckoning=Reckoning()),
}
