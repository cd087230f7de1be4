"""A human number stands in the tolls, with the machine's beside it, as long as its words stand."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import replace
from pathlib import Path

import light
import pytest

import reckoning
from reckoning.case import Case
from reckoning.keep import ruling
from reckoning.keep.decide import seen
from reckoning.keep.ruling import identity, quantity_of
from reckoning.problems import ReckoningError
from reckoning.show.why import chains, spoken
from reckoning.types import Decision
from reckoning.weigh.diff import diff

VERBS = replace(light.VERBS, weigh="reckoning.run.weighing:weigh", weigh_version="reckoning.run.weighing:version")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def case(tmp_path):
    (tmp_path / "osk.txt").write_text(
        "On 3 March 2025, 40 people were killed in Damascus by shelling, the mayor of the town said.\n"
    )
    made = Case.create(tmp_path / "osk.case", verbs=VERBS)
    made.add([tmp_path / "osk.txt"])
    made.extract(workers=1)
    return made


def claim_of(case):
    (claim,) = [c for report in case.reports() for c in report.findings.claims]
    return claim


def in_context(case, anchor):
    """The anchor with the words around it, as the built-in extractor keeps them."""
    content = case.reports()[0].text.content
    return replace(anchor, prefix=content[max(0, anchor.start - 32) : anchor.start], suffix=content[anchor.end :][:32])


def decide(case, verdict, value, **more):
    claim = claim_of(case)
    decision = Decision(
        actor="M. R.", at="2025-04-01T09:00:00Z", about=(in_context(case, claim.anchor),), verdict=verdict, value=value,
        reason="the list has more names", saw=seen([claim]),
    )  # fmt: skip
    case.decide(replace(decision, **more))
    return replace(decision, **more)


def spans(reckoning):
    return {(t.rule_set, t.low, t.high) for t in reckoning.tolls if t.low is not None or t.high is not None}


def test_the_human_number_stands_in_every_toll_and_the_machines_beside_it(case):
    before = case.weigh()
    assert spans(before)
    assert all(low == 40 for _, low, _ in spans(before))
    decision = decide(case, "count", "57")
    after = case.weigh()
    assert {(rule, 57, 57) for rule, _, _ in spans(before)} == spans(after)
    for toll in (t for t in after.tolls if t.low is not None):
        step = toll.steps[0]
        assert step.rule == "decision"
        assert step.claims == (claim_of(case).key,)
        for word in ("M. R.", "2025-04-01", "[57]", "“40”", "the list has more names", identity(decision)):
            assert word in step.because
        assert all(a.after == b.before for a, b in zip(toll.steps, toll.steps[1:], strict=False))
    (stood,) = case.decisions()
    assert stood.state == "holds"
    assert claim_of(case).quantity.value == 40, "the finding itself is never edited"


def test_why_says_both_and_diff_names_the_decision(case):
    before, reports = case.weigh(), case.reports()
    decision = decide(case, "count", "at least 57")
    after = case.weigh()
    said = "\n".join(spoken(chain) for chain in chains("57", reports, after))
    assert identity(decision) in said
    assert "[at least 57] stands, where the machine reads “40”" in said
    moved = diff(before, after, before_reports=reports, after_reports=reports)
    assert moved
    assert all(any(b.kind == "decision" and "M. R." in b.says for b in change.because) for change in moved)


def test_a_rejected_claim_enters_no_toll_and_says_why(case):
    decision = decide(case, "reject", None)
    reckoning = case.weigh()
    assert not spans(reckoning)
    assert claim_of(case).key in {key for incident in reckoning.incidents for key in incident.claims}
    assert [(r.decision, r.quantity) for r in reckoning.rulings] == [(identity(decision), None)]


def test_a_later_decision_supersedes_and_a_bare_confirmation_changes_nothing(case):
    plain = spans(case.weigh())
    decide(case, "count", "57")
    decide(case, "confirm", None, at="2025-04-02T09:00:00Z")
    assert spans(case.weigh()) == plain
    decide(case, "confirm", "40", at="2025-04-03T09:00:00Z")
    reckoning = case.weigh()
    assert spans(reckoning) == plain
    assert "“40”, as the machine reads it, stands" in next(t for t in reckoning.tolls if t.low).steps[0].because


def test_it_survives_a_machine_that_reads_otherwise_and_lapses_when_the_source_changed_too(case, tmp_path):
    decide(case, "count", "57", saw="0" * 64)
    assert case.decisions()[0].state == "stands"
    assert all(low == 57 for _, low, _ in spans(case.weigh()))
    text = (tmp_path / "osk.txt").read_text()
    case.redact(case.sources()[0].digest, "a new edition")
    (tmp_path / "again.txt").write_text(text.replace("of the town said", "of the town has said"))
    case.add([tmp_path / "again.txt"])
    case.extract(workers=1)
    (stood,) = case.decisions()
    assert stood.state == "lapsed"
    assert all(low == 40 for _, low, _ in spans(case.weigh()))
    assert "DECISION-LAPSED" in {p.code for p in case.problems()}


def test_an_orphan_is_listed_and_nothing_rests_on_it(case):
    claim = claim_of(case)
    decide(case, "count", "57", about=(replace(claim.anchor, exact="41 people were killed", text="t", source="s"),))
    reckoning = case.weigh()
    assert all(low == 40 for _, low, _ in spans(reckoning))
    assert [p.code for p in reckoning.problems if p.code.startswith("DECISION")] == ["DECISION-ORPHAN"]


def test_a_number_for_words_with_several_claims_is_not_guessed(tmp_path):
    (tmp_path / "osk.txt").write_text("On 3 March 2025 in Osk 40 people were killed and 12 people were killed.\n")
    case = Case.create(tmp_path / "osk.case", verbs=VERBS)
    case.add([tmp_path / "osk.txt"])
    case.extract(workers=1)
    report = case.reports()[0]
    claims = report.findings.claims
    assert len(claims) == 2
    start, end = min(c.anchor.start for c in claims), max(c.anchor.end for c in claims)
    wide = replace(claims[0].anchor, start=start, end=end, exact=report.text.content[start:end])
    before = spans(case.weigh())
    case.decide(
        Decision(actor="M. R.", at="t", about=(wide,), verdict="count", value="57", reason="r", saw=seen(claims))
    )
    assert spans(case.weigh()) == before
    assert "DECISION-UNCLEAR" in {p.code for p in case.problems()}


@pytest.mark.parametrize(
    "words, low, high, value",
    [
        ("57", 57, 57, 57), ("1,383", 1383, 1383, 1383), ("at least 40", 40, None, 40), ("More than 40", 41, None, 40),
        ("at most 9", None, 9, 9), ("about 1,400", None, None, 1400), ("30 to 40", 30, 40, None), ("30-40", 30, 40, None),
        ("0", 0, 0, 0),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(words, low, high, value):
    q = quantity_of(words)
    assert (q.low, q.high, q.value, q.as_written) == (low, high, value, f"[{words}]")


@pytest.mark.parametrize("words", ["", "many", "40 to 30", "-3", "4.5", "57 dead", "1,38", "1e3"])
def test_what_is_no_number_is_refused_before_it_is_written(case, words):
    before = case.entries()
    with pytest.raises(ReckoningError, match="is no number"):
        decide(case, "count", words)
    with pytest.raises(ReckoningError, match="about quotes"):
        decide(case, "reject", None, about=())
    assert case.entries() == before


def test_the_example_of_the_docs_runs_as_it_stands(case, monkeypatch):
    monkeypatch.chdir(case.folder.parent)
    monkeypatch.setattr(reckoning, "open_case", lambda folder: Case.open(folder, verbs=VERBS))
    page = (DOCS / "keeping.md").read_text()
    code, printed = re.search(r"## Decisions.*?```python\n(.*?)```\s+```\n(.*?)```", page, re.DOTALL).groups()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "keeping.md", "exec"), {})  # noqa: S102 the page's own example
    assert out.getvalue() == printed


def test_the_door_is_documented():
    assert ruling.__doc__
    assert "Case.decisions()" in (DOCS / "keeping.md").read_text()
