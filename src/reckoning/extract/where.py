"""Where: the places of a claim, in the text's own words, with their candidates."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from reckoning.atlas.gazetteer import Gazetteer, shipped
from reckoning.extract.attach import BESIDE, ELSEWHERE, REPORTING, UNDER, rank, told, trigger_of
from reckoning.extract.mention import Mention
from reckoning.extract.parse import READ_KINDS, Sentence
from reckoning.extract.place_phrases import PlacePhrase, place_phrases
from reckoning.extract.place_words import LEVELS, PROVINCE, REGION, TOWN, WORLD, lexicon
from reckoning.extract.when import cumulative
from reckoning.types import Place, Precision, Text, Trace

__all__ = ["where"]

LEAD = 4  # sentences in which the place of the main event may stand
OPENING = 3  # sentences that tell of the main event whatever their words
BACK = 12  # sentences back in a paragraph from which a place may be carried
NEXT = 14  # characters between a number and its own place (" others in ")
GAP = 6  # characters between two places of one list (", and ")
THERE = ("in", "struck", "modifier")
DIRECTION = r"(?:north|south|east|west|cent(?:re|er|ral))(?:east|west)?(?:ern)?"
PART = re.compile(
    rf"\b(?:in|across|throughout|inside)\s(the\s(?:{DIRECTION}(?:\s(?:part|parts|half|areas?|regions?|provinces?))?\sof\sthe\s"
    rf"(?:country|city|province|region|strip|island)|country['’]s\s(?:\w+\s)?{DIRECTION}))\b",
    re.IGNORECASE,
)
SEPARATE = re.compile(r"(?:In )?(?:[Aa] separate|[Aa]nother|Also|Elsewhere|Separately|Meanwhile)\b")
MANY = re.compile(
    r"\b(?:parts|areas|cities|towns|villages|provinces|districts|regions|places)\s(?:of|in|across)\s(?:the\s)?$|\b(?:across|throughout)\s(?:the\s)?$"
)
PRECISIONS: dict[int, Precision] = {
    0: "region",
    1: "country",
    2: "region",
    3: "admin1",
    4: "admin2",
    5: "exact",
    6: "near",
}


def where(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention, gazetteer: Gazetteer | None = None
) -> tuple[tuple[Place, ...], tuple[Trace, ...]]:
    """The most specific places the text gives for a claim, and the words that gave them; empty if it gives none.

    Innermost first; several places are a coordination ("in Razeh, Saqain and Sahar"), never a choice of readings:
    those are the candidates of one place.
    """
    atlas = gazetteer or shipped()
    hint = _country(sentences, atlas)
    own = _beside(mention, atlas, hint) or _own(mention, atlas, hint)
    total, _ = cumulative(text, sentences, mention)
    if own:
        finer = _finer(sentences, mention, atlas, own[0]) if own[0].level <= PROVINCE and not total else ()
        return _given("own clause", own) if not finer else _given("finer place", finer)
    part = _part_of_country(mention)
    if part is not None:
        return part
    return _broad(sentences, mention, atlas) if total else _carried(sentences, mention, atlas)


def _given(rule: str, found: tuple[PlacePhrase, ...]) -> tuple[tuple[Place, ...], tuple[Trace, ...]]:
    places = tuple(_place(phrase) for phrase in found)
    return places, tuple(Trace(facet="place", rule=rule, start=p.start, end=p.end) for p in found)


def _place(phrase: PlacePhrase) -> Place:
    """A place with its candidates; one the gazetteer lacks is placed by what contains it in the text."""
    if phrase.candidates:
        precision = PRECISIONS[phrase.level] if phrase.level != TOWN else phrase.candidates[0].precision
        return Place(
            text=phrase.text, start=phrase.start, end=phrase.end, precision=precision, candidates=phrase.candidates
        )
    for container in phrase.within:
        if container.candidates:
            return Place(
                text=phrase.text, start=phrase.start, end=phrase.end, precision=container.candidates[0].precision,
                candidates=container.candidates,
            )  # fmt: skip
    return Place(text=phrase.text, start=phrase.start, end=phrase.end)


@lru_cache(maxsize=256)  # two or three documents: sentences hold their parse
def _phrases(sentence: Sentence, atlas: Gazetteer, hint: str | None) -> tuple[PlacePhrase, ...]:
    return place_phrases(sentence, atlas, hint)


@lru_cache(maxsize=8)
def _country(sentences: tuple[Sentence, ...], atlas: Gazetteer) -> str | None:
    """The country the lead speaks of most: it orders the candidates of names."""
    seen: Counter[str] = Counter()
    for sentence in [s for s in sentences if s.block in READ_KINDS][:LEAD]:
        for phrase in _phrases(sentence, atlas, None):
            if phrase.country and phrase.candidates[0].precision in ("country", "admin1"):
                seen[phrase.country] += 1
    return min(seen, key=lambda c: (-seen[c], c)) if seen else None


def _beside(mention: Mention, atlas: Gazetteer, hint: str | None) -> tuple[PlacePhrase, ...]:
    """The place right behind the number of a list ("49 in Tartus and 25 in Latakia"): nearer than any clause."""
    if mention.rule != "list" or mention.number is None:
        return ()
    found = [p for p in _phrases(mention.sentence, atlas, hint) if 0 < p.start - mention.number[1] <= NEXT]
    return (min(found, key=lambda p: p.start),) if found else ()


def _ranked(mention: Mention, atlas: Gazetteer, hint: str | None) -> list[tuple[float, PlacePhrase]]:
    trigger = trigger_of(mention)
    if trigger is None:
        return []
    doc = mention.sentence.doc
    return [(rank(doc[p.head], trigger), p) for p in _phrases(mention.sentence, atlas, hint)]


def _own(mention: Mention, atlas: Gazetteer, hint: str | None) -> tuple[PlacePhrase, ...]:
    """The finest place of the nearest clause that has one, with those coordinated to it."""
    moved = ("from", "to") if mention.measure == "displaced" else ()
    ranked = [(r, p) for r, p in _ranked(mention, atlas, hint) if r < REPORTING and _there(p, mention.sentence, moved)]
    ranked = [(r, p) for r, p in ranked if not _of_another(p, mention)]
    for bound in (BESIDE, UNDER + 1.0, ELSEWHERE + UNDER):
        near = [(r, p) for r, p in ranked if r <= bound]
        if near:
            inner = [p for _, p in near if not any(p.start == w.start for _, q in near for w in q.within)]
            best = max(inner, key=lambda p: (p.role != "modifier", p.level, -abs(p.start - mention.start)))
            return _coordinated(best, inner)
    return ()


def _of_another(phrase: PlacePhrase, mention: Mention) -> bool:
    """Whether another count stands right before the place: "1,383 were killed: 683 in Latakia" says Latakia of 683."""
    offset = phrase.start - mention.sentence.start
    numbers = [n for n in mention.sentence.numbers if n.use == "count" and 0 < offset - n.end <= NEXT]
    own = mention.number
    return own is not None and any(mention.sentence.start + n.start >= own[1] for n in numbers)


def _there(phrase: PlacePhrase, sentence: Sentence, moved: tuple[str, ...] = ()) -> bool:
    """Whether a phrase says where something happened; a country before "airstrike" may also say whose it was."""
    if phrase.role == "modifier" and phrase.level <= REGION:
        return sentence.block in ("headline", "deck")
    return phrase.role in THERE or phrase.role in moved


def _coordinated(best: PlacePhrase, near: list[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """The places that stand in one list with the best: the same level and role, side by side."""
    group = [best]
    for phrase in sorted((p for p in near if p.start > best.start), key=lambda p: p.start):
        if _alike(phrase, best) and phrase.start - group[-1].end <= GAP:
            group.append(phrase)
    for phrase in sorted((p for p in near if p.start < best.start), key=lambda p: -p.start):
        if _alike(phrase, best) and group[0].start - phrase.end <= GAP:
            group.insert(0, phrase)
    return tuple(group)


def _alike(one: PlacePhrase, other: PlacePhrase) -> bool:
    """Whether two names may mean places of one kind (Idlib is a town and a province)."""
    kinds = [{p.level, *(LEVELS[c.precision] for c in p.candidates if c.country == p.country)} for p in (one, other)]
    return not kinds[0].isdisjoint(kinds[1])


def _inside(inner: PlacePhrase, outer: PlacePhrase) -> bool:
    """Whether a finer place may lie in a coarser one: the gazetteer says so, or nothing speaks against it."""
    holders = {c.id for c in outer.candidates}
    mine = [*inner.candidates, *(c for w in inner.within for c in w.candidates)]
    if not mine or not holders:
        return not mine
    lands = {outer.country, *lexicon()["historic"].get(outer.country or "", ())} if outer.level <= REGION else set()
    return any(not holders.isdisjoint((c.id, *c.within)) or c.country in lands for c in mine)


def _event_phrases(
    sentence: Sentence, atlas: Gazetteer, hint: str | None, *, any_words: bool = False
) -> list[PlacePhrase]:
    """The places of what a sentence tells, if it tells of an event."""
    words = set(lexicon()["events"]["words"])
    if sentence.index >= OPENING and not any_words and not any(t.lemma_.lower() in words for t in sentence.doc):
        return []
    doc = sentence.doc
    return [p for p in _phrases(sentence, atlas, hint) if _there(p, sentence) and told(doc[p.head]) < REPORTING]


def _finer(
    sentences: tuple[Sentence, ...], mention: Mention, atlas: Gazetteer, own: PlacePhrase
) -> tuple[PlacePhrase, ...]:
    """A finer place inside a coarse one, from the paragraph or the main event."""
    if (
        mention.sentence.index >= OPENING
        or mention.sentence.block == "headline"
        or SEPARATE.match(mention.sentence.text)
        or MANY.search(mention.sentence.text[: own.start - mention.sentence.start])
    ):
        return ()
    main = _main(sentences, atlas)
    return main if main and main[0].level > own.level and _inside(main[0], own) else ()


def _part_of_country(mention: Mention) -> tuple[tuple[Place, ...], tuple[Trace, ...]] | None:
    """A part of the country named by its direction only: the text's words stand, no candidate does."""
    found = PART.search(mention.sentence.text)
    if found is None:
        return None
    start, end = (mention.sentence.start + at for at in found.span(1))
    place = Place(text=found.group(1), start=start, end=end, precision="unresolved")
    return (place,), (Trace(facet="place", rule="part of the country", start=start, end=end),)


