"""Where a text says again that its event happened, places without a name, items behind bullets, times aside."""

from __future__ import annotations

import pytest
from happened import drawn

from reckoning.extract.when import when
from reckoning.extract.where import where


def places_of(report: str) -> list[str]:
    found, _ = where(*drawn(report))
    return [place.text for place in found]


def days_of(report: str) -> str:
    found, _ = when(*drawn(report))
    return f"{found.start}..{found.end}" if found else "None..None"


PLACES = [
    # the scene told again, finer than the lead
    (
        (
            "«Twelve people were killed» in Idlib province on Friday.\n\nPolice gave no names.\n\nThe shelling has ended.\n\n"
            "Nobody spoke.\n\nThe attack took place in Tungo Marfe."
        ),
        ["Tungo Marfe"],
    ),
    (
        (
            "Syria mourned.\n\n«Twelve people were killed», officials said.\n\nNobody spoke.\n\nPolice gave no names.\n\n"
            "The attack took place in Tungo Marfe."
        ),
        ["Tungo Marfe"],
    ),
    # another attack's place is none of this one's
    (
        (
            "Bombs went off in Syria.\n\n«Twelve people were killed», officials said.\n\nNobody spoke.\n\nPolice gave no names.\n\n"
            "Another attack took place in Tungo Marfe last month."
        ),
        ["Syria"],
    ),
    # two verbs, one place; two places, two verbs
    ("A bomb «killed five people» and wounded 13 in the Orlabe district.", ["Orlabe district"]),
    ("The blast «killed five» in Orlabe and wounded 13 in Kasso.", ["Orlabe"]),
    ("The blast killed five in Orlabe and «wounded 13» in Kasso.", ["Kasso"]),
    # borders, the capital, parts of a city
    (
        "«Thirty-one people were killed» in fighting along the contested border with Tajikistan.",
        ["the contested border with Tajikistan"],
    ),
    ("«Nine people were shot» in different parts of the city.", ["different parts of the city"]),
    ("«Twelve people were held» in the capital.", ["the capital"]),
    # a name in apposition to a village, quoted names, names the tagger takes for a people
    ("In one village, Rubwani, «a woman was killed».", ["Rubwani"]),
    ("«A guard was stoned to death» at Thembalile, east of Johannesburg.", ["Thembalile"]),
    ("«Six people were shot dead» at Gora, a village in Maradun district of Zamfara state.", ["Gora"]),
    # items behind bullets
    (
        (
            "Sudan in brief\n\n• Wad Oru al-Gadima, Friday 7 March. A committee published a list of «98 dead», later corrected to 94 after four men were found alive in Rufaa.\n\n"
            "• El Obeid, North Kordofan. Drones struck a queue."
        ),
        ["Wad Oru al-Gadima"],
    ),
]


@pytest.mark.parametrize(("report", "places"), PLACES)
def test_places(report: str, places: list[str]) -> None:
    assert places_of(report) == places


# Published on Monday 10 March 2025.
DAYS = [
    # a day behind a semicolon is that of others; a death of wounds dates no attack
    (
        "Gunmen opened fire late on Friday and «eight people died»; a ninth succumbed to her wounds on Sunday.",
        "2025-03-07..2025-03-07",
    ),
    (
        "Gunmen attacked on Friday; a girl succumbed to her wounds on Sunday. «Five guests were hurt».",
        "2025-03-07..2025-03-07",
    ),
    # what had come before
    (
        "The camp was searched on Thursday. «The bodies of three men» who had been abducted in January were found.",
        "2025-03-06..2025-03-06",
    ),
    ("Three men «who had been abducted» in January were found on Thursday.", "2025-01-01..2025-01-31"),
    # verbs joined with one that tells an aftermath
    ("Troops freed 13 hostages on Sunday and «killed several rebels».", "2025-03-09..2025-03-09"),
    # another event is counted from it
    ("The raid was on Thursday. The blast came a day after «six children were shot».", "2025-03-05..2025-03-05"),
    ("The raid was on Thursday. It came two days before «six children were shot».", "2025-03-08..2025-03-08"),
    # a rival figure counts over the span of the figure before
    (
        "Over 900 people have been killed since December 2024. A monitor puts the «number at 1,100 dead».",
        "2024-12-01..2025-03-10",
    ),
]


@pytest.mark.parametrize(("report", "days"), DAYS)
def test_days(report: str, days: str) -> None:
    assert days_of(report) == days
