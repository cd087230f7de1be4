"""The scene of a text: what its sentences say of places, the country it is about and the place of its main event."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache

from reckoning.atlas.gazetteer import Gazetteer
from reckoning.extract.attach import REPORTING, told
from reckoning.extract.event_place import scene_phrases
from reckoning.extract.headings import POINT, Heading, alone, headings
from reckoning.extract.parse import READ_KINDS, Sentence
from reckoning.extract.place_names import told_by
from reckoning.extract.place_phrases import PlacePhrase, place_phrases
from reckoning.extract.place_words import COUNTRY, LEVELS, REGION, SITE, TOWN, WORLD, lexicon, unit_levels
from reckoning.types import Text

LEAD = 4  # sentences in which the place of the main event may stand
FAR = 40  # sentences in which the place of the main event may be told again
OPENING = 3  # sentences that tell of the main event whatever their words
BACK = 12  # sentences back in a paragraph from which a place may be carried
NEXT = 14  # characters between a number and its own place (" others in ")
GAP = 6  # characters between two places of one list (", and ")

BYLINE = re.compile(
    r"(?:By|Additional reporting|Reporting by|Editing by|Last updated|Updated|Published|Story by|From our)\s"
)
SEVERAL = 2  # headings of one form from which a text is a list of places
SHORTEST = 4  # letters of a heading that no gazetteer has
MEETING = frozenset({"meet", "convene", "gather", "visit", "arrive", "travel", "fly", "speak", "address", "sign"})
THERE = ("in", "struck", "modifier")


class Scene:
    """A text's sentences with their places; asked for lazily, so that only sentences that matter are parsed."""

    def __init__(self, text: Text, sentences: tuple[Sentence, ...], atlas: Gazetteer) -> None:
        self.atlas = atlas
        self.content = text.content
        self.sentences = sentences
        self.told = told_by(text.content)
        self._phrases: dict[int, tuple[PlacePhrase, ...]] = {}

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        return tuple([s for s in self.sentences if s.block in READ_KINDS][:LEAD])

    @cached_property
    def country(self) -> str | None:
        """The country the lead speaks of most: it orders the candidates of names."""
        seen: Counter[str] = Counter()
        for sentence in self.lead:
            for phrase in place_phrases(sentence, self.atlas, None, self.told):
                if phrase.country and phrase.candidates[0].precision in ("country", "admin1"):
                    seen[phrase.country] += 1
        return min(seen, key=lambda c: (-seen[c], c)) if seen else None

    @cached_property
    def of_country(self) -> list[PlacePhrase]:
        """Where the lead names the country of the text itself."""
        found = [p for s in self.lead for p in self.phrases(s)]
        return [p for p in found if p.level == COUNTRY and p.country == self.country]

    @cached_property
    def home(self) -> frozenset[str | None]:
        """The country of the text, with those that older texts may mean by it."""
        return frozenset([self.country, *lexicon()["historic"].get(self.country or "", ())])

    def phrases(self, sentence: Sentence) -> tuple[PlacePhrase, ...]:
        """The place phrases of a sentence."""
        if sentence.index not in self._phrases:
            self._phrases[sentence.index] = place_phrases(sentence, self.atlas, self.country, self.told)
        return self._phrases[sentence.index]

    def event_phrases(self, sentence: Sentence, *, any_words: bool = False) -> list[PlacePhrase]:
        """The places of what a sentence tells, if it tells of an event."""
        if BYLINE.match(sentence.text):
            return []
        words = set(lexicon()["events"]["words"])
        if sentence.index >= OPENING and not any_words and not any(t.lemma_.lower() in words for t in sentence.doc):
            return []
        doc = sentence.doc
        return [p for p in self.phrases(sentence) if there(p, sentence) and told(doc[p.head]) < REPORTING]

    def just_before(self, here: Sentence) -> list[Sentence]:
        """The readable sentences shortly before one: farther back no place is carried from."""
        near = self.sentences[max(0, here.index - BACK) : here.index]
        return [s for s in near if s.index < here.index and s.block in READ_KINDS]

    @cached_property
    def main(self) -> tuple[PlacePhrase, ...]:
        """The place of the main event: the first the lead gives, made finer by what follows inside it."""
        told_of = [self._told_of(sentence) for sentence in self.lead]
        known = [[p for p in found if _placed(p)] for found in told_of]
        at_home = [[p for p in found if self._at_home(p)] for found in told_of]
        at_home = at_home if self.country is not None else []
        lead = narrowed(at_home) or narrowed(known) or narrowed(told_of)
        return self._told_again(lead) or lead

    def _told_again(self, lead: tuple[PlacePhrase, ...]) -> tuple[PlacePhrase, ...]:
        """A place finer than the lead's, where the text goes on: "The attacks took place in Oru"."""
        if lead and lead[0].level >= TOWN:
            return ()
        for sentence in [s for s in self.sentences if s.block == "body"][:FAR]:
            found = scene_phrases(sentence, [p for p in self.phrases(sentence) if p.role in ("in", "struck")])
            found = [p for p in found if not lead or (p.level > lead[0].level and inside(p, lead[0]))]
            if found:
                return coordinated(max(found, key=lambda p: (p.level, -p.start)), found)
        return ()

    @cached_property
    def items(self) -> tuple[PlacePhrase, ...]:
        """The places that open the items of a list, each at its place; empty if the text is no list of places."""
        found = [(h, self._heading(h)) for h in headings(self.content)]
        known = [(h, p) for h, p in found if p is not None and p.known]
        forms = {h.stop for h, _ in known if sum(k.stop == h.stop for k, _ in known) > SEVERAL}
        dated = {h.start for h, p in found if h.dated and p is not None}
        if sum(h.stop == POINT and (h.dated or p.known) for h, p in found if p is not None) >= SEVERAL:
            dated |= {h.start for h, p in found if h.stop == POINT and p is not None and (p.known or _site(p.name))}
        return tuple(p for h, p in found if p is not None and (h.stop in forms or h.start in dated))

    @cached_property
    def dateline(self) -> tuple[PlacePhrase, ...]:
        """The place where the report was written: the last resort."""
        body = next((s for s in self.sentences if s.block == "body"), None)
        for heading in headings(self.content):
            phrase = self._heading(heading)
            if body is not None and heading.line <= body.start < heading.end and phrase is not None and phrase.known:
                return (phrase,)
        return ()

    def _heading(self, heading: Heading) -> PlacePhrase | None:
        """The name of a heading as a place; None for a word that may be anything else."""
        name = heading.name
        candidates = self.atlas.lookup(name, self.country)
        if not candidates and (len(name) < SHORTEST or name.lower() in lexicon()["events"]["words"]):
            return None
        level = LEVELS[candidates[0].precision] if candidates else TOWN
        return PlacePhrase(
            start=heading.start, end=heading.end, text=name, name=name, head=0, role="in", level=level,
            candidates=candidates, known=bool(candidates),
        )  # fmt: skip

    def item(self, offset: int) -> PlacePhrase | None:
        """The place of the list item that an offset stands in: of its line, or of the lines below it without one."""
        line = self.content.rfind("\n", 0, offset) + 1
        return next((p for p in self.items if line <= p.start < offset), None)

    def over(self, offset: int) -> PlacePhrase | None:
        """The place that stands alone in a line above, as the title of what is listed below it."""
        above = [h for h in alone(self.content) if h.end < offset]
        phrase = self._heading(above[-1]) if above and len(alone(self.content)) >= SEVERAL else None
        return phrase if phrase is not None and phrase.known else None

    @cached_property
    def title(self) -> tuple[PlacePhrase, ...]:
        """The country that a headline names apart ("Sri Lanka: 200 killed"), where nothing else is said."""
        heads = [s for s in self.sentences if s.block == "headline"][:1]
        for head, phrase in [(h, p) for h in heads for p in self.phrases(h)]:
            first = phrase.start == head.start and self.content[phrase.end : phrase.end + 1] == ":"
            last = phrase.end == head.end and self.content[phrase.start - 2 : phrase.start] == ": "
            if phrase.known and (first or last):
                return (phrase,)
        return ()

    @cached_property
    def written(self) -> tuple[PlacePhrase, ...]:
        """The last resort: the place of the dateline if the text names it again, else its country if the lead does.

        A report from a city abroad says nothing of where people died.
        """
        for line in self.dateline:
            again = len(re.findall(rf"\b{re.escape(line.name)}\b", self.content, re.IGNORECASE)) > 1
            found = [p for s in self.lead for p in self.phrases(s) if p.level <= REGION and p.country]
            if {p.country for p in found} - {line.country}:
                return ()
            named = tuple(p for p in found if p.start > line.end or p.end < line.start)[:1]
            return (line,) if again else named
        return ()

    @cached_property
    def at_last(self) -> tuple[PlacePhrase, ...]:
        """Where nothing else gives a place: what was left, the first town told of later on, or whose land it is."""
        read = [s for s in self.sentences if s.block in READ_KINDS][:FAR]
        left = [p for s in read[:LEAD] for p in self.phrases(s) if p.role == "from"]
        later = [
            p for s in read[LEAD:] for p in self.event_phrases(s) if p.known and p.level > WORLD and not _met(p, s)
        ]
        owners = [p for s in read for p in self.phrases(s) if p.role == "owner" and p.known and p.level == COUNTRY]
        lands = {p.country for p in owners}
        if left or later:
            first = (left or later)[0]
            return (max((p for p in left or [first] if p is first or first in p.within), key=lambda p: p.level),)
        return tuple(owners[:1]) if len(lands) == 1 else ()

    def _at_home(self, phrase: PlacePhrase) -> bool:
        """Whether a place lies in the country of the text; a small one that no gazetteer has most likely does."""
        if _placed(phrase):
            return not self.home.isdisjoint(q.country for q in (phrase, *phrase.within))
        return phrase.level in range(WORLD + 1, SITE) and phrase.role == "in"

    def _told_of(self, sentence: Sentence) -> list[PlacePhrase]:
        found = [p for p in self.event_phrases(sentence) if not self._listed(p, sentence)]
        return [p for p in found if not any(p.start == w.start for q in found for w in q.within)]

    def _listed(self, phrase: PlacePhrase, sentence: Sentence) -> bool:
        """Whether a place is one of several that a breakdown counts; none of them is the place of the whole."""
        starts = [p.start - sentence.start for p in self.phrases(sentence)]
        behind = [n for n in sentence.numbers if n.use == "count" and any(0 < s - n.end <= NEXT for s in starts)]
        offset = phrase.start - sentence.start
        return len(behind) > 1 and any(0 < offset - n.end <= NEXT for n in behind)


