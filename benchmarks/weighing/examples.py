"""Clustering on the documents of ``examples/coast-2025``, read and extracted as a user would, against labels by hand.

    python benchmarks/weighing/examples.py

A claim's label is the event that its sentence speaks of, told by document and figure; claims that are not listed speak
of the episode as a whole (its totals, breakdowns by governorate and daily figures). Vague claims without a figure are
left out. Prints precision, recall and F1 (B-cubed) for incidents, and for episodes with what they hold.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "weigh"))

from simulator import b_cubed  # noqa: E402

from reckoning.case import Case  # noqa: E402
from reckoning.reckoned import Reckoning, Report  # noqa: E402
from reckoning.weigh.relay import figure_of  # noqa: E402
from reckoning.weigh.saying import sayings  # noqa: E402

#: Document (its beginning) and figures -> event: 1 the ambushes at Jableh, 2 Baniyas, 3 Al-Tuwaimah.
LABELS = {
    ("2025-03-06-first-ambushes", (16, 28, 13)): 1,
    ("2025-03-08-villages", (60, 10, 5)): 2,
    ("2025-03-08-villages", (31, 9)): 3,
}
DISPLACED = 4


def label(name: str, measure: str, figure: int) -> int:
    """The event of a claim by hand; 0 is the episode."""
    if measure == "displaced":
        return DISPLACED
    return next((event for (start, held), event in LABELS.items() if name.startswith(start) and figure in held), 0)


def weighed(folder: Path) -> tuple[tuple[Report, ...], Reckoning]:
    """The examples added to a case, extracted and weighed."""
    case = Case.create(folder / "coast.case")
    case.add([ROOT / "examples" / "coast-2025"])
    case.extract()
    return case.reports(), case.weigh()


def main() -> None:
    """The two lines of the measurement."""
    with tempfile.TemporaryDirectory() as folder:
        reports, reckoning = weighed(Path(folder))
    gold = {
        s.key: label(s.name, s.claim.measure, figure)
        for s in sayings(reports)
        if (figure := figure_of(s)) is not None and s.claim.quantity.bound != "vague"
    }
    home = {c: i.id for i in reckoning.incidents for c in i.claims}
    top = {c: i.parent or i.id for i in reckoning.incidents for c in i.claims}
    whole = {key: event if event == DISPLACED else 0 for key, event in gold.items()}
    for name, found, truth in (("incidents", home, gold), ("episodes", top, whole)):
        precision, recall, f1 = b_cubed(found, truth)
        print(f"{name}: {len(truth)} claims, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
