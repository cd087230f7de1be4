"""Second mentions: a figure said again in the same text is one claim with several anchors, not two claims."""

from __future__ import annotations

from dataclasses import replace

from reckoning.extract.evidence import Told
from reckoning.extract.mention import Found
from reckoning.extract.parse import Sentence
from reckoning.extract.people import population_from
from reckoning.types import Claim, Measure

DEFINITE = frozenset(["the", "he", "she", "him", "his", "her", "this", "that"])
SAME_DEATH: frozenset[Measure] = frozenset({"killed"})


def merge_repeats(found: list[Found], claims: list[Claim]) -> tuple[Told, ...]:
    """The claims without their repetitions, each with its mentions, the one that speaks for it first."""
    home: dict[int, int] = {}
    for later in range(len(claims)):
        earlier = next(
            (i for i in range(later) if i not in home and _again(found[i], claims[i], found[later], claims[later])),
            None,
        )
        if earlier is None:
            continue
        if _fuller(found[later], claims[later]) > _fuller(found[earlier], claims[earlier]):
            home[earlier] = later
            home.update({k: later for k, v in home.items() if v == earlier})
        else:
            home[later] = earlier
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
        or one.stance == "denied"
        or two.stance == "denied"
    ):
        return False
    if one.quantity.value == 1 == two.quantity.value and one.quantity.bound == "exact" == two.quantity.bound:
        return _same_person(first, one, second, two)
    numbers = (one.quantity.value, one.quantity.low, one.quantity.high, one.quantity.fraction)
    same = numbers == (two.quantity.value, two.quantity.low, two.quantity.high, two.quantity.fraction)
    headline = "headline" in (first.mention.sentence.block, second.mention.sentence.block)
    loosely = one.quantity.value is not None and one.quantity.value == two.quantity.value and headline
    opening = (
        first.mention.sentence.index <= 1
        and second.mention.sentence.index - first.mention.sentence.index <= 2
        and first.mention.trigger != second.mention.trigger
    )
    loosely = loosely or (
        opening
        and one.quantity.value is not None
        and one.quantity.value == two.quantity.value
        and two.quantity.bound != "at_most"
    )
    if (
        first.mention.sentence is second.mention.sentence
        and not headline
        and not opening
        and not _titled(first.mention.sentence, first, second)
    ):
        return False
    return (
        (same or loosely)
        and (headline or _sources_agree(one, two))
        and _groups_agree(one, two)
        and _times_agree(one, two)
        and _parts_agree(one, two)
    )


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
    before = one.time.end is not None and two.time.start is not None and one.time.end < two.time.start
    after = two.time.end is not None and one.time.start is not None and two.time.end < one.time.start
    return not before and not after


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
    if not _times_agree(one, two):
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
