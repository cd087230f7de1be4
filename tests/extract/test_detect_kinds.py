"""Harm of the rarer kinds and wordings: sexual violence, captives, tallies, gaps; drawn, with counter-examples."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases, findings_of

SEXUAL = cases("""
    <Nineteen girls were violated> during the raid, the report on the killings says.
        sexual_violence 19 girls

    Investigators interviewed <21 women who had been sexually assaulted> by militiamen.
        sexual_violence 21 women

    Medics treated <63 rape survivors> in the first week.
        sexual_violence 63 people

    <Forty women reported being raped>.
        sexual_violence 40 women

    <Eight women were sexually enslaved> by the fighters.
        sexual_violence 8 women

    <Thirty women suffered> sexual abuse in the camp, she said.
        sexual_violence 30 women

    The mission verified 14 incidents of conflict-related sexual violence affecting <23 women> and <5 girls>.
        sexual_violence 23 women
        sexual_violence 5 girls

    The jets violated the airspace three times and killed nobody's 12 hopes.

    The film was shown in 14 incidents of bad weather.
""")

CAPTIVES = cases("""
    Loria <brought home 94 servicemen> from captivity.
        abducted 94 servicemen

    Two neighbours held a prisoner exchange. <Seventeen prisoners of war returned> home after the prisoner swap.
        detained 17 prisoners

    Gunmen <kidnapped a teacher> in May. <Eleven hostages escaped> from the camp on Monday.
        abducted 1 teacher
        abducted 11 hostages

    <Eighteen soldiers surrendered and were taken> prisoner by the rebels.
        abducted 18 soldiers

    <Nine villagers are being held> by the group in the mountains.
        abducted 9 villagers

    <Two officers fell> into the hands of the rebels.
        abducted 2 officers

    <Five teachers taken> from their school were released on Monday.
        abducted 5 teachers

    Twelve people walked home after the trial.

    Teachers took 30 pupils from the school to a museum.

    Students escaped from 20 exams this year.
""")

COUNTS = cases("""
    The task force verified the <killing and maiming of 85 children>.
        casualties 85 children

    The task force verified the <maiming of 54 women>.
        injured 54 women

    Of which: <abduction 41>; <killing 52>; arbitrary <arrest 189>; extortion: the remainder.
        abducted 41 people
        killed 52 people
        detained 189 suspects

    The <number of killed and wounded stands at 300>.
        casualties 300 people

    The attack left <43 victims>.
        casualties 43 people

    <Four civilians were killed> by shelling and <two> by snipers.
        killed 4 civilians
        killed 2 civilians

    <Five were killed> by gunfire, <three> by a mine.
        killed 5 people
        killed 3 people

    The strike <killed, by the ministry's count, 57 people>.
        killed 57 people

    The blast <wounded, according to police, at least 12 shoppers>.
        injured 12+ shoppers

    <At least 4,000 people have been killed>, with <one million internally displaced>.
        killed 4000+ people
        displaced 1000000 people

    The 12 victims of the fraud lost their savings.

    The killing stunned the 52 members of the choir.
""")

LOST = cases("""
    <Seventy of its fighters were lost> in the assault.
        killed 70 fighters

    <Two of our fighters fell> as martyrs in Belran, the movement said.
        killed 2 fighters

    The army <destroyed over 60 terrorists>.
        killed >60 terrorists

    The garrison was overrun and <some 400 of its defenders put> to the sword.
        killed ~400 defenders

    The army destroyed 12 tanks and two drones.

    The party lost 40 members in the vote.

    Two ministers did not survive the vote.

    Three of his novels did not survive.
""")

ACTIVE = cases("""
    Hundreds of mourners <buried seven victims> of the shelling.
        buried 7 victims

    Hundreds of rebels <killed seven soldiers> in Osk.
        killed 7 soldiers

    <20 people killed> <30 others injured> in car bomb in Osk
        killed 20 people
        injured 30 people
""")

ALIVE = cases("""
    Rescuers pulled four men alive from the rubble.

    Four men were found alive under the rubble.

    Twenty miners escaped unhurt when the shell struck.

    The driver and his wife weren't killed or taken prisoner.

    An elder, who an informant wrongly claimed had been burned alive, was seen in Osk.

    The remains of a pharmacy were still smoking.
""")

NOBODY = cases("""
    <No women or children were injured>.
        injured 0 women or children

    <No soldiers or civilians were killed>.
        killed 0 soldiers or civilians
""")


@pytest.mark.parametrize("case", [*SEXUAL, *CAPTIVES, *COUNTS, *LOST, *ACTIVE, *ALIVE, *NOBODY], ids=str)
def test_claims_are_as_drawn(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", [*SEXUAL, *CAPTIVES, *COUNTS, *LOST, *ACTIVE, *ALIVE, *NOBODY], ids=str)
def test_the_gate_changes_nothing(case: Drawing) -> None:
    assert findings_of(case.content).claims == findings_of(case.content, gate=False).claims


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("They killed 25 troops and pro-government gunmen.", "combatant"),
        ("At least 10 members of a pro-government militia were killed.", "combatant"),
        ("They killed 12 soldiers and villagers.", "mixed"),
        ("They killed 12 nurses and villagers.", "civilian"),
    ],
)
def test_a_coordination_has_the_status_of_all_its_heads(sentence: str, status: str) -> None:
    (claim,) = findings_of(sentence).claims
    assert claim.population.status == status
