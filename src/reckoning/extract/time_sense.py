"""Which of a sentence's times date a harm, and how closely: not a dateline, a count, or what had come before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reckoning.extract.attach import (
    BESIDE,
    ELSEWHERE,
    GOVERNING,
    OWN,
    REPORTING,
    UNDER,
    clause,
    governor,
    rank,
    tokens_within,
    top,
    trigger_of,
)
from reckoning.extract.cumulative import events
from reckoning.extract.date_phrases import TimePhrase, phrases
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.types import Interval, Text

if TYPE_CHECKING:
    from spacy.tokens import Token

SEMICOLON = re.compile(r";\s")  # what follows has a verb of its own
FIRST = 2  # sentences in which a dateline may stand
LONGEST_DATELINE = 60  # characters of a dateline before its day
PART_AFTER = re.compile(
    r"\bof (?:which|whom|them)\b|\b(?:most|much|some|half) of it\b"
)  # a part of the claim begins here, with a time of its own
PART_OPEN = re.compile(r"\b(?:including|among them)\s[^,;]*$")  # the part still runs: its times and places are its own
# "KYIV, Nov. 7 -": names in front of a date, a stop behind it; it says when the report was written.
NAMES_ONLY = re.compile(r"^[(\s]*(?:[A-ZÀ-Þ][\w.'’-]*[\s,/(]+){1,6}$")
STOP = re.compile(r"^\)?\s?(?:\([^)]{1,30}\)\s?)?[–—:._-]")
NEARLY_NOW = 3  # days between the day of a dateline and that of publication
WOUNDS = re.compile(
    r"\bsuccumb\w*\b|\b(?:die[sd]|dying)\s(?:later\s)?(?:(?:of|from)\s(?:\w+\s){0,2}(?:wounds|injuries|burns)|in\s(?:an?\s|the\s)?hospital)"
    r"|\bdied\sof\s(?:his|her|their)\b",
    re.IGNORECASE,
)
FIGURES = frozenset({"figure", "toll", "number", "total", "estimate", "count", "tally", "statistic", "list", "name"})
SUPERLATIVE = re.compile(r"\b(?:\w{3,}iest|worst|most \w+|biggest|largest|highest|first)\s[^,.;]{0,50}$", re.IGNORECASE)
DATED_EVENT = 0.6  # how much closer a date comes that hangs on the noun of an event ("the attack on Friday")
# Verbs that hand a count on: their day is that of the telling. Those that keep count (record, document, register)
# have the period in which what they count happened.
COUNTING = frozenset(["name", "report", "list", "verify", "publish", "put", "identify"])
FRONTED = 0.25  # less than any step between two ranks: it breaks ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A phrase and how close it is to the mention."""

    phrase: TimePhrase
    rank: float
    gap: int


def near(text: Text, mention: Mention) -> list[Dated]:
    """The phrases of the mention's sentence, the closest first; times of speaking are left out."""
    sentence = mention.sentence
    trigger = trigger_of(mention)
    if trigger is None:
        return []
    middle = sentence.begin(trigger)
    found = []
    for phrase in phrases(text.content, sentence.start, sentence.end, text.published):
        head = top(tokens_within(sentence, phrase.start, phrase.end))
        if head is None:
            continue
        if phrase.kind in ("day", "period", "relative") and _counting(governor(head), trigger):
            continue
        if of_dateline(sentence, phrase, text.published) or _of_earlier(head, trigger):
            continue
        how_far = _how_far(mention, phrase, head, trigger) + _apart(text.content[mention.end : phrase.start])
        if how_far < REPORTING and not SUPERLATIVE.search(text.content[sentence.start : phrase.start]):
            found.append(Dated(phrase=phrase, rank=how_far, gap=abs(phrase.start - middle)))
    return sorted(found, key=lambda d: (d.rank, d.gap))


def _how_far(mention: Mention, phrase: TimePhrase, head: Token, trigger: Token) -> float:
    how_far = rank(head, trigger)
    if phrase.kind in ("since", "window"):  # a span of time is hardly ever the time of speaking
        if mention.start <= phrase.start < mention.end:
            return OWN - FRONTED  # "the number of those killed since Sunday", whatever day stands beside it
        how_far = min(how_far, UNDER + FRONTED)
        if phrase.kind == "since" and phrase.start == mention.sentence.start:  # it holds for the whole sentence
            how_far = min(how_far, BESIDE) - FRONTED
    elif how_far >= GOVERNING and governor(head).lemma_.lower() in events():
        how_far = max(GOVERNING, how_far - DATED_EVENT)
    return how_far


def _apart(between: str) -> float:
    """How much farther a phrase is behind these words: they begin a part of the claim, or another clause."""
    if PART_OPEN.search(between):
        return REPORTING
    return ELSEWHERE if PART_AFTER.search(between) or SEMICOLON.search(between) else 0.0


def _counting(verb: Token, trigger: Token) -> bool:
    """Whether a day is that of the count: "named 1,426 dead last month" dates the naming."""
    gives = verb.lemma_.lower() == "give" and any(c.lemma_.lower() in FIGURES for c in verb.children)
    if gives and verb.i < trigger.i:
        return True
    return verb.lemma_.lower() in COUNTING and verb.i != trigger.i and verb in trigger.ancestors


def _of_earlier(head: Token, trigger: Token) -> bool:
    """Whether a time dates what had come before: "bodies of men who had been taken in May were found"."""
    theirs, ours = clause(governor(head)), clause(trigger)
    if theirs.i == ours.i or theirs.dep_ not in ("relcl", "acl") or trigger in theirs.subtree:
        return False
    return _had(theirs) and not _had(ours)


def _had(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in verb.children)


def of_dateline(sentence: Sentence, phrase: TimePhrase, published: Interval | None) -> bool:
    """Whether a day stands in the dateline: "KYIV, Nov. 7 - Shells killed five"."""
    before = sentence.text[: phrase.start - sentence.start]
    if phrase.kind != "day" or len(before) > LONGEST_DATELINE or not NAMES_ONLY.match(before):
        return False
    if not STOP.match(sentence.text[phrase.end - sentence.start :]):
        return False
    day, today = phrase.interval.start, published.end if published else None
    return sentence.index <= FIRST and (day is None or today is None or 0 <= (today - day).days <= NEARLY_NOW)


def of_wounds(sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether a day is that on which somebody died of wounds: the event was before."""
    clause_start = max(
        sentence.text.rfind(mark, 0, phrase.start - sentence.start) for mark in (";", " and ", " while ")
    )
    return WOUNDS.search(sentence.text, max(clause_start, 0), phrase.end - sentence.start) is not None
