"""Reporting frames: which words of a sentence stand under which speaker, and with what force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.hearers import hearer_of
from reckoning.extract.parse import Sentence
from reckoning.extract.voice import Force, is_event, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = frozenset({"ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
HEARSAY = frozenset({"say", "report", "suggest", "tell", "state"})
STATES = frozenset({"dead", "killed", "wounded", "injured", "missing", "hurt"})
OPINIONS = frozenset({"think", "believe", "say", "suspect", "presume", "report", "know", "understand"})
FACTUAL = frozenset({"when", "after", "before", "as", "because", "since", "while", "although", "though", "until"})
DUMMIES = frozenset({"there", "this", "these", "those", "what"})
PICTURES = frozenset({"video", "photo", "photograph", "image", "footage", "name", "identity", "detail"})
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


def verb_frames(sentence: Sentence) -> tuple[Frame, ...]:
    """The frames of reporting verbs in a sentence, widest scope first: who is quoted comes after who quotes him."""
    doc = sentence.doc
    return tuple(sorted(_verbs(doc), key=lambda f: (-len(f.scope), f.verb)))


# --- reporting verbs ---------------------------------------------------------------------------------------------


def _verbs(doc: Doc) -> Iterable[Frame]:
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        force = vocabulary().force.get(verb.lemma_.lower()) or _held(verb)
        if force is None and verb.lemma_.lower() not in vocabulary().toll:
            continue
        scope = _content(verb) if force else _toll_object(verb)
        if not scope or _negated(verb):
            continue
        yield _frame(verb, "claim" if _hearsay(verb) else force or "said", scope)


def _held(verb: Token) -> Force | None:
    """As in "previous estimates held that", "statistics give 302 murders": only papers hold and give so."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    told = verb.lemma_ == "hold" and any(c.dep_ == "ccomp" for c in verb.children)
    return "said" if subject is not None and is_paper(subject) and (told or _documents(verb)) else None


def _frame(verb: Token, force: Force, scope: set[int]) -> Frame:
    head, relay = speaker_of(verb)
    names = tuple(t.i for t in name_tokens(head)) if head is not None and head.i not in scope else ()
    if force in ("believe", "expect"):
        scope = scope - _circumstances(verb)
    return Frame(
        rule=f"speech.{verb.lemma_.lower()}",
        force=force,
        verb=verb.i,
        speaker=names,
        scope=frozenset(scope - set(names) - {verb.i}),
        hearer=hearer_of(verb),
        relay=tuple(t.i for t in name_tokens(relay)) if relay is not None else (),
        doubtful=head is not None and doubted(head),
    )


def _this_side(verb: Token, scope: set[int]) -> set[int]:
    """Nothing before a semicolon stands under a verb behind it."""
    wall = max((t.i for t in verb.doc[: verb.i] if t.text == ";"), default=-1)
    return {i for i in scope if i > wall}


def _reduced(verb: Token) -> bool:
    """As in "three hikers, thought to be Belgian, were killed": a bare participle of a noun."""
    return verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)


