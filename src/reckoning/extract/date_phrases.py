"""Time phrases of a text, each with its interval of days: from the words and the day of publication alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from reckoning.extract import days
from reckoning.extract.date_grammar import Meaning, PhraseKind, Rule, Unit, lexicon
from reckoning.extract.date_relative import RULES
from reckoning.types import Grain, Interval

ANY_DAY = date(2000, 6, 15)  # stands in where only absolute dates can be read
HINT = re.compile(
    r"\d|day|night|week|month|year|today|morning|evening|afternoon|recent|since|ago|earlier|later|decade|christmas|easter|halloween"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|ramadan|eid|while|nowruz|diwali|passover|ashura|sun\.|sat\.|fri\.|mon\.|tue|wed|thu",
    re.IGNORECASE,
)
LINK = re.compile(
    r"^(?:\s*[-–—]\s*|,?\s(?:and|to|through|until|till|into)\s(?:on\s|late\s|early\s|the\s)?)$", re.IGNORECASE
)
APPOSED = re.compile(r"^,?\s\(?(?:the\s)?$")
# "Starting on Thursday" begins a stretch like "since Thursday", but only right before its date.
SINCE = re.compile(r"\b(?:ever\s)?(since|(?:start|beginn)ing(?=\s(?:on|in|from|last)?\s?[A-Z\d]))\b\s?", re.IGNORECASE)
FROM_ON = re.compile(r"^\s(?:onwards?|on)\b(?!\s(?:the|a|in|at|to)\b)")
UNTIL = re.compile(r"\b(?:until|till|up to|as of|by|as at|through)\s(?:the\s)?(?:end of\s)?$", re.IGNORECASE)
SPAN_LEAD = re.compile(r"\b(?:from|between)\s(?:the\s|late\s|early\s|on\s)?$", re.IGNORECASE)
SINCE_REACH = 90  # characters behind "since" in which its date may stand
MAIN_VERB = re.compile(r"\s(?:is|are|has|have|had|said|says|and|but)\s")
LONG_PAST = 200  # days: a date without a year that a text runs up to and that lies longer back is still to come
AHEAD = re.compile(
    r"\b(?:will|scheduled|due|set to|expected|planned|until|till|upcoming|next|by)\b[^.;]{0,80}$", re.IGNORECASE
)
DATELINE = re.compile(r"(?:^|\s)[A-Z][A-Z .'’-]{2,}(?:,\s(?:[A-Z][\w.]+\s?){1,3})?,?\s?\(?(?:\w+,\s)?$")
PUBLISHED = re.compile(
    r"(?:[Pp]osted|[Pp]ublished|[Uu]pdated|[Dd]ate of publication|[Ll]ast modified|[Rr]eleased|[Dd]ate)"
    r"(?:\son)?:?\s(?:\w+,?\s)?$"
)
LINE_DATE = re.compile(r"\s*[-–—|]\s")
SHOUTED_HEAD = 30  # characters before a dateline's date; in a text of capitals anything longer is running text
BEGINNING = re.compile(
    r"\b(?:the\s)?(?:start|beginning|outset|turn)\sof\s(?:the\s|this\s)?(?P<what>current\s)?(?P<unit>year|month|week)\b",
    re.IGNORECASE,
)
WITH_YEAR = re.compile(r"\d{4}")
CLAUSE_END = re.compile(r"[,;:.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A time phrase; offsets count code points. ``shift`` is set for phrases relative to another event."""

    start: int
    end: int
    interval: Interval
    kind: PhraseKind
    rule: str
    shift: tuple[int, Unit] | None = None

    @property
    def resolved(self) -> bool:
        return self.interval.start is not None or self.interval.end is not None


def phrases(content: str, start: int, end: int, published: Interval | None) -> tuple[TimePhrase, ...]:
    """All time phrases between two offsets, in order; relative ones resolved against the publication date only.

    A publication date with an open end (known only to be no earlier than a day) gives intervals open at the end; with
    none at all, relative phrases stay open on both sides.
    """
    stretch = content[start:end]
    if not HINT.search(stretch):
        return ()
    return tuple(replace(p, start=p.start + start, end=p.end + start) for p in _phrases(stretch, published))


@lru_cache(maxsize=2048)
def _phrases(stretch: str, published: Interval | None) -> tuple[TimePhrase, ...]:
    single = [p for p in _single(stretch, published) if not _of_publication(stretch, p)]
    joined = _joined(stretch, single)
    return tuple(_framed(stretch, joined, published))


