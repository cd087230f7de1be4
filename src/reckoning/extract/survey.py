"""What is worked out once for a text: its quotations, its reporting frames and who speaks where."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reckoning.extract.hearers import hearer_of
from reckoning.extract.lines import entry_speaker
from reckoning.extract.parse import Sentence
from reckoning.extract.quotes import Quotation, is_speech, quotations
from reckoning.extract.sayings import frames_of
from reckoning.extract.speech import Frame, speaker_of
from reckoning.extract.suspects import blamed, responsible
from reckoning.extract.voice import Force, name_tokens, vocabulary
from reckoning.types import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker: where he is named, by which rule, with what force, who heard him and who passed him on."""

    span: Span
    rule: str
    force: Force = "said"
    hearer: Span | None = None
    relay: Span | None = None


class Survey:
    """A text's quotations and frames, worked out when first asked for and then remembered.

    Give one Survey to all calls on the same text: parsing is what costs.
    """

    __slots__ = ("_blamed", "_frames", "_held", "_paragraphs", "_speakers", "_starts", "quotes", "sentences", "text")

    def __init__(self, text: Text, sentences: tuple[Sentence, ...]) -> None:
        self.text, self.sentences = text, sentences
        self.quotes = quotations(text)
        self._starts = [s.start for s in sentences]
        self._held: tuple[Span, ...] | None = None
        self._blamed: tuple[Span, ...] | None = None
        self._frames: dict[int, tuple[Frame, ...]] = {}
        self._speakers: dict[int, Voice | None] = {}
        self._paragraphs: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            self._paragraphs.setdefault(sentence.paragraph, []).append(sentence)

    def frames(self, sentence: Sentence) -> tuple[Frame, ...]:
        """The reporting frames of a sentence."""
        if sentence.index not in self._frames:
            self._frames[sentence.index] = frames_of(sentence)
        return self._frames[sentence.index]

    def held(self) -> tuple[Span, ...]:
        """Who claims responsibility in the text, or is named as the suspect."""
        if self._held is None:
            self._held = responsible(self.text.content)
        return self._held

    def blamed(self) -> tuple[Span, ...]:
        """Who is blamed in the text by anybody."""
        if self._blamed is None:
            self._blamed = blamed(self.text.content)
        return self._blamed

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a content offset, or the last one before it."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    def before(self, sentence: Sentence, count: int = 1) -> tuple[Sentence, ...]:
        """Up to so many sentences before this one that are read (headline, deck, body), nearest first."""
        found = [
            s for s in self.sentences[max(0, sentence.index - count) : sentence.index] if s.block == sentence.block
        ]
        return tuple(reversed(found))

    def quote_at(self, start: int, end: int) -> int | None:
        """The index of the quotation that holds a stretch and is speech or has a speaker."""
        middle = (start + end) // 2
        for i, quote in enumerate(self.quotes):
            if quote.start <= middle < quote.end:
                return i if is_speech(self.text.content, quote) else None
        return None

    def quoted_by(self, index: int) -> Voice | None:
        """A quotation's speaker; None where nobody is named."""
        if index not in self._speakers:
            self._speakers[index] = None  # a quotation whose speaker hangs on itself has none
            self._speakers[index] = self._find(index)
        return self._speakers[index]

    def _find(self, index: int) -> Voice | None:
        quote = self.quotes[index]
        return (
            self._entry(quote)
            or self._behind(quote)
            or self._ahead(index)
            or self._same_paragraph(index)
            or self._same_voice(index)
        )

    def _entry(self, quote: Quotation) -> Voice | None:
        """The name that opens a block before a colon: "13.31 Okello: ..."."""
        span = entry_speaker(self.text.content, self.text.blocks[quote.paragraph].start, quote.start)
        return Voice(span=span, rule="quote.entry") if span is not None else None

    def _behind(self, quote: Quotation) -> Voice | None:
        """A reporting verb after the closing mark: "...," said X; "...," X said."""
        sentence = self.sentence_at(max(quote.start, quote.end - 1))
        if sentence is None or sentence.end <= quote.end + 2:
            return None
        tail = self.text.content[quote.end : sentence.end]
        if re.match(r"[\"”’'»]*[.!?]?[\"”’'»]+\s+(?:and|but)\b", tail):
            return None
        limit = min((q.start for q in self.quotes if q.start > quote.end + 1), default=len(self.text.content))
        for token in sentence.doc:
            at = sentence.begin(token)
            if at <= quote.end or at >= limit or not _reports(token):
                continue
            if not self._alone(quote.end, at):
                return None
            voice = spoken_by(sentence, token, "quote.behind", after=quote.end)
            if voice is not None:
                return voice
        return None

    def _alone(self, end: int, verb: int) -> bool:
        """Between the closing mark and the reporting verb stands at most a name, no sentence end."""
        between = self.text.content[end:verb]
        if re.match(r"[\"”]\s*[.!?]\s+[A-Z]", between):
            return False
        return len(between) < 160 and not re.search(r"[a-z]{2}[.!?][\"”]?\s+[A-Z]", between)

    def _ahead(self, index: int) -> Voice | None:
        """A reporting verb before the opening mark: X said: "..."; X, who ..., said that "..."."""
        quote = self.quotes[index]
        sentence = self.sentence_at(quote.start)
        if sentence is None:
            return None
        floor = self.quotes[index - 1].end if index and self.quotes[index - 1].paragraph == quote.paragraph else -1
        if sentence.start >= quote.start - 2:
            return self._colon(sentence, quote)
        best: Voice | None = None
        for token in sentence.doc:
            at = sentence.begin(token)
            if floor < at < quote.start - 1 and _reports(token):
                best = spoken_by(sentence, token, "quote.ahead", before=quote.start) or best
        return best

    def _colon(self, sentence: Sentence, quote: Quotation) -> Voice | None:
        """A sentence that ends with a colon speaks in the quotation behind it."""
        if sentence.index == 0:
            return None
        last = self.sentences[sentence.index - 1]
        if not self.text.content[last.start : quote.start - 1].rstrip().endswith(":"):
            return None
        for token in reversed(last.doc):
            if _reports(token) and (voice := spoken_by(last, token, "quote.colon")) is not None:
                return voice
        return None

    def _same_paragraph(self, index: int) -> Voice | None:
        """As in "A," said X. "B.": the paragraph's first speaker speaks on; so does the one who follows directly."""
        quote = self.quotes[index]
        if index and self.quotes[index - 1].paragraph == quote.paragraph:
            found = self.quoted_by(index - 1)
            if found is not None:
                return replace(found, rule="quote.split")
        return None

    def _same_voice(self, index: int) -> Voice | None:
        """A quotation that was not closed at the end of its paragraph, or a bare one right after another."""
        quote = self.quotes[index]
        if not index:
            return None
        last = self.quotes[index - 1]
        between = self.text.content[last.end : quote.start]
        block = self.text.blocks[quote.paragraph]
        opens = not re.search(r"\w", self.text.content[block.start : quote.start])
        joined = last.open_end or opens or not re.search(r"\w", between)
        if quote.paragraph - last.paragraph in (1, 2) and joined:
            found = self.quoted_by(index - 1)
            if found is not None:
                return replace(found, rule="quote.goes_on")
        return None


