"""The rows of a case: joined by what people decided, by nothing else, and refused where nobody decided."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.ids import digest_of
from reckoning.problems import ReckoningError
from reckoning.reckoned import Report
from reckoning.types import Anchor, Claim, Findings, Interval, PersonRow, Population, Quantity, Text
from reckoning.weigh.estimate.rows import RowVerdict, by_file, by_verdicts, read_links, roll, sheet

DAY = Interval(start=date(2025, 5, 3), end=date(2025, 5, 3), grain="day")


def report(name: str, *names: str, publisher: str | None = None, source: str = "", **given: object) -> Report:
    """A list with one row per name; keys are ``LIST:NAME`` so that tests can be read."""
    content = ". ".join(names)
    rows, at = [], 0
    for index, person in enumerate(names):
        anchor = Anchor(source=source or name, text=name, start=at, end=at + len(person), exact=person)
        rows.append(
            PersonRow(key=f"{name}:{person}:{index}", anchor=anchor, name=person, by="t", date_of_death=DAY, **given)
        )
        at += len(person) + 2
    text = Text(
        source=source or name, reader="t", digest=name, name=f"{name}.txt", content=content, publisher=publisher
    )
    return Report(text=text, findings=Findings(persons=tuple(rows)))


def three() -> list[Report]:
    return [report("a", "Karim Haddad", "Layla Nasser"), report("b", "Haddad Karim", "Samir Aziz"), report("c", "Omar")]


SAME = RowVerdict(left="a:Karim Haddad:0", right="b:Haddad Karim:0", same=True, by="analyst")


def codes(notices: object) -> list[str]:
    return [n.code for n in notices]  # type: ignore[attr-defined]


def test_rows_that_nobody_joined_are_refused_with_the_way_out() -> None:
    found = by_verdicts(roll(three()), [])
    assert codes(found.refused) == ["EST-UNLINKED"]
    assert "1 pair of rows" in found.refused[0].reason
    assert "--rows" in found.refused[0].cure
    assert found.least == 2, "the longest list, for no linkage can lower it"


def test_the_refusal_names_no_person() -> None:
    hidden = [
        replace(r, findings=Findings(persons=tuple(replace(p, key=digest_of(p.key)) for p in r.findings.persons)))
        for r in three()
    ]
    found = by_verdicts(roll(hidden), [])
    assert "of a.txt and row" in found.refused[0].reason
    assert not any(word in found.refused[0].reason for word in ("Karim", "Haddad", "Nasser"))


def test_a_verdict_joins_two_rows_and_is_credited() -> None:
    found = by_verdicts(roll(three()), [SAME])
    assert found.refused == ()
    assert (found.rows, len(found.people.people)) == (5, 4)
    table = found.people.table()
    assert table.lists == ("a.txt", "b.txt", "c.txt")
    assert dict(table.cells) == {1: 1, 2: 1, 3: 1, 4: 1}
    assert codes(found.notices) == ["EST-LINKED-BY"]
    assert found.notices[0].reason.startswith("2 rows were joined with others by analyst, in 1 link;")


def test_verdicts_chain() -> None:
    lists = [report("a", "Karim"), report("b", "Karim"), report("c", "Karim H")]
    links = [
        RowVerdict(left="a:Karim:0", right="b:Karim:0", same=True, by="x"),
        RowVerdict(left="b:Karim:0", right="c:Karim H:0", same=True, by="y"),
    ]
    assert [p.lists for p in by_verdicts(roll(lists), links).people.people] == [("a.txt", "b.txt", "c.txt")]


def test_verdicts_that_contradict_each_other_are_refused() -> None:
    lists = [report("a", "Karim"), report("b", "Karim"), report("c", "Karim")]
    links = [
        RowVerdict(left="a:Karim:0", right="b:Karim:0", same=True, by="x"),
        RowVerdict(left="b:Karim:0", right="c:Karim:0", same=True, by="x"),
        RowVerdict(left="a:Karim:0", right="c:Karim:0", same=False, by="y"),
    ]
    assert codes(by_verdicts(roll(lists), links).refused) == ["EST-LINKS-CONFLICT"]


def test_one_open_pair_among_decided_ones_refuses() -> None:
    lists = [report("a", "Karim", "Omar"), report("b", "Karim", "Omar"), report("c", "Rania")]
    one = RowVerdict(left="a:Karim:0", right="b:Karim:0", same=True, by="x")
    assert codes(by_verdicts(roll(lists), [one]).refused) == ["EST-UNLINKED"]
    apart = RowVerdict(left="a:Omar:1", right="b:Omar:1", same=False, by="x")
    found = by_verdicts(roll(lists), [one, apart])
    assert found.refused == ()
    assert len(found.people.people) == 4


def test_a_parting_verdict_holds_for_all_rows_of_the_two_people() -> None:
    lists = [report("a", "Omar"), report("b", "Omar"), report("c", "Omar")]
    links = [
        RowVerdict(left="a:Omar:0", right="b:Omar:0", same=True, by="x"),
        RowVerdict(left="a:Omar:0", right="c:Omar:0", same=False, by="x"),
    ]
    assert by_verdicts(roll(lists), links).refused == ()


def test_a_name_twice_on_one_list_is_two_people_and_warned_of() -> None:
    lists = [report("a", "Omar", "Omar"), report("b", "Rania")]
    say = RowVerdict(left="a:Omar:0", right="b:Rania:0", same=False, by="x")
    found = by_verdicts(roll(lists), [say])
    assert len(found.people.people) == 3
    assert codes(found.notices) == ["EST-REPEATED-NAMES"]
    assert found.least == 1


def test_fields_on_which_linked_rows_disagree_are_missing() -> None:
    lists = [report("a", "Omar", age="12", sex="male"), report("b", "Omar", age="13")]
    same = RowVerdict(left="a:Omar:0", right="b:Omar:0", same=True, by="x")
    found = by_verdicts(roll(lists), [same])
    assert found.people.people[0].fields == ("male", None, "2025-05", None)
    assert codes(found.notices) == ["EST-LINKED-BY", "EST-FIELDS-DISAGREE"]


def test_people_who_are_not_said_to_be_dead_are_left_out() -> None:
    row = PersonRow(key="k", anchor=Anchor(source="d", text="d", start=0, end=4, exact="Nour"), name="Nour", by="t")
    claim = Claim(
        key="c", anchor=Anchor(source="d", text="d", start=0, end=17, exact="Nour was abducted"), measure="abducted",
        quantity=Quantity(low=1, high=1, value=1, bound="exact", as_written="Nour"), population=Population(text=""),
        by="t",
    )  # fmt: skip
    text = Text(source="d", reader="t", digest="d", name="d.txt", content="Nour was abducted")
    taken = Report(text=text, findings=Findings(persons=(row,), claims=(claim,)))
    listed = roll([*three(), taken])
    assert (len(listed.rows), listed.others) == (5, 1)
    assert "EST-OTHER-HARM" in codes(by_verdicts(listed, [SAME]).notices)
    bare = Report(text=text, findings=Findings(persons=(row,)))
    assert roll([bare]).others == 0


def test_publishers_as_lists() -> None:
    reports = [
        report("a", "Karim", publisher="Committee"), report("b", "Omar", publisher="Committee"),
        report("c", "Karim", publisher="Monitor"),
    ]  # fmt: skip
    assert roll(reports, "publisher").lists == ("Committee", "Monitor")
    with pytest.raises(ReckoningError, match="no publisher"):
        roll([*reports, report("d", "Rania")], "publisher")


def test_documents_of_one_name_stay_two_lists() -> None:
    one, two = report("a", "Karim", source="s" * 64), report("a", "Omar", source="t" * 64)
    assert len(roll([one, two]).lists) == 2


def test_more_lists_than_can_be_taken_say_what_to_do() -> None:
    with pytest.raises(ReckoningError, match="--lists publisher"):
        roll([report(f"d{i}", f"Person {i}") for i in range(21)])


def test_a_sheet_comes_back_as_links() -> None:
    listed = roll(three())
    rows = list(csv.DictReader(io.StringIO(sheet(listed, [SAME]))))
    assert {r["row"]: r["person"] for r in rows} == read_links(sheet(listed, [SAME]), listed)
    person = {r["row"]: r["person"] for r in rows}
    assert person["a:Karim Haddad:0"] == person["b:Haddad Karim:0"]
    assert len(set(person.values())) == 4
    found = by_file(listed, person, "links.csv")
    assert dict(found.people.table().cells) == {1: 1, 2: 1, 3: 1, 4: 1}
    assert "the file links.csv" in found.notices[0].reason


def test_a_row_may_be_left_out() -> None:
    listed = roll(three())
    links = {row.key: row.key for row in listed.rows} | {"c:Omar:0": "-"}
    assert by_file(listed, links, "x").rows == 4


@pytest.mark.parametrize(
    "content, says",
    [
        ("row,who\n", "columns `row` and `person`"),
        ("row,person\nnobody,p1\n", "no row of this case"),
        ("row,person\na:Karim Haddad:0,p1\na:Karim Haddad:0,p2\n", "second person"),
        ("row,person\na:Karim Haddad:0,p1\n", "4 of 5 rows have no person"),
        ("row,person\na:Karim Haddad:0,\n", "5 of 5 rows have no person"),
    ],
)
def test_a_faulty_file_of_links_says_what_is_wrong(content: str, says: str) -> None:
    with pytest.raises(ReckoningError, match=says):
        read_links(content, roll(three()))


def test_words_of_a_report_never_become_a_formula() -> None:
    text = sheet(roll([report("a", "=HYPERLINK(1)", "@x"), report("b", "Omar")]))
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "@"}]


def test_a_single_list_is_not_in_want_of_links() -> None:
    assert by_verdicts(roll([report("a", "Karim", "Omar")]), []).refused == ()


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12), st.randoms())
def test_neither_the_order_of_verdicts_nor_of_reports_matters(pairs: list[tuple[int, int]], random: Random) -> None:
    lists = [report(name, *(f"{name}{i}" for i in range(3))) for name in "abc"]
    keys = [p.key for r in lists for p in r.findings.persons]
    verdicts = [RowVerdict(left=keys[i], right=keys[j], same=True, by="x") for i, j in pairs if i != j]
    found = by_verdicts(roll(lists), verdicts)
    shuffled = list(verdicts)
    random.shuffle(shuffled)
    random.shuffle(lists)
    assert by_verdicts(roll(lists), shuffled) == found
    if verdicts:
        assert sum(len(p.lists) for p in found.people.people) <= 9
        assert found.people.table().n == len(found.people.people) <= 9
