"""Laying down a long run and taking it up again: one file, no code in it, bound to its table, plan and seed.

The file is NumPy's archive of arrays plus one JSON line; it is replaced whole after every round, so that an interrupted
run loses one round at most. A run taken up gives the same digest as one that was never interrupted.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.answer import Outcome
from reckoning.weigh.estimate.hamiltonian import Ensemble
from reckoning.weigh.estimate.latent import Journey, Plan, Report, estimate, reopen
from reckoning.weigh.estimate.tables import CaptureTable

FORMAT = "latent-journey.v1"
ARRAYS = tuple(f.name for f in fields(Ensemble) if f.name != "age")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a run is laid down."""

    path: Path

    def save(self, journey: Journey, bound: str) -> None:
        """Replace the file whole."""
        state: dict[str, Any] = {
            "format": FORMAT, "bound": bound, "stage": journey.stage, "age": journey.ensemble.age,
            "finished": journey.finished, "spent": journey.spent, "random": journey.generator.bit_generator.state,
        }  # fmt: skip
        buffer = io.BytesIO()
        arrays = {name: getattr(journey.ensemble, name) for name in ARRAYS}
        np.savez(buffer, kept=journey.kept, state=np.array(json.dumps(state)), **arrays)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(self.path.name + ".part")
        fresh.write_bytes(buffer.getvalue())
        fresh.replace(self.path)

    def load(self, bound: str) -> Journey | None:
        """The run that lies here, or None; one of another table, plan or seed is refused."""
        if not self.path.exists():
            return None
        try:
            with np.load(io.BytesIO(self.path.read_bytes()), allow_pickle=False) as archive:
                arrays = {name: archive[name] for name in (*ARRAYS, "kept")}
                state = json.loads(str(archive["state"]))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as fault:
            raise ReckoningError(f"{self.path.name} is no run that was laid down; remove it to start anew.") from fault
        if state.get("format") != FORMAT or state.get("bound") != bound:
            raise ReckoningError(
                f"{self.path.name} is a run of another table, plan or seed; remove it or name another."
            )
        generator = np.random.default_rng(0)
        generator.bit_generator.state = state["random"]
        kept = arrays.pop("kept")
        return Journey(
            stage=state["stage"], ensemble=Ensemble(**arrays, age=state["age"]), generator=generator, kept=kept,
            finished=state["finished"], spent=state["spent"],
        )  # fmt: skip


def bound_to(table: CaptureTable, plan: Plan, seed: int) -> str:
    """What a run belongs to; the budget of the last stage is left out, so that a refused run may be given more."""
    free = replace(plan, stages=(*plan.stages[:-1], replace(plan.stages[-1], rounds=0, least=0)))
    return digest_of(FORMAT, table.digest, to_plain(free), seed)


def estimate_kept(table: CaptureTable, plan: Plan, seed: int, *, place: Place, report: Report | None = None) -> Outcome:
    """As :func:`latent.estimate`, laid down after every round and taken up where it lies."""
    bound = bound_to(table, plan, seed)
    journey = place.load(bound)
    if journey and journey.finished:
        reopen(journey, plan)

    def after(here: Journey, words: str) -> None:
        place.save(here, bound)
        if report:
            report(here, words)

    return estimate(table, plan=plan, seed=seed, journey=journey, report=after)