def _broad(
    sentences: tuple[Sentence, ...], mention: Mention, atlas: Gazetteer
) -> tuple[tuple[Place, ...], tuple[Trace, ...]]:
    """The place of a running total that names none: the last one its paragraph names, or the country of the text."""
    hint = _country(sentences, atlas)
    here = mention.sentence
    before = _just_before(sentences, here)
    for sentence in reversed([s for s in before if s.paragraph == here.paragraph]):
        found = [p for p in _phrases(sentence, atlas, hint) if p.role in THERE]
        if found:
            return _given("paragraph", (max(found, key=lambda p: (p.level, -p.start)),))
    read = [s for s in sentences if s.block in READ_KINDS]
    for sentence in sorted(read, key=lambda s: (s.block != "body", s.index)):
        for phrase in _phrases(sentence, atlas, hint):
            if phrase.level <= REGION and phrase.country == hint:
                return _given("country of the text", (phrase,))
    return _carried(sentences, mention, atlas)


def _just_before(sentences: tuple[Sentence, ...], here: Sentence) -> list[Sentence]:
    """The readable sentences shortly before one: farther back no place is carried from."""
    near = sentences[max(0, here.index - BACK) : here.index]
    return [s for s in near if s.index < here.index and s.block in READ_KINDS]


def _carried(
    sentences: tuple[Sentence, ...], mention: Mention, atlas: Gazetteer
) -> tuple[tuple[Place, ...], tuple[Trace, ...]]:
    """From the paragraph before, the main event of the text, or the sentence after."""
    hint = _country(sentences, atlas)
    here = mention.sentence
    before = [s for s in _just_before(sentences, here) if s.paragraph == here.paragraph]
    main = _main(sentences, atlas)
    for sentence in reversed(before):
        found = _event_phrases(sentence, atlas, hint, any_words=True)
        if found:
            best = max(found, key=lambda p: (p.level, -p.start))
            if best.level > PROVINCE or not (main and main[0].level > best.level and _inside(main[0], best)):
                return _given("paragraph", _coordinated(best, found))
    if main:
        return _given("main event", main)
    return (), ()


