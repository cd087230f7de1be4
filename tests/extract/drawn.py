"""Sentences with their claims drawn in: ``<angles>`` mark the quotes, indented lines say what each must be.

    Gunmen <killed 12 civilians> in Torva and <wounded at least 30>.
        killed 12 civilians
        injured 30+ people

A block without an indented line states no claim. Unindented lines are paragraphs; one without a final stop is a
headline. The indented lines come in the order of the marks: kind, number, group, then ``key=value`` for what matters.
Kinds are those of format v1, and ``executed`` (killed, with that manner). Numbers: ``12``; ``12+`` at least; ``>12``
more than; ``<=12`` up to; ``<12`` fewer than; ``~12`` about; ``~<12`` nearly; ``8-10`` a range; ``24..`` a vague word
with its lower end; ``50%`` a share. ``part=N`` names the N-th claim of the block as the whole, ``said=2`` asks for a
second mention, ``quote=exact`` for a quote that is just the mark; else mark and quote share half of the shorter. A
group's head must be the claim's, whatever its number, and its other words must be among the claim's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from textwrap import dedent

from reckoning.extract.run import extract
from reckoning.ids import digest
from reckoning.types import Block, Claim, Findings, Interval, Quantity, Text

MARK = re.compile(r"[<>]")
STOPS = '.”"?!)…:;'
SHARED = 0.5
FACETS = {
    "cause": lambda c: c.cause,
    "unit": lambda c: c.unit,
    "status": lambda c: c.population.status,
    "sex": lambda c: c.population.sex,
    "age": lambda c: c.population.age,
    "fraction": lambda c: c.quantity.fraction,
    "written": lambda c: c.quantity.as_written,
    "said": lambda c: 1 + len(c.mentions),
}


def text_of(content: str, *, published: Interval | None = None) -> Text:
    """A reading with one block a line; a line without a final stop is a headline."""
    blocks, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            kind = "body" if line.rstrip()[-1] in STOPS else "headline"
            blocks.append(Block(start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    return Text(
        source=digest(content.encode("utf-8", "surrogatepass")), reader="drawn.v1", digest="1" * 64, name="drawn.txt",
        content=content, blocks=tuple(blocks), published=published,
    )  # fmt: skip


@cache
def findings_of(content: str, *, gate: bool = True) -> Findings:
    """What extraction finds in a text; the same text is read once a run."""
    return extract(text_of(content), gate=gate)


def claims_of(content: str) -> tuple[Claim, ...]:
    """The claims in the order of their quotes."""
    return tuple(sorted(findings_of(content).claims, key=_place))


def _place(claim: Claim) -> tuple[int, int]:
    """Where a claim's number stands, else where its quote begins."""
    number = next((t.start for t in claim.traces if t.facet == "quantity" and t.start is not None), claim.anchor.start)
    return number, claim.anchor.start


def number_said(quantity: Quantity) -> str:
    """A quantity in the notation of the drawings."""
    low, high, value, bound = quantity.low, quantity.high, quantity.value, quantity.bound
    if quantity.fraction is not None:
        sign = {"at_least": "+", "exact": "", "about": "~", "at_most": "-"}[bound]
        return f"{sign if sign == '~' else ''}{round(quantity.fraction * 100)}%{sign if sign != '~' else ''}"
    if (bound, value) == ("range", None):
        return f"{low}-{high}"
    if (bound, value, high) == ("vague", None, None):
        return f"{low}.."
    shape = (bound, None if low is None else low - (value or 0), None if high is None else high - (value or 0))
    return _SHAPES.get(shape, "?{}" + f"[{bound} {low} {high}]").format(value)


_SHAPES = {
    ("exact", 0, 0): "{}",
    ("at_least", 0, None): "{}+",
    ("at_least", 1, None): ">{}",
    ("at_most", None, 0): "<={}",
    ("at_most", None, -1): "<{}",
    ("about", None, None): "~{}",
    ("about", None, 0): "~<{}",
}


