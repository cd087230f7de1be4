"""Which word of a sentence states a harm, and which noun is harmed: the frames of killing, wounding, taking, fleeing.

Each rule takes the parse and gives ``Harm`` values: a trigger, a harmed head, a measure. The rules know nothing of
numbers; they follow the syntax (Chen and Manning style arcs as the model gives them) and repair where it is known to break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.displaced import displaced
from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import is_plural, sort_of
from reckoning.types import Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TREATED = re.compile(r"\b(?:injur|wound|burn|inhalation|shock|gunshot|shrapnel|trauma|fracture)")
QUANTIFIERS = frozenset("several many numerous some few".split())
OBJECTS = ("dobj", "obj", "dative")
PASSIVE = ("nsubjpass", "nsubj:pass")
SUBJECTS = ("nsubj", "nsubjpass")
STATE_FORCES = frozenset(
    "police army force forces troop troops soldier soldiers authority authorities government official officials coalition "
    "military officer officers court security gendarmerie border guards marines navy".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One harmed head under one trigger. ``victim`` may be the trigger itself ("12 dead")."""

    measure: Measure
    trigger: Token
    victim: Token
    rule: str
    manner: str | None = None
    strong: bool = True


@cache
def verbs(table: str) -> dict[str, Measure]:
    """Lemma to measure for one table of the harm lexicon."""
    return {lemma: measure for measure, words in lexicon("harm")[table].items() for lemma in words.split()}  # type: ignore[misc]


@cache
def word_set(table: str, key: str = "") -> frozenset[str]:
    entry = lexicon("harm")[table]
    return frozenset((entry[key] if key else entry).split())


def harms(doc: Doc) -> Iterator[Harm]:
    """All harms that the sentence states, in the order of their triggers; the same head may come more than once."""
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN") or token.tag_.startswith("VB"):
            yield from _verb(token, lemma)
            yield from _state(token, lemma)
            yield from _light(token, lemma)
            yield from (Harm(measure="displaced", trigger=token, victim=v, rule=f"refuge:{lemma}", strong=False) for v in _refuge(token))
            yield from _noun(token, lemma)


def _refuge(token: Token) -> list[Token]:
    return list(displaced(token, agents(token))) if token.tag_.startswith("VB") else []


def _verb(token: Token, lemma: str) -> Iterator[Harm]:
    if not token.tag_.startswith("VB"):
        return
    transitive, weak = verbs("object_verbs"), verbs("weak_object_verbs")
    if lemma in transitive or lemma in weak:
        measure = transitive.get(lemma) or weak[lemma]
        for victim in patients(token):
            if lemma == "shoot" and any(c.dep_ == "prep" and c.lower_ == "at" for c in token.children):
                continue
            if lemma in ("identify", "bury", "inter", "entomb") and not _remains_like(victim):
                continue
            kind = taken_by(token, victim) if lemma in ("seize", "capture") else measure
            manner = lexicon("harm")["manners"].get(lemma)
            if unsplit(token, victim):
                kind, lemma = "casualties", "kill or injure"
            yield Harm(measure=deadly(token, kind), trigger=token, victim=victim, rule=f"verb:{lemma}", manner=manner, strong=lemma in transitive)
    if lemma in verbs("subject_verbs"):
        for victim in agents(token):
            yield Harm(measure=verbs("subject_verbs")[lemma], trigger=token, victim=victim, rule=f"subject:{lemma}")


def _remains_like(victim: Token) -> bool:
    """Who is identified or buried is a claim only where the dead are meant."""
    inner = _of(victim) if victim.like_num else None
    if inner is not None and _remains_like(inner):
        return True
    return victim.lemma_.lower() in word_set("remains", "nouns") | {"victim", "dead", "casualty"} or victim.lower_ == "dead"


