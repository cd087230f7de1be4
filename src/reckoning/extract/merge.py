"""Second mentions: a figure said again in the same text is one claim with several anchors, not two claims."""

from __future__ import annotations

import re
from dataclasses import replace

from reckoning.extract.enclosure import place_relation
from reckoning.extract.evidence import Told
from reckoning.extract.mention import Found
from reckoning.extract.parse import Sentence
from reckoning.extract.people import population_from
from reckoning.types import Claim, Measure

DEFINITE = frozenset(["the", "he", "she", "him", "his", "her", "this", "that"])
ANOTHER = re.compile(r"\b(?:another|further|more|additional)\b(?!\s+than)", re.IGNORECASE)
SECOND = re.compile(
    r"\b(?:second|another|separate|similar)\s+(?:[\w-]+\s+){0,2}\w+|\b(?:later|elsewhere)\b", re.IGNORECASE
)
AHEAD, BEHIND = 12, 6  # characters around a quote in which "another" or "more" may stand
FIRST, LAST = 10, 30  # mentions of one number that a later one is held against
OPENING = 2  # sentences that may say the headline, or the first sentence, again
SCALE, VAGUEST = 10, 100  # "dozens" may stand for up to ten times its least; a bare plural for a hundred
SAME_DEATH: frozenset[Measure] = frozenset({"killed"})


def merge_repeats(found: list[Found], claims: list[Claim]) -> tuple[Told, ...]:
    """The claims without their repetitions, each with its mentions, the one that speaks for it first."""
    home = _homes(found, claims)
    headlines = frozenset(
        c.key for f, c in zip(found, claims, strict=True) if f.mention.sentence.block in ("headline", "deck")
    )
    others: dict[int, list[int]] = {i: [] for i in range(len(claims)) if i not in home}
    for k in sorted(home):
        others[home[k]].append(k)
    moved = {claims[k].key: claims[v].key for k, v in home.items()}
    return tuple(
        Told(
            claim=_repointed(_with_mentions(claims, headlines, i, more), moved),
            mentions=tuple(found[k] for k in (i, *more)),
        )
        for i, more in others.items()
    )


def _homes(found: list[Found], claims: list[Claim]) -> dict[int, int]:
    """Position of a second mention to that of the mention that speaks for its claim."""
    home: dict[int, int] = {}
    shelves: dict[tuple[str, int | None], list[int]] = {}
    for later, claim in enumerate(claims):
        vague = shelves.setdefault((claim.measure, None), [])
        own = shelves.setdefault((claim.measure, claim.quantity.value), [])
        near = sorted({*own[:FIRST], *own[-LAST:], *vague[:FIRST]})
        earlier = next((i for i in near if i not in home and _again(found[i], claims[i], found[later], claim)), None)
        own.append(later)
        if earlier is None:
            continue
        if _fuller(found[later], claim) > _fuller(found[earlier], claims[earlier]):
            home[earlier] = later
            home.update({k: later for k, v in home.items() if v == earlier})
        else:
            home[later] = earlier
    return home


def _repointed(claim: Claim, moved: dict[str, str]) -> Claim:
    """The claim with its whole under the key that was kept; a claim is never a part of itself."""
    whole = moved.get(claim.part_of, claim.part_of) if claim.part_of else None
    return replace(claim, part_of=None if whole == claim.key else whole)


def _with_mentions(claims: list[Claim], headlines: frozenset[str], index: int, others: list[int]) -> Claim:
    """The claim with its other anchors; a headline lends no source, since it says of nobody what the body does not."""
    claim = claims[index]
    anchors = tuple(claims[i].anchor for i in sorted(others))
    if not others:
        return claim
    said = [claims[i] for i in sorted(others)]
    named = next((c.population for c in said if c.population.text != "people"), claim.population)
    return replace(
        claim,
        mentions=anchors,
        part_of=claim.part_of or next((c.part_of for c in said if c.part_of), None),
        attribution=claim.attribution
        or next((c.attribution for c in said if c.attribution and c.key not in headlines), ()),
        population=named if claim.population.text == "people" else claim.population,
        places=claim.places or next((c.places for c in said if c.places), ()),
        time=claim.time or next((c.time for c in said if c.time), None),
    )


def _fuller(item: Found, claim: Claim) -> tuple[int, int, int, int]:
    """Which of two mentions speaks for the claim: the body before the headline, the attributed, the counted group."""
    body = item.mention.sentence.block not in ("headline", "deck")
    return int(body), _named(item), int(bool(claim.attribution)), int(claim.population.text != "people")


def _named(item: Found) -> int:
    """A name tells more than a noun, and a noun more than a pronoun."""
    if item.mention.victim is None:
        return 1
    head = item.mention.sentence.doc[item.mention.victim]
    return 0 if head.pos_ == "PRON" else 2 if head.pos_ == "PROPN" else 1


def _again(first: Found, one: Claim, second: Found, two: Claim) -> bool:
    """Whether the second says the first again: same harm, same number, no rival source, group, place or time."""
    if (
        one.measure != two.measure
        or one.unit != two.unit
        or (one.manner != two.manner and one.quantity.value is None)
        or "denied" in (one.stance, two.stance)
        or _another(second)
        or not _parts_agree(one, two)
    ):
        return False
    if one.quantity.value == 1 == two.quantity.value and one.quantity.bound == "exact" == two.quantity.bound:
        return _same_person(first, one, second, two)
    return _same_number(first, one, second, two) and _groups_agree(one, two) and _scenes_agree(first, one, second, two)


