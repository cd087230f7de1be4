"""Texts in capitals and headlines in title case are read as running text is."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases, claims_of
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract.casing import lowered, title_cased

ALL_CAPITALS = cases("""
    THE GUERRILLAS <KILLED 14 SOLDIERS> IN AN AMBUSH NEAR SAN TELMO.
        killed 14 soldiers

    UNIDENTIFIED MEN <KIDNAPPED THE MAYOR> OF VILLA ROCA AND <MURDERED HIS TWO BODYGUARDS>.
        abducted 1 mayor
        killed 2 bodyguards

    A BOMB EXPLODED OUTSIDE THE EMBASSY, <INJURING SIX PASSERSBY>.
        injured 6 passersby

    ARMY PATROLS <DETAINED 23 PEASANTS> IN THE PROVINCE OF AROA.
        detained 23 peasants

    <FIVE JOURNALISTS WERE ASSASSINATED> LAST YEAR, THE UNION REPORTED.
        killed 5 journalists

    THE ATTACK CAUSED <NO CASUALTIES>, ACCORDING TO THE GARRISON.
        casualties 0 people

    <A PRIEST AND TWO NUNS WERE MURDERED> IN THE VILLAGE OF SANTA LUZ BY HOODED MEN.
        killed 3 people

    THE ARMY REPORTED THAT <18 REBELS DIED> AND <11 SOLDIERS WERE WOUNDED> IN COMBAT.
        killed 18 rebels
        injured 11 soldiers

    <MORE THAN 300 PEASANTS HAVE DISAPPEARED> SINCE THE STATE OF SIEGE BEGAN.
        missing >300 peasants

    ACCORDING TO THE BULLETIN, 8 ELECTRIC TOWERS WERE BLOWN UP, AND <ONE GUARD WAS KILLED>.
        killed 1 guard

    <TWO FOREIGN ENGINEERS WERE KIDNAPPED> FROM THE PIPELINE CAMP AND RELEASED 40 DAYS LATER.
        abducted 2 engineers
""")

TITLE_CASE = cases("""
    Militants <Kill Nine Farmers> in Northern Loria
        killed 9 farmers

    Car Bomb <Wounds 30> Outside Harun Courthouse
        injured 30 people

    <Four Journalists Detained> After Protest in Osk
        detained 4 journalists

    <Thousands Displaced> as Dam Is Shelled
        displaced 2000.. people

    Police <Arrest 12> Over Market Bombing
        detained 12 suspects

    <Six Dead> in Weekend Clashes, Says Monitor
        killed 6 people

    Rights Group: <At Least 40 Protesters Shot Dead> in Loria
        killed 40+ protesters

    Drone Strike Near Osk <Kills Two Aid Workers>, Charity Says
        killed 2 workers

    Army <Kills 30 IS Fighters> in Northern Town
        killed 30 fighters
""")

NAMES_KEEP_THEIR_CASE = cases("""
    Gunmen From the Black River Group <Kidnap Two Nuns> in Loro
        abducted 2 nuns
""")


@pytest.mark.parametrize("case", ALL_CAPITALS, ids=str)
def test_all_capitals(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", TITLE_CASE, ids=str)
def test_title_case(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NAMES_KEEP_THEIR_CASE, ids=str)
def test_names_keep_their_case(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize(
    ("sentence", "titled"),
    [
        ("Gunmen Kill Nine Farmers in Northern Loria", True),
        ("GUNMEN KILL NINE FARMERS", True),
        ("Gunmen killed nine farmers in Northern Loria", False),
        ("Car Bomb", False),
        ("", False),
        ("12 45 600", False),
    ],
)
def test_what_counts_as_a_headline(sentence: str, titled: bool) -> None:
    assert title_cased(sentence) is titled


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(["KILLED ", "Killed ", "Osk ", "İZMİR ", "ß ", "the ", "ﬁRE "]), max_size=12).map(
            "".join
        ),
    )
)
def test_only_the_case_changes_and_the_first_word_stays(sentence: str) -> None:
    here = 0
    for start, end, new in lowered(sentence):
        assert here <= start < end <= len(sentence)
        assert new == sentence[start:end].lower()
        assert start > 0
        here = end


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed 14 farmers in Osk.",
        "A bomb wounded 30 people near the courthouse.",
        "Police arrested 12 suspects after the bombing.",
        "Rebels kidnapped two engineers from the camp.",
        "At least 40 villagers were killed in the raid.",
    ],
)
def test_capitals_say_the_same_as_running_text(sentence: str) -> None:
    (plain,) = claims_of(sentence)
    (loud,) = claims_of(sentence.upper())
    assert (loud.measure, loud.quantity.low, loud.quantity.value, loud.quantity.bound) == (
        plain.measure, plain.quantity.low, plain.quantity.value, plain.quantity.bound,
    )  # fmt: skip
    assert loud.population.text.lower() == plain.population.text.lower()
    assert loud.anchor.exact == plain.anchor.exact.upper()
