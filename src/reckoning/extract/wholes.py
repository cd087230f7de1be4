"""Which claim of the same text a claim is a part of.

Some parts say so ("including", "of them", a list behind a colon): those are linked before second mentions are merged.
Others follow from the report: it opens with a total over several attacks, or over everybody, and then tells of one
attack or one group. Those are linked by what speaks for and against it (``evidence``), and to the nearest claim that
encloses them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from reckoning.extract.counted_off import counted_off
from reckoning.extract.enclosure import group_relation
from reckoning.extract.evidence import (
    HOLDS,
    Told,
    Traits,
    coordinated,
    fits,
    points,
    signals,
    traits,
)
from reckoning.extract.mention import Found, Mention, size_of
from reckoning.types import Claim, Trace

SAID = ("of the dead", "among the dead", "of total")
MOST = 0.7  # a breakdown names at least this share of its whole
OPENING = 8  # claims at the head of a text that may be wholes of all later ones
BEFORE, AFTER = 20, 6  # claims around one that may be its whole
LISTS = "list"
LISTED = 3  # counts that make a list
BACK = 2  # sentences back to the total that a list breaks down
AROUND = 40  # mentions around one that words may point to
BARE = 2  # the lower end of a plural without any number word
RUN = 6  # neighbours that may add up to a whole
GAP = 1  # sentences between two neighbours of such a sum
FAR = 4  # sentences from the whole to the first of them
LEAST = 10  # a smaller sum comes about by chance
CLOSE = 3.5  # points a nearer enclosing claim may lack against the best
MARKS = re.compile(
    r"\b(?:including|among (?:them|whom|those|these)|of (?:them|whom|these|which)"
    r"|comprising|made up of|consisting of)\b"
    r"|[:(]|\s[–—-]{1,2}\s",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"\s+of\s+(?:them|whom|which|these)\b", re.IGNORECASE)
AMONG = re.compile(r"^[\w\s’'-]{0,40}\b(?:among|of)\s+(?:the\s+|at least\s+|some\s+)?$", re.IGNORECASE)
OF_TOLL = re.compile(r"(?:the\s+)?(?:toll|dead|deaths|victims|casualties|killed),\s+including\s", re.IGNORECASE)
AMONG_DEAD = re.compile(
    r"(?:,?\s+[\w’'-]+){0,6}?\s+(?:was|were|are|is)\s+(?:also\s+)?among\s+(?:the|those)\s+"
    r"(?:[\w’'-]+\s+)?(?:dead|killed|victims|deaths|slain)\b",
    re.IGNORECASE,
)
RIVAL = re.compile(r"\b(?:sa(?:ys?|id)|put|claim(?:s|ed)|report(?:s|ed)|according|while|whereas|but)\b", re.IGNORECASE)
Sums = frozenset[tuple[int, int]]


def link_stated(found: list[Found], claims: list[Claim]) -> list[Claim]:
    """The claims with ``part_of`` set where words or a list's shape name the whole, in the same order."""
    linked = []
    places = {(f.mention.start, f.mention.end): i for i, f in reversed([*enumerate(found)])}
    for position, claim in enumerate(claims):
        of = found[position].of
        whole = _stated(found, position) if of is None else places.get(of)
        whole = counted_off(found, claims, position) if whole is None and of is None else whole
        whole = None if whole == position else whole
        linked.append(claim if whole is None else replace(claim, part_of=claims[whole].key))
    return linked


def _stated(found: list[Found], position: int) -> int | None:
    """The position of the whole: behind a colon, before a breakdown, or as the words say."""
    item = found[position]
    for rule in (_enclosed, _marked, _among, _summed, _before_colon, _broken_down):
        whole = rule(found, position)
        if whole is not None:
            return whole
    said = item.whole is not None or item.mention.rule in SAID or _is_said(item.mention)
    return _said(item, found, position) if said else None


def _is_said(part: Mention) -> bool:
    """ "The bodies of 40 children were among the dead", "the toll, including seven children"."""
    text, begin = part.sentence.text, part.start - part.sentence.start
    inside = part.number is not None and OF_TOLL.match(text[begin : part.number[0] - part.sentence.start])
    return bool(inside or AMONG_DEAD.match(text[part.end - part.sentence.start :]))


def _marked(found: list[Found], position: int) -> int | None:
    """ "90 casualties: 30 killed", "60 casualties, including 25 dead", "41 civilians, nine of whom were children"."""
    part = found[position].mention
    text, at = part.sentence.text, (part.number or (part.start, 0))[0] - part.sentence.start
    back = part.number is not None and OF_THESE.match(text[part.number[1] - part.sentence.start :])
    marks = [at] if back else [m.start() for m in MARKS.finditer(text[:at])]
    if not marks or (not back and _own_verb(part, marks[-1])):
        return None
    for i in range(position - 1, -1, -1):
        whole = found[i].mention
        if whole.sentence is not part.sentence:
            break
        ends = (whole.number or (0, whole.end))[1] - part.sentence.start
        kind = whole.measure in HOLDS.get(part.measure, (part.measure,))
        if back and whole.number is not None and OF_THESE.match(text[ends:]):
            continue  # "8,000 of which ... and 1,244 of which": of one whole
        if ends <= marks[-1] and kind and _larger(whole, part) and not RIVAL.search(text[ends:at]):
            return i
    return None


