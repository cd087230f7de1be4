"""Counts that go on from a whole: of them, qualities, lists by group, place and perpetrator; and what is none."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

MARKED_IN_ONE_SENTENCE = cases("""
    <Nine aid workers were killed> in June, <three each from Varda>, <Loria> and <Nemet>.
        killed 9 workers
        killed 3 workers part=1
        killed 3 workers part=1
        killed 3 workers part=1

    <Sixteen people were killed> in the shelling. <Four of them were children>.
        killed 16 people
        killed 4 children part=1

    Shelling <killed 31 people, <19 of them women>>. In Osk <another 12 were killed>.
        killed 31 people
        killed 19 women part=1
        killed 12 people

    Of <the 48 people killed>, <20 were civilians>, <including six children>.
        killed 48 people
        killed 20 civilians part=1
        killed 6 children part=2

    The raid left <60 casualties>, <including 25 dead>.
        casualties 60 people
        killed 25 people part=1

    A bomb <killed 14 people>. Some 30 shops burned, half of them to the ground.
        killed 14 people

    From 1 January to 30 June, the mission documented <1,210 civilian casualties> (<402 killed> and <808 injured>).
        casualties 1210 civilians
        killed 402 civilians part=1
        injured 808 civilians part=1

    A mortar round <killed seven people>, <four of them from one family>.
        killed 7 people
        killed 4 people part=1

    Police <arrested 40 demonstrators>; <eleven of them were minors>.
        detained 40 demonstrators
        detained 11 minors part=1

    <At least 70 people were wounded>, <20 of whom are in critical condition>.
        injured 70+ people
        injured 20 people part=1

    <Fifty-two villagers were killed> on Tuesday, <18 of them in Osk>.
        killed 52 villagers
        killed 18 villagers part=1

    Gunmen <abducted 30 pupils>. <Two of the pupils were later killed>.
        abducted 30 pupils
        killed 2 pupils

    The ministry said <34 people had died>. <Nine of the dead were women> and <six were children>, it said.
        killed 34 people
        killed 9 women part=1
        killed 6 children part=1

    <Eleven people died> when a rocket hit a bakery in Sirr. <One of the dead was a nine-year-old boy>.
        killed 11 people
        killed 1 boy part=1

    The dead include <two teachers> and <a nurse>.
        killed 2 teachers
        killed 1 nurse

    A blast in Harun <killed five people>. The victims were a teacher, <two students> and <two drivers>.
        killed 5 people
        killed 2 students part=1
        killed 2 drivers part=1

    A blast in Harun <killed 17 people>. <A three-year-old girl was among those killed>.
        killed 17 people
        killed 1 girl part=1

    Gunmen attacked a convoy in Dolna, <killing 13 soldiers>. <Two officers were among the dead>, the army said.
        killed 13 soldiers
        killed 2 officers part=1

    The shelling <killed at least 24 people>, among them <a pregnant woman>.
        killed 24+ people
        killed 1 woman part=1

    The group recorded <640 deaths>; <38 percent of them were children>.
        killed 640 people
        killed 38% children part=1

    The monitor counted <500 deaths> in May. <Half of the dead were civilians>.
        killed 500 people
        killed 50% civilians part=1

    The agency says <120,000 people have fled>. <More than half of them are children>.
        displaced 120000 people
        displaced 50%+ children part=1
""")

LISTED = cases("""
    The raids <killed 30 people>: <14 in Osk>, <11 in Harun> and <five in Sirr>.
        killed 30 people
        killed 14 people part=1
        killed 11 people part=1
        killed 5 people part=1

    <Thirty people died>, <14 in Osk> and <16 in Harun>.
        killed 30 people
        killed 14 people part=1
        killed 16 people part=1

    The committee documented <88 deaths>, of which <60 occurred in Loro> and <28 in Sirr>.
        killed 88 people
        killed 60 people part=1
        killed 28 people part=1

    <Twenty people were killed> and <35 wounded>, <including eight children>.
        killed 20 people
        injured 35 people
        injured 8 children part=2

    The network documented the death of <120 civilians> in April, including <23 children> and <14 women>.
        killed 120 civilians
        killed 23 children part=1
        killed 14 women part=1
