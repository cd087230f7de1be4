"""Reports of several incidents, lists and logs: every claim in its own place and on its own day."""

from __future__ import annotations

import time

import pytest
from drawn import findings_of
from happened import drawn

from reckoning.extract.headings import headings
from reckoning.extract.place_names import told_by
from reckoning.extract.relative_places import unnamed
from reckoning.extract.when import cumulative, when
from reckoning.extract.where import where


def places_of(report: str, **options: object) -> list[str]:
    found, _ = where(*drawn(report, **options))  # type: ignore[arg-type]
    return [place.text for place in found]


def days_of(report: str, **options: object) -> str:
    found, _ = when(*drawn(report, **options))  # type: ignore[arg-type]
    return f"{found.start}..{found.end}" if found else "None..None"


UNKNOWN = [
    # small places that no gazetteer has stand where a place stands
    ("«Twelve people were killed» at Tungo Marfe, a fishing village.", ["Tungo Marfe"]),
    ("«Twelve people were killed» in Velika Dobrushka on Friday.", ["Velika Dobrushka"]),
    ("«Twelve people were killed» in Umm Shaqra and Wad Habla.", ["Umm Shaqra", "Wad Habla"]),
    ("Gunmen «killed 12 people» in the yard of the Orlabe-Kasso jail.", ["Orlabe-Kasso jail"]),
    # what the text declares elsewhere holds for the bare name
    ("Gunmen stormed Tungo Marfe, «killing 12». The village of Tungo Marfe lies by a lake.", ["Tungo Marfe"]),
    # texts in capitals
    ("GUERRILLAS «KILLED 12 SOLDIERS» AT SAN ANSELMO LAS PENAS IN MORAZAN PROVINCE.", ["SAN ANSELMO LAS PENAS"]),
    # an owner contains what it owns
    ("«Twelve people were killed» in Syria's Idlib province.", ["Idlib province"]),
    # neither persons nor groups nor common nouns
    ("«Twelve people were killed», said Tamba Oru, who has confidence in Marfe.", []),
    ("«Twelve people were killed» in a raid on Hara Sen. The Hara Sen fighters fled.", []),
    ("PEOPLE FLED. «12 DIED» IN A SHELTER.", []),
    # where the speaker sits, or the hearer
    ("A monitor based in Oslo said «12 people had been killed» in Homs.", ["Homs"]),
    ("Survivors told a reporter in Goma that «12 people had been killed».", []),
    # a part's place is not the whole's
    ("Rebels raided Aleppo. They «killed 12 people», including two nuns in an attack on Homs.", ["Aleppo"]),
]


@pytest.mark.parametrize("report,expected", UNKNOWN)
def test_where_a_place_stands(report: str, expected: list[str]) -> None:
    assert places_of(report) == expected


def test_where_people_met_is_no_place_of_the_dead() -> None:
    report = (
        "Toll rises to 31\n\nThe monitor said that «31 people had been killed».\n\nIt expects more.\n\nIts office is small."
        "\n\nMembers of the inquiry into the killings met in Aleppo."
    )
    assert places_of(report) == []
    assert places_of(report.replace("met in Aleppo", "buried the dead of Aleppo")) in ([], ["Aleppo"])


def test_a_total_counts_up_to_the_day_on_which_it_was_given() -> None:
    report = (
        "Between May 3 and 5, 2024 the town was held and 40 people were killed.\nThe monitor had given its last tally on "
        "May 17, 2024, when it put the number of civilians killed at 61."
    )
    claim = next(c for c in findings_of(report).claims if c.quantity.value == 61)
    assert claim.cumulative
    assert claim.time is not None
    assert (claim.time.start, str(claim.time.end)) == (None, "2024-05-17")


ITEMS = (
    "Violence in Iraq\n\n* KIRKUK - A bomb went off at a market.\n\n* BASRA - Gunmen {}.\n\n* MOSUL - A mine blew up."
)
LOG = (
    "Incidents\n\n12 June, Idlib: a shell fell.\n\n14 June, Azaz: a bomb «killed 12 people».\n\n15 June, Daraa: shots."
)
DAILY = "Friday 7 March: 23 killed.\n\nThursday 6 March: a market was hit, «12 people died»."