def _single(stretch: str, published: Interval | None) -> list[TimePhrase]:
    """The longest phrase at each place, leftmost first."""
    found: list[tuple[int, int, int, TimePhrase]] = []
    for order, rule in enumerate(RULES):
        for match in rule.pattern.finditer(stretch):
            phrase = _phrase(rule, match, published)
            if phrase is not None and _capital(rule, match):
                found.append((match.start(), -match.end(), order, phrase))
    kept: list[TimePhrase] = []
    for begin, _, _, phrase in sorted(found, key=lambda row: row[:3]):
        if not kept or begin >= kept[-1].end:
            kept.append(phrase)
    return kept


def _capital(rule: Rule, match: re.Match[str]) -> bool:
    """Months and weekdays are written with a capital; "may" and "march" are words of another kind."""
    del rule
    names = (match.groupdict().get(name) for name in ("m", "m2", "w"))
    return all(name[0].isupper() for name in names if name)


def _phrase(rule: Rule, match: re.Match[str], published: Interval | None) -> TimePhrase | None:
    low = published.start if published else None
    high = published.end if published else None
    meant = rule.read(match, low or high or ANY_DAY)
    if meant is None:
        return None
    interval = _interval(meant, rule.read(match, high) if high else None, low, match.group())
    return TimePhrase(
        start=match.start(), end=match.end(), interval=interval, kind=meant.kind, rule=rule.name, shift=meant.shift
    )


def _interval(meant: Meaning, latest: Meaning | None, low: date | None, text: str) -> Interval:
    """The hull of what the phrase means on the first and on the last possible day of publication."""
    start, end = meant.span
    if not meant.absolute:
        start = start if low else None
        end = latest.span[1] if latest else None
    grain: Grain = meant.grain if start or end else "open"
    return Interval(start=start, end=end, grain=grain, text=text.strip())


def _joined(stretch: str, single: list[TimePhrase]) -> list[TimePhrase]:
    """A weekday with its date is one phrase; so are "from Thursday to Sunday" and "Thursday and Friday"."""
    out: list[TimePhrase] = []
    for phrase in single:
        between = stretch[out[-1].end : phrase.start] if out else ""
        if out and out[-1].rule == "weekday" and phrase.rule in ("date", "numeric date") and APPOSED.match(between):
            out[-1] = _spanning(stretch, out[-1], phrase, phrase.interval)
        elif out and _linkable(out[-1], phrase) and _linked(stretch, out[-1], between):
            out[-1] = _spanning(stretch, out[-1], phrase, _hull(out[-1].interval, phrase.interval))
        else:
            out.append(phrase)
    return out


def _linkable(left: TimePhrase, right: TimePhrase) -> bool:
    return left.kind in ("day", "period") and right.kind in ("day", "period") and left.resolved and right.resolved


def _linked(stretch: str, left: TimePhrase, between: str) -> bool:
    if not LINK.match(between):
        return False
    plain_and = between.strip().lower().startswith("and") or "," in between
    return not plain_and or left.rule == "weekday" or SPAN_LEAD.search(stretch[: left.start]) is not None


def _spanning(stretch: str, left: TimePhrase, right: TimePhrase, interval: Interval) -> TimePhrase:
    text = stretch[left.start : right.end]
    return replace(left, end=right.end, rule=right.rule, kind=right.kind, interval=replace(interval, text=text))


def _hull(left: Interval, right: Interval) -> Interval:
    """From the first to the last; a later weekday named first means the one a week before ("Friday to Sunday")."""
    start, end = left.start, right.end
    if start and end and WITH_YEAR.search(right.text) and not WITH_YEAR.search(left.text):  # "January to March 2014"
        start = start.replace(day=min(start.day, 28), year=end.year - (start.month > end.month))
    if start and end and start > end:
        start = start.fromordinal(start.toordinal() - 7) if (start - end).days <= 7 else None
    return Interval(start=start, end=end, grain="days", text="")


def _framed(stretch: str, found: list[TimePhrase], published: Interval | None) -> list[TimePhrase]:
    """Phrases under since, until and by; "since" without a date begins in the open."""
    today = published.end if published else None
    out = list(found)
    for match in SINCE.finditer(stretch):
        inside = _since_date(stretch, match, out)
        if inside is None and (match.group(1).lower() != "since" or not _counts_from(stretch, match)):
            continue
        begin = out[inside].interval.start if inside is not None else _calendar_start(stretch, match.end(), today)
        end = out[inside].end if inside is not None else _event_end(stretch, match.end())
        text = stretch[match.start(1) : end]
        framed = TimePhrase(
            start=match.start(1),
            end=end,
            interval=Interval(start=begin, end=today, grain="span" if begin or today else "open", text=text),
            kind="since",
            rule="since",
        )
        out = [p for p in out if p.start >= end or p.end <= match.start(1)] + [framed]
    return _bounded([_until(stretch, p, today) for p in sorted(out, key=lambda p: p.start)])


