"""Time phrases against the day of publication, and which of them is the time of a claim."""

from __future__ import annotations

from datetime import date

import pytest
from happened import DAY, MONDAY, drawn
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract.date_phrases import phrases
from reckoning.extract.when import cumulative, when
from reckoning.types import Interval


def span_of(words: str, published: Interval | None = DAY) -> list[str]:
    """Each phrase as start..end."""
    return [f"{p.interval.start}..{p.interval.end}" for p in phrases(words, 0, len(words), published)]


def day(text: str) -> str:
    return f"{text}..{text}"


# Published on Monday 10 March 2025.
PHRASES = [
    ("on 6 March 2025", day("2025-03-06")),
    ("on the 6th of March", day("2025-03-06")),
    ("on March 6th, 2024,", day("2024-03-06")),
    ("on 2 November", day("2024-11-02")),
    ("Thursday, 6 March,", day("2025-03-06")),
    ("on 2025-02-03", day("2025-02-03")),
    ("on 13.02.2025", day("2025-02-13")),
    ("from 6 to 10 March", "2025-03-06..2025-03-10"),
    ("between March 6 and March 9,", "2025-03-06..2025-03-09"),
    ("March 6-9", "2025-03-06..2025-03-09"),
    ("from 28 February to 3 March 2025", "2025-02-28..2025-03-03"),
    ("on Thursday", day("2025-03-06")),
    ("on Monday", day("2025-03-10")),
    ("last Monday", day("2025-03-03")),
    ("late on Friday night", day("2025-03-07")),
    ("from Thursday to Saturday", "2025-03-06..2025-03-08"),
    ("on Saturday and Sunday", "2025-03-08..2025-03-09"),
    ("on Friday last week", day("2025-03-07")),
    ("today", day("2025-03-10")),
    ("earlier today", day("2025-03-10")),
    ("yesterday evening", day("2025-03-09")),
    ("overnight", "2025-03-09..2025-03-10"),
    ("over the weekend", "2025-03-08..2025-03-09"),
    ("this weekend", "2025-03-08..2025-03-09"),
    ("in the past two days", "2025-03-09..2025-03-10"),
    ("over the last 24 hours", "2025-03-09..2025-03-10"),
    ("in the last three months", "2024-12-10..2025-03-10"),
    ("in the past few weeks", "None..2025-03-10"),
    ("three days ago", day("2025-03-07")),
    ("last week", "2025-03-03..2025-03-09"),
    ("last month", "2025-02-01..2025-02-28"),
    ("this month", "2025-03-01..2025-03-10"),
    ("last year", "2024-01-01..2024-12-31"),
    ("this year", "2025-01-01..2025-03-10"),
    ("in August last year", "2024-08-01..2024-08-31"),
    ("in January", "2025-01-01..2025-01-31"),
    ("in May", "2024-05-01..2024-05-31"),
    ("in May 2019", "2019-05-01..2019-05-31"),
    ("in early February", "2025-02-01..2025-02-10"),
    ("in mid-February", "2025-02-11..2025-02-20"),
    ("in late February", "2025-02-21..2025-02-28"),
    ("in 2006", "2006-01-01..2006-12-31"),
    ("between 2011 and 2015", "2011-01-01..2015-12-31"),
    ("during the 1990s", "1990-01-01..1999-12-31"),
    ("in the first three months of 2010", "2010-01-01..2010-03-31"),
    ("in the second half of 2012", "2012-07-01..2012-12-31"),
    ("since Thursday", "2025-03-06..2025-03-10"),
    ("since 7 October 2023", "2023-10-07..2025-03-10"),
    ("since 2004", "2004-01-01..2025-03-10"),
    ("since the war began", "None..2025-03-10"),
    ("since the coup", "None..2025-03-10"),
    ("by 5 March", "None..2025-03-05"),
    ("as of 5 March", "None..2025-03-05"),
    ("on Christmas Day", day("2024-12-25")),
    ("on Good Friday 2024", day("2024-03-29")),
    ("several days ago", "None..None"),
    ("last summer", "None..None"),
    ("in recent weeks", "None..None"),
    ("on 03/04/2025", "None..None"),
]


