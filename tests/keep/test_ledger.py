from __future__ import annotations

import itertools
import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.keep.chain import GENESIS
from reckoning.keep.clock import now
from reckoning.keep.entries import KINDS, Checkpoint, Redaction, Release, from_body, to_body, value_of
from reckoning.keep.ledger import Ledger
from reckoning.problems import ReckoningError
from reckoning.types import Anchor, Decision, Run, Source

ANCHOR = Anchor(source="a" * 64, text="b" * 64, start=3, end=8, exact="forty", prefix="at ", suffix=" dead")
EXAMPLES = {
    "source": Source(digest="a" * 64, name="r.txt", media_type="text/plain", size=3),
    "run": Run(verb="read", code="r.v1", config="", inputs=("a",), outputs=("b",), problems=1),
    "decision": Decision(actor="mr", at="t", about=(ANCHOR,), verdict="confirm", value=None, reason="", saw="c" * 64),
    "release": Release(digest="a" * 64, head="b" * 64, names_policy="none"),
    "checkpoint": Checkpoint(size=3, root="a" * 64, head="b" * 64),
    "redaction": Redaction(digest="a" * 64, segments=("b" * 64,), reason="asked by the family"),
}


@pytest.fixture
def ledger(tmp_path):
    made = Ledger(tmp_path / "ledger.db")
    made.make()
    return made


def source(name):
    return Source(digest="a" * 64, name=name, media_type="text/plain", size=3)


def test_an_empty_ledger_ends_at_zeros(ledger):
    assert ledger.last() == (0, GENESIS)
    assert ledger.after() == ()


def test_entries_follow_one_another(ledger):
    first = ledger.append([source("a"), source("b")])
    second = ledger.append([source("c")])
    assert [entry.seq for entry in (*first, *second)] == [1, 2, 3]
    assert second[0].prev == first[1].hash
    assert ledger.after() == (*first, *second)
    assert ledger.after(2) == second
    assert ledger.last() == (3, second[0].hash)


def test_nothing_appended_is_nothing_written(ledger):
    assert ledger.append([]) == ()
    assert ledger.last() == (0, GENESIS)


@pytest.mark.parametrize("statement", ["UPDATE ledger SET body = 'x'", "DELETE FROM ledger"])
def test_the_database_refuses_to_change_or_delete(ledger, statement):
    ledger.append([source("a")])
    connection = sqlite3.connect(ledger.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert len(ledger.after()) == 1


def test_every_kind_has_an_example_here():
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_body_comes_back(ledger, kind):
    value = EXAMPLES[kind]
    assert from_body(to_body(value, "t")) == value
    (entry,) = ledger.append([value])
    assert value_of(entry) == value


def test_an_append_is_all_or_nothing(ledger):
    with pytest.raises(ValueError, match="UTF-8"):
        ledger.append([source("a"), source("\ud800")])
    assert ledger.after() == ()
    ledger.append([source("a")])
    assert len(ledger.after()) == 1


def test_two_writers_queue(ledger):
    """Eight threads with a connection each: no entry is lost, and the chain is one."""
    other = Ledger(ledger.path)

    def write(which):
        for number in range(10):
            which.append([source(f"{number}")])

    threads = [threading.Thread(target=write, args=(which,)) for which in (ledger, other) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = ledger.after()
    assert [entry.seq for entry in entries] == list(range(1, 81))
    assert all(entry.prev == before.hash for before, entry in itertools.pairwise(entries))


def test_a_file_that_is_no_database_is_told_plainly(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"not a database at all, but long enough to be taken for one" * 20)
    with pytest.raises(ReckoningError, match=r"ledger.db cannot be used.*restore"):
        Ledger(tmp_path / "ledger.db").after()


def test_a_half_made_ledger_is_none(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db")
    assert not ledger.made()
    (tmp_path / "ledger.db").touch()
    assert not ledger.made()
    ledger.make()
    assert ledger.made()
    ledger.make()


def test_the_clock_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert now() == "1970-01-01T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ReckoningError, match="whole seconds"):
        now()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert now().startswith("2")


@given(names=st.lists(st.text(st.characters(codec="utf-8"), max_size=10), max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_same_entries_under_the_same_clock_are_the_same_bytes(tmp_path_factory, names):
    def made(batches):
        ledger = Ledger(tmp_path_factory.mktemp("l") / "ledger.db", lambda: "t")
        ledger.make()
        for batch in batches:
            ledger.append(batch)
        return ledger.after()

    values = [source(name) for name in names]
    assert made([values]) == made([[value] for value in values])
