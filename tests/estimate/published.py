"""The published tables, and small plans for the latent classes that run in seconds."""

from __future__ import annotations

from pathlib import Path

from reckoning.weigh.estimate.latent import Plan, Prior, Stage
from reckoning.weigh.estimate.tables import CaptureTable, read_table

TOY = "a,b,c,count\n1,0,0,7\n0,1,0,6\n0,0,1,5\n1,1,0,3\n1,0,1,1\n0,1,1,2\n1,1,1,1\n"


def published(data: Path, name: str) -> CaptureTable:
    """A table of the folder ``data/mse``."""
    return read_table((data / "mse" / f"{name}.csv").read_text(encoding="utf-8"), label=name)


def toy() -> CaptureTable:
    """The made-up table of 25 people for which exact quantiles are known."""
    return read_table(TOY, label="toy")


def one_stage(
    classes: int, rounds: int, *, replicas: int = 64, length: int = 24, warmup: int = 150, levels: int = 1,
    least: int | None = None,
) -> Plan:  # fmt: skip
    """A plan of one stage that runs all its rounds unless ``least`` says otherwise."""
    stage = Stage(
        name="test", replicas=replicas, levels=levels, length=length, warmup=warmup, rounds=rounds,
        least=rounds if least is None else least,
    )  # fmt: skip
    return Plan(prior=Prior(classes=classes), stages=(stage,))
