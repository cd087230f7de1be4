"""The part-whole tree: figures with the parts that their sources give, their sums, and whether these fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reckoning.reckoned import Series
from reckoning.show.casebook import Casebook, Cited, in_order
from reckoning.types import Quantity

Fit = Literal["equal", "allowed", "fewer", "more", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A figure and its parts; ``total`` is their sum where weighing says that they are complete, else None.

    ``gap`` is how many the sum lacks (``fewer``) or has in excess (``more``) of what the whole's bounds allow.
    """

    cited: Cited
    name: str
    parts: tuple[Branch, ...] = ()
    total: int | None = None
    fit: Fit = "open"
    gap: int = 0


def trees(claims: tuple[Cited, ...], series: tuple[Series, ...], book: Casebook) -> tuple[Branch, ...]:
    """Every figure of these claims that has parts and is itself no part, in order of text; relays are left out."""
    below, names, totals = _known(claims, series, book)
    parts = {key for keys in below.values() for key in keys}
    roots = in_order(book.cited[key] for key in below if key not in parts)
    return tuple(_branch(root, root.claim.population.text, (below, names, totals), book, ()) for root in roots)


_Known = tuple[Mapping[str, list[str]], Mapping[str, str], Mapping[str, int]]


def _known(claims: tuple[Cited, ...], series: tuple[Series, ...], book: Casebook) -> _Known:
    """Parts by their whole, the names of parts, and sums by the whole; series know more than single texts."""
    below: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    totals: dict[str, int] = {}
    for point in (point for each in series for point in each.points):
        whole = next((key for key in point.claims if key in book.cited), None)
        told = [part for part in point.parts if part.claim in book.cited and part.claim != whole]
        if whole is None or not told or whole in below:
            continue
        below[whole] = [part.claim for part in told]
        names |= {part.claim: part.place or part.population or "" for part in told}
        if point.parts_sum is not None:
            totals[whole] = point.parts_sum
    spoken = {key for keys in below.values() for key in keys}
    for each in claims:
        above, key = each.claim.part_of, each.claim.key
        if above and above in book.cited and above != key and key not in spoken and not each.relay:
            below[above].append(key)
    return below, names, totals


def _branch(cited: Cited, name: str, known: _Known, book: Casebook, above: tuple[str, ...]) -> Branch:
    below, names, totals = known
    key = cited.claim.key
    if key in above:
        return Branch(cited=cited, name=name)
    rows = in_order(book.cited[part] for part in below.get(key, ()))
    parts = tuple(
        _branch(row, names.get(row.claim.key) or row.claim.population.text, known, book, (*above, key)) for row in rows
    )
    total = totals.get(key)
    fit, gap = fits(cited.claim.quantity, total)
    return Branch(cited=cited, name=name, parts=parts, total=total, fit=fit, gap=gap)


def fits(whole: Quantity, total: int | None) -> tuple[Fit, int]:
    """Whether a sum of parts is what the whole says, within its bounds, or off, and by how much."""
    if total is None or (whole.low is None and whole.high is None):
        return ("open", 0)
    if whole.bound == "exact" and total == whole.value:
        return ("equal", 0)
    if whole.low is not None and total < whole.low:
        return ("fewer", whole.low - total)
    if whole.high is not None and total > whole.high:
        return ("more", total - whole.high)
    return ("equal" if total == whole.value else "allowed", 0)
