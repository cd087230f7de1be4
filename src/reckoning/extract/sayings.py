"""Speakers named without a reporting verb that the parse shows: according to, by some accounts, reports of, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.keepers import issuer_of, keeper_frames, spread
from reckoning.extract.parse import Sentence
from reckoning.extract.speech import CLAUSES, Frame, doubted, verb_frames
from reckoning.extract.voice import Force, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


SPREADING = frozenset(
    {"grow", "rise", "mount", "spread", "circulate", "emerge", "abound", "increase", "surface", "persist"}
)


@lru_cache(maxsize=256)
def frames_of(sentence: Sentence) -> tuple[Frame, ...]:
    """All frames of a sentence, widest scope first (an inner speaker comes after the one who quotes him)."""
    doc = sentence.doc
    spoken = verb_frames(sentence)
    found = [*spoken, *_according(doc), *_accounts(doc), *_tales(doc), *_untrue(doc), *keeper_frames(doc)]
    found += _tags(sentence, {f.verb for f in found if any(i < f.verb for i in f.scope)})
    apart = _contrasted(doc, spoken)
    kept = spread(doc, [_without(f, apart) for f in found])
    return tuple(sorted(kept, key=lambda f: (-len(f.scope), f.verb)))


def _without(frame: Frame, apart: dict[int, set[int]]) -> Frame:
    """A frame without the clauses in which somebody else has the word."""
    others = {i for verb, own in apart.items() if verb != frame.verb and frame.verb not in own for i in own}
    return replace(frame, scope=frame.scope - others) if others else frame


def _according(doc: Doc) -> Iterable[Frame]:
    """As in "according to X", "per X": X speaks for the sentence, or for the clause in mid-sentence."""
    for token in doc:
        to = _according_to(token)
        head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        if head is None:
            continue
        phrase = name_tokens(head)
        names = tuple(t.i for t in _author(head, phrase))
        own = set(names) | {t.i for t in phrase} | {token.i, token.i + 1}
        yield Frame(
            rule="speech.according",
            force="said",
            verb=token.i,
            speaker=names,
            scope=frozenset(_reach(token, max(own)) - own),
            doubtful=doubted(head),
        )


def _author(head: Token, phrase: list[Token]) -> list[Token]:
    """As in "according to a list that the union updates": the union, where the phrase itself does not hold it."""
    author = issuer_of(head) if head.lemma_.lower() in vocabulary().document | vocabulary().collection else None
    if author is None or author.i in {t.i for t in phrase} or any(c.lower_ == "this" for c in author.children):
        return phrase
    return name_tokens(author)


def _according_to(token: Token) -> Token | None:
    """The preposition whose object speaks: "according to", and "per" before a name."""
    if token.lower_ not in ("according", "per"):
        return None
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return token.nbor()
    follows = token.nbor() if token.i + 1 < len(token.doc) else None
    named = follows is not None and (follows.lower_ in ("the", "a") or follows.pos_ == "PROPN")
    return token if token.lower_ == "per" and named else None


def _contrasted(doc: Doc, spoken: tuple[Frame, ...]) -> dict[int, set[int]]:
    """Second clauses with a speaker of their own, by their verb: "..., but the opposition said 60 had died"."""
    own: dict[int, set[int]] = {}
    for frame in spoken:
        verb = doc[frame.verb]
        marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "cc", "advmod")}
        contrast = verb.dep_ == "advcl" and bool(marks & {"although", "though", "while", "whereas"})
        if (
            (verb.dep_ in ("conj", "relcl") or contrast)
            and frame.speaker
            and any(c.dep_ == "nsubj" for c in verb.children)
        ):
            own[verb.i] = {t.i for t in verb.subtree}
    return own


def _reach(token: Token, end: int) -> set[int]:
    """At either end of the sentence the whole of it between semicolons; in the middle its clause."""
    doc = token.doc
    first, last = _segment(token)
    body = [t for t in doc[first:last] if not t.is_punct]
    inner = {t.i for t in body}
    if not body:
        return inner
    opens = all(t.i >= token.i or t.lower_ in ("and", "but", "meanwhile", "however") for t in body[: 1 + 1])
    closes = body[-1].i <= end + 1
    if opens or closes:
        return inner
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    return {t.i for t in clause.subtree} & inner


def _segment(token: Token) -> tuple[int, int]:
    doc = token.doc
    first = max((t.i + 1 for t in doc[: token.i] if t.text == ";"), default=0)
    last = min((t.i for t in doc[token.i :] if t.text == ";"), default=len(doc))
    return first, last


def _accounts(doc: Doc) -> Iterable[Frame]:
    """As in "by some accounts", "by early reports": the stretch behind it if it opens one, else that before it."""
    for token in doc:
        if token.lower_ != "by":
            continue
        head = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_.lower() in vocabulary().account), None)
        if head is None:
            continue
        names = tuple(t.i for t in name_tokens(head))
        first, last = _segment(token)
        before = [t.i for t in doc[first : token.i]]
        opens = not before or (doc[token.i - 1].text == "," or doc[token.i - 1].lower_ in ("and", "but"))
        comma = max((i + 1 for i in before if doc[i].text == ","), default=first)
        scope = set(range(max(names) + 1, last)) if opens else set(range(comma, token.i))
        yield Frame(rule="speech.account", force="said", verb=token.i, speaker=names, scope=frozenset(scope))


# --- nouns that report -------------------------------------------------------------------------------------------


def _tales(doc: Doc) -> Iterable[Frame]:
    """As in "reports that ...", "fears that ...", "there were reports they ...": a noun that reports."""
    for noun in doc:
        if noun.pos_ != "NOUN":
            continue
        lemma, known = noun.lemma_.lower(), vocabulary()
        denied = lemma in known.proof and any(c.lower_ in ("no", "any") for c in noun.children)
        if not (denied or lemma in known.tale or lemma in known.denial_tale or lemma in known.fear_tale):
            continue
        if scope := _told(noun):
            yield _tale(noun, scope, denied=denied)


def _told(noun: Token) -> set[int]:
    """The words that stand under a noun: its clause, or that of the verb that it is subject or complement of."""
    scope = {t.i for c in noun.children if _tale_content(c) for t in c.subtree}
    if scope:
        return scope
    above = noun.head
    complement = noun.dep_ == "attr" and above.lemma_ == "be"
    spreading = noun.dep_ == "nsubj" and above.lemma_.lower() in SPREADING
    return {t.i for c in above.children if c.dep_ in CLAUSES for t in c.subtree} if complement or spreading else set()


def _tale(noun: Token, scope: set[int], *, denied: bool) -> Frame:
    lemma = noun.lemma_.lower()
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if denied and noun.dep_ == "dobj":
        owner = next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
    stands = noun.head.lemma_ == "be" and any(c.dep_ == "expl" for c in noun.head.children)
    names = name_tokens(owner if owner is not None else noun)
    claim = lemma in vocabulary().claim_tale or stands or doubted(noun) or _unsettled(noun)
    force: Force = "claim" if claim else "said"
    if denied or lemma in vocabulary().denial_tale or _belied(noun):
        force = "deny"
    elif lemma in vocabulary().fear_tale:
        force = "believe"
    named = owner is not None or lemma == "report"
    return Frame(
        rule=f"speech.{lemma}",
        force=force,
        verb=noun.i,
        speaker=tuple(t.i for t in names if t.i not in scope) if named or (denied and owner is not None) else (),
        scope=frozenset(scope - {noun.i}),
        doubtful=claim,
    )


def _unsettled(noun: Token) -> bool:
    """As in "is investigating reports that", "had received reports that", "could not confirm reports that"."""
    verb = noun.head
    doubts = verb.lemma_.lower() in vocabulary().settle and any(c.dep_ == "neg" for c in verb.children)
    return noun.dep_ == "dobj" and (doubts or verb.lemma_.lower() in vocabulary().weigh)


def _belied(noun: Token) -> bool:
    """As in "false reports that", "no truth in reports that", "the claim that ... is a lie", "rejected claims that"."""
    false = vocabulary().false
    if any(c.dep_ == "amod" and c.lower_ in false for c in noun.children):
        return True
    above = noun.head
    if noun.dep_ == "nsubj" and above.lemma_ == "be":
        told = [t for c in above.children if c.dep_ in ("attr", "acomp") for t in c.subtree]
        return any(t.lower_ in false for t in told) or (
            any(t.lower_ == "true" for t in told) and any(c.dep_ == "neg" for c in above.children)
        )
    if noun.dep_ == "pobj" and above.head.lemma_.lower() in vocabulary().proof:
        return any(c.lower_ in ("no", "any", "little") for c in above.head.children)
    verb = above.head if noun.dep_ == "pobj" else above
    return vocabulary().force.get(verb.lemma_.lower()) == "deny"


def _untrue(doc: Doc) -> Iterable[Frame]:
    """As in "it was not true that", "it is false that": what is said to be untrue is denied."""
    for word in doc:
        if word.dep_ != "acomp":
            continue
        negated = any(c.dep_ == "neg" for c in (*word.children, *word.head.children))
        if not (word.lower_ in vocabulary().false or (word.lower_ in ("true", "correct") and negated)):
            continue
        clauses = [c for c in (*word.children, *word.head.children) if c.dep_ == "ccomp"]
        if scope := {t.i for c in clauses for t in c.subtree}:
            yield Frame(rule="speech.untrue", force="deny", verb=word.i, speaker=(), scope=frozenset(scope))


def _tale_content(child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp", "relcl"):
        if child.dep_ == "acl" and child.tag_ == "VBG" and child.lemma_.lower() in vocabulary().force:
            return False
        finite = child.tag_ != "VBN" or any(c.dep_ in ("mark", "nsubj", "nsubjpass", "aux") for c in child.children)
        return child.pos_ in ("VERB", "AUX") and (finite or child.dep_ != "acl")
    return child.dep_ == "prep" and child.lower_ in ("of", "about")


HEADLINE_COLON = re.compile(r"^\s*([^:;\d“\"]{2,60}):\s+\S|:\s*([A-Z][^:;\d]{1,50}|[a-z]{3,20}(?: [a-z]+)?)\s*$")
HEADLINE_SAYS = re.compile(
    r"(?:[,–—-]\s*|\s)(?:says?|said|reports?|claims?|confirms?)\s+([^,:;]{2,60})$"
    r"|,\s*([^,:;]{2,60}?)\s+(?:says?|said|reports?|claims?|confirms?)$",
)


# A tag that the parser takes for a noun phrase: "..., the refugee agency estimates."; "..., reported officials, with".
TAG_END = re.compile(
    r"[,”\"]\s+([^,;:“”\"]{2,80}?)\s+([a-z]+)(?:\s+(?:on|in|via|to|by)\s+[^,;:“”\"]{2,50}|\s+[A-Z]\w+day)?\s*(?:[.!]?$|(?=[,;]))"
)
TAG_INVERTED = re.compile(r",\s+([a-z]+ed|said|says)\s+([^,;:.“”\"]{2,60}?)(?=[,;.]|$)")


def _tags(sentence: Sentence, known: set[int]) -> Iterable[Frame]:
    """Reporting tags found by their place in the sentence, where the parse gave no frame for their verb."""
    for pattern, verb_group, name_group in ((TAG_END, 2, 1), (TAG_INVERTED, 1, 2)):
        for match in pattern.finditer(sentence.rewritten.text):
            verb = _token_at(sentence.doc, match.start(verb_group))
            names = _tokens_in(sentence.doc, *match.span(name_group))
            if (
                verb is None
                or verb.i in known
                or not _tagging(verb, names, last=match.end() == len(sentence.rewritten.text))
            ):
                continue
            apart = set(range(min(verb.i, names[0].i), max(verb.i, names[-1].i) + 1))
            first, last = _segment(verb)
            yield Frame(
                rule="speech.tag",
                force="claim" if _verb_lemma(verb) in ("claim", "alleg") else "said",
                verb=verb.i,
                speaker=tuple(t.i for t in names),
                scope=frozenset(set(range(first, last)) - apart),
            )


def _tagging(verb: Token, names: list[Token], *, last: bool) -> bool:
    low = _verb_lemma(verb)
    plain = bool(names) and all(
        t.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PRON", "PART", "CCONJ") for t in names
    )
    tensed = last or verb.pos_ == "VERB" or verb.lower_ in ("said", "says") or verb.lower_.endswith("ed")
    return tensed and plain and names[-1].pos_ in ("NOUN", "PROPN", "PRON") and low in TAG_VERBS


def _verb_lemma(token: Token) -> str:
    low = token.lower_
    return {"said": "say", "says": "say"}.get(low, re.sub(r"(?:ed|s)$", "", low))


TAG_VERBS = frozenset(
    {
        "say",
        "report",
        "add",
        "confirm",
        "announc",
        "estimat",
        "stat",
        "claim",
        "alleg",
        "estimate",
        "state",
        "announce",
        "warn",
        "explain",
    }
)


def _token_at(doc: Doc, offset: int) -> Token | None:
    return next((t for t in doc if t.idx <= offset < t.idx + len(t)), None)


def _tokens_in(doc: Doc, start: int, end: int) -> list[Token]:
    return [t for t in doc if start <= t.idx < end]
