"""Sexual violence in the wordings of those who record it: violated, sexually assaulted, survivors of rape.

The verb alone often says nothing of it ("abused", "assaulted"): an adverb, a noun or the harmed beside it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.harm import Harm, agents, verbs, word_set
from reckoning.extract.people import sort_of
from reckoning.extract.verb_frames import patients

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = frozenset(["assault", "abuse", "attack", "enslave", "exploit", "molest", "mistreat", "torture", "violate"])
ADVERBS = frozenset(["sexually"])
ENDURED = frozenset(["suffer", "endure", "experience", "survive", "face", "report"])
HARMED = frozenset(["survivor", "victim"])
COUNTED = frozenset(["case", "incident", "instance", "act", "report", "attack", *HARMED])
UPON = frozenset(["against", "involve", "affect", "target", "on", "of"])
FEMALE = frozenset(["woman", "girl", "child", "minor", "wife", "daughter", "female"])


def sexual_harms(token: Token, lemma: str) -> Iterator[Harm]:
    """Harms of sexual violence at a verb or at the counted noun of a case or a survivor."""
    if token.tag_.startswith("VB"):
        for victim in _verbal(token, lemma):
            yield Harm(measure="sexual_violence", trigger=token, victim=victim, rule=f"sexual:{lemma}")
    elif lemma in COUNTED and any(c.like_num for c in token.lefts):
        yield from _cases(token, lemma)
    elif lemma in HARMED and token.dep_ == "attr" and token.head.lemma_ in ("be", "become") and _of_it(token):
        for victim in agents(token.head):
            if sort_of(victim) == "people" and _counted(victim):
                yield Harm(measure="sexual_violence", trigger=token, victim=victim, rule=f"sexual:{lemma}")


def _verbal(token: Token, lemma: str) -> list[Token]:
    adverb = any(c.lower_ in ADVERBS for c in token.children)
    if lemma in DEEDS and (adverb or lemma == "molest"):
        return patients(token)
    if lemma == "violate":  # of a rule, of an airspace; of women it has one meaning
        return [v for v in patients(token) if v.lemma_.lower() in FEMALE]
    if lemma in ENDURED and _names_it([c for c in token.children if c.dep_ in ("dobj", "obj")]):
        return [a for a in agents(token) if sort_of(a) == "people" and _counted(a)]
    if lemma in ("rape", "rap", "assault", "abuse") and _told_of_self(token) and (lemma in ("rape", "rap") or adverb):
        return [a for a in agents(token.head) if _counted(a)]
    return []


def _told_of_self(token: Token) -> bool:
    """ "Forty women reported being raped"."""
    passive = any(c.dep_ == "auxpass" and c.lower_ == "being" for c in token.children)
    return passive and token.dep_ in ("xcomp", "ccomp") and token.head.tag_.startswith("VB")


def _names_it(nouns: list[Token]) -> bool:
    return any(_sexual(n) for n in nouns)


def _of_it(token: Token) -> bool:
    """ "200 women were victims of sexual violence"."""
    inside = [o for c in token.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return _names_it([n for o in inside for n in (o, *(c for c in o.children if c.dep_ == "conj"))])


def _sexual(noun: Token) -> bool:
    words = {noun.lower_, noun.lemma_.lower(), *(c.lower_ for c in noun.lefts)}
    named = words & word_set("sexual", "nouns")
    return "rape" in words or bool({"sexual", "gender-based", "gender", "based"} & words and named)


def _cases(token: Token, lemma: str) -> Iterator[Harm]:
    """ "112 cases of sexual violence", "63 rape survivors"; where those harmed are counted too, the cases are not."""
    inside = [o for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    words = {c.lower_ for c in token.lefts}
    direct = bool(words & {"rape", "gang-rape"}) or ("sexual" in words and bool(words & word_set("sexual", "nouns")))
    nouns = [n for o in inside for n in (o, *(c for c in o.children if c.dep_ == "conj"))]
    if direct or _names_it(nouns):
        told = _upon(token) if lemma not in HARMED else []
        named = next((n for n in nouns if _sexual(n)), token)
        if told:
            yield from (Harm(measure="sexual_violence", trigger=named, victim=v, rule="cases upon") for v in told)
        elif lemma not in ("incident", "attack", "act"):
            yield Harm(measure="sexual_violence", trigger=named, victim=token, rule="cases")
    elif lemma == "case":
        yield from _other_cases(token, inside)


def _other_cases(token: Token, inside: list[Token]) -> Iterator[Harm]:
    """ "486 cases of arbitrary arrest": each case is counted as one harmed."""
    for noun in inside:
        measure = verbs("nouns").get(noun.lemma_.lower())
        if measure in ("detained", "abducted", "missing", "killed"):
            yield Harm(measure=measure, trigger=noun, victim=token, rule="cases")


def _upon(token: Token) -> list[Token]:
    """The counted people whom the cases befell: "14 incidents of rape affecting 23 women"."""
    near = [t for t in token.subtree if t.i > token.i and t.lemma_.lower() in UPON]
    heads = [o for t in near for o in t.children if o.dep_ in ("dobj", "pobj", "obj")]
    return [h for h in heads if sort_of(h) == "people" and _counted(h)]


def _counted(head: Token) -> bool:
    return head.like_num or any(c.like_num for c in head.lefts)
