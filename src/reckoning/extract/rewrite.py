"""Rewriting a sentence before it is parsed, with an alignment back to its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reckoning.extract.casing import lowered
from reckoning.extract.number import NumberSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What the parser sees, with offsets in the sentence for each of its characters.

    ``origins[i]`` is where the source of character i begins (one extra at the end), ``ends[i]`` where it ends.
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
        even = len(new) == end - start
        origins += [*range(here, start), *(range(start, end) if even else [start] * len(new))]
        ends += [*range(here + 1, start + 1), *(range(start + 1, end + 1) if even else [end] * len(new))]
        here = end
    return Rewritten(text="".join(out), origins=(*origins, len(text)), ends=tuple(ends))


PLAIN = re.compile(r"\d+|\d{1,3}(?:,\d{3})+|[a-z]+", re.IGNORECASE)
KEPT_WORDS = frozenset(["some", "many", "several", "numerous", "multiple", "countless"])
SWALLOWED = re.compile(
    r"\s+of\s+(?!the\b|them\b|whom\b|which\b|those\b|these\b|his\b|her\b|its\b|their\b|our\b|us\b|my\b)"
)
BRACKETED = re.compile(r"\[(\w)\]")
SHORT = {"KIA": "killed", "WIA": "wounded", "DOA": "dead", "MIA": "missing", "civs": "civilians"}  # of field reports
INITIALS = re.compile(r"\b(?:KIA|WIA|DOA|MIA|civs)\b")
FOOTNOTE = re.compile(r"(?<=[\w.,;:!?\"”’)\]])(?:\[\d{1,3}\])+")
GROUP_IS = re.compile(r"\bIS\b")  # the group; the model takes it for the verb
STAND_IN = "45"


def rewrite(text: str, numbers: tuple[NumberSpan, ...] = ()) -> Rewritten:
    """The sentence as the parser should see it: plain numerals for number phrases, plain white space."""
    edits = [_numeral(text, n) for n in numbers if n.use == "count" and not _plain(n)]
    edits += [(n.start, n.end, "half") for n in numbers if n.use == "share"]
    inside = [(a, b) for a, b, _ in edits]
    small = [(i, i + 1, " ") for i, ch in enumerate(text) if ch in "\n\r\t\u00a0\u2028\u2029\u200b"]
    small += [(m.start(), m.end(), m.group(1)) for m in BRACKETED.finditer(text)]
    if text.upper() != text:
        small += [(m.start(), m.end(), SHORT[m.group()]) for m in INITIALS.finditer(text)]
    small += [(m.start(), m.end(), "") for m in FOOTNOTE.finditer(text)]
    small += lowered(text)
    small += [(m.start(), m.end(), "ISIS") for m in GROUP_IS.finditer(text) if text.upper() != text]
    edits += [e for e in small if not any(a < e[1] and e[0] < b for a, b in inside)]
    return apply(text, _disjoint(edits))


def _disjoint(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The edits in order without those that overlap an earlier one."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _plain(number: NumberSpan) -> bool:
    written = number.quantity.as_written
    if number.quantity.bound == "vague":
        return written.lower() in KEPT_WORDS
    return bool(PLAIN.fullmatch(written)) and "dozen" not in written.lower()


def _numeral(text: str, number: NumberSpan) -> tuple[int, int, str]:
    """ "dozens of people" becomes "45 people"; "dozens of them" keeps its "of"."""
    swallowed = SWALLOWED.match(text, number.end) if _takes_of(number) else None
    return number.start, swallowed.end() - 1 if swallowed else number.end, STAND_IN


def _takes_of(number: NumberSpan) -> bool:
    return number.quantity.bound == "vague" or number.quantity.as_written.lower().endswith(
        ("million", "dozen", "hundred", "thousand")
    )
