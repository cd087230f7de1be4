"""Whether a party to a conflict speaks of its own deeds: then it claims, whatever its verb, and nobody is its witness.

Reach for :func:`own_deed` with a mention and its chain of speakers. It weighs three things: on which side the speaker
stands, on which side those who did it, and on which side those who suffered it. "The army said it killed 30 militants"
is a claim; "the army said three soldiers were killed", "the army said rebels killed 30 farmers" are plain reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from reckoning.extract.culprit import harm_actor
from reckoning.extract.lexicon import alternation, lexicon
from reckoning.extract.mention import Mention
from reckoning.extract.survey import Survey
from reckoning.extract.voice import kind_of, name_tokens, vocabulary
from reckoning.types import AttributionLink, Measure, Side

if TYPE_CHECKING:
    from spacy.tokens import Token

Camp = Literal["state", "armed"]
Doer = Literal["state", "armed", "speaker", "somebody"]
DEEDS: frozenset[Measure] = frozenset({"killed", "casualties", "injured", "abducted", "detained", "bodies_found"})
NEUTRAL = frozenset({"un", "monitor", "ngo", "medical", "witness", "expert"})
OWN = frozenset({"our", "its", "their", "his", "her", "my"})
SELVES = frozenset({"it", "we", "they", "i"})
NEAR_NAME = 70
FOE = re.compile(r"\b(?:enem(?:y|ies)|hostiles?|invaders?|occupiers?)\b", re.IGNORECASE)
CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a speaker's camp makes of a mention: his side relative to the harmed, and whether he tells his own deed."""

    side: Side = "unknown"
    own_deed: bool = False


@cache
def _words(table: str) -> re.Pattern[str]:
    words = [word.replace("_", " ") for word in lexicon("camps")[table].split()]
    return re.compile(rf"\b{alternation(words)}(?:s|es)?\b", re.IGNORECASE)


def camp_of(words: str) -> Camp | None:
    """The side that words name: an armed group, or a state with its forces; None for everybody else."""
    if _words("armed").search(words):
        return "armed"
    return "state" if _words("state").search(words) else None


def serves(words: str) -> bool:
    """Whether words name those who serve a state in arms."""
    return _words("soldiers").search(words) is not None


def the_foe(words: str) -> bool:
    """Whether words say no more than that somebody is the speaker's enemy."""
    return FOE.search(words) is not None


def own_deed(seen: Survey, mention: Mention, head: Token, links: tuple[AttributionLink, ...]) -> Told:
    """Where the speaker of a mention stands; without speakers, the text itself if a party wrote it."""
    if mention.measure not in DEEDS:
        return Told()
    origin = links[0] if links else None
    speaker = house(seen) if origin is None else _camp_of_speaker(seen, origin)
    quoted = seen.quote_at(mention.start, mention.end) is not None
    doer = _camp_of_doer(mention, head, origin, speaker, quoted=quoted)
    if speaker is None or (origin is not None and origin.kind in NEUTRAL):
        return _outside(origin, doer)
    harmed = _camp_of_harmed(mention, origin, speaker)
    own = harmed == speaker or _their_own(mention, head)
    side: Side = "own" if own else "other" if harmed is not None or doer in (speaker, "speaker") else "unknown"
    if (
        own
        or mention.population.status == "civilian"
        or (mention.measure == "detained" and not _taken_in_war(mention, origin))
    ):
        return Told(side=side)
    fights = (
        origin is None
        or origin.kind == "belligerent"
        or speaker == "armed"
        or _forces(origin)
        or _armed_near(mention, origin, speaker)
    )
    return Told(side=side, own_deed=doer in (speaker, "speaker") or (doer is None and harmed is not None and fights))


def _outside(origin: AttributionLink | None, doer: Doer | None) -> Told:
    """A speaker of no known camp: he tells his own deed where he says "it" or "we" did it."""
    if origin is not None and origin.kind in NEUTRAL:
        return Told(side="third")
    return Told(own_deed=doer == "speaker" and origin is not None)


