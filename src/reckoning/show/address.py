"""Where things stand in a dossier: page paths, anchors, and the way from one page to another.

A reference is a short string such as ``claim:KEY`` or ``toll:KEY``; a ``Figure`` carries one. ``Addresses`` turns it
into a path with a fragment; nothing else in show knows how pages are named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reckoning.ids import digest_of, short

_SAFE = re.compile(r"^[a-z0-9]{6,64}$")


def token(identifier: str) -> str:
    """An identifier as it may stand in file names and fragments: a digest is cut, everything else is digested."""
    return short(identifier) if _SAFE.match(identifier) else short(digest_of(identifier))


def tokens(identifiers: Iterable[str]) -> Mapping[str, str]:
    """A token for each identifier; where two would share one, both get their whole digest instead."""
    distinct = sorted(set(identifiers))
    counts = Counter(token(identifier) for identifier in distinct)
    return MappingProxyType(
        {i: token(i) if counts[token(i)] == 1 else digest_of(i) for i in distinct},
    )


class Addresses:
    """The address book of one dossier, filled once by the casebook and read by every page."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = MappingProxyType(dict(places))

    def path(self, reference: str) -> str:
        """``documents/1a2b.html#c-3c4d`` for ``claim:3c4d...``; an unknown reference leads to the method page."""
        return self._places.get(reference, "method.html#missing")

    def knows(self, reference: str) -> bool:
        return reference in self._places

    def href(self, reference: str, *, page: str) -> str:
        """The address as seen from ``page`` (a path within the dossier)."""
        return relative(self.path(reference), page=page)


def relative(path: str, *, page: str) -> str:
    """A path within the dossier as seen from another page; both lie at most one folder deep."""
    target, _, fragment = path.partition("#")
    if target == page and fragment:
        return f"#{fragment}"
    up = "../" * page.count("/")
    return f"{up}{path}"
