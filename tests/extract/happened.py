"""Draw a claim in a made-up report: «guillemets» mark the quote, a blank line parts the paragraphs."""

from __future__ import annotations

import re
from datetime import date

from reckoning.extract.attach import tokens_within, top
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence, sentences_of
from reckoning.types import Block, Interval, Measure, Population, Quantity, Text

MONDAY = date(2025, 3, 10)
DAY = Interval(start=MONDAY, end=MONDAY, grain="day")


def drawn(
    report: str,
    *,
    published: Interval | None = DAY,
    measure: Measure = "killed",
    value: int | None = 12,
    headline: bool = False,
) -> tuple[Text, tuple[Sentence, ...], Mention]:
    """The text without the marks, its sentences, and the mention that was marked."""
    start = report.index("«")
    end = report.index("»") - 1
    content = report.replace("«", "").replace("»", "")
    spans = [m.span() for m in re.finditer(r"[^\n]+", content)]
    blocks = tuple(
        Block(start=a, end=b, kind="headline" if headline and number == 0 else "body")
        for number, (a, b) in enumerate(spans)
    )
    text = Text(
        source="s", reader="drawn", digest="d", name="drawn", content=content, published=published, blocks=blocks
    )
    sentences = sentences_of(text)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    head = top(tokens_within(sentence, start, end))
    mention = Mention(
        sentence=sentence,
        start=start,
        end=end,
        measure=measure,
        quantity=Quantity(low=value, high=value, value=value, bound="exact", as_written=str(value)),
        population=Population(text="people"),
        trigger=None if head is None else head.i,
    )
    return text, sentences, mention