def _forces(origin: AttributionLink) -> bool:
    return _words("arms").search(origin.text) is not None


def _armed_near(mention: Mention, origin: AttributionLink | None, speaker: Camp) -> bool:
    """Whether the speaker's forces act in the sentence: "rebels died when helicopter gunships strafed the forest"."""
    words = mention.sentence.text.replace(origin.text if origin is not None else "", "")
    return bool(_words("arms" if speaker == "state" else "armed").search(words.replace(mention.population.text, "")))


def _camp_of_speaker(seen: Survey, origin: AttributionLink) -> Camp | None:
    found = camp_of(f"{origin.text} {origin.name}")
    if origin.kind == "media":
        return "armed" if found == "armed" else None
    if found is None and origin.kind in ("state", "belligerent"):
        return "state"
    return found if found is not None or not CAPITALS.search(origin.name) else camp_of(_beside(seen, origin.name))


def _beside(seen: Survey, name: str) -> str:
    """What stands right before or behind a person's name where the text introduces him."""
    surname = name.rsplit(maxsplit=1)[-1]
    content = seen.text.content
    at = content.find(surname)
    if at < 0:
        return ""
    before = re.split(r"[.;\n]|, and\b", content[max(0, at - NEAR_NAME) : at])[-1]
    after = re.match(r"\W*,([^.;,\n]{0,70})", content[at + len(surname) :])
    return f"{before} {after.group(1) if after else ''}"


# --- those who did it and those who suffered it ----------------------------------------------------------------------


def _camp_of_doer(
    mention: Mention, head: Token, origin: AttributionLink | None, speaker: Camp | None, *, quoted: bool
) -> Doer | None:
    """The camp of who does it in the mention's clause; a pronoun, or the speaker's own words, stand for the speaker."""
    doc = mention.sentence.doc
    harmed = frozenset(t.i for t in name_tokens(doc[mention.victim])) if mention.victim is not None else frozenset()
    culprit = harm_actor(head, harmed)
    if culprit is None:
        return None
    words = [doc[i] for i in culprit.tokens]
    if culprit.pronoun:
        return "speaker" if words[0].lower_ in SELVES and not _others(words[0], quoted=quoted) else "somebody"
    said = mention.sentence.words(words)
    if words[0].lower_ in OWN or (origin is not None and _shares(said, origin.text)):
        return "speaker"
    if culprit.rule == "blame.event.owner" and speaker == "state" and origin is not None:
        his = _nations(origin.text)
        return "state" if not his or his & _nations(said) else camp_of(said) or "somebody"
    return camp_of(said) or ("speaker" if _words("generic").search(said) and speaker is not None else "somebody")


def _others(pronoun: Token, *, quoted: bool) -> bool:
    """Whether "they" are others than the speaker: in his own words, or where somebody else acts before it."""
    if pronoun.lower_ != "they":
        return False
    before = [t for t in pronoun.doc[: pronoun.i] if t.dep_ in ("nsubj", "nsubjpass")]
    told = [t for t in before if t.head.lemma_.lower() not in vocabulary().force]
    return quoted or any(t.lower_ not in SELVES for t in told)


def _shares(one: str, other: str) -> bool:
    """Whether two names share a word that names: "the army" and "army spokesman X"."""
    words = [
        {w.rstrip("s") for w in re.findall(r"[a-z]{4,}", x.lower())} - {"said", "force", "forces"} for x in (one, other)
    ]
    return bool(words[0] & words[1])


def _camp_of_harmed(mention: Mention, origin: AttributionLink | None, speaker: Camp) -> Camp | None:
    """The camp of the harmed; soldiers of a nation that is not the speaker's stand against him."""
    quote = mention.sentence.text[mention.start - mention.sentence.start : mention.end - mention.sentence.start]
    words = f"{mention.population.text} {quote}" + _losing(mention)
    armed, state = _words("armed").search(words), _words("soldiers").search(words)
    if FOE.search(words):
        return "state" if speaker == "armed" else "armed"
    if armed or _words("outlaws").search(words):
        return "armed"
    if state is None:
        return None
    if speaker == "armed":
        return "state"
    theirs, his = _nations(words), _nations(origin.text) if origin is not None else set()
    return "armed" if theirs and his and not theirs & his else "state"


