"""Findings as canonical JSON lines: what a run leaves behind, named by its digest.

Each line is ``{FIELD: value}``, FIELD being that of ``Findings`` or ``Reckoning`` that the value stands in. Findings
are sorted by field and key, so that the order in which an extractor came upon them does not show in the digest; read
back, they stand in the order of the text. A reckoning keeps the order that weighing gave it, which is part of what
weighing says.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from reckoning.codec import from_plain, to_plain
from reckoning.ids import canonical
from reckoning.reckoned import Reckoning
from reckoning.types import Findings, ModelCall, Problem, Text

if TYPE_CHECKING:
    from reckoning.weigh.estimate.panel import Panel

T = TypeVar("T")
Lines = dict[str, list[Any]]


def from_findings(findings: Findings) -> bytes:
    """The segment of one text's findings."""
    return b"".join(
        line
        for name in _fields(Findings)
        for line in sorted(_each(name, getattr(findings, name)), key=lambda line: (_key(line, name), line))
    )


def to_findings(data: bytes) -> Findings:
    """The inverse of :func:`from_findings`, each kind in the order of the text."""
    found = _whole(Findings, _lines(data))
    return Findings(**{name: tuple(sorted(getattr(found, name), key=_place)) for name in _fields(Findings)})


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
    return b"".join(line for name in _fields(Reckoning) for line in _each(name, _many(getattr(reckoning, name))))


def to_reckoning(data: bytes) -> Reckoning:
    """The inverse of :func:`from_reckoning`."""
    reckoning: Reckoning = _whole(Reckoning, _lines(data))
    return reckoning


def from_panel(panel: Panel) -> bytes:
    """The segment of an estimate, with all its draws."""
    return _line("panel", to_plain(panel))


def to_panel(data: bytes) -> Panel:
    """The inverse of :func:`from_panel`."""
    from reckoning.weigh.estimate.panel import Panel  # noqa: PLC0415  NumPy and SciPy load late

    return _revive(_lines(data), "panel", Panel)[0]


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


def _line(name: str, plain: Any) -> bytes:
    return canonical({name: plain}) + b"\n"


def _each(name: str, items: Iterable[Any]) -> Iterator[bytes]:
    return (_line(name, to_plain(item)) for item in items)


def _lines(data: bytes) -> Lines:
    lines: Lines = {}
    for line in data.splitlines():
        ((name, plain),) = json.loads(line).items()
        lines.setdefault(name, []).append(plain)
    return lines


def _revive(lines: Lines, name: str, of: type[T]) -> list[T]:
    return [from_plain(of, plain) for plain in lines.get(name, ())]


def _whole(kind: Any, lines: Lines) -> Any:
    """A value of ``kind`` from the lines of each of its fields; a field without lines keeps its default."""
    plain = {
        name: items if several else items[0] for name, several in _fields(kind).items() if (items := lines.get(name))
    }
    return from_plain(kind, plain)


@cache
def _fields(kind: Any) -> dict[str, bool]:
    """The fields of a value, sorted by name, and whether each holds several items."""
    hints = typing.get_type_hints(kind)
    names = sorted(field.name for field in dataclasses.fields(kind))
    return {name: typing.get_origin(hints[name]) is tuple for name in names}


def _many(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _key(line: bytes, name: str) -> str:
    return str(json.loads(line)[name].get("key", ""))


def _place(item: Any) -> tuple[Any, ...]:
    if isinstance(item, ModelCall):
        return (item.key,)
    spot = (-1, -1) if item.anchor is None else (item.anchor.start, item.anchor.end)
    return (*spot, *(_address(item) if isinstance(item, Problem) else (item.key,)))


def _address(problem: Problem) -> tuple[str, str, str]:
    return problem.where, problem.code, problem.says