@lru_cache(maxsize=8)
def _main(sentences: tuple[Sentence, ...], atlas: Gazetteer) -> tuple[PlacePhrase, ...]:
    """The place of the main event: the first the lead gives, made finer by what follows inside it."""
    hint = _country(sentences, atlas)
    lead = [s for s in sentences if s.block in READ_KINDS][:LEAD]
    told_of = [_told_of(sentence, atlas, hint) for sentence in lead]
    known = [[p for p in found if _placed(p)] for found in told_of]
    home = {hint, *lexicon()["historic"].get(hint or "", ())}
    at_home = [[p for p in found if not home.isdisjoint(q.country for q in (p, *p.within))] for found in known]
    return _narrowed(at_home) or _narrowed(known) or _narrowed(told_of)


def _placed(phrase: PlacePhrase) -> bool:
    """Whether the gazetteer knows the place or what contains it, and it is no continent."""
    return phrase.level > WORLD and (phrase.known or any(w.known for w in phrase.within))


def _told_of(sentence: Sentence, atlas: Gazetteer, hint: str | None) -> list[PlacePhrase]:
    found = [p for p in _event_phrases(sentence, atlas, hint) if not _listed(p, sentence)]
    return [p for p in found if not any(p.start == w.start for q in found for w in q.within)]


def _listed(phrase: PlacePhrase, sentence: Sentence) -> bool:
    """Whether a place is one of several that a breakdown counts; none of them is the place of the whole."""
    starts = [p.start - sentence.start for p in _phrases(sentence, shipped(), None)]
    behind = [n for n in sentence.numbers if n.use == "count" and any(0 < s - n.end <= NEXT for s in starts)]
    offset = phrase.start - sentence.start
    return len(behind) > 1 and any(0 < offset - n.end <= NEXT for n in behind)


def _narrowed(told_of: list[list[PlacePhrase]]) -> tuple[PlacePhrase, ...]:
    """The first place, or a finer one inside it that follows before any place as fine as a town."""
    base: tuple[PlacePhrase, ...] = ()
    for found in told_of:
        if not found:
            continue
        best = max(found, key=lambda p: (p.role != "modifier", p.level, -p.start))
        if not base or (best.level > base[0].level and _inside(best, base[0])):
            base = _coordinated(best, found)
        if base[0].level >= TOWN:
            break
    return base
