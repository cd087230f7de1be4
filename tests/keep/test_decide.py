"""Decisions survive: the table of re-anchoring, row by row, and what it must never do."""

from __future__ import annotations

from dataclasses import replace

import light
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.case import Case
from reckoning.ids import digest
from reckoning.keep.decide import anchored, edges, live, outcome, seen, stand
from reckoning.reckoned import Report
from reckoning.types import Anchor, Decision, Findings, Place, Quantity, Text, Trace
from reckoning.weigh.incident import Verdict

STORY = "Night raids. At dawn 40 people were killed in Osk. In Belcor 12 people were killed. The road is closed."
MOVED = "An advertisement stood here.\n\n" + STORY
REWRITTEN = STORY.replace("The road is closed.", "The road is open again.")
NUMBER = STORY.replace("40 people", "57 people")


def report_of(content: str, source: str | None = None, reader: str = "light.v1") -> Report:
    """A report as the light stand-ins read it; ``source`` names its bytes (None: by its content)."""
    source = source or digest(content.encode())
    text = Text(source=source, reader=reader, digest=digest((reader + content).encode()), name="a.txt", content=content)
    return Report(text=text, findings=Findings(claims=tuple(light._claims(text))))


def anchor_of(report: Report, words: str) -> Anchor:
    """The anchor of words that are drawn once in the report's text."""
    content = report.text.content
    assert content.count(words) == 1
    start = content.index(words)
    return Anchor(
        source=report.text.source, text=report.text.digest, start=start, end=start + len(words), exact=words,
        prefix=content[max(0, start - 32) : start], suffix=content[start + len(words) : start + len(words) + 32],
    )  # fmt: skip


def decided(report: Report, *words: str, verdict: str = "confirm", value: str | None = None) -> Decision:
    """A decision on quotes, made while the report was as it is."""
    about = tuple(anchor_of(report, each) for each in words)
    shown = [c for c in report.findings.claims if c.anchor.exact in words]
    return Decision(actor="mr", at="t", about=about, verdict=verdict, value=value, reason="read", saw=seen(shown))


def reading_otherwise(report: Report, number: int) -> Report:
    """The machine now reads another number on the first claim's words."""
    first, *others = report.findings.claims
    quantity = Quantity(low=number, high=number, value=number, bound="exact", as_written="40")
    return replace(report, findings=Findings(claims=(replace(first, quantity=quantity), *others)))


SAME_SOURCE = "s" * 64
BEFORE = report_of(STORY, SAME_SOURCE)
QUOTE = "40 people were killed"

TABLE = {
    "same text, same finding": (report_of(STORY, SAME_SOURCE), "holds", "exact"),
    "same source read anew, moved": (report_of(MOVED, SAME_SOURCE, "light.v2"), "holds", "moved"),
    "same text, other finding": (reading_otherwise(report_of(STORY, SAME_SOURCE), 57), "stands", "exact"),
    "moved, other finding": (reading_otherwise(report_of(MOVED, SAME_SOURCE, "light.v2"), 57), "stands", "moved"),
    "changed source, same finding": (report_of(REWRITTEN, "t" * 64), "holds", "quoted"),
    "changed source, other finding": (reading_otherwise(report_of(REWRITTEN, "t" * 64), 57), "lapsed", "quoted"),
    "the words are gone": (report_of(NUMBER, "t" * 64), "orphan", "orphan"),
    "the source is gone": (report_of("Nothing happened.", "t" * 64), "orphan", "orphan"),
    "nothing is found on the words": (replace(BEFORE, findings=Findings()), "orphan", "exact"),
}


@pytest.mark.parametrize("row", TABLE)
def test_the_table(row: str) -> None:
    after, state, how = TABLE[row]
    (stood,) = stand([decided(BEFORE, QUOTE, value="40")], [after])
    assert (stood.state, stood.anchors[0].how) == (state, how)
    assert stood.in_force == (state in ("holds", "stands"))
    if stood.anchors[0].now is not None:
        now = stood.anchors[0].now
        assert after.text.content[now.start : now.end] == now.exact == QUOTE
        assert (now.text, now.source) == (after.text.digest, after.text.source)


@pytest.mark.parametrize(
    "source, finding, state",
    [(False, False, "holds"), (True, False, "holds"), (False, True, "stands"), (True, True, "lapsed")],
)
def test_a_decision_lapses_only_where_both_changed(source: bool, finding: bool, state: str) -> None:
    assert outcome(source_changed=source, finding_changed=finding) == state


def test_of_several_places_the_context_decides() -> None:
    content = "In Osk 5 people were killed by shells. In Belcor 5 people were killed by mines."
    old = "In Arvane all is quiet. In Belcor 5 people were killed by mines."
    before = report_of(old, SAME_SOURCE)
    found = anchored(anchor_of(before, "5 people were killed"), [report_of(content, SAME_SOURCE, "light.v2")])
    assert found.how == "moved"
    assert content[: found.now.start].endswith("In Belcor ")


