"""Subjects that the parse has lost: raised through "are said to have been", or read as the last of a list of places.

Incident lines open with where and when ("On 3 May, near Osk, Harun province, Loria, two teachers were killed"); the
model often takes the subject behind such a list for one more place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reckoning.extract.people import sort_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
LISTED = frozenset(["appos", "conj", "npadvmod", "nmod", "dep", "attr", "ROOT"])
RAISING = frozenset(
    [
        "say",
        "believe",
        "think",
        "know",
        "report",
        "presume",
        "estimate",
        "allege",
        "understand",
        "fear",
        "suspect",
        "rumour",
        "rumor",
        "appear",
        "seem",
        "confirm",
        "claim",
        "consider",
        "hold",
    ]
)
HEARD = frozenset(["report", "fear", "believe", "presume"])  # of headlines: "twelve reported killed"
MOST = 40  # tokens before a verb in which its subject is looked for


def subject_of(verb: Token) -> list[Token]:
    """The subject of a verb that has none of its own in the parse; nothing where the words do not tell."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own and not (_place(own[0]) and own[0].i < verb.i and "," in _between(own[0], verb)):
        return []
    return _raised(verb) or _listed(verb)


def _between(left: Token, right: Token) -> list[str]:
    return [t.text for t in left.doc[left.i + 1 : right.i]]


def _raised(verb: Token) -> list[Token]:
    """ "Hundreds are said to have been executed", "were reported killed": the verb of saying has the subject."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "oprd") or head.lemma_.lower() not in RAISING:
        return []
    passive = any(c.dep_ == "auxpass" for c in head.children)
    bare = verb.tag_ == "VBN" and (passive or (head.lemma_.lower() in HEARD and verb.i == head.i + 1))
    if not bare and not any(c.lower_ == "to" for c in verb.children):
        return []
    return [c for c in head.children if c.dep_ in SUBJECTS]


def _listed(verb: Token) -> list[Token]:
    """The noun phrase right before the verb that the model hung on a list of places."""
    first = min([verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i)], key=lambda t: t.i)
    at = first.i - 1
    while at >= 0 and verb.doc[at].pos_ == "ADV":
        at -= 1
    if at < 0:
        return []
    node = verb.doc[at]
    while first.i - node.i < MOST and node.head.i < first.i and node.head.i != node.i:
        if node.dep_ in LISTED and _place(node.head) and _parted(node):
            return [node] if sort_of(node) == "people" and not _place(node) else []
        node = node.head
    return []


def _parted(node: Token) -> bool:
    """Whether a comma stands between a noun phrase and the noun it hangs on, and no "and"."""
    left = node.left_edge
    return left.i > 0 and left.nbor(-1).text == ","


def _place(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "LOC", "FAC") or token.lemma_.lower() in REGIONS or _named(token)


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ != "PERSON" and sort_of(token) != "people"


REGIONS = frozenset(
    [
        "region",
        "province",
        "district",
        "village",
        "town",
        "city",
        "county",
        "state",
        "country",
        "area",
        "governorate",
        "department",
        "municipality",
        "commune",
        "prefecture",
        "oblast",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "quarter",
        "camp",
        "road",
        "highway",
        "street",
        "market",
        "ward",
        "division",
        "zone",
        "island",
        "valley",
        "territory",
        "settlement",
        "locality",
    ]
)
