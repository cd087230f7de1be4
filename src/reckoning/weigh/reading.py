"""How a quantity in words is read as bounds; each rule set names the reading it uses."""

from __future__ import annotations

import re

from reckoning.types import Quantity

#: ACLED's values of words (Codebook and FAQ: "tens" 10, "dozens" 12, "hundreds" 100), read from the words themselves.
ACLED_WORDS = {"tens": 10, "dozens": 12, "dozen": 12, "hundreds": 100, "thousands": 1000}


def bounds(quantity: Quantity) -> tuple[int | None, int | None]:
    """The lowest and highest count a quantity allows; None is open.

    Ends that the words leave open stay open, save for "about": there an end left open lies half a unit of the last
    non-zero figure away, at most a tenth ("about 1,400" is 1,350 to 1,449), the usual reading of a rounded number.

    >>> bounds(Quantity(low=None, high=None, value=1400, bound="about", as_written="about 1,400"))
    (1350, 1449)
    """
    low, high, value = quantity.low, quantity.high, quantity.value
    if quantity.bound == "about" and value is not None:
        half = max(1, min(_unit(value) // 2, value // 10))
        low = max(0, value - half) if low is None else low
        high = value + max(1, half - 1) if high is None else high
    if quantity.bound == "exact" and value is not None:
        low, high = (value if low is None else low), (value if high is None else high)
    return low, high


def _unit(value: int) -> int:
    """The grain of a number, with fives: 45 is a number rounded to five."""
    return 5 if grain(value) == 1 and value % 5 == 0 else grain(value)


def grain(value: int) -> int:
    """The unit of the last figure that is not zero: 1,400 -> 100, 1,383 -> 1."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def figures(value: int) -> int:
    """Significant figures of a count: 1,383 -> 4, 1,400 -> 2, 7,000 -> 1."""
    return len(str(value // grain(value))) if value else 1


def acled_value(quantity: Quantity) -> int | None:
    """The figure ACLED would code: the word's value for "dozens" and the like, else the most conservative number.

    ACLED takes the conservative end, so a range gives its low end and "at most n" is no support for any number.
    """
    words = re.findall(r"[a-z]+", quantity.as_written.casefold())
    if quantity.value is None and quantity.bound == "vague":
        for word in words:
            if word in ACLED_WORDS:
                return _times(words) * ACLED_WORDS[word]
    if quantity.bound == "at_most":
        return None
    stated = [n for n in (quantity.value, quantity.low) if n is not None]
    return min(stated) if stated else None


def _times(words: list[str]) -> int:
    """Two dozens are two of them; "several dozens" stays one: ACLED's words are conservative."""
    return {"two": 2, "three": 3, "four": 4}.get(words[0], 1) if words else 1
