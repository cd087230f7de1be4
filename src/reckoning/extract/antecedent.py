"""Who "others", "one of them" or a bare number are: the group named last."""

from __future__ import annotations

from dataclasses import replace

from reckoning.extract.mention import Mention
from reckoning.extract.people import PLACEHOLDERS, population_from
from reckoning.types import Measure, Population

# Of a toll the group is open; the group of a part is not that of the next count.
LENDS_NOTHING = ("toll", "zero", "including", "of them", "of the dead", "among the dead", "of total", "resumed")
GENERIC_SUSPECTS = frozenset(
    [
        "people",
        "man",
        "men",
        "woman",
        "individual",
        "person",
        "persons",
        "individuals",
        "others",
        "accused",
        "boy",
        "teenager",
        "youth",
    ]
)


def resolve_populations(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, with groups for heads that only point back."""
    done: list[Mention] = []
    for mention in mentions:
        population = _resolved(mention, done)
        measure = _measured(mention, population, done)
        done.append(replace(mention, population=population, measure=measure))
    return done


def _measured(mention: Mention, population: Population, earlier: list[Mention]) -> Measure:
    """The kind of harm, where the words leave it to what was said before: "the victims" of a killing are dead."""
    if _prisoners(mention, population):
        return "detained"
    if mention.measure == "casualties" and mention.rule in ("of the dead", "among the dead"):
        before = next(
            (
                m
                for m in reversed(earlier)
                if m.measure in ("killed", "injured", "casualties") and m.rule not in ("of the dead", "among the dead")
            ),
            None,
        )
        return "killed" if before is not None and before.measure == "killed" else "casualties"
    return mention.measure


def _prisoners(mention: Mention, population: Population) -> bool:
    """Fighters "captured" by nobody named are prisoners of the other side, not abducted."""
    return (
        mention.rule == "verb:capture"
        and mention.measure == "abducted"
        and population.status == "combatant"
        and population.text != "soldiers"
    )


def _resolved(mention: Mention, earlier: list[Mention]) -> Population:
    population = mention.population
    if mention.measure == "detained":
        return _held(population)
    if (
        population.text != "people"
        or mention.rule.startswith(("toll", "zero", "noun", "of the", "cases"))
        or not _points_back(mention)
    ):
        return population
    before = next(
        (
            m
            for m in reversed(earlier)
            if _near(m, mention) and m.quantity.value != 1 and not m.rule.startswith(LENDS_NOTHING)
        ),
        None,
    )
    if before is None or before.measure == "detained" or before.population.text == "people":
        return population
    return replace(before.population)


def _held(population: Population) -> Population:
    """The label guide and the field call people arrested without a description suspects."""
    return population_from("suspects") if population.text.lower() in GENERIC_SUSPECTS else population


def _points_back(mention: Mention) -> bool:
    """Whether the head is a bare number, "others" or "more", not the word people itself."""
    if mention.victim is None:
        return False
    head = mention.sentence.doc[mention.victim]
    if any(t.lower_ == "among" for t in head.doc[max(0, head.i - 2) : head.i]):
        return False  # "four aid workers among 16 killed": the workers are the part
    return head.like_num or head.lemma_.lower() in PLACEHOLDERS | {"more"}


def _near(first: Mention, second: Mention) -> bool:
    gap = second.sentence.index - first.sentence.index
    return gap == 0 or (
        gap == 1
        and (
            first.sentence.paragraph == second.sentence.paragraph
            or (
                second.sentence.paragraph - first.sentence.paragraph == 1
                and first.sentence.block == second.sentence.block
            )
        )
    )


OUTLAWS_WORDS = (
    "gunman gunmen pirate facilitator killer youth brother trafficker robber thief thieves kidnapper attacker "
    "assailant member"
)
OUTLAWS = frozenset(OUTLAWS_WORDS.split())


def held(mention: Mention, cause: str) -> Mention:
    """The arrested by what they are held for: people in a crackdown, suspects where outlaws are held for a crime."""
    population = mention.population
    if mention.measure != "detained":
        return mention
    quote = mention.sentence.text[mention.start - mention.sentence.start : mention.end - mention.sentence.start]
    if cause == "conflict" and population.text == "suspects" and "suspect" not in quote.lower():
        return replace(mention, population=population_from("people"))
    head = population.text.lower().split()[-1] if population.text else ""
    if cause == "crime" and (head in OUTLAWS or head.removesuffix("s") in OUTLAWS):
        return replace(mention, population=replace(population_from("suspects"), status=population.status))
    return mention
