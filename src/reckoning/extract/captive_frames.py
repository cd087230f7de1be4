"""Captives who come back or are still held: exchanges of prisoners, hostages freed, those who escaped.

Coming home states that somebody had been taken only where the text speaks of captivity; who took them decides whether
they were detained (prisoners of war, of a state) or abducted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.harm import GROUPS, STATE_FORCES, Harm, agents, agents_by, irregulars, is_remains
from reckoning.extract.people import sort_of
from reckoning.extract.verb_frames import patients

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reckoning.types import Measure

WAR = re.compile(
    r"\b(?:prisoners?\s+of\s+war|pows?|prisoner\s+(?:swap|exchange)|swap\s+prisoners"
    r"|exchang\w+\s+(?:of\s+)?(?:\w+\s+)?prisoners)\b",
    re.IGNORECASE,
)
TAKEN = re.compile(r"\b(?:hostages?|kidnap\w*|abduct\w*|ransom|captors?|captiv\w+)\b", re.IGNORECASE)
GIVEN = frozenset(["free", "release", "swap", "exchange", "rescue", "repatriate", "liberate"])
BROUGHT = frozenset(["bring", "return", "fly", "take", "send", "get"])
COME = frozenset(["return", "come", "go", "escape", "walk", "arrive", "flee"])
STAYED = frozenset(["be", "remain", "stay"])
READ = GIVEN | BROUGHT | COME | STAYED  # no other verb tells of captives
HOME = re.compile(r"^(?:\S+ ){0,6}?(?:home|free|captivity|captors|kidnappers|to their (?:families|relatives))\b")
RUN = re.compile(r"^(?:$|[.,;]|on\b|from\b|after\b|during\b|and\b|by\b|when\b|their\b|last\b)")
KEPT = re.compile(
    r"^(?:\S+ ){0,4}?(?:in (?:\S+ )?captivity|in (?:the )?hands of"
    r"|with (?:their|the) (?:captors|kidnappers|abductors|gunmen))\b"
)
HEADS = frozenset(["captive", "hostage", "abductee"])
LEAST = 2  # words of captivity from which a text is about it


def speaks_of_captivity(content: str) -> Measure | None:
    """Whether a text is about people taken: detained where it speaks of prisoners of war, abducted of hostages."""
    war, taken = len(WAR.findall(content)), len(TAKEN.findall(content))
    if war + taken < LEAST:
        return None
    return "detained" if war >= taken else "abducted"


def captive_harms(token: Token, lemma: str, captivity: Measure | None) -> Iterator[Harm]:
    """Those whose return, escape or keeping tells that they were taken; only counted people."""
    if not token.tag_.startswith("VB") or lemma not in READ or (captivity is None and not _named(token.doc)):
        return
    measure = captivity or speaks_of_captivity(token.doc.text * LEAST) or "abducted"
    behind = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 12])
    for victim in _captives(token, lemma, behind):
        if _counted(victim) and sort_of(victim) not in ("thing", "animal") and not is_remains(victim):
            taken = _taken_by(token, victim) or measure
            yield Harm(measure=taken, trigger=token, victim=victim, rule=f"captive:{lemma}", strong=False)


def _captives(token: Token, lemma: str, behind: str) -> list[Token]:
    if lemma in GIVEN or (lemma in BROUGHT and HOME.match(behind)):
        taken = patients(token)
        if taken or token.tag_ == "VBN":
            return taken
    if lemma in COME and (HOME.match(behind) or (lemma == "escape" and RUN.match(behind))):
        return agents(token)
    return agents(token) if lemma in STAYED and KEPT.match(behind) else []


def _taken_by(token: Token, victim: Token) -> Measure | None:
    """What the words beside the captives say of their takers: who lets them go, or what they are called."""
    givers = [*agents_by(token), *(c for c in token.children if c.dep_ == "nsubj")]
    by = {t.lower_ for g in givers for t in (g, *g.lefts)}
    lemma = token.lemma_.lower()
    if lemma in GIVEN and by & (irregulars() | GROUPS):
        return "abducted"
    if lemma in ("free", "release") and by & STATE_FORCES:
        return "detained"
    called = {t.lemma_.lower() for t in (victim, *(o for c in victim.rights if c.lower_ == "of" for o in c.children))}
    if called & {"hostage", "captive", "abductee"}:
        return "abducted"
    return "detained" if called & {"detainee", "inmate", "rebel", "militant", "insurgent"} else None


@lru_cache(maxsize=64)
def _named(doc: Doc) -> bool:
    """Whether the sentence itself names captives or captivity."""
    return any(t.lemma_.lower() in HEADS or t.lower_ == "captivity" for t in doc)


def _counted(head: Token) -> bool:
    return head.like_num or any(c.like_num for c in head.lefts)
