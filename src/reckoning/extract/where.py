"""Where: the places of a claim, in the text's own words, with their candidates."""

from __future__ import annotations

import re

from reckoning.atlas.gazetteer import Gazetteer, shipped
from reckoning.extract.attach import BESIDE, ELSEWHERE, REPORTING, UNDER, rank, tokens_within, told, top, trigger_of
from reckoning.extract.mention import Mention
from reckoning.extract.parse import READ_KINDS, Sentence
from reckoning.extract.place_phrases import PlacePhrase
from reckoning.extract.place_words import COUNTRY, PROVINCE, REGION, TOWN
from reckoning.extract.relative_places import Unnamed, meant, unnamed
from reckoning.extract.scene import NEXT, OPENING, THERE, Scene, coordinated, inside, scene_of, there
from reckoning.extract.time_sense import PART_OPEN
from reckoning.extract.when import cumulative
from reckoning.types import Place, Precision, Text, Trace

__all__ = ["where"]

Given = tuple[tuple[Place, ...], tuple[Trace, ...]]
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
    text: Text,
    sentences: tuple[Sentence, ...],
    mention: Mention,
    gazetteer: Gazetteer | None = None,
    *,
    total: bool | None = None,
) -> Given:
    """The most specific places the text gives for a claim, and the words that gave them; empty if it gives none.

    Innermost first; several places are a coordination ("in Razeh, Saqain and Sahar"), never a choice of readings:
    those are the candidates of one place. ``total`` says whether the claim is a running total, if that is known.
    """
    scene = scene_of(text, sentences, gazetteer or shipped())
    own = _beside(scene, mention) or _own(scene, mention)
    if total is None:
        total, _ = cumulative(text, sentences, mention)
    if own:
        finer = _finer(scene, mention, own[0]) if own[0].level <= PROVINCE and not total else ()
        return _given("own clause", own) if not finer else _given("finer place", finer)
    part = _part_of_country(mention)
    if part is not None:
        return part
    nameless = _nameless(scene, mention, total=total)
    if nameless is not None:
        return nameless
    return _broad(scene, mention) if total else _carried(scene, mention)


def _nameless(scene: Scene, mention: Mention, *, total: bool) -> Given | None:
    """A place of the clause that has no name of its own: what "the city" means, or "the Syrian coast" as it stands."""
    sentence, trigger = mention.sentence, trigger_of(mention)
    for place in unnamed(sentence.text) if trigger is not None else ():
        head = top(tokens_within(sentence, sentence.start + place.start, sentence.start + place.end))
        if head is None or trigger is None or rank(head, trigger) > UNDER + 1.0:
            continue
        if _behind_another(mention, place.start):
            continue
        if not place.levels:
            if place.wide and sentence.index < OPENING and scene.main and scene.main[0].level >= TOWN and not total:
                return None
            return _as_it_stands(scene, sentence, place)
        before = [p for s in scene.just_before(sentence) for p in scene.phrases(s)]
        before += [p for p in scene.phrases(sentence) if p.start < sentence.start + place.start]
        found = meant(place, [*scene.of_country] if COUNTRY in place.levels else before)
        if found is not None and (total or not (scene.main and inside(scene.main[0], found))):
            return _given("named before", (found,))
    return None


def _as_it_stands(scene: Scene, sentence: Sentence, place: Unnamed) -> Given:
    """Words that are a place of their own; its candidate is the country they name or that the text is about."""
    land = next((p for p in scene.of_country if p.known), None)
    named = scene.atlas.lookup(place.owner, scene.country) if place.owner else ()
    start, end = sentence.start + place.start, sentence.start + place.end
    candidates = named or (land.candidates if land is not None else ())
    stands = Place(
        text=place.words, start=start, end=end, precision="region" if candidates else "unresolved",
        candidates=candidates,
    )  # fmt: skip
    return (stands,), (Trace(facet="place", rule="place without a name", start=start, end=end),)


def _given(rule: str, found: tuple[PlacePhrase, ...]) -> Given:
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


def _beside(scene: Scene, mention: Mention) -> tuple[PlacePhrase, ...]:
    """The place right behind the number of a list ("49 in Tartus and 25 in Latakia"): nearer than any clause."""
    if mention.rule != "list" or mention.number is None:
        return ()
    found = [p for p in scene.phrases(mention.sentence) if 0 < p.start - mention.number[1] <= NEXT]
    return (min(found, key=lambda p: p.start),) if found else ()


def _ranked(scene: Scene, mention: Mention) -> list[tuple[float, PlacePhrase]]:
    trigger = trigger_of(mention)
    if trigger is None:
        return []
    doc = mention.sentence.doc
    return [(rank(doc[p.head], trigger), p) for p in scene.phrases(mention.sentence)]


def _own(scene: Scene, mention: Mention) -> tuple[PlacePhrase, ...]:
    """The finest place of the nearest clause that has one, with those coordinated to it."""
    moved = ("from", "to") if mention.measure == "displaced" else ()
    ranked = [(r, p) for r, p in _ranked(scene, mention) if r < REPORTING and there(p, mention.sentence, moved)]
    ranked = [(r, p) for r, p in ranked if not _of_another(p, mention)]
    if scene.item(mention.start) is not None:  # a clause aside does not speak against the heading of the item
        ranked = [(r, p) for r, p in ranked if r <= BESIDE or told(mention.sentence.doc[p.head]) < UNDER]
    for bound in (BESIDE, UNDER + 1.0, ELSEWHERE + UNDER):
        near = [(r, p) for r, p in ranked if r <= bound]
        if near:
            inner = [p for _, p in near if not any(p.start == w.start for _, q in near for w in q.within)]
            best = max(inner, key=lambda p: (p.role != "modifier", p.level, -_apart(p, mention)))
            if best.level <= PROVINCE:
                finer = [p for r, p in ranked if bound < r <= UNDER + 1.0 and p.level >= TOWN and inside(p, best)]
                if finer and len(coordinated(best, inner)) == 1:
                    return (finer[0],)
            return coordinated(best, inner)
    return ()