def _nations(words: str) -> set[str]:
    """Stems of the capitalised words that may name a nation; words all in capitals tell nothing."""
    plain = re.sub(r"\b(?:U\.S\.|US|USA)(?=\W)", "American", re.sub(r"\bUK\b", "British", words))
    capital = [w for w in CAPITALS.findall(plain) if not w.isupper()]
    return {w.lower()[:4] for w in capital if camp_of(w) is None and w.lower() not in _offices()}


@cache
def _offices() -> frozenset[str]:
    return frozenset(lexicon("camps")["offices"].split())


def _taken_in_war(mention: Mention, origin: AttributionLink | None) -> bool:
    """An arrest is no deed of war, unless soldiers tell of it."""
    return origin is None or (origin.kind == "belligerent" and bool(_words("armed").search(mention.population.text)))


def _their_own(mention: Mention, head: Token) -> bool:
    """As in "two of its soldiers", "our men", "lost": the speaker's own dead."""
    words = mention.sentence.text[: mention.end - mention.sentence.start].lower()
    own = re.search(r"\b(?:its|our|their|his|own)\s+(?:own\s+)?(?:\w+\s+){0,2}\w+\W*(?:\w+\W+){0,6}$", words)
    lost = head.lemma_ == "lose" and not FOE.search(_losing(mention))
    return (own is not None and harm_actor(head, frozenset()) is None) or lost


def _losing(mention: Mention) -> str:
    """As in "the enemy lost up to 50 men": whose loss it is, with a space before it; empty for other verbs."""
    verb = mention.sentence.doc[mention.trigger] if mention.trigger is not None else None
    if verb is None or verb.lemma_ != "lose":
        return ""
    return " " + " ".join(t.text for c in verb.children if c.dep_ == "nsubj" for t in c.subtree)


# --- texts that a party wrote -----------------------------------------------------------------------------------------

ISSUED = re.compile(
    r"\b(?:press (?:release|briefing|statement)|communiqu[eé]|operation(?:s|al) update|statement|bulletin"
    r"|(?:morning|evening|daily|weekly|media|news|operational|military)\s+(?:briefing|summary|update|report|digest))\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\bour\s+(?:\w+\s+){0,2}(?:forces|troops|soldiers|commandos|fighters|army|mujahid(?:een|in)|comrades|units"
    r"|hero(?:es)?|warriors|defenders|brothers|gunners|pilots|resistance)\b"
    r"|\bwe\s+(?:have\s+)?(?:killed|liquidated|eliminated|neutrali[sz]ed|ambushed|struck|attacked|executed)\b",
    re.IGNORECASE,
)


def house(seen: Survey) -> Camp | None:
    """The camp that wrote the text: it says "our forces" outside quotations, or issues a communiqué of its own."""
    read = [s for s in seen.sentences if s.block in ("headline", "deck", "body")]
    for match in OURS.finditer(seen.text.content):
        if not any(q.start <= match.start() < q.end for q in seen.quotes):
            return camp_of(match.group()) or next((c for s in read[:2] if (c := camp_of(s.text))), "state")
    opening = [s.text for s in read[:3]]
    if not opening or not any(ISSUED.search(text) for text in opening[:2]):
        return None
    named = camp_of(opening[0])
    return (
        named
        if named is not None and kind_of(ISSUED.sub("", opening[0])) in ("belligerent", "unknown", "state")
        else _force(opening)
    )


def _force(opening: list[str]) -> Camp | None:
    """The forces that the first sentences tell of, as in a release that names nobody else."""
    return "state" if any(_words("forces").search(text) for text in opening) else None