def _aside_participle(verb: Token) -> bool:
    """As in "Three hikers, thought to be Belgian, were killed", which the parser takes for a main verb."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    to = any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in verb.children)
    comma = verb.i > 0 and verb.doc[verb.i - 1].text == ","
    return comma and to and not passive and verb.lemma_.lower() in OPINIONS


def _circumstances(verb: Token) -> set[int]:
    """What is told as a fact beside a belief: "thought they had left when twelve were killed"."""
    clauses = (c for c in verb.subtree if c.dep_ == "advcl" and any(g.lower_ in FACTUAL for g in c.children))
    return {t.i for clause in clauses for t in clause.subtree}


def _hearsay(verb: Token) -> bool:
    """As in "it is said that", "it was reported that": nobody stands for it."""
    passive = any(c.dep_ == "auxpass" for c in verb.children) and _agent(verb) is None
    clause = any(c.dep_ in CLAUSES for c in verb.children)
    return passive and clause and verb.lemma_.lower() in HEARSAY


def _content(verb: Token) -> set[int]:
    """What a reporting verb reports: its clause, or a plain object for verbs that take one, or what it interrupts."""
    scope: set[int] = set()
    for child in verb.children:
        clause = child.dep_ in CLAUSES or (child.dep_ == "parataxis" and _tensed(child))
        thing = _reported_thing(verb, child)
        about = child.dep_ == "prep" and child.lower_ in ("of", "for") and verb.lemma_.lower() in vocabulary().about
        if clause or thing or about or child.dep_ == "oprd":
            scope |= {t.i for t in child.subtree} - (_asides(child) if about else set())
        scope |= _about_thing(verb, child) | (_behind_thing(verb, child) if thing else set())
    scope |= _accused_of(verb, scope)
    scope |= {c.i for c in verb.children if c.lower_ in STATES and c.i - 1 in scope}
    if _aside_participle(verb):
        return {t.i for c in verb.children if c.dep_ == "xcomp" for t in c.subtree}
    if vocabulary().force.get(verb.lemma_.lower()) == "deny":
        return {
            i for i in scope if i > verb.i or _negative_passive(verb)
        }  # who denies a part denies nothing that stands before it: "60 slain, rebels deny role"
    if scope and verb.dep_ != "parataxis":
        return _this_side(verb, scope) | _elliptic(verb)
    if _reduced(verb):
        return scope
    if verb.dep_ in ("parataxis", "ccomp", "dep") or (verb.dep_ == "advcl" and not _marked(verb)):
        return scope | _interrupted(verb)
    return scope or _before(verb)


def _reported_thing(verb: Token, child: Token) -> bool:
    """Whether a plain object is what a verb reports: "confirmed the deaths of five", "statistics show 302 murders"."""
    plain = child.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in vocabulary().object
    return (plain and not _toll_taken(child)) or (child.dep_ == "dobj" and _documents(verb))


def _about_thing(verb: Token, child: Token) -> set[int]:
    """As in "accused the army of a massacre": what the object is told of."""
    if child.dep_ != "dobj" or verb.lemma_.lower() not in vocabulary().about:
        return set()
    return {t.i for c in child.children if c.lower_ in ("of", "for") for t in c.subtree}


def _behind_thing(verb: Token, thing: Token) -> set[int]:
    """What stands behind a reported thing and goes with it: "were recorded by the mission, including one nurse"."""
    links = ("including", "among", "as") if thing.dep_ == "nsubjpass" else None
    behind = (c for c in verb.children if c.i > thing.i and c.dep_ == "prep")
    return {t.i for c in behind if links is None or c.lower_ in links for t in c.subtree}


def _accused_of(verb: Token, scope: set[int]) -> set[int]:
    """As in "accused the army of shelling a school, killing nine": what the deed led to is part of the charge."""
    if not scope or verb.lemma_.lower() not in ("accuse", "blame", "charge"):
        return set()
    led = (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > max(scope))
    return {t.i for c in led for t in c.subtree}


def _documents(verb: Token) -> bool:
    """As in "statistics show 302 murders": the subject is a document or a count."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and verb.lemma_.lower() in vocabulary().show and is_paper(subject)


def is_paper(token: Token) -> bool:
    """Whether a noun is a document, an account or figures, no picture."""
    low = token.lemma_.lower()
    return low in vocabulary().document | vocabulary().account | vocabulary().collection and low not in PICTURES


def _negative_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _asides(child: Token) -> set[int]:
    """Relative clauses inside an accusation are the outlet's own."""
    return {t.i for c in child.subtree if c.dep_ == "relcl" for t in c.subtree}


def _toll_taken(thing: Token) -> bool:
    """As in "the war has claimed 120 lives": the verb kills and reports nothing."""
    return thing.head.lemma_ == "claim" and thing.lemma_.lower() in ("life", "death", "victim", "casualty", "toll")


def _elliptic(verb: Token) -> set[int]:
    """As in "X said three were seized, but one has since died": the second clause lives on the first."""
    found: set[int] = set()
    outer = verb.head.head if verb.dep_ == "pcomp" else verb
    for child in outer.children:
        if child.dep_ != "conj" or child.lemma_.lower() in vocabulary().force:
            continue
        if child.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "nummod" for c in child.children):
            found |= {t.i for t in child.subtree}
            continue
        subject = next((c for c in child.children if c.dep_ in SUBJECTS), None)
        if subject is not None and (
            subject.pos_ == "NUM" or subject.lower_ in ("one", "others", "some", "most", "half")
        ):
            found |= {t.i for t in child.subtree}
    return found


def _interrupted(verb: Token) -> set[int]:
    """As in "Ten died, police said": the clause that the reporting clause was put into."""
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
    return {t.i for t in verb.doc if start <= t.i < min(left, verb.i) and t.i != verb.i}


def _tail(verb: Token) -> bool:
    """Whether the reporting clause stands behind a comma, as an aside or at the end."""
    left = min(t.i for t in [verb, *(c for c in verb.children if c.dep_ in SUBJECTS)])
    while left > 0 and verb.doc[left - 1].dep_ in ("det", "compound", "amod", "poss", "nmod", "case"):
        left -= 1
    return left > 0 and verb.doc[left - 1].text in (",", "”", '"', "–", "—", "-", ";", "''", "’", "--")


def _toll_object(verb: Token) -> set[int]:
    """As in "put the toll at 12": only a toll makes such a verb a reporting one."""
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return set()  # "pulled out a body, bringing the toll to four" says nothing
    for child in verb.children:
        plain = verb.lemma_ != "give" or child.lemma_.lower() in vocabulary().toll_noun
        if child.dep_ == "dobj" and plain and any(t.lemma_.lower() in vocabulary().toll_noun for t in child.subtree):
            return {t.i for c in verb.children if c.i > verb.i and c.dep_ not in SUBJECTS for t in c.subtree}
    return set()