def _bounded(found: list[TimePhrase]) -> list[TimePhrase]:
    """ "As of 4 March ... since April": a count that has a beginning and an end in one sentence."""
    ends = [p.interval.end for p in found if p.kind == "until" and p.interval.start is None]
    if len(ends) != 1 or ends[0] is None:
        return found
    return [
        replace(p, interval=replace(p.interval, end=ends[0]))
        if p.kind == "since" and p.interval.start is not None and p.interval.start <= ends[0]
        else p
        for p in found
    ]


def _calendar_start(stretch: str, at: int, today: date | None) -> date | None:
    """The first day of the running year, month or week, where a stretch counts from its beginning."""
    found = BEGINNING.match(stretch, at)
    if found is None or today is None:
        return None
    unit = found.group("unit").lower()
    if unit == "week":
        return days.week_of(today)[0]
    return today.replace(day=1) if unit == "month" else today.replace(month=1, day=1)


def _since_date(stretch: str, match: re.Match[str], found: list[TimePhrase]) -> int | None:
    """Which phrase gives the date behind "since": the next one in its clause."""
    reach = min(match.end() + SINCE_REACH, _clause_end(stretch, match.end()) + 2)
    for number, phrase in enumerate(found):
        if match.end() <= phrase.start <= reach and phrase.kind in ("day", "period", "window"):
            return number
    return None


def _clause_end(stretch: str, at: int) -> int:
    found = CLAUSE_END.search(stretch, at)
    return found.start() if found else len(stretch)


def _event_end(stretch: str, at: int) -> int:
    """Where the event named behind "since" ends: at the verb of the main clause or at the clause's end."""
    end = _clause_end(stretch, at)
    verb = MAIN_VERB.search(stretch, at, end)
    return verb.start() if verb else end


@cache
def _beginnings() -> frozenset[str]:
    return frozenset([*lexicon()["events"]["words"], *lexicon()["events"]["verbs"], "then"])


def _counts_from(stretch: str, match: re.Match[str]) -> bool:
    """Whether "since" counts from an event rather than giving a reason."""
    words = re.findall(
        r"[a-z]+", stretch[match.end() : min(_clause_end(stretch, match.end()), match.end() + SINCE_REACH)].lower()
    )
    return bool(words) and not _beginnings().isdisjoint(words[:12])


def _of_publication(stretch: str, phrase: TimePhrase) -> bool:
    """Whether a date belongs to a dateline or a line of publication: it dates the text, not what the text tells."""
    before, after = stretch[: phrase.start], stretch[phrase.end :]
    if phrase.rule not in ("date", "numeric date", "weekday"):
        return False
    headed = DATELINE.search(before) if not before.isupper() or len(before) < SHOUTED_HEAD else None
    return bool(headed or PUBLISHED.search(before) or (not before.strip() and LINE_DATE.match(after)))


def _to_come(phrase: TimePhrase, before: str, today: date | None) -> bool:
    """Whether a date without a year lies ahead: a word of the future before it, and the past reading far back."""
    end = phrase.interval.end
    if phrase.rule != "date" or today is None or end is None or (today - end).days <= LONG_PAST or _has_year(phrase):
        return False
    return AHEAD.search(before) is not None


def _has_year(phrase: TimePhrase) -> bool:
    return re.search(r"\d{4}|year", phrase.interval.text) is not None


def _until(stretch: str, phrase: TimePhrase, today: date | None) -> TimePhrase:
    """Until, by and as of a day: the start is open; "from 6 March onwards" runs to the publication date."""
    before = stretch[: phrase.start]
    if _to_come(phrase, before, today):
        return replace(phrase, kind="open", interval=Interval(text=phrase.interval.text))
    if phrase.kind not in ("day", "period") or not phrase.resolved:
        return phrase
    if SPAN_LEAD.search(before) and before.rstrip().lower().endswith("from") and FROM_ON.match(stretch[phrase.end :]):
        interval = replace(phrase.interval, end=today, grain="span")
        return replace(phrase, kind="since", rule="since", interval=interval)
    found = UNTIL.search(before)
    if found and phrase.interval.end:
        interval = Interval(
            start=None, end=phrase.interval.end, grain="span", text=found.group() + phrase.interval.text
        )
        return replace(phrase, start=found.start(), kind="until", rule="until", interval=interval)
    return phrase
