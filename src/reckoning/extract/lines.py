"""Sources that stand in the layout: "Source: X" under an item, "(X)" behind a sentence, "13.31 Name:" of an entry."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reckoning.extract.voice import kind_of, vocabulary

if TYPE_CHECKING:
    from reckoning.extract.mention import Mention
    from reckoning.types import Text

Span = tuple[int, int]
SOURCES = re.compile(r"(?:^|(?<=[\s(\[]))Sources?\s*:\s*([^\n]{2,200}?)[.)\]]*[ \t]*(?=\n|$)", re.MULTILINE)
BRACKET = re.compile(r"(?<=[a-z0-9,\"”’'])\s+[(\[]([A-Z][^()\[\]\n]{1,50}?)(?:,\s+[^()\[\]\n]{1,30})?[)\]]\s*[.]?\s*$")
# The speaker of an entry: a name or office before a colon and an opening quote, behind a clock time if there is one.
ENTRY = re.compile(r"^\W*(?:\d{1,2}[.:]\d\d\W+)?([A-Z][^:;.!?\n“\"]{1,60})(?<!\d):\s*[“\"]")
LINKS = frozenset({"of", "the", "for", "and", "in"})
KNOWN = ("un", "monitor", "ngo", "media", "state", "medical", "belligerent")
LAST = 400  # characters behind a claim in which the line with its source may begin


def listed_source(text: Text, mention: Mention) -> tuple[Span, str] | None:
    """The source that layout alone gives a mention, with the rule; None where there is none."""
    return _in_bracket(mention) or _below(text, mention)


def _in_bracket(mention: Mention) -> tuple[Span, str] | None:
    """As in "killed 12 people (SNHR)." at the end; no acronym of a name before it, no credit of a picture."""
    sentence = mention.sentence
    match = BRACKET.search(sentence.text)
    if match is None or sentence.start + match.start() < mention.end - 1 or kind_of(match.group(1)) not in KNOWN:
        return None
    before = sentence.text[: match.start()].rsplit(maxsplit=1)[-1]
    if before[:1].isupper() or ":" in match.group(1):
        return None
    return (sentence.start + match.start(1), sentence.start + match.end(1)), "line.bracket"


def _below(text: Text, mention: Mention) -> tuple[Span, str] | None:
    """As in a list whose every item ends with "Source: X": the line behind the claim, in its block or the next."""
    at = bisect_right([b.start for b in text.blocks], mention.start) - 1
    if at < 0 or "Source" not in text.content[mention.end :][: LAST * 4]:
        return None
    block = text.blocks[at]
    inside = SOURCES.search(text.content, mention.end, block.end)
    if inside is not None:
        return inside.span(1), "line.source"
    if at + 1 < len(text.blocks) and _items(text) > 1:
        follows = text.blocks[at + 1]
        line = SOURCES.match(text.content, follows.start, follows.end)
        return (line.span(1), "line.source") if line is not None else None
    return None


def _items(text: Text) -> int:
    """Blocks that open with "Source:"; one alone may stand for the whole text and says nothing of the last item."""
    return sum(SOURCES.match(text.content, b.start, b.end) is not None for b in text.blocks)


def entry_speaker(content: str, start: int, quote: int) -> Span | None:
    """As in "13.31 Okello: “Two dead.”": the name before the colon that opens a block; offsets of block and quote."""
    match = ENTRY.match(content[start : quote + 1])
    if match is None or start + match.end() != quote:
        return None
    words = match.group(1).split()
    named = all(w[:1].isupper() or w in LINKS or kind_of(w) != "unknown" or w in vocabulary().titles for w in words)
    return (start + match.start(1), start + match.end(1)) if named else None