def _apart(phrase: PlacePhrase, mention: Mention) -> int:
    """Characters between a mention and a place; one that follows is counted from the mention's end."""
    return phrase.start - mention.end if phrase.start >= mention.end else mention.start - phrase.start


def _of_another(phrase: PlacePhrase, mention: Mention) -> bool:
    """Whether a part stands between: "1,383 were killed: 683 in Oru" and "including 27 in Oru" say Oru of the part."""
    offset = phrase.start - mention.sentence.start
    if PART_OPEN.search(mention.sentence.text[mention.end - mention.sentence.start : offset]):
        return True
    return _behind_another(mention, offset)


def _behind_another(mention: Mention, offset: int) -> bool:
    """Whether another number stands right before a place, so that it is that number's."""
    numbers = [n for n in mention.sentence.numbers if n.use == "count" and 0 < offset - n.end <= NEXT]
    own = mention.number
    other = next((n for n in numbers if own is not None and mention.sentence.start + n.start >= own[1]), None)
    return other is not None and not _one_blow(mention, other.start)


def _one_blow(mention: Mention, other: int) -> bool:
    """Whether another number has a verb beside the mention's own: "killed five and wounded 13 in Oru" is all in Oru."""
    trigger = trigger_of(mention)
    between = tokens_within(mention.sentence, mention.end, mention.sentence.start + other)
    return trigger is not None and any(t.dep_ == "conj" and t.head.i == trigger.i and t.pos_ == "VERB" for t in between)


def _finer(scene: Scene, mention: Mention, own: PlacePhrase) -> tuple[PlacePhrase, ...]:
    """A finer place inside a coarse one, from the paragraph or the main event."""
    if (
        mention.sentence.index >= OPENING
        or mention.sentence.block == "headline"
        or SEPARATE.match(mention.sentence.text)
        or MANY.search(mention.sentence.text[: own.start - mention.sentence.start])
    ):
        return ()
    main = scene.main
    return main if main and main[0].level > own.level and inside(main[0], own) else ()


def _part_of_country(mention: Mention) -> Given | None:
    """A part of the country named by its direction only: the text's words stand, no candidate does."""
    found = PART.search(mention.sentence.text)
    if found is None:
        return None
    start, end = (mention.sentence.start + at for at in found.span(1))
    place = Place(text=found.group(1), start=start, end=end, precision="unresolved")
    return (place,), (Trace(facet="place", rule="part of the country", start=start, end=end),)


def _broad(scene: Scene, mention: Mention) -> Given:
    """The place of a running total that names none: the last one its paragraph names, or the country of the text."""
    here = mention.sentence
    before = scene.just_before(here)
    for sentence in reversed([s for s in before if s.paragraph == here.paragraph]):
        found = [p for p in scene.phrases(sentence) if p.role in THERE]
        if found:
            return _given("paragraph", (max(found, key=lambda p: (p.level, -p.start)),))
    read = [s for s in scene.sentences if s.block in READ_KINDS]
    for sentence in sorted(read, key=lambda s: (s.block != "body", s.index)):
        for phrase in scene.phrases(sentence):
            if phrase.level <= REGION and phrase.country == scene.country:
                return _given("country of the text", (phrase,))
    return _carried(scene, mention)


def _of_a_part(scene: Scene, mention: Mention, main: PlacePhrase) -> bool:
    """Whether the place is that of a part told later: "Five died. ... two were killed in Oru and one in Tane"."""
    later = next((s for s in scene.sentences if s.start <= main.start < s.end), None)
    if later is None or later.index <= mention.sentence.index:
        return False
    counts = [n for n in later.numbers if n.use == "count"]
    places = {p.name for p in scene.phrases(later) if p.role == "in" and p.level >= TOWN}
    return len(counts) > 1 and len(places) > 1


def _carried(scene: Scene, mention: Mention) -> Given:
    """From the line or paragraph before, the main event of the text, the title of a list or the dateline."""
    here = mention.sentence
    before = [s for s in scene.just_before(here) if s.paragraph == here.paragraph]
    item = scene.item(mention.start)
    if item is not None:
        before = [s for s in before if s.end > item.start]
    main = scene.main
    for sentence in reversed(before):
        found = scene.event_phrases(sentence, any_words=True)
        if item is not None:
            found = [p for p in found if told(sentence.doc[p.head]) < UNDER]
        if found:
            best = max(found, key=lambda p: (p.level, -p.start))
            if best.level > PROVINCE or not (main and main[0].level > best.level and inside(main[0], best)):
                return _given("paragraph", coordinated(best, found))
    return _of_the_text(scene, mention, item)


def _of_the_text(scene: Scene, mention: Mention, item: PlacePhrase | None) -> Given:
    """The heading of the item, else the main event, else what the text was written about, or of, or where."""
    title = scene.over(mention.start)
    part = bool(scene.main) and _of_a_part(scene, mention, scene.main[0])
    main = ("country of the text", tuple(scene.of_country[:1])) if part else ("main event", scene.main)
    order: list[tuple[str, tuple[PlacePhrase, ...]]] = [
        ("list item", (item,) if item is not None else ()),
        ("title of a list", (title,) if title is not None else ()),
        main,
    ]
    if not part:
        order += [("title", scene.title), ("dateline", scene.written), ("last resort", scene.at_last)]
    rule, found = next(((rule, found) for rule, found in order if found), ("", ()))
    return _given(rule, found)
