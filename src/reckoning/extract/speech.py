"""Reporting frames: which words of a sentence stand under which speaker, and with what force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.parse import Sentence
from reckoning.extract.voice import Force, is_event, kind_of, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = frozenset({"ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One reporting frame of one sentence.

    ``speaker`` are token indexes (empty where nobody is named: "it is feared"), ``scope`` the indexes of the words
    that stand under it, ``verb`` the index of the reporting word, ``hearer`` those of a reporter who was told.
    """

    rule: str
    force: Force
    verb: int
    speaker: tuple[int, ...]
    scope: frozenset[int]
    hearer: tuple[int, ...] = ()
    relay: tuple[int, ...] = ()
    doubtful: bool = False


def frames_of(sentence: Sentence) -> tuple[Frame, ...]:
    """All frames of a sentence, widest scope first (an inner speaker comes after the one who quotes him)."""
    doc = sentence.doc
    found = [*_verbs(doc), *_according(doc), *_accounts(doc), *_tales(doc)]
    return tuple(sorted(found, key=lambda f: (-len(f.scope), f.verb)))


# --- reporting verbs ---------------------------------------------------------------------------------------------


def _verbs(doc: Doc) -> Iterable[Frame]:
    for verb in doc:
        force = vocabulary().force.get(verb.lemma_.lower())
        toll = verb.lemma_.lower() in vocabulary().toll
        if verb.pos_ not in ("VERB", "AUX") or (force is None and not toll):
            continue
        scope = _content(verb) if force else _toll_object(verb)
        if not scope or _negated(verb):
            continue
        yield _frame(verb, force or "said", scope)


def _frame(verb: Token, force: Force, scope: set[int]) -> Frame:
    head, relay = speaker_of(verb)
    names = tuple(t.i for t in name_tokens(head)) if head is not None and head.i not in scope else ()
    return Frame(
        rule=f"speech.{verb.lemma_.lower()}",
        force=force,
        verb=verb.i,
        speaker=names,
        scope=frozenset(scope - set(names) - {verb.i}),
        hearer=_hearer(verb),
        relay=tuple(t.i for t in name_tokens(relay)) if relay is not None else (),
        doubtful=head is not None and _doubted(head),
    )


def _content(verb: Token) -> set[int]:
    """What a reporting verb reports: its clause, or a plain object for verbs that take one, or what it interrupts."""
    scope: set[int] = set()
    for child in verb.children:
        clause = child.dep_ in CLAUSES or (child.dep_ == "parataxis" and _tensed(child))
        thing = child.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in vocabulary().object
        about = (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for")
            and verb.lemma_.lower() in ("tell", "accuse", "warn", "speak", "charge", "learn", "hear")
        )
        if clause or thing or about or child.dep_ == "oprd":
            scope |= {t.i for t in child.subtree}
    if scope and verb.dep_ != "parataxis":
        return scope
    if verb.dep_ in ("parataxis", "ccomp", "dep") or (verb.dep_ == "advcl" and not _marked(verb)):
        return scope | _interrupted(verb)
    return scope or _before(verb)


def _interrupted(verb: Token) -> set[int]:
    """ "Ten died, police said": the clause that the reporting clause was put into."""
    if not _tail(verb):
        return set()
    own = {t.i for t in verb.subtree}
    return {t.i for t in verb.head.subtree} - own if verb.head.i != verb.i else set()


def _before(verb: Token) -> set[int]:
    """A reporting verb that ends its sentence without content reports what stands before it."""
    if verb.dep_ not in ("ROOT", "conj") or not _tail(verb):
        return set()
    left = min((t.i for t in verb.subtree if t.dep_ in SUBJECTS), default=verb.i)
    start = verb.head.i if verb.dep_ == "conj" else 0
    return {t.i for t in verb.doc if start <= t.i < min(left, verb.i) and t.i not in {verb.i}}


def _tail(verb: Token) -> bool:
    """Whether the reporting clause stands behind a comma, as an aside or at the end."""
    left = min(t.i for t in [verb, *(c for c in verb.children if c.dep_ in SUBJECTS)])
    while left > 0 and verb.doc[left - 1].dep_ in ("det", "compound", "amod", "poss", "nmod", "case"):
        left -= 1
    return left > 0 and verb.doc[left - 1].text in (",", "”", '"', "–", "—", "-", ";", "''", "’", "--")


def _toll_object(verb: Token) -> set[int]:
    """ "put the toll at 12": only a toll makes such a verb a reporting one."""
    for child in verb.children:
        if child.dep_ == "dobj" and any(t.lemma_.lower() in vocabulary().toll_noun for t in child.subtree):
            return {t.i for c in verb.children if c.dep_ not in SUBJECTS for t in c.subtree}
    return set()


def speaker_of(verb: Token) -> tuple[Token | None, Token | None]:
    """The head of who speaks, and of who passes it on ("X was quoted by Y as saying")."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if passive:
        return _able(_agent(verb)), None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted(verb.head.head)
    for child in verb.children:
        if child.dep_ == "nsubj":
            return (_able(_antecedent(verb, child)), None)
    if verb.dep_ in ("acl", "relcl"):
        return _able(_issuer(verb.head)), None
    if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep") and verb.head.i != verb.i:
        return _inherited(verb)
    return None, None


def _inherited(verb: Token) -> tuple[Token | None, Token | None]:
    here = verb.head
    while here.pos_ not in ("VERB", "AUX") and here.head.i != here.i:
        here = here.head
    if here.pos_ not in ("VERB", "AUX") or here.i == verb.i:
        return None, None
    if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
        return None, None
    for child in here.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return _able(_antecedent(here, child)), None
    return speaker_of(here) if here.dep_ in ("conj", "advcl", "relcl", "acl", "xcomp") else (None, None)


def _quoted(verb: Token) -> tuple[Token | None, Token | None]:
    """ "Y quoted X as saying", "X was quoted by Y as saying": (X, Y)."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if subject is not None and subject.dep_ == "nsubjpass":
        return _able(subject), _agent(verb)
    return (_able(obj), _able(subject)) if obj is not None else (_able(subject), None)


