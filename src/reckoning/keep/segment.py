"""Findings as canonical JSON lines: what a run leaves behind, named by its digest.

Each line is ``{KIND: {…}}``. Findings are sorted by kind and key, so that the order in which an extractor came upon
them does not show in the digest; read back, they stand in the order of the text. A reckoning keeps the order that
weighing gave it, which is part of what weighing says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from reckoning.codec import from_plain, to_plain
from reckoning.ids import canonical
from reckoning.reckoned import IncidentLink, Origin, Reckoning, Relay, Sensitivity, Series
from reckoning.types import (
    Alias,
    Anchor,
    Claim,
    Findings,
    Incident,
    Interval,
    PersonRow,
    Problem,
    Statement,
    Text,
    Toll,
)

T = TypeVar("T")
Lines = dict[str, list[Any]]
OF_FINDINGS: dict[str, tuple[str, type[Any]]] = {
    "claims": ("claim", Claim),
    "statements": ("statement", Statement),
    "aliases": ("alias", Alias),
    "persons": ("person", PersonRow),
    "problems": ("problem", Problem),
}
OF_RECKONING: dict[str, tuple[str, type[Any]]] = {
    "incidents": ("incident", Incident),
    "origins": ("origin", Origin),
    "relays": ("relay", Relay),
    "series": ("series", Series),
    "tolls": ("toll", Toll),
    "links": ("link", IncidentLink),
    "sensitivities": ("sensitivity", Sensitivity),
    "problems": ("problem", Problem),
}


def from_findings(findings: Findings) -> bytes:
    """The segment of one text's findings."""
    lines = (
        (kind, str(getattr(item, "key", "")), _line(kind, to_plain(item)))
        for name, (kind, _) in OF_FINDINGS.items()
        for item in getattr(findings, name)
    )
    return b"".join(line for _, _, line in sorted(lines))


def to_findings(data: bytes) -> Findings:
    """The inverse of :func:`from_findings`, each kind in the order of the text."""
    lines = _lines(data)
    return Findings(
        **{name: tuple(sorted(_revive(lines, kind, of), key=_place)) for name, (kind, of) in OF_FINDINGS.items()}
    )


def from_reading(text: Text | None, problems: Iterable[Problem] = ()) -> bytes:
    """The segment of one source's reading: the text, if there is one, and what went wrong."""
    return b"".join(
        [*_each("problem", sorted(problems, key=_address)), *([] if text is None else _each("text", [text]))]
    )


def to_reading(data: bytes) -> tuple[Text | None, tuple[Problem, ...]]:
    """The inverse of :func:`from_reading`."""
    lines = _lines(data)
    texts = _revive(lines, "text", Text)
    return (texts[0] if texts else None), tuple(_revive(lines, "problem", Problem))


def from_reckoning(reckoning: Reckoning) -> bytes:
    """The segment of a reckoning, in its own order."""
    parts = [line for name, (kind, _) in OF_RECKONING.items() for line in _each(kind, getattr(reckoning, name))]
    parts += [_line("unplaced", key) for key in reckoning.unplaced]
    parts += [_line("as_of", to_plain(reckoning.as_of))] if reckoning.as_of is not None else []
    return b"".join(parts)


def to_reckoning(data: bytes) -> Reckoning:
    """The inverse of :func:`from_reckoning`."""
    lines = _lines(data)
    as_of = _revive(lines, "as_of", Interval)
    return Reckoning(
        unplaced=tuple(lines.get("unplaced", ())),
        as_of=as_of[0] if as_of else None,
        **{name: tuple(_revive(lines, kind, of)) for name, (kind, of) in OF_RECKONING.items()},
    )


def by_address(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the one order in which they are shown: place, code, words."""
    return tuple(sorted(problems, key=_address))


def from_problems(problems: Iterable[Problem]) -> bytes:
    """The segment of the faults of an intake."""
    return b"".join(_each("problem", sorted(problems, key=_address)))


def to_problems(data: bytes) -> tuple[Problem, ...]:
    """The inverse of :func:`from_problems`."""
    return tuple(_revive(_lines(data), "problem", Problem))


def from_inputs(digests: Iterable[str]) -> bytes:
    """The list of what a run took in, where that is too long for a ledger entry."""
    return b"".join(_line("input", digest) for digest in sorted(set(digests)))


def to_inputs(data: bytes) -> tuple[str, ...]:
    """The inverse of :func:`from_inputs`."""
    return tuple(_lines(data).get("input", ()))


def _line(kind: str, plain: Any) -> bytes:
    return canonical({kind: plain}) + b"\n"


def _each(kind: str, items: Iterable[Any]) -> Iterator[bytes]:
    return (_line(kind, to_plain(item)) for item in items)


def _lines(data: bytes) -> Lines:
    lines: Lines = {}
    for line in data.splitlines():
        ((kind, plain),) = json.loads(line).items()
        lines.setdefault(kind, []).append(plain)
    return lines


def _revive(lines: Lines, kind: str, of: type[T]) -> list[T]:
    return [from_plain(of, plain) for plain in lines.get(kind, ())]


def _place(item: Any) -> tuple[Any, ...]:
    anchor: Anchor | None = item.anchor
    spot = (-1, -1) if anchor is None else (anchor.start, anchor.end)
    return (*spot, *(_address(item) if isinstance(item, Problem) else (item.key,)))


def _address(problem: Problem) -> tuple[str, str, str]:
    return problem.where, problem.code, problem.says
