"""Parts and their wholes: including, of whom, of the dead, lists that break a total down."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

INCLUDING = cases("""
    Shelling <killed 34 people, <including nine children>>.
        killed 34 people
        killed 9 children part=1

    <At least 60 people were killed, <including 12 women> and <eight children>>.
        killed 60+ people
        killed 12 women part=1
        killed 8 children part=1

    The raid <wounded 45 people>, <among them ten nurses>.
        injured 45 people
        injured 10 nurses part=1

    <Seventeen people, <including a priest>, were killed> in the raid.
        killed 17 people
        killed 1 priest part=1

    Gunmen <abducted 50 people>, <including 20 schoolchildren>.
        abducted 50 people
        abducted 20 schoolchildren part=1

    Police <detained 80 protesters>, <including six journalists>.
        detained 80 protesters
        detained 6 journalists part=1
""")

OF_WHOM = cases("""
    The bombing <killed 40 people>, <16 of them soldiers>.
        killed 40 people
        killed 16 soldiers part=1

    <Twenty-five people were killed>, <seven of whom were children>.
        killed 25 people
        killed 7 children part=1

    The mission verified <310 civilian deaths>, <more than half of them in Harun>.
        killed 310 civilians
        killed 50%+ civilians part=1

    Shells <killed 90 villagers>, most of them women.
        killed 90 villagers
""")

OF_THE_DEAD = cases("""
    Gunmen <killed 21 people> in Dolna. <Three of the victims were police officers>.
        killed 21 people
        killed 3 officers part=1

    A rocket <killed 13 people> in the market. <The dead included four children>.
        killed 13 people
        killed 4 children part=1

    The shelling <killed 50 people> on Monday. <Six women were among the dead>.
        killed 50 people
        killed 6 women part=1

    <Of the 120 people killed>, <31 were minors>.
        killed 120 people
        killed 31 minors part=1

    The bomb <wounded 70 people>. <Among the wounded were two lawmakers>.
        injured 70 people
        injured 2 lawmakers part=1
""")

LISTS = cases("""
    The raids <killed 14 people in Osk>, <five in Harun> and <three in Sirr>.
        killed 14 people
        killed 5 people
        killed 3 people

    Shelling <killed ten people>: <six in Osk> and <four in Dolna>.
        killed 10 people
        killed 6 people part=1
        killed 4 people part=1
""")

NO_PART = cases("""
    The army said <60 people were killed>. The rebels put <the number of dead at 45>.
        killed 60 people
        killed 45 people

    The strike <killed nine people> and <wounded five children>.
        killed 9 people
        injured 5 children

    The camp, including two schools, was shelled; <four people died>.
        killed 4 people
""")

ACROSS_SENTENCES = cases("""
    A suicide bomber <killed 28 people> at a checkpoint. The victims were <20 soldiers> and <eight civilians>.
        killed 28 people
        killed 20 soldiers part=1
        killed 8 civilians part=1

    The raid <left 12 dead>. <Others were wounded>.
        killed 12 people
        injured 2.. people
""")

NOT_OF_THE_HARMED = cases("""
    Gunmen <abducted nine women>. About 600 attackers took part, some of them in uniform.
        abducted 9 women

    <Twelve people were killed>. Hundreds of mourners came, many of them barefoot.
        killed 12 people

    Rebels <wounded six soldiers>. The army sent 200 men, three of them doctors, to the village.
        injured 6 soldiers
""")

GROUP_OF_A_PART_IS_NOT_LENT = cases("""
    A blast <killed 20 people>, <including four soldiers>. <Seven more died> in hospital.
        killed 20 people
        killed 4 soldiers part=1
        killed 7 people
""")

NESTED = cases("""
    <Forty people were injured>, <ten of them seriously>.
        injured 40 people
        injured 10 people part=1

    <Two-thirds of the 900 displaced families> are headed by women.
        displaced 900 families unit=families
""")

SHARES = cases("""
    <Some 70 per cent of those killed were women> and girls, the office said.
        killed ~70% women

    Shells <killed 24 people>, <a quarter of them children>.
        killed 24 people
        killed 25% children part=1

    The militia <killed 40 villagers>, <at least half of them> in their sleep.
        killed 40 villagers
        killed 50%+ villagers part=1
""")


@pytest.mark.parametrize("case", INCLUDING, ids=str)
def test_including(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", OF_WHOM, ids=str)
def test_of_whom(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", OF_THE_DEAD, ids=str)
def test_of_the_dead(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", LISTS, ids=str)
def test_lists(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NO_PART, ids=str)
def test_no_part(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ACROSS_SENTENCES, ids=str)
def test_across_sentences(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_OF_THE_HARMED, ids=str)
def test_not_of_the_harmed(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", GROUP_OF_A_PART_IS_NOT_LENT, ids=str)
def test_group_of_a_part_is_not_lent(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NESTED, ids=str)
def test_nested(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SHARES, ids=str)
def test_shares(case: Drawing) -> None:
    case.check()
