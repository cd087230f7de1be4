"""What is to be done: inputs times versions, less what exists."""

from __future__ import annotations

from dataclasses import dataclass

from reckoning.keep.standing import Standing
from reckoning.run.versions import Versions
from reckoning.types import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One document to do. ``reading`` names the segment of its reading where only extraction is due."""

    source: Source
    reader: str
    extractor: str
    config: str
    reading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The documents to do, in order of name then digest, and the number of those already done."""

    tasks: tuple[Task, ...]
    skipped: int


def plan(standing: Standing, versions: Versions) -> Plan:
    """Every held source whose last output was not made by the present versions."""
    sources = sorted(standing.sources.values(), key=lambda source: (source.name, source.digest))
    tasks = tuple(task for source in sources if (task := _task(standing, versions, source)) is not None)
    return Plan(tasks=tasks, skipped=len(sources) - len(tasks))


def _task(standing: Standing, versions: Versions, source: Source) -> Task | None:
    reader = versions.reader(source)
    task = Task(source=source, reader=reader, extractor=versions.extractor, config=versions.config)
    reading = standing.reading(source)
    if reading is None or reading.code != reader:
        return task
    findings = standing.findings.get(reading.segment)
    if findings is not None and (findings.code, findings.config) == (versions.extractor, versions.config):
        return None
    return Task(
        source=source, reader=reader, extractor=versions.extractor, config=versions.config, reading=reading.segment
    )