def test_where_the_context_decides_nothing_it_is_an_orphan() -> None:
    twice = ("x" * 40 + "5 people were killed" + "y" * 40) * 2
    anchor = Anchor(source=SAME_SOURCE, text="x", start=900, end=920, exact="5 people were killed", prefix="In Osk ")
    assert anchored(anchor, [report_of(twice, SAME_SOURCE)]).how == "orphan"


def test_the_same_words_in_another_context_are_another_quote() -> None:
    other = report_of("Correspondents wrote: 40 people were killed, in a different country altogether!", "t" * 64)
    assert stand([decided(BEFORE, QUOTE)], [other])[0].state == "orphan"


def test_a_reprint_is_no_new_version_of_what_is_still_held() -> None:
    held = report_of("The page was emptied.", SAME_SOURCE, "light.v2")
    assert stand([decided(BEFORE, QUOTE)], [held, report_of(REWRITTEN, "t" * 64)])[0].state == "orphan"


def test_what_is_shown_does_not_depend_on_offsets_versions_or_traces() -> None:
    claim = BEFORE.findings.claims[0]
    same = replace(
        claim, key="k", by="light.en.v2", traces=(Trace(facet="time", rule="x"),), confidence=0.1,
        anchor=replace(claim.anchor, start=500, end=520, text="other"),
    )  # fmt: skip
    assert seen([same]) == seen([claim])
    assert seen([replace(claim, stance="denied")]) != seen([claim])
    assert seen([replace(claim, places=(Place(text="Osk"),))]) != seen([claim])


def test_a_later_decision_on_the_same_quotes_supersedes() -> None:
    first, second = decided(BEFORE, QUOTE), decided(BEFORE, QUOTE, verdict="reject")
    other = decided(BEFORE, "12 people were killed")
    assert live([first, other, second]) == (other, second)
    both = decided(BEFORE, QUOTE, "12 people were killed", verdict="same")
    back = replace(both, about=both.about[::-1], verdict="different")
    assert live([both, back]) == (back,), "the order of the quotes does not matter"


def test_same_and_different_are_edges_between_what_the_quotes_carry() -> None:
    left, right = (claim.key for claim in BEFORE.findings.claims)
    ends = {"left": min(left, right), "right": max(left, right)}
    pair = (QUOTE, "12 people were killed")
    for verdict, same in (("same", True), ("different", False)):
        assert edges(stand([decided(BEFORE, *pair, verdict=verdict)], [BEFORE])) == (Verdict(**ends, same=same),)
    assert edges(stand([decided(BEFORE, *pair, verdict="confirm")], [BEFORE])) == ()
    lost = [report_of(NUMBER, "t" * 64)]
    assert edges(stand([decided(BEFORE, *pair, verdict="same")], lost)) == (), "an orphan joins nothing"


def test_two_claims_on_one_quote_get_no_edge_between_them() -> None:
    first, second = BEFORE.findings.claims
    double = replace(BEFORE, findings=Findings(claims=(first, replace(first, key="twin", measure="injured"), second)))
    found = edges(stand([decided(BEFORE, QUOTE, "12 people were killed", verdict="different")], [double]))
    assert {(v.left, v.right) for v in found} == {tuple(sorted((k, second.key))) for k in (first.key, "twin")}


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_put_around_a_text_moves_no_decision(before: str, after: str) -> None:
    surrounded = report_of(before + STORY + after, SAME_SOURCE, "light.v2")
    found = anchored(anchor_of(BEFORE, QUOTE), [surrounded])
    assert found.now is not None
    assert surrounded.text.content[found.now.start : found.now.end] == QUOTE
    assert found.now.start == len(before) + STORY.index(QUOTE)


@given(st.text(alphabet="40 peolwrkid.", max_size=80))
def test_a_found_anchor_always_holds_its_words(content: str) -> None:
    found = anchored(anchor_of(BEFORE, QUOTE), [report_of(content, "t" * 64)])
    assert found.now is None or content[found.now.start : found.now.end] == QUOTE


def test_verdicts_of_the_ledger_reach_weighing(tmp_path) -> None:
    (tmp_path / "osk.txt").write_text(
        "On 3 March 2025, 40 people were killed in Damascus by shelling, the mayor said.\n"
    )
    (tmp_path / "bel.txt").write_text("On 9 June 2025, 12 people were killed in Aleppo by shelling, the mayor said.\n")
    case = Case.create(tmp_path / "case")
    case.add([tmp_path / "osk.txt", tmp_path / "bel.txt"])
    case.extract()
    assert len(case.weigh().incidents) == 2
    anchors = tuple(claim.anchor for report in case.reports() for claim in report.findings.claims)
    assert len(anchors) == 2
    shown = seen(claim for report in case.reports() for claim in report.findings.claims)
    decision = Decision(actor="mr", at="t", about=anchors, verdict="same", value=None, reason="one day", saw=shown)
    case.decide(decision)
    assert len({i.id for i in case.weigh().incidents if i.claims and len(i.claims) == 2}) == 1
    case.decide(replace(decision, verdict="different"))
    assert all(len(incident.claims) == 1 for incident in case.weigh().incidents)
