"""Verbs of harm: who is killed, wounded, taken or displaced, by the object, the passive subject or the participle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from reckoning.extract.harm import (
    OBJECTS,
    PASSIVE,
    STATE_FORCES,
    SUBJECTS,
    Harm,
    agents,
    agents_by,
    irregulars,
    is_remains,
    of_people,
    reduced,
    resolve,
    verbs,
)
from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import sort_of
from reckoning.extract.subject import subject_of
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

WANTED = frozenset(
    ["insurgent", "militant", "suspect", "terrorist", "leader", "commander", "facilitator", "taliban", "fighter"]
)
PHRASAL = (("gun", "down"), ("mow", "down"), ("cut", "down"), ("wip", "out"))
SENTENCE = re.compile(
    r"^over\b|\b(?:years?|months?|life)\b"
    r"|\bfor (?:the |his |her |their )?(?:\w+ )?(?:kill|murder|bomb|attack|plot|role|part)"
)
MEDICAL = re.compile(r"\b(?:hospitals?|clinics?|medical)\b")
WON = re.compile(  # a match or a vote, no blows
    r"\b\d+\s*[-–]\s*\d+\b|\bon penalties\b"
    r"|\bby (?:\S+ ){0,3}(?:goals?|points?|runs?|wickets?|votes?|seconds?|strokes?|lengths?|tries)\b"
    r"|\b(?:in|to (?:reach|win)) the (?:\w+ )?(?:final|semi-?finals?|quarter-?finals?|play-?offs?|title|cup)\b"
)
COURT = re.compile(r"\b(?:court|judge|tribunal|verdict|convict\w*|sentenc\w*|trial)\b", re.IGNORECASE)
NEXT = 3  # tokens from a verb to the one that it shares its object with
INSERT = 14  # tokens at most that commas set off between a verb and its object
INSERTED = re.compile(r"(?:by|according|in|on|at|as|after|over|during|so|reportedly|allegedly)\b", re.IGNORECASE)
BURIALS = ("identify", "bury", "inter", "entomb")


def verb_harms(token: Token, lemma: str) -> Iterator[Harm]:  # noqa: C901 - one walk over a verb and its victims
    if not token.tag_.startswith("VB"):
        return
    yield from _to_death(token, lemma)
    transitive, weak = verbs("object_verbs"), verbs("weak_object_verbs")
    if lemma in transitive or lemma in weak:
        measure = transitive.get(lemma) or weak[lemma]
        for victim in patients(token):
            if victim.lemma_.lower() in verbs("nouns"):
                continue
            if lemma == "shoot" and any(c.dep_ == "prep" and c.lower_ == "at" for c in token.children):
                continue
            if lemma == "beat" and WON.search(token.doc[token.i : token.i + 14].text):
                continue
            if lemma == "evacuate" and MEDICAL.search(token.doc[token.i : token.i + 9].text):
                continue
            if lemma in ("jail", "imprison") and sentenced(token):
                continue
            if lemma in BURIALS and not (remains_like(victim) or _interred(token, victim)):
                continue
            kind = taken_by(token, victim) if lemma in ("seize", "capture") else measure
            manner = lexicon("harm")["manners"].get(lemma)
            if unsplit(token, victim):
                kind, lemma, manner = "casualties", "kill or injure", None
            yield Harm(
                measure=deadly(token, kind),
                trigger=token,
                victim=victim,
                rule=f"verb:{lemma}" + (" by irregulars" if kind == "abducted" and _irregular(token) else ""),
                manner=manner,
                strong=lemma in transitive,
            )
    if lemma in verbs("subject_verbs"):
        for victim in agents(token):
            kind = "casualties" if unsplit(token, victim) else verbs("subject_verbs")[lemma]
            yield Harm(measure=kind, trigger=token, victim=victim, rule=f"subject:{lemma}")


def _to_death(token: Token, lemma: str) -> Iterator[Harm]:
    """ "hacked six farmers to death", "burned to death", "wiped out a family": deadly by what follows the verb."""
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 9]]
    mortal = "death" in after and any(pair == ("to", "death") for pair in pairwise(after))
    behind = [p for v, p in PHRASAL if token.lower_.startswith(v)]
    phrasal = bool(behind) and any(c.lower_ in behind for c in token.children if c.dep_ in ("prt", "advmod"))
    if (mortal and lemma not in (*verbs("object_verbs"), "sentence", "condemn", "put", "threaten")) or phrasal:
        yield from (Harm(measure="killed", trigger=token, victim=v, rule=f"to death:{lemma}") for v in patients(token))


def sentenced(token: Token) -> bool:
    """ "jailed for nine years over the massacre": a sentence is no arrest."""
    after = token.doc[token.i + 1 : token.i + 12].text.lower()
    return SENTENCE.search(after) is not None or COURT.search(token.doc.text) is not None


def _interred(token: Token, victim: Token) -> bool:
    """Counted people who were buried, but not under rubble or snow."""
    after = {t.lower_ for t in token.doc[token.i : token.i + 6]}
    counted = victim.like_num or any(c.like_num for c in victim.lefts)
    return counted and token.lemma_.lower() != "identify" and not after & {"under", "beneath", "alive", "rubble", "by"}


def remains_like(victim: Token) -> bool:
    """Who is identified or buried is a claim only where the dead are meant."""
    inner = of_people(victim) if victim.like_num else None
    if inner is not None and remains_like(inner):
        return True
    return is_remains(victim) or victim.lemma_.lower() in ("victim", "dead", "casualty") or victim.lower_ == "dead"


def unsplit(token: Token, victim: Token) -> bool:
    """ "killed or injured 30", "30 were killed or wounded": one number for both."""
    partners = [c for c in token.children if c.dep_ == "conj"] + ([token.head] if token.dep_ == "conj" else [])
    table = verbs("object_verbs") | verbs("weak_object_verbs") | verbs("subject_verbs")
    for other in partners:
        first, second = sorted((token, other), key=lambda t: t.i)
        linked = (
            any(t.lower_ in ("or", "and/or", "and") for t in token.doc[first.i : second.i]) and second.i - first.i <= 3
        )
        sole = not any(c.dep_ in OBJECTS and c.i != victim.i for c in first.children)
        own = (
            not sole
            or any(c.dep_ in SUBJECTS for c in second.children)
            or any(c.dep_ in (*OBJECTS, *SUBJECTS) and c.i != victim.i for c in second.children)
        )
        measures = {table.get(first.lemma_.lower()), table.get(second.lemma_.lower())}
        if linked and not own and (measures == {"killed", "injured"} or _either(first, second, measures)):
            return True
    return False


def _either(first: Token, second: Token, measures: set[Measure | None]) -> bool:
    """ "killed or captured", "killed or disappeared": which of the two befell how many is not said."""
    words = {t.lower_ for t in first.doc[first.i : second.i]}
    fates = measures & {"killed", "missing", "abducted", "detained"}
    return "killed" in measures and len(fates) > 1 and bool(words & {"or", "and/or"})


def deadly(token: Token, measure: Measure) -> Measure:
    """ "Shot dead", "beaten to death", "gunned down" are killings; a bare "shot" is not."""
    if measure not in ("casualties", "injured"):
        return measure
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 8]]
    if (
        any(
            c.lower_ == "dead" and c.i > token.i and c.dep_ in ("oprd", "acomp", "advmod", "amod", "xcomp")
            for c in token.children
        )
        or "dead" in after[:1]
    ):
        return "killed"
    if "death" in after and "to" in after and after.index("death") == after.index("to") + 1:
        return "killed"
    return measure


def taken_by(token: Token, victim: Token) -> Measure:
    """Captured by a state is detained, by anybody else abducted."""
    if _irregular(token):
        return "abducted"
    agent = _agent_words(token)
    if any(w in STATE_FORCES for w in agent) or (not agent and victim.lemma_.lower() in WANTED):
        return "detained"
    return "abducted"


def _irregular(token: Token) -> bool:
    """Whether fighters who are no state's act."""
    return any(w in irregulars() for w in _agent_words(token))


