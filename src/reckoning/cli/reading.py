"""Reports to claim lines without a case, in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from reckoning.problems import ReckoningError
from reckoning.types import Problem, Source

if TYPE_CHECKING:
    from reckoning.atlas.gazetteer import Gazetteer
    from reckoning.case import OnProgress
    from reckoning.read.intake import Incoming

AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The claims of one document as JSON lines, in the order of the text; ``read`` is False if there was no text."""

    document: str
    source: str
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The claims of all documents as JSON lines, and how many documents could be read."""

    documents: int
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_claims(
    paths: Sequence[Path],
    max_bytes: int,
    workers: int,
    gazetteers: tuple[Path, ...] = (),
    on_progress: OnProgress | None = None,
) -> Found:
    """Gather, read and extract; sorted by document name, then digest, then place in the text.

    The same files give the same lines whatever the number of workers. ``gazetteers`` are asked before the shipped one;
    ``ReckoningError`` for one that cannot be used.
    """
    from reckoning.case import Progress
    from reckoning.read.intake import gather

    _gazetteer(gazetteers)
    faults: list[Problem] = []
    done: list[Lines] = []
    for lines in _each(_incoming(gather(paths, max_bytes=max_bytes), faults), workers, gazetteers):
        done.append(lines)
        if on_progress is not None:
            on_progress(Progress(verb="extract", done=len(done), total=None, name=lines.document, digest=lines.source))
    done.sort(key=lambda one: (one.document, one.source))
    return Found(
        documents=sum(one.read for one in done),
        lines=tuple(line for one in done for line in one.lines),
        problems=(*faults, *(problem for one in done for problem in one.problems)),
    )


def _incoming(gathered: Iterable[Incoming | Problem], faults: list[Problem]) -> Iterator[Incoming]:
    for item in gathered:
        if isinstance(item, Problem):
            faults.append(item)
        else:
            yield item


def _each(items: Iterator[Incoming], workers: int, gazetteers: tuple[Path, ...]) -> Iterator[Lines]:
    """Each document's lines; with several workers only a few documents a worker are in memory at once."""
    if workers == 1:
        yield from (claim_lines(item, gazetteers) for item in items)
        return
    flying: deque[tuple[Incoming, Future[Lines]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for item in items:
            flying.append((item, pool.submit(claim_lines, item, gazetteers)))
            if len(flying) >= workers * AHEAD:
                yield _landed(*flying.popleft())
        while flying:
            yield _landed(*flying.popleft())


def _landed(item: Incoming, future: Future[Lines]) -> Lines:
    """The result; a pool whose process died (too little memory, say) ends the run with a message."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise ReckoningError(
            f"A process died while {item.name} or a document near it was read; try --workers 1, or leave it out."
        ) from error


def claim_lines(incoming: Incoming, gazetteers: tuple[Path, ...] = ()) -> Lines:
    """One document's claims as lines of claim format v1; a fault becomes a Problem, so that the others go on."""
    from reckoning.ids import digest

    source = digest(incoming.data)
    try:
        return _read(incoming, source, gazetteers)
    except Exception as error:  # noqa: BLE001 one document must not end a run over thousands
        says = f"{type(error).__name__}: {error}"
        problem = Problem(where=incoming.name, code="EXTRACT-FAILED", says=says)
        return Lines(document=incoming.name, source=source, problems=(problem,), read=True)


@lru_cache(maxsize=1)
def _gazetteer(paths: tuple[Path, ...]) -> Gazetteer | None:
    """The user's gazetteers before the shipped one, loaded once a process."""
    from reckoning.atlas.gazetteer_load import beside_shipped

    return beside_shipped(paths)


def _read(incoming: Incoming, digest: str, gazetteers: tuple[Path, ...]) -> Lines:
    from reckoning.extract.form import claim_v1
    from reckoning.extract.run import extract
    from reckoning.read.reader import read
    from reckoning.show.bundle import json_line

    reading = read(_source(incoming, digest), incoming.data)
    document = Path(incoming.name).name
    if reading.text is None:
        return Lines(document=document, source=digest, problems=reading.problems)
    findings = extract(reading.text, gazetteer=_gazetteer(gazetteers))
    claims = sorted(findings.claims, key=lambda claim: (claim.anchor.start, claim.anchor.end, claim.key))
    lines = tuple(json_line(claim_v1(claim, document)) for claim in claims)
    return Lines(
        document=document,
        source=digest,
        lines=lines,
        problems=(*reading.problems, *findings.problems),
        read=True,
    )


def _source(incoming: Incoming, digest: str) -> Source:
    details = incoming.details
    return Source(
        digest=digest,
        name=incoming.name,
        media_type=incoming.media_type,
        size=len(incoming.data),
        url=details.url,
        publisher=details.publisher,
        published=details.date,
        title=details.title,
        author=details.author,
    )