@pytest.mark.parametrize("words,expected", PHRASES)
def test_a_phrase_is_its_days(words: str, expected: str) -> None:
    assert span_of(f"A shell fell {words} near the well.") == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "They may march to the square in the morning sun.",
        "He sat with 2003 people and 1999 soldiers.",
        "The 12-year-old boy had 6 wounds, 10 stitches and 3 visitors.",
        "She stayed home since there was no bus.",
        "One has since died.",
        "The second man was 24.",
        "The 7th Brigade shelled Hill 1205.",
    ],
)
def test_no_time_where_none_is(words: str) -> None:
    assert span_of(words) == []


def test_a_number_behind_a_date_is_no_year() -> None:
    assert span_of("Of the 973 killed between March 6 and March 10, 39 were children.") == ["2025-03-06..2025-03-10"]


def test_without_a_publication_date_relative_phrases_stay_open() -> None:
    assert span_of("on Thursday and since 2004 and yesterday", None) == ["None..None", "2004-01-01..None", "None..None"]


def test_a_publication_date_bounded_from_below_bounds_the_weekday() -> None:
    after = Interval(start=date(2025, 3, 7), end=None)
    assert span_of("on Thursday", after) == ["2025-03-06..None"]
    assert span_of("on 6 March 2025", after) == ["2025-03-06..2025-03-06"]


def test_a_date_still_to_come_stays_open() -> None:
    assert span_of("He was remanded in custody until 5 April.") == ["None..None"]


@pytest.mark.parametrize(
    "line",
    [
        "KABUL, Afghanistan (March 7, 2025) Troops",
        "ADEN, March 7 (Wire) - Shells",
        "Posted on March 7 2025 by the desk",
    ],
)
def test_the_date_of_a_dateline_is_no_phrase(line: str) -> None:
    assert span_of(line) == []


def test_the_wording_and_its_place_are_kept() -> None:
    words = "Shells fell late on Friday night and again overnight."
    for phrase in phrases(words, 0, len(words), DAY):
        assert phrase.interval.text == words[phrase.start : phrase.end]


@given(st.text(max_size=200), st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_gives_ordered_spans_inside_it(words: str, published: date) -> None:
    found = phrases(words, 0, len(words), Interval(start=published, end=published))
    for phrase in found:
        assert 0 <= phrase.start < phrase.end <= len(words)
        low, high = phrase.interval.start, phrase.interval.end
        assert low is None or high is None or low <= high
    assert [p.start for p in found] == sorted(p.start for p in found)


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.sampled_from(["Monday", "Friday", "Sunday"])
)
def test_a_weekday_is_the_last_such_day_up_to_publication(published: date, name: str) -> None:
    words = f"on {name}"
    found = phrases(words, 0, len(words), Interval(start=published, end=published))[0].interval
    assert found.start == found.end
    assert found.start is not None
    assert 0 <= (published - found.start).days < 7
    assert found.start.strftime("%A") == name


def days_of(report: str, **options: object) -> str:
    found, _ = when(*drawn(report, **options))  # type: ignore[arg-type]
    return "None" if found is None else f"{found.start}..{found.end}"


