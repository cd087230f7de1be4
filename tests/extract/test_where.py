"""The places of a claim, drawn in made-up reports."""

from __future__ import annotations

import pytest
from happened import drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.extract.where import where


def places_of(report: str, **options: object) -> list[str]:
    found, _ = where(*drawn(report, **options))  # type: ignore[arg-type]
    return [place.text for place in found]


OWN = [
    # prepositions, units, chains: the innermost
    ("«Twelve people were killed» in Aden on Friday.", ["Aden"]),
    ("«Two aid workers were killed» near Khan Shaykhun, Idlib governorate, Syria.", ["Khan Shaykhun"]),
    ("Afghan forces «killed three men» in Andar district, Ghazni province.", ["Andar district"]),
    ("On 3 May, in Taiz, «two civilians were killed» by a sniper.", ["Taiz"]),
    ("«Twelve people were killed» in the city of Jos, Nigeria.", ["Jos"]),
    ("A bomb «killed 12 people» in the village of Umm Qarn in northern Syria.", ["Umm Qarn"]),
    ("A shell hit a school in Mosul, «killing 12».", ["Mosul"]),
    ("«Twelve people died» at the Omar mosque in Baghdad.", ["Omar mosque"]),
    ("«Twelve people died» outside the town of Spin Boldak.", ["Spin Boldak"]),
    # several
    ("«Twelve people were killed» in Homs, Hama and Idlib.", ["Homs", "Hama", "Idlib"]),
    ("«Twelve men were detained» in Zabul and Khost provinces.", ["Zabul", "Khost provinces"]),
    # directions are part of the phrase
    ("«Twelve people were killed» in southeastern Iran.", ["southeastern Iran"]),
    ("«Twelve people were killed» in the eastern part of Congo.", ["the eastern part of Congo"]),
    ("«Twelve people were killed» in the south of the country.", ["the south of the country"]),
    # the one named first lies in the one behind "in"
    ("«Twelve people were killed» in Eastern Ghouta in Damascus.", ["Eastern Ghouta"]),
    # what was struck
    ("The shelling of Aleppo «killed 12 people».", ["Aleppo"]),
    ("Air strikes hit Raqqa on Friday, «killing 12».", ["Raqqa"]),
    # neither nationality nor party nor speaker is a place
    ("Israeli troops «killed 12 people» in Jenin.", ["Jenin"]),
    ("The army said in Damascus that «12 people were killed» in Hama.", ["Hama"]),
    ("A spokesman for the Taliban said «12 people were killed» in Kunduz.", ["Kunduz"]),
    ("Two soldiers from Egypt «were killed» in Darfur.", ["Darfur"]),
    ("«Twelve people were killed» in a rebel-held town near Aleppo.", ["Aleppo"]),
]


@pytest.mark.parametrize("report,expected", OWN)
def test_the_place_of_its_own_clause(report: str, expected: list[str]) -> None:
    assert places_of(report) == expected


@pytest.mark.parametrize(
    "report",
    [
        "Israeli troops «killed 12 people».",
        "The Ministry of Defence said «12 soldiers were killed».",
        "Ahmad Baker, a teacher, said «12 people were killed» in May.",
        "«Twelve people were killed», the Baghdad Council said in a statement.",
        "«Twelve people were killed», a doctor told the Kabul Times.",
        "«Twelve people were killed» in March, in fighting with Hezbollah.",
        "Moscow said «12 people were killed».",
        "«Twelve people were killed» at around 08.30 Moscow time.",
    ],
)
def test_no_place_where_none_is(report: str) -> None:
    assert places_of(report) == []


CARRIED = [
    # from the sentence before, and from the lead
    ("Gunmen stormed a market in Maiduguri. «Twelve people were killed».", ["Maiduguri"]),
    (
        "Gunmen stormed a market in Maiduguri.\n\nThe mayor spoke of grief.\n\n«Twelve people were killed».",
        ["Maiduguri"],
    ),
    # a finer place inside the coarse one of the lead
    ("«Twelve people were killed» in Iraq on Friday.\n\nThe blast happened in Kirkuk.", ["Kirkuk"]),
    ("«Twelve people were killed» in Russia on Friday.\n\nThe bombs exploded in Kizlyar, in Dagestan.", ["Kizlyar"]),
    # but not one in another country
    ("«Twelve people were killed» in Iraq on Friday.\n\nIran held a march in Tehran.", ["Iraq"]),
    # its own place wins over the main event's
    ("A bomb exploded in Kirkuk.\n\nIn Basra, «12 people were killed» by gunmen.", ["Basra"]),
    # attacks in many places are not the one named next
    ("Attacks across Iraq «killed 12 people».\n\nIn Kirkuk a bomb exploded.", ["Iraq"]),
    # a running total keeps the wide place
    ("A bomb exploded in Kirkuk, Iraq.\n\n«4,000 people have been killed» since the war began.", ["Iraq"]),
]


@pytest.mark.parametrize("report,expected", CARRIED)
def test_a_place_carried_over(report: str, expected: list[str]) -> None:
    assert places_of(report, value=4000 if "4,000" in report else 12) == expected


def test_the_displaced_may_name_where_they_fled_to() -> None:
    assert places_of("«5,000 people fled» from Homs.", measure="displaced", value=5000) == ["Homs"]
    assert places_of("«5,000 people arrived» to Amran City.", measure="displaced", value=5000) == ["Amran City"]


def test_spans_are_the_words_and_traces_point_to_them() -> None:
    text, sentences, mention = drawn("«Twelve people were killed» in Homs, Hama and Idlib.")
    found, traces = where(text, sentences, mention)
    assert [text.content[p.start : p.end] for p in found] == [p.text for p in found]
    assert [(t.start, t.end) for t in traces] == [(p.start, p.end) for p in found]


def test_a_place_the_gazetteer_lacks_lies_in_what_the_text_names() -> None:
    (place,), _ = where(*drawn("«Twelve people were killed» in Qasr Zubayba village, Idlib governorate, Syria."))
    assert place.text == "Qasr Zubayba village"
    assert place.precision == "admin1"
    assert {c.country for c in place.candidates} == {"SY"}


def test_ambiguity_is_kept_and_the_country_of_the_text_comes_first() -> None:
    (syrian,), _ = where(
        *drawn("Syria is at war. In Syria, a shell fell.\n\n«Twelve people were killed» in Tripoli, Lebanon.")
    )
    assert syrian.candidates[0].country == "LB"
    (open_,), _ = where(*drawn("«Twelve people were killed» in Tripoli."))
    assert {"LY", "LB"} <= {c.country for c in open_.candidates}


def test_candidates_carry_what_contains_them() -> None:
    (place,), _ = where(*drawn("«Twelve people were killed» in Jableh, Syria."))
    best = place.candidates[0]
    assert best.country == "SY"
    assert len(best.within) == 2


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("ABab al-é'’.,\n()"), min_size=1, max_size=60))
def test_any_words_around_a_claim_give_spans_inside_the_text(noise: str) -> None:
    noise = noise.replace("\n", " ")
    text, sentences, mention = drawn(f"In {noise} x «twelve people were killed».")
    found, _ = where(text, sentences, mention)
    for place in found:
        assert place.start is not None
        assert place.end is not None
        assert text.content[place.start : place.end] == place.text