def _own_verb(part: Mention, mark: int) -> bool:
    """Whether a finite verb behind the mark has the part for itself: "..., including two women, and shot three"."""
    if part.trigger is None:
        return False
    trigger = part.sentence.doc[part.trigger]
    begins = part.sentence.begin(trigger) - part.sentence.start
    own = trigger.tag_ in ("VBD", "VBZ", "VBP") or (trigger.tag_ == "VBG" and trigger.i < (part.victim or 0))
    return begins > mark and own and part.sentence.text[mark] != ":"


def _among(found: list[Found], position: int) -> int | None:
    """ "Four aid workers among 16 killed", "nine of the 31 dead": the whole right behind."""
    part = found[position].mention
    if part.number is None:
        return None
    for i in range(position + 1, min(len(found), position + 3)):
        whole = found[i].mention
        if whole.sentence is not part.sentence or whole.number is None or not _larger(whole, part):
            continue
        between = part.sentence.text[part.number[1] - part.sentence.start : whole.number[0] - part.sentence.start]
        if AMONG.search(between):
            return i
    return None


def _summed(found: list[Found], position: int) -> int | None:
    """ "Thirty died, 14 in A and 16 in B": a list whose counts add up, to the digit, to the count before it."""
    part = found[position].mention
    if part.rule != "list":
        return None
    here = [i for i in range(max(0, position - RUN * 2), min(len(found), position + RUN * 2))
            if found[i].mention.sentence is part.sentence and found[i].mention.measure == part.measure]  # fmt: skip
    listed = [i for i in here if found[i].mention.rule == "list"]
    total = sum(found[i].mention.quantity.value or 0 for i in listed)
    wholes = [i for i in here if i < listed[0] and found[i].mention.quantity.value == total]
    return wholes[-1] if wholes and len(listed) > 1 else None


def _before_colon(found: list[Found], position: int) -> int | None:
    """ "At least 1,225 have been killed: 658 dead in A, 384 in B": what stands behind the colon is a part."""
    part = found[position].mention
    sentence = part.sentence
    for i in _same_sentence(found, position):
        whole = found[i].mention
        same = whole.measure == part.measure and whole.number is not None
        between = sentence.text[whole.end - sentence.start : part.start - sentence.start]
        if same and _larger(whole, part) and ":" in between:
            return i
    return None


def _same_sentence(found: list[Found], position: int) -> list[int]:
    """Positions before one in its sentence, in order."""
    first = position
    while first and found[first - 1].mention.sentence is found[position].mention.sentence:
        first -= 1
    return list(range(first, position))


def _enclosed(found: list[Found], position: int) -> int | None:
    """ "Among them a priest and his two sons": the sons are a part of the three."""
    part = found[position].mention
    for i in reversed(_same_sentence(found, position)):
        whole = found[i].mention
        if (
            whole.rule == "including" and whole.number is None
            and whole.start <= part.start and part.end <= whole.end and _larger(whole, part)
        ):  # fmt: skip
            return i
    return None


def _broken_down(found: list[Found], position: int) -> int | None:
    """ "1,225 were killed. It counted 658 in A, 384 in B, 171 in C": a list that sums to most of it."""
    sentence, measure = found[position].mention.sentence, found[position].mention.measure
    if found[position].mention.rule != "list" and LISTS not in _rules(found, position):
        return None
    near = found[max(0, position - AROUND) : position + AROUND]
    here = [f.mention for f in near if f.mention.sentence is sentence and f.mention.measure == measure]
    values = [m.quantity.value for m in here]
    if sum(m.rule == "list" for m in here) < len(here) - 1 or len(here) < LISTED or None in values:
        return None
    total = sum(v for v in values if v is not None)
    for i in range(position - 1, max(-1, position - AROUND), -1):
        whole = found[i].mention
        close = 1 <= sentence.index - whole.sentence.index <= BACK and whole.measure == measure
        if close and whole.quantity.value and total <= whole.quantity.value <= total / MOST:
            return i
    return None


def _rules(found: list[Found], position: int) -> set[str]:
    """The rules of what follows close by in the same sentence."""
    sentence = found[position].mention.sentence
    return {f.mention.rule for f in found[position + 1 : position + LISTED] if f.mention.sentence is sentence}


def _said(item: Found, found: list[Found], position: int) -> int | None:
    """The whole that the words name: in the sentence by its head, else the last larger plain count of the kind."""
    mention = item.mention
    around = range(max(0, position - AROUND), min(len(found), position + AROUND))
    if item.whole is not None:
        for i in around:
            if (
                found[i].mention.sentence is mention.sentence
                and found[i].mention.victim == item.whole
                and i != position
            ):
                return i
    kinds = HOLDS.get(mention.measure, (mention.measure,))
    earlier = [
        i
        for i in around
        if i < position
        and found[i].mention.measure in kinds
        and _whole_like(found[i])
        and _larger(found[i].mention, mention)
    ]
    generic = [i for i in earlier if _takes_in(found[i].mention, mention)]
    chosen = generic or earlier
    return chosen[-1] if chosen else None


