"""Second mentions are one claim with two anchors; rivals and other events stay apart."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

SECOND_MENTIONS = cases("""
    Fourteen killed in Torva mortar attack
    <Fourteen people were killed> in a mortar attack on Torva on Monday, officials said.
        killed 14 people said=2

    Gunmen <killed 31 people> in Harun. The attack that killed 31 people came at dawn.
        killed 31 people said=2

    A bomb <killed 12 people> in Osk on Monday. Relatives of the 12 people killed in Osk gathered at the mosque.
        killed 12 people said=2

    Shells <wounded 18 children> in Sirr. The wounding of 18 children drew condemnation.
        injured 18 children

    <A priest was shot dead> in Loro on Sunday. The priest was killed on his way to church.
        killed 1 priest said=2
""")

NOT_SECOND_MENTIONS = cases("""
    Gunmen <killed 31 people> in Harun. Another attack <killed 12 people> in Osk.
        killed 31 people
        killed 12 people

    The ministry said <20 people were killed>. The rebels said <50 people were killed>.
        killed 20 people
        killed 50 people

    A bomb <killed 12 people> and <wounded 12 others>.
        killed 12 people
        injured 12 people

    A sniper <killed a soldier> in Osk. A mine <killed a farmer> in Loro.
        killed 1 soldier
        killed 1 farmer
""")

HEADLINE_ROUNDS = cases("""
    <Over 50 Dead> in Ferry Bombing
    <At least 53 people were killed> when a bomb sank a ferry on Lake Orsa on Friday.
        killed >50 people
        killed 53+ people
""")

TOTALS_AGAIN = cases("""
    <Forty-two people were killed> in Sirr, the mayor said.
    Most of the shops stayed shut.
    The governor visited the families of the 42 people killed.
        killed 42 people said=2

    <At least 42 people were killed> in Sirr, the mayor said. The Red Crescent said <42 people had been killed>.
        killed 42+ people
        killed 42 people
""")


@pytest.mark.parametrize("case", SECOND_MENTIONS, ids=str)
def test_second_mentions(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_SECOND_MENTIONS, ids=str)
def test_not_second_mentions(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", HEADLINE_ROUNDS, ids=str)
def test_headline_rounds(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", TOTALS_AGAIN, ids=str)
def test_totals_again(case: Drawing) -> None:
    case.check()
