"""People with fields from CSV: what is a list, what is a field, what is missing."""

from __future__ import annotations

import pytest

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate.people import read_people

CSV = """# unit: people
person,A,B,C,sex,age
1,1,0,0,female,34
2,1,1,0,male,
3,0,0,1,?,7
"""


def test_fields_are_those_named_and_the_rest_are_lists() -> None:
    found = read_people(CSV, ["sex", "age"])
    assert found.lists == ("A", "B", "C")
    assert [p.fields for p in found.people] == [("female", "34"), ("male", None), (None, "7")]
    assert [p.lists for p in found.people] == [("A",), ("A", "B"), ("C",)]
    assert dict(found.table().cells) == {1: 1, 3: 1, 4: 1}


def test_a_count_stands_for_so_many_people() -> None:
    found = read_people("sex,A,B,count\nfemale,1,0,3\nmale,1,1,2\n", ["sex"])
    assert len(found.people) == 5
    assert dict(found.table().cells) == {1: 3, 3: 2}
    assert len({p.key for p in found.people}) == 5


def test_numbers_are_put_into_bands() -> None:
    found = read_people(CSV, ["age", "sex"]).banded("age", (0, 15, 30))
    assert [p.fields[0] for p in found.people] == ["30+", None, "0-14"]


@pytest.mark.parametrize(
    "content, fields, says",
    [
        (CSV, ["sex"], "'age' holds '34', which is neither 0 nor 1"),
        (CSV, ["sex", "religion"], "no column 'religion'"),
        ("sex,A,B\nfemale,0,0\n", ["sex"], "Line 2 is on no list"),
        ("sex,A,B\nfemale,1\n", ["sex"], "Line 2 has 2 values"),
        ("sex,A,B,count\nfemale,1,0,-4\n", ["sex"], "the count '-4'"),
        ("", ["sex"], "no column 'sex'"),
    ],
)
def test_faults_name_line_and_cure(content: str, fields: list[str], says: str) -> None:
    with pytest.raises(ReckoningError, match=says):
        read_people(content, fields)


def test_bands_of_what_is_no_number_or_no_field() -> None:
    found = read_people(CSV, ["sex", "age"])
    with pytest.raises(ReckoningError, match="no number"):
        found.banded("sex", (0, 1))
    with pytest.raises(ReckoningError, match="no field 'height'"):
        found.banded("height", (0, 1))
