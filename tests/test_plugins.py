from __future__ import annotations

import dataclasses

import light
import pytest

from reckoning import plugins
from reckoning.case import Case
from reckoning.plugins import Exporter, Extractor, Reader, hookimpl
from reckoning.reckoned import Reckoning
from reckoning.run import weighing
from reckoning.types import Findings, Problem, Statement
from reckoning.weigh.rules import RuleSet


@pytest.fixture
def register():
    """Register a plug-in for one test."""
    registered = []

    def add(plugin, name):
        plugins.manager().register(plugin, name=name)
        registered.append(plugin)

    yield add
    for plugin in registered:
        plugins.manager().unregister(plugin)


def noted(text):
    anchor = light.Anchor(source=text.source, text=text.digest, start=0, end=6, exact=text.content[:6])
    return Findings(statements=(Statement(key=text.source, kind="event", anchor=anchor, by="notes.v1"),))


def failing(_text):
    raise RuntimeError("no network")


class Extracts:
    def __init__(self, *extractors):
        self.extractors = extractors

    @hookimpl
    def register_extractors(self):
        return self.extractors


class Throws:
    @hookimpl
    def register_extractors(self):
        raise RuntimeError("half installed")

    @hookimpl
    def register_readers(self):
        raise RuntimeError("half installed")

    @hookimpl
    def register_exporters(self):
        raise RuntimeError("half installed")


def built(tmp_path, data=None, suffix=".txt"):
    (tmp_path / f"r{suffix}").write_bytes(light.report(31).encode() if data is None else data)
    case = Case.create(tmp_path / "case", verbs=light.VERBS)
    case.add([tmp_path / f"r{suffix}"])
    return case, case.extract()


def test_an_extractors_findings_join_the_built_in_ones(tmp_path, register):
    register(Extracts(Extractor(name="notes.v1", extract=noted)), "notes")
    case, ran = built(tmp_path)
    (report,) = case.reports()
    assert (len(report.findings.claims), len(report.findings.statements), ran.problems) == (1, 1, ())


def test_an_extractor_is_asked_only_for_its_languages(tmp_path, register):
    register(Extracts(Extractor(name="notes.v1", extract=noted, languages=("fr",))), "notes")
    case, _ = built(tmp_path)
    assert case.reports()[0].findings.statements == ()


def test_an_extractor_that_throws_is_a_problem_and_the_run_goes_on(tmp_path, register):
    register(Extracts(Extractor(name="online.v1", extract=failing)), "online")
    case, ran = built(tmp_path)
    assert [(p.where, p.code, p.says) for p in ran.problems] == [
        ("r.txt", "PLUGIN-FAILED", "online.v1: RuntimeError: no network")
    ]
    assert len(case.reports()[0].findings.claims) == 1


def test_a_plug_in_that_cannot_register_is_a_problem_and_the_run_goes_on(tmp_path, register):
    register(Throws(), "broken")
    _, ran = built(tmp_path)
    assert (ran.done, [(p.where, p.code) for p in ran.problems]) == (1, [("plug-in broken", "PLUGIN-FAILED")])
    assert plugins.exporters().problems[0].says == "RuntimeError: half installed"


def test_installing_an_extractor_makes_work(tmp_path, register):
    case, _ = built(tmp_path)
    assert case.extract().done == 0
    register(Extracts(Extractor(name="notes.v1", extract=noted)), "notes")
    assert case.extract().done == 1


@pytest.mark.parametrize(
    "thing, says",
    [
        (Extractor(name="notes", extract=noted), "has no version"),
        (Reader(name="notes.v1", media_types=(), read=noted), "is not a Extractor"),
        (None, "is not a Extractor"),
    ],
)
def test_what_is_badly_registered_is_left_out(register, thing, says):
    register(Extracts(thing), "odd")
    register(Extracts(Extractor(name="good.v1", extract=noted)), "good")
    found = plugins.extractors()
    assert [extractor.name for extractor in found.things] == ["good.v1"]
    assert says in found.problems[0].says


def test_two_of_one_name(register):
    register(Extracts(Extractor(name="a.v1", extract=noted)), "first")
    register(Extracts(Extractor(name="a.v1", extract=noted)), "second")
    assert len(plugins.extractors().things) == 1
    assert "twice" in plugins.extractors().problems[0].says


def test_a_readers_media_type(tmp_path, register):
    @dataclasses.dataclass
    class Reads:
        @hookimpl
        def register_readers(self):
            return [Reader(name="shout.v1", media_types=("text/plain",), read=lambda source, data: None)]

    register(Reads(), "shout")
    case, _ = built(tmp_path)
    assert case._kept.standing().reading(case.sources()[0]).code == "shout.v1"


def test_an_exporter(register):
    class Exports:
        @hookimpl
        def register_exporters(self):
            return [Exporter(name="csv.v1", format="csv", write=lambda reports, reckoning: b"id\n")]

    register(Exports(), "csv")
    (exporter,) = plugins.exporters().things
    assert exporter.write((), Reckoning()) == b"id\n"


def test_a_rule_set_of_a_plug_in_joins_and_changes_the_version(register):
    before = weighing.version()

    class Rules:
        @hookimpl
        def register_rule_sets(self):
            return [RuleSet(name="own.v1", title="Own", source="ourselves", fold=failing)]

    register(Rules(), "own")
    assert weighing.version() == f"{before}+own.v1"


def test_a_rule_set_that_throws_costs_only_itself():
    failures: list[Problem] = []
    guarded = weighing._guard("own.v1", failing, failures)
    assert guarded(None) == ()
    assert [(p.where, p.code) for p in failures] == [("plug-in own.v1", "PLUGIN-FAILED")]


def test_an_entry_point_that_cannot_be_imported(monkeypatch):
    class Entry:
        name = "gone"

        def load(self):
            raise ImportError("No module named gone")

    monkeypatch.setattr(plugins, "_entry_points", lambda: (Entry(),))
    plugins.manager.cache_clear()
    try:
        (problem,) = plugins.extractors().problems
        assert (problem.where, problem.says) == ("plug-in gone", "ImportError: No module named gone")
    finally:
        plugins.manager.cache_clear()
