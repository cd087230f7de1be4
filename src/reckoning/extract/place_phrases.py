"""Place phrases of a parsed sentence: names that stand where a place stands, with how fine a place each names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from reckoning.atlas.gazetteer import Gazetteer
from reckoning.atlas.gazetteer_names import plain_key
from reckoning.extract.attach import tokens_within, top
from reckoning.extract.date_grammar import lexicon as time_words
from reckoning.types import Candidate, Precision

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

Role = Literal["in", "from", "to", "owner", "modifier", "struck", "bare"]
# How fine a place is; the larger, the finer.
WORLD, COUNTRY, REGION, PROVINCE, DISTRICT, TOWN, SITE = range(7)
LEVELS: dict[Precision, int] = {
    "country": COUNTRY, "region": REGION, "admin1": PROVINCE, "admin2": DISTRICT, "exact": TOWN, "near": TOWN, "unresolved": TOWN,
}  # fmt: skip
UNIT_LEVELS = {
    "country": COUNTRY,
    "region": REGION,
    "admin1": PROVINCE,
    "admin2": DISTRICT,
    "settlement": TOWN,
    "facility": SITE,
    "stretch": DISTRICT,
}
PIECE = r"(?:(?:[A-Z]\.){2,4}|[A-ZÀ-ÞŠŽŞĞİ][\w’'ʿʼ]*(?:[-‐][\w’'ʿʼ]+)*\.?|(?:al|el|ad|as|ash|ar|an|az|at|ul)[-‐ ][A-ZÀ-Þ][\w’'-]*)"
INNER = r"(?:de|del|la|las|los|le|du|da|do|dos|of|bin|ibn|e|y|es|en|am|an der|upon|sur|al|el|as|ash|az|ez|ar|abu)"
NAME = re.compile(rf"(?<![\w’'-]){PIECE}(?:[ -](?:{INNER}[ -])?{PIECE})*")
HELD = re.compile(
    r"(?:,\s|\s(?:in|of)\s)(?:the\s)?(?:[a-z-]+\s){0,2}[A-ZÀ-Þ]\w+(?:\s[A-Z]\w+)*\s?(?:province|district|governorate|state|region|[,.]|$)"
)
NAMED = re.compile(
    r"\b(?:village|town|city|district|province|region|area|camp|suburb|capital|settlement|neighbou?rhood|outskirts)s?\s(?:of|named|called|known\sas)\s(?:the\s)?$"
)
PROMINENT = 100_000  # inhabitants from which a name is understood without its country
PLACES = ("GPE", "LOC", "FAC")
LONGEST_UNKNOWN = 4  # words of a place name that no gazetteer has
DEMONYM = re.compile(r"(?:ian|ean|ese|ish|can|qi|ni|li|shi|nni|Shia|Shiite|Kurd|Arab)s?$")
HELD_BY = re.compile(r"-(?:held|controlled|backed|linked|led|based|run|ruled|dominated|allied|aligned)", re.IGNORECASE)
PLURAL_UNIT = re.compile(
    r"\s(?:provinces|districts|governorates|states|cities|towns|villages|counties|regions|neighbou?rhoods|suburbs)$",
    re.IGNORECASE,
)
TIME_ZONE = re.compile(r"\s(?:standard\s|local\s)?time\b")
POSSESSIVE = re.compile(r"['’]s?$")


@cache
def lexicon() -> dict[str, Any]:
    """The words of place, as data."""
    return tomllib.loads(files("reckoning.extract.lexicon").joinpath("place.toml").read_text("utf-8"))


@cache
def unit_levels() -> dict[str, int]:
    """Unit noun to level."""
    return {word: UNIT_LEVELS[kind] for kind, words in lexicon()["units"].items() for word in words}


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that begin sentences or name days: never part of a place."""
    small = ["the", "a", "an", "in", "on", "at", "of", "by", "for", "from", "to", "with", "and", "but", "or", "if", "as", "it", "its", "he", "she", "they", "we", "i", "his", "her", "their", "our", "this", "that", "these", "those", "there"]
    more = ["after", "before", "when", "while", "where", "since", "during", "about", "over", "under", "more", "most", "many", "some", "several", "at", "least", "two", "three", "four", "five", "six"]
    also = ["seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands", "scores", "no", "not", "all", "both", "each", "any", "another", "other", "others", "new", "according", "however"]
    last = ["also", "meanwhile", "elsewhere", "separately", "earlier", "later", "today", "yesterday", "tonight", "overnight", "officials", "suspected", "regime", "monitor"]
    return frozenset([*small, *more, *also, *last, *time_words()["months"], *time_words()["weekdays"]])


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


