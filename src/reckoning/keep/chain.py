"""The chain as bytes: what an entry is when nothing about it is trusted, and where it was touched.

Pure. Takes rows as they lie in a database or lines of an exported ``ledger.jsonl`` and names the entries that do not
fit. A chain that was cut, or rewritten from some point on, is whole in itself: only a checkpoint shows that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reckoning.ids import canonical, digest
from reckoning.types import Entry

GENESIS = "0" * 64
What = Literal["entry", "blob", "segment", "tail", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something is not as it was written: what it is, where (``entry 17``, ``blob 3fa1…``), and how it shows."""

    what: What
    where: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as found, every field as bytes. ``line`` is its line in an export, or 0."""

    seq: int
    prev: bytes
    hash: bytes
    body: bytes
    line: int = 0


def chained(prev: bytes, body: bytes) -> bytes:
    """The hash of an entry from its predecessor's hash (hex, ASCII) and its canonical body (UTF-8)."""
    return digest(prev + body).encode()


def to_line(entry: Entry) -> bytes:
    """An entry as one line of an export, without the newline: RFC 8785, the body as an object."""
    body = json.loads(entry.body)
    return canonical({"seq": entry.seq, "prev": entry.prev, "hash": entry.hash, "body": body})


def from_lines(data: bytes) -> tuple[Row | None, ...]:
    """The lines of an export; None for each line that is no entry in canonical form."""
    lines = data.split(b"\n")
    if lines[-1] == b"":
        return tuple(_from_line(number, line) for number, line in enumerate(lines[:-1], 1))
    return (*(_from_line(number, line) for number, line in enumerate(lines[:-1], 1)), None)


def entries_of(rows: Iterable[Row | None]) -> tuple[Entry, ...]:
    """The rows that can be read as entries."""
    return tuple(
        Entry(seq=row.seq, prev=row.prev.decode(), hash=row.hash.decode(), body=row.body.decode())
        for row in rows
        if row is not None and _legible(row)
    )


def faults_in(rows: Sequence[Row | None]) -> Iterator[Fault]:
    """Every entry that was changed, removed, moved or put in, by its number."""
    walk = _Walk()
    for place, row in enumerate(rows):
        if row is None:
            walk.lose(place + 1)
        else:
            after = next((later for later in rows[place + 1 :] if later is not None), None)
            yield from walk.step(row, None if after is None else after.prev)
    yield from walk.end()


class _Walk:
    """A walk along the chain: the hash and number that the next entry should have. Unknown hash: None."""

    def __init__(self) -> None:
        self._prev: bytes | None = GENESIS.encode()
        self._seq = 1
        self._lost: list[int] = []

    def lose(self, line: int) -> None:
        self._lost.append(line)
        self._prev = None

    def end(self) -> Iterator[Fault]:
        if self._lost:
            yield _fault(self._seq, f"line {_span(self._lost[0], self._lost[-1])} of the export is no entry any more")

    def step(self, row: Row, next_prev: bytes | None) -> Iterator[Fault]:
        if self._lost:
            yield from self._resume(row)
        elif self._follows(row):
            if row.seq != self._seq:
                yield _fault(self._seq, f"its number was changed to {row.seq}")
            self._advance(self._seq, row.hash)
        elif row.seq == self._seq:
            yield from self._touched(row, next_prev)
        elif row.seq > self._seq:
            yield from self._gap(row)
        else:
            yield _fault(row.seq, f"it stands where entry {self._seq} should, and does not follow the one before")

    def _follows(self, row: Row) -> bool:
        return self._prev is not None and row.prev == self._prev and row.hash == chained(row.prev, row.body)

    def _touched(self, row: Row, next_prev: bytes | None) -> Iterator[Fault]:
        """Which field it was: the entries on both sides are witnesses."""
        assert self._prev is not None  # noqa: S101 lost lines are resumed elsewhere
        right = chained(self._prev, row.body)
        if row.hash == right:
            yield _fault(row.seq, "its link to the entry before was changed")
        elif next_prev == right:
            yield _fault(row.seq, "its hash was changed")
            self._advance(row.seq, right)
            return
        elif row.hash == chained(row.prev, row.body):
            yield _fault(max(row.seq - 1, 1), f"entry {row.seq} was chained to other words than stand there now")
        else:
            yield _fault(row.seq, "its words were changed")
        self._advance(row.seq, row.hash)

    def _gap(self, row: Row) -> Iterator[Fault]:
        for seq in range(self._seq, min(row.seq, self._seq + 100)):
            yield _fault(seq, "it is missing")
        if row.hash != chained(row.prev, row.body):
            yield _fault(row.seq, "its words were changed")
        self._advance(row.seq, row.hash)

    def _resume(self, row: Row) -> Iterator[Fault]:
        """Lines were illegible; the next legible entry says how many there were."""
        lines = _span(self._lost[0], self._lost[-1])
        for seq in range(self._seq, max(min(row.seq, self._seq + 100), self._seq + 1)):
            yield _fault(seq, f"line {lines} of the export is no entry any more")
        if row.hash != chained(row.prev, row.body):
            yield _fault(row.seq, "its words were changed")
        self._lost = []
        self._advance(row.seq, row.hash)

    def _advance(self, seq: int, entry_hash: bytes) -> None:
        self._seq, self._prev = seq + 1, entry_hash


def _fault(seq: int, says: str) -> Fault:
    return Fault(what="entry", where=f"entry {seq}", says=says)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _from_line(number: int, line: bytes) -> Row | None:
    try:
        plain = json.loads(line)
        if canonical(plain) != line or set(plain) != {"seq", "prev", "hash", "body"} or type(plain["seq"]) is not int:
            return None
        return Row(
            seq=plain["seq"],
            prev=plain["prev"].encode(),
            hash=plain["hash"].encode(),
            body=canonical(plain["body"]),
            line=number,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _legible(row: Row) -> bool:
    try:
        return isinstance(json.loads(row.body), dict) and bool(row.prev.decode()) and bool(row.hash.decode())
    except ValueError:
        return False
