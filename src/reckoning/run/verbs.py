"""Which functions do the work: the four verbs, named so that a spawned process finds them too.

A reference is ``module:name``. Nothing is imported before it is used, so that opening a case costs no parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from reckoning.problems import ReckoningError


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """The built-in verbs and what they are called now; another function of the same shape may stand in.

    ``readers`` refers to a mapping of names to readers, which ``read`` takes as its keyword of that name;
    ``extract_version`` to a string, ``weigh_version`` to a function that gives one. ``weigh`` takes the reports and
    the case's settings.
    """

    gather: str = "reckoning.read.intake:gather"
    read: str = "reckoning.read.reader:read"
    readers: str = "reckoning.read.reader:BUILTIN_READERS"
    extract: str = "reckoning.extract.run:extract"
    extract_version: str = "reckoning.extract.run:VERSION"
    weigh: str = "reckoning.run.weighing:weigh"
    weigh_version: str = "reckoning.run.weighing:version"


BUILT_IN = Verbs()


def resolve(reference: str) -> Any:
    """What ``module:name`` refers to; ``ReckoningError`` if there is no such thing."""
    module, _, name = reference.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ReckoningError(f"{reference} cannot be used: {error}. Is Reckoning installed whole?") from error
