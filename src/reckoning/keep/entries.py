"""What the ledger records: six kinds of entry, and their bodies as values.

A body is ``{"kind": KIND, "at": TIME, KIND: {…}}``; sources, runs and decisions are the types of that name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from reckoning.codec import from_plain, to_plain
from reckoning.problems import ReckoningError
from reckoning.types import Decision, Entry, Run, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The first ``size`` entries in one hash: RFC 6962 root over the entries' hashes, and the last of these."""

    size: int
    root: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A dossier was published: ``digest`` of its files, from the state at ``head``, under which names policy."""

    digest: str
    head: str
    names_policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """The source ``digest`` and the ``segments`` derived from it were destroyed, for ``reason``."""

    digest: str
    segments: tuple[str, ...]
    reason: str


Body = Source | Run | Decision | Release | Checkpoint | Redaction
KINDS: dict[str, type[Body]] = {
    "source": Source,
    "run": Run,
    "decision": Decision,
    "release": Release,
    "checkpoint": Checkpoint,
    "redaction": Redaction,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def to_body(value: Body, at: str) -> dict[str, Any]:
    """The body of an entry about ``value``, as JSON types."""
    kind = NAMES[type(value)]
    return {"at": at, "kind": kind, kind: to_plain(value)}


def from_body(body: dict[str, Any]) -> Body:
    """The inverse of :func:`to_body`; raises ``KeyError`` or ``TypeError`` for what no Reckoning wrote."""
    kind = body["kind"]
    return from_plain(KINDS[kind], body[kind])


def value_of(entry: Entry) -> Body:
    """What an entry records; an entry that cannot be read is the world's fault, and verify says which."""
    try:
        return from_body(json.loads(entry.body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReckoningError(
            f"Entry {entry.seq} of the ledger is damaged and cannot be read. "
            "Run `reckon verify` on the case, and restore it from a copy."
        ) from error
