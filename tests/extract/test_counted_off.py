"""Persons and shares taken from a count told before: ordinals, rests, bare ones, members of a group, percentages."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

ORDINALS = cases("""
    Gunmen attacked a bakery in Velm on Sunday, <killing three people>. <The third victim, a baker of 61, died> in hospital.
        killed 3 people
        killed 1 victim part=1

    <Nine people were killed> over the weekend. <Three men were gunned> down in Harl Street. <A fourth man died> in hospital.
        killed 9 people
        killed 3 men part=1
        killed 1 man part=1

    <Five miners died> in the raid on Osk. <A fifth miner was shot dead> as he ran.
        killed 5 miners
        killed 1 miner part=1

    <One man was killed> in Osk on Friday. <A second man died> of his wounds.
        killed 1 man
        killed 1 man

    <Two guards were killed> at the gate. <A third man was wounded>.
        killed 2 guards
        injured 1 man

    The war has <killed 9,000 people>. <A third man died> in Osk yesterday.
        killed 9000 people
        killed 1 man
""")

RESTS = cases("""
    <Six people were shot dead> in Arvane. <The remaining four were killed> at a bar.
        killed 6 people
        killed 4 people part=1

    <Four drivers went missing> on 21 May. <The other three remain missing>.
        missing 4 drivers
        missing 3 drivers part=1

    <Eight hostages were kidnapped> near Osk. <Two hostages were killed>. <The other six are still being held> hostage.
        abducted 8 hostages
        killed 2 hostages
        abducted 6 hostages part=1

    <Six soldiers were killed> in Osk. <Four other soldiers were killed> in Harun.
        killed 6 soldiers
        killed 4 soldiers

    A bomb <killed six soldiers> in Osk. <Two others were killed> in Harun.
        killed 6 soldiers
        killed 2 soldiers
""")

ONES = cases("""
    <Seven patients were injured> by shrapnel; <one, a teacher of 52, was seriously injured>.
        injured 7 patients
        injured 1 patient part=1

    <Three people were killed> in Arvane. <One was killed> in Belcor.
        killed 3 people
        killed 1 people

    <Three people were injured> in the blast and <one was killed>.
        injured 3 people
        killed 1 people
""")

GROUPS = cases("""
    <Twelve foreign sailors were kidnapped> off Nimba on Friday. The sailors, including <seven Russians> and <two Germans>, are well.
        abducted 12 sailors
        abducted 7 russians part=1
        abducted 2 germans part=1

    Pirates <hijacked a tanker with 24 crew>. The crew are <17 Indians>, <five Ukrainians> and <two Filipinos>.
        abducted 24 crew
        abducted 17 indians part=1
        abducted 5 ukrainians part=1
        abducted 2 filipinos part=1

    <At least 26 civilians were killed>. <The toll, including seven children> and <four women>, may rise.
        killed 26+ civilians
        killed 7 children part=1
        killed 4 women part=1

    <Twelve sailors were kidnapped> off Nimba. The envoys were 17 Indians, five Ukrainians and two Filipinos.
        abducted 12 sailors
""")

OPENED = cases("""
    <39 people were killed> by the police. Of them, <35 died> in shootouts and <three were tortured to death>.
        killed 39 people
        killed 35 people part=1
        killed 3 people part=1

    The group <recorded 107 killings>, of which <at least 71> were linked to the army and <36> to the rebels.
        killed 107 people
        killed 71+ people part=1
        killed 36 people part=1

    <Six people were shot> at a plant. <Two of the victims died> where they stood.
        casualties 6 people
        killed 2 victims part=1

    <43 people were killed> and <238, <including 17 nurses>, have been wounded>.
        killed 43 people
        injured 238 people
        injured 17 nurses part=2

    <At least 90 civilians were killed> in Osk. The <bodies of 40 children> were among the dead.
        killed 90+ civilians
        bodies_found 40 children part=1 unit=bodies

    <Eight men were killed> in Osk. <Three of the guards were killed> in Harun.
        killed 8 men
        killed 3 guards
""")

SHARES = cases("""
    <About 17,246 people were displaced> by the attacks. <Children make up 54 per cent> of the newly displaced.
        displaced ~17246 people
        displaced 54% children part=1

    <Some 5,000 refugees fled> to Osk. <Some 88 per cent are women and children>.
        displaced ~5000 refugees
        displaced ~88% children part=1

    The bombing <killed 31 people>. <Women accounted for 40 per cent> of the victims.
        killed 31 people
        killed 40% women part=1

    The bombing <killed 31 people>. Some 40 per cent are opposed to the talks.
        killed 31 people

    The bombing <killed 31 people>. Women make up 40 per cent of the council.
        killed 31 people

    The bombing <killed 31 people>. Prices are up 12 per cent and 30 per cent were sold.
        killed 31 people
""")

UNHARMED = cases("""
    The army said 34 rebels were out of action: <22 dead>, <nine wounded> and three who surrendered.
        killed 22 people
        injured 9 people
""")


@pytest.mark.parametrize("case", ORDINALS, ids=str)
def test_ordinals_are_of_the_count_that_has_them(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", RESTS, ids=str)
def test_rests_are_of_the_count_before(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ONES, ids=str)
def test_a_bare_one_is_of_the_count_right_before(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", GROUPS, ids=str)
def test_members_of_a_definite_group(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", OPENED, ids=str)
def test_words_that_point_back(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SHARES, ids=str)
def test_shares_are_of_those_counted_before(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", UNHARMED, ids=str)
def test_who_surrendered_beside_the_dead_is_not_dead(case: Drawing) -> None:
    case.check()
