"""The panel: refusals and cautions with their codes, no bare number, and the same digest for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import one_stage, published

from reckoning.problems import ReckoningError
from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Answer, Notice, Refusal
from reckoning.weigh.estimate.methods import METHODS, graphs, no_highest_order, sample_coverage
from reckoning.weigh.estimate.panel import EVERY, Panel, Request, estimate
from reckoning.weigh.estimate.tables import CaptureTable, build, read_table

QUICK = ("stepwise", "decomposable", "coverage", "nhoi")
FOUR = {
    1: 306,
    2: 290,
    4: 250,
    8: 270,
    3: 80,
    5: 70,
    6: 60,
    9: 50,
    10: 45,
    12: 40,
    7: 25,
    11: 20,
    13: 18,
    14: 15,
    15: 9,
}

THREE = {1: 30, 2: 30, 4: 30, 3: 9, 5: 9, 6: 9, 7: 3}


def panel(table: CaptureTable, **more) -> Panel:
    return estimate(table, Request(methods=more.pop("methods", QUICK), **more))


def codes(notices: tuple[Notice, ...]) -> set[str]:
    return {n.code for n in notices}


@pytest.mark.parametrize(
    "table, code",
    [
        (build("ab", {1: 30, 2: 30, 3: 10}), "EST-NO-INDEPENDENCE"),
        (build("ab", {1: 30, 2: 30, 3: 10}), "EST-FEW-LISTS"),
        (build("abc", {1: 30, 2: 30, 3: 10}), "EST-FEW-LISTS"),
        (build("abc", {1: 30}), "EST-FEW-LISTS"),
        (build("abc", {}), "EST-EMPTY"),
        (build("abc", {1: 30, 2: 30, 4: 10}), "EST-NO-OVERLAP-AT-ALL"),
        (build("abc", THREE, units=("people", "families", "people")), "EST-MIXED-UNITS"),
        (build("abc", THREE, units=("families/people",) * 3), "EST-MIXED-UNITS"),
    ],
)  # fmt: skip
def test_what_refuses_every_method(table: CaptureTable, code: str) -> None:
    found = panel(table)
    assert code in codes(found.refused)
    assert found.outcomes == ()
    assert found.documented == table.n, "the documented are told all the same"
    assert all(n.cure for n in found.refused)


def test_two_lists_are_estimated_under_a_statement_that_is_shown() -> None:
    found = panel(build("ab", {1: 300, 2: 200, 3: 100}), independence="Made by strangers in different years.")
    (answer,) = found.answers
    assert answer.method == "independence.v1"
    assert answer.low < 400 * 300 / 100 < answer.high
    assert "not shown by the counts" in answer.assumption
    assert found.independence == "Made by strangers in different years."


def test_empty_patterns_refuse_the_saturated_method_only() -> None:
    found = panel(build("abcd", {m: c for m, c in FOUR.items() if m != 15}))
    assert [(r.method, r.code) for r in found.refusals] == [("nhoi.v1", "EST-EMPTY-CELL")]
    assert len(found.answers) == 3


def test_too_many_lists_for_a_method_refuse_it() -> None:
    wide = build([f"x{i}" for i in range(11)], {3 << i: 20 for i in range(10)} | {1 << i: 50 for i in range(11)})
    for name, method in METHODS.items():
        found = method(wide, 1)
        assert isinstance(found, Refusal), name
        assert found.code == "EST-TOO-WIDE", name


def test_mass_at_the_end_of_the_search_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(honesty, "CAP_MASS", 1e-9)
    found = graphs(build("abc", {1: 40, 2: 30, 4: 20, 3: 6}), 1)
    assert isinstance(found, Refusal)
    assert found.code == "EST-CAP-MASS"


def test_coverage_that_explodes_is_refused() -> None:
    found = sample_coverage(build("abc", {1: 400, 2: 400, 4: 400, 3: 1}), 1)
    assert isinstance(found, Refusal)
    assert found.code in {"EST-UNSTABLE", "EST-RESAMPLES-FAILED"}


def test_cautions_name_what_they_are_about() -> None:
    sparse = build("abcd", {1: 2000, 2: 40, 4: 30, 8: 4, 3: 12, 5: 3, 9: 2, 6: 7, 7: 2})
    found = panel(sparse)
    about = {(n.code, n.about) for n in found.warnings}
    assert ("EST-DOMINANT-LIST", "a") in about
    assert ("EST-SMALL-LIST", "d") in about
    assert ("EST-NO-OVERLAP", "b and d") in about
    assert ("EST-WEAK-OVERLAP", "a and d") in about
    assert {"EST-ASK-REFERRAL", "EST-ASK-EXCLUSION", "EST-ASK-CLOSED", "EST-ASK-LINKAGE"} <= codes(found.warnings)


def test_kosovo_is_told_with_its_disagreements(data: Path) -> None:
    found = panel(published(data, "kosovo"))
    assert {"EST-DISJOINT", "EST-LEAVE-ONE-OUT", "EST-SENSITIVE"} <= codes(found.warnings)
    assert {r.left_out for r in found.left_out} == {"EXH", "ABA", "OSCE", "HRW"}
    nhoi = next(a for a in found.answers if a.method == "nhoi.v1")
    assert nhoi.point == pytest.approx(16799, rel=0.02)
    spread = {s.xi: s.point for s in found.sensitivity if s.method == "nhoi.v1"}
    assert spread[0.5] == pytest.approx(10659, rel=0.02)
    assert spread[2.0] == pytest.approx(29200, rel=0.02)


@pytest.mark.parametrize(
    "name, total, low, high",
    [("hav_taiwan3", 508, 436, 611), ("korea3", 180, 158, 215), ("kosovo", 9103, 8615, 9646), ("lesbian4", 4729, 4383, 5129),
     ("uk5", 11746, 9936, 14012), ("spina3", 760, 720, 817), ("gaza_2024_3", 62259, 60312, 64328)],
)  # fmt: skip
def test_sample_coverage_is_the_published(data: Path, name: str, total: int, low: int, high: int) -> None:
    found = sample_coverage(published(data, name), 1)
    assert isinstance(found, Answer)
    assert found.point == pytest.approx(total, abs=0.6)
    assert (found.low, found.high) == (pytest.approx(low, rel=0.08), pytest.approx(high, rel=0.08))


@pytest.mark.parametrize(
    "name, xi, median, ends",
    [("kosovo", 1.0, 16799, (9205, 35882)), ("gaza_2024_3", 1.0, 64703, (58301, 72470)), ("gaza_2024_3", 0.5, 46980, None),
     ("gaza_2024_3", 2.0, 100114, None), ("hav_taiwan3", 1.0, 1335, (676, 3151)), ("spina3", 1.0, 758, (662, 1167))],
)  # fmt: skip
def test_no_highest_order_interaction_is_the_published(data: Path, name: str, xi: float, median, ends) -> None:
    found = no_highest_order(published(data, name), 1, xi=xi)
    assert isinstance(found, Answer)
    assert found.point == pytest.approx(median, rel=0.02)
    if ends:
        assert (found.low, found.high) == (pytest.approx(ends[0], rel=0.03), pytest.approx(ends[1], rel=0.05))


def test_the_same_seed_gives_the_same_digest_and_another_does_not() -> None:
    table, plan = build("abcd", FOUR), one_stage(3, 3, replicas=8, length=8, warmup=60)
    request = Request(methods=("stepwise", "latent"), seed=5, plan=plan)
    one, two = estimate(table, request), estimate(table, request)
    other = estimate(table, Request(methods=("stepwise", "latent"), seed=6, plan=plan))
    assert one.digest == two.digest != other.digest


def test_methods_are_independent_of_which_others_were_asked_for() -> None:
    table = build("abcd", FOUR)
    alone, among = panel(table, methods=("decomposable",)), panel(table)
    assert alone.answers[0] in among.answers


def test_linkage_replicates_give_the_share_of_variance_due_to_linkage() -> None:
    tables = tuple(build("abcd", FOUR | {3: 80 + d, 1: 306 - d, 2: 290 - d}) for d in (-20, 0, 20))
    found = panel(tables[1], methods=("coverage",), linkages=tables)
    (row,) = found.linkage
    assert row.replicates == 3
    assert row.share is not None
    assert row.share > 0.1


def test_every_total_includes_the_documented_and_every_answer_has_an_assumption() -> None:
    found = panel(build("abcd", FOUR))
    for answer in found.answers:
        assert found.documented <= answer.low <= answer.point <= answer.high
        assert answer.assumption
        assert answer.draws
        assert min(answer.draws) >= found.documented


def test_an_unknown_method_is_refused_with_those_there_are() -> None:
    with pytest.raises(ReckoningError, match="methods are loglinear, stepwise"):
        panel(build("abcd", FOUR), methods=("mb",))


def test_methods_that_assume_an_order_of_the_lists_are_not_offered() -> None:
    assert not {"mb", "mbh"} & set(EVERY)


def test_every_code_is_documented(project: Path) -> None:
    text = (project / "docs" / "estimation.md").read_text(encoding="utf-8")
    source = (project / "src/reckoning/weigh/estimate/honesty.py").read_text(encoding="utf-8")
    used = {part.split('"')[0] for part in source.split('"EST-')[1:]}
    assert len(used) > 25
    assert sorted(code for code in used if f"EST-{code}" not in text) == []


def test_lists_without_records_are_left_out_of_the_estimate_and_not_of_the_table() -> None:
    table = read_table(
        "a,b,c,d,count\n1,0,0,0,30\n0,1,0,0,30\n0,0,1,0,30\n1,1,0,0,9\n1,0,1,0,9\n0,1,1,0,9\n1,1,1,0,3\n"
    )
    found = panel(table)
    assert found.table.lists == ("a", "b", "c", "d")
    assert {a.method for a in found.answers} >= {"nhoi.v1", "stepwise.v1"}
