"""Displacement: people and families, with the word and without."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

PEOPLE_AND_FAMILIES = cases("""
    <More than 4,000 people have been displaced> from Harun since Friday.
        displaced >4000 people

    <Some 650 families were displaced> by floods and shelling in the delta.
        displaced ~650 families unit=families

    <1,240 households fled> to the neighbouring district after the attack.
        displaced 1240 households unit=families

    Fighting <forced 12,000 people to flee> their homes.
        displaced 12000 people

    <Around 900 people crossed the border> into Varda to escape the fighting.
        displaced ~900 people

    <Nearly 30,000 people have fled their homes> in the hills.
        displaced ~<30000 people

    The camp at Sirr <hosts 18,000 displaced people>.
        displaced 18000 people

    <At least 700 people sought refuge> in the cathedral.
        displaced 700+ people

    Clashes in the north <uprooted 5,600 people> last month.
        displaced 5600 people

    <About 3,200 refugees> arrived in Varda in a single night.
        displaced ~3200 refugees

    <Two thousand villagers were evacuated> from the line of fire.
        displaced 2000 villagers

    The armed raid on Dolna led to <the displacement of 420 people>.
        displaced 420 people

    <300 families were driven from their homes> by the militia.
        displaced 300 families unit=families

    <Over 60,000 IDPs> are sheltering in schools and mosques.
        displaced >60000 IDPs

    The assault triggered the movement of <1,500 individuals, who fled> to Kero.
        displaced 1500 individuals

    <Hundreds of thousands have been driven> from their homes in the delta.
        displaced 200000.. people
""")

NOT_DISPLACED = cases("""
    The new camp can hold 10,000 people.

    Some 600 families returned to their homes in Osk last week.

    The prison camp held 300 soldiers who refused to fight.

    Three thousand people left the stadium after the match.

    The suspects fled in two cars.

    Five gunmen fled the scene on motorcycles.

    The town, home to 40,000 people, lies on the river.
""")

EXCERPTS = cases("""
    Heavy fighting in the Loro hills since 9 June <has forced more than 2,000 people from their homes>.
        displaced >2000 people

    <Some 350 households sought shelter> with host families in Dolna.
        displaced ~350 households unit=families

    In Nima, <at least 60 houses were burned and 400 people rendered homeless>.
        displaced 400 people

    <A total of 7,215 persons arrived> in Kero as refugees between 1 and 9 May.
        displaced 7215 persons

    <Around 45,000 people are living in displacement camps> around the lake.
        displaced ~45000 people

    The army ordered <5,000 villagers to leave their homes> near the front.
        displaced 5000 villagers
""")

NOT_DISPLACED_EITHER = cases("""
    The aid agency reached 12,000 people with food in the camps.

    About 300 rebels moved towards the border.

    The family left the hospital on Sunday.

    He moved to Varda in 1998 and settled near the harbour.

    Nine hundred delegates stayed in tents for the congress.
""")


@pytest.mark.parametrize("case", PEOPLE_AND_FAMILIES, ids=str)
def test_people_and_families(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_DISPLACED, ids=str)
def test_not_displaced(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", EXCERPTS, ids=str)
def test_excerpts(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_DISPLACED_EITHER, ids=str)
def test_not_displaced_either(case: Drawing) -> None:
    case.check()