def test_items_of_a_list_have_the_place_of_their_line() -> None:
    assert places_of(ITEMS.format("«killed 12 people»")) == ["BASRA"]
    assert places_of(ITEMS.format("«killed 12 people» in Zubayr")) == ["Zubayr"]


def test_one_dateline_is_no_list() -> None:
    assert places_of("KIRKUK - Gunmen «killed 12 people» in Basra.\n\nThe army came.") == ["Basra"]


def test_lines_of_a_log_have_their_place_and_day() -> None:
    assert places_of(LOG) == ["Azaz"]
    assert days_of(LOG) == "2024-06-14..2024-06-14"
    assert days_of(DAILY) == "2025-03-06..2025-03-06"


NAMELESS = [
    ("«Twelve people were killed» on the Syrian coast since Thursday.", ["the Syrian coast"]),
    ("«Twelve people were killed» on Syria's coast.", ["Syria's coast"]),
    ("Since January «12 aid workers were killed» in the three countries.", ["the three countries"]),
    ("Talks in Homs failed.\n\nOn Friday «12 people were killed» in the city.", ["Homs"]),
    # an owner behind the noun is no place without a name
    ("«Twelve people were killed» in villages of Homs.", ["Homs"]),
]


@pytest.mark.parametrize("report,expected", NAMELESS)
def test_places_without_a_name(report: str, expected: list[str]) -> None:
    assert places_of(report) == expected


def test_the_coast_of_a_country_lies_in_it() -> None:
    (place,), _ = where(*drawn("«Twelve people were killed» on Syria's coast."))
    assert {c.country for c in place.candidates} == {"SY"}


TIMES = [
    ("«Twelve people died» since the beginning of the year.", "2025-01-01..2025-03-10"),
    ("«Twelve people died» since the start of the month.", "2025-03-01..2025-03-10"),
    ("As of 4 March «12 people had died» since 1 February.", "2025-02-01..2025-03-04"),
    ("«Twelve people died» on 4, 6 and 7 March.", "2025-03-04..2025-03-07"),
    ("From November 2024 to January 2025 the mission documented «12 killings».", "2024-11-01..2025-01-31"),
    ("The office recorded «the killing of 12 people» in February.", "2025-02-01..2025-02-28"),
    ("The office named «12 dead» in February.", "None..None"),
    ("«Twelve people were killed» in a raid last week, the mayor said on Monday.", "2025-03-03..2025-03-09"),
    ("«Eight people died» on Friday; a ninth died on Sunday.", "2025-03-07..2025-03-07"),
    (
        "On Thursday rebels came. They «killed 12 people», including two nuns in an attack on Friday.",
        "2025-03-06..2025-03-06",
    ),
    ("TROOPS «KILLED 12 REBELS» IN A LONG FIGHT IN THE EAST THURSDAY, THE ARMY SAID.", "2025-03-06..2025-03-06"),
    ("The town is under siege since 1 March. So far «12 people have died».", "2025-03-01..2025-03-10"),
]


@pytest.mark.parametrize("report,expected", TIMES)
def test_days(report: str, expected: str) -> None:
    assert days_of(report) == expected


def test_a_periodic_report_covers_its_period() -> None:
    report = "Monthly toll of the mission, February 2025\n\nTorture. «Twelve people died» in custody."
    assert days_of(report, headline=True) == "2025-02-01..2025-02-28"
    assert cumulative(*drawn(report, headline=True))[0] is True
    event = "Blast kills 12 in February 2025\n\n«Twelve people died»."
    assert cumulative(*drawn(event, headline=True))[0] is False


def test_several_incidents_are_a_sum() -> None:
    assert cumulative(*drawn("«12 people were killed» over the weekend in a string of attacks."))[0] is True
    assert cumulative(*drawn("«12 people were killed» over the weekend in an attack."))[0] is False


@pytest.mark.parametrize(
    "piece", ["Ab-Cd ", "In Ab's Cd, a ", "12 May, Ab: ", "the Ab Cd ", "A ", "AB CD - ", "in the "]
)
def test_patterns_are_bounded_in_time(piece: str) -> None:
    content = piece * (40_000 // len(piece))
    start = time.process_time()
    told_by(content)
    headings(content)
    headings(content.replace(" ", "\n"))
    unnamed(content)
    assert time.process_time() - start < 3.0
