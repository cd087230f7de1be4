"""A claim in one line of plain words: the same in the terminal, in ``why`` and in what ``diff`` says."""

from __future__ import annotations

from reckoning.reckoned import Origin
from reckoning.show.numerals import between, bracket_words, quantity_words
from reckoning.types import Bracket, Claim, Text, Toll


def toll_range(toll: Toll) -> str:
    """A toll's ends: ``779 to 1,383``, ``at least 16``."""
    return between(toll.low, toll.high)


def toll_words(toll: Toll) -> str:
    """A toll's ends with its best figure, where there is one that the ends do not say."""
    return bracket_words(Bracket(low=toll.low, best=toll.best, high=toll.high))


def counted(claim: Claim) -> str:
    """What is claimed: ``more than 1,000 killed, civilians``; shares and vague words as they were written."""
    quantity = claim.quantity
    vague = quantity.fraction is not None or quantity.bound == "vague"
    number = quantity.as_written if vague and quantity.as_written else quantity_words(quantity)
    unit = "" if claim.unit == "people" else f" ({claim.unit})"
    return f"{number} {claim.measure}, {claim.population.text}{unit}"


def claim_words(claim: Claim, text: Text, origin: Origin | None = None) -> str:
    """What is claimed, how firmly, by whom in the end, through whom and where."""
    firm = "" if claim.stance == "asserted" else f", {claim.stance}"
    return f"{counted(claim)}{firm}; {sayer(claim, text, origin)}"


def sayer(claim: Claim, text: Text, origin: Origin | None = None) -> str:
    """Who says it: ``said by the monitor, in Harbour Wire``; the outlet itself where nobody else is."""
    relays = [link.name for link in claim.attribution if link.role == "relay"]
    names = [link.name for link in claim.attribution if link.role == "origin"]
    first = origin.name if origin else next(iter(names), None)
    outlet = text.publisher or text.name
    if first is None or first == outlet:
        return f"said by {outlet} itself"
    through = f" through {', '.join(relays)}" if relays else ""
    return f"said by {first}{through}, in {outlet}"
