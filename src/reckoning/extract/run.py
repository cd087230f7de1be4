"""Text to findings: the gate, the parse, detection, and then one facet after another. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reckoning.extract.gate import may_claim
from reckoning.extract.mention import Mention
from reckoning.extract.parse import READ_KINDS, Sentence, anchor, nth_occurrence, parse_all, sentences_of
from reckoning.extract.toll import Found, detect
from reckoning.ids import digest_of
from reckoning.types import Claim, Findings, Text

VERSION = "toll.en.v1"


def extract(text: Text, *, gate: bool = True) -> Findings:
    """All findings of one reading. ``gate=False`` parses every sentence; the findings are the same."""
    sentences = sentences_of(text)
    readable = [s for s in sentences if s.block in READ_KINDS]
    candidates = [s for s in readable if may_claim(s.text)]
    parse_all(candidates if gate else readable)
    found = [f for s in candidates for f in detect(s)]
    return Findings(claims=_claims(text, found))


def extract_many(texts: Iterable[Text]) -> Iterator[Findings]:
    """Findings of many readings, in order."""
    return (extract(text) for text in texts)


def _claims(text: Text, found: list[Found]) -> tuple[Claim, ...]:
    ordinals: Counter[tuple[str, int]] = Counter()
    claims = []
    for item in found:
        m = item.mention
        where = anchor(text, m.start, m.end)
        claims.append(
            Claim(
                key=_key(text, m, ordinals),
                anchor=where,
                measure=m.measure,
                quantity=m.quantity,
                population=m.population,
                by=VERSION,
                manner=m.manner,
                unit=m.unit,
            )
        )
    return tuple(claims)


def _key(text: Text, mention: Mention, ordinals: Counter[tuple[str, int]]) -> str:
    quote = text.content[mention.start : mention.end]
    nth = nth_occurrence(text, mention.start, quote)
    ordinals[quote, nth] += 1
    return digest_of(text.source, mention.measure, quote, nth, mention.population.text, ordinals[quote, nth] - 1)


def readable(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that are the report's own statements."""
    return [s for s in sentences if s.block in READ_KINDS]
