"""Nobody was harmed: "no casualties", "no one was killed". Zero is a claim; silence is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.harm import verbs
from reckoning.extract.mention import Mention
from reckoning.extract.people import population_from
from reckoning.types import Measure, Quantity

if TYPE_CHECKING:
    from reckoning.extract.parse import Sentence

NOUN = r"(?:casualt(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|arrests?|victims?)"
PATTERN = re.compile(
    rf"\b(?:no|zero|without(?:\s+any)?)\s+(?:[a-z-]+\s+){{0,2}}?(?P<one>{NOUN})"
    rf"(?:\s*(?:,|or|and|nor)\s*(?:[a-z-]+\s+)?(?P<two>{NOUN}))?",
    re.IGNORECASE,
)
SILENCE = re.compile(
    r"\b(?:no|without)\s+(?:\w+\s+){0,3}"
    r"(?:reports?|word|information|details?|news|confirmation|indication|evidence|sign)\b",
    re.IGNORECASE,
)
CIVILIAN = re.compile(r"(?:\w+ ){1,5}?(?:amongs?t? |to |by |of )?(?:the )?civilians?\b", re.IGNORECASE)
EMPTY = re.compile(r"\b(?:more|further|additional|other|longer|mention|doubt)\b", re.IGNORECASE)


def zero_mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Zero claims that a noun carries; "no one was killed" is a matter of the frames."""
    if SILENCE.search(sentence.text):
        return ()
    matches = [m for m in PATTERN.finditer(sentence.text) if not EMPTY.search(m.group())]
    return tuple(_mention(sentence, m) for m in matches)


def _mention(sentence: Sentence, match: re.Match[str]) -> Mention:
    measures = {_measure(match[g]) for g in ("one", "two") if match[g]}
    trigger = next(t for t in sentence.doc if sentence.finish(t) > sentence.start + match.start("one"))
    start, end = sentence.start + match.start(), sentence.start + match.end()
    return Mention(
        sentence=sentence,
        start=start,
        end=end,
        measure=measures.pop() if len(measures) == 1 else "casualties",
        quantity=Quantity(
            low=0, high=0, value=0, bound="exact", as_written=sentence.text[match.start() : match.start() + 2]
        ),
        population=population_from("civilians" if CIVILIAN.match(sentence.text, match.start()) else "people"),
        trigger=trigger.i,
        victim=trigger.i,
        number=(start, start + 2),
        rule="zero",
    )


def _measure(noun: str) -> Measure:
    return next(m for stem, m in verbs("zero_nouns").items() if noun.lower().startswith(stem))
