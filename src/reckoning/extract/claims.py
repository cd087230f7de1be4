"""A mention becomes a claim: every facet asked in turn, each with the words that gave it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reckoning.anchors import anchor
from reckoning.atlas.gazetteer import Gazetteer
from reckoning.extract.antecedent import held
from reckoning.extract.blame import perpetrators
from reckoning.extract.cause import cause_of
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence, nth_occurrence
from reckoning.extract.when import cumulative, when
from reckoning.extract.where import where
from reckoning.extract.who import Survey, attribute, led, survey
from reckoning.ids import digest_of
from reckoning.types import AttributionLink, Claim, Text, Trace

VERSION = "toll.en.v1"


@dataclass(slots=True)
class Dresser:
    """Claims of one text, in order: what is surveyed once for the text, and how often each quote has come."""

    text: Text
    sentences: tuple[Sentence, ...]
    seen: Survey = field(init=False)
    harmed: tuple[tuple[int, int], ...] = ()
    gazetteer: Gazetteer | None = None
    ordinals: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.seen = survey(self.text, self.sentences)

    def claim(self, mention: Mention) -> Claim:
        """The claim of a mention with all its facets."""
        text, sentences = self.text, self.sentences
        said = attribute(text, sentences, mention, self.seen)
        links = speakers(said.links, self.harmed)
        blamed, blame_traces = perpetrators(text, sentences, mention, self.seen)
        time, time_traces = when(text, sentences, mention)
        running, running_traces = cumulative(text, sentences, mention)
        places, place_traces = where(text, sentences, mention, self.gazetteer, total=running)
        cause, cause_traces = cause_of(sentences, mention, blamed)
        mention = held(mention, cause)
        return Claim(
            key=self._key(mention),
            anchor=anchor(text, mention.start, mention.end),
            measure=mention.measure,
            quantity=mention.quantity,
            population=mention.population,
            by=VERSION,
            manner=mention.manner,
            unit=mention.unit,
            attribution=links,
            stance=said.stance,
            perpetrators=blamed,
            places=places,
            time=time,
            cumulative=running,
            cause=cause,
            confidence=confidence(mention),
            remarks=said.remarks,
            traces=(
                *_own(mention),
                *said.traces,
                *blame_traces,
                *time_traces,
                *running_traces,
                *place_traces,
                *cause_traces,
            ),
        )

    def _key(self, mention: Mention) -> str:
        quote = self.text.content[mention.start : mention.end]
        nth = nth_occurrence(self.text, mention.start, quote)
        self.ordinals[quote, nth] += 1
        return digest_of(
            self.text.source, mention.measure, quote, nth, mention.population.text, self.ordinals[quote, nth] - 1
        )


def speakers(links: tuple[AttributionLink, ...], harmed: tuple[tuple[int, int], ...]) -> tuple[AttributionLink, ...]:
    """The chain without those who are counted among the harmed: the dead say nothing."""
    return led(tuple(link for link in links if not _is_harmed(link, harmed)))


def _is_harmed(link: AttributionLink, harmed: tuple[tuple[int, int], ...]) -> bool:
    """Whether a speaker's words hold the number of a counted group."""
    if link.start is None or link.end is None:
        return False
    return any(link.start <= start and end <= link.end for start, end in harmed)


def _own(mention: Mention) -> tuple[Trace, ...]:
    """What detection saw: the word of harm, the number, the harmed."""
    sentence = mention.sentence
    found = []
    if mention.trigger is not None:
        found.append(Trace(facet="measure", rule=mention.rule, **_span(sentence, mention.trigger)))
    if mention.number is not None:
        found.append(
            Trace(facet="quantity", rule=mention.quantity.bound, start=mention.number[0], end=mention.number[1])
        )
    if mention.victim is not None:
        found.append(Trace(facet="population", rule="head", **_span(sentence, mention.victim)))
    return tuple(found)


def _span(sentence: Sentence, index: int) -> dict[str, int]:
    token = sentence.doc[index]
    return {"start": sentence.begin(token), "end": sentence.finish(token)}


def confidence(mention: Mention) -> float:
    """How sure the reading is, by the rule that made it: a counted head of a plain verb most, word order least."""
    if mention.rule.startswith(("order", "of which")):
        return 0.6
    if mention.number is None:
        return 0.7 if mention.quantity.value is not None else 0.6
    return 0.9
