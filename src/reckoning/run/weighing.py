"""Weighing with what a case says: its own sources, and the rule sets of plug-ins beside the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from reckoning import plugins
from reckoning.config import Settings, SourceAlias
from reckoning.ids import digest as digest_bytes
from reckoning.ids import digest_of, short
from reckoning.reckoned import Reckoning, Report, Ruling
from reckoning.types import Problem, Toll
from reckoning.weigh.docket import Docket
from reckoning.weigh.incident import Verdict
from reckoning.weigh.rules import BUILTIN_RULE_SETS, RuleSet
from reckoning.weigh.run import WeighSettings
from reckoning.weigh.run import weigh as weigh_reports
from reckoning.weigh.source import CanonicalSource


def weigh(
    reports: Sequence[Report],
    settings: Settings,
    verdicts: tuple[Verdict, ...] = (),
    rulings: tuple[Ruling, ...] = (),
    lost: tuple[Problem, ...] = (),
) -> Reckoning:
    """The reckoning of reports under a case's settings; a plug-in's rule set that throws gives PLUGIN-FAILED.

    ``verdicts`` and ``rulings`` are what people decided, ``lost`` the decisions that no longer hold.
    """
    further = plugins.registered("register_rule_sets", RuleSet)
    failures: list[Problem] = list(further.problems)
    rule_sets = (*BUILTIN_RULE_SETS, *(_guarded(rule_set, failures) for rule_set in further.things))
    own = WeighSettings(sources=tuple(_source(alias) for alias in settings.aliases), verdicts=verdicts, rulings=rulings)
    reckoning = weigh_reports(reports, settings=own, rule_sets=rule_sets)
    return replace(reckoning, problems=(*reckoning.problems, *lost, *dict.fromkeys(failures)))


def version() -> str:
    """What a reckoning is made by: the code of weighing, by digest, and the rule sets of plug-ins.

    Weighing has no single version that someone raises by hand; its files, data included, say when it changed.
    """
    further = plugins.registered("register_rule_sets", RuleSet).things
    code = short(digest_of(*_files(files("reckoning.weigh"), "")))
    return "+".join((f"weigh.{code}", *(rule_set.name for rule_set in further)))


def _files(folder: Traversable, path: str) -> list[list[str]]:
    """Name and digest of every source and data file below a package, sorted by name."""
    found: list[list[str]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{path}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            found += _files(item, name)
        elif item.name.endswith((".py", ".toml", ".json")):
            found.append([name, digest_bytes(item.read_bytes())])
    return found


def _guarded(rule_set: RuleSet, failures: list[Problem]) -> RuleSet:
    return replace(rule_set, fold=_guard(rule_set.name, rule_set.fold, failures))


def _guard(
    name: str, fold: Callable[[Docket], tuple[Toll, ...]], failures: list[Problem]
) -> Callable[[Docket], tuple[Toll, ...]]:
    def guarded(docket: Docket) -> tuple[Toll, ...]:
        try:
            return fold(docket)
        except Exception as error:  # noqa: BLE001 a plug-in may raise anything
            failures.append(plugins.failed(name, error))
            return ()

    return guarded


def _source(alias: SourceAlias) -> CanonicalSource:
    return CanonicalSource(
        id=f"case:{short(digest_of(alias.name))}",
        name=alias.name,
        kind=alias.kind,
        aliases=alias.also,
        heads=alias.heads,
        party=alias.party,
    )
