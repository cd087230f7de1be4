"""When: the interval of days of a claim, from time phrases, the parse, and the sentences around it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from reckoning.extract import days
from reckoning.extract.attach import (
    ELSEWHERE,
    REPORTING,
    UNDER,
    governor,
    tokens_within,
    told,
    top,
)
from reckoning.extract.cumulative import runs
from reckoning.extract.date_grammar import COUNT, Unit, number
from reckoning.extract.date_phrases import TimePhrase, phrases
from reckoning.extract.date_relative import unit_of
from reckoning.extract.headings import day_over
from reckoning.extract.mention import Mention
from reckoning.extract.parse import READ_KINDS, Sentence
from reckoning.extract.time_sense import SEMICOLON, Dated, of_dateline, of_wounds
from reckoning.extract.time_sense import near as nearest
from reckoning.types import Grain, Interval, Text, Trace

if TYPE_CHECKING:
    pass

__all__ = ["cumulative", "phrases", "when"]

RESTATED = 100  # the smallest figure that is taken for the same when it stands twice
HEAD = 30  # characters before a mention in which its figure may be named
TITLES = 2  # sentences that may be the title of a periodic report
OPENING = 120  # characters behind the title in which a report says that it is one
MONTHLY = 27  # days: a shorter period in a title dates an event
PERIODIC = re.compile(
    r"\b(?:monthly|quarterly|annual|yearly|half-yearly|toll|figures|statistics|report|review|bulletin|monitor|update|summary"
    r"|overview|situation)\b",
    re.IGNORECASE,
)
LEAD = 8  # sentences of the lead in which the main event's time may stand
BARE = 12  # characters beside the date that a dateline may hold
SAME_FIGURE = re.compile(  # a rival figure of what the sentence before counts
    r"\b(?:puts?|putting)\s(?:the|that|this|its)\s(?:\w+\s)?(?:number|figure|toll|total|tally|count)\b"
    r"|\b(?:its|their|the)\s(?:own\s)?(?:total|tally|count|figure)\s(?:had\s)?(?:is|was|stood|stands|gives?|gave|at)\b",
    re.IGNORECASE,
)
COUNTED_FROM = re.compile(
    rf"\b(?P<count>{COUNT})\s(?P<unit>days?|weeks?|months?|years?)\s(?P<way>after|before)\s", re.IGNORECASE
)
EVENT_KINDS = ("day", "period", "window")
FINE: tuple[Grain, ...] = ("day", "days")

BACK = 12  # sentences back in a paragraph from which a time may be carried


TOTALS = frozenset({"total", "tally", "toll", "count"})


def when(text: Text, sentences: tuple[Sentence, ...], mention: Mention) -> tuple[Interval | None, tuple[Trace, ...]]:
    """The interval of a claim and the words that gave it; None if the text gives no time for it."""
    near = nearest(text, mention)
    own = [d for d in near if d.rank < ELSEWHERE]
    total, _ = runs(mention, tuple(d.phrase for d in own))
    told = None if own else _told_elsewhere(text, sentences, mention)
    if told is not None:
        return told
    beside = _counted_from(text, sentences, mention) if all(d.phrase.kind == "relative" for d in own) else None
    if beside is not None:
        return beside
    for dated in own:
        found = _placed(text, sentences, mention, dated.phrase)
        if found is not None and (dated.phrase.kind != "relative" or found.start or found.end):
            return found, (_trace("own clause", dated.phrase),)
    if total:
        same = _restated(text, sentences, mention)
        if same is not None:
            return same.interval, (_trace("same figure", same),)
        return _begun(text, sentences, mention) or _until_publication(text), (
            Trace(facet="time", rule="running total"),
        )
    return _carried(text, sentences, mention, near)


def cumulative(text: Text, sentences: tuple[Sentence, ...], mention: Mention) -> tuple[bool, tuple[Trace, ...]]:
    """Whether the claim is a running total or a sum over several incidents, and which words say so."""
    own = tuple(d.phrase for d in nearest(text, mention) if d.rank < ELSEWHERE)
    total, traces = runs(mention, own)
    stated = None if own else _total_given(text, mention)
    if stated is not None:
        return True, (Trace(facet="cumulative", rule="total given", start=stated.start, end=stated.end),)
    if own or total or mention.quantity.value in (0, 1):
        return total, traces
    rival, covered = _rival_of(text, sentences, mention), report_period(text, sentences)
    named = rival or covered
    if named is None:
        return total, traces
    rule = "figure before" if rival is not None else "period of the report"
    return True, (Trace(facet="cumulative", rule=rule, start=named.start, end=named.end),)


def _told_elsewhere(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention
) -> tuple[Interval | None, tuple[Trace, ...]] | None:
    """The time of a figure without words of its own: the day its total was given, or the span of its rival."""
    given = _total_given(text, mention)
    if given is not None:
        return replace(given.interval, start=None, grain="open"), (_trace("total given", given),)
    rival = _rival_of(text, sentences, mention)
    return None if rival is None else (rival.interval, (_trace("figure before", rival),))


def _total_given(text: Text, mention: Mention) -> TimePhrase | None:
    """ "gave its last total on May 3, when it put the number at 61": the day up to which a toll counts."""
    if not mention.rule.startswith("toll:"):
        return None
    sentence = mention.sentence
    for phrase in phrases(text.content, sentence.start, mention.start, text.published):
        head = top(tokens_within(sentence, phrase.start, phrase.end))
        verb = None if head is None or phrase.kind != "day" else governor(head)
        if verb is not None and any(c.dep_ == "dobj" and c.lemma_.lower() in TOTALS for c in verb.children):
            return phrase
    return None


def _rival_of(text: Text, sentences: tuple[Sentence, ...], mention: Mention) -> TimePhrase | None:
    """The span that the sentence before counts over, where this one gives another figure for the same."""
    at = mention.sentence.start
    if not SAME_FIGURE.search(mention.sentence.text[max(0, mention.start - at - HEAD) : mention.end - at]):
        return None
    for sentence in reversed(_before(sentences, mention, same_paragraph=True)[-1:]):
        spans = phrases(text.content, sentence.start, sentence.end, text.published)
        return next((p for p in spans if p.kind == "since"), None)
    return None


def _trace(rule: str, phrase: TimePhrase) -> Trace:
    return Trace(facet="time", rule=f"{rule}: {phrase.rule}", start=phrase.start, end=phrase.end)


def _placed(text: Text, sentences: tuple[Sentence, ...], mention: Mention, phrase: TimePhrase) -> Interval | None:
    """The interval of a phrase; one relative to another event is counted from the nearest date before it."""
    if phrase.kind != "relative":
        return phrase.interval
    anchor = _date_before(text, sentences, mention, phrase)
    if anchor is None or phrase.shift is None:
        return phrase.interval
    return _shifted(phrase.interval, anchor, *phrase.shift)


def _date_before(text: Text, sentences: tuple[Sentence, ...], mention: Mention, phrase: TimePhrase) -> Interval | None:
    here = phrases(text.content, mention.sentence.start, phrase.start, text.published)
    for one in reversed(here):
        if one.kind in EVENT_KINDS and one.interval.start and one.interval.end:
            return one.interval
    for sentence in reversed(_before(sentences, mention, same_paragraph=False)):
        dated = _event_phrase(text, sentence)
        if dated is not None and dated.interval.start and dated.interval.end:
            return dated.interval
    return None


def _counted_from(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention
) -> tuple[Interval | None, tuple[Trace, ...]] | None:
    """The time of a clause that another event is counted from: "the find came a day after six were shot"."""
    here = mention.sentence
    found = next(reversed(list(COUNTED_FROM.finditer(here.text[: mention.start - here.start]))), None)
    if found is None or re.search(r"[,;:]", here.text[found.end() : mention.start - here.start]):
        return None
    many, unit = unit_of(found.group("unit"))
    count = number(found.group("count")) * many * (-1 if found.group("way") == "after" else 1)
    before = phrases(text.content, here.start, here.start + found.start(), text.published)
    dated = next((p for p in before if p.kind == "day" and p.resolved), None)
    told_of = dated or next(
        (p for p in (_event_phrase(text, s) for s in _back(sentences, mention)) if p is not None and p.kind == "day"),
        None,
    )
    if told_of is None or told_of.interval.start is None or told_of.interval.end is None or unit == "hour":
        return None
    start, end = here.start + found.start(), here.start + found.end()
    trace = Trace(facet="time", rule="counted from another event", start=start, end=end)
    text_of = replace(told_of.interval, text=found.group().strip())
    return _shifted(text_of, told_of.interval, count, unit), (trace,)


def _back(sentences: tuple[Sentence, ...], mention: Mention) -> list[Sentence]:
    return _before(sentences, mention, same_paragraph=False)[::-1][:BACK]


def _shifted(interval: Interval, anchor: Interval, count: int, unit: Unit) -> Interval:
    start, end = anchor.start, anchor.end
    assert start is not None and end is not None  # noqa: PT018, S101 - the caller took dates only
    if unit == "hour":
        return replace(interval, start=start, end=end + timedelta(days=1 if count else 0), grain="days")
    if unit == "day":
        moved = timedelta(days=count)
        return replace(interval, start=start + moved, end=end + moved, grain="day" if start == end else "days")
    span = _period(start, count, unit)
    return replace(interval, start=span[0], end=span[1], grain=unit)


def _period(day: date, count: int, unit: Unit) -> tuple[date, date]:
    if unit == "week":
        return days.week_of(day + timedelta(days=7 * count))
    if unit == "month":
        then = days.months_back(day, -count)
        return days.month_of(then.year, then.month)
    return days.year_of(day.year + count)


def _before(sentences: tuple[Sentence, ...], mention: Mention, *, same_paragraph: bool) -> list[Sentence]:
    here = mention.sentence
    return [
        s
        for s in sentences
        if s.index < here.index and s.block in READ_KINDS and (not same_paragraph or s.paragraph == here.paragraph)
    ]


def _carried(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention, near: list[Dated]
) -> tuple[Interval | None, tuple[Trace, ...]]:
    """From another clause of the sentence, the paragraph before it, the lead, or the paragraph after it."""
    for dated in near:
        if dated.phrase.kind == "day" and dated.rank <= ELSEWHERE + UNDER and not _past_semicolon(text, mention, dated):
            return dated.phrase.interval, (_trace("same sentence", dated.phrase),)
    same = _restated(text, sentences, mention)
    if same is not None:
        return same.interval, (_trace("same figure", same),)
    for sentence in reversed(_before(sentences, mention, same_paragraph=True)[-BACK:]):
        phrase = _event_phrase(text, sentence)
        if phrase is not None:
            return _event_interval(text, sentences, phrase, sentence), (_trace("paragraph", phrase),)
    return _of_the_report(text, sentences, mention)


def _past_semicolon(text: Text, mention: Mention, dated: Dated) -> bool:
    """Whether a day stands behind a semicolon, with others who were harmed then: "eight died; a ninth on Sunday"."""
    between = text.content[mention.end : dated.phrase.start]
    return SEMICOLON.search(between) is not None


def _of_the_report(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention
) -> tuple[Interval | None, tuple[Trace, ...]]:
    """The day of the log entry, the period that the report covers, or the day of the main event."""
    logged = day_over(text.content, text.published, mention.start)
    if logged is not None:
        return logged, (Trace(facet="time", rule="day of a log"),)
    covered = report_period(text, sentences)
    if covered is not None:
        return covered.interval, (_trace("period of the report", covered),)
    main = main_time(text, sentences)
    return (None, ()) if main is None else (main.interval, (_trace("lead", main),))


def _restated(text: Text, sentences: tuple[Sentence, ...], mention: Mention) -> TimePhrase | None:
    """The time given where the text says the same large figure again."""
    value = mention.quantity.value
    if value is None or value < RESTATED:
        return None
    figures = {f"{value:,}", str(value)}
    pattern = re.compile(rf"(?<![\d,.])(?:{'|'.join(sorted(map(re.escape, figures)))})(?![\d%]|[,.]\d)")
    for sentence in sentences:
        if sentence.index == mention.sentence.index or sentence.block not in READ_KINDS:
            continue
        found = pattern.search(sentence.text)
        if found is None:
            continue
        here = phrases(text.content, sentence.start, sentence.end, text.published)
        spans = [p for p in here if p.kind in ("since", "window")]
        if spans:
            return spans[0]
    return None


def _event_interval(text: Text, sentences: tuple[Sentence, ...], phrase: TimePhrase, sentence: Sentence) -> Interval:
    if phrase.kind != "relative" or phrase.shift is None:
        return phrase.interval
    for other in reversed([s for s in sentences if s.index < sentence.index and s.block in READ_KINDS]):
        before = _event_phrase(text, other)
        if before is not None and before.interval.start and before.interval.end:
            return _shifted(phrase.interval, before.interval, *phrase.shift)
    return phrase.interval


def _event_phrase(text: Text, sentence: Sentence) -> TimePhrase | None:
    """The time of what a sentence tells: its phrase nearest to the main verb that is not a time of speaking."""
    return _told(sentence, text.published)


@lru_cache(maxsize=256)
def _told(sentence: Sentence, published: Interval | None) -> TimePhrase | None:
    found = tuple(
        replace(p, start=p.start + sentence.start, end=p.end + sentence.start)
        for p in phrases(sentence.text, 0, len(sentence.text), published)
    )
    if not found or _is_dateline(sentence, found):
        return None
    ranked = []
    for phrase in found:
        head = top(tokens_within(sentence, phrase.start, phrase.end))
        if head is None or phrase.kind not in (*EVENT_KINDS, "relative") or phrase.interval.grain in ("year", "span"):
            continue
        if of_dateline(sentence, phrase, published) or of_wounds(sentence, phrase):
            continue
        how_far = told(head)
        if how_far < REPORTING:
            ranked.append((how_far, phrase.start, phrase))
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


def _is_dateline(sentence: Sentence, found: tuple[TimePhrase, ...]) -> bool:
    """A line that hardly holds more than a date says when it was written."""
    return len(sentence.text) - sum(p.end - p.start for p in found) <= BARE


def main_time(text: Text, sentences: tuple[Sentence, ...]) -> TimePhrase | None:
    """The time of the main event: the first day that the headline or the lead gives for something that happened."""
    lead = [s for s in sentences if s.block in READ_KINDS][:LEAD]
    for sentence in sorted(lead, key=lambda s: (s.block != "body", s.index)):
        phrase = _event_phrase(text, sentence)
        if phrase is not None and phrase.resolved and phrase.interval.grain in FINE:
            return phrase
    return None


def _begun(text: Text, sentences: tuple[Sentence, ...], mention: Mention) -> Interval | None:
    """Since when a running total runs, if its paragraph says so just before ("at war since March. So far ...")."""
    for sentence in reversed(_before(sentences, mention, same_paragraph=True)[-BACK:]):
        spans = [p for p in phrases(text.content, sentence.start, sentence.end, text.published) if p.kind == "since"]
        if spans:
            return spans[-1].interval
    return None


@lru_cache(maxsize=8)
def report_period(text: Text, sentences: tuple[Sentence, ...]) -> TimePhrase | None:
    """The month, quarter or year that a periodic report covers, by its title ("Monthly toll: March 2018")."""
    heads = [s for s in sentences if s.block in ("headline", "deck") or s.index == 0][:TITLES]
    for sentence in heads:
        found = phrases(text.content, sentence.start, sentence.end, text.published)
        periods = [p for p in found if p.kind in ("period", "day") and _is_period(p)]
        if periods and PERIODIC.search(text.content, 0, heads[-1].end + OPENING):
            return periods[0]
    return None


def _is_period(phrase: TimePhrase) -> bool:
    start, end = phrase.interval.start, phrase.interval.end
    return start is not None and end is not None and (end - start).days >= MONTHLY


def _until_publication(text: Text) -> Interval | None:
    today = text.published.end if text.published else None
    return Interval(start=None, end=today, grain="span", text="") if today else None
