"""Harm told by common verbs, by lists, by figures that point back: drawn in made-up reports, with counter-examples."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases, findings_of

TAKEN = cases("""
    The raiders <carried off nine boys> during the night.
        abducted 9 boys

    <An aid worker was snatched> from her home by gunmen.
        abducted 1 worker

    Soldiers stormed the village and <took away 20 young men>.
        detained 20 men

    <More than 100 soldiers had been killed> and <70 taken prisoner> by the rebels.
        killed >100 soldiers
        abducted 70 soldiers

    Mutineers <hold minister>
        abducted 1 minister

    <Six soldiers were captured> and <later executed>.
        abducted 6 soldiers
        executed 6 soldiers

    Gunmen <kidnapped> and <killed five engineers>.
        abducted 5 engineers
        killed 5 engineers

    <Three girls were abducted> and <raped>.
        abducted 3 girls
        sexual_violence 3 girls

    In Meru <35 women were kept in a cell> for a month.
        detained 35 women

    At the border <40 people were caught> while trying to cross.
        detained 40 suspects
""")

NOT_TAKEN = cases("""
    The guards carried off the boxes.

    The thieves took away two cars and 300 phones.

    The parents took their two children away on holiday.

    The bus picked up 30 passengers at the station.

    The bus took 40 children to school.

    Rebels released a list of 12 demands.

    Nine officers jailed over prison massacre in Varda

    In March two brothers were jailed for a total of 46 years for the killing.
""")

MISSING = cases("""
    <The whereabouts of nine villagers are unknown>.
        missing 9 villagers

    <Another 31 people are listed as missing>.
        missing 31 people

    <Nothing has been heard of 14 villagers> since the raid.
        missing 14 villagers

    <Another 44 villagers have not been found>.
        missing 44 villagers

    The toll is likely to rise as <17 people were unaccounted for>.
        missing 17 people
""")

NOT_MISSING = cases("""
    The whereabouts of the 40 stolen cars are unknown.

    Nothing has been heard of the plan since May.

    The fate of the peace talks is unknown.
""")

HOSPITAL = cases("""
    By evening <14 were in hospital> after the blast.
        injured 14 people

    Doctors <treated 45 people with shrapnel wounds>.
        injured 45 people

    One clinic said <27 were being treated>.
        injured 27 people
""")

NOT_IN_HOSPITAL = cases("""
    The doctors treated 400 patients for cholera.

    The clinic treated 50 people in May.

    Forty nurses are in hospital uniforms.
""")

UPROOTED = cases("""
    As a result of clashes, <220 families> (<about 1,300 people>) moved to safer areas.
        displaced 220 families unit=families
        displaced ~1300 people

    <An estimated 85 households> (<510 individuals>) were displaced from Nima village.
        displaced ~85 households unit=families
        displaced 510 individuals

    <Two hundred families lost their homes> when the quarter was shelled.
        displaced 200 families unit=families

    <Thousands of villagers escaped into the bush> when the raiders came.
        displaced 2000.. villagers
""")

NOT_UPROOTED = cases("""
    Two prisoners escaped from the camp.

    Two gunmen escaped into the bush.

    About 600 delegates took shelter from the rain in the hall.

    Some 60 guests live in the camp during the festival.

    Two companies moved to safer areas of investment.
""")

LISTED_PLACES = cases("""
    On 3 May, near Osk, Harun province, Loria, <the driver of a rented truck was wounded> by a mine.
        injured 1 driver

    On 14 May, on the road between Osk and Nima, Harun region, Loria, <two staff of an aid group were abducted>.
        abducted 2 staff

    <A volunteer of an aid group and her daughter were killed> in Osk.
        killed 2 people

    <Hundreds of prisoners are said to have been executed> after the town fell.
        executed 200.. prisoners

    The ombudsman said <479 people, all of them from the south, had died> in the camps.
        killed 479 people

    <1 driver KIA>, <2 guards WIA>.
        killed 1 driver
        injured 2 guards
""")

FIGURES = cases("""
    <670 people had been displaced>. Aid officials <put the figure at 2,650>.
        displaced 670 people
        displaced 2650 people

    Officials had put the <number of dead at nine>, <a figure raised to 15> overnight.
        killed 9 people
        killed 15 people

    The army <killed 12 rebels>. The mayor <gave the number as 14>.
        killed 12 rebels
        killed 14 rebels
""")

NO_FIGURES = cases("""
    Shelling <killed 12 people>. The number of houses was 40.
        killed 12 people

    The army <killed 12 rebels>, police said. The price was put at 400.
        killed 12 rebels

    <Ten people were killed>. The total was 40 points.
        killed 10 people
""")

EITHER = cases("""
    <200,000 persons were killed or disappeared> in those years.
        casualties 200000 persons

    The campaign resulted in <20 leaders being captured or killed>.
        casualties 20 leaders

    Troops <killed and wounded 12 rebels>.
        casualties 12 rebels
""")

NO_DEATHS = cases("""
    The company lost 200 customers after the strike.

    The minister was slaughtered by the critics for his speech.

    The operation was aimed at capturing and killing insurgent leaders.

    Prices fell 12 per cent on Monday.

    Two cities fell on Monday.

    The general fell today from a horse.
""")


@pytest.mark.parametrize(
    "case", (*TAKEN, *MISSING, *HOSPITAL, *UPROOTED, *LISTED_PLACES, *FIGURES, *NO_FIGURES, *EITHER), ids=str
)
def test_told(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", (*NOT_TAKEN, *NOT_MISSING, *NOT_IN_HOSPITAL, *NOT_UPROOTED, *NO_DEATHS), ids=str)
def test_not_told(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize(
    "case", (*TAKEN, *MISSING, *HOSPITAL, *UPROOTED, *LISTED_PLACES, *FIGURES, *NO_FIGURES, *EITHER), ids=str
)
def test_the_gate_lets_them_through(case: Drawing) -> None:
    assert findings_of(case.content).claims == findings_of(case.content, gate=False).claims