def unsplit(token: Token, victim: Token) -> bool:
    """"killed or injured 30", "30 were killed or wounded": one number for both."""
    partners = [c for c in token.children if c.dep_ == "conj"] + ([token.head] if token.dep_ == "conj" else [])
    table = verbs("object_verbs") | verbs("weak_object_verbs")
    for other in partners:
        first, second = sorted((token, other), key=lambda t: t.i)
        linked = any(t.lower_ in ("or", "and/or", "and") for t in token.doc[first.i : second.i]) and second.i - first.i <= 3
        own = any(c.dep_ in (*OBJECTS, *SUBJECTS) and c.i != victim.i for c in second.children)
        measures = {table.get(first.lemma_.lower()), table.get(second.lemma_.lower())}
        if linked and not own and measures == {"killed", "injured"}:
            return True
    return False


def deadly(token: Token, measure: Measure) -> Measure:
    """"Shot dead", "beaten to death", "gunned down" are killings; a bare "shot" is not."""
    if measure not in ("casualties", "injured"):
        return measure
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 8]]
    if any(c.lower_ == "dead" and c.i > token.i and c.dep_ in ("oprd", "acomp", "advmod", "amod", "xcomp") for c in token.children) or "dead" in after[:1]:
        return "killed"
    if "death" in after and "to" in after and after.index("death") == after.index("to") + 1:
        return "killed"
    return measure


def taken_by(token: Token, victim: Token) -> Measure:
    """Captured by a state is detained, by anybody else abducted."""
    agent = [t.lower_ for a in [*agents_by(token), *(c for c in token.children if c.dep_ == "nsubj")] for t in a.subtree]
    if any(w in _irregulars() for w in agent):
        return "abducted"
    if any(w in STATE_FORCES for w in agent):
        return "detained"
    if not agent and victim.lemma_.lower() in ("insurgent", "militant", "suspect", "terrorist", "leader", "commander", "facilitator", "taliban", "fighter"):
        return "detained"
    return "abducted"


@cache
def _irregulars() -> frozenset[str]:
    """Words for fighters who are no state's, singular and plural."""
    words = frozenset(lexicon("people")["combatant"].split()) - STATE_FORCES
    return words | {w + "s" for w in words} | {"gunmen", "militiamen"}


def agents_by(token: Token) -> list[Token]:
    return [o for c in token.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]


def patients(token: Token) -> list[Token]:
    """Heads that a transitive verb harms: object, passive subject, noun that a participle or relative clause describes."""
    found = [c for c in token.children if c.dep_ in OBJECTS and not _next_harm(c, token)]
    passive = [c for c in token.children if c.dep_ in PASSIVE]
    found += [r for c in passive for r in resolve(c, token)]
    if not found and not passive:
        found = _reduced(token)
    if not found and token.dep_ == "conj" and token.head.tag_.startswith("VB"):
        found = _shared(token)
    if not found:
        found = [o for c in token.children if c.dep_ == "conj" and unsplit(token, c) for o in c.children if o.dep_ in OBJECTS]
    if not found and token.tag_ == "VBN" and not passive:
        found = [c for c in token.children if c.dep_ in ("ccomp", "attr", "oprd") and sort_of(c) == "people"]
    return found


def _next_harm(number: Token, token: Token) -> bool:
    """"10 civilians killed 15 injured": the number behind belongs to the harm that follows it."""
    after = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else None
    counted = any(c.dep_ == "nsubj" and (c.like_num or any(g.like_num for g in c.lefts)) for c in token.children)
    return number.like_num and counted and after is not None and after.lower_ in verbs("states")


def _reduced(token: Token) -> list[Token]:
    """"25 people killed in", "12 wounded": a participle without its auxiliary."""
    if token.dep_ in ("acl",) and token.tag_ in ("VBN", "VBD") and token.head.i < token.i:
        return [token.head]
    if token.dep_ == "amod" and token.head.i > token.i and token.tag_ == "VBN":
        return [] if any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.head.lefts) and not any(c.like_num for c in token.head.lefts) else [token.head]
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    if token.tag_ == "VBD":
        subjects = [c for c in subjects if c.like_num or any(g.like_num for g in c.lefts)]
    if subjects and token.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("aux",) for c in token.children):
        return [r for c in subjects for r in resolve(c, token)]
    if token.tag_ in ("VBN", "VBD") and not subjects and token.i and token.dep_ not in ("conj",):
        before = token.doc[token.i - 1]
        if before.like_num and before.dep_ in ("nummod", "nsubj", "dep", "ROOT", "npadvmod", "conj", "dobj"):
            return [before]
    return []


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


