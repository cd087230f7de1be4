"""Those who keep and count: lists, tallies and figures of somebody make him the source of what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reckoning.extract.speech import Frame, able, speaker_of
from reckoning.extract.voice import name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RIGHT_OF = frozenset({"dobj", "prep", "attr", "dative", "acl"})
# What opens a clause that lives on the counts of the one before the semicolon.
ELLIPTIC_WORDS = (
    "one another others half most some none all both a an the about around at least more than over nearly almost of "
    "these those them and among including"
)
ELLIPTIC = frozenset(ELLIPTIC_WORDS.split())
ORDINAL = re.compile(r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+th)$")


def keeper_frames(doc: Doc) -> Iterable[Frame]:
    """Frames of lists and figures: "has a list of 19 dead", "X's count of 52 dead", "gave its figures: 114 dead"."""
    for token in doc:
        if token.pos_ == "VERB" and not any(c.dep_ == "neg" for c in token.children):
            yield from _kept(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in vocabulary().collection:
            yield from _owned(token)
    yield from _before_colon(doc)


def _kept(verb: Token) -> Iterable[Frame]:
    """As in "collected the names of 82 residents": who keeps a list speaks for what stands on it."""
    if verb.lemma_.lower() not in vocabulary().keep:
        return
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or not _collects(thing):
        return
    scope = _listed(thing)
    head, _ = speaker_of(verb)
    if head is None or head.i in scope or not scope:
        return
    yield Frame(
        rule="speech.keep", force="said", verb=verb.i, speaker=tuple(t.i for t in name_tokens(head)),
        scope=frozenset(scope),
    )  # fmt: skip


def _collects(thing: Token) -> bool:
    return thing.lemma_.lower() in vocabulary().collection or thing.lemma_.lower() in vocabulary().document


def _listed(noun: Token) -> set[int]:
    """What a list holds: its phrase with "of", where a number stands in it."""
    first = min((c.i for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "with", "for")), default=None)
    found = {t.i for t in noun.subtree if first is not None and t.i > first}
    return found if any(noun.doc[i].like_num for i in found) else set()


def _owned(noun: Token) -> Iterable[Frame]:
    """As in "the Observatory's count of 52 dead", "a list of 40 missing kept by the church"."""
    scope = _listed(noun)
    owner = issuer_of(noun) if scope else None
    if owner is None or owner.i in scope or owner.pos_ == "PRON":
        return
    names = tuple(t.i for t in name_tokens(owner) if not (t.dep_ == "case" and t.head.i == owner.i))
    yield Frame(
        rule="speech.count", force="said", verb=noun.i, speaker=names, scope=frozenset(scope - set(names)),
    )  # fmt: skip


def issuer_of(noun: Token) -> Token | None:
    """Who made a document or count: its owner, or who "released" it, "by" or "from" whom it is; None if unsaid."""
    for child in noun.children:
        found: Token | None = None
        if child.dep_ == "poss":
            found = child
        elif child.dep_ == "prep" and child.lower_ in ("by", "from"):
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ in ("acl", "relcl") and child.lemma_.lower() in vocabulary().issue | vocabulary().keep:
            found = _maker(child)
        if found is not None and able(found) is not None and found.ent_type_ not in ("DATE", "TIME"):
            return found
    return None


def _maker(verb: Token) -> Token | None:
    """As in "figures released by the ministry", "a list that the union updates"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in ("which", "that", "who", "we")]
    return subjects[0] if subjects and verb.dep_ == "relcl" else None


def _before_colon(doc: Doc) -> Iterable[Frame]:
    """As in "The army gave its final figures: 114 soldiers dead": what stands behind the colon is the subject's."""
    for colon in doc:
        if colon.text != ":" or colon.i < 2 or colon.i + 2 >= len(doc):
            continue
        for verb in doc[: colon.i]:
            if (frame := _announcing(verb, colon)) is not None:
                yield frame
                break


def _announcing(verb: Token, colon: Token) -> Frame | None:
    low = verb.lemma_.lower()
    if verb.pos_ != "VERB" or low not in vocabulary().keep | vocabulary().issue | set(vocabulary().force):
        return None
    things = [c for c in verb.children if c.dep_ == "dobj" and c.i < colon.i]
    if not any(_collects(t) or t.lemma_.lower() in vocabulary().toll_noun for t in things):
        return None
    head = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if head is None or able(head) is None or any(c.dep_ == "neg" for c in verb.children):
        return None
    return Frame(
        rule="speech.colon", force=vocabulary().force.get(low, "said"), verb=verb.i,
        speaker=tuple(t.i for t in name_tokens(head)), scope=frozenset(range(colon.i + 1, len(colon.doc))),
    )  # fmt: skip


# --- over a semicolon --------------------------------------------------------------------------------------------


def spread(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """Frames reach over a semicolon to a clause that only counts on: "..., according to X; nine of them died"."""
    walls = [t.i for t in doc if t.text == ";"]
    if not walls:
        return frames
    edges = [-1, *walls, len(doc)]
    parts = [range(a + 1, b) for a, b in pairwise(edges)]
    spoken = [any(f.verb in part and f.speaker for f in frames) for part in parts]
    return [_over(doc, frame, parts, spoken) for frame in frames]


def _over(doc: Doc, frame: Frame, parts: list[range], spoken: list[bool]) -> Frame:
    home = next((i for i, part in enumerate(parts) if frame.verb in part), None)
    if home is None or not frame.speaker or frame.force == "deny":
        return frame
    scope = set(frame.scope)
    if home + 1 < len(parts) and not spoken[home + 1] and _counts_on(doc, parts[home + 1]):
        scope |= set(parts[home + 1])
    held = scope & set(parts[home])
    if home and not spoken[home - 1] and held and min(held) <= parts[home].start + 1 and _counts_on(doc, parts[home]):
        scope |= set(parts[home - 1])
    return replace(frame, scope=frozenset(scope))


def _counts_on(doc: Doc, part: range) -> bool:
    """Whether a clause opens with a bare number or ordinal without a noun of its own: "481 were held"."""
    for i in part:
        token = doc[i]
        if token.is_space or token.is_punct or (token.lower_ in ELLIPTIC and not token.like_num):
            if token.lower_ in ("another", "others", "most", "half"):
                return True
            continue
        follows = doc[i + 1] if i + 1 < len(doc) else None
        bare = (
            follows is None or follows.pos_ in ("AUX", "VERB", "ADP", "PUNCT") or follows.lower_ in ("more", "others")
        )
        return bool((token.like_num or ORDINAL.match(token.lower_)) and bare)
    return False
