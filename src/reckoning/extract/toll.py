"""Claims of harm in one sentence: harmed heads with their numbers, before anybody asks who says so.

``detect`` follows the frames of harm to the harmed nouns, then the parts that the sentence names, then the numbers that
the parse left over, then lists that go on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.breakdown import pointed, resumed
from reckoning.extract.figures import figures
from reckoning.extract.frames import harms
from reckoning.extract.harm import Harm
from reckoning.extract.hedge import elided, share_bound
from reckoning.extract.leftover import leftover
from reckoning.extract.lists import continued
from reckoning.extract.measured import mention_of
from reckoning.extract.mention import Found, Mention
from reckoning.extract.parts import Part, of_those_before, parts, said_parts
from reckoning.extract.second import second_deed
from reckoning.extract.shares import shares
from reckoning.extract.spread import enumeration, plurals, spread
from reckoning.extract.tolls import toll_mentions
from reckoning.extract.zero import zero_mentions

if TYPE_CHECKING:
    from reckoning.extract.parse import Sentence


def detect(sentence: Sentence, before: tuple[Mention, ...] = (), far: tuple[Mention, ...] = ()) -> tuple[Found, ...]:
    """All mentions of harm in a sentence, left to right, one for each harmed head.

    ``before`` are the counted wholes of the sentences before it, which "four of them" may point to; ``far`` are those
    farther back, which a list may sum up.
    """
    found: list[Found] = []
    used: set[int] = set()
    for item in (Found(mention=m) for m in (*zero_mentions(sentence), *toll_mentions(sentence))):
        _take(found, used, item)
    _add_parts(sentence, found, used, said_parts(sentence))
    for harm in _ranked(sentence):
        for mention in spread(sentence, harm):
            _take(found, used, Found(mention=mention))
    _add_parts(sentence, found, used, parts(sentence, [f.mention for f in found]))
    for harm in leftover(sentence, {f.mention.number for f in found if f.mention.number}):
        for mention in spread(sentence, harm):
            _take(found, used, Found(mention=mention))
    _add_parts(sentence, found, used, parts(sentence, [f.mention for f in found]))
    _add_parts(sentence, found, used, of_those_before(sentence, before) if not found else ())
    _continue(sentence, found, used)
    found[:] = pointed(sentence, found, before)
    for figure in figures(sentence, tuple(f.mention for f in found), before):
        _take(found, used, Found(mention=figure))
    parts_left = (*resumed(sentence, found, before, far), *shares(sentence, found, before))
    for part in parts_left:
        _take(found, used, part)
    if parts_left:
        _continue(sentence, found, used)
        _add_parts(sentence, found, used, parts(sentence, [f.mention for f in found]))
    return tuple(sorted(_hedged(found), key=lambda f: (f.mention.start, f.mention.end)))


def _continue(sentence: Sentence, found: list[Found], used: set[int]) -> None:
    """Add the lists that go on from what has been found."""
    for more in continued(sentence, [f.mention for f in found], [f.whole for f in found]):
        _take(found, used, more)


def _add_parts(sentence: Sentence, found: list[Found], used: set[int], named: tuple[Part, ...]) -> None:
    for part in named:
        if part.listed:
            heads = list(part.listed)
            together = enumeration(sentence, part.harm, heads, parts=True) or plurals(sentence, part.harm, heads)
            if together is not None:
                _take(found, used, _sum(together, part))
            continue
        made = mention_of(sentence, part.harm, part.head, alone=False, rule=part.rule)
        if made is not None:
            _take(found, used, Found(mention=replace(made, start=min(made.start, part.start)), whole=part.whole))


def _sum(together: Mention, part: Part) -> Found:
    """The enumeration under its first single person: a counted member stays free for a claim of its own."""
    single = next((h for h in part.listed if not any(c.like_num for c in h.lefts)), part.head)
    return Found(mention=replace(together, start=part.start, victim=single.i, rule=part.rule), whole=part.whole)


def _take(found: list[Found], used: set[int], item: Found) -> None:
    """Keep a mention unless its head, or its number, has been taken by a stronger frame."""
    numbers = {f.mention.number for f in found if f.mention.number}
    inside = any(
        f.mention.rule == "enumeration" and f.mention.start <= item.mention.start and item.mention.end <= f.mention.end
        for f in found
    )
    if inside:
        return
    key = item.mention.victim if item.mention.victim is not None else -1
    if key not in used and item.mention.number not in numbers:
        used.add(key)
        found.append(item)
    elif (first := next((f.mention for f in found if f.mention.victim == key), None)) is not None:
        again = second_deed(first, item.mention)
        if again is not None and not any(f.mention.trigger == again.trigger for f in found):
            found.append(replace(item, mention=again))


def _hedged(found: list[Found]) -> list[Found]:
    """A hedge spreads over a coordination with one verb: "at least 166 killed and 234 injured"."""
    done: list[Found] = []
    for item in sorted(found, key=lambda f: f.mention.start):
        first = next((f.mention for f in reversed(done) if elided(f.mention, item.mention)), None)
        done.append(
            item
            if first is None
            else replace(
                item, mention=replace(item.mention, quantity=share_bound(first.quantity, item.mention.quantity))
            )
        )
    return done


def _ranked(sentence: Sentence) -> list[Harm]:
    """Strong frames first, so that a refugee who was killed is not counted as displaced."""
    order = {
        "killed": 0,
        "injured": 1,
        "sexual_violence": 1,
        "abducted": 1,
        "detained": 1,
        "bodies_found": 0,
        "missing": 1,
    }
    return sorted(
        harms(sentence.doc, refuge=sentence.refuge, captivity=sentence.captivity),
        key=lambda h: (not h.strong, order.get(h.measure, 2), h.trigger.i),
    )