def agents(token: Token) -> list[Token]:
    """Subjects of an intransitive verb, through relative pronouns, coordination and control."""
    found = [r for c in token.children if c.dep_ in SUBJECTS for r in resolve(c, token)]
    if not found and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
        found = [token.head]
    if not found and token.dep_ in ("conj", "xcomp") and token.head.tag_.startswith("VB"):
        above = [c for c in token.head.children if c.dep_ in OBJECTS] if token.dep_ == "xcomp" else []
        found = above or agents(token.head)
    return found


def resolve(subject: Token, verb: Token) -> list[Token]:
    """A relative pronoun stands for the noun before its clause; "of whom N" stands for itself."""
    if subject.lower_ in ("who", "that", "which", "whom"):
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head is not clause:
            clause = clause.head
        return [clause.head] if clause.dep_ in ("relcl", "acl") else []
    return [subject]


def _state(token: Token, lemma: str) -> Iterator[Harm]:
    """"12 dead", "left five wounded", "two people are missing"."""
    states = verbs("states")
    word = token.lower_ if token.lower_ in states else lemma
    if word not in states or (token.tag_.startswith("VB") and word in verbs("object_verbs") | verbs("weak_object_verbs")):
        return
    measure = states[word]
    if token.dep_ == "amod" and token.head.lemma_.lower() in word_set("remains", "nouns"):
        return
    before = token.doc[max(0, token.i - 1)]
    counted = before if before.pos_ != "ADV" or not token.i > 1 else token.doc[token.i - 2]
    countable = counted.like_num or counted.lower_ in QUANTIFIERS
    if any(c.dep_ == "nummod" or c.like_num for c in token.lefts) or (countable and token.i and token.dep_ not in ("amod",)):
        own = [c for c in token.children if c.dep_ in SUBJECTS and c.like_num]
        yield Harm(measure=measure, trigger=token, victim=counted if countable else own[0] if own else token, rule=f"state:{word}")
        return
    for victim in _bearers(token):
        yield Harm(measure=measure, trigger=token, victim=victim, rule=f"state:{word}")


def _bearers(token: Token) -> list[Token]:
    own = [c for c in token.children if c.dep_ in SUBJECTS]
    if own:
        return [r for c in own for r in resolve(c, token)]
    head = token.head
    if token.dep_ == "amod" or (token.dep_ == "acl" and head.i < token.i):
        return [head] if head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else []
    if token.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl", "conj"):
        objects = [c for c in head.children if c.dep_ in OBJECTS and c.i < token.i]
        subjects = [r for c in head.children if c.dep_ in SUBJECTS and c.i < token.i for r in resolve(c, head)]
        if head.lemma_.lower() in ("leave", "find", "declare", "pronounce", "report", "shoot"):
            return objects or [c for c in head.children if c.dep_ in PASSIVE]
        return subjects if token.dep_ in ("acomp", "attr", "oprd", "xcomp") else []
    return []


