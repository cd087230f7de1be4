"""The shortest clause that carries a word: what an anchor on a statement should hold, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reckoning.extract.speech import speaker_of
from reckoning.extract.voice import name_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reckoning.extract.parse import Sentence

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
# Clauses that say something of their own.
APART = frozenset(("relcl", "parataxis"))
SUBORDINATORS_WORDS = (
    "after before because although though while as since until when but whereas if unless so despite following amid"
)
SUBORDINATORS = frozenset(SUBORDINATORS_WORDS.split())
BEFORE_VERB = frozenset(("aux", "auxpass", "neg", "advmod"))
QUOTES = '“”"'
SUBJECT_WORDS = 9
RAISING = frozenset(["seem", "appear", "begin", "continue", "tend", "happen"])


def clause_tokens(verb: Token) -> list[Token]:
    """Subject, verb and complements without coordinated, relative and adverbial clauses, punctuation at the edges."""
    return trimmed(verb.doc, _left(verb), _right(verb))


def phrase_tokens(noun: Token) -> list[Token]:
    """A noun with what stands before it and its short complements."""
    left = min(t.i for c in [noun, *(c for c in noun.children if c.i < noun.i)] for t in c.subtree if t.i <= noun.i)
    return trimmed(noun.doc, left, _right(noun))


def trimmed(doc: Doc, left: int, right: int) -> list[Token]:
    """The tokens from left to right without punctuation and conjunctions at the edges; closing quotes stay."""
    while left < right and (doc[left].is_punct or doc[left].dep_ in ("cc", "mark")) and doc[left].text not in QUOTES:
        left += 1
    while right > left and _dangles(doc[right]):
        right -= 1
    return list(doc[left : _closed(doc, left, right) + 1])


def _dangles(token: Token) -> bool:
    """Whether a last token belongs to something that was left out."""
    if token.is_punct:
        return token.text not in QUOTES and token.text != ")"
    return token.dep_ in ("cc", "mark", "det") or token.lower_ in ("that", "and", "or", "but")


def _closed(doc: Doc, left: int, right: int) -> int:
    """The right edge, moved behind a closing quote or bracket that stands next where one is open."""
    words = [doc[i].text for i in range(left, right + 1)]
    if words.count("“") > words.count("”") or words.count('"') % 2:
        for index in range(right + 1, min(right + 3, len(doc))):
            if doc[index].text in '”"':
                return index
            if doc[index].text not in ".,!?":
                break
    if words.count("(") > words.count(")") and right + 1 < len(doc) and doc[right + 1].text == ")":
        return right + 1
    return right


def _left(verb: Token) -> int:
    """The first token: the subject's if it is short and plain, else the first auxiliary's."""
    near = [c.i for c in verb.children if c.i < verb.i and c.dep_ in BEFORE_VERB]
    start = verb.i
    for index in sorted(near, reverse=True):
        start = index if index >= start - 2 else start
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None or subject.lower_ in ("who", "which", "that"):
        return start
    words = list(subject.subtree)
    plain = len(words) <= SUBJECT_WORDS and not any(t.text in "()" or t.dep_ in APART for t in words)
    adjacent = words[-1].i >= min([start, *near]) - 2
    return words[0].i if plain and adjacent else start


def _right(head: Token) -> int:
    """The last token right of a head that belongs to it.

    What is said after a coordinated or adverbial clause has begun is that clause's; behind a relative clause the
    complements go on.
    """
    kept: list[int] = [head.i]
    ends: list[int] = [len(head.doc)]
    stack = [c for c in head.children if c.i > head.i]
    while stack:
        child = stack.pop()
        if opens_clause(child):
            ends += [] if child.dep_ in APART else [min(t.i for t in child.subtree)]
            continue
        kept += [] if child.is_punct or child.dep_ == "cc" else [child.i]
        stack += [c for c in child.children if c.i > head.i]
    limit = min(end for end in ends if end > head.i)
    return max(i for i in kept if i < limit)


def opens_clause(token: Token) -> bool:
    """Whether a dependent is a clause apart: relative, coordinated with a verb, or introduced by a subordinator."""
    if token.dep_ in APART:
        return True
    if token.dep_ == "conj":
        return token.head.pos_ in ("VERB", "AUX") and token.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod", "prep")}
    if token.dep_ == "advcl":
        first = min(t.i for t in token.subtree)
        return bool(marks & SUBORDINATORS) or token.doc[first - 1].text == ","
    return token.dep_ == "prep" and token.lower_ in SUBORDINATORS and any(c.dep_ == "pcomp" for c in token.children)


def raised(verb: Token, *, purpose: bool = False) -> Token:
    """As in "the fighting seems to be over": the finite verb that carries the clause.

    With ``purpose`` also as in "he called to offer condolences", "vowed to set up an inquiry".
    """
    here = verb
    while here.dep_ in ("xcomp", "advcl") and here.head.pos_ == "VERB":
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in here.children)
        if not (here.dep_ == "xcomp" and here.head.lemma_.lower() in RAISING) and not (purpose and infinitive):
            break
        here = here.head
    return here


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, active or passive."""
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)


def speaker_words(sentence: Sentence, verb: Token) -> str | None:
    """Who says or does it, verbatim; None where nobody is named."""
    head, _ = speaker_of(verb)
    if head is None:
        return None
    if head.lower_ in ("who", "which", "that"):
        if verb.dep_ != "relcl":
            return None
        head = verb.head
    names = name_tokens(head)
    aside = next((i for i, t in enumerate(names) if t.text == "("), len(names))
    return sentence.words(names[:aside] or names)