@dataclass(frozen=True)
class Drawing:
    """One block: a text, the stretches marked in it, and what each must be."""

    content: str
    spans: tuple[tuple[int, int], ...]
    expected: tuple[str, ...]
    about: str = field(default="", compare=False)

    def __str__(self) -> str:
        return re.sub(r"\W+", " ", self.content)[:60].strip()

    def holds(self) -> bool:
        """Whether the claims of the text are just those that are drawn."""
        claims = claims_of(self.content)
        if len(claims) != len(self.expected):
            return False
        drawn = zip(claims, self.spans, self.expected, strict=True)
        return all(_stands(c, span, line) and _agrees(c, line, claims) for c, span, line in drawn)

    def got(self) -> str:
        """What came out, in the notation of the drawings."""
        claims = claims_of(self.content)
        return "\n".join([*(f"{said(c, claims)}   <{c.anchor.exact}>" for c in claims)]) or "nothing"

    def want(self) -> str:
        pairs = zip(self.expected, self.spans, strict=True)
        return "\n".join(f"{line}   <{self.content[a:b]}>" for line, (a, b) in pairs) or "nothing"

    def check(self) -> None:
        assert self.holds(), f"\n{self.content}\nexpected\n{self.want()}\ngot\n{self.got()}"


def said(claim: Claim, claims: tuple[Claim, ...]) -> str:
    """A claim as a line of the notation, with all facets that differ from the ordinary."""
    words = [claim.manner or claim.measure, number_said(claim.quantity), claim.population.text]
    if claim.unit != "people":
        words.append(f"unit={claim.unit}")
    words += [f"{key}={FACETS[key](claim)}" for key in ("cause", "status")]
    if claim.part_of is not None:
        words.append(f"part={1 + [c.key for c in claims].index(claim.part_of)}")
    return " ".join(words)


def _stands(claim: Claim, span: tuple[int, int], line: str) -> bool:
    start, end = span
    if "quote=exact" in line:
        return (claim.anchor.start, claim.anchor.end) == span
    common = min(claim.anchor.end, end) - max(claim.anchor.start, start)
    return common >= SHARED * min(end - start, claim.anchor.end - claim.anchor.start)


def _agrees(claim: Claim, line: str, claims: tuple[Claim, ...]) -> bool:
    words = line.split()
    pairs = dict(w.split("=", 1) for w in words[2:] if "=" in w and w != "quote=exact")
    group = [_one(w) for w in words[2:] if "=" not in w]
    has = [_one(w) for w in claim.population.text.split()]
    whole = None if claim.part_of is None else str(1 + [c.key for c in claims].index(claim.part_of))
    return (
        words[0] == (claim.manner or claim.measure)
        and words[1] == number_said(claim.quantity)
        and has[-1:] == group[-1:]
        and set(group) <= set(has)
        and pairs.pop("part", None) == whole
        and pairs.pop("unit", "people") == claim.unit
        and all(str(FACETS[key](claim)) == value for key, value in pairs.items())
    )


def _one(word: str) -> str:
    """A word of a group without number and case: judges, judge."""
    return word.lower().removesuffix("’s").removesuffix("'s").replace("men", "man").removesuffix("s")


def cases(drawings: str) -> tuple[Drawing, ...]:
    """The drawings of a block of text; a blank line parts them, ``#`` opens a comment that names the phenomenon."""
    found, about = [], ""
    for block in re.split(r"\n\s*\n", dedent(drawings).strip("\n")):
        lines = block.split("\n")
        about = next((line[1:].strip() for line in lines if line.startswith("#")), about)
        text = [line for line in lines if not line.startswith(("#", " "))]
        if text:
            expected = tuple(line.strip() for line in lines if line.startswith(" "))
            found.append(drawing("\n".join(text), expected, about))
    return tuple(found)


def drawing(marked: str, expected: tuple[str, ...], about: str = "") -> Drawing:
    """One text with ``<angles>`` around its quotes, which may stand inside each other."""
    content, open_at, spans = "", [], []
    for piece in re.split(r"([<>])", marked):
        if piece == "<":
            open_at.append(len(spans))
            spans.append((len(content), 0))
        elif piece == ">":
            nearest = open_at.pop()
            spans[nearest] = (spans[nearest][0], len(content))
        else:
            content += piece
    assert not open_at, f"a mark stays open: {marked}"
    assert len(spans) == len(expected), f"marks and lines differ: {marked}"
    return Drawing(content=content, spans=tuple(spans), expected=expected, about=about)
