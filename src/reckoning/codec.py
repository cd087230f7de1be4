"""Frozen values to plain JSON and back, so that segments, ledgers and exports share one form."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Hashable
from datetime import date
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A dataclass, tuple, date or scalar as JSON types; fields keep their names, dates become ISO strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(x) for x in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The inverse of :func:`to_plain` for a dataclass type; unknown keys raise ``TypeError``."""
    hints = _hints(typing.cast("Hashable", kind))
    unknown = set(data) - set(hints)
    if unknown:
        raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
    return kind(**{name: _revive(hints[name], item) for name, item in data.items()})


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _revive(hint: Any, item: Any) -> Any:
    if item is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _revive(_kind(tuple(a for a in args if a is not type(None)), item), item)
    if origin is tuple:
        return _revive_tuple(args, item)
    if hint is date:
        return date.fromisoformat(item)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, item)
    return item


def _kind(args: tuple[Any, ...], item: Any) -> Any:
    """Of several dataclasses the one that has all the fields of the item; else the first kind of the union."""
    names = set(item) if isinstance(item, dict) else set()
    fitting = (k for k in args if dataclasses.is_dataclass(k) and {f.name for f in dataclasses.fields(k)} == names)
    return next(fitting, args[0])


def _revive_tuple(args: tuple[Any, ...], item: list[Any]) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_revive(args[0], x) for x in item)
    return tuple(_revive(a, x) for a, x in zip(args, item, strict=True))
