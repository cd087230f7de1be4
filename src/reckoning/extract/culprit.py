"""Who acts in one sentence: subjects and agents of harm and attack, and the names before an attack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.actors import deeds, is_actor
from reckoning.extract.voice import is_event, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
THEY = frozenset({"they", "he", "she", "it", "them", "him", "we"})
PARTICIPANTS = frozenset({"nsubj", "nsubjpass"})
MADE_BY = frozenset({"carry", "launch", "conduct", "stage", "fire", "detonate", "drop", "set", "plant", "commit"})
ACCUSED = frozenset({"accuse", "suspect", "convict", "blame", "charge", "indict", "arrest", "jail", "sentence", "try"})
HURTING = frozenset({"kill", "wound", "injure", "murder", "execute", "behead", "slay", "massacre", "rescue", "free"})
DATELINE = 12  # tokens in which a dateline ends
AT = frozenset({"at", "on", "into", "upon", "toward", "towards", "against"})
ATTACK_OBJECTS = frozenset(
    {"fire", "hostage", "rampage", "spree", "grenade", "explosive", "shot", "round", "cannister"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Culprit:
    """The words that name who acts (token indexes of one sentence), the rule, and whether they are a pronoun.

    ``against`` is the head of whom the act is done to, where the clause says.
    """

    tokens: tuple[int, ...]
    rule: str
    pronoun: bool = False
    against: int | None = None


def harm_actor(head: Token, victims: frozenset[int]) -> Culprit | None:
    """Who does the harm that one word states: a by-phrase, an active subject, an owner, an accused.

    Victims are never taken.
    """
    verb = _verb_of(head)
    deed = is_event(head) or head.lemma_.lower() in deeds().attack_noun | deeds().harm_noun
    found = _doer(verb, victims) if verb is not None else None
    if found is None and verb is None and deed:
        found = event_actor(head, victims)
    return found or _accused(head, victims)


def _doer(verb: Token, victims: frozenset[int]) -> Culprit | None:
    if (agent := agent_of(verb, victims)) is not None:
        return agent
    low = verb.lemma_.lower()
    put_to_death = low == "put" and any(t.lower_ == "death" for t in verb.subtree)
    if is_passive(verb) or low in deeds().happen or (low not in deeds().harm and not put_to_death):
        return None
    subject = subject_of(verb)
    return person_or_event(subject, victims, "blame.subject") if subject is not None else None


def _verb_of(head: Token) -> Token | None:
    """The harm verb that a word belongs to: itself, or "left ... dead", "shot dead"."""
    if head.pos_ in ("VERB", "AUX") and head.lemma_ != "be":
        return head
    if head.pos_ in ("ADJ", "ADV") and head.head.lemma_ in ("leave", "shoot", "strike", "beat", "gun", "hack"):
        return head.head
    for up in head.ancestors:
        if up.pos_ == "VERB":
            near = head.dep_ in ("dobj", "nsubjpass") or head.head.dep_ in ("dobj", "ccomp", "oprd")
            return up if near and up.lemma_.lower() in deeds().harm and up.lemma_ != "claim" else None
        if up.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return None
    return None


def agent_of(verb: Token, victims: frozenset[int]) -> Culprit | None:
    """As in "killed by gunmen", "killed in an ambush by gunmen"; shared along a conjunction: "killed or hurt by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            for token in child.children:
                if token.dep_ == "pobj" and (found := person_or_event(token, victims, "blame.agent")):
                    return found
    for other in _shared(verb):
        for child in other.children:
            if child.dep_ == "agent":
                for token in child.children:
                    if token.dep_ == "pobj" and (found := person_or_event(token, victims, "blame.agent")):
                        return found
    return None


