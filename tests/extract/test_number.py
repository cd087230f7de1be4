"""Numbers in every dress, drawn in sentences of our own, and the properties of the grammar."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases, number_said
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract.number import find_numbers, number_value

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

    <Seventy people or more were killed> in the raid on Hazm.
        killed 70+ people

    Dead so far: <85 people killed and counting>, says the rescue desk in Tamsk.
        killed 85+ people

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

    <Civilians were killed> in the bombardment of Harun.
        killed 2.. civilians

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

    Gunmen <Abduct 20 Schoolgirls> From Boarding School in Harun
        abducted 20 schoolgirls

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
    The bombing <claimed 12 lives>.
        killed 12 people

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


READ = [
    # phrase, quantity, use
    ("45 people", "45", "count"),
    ("3,212 people", "3212", "count"),
    ("1 450 people", "1450", "count"),
    ("two hundred and six people", "206", "count"),
    ("a hundred people", "100", "count"),
    ("1.2 million people", "1200000", "count"),
    ("12 thousand people", "12000", "count"),
    ("half a million people", "500000", "count"),
    ("three dozen people", "36", "count"),
    ("at least 45 people", "45+", "count"),
    ("no less than 45 people", "45+", "count"),
    ("45 or more people", "45+", "count"),
    ("well over 45 people", ">45", "count"),
    ("in excess of 45 people", ">45", "count"),
    ("up to 45 people", "<=45", "count"),
    ("no more than 45 people", "<=45", "count"),
    ("fewer than 45 people", "<45", "count"),
    ("almost 45 people", "~<45", "count"),
    ("around 45 people", "~45", "count"),
    ("45 or so people", "~45", "count"),
    ("between 8 and 10 people", "8-10", "count"),
    ("eight to ten people", "8-10", "count"),
    ("8-10 people", "8-10", "count"),
    ("a few people", "3..", "count"),
    ("several hundred people", "300..", "count"),
    ("dozens of people", "24..", "count"),
    ("scores of people", "40..", "count"),
    ("hundreds of people", "200..", "count"),
    ("hundreds of thousands of people", "200000..", "count"),
    ("half of them", "50%", "share"),
    ("two-thirds of the dead", "67%", "share"),
    ("nearly 60 per cent of the dead", "~60%", "share"),
    ("12 years old", "12", "age"),
    ("in 2011", "2011", "date"),
    ("14 March 2019", "14", "date"),
    ("at 14:30 local time", None, "time"),
    ("$45 million", None, "money"),
    ("20 kilometres", "20", "measure"),
    ("the 3rd Battalion", None, "ordinal"),
    ("Flight 253", "253", "name"),
]


@pytest.mark.parametrize(("phrase", "quantity", "use"), READ, ids=[r[0] for r in READ])
def test_a_phrase_reads_as(phrase: str, quantity: str | None, use: str) -> None:
    found = find_numbers(f"They saw {phrase} there.")
    counts = [n for n in found if n.use in ("count", "share")]
    if use in ("count", "share"):
        assert [(number_said(n.quantity), n.use) for n in counts] == [(quantity, use)]
    else:
        assert counts == []
        assert quantity is None or use in [n.use for n in found]


@pytest.mark.parametrize("phrase", ["a house", "the someone", "overt", "tension", "often", "Seventon", "no 5", "A1"])
def test_no_number_in(phrase: str) -> None:
    assert [n for n in find_numbers(f"They saw {phrase} there.") if n.use == "count"] == []


ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """The usual English words, written by another hand than the grammar's."""
    if value < 20:
        return ONES[value - 1]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10 - 1]}" if value % 10 else "")
    if value < 1000:
        return f"{ONES[value // 100 - 1]} hundred" + (f" and {spelled(value % 100)}" if value % 100 else "")
    return f"{spelled(value // 1000)} thousand" + (f" {spelled(value % 1000)}" if value % 1000 else "")


@given(st.integers(min_value=1, max_value=99_999))
def test_words_and_digits_are_the_same_number(value: int) -> None:
    assert number_value(spelled(value)) == value
    assert number_value(str(value)) == value
    assert number_value(f"{value:,}") == value
    (found,) = find_numbers(f"Shells killed {spelled(value)} people.")
    assert found.quantity.value == value


@given(st.integers(min_value=11, max_value=10**7).filter(lambda v: not 1500 <= v <= 2099))
def test_bounds_hold_for_any_number(value: int) -> None:
    def said(words: str) -> str:
        (found,) = find_numbers(f"Shells killed {words} people.")
        return number_said(found.quantity)

    assert said(f"{value:,}") == f"{value}"
    assert said(f"at least {value:,}") == f"{value}+"
    assert said(f"more than {value:,}") == f">{value}"
    assert said(f"up to {value:,}") == f"<={value}"
    assert said(f"nearly {value:,}") == f"~<{value}"
    assert said(f"about {value:,}") == f"~{value}"
    assert said(f"between {value:,} and {value + 1:,}") == f"{value}-{value + 1}"


PIECES = st.sampled_from(
    ["at least ", "45", " or more", "1,300", " people", " killed", "half of ", "dozens of ", "between 3 and 5", " million",
     "2011", "-year-old", "$", "%", " ", ".", "–", "two", "twenty", "and ", "\u00a0", "no ", "İ", "ß", "٣", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join)))
def test_numbers_stand_inside_the_sentence_in_order(sentence: str) -> None:
    found = find_numbers(sentence)
    here = 0
    for number in found:
        assert here <= number.start <= number.core_start < number.core_end <= number.end <= len(sentence)
        assert number.quantity.as_written == sentence[number.start : number.end].strip()
        quantity = number.quantity
        assert quantity.low is None or quantity.high is None or 0 <= quantity.low <= quantity.high
        assert (quantity.fraction is not None) == (number.use == "share")
        here = number.end
