"""Text to findings: the gate, the parse, detection, and then one facet after another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reckoning.atlas.gazetteer import Gazetteer
from reckoning.extract.alias import find_aliases
from reckoning.extract.antecedent import resolve_populations
from reckoning.extract.claims import VERSION, Dresser
from reckoning.extract.figures import gives_figure
from reckoning.extract.gate import may_claim, may_hold
from reckoning.extract.mention import Found, Mention
from reckoning.extract.merge import merge_repeats
from reckoning.extract.parse import READ_KINDS, Sentence, parse_all, sentences_of
from reckoning.extract.persons import person_row
from reckoning.extract.shapes import goes_on
from reckoning.extract.shares import gives_share
from reckoning.extract.statement import find_statements, stating
from reckoning.extract.toll import detect
from reckoning.extract.wholes import link_stated, link_told
from reckoning.types import Claim, Findings, PersonRow, Problem, Text

__all__ = ["VERSION", "extract", "extract_many"]

LANGUAGES = ("en",)
TOGETHER = 16  # texts whose sentences are parsed in one batch: more gain little and hold more parses in memory
FAR = 8  # wholes at the head of a text, and as many last ones, that a list may sum up
RESUMES = 4  # sentences that may go on from the counts of one, its parts between them
MOST = 0.5  # the share of claiming sentences from which one batch of all is faster than single parses of some
LEAD = 8  # sentences that place and time of most claims are looked for in: parsed in one batch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A text cut into sentences: those that are read, those that may claim, those that may state."""

    text: Text
    sentences: tuple[Sentence, ...]
    readable: tuple[Sentence, ...]
    claiming: tuple[Sentence, ...]
    stating: tuple[Sentence, ...]


def extract(text: Text, *, gate: bool = True, gazetteer: Gazetteer | None = None) -> Findings:
    """All findings of one reading; a text in a language without an extractor gives none, and a Problem.

    ``gate=False`` parses and asks every sentence; the findings are the same. ``gazetteer`` stands for the shipped one.
    """
    return next(extract_many((text,), gate=gate, gazetteer=gazetteer))


def extract_many(texts: Iterable[Text], *, gate: bool = True, gazetteer: Gazetteer | None = None) -> Iterator[Findings]:
    """Findings of many readings, in order; the sentences of some texts at a time are parsed together."""
    waiting = iter(texts)
    while some := tuple(islice(waiting, TOGETHER)):
        opened = [_open(text, gate=gate) if text.language in LANGUAGES else None for text in some]
        parse_all(s for one in opened if one is not None for s in _wanted(one))
        found = [[] if one is None else _found(one) for one in opened]
        parse_all(
            s for one, own in zip(opened, found, strict=True) if one is not None and own for s in one.readable[:LEAD]
        )
        for text, one, own in zip(some, opened, found, strict=True):
            yield _other_language(text) if one is None else _findings(one, own, gazetteer)


def _wanted(one: _Opened) -> tuple[Sentence, ...]:
    """What is parsed together: of a text most of which may claim, everything, since its neighbours are asked too."""
    most = len(one.claiming) >= MOST * len(one.readable)
    return (*(one.readable if most else one.claiming), *one.stating)


def _other_language(text: Text) -> Findings:
    says = f"The text is in {text.language!r}; built in is an extractor for English. Nothing was extracted from it."
    return Findings(problems=(Problem(where=text.name, code="READ-LANGUAGE", says=says),))


def _open(text: Text, *, gate: bool) -> _Opened:
    if gate and not may_hold(text.content):
        return _Opened(text=text, sentences=(), readable=(), claiming=(), stating=())
    sentences = sentences_of(text)
    readable = tuple(s for s in sentences if s.block in READ_KINDS)
    return _Opened(
        text=text,
        sentences=sentences,
        readable=readable,
        claiming=tuple(s for s in readable if not gate or may_claim(s.text)),
        stating=stating(sentences),
    )


def _findings(opened: _Opened, found: list[Found], gazetteer: Gazetteer | None) -> Findings:
    text, sentences = opened.text, opened.sentences
    claims: list[Claim] = []
    if found:
        counted = tuple(f.mention.number for f in found if f.mention.number is not None)
        dresser = Dresser(text=text, sentences=sentences, harmed=counted, gazetteer=gazetteer)
        claims = [dresser.claim(f.mention) for f in found]
    return Findings(
        claims=link_told(merge_repeats(found, link_stated(found, claims))),
        statements=find_statements(text, sentences),
        aliases=find_aliases(text, sentences),
        persons=_persons(text, found, claims),
    )


def _found(opened: _Opened) -> list[Found]:
    """All mentions in order; a sentence that the gate stops is read where it goes on from the counts before it."""
    found: list[Found] = []
    counted: tuple[Mention, ...] = ()
    last = 0
    far: tuple[Mention, ...] = ()
    claiming = {s.index for s in opened.claiming}
    for sentence in opened.readable:
        near = counted if sentence.index - last <= RESUMES else ()
        if sentence.index not in claiming and not (
            (near or far) and (goes_on(sentence) or gives_share(sentence) or gives_figure(sentence))
        ):
            continue
        here = detect(sentence, near, far)
        found += here
        wholes, goes = _wholes(here), any(f.of is not None for f in here)
        last = sentence.index if wholes or goes else last
        far = (*far[:FAR], *far[FAR:][-FAR:], *wholes)
        counted = wholes if wholes and not goes else counted
    mentions = resolve_populations([f.mention for f in found])
    return [replace(f, mention=m) for f, m in zip(found, mentions, strict=True)]


def _wholes(here: tuple[Found, ...]) -> tuple[Mention, ...]:
    """The counted mentions of a sentence that later ones may be parts of: those that are no parts themselves."""
    return tuple(f.mention for f in here if f.mention.number is not None and f.whole is None and f.of is None)


def _persons(text: Text, found: list[Found], claims: list[Claim]) -> tuple[PersonRow, ...]:
    rows = [person_row(text, f.mention, c.time, c.places) for f, c in zip(found, claims, strict=True)]
    return tuple({r.key: r for r in rows if r is not None}.values())