def _agent_words(token: Token) -> list[str]:
    """The words of those who act, without what a clause tells of them ("men wearing police uniforms")."""
    return [
        t.lower_
        for a in [*agents_by(token), *_doers(token)]
        for t in [a, *(x for x in a.subtree if x.dep_ in ("compound", "amod", "conj", "nmod", "pobj", "poss"))]
        if not any(x.dep_ in ("acl", "relcl") for x in [t, *t.ancestors] if x.i > a.i)
    ]


def _doers(token: Token) -> list[Token]:
    """The subject of a verb in the active, through coordination: "rebels killed 18 and captured 22"."""
    own = [c for c in token.children if c.dep_ == "nsubj"]
    while not own and token.dep_ in ("conj", "advcl", "xcomp") and token.tag_ != "VBN":
        token = token.head
        own = [c for c in token.children if c.dep_ == "nsubj"]
    return own


def patients(token: Token) -> list[Token]:
    """Heads that a transitive verb harms: object, passive subject, or the noun that a participle describes."""
    behind = _past_insert(token)
    if behind:
        return behind
    found = [c for c in token.children if c.dep_ in OBJECTS and not _next_harm(c, token)]
    passive = [c for c in token.children if c.dep_ in PASSIVE]
    passive = [c for c in passive if c.lower_ == "who"] or passive  # "a man who an informant claimed had been killed"
    reported = token.dep_ in ("xcomp", "oprd") and token.i == token.head.i + 1  # "were reported killed"
    if token.tag_ == "VBN" and not found and (reported or any(c.dep_ == "auxpass" for c in token.children)):
        passive = subject_of(token) or passive
    found += [r for c in passive for r in resolve(c, token)]
    if not found and not passive:
        found = reduced(token)
    if not found and token.dep_ == "conj" and token.head.tag_.startswith("VB"):
        found = _shared(token)
    if not found:
        found = [
            o for c in token.children if c.dep_ == "conj" and unsplit(token, c) for o in c.children if o.dep_ in OBJECTS
        ]
    if not found and not passive:
        found = _ahead(token) or _named_behind(token) or _elliptic(token)
    if not found and token.tag_ == "VBN" and token.dep_ in ("acomp", "attr") and token.head.lemma_ in ("be", "get"):
        above = subject_of(token.head) or [c for c in token.head.children if c.dep_ == "nsubj"]  # "was gang-raped"
        found = [r for c in above for r in resolve(c, token.head)]
    if not found and not passive and token.tag_ == "VBN" and token.dep_ == "conj":
        found = _carried(token)
    if not found and token.tag_ == "VBN" and not passive:
        found = [c for c in token.children if c.dep_ in ("ccomp", "attr", "oprd") and sort_of(c) == "people"]
    return found