CLAIMS = [
    # the phrase of its own clause
    ("On 3 March, in Aden, «two aid workers were killed» when a shell hit their car.", day("2025-03-03")),
    ("A bomb went off at a bakery on Friday, «killing 12» and hurting others.", day("2025-03-07")),
    ("«Twelve people were killed» and twenty wounded in shelling on Thursday.", day("2025-03-06")),
    ("An attack on the village on Saturday left «12 people dead».", day("2025-03-08")),
    # the time of speaking is not the time of the harm
    ("The ministry said on Monday that «12 people had been killed» in a raid on Saturday.", day("2025-03-08")),
    ("A spokesman told reporters on Sunday that «12 soldiers were killed» in the hills.", "None"),
    ("«12 people were killed», the army said in a statement on Sunday.", "None"),
    # the clause behind counts if nothing nearer does
    ("«Twelve miners died» when a wall collapsed on Wednesday.", day("2025-03-05")),
    # carried over from the sentence and the paragraph before
    ("Gunmen stormed the market on Friday. «Twelve people were killed».", day("2025-03-07")),
    (
        "Gunmen stormed the market on Friday.\n\nThe mayor spoke of grief. «Twelve traders were killed».",
        day("2025-03-07"),
    ),
    # another event keeps its own time
    (
        "Gunmen stormed the market on Friday.\n\nIn January, «40 people were killed» in the same town.",
        "2025-01-01..2025-01-31",
    ),
    # a toll that rises on a day dates the toll, not the deaths
    ("A bomb tore through a bus on Friday.\n\nThe toll rose to «12 dead» on Sunday.", day("2025-03-07")),
    # relative to another claim
    ("Five people died in Aden on Thursday. A day earlier, «12 people were killed» in Taiz.", day("2025-03-05")),
    ("Five people died in Aden on Thursday. Two days later, «12 people were killed» in Taiz.", day("2025-03-08")),
    ("Five people died in Aden on Thursday. «Twelve were killed» in Taiz on the same day.", day("2025-03-06")),
    # running totals
    ("«400 people have been killed» since Thursday.", "2025-03-06..2025-03-10"),
    ("«410 people have been killed» since the election.", "None..2025-03-10"),
    # release is not capture
    ("The monks, «seized» on Thursday, were freed on Sunday.", day("2025-03-06")),
    # nothing is guessed
    ("«Twelve people were killed» in the raid.", "None"),
]


@pytest.mark.parametrize("report,expected", CLAIMS)
def test_the_time_of_a_claim(report: str, expected: str) -> None:
    assert days_of(report) == expected


def test_the_trace_points_to_the_words() -> None:
    text, sentences, mention = drawn("Gunmen stormed the market on Friday. «Twelve people were killed».")
    found, traces = when(text, sentences, mention)
    assert found is not None
    (trace,) = traces
    assert text.content[trace.start : trace.end] == found.text == "on Friday"
    assert trace.rule.startswith("paragraph")


def test_a_line_with_only_a_date_is_not_the_event() -> None:
    assert days_of("Sunday, March 9, 2025\n\nGunmen came on Friday.\n\n«Twelve people were killed».") == day(
        "2025-03-07"
    )


CUMULATIVE = [
    ("At least «400 people have been killed» since the war began.", True),
    ("«400 civilians have been killed» this year in fighting.", True),
    ("«400 people were killed» in attacks across the country last year.", True),
    ("So far «400 people have died».", True),
    ("The conflict has «killed 4,000 people».", True),
    ("«400 people were killed» in the past three months.", True),
    ("«12 people were killed» on Friday.", False),
    ("«12 people have been killed» in the past two days.", False),
    ("In January «400 people were killed» in an attack on the town.", False),
    ("In 1988 «400 people were killed» in the massacre.", False),
    ("«12 people were killed» in the raid.", False),
    ("On Friday «12 people were killed», making it the deadliest day this year.", False),
]


@pytest.mark.parametrize("report,expected", CUMULATIVE)
def test_a_running_total_is_told_from_one_incident(report: str, expected: bool) -> None:
    text, sentences, mention = drawn(report, value=400 if "4" in report else 12)
    assert cumulative(text, sentences, mention)[0] is expected


def test_the_displaced_are_a_stock_unless_a_day_moves_them() -> None:
    stock = drawn("«5,000 families are displaced» in the camps.", measure="displaced", value=5000)
    moved = drawn("On Friday «5,000 people fled» the town.", measure="displaced", value=5000)
    assert cumulative(*stock)[0] is True
    assert cumulative(*moved)[0] is False


def test_when_of_the_published_day_only() -> None:
    assert MONDAY.strftime("%A") == "Monday"
    assert days_of("«Twelve people were killed» on Thursday.", published=None) == "None..None"
