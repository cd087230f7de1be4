"""Statements: what was ordered, announced, denied, destroyed, shown or left unknown, each on its shortest clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.anchors import anchor
from reckoning.extract.clause import clause_tokens, phrase_tokens, raised, speaker_words, subject_of, trimmed
from reckoning.extract.date_phrases import phrases
from reckoning.extract.parse import Sentence, nth_occurrence, parse_all
from reckoning.extract.sayings import frames_of
from reckoning.extract.speech import Frame
from reckoning.extract.statement_cues import Cue, cues, may_state, speaks_of_violence, words
from reckoning.extract.voice import name_tokens
from reckoning.ids import digest_of
from reckoning.types import Interval, Stance, Statement, Text

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "statement.en.v1"
KINDS = ("headline", "deck", "body", "caption")
# What a speaker says of the world: reported as his.
SPOKEN = frozenset(("announcement", "declaration", "claim", "blame", "fear"))
# What is itself an act of speech: its subject speaks.
SPEECH = SPOKEN | {"denial", "warning", "admission", "labelling", "order", "inquiry"}
GIVING_VERBS = "accept agree announce convey declare express extend focus give issue make offer reject send sign stress"
GIVING = frozenset(GIVING_VERBS.split())
FORCES: dict[str, Stance] = {
    "said": "asserted", "claim": "claimed", "deny": "denied", "believe": "hypothetical", "expect": "forecast",
}  # fmt: skip
UNSURE = frozenset(["seem", "appear"])
MODALS = frozenset(["may", "might", "could", "would"])
HEDGES = frozenset(["allegedly", "reportedly", "purportedly", "apparently"])
# Kinds whose infinitive says little without the verb above it: "promised to investigate".
PURPOSES = frozenset(("act", "inquiry"))
# Two anchors that share more than this say one thing.
SHARED = 0.6

NOBODY = re.compile(r"(?:no|nobody|none|neither|nothing|no-one)\b", re.IGNORECASE)
Frames = tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who stands behind a statement, verbatim, and how far."""

    speaker: str | None
    stance: Stance


