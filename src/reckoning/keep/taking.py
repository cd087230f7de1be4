"""Taking documents in: what an incoming document is to a case that may hold it already. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reckoning.ids import digest, short
from reckoning.keep.segment import by_address
from reckoning.keep.standing import Standing
from reckoning.types import Problem, Source

DETAILS = ("url", "publisher", "published", "title", "author")


def source_of(incoming: Any, details: Any) -> Source:
    """The source of an ``Incoming``; what ``details`` (may be None) tells wins over the sidecar, field by field."""
    told = {name: _told(incoming.details, name) for name in DETAILS}
    given = {name: _told(details, name) for name in DETAILS}
    return Source(
        digest=digest(incoming.data),
        name=incoming.name,
        media_type=incoming.media_type,
        size=len(incoming.data),
        **{name: told[name] if given[name] is None else given[name] for name in DETAILS},
    )


def _told(details: Any, name: str) -> Any:
    return getattr(details, "date" if name == "published" else name, None)


def admit(standing: Standing, source: Source) -> tuple[Source | None, tuple[Problem, ...]]:
    """The record to write for a source, or None where nothing is new; and what is to be said about it.

    The same bytes are one document: under the same name, new details are added to those known (nothing known is
    unsaid by silence); under another name they stay what they are. Withheld bytes are not taken in again.
    """
    if source.digest in standing.redacted and source.digest not in standing.sources:
        return None, (_problem(source, "KEEP-REDACTED", "A redaction withholds it; it is not taken in again."),)
    held = standing.sources.get(source.digest)
    if held is None:
        return source, tuple(_namesakes(standing, source))
    if held.name != source.name:
        says = f"Its bytes are those of {held.name}; they count once, with the details given there."
        return None, (_problem(source, "KEEP-DUPLICATE", says),)
    known = replace(held, **{name: getattr(source, name) or getattr(held, name) for name in DETAILS})
    return (None if known == held else known), ()


def _namesakes(standing: Standing, source: Source) -> Iterable[Problem]:
    others = sorted(s.digest for s in standing.sources.values() if s.name == source.name and s.digest != source.digest)
    if others:
        says = f"The case already holds another document of this name ({short(others[0])}); both count."
        yield _problem(source, "KEEP-NAMESAKE", says)


def still_standing(
    old: Iterable[Problem], new: Iterable[Problem], names: Iterable[str], roots: Sequence[str]
) -> tuple[Problem, ...]:
    """The problems of intake after one more: a place that was looked at again has only its new ones."""
    fresh = set(new)
    seen = set(names) | {problem.where for problem in fresh}
    kept = {p for p in old if p.where not in seen and not any(_below(p.where, root) for root in roots)}
    return by_address(kept | fresh)


def _below(where: str, root: str) -> bool:
    return where == root or where.startswith(root.rstrip("/") + "/")


def _problem(source: Source, code: str, says: str) -> Problem:
    return Problem(where=source.name, code=code, says=says)
