"""One document at a time: read it, extract from it, keep what came out.

A :class:`Bench` is made once per process and holds no state but its tools, so that the order of the documents and
the process that does them change nothing. What fails, fails for its document alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from reckoning import plugins
from reckoning.atlas.gazetteer_load import beside_shipped
from reckoning.config import Settings
from reckoning.keep import segment
from reckoning.keep.vault import BlobMissingError, BlobTamperedError, Vault
from reckoning.read.language import undecided
from reckoning.run.plan import Task
from reckoning.run.verbs import Verbs, resolve
from reckoning.run.versions import all_readers
from reckoning.types import Findings, Problem, Source, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one task left: the segments' digests and all its problems.

    ``reading`` is None where the document could not be had at all (its blob is damaged, or the process that did it
    died): nothing is recorded, and the next run tries again. ``whole`` is False where a model could not be asked: what
    was found is recorded, and the next run asks again.
    """

    task: Task
    reading: str | None = None
    findings: str | None = None
    problems: tuple[Problem, ...] = ()
    whole: bool = True


class Bench:
    """The tools of one process for the case in ``folder``."""

    def __init__(self, folder: Path, verbs: Verbs, settings: Settings | None = None) -> None:
        self._blobs = Vault(folder / "vault")
        self._segments = Vault(folder / "segments", ".jsonl")
        self._read = resolve(verbs.read)
        self._extract = _with_gazetteers(resolve(verbs.extract), settings.gazetteers if settings else ())
        self._language = settings.language if settings else ""
        self._readers = all_readers(verbs)
        self._extractors = plugins.extractors(settings).things

    def perform(self, task: Task) -> Done:
        """Do one task; its segments are on disk when this returns. ``OSError`` if they cannot be written."""
        try:
            text, problems, reading = self._reading(task)
        except (BlobMissingError, BlobTamperedError) as error:
            return Done(task=task, problems=(_damaged(task.source, error),))
        found, findings = self._findings(text, task.source.name)
        return Done(
            task=task, reading=reading, findings=self._segments.put(findings), problems=(*problems, *found.problems),
            whole=all(problem.code != "MODEL-FAILED" for problem in found.problems),
        )  # fmt: skip

    def _reading(self, task: Task) -> tuple[Text | None, tuple[Problem, ...], str]:
        if task.reading is not None:
            return (*segment.to_reading(self._segments.get(task.reading)), task.reading)
        read = partial(self._read, readers=self._readers)
        text, problems, data = read_one(read, task.source, self._blobs.get(task.source.digest))
        return text, problems, self._segments.put(data)

    def _findings(self, text: Text | None, name: str) -> tuple[Findings, bytes]:
        if text is None:
            return Findings(), b""
        if self._language and undecided(text.content):
            text = replace(text, language=self._language)
        found = [_guarded(self._extract, text, _failed("EXTRACT-FAILED", name))]
        further = [e for e in self._extractors if not e.languages or text.language in e.languages]
        for one in further:
            extract = partial(one.extract, beside=found[0]) if one.beside else one.extract
            found.append(_guarded(extract, text, _failed("PLUGIN-FAILED", name, by=one.name)))
        joined = join(found)
        if any(extractor.languages for extractor in further):
            joined = replace(joined, problems=tuple(p for p in joined.problems if p.code != "READ-LANGUAGE"))
        return joined, segment.from_findings(joined)


def _with_gazetteers(extract: Callable[..., Findings], paths: tuple[Path, ...]) -> Callable[[Text], Findings]:
    """The extractor with the case's own gazetteers; without any it is asked as it is."""
    gazetteer = beside_shipped(paths)
    return extract if gazetteer is None else partial(extract, gazetteer=gazetteer)


def read_one(
    read: Callable[[Source, bytes], Any], source: Source, data: bytes
) -> tuple[Text | None, tuple[Problem, ...], bytes]:
    """A source's text and problems, and the segment of both; a reader that throws gives READ-FAILED."""
    try:
        reading = read(source, data)
        text, problems = reading.text, tuple(reading.problems)
        return text, problems, segment.from_reading(text, problems)
    except Exception as error:  # noqa: BLE001 whatever a document does to a reader, the others are read
        problems = (_failed("READ-FAILED", source.name)(error),)
        return None, problems, segment.from_reading(None, problems)


def join(found: list[Findings]) -> Findings:
    """Findings of several extractors on one text; of two with one key the earlier extractor's stands."""
    return Findings(
        claims=_first(item for each in found for item in each.claims),
        statements=_first(item for each in found for item in each.statements),
        aliases=_first(item for each in found for item in each.aliases),
        persons=_first(item for each in found for item in each.persons),
        problems=tuple(item for each in found for item in each.problems),
        calls=_first(item for each in found for item in each.calls),
    )


def _first(items: Any) -> tuple[Any, ...]:
    by_key: dict[str, Any] = {}
    for item in items:
        by_key.setdefault(item.key, item)
    return tuple(by_key.values())


def _guarded(extract: Callable[[Text], Findings], text: Text, failed: Callable[[Exception], Problem]) -> Findings:
    """What an extractor finds; one that throws, or gives what no segment can hold, becomes a Problem."""
    try:
        findings = extract(text)
        segment.from_findings(findings)
    except Exception as error:  # noqa: BLE001 whatever a text does to an extractor, the others are done
        return Findings(problems=(failed(error),))
    return findings


def _failed(code: str, name: str, by: str = "") -> Callable[[Exception], Problem]:
    label = f"{by}: " if by else ""
    return lambda error: Problem(where=name, code=code, says=f"{label}{type(error).__name__}: {error}")


def _damaged(source: Source, error: Exception) -> Problem:
    how = "is missing" if isinstance(error, BlobMissingError) else "was changed"
    says = f"What was kept of it {how} ({error}). Run `reckon verify`; add the file again to heal its blob."
    return Problem(where=source.name, code="KEEP-TAMPERED", says=says)