def speaker_of(verb: Token) -> tuple[Token | None, Token | None]:
    """The head of who speaks, and of who passes it on ("X was quoted by Y as saying")."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    heard = verb.lemma_.lower() in vocabulary().hearer and _reduced(verb)  # "went into shock when told that"
    if passive or heard or (_reduced(verb) and verb.dep_ in ("acl", "advcl")) or _aside_participle(verb):
        return able(_agent(verb)), None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted(verb.head.head)
    subjects = [c for c in _with_auxiliaries(verb) if c.dep_ == "nsubj"]
    for child in sorted(subjects, key=lambda c: c.lower_.endswith(("st", "nd", "rd", "th")) and c.lower_[0].isdigit()):
        if child.lower_ not in RELATIVES or len(subjects) == 1:
            return (able(_antecedent(verb, child)), None)
    if verb.dep_ in ("acl", "relcl"):
        return able(_issuer(verb.head)), None
    if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep") and verb.head.i != verb.i:
        return _inherited(verb)
    return None, None


def _with_auxiliaries(verb: Token) -> list[Token]:
    """The verb's children and its auxiliaries': "he did, however, say" has its subject under "did"."""
    return [*verb.children, *(c for aux in verb.children if aux.dep_ == "aux" for c in aux.children)]


def _inherited(verb: Token) -> tuple[Token | None, Token | None]:
    here = verb.head
    while here.pos_ not in ("VERB", "AUX") and here.head.i != here.i and not _has_subject(here):
        here = here.head
    if here.i == verb.i:
        return None, None
    if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
        return None, None
    for child in _with_auxiliaries(here):
        if child.dep_ in ("nsubj", "nsubjpass"):
            return able(_antecedent(here, child)), None
    return speaker_of(here) if here.dep_ in ("conj", "advcl", "relcl", "acl", "xcomp") else (None, None)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)


def _quoted(verb: Token) -> tuple[Token | None, Token | None]:
    """As in "Y quoted X as saying", "X was quoted by Y as saying": (X, Y)."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if subject is not None and subject.dep_ == "nsubjpass":
        return able(subject), _agent(verb)
    return (able(obj), able(subject)) if obj is not None else (able(subject), None)


def _antecedent(verb: Token, subject: Token) -> Token:
    """As in "..., an aid worker, who said": the noun that the relative pronoun stands for."""
    if subject.lower_ in RELATIVES and verb.dep_ in ("relcl", "acl"):
        return _person_above(verb.head) if subject.lower_ == "who" else _issuer(verb.head)
    return subject


def _person_above(noun: Token) -> Token:
    """As in "Ana Ruiz, a nurse of the clinic, who said": the person, whatever the clause was hung on."""
    here = noun
    while here.dep_ in ("appos", "pobj", "prep", "conj") and here.head.i != here.i and here.ent_type_ != "PERSON":
        here = here.head
    return here if here.ent_type_ == "PERSON" else noun


def _issuer(noun: Token) -> Token:
    """As in "Ruritania Watch issued a report showing that": the issuer speaks, else the report itself."""
    verb = noun.head
    if noun.lemma_.lower() in ("ground", "reason", "cause") and noun.dep_ == "dobj":
        return next((c for c in verb.children if c.dep_ == "nsubj"), noun)  # "has reasonable grounds to believe"
    if (
        noun.dep_ == "dobj"
        and noun.lemma_.lower() in vocabulary().document
        and verb.lemma_.lower() in vocabulary().issue
    ):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return child
    return noun


def able(token: Token | None) -> Token | None:
    """A speaker can speak: no event, no dummy subject, no number, nobody at all; but "one of them" can."""
    if token is None or token.lower_ in DUMMIES or _nobody(token):
        return None
    if token.pos_ in ("NUM", "DET") and not (token.lower_ == "one" and any(c.lower_ == "of" for c in token.children)):
        return None
    return None if is_event(token) and token.lemma_.lower() not in vocabulary().document else token


def _nobody(token: Token) -> bool:
    """As in "no one counted", "nobody knows", "neither side said": nobody is no source."""
    whole = token.lower_ in ("nobody", "none", "nothing", "neither", "anyone", "anybody", "everyone")
    return whole or any(c.lower_ in ("no", "neither") and c.i < token.i for c in token.children)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _tensed(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() not in vocabulary().force


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def _negated(verb: Token) -> bool:
    stopped = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("stop", "cease", "refuse", "decline", "fail")
    return stopped or any(c.dep_ == "neg" for c in verb.children)


def doubted(head: Token) -> bool:
    words = {c.lower_ for c in head.children if c.dep_ in ("amod", "det")}
    return head.lemma_.lower() in vocabulary().tale and bool(words & vocabulary().doubtful)
