"""The seams: pluggy hooks, and the manager that runs them.

A plug-in is a package with an entry point in the group ``reckoning`` whose module or object carries methods marked
``@hookimpl``. Every registered name is versioned (``ocr.v2``), because a run records the names that it resolved and
is only repeated when one of them changes. A plug-in that throws becomes a Problem ``PLUGIN-FAILED`` and the run goes
on; each hook has a user: reading, extracting, weighing, exporting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import pluggy

from reckoning.config import Settings
from reckoning.reckoned import Reckoning, Report
from reckoning.types import Findings, Problem, Source, Text

GROUP = "reckoning"
BUILT_IN = ("reckoning.extract.model",)
VERSIONED = re.compile(r"^[a-z0-9][a-z0-9_.-]*\.v[0-9]+$")

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)

T = TypeVar("T")


@runtime_checkable
class Named(Protocol):
    """What every registered thing has: a versioned name."""

    @property
    def name(self) -> str: ...


class Readable(Protocol):
    """What a reader gives: a text or None, and what went wrong."""

    @property
    def text(self) -> Text | None: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Bytes of some media types to a text: the shape of ``reckoning.read.reader.Reader``; pure."""

    name: str
    media_types: tuple[str, ...]
    read: Callable[[Source, bytes], Readable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """A further extractor, run after the built-in one on texts of ``languages`` (empty: all); pure.

    ``extract`` takes the text; where ``beside`` is set, also what the built-in extractor found in it.
    """

    name: str
    extract: Callable[..., Findings]
    languages: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A further form of ``reckon export``: ``write`` gives the bytes of the file."""

    name: str
    format: str
    write: Callable[[tuple[Report, ...], Reckoning | None], bytes]


class Hooks:
    """The hook specifications. A hook without a user is removed."""

    @hookspec
    def register_readers(self) -> Iterable[Reader]:
        """Readers; for a media type that a built-in one takes too, the plug-in's wins."""
        raise NotImplementedError

    @hookspec
    def register_extractors(self, settings: Settings) -> Iterable[Extractor]:
        """Extractors whose findings join those of the built-in one; an implementation may leave ``settings`` out."""
        raise NotImplementedError

    @hookspec
    def register_rule_sets(self) -> Iterable[Named]:
        """Rule sets for weighing, as ``reckoning.weigh.rules`` defines them."""
        raise NotImplementedError

    @hookspec
    def register_exporters(self) -> Iterable[Exporter]:
        """Further forms of export."""
        raise NotImplementedError


@cache
def manager() -> pluggy.PluginManager:
    """The one plug-in manager of this process, with installed plug-ins loaded. Cached; tests register on it."""
    plugins = pluggy.PluginManager(GROUP)
    plugins.add_hookspecs(Hooks)
    for name in BUILT_IN:
        plugins.register(import_module(name), name=name)
    for entry in _entry_points():
        _load(plugins, entry)
    return plugins


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Generic[T]):
    """What a hook gave: the things, sorted by name, and a Problem for each plug-in that failed."""

    things: tuple[T, ...]
    problems: tuple[Problem, ...] = ()


def readers() -> Registered[Reader]:
    """Every reader that plug-ins register."""
    return registered("register_readers", Reader)


def extractors(settings: Settings | None = None) -> Registered[Extractor]:
    """Every extractor that plug-ins register for a case with these settings (None: the defaults)."""
    return registered("register_extractors", Extractor, settings=settings or Settings())


def exporters() -> Registered[Exporter]:
    """Every exporter that plug-ins register."""
    return registered("register_exporters", Exporter)


def registered(hook: str, kind: type[T], **given: Any) -> Registered[T]:
    """The things that each plug-in registers under ``hook``; a plug-in that throws costs only its own things.

    Of ``given`` a plug-in gets what it names.

    A thing that is no ``kind``, has no versioned name, or repeats a name is left out with a Problem too.
    """
    things: dict[str, T] = {}
    problems: list[Problem] = []
    for plugin, give in _implementations(hook, given):
        try:
            for thing in give():
                _admit(things, thing, kind)
        except Exception as error:  # noqa: BLE001 a plug-in may raise anything
            problems.append(failed(plugin, error))
    return Registered(things=tuple(things[name] for name in sorted(things)), problems=tuple(problems))


def failed(plugin: str, error: BaseException) -> Problem:
    """The Problem that stands for a plug-in's exception."""
    return Problem(where=f"plug-in {plugin}", code="PLUGIN-FAILED", says=f"{type(error).__name__}: {error}")


def _admit(things: dict[str, T], thing: Any, kind: type[T]) -> None:
    if not isinstance(thing, kind):
        raise TypeError(f"{thing!r} is not a {kind.__name__}")
    name = str(getattr(thing, "name", ""))
    if not VERSIONED.match(name):
        raise ValueError(f"the name {name!r} has no version; call it something like 'ocr.v1'")
    if name in things:
        raise ValueError(f"the name {name!r} is registered twice")
    things[name] = thing


def _implementations(hook: str, given: dict[str, Any]) -> Iterator[tuple[str, Callable[[], Iterable[Any]]]]:
    for implementation in getattr(manager().hook, hook).get_hookimpls():
        named = {name: given[name] for name in implementation.argnames}
        yield implementation.plugin_name, partial(implementation.function, **named)


def _load(plugins: pluggy.PluginManager, entry: EntryPoint) -> None:
    try:
        plugins.register(entry.load(), name=entry.name)
    except Exception as error:  # noqa: BLE001 a plug-in may raise anything on import
        plugins.register(_Unloadable(error), name=entry.name)


class _Unloadable:
    """Stands in for a plug-in that could not be imported, so that each use of it is a Problem."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @hookimpl
    def register_extractors(self) -> Iterable[Extractor]:
        raise self.error


def _entry_points() -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: entry.name))
