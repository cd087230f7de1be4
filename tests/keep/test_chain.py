"""Touch anything of an exported ledger or of a ledger's row, and the place is named."""

from __future__ import annotations

import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.ids import canonical
from reckoning.keep.chain import GENESIS, Row, chained, faults_in, from_lines, to_line
from reckoning.keep.entries import Checkpoint, value_of
from reckoning.keep.ledger import Ledger
from reckoning.keep.merkle import root
from reckoning.keep.vault import Vault
from reckoning.keep.verify import verify_case, verify_export
from reckoning.problems import ReckoningError
from reckoning.types import Entry, Run, Source

SIZE = 9
CLOCK = "2026-01-02T03:04:05Z"


def source(number):
    return Source(digest=f"{number:064x}", name=f"r{number}.txt", media_type="text/plain", size=number, title="Öl „x“")


def run(number):
    return Run(verb="read", code="r.v1", config="", inputs=(f"{number:064x}",), outputs=(f"{number:064x}",), problems=0)


VALUES = [source(n) if n % 2 else run(n) for n in range(1, SIZE + 1)]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    made = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.db", lambda: CLOCK)
    made.make()
    made.append(VALUES[:4])
    made.append(VALUES[4:])
    return made


@pytest.fixture(scope="module")
def lines(ledger):
    return b"".join(to_line(entry) + b"\n" for entry in ledger.after())


def places(faults):
    return {fault.where for fault in faults}


def test_an_untouched_export_has_no_fault(lines):
    rows = from_lines(lines)
    assert [row.seq for row in rows] == list(range(1, SIZE + 1))
    assert list(faults_in(rows)) == []


