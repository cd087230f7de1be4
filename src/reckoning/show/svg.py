"""SVG elements as escaped markup, and the scales that place them.

Drawings have no view box where they can do without: horizontal places are per cent, heights are pixels, so that
lettering keeps its size from a phone to a print. Colours come from the style sheet by class; there is no inline style.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape


def element(name: str, *children: str | Markup, **attributes: str | float | None) -> Markup:
    """One element; ``class_`` and ``stroke_width`` become ``class`` and ``stroke-width``, None leaves one out."""
    # plain strings and one Markup at the end: a large case draws a million elements
    head = "".join(f' {_name(key)}="{escape(_text(value))}"' for key, value in attributes.items() if value is not None)
    inside = "".join(map(escape, children))
    return Markup(f"<{name}{head}>{inside}</{name}>")  # noqa: S704  # names are ours, the rest is escaped


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _text(value: str | float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What a drawing is called and shows, for those who cannot see it; ``name`` is unique on its page."""

    name: str
    title: str
    desc: str


def drawing(caption: Caption, height: int, parts: Iterable[Markup], *, links: bool) -> Markup:
    """A whole drawing, full width and ``height`` pixels high; one that holds links is a group, not an image."""
    name = caption.name
    return element(
        "svg",
        element("title", caption.title, id=f"{name}-title"),
        element("desc", caption.desc, id=f"{name}-desc"),
        *parts,
        class_="drawing",
        role="group" if links else "img",
        width="100%",
        height=height,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def percent(value: float) -> str:
    """A horizontal place."""
    return f"{value:.2f}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Counts onto a stretch: from zero to ``top``, by even steps or, where counts differ too much, by tenfold steps."""

    top: int
    tenfold: bool
    start: float
    end: float

    def at(self, count: float) -> float:
        """Where a count stands between ``start`` and ``end``."""
        even = max(count, 0) / self.top
        share = math.log10(1 + max(count, 0)) / math.log10(1 + self.top) if self.tenfold else even
        return self.start + min(share, 1.0) * (self.end - self.start)

    def ticks(self) -> tuple[int, ...]:
        """Round counts to mark, zero among them, at most six."""
        if self.tenfold:
            powers = [10**i for i in range(1, 10) if 10**i <= self.top]
            return (0, *powers[-4:])
        step = _round_step(self.top / 4)
        return tuple(range(0, self.top + 1, step))


def scale(counts: Iterable[int | None], start: float, end: float) -> Scale:
    """The scale for these counts; tenfold where the largest is over fifty times the middle one."""
    known = sorted(count for count in counts if count is not None and count > 0)
    largest = known[-1] if known else 1
    middle = known[len(known) // 2] if known else 1
    tenfold = largest > 50 * middle
    top = largest if tenfold else max(math.ceil(largest * 1.04), 4)
    return Scale(top=top, tenfold=tenfold, start=start, end=end)


def _round_step(raw: float) -> int:
    if raw <= 1:
        return 1
    power = 10 ** math.floor(math.log10(raw))
    return int(next(m * power for m in (1, 2, 5, 10) if m * power >= raw))
