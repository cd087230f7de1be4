"""Names to places: spellings that meet, order, containment, and gazetteers of users' own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.atlas.gazetteer import shipped
from reckoning.atlas.gazetteer_load import geonames, ocha
from reckoning.atlas.gazetteer_names import bare_key, plain_key, skeleton
from reckoning.problems import ReckoningError
from reckoning.types import Candidate


def best(name: str, hint: str | None = None) -> Candidate:
    return shipped().lookup(name, hint)[0]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Aleppo", "Halab"),
        ("Raqqa", "al-Raqqa", "Ar Raqqah", "ar-Raqqah"),
        ("Deir Ezzor", "Deir ez-Zor", "Dayr az-Zawr"),
        ("Kharkiv", "Kharkov"),
        ("Sanaa", "Sana'a", "Sana’a"),
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("El Fasher", "al-Fashir"),
    ],
)
def test_spellings_of_one_place_meet(spellings: tuple[str, ...]) -> None:
    found = [{c.id for c in shipped().lookup(name)} for name in spellings]
    assert set.intersection(*found)


@pytest.mark.parametrize(
    "name,country,precision",
    [
        ("Syria", "SY", "country"),
        ("the Democratic Republic of the Congo", "CD", "country"),
        ("UK", "GB", "country"),
        ("Georgia", "GE", "country"),
        ("Florida", "US", "admin1"),
        ("Idlib province", "SY", "admin1"),
        ("Andar district", "AF", "admin1"),
        ("Tartus Governorate", "SY", "admin1"),
        ("Aleppo", "SY", "exact"),
        ("Darfur", "SD", "region"),
        ("the city of Jos", "NG", "exact"),
    ],
)
def test_the_first_candidate_is_what_a_name_most_likely_means(name: str, country: str, precision: str) -> None:
    assert (best(name).country, best(name).precision) == (country, precision)


def test_a_country_hint_goes_before_size_but_drops_nothing() -> None:
    plain, hinted = shipped().lookup("Tripoli"), shipped().lookup("Tripoli", "LB")
    assert plain[0].country == "LY"
    assert hinted[0].country == "LB"
    assert {c.id for c in plain} == {c.id for c in hinted}


def test_containment_leads_to_the_country() -> None:
    town = best("Jableh")
    names = {c.id: c.name for name in ("Latakia Governorate", "Syria") for c in shipped().lookup(name)}
    assert [names[one] for one in town.within] == ["Latakia", "Syria"]


def test_what_is_no_place_is_not_found() -> None:
    assert shipped().lookup("Zzyqqxv") == ()
    assert shipped().lookup("") == ()
    assert shipped().lookup("...") == ()


def test_a_skeleton_speaks_only_inside_the_country() -> None:
    assert any(c.name == "Jablah" for c in shipped().lookup("Jebeleeh", "SY"))
    assert all(c.country == "SY" for c in shipped().lookup("Jebeleeh", "SY"))
    assert shipped().lookup("Jebeleeh") == () or len(shipped().lookup("Jebeleeh")) <= 3


def test_keys() -> None:
    assert plain_key("Dayr az-Zawr") == "dayr az zawr"
    assert plain_key("Sana‘a’") == plain_key("Sanaa")
    assert plain_key("U.S.") == "us"
    assert bare_key("ar raqqah") == "raqqa"
    assert skeleton("muzayraa") == skeleton("muzeira") != ""
    assert skeleton("ab") == ""


@given(st.text(max_size=40))
def test_any_name_gives_places_on_the_globe(name: str) -> None:
    for candidate in shipped().lookup(name):
        assert -90 <= candidate.lat <= 90
        assert -180 <= candidate.lon <= 180
        assert len(candidate.country) == 2


@given(st.text(max_size=40))
def test_a_key_of_a_key_is_itself(name: str) -> None:
    assert plain_key(plain_key(name)) == plain_key(name)


def row(
    ident: int, name: str, kind: str, code: str, admin: tuple[str, str], *, people: int = 0, others: str = ""
) -> str:
    cells = [
        str(ident),
        name,
        name,
        others,
        "15.5",
        "44.2",
        kind,
        code,
        "YE",
        "",
        *admin,
        "",
        "",
        str(people),
        "",
        "0",
        "Asia/Aden",
        "2024-01-01",
    ]
    return "\t".join(cells)


def test_a_geonames_dump_gives_villages_with_their_containers(tmp_path: Path) -> None:
    dump = tmp_path / "YE.txt"
    lines = [
        row(69543, "Yemen", "A", "PCLI", ("00", "")),
        row(1, "Sand Province", "A", "ADM1", ("07", "")),
        row(2, "Inner Sand", "A", "ADM2", ("07", "071")),
        row(3, "Beit Zubayba", "P", "PPL", ("07", "071"), people=40, others="Bayt Zubaybah,بيت"),
        row(4, "Wadi Zubayba", "H", "WAD", ("07", "071")),
    ]
    dump.write_text("\n".join(lines), "utf-8")
    atlas = geonames(dump)
    (village,) = atlas.lookup("Bayt Zubaybah")
    assert village.name == "Beit Zubayba"
    assert village.within[:2] == ("gn:2", "gn:1")
    assert atlas.lookup("Wadi Zubayba") == ()
    both = atlas.chain(shipped())
    assert both.lookup("Beit Zubayba")[0].id == "gn:3"
    assert both.lookup("Aleppo")[0].country == "SY"


def test_an_ocha_table_gives_every_level_once(tmp_path: Path) -> None:
    table = tmp_path / "yem_admin.csv"
    table.write_text(
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,lat,lon\n"
        "Yemen,YE,Sandland,YE90,Upper Dune,كثيب,YE9001,15.1,44.1\n"
        "Yemen,YE,Sandland,YE90,Lower Dune,,YE9002,15.2,44.3\n",
        "utf-8",
    )
    atlas = ocha(table)
    (dune,) = atlas.lookup("Lower Dune")
    assert (dune.id, dune.lat, dune.precision) == ("pcode:YE9002", 15.2, "admin2")
    assert dune.within == ("pcode:YE90", "pcode:YE")
    (above,) = atlas.lookup("Sandland governorate")
    assert above.precision == "unresolved"  # the table says nothing of where its middle lies


@pytest.mark.parametrize("load", [geonames, ocha])
def test_a_wrong_file_says_what_to_do(tmp_path: Path, load: object) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ReckoningError, match="needs"):
        load(wrong)  # type: ignore[operator]
    with pytest.raises(ReckoningError, match="could not be read"):
        load(tmp_path / "absent.txt")  # type: ignore[operator]
