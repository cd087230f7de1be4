"""Sentence boundaries inside one paragraph, by rule: cheap, and the same on every machine."""

from __future__ import annotations

import re

# An end mark, closing quotes or brackets, white space, then something that can open a sentence.
BOUNDARY = re.compile(r"([.!?…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*)(\s+)(?=[\"'“‘«(\[]*[A-Z0-9À-ÞА-Я•*–—-])")
# A title or dateline that runs into the text: "KABUL (Oct. 13) - The force", "Monday 5 Jun 2016 Dozens of strikes".
RUN_IN = re.compile(r"(?<=[\w.)])(\s+(?:-{1,2}|–|—)\s+)(?=[\"'“‘]?(?:[A-Z][a-z]|\d))(?!\w+\s+(?:-{1,2}|–|—)\s)")
DATED = re.compile(
    r"(?<!\b[oO]n )(?<!\bof )\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)\d{1,2}\s+"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+\d{4}(\s+)(?=[\"'“‘]?[A-Z])"
)
LONGEST = 800  # characters; hardly a sentence of newswire is longer, and rules grow with its square
BULLET = re.compile(r"\n\s*(?=(?:[-*•–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s)")
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "lt",
        "col",
        "gen",
        "maj",
        "brig",
        "sgt",
        "cpl",
        "capt",
        "cmdr",
        "adm",
        "rev",
        "hon",
        "prof",
        "st",
        "no",
        "nos",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "approx",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "gov",
        "sen",
        "rep",
        "pres",
        "u.s",
        "u.n",
        "u.k",
        "a.m",
        "p.m",
        "ft",
        "mt",
        "p",
        "pp",
        "vol",
        "al",
        "art",
        "para",
        "pvt",
        "supt",
        "insp",
        "messrs",
        "hm",
        "d.c",
        "ph.d",
        "a.k.a",
        "jr",
        "sr",
    ]
)
NEVER_LAST = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "lt",
        "col",
        "gen",
        "maj",
        "brig",
        "sgt",
        "cpl",
        "capt",
        "cmdr",
        "adm",
        "rev",
        "prof",
        "st",
        "no",
        "nos",
        "vs",
        "e.g",
        "i.e",
        "approx",
        "a.k.a",
    ]
)
LAST_WORD = re.compile(r"([^\s\"'“‘(\[]+)$")
INITIAL = re.compile(r"^[A-Za-z](?:\.[A-Za-z])*$")


def split_sentences(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences of a paragraph, without the white space between them."""
    runs = {m.end(1) for m in RUN_IN.finditer(paragraph)} | {m.end(1) for m in DATED.finditer(paragraph)}
    cuts = sorted({*_ends(paragraph), *runs, *(m.start() for m in BULLET.finditer(paragraph))})
    spans = []
    here = 0
    for cut in _capped([*cuts, len(paragraph)], paragraph):
        piece = paragraph[here:cut]
        if piece.strip():
            left = here + len(piece) - len(piece.lstrip())
            spans.append((left, here + len(piece.rstrip())))
        here = cut
    return tuple(spans)


def _capped(cuts: list[int], paragraph: str) -> list[int]:
    """The cuts with more where a stretch is longer than any sentence, so that no rule meets an endless one."""
    found: list[int] = []
    here = 0
    for cut in cuts:
        while cut - here > LONGEST:
            window = paragraph[here : here + LONGEST]
            at = max(window.rfind("; "), window.rfind(", "), window.rfind("\n"))
            at = at if at > LONGEST // 2 else window.rfind(" ")
            here += at + 1 if at > 0 else LONGEST
            found.append(here)
        found.append(cut)
        here = cut
    return found


def _ends(paragraph: str) -> list[int]:
    return [m.end(1) for m in BOUNDARY.finditer(paragraph) if not _abbreviation(paragraph, m)]


def _abbreviation(paragraph: str, match: re.Match[str]) -> bool:
    """Whether the stop belongs to the word before it and the sentence goes on."""
    if match.group(1).split("[")[0] != ".":
        return False
    before = LAST_WORD.search(paragraph[: match.start()])
    if before is None:
        return True
    word = before.group(1).lower()
    follows = paragraph[match.end() : match.end() + 1]
    if word in NEVER_LAST or (len(word) == 1 and word.isalpha() and word != "i"):
        return True
    if word in ABBREVIATIONS or INITIAL.match(word):
        return not follows.isupper() or word in ("u.s", "u.n", "u.k", "gov", "sen", "rep", "jr", "sr", "hon")
    return False
