"""The ledger: a short hash chain in SQLite that names everything a case holds.

A row is ``seq, prev, hash, body`` with ``hash = sha256(prev || RFC 8785 body)`` over the ASCII of ``prev`` and the
UTF-8 of ``body``. Triggers refuse UPDATE and DELETE; a write is one ``BEGIN IMMEDIATE`` transaction, so that two
writers queue and a killed one leaves nothing. ``verify`` in the sibling module does not trust any of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from reckoning.ids import canonical
from reckoning.keep.chain import GENESIS, Row, chained
from reckoning.keep.clock import Clock, now
from reckoning.keep.entries import Body, to_body
from reckoning.problems import ReckoningError
from reckoning.types import Entry

BUSY = 30.0

metadata = MetaData()
rows = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)
TRIGGERS = tuple(
    text(
        f"CREATE TRIGGER IF NOT EXISTS ledger_refuses_{verb.lower()} BEFORE {verb} ON ledger "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {verb} refused'); END"
    )
    for verb in ("UPDATE", "DELETE")
)


class Ledger:
    """The chain in the SQLite file ``path``; :meth:`make` makes it."""

    def __init__(self, path: Path, clock: Clock = now) -> None:
        self.path = path
        self._clock = clock
        self._engine = _engine(path)

    def make(self) -> None:
        """Make the table and its triggers where they are not there yet, in one transaction."""
        with self._writing() as connection:
            metadata.create_all(connection)
            for trigger in TRIGGERS:
                connection.execute(trigger)

    def made(self) -> bool:
        """Whether the file holds a ledger; a missing or half-made one does not."""
        if not self.path.is_file():
            return False
        with self._reading() as connection:
            return inspect(connection).has_table(rows.name)

    def append(self, values: Sequence[Body]) -> tuple[Entry, ...]:
        """Add an entry for each value, all or none; they are on disk when this returns."""
        if not values:
            return ()
        with self._writing() as connection:
            last = _last(connection)
            entries = tuple(_following(last, (canonical(to_body(value, self._clock())) for value in values)))
            connection.execute(rows.insert(), [_row(entry) for entry in entries])
        return entries

    def after(self, seq: int = 0) -> tuple[Entry, ...]:
        """The entries that follow number ``seq``, in order."""
        query = select(rows.c.seq, rows.c.prev, rows.c.hash, rows.c.body).where(rows.c.seq > seq).order_by(rows.c.seq)
        with self._reading() as connection:
            return tuple(Entry(seq=r.seq, prev=r.prev, hash=r.hash, body=r.body) for r in connection.execute(query))

    def last(self) -> tuple[int, str]:
        """Number and hash of the last entry; ``(0, GENESIS)`` where there is none."""
        with self._reading() as connection:
            return _last(connection)

    def raw(self) -> tuple[Row, ...]:
        """Every row as bytes, for verification: a field need not be valid text any more."""
        fields = [cast(column, LargeBinary) for column in (rows.c.prev, rows.c.hash, rows.c.body)]
        query = select(rows.c.seq, *fields).order_by(rows.c.seq)
        with self._reading() as connection:
            found = connection.execute(query).all()
        return tuple(Row(seq=seq, prev=prev, hash=own, body=body) for seq, prev, own, body in found)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _named(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _named(self.path), self._engine.connect() as connection:
            yield connection


def _engine(path: Path) -> Engine:
    """Every connection is closed after use, in the driver's autocommit: transactions are begun by hand."""
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"timeout": BUSY}
    )

    @event.listens_for(engine, "connect")
    def _safe(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = FULL")

    return engine


def _last(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(rows.c.seq, rows.c.hash).order_by(rows.c.seq.desc()).limit(1)).first()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def _following(last: tuple[int, str], bodies: Iterable[bytes]) -> Iterator[Entry]:
    seq, prev = last
    for body in bodies:
        seq, entry_hash = seq + 1, chained(prev.encode(), body).decode()
        yield Entry(seq=seq, prev=prev, hash=entry_hash, body=body.decode())
        prev = entry_hash


def _row(entry: Entry) -> dict[str, object]:
    return {"seq": entry.seq, "prev": entry.prev, "hash": entry.hash, "body": entry.body}


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """A database fault as a message about the file; ``ReckoningError`` because only the user can act on it."""
    try:
        yield
    except DatabaseError as error:
        raise ReckoningError(
            f"The ledger {path} cannot be used: {error.orig}. If the disk is full, make room and run again: what "
            "was reported as done is kept. Otherwise run `reckon verify`, and restore the file from a copy."
        ) from error
