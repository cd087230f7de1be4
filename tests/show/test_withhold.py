"""The names policy: victims' names go, everything else stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import DOSSIER, PERSON, REPORTS, T1

from reckoning.reckoned import Report
from reckoning.show.site import render
from reckoning.show.whereabouts import document_id
from reckoning.show.withhold import WITHHELD, veil
from reckoning.types import AttributionLink, Findings


@pytest.mark.parametrize("policy, instead", [("full", "Ilan Verrow"), ("initials", "I. V."), ("none", WITHHELD)])
def test_a_name_is_shown_as_the_policy_says(policy, instead):
    cover = veil(replace(DOSSIER, names_policy=policy))
    assert cover.over("the teacher Ilan  Verrow, 40".replace("  ", " ")) == f"the teacher {instead}, 40"


def test_no_byte_of_a_withheld_release_holds_the_name():
    for policy in ("initials", "none"):
        for path, data in render(replace(DOSSIER, names_policy=policy)).items():
            assert b"Verrow" not in data, path
            assert b"Ilan" not in data, path
    assert any(b"Verrow" in data for data in render(DOSSIER).values())


def test_a_single_word_goes_only_where_the_person_is_named():
    cover = veil(replace(DOSSIER, names_policy="none"))
    assert cover.over("Verrow fell", document_id(T1)) == f"{WITHHELD} fell"
    assert cover.over("Verrow fell", document_id(REPORTS[1].text)) == "Verrow fell"


def test_part_of_a_long_name_goes_everywhere_and_line_breaks_do_not_help():
    person = replace(PERSON, name="Ilan Abu Verrow")
    dossier = replace(DOSSIER, names_policy="none", reports=(Report(text=T1, findings=Findings(persons=(person,))),))
    assert veil(dossier).over("said Abu\nVerrow; Ilan\u00a0Abu too") == f"said {WITHHELD}; {WITHHELD} too"


def test_a_word_that_names_a_speaker_stays():
    speaker = AttributionLink(name="Sela Verrow", text="Sela Verrow", role="origin")
    claims = tuple(replace(c, attribution=(speaker,)) for c in REPORTS[0].findings.claims)
    dossier = replace(
        DOSSIER, names_policy="none", reports=(Report(text=T1, findings=Findings(claims=claims, persons=(PERSON,))),)
    )
    assert veil(dossier).over("Verrow said", document_id(T1)) == "Verrow said"


def test_names_inside_words_stay():
    person = replace(PERSON, name="Al Bar")
    dossier = replace(DOSSIER, names_policy="none", reports=(Report(text=T1, findings=Findings(persons=(person,))),))
    assert veil(dossier).over("Global Barter, Al Bar") == f"Global Barter, {WITHHELD}"