def _met(phrase: PlacePhrase, sentence: Sentence) -> bool:
    """Whether people met or spoke at a place: it is none of the harm."""
    above = [t.lemma_.lower() for t in sentence.doc[phrase.head].ancestors if t.pos_ in ("VERB", "AUX")]
    return bool(above) and above[0] in MEETING


@lru_cache(maxsize=4)
def scene_of(text: Text, sentences: tuple[Sentence, ...], atlas: Gazetteer) -> Scene:
    """The scene of a text, made once for all its claims."""
    return Scene(text, sentences, atlas)


def there(phrase: PlacePhrase, sentence: Sentence, moved: tuple[str, ...] = ()) -> bool:
    """Whether a phrase says where something happened; a country before "airstrike" may also say whose it was."""
    if phrase.role == "modifier" and phrase.level <= REGION:
        return sentence.block in ("headline", "deck")
    return phrase.role in THERE or phrase.role in moved


def coordinated(best: PlacePhrase, near: list[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """The places that stand in one list with the best: the same level and role, side by side."""
    group = [best]
    for phrase in sorted((p for p in near if p.start > best.start), key=lambda p: p.start):
        if _alike(phrase, best) and phrase.start - _reach(group[-1]) <= GAP:
            group.append(phrase)
    for phrase in sorted((p for p in near if p.start < best.start), key=lambda p: -p.start):
        if _alike(phrase, best) and 0 < group[0].start - _reach(phrase) <= GAP:
            group.insert(0, phrase)
    return tuple(group)


def _reach(phrase: PlacePhrase) -> int:
    """Where a place ends with what contains it ("Oru in Tane ward")."""
    return max([phrase.end, *(w.end for w in phrase.within if w.start > phrase.start)])


def _alike(one: PlacePhrase, other: PlacePhrase) -> bool:
    """Whether two names may mean places of one kind (Idlib is a town and a province)."""
    kinds = [{p.level, *(LEVELS[c.precision] for c in p.candidates if c.country == p.country)} for p in (one, other)]
    return not kinds[0].isdisjoint(kinds[1])


def inside(inner: PlacePhrase, outer: PlacePhrase) -> bool:
    """Whether a finer place may lie in a coarser one: the gazetteer says so, or nothing speaks against it."""
    holders = {c.id for c in outer.candidates}
    mine = [*inner.candidates, *(c for w in inner.within for c in w.candidates)]
    if not mine or not holders:
        return not mine
    lands = {outer.country, *lexicon()["historic"].get(outer.country or "", ())} if outer.level <= REGION else set()
    return any(not holders.isdisjoint((c.id, *c.within)) or c.country in lands for c in mine)


def _site(name: str) -> bool:
    """Whether a name ends with a noun of place ("Oru Bridge")."""
    return " " in name and name.rsplit(maxsplit=1)[-1].lower() in unit_levels()


def _placed(phrase: PlacePhrase) -> bool:
    """Whether the gazetteer knows the place or what contains it, and it is no continent."""
    return phrase.level > WORLD and (phrase.known or any(w.known for w in phrase.within))


def narrowed(told_of: list[list[PlacePhrase]]) -> tuple[PlacePhrase, ...]:
    """The first place, or a finer one inside it that follows before any place as fine as a town."""
    base: tuple[PlacePhrase, ...] = ()
    for found in told_of:
        if not found:
            continue
        best = max(found, key=lambda p: (p.role != "modifier", p.level, -p.start))
        if not base or (best.level > base[0].level and inside(best, base[0])):
            base = coordinated(best, found)
        if base[0].level >= TOWN:
            break
    return base
