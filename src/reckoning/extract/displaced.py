"""Displacement told without the word: crossing a border, seeking refuge, living in camps, being hosted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

MOVES = frozenset(
    [
        "cross",
        "seek",
        "take",
        "find",
        "shelter",
        "live",
        "stay",
        "settle",
        "arrive",
        "reside",
        "remain",
        "camp",
        "sleep",
        "leave",
        "escape",
        "move",
        "register",
        "pour",
        "stream",
        "trek",
    ]
)
HOSTS = frozenset(["host", "house", "shelter", "accommodate", "receive", "absorb", "lodge"])
UPROOTED = frozenset(["refugee", "idp", "evacuee", "returnee", "asylum-seeker", "seeker", "displaced"])
CAMPS = frozenset(
    [
        "camp",
        "camps",
        "settlement",
        "settlements",
        "shelter",
        "shelters",
        "site",
        "sites",
        "school",
        "schools",
        "centre",
        "center",
        "compound",
        "base",
        "stadium",
    ]
)
REFUGE = re.compile(
    r"\b(?:refuge|shelter(?:s|ed|ing)?|asylum|camps?|tents?|host famil\w+|host communit\w+|makeshift|displace\w*"
    r"|flee\w*|fled|uproot\w*|evacu\w*|refugees?|idps?)\b",
    re.IGNORECASE,
)
BORDER = re.compile(r"\b(?:into|over|across|border)\b", re.IGNORECASE)
HOLDING = frozenset(
    ["detention", "prison", "labour", "labor", "training", "military", "concentration", "prisoner", "army"]
)


def displaced(token: Token, subjects: list[Token]) -> Iterator[Token]:
    """The counted heads that a verb of moving or hosting displaces; none where no refuge is spoken of."""
    lemma = token.lemma_.lower()
    words = token.doc.text
    if not token.tag_.startswith("VB") or not REFUGE.search(words) or _prison(token.doc):
        return
    if lemma in MOVES:
        after = token.doc[token.i : token.i + 10].text
        strong = REFUGE.search(after) is not None or (lemma == "cross" and BORDER.search(after) is not None)
        for subject in subjects:
            if _counted(subject) and (strong or subject.lemma_.lower() in UPROOTED or lemma in ("arrive", "cross")):
                yield subject
    elif lemma in HOSTS:
        for thing in (c for c in token.children if c.dep_ in ("dobj", "obj")):
            host = any(s.lemma_.lower() in CAMPS or s.ent_type_ in ("GPE", "LOC") for s in subjects)
            if _counted(thing) and (host or thing.lemma_.lower() in UPROOTED):
                yield thing


def _counted(head: Token) -> bool:
    return head.like_num or any(c.like_num for c in head.lefts)


def _prison(doc: Doc) -> bool:
    """Camps that hold prisoners or train soldiers are no refuge."""
    return any(t.lower_ in CAMPS and t.i and t.nbor(-1).lower_ in HOLDING for t in doc)
