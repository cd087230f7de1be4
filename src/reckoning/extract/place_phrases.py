"""Place phrases of a parsed sentence: names that stand where a place stands, with how fine a place each names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reckoning.atlas.gazetteer import Gazetteer
from reckoning.atlas.gazetteer_names import plain_key
from reckoning.extract.attach import tokens_within, top
from reckoning.extract.place_names import NOTHING, Told, cased, name_spans
from reckoning.extract.place_roles import NAMED, PLACES, Role, direction, role_of, with_unit
from reckoning.extract.place_sense import Name, is_place
from reckoning.extract.place_words import COUNTRY, LEVELS, REGION, TOWN, WORLD, lexicon, unit_levels
from reckoning.types import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

PROMINENT = 100_000  # inhabitants from which a name is understood without its country
PLURAL_UNIT = re.compile(
    r"\s(?:provinces|districts|governorates|states|cities|towns|villages|counties|regions|neighbou?rhoods|suburbs)$",
    re.IGNORECASE,
)
TIME_ZONE = re.compile(r"\s(?:standard\s|local\s)?time\b")
POSSESSIVE = re.compile(r"['’]s?$")
DIRECTED = re.compile(r"(?:North|South|East|West|Central)(?:ern|east|west|eastern|western)?\s", re.IGNORECASE)
OWNS = re.compile(r"['’]s?\s(?:\w+\s)?")
BETWEEN = re.compile(
    r"^(?:,\s?(?:(?:a|an|the)\s[^,]{0,40}?\s)?(?:in\s)?(?:the\s)?(?:[a-z-]+\s){0,2}"
    r"|\s(?:in|of|on)\s(?:the\s)?(?:[a-z]+\s){0,3}(?:of\s(?:the\s)?)?|\s\()$"
)
BESIDE_IT = re.compile(r"(?:north|south|east|west)[a-z-]*\sof\s")  # "Oru, east of Tane"
SAID_INSIDE = re.compile(
    r"^,\s(?:a|an|the|another)\s(?:[\w-]+\s){0,3}(?:village|town|city|hamlet|settlement|suburb|camp|district|township)\s(?:in|of)\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePhrase:
    """A phrase that names a place; ``head`` is a token index, ``within`` the phrases that contain it in the text."""

    start: int
    end: int
    text: str
    name: str
    head: int
    role: Role
    level: int
    candidates: tuple[Candidate, ...] = ()
    within: tuple[PlacePhrase, ...] = ()
    known: bool = False

    @property
    def country(self) -> str | None:
        return self.candidates[0].country if self.candidates else None


def place_phrases(
    sentence: Sentence, gazetteer: Gazetteer, hint: str | None = None, told: Told = NOTHING
) -> tuple[PlacePhrase, ...]:
    """The place phrases of a sentence in order.

    ``hint`` is the country (ISO alpha-2) that the text is about, ``told`` what it tells of the names in it.
    """
    content = cased(sentence)
    asking = Asking(sentence=sentence, content=content, gazetteer=gazetteer, hint=hint, told=told)
    spans = name_spans(content, gazetteer)
    found = [p for p in (_phrase(asking, sentence.start + a, sentence.start + b) for a, b in spans) if p is not None]
    return _owned(content, sentence.start, _chained(asking, _levelled(asking, found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A sentence whose names are looked up, with what its text tells about them."""

    sentence: Sentence
    content: str
    gazetteer: Gazetteer
    hint: str | None
    told: Told


def _owned(content: str, at: int, found: tuple[PlacePhrase, ...]) -> tuple[PlacePhrase, ...]:
    """In "Nigeria's Borno state" the owner contains what it owns."""
    out = list(found)
    for number in range(1, len(out)):
        left, right = out[number - 1], out[number]
        if left.level < right.level and OWNS.fullmatch(content[left.end - at : right.start - at]):
            out[number] = replace(right, within=(*right.within, left))
    return tuple(out)


