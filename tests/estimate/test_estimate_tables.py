"""Capture tables: what is read, what is refused, and that nothing about them depends on order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import toy

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.tables import Membership, build, by_stratum, from_rows, read_table

HEAD = "a,b,c,count\n"


def test_a_table_is_read_with_its_totals_and_overlaps() -> None:
    table = toy()
    assert (table.n, table.lists, table.totals(), table.only()) == (25, ("a", "b", "c"), (12, 12, 9), (7, 6, 5))
    assert [table.overlap(0, 1), table.overlap(0, 2), table.overlap(1, 2)] == [4, 2, 3]


def test_units_may_stand_in_the_file_for_all_lists_or_for_one() -> None:
    table = read_table("# unit: people\n# unit b: families\n" + HEAD + "1,1,0,3\n")
    assert table.units == ("people", "families", "people")


@pytest.mark.parametrize(
    "rows, says",
    [
        ("1,0,0,-3\n", "Line 2 has the negative count -3"),
        ("1,0,0,3\n1,0,0,4\n", "Line 3 repeats a pattern"),
        ("1,0,2,3\n", "neither 0 nor 1"),
        ("1,0,0,3.5\n", "whole numbers"),
        ("1,0,3\n", "has 3 values where the header has 4"),
        ("0,0,0,5\n", "nobody can have counted those on no list"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_refused_with_its_line(rows: str, says: str) -> None:
    with pytest.raises(ReckoningError, match=says):
        read_table(HEAD + rows)


@pytest.mark.parametrize(
    "text, says",
    [
        ("a,b\n1,0\n", "`count`"),
        ("", "`count`"),
        ("a,a,count\n1,0,3\n", "stands twice"),
        (",".join(f"x{i}" for i in range(21)) + ",count\n", "21 lists are too many"),
    ],
)  # fmt: skip
def test_a_faulty_header_is_refused(text: str, says: str) -> None:
    with pytest.raises(ReckoningError, match=says):
        read_table(text)


def test_a_unit_for_no_list_is_refused() -> None:
    with pytest.raises(ReckoningError, match="is no list"):
        read_table(HEAD + "1,0,0,3\n", units={"d": "families"})


counts = st.dictionaries(st.integers(1, 31), st.integers(0, 50), max_size=20)


@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_the_digest(cells: dict[int, int], shuffle) -> None:
    names = ("v", "w", "x", "y", "z")
    lines = [",".join([*(str(m >> j & 1) for j in range(5)), str(c)]) for m, c in cells.items()]
    shuffle.shuffle(lines)
    read = read_table("\n".join([",".join([*names, "count"]), *lines]))
    assert read.digest == build(names, cells).digest
    assert read.n == sum(cells.values())


@given(counts, st.integers(0, 4))
def test_leaving_a_list_out_keeps_everyone_who_is_on_another(cells: dict[int, int], left: int) -> None:
    table = build(("v", "w", "x", "y", "z"), cells)
    smaller = table.without(left)
    assert smaller.n == table.n - table.only()[left]
    assert smaller.totals() == table.totals()[:left] + table.totals()[left + 1 :]


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from("abc")), min_size=1))
def test_records_count_people_and_not_records(records: list[tuple[int, str]]) -> None:
    rows = [Membership(person=str(p), source=s, stratum="even" if p % 2 == 0 else "odd") for p, s in records]
    table = from_rows(rows, lists="abc")
    assert table.n == len({p for p, _ in records})
    assert sum(t.n for _, t in by_stratum(rows)) == table.n


def test_records_of_two_units_on_one_list_make_the_list_mixed() -> None:
    rows = [Membership(person="1", source="a"), Membership(person="2", source="a", unit="families")]
    assert from_rows(rows).units == ("families/people",)
