"""Light stand-ins for the verbs: documents that are lists, one name and age a line, with a known truth behind them."""

from __future__ import annotations

from collections.abc import Iterator

import light
import numpy as np

from reckoning.ids import digest_of
from reckoning.run.verbs import Verbs
from reckoning.types import Anchor, Findings, Interval, PersonRow

VERSION = "listing.v1"


def extract(text):
    return Findings(persons=tuple(_rows(text)))


def _rows(text) -> Iterator[PersonRow]:
    at = 0
    for line in text.content.splitlines(keepends=True):
        name, _, age = line.strip().partition(",")
        if name and age != "note":
            anchor = Anchor(source=text.source, text=text.digest, start=at, end=at + len(name), exact=name)
            yield PersonRow(
                key=digest_of(text.source, name), anchor=anchor, name=name, by=VERSION, age=age or None,
                date_of_death=Interval(grain="open"),
            )  # fmt: skip
        at += len(line)


VERBS = Verbs(
    read="light:read", readers="light:READERS", extract="listing:extract", extract_version="listing:VERSION",
    weigh="light:weigh", weigh_version="light:weigh_version",
)  # fmt: skip
assert light.READERS, "the stand-ins must be found by name"


def lists(people: int, seed: int) -> dict[str, str]:
    """Three lists of people with made-up names; children are caught less."""
    generator = np.random.default_rng(seed)
    found: dict[str, list[str]] = {"families.txt": [], "hospital.txt": [], "monitor.txt": []}
    for number in range(people):
        child = number % 3 == 0
        chances = (0.35, 0.3, 0.3) if child else (0.5, 0.45, 0.4)
        for name, chance in zip(found, chances, strict=True):
            if generator.random() < chance:
                found[name].append(f"Person {_letters(number)},{9 if child else 30}")
    return {name: "\n".join(rows) + "\n" for name, rows in found.items()}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + digit) for digit in divmod(number, 26))
