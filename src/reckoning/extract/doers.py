"""Doers told by layout and by numbers: lists with "by", labels before a colon, headings, the other side of a clash."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reckoning.extract.deed import camp_of, serves, the_foe
from reckoning.extract.voice import kind_of, vocabulary

if TYPE_CHECKING:
    from reckoning.extract.mention import Mention
    from reckoning.types import Text

Span = tuple[int, int]
NAME = r"(?:the\s+)?[A-Z][^,;:.()\n]{1,60}?|the\s+[a-z][a-z -]{2,40}?"
BY = re.compile(rf"^\s*(?:\w+\s+)?(?:killed\s+|wounded\s+)?by\s+({NAME})(?=\s*(?:[,;.(]|and\s+\w+\s+by\b|$))")
ATTRIBUTED = re.compile(rf"\b[Aa]ttributed\s+to\s+({NAME}):\s*$")
LABEL = re.compile(r"^[\W\d]*((?:the\s+)?[A-Z][^:;.\n\d]{2,60}):\s*$")
ON_DOERS = re.compile(r"\b(?:perpetrators?|responsib\w+|attribut\w+|by\s+party|alleged\s+authors?)\b", re.IGNORECASE)
DEEDS_OF = re.compile(
    rf"^(?:[\w-]+\s+){{0,4}}(?:abuses|violations|killings|executions|crimes|attacks|massacres|deaths|detentions|abductions"
    rf"|arrests|bombings|raids|atrocities)\s+(?:committed\s+|perpetrated\s+|carried\s+out\s+)?by\s+({NAME})\s*$",
    re.IGNORECASE,
)
CLASH = r"(?:clash(?:es)?|fighting|battles?|fire-?fights?|gun-?battles?|shoot-?outs?|exchange\s+of\s+fire|encounter)"
PARTY = r"([^,;:.()\n]{3,60}?)"
ENDS = r"(?=\s+(?:in|on|at|near|left|that|which|after|over|around|outside|killed|have|has|had|were|and)\b|[,;.(]|$)"
WITH = re.compile(rf"\b{CLASH}\s+(?:\w+\s+){{0,2}}(?:with|against)\s+{PARTY}{ENDS}", re.IGNORECASE)
HEADING = 90  # characters that a heading has at most
BACK = 12  # blocks before a claim in which its heading is looked for


def told_by_layout(text: Text, mention: Mention) -> tuple[Span, str] | None:
    """Who did it by a list, a label or a heading, with the rule; None where the layout says nothing."""
    return _by(mention) or _labelled(text, mention) or _headed(text, mention)


def _by(mention: Mention) -> tuple[Span, str] | None:
    """As in "21 by the Police, 12 by the Army": right behind the number."""
    if mention.number is None:
        return None
    at = mention.number[1] - mention.sentence.start
    match = BY.match(mention.sentence.text[at:])
    if match is None or not _party(match.group(1)):
        return None
    start = mention.number[1]
    return (start + match.start(1), start + match.end(1)), "blame.list"


def _labelled(text: Text, mention: Mention) -> tuple[Span, str] | None:
    """As in "Government forces: 771 civilians" under a heading that speaks of perpetrators, "Attributed to X: 12"."""
    line = text.content.rfind("\n", 0, mention.start) + 1
    colon = text.content.find(":", line, mention.start)
    if colon < 0:
        return None
    given = ATTRIBUTED.search(text.content[line : text.content.rfind(":", line, mention.start) + 1])
    if given is not None and _party(given.group(1)):
        return (line + given.start(1), line + given.end(1)), "blame.label"
    label = LABEL.match(text.content[line : colon + 1])
    if label is None or not _party(label.group(1)) or not ON_DOERS.search(text.content[max(0, line - 800) : line]):
        return None
    return (line + label.start(1), line + label.end(1)), "blame.label"


def _headed(text: Text, mention: Mention) -> tuple[Span, str] | None:
    """As in a section under "Abuses by the army": the nearest short block or line before that is a heading."""
    at = bisect_right([b.start for b in text.blocks], mention.start) - 1
    for block in reversed(text.blocks[max(0, at - BACK) : at]):
        words = text.content[block.start : block.end]
        if len(words) > HEADING or words.rstrip()[-1:] in (".", "!", "?", ";", "”", '"'):
            continue
        match = DEEDS_OF.match(words.strip())
        if match is None or block is text.blocks[0] or not _party(match.group(1)):
            return None
        start = block.start + words.index(match.group(1))
        return (start, start + len(match.group(1))), "blame.heading"
    return None


def _party(name: str) -> bool:
    words = {w.lower() for w in re.findall(r"\w+", name)}
    forces = words & {"police", "army", "forces", "militia", "groups", "group", "gangs", "front", "guard", "fighters"}
    return (
        camp_of(name) is not None
        or kind_of(name) == "belligerent"
        or bool(forces)
        or (name.isupper() and name.lower() not in vocabulary().events)
    )


def other_side(mention: Mention) -> tuple[Span, str] | None:
    """With whom harmed fighters clashed: "killed in a shoot-out with marines"; None for civilians and "between"."""
    words = mention.population.text
    fights = serves(words) or re.search(r"\b(?:gang|suspect\w*|gunm[ae]n)\b", words)
    if mention.population.status != "combatant" and not fights:
        return None
    sentence = mention.sentence
    if (match := WITH.search(sentence.text)) is not None and not same_side(mention, match.group(1)):
        opponent = camp_of(match.group(1)) is not None
        return ((sentence.start + match.start(1), sentence.start + match.end(1)), "blame.clash") if opponent else None
    return None


def same_side(mention: Mention, party: str) -> bool:
    """Whether harmed fighters belong to a party: both serve a state, both fight one, or they share a word."""
    harmed = mention.population.text
    shared = {w.rstrip("s") for w in re.findall(r"[A-Za-z]{4,}", harmed.lower())} & {
        w.rstrip("s") for w in re.findall(r"[A-Za-z]{4,}", party.lower())
    }
    if shared:
        return True
    if the_foe(harmed):
        return False
    camp = "armed" if camp_of(harmed) == "armed" else "state" if serves(harmed) else None
    return camp is not None and camp == camp_of(party)