def _shared(verb: Token) -> list[Token]:
    """Conjoined verbs without a subject of their own, in both directions."""
    after = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and _subject(c) is None]
    before = [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _subject(verb) is None else []
    return after + before


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, found through relatives, conjunctions, participles and infinitives."""
    seen: set[int] = set()
    here = verb
    while here.i not in seen:
        seen.add(here.i)
        own = _subject(here)
        if own is not None or (here.dep_ == "acl" and here.tag_ == "VBG"):
            return _subject_at(here, verb, own)
        if not _climbs(here, verb):
            return _before(here) if here.dep_ == "ROOT" else None
        if here.dep_ == "ccomp" or (here.dep_ == "xcomp" and _extracted(here) is not None):
            return _extracted(here)
        if here.dep_ in ("pcomp", "prep") and here.head.lemma_.lower() in ACCUSED:
            return _blamed_in(here.head)
        here = here.head
    return None


def _extracted(verb: Token) -> Token | None:
    """As in "a raid that the ministry said left twelve dead": the raid, not the ministry."""
    told = verb.head
    subjects = [c for c in told.children if c.dep_ == "nsubj"]
    pulled = any(c.lower_ in RELATIVES for c in told.children) and told.dep_ == "relcl"
    return _event_above(told.head) if pulled and (len(subjects) > 1 or verb.dep_ == "ccomp") else None


def _subject_at(here: Token, verb: Token, own: Token | None) -> Token | None:
    if own is None or (own.lower_ in RELATIVES and here.dep_ in ("relcl", "acl")):
        return _event_above(here.head)
    reported = here.i != verb.i and here.lemma_.lower() in set(vocabulary().force) | ACCUSED | {"find"}
    return own if own.dep_ == "nsubj" or reported else None


def _climbs(here: Token, verb: Token) -> bool:
    """Whether the subject may stand with the word above: not from a finite adverbial clause."""
    finite = here.dep_ == "advcl" and here.tag_ != "VBG" and here.i == verb.i
    to = any(c.lower_ == "to" for c in here.children)
    return here.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "aux") and (to or not finite)


def _blamed_in(verb: Token) -> Token | None:
    """Whom a verb of accusing accuses; relative pronouns stand for their noun."""
    dep = "nsubjpass" if is_passive(verb) else "dobj"
    who = next((c for c in verb.children if c.dep_ == dep), None)
    if who is not None and who.lower_ in RELATIVES and verb.dep_ in ("relcl", "acl"):
        return verb.head
    return who


def _before(verb: Token) -> Token | None:
    """The noun right before a main verb that the parser left without a subject."""
    at = verb.i - 1
    while at >= 0 and verb.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    near = verb.doc[at] if at >= 0 else None
    return near if near is not None and near.pos_ in ("NOUN", "PROPN", "PRON") and near.dep_ == "appos" else None


def _event_above(noun: Token) -> Token:
    """As in "a shooting of protesters that left two dead": the shooting did, not the protesters."""
    here = noun
    while here.dep_ in ("pobj", "prep", "appos") and here.head.i != here.i and not is_event(here):
        here = here.head
        if here.pos_ in ("NOUN", "PROPN") and (is_event(here) or here.lemma_.lower() in deeds().attack_noun):
            return here
        if here.pos_ == "VERB":
            break
    return noun


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in PARTICIPANTS), None)


def is_passive(verb: Token) -> bool:
    """Whether what stands before a verb suffers it; bare participles of headlines and small clauses too."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    told = verb.dep_ in ("xcomp", "oprd") and verb.i == verb.head.i + 1  # "twelve reported killed"
    return bare and (told or verb.dep_ in ("acl", "relcl", "conj", "ROOT", "ccomp", "pcomp", "advcl"))


def _accused(head: Token, victims: frozenset[int]) -> Culprit | None:
    """As in "accused of killing", "charged with the murder of", "blamed for the deaths of": the accused."""
    for up in head.ancestors:
        if up.lemma_ == "responsible" and up.dep_ == "acomp" and head.i > up.i:
            who = next((c for c in up.head.children if c.dep_ == "nsubj"), None)
            return accepted(who, "blame.answers", victims) if who is not None else None
        if up.lemma_ == "responsibility" and up.dep_ == "dobj" and up.head.lemma_ in ("claim", "take", "accept"):
            who = subject_of(up.head)
            return accepted(who, "blame.responsibility", victims) if who is not None else None
        if up.pos_ == "VERB" and up.lemma_.lower() in ACCUSED:
            nearby = [*up.children, *(g for c in up.children if c.dep_ == "dobj" for g in c.children)]
            under = [c for c in nearby if c.dep_ == "prep" and c.lower_ in ("of", "for", "with", "over")]
            if not any(head.i in {t.i for t in c.subtree} for c in under):
                return None
            who = _blamed_in(up)
            return accepted(who, "blame.accused", victims) if who is not None else None
        if up.dep_ in ("relcl", "advcl"):
            return None
    return None


def person_or_event(token: Token, victims: frozenset[int], rule: str) -> Culprit | None:
    """Somebody who acts, whoever is behind an attack that acts ("Israeli strikes killed"), a pronoun, or nobody."""
    low = token.lower_
    if token.i in victims or token.pos_ in ("NUM", "ADJ", "ADV", "VERB"):
        return None
    if low in THEY:
        return Culprit(tokens=(token.i,), rule=rule, pronoun=True)
    if is_event(token) or token.lemma_.lower() in deeds().attack_noun:
        return event_actor(token, victims)
    return accepted(token, rule, victims)


def accepted(token: Token, rule: str, victims: frozenset[int] = frozenset()) -> Culprit | None:
    """The noun phrase of somebody who can act, else nothing."""
    token = _past_dateline(token)
    if not is_actor(token) or _suffers(token) or _in_passing(token):
        return None
    names = [t for t in name_tokens(token) if t.i not in victims]
    harmed = any(t.tag_ in ("VBN", "VBD") and t.lemma_.lower() in deeds().harm | deeds().happen for t in names)
    return Culprit(tokens=tuple(t.i for t in names), rule=rule) if names and not harmed else None


def _suffers(token: Token) -> bool:
    """Whether the noun is itself harmed: "killed 200 rebels in fighting that left 44 soldiers dead"."""
    return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in HURTING


def _past_dateline(token: Token) -> Token:
    """As in "MAIDUGURI, Nigeria, Nov 18 — Gunmen shot ten": the noun behind the dash that opens a dispatch."""
    if token.i >= DATELINE or token.ent_type_ == "PERSON" or not (token.is_upper or token.ent_type_ == "GPE"):
        return token
    dash = next((t.i for t in token.doc[token.i + 1 : DATELINE] if t.text in ("—", "–", "--", ":")), None)
    if dash is None:
        return token
    return next((c.root for c in token.doc.noun_chunks if c.end > dash + 1 and c.root.i > dash), token)


def _in_passing(token: Token) -> bool:
    """As in "since Ruritania launched an offensive", "since the start of its invasion": it only says since when."""
    for up in (token, *token.ancestors):
        if up.lower_ == "since" and up.dep_ == "prep":
            return True
        if up.dep_ == "advcl" and any(c.lower_ == "since" and c.dep_ == "mark" for c in up.children):
            return True
    return False


def event_actor(noun: Token, victims: frozenset[int] = frozenset()) -> Culprit | None:
    """Whose attack it is: "an ambush by gunmen", "Israeli air strikes", "the army's raid", "a NATO attack"."""
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            for token in child.children:
                if token.dep_ == "pobj" and (found := _behind(token, victims)):
                    return found
        if child.dep_ in ("acl", "relcl") and child.lemma_ in MADE_BY and (found := agent_of(child, victims)):
            return found
    return _owner(noun, victims)


def _behind(token: Token, victims: frozenset[int]) -> Culprit | None:
    """As in "an ambush by gunmen", "raids by Ruritanian warplanes"."""
    if is_event(token) or token.lemma_.lower() in deeds().attack_noun:
        return _owner(token, victims)
    return accepted(token, "blame.event.by", victims)


def _owner(noun: Token, victims: frozenset[int]) -> Culprit | None:
    """Who stands before an attack; before a killing or a death stand the victims, unless "of" names them."""
    told = any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)
    if _in_passing(noun):
        return None
    if noun.lemma_.lower() in deeds().harm_noun and not told:
        return None
    words = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "poss", "nmod") and t.i not in victims]
    close = [t for t in words if not any(b.is_punct and b.text != "-" for b in noun.doc[t.i : noun.i])]
    named = [t for t in close if not _opposed(t) and (_names(t) or _led(t))]
    run = sorted({i for t in named for i in _modifier(t)})
    return Culprit(tokens=tuple(run), rule="blame.event.owner") if run else None