def _light(token: Token, lemma: str) -> Iterator[Harm]:
    """Phrases: claimed N lives, lost their lives, lost N men, taken into custody, taken to hospital, left their homes."""
    if not token.tag_.startswith("VB"):
        return
    objects = [c for c in token.children if c.dep_ in OBJECTS]
    lives = [o for o in objects if o.lemma_.lower() == "life"]
    if lives and lemma in ("claim", "take", "cost"):
        yield Harm(measure="killed", trigger=token, victim=_of(lives[0]) or lives[0], rule="lives:claimed")
    elif lives and lemma == "lose":
        yield from (Harm(measure="killed", trigger=token, victim=a, rule="lives:lost") for a in agents(token))
    elif lemma == "lose":
        yield from (Harm(measure="killed", trigger=token, victim=o, rule="lost:people", strong=False) for o in objects if _lost(o))
    elif lemma in ("leave", "abandon", "flee") and any(o.lemma_.lower() in ("home", "house", "village") and is_plural(o) for o in objects):
        yield from (Harm(measure="displaced", trigger=token, victim=a, rule="homes:left", strong=False) for a in agents(token))
    elif lemma in ("sustain", "suffer") and any(o.lemma_.lower() in ("injury", "wound", "burn") for o in objects):
        yield from (Harm(measure="injured", trigger=token, victim=a, rule="injuries:suffered") for a in agents(token))
    yield from _prepositional(token, lemma, objects)


def _lost(token: Token) -> bool:
    return sort_of(token) == "people" and token.pos_ in ("NOUN", "PROPN") and (is_plural(token) or any(c.like_num for c in token.children))


def _prepositional(token: Token, lemma: str, objects: list[Token]) -> Iterator[Harm]:
    phrase = {f"{c.lower_} {o.lower_}" for c in token.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"}
    after = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 6])
    harmed = objects or [r for c in token.children if c.dep_ in PASSIVE for r in resolve(c, token)] or (_reduced(token) if token.tag_ == "VBN" else [])
    if lemma in ("take", "place", "hold", "keep", "remand", "put") and (phrase & {"into custody", "in custody", "under arrest", "in detention", "into detention"} or "house arrest" in after):
        yield from (Harm(measure="detained", trigger=token, victim=v, rule="custody") for v in harmed)
    elif lemma in ("take", "hold") and any(w in after.split()[:3] for w in ("hostage", "captive", "prisoner", "hostages")):
        yield from (Harm(measure="abducted", trigger=token, victim=v, rule="hostage") for v in harmed if v.lower_ not in ("hostage", "captive", "prisoner"))
    elif lemma in ("take", "rush", "admit", "bring", "transport", "airlift", "treat", "evacuate") and ("hospital" in after or ("for" in after.split()[:1] and TREATED.search(after))):
        yield from (Harm(measure="injured", trigger=token, victim=v, rule="hospital", strong=False) for v in harmed)
    elif lemma == "put" and "to death" in phrase:
        yield from (Harm(measure="killed", trigger=token, victim=v, rule="put to death", manner="executed") for v in harmed)
    elif lemma in ("gun", "mow", "cut") and "down" in [c.lower_ for c in token.children]:
        yield from (Harm(measure="killed", trigger=token, victim=v, rule="gunned down") for v in harmed)
    elif lemma in ("force", "drive", "chase", "cause", "compel") and any(w in after for w in ("from their homes", "flee", "leave their homes", "from homes", "out of their homes")):
        yield from (Harm(measure="displaced", trigger=token, victim=v, rule="driven", strong=False) for v in harmed)
    elif lemma == "hold" and (token.tag_ == "VBN" or (objects and _held_by_state(token, objects))) and not phrase & {"in hospital"}:
        yield from (Harm(measure="detained", trigger=token, victim=v, rule="held", strong=False) for v in harmed)
    elif lemma in ("remain", "be", "stay", "languish") and phrase & {"in custody", "in detention", "in prison", "in jail", "under arrest"}:
        yield from (Harm(measure="detained", trigger=token, victim=a, rule="in custody", strong=False) for a in agents(token))
    elif lemma == "fail" and "return" in after.split()[:2]:
        yield from (Harm(measure="missing", trigger=token, victim=a, rule="failed to return", strong=False) for a in agents(token))
    elif lemma in word_set("release", "verbs") and _from_captors(token):
        yield from (Harm(measure="abducted", trigger=token, victim=v, rule="freed", strong=False) for v in harmed)
    elif lemma == "go" and "missing" in after.split()[:1]:
        yield from (Harm(measure="missing", trigger=token, victim=a, rule="went missing") for a in agents(token))
    elif lemma == "be" and "condition" in after and ("critical" in after or "serious" in after):
        yield from (Harm(measure="injured", trigger=token, victim=a, rule="condition", strong=False) for a in agents(token))


