"""Text to findings: the gate, the parse, detection, and then one facet after another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reckoning.extract.alias import find_aliases
from reckoning.extract.antecedent import resolve_populations
from reckoning.extract.claims import VERSION, Dresser
from reckoning.extract.gate import may_claim
from reckoning.extract.mention import Mention
from reckoning.extract.merge import merge_repeats
from reckoning.extract.parse import READ_KINDS, Sentence, parse_all, sentences_of
from reckoning.extract.persons import person_row
from reckoning.extract.statement import find_statements, stating
from reckoning.extract.toll import Found, detect
from reckoning.extract.wholes import link_wholes
from reckoning.types import Claim, Findings, PersonRow, Text

__all__ = ["VERSION", "extract", "extract_many"]

LEAD = 8  # sentences that place and time of most claims are looked for in: parsed in one batch


def extract(text: Text, *, gate: bool = True) -> Findings:
    """All findings of one reading. ``gate=False`` parses every sentence; the findings are the same."""
    sentences = sentences_of(text)
    readable = tuple(s for s in sentences if s.block in READ_KINDS)
    candidates = [s for s in readable if not gate or may_claim(s.text)]
    parse_all((*candidates, *stating(sentences)))
    found = _found(candidates)
    if found:
        parse_all(readable[:LEAD])
    counted = tuple(f.mention.number for f in found if f.mention.number is not None)
    dresser = Dresser(text=text, sentences=sentences, harmed=counted)
    claims = [dresser.claim(f.mention) for f in found]
    return Findings(
        claims=merge_repeats(found, link_wholes(found, claims)),
        statements=find_statements(text, sentences),
        aliases=find_aliases(text, sentences),
        persons=_persons(text, found, claims),
    )


def extract_many(texts: Iterable[Text]) -> Iterator[Findings]:
    """Findings of many readings, in order."""
    return (extract(text) for text in texts)


def _found(candidates: list[Sentence]) -> list[Found]:
    found: list[Found] = []
    last: tuple[Mention, ...] = ()
    for sentence in candidates:
        near = last if last and sentence.index - last[0].sentence.index == 1 else ()
        here = detect(sentence, near)
        found += here
        last = tuple(f.mention for f in here)
    mentions = resolve_populations([f.mention for f in found])
    return [replace(f, mention=m) for f, m in zip(found, mentions, strict=True)]


def _persons(text: Text, found: list[Found], claims: list[Claim]) -> tuple[PersonRow, ...]:
    rows = [person_row(text, f.mention, c.time, c.places) for f, c in zip(found, claims, strict=True)]
    return tuple({r.key: r for r in rows if r is not None}.values())
