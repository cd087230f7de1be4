"""A mention: the place in a text where harm to people is stated, before its facets are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reckoning.extract.parse import Sentence
from reckoning.types import Measure, Population, Quantity, Unit


class Counted(Protocol):
    """Whatever has a quantity: a claim, a mention, a number of a sentence."""

    @property
    def quantity(self) -> Quantity: ...


def size_of(counted: Counted) -> int | None:
    """The number of a count as a whole, for comparing: as written, else its lower end."""
    quantity = counted.quantity
    return quantity.value if quantity.value is not None else quantity.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What detection hands to the facets.

    ``start`` and ``end`` are content offsets of the quote; ``trigger`` and ``victim`` are token indexes in
    ``sentence.doc`` of the word that states the harm and of the head of the harmed (either may be None);
    ``number`` are content offsets of the quantity's words.
    """

    sentence: Sentence
    start: int
    end: int
    measure: Measure
    quantity: Quantity
    population: Population
    trigger: int | None = None
    victim: int | None = None
    number: tuple[int, int] | None = None
    manner: str | None = None
    unit: Unit = "people"
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention with its whole, if the words say so ("including", a list's colon).

    ``whole`` is the token of the whole's head in the same sentence, ``of`` the whole's stretch in the text's content.
    """

    mention: Mention
    whole: int | None = None
    of: tuple[int, int] | None = None
