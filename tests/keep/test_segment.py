from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.keep import segment
from reckoning.reckoned import Origin, Reckoning, Relay
from reckoning.types import (
    Alias,
    Anchor,
    Claim,
    Findings,
    Incident,
    Interval,
    Population,
    Problem,
    Quantity,
    Statement,
    Text,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
ANCHORS = st.builds(
    Anchor,
    source=st.just("a" * 64),
    text=st.just("b" * 64),
    start=st.integers(0, 99),
    end=st.integers(100, 200),
    exact=WORDS,
)
NUMBERS = st.none() | st.integers(0, 2**53 - 1)
QUANTITIES = st.builds(
    Quantity, low=NUMBERS, high=NUMBERS, value=NUMBERS, bound=st.sampled_from(["exact", "about"]), as_written=WORDS,
    fraction=st.none() | st.floats(0, 1),
)  # fmt: skip
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
INTERVALS = st.builds(Interval, start=DAYS, end=DAYS, text=WORDS)
CLAIMS = st.builds(
    Claim, key=st.text("0123456789abcdef", min_size=4, max_size=4), anchor=ANCHORS, measure=st.just("killed"),
    quantity=QUANTITIES, population=st.builds(Population, text=WORDS), by=st.just("x.v1"), time=st.none() | INTERVALS,
    confidence=st.floats(0, 1),
)  # fmt: skip
STATEMENTS = st.builds(Statement, key=WORDS, kind=st.just("denial"), anchor=ANCHORS, by=st.just("x.v1"))
PROBLEMS = st.builds(Problem, where=WORDS, code=st.just("NUM-AMBIGUOUS"), says=WORDS, anchor=st.none() | ANCHORS)


def by_key(items):
    return st.lists(items, max_size=5, unique_by=lambda item: item.key).map(tuple)


FINDINGS = st.builds(
    Findings, claims=by_key(CLAIMS), statements=by_key(STATEMENTS), problems=st.lists(PROBLEMS, max_size=3).map(tuple)
)


@given(FINDINGS)
def test_findings_come_back_whole_in_the_order_of_the_text(findings):
    back = segment.to_findings(segment.from_findings(findings))
    assert set(back.claims) == set(findings.claims)
    assert set(back.statements) == set(findings.statements)
    assert sorted(map(repr, back.problems)) == sorted(map(repr, findings.problems))
    assert [c.anchor.start for c in back.claims] == sorted(c.anchor.start for c in findings.claims)


@given(FINDINGS, st.randoms())
def test_the_order_of_finding_does_not_show(findings, chance):
    shuffled = {
        name: chance.sample(getattr(findings, name), len(getattr(findings, name)))
        for name in Findings.__dataclass_fields__
    }
    other = Findings(**{name: tuple(items) for name, items in shuffled.items()})
    assert segment.from_findings(other) == segment.from_findings(findings)


@given(FINDINGS)
def test_once_read_back_nothing_changes_any_more(findings):
    data = segment.from_findings(findings)
    assert segment.from_findings(segment.to_findings(data)) == data


def test_every_kind_of_finding_is_kept():
    anchor = Anchor(source="a", text="b", start=1, end=2, exact="x")
    alias = Alias(key="k", kind="former", anchor=anchor, name="X", alias="Y", by="x.v1")
    assert segment.to_findings(segment.from_findings(Findings(aliases=(alias,)))).aliases == (alias,)


def test_lines_are_canonical_and_sorted():
    anchor = Anchor(source="a", text="b", start=1, end=2, exact="x")
    statements = tuple(Statement(key=key, kind="denial", anchor=anchor, by="x.v1") for key in "cab")
    lines = segment.from_findings(Findings(statements=statements)).splitlines()
    assert [line.split(b'"key":"')[1][:1] for line in lines] == [b"a", b"b", b"c"]
    assert all(line.startswith(b'{"statements":{"anchor":') for line in lines)


def test_a_reading_comes_back():
    text = Text(
        source="a",
        reader="r.v1",
        digest="d",
        name="n",
        content="Forty \u2028dead\n",
        published=Interval(start=date(2025, 3, 8)),
    )
    problem = Problem(where="n", code="READ-NO-DATE", says="open")
    assert segment.to_reading(segment.from_reading(text, (problem,))) == (text, (problem,))
    assert segment.to_reading(segment.from_reading(None, (problem,))) == (None, (problem,))


def test_a_reckoning_comes_back_in_its_own_order():
    reckoning = Reckoning(
        incidents=(Incident(id="z", label="Z", claims=("2", "1")), Incident(id="a", label="A", claims=())),
        origins=(Origin(id="o", name="O", kind="monitor", side="third"),),
        relays=(Relay(claim="2", of="1", fidelity="rounded", because="x"),),
        unplaced=("9", "8"),
        as_of=Interval(start=date(2025, 3, 8), end=date(2025, 3, 9), grain="days"),
        problems=(Problem(where="z", code="TOLL-CONTRADICTION", says="x"),),
    )
    assert segment.to_reckoning(segment.from_reckoning(reckoning)) == reckoning
    assert segment.to_reckoning(segment.from_reckoning(Reckoning())) == Reckoning()


@given(st.lists(PROBLEMS, max_size=5))
def test_problems_come_back_sorted(problems):
    back = segment.to_problems(segment.from_problems(problems))
    assert [(p.where, p.code, p.says) for p in back] == sorted((p.where, p.code, p.says) for p in problems)


def test_inputs_are_a_set():
    assert segment.to_inputs(segment.from_inputs(["b", "a", "b"])) == ("a", "b")


@pytest.mark.parametrize("number", [2**53, float("nan"), "\ud800"])
def test_what_no_json_can_carry_is_refused(number):
    quantity = Quantity(low=number, high=None, value=None, bound="exact", as_written="x")
    anchor = Anchor(source="a", text="b", start=1, end=2, exact="x")
    claim = Claim(
        key="k", anchor=anchor, measure="killed", quantity=quantity, population=Population(text=""), by="x.v1"
    )
    with pytest.raises(ValueError):  # noqa: PT011 three libraries' words for it
        segment.from_findings(Findings(claims=(claim,)))
