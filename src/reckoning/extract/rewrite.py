"""Rewriting a sentence before it is parsed, with an alignment back to its own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What the parser sees. ``origins[i]`` is the offset in the sentence of rewritten character i (one extra at the end);

    ``ends[i]`` the offset behind the source words of the stretch that character i stands for.
    """

    text: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, offset: int) -> int:
        """Offset in the sentence where the rewritten character's source begins."""
        return self.origins[offset]

    def back_end(self, offset: int) -> int:
        """Offset in the sentence behind the source of the character before ``offset``."""
        return self.ends[offset - 1] if offset else 0


def apply(text: str, edits: list[tuple[int, int, str]]) -> Rewritten:
    """Replace stretches (start, end, new), sorted and disjoint; an empty new text deletes the stretch."""
    out: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    here = 0
    for start, end, new in [*edits, (len(text), len(text), "")]:
        kept = text[here:start]
        out += [kept, new]
        origins += [*range(here, start), *([start] * len(new))]
        ends += [*range(here + 1, start + 1), *([end] * len(new))]
        here = end
    return Rewritten(text="".join(out), origins=(*origins, len(text)), ends=tuple(ends))


def rewrite(text: str, *, headline: bool = False) -> Rewritten:
    """The sentence as the parser should see it."""
    del headline
    edits = [(i, i + 1, " ") for i, ch in enumerate(text) if ch in "\n\r\t"]
    return apply(text, edits)
