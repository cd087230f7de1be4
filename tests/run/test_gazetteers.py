"""Users' own gazetteers and the language of a text, from the settings and the command line to the claims."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from reckoning import plugins
from reckoning.atlas.gazetteer_load import beside_shipped
from reckoning.case import Case
from reckoning.cli import reckon
from reckoning.config import Settings
from reckoning.extract.run import extract
from reckoning.ids import digest
from reckoning.plugins import Extractor, hookimpl
from reckoning.problems import ReckoningError
from reckoning.read.language import undecided
from reckoning.read.reader import read
from reckoning.run.bench import Bench
from reckoning.run.plan import Task
from reckoning.run.verbs import BUILT_IN
from reckoning.types import Findings, Source

STORY = "Eleven farmers were killed in Qasmuna on Monday, the health office said.\n"
FRENCH = "Onze personnes ont été tuées dans le village par des hommes armés, selon le maire de la ville.\n"


def geonames_row(ident: str, name: str, lat: str, lon: str, people: str = "900") -> str:
    cells = [ident, name, name, "", lat, lon, "P", "PPL", "SY", "", "01", "02", "", "", people, "", "", "Asia/Damascus"]
    return "\t".join([*cells, "2020-01-01"])


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "villages.txt"
    file.write_text(geonames_row("990001", "Qasmuna", "35.5", "36.5") + "\n")
    return file


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "bounds.csv"
    file.write_text("ADM1_PCODE,ADM1_EN,ADM2_PCODE,ADM2_EN,lat,lon\nSY01,North,SY0101,Qasmuna,33.1,44.1\n")
    return file


def text_of(content: str, name: str = "report.txt"):
    data = content.encode()
    return read(Source(digest=digest(data), name=name, media_type="text/plain", size=len(data)), data).text


def ids(findings: Findings) -> list[str]:
    return [candidate.id for claim in findings.claims for place in claim.places for candidate in place.candidates]


def test_a_village_that_only_the_user_knows_is_found(own):
    assert ids(extract(text_of(STORY))) == []
    assert ids(extract(text_of(STORY), gazetteer=beside_shipped((own,)))) == ["gn:990001"]


def test_the_first_list_is_asked_first_and_the_shipped_one_stays(own, table):
    assert [c.id for c in beside_shipped((table, own)).lookup("Qasmuna")][:1] == ["pcode:SY0101"]
    assert beside_shipped((own, table)).lookup("Damascus")
    assert {c.id for c in beside_shipped((own, table)).lookup("Qasmuna")} == {"gn:990001", "pcode:SY0101"}


def test_without_lists_nothing_is_loaded():
    assert beside_shipped(()) is None


def test_what_is_no_gazetteer_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("not a table\n")
    with pytest.raises(ReckoningError, match="no GeoNames dump"):
        beside_shipped((tmp_path / "notes.txt",))
    with pytest.raises(ReckoningError, match="could not be read"):
        beside_shipped((tmp_path / "absent.txt",))


def test_a_case_reads_with_the_lists_of_its_settings(tmp_path, own):
    (tmp_path / "report.txt").write_text(STORY)
    case = Case.create(tmp_path / "case")
    case.add([tmp_path / "report.txt"])
    case.extract()
    assert [ids(report.findings) for report in case.reports()] == [[]]
    (tmp_path / "case" / "reckoning.toml").write_text('gazetteers = ["../villages.txt"]\n')
    again = Case.open(tmp_path / "case")
    assert again.extract().done == 1
    assert [ids(report.findings) for report in again.reports()] == [["gn:990001"]]
    assert again.extract().done == 0


def test_the_command_takes_lists(tmp_path, own):
    (tmp_path / "report.txt").write_text(STORY)
    done = CliRunner().invoke(reckon, ["claims", str(tmp_path / "report.txt"), "--gazetteer", str(own)])
    assert done.exit_code == 0, done.output
    assert [place["id"] for place in json.loads(done.stdout.splitlines()[0])["places"]] == ["gn:990001"]


def test_the_command_refuses_a_list_that_is_none(tmp_path):
    (tmp_path / "report.txt").write_text(STORY)
    done = CliRunner().invoke(reckon, ["claims", str(tmp_path / "report.txt"), "--gazetteer", str(tmp_path / "no.txt")])
    assert done.exit_code == 2
    assert "could not be read" in done.stderr


def test_another_language_gives_a_problem_and_no_claims():
    text = text_of(FRENCH)
    found = extract(text)
    assert text.language == "fr"
    assert [problem.code for problem in found.problems] == ["READ-LANGUAGE"]
    assert found == Findings(problems=found.problems)


def bench_findings(folder, content: str, settings: Settings) -> Findings:
    data = content.encode()
    source = Source(digest=digest(data), name="report.txt", media_type="text/plain", size=len(data))
    bench = Bench(folder, BUILT_IN, settings)
    bench._blobs.put(data)
    done = bench.perform(Task(source=source, reader="text.v1", extractor="x", config=""))
    return Findings(problems=done.problems)


def test_the_setting_says_the_language_of_a_text_whose_words_speak_for_none(tmp_path):
    names = "Qasmuna, Belcor, Dastun\n"
    assert undecided(names)
    assert not undecided(STORY)
    codes = [
        {problem.code for problem in bench_findings(tmp_path, names, Settings(language=language)).problems}
        for language in ("en", "fr")
    ]
    assert ["READ-LANGUAGE" in each for each in codes] == [False, True]


def test_a_plugin_for_the_language_takes_the_problem_away(tmp_path):
    class French:
        @hookimpl
        def register_extractors(self):
            return [Extractor(name="french.v1", extract=lambda text: Findings(), languages=("fr",))]

    plugin = French()
    plugins.manager().register(plugin)
    try:
        found = bench_findings(tmp_path, FRENCH, Settings())
    finally:
        plugins.manager().unregister(plugin)
    assert "READ-LANGUAGE" not in {problem.code for problem in found.problems}
