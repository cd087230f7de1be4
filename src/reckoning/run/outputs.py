"""What runs left in a case, read back: reports, problems, the reckoning; and how new output is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reckoning.codec import to_plain
from reckoning.config import Settings
from reckoning.ids import digest_of
from reckoning.keep import segment
from reckoning.keep.decide import Stood, edges, stand
from reckoning.keep.intake import standing_problems
from reckoning.keep.keeping import Keeping
from reckoning.keep.ruling import problems as decision_problems
from reckoning.keep.ruling import rulings
from reckoning.keep.standing import Standing, record_of
from reckoning.reckoned import Reckoning, Report
from reckoning.run.bench import Done
from reckoning.run.verbs import Verbs, resolve
from reckoning.types import Findings, Problem, Run, Source, Text

UNFINISHED = "unfinished"  # the config of a run that could not do everything: none is ever planned under it


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources by name, then digest: the order of everything that goes over documents."""
    return tuple(sorted(sources, key=lambda source: (source.name, source.digest)))


def runs_of(done: Done) -> list[Run]:
    """The entries about one document done: its reading, unless that existed, and its findings."""
    task, problems = done.task, len(done.problems)
    if done.reading is None or done.findings is None:
        raise ValueError("a document that could not be done is not recorded")
    reading = Run(
        verb="read", code=task.reader, config="", inputs=(record_of(task.source),), outputs=(done.reading,),
        problems=problems,
    )  # fmt: skip
    findings = Run(
        verb="extract", code=task.extractor, config=task.config if done.whole else UNFINISHED, inputs=(done.reading,),
        outputs=(done.findings,), problems=problems,
    )  # fmt: skip
    return [findings] if task.reading is not None else [reading, findings]


def reports(keeping: Keeping, standing: Standing) -> tuple[Report, ...]:
    """Each text with its findings (none where it was not extracted yet), in order of its source."""
    return tuple(
        Report(text=text, findings=findings)
        for _, text, findings, _ in _documents(keeping, standing)
        if text is not None
    )


def loose_problems(keeping: Keeping, standing: Standing) -> tuple[Problem, ...]:
    """The faults that no report carries: of intake and of reading."""
    read = (problem for *_, problems in _documents(keeping, standing) for problem in problems)
    return segment.by_address({*standing_problems(keeping, standing), *read})


def _documents(
    keeping: Keeping, standing: Standing
) -> Iterator[tuple[Source, Text | None, Findings, tuple[Problem, ...]]]:
    for source in in_order(standing.sources.values()):
        reading = standing.reading(source)
        if reading is not None:
            text, problems = keeping.recall(reading.segment, segment.to_reading)
            found = standing.findings.get(reading.segment)
            findings = Findings() if found is None else keeping.recall(found.segment, segment.to_findings)
            yield source, text, findings, problems


def weigh(keeping: Keeping, standing: Standing, verbs: Verbs, settings: Settings) -> Reckoning:
    """The reckoning of all reports: the recorded one if code, settings, decisions and inputs are those of its run."""
    said = _decided(keeping, standing)
    own = [alias.model_dump() for alias in settings.aliases]
    code, config = resolve(verbs.weigh_version)(), digest_of(own, *(to_plain(each) for each in said.values()))
    manifest = segment.from_inputs(_inputs(standing))
    inputs = (keeping.segments.put(manifest),)
    last = standing.weighings[-1] if standing.weighings else None
    if last is not None and (last.code, last.config, last.inputs) == (code, config, inputs):
        return keeping.recall(last.outputs[0], segment.to_reckoning)
    reckoning: Reckoning = resolve(verbs.weigh)(reports(keeping, standing), settings, **said)
    output = keeping.segments.put(segment.from_reckoning(reckoning))
    problems = len(reckoning.problems)
    keeping.record([Run(verb="weigh", code=code, config=config, inputs=inputs, outputs=(output,), problems=problems)])
    return reckoning


def stood(keeping: Keeping, standing: Standing) -> tuple[Stood, ...]:
    """Every live decision as it is today."""
    return stand(standing.decisions, reports(keeping, standing)) if standing.decisions else ()


def _decided(keeping: Keeping, standing: Standing) -> dict[str, tuple[object, ...]]:
    """What people decided, for weighing: what to join and part, which numbers stand, which decisions are lost."""
    now = stood(keeping, standing)
    if not now:
        return {}
    found = {
        "verdicts": edges(now),
        "rulings": rulings(now, reports(keeping, standing)),
        "lost": decision_problems(now),
    }
    return {name: held for name, held in found.items() if held}


def _inputs(standing: Standing) -> Iterator[str]:
    for source in standing.sources.values():
        reading = standing.reading(source)
        if reading is not None:
            yield reading.segment
            if reading.segment in standing.findings:
                yield standing.findings[reading.segment].segment
