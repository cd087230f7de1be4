"""From what a reader found to a ``Reading``: one place makes every ``Text``, so that all readers agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reckoning.anchors import quoted
from reckoning.ids import digest_of
from reckoning.problems import CODES
from reckoning.read.blocks import split_blocks
from reckoning.read.facts import Facts, facts_of
from reckoning.read.language import language_of
from reckoning.types import Anchor, Block, OffsetMap, Problem, Source, Text

BLANK = "\ufeff\u200b\u200e\u200f \t\r\n\f\v\u00a0\u2028\u2029"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a source gave: a text, or None and the problem that says why."""

    text: Text | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reader's own part: the content, where it comes from, and what the format says beside it."""

    content: str
    offsets: OffsetMap
    marks: Sequence[Block] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    problems: tuple[Problem, ...] = field(default=())


def fault(source: Source, code: str, says: str = "") -> Problem:
    """A problem of this source; without words of its own it says the code's sentence."""
    return Problem(where=source.name, code=code, says=says or CODES[code])


def unread(source: Source, code: str, says: str = "") -> Reading:
    """A reading that gave no text."""
    return Reading(text=None, problems=(fault(source, code, says),))


def compose(source: Source, reader: str, draft: Draft) -> Reading:
    """The Text of a draft. What the user gave (``source``) wins over the format's data, that over the prose."""
    if not draft.content.strip(BLANK):
        return Reading(text=None, problems=(*draft.problems, fault(source, "READ-EMPTY")))
    digest = digest_of(source.digest, reader, draft.content)
    blocks = split_blocks(draft.content, draft.marks)
    facts = facts_of(draft.content, blocks, given=source.published or draft.published)
    text = Text(
        source=source.digest,
        reader=reader,
        digest=digest,
        name=source.name,
        content=draft.content,
        language=draft.language or language_of(draft.content),
        title=source.title or draft.title or facts.title,
        byline=facts.byline,
        dateline=facts.dateline,
        published=facts.published,
        published_anchor=_anchor(source.digest, digest, draft.content, facts),
        publisher=source.publisher or draft.publisher,
        author=source.author or draft.author or facts.byline,
        url=source.url or draft.url,
        blocks=blocks,
        offsets=draft.offsets,
    )
    return Reading(text=text, problems=(*draft.problems, *_undated(source, text)))


def _undated(source: Source, text: Text) -> tuple[Problem, ...]:
    published = text.published
    if published is not None and published.start == published.end:
        return ()
    if published is None:
        return (fault(source, "READ-NO-DATE"),)
    says = f"No publication date was found; “{published.text}” in the text only says that it is no earlier."
    return (Problem(where=source.name, code="READ-NO-DATE", says=says, anchor=text.published_anchor),)


def _anchor(source: str, digest: str, content: str, facts: Facts) -> Anchor | None:
    if facts.published_at is None:
        return None
    start, end = facts.published_at
    return quoted(content, start, end, source=source, text=digest)