def find_statements(text: Text, sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """Statements of a reading in order. Nothing is looked for in a text that no harm is spoken of in.

    ``sentences`` may be of any block: headline, deck and body give statements, captions give kind ``caption`` only.
    """
    candidates = stating(sentences)
    parse_all(candidates)
    return tuple(statement for s in candidates for statement in _of_sentence(text, s))


def stating(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that may hold a statement; none in a text that no harm is spoken of in."""
    read = [s for s in sentences if s.block in KINDS]
    if not speaks_of_violence(" ".join(s.text for s in read)):
        return ()
    return tuple(s for s in read if s.block == "caption" or may_state(s.text))


def _of_sentence(text: Text, sentence: Sentence) -> list[Statement]:
    """The sentence's statements; where two share most of their words, the first rule's stands."""
    kept: list[Statement] = []
    for found in _all(text, sentence):
        if not any(_shared(found, other) > SHARED for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda s: (s.anchor.start, s.anchor.end, s.kind))


def _shared(one: Statement, other: Statement) -> float:
    """How much of the shorter anchor two statements of one kind share; of the longer, where the kinds differ."""
    common = min(one.anchor.end, other.anchor.end) - max(one.anchor.start, other.anchor.start)
    lengths = (len(one.anchor.exact), len(other.anchor.exact))
    return common / (min(lengths) if one.kind == other.kind else max(lengths))


def _all(text: Text, sentence: Sentence) -> Iterator[Statement]:
    frames = frames_of(sentence)
    if sentence.block != "caption":
        yield from _from_patterns(text, sentence, frames)
    for cue in cues(sentence):
        verb = raised(cue.token, purpose=cue.kind in PURPOSES)
        voice = _voice(sentence, frames, cue, verb)
        if voice.speaker is not None and NOBODY.match(voice.speaker):
            continue
        yield _made(text, sentence, cue.kind, _span(cue, verb), voice)
        yield from _further(text, sentence, frames, cue)


def _voice(sentence: Sentence, frames: Frames, cue: Cue, verb: Token) -> Voice:
    """Who says it, and how far that vouches: the speaker himself for what is speech, else who reports it."""
    own = cue.kind in SPEECH or (cue.kind == "act" and (cue.rule.startswith("statement.verb") or verb.lemma_ in GIVING))
    frame = _frame_of(frames, verb)
    speaker = speaker_words(sentence, cue.token) or speaker_words(sentence, verb) if own else None
    if speaker is None and frame is not None and frame.speaker:
        speaker = sentence.words([sentence.doc[i] for i in frame.speaker])
    return Voice(speaker=speaker, stance=_stance(cue.kind, verb, speaker, frame))


def _frame_of(frames: Frames, verb: Token) -> Frame | None:
    """The innermost reporting frame that a verb stands under."""
    return next((f for f in reversed(frames) if verb.i in f.scope and f.verb != verb.i), None)


def _span(cue: Cue, verb: Token) -> list[Token]:
    """The clause of a verb, from its telling noun on; a relative clause, a participle with the noun they stand on."""
    if cue.token.pos_ not in ("VERB", "AUX"):
        return phrase_tokens(cue.token)
    tokens = clause_tokens(verb)
    first = tokens[0].i
    if cue.noun is not None and cue.noun.i < first:
        first = phrase_tokens(cue.noun)[0].i
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and (cue.kind == "destruction" or _relative_subject(verb))):
        first = min(t.i for t in name_tokens(verb.head))
    return trimmed(verb.doc, min(first, tokens[0].i), tokens[-1].i)


def _relative_subject(verb: Token) -> bool:
    subject = subject_of(verb)
    return subject is not None and subject.lower_ in ("who", "which", "that")


def _further(text: Text, sentence: Sentence, frames: Frames, cue: Cue) -> Iterator[Statement]:
    """As in "announced that they had A and had B": the second content is a statement of its own."""
    if cue.kind not in ("announcement", "claim", "declaration", "admission", "warning", "denial"):
        return
    for content in cue.token.children:
        if content.dep_ == "ccomp":
            for other in content.children:
                if other.dep_ == "conj" and other.pos_ == "VERB":
                    voice = _voice(sentence, frames, cue, cue.token)
                    yield _made(text, sentence, cue.kind, clause_tokens(other), voice)


def _from_patterns(text: Text, sentence: Sentence, frames: Frames) -> Iterator[Statement]:
    """Idioms, on the clause of the word they end in (noun phrases of evidence on the phrase itself)."""
    for kind, pattern in words().patterns:
        for match in pattern.finditer(sentence.text):
            inside = [
                t for t in sentence.doc
                if match.start() <= sentence.begin(t) - sentence.start < match.end() and not t.is_punct
            ]  # fmt: skip
            if not inside:
                continue
            verb = raised(_verb_above(inside))
            cue = Cue(kind=kind, token=verb, rule=f"statement.pattern.{kind}")
            tokens = _span(cue, verb) if verb.pos_ in ("VERB", "AUX") else inside
            left, right = min(tokens[0].i, inside[0].i), max(tokens[-1].i, inside[-1].i)
            yield _made(text, sentence, kind, trimmed(sentence.doc, left, right), _voice(sentence, frames, cue, verb))


def _verb_above(inside: Sequence[Token]) -> Token:
    """The verb among these tokens that the others hang on, else the nearest verb above them."""
    verbs = [t for t in inside if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    here = min(verbs, key=lambda t: (sum(1 for _ in t.ancestors), t.i)) if verbs else inside[-1]
    while here.pos_ not in ("VERB", "AUX") and here.head.i != here.i:
        here = here.head
    return here


def _made(text: Text, sentence: Sentence, kind: str, tokens: Sequence[Token], voice: Voice) -> Statement:
    start, end = sentence.extent(tokens)
    place = anchor(text, start, end)
    return Statement(
        key=digest_of(text.source, kind, place.exact, nth_occurrence(text, start, place.exact)),
        kind=kind,
        anchor=place,
        by=VERSION,
        speaker=voice.speaker,
        stance=voice.stance,
        time=_time(text, start, end),
    )


def _time(text: Text, start: int, end: int) -> Interval | None:
    """The one time phrase of the statement's own words; with two, or none, the time stays open."""
    own = [p for p in phrases(text.content, start, end, text.published) if p.shift is None]
    return own[0].interval if len(own) == 1 else None


def _stance(kind: str, verb: Token, speaker: str | None, frame: Frame | None) -> Stance:
    """How far the words vouch for what they say: the outlet's own, a speaker's, denied, open or still to come."""
    helpers = {c.lower_ for c in _around(verb)}
    if kind == "denial":
        return "denied"
    negated = any(c.dep_ == "neg" for c in verb.children)
    if verb.lemma_.lower() in UNSURE or (helpers & MODALS and not negated):
        return "hypothetical"
    if "will" in helpers and kind not in ("unknown_toll", "assessment"):
        return "forecast"
    if helpers & HEDGES or (kind in SPOKEN and speaker is not None):
        return "claimed"
    return FORCES[frame.force] if frame is not None else "asserted"


def _around(verb: Token) -> Iterable[Token]:
    yield from (c for c in verb.children if c.dep_ in ("aux", "advmod"))
    subject = subject_of(verb)
    if subject is not None:
        yield from (c for c in subject.children if c.dep_ == "advmod")