def _opposed(token: Token) -> bool:
    """As in "an anti-government attack": the word names those attacked, or those on whose behalf."""
    before = token.doc[max(0, token.i - 2) : token.i + 1]
    return token.lower_.startswith(("anti", "pro-")) or any(t.lower_ in ("anti", "pro") for t in before)


def _led(token: Token) -> bool:
    """As in "Ruritanian-led"."""
    party = any(t.ent_type_ in ("NORP", "ORG") for t in token.subtree)
    led = token.lower_.endswith("led") and any(t.ent_type_ == "GPE" for t in token.subtree)
    return token.dep_ == "amod" and (party or led)


def _names(token: Token) -> bool:
    """A modifier that names a party: a nation, an organisation, a kind of fighter; no place, number or manner."""
    party = vocabulary().kinds["belligerent"] | vocabulary().kinds["state"] | deeds().actor
    forces = token.i + 1 < len(token.doc) and token.nbor().lower_ in party
    before = token.i > 0 and token.nbor(-1).ent_type_ in ("GPE", "NORP") and token.lower_ in party
    if (token.ent_type_ == "GPE" and forces) or before:
        return True
    if {token.lemma_.lower(), token.lower_} & deeds().manner or token.pos_ in ("NUM", "DET", "PRON") or is_event(token):
        return False
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "LOC", "FAC"):
        return False
    if token.ent_type_ in ("NORP", "ORG") or {token.lemma_.lower(), token.lower_} & party:
        return True
    if token.dep_ == "poss":
        return is_actor(token) and token.lower_ not in THEY
    return token.ent_type_ == "GPE" and token.text.replace(".", "") in ("US", "UK", "USA", "EU", "UAE")


