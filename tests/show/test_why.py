"""The chain behind a figure, on the invented case: what it finds, where it ends, what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import invented
import pytest

from reckoning.problems import ReckoningError
from reckoning.show.why import Reason, chains, spoken

TEXTS = {report.text.name: report.text.content for report in invented.REPORTS}


def ask(figure: str) -> tuple[Reason, ...]:
    return chains(figure, invented.REPORTS, invented.RECKONING)


def below(reason: Reason) -> Iterator[Reason]:
    yield reason
    for one in reason.because:
        yield from below(one)


def test_a_toll_leads_by_each_step_and_outlier_to_words_that_stand_in_the_reports() -> None:
    (toll,) = ask(invented.T_LATEST.key)
    assert [one.kind for one in toll.because] == ["step", "outlier", "sensitivity"]
    step, outlier, sensitivity = toll.because
    assert "260 of 2031-05-09 replaces 212" in step.says
    assert [one.id for one in step.because] == [invented.C212.key, invented.C260.key]
    assert "stands alone" in outlier.says
    assert outlier.because[0].id == invented.C2400.key
    assert "without it: 212" in sensitivity.says
    assert "A list of the 48 dead" in sensitivity.says
    quotes = [one.quote for one in below(toll) if one.quote is not None]
    assert len(quotes) >= 4
    for quote in quotes:
        content = TEXTS[quote.document]
        assert content[quote.start : quote.end] == quote.exact
        assert content[: quote.start].endswith(quote.prefix)
        assert content[quote.end :].startswith(quote.suffix)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2,400", "T_PLUGIN"),
        ("2400", "T_PLUGIN"),
        ("at least 212, best 212", "T_ACLED"),
        ("212 to 260", "T_UCDP"),
        ("212 - 260", "T_UCDP"),
        ("212–260", "T_UCDP"),
        ("140", "C140"),
        ("١٤٠", "C140"),
    ],
)
def test_a_number_is_found_as_a_page_or_a_report_writes_it(asked: str, first: str) -> None:
    assert ask(asked)[0].id == getattr(invented, first).key


def test_a_number_gives_tolls_before_claims_and_each_once() -> None:
    kinds = [reason.kind for reason in ask("260")]
    assert kinds == sorted(kinds, key=["toll", "claim"].index)
    assert len({reason.id for reason in ask("260")}) == len(kinds)


@pytest.mark.parametrize("name", ["EPISODE", "VILLAGE", "SERIES", "O_WATCH", "C200"])
@pytest.mark.parametrize("length", [12, 64])
def test_anything_with_a_key_can_be_asked_for_by_its_first_digits(name: str, length: int) -> None:
    thing = getattr(invented, name)
    key = thing.key if hasattr(thing, "key") else thing.id
    (reason,) = ask(key[:length])
    assert reason.id == key


def test_an_incident_says_why_its_claims_belong_together() -> None:
    (episode,) = ask(invented.EPISODE.id)
    links = [one.says for one in episode.because if one.kind == "link"]
    assert links == ["+3.2 in all: +2.0 both speak of Sel Valley; -0.4 200 is not 212"]
    assert any(one.kind == "incident" and "Ardun" in one.says for one in episode.because)


def test_an_origin_in_doubt_says_on_what_it_rests() -> None:
    (origin,) = ask(invented.O_WATCH.id)
    assert "also the monitor" in origin.says
    assert "in doubt: The Courier names no group" in origin.says
    assert origin.because[0].says.startswith("+2.1 More than 200 fits 212")


def test_a_relay_says_how_it_passed_the_figure_on() -> None:
    (claim,) = ask(invented.C200.key)
    assert "said by Sel Valley Watch" in claim.says
    relay = next(one for one in claim.because if one.kind == "relay")
    assert relay.id == invented.C212.key
    assert relay.says == "passed on, group_dropped: 212 civilians became more than 200 people"


def test_a_claim_that_the_case_no_longer_holds_is_said_to_be_withheld() -> None:
    (toll,) = ask(invented.T_PLUGIN.key)
    gone = [one for one in below(toll) if one.id == "f" * 64]
    assert gone
    assert all("no longer holds" in one.says and one.quote is None for one in gone)


def test_first_digits_that_fit_several_things_are_refused_with_the_choices() -> None:
    reports = tuple(_with_keys(report) for report in invented.REPORTS)
    with pytest.raises(ReckoningError, match=r"may be any of ab12cd34\w+, ab12cd34\w+.*give more of its digits"):
        chains("ab12cd34", reports, None)


def _with_keys(report):
    """The same report with keys that begin alike."""
    claims = tuple(replace(claim, key="ab12cd34" + claim.key[8:]) for claim in report.findings.claims)
    return replace(report, findings=replace(report.findings, claims=claims))


@pytest.mark.parametrize("asked", ["", " ", "abc", "31337", "not a figure", "0" * 64, "007"])
def test_what_is_nowhere_is_refused(asked: str) -> None:
    with pytest.raises(ReckoningError, match="Nothing in this case is called"):
        ask(asked)


def test_claims_can_be_asked_for_before_anything_was_weighed() -> None:
    (reason,) = chains(invented.C140.key, invented.REPORTS, None)
    assert reason.kind == "claim"


def test_spoken_keeps_quotes_in_one_line_and_marks_the_words() -> None:
    lines = spoken(ask(invented.C140.key)[0]).split("\n")
    assert f"[claim {invented.C140.key[:12]}]" in lines[0]
    quote = invented.C140.anchor
    assert f"[{' '.join(quote.exact.split())}]" in lines[1]
    assert lines[1].endswith(f"{quote.start}-{quote.end}")
