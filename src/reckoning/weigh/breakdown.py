"""Breakdowns that a report gives without saying so: figures for several places that add up, to the digit, to one.

"1,383 civilians ... 683 in Latakia, 433 in Tartus, 255 in Hama and 12 in Homs": that the four sum to the first is no
accident, so the four are its parts even where the text does not say "of them".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reckoning.weigh.group import relate
from reckoning.weigh.reading import figures
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying

#: At least two parts, at most so many looked at after a whole; the whole must be an odd figure.
MOST_PARTS, LEAST_FIGURES = 12, 3


def with_breakdowns(said: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """The same sayings, those that are parts by their sum marked with the whole that they are parts of."""
    documents: dict[str, list[Saying]] = {}
    for s in said:
        documents.setdefault(s.document, []).append(s)
    whole_of: dict[str, Saying] = {}
    for held in documents.values():
        order = sorted(held, key=lambda s: (s.claim.anchor.start, s.key))
        for at, whole in enumerate(order):
            for part in _parts(whole, order[at + 1 :]):
                whole_of.setdefault(part.key, whole)
    return tuple(replace(s, summed=whole_of[s.key].key) if s.key in whole_of else s for s in said)


def _parts(whole: Saying, after: Sequence[Saying]) -> Iterator[Saying]:
    """The run of figures after a whole, each at another place, that sums to it; nothing where none does."""
    figure = figure_of(whole)
    if figure is None or figures(figure) < LEAST_FIGURES or whole.claim.quantity.bound == "vague":
        return
    run: list[Saying] = []
    total = 0
    for s in after[:MOST_PARTS]:
        number = figure_of(s)
        if not _may_be_part(s, whole) or number is None or _key(s) in {_key(r) for r in run}:
            continue
        run.append(s)
        total += number
        if total == figure and len(run) > 1:
            yield from run
            return


def _may_be_part(s: Saying, whole: Saying) -> bool:
    same = (s.claim.measure, s.claim.unit) == (whole.claim.measure, whole.claim.unit)
    return same and len(s.spots) == 1 and relate(s.group, whole.group) in ("same", "part", "whole")


def _key(s: Saying) -> str:
    return s.spots[0].key if s.spots else ""
