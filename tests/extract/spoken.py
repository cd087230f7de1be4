"""Mentions of made-up texts for the tests of who says what: the quote is drawn in the text, the trigger named."""

from __future__ import annotations

import re

from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence, sentences_of
from reckoning.types import Block, Measure, Population, Quantity, Text

MEASURES: dict[str, Measure] = {
    "abducted": "abducted", "wounded": "injured", "injured": "injured", "hurt": "injured", "fled": "displaced",
    "displaced": "displaced", "detained": "detained", "arrested": "detained", "missing": "missing",
}  # fmt: skip
COMBATANTS = re.compile("soldiers|militants|rebels|insurgents|fighters|terrorists|troops|mercenaries|gunmen|guerrillas")


def text_of(content: str) -> Text:
    """One block per line; a line without a final stop is a headline."""
    blocks, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            kind = "body" if line.rstrip()[-1] in '.”"?!' else "headline"
            blocks.append(Block(start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    return Text(
        source="0" * 64, reader="made.v1", digest="1" * 64, name="made.txt", content=content, blocks=tuple(blocks)
    )


def draw(drawn: str) -> tuple[Text, tuple[Sentence, ...], Mention]:
    """A text with its mention drawn in it: ``Police said [ten men were *killed*].`` (brackets: quote, stars: trigger)."""
    start = drawn.index("[")
    bare = drawn.replace("[", "").replace("]", "")
    trigger = bare.index("*")
    end = drawn.index("]") - 1
    inside = bare[start:end]
    stars = inside.count("*") if "*" in inside else 0
    word = re.search(r"\*(\w+)\*", bare)
    assert word is not None
    content = bare.replace("*", "")
    text = text_of(content)
    sentences = sentences_of(text)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    token = next(t for t in sentence.doc if sentence.begin(t) <= trigger < sentence.finish(t))
    quote = content[start : end - stars]
    status = "combatant" if COMBATANTS.search(quote) else "unknown"
    mention = Mention(
        sentence=sentence,
        start=start,
        end=start + len(quote),
        measure=MEASURES.get(word.group(1), "killed"),
        quantity=Quantity(low=1, high=1, value=1, bound="exact", as_written="1"),
        population=Population(text=quote, status=status),
        trigger=token.i,
    )
    return text, sentences, mention
