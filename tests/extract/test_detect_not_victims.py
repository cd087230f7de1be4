"""Numbers that count no victims: nothing may come of them."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

AGES_DATES_YEARS = cases("""
    The boy is 12 years old and likes football.

    A 45-year-old teacher spoke to the crowd that had gathered after the bombing.

    The attack came on 14 March 2019, two days after the vote.

    The war of 1994 killed the hopes of a generation.

    Police opened the inquiry in 2007, and the case was closed on May 30.

    The siege lasted 900 days.

    Investigators returned to the scene of the 1,000-day siege at 3:30 p.m. on Sunday.
""")

TROOPS_AND_UNITS = cases("""
    The government sent 2,000 troops to the border after the attack.

    The 3rd Battalion of the 45th Brigade took part in the raid.

    Some 500 gunmen attacked the town before dawn.

    Three suicide bombers attacked the compound, and police sealed the road.

    Fighting broke out when 60 armed men on motorcycles rode into Dolna.

    The army said 12 suspects were being sought over the killing.

    A force of 300 police officers was deployed to keep the mourners and the marchers apart.

    Unit 8200 and Flight 714 were mentioned in the indictment.
""")

MONEY_AND_DISTANCES = cases("""
    The bombing caused damage worth $40 million, insurers said.

    The family was paid 20,000 dollars in compensation for the killing.

    Rebels shelled positions 30 kilometres north of the town.

    The blast blew out windows 600 metres away.

    The raid destroyed 45 houses, two schools and a mill.
""")

SITES_GRAVES_INCIDENTS = cases("""
    Investigators have mapped 14 mass graves around the town.

    The mission documented 37 attacks on hospitals in May.

    At least 90 homes were burned down in the raid on Hazm.

    The monitor counted 210 incidents of shelling in one week.

    Six churches and eleven shops were torched by the mob.

    The court heard 40 cases of arson.
""")

ANIMALS_AND_INFECTIONS = cases("""
    The raiders killed 300 cattle and 40 camels.

    Shelling killed 20 cows at a farm near Osk.

    The outbreak has infected 1,400 people in the camps.

    Officials recorded 230 new cholera cases on Monday.
""")

SURVIVORS_AND_PRESENT = cases("""
    Forty passengers survived the crash unhurt.

    Rescuers saved 15 people from the rubble.

    Some 3,000 people attended the funeral of the murdered priest.

    There were 120 people on board when the shells fell, all of whom were unharmed.

    Doctors said 25 survivors spoke of what they had seen.

    About 200 mourners marched behind the coffins.

    A crowd of 5,000 gathered at the place where the poet was shot.
""")

SPORTS_AND_IDIOMS = cases("""
    Orsk Rovers were beaten 3-1 by Dolna City on Saturday.

    Arvane United beat Dastun by three goals to one on Monday evening and moved up to second place.

    The captain beat Elena Ruiz in the final on Sunday, 6-4.

    The striker killed the game with two late goals.

    The visitors were shot down in flames, 45-12, in the second half.

    The bill died in committee after 12 senators opposed it.

    They killed time in the barracks with cards.

    The new tax will hit 40,000 families hard.

    Twenty runners were left for dead by the champion on the last climb.
""")

THREATS_AND_PLANS = cases("""
    The group threatened to kill ten villagers if the talks failed.

    The plot would have killed hundreds of commuters, prosecutors said.

    The bomb could have killed dozens, the sapper said.

    Police foiled a plan to murder three judges.

    A court may sentence 30 officers to death.

    If the dam bursts, 5,000 people could die.

    The missile is able to kill everyone within 50 metres.

    An amnesty would free 600 inmates.
""")

NO_INFORMATION = cases("""
    There was no immediate word on casualties.

    It was not clear how many people had been killed.

    The spokesman would not say how many troops had died.

    There were no reports of injuries yet from the second village.

    The army did not comment on the number of dead.
""")

MORE_NUMBERS = cases("""
    A 9-year-old and a 70-year-old read out the names of the dead.

    The town lies 12 miles from the front, where 4,000 soldiers are dug in.

    Some 20 tanks and 45 armoured vehicles were destroyed in the battle.

    The prosecutor asked for 25 years for each of the killers.

    The bomb weighed 500 pounds and was hidden under bus number 14.

    Soldiers seized 40 rifles and 3,000 rounds in the raid.

    Five of the nine judges voted to overturn the murder verdict.

    The shooting began at 9:15 and lasted 20 minutes.

    The ship, with 24 crew on board, was hit by a missile but sailed on.

    Eight gunmen surrendered after a siege of the hotel.

    The charity feeds 60,000 people in the besieged town.

    The number of checkpoints rose to 45.

    The clinic vaccinated 1,200 children after the outbreak.

    Two million people live in the province, which was shelled again on Monday.

    The hashtag about the murder was shared 200,000 times.

    Thirty people applied for one job at the morgue.

    The battalion lost three armoured cars.

    The strike by 4,000 miners entered its second week.
""")


@pytest.mark.parametrize("case", AGES_DATES_YEARS, ids=str)
def test_ages_dates_years(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", TROOPS_AND_UNITS, ids=str)
def test_troops_and_units(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", MONEY_AND_DISTANCES, ids=str)
def test_money_and_distances(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SITES_GRAVES_INCIDENTS, ids=str)
def test_sites_graves_incidents(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", ANIMALS_AND_INFECTIONS, ids=str)
def test_animals_and_infections(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SURVIVORS_AND_PRESENT, ids=str)
def test_survivors_and_present(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", SPORTS_AND_IDIOMS, ids=str)
def test_sports_and_idioms(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", THREATS_AND_PLANS, ids=str)
def test_threats_and_plans(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NO_INFORMATION, ids=str)
def test_no_information(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", MORE_NUMBERS, ids=str)
def test_more_numbers(case: Drawing) -> None:
    case.check()