def _another(item: Found) -> bool:
    """ "Another 12", "12 more": said of others than before."""
    mention = item.mention
    begin, end = mention.start - mention.sentence.start, mention.end - mention.sentence.start
    found = ANOTHER.search(mention.sentence.text, max(0, begin - AHEAD))
    return found is not None and found.end() <= end + BEHIND


def _same_number(first: Found, one: Claim, second: Found, two: Claim) -> bool:
    """The same number with the same bound; a headline and the first sentences may be looser, and vaguer."""
    headline = first.mention.sentence.block == "headline" != second.mention.sentence.block
    if headline and one.quantity.bound == "vague" and one.quantity.fraction is None:
        low, value = one.quantity.low or 0, two.quantity.value or 0
        return low <= value <= max(low * SCALE, VAGUEST) and second.mention.sentence.index <= OPENING
    titles = "headline" in (first.mention.sentence.block, second.mention.sentence.block)
    opening = (
        first.mention.sentence.index <= 1
        and second.mention.sentence.index - first.mention.sentence.index <= OPENING
        and first.mention.trigger != second.mention.trigger
    )
    if first.mention.sentence is second.mention.sentence and not (
        titles or opening or _titled(first.mention.sentence, first, second)
    ):
        return False
    a, b = one.quantity, two.quantity
    same = (a.value, a.low, a.high, a.fraction) == (b.value, b.low, b.high, b.fraction)
    loosely = a.value is not None and a.value == b.value and (titles or (opening and b.bound != "at_most"))
    return (same or loosely) and (titles or _sources_agree(one, two))


def _scenes_agree(first: Found, one: Claim, second: Found, two: Claim) -> bool:
    """No two days, no two places of their own, no second attack."""
    if not _times_agree(one, two):
        return False
    if first.mention.sentence.block == "headline":
        return True
    if SECOND.search(_ahead(second)) and not SECOND.search(_ahead(first)):
        return False
    named = all(any(t.facet == "place" and t.rule == "own clause" for t in c.traces) for c in (one, two))
    return not named or place_relation(two.places, one.places) not in ("apart", "unlike")


def _ahead(item: Found) -> str:
    """The words of a sentence before a mention, and the mention."""
    return item.mention.sentence.text[: item.mention.end - item.mention.sentence.start]


def _titled(sentence: Sentence, first: Found, second: Found) -> bool:
    """A title that runs into its lead ("... kills 11 - At least 11 civilians")."""
    between = sentence.text[first.mention.end - sentence.start : second.mention.start - sentence.start]
    return " - " in between


def _parts_agree(one: Claim, two: Claim) -> bool:
    return one.part_of is None or two.part_of is None or one.part_of == two.part_of


def _sources_agree(one: Claim, two: Claim) -> bool:
    """No two different sources: a repetition is unattributed, or by the same name."""
    if not one.attribution or not two.attribution:
        return True
    a, b = one.attribution[0].name.lower(), two.attribution[0].name.lower()
    return a == b or a in b or b in a


def _groups_agree(one: Claim, two: Claim) -> bool:
    a, b = one.population, two.population
    if "people" in (a.text, b.text) or a.text.lower() == b.text.lower():
        return True
    words = set(a.text.lower().split()), set(b.text.lower().split())
    return bool(words[0] & words[1]) or (a.status == b.status != "unknown" and a.age == b.age and a.sex == b.sex)


def _times_agree(one: Claim, two: Claim) -> bool:
    """No two different days; an open end agrees with everything."""
    if one.time is None or two.time is None:
        return True
    if one.time.start is None and two.time.start is None and one.time.text and two.time.text:
        return _plain(one.time.text) == _plain(two.time.text)
    before = one.time.end is not None and two.time.start is not None and one.time.end < two.time.start
    after = two.time.end is not None and one.time.start is not None and two.time.end < one.time.start
    return not before and not after


def _plain(words: str) -> str:
    return " ".join(w for w in words.lower().split() if w not in ("in", "on", "the", "of", "at"))


def _same_person(first: Found, one: Claim, second: Found, two: Claim) -> bool:
    """A single person told of again: by pronoun, by "the", or by the same name or noun."""
    if not _sources_agree(one, two) or (one.manner != two.manner and one.measure not in SAME_DEATH):
        return False
    a, b = first.mention, second.mention
    if a.victim is None or b.victim is None or a.sentence is b.sentence:
        return False
    head, again = a.sentence.doc[a.victim], b.sentence.doc[b.victim]
    if a.sentence.block != "headline" and any(c.lower_ in ("a", "an", "one", "another") for c in again.lefts):
        return False
    if not _scenes_agree(first, one, second, two):
        return False
    if head.lemma_.lower() == again.lemma_.lower() or _shared_name(one.population.text, two.population.text):
        return True
    near = b.sentence.index - a.sentence.index <= 3 or a.sentence.block == "headline"
    return near and (
        again.pos_ == "PRON"
        or any(c.lower_ in DEFINITE for c in again.lefts)
        or again.pos_ == "PROPN"
        or a.sentence.block == "headline"
    )


def _shared_name(one: str, two: str) -> bool:
    return one != population_from("people").text and one.lower().split()[-1:] == two.lower().split()[-1:]