def place_phrases(sentence: Sentence, gazetteer: Gazetteer, hint: str | None = None) -> tuple[PlacePhrase, ...]:
    """The place phrases of a sentence in order; ``hint`` is the country (ISO alpha-2) that the text is about."""
    found = []
    for start, end in _names(sentence.text):
        phrase = _phrase(sentence, sentence.start + start, sentence.start + end, gazetteer, hint)
        if phrase is not None:
            found.append(phrase)
    return _chained(sentence, _levelled(sentence, found), gazetteer)


def _levelled(sentence: Sentence, found: list[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """In "Zabul and Khost provinces" the unit noun speaks of both."""
    out = list(found)
    for number in range(len(out) - 2, -1, -1):
        left, right = out[number], out[number + 1]
        between = sentence.text[left.end - sentence.start : right.start - sentence.start]
        if PLURAL_UNIT.search(right.text) and re.fullmatch(r",?\s(?:and\s)?|,\s", between):
            out[number] = replace(left, level=right.level, role=right.role if left.role == "bare" else left.role)
    return tuple(out)


def _names(text: str) -> list[tuple[int, int]]:
    """Runs of capitalised words, cut at words that are no part of a name."""
    spans = []
    for match in NAME.finditer(text):
        start = None
        for word in re.finditer(r"\S+", match.group()):
            plain = word.group().strip(".,").lower()
            if plain in not_names():
                if start is not None:
                    spans.append((start, match.start() + word.start()))
                start = None
            elif start is None:
                start = match.start() + word.start()
        if start is not None:
            spans.append((start, match.end()))
    return [(s, s + len(text[s:e].rstrip(" .,-"))) for s, e in spans if text[s:e].strip(" .,-")]


def _phrase(sentence: Sentence, start: int, end: int, gazetteer: Gazetteer, hint: str | None) -> PlacePhrase | None:
    content = sentence.text
    at = sentence.start
    name = content[start - at : end - at]
    owner = POSSESSIVE.search(name)
    if owner and owner.group() in ("'s", "’s"):
        end -= len(owner.group())
        name = name[: owner.start()]
    tokens = tokens_within(sentence, start, end)
    head = top(tokens)
    if head is None or TIME_ZONE.match(content[end - at :]):
        return None
    unit, start, end = _with_unit(content, at, start, end)
    role = _role(head, content[: start - at], owner=owner is not None and owner.group() != "'")
    if role == "bare" and NAMED.search(content[: start - at]):
        role = "in"
    if role == "bare" and unit is None and head.ent_type_ not in PLACES:
        return None
    candidates = gazetteer.lookup(content[start - at : end - at] if unit is not None else name, hint)
    if not candidates and unit is not None:
        candidates = gazetteer.lookup(name, hint)
    if not candidates and (led := DIRECTED.match(name)):
        start += led.end()
        name = name[led.end() :]
        candidates = gazetteer.lookup(name, hint)
    candidates = _likely(name, candidates, gazetteer, hint)
    if not candidates and unit is None and " " in name:
        name, end, candidates = _first_word(name, end, gazetteer, hint)
    sure = bool(candidates) and (unit is not None or head.ent_type_ in PLACES or gazetteer.weight(name) > 0)
    if not _is_place(name, head, role, unit, sure, content[end - at :]):
        return None
    level = COUNTRY if candidates and candidates[0].precision == "country" else _level(unit, candidates, name)
    start = _direction(content, at, start)
    if content[start - at : end - at] != name and level == COUNTRY:
        level = REGION
    return PlacePhrase(
        start=start, end=end, text=content[start - at : end - at], name=name, head=head.i, role=role,
        level=level, candidates=candidates, known=bool(candidates),
    )  # fmt: skip


def _first_word(name: str, end: int, gazetteer: Gazetteer, hint: str | None) -> tuple[str, int, tuple[Candidate, ...]]:
    """A country run together with the words behind it ("Syria Air strikes on") stands alone."""
    first = name.split(maxsplit=1)[0]
    found = gazetteer.lookup(first, hint)
    if found and found[0].precision == "country" and plain_key(found[0].name) == plain_key(first):
        return first, end - len(name) + len(first), found
    return name, end, ()


def _likely(
    name: str, candidates: tuple[Candidate, ...], gazetteer: Gazetteer, hint: str | None
) -> tuple[Candidate, ...]:
    """Candidates outside the country the text is about stand only if the name is widely known."""
    if (
        not candidates
        or hint is None
        or candidates[0].country == hint
        or candidates[0].precision in ("country", "region")
    ):
        return candidates
    return candidates if gazetteer.weight(name) >= PROMINENT else ()


def _with_unit(content: str, at: int, start: int, end: int) -> tuple[int | None, int, int]:
    """The level a unit noun gives: inside the name, behind it ("Andar district") or before it ("the city of Jos")."""
    name = content[start - at : end - at]
    last = name.split()[-1].lower().rstrip(".")
    if last in unit_levels() and " " in name and name.split()[-2].lower() not in lexicon()["organisations"]["words"]:
        return unit_levels()[last], start, end
    behind = re.match(r"\s([a-z]+)\b", content[end - at :])
    if (
        behind
        and behind.group(1) in unit_levels()
        and behind.group(1) not in ("coast", "state", "states", "base", "plant", "country")
    ):
        if not re.match(
            r"\s[a-z]+\s(?:of|government|governor|council|police|official|officials|authorities)", content[end - at :]
        ):
            return unit_levels()[behind.group(1)], start, end + len(behind.group())
    before = re.search(r"\b([a-z]+)\s(?:of|named|called|known\sas)\s(?:the\s)?$", content[: start - at])
    if before and before.group(1) in unit_levels():
        return unit_levels()[before.group(1)], start, end
    before = re.search(r"\b([a-z]+)\s$", content[: start - at])
    if before and before.group(1) in ("village", "town", "city", "camp", "neighbourhood", "neighborhood"):
        return unit_levels()[before.group(1)], start, end
    return None, start, end


@cache
def _directions() -> re.Pattern[str]:
    words = "|".join(sorted(lexicon()["directions"]["words"], key=lambda w: (-len(w), w)))
    parts = "|".join(sorted(lexicon()["directions"]["parts"]))
    return re.compile(
        rf"(?:\b(?:{words})[\s-](?:and[\s-](?:{words})[\s-])?|\b(?:the\s)?(?:{words})\s(?:{parts})\sof\s(?:the\s)?"
        rf"|\bthe\s(?:outskirts|suburbs|heart|centre|center|edge|coast|rest)\sof\s(?:the\s)?"
        rf"|\b(?:the\s)?(?:{words})\sof\s(?:the\s)?)$",
        re.IGNORECASE,
    )


def _direction(content: str, at: int, start: int) -> int:
    """Where the phrase begins with its direction words ("southeastern Iran", "the eastern part of Congo")."""
    found = _directions().search(content[: start - at])
    return at + found.start() if found else start


def _level(unit: int | None, candidates: tuple[Candidate, ...], name: str) -> int:
    if unit is not None:
        return unit
    if name.rsplit(maxsplit=1)[-1].lower() in unit_levels():
        return unit_levels()[name.rsplit(maxsplit=1)[-1].lower()]
    return LEVELS[candidates[0].precision] if candidates else TOWN


def _role(head: Token, before: str, *, owner: bool) -> Role:
    """How the name stands in its sentence."""
    prepositions = lexicon()["prepositions"]
    here = head
    for _ in range(8):
        if here.dep_ in ("pobj", "pcomp") or here.head.pos_ == "ADP":
            word = here.head.lower_
            if word == "of" and _part_noun(here.head.head):
                here = here.head.head
                continue
            return _by_preposition(word)
        if here.dep_ == "poss" or owner:
            return "owner"
        if here.dep_ in ("appos", "conj", "nmod", "compound") and here.head.i != here.i:
            if here.dep_ in ("nmod", "compound") and here.head.lower_ in unit_levels():
                here = here.head
                continue
            if here.dep_ in ("nmod", "compound") and here.head.ent_type_ not in PLACES and here.head.pos_ != "PROPN":
                return (
                    "modifier"
                    if here.head.lemma_.lower() in lexicon()["events"]["words"] and not head.text.isupper()
                    else "bare"
                )
            here = here.head
            continue
        if here.dep_ == "dobj" and here.head.lemma_.lower() in lexicon()["struck"]["verbs"]:
            return "struck"
        break
    found = re.search(r"\b([A-Za-z]+)\s(?:the\s)?$", before)
    if found and found.group(1).lower() in prepositions["inside"]:
        return "in"
    return _by_text(before, "bare")


def _part_noun(token: Token) -> bool:
    word = token.lower_
    return word in unit_levels() or word in lexicon()["directions"]["parts"] or word in lexicon()["directions"]["words"]


def _by_preposition(word: str) -> Role:
    prepositions = lexicon()["prepositions"]
    if word in prepositions["inside"]:
        return "in"
    return "from" if word in prepositions["origin"] else "to" if word in prepositions["goal"] else "bare"


def _by_text(before: str, otherwise: Role) -> Role:
    found = re.search(
        r"\b(in|near|at|outside|inside|across|throughout|around)\s(?:[a-z-]+\s){0,3}(?:of\s)?(?:the\s)?$",
        before,
        re.IGNORECASE,
    )
    return "in" if found else otherwise


def _is_place(name: str, head: Token, role: Role, unit: int | None, known: bool, after: str) -> bool:
    words = [w.strip(".").lower() for w in name.split()]
    if (len(name) == 3 and not name.isupper() and known and head.ent_type_ not in PLACES) or len(name) < 2:
        return False
    if (len(name) < 3 or (name.isupper() and len(name) <= 5)) and not (known and head.ent_type_ == "GPE"):
        return False
    if head.ent_type_ == "NORP" and not (known and unit is not None and not DEMONYM.search(name)):
        return False
    if HELD_BY.search(name) or (len(words) == 1 and words[0] in unit_levels() and not known):
        return False
    core = words[:-1] if len(words) > 1 and words[-1] in unit_levels() else words
    if unit == SITE and not set(core).isdisjoint(lexicon()["organisations"]["words"]):
        return False
    if not known and role == "in" and HELD.match(after):
        return True
    if unit is not None and (role in ("in", "from", "to", "struck") or known or head.ent_type_ in PLACES):
        return words[-1] not in ("state", "division") or known
    if not set(words).isdisjoint(lexicon()["organisations"]["words"]) and not (
        known and len(words) <= 2 and head.ent_type_ in ("GPE", "LOC")
    ):
        return False
    if not known and (
        head.pos_ == "ADJ" or len(words) > LONGEST_UNKNOWN or not set(words).isdisjoint(lexicon()["events"]["words"])
    ):
        return False
    if role == "modifier" and head.ent_type_ not in PLACES:
        return False
    if head.ent_type_ in PLACES:
        return True
    if known:
        return (
            (role in ("in", "struck", "from", "to")
            and head.ent_type_ not in ("DATE", "TIME"))
            or (role in ("owner", "modifier") and head.ent_type_ not in ("PERSON", "ORG"))
        )
    return (
        role == "in"
        and head.ent_type_ in ("", "ORG")
        and head.pos_ == "PROPN"
        and len(words) <= 2
        and _newspaper_case(head)
    )


def _newspaper_case(head: Token) -> bool:
    """Whether the sentence is not a headline in capitals, where any word may look like a name."""
    words = [t for t in head.sent if t.is_alpha and len(t) > 3]
    return sum(t.text[0].isupper() for t in words) <= 0.5 * len(words)


def _chained(sentence: Sentence, found: tuple[PlacePhrase, ...], gazetteer: Gazetteer) -> tuple[PlacePhrase, ...]:
    """Give each phrase the containers that follow it ("in Andar district, Ghazni province"), innermost first."""
    out: list[PlacePhrase] = []
    for phrase in reversed(found):
        after = next((p for p in reversed(out) if p.start >= phrase.end), None)
        between = sentence.text[phrase.end - sentence.start : after.start - sentence.start] if after else ""
        if after is not None and _contains(between, phrase, after):
            containers = (after, *after.within)
            country = after.country
            better = gazetteer.lookup(phrase.text, country) or phrase.candidates
            inside = tuple(c for c in better if country is None or c.country == country) or (
                () if not phrase.known else better
            )
            out.append(replace(phrase, within=containers, candidates=inside, known=bool(inside)))
        else:
            out.append(phrase)
    return tuple(reversed(out))


DIRECTED = re.compile(r"(?:North|South|East|West|Central)(?:ern|east|west|eastern|western)?\s", re.IGNORECASE)
BETWEEN = re.compile(
    r"^(?:,\s?(?:(?:a|an|the)\s[^,]{0,40}?\s)?(?:in\s)?(?:the\s)?(?:[a-z-]+\s){0,2}|\s(?:in|of|on)\s(?:the\s)?(?:[a-z]+\s){0,3}(?:of\s(?:the\s)?)?|\s\()$"
)


def _contains(between: str, inner: PlacePhrase, outer: PlacePhrase) -> bool:
    """Whether the phrase behind says where the one before lies: it is coarser, or the gazetteer says so."""
    if not BETWEEN.match(between):
        return False
    if outer.level < inner.level:
        return True
    holders = {c.id for c in outer.candidates}
    return any(not holders.isdisjoint(c.within) for c in inner.candidates)