def _modifier(token: Token) -> Iterable[int]:
    return (t.i for t in token.subtree if t.dep_ not in {"case", "det"} and t.i <= token.i)


@lru_cache(maxsize=256)
def attackers(doc: Doc, victims: frozenset[int] = frozenset()) -> tuple[Culprit, ...]:
    """Everybody who attacks in a sentence, in order: "gunmen opened fire", "hotels were attacked by gunmen"."""
    found: list[Culprit] = []
    for token in doc:
        culprit = _attack(token, victims)
        if culprit is not None and all(set(culprit.tokens) != set(f.tokens) for f in found):
            found.append(culprit)
    return tuple(found)


def _attack(token: Token, victims: frozenset[int]) -> Culprit | None:
    low = token.lemma_.lower()
    if token.pos_ == "VERB" and low in deeds().attack and _fits(token):
        culprit = _doer_of_attack(token, victims)
        target = next((c.i for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
        return None if culprit is None else Culprit(
            tokens=culprit.tokens, rule=culprit.rule, pronoun=culprit.pronoun, against=target
        )  # fmt: skip
    if token.pos_ not in ("NOUN", "PROPN") or low not in deeds().attack_noun:
        return None
    dismissed = any(c.dep_ == "det" and c.lower_ in ("no", "another") for c in token.children)
    return None if dismissed else event_actor(token, victims)


def _doer_of_attack(verb: Token, victims: frozenset[int]) -> Culprit | None:
    if (agent := agent_of(verb, victims)) is not None or is_passive(verb):
        return agent
    subject = subject_of(verb)
    return person_or_event(subject, victims, "blame.subject") if subject is not None else None


def _fits(verb: Token) -> bool:
    """Loose verbs attack only with a fitting object: "opened fire", "went on a rampage"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if verb.lemma_.lower() == "fire" and any(c.dep_ == "prep" and c.lower_ in AT for c in verb.children):
        return True
    if verb.lemma_.lower() not in deeds().loose:
        return True
    words = {t.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "prep", "prt") for t in c.subtree}
    return bool(words & (deeds().attack_noun | ATTACK_OBJECTS))