def _takes_in(whole: Mention, part: Mention) -> bool:
    return group_relation(part.population, whole.population) in ("inside", "same", "loose")


def _whole_like(item: Found) -> bool:
    return item.whole is None and item.of is None and item.mention.rule not in SAID


def _larger(whole: Mention, part: Mention) -> bool:
    top, size = size_of(whole), size_of(part) or 1
    return top is not None and (top > size or part.quantity.fraction is not None)


def link_told(told: tuple[Told, ...]) -> tuple[Claim, ...]:
    """The claims with ``part_of`` set also where only the report as a whole shows it, in the order given."""
    order = sorted(range(len(told)), key=lambda i: (told[i].start, i))
    read = [traits(told[i]) for i in order]
    sums = _sums(read)
    claims = [t.claim for t in told]
    for at, position in enumerate(order):
        whole = _enclosing(read, sums, at) if _counts(claims[position]) and not claims[position].part_of else None
        if whole is not None:
            claims[position] = _linked(claims[position], read[whole].told.claim, _weighed(read, sums, at, whole)[1])
    return tuple(claims)


def _counts(claim: Claim) -> bool:
    """Whether a claim counts at all: a bare plural is a characterisation, and only words make it a part."""
    quantity = claim.quantity
    return quantity.value is not None or quantity.fraction is not None or (quantity.low or 0) > BARE


def _linked(part: Claim, whole: Claim, names: tuple[str, ...]) -> Claim:
    trace = Trace(facet="part_of", rule=" ".join(names), start=whole.anchor.start, end=whole.anchor.end)
    return replace(part, part_of=whole.key, traces=(*part.traces, trace))


def _enclosing(read: list[Traits], sums: Sums, at: int) -> int | None:
    """The best whole, or a nearer one that lies inside it and is nearly as likely."""
    likely = {i: score for i in _around(read, at) if (score := _weighed(read, sums, at, i)[0]) > 0}
    likely = {i: score for i, score in likely.items() if not read[i].headline} or likely  # headlines round
    if not likely:
        return None
    best = max(likely, key=lambda i: (likely[i], -_number(read[i]), -i))
    ahead = [i for i in likely if likely[i] >= likely[best] - CLOSE and read[i].start < read[at].start]
    return min([best, *(i for i in ahead if _inside(read, sums, i, best))], key=lambda i: (_number(read[i]), i))


def _around(read: list[Traits], at: int) -> list[int]:
    """Who may be the whole: claims that open the text or stand around the part, of its harm and larger."""
    near = {*range(min(OPENING, len(read))), *range(max(0, at - BEFORE), min(len(read), at + AFTER + 1))} - {at}
    part = read[at].told
    return [i for i in sorted(near) if fits(part.claim, read[i].told.claim) and not coordinated(part, read[i].told)]


def _number(item: Traits) -> int:
    return size_of(item.told.claim) or 0


def _inside(read: list[Traits], sums: Sums, part: int, whole: int) -> bool:
    one, two = read[part].told, read[whole].told
    if not fits(one.claim, two.claim):
        return False
    return one.claim.part_of == two.claim.key or _weighed(read, sums, part, whole)[0] > 0


def _weighed(read: list[Traits], sums: Sums, part: int, whole: int) -> tuple[float, tuple[str, ...]]:
    names = signals(read[part], read[whole])
    names = (*names, "sums") if (part, whole) in sums else names
    return points(names), names


def _sums(read: list[Traits]) -> Sums:
    """Pairs (part, whole) of neighbours of one measure that add up to another claim's number, to the digit."""
    by_number: dict[tuple[str, int], list[int]] = defaultdict(list)
    lines: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(read):
        claim = item.told.claim
        if claim.quantity.value:
            by_number[claim.measure, claim.quantity.value].append(i)
            if claim.part_of is None:
                lines[claim.measure].append(i)
    found: set[tuple[int, int]] = set()
    for measure, line in lines.items():
        for first in range(len(line)):
            found |= _run_from(read, by_number, measure, line[first : first + RUN])
    return frozenset(found)


def _run_from(
    read: list[Traits], by_number: dict[tuple[str, int], list[int]], measure: str, run: list[int]
) -> set[tuple[int, int]]:
    total, found = 0, set[tuple[int, int]]()
    for length, i in enumerate(run, start=1):
        if length > 1 and read[i].first - read[run[length - 2]].first > GAP:
            break
        total += read[i].told.claim.quantity.value or 0
        for whole in by_number.get((measure, total), []) if length > 1 and total >= LEAST else []:
            ahead = read[run[0]].first - read[whole].last
            if whole not in run[:length] and (0 <= ahead <= FAR or read[whole].lead):
                found |= {(part, whole) for part in run[:length]}
    return found
