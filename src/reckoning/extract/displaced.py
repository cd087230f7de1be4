"""Displacement told without the word: crossing a border, seeking refuge, living in camps, being hosted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.lexicon import lexicon

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
PLACES = frozenset(["city", "town", "village", "area", "region", "country", "province", "district", "home", "capital"])
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
ESCAPEES = frozenset(
    [
        "prisoner",
        "inmate",
        "captive",
        "hostage",
        "detainee",
        "convict",
        "suspect",
        "attacker",
        "assailant",
        "gunman",
        "robber",
        "thief",
        "kidnapper",
        "fan",
        "fans",
        "passenger",
        "delegate",
        "tourist",
        "guest",
        "visitor",
        "spectator",
        "player",
        "team",
        "crew",
        "police",
        "policeman",
        "officer",
        "rescuer",
        "firefighter",
    ]
)
HOLDING = frozenset(
    ["detention", "prison", "labour", "labor", "training", "military", "concentration", "prisoner", "army"]
)


def speaks_of_refuge(content: str) -> bool:
    """Whether a text is about displacement: words of flight or refuge stand in it more than once."""
    found = REFUGE.finditer(content)
    return next(found, None) is not None and next(found, None) is not None


def displaces(lemma: str) -> bool:
    """Whether a verb is one of moving or hosting: no other displaces anybody."""
    return lemma in MOVES or lemma in HOSTS


def displaced(token: Token, subjects: list[Token], *, refuge: bool) -> Iterator[Token]:
    """The counted heads that a verb of moving or hosting displaces; none where no refuge is spoken of."""
    lemma = token.lemma_.lower()
    if not token.tag_.startswith("VB") or _prison(token.doc):
        return
    after = token.doc[token.i : token.i + 10].text
    crossing = lemma in ("cross", "flee", "pour", "stream") and BORDER.search(after) is not None
    if not (refuge or crossing or REFUGE.search(token.doc.text)):
        return
    if lemma in MOVES:
        strong = (
            REFUGE.search(after) is not None or crossing or lemma in ("arrive", "cross") or (refuge and _away(token))
        )
        yield from (s for s in subjects if _counted(s) and uprooted(s) and (strong or s.lemma_.lower() in UPROOTED))
    elif lemma in HOSTS:
        host = any(s.lemma_.lower() in CAMPS or s.ent_type_ in ("GPE", "LOC") for s in subjects)
        things = [c for c in token.children if c.dep_ in ("dobj", "obj")]
        yield from (t for t in things if _counted(t) and (host or t.lemma_.lower() in UPROOTED))


def uprooted(head: Token) -> bool:
    """Whether a head can be displaced: fighters, attackers and escaping prisoners are not."""
    words = {head.lemma_.lower(), *(o.lemma_.lower() for c in head.children if c.lower_ == "of" for o in c.children)}
    fighters = frozenset(lexicon("people")["combatant"].split())
    return not words & (fighters | ESCAPEES)


def _away(token: Token) -> bool:
    """ "left the city", "moved out of the town": away from a place where people lived."""
    objects = [c for c in token.children if c.dep_ in ("dobj", "obj")]
    left = token.lemma_.lower() == "leave" and any(
        o.ent_type_ in ("GPE", "LOC") or o.lemma_.lower() in PLACES for o in objects
    )
    out = token.lemma_.lower() == "move" and any(c.lower_ in ("out", "from", "away", "to") for c in token.children)
    return left or out


def _counted(head: Token) -> bool:
    return head.like_num or any(c.like_num for c in head.lefts)


def _prison(doc: Doc) -> bool:
    """Camps that hold prisoners or train soldiers are no refuge."""
    return any(t.lower_ in CAMPS and t.i and t.nbor(-1).lower_ in HOLDING for t in doc)
