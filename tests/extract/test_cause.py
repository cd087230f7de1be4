"""Of what people came to harm."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

CONFLICT = cases("""
    An airstrike <killed 12 people> in the besieged town.
        killed 12 people cause=conflict

    <Nine protesters were killed> when soldiers opened fire on the crowd.
        killed 9 protesters cause=conflict

    Rebels <abducted 15 villagers> in the hills.
        abducted 15 villagers cause=conflict

    <Two thousand people fled> the fighting between army and militia.
        displaced 2000 people cause=conflict

    A suicide bomber <killed 30 worshippers> at a shrine.
        killed 30 worshippers cause=conflict

    <Eight farmers were killed> in clashes between herders and villagers.
        killed 8 farmers cause=conflict
""")

CRIME = cases("""
    A man armed with a knife <killed three shoppers> in a robbery, police said.
        killed 3 shoppers cause=crime

    <A teenager was stabbed to death> outside a nightclub, and police are questioning a suspect.
        killed 1 teenager cause=crime

    <Two cashiers were shot dead> during a bank robbery.
        killed 2 cashiers cause=crime

    Cartel gunmen <killed nine people> in a bar.
        killed 9 people cause=crime
""")

ACCIDENT = cases("""
    <Forty passengers died> when the bus plunged into a ravine.
        killed 40 passengers cause=accident

    <Eleven miners were killed> when a shaft collapsed after heavy machinery failed.
        killed 11 miners cause=accident

    A train derailed outside Loro, <injuring 60 passengers>.
        injured 60 passengers cause=accident

    <Seven tourists died> when their helicopter crashed into a hillside.
        killed 7 tourists cause=accident

    <Four workers were killed> when a crane fell on the building site.
        killed 4 workers cause=accident
""")

DISASTER = cases("""
    The earthquake <killed 230 people> and <left 4,000 homeless>.
        killed 230 people cause=disaster
        displaced 4000 people cause=disaster

    <Thirty people drowned> in the floods that followed the cyclone.
        killed 30 people cause=disaster

    <At least 90 people died> when a landslide buried the hamlet after heavy rain.
        killed 90+ people cause=disaster

    The tsunami <left 5,000 people missing>.
        missing 5000 people cause=disaster
""")

DISEASE = cases("""
    Cholera <has killed 85 people> in the delta since March.
        killed 85 people cause=disease

    The measles epidemic <has killed 60 children> in the highlands.
        killed 60 children cause=disease
""")

OTHER = cases("""
    <A man was executed> by lethal injection for a murder committed in 1998.
        executed 1 man cause=other
""")

CUSTODY = cases("""
    <Twelve men were arrested> in connection with the robbery.
        detained 12 suspects cause=crime

    <Sixty protesters were arrested> at the rally against the government.
        detained 60 protesters cause=conflict
""")


# What stands closest to the harm decides, whoever speaks, rules or stands by.
NEAREST = cases("""
    <Nine soldiers were killed> when their truck overturned near the barracks.
        killed 9 soldiers cause=accident

    A military helicopter crashed, <killing nine soldiers>.
        killed 9 soldiers cause=accident

    The earthquake <killed 3,000 people>, the army said.
        killed 3000 people cause=disaster

    Cholera <has killed 300 people> in the refugee camps since the war began.
        killed 300 people cause=disease

    <Nine soldiers were killed> by an avalanche.
        killed 9 soldiers cause=disaster

    <Nine people were killed> in a road accident when their car hit an army truck.
        killed 9 people cause=accident

    A building collapsed after being hit by a missile, <killing nine people>.
        killed 9 people cause=conflict

    A gas explosion <killed nine people> in a block of flats.
        killed 9 people cause=accident

    <Nine people died> in a fire at a hotel.
        killed 9 people cause=accident

    <Nine people died> when rebels set fire to a church.
        killed 9 people cause=conflict

    The blaze, started by an arsonist, <killed nine residents>.
        killed 9 residents cause=crime

    A storm caused a crane to fall, <killing nine people>.
        killed 9 people cause=disaster

    Gunmen in a speeding car <killed a lawyer>.
        killed 1 lawyer cause=conflict

    Two trains collided, <killing 50 people>. The authorities ruled out a terrorist attack.
        killed 50 people cause=accident

    A plane crashed in the desert, <killing 50 people>. Fighting between the army and rebels goes on in the area.
        killed 50 people cause=accident
""")

# Police words make no crime of a war, war words no war of a crime.
DEEDS = cases("""
    <Nine policemen were killed> in a bomb attack.
        killed 9 policemen cause=conflict

    <At least one person was killed> in grenade attacks in the capital. Police are looking for the suspects.
        killed 1+ person cause=conflict

    Police <shot dead nine demonstrators>.
        killed 9 demonstrators cause=conflict

    A gunman <killed nine people> at a supermarket.
        killed 9 people cause=crime

    A mass shooting <left nine people dead> at a school.
        killed 9 people cause=crime

    <Nine people were killed> in inter-communal violence.
        killed 9 people cause=conflict

    <Nine people were hanged> for murder on Sunday.
        killed 9 people cause=other

    Insurgents <executed nine captives>.
        executed 9 captives cause=conflict
""")


@pytest.mark.parametrize("case", NEAREST, ids=str)
def test_the_closest_words_decide(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DEEDS, ids=str)
def test_conflict_or_crime(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", CONFLICT, ids=str)
def test_conflict(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", CRIME, ids=str)
def test_crime(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ACCIDENT, ids=str)
def test_accident(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DISASTER, ids=str)
def test_disaster(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", DISEASE, ids=str)
def test_disease(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", OTHER, ids=str)
def test_other(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", CUSTODY, ids=str)
def test_custody(case: Drawing) -> None:
    case.check()
