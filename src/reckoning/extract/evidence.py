"""What speaks for and against one claim being a part of another, where no word says so: signals with their points.

A report opens with a total and goes on with the attacks it sums, the women among the dead, the second day. No single
pattern shows that, so each candidate gets a sum of signals; ``lexicon/wholes.toml`` holds and argues their weights.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.cumulative import events
from reckoning.extract.enclosure import days_relation, group_relation, place_relation
from reckoning.extract.lexicon import lexicon
from reckoning.extract.mention import size_of

if TYPE_CHECKING:
    from reckoning.extract.mention import Found
    from reckoning.extract.parse import Sentence
    from reckoning.types import Claim, Measure

HOLDS: dict[str, tuple[Measure, ...]] = {
    "killed": ("killed", "casualties"),
    "injured": ("injured", "casualties"),
    "missing": ("missing", "abducted", "casualties"),
    "sexual_violence": ("sexual_violence", "casualties"),
    "abducted": ("abducted", "detained"),
    "detained": ("detained", "abducted"),
    "bodies_found": ("killed", "bodies_found"),
    "identified": ("killed", "bodies_found", "identified"),
    "buried": ("killed", "bodies_found", "identified", "buried"),
}
LEAD_SENTENCES = 3
DWARFED = 100  # times as many
NEARLY = 0.85  # of the whole
PLURAL = 2  # the least of a bare plural
NEAR = 2  # sentences: what "another" adds to
FAR = 12  # sentences from the last word of the whole to the part
REACH = 12  # characters before a quote in which "another" may stand
MANY = (
    r"several|multiple|series|string|wave|spate|two|three|four|five|six|seven|eight|nine|ten|twin|double|triple"
    r"|different|separate|many|dozens|various|\d+"
)
EVENT = (
    r"(?:attack|blast|bomb|bombing|explosion|shooting|strike|airstrike|raid|clash|incident|ambush|assault|shelling"
    r"|mosque|village|town|city|province|district|governorate|state|region)"
)
SEVERAL = re.compile(
    rf"\b(?:{MANY})\b[^.]*\b{EVENT}(?:e?s|ies)\b|\b{EVENT}(?:e?s)\b|\b(?:violence|unrest)\b", re.IGNORECASE
)
SINGLE = "first|second|third|fourth|fifth|last|another|one|other|each|separate|later|earlier|next"
ONE_OF = re.compile(
    rf"\b(?:{SINGLE})\b[^.]{{0,40}}?\b{EVENT}|\b(?:in total|elsewhere|in a separate)\b"
    rf"|\b(?:a|an|the)\s+(?:[\w-]+\s+){{0,3}}{EVENT}\b",
    re.IGNORECASE,
)
TOTALS = re.compile(
    r"\b(?:in (?:all|total)|altogether|a total of|overall|combined|between them|brings?|bringing|brought"
    r"|rais(?:es|ing|ed)|taking|pushing)\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(rf"\b(?:{SINGLE})\s+(?:[\w-]+\s+){{0,2}}{EVENT}\b|\b(?:elsewhere|separately)\b", re.IGNORECASE)
OTHER_EVENT = re.compile(
    rf"\b(?:separate|another|second|previous|earlier)\s+(?:[\w-]+\s+){{0,2}}{EVENT}\b"
    r"|\b(?:elsewhere|separately|(?:last|previous) (?:week|month|year)|(?:day|week|month|year)s? (?:earlier|before))\b",
    re.IGNORECASE,
)
TALLY = re.compile(
    r"\b(?:document|verif|record|count|register|list|tall)(?:s|ed|ied|ies|y)?\b|\breporting period\b", re.IGNORECASE
)
FURTHER = re.compile(r"\b(?:another|further|more|additional|second|third|others?|also)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with all its mentions; the first is the one that speaks for it."""

    claim: Claim
    mentions: tuple[Found, ...]

    @property
    def start(self) -> int:
        """Where the text tells it first."""
        return min(f.mention.start for f in self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a claim's sentences show, read once: it counts several attacks, tells of one, sums up, adds one more."""

    told: Told
    start: int
    first: int
    last: int
    several: bool
    one_event: bool
    ordinal: bool
    other_event: bool
    totals: bool
    further: bool
    lead: bool
    headline: bool
    tally: bool
    own_scene: bool
    attacker: bool
    bare: bool


def traits(told: Told) -> Traits:
    """The traits of a claim, over all sentences that mention it."""
    mention = told.mentions[0].mention
    sentences = [f.mention.sentence for f in told.mentions]
    words = mention.sentence.text[
        max(0, mention.start - mention.sentence.start - REACH) : mention.end - mention.sentence.start
    ]
    return Traits(
        told=told,
        start=told.start,
        first=min(s.index for s in sentences),
        last=max(s.index for s in sentences),
        several=any(SEVERAL.search(s.text) for s in sentences),
        one_event=_one_event(mention.sentence),
        ordinal=ORDINAL.search(mention.sentence.text) is not None,
        other_event=OTHER_EVENT.search(mention.sentence.text) is not None,
        totals=any(TOTALS.search(s.text) for s in sentences),
        further=FURTHER.search(words) is not None,
        lead=any(s.index < LEAD_SENTENCES for s in sentences),
        headline=all(s.block in ("headline", "deck") for s in sentences),
        own_scene=_own_scene(told.claim, mention.sentence),
        tally=any(TALLY.search(s.text) for s in sentences),
        attacker=_last(told.claim) in lexicon("wholes")["groups"]["attackers"].split(),
        bare=mention.victim is None or mention.sentence.doc[mention.victim].like_num,
    )


def _own_scene(claim: Claim, sentence: Sentence) -> bool:
    """Whether the claim's own sentence names its day or its place."""
    day = claim.time is not None and bool(claim.time.text) and claim.time.text in sentence.text
    return day or any(t.facet == "place" and t.rule == "own clause" for t in claim.traces)


@lru_cache(maxsize=256)
def _one_event(sentence: Sentence) -> bool:
    """Whether a sentence tells of one event: a single noun of an event."""
    if ONE_OF.search(sentence.text):
        return True
    return any(t.tag_ == "NN" and t.lemma_.lower() in events() for t in sentence.doc)


def fits(part: Claim, whole: Claim) -> bool:
    """Whether one claim could be a part of the other at all: its harm within the other's, its number smaller."""
    kinds = HOLDS.get(part.measure, (part.measure,))
    families = (part.unit == "families") == (whole.unit == "families")
    denied = "denied" in (part.stance, whole.stance) or part.stance == "forecast"
    return whole.measure in kinds and families and not denied and whole.stance != "forecast" and smaller(part, whole)


def smaller(part: Claim, whole: Claim) -> bool:
    """Whether the part's number is below the whole's; a vague whole may be larger than its least."""
    size, least = size_of(part) or 1, size_of(whole)
    if least is None or part.quantity.fraction is not None or is_plain(whole):
        return False
    return size < least or (whole.quantity.bound == "vague" and size <= least)


def is_plain(claim: Claim) -> bool:
    """A bare plural without a number word ("killing civilians")."""
    return claim.quantity.bound == "vague" and not claim.quantity.as_written and claim.quantity.low == PLURAL


def coordinated(part: Told, whole: Told) -> bool:
    """Two heads of one verb ("a soldier and three civilians"), or a list's members, stand beside each other."""
    return any(
        a.mention.sentence is b.mention.sentence
        and (a.mention.trigger == b.mention.trigger or a.mention.rule == b.mention.rule == "list")
        for a in part.mentions
        for b in whole.mentions
    )


def signals(part: Traits, whole: Traits) -> tuple[str, ...]:
    """The names of all signals that hold between two claims, the prior first."""
    one, two = part.told.claim, whole.told.claim
    return ("prior", *_relations(part, whole), *_sources(one, two), *_discourse(part, whole))


def points(names: tuple[str, ...]) -> float:
    """The sum of signals' weights; a relation that has none weighs nothing."""
    weights: dict[str, float] = lexicon("wholes")["weights"]
    return sum(weights.get(name, 0.0) for name in names)


def _relations(part: Traits, whole: Traits) -> list[str]:
    """Group, place, days, kind of harm and size."""
    one, two = part.told.claim, whole.told.claim
    group = group_relation(one.population, two.population)
    civil = two.population.status == "civilian"
    name = ("bare" if part.bare else "broad" if civil else group) if group == "wider" else group
    place, days = place_relation(one.places, two.places), days_relation(one.time, two.time)
    signs = {
        "kind_inside": two.measure == "casualties" != one.measure,
        "plain": is_plain(one),
        "remains": one.measure == "bodies_found" != two.measure,
        "nearly": (size_of(one) or 0) >= NEARLY * (size_of(two) or 1)
        and one.quantity.value is not None
        and two.quantity.bound != "vague",
        "several": whole.several
        and (
            place == "inside"
            or days == "inside"
            or part.ordinal
            or (place != "same" and part.one_event and not part.several)
        ),
        "place_open": bool(one.places) and not two.places and days in ("same", "inside", "unknown"),
        "dwarfed": (size_of(two) or 0) >= DWARFED * (size_of(one) or 1),
    }
    where = [] if signs["several"] and place == "unlike" else [f"place_{place}"]
    return [f"group_{name}", *where, f"days_{days}", *(n for n, holds in signs.items() if holds)]


def _last(claim: Claim) -> str:
    """The head of a claim's group, singular."""
    return claim.population.text.lower().rsplit(" ", 1)[-1].removesuffix("s")


def _sources(part: Claim, whole: Claim) -> list[str]:
    """Whether two named sources are one, or rivals."""
    if not part.attribution or not whole.attribution:
        return []
    a, b = part.attribution[0].name.lower(), whole.attribution[0].name.lower()
    if a in b or b in a:
        return ["same_source"]
    group = group_relation(part.population, whole.population)
    return ["rival_of_group" if group == "inside" else "rival"]


def _discourse(part: Traits, whole: Traits) -> list[str]:
    """How the two stand in the text: the lead, several attacks, totals, what is told as one more."""
    one, two = part.told.claim, whole.told.claim
    after = whole.start > part.start
    signs = {
        "single": not whole.several and not two.cumulative and part.other_event,
        "running": two.cumulative and not one.cumulative,
        "unruly": one.cumulative and not two.cumulative,
        "lead": whole.lead and whole.first < part.first,
        "tally": whole.tally and not part.tally and whole.last < part.first and (part.one_event or part.own_scene),
        "totals": after and whole.totals and not whole.further,
        "behind": after and (not whole.totals or whole.further),
        "background": after and two.cumulative and not (whole.totals and whole.first - part.first <= NEAR),
        "headline": whole.headline,
        "further": part.further and one.measure == two.measure and 0 <= part.first - whole.last <= 2 * NEAR,
        "attacker": part.attacker and not whole.attacker,
        "person": one.quantity.value == 1 and part.told.mentions[0].mention.number is None,
        "far": part.first - whole.last > FAR,
    }
    return [name for name, holds in signs.items() if holds]
