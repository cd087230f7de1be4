"""The dossiers that every test of whole pages runs over: a full one, its stricter releases, and near-empty ones."""

from __future__ import annotations

from dataclasses import replace

import estimated
from invented import DOSSIER

from reckoning.reckoned import Reckoning
from reckoning.show.dossier import Dossier

CASES = {
    "valley": DOSSIER,
    "initials": replace(DOSSIER, names_policy="initials"),
    "withheld": replace(DOSSIER, names_policy="none", head=None),
    "unweighed": replace(DOSSIER, reckoning=Reckoning(), title="Unweighed"),
    "estimated": replace(DOSSIER, estimate=estimated.full()),
    "unlinked": replace(DOSSIER, estimate=estimated.unlinked(), estimate_current=False),
    "empty": Dossier(reports=(), reckoning=Reckoning()),
}