def _carried(token: Token) -> list[Token]:
    """ "Eighteen soldiers surrendered and were taken": the subject of the active verb before, counted people."""
    if not any(c.dep_ == "auxpass" for c in token.children):
        return []
    verb = token.head
    while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children) and verb.head.i != verb.i:
        verb = verb.head
    return [
        r
        for c in verb.children
        if c.dep_ in SUBJECTS and c.i < token.i
        for r in resolve(c, verb)
        if sort_of(r) == "people"
    ]


def _past_insert(token: Token) -> list[Token]:
    """ "killed, by the ministry's count, 57 people": the object stands behind what commas set off."""
    doc = token.doc
    if token.tag_ not in ("VBD", "VBN") or token.i + 1 >= len(doc) or doc[token.i + 1].text != ",":
        return []
    if any(c.dep_ in ("auxpass", *OBJECTS) for c in token.children):
        return []
    closing = next(
        (t.i for t in doc[token.i + 2 : token.i + INSERT] if t.text == "," or t.tag_ in ("VBD", "VBZ", "MD")), None
    )
    if closing is None or closing + 1 >= len(doc) or not INSERTED.match(doc[token.i + 2 : closing].text):
        return []
    number = doc[closing + 1]
    head = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
    return [head] if number.like_num and sort_of(head) != "thing" else []


def _ahead(token: Token) -> list[Token]:
    """ "kidnapped and killed five engineers": the object of the verb right behind is the object of both."""
    later = [c for c in token.children if c.dep_ == "conj" and c.tag_ == token.tag_ and c.i - token.i <= NEXT]
    if any(c.dep_ == "cc" and "or" in c.lower_.split("/") for c in token.children):
        return []
    return [o for c in later for o in c.children if o.dep_ in OBJECTS]


def _named_behind(token: Token) -> list[Token]:
    """ "shot dead Uday Samar, a lecturer": a name that the model takes for an adverb."""
    dead = any(c.lower_ == "dead" and c.dep_ == "oprd" for c in token.children)
    return [c for c in token.rights if dead and c.dep_ in ("npadvmod", "dep") and c.pos_ == "PROPN"][:1]


def _elliptic(token: Token) -> list[Token]:
    """ "Two staff stopped at a checkpoint, robbed and detained by men": the passive of telegrams."""
    if not agents_by(token) or token.dep_ != "conj":
        return []
    verb = token
    while (
        verb.dep_ == "conj" and verb.head.tag_ in ("VBD", "VBN") and not any(c.dep_ in OBJECTS for c in verb.children)
    ):
        verb = verb.head
    return [c for c in verb.children if c.dep_ == "nsubj" and sort_of(c) == "people"]


def _next_harm(number: Token, token: Token) -> bool:
    """ "10 civilians killed 15 injured": the number behind belongs to the harm that follows it."""
    after = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else None
    counted = any(c.dep_ == "nsubj" and (c.like_num or any(g.like_num for g in c.lefts)) for c in token.children)
    itself = number.like_num or number.lower_ == "others" or any(c.like_num for c in number.lefts)
    return itself and counted and after is not None and after.lower_ in verbs("states")


def _shared(token: Token) -> list[Token]:
    """Object or passive subject of the verb that this one is coordinated with ("killed and wounded 12")."""
    first = token.head
    passive = [c for c in first.children if c.dep_ in PASSIVE]
    if passive and token.tag_ == "VBN":
        return [r for c in passive for r in resolve(c, first)]
    if first.lemma_.lower() in verbs("object_verbs") and not any(c.dep_ == "nsubj" for c in token.children):
        later = [c for c in token.children if c.dep_ in OBJECTS]
        return later or [c for c in first.children if c.dep_ in OBJECTS and c.i > token.i]
    return []
