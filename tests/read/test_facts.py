"""Title, byline, dateline and publication date: stated, bounded, or left open."""

from __future__ import annotations

from datetime import date

import pytest

from reckoning.read.blocks import split_blocks
from reckoning.read.dates import full_dates, iso_day
from reckoning.read.facts import Facts, facts_of
from reckoning.read.language import language_of


def facts(content: str, given: date | None = None) -> Facts:
    return facts_of(content, split_blocks(content), given=given)


def stated(found: Facts) -> tuple[date | None, date | None]:
    assert found.published is not None
    return found.published.start, found.published.end


DAY = date(2025, 3, 7)


@pytest.mark.parametrize(
    "line",
    [
        "Friday, March 7, 2025",
        "Published: March 7, 2025",
        "Posted on 7 March 2025, 10:30 GMT",
        "DORMA, Northland (March 7, 2025)",
        "7 Mar. 2025",
        "2025-03-07",
        "Date: 7th of March 2025",
        "07.03.2025",
    ],
)
def test_a_date_line_is_the_publication_date(line: str) -> None:
    content = f"Shells hit market\n\n{line}\n\nNine people died.\n\nMore was not known."
    found = facts(content)
    assert stated(found) == (DAY, DAY)
    assert found.published_at is not None
    start, end = found.published_at
    assert content[start:end] in line


def test_an_inline_dateline_with_a_year_is_one_too() -> None:
    found = facts("DORMA, March 7, 2025 (Agency) - Nine people died.\n\nMore was not known.")
    assert stated(found) == (DAY, DAY)
    assert found.dateline == "DORMA, March 7, 2025 (Agency)"


def test_a_wire_dateline_of_two_figures() -> None:
    found = facts("ARL CITY, 30 OCT 89 (RADIO) -- [TEXT] NINE DIED.\n\nMORE WAS NOT KNOWN.")
    assert stated(found) == (date(1989, 10, 30), date(1989, 10, 30))


def test_a_dateline_without_a_year_leaves_the_date_open() -> None:
    assert facts("DORMA, March 7 (Agency) - Nine people died.\n\nMore was not known.").published is None


def test_a_captions_date_only_bounds_from_below() -> None:
    content = "Nine people died on Friday.\n\nSmoke in Dorma, March 7, 2025. REUTERS/Lens Holder\n\nMore was not known."
    found = facts(content)
    assert stated(found) == (DAY, None)
    assert found.published_at is not None
    assert content[slice(*found.published_at)] == "March 7, 2025"


@pytest.mark.parametrize(
    "ahead",
    [
        "Elections are planned for October 5, 2026.",
        "The truce will hold until June 1, 2025.",
        "They must leave by April 30, 2025.",
        "The court is expected to rule on April 30, 2025.",
    ],
)
def test_a_date_ahead_bounds_nothing(ahead: str) -> None:
    content = f"The town fell on March 7, 2025, after a siege.\n\n{ahead}"
    assert stated(facts(content)) == (DAY, None)


def test_the_latest_date_of_the_prose_bounds_best() -> None:
    content = "The siege began on 1 May 2023.\n\nOn March 7, 2025 the town fell, as it had on 2 June 2001."
    assert stated(facts(content)) == (DAY, None)


def test_what_was_given_wins_and_needs_no_words() -> None:
    found = facts("Friday, March 7, 2025\n\nNine died.", given=date(2025, 3, 9))
    assert stated(found) == (date(2025, 3, 9), date(2025, 3, 9))
    assert found.published_at is None


def test_an_update_is_no_publication() -> None:
    assert stated(facts("Market shelled\n\nLast updated: March 7, 2025\n\nNine died.\n\nMore.")) == (DAY, None)


def test_the_authors_biography_gives_no_date() -> None:
    content = (
        "Nine died on Friday.\n\nMore was not known.\n\nAuthor: Ann Writer\n\n"
        "Ann Writer is a reporter for The Daily. She has written for it since March 7, 2025."
    )
    assert facts(content).published is None


def test_title_and_byline() -> None:
    found = facts("Market shelled\n\nBy Ann Writer\n\nNine died.\n\nMore was not known.")
    assert (found.title, found.byline) == ("Market shelled", "Ann Writer")


def test_a_heading_below_prose_is_no_title() -> None:
    assert facts("Nine died.\n\nBackground\n\nMore was not known.").title is None


@pytest.mark.parametrize("written", ["31 June 2025", "March 7", "7/3/25", "2025-13-01", "March 2025", "12,2025"])
def test_what_is_no_full_date(written: str) -> None:
    assert list(full_dates(written)) == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-03-07", DAY),
        ("2025-03-07T10:00:00Z", DAY),
        ("2025-03", None),
        ("2025-02-30", None),
        ("2025-03-071", None),
    ],
)
def test_iso_days(value: str, day: date | None) -> None:
    assert iso_day(value) == day


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Nine people were killed in the market of the town, the doctors said.", "en"),
        ("Neuf personnes ont été tuées dans la ville, selon des médecins qui sont sur place.", "fr"),
        ("Nueve personas han muerto en la ciudad, según los médicos que trabajan por la noche.", "es"),
        ("Девять человек погибли на рынке города, как сообщили врачи после обстрела.", "ru"),
        ("Дев’ять людей загинули на ринку міста, як повідомили лікарі після обстрілу, це було вночі.", "uk"),
        ("قال الأطباء إن تسعة من المدنيين قتلوا في السوق بعد القصف على المدينة", "ar"),
        ("MARKET SHELLED", "en"),
    ],
)
def test_language(content: str, code: str) -> None:
    assert language_of(content) == code
