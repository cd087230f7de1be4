"""Floors: what each measure of each set must at least reach (or, where it counts errors, not exceed).

A floor is pinned together with the digest of its corpus. ``raised`` gives the floors that a measurement allows; it
never lowers one, nor takes over another corpus, without a reason, and the reason is kept.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accuracy_scores import lower_is_better

FILE = Path(__file__).with_name("floors.json")
UNPINNED = frozenset({"claims_per_100_words", "gold_per_100_words"})
COUNTED = frozenset({"invented_deaths", "bad_anchors", "failed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one corpus gave."""

    corpus: str
    digest: str
    figures: dict[str, float]


class LoweredError(Exception):
    """A floor would fall, or a corpus changed, and nobody gave a reason."""


def load_floors(file: Path = FILE) -> dict[str, Any]:
    """The pinned floors: {"corpora": {name: {"digest", "floors"}}, "regressions": [...]}."""
    empty: dict[str, Any] = {"corpora": {}, "regressions": []}
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else empty


def save_floors(pinned: dict[str, Any], file: Path = FILE) -> None:
    """Write the floors, sorted, so that a change reads well."""
    file.write_text(json.dumps(pinned, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def pin(measure: str, value: float) -> float:
    """The floor that a figure sets: to two places towards the worse, which leaves room for another machine's rounding."""
    if measure.rpartition(".")[2] in COUNTED:
        return value
    return math.ceil(value * 100) / 100 if lower_is_better(measure) else math.floor(value * 100) / 100


def is_worse(measure: str, value: float, than: float) -> bool:
    """Whether a figure misses a floor."""
    return value > than + 1e-9 if lower_is_better(measure) else value < than - 1e-9


def missed(measured: Measured, pinned: dict[str, Any]) -> list[str]:
    """What keeps a measurement from holding the floors, in words; empty if it holds them all."""
    corpus = pinned["corpora"].get(measured.corpus)
    if corpus is None:
        return [f"{measured.corpus} has no floors; pin them with `make accuracy ARGS=--update`"]
    if corpus["digest"] != measured.digest:
        return [f"{measured.corpus} is not the corpus that the floors were pinned on ({corpus['digest'][:12]})"]
    return [
        f"{measured.corpus} {measure}: {_value(measured, measure)} against the floor {floor}"
        for measure, floor in sorted(corpus["floors"].items())
        if measure not in measured.figures or is_worse(measure, measured.figures[measure], floor)
    ]


def _value(measured: Measured, measure: str) -> str:
    return f"{measured.figures[measure]:.4f}" if measure in measured.figures else "not measured"


def raised(pinned: dict[str, Any], measured: Measured, reason: str | None = None) -> dict[str, Any]:
    """The floors after a measurement. Raises ``LoweredError`` where one would fall and no reason is given."""
    old = pinned["corpora"].get(measured.corpus, {"digest": measured.digest, "floors": {}})
    new = {name: pin(name, value) for name, value in measured.figures.items() if name not in UNPINNED}
    falls = _falls(old, new, measured)
    if falls and not (reason or "").strip():
        raise LoweredError("; ".join(fall["says"] for fall in falls) + "; give --allow-regression REASON")
    kept = [*pinned["regressions"], *({**fall, "reason": reason} for fall in falls)]
    corpora = pinned["corpora"] | {measured.corpus: {"digest": measured.digest, "floors": new}}
    return {"corpora": corpora, "regressions": kept}


def _falls(old: dict[str, Any], new: dict[str, float], measured: Measured) -> list[dict[str, Any]]:
    falls: list[dict[str, Any]] = []
    if old["digest"] != measured.digest:
        says = f"{measured.corpus} is another corpus ({old['digest'][:12]} became {measured.digest[:12]})"
        falls.append({"corpus": measured.corpus, "says": says})
    for measure, floor in sorted(old["floors"].items()):
        if measure not in new or is_worse(measure, new[measure], floor):
            now = new.get(measure)
            says = f"{measured.corpus} {measure} falls from {floor} to {'nothing' if now is None else now}"
            falls.append({"corpus": measured.corpus, "measure": measure, "from": floor, "to": now, "says": says})
    return falls
