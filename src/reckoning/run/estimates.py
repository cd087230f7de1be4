"""Estimates of a case: the person rows as people joined them, and the entry that keeps each panel.

The rows, the verdicts and the files of links that an estimate rests on are its inputs in the ledger; the panel with all
its draws is its output. The same inputs, request and seed give the recorded panel back. A redaction destroys every
panel, as it does every reckoning, for it may rest on what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import get_args

from reckoning.codec import to_plain
from reckoning.ids import digest, digest_of
from reckoning.keep import segment
from reckoning.keep.keeping import Keeping
from reckoning.keep.persons import row_verdicts
from reckoning.keep.standing import Standing
from reckoning.problems import ReckoningError
from reckoning.run.outputs import reports, stood
from reckoning.types import Run
from reckoning.weigh.estimate.panel import VERSION, Panel
from reckoning.weigh.estimate.rows import ListedBy, Roll, RowVerdict, roll


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRows:
    """The rows of a case that an estimate may be of, the verdicts on them, and the digest of both."""

    roll: Roll
    verdicts: tuple[RowVerdict, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as the ledger names it: the digest of all its settings, and the files of links, byte for byte."""

    config: str
    links: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A panel and the entry that names it."""

    run: Run
    panel: Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A panel of the ledger; ``current`` says whether the case still has the rows and verdicts that it rests on."""

    panel: Panel
    current: bool


def case_rows(keeping: Keeping, standing: Standing, listed_by: ListedBy) -> CaseRows:
    """What an estimate of the case as it is now would be of."""
    held = reports(keeping, standing)
    listed, verdicts = roll(held, listed_by), row_verdicts(stood(keeping, standing), held)
    plain = [to_plain(listed), [to_plain(v) for v in verdicts]]
    return CaseRows(roll=listed, verdicts=verdicts, digest=digest_of("case-rows.v1", listed_by, *plain))


def keep(keeping: Keeping, rows: CaseRows, asked: Asked, panel: Panel) -> None:
    """Record a panel with the files of links that it rests on."""
    inputs = (rows.digest, *(keeping.segments.put(each) for each in asked.links))
    output = keeping.segments.put(segment.from_panel(panel))
    problems = len(panel.refused) + len(panel.refusals)
    keeping.record([
        Run(verb="estimate", code=VERSION, config=asked.config, inputs=inputs, outputs=(output,), problems=problems)
    ])  # fmt: skip


def recall(keeping: Keeping, rows: CaseRows, asked: Asked) -> Recorded | None:
    """The recorded panel of the same rows, verdicts, links and request by this version, or None."""
    inputs = (rows.digest, *(digest(each) for each in asked.links))
    for run in reversed(keeping.standing().estimates):
        if (run.code, run.config, run.inputs) == (VERSION, asked.config, inputs):
            return Recorded(run=run, panel=keeping.recall(run.outputs[0], segment.to_panel))
    return None


def latest(keeping: Keeping, standing: Standing) -> Kept | None:
    """The estimate of the case: the one that was made last."""
    if not standing.estimates:
        return None
    run = standing.estimates[-1]
    panel = keeping.recall(run.outputs[0], segment.to_panel)
    return Kept(panel=panel, current=run.inputs[0] in set(_digests(keeping, standing)))


def _digests(keeping: Keeping, standing: Standing) -> Iterator[str]:
    """The rows of today under either way to make lists of documents; a way that is barred gives none."""
    for way in get_args(ListedBy):
        with suppress(ReckoningError):
            yield case_rows(keeping, standing, way).digest
