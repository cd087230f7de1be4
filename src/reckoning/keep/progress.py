"""What the verbs of a case tell and give back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reckoning.types import Problem, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a long verb, told after it was committed. ``total`` is None while it is not known.

    ``name`` is the document's name, ``digest`` the digest of its bytes.
    """

    verb: str
    done: int
    total: int | None
    name: str
    digest: str


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What ``add`` did: sources taken in, sources that the case already held unchanged, and faults on the way.

    A source whose bytes were known, but not all of its details, is among the new.
    """

    new: tuple[Source, ...] = ()
    known: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What ``extract`` did: documents done now, documents whose output existed, and the faults of this run."""

    done: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()


def tell(on_progress: OnProgress | None, verb: str, done: int, total: int | None, source: Source) -> None:
    """Tell a listener, if there is one."""
    if on_progress is not None:
        on_progress(Progress(verb=verb, done=done, total=total, name=source.name, digest=source.digest))