def test_the_chain_is_as_it_is_documented(lines):
    """By hand: hash = sha256(prev || RFC 8785 body), from 64 zeros on."""
    prev = GENESIS
    for line in lines.splitlines():
        entry = json.loads(line)
        assert entry["prev"] == prev
        assert entry["hash"] == chained(prev.encode(), canonical(entry["body"])).decode()
        prev = entry["hash"]


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_any_flipped_bit_of_an_export_names_its_entry(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    touched = bytearray(lines)
    touched[place] ^= 1 << data.draw(st.integers(0, 7))
    number = lines[:place].count(b"\n") + 1
    named = places(faults_in(from_lines(bytes(touched))))
    assert f"entry {number}" in named
    neighbours = (
        {f"entry {number}", f"entry {number + 1}"} if lines[place : place + 1] == b"\n" else {f"entry {number}"}
    )
    assert named <= neighbours


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_any_byte_put_in_or_taken_out_names_its_entry(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    put_in = data.draw(st.binary(max_size=2))
    touched = lines[:place] + put_in + lines[place + 1 :]
    if touched == lines:
        return
    number = lines[:place].count(b"\n") + 1
    assert f"entry {number}" in places(faults_in(from_lines(touched)))


@pytest.mark.parametrize("number", range(1, SIZE))
def test_a_line_taken_out_is_named(lines, number):
    kept = [line for at, line in enumerate(lines.splitlines(keepends=True), 1) if at != number]
    assert places(faults_in(from_lines(b"".join(kept)))) == {f"entry {number}"}


def test_lines_that_changed_places_are_named(lines):
    rows = lines.splitlines(keepends=True)
    rows[3], rows[4] = rows[4], rows[3]
    assert {"entry 4"} <= places(faults_in(from_lines(b"".join(rows)))) <= {"entry 4", "entry 5"}


@pytest.mark.parametrize("tail", range(1, SIZE + 1))
def test_a_cut_tail_is_whole_in_itself_and_caught_by_a_checkpoint(lines, tmp_path, tail):
    rows = from_lines(lines)
    checkpoint = Checkpoint(size=SIZE, root=root(row.hash for row in rows), head=rows[-1].hash.decode())
    cut = tmp_path / "ledger.jsonl"
    cut.write_bytes(b"".join(lines.splitlines(keepends=True)[:-tail]))
    assert verify_export(cut) == ()
    (fault,) = verify_export(cut, checkpoint=checkpoint)
    assert (fault.what, fault.where) == ("tail", f"entries {SIZE - tail + 1} to {SIZE}")
    (tmp_path / "checkpoint.json").write_text(
        json.dumps({"size": SIZE, "root": checkpoint.root, "head": checkpoint.head})
    )
    assert verify_export(cut) == (fault,)


def test_a_chain_written_anew_is_caught_by_a_checkpoint(lines, tmp_path):
    rows = from_lines(lines)
    checkpoint = Checkpoint(size=SIZE, root=root(row.hash for row in rows), head=rows[-1].hash.decode())
    prev, forged = GENESIS, []
    for row in rows:
        body = json.loads(row.body)
        if row.seq == 3:
            body["source"]["size"] = 4000
        own = chained(prev.encode(), canonical(body)).decode()
        forged.append(canonical({"seq": row.seq, "prev": prev, "hash": own, "body": body}) + b"\n")
        prev = own
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(forged))
    assert verify_export(file) == ()
    (fault,) = verify_export(file, checkpoint=checkpoint)
    assert "rewritten" in fault.says


def test_a_checkpoint_inside_the_chain_is_held_to_as_well(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", lambda: CLOCK)
    ledger.make()
    ledger.append([source(1), Checkpoint(size=1, root="f" * 64, head="f" * 64)])
    file = tmp_path / "export.jsonl"
    file.write_bytes(b"".join(to_line(entry) + b"\n" for entry in ledger.after()))
    (fault,) = verify_export(file)
    assert fault.where == "entries 1 to 1"


def test_an_entry_that_no_reckoning_wrote_is_named(lines):
    body = canonical({"at": CLOCK, "kind": "rumour", "rumour": {}})
    row = Row(seq=1, prev=GENESIS.encode(), hash=chained(GENESIS.encode(), body), body=body)
    assert list(faults_in([row])) == []
    with pytest.raises(ReckoningError, match=r"Entry 1 .*reckon verify"):
        value_of(Entry(seq=1, prev=GENESIS, hash="", body=body.decode()))


def copied(ledger, folder):
    """A copy of the ledger whose triggers are gone, as somebody with the file in hand can have it."""
    target = folder / "ledger.db"
    target.write_bytes(ledger.path.read_bytes())
    connection = sqlite3.connect(target)
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER ledger_refuses_{verb}")
    return connection, Ledger(target)


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_flipped_bit_of_a_row_names_its_entry(ledger, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("touched")
    number = data.draw(st.integers(1, SIZE))
    column = data.draw(st.sampled_from(["prev", "hash", "body"]))
    connection, copy = copied(ledger, folder)
    value = connection.execute(f"SELECT CAST({column} AS BLOB) FROM ledger WHERE seq = ?", (number,)).fetchone()[0]  # noqa: S608
    touched = bytearray(value)
    touched[data.draw(st.integers(0, len(touched) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with connection:
        connection.execute(f"UPDATE ledger SET {column} = CAST(? AS TEXT) WHERE seq = ?", (bytes(touched), number))  # noqa: S608
    connection.close()
    faults = verify_case(copy, Vault(folder / "v"), Vault(folder / "s"), None)
    assert places(fault for fault in faults if fault.what == "entry") == {f"entry {number}"}


@pytest.mark.parametrize("number, becomes", [(1, 500), (4, 500), (4, -3), (4, 0), (SIZE, 500), (1, -1)])
def test_a_changed_number_is_named(ledger, tmp_path, number, becomes):
    connection, copy = copied(ledger, tmp_path)
    with connection:
        connection.execute("UPDATE ledger SET seq = ? WHERE seq = ?", (becomes, number))
    connection.close()
    assert f"entry {number}" in places(verify_case(copy, Vault(tmp_path), Vault(tmp_path), None))


@pytest.mark.parametrize("number", range(1, SIZE))
def test_a_deleted_row_is_named(ledger, tmp_path, number):
    connection, copy = copied(ledger, tmp_path)
    with connection:
        connection.execute("DELETE FROM ledger WHERE seq = ?", (number,))
    connection.close()
    faults = verify_case(copy, Vault(tmp_path), Vault(tmp_path), None)
    assert places(fault for fault in faults if fault.what == "entry") == {f"entry {number}"}


@given(number=st.integers(1, SIZE - 1), size=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_a_row_rewritten_with_a_right_hash_is_still_named(ledger, tmp_path_factory, number, size):
    folder = tmp_path_factory.mktemp("forged")
    connection, copy = copied(ledger, folder)
    prev, body = connection.execute("SELECT prev, body FROM ledger WHERE seq = ?", (number,)).fetchone()
    forged = canonical(json.loads(body) | {"at": f"{size}"})
    with connection:
        own = chained(prev.encode(), forged).decode()
        connection.execute("UPDATE ledger SET body = ?, hash = ? WHERE seq = ?", (forged.decode(), own, number))
    connection.close()
    faults = verify_case(copy, Vault(folder / "v"), Vault(folder / "s"), None)
    assert places(fault for fault in faults if fault.what == "entry") == {f"entry {number}"}