def _held_by_state(token: Token, objects: list[Token]) -> bool:
    """"Authorities are holding 31 suspects": counted people held by a state's forces."""
    subject = {t.lower_ for c in token.children if c.dep_ == "nsubj" for t in c.subtree}
    return bool(subject & STATE_FORCES) and all(sort_of(o) == "people" and any(c.like_num for c in o.lefts) for o in objects)


def _from_captors(token: Token) -> bool:
    """Freed from whom: captors are named, or the sentence speaks of hostages."""
    by = [t.lower_ for a in agents_by(token) for t in a.subtree]
    return any(w in _irregulars() for w in by) or any(t.lower_ in word_set("release", "taken") for t in token.doc)


def _noun(token: Token, lemma: str) -> Iterator[Harm]:
    """"56 deaths", "the killing of a commander", "the bodies of 60 children", "12 refugees"."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    if lemma in word_set("remains", "nouns"):
        yield from _remains(token)
    elif lemma in ("case", "incident", "report") and any(c.like_num for c in token.lefts):
        yield from _cases(token)
    elif lemma in verbs("nouns") and not token.tag_.startswith("VB"):
        measure = verbs("nouns")[lemma]
        manner = "executed" if lemma == "execution" else None
        if any(c.like_num for c in token.lefts):
            yield Harm(measure=measure, trigger=token, victim=token, rule=f"noun:{lemma}", manner=manner)
        owner = [c for c in token.lefts if c.dep_ == "poss" and sort_of(c) == "people" and c.pos_ != "PRON"]
        for victim in [x for x in [_of(token)] if x is not None] or owner:
            if _back_reference(token, victim):
                continue
            yield Harm(measure=measure, trigger=token, victim=victim, rule=f"noun-of:{lemma}", manner=manner, strong=False)
    elif (lemma in verbs("people_nouns") or token.lower_ in verbs("people_nouns")) and any(c.like_num for c in token.lefts):
        word = lemma if lemma in verbs("people_nouns") else token.lower_
        yield Harm(measure=verbs("people_nouns")[word], trigger=token, victim=token, rule=f"people:{word}", strong=False)


def _back_reference(token: Token, victim: Token) -> bool:
    """"the death of the teenager", "the death of our children": nothing new is counted."""
    counted = any(c.like_num or c.lower_ in ("several", "some", "many", "dozens") for c in victim.lefts) or victim.like_num
    definite = any(c.lower_ in ("the", "this", "these", "those") for c in victim.lefts) and victim.tag_ not in ("NNP", "NNPS")
    return not counted and (definite or (token.tag_ == "NN" and is_plural(victim) and token.lemma_.lower() not in ("massacre", "genocide", "slaughter", "execution", "murder")))


def _cases(token: Token) -> Iterator[Harm]:
    """"200 cases of sexual assault": each case is counted as one harmed."""
    for of in (c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"):
        for noun in (o for o in of.children if o.dep_ == "pobj"):
            words = {noun.lower_, noun.lemma_.lower(), *(c.lower_ for c in noun.lefts)}
            if "rape" in words or ("sexual" in words and words & word_set("sexual", "nouns")):
                yield Harm(measure="sexual_violence", trigger=noun, victim=token, rule="cases")


def _remains(token: Token) -> Iterator[Harm]:
    verb = next((a for a in token.ancestors if a.tag_.startswith("VB")), None)
    lemma = verb.lemma_.lower() if verb is not None else ""
    measure: Measure = "identified" if lemma in word_set("remains", "identified") else "buried" if lemma in word_set("remains", "buried") else "bodies_found"
    yield Harm(measure=measure, trigger=token, victim=_of(token) or token, rule="remains")


def _of(token: Token) -> Token | None:
    """The head of an "of" phrase of people under a noun."""
    return next((o for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj" and sort_of(o) in ("people", "unknown")), None)
