"""What sets two mentions apart: another, other days, other places, another source; and what does not."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

APART = cases("""
    A sniper <killed a soldier> in Osk on Monday. On Friday a mine <killed a soldier> in Loro.
        killed 1 soldier
        killed 1 soldier

    <A farmer was killed> in Hazm on Tuesday. <Another farmer was killed> in Sirr on Thursday.
        killed 1 farmer
        killed 1 farmer

    <A journalist was abducted> in Loro. In Osk, <a journalist was abducted> in March.
        abducted 1 journalist
        abducted 1 journalist

    Rebels <killed 20 soldiers> in May. In June they <killed 20 soldiers> more.
        killed 20 soldiers
        killed 20 soldiers

    A mine <killed two children> near Osk. A second mine <killed two children> near Harun.
        killed 2 children
        killed 2 children

    Shelling <wounded six people> in Osk. In Harun, shelling <wounded six people>.
        injured 6 people
        injured 6 people

    Gunmen <killed five guards> at the mine. Five days later <a further five guards were killed> there.
        killed 5 guards
        killed 5 guards

    Last year <40 people were killed> in the district. This year <40 people were killed> there.
        killed 40 people
        killed 40 people

    A bomb <killed three officers> on Monday morning. <Three more officers were killed> that evening.
        killed 3 officers
        killed 3 officers
""")

SAID_AGAIN = cases("""
    A bomb <killed 12 people> in Osk on Monday. The blast, which killed 12 people, came at noon.
        killed 12 people said=2

    <Fifteen miners were killed> in Loro, the governor said. The killing of the 15 miners was condemned.
        killed 15 miners said=2

    Hundreds dead in Sirr shelling
    <At least 345 people were killed> in Sirr on Tuesday, doctors said.
        killed 345+ people said=2

    <At Least 130 Dead> in Osk Bombings
    <At least 132 people were killed> in Osk on Sunday, police said.
        killed 130+ people
        killed 132+ people

    Dozens killed in market blast
    A bomb in a market <killed 48 people> in Harun on Monday, police said.
        killed 48 people said=2

    <A priest was abducted> in Loro on Sunday. The priest was seized outside his church.
        abducted 1 priest said=2

    Police <arrested 14 suspects> on Tuesday. The 14 suspects, who were arrested in Osk, will appear in court.
        detained 14 suspects said=2
""")

RIVALS = cases("""
    The army said it <killed 30 fighters>. The rebels said <12 fighters had been killed>.
        killed 30 fighters
        killed 12 fighters

    The ministry reported <25 deaths>. The Red Cross also reported <25 deaths>.
        killed 25 people
        killed 25 people
""")

SAME_OR_NOT = cases("""
    Three bombs <killed 25 people> in Harun on Monday. In Osk on Tuesday, a bomb <killed 25 people>.
        killed 25 people
        killed 25 people

    The army <killed 14 rebels> in Sirr. The killing of the 14 rebels came after an ambush.
        killed 14 rebels said=2

    Bandits <abducted 40 pupils> in Loro on Monday. The 40 pupils, who were abducted from their school, are well.
        abducted 40 pupils said=2

    Shelling <killed eight people> on Friday. On Saturday it <killed eight people> again.
        killed 8 people
        killed 8 people

    <At least 30 people were killed> in Osk, the governor said. The health ministry later put <the toll at 34>.
        killed 30+ people
        killed 34 people

    Scores killed in Harun market attack
    Gunmen <killed 55 people> in a market in Harun on Sunday, police said.
        killed 55 people said=2
""")


@pytest.mark.parametrize("case", APART, ids=str)
def test_apart(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SAID_AGAIN, ids=str)
def test_said_again(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", RIVALS, ids=str)
def test_rivals(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SAME_OR_NOT, ids=str)
def test_same_or_not(case: Drawing) -> None:
    case.check()
