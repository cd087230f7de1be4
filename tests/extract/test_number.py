"""Numbers in every dress, drawn in sentences of our own, and the properties of the grammar."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

WORDS_AND_DIGITS = cases("""
    Shellfire <killed twenty-three passengers> on the Orsk ferry.
        killed 23 passengers

    <A hundred and six miners died> when the rebels sealed the shaft.
        killed 106 miners

    The militia <massacred two hundred villagers> at the ford of Neru.
        killed 200 villagers

    <Some 1.2 million people have been displaced> since the war began.
        displaced ~1200000 people

    The fighting <has displaced 2.5 million people> across the plateau.
        displaced 2500000 people

    <Half a million people have fled> the valley since the shelling began.
        displaced 500000 people

    <A dozen shoppers were killed> when a mortar bomb hit the arcade.
        killed 12 shoppers

    <Two dozen guards were wounded> in the ambush at Kilometre 14.
        injured 24 guards

    <About a dozen students were injured> when police fired on the march.
        injured ~12 students

    <Half a dozen policemen were killed> at the roadblock.
        killed 6 policemen

    The raid <left 1 450 people dead>, the commission found.
        killed 1450 people

    The strike <killed 3,212 people> and destroyed the port.
        killed 3212 people

    <Thirty-five thousand people have been uprooted> by the clashes in Wadi Sirr.
        displaced 35000 people
""")

BOUNDS_BEFORE = cases("""
    <At least 45 worshippers were killed> in the shelling of the shrine.
        killed 45+ worshippers

    <No fewer than nine farmers were killed> in the raid on Dolna.
        killed 9+ farmers

    <Upwards of 60 people died> in the bombardment.
        killed 60+ people

    <More than 300 people were wounded> when shells hit the parade.
        injured >300 people

    <Over 80 fighters were killed> in the battle for the refinery.
        killed >80 fighters

    Shelling <killed up to 40 people> in the besieged quarter.
        killed <=40 people

    <As many as 70 recruits were killed> when the barracks was bombed.
        killed <=70 recruits

    <Nearly 200 people have been killed> since the rains ended and the raids began.
        killed ~<200 people

    <Almost 90 patients were injured> in the bombing of the clinic.
        injured ~<90 patients

    <About 50 villagers were abducted> from the market by gunmen.
        abducted ~50 villagers

    <Roughly 15 deserters were shot dead> by the rebels.
        killed ~15 deserters

    <An estimated 600 people were killed> in the first week of the siege.
        killed ~600 people

    <Fewer than 10 people were killed> in the raid.
        killed <10 people

    <In excess of 400 prisoners were executed> in the fortress.
        executed >400 prisoners

    <A total of 34 civilians were killed> in the three raids.
        killed 34 civilians

    <Another 12 people were injured> by the second blast.
        injured 12 people

    <Exactly 17 sailors died> when the patrol boat was sunk by a missile.
        killed 17 sailors
""")

BOUNDS_AFTER = cases("""
    <Forty or more villagers were killed> when the militia stormed Hazm.
        killed 40+ villagers

    <Twenty or so people were wounded> in the crossfire.
        injured ~20 people

    <200+ people killed> in Sarn shelling, activists say
        killed 200+ people
""")

RANGES = cases("""
    <Between 20 and 30 people were killed> in the bombing of the ferry terminal.
        killed 20-30 people

    <Eight to ten rebels were killed> in the exchange of fire.
        killed 8-10 rebels

    The raid <killed 15-20 herders> near the wells.
        killed 15-20 herders

    Drone fire <wounded five or six guards> on the bridge.
        injured 5-6 guards

    <From 300 to 400 people died> in the siege of Osk, historians say.
        killed 300-400 people

    The offensive <displaced 10,000–12,000 people> in a week.
        displaced 10000-12000 people
""")

VAGUE = cases("""
    <Several people were killed> when a shell hit the bakery.
        killed 3.. people

    <A few soldiers were wounded> in the night raid.
        injured 3.. soldiers

    <Dozens of people were killed> in the rocket attack on Mirsk.
        killed 24.. people

    <Scores of villagers were abducted> by the gunmen.
        abducted 40.. villagers

    <Hundreds have been killed> since the siege began.
        killed 200.. people

    <Thousands of families fled> the shelling.
        displaced 2000.. families unit=families

    <Several hundred prisoners were executed> after the mutiny.
        executed 300.. prisoners

    <Tens of thousands of people have fled> the fighting in Harun.
        displaced 20000.. people

    <Numerous civilians were injured> in the bombardment.
        injured 4.. civilians

    Shells <killed women and children> sheltering in the cellar.
        killed 4.. children

    <A handful of soldiers were wounded>.
        injured 3.. soldiers

    <Many people were killed> in the attack on the well.
        killed 2.. people
""")

OF_THEM = cases("""
    <Forty sailors were kidnapped>. <Half of them were killed> by their captors.
        abducted 40 sailors
        killed 50% sailors

    Of <the 64 people killed>, <52 per cent were women>, the ministry said.
        killed 64 people
        killed 52% women part=1

    A mortar round <killed 30 people>. <Half of the dead were children>.
        killed 30 people
        killed 50% children part=1
""")

HEADLINES = cases("""
    <Twelve killed> in Torva market blast
        killed 12 people

    Torva blast: <at least 12 dead>, <40 wounded>
        killed 12+ people
        injured 40+ people

    Airstrike on Dolna Hospital <Kills 9 Patients>, <Wounds 21>
        killed 9 patients
        injured 21 patients

    <SEVEN SOLDIERS KILLED> IN AMBUSH NEAR OSK, ARMY SAYS
        killed 7 soldiers

    REBELS <KILLED 15 PEASANTS> AND <ABDUCTED FOUR MEN> IN THE HAMLET OF SAN BLAS.
        killed 15 peasants
        abducted 4 men

    <Death toll from Sarn ferry bombing climbs to 51>
        killed 51 people

    <Hundreds flee> as rebels close in on Wadi Sirr
        displaced 200.. people

    <Scores Killed> as Shells Rain on Besieged City
        killed 40.. people

    Roadside bomb <kills mayor> in Dolna
        killed 1 mayor
""")

MORE_WORDS = cases("""
    The blast <killed 12 people> and <left 30 wounded>.
        killed 12 people
        injured 30 people
""")


@pytest.mark.parametrize("case", WORDS_AND_DIGITS, ids=str)
def test_words_and_digits(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", BOUNDS_BEFORE, ids=str)
def test_bounds_before(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", BOUNDS_AFTER, ids=str)
def test_bounds_after(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", RANGES, ids=str)
def test_ranges(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", VAGUE, ids=str)
def test_vague(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", OF_THEM, ids=str)
def test_of_them(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", HEADLINES, ids=str)
def test_headlines(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", MORE_WORDS, ids=str)
def test_more_words(case: Drawing) -> None:
    case.check()