""")

POINTING_BACK = cases("""
    Rebels <abducted 36 villagers> from Osk. <Nine of them were children>.
        abducted 36 villagers
        abducted 9 children part=1

    The strike <wounded 52 people>. <Eleven of the wounded were medics>.
        injured 52 people
        injured 11 medics part=1

    The commission registered <410 deaths>, of which <230 occurred in Harun>.
        killed 410 people
        killed 230 people part=1
""")

QUALITIES = cases("""
    The mission verified <96 civilian deaths> in May. <Thirty-one were children> and <18 were women>.
        killed 96 civilians
        killed 31 children part=1
        killed 18 women part=1

    Shelling <killed 27 people> in the camp. <Twelve were under 18>.
        killed 27 people
        killed 12 people part=1
""")

LISTS_BY_PLACE_AND_PERPETRATOR = cases("""
    The group counted <75 killings>: <41 by the army>, <22 by rebels> and <12 by unknown gunmen>.
        killed 75 people
        killed 41 people part=1
        killed 22 people part=1
        killed 12 people part=1

    <At least 90 people died> in the floods of fighting, doctors said: <Osk 51>, <Harun 24>, <Sirr 15>.
        killed 90+ people
        killed 51 people part=1
        killed 24 people part=1
        killed 15 people part=1

    Gunmen <killed 48 villagers> on Sunday. The victims include <30 women>, <11 men> and <seven children>.
        killed 48 villagers
        killed 30 women part=1
        killed 11 men part=1
        killed 7 children part=1
""")

ENUMERATED_IN_A_PART = cases("""
    The raid <killed 16 people>, <including a teacher and her driver>.
        killed 16 people
        killed 2 people part=1

    A rocket <killed nine people>, <among them a nurse and <her two sons>>.
        killed 9 people
        killed 3 people part=1
        killed 2 sons part=2

    Shelling <killed 45 people>, <including women and children>.
        killed 45 people
        killed 4.. children part=1
""")

NOT_OF_THE_HARMED = cases("""
    A bomb <killed 12 people> near a school. Ten were on their way home when it went off and were unhurt.
        killed 12 people

    A bomb <killed 45 people>. Police sent 20 officers, 10 medics and 3 engineers to the scene.
        killed 45 people

    Shelling <killed 60 people>. Thirty were rescued from the rubble.
        killed 60 people

    Gunmen <killed 31 people> in the market. Twelve were present at the trial on Monday.
        killed 31 people

    Rockets <killed 22 people> in Osk. Three of the rockets hit a school.
        killed 22 people

    The army <killed 50 fighters>. It lost 3 tanks, 10 guns and 12 trucks.
        killed 50 fighters

    A bomb <killed 14 people>. Nine were waiting for a bus when they heard it.
        killed 14 people

    The blast <killed 18 people>. Twelve of the houses were destroyed.
        killed 18 people

    Gunmen <killed 33 people>. The police sent 20 officers, and 5 of them reached the village.
        killed 33 people

    A court heard 60 witnesses about the raid that <killed 80 people>. Fourteen were under oath.
        killed 80 people

    The storm <killed 21 people>. The town has two schools, three clinics and nine shops.
        killed 21 people

    Shells <wounded 30 people>. Ten are expected to testify.
        injured 30 people
""")


@pytest.mark.parametrize("case", MARKED_IN_ONE_SENTENCE, ids=str)
def test_marked_in_one_sentence(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", LISTED, ids=str)
def test_listed(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", POINTING_BACK, ids=str)
def test_pointing_back(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", QUALITIES, ids=str)
def test_qualities(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", LISTS_BY_PLACE_AND_PERPETRATOR, ids=str)
def test_lists_by_place_and_perpetrator(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ENUMERATED_IN_A_PART, ids=str)
def test_enumerated_in_a_part(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_OF_THE_HARMED, ids=str)
def test_not_of_the_harmed(case: Drawing) -> None:
    case.check()