def _levelled(asking: Asking, found: list[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """In "Zabul and Khost provinces" the unit noun speaks of both."""
    at = asking.sentence.start
    out = list(found)
    for number in range(len(out) - 2, -1, -1):
        left, right = out[number], out[number + 1]
        between = asking.content[left.end - at : right.start - at]
        if PLURAL_UNIT.search(right.text) and re.fullmatch(r",?\s(?:and\s)?|,\s", between):
            out[number] = replace(left, level=right.level, role=right.role if left.role == "bare" else left.role)
    return tuple(out)


def _phrase(asking: Asking, start: int, end: int) -> PlacePhrase | None:
    sentence, gazetteer, hint = asking.sentence, asking.gazetteer, asking.hint
    content, at = asking.content, sentence.start
    owner = POSSESSIVE.search(content[start - at : end - at])
    if owner and owner.group() in ("'s", "’s"):
        end -= len(owner.group())
    name = content[start - at : end - at]
    head = top(tokens_within(sentence, start, end))
    if head is None or TIME_ZONE.match(content[end - at :]):
        return None
    unit, start, end = with_unit(content, at, start, end)
    told = name.lower() in asking.told.places
    role = _role(head, content[: start - at], owner=owner is not None)
    if role == "bare" and unit is None and head.ent_type_ not in PLACES and not told:
        return None
    asked = Asked(name=name, start=start, end=end, whole=content[start - at : end - at], unit=unit, hint=hint)
    name, start, end, candidates = _looked_up(asked, gazetteer)
    known = bool(candidates) and (unit is not None or head.ent_type_ in PLACES or gazetteer.weight(name) > 0)
    if not known and name.lower() in asking.told.groups:
        return None
    after = content[end - at :]
    before = content[: start - at]
    if not is_place(
        Name(text=name, head=head, role=role, unit=unit, known=known, before=before, after=after, declared=told)
    ):
        return None
    begin = direction(content, at, start)
    level = _level(unit, candidates, name)
    if not candidates and unit is None:
        level = asking.told.levels.get(name.lower(), level)
    if level == COUNTRY and begin < start:
        level = REGION
    return PlacePhrase(
        start=begin, end=end, text=sentence.text[begin - at : end - at], name=name, head=head.i, role=role, level=level,
        candidates=candidates, known=bool(candidates),
    )  # fmt: skip


def _role(head: Token, before: str, *, owner: bool) -> Role:
    role = role_of(head, before, owner=owner)
    return "in" if role == "bare" and NAMED.search(before) else role


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a gazetteer is asked: the name, and the whole phrase if a unit noun belongs to it."""

    name: str
    start: int
    end: int
    whole: str
    unit: int | None
    hint: str | None


def _looked_up(asked: Asked, gazetteer: Gazetteer) -> tuple[str, int, int, tuple[Candidate, ...]]:
    """The name as far as it is one, with its candidates."""
    name, start, end = asked.name, asked.start, asked.end
    found = gazetteer.lookup(asked.whole, asked.hint) if asked.unit is not None else ()
    found = found or gazetteer.lookup(name, asked.hint)
    if not found and (led := DIRECTED.match(name)):
        start, name = start + led.end(), name[led.end() :]
        found = gazetteer.lookup(name, asked.hint)
    found = _likely(name, found, gazetteer, asked.hint)
    if not found and asked.unit is None and " " in name:
        first = name.split(maxsplit=1)[0]
        alone = gazetteer.lookup(first, asked.hint)
        if alone and alone[0].precision == "country" and plain_key(alone[0].name) == plain_key(first):
            return first, start, end - len(name) + len(first), alone  # "Syria Air strikes on"
    return name, start, end, found


def _likely(
    name: str, candidates: tuple[Candidate, ...], gazetteer: Gazetteer, hint: str | None
) -> tuple[Candidate, ...]:
    """Candidates outside the country the text is about stand only if the name is widely known."""
    if not candidates or hint is None or candidates[0].country in (hint, *lexicon()["historic"].get(hint, ())):
        return candidates
    wide = candidates[0].precision in ("country", "region") or gazetteer.weight(name) >= PROMINENT
    return candidates if wide else ()


def _level(unit: int | None, candidates: tuple[Candidate, ...], name: str) -> int:
    if plain_key(name) in lexicon()["world"]["names"]:
        return WORLD
    if candidates and candidates[0].precision == "country":
        return COUNTRY
    if unit is not None:
        return unit
    if name.rsplit(maxsplit=1)[-1].lower() in unit_levels():
        return unit_levels()[name.rsplit(maxsplit=1)[-1].lower()]
    return LEVELS[candidates[0].precision] if candidates else TOWN


def _chained(asking: Asking, found: tuple[PlacePhrase, ...]) -> tuple[PlacePhrase, ...]:
    """Give each phrase the containers that follow it ("in Andar district, Ghazni province"), innermost first."""
    at, gazetteer = asking.sentence.start, asking.gazetteer
    out: list[PlacePhrase] = []
    for phrase in reversed(found):
        after = next((p for p in reversed(out) if p.start >= phrase.end), None)
        between = asking.content[phrase.end - at : after.start - at] if after else ""
        if after is not None and _contains(between, phrase, after):
            containers = (after, *after.within)
            country = after.country
            better = gazetteer.lookup(phrase.text, country) or phrase.candidates
            inside = tuple(c for c in better if country is None or c.country == country) or (
                () if not phrase.known or SAID_INSIDE.match(between) else better
            )
            out.append(replace(phrase, within=containers, candidates=inside, known=bool(inside)))
        else:
            out.append(phrase)
    return tuple(reversed(out))


def _contains(between: str, inner: PlacePhrase, outer: PlacePhrase) -> bool:
    """Whether the phrase behind says where the one before lies: it is coarser, or the gazetteer says so."""
    if not BETWEEN.match(between):
        return False
    if between == ", " and BESIDE_IT.match(outer.text):
        return True
    if SAID_INSIDE.match(between) or (between == ", in " and outer.level <= inner.level):
        return True
    if outer.level < inner.level or (inner.level >= REGION and between.startswith(" in ")):
        return True
    holders = {c.id for c in outer.candidates}
    return any(not holders.isdisjoint(c.within) for c in inner.candidates)
