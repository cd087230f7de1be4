"""What the chain says now: the fold of ledger entries that the verbs plan by.

Nothing here is stored. A :class:`Standing` takes entries in order and remembers which sources are held, what was
read and extracted from them by which code, what was weighed, and what was withheld.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.keep.chain import GENESIS
from reckoning.keep.entries import Checkpoint, Redaction, Release, value_of
from reckoning.types import Decision, Entry, Run, Source


def record_of(source: Source) -> str:
    """The digest of a source with what is known of it: a new sidecar makes a new record of the same bytes."""
    return digest_of(to_plain(source))


@dataclass(frozen=True, slots=True)
class Output:
    """What a run made of one input: by which code and configuration, into which segment."""

    code: str
    config: str
    segment: str


@dataclass(slots=True)
class Standing:
    """The state after the entries taken so far.

    ``work`` is the hash of the last entry that is neither a checkpoint nor a release: two states with the same
    ``work`` show the same. ``derived`` names every segment ever made of a source, ``destroyed`` those that a
    redaction withholds.
    """

    seq: int = 0
    head: str = GENESIS
    work_seq: int = 0
    work: str = GENESIS
    sources: dict[str, Source] = field(default_factory=dict)
    redacted: dict[str, Redaction] = field(default_factory=dict)
    readings: dict[str, Output] = field(default_factory=dict)
    findings: dict[str, Output] = field(default_factory=dict)
    weighings: list[Run] = field(default_factory=list)
    estimates: list[Run] = field(default_factory=list)
    intakes: list[Run] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    release: Release | None = None
    checkpoint: Checkpoint | None = None
    segments: set[str] = field(default_factory=set)
    destroyed: set[str] = field(default_factory=set)
    derived: dict[str, set[str]] = field(default_factory=dict)
    weighed: set[str] = field(default_factory=set)
    _owners: dict[str, str] = field(default_factory=dict)

    def take(self, entries: Iterable[Entry]) -> None:
        """Fold further entries in."""
        for entry in entries:
            self._take(entry)
            self.seq, self.head = entry.seq, entry.hash

    def reading(self, source: Source) -> Output | None:
        """The last reading of a source as it is known now."""
        return self.readings.get(record_of(source))

    def _take(self, entry: Entry) -> None:
        match value_of(entry):
            case Checkpoint() as checkpoint:
                self.checkpoint = checkpoint
                return
            case Release() as release:
                self.release = release
                return
            case Source() as source:
                self.sources[source.digest] = source
                self._owners[record_of(source)] = source.digest
            case Run() as run:
                self._run(run)
            case Redaction() as redaction:
                self._redact(redaction)
            case Decision() as decision:
                self.decisions.append(decision)
        self.work_seq, self.work = entry.seq, entry.hash

    def _run(self, run: Run) -> None:
        self.segments.update(run.outputs)
        self.destroyed.difference_update(run.outputs)
        match run.verb:
            case "read":
                self._pair(self.readings, run)
            case "extract":
                self._pair(self.findings, run)
            case "weigh":
                self.segments.update(run.inputs)
                self.weighed.update(run.outputs)
                self.weighings.append(run)
            case "estimate":
                links = run.inputs[1:]
                self.segments.update(links)
                self.destroyed.difference_update(links)
                self.weighed.update((*links, *run.outputs))
                self.estimates.append(run)
            case "add":
                self.intakes.append(run)

    def _pair(self, outputs: dict[str, Output], run: Run) -> None:
        """Runs of read and extract name one output for each input, in the same order."""
        for made_from, segment in zip(run.inputs, run.outputs, strict=True):
            outputs[made_from] = Output(run.code, run.config, segment)
            if (owner := self._owners.get(made_from)) is not None:
                self._owners[segment] = owner
                self.derived.setdefault(owner, set()).add(segment)

    def _redact(self, redaction: Redaction) -> None:
        self.sources.pop(redaction.digest, None)
        self.redacted[redaction.digest] = redaction
        gone = set(redaction.segments)
        self.segments -= gone
        self.destroyed |= gone
        self.weighed -= gone
        self.derived.pop(redaction.digest, None)
        self.weighings = [run for run in self.weighings if gone.isdisjoint((*run.inputs, *run.outputs))]
        self.estimates = [run for run in self.estimates if gone.isdisjoint((*run.inputs, *run.outputs))]
        for outputs in (self.readings, self.findings):
            for made_from in [key for key, output in outputs.items() if output.segment in gone]:
                del outputs[made_from]
