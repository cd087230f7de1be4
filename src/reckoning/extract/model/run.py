"""One report read by a model: asked stretch by stretch, verified, dressed by the rules, compared with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reckoning.config import ModelSettings
from reckoning.extract.claims import Dresser
from reckoning.extract.model import NAME
from reckoning.extract.model.answer import AnswerError, Pointed, pointed
from reckoning.extract.model.calls import ModelCallError, ask
from reckoning.extract.model.compare import differences, dressed, link, only_model, only_rules, same_words
from reckoning.extract.model.request import body, stretches
from reckoning.extract.model.verify import Borne, UnsupportedError, verify
from reckoning.extract.parse import sentences_of
from reckoning.types import Claim, Findings, ModelCall, Problem, Text


@dataclass(slots=True)
class _Reading:
    """What has come of one report so far."""

    text: Text
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    calls: list[ModelCall] = field(default_factory=list)
    agreed: set[str] = field(default_factory=set)

    def problem(self, code: str, says: str) -> None:
        self.problems.append(Problem(where=self.text.name, code=code, says=says))


def extract(text: Text, beside: Findings, *, settings: ModelSettings) -> Findings:
    """The claims that only the model has, its calls, and a Problem for all that differs or does not stand there.

    ``beside`` is what the rules found, which none of it touches. An endpoint that fails gives a Problem and no claims.
    """
    reading = _Reading(text)
    ours = beside.claims
    sentences = sentences_of(text)
    dresser = Dresser(text=text, sentences=sentences)
    for start, end in stretches(text):
        for said in _asked(reading, settings, start, end):
            try:
                borne = verify(text, sentences, (start, end), said)
            except UnsupportedError as error:
                says = f"The model's claim on {said.quote[:120]!r} was left out: {error}."
                reading.problem("MODEL-UNSUPPORTED", says)
                continue
            _weighed(reading, ours, dresser.claim(borne.mention), said, borne)
    if reading.calls:
        reading.problems += only_rules(ours, reading.agreed, text.name)
    return Findings(
        claims=tuple(reading.claims), problems=tuple(dict.fromkeys(reading.problems)), calls=tuple(reading.calls)
    )


def _asked(reading: _Reading, settings: ModelSettings, start: int, end: int) -> Iterator[Pointed]:
    """What the model points at in one stretch; a call that fails, or an answer that is none, becomes a Problem."""
    try:
        call = ask(settings, body(settings.name, reading.text, start, end))
    except ModelCallError as error:
        reading.problem("MODEL-FAILED", f"The model was not asked about a stretch of the report: {error}")
        return
    reading.calls.append(call)
    for item in pointed(call.answer):
        if isinstance(item, AnswerError):
            reading.problem("MODEL-ANSWER", str(item))
        else:
            yield item


def _weighed(reading: _Reading, ours: tuple[Claim, ...], claim: Claim, said: Pointed, borne: Borne) -> None:
    """A claim that the rules have too is compared with theirs; another is kept, marked, and listed for review."""
    twin = next((c for c in ours if same_words(c, claim)), None)
    if twin is not None:
        reading.agreed.add(twin.key)
        reading.problems += differences(twin, said, reading.text.name)
        return
    source = None if borne.source is None or said.source is None else link(said.source, borne.source)
    kept = dressed(claim, said.stance, source, NAME)
    if not any(same_words(kept, other) for other in reading.claims):
        reading.claims.append(kept)
        reading.problems.append(only_model(kept, reading.text.name))