def _antecedent(verb: Token, subject: Token) -> Token:
    """ "..., an aid worker, who said": the noun that the relative pronoun stands for."""
    if subject.lower_ in RELATIVES and verb.dep_ in ("relcl", "acl"):
        head = verb.head
        return head.head if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else _issuer(head)
    return subject


def _issuer(noun: Token) -> Token:
    """ "Ruritania Watch issued a report showing that": the issuer speaks, else the report itself."""
    verb = noun.head
    if (
        noun.dep_ == "dobj"
        and noun.lemma_.lower() in vocabulary().document
        and verb.lemma_.lower() in vocabulary().issue
    ):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return child
    return noun


def _able(token: Token | None) -> Token | None:
    """A speaker can speak: no event, no dummy subject, no number."""
    if (
        token is None
        or token.lower_ in ("it", "there", "this", "these", "those", "what")
        or token.pos_ in ("NUM", "DET")
    ):
        return None
    return None if is_event(token) and token.lemma_.lower() not in vocabulary().document else token


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _hearer(verb: Token) -> tuple[int, ...]:
    """The reporter who was told: "told Reuters", "said to the agency", "in a statement to the BBC"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and verb.lemma_.lower() in vocabulary().hearer and child.dep_ != "prep":
            return _medium(child)
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "in", "with", "by"):
            for token in child.subtree:
                if token.dep_ == "pobj" and token.head.lower_ in ("to", "with") and (names := _medium(token)):
                    return names
    return ()


def _medium(token: Token) -> tuple[int, ...]:
    names = name_tokens(token)
    words = " ".join(t.text for t in names)
    return tuple(t.i for t in names) if kind_of(words) == "media" else ()


def _tensed(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() not in vocabulary().force


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _doubted(head: Token) -> bool:
    words = {c.lower_ for c in head.children if c.dep_ in ("amod", "det")}
    return head.lemma_.lower() in vocabulary().tale and bool(words & vocabulary().doubtful)


# --- prepositional frames ----------------------------------------------------------------------------------------


def _according(doc: Doc) -> Iterable[Frame]:
    """ "according to X", "per X", "as quoted by X" apart: X for its sentence, or for its clause in mid-sentence."""
    for token in doc:
        if token.lower_ != "according":
            continue
        to = doc[token.i + 1] if token.i + 1 < len(doc) else None
        head = (
            next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None and to.lower_ == "to" else None
        )
        if head is None:
            continue
        names = tuple(t.i for t in name_tokens(head))
        own = set(names) | {token.i, token.i + 1}
        yield Frame(
            rule="speech.according",
            force="said",
            verb=token.i,
            speaker=names,
            scope=frozenset(_reach(token, max(names)) - own),
            doubtful=_doubted(head),
        )


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
    """ "by some accounts", "by early reports": the stretch behind it if it opens one, else the stretch before it."""
    for token in doc:
        if token.lower_ != "by" or token.dep_ == "agent":
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
    """ "reports that ...", "allegations of ...", "there were reports they ...": a noun that reports."""
    for noun in doc:
        lemma = noun.lemma_.lower()
        if noun.pos_ != "NOUN" or lemma not in vocabulary().tale | vocabulary().denial_tale:
            continue
        scope = {t.i for c in noun.children if _tale_content(c) for t in c.subtree}
        if not scope and noun.dep_ == "attr" and noun.head.lemma_ == "be":
            scope = {t.i for c in noun.head.children if c.dep_ in CLAUSES for t in c.subtree}
        if not scope:
            continue
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        stands = noun.head.lemma_ == "be" and any(c.dep_ == "expl" for c in noun.head.children)
        names = name_tokens(owner if owner is not None else noun)
        claim = lemma in vocabulary().claim_tale or stands or _doubted(noun)
        yield Frame(
            rule=f"speech.{lemma}",
            force="deny" if lemma in vocabulary().denial_tale else ("claim" if claim else "said"),
            verb=noun.i,
            speaker=tuple(t.i for t in names if t.i not in scope) if owner is not None or lemma == "report" else (),
            scope=frozenset(scope - {noun.i}),
            doubtful=claim,
        )


def _tale_content(child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp", "relcl"):
        return child.pos_ in ("VERB", "AUX") and (child.tag_ != "VBN" or child.dep_ != "acl")
    return child.dep_ == "prep" and child.lower_ in ("of", "about")


HEADLINE_COLON = re.compile(r"^\s*([^:;\d“\"]{2,60}):\s+\S|:\s*([A-Z][^:;\d]{1,50}|[a-z]{3,20}(?: [a-z]+)?)\s*$")
HEADLINE_SAYS = re.compile(
    r"(?:[,–—-]\s*|\s)(?:says?|said|reports?|claims?|confirms?)\s+([^,:;]{2,60})$"
    r"|,\s*([^,:;]{2,60}?)\s+(?:says?|said|reports?|claims?|confirms?)$",
)