def survey(text: Text, sentences: tuple[Sentence, ...]) -> Survey:
    """The Survey of a text, to be given to every call that asks about one of its mentions."""
    return Survey(text, sentences)


def _reports(token: Token) -> bool:
    low = token.lemma_.lower()
    return (
        token.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
        and token.tag_ != "NNS"
        and low in vocabulary().force
        and not (token.pos_ in ("NOUN", "PROPN") and not token.text.endswith(("ed", "id", "s", "d")))
    )


def spoken_by(sentence: Sentence, verb: Token, rule: str, *, after: int = -1, before: int = 1 << 60) -> Voice | None:
    """The speaker that goes with a reporting verb, named inside a stretch of the text (content offsets)."""
    head, _ = speaker_of(verb)
    if head is None or not after <= sentence.begin(head) < before:
        head = _neighbour(sentence, verb, after, before)
    if head is None:
        return None
    names = [t for t in name_tokens(head) if after <= sentence.begin(t) < before]
    if not names:
        return None
    heard = [sentence.doc[i] for i in hearer_of(verb)]
    return Voice(span=sentence.extent(names), rule=rule, hearer=sentence.extent(heard) if heard else None)


def _neighbour(sentence: Sentence, verb: Token, after: int, before: int) -> Token | None:
    """The noun phrase right behind the verb, or right before it, when the parse of a fragment has no subject."""
    for chunk in sentence.doc.noun_chunks:
        if chunk.start in (verb.i + 1, verb.i + 2) and after <= sentence.begin(chunk.root) < before:
            return chunk.root
    for chunk in sentence.doc.noun_chunks:
        if chunk.end in (verb.i, verb.i - 1) and after <= sentence.begin(chunk.root) < before:
            return chunk.root
    return None
