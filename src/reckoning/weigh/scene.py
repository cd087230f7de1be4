"""Where and when each claim plays, with what its document says around it: the input of clustering.

A claim without a place or a time of its own takes those of the whole it is a part of, else of the nearest claim of
its document that has them; a running total never takes a day from a single event, nor the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reckoning.weigh.attack import NONE, Marks, clash
from reckoning.weigh.saying import Saying
from reckoning.weigh.spot import RANK, Spot

#: A stated span whose ends lie so many days apart (7 to 9 March) is no single event but a period.
WIDE_DAYS = 2
#: A bulletin's figure for the days since the last one covers at most a week, ends counted as days apart.
LONGEST_INCREMENT = 6
#: A day's figure of at least this share of the running total is no day's figure but a total.
AS_LARGE = 0.8
#: So many claims before and after are asked for a place or a day.
LOOK_AROUND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where and when, as day ordinals (None open). ``wide`` marks running totals and periods; ``borrowed`` tells
    that place or time come from the document around the claim. ``country`` is "" where nothing resolved. ``marks`` tell
    the attack from others of the same place and day; ``other`` is the report, and the place of the sentence in it, that
    says that this is another attack than the one before.
    """

    spots: tuple[Spot, ...]
    low: int | None
    high: int | None
    wide: bool
    published: int | None
    country: str
    borrowed: bool = False
    marks: Marks = NONE
    other: tuple[str, int] = ("", 0)

    def signature(self) -> tuple[object, ...]:
        """What claims share that need not be compared one by one. Without a time the publication day stands in."""
        marks = () if self.wide else (*self.marks.signature(), *self.other)
        return (*self.stage(), *marks)

    def stage(self) -> tuple[object, ...]:
        """Place and time alone: what several attacks of one town and day share."""
        when = (self.low, self.high) if self.low is not None or self.high is not None else ("p", self.published)
        return tuple(sorted(s.key for s in self.spots)), *when, self.wide, self.country


def scenes(said: Sequence[Saying]) -> dict[str, Scene]:
    """The scene of every saying, by claim key."""
    documents: dict[str, list[Saying]] = {}
    for saying in said:
        documents.setdefault(saying.document, []).append(saying)
    found: dict[str, Scene] = {}
    for held in documents.values():
        found.update(_document_scenes(sorted(held, key=lambda s: (s.claim.anchor.start, s.key))))
    return found


def _document_scenes(held: list[Saying]) -> dict[str, Scene]:
    by_key = {s.key: s for s in held}
    country = _main_country(held)
    bare = {s.key: _scene(s, _chain(s, by_key), _neighbours(s, held), country) for s in held}
    return _marked(held, by_key, bare)


def _marked(held: list[Saying], by_key: dict[str, Saying], bare: dict[str, Scene]) -> dict[str, Scene]:
    """The scenes with the marks of their claims: a part has those of its whole, a claim without any those of the last
    claim of the same place and day. From a sentence about another attack on, claims speak of that one.
    """
    found: dict[str, Scene] = {}
    last: dict[tuple[object, ...], Scene] = {}
    for s in held:
        scene, whole = bare[s.key], (_chain(s, by_key) or [s])[-1]
        before = last.get(scene.signature())
        if scene.wide or (whole.key in found and whole is not s):
            marked = (
                replace(scene, marks=found[whole.key].marks, other=found[whole.key].other) if whole is not s else scene
            )
        elif whole.marks.another and before is not None:
            marked = replace(scene, marks=whole.marks, other=(s.document, s.claim.anchor.start))
        elif whole.marks.bare and not whole.marks.names and before is not None:
            marked = replace(scene, marks=before.marks, other=before.other)
        else:
            marked = replace(
                scene, marks=whole.marks, other=before.other if before and _goes_on(whole, before) else ("", 0)
            )
        found[s.key] = last[scene.signature()] = marked
    return found


def _goes_on(s: Saying, before: Scene) -> bool:
    """Whether a claim with marks of its own speaks of the attack that the claim before it speaks of."""
    return not clash(s.marks, before.marks) and (s.marks.bare or before.marks.bare or _share(s.marks, before.marks))


def _share(a: Marks, b: Marks) -> bool:
    return bool(a.weapons & b.weapons or a.sites & b.sites)


def _main_country(held: Sequence[Saying]) -> str:
    counts = Counter(spot.country for s in held for spot in s.spots if spot.country)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else next((s.country for s in held if s.country), "")


def _chain(saying: Saying, by_key: dict[str, Saying]) -> list[Saying]:
    """The wholes that a claim is a part of, nearest first (a cycle ends it)."""
    chain, seen, at = [], {saying.key}, saying.whole
    while at and at in by_key and at not in seen:
        chain.append(by_key[at])
        seen.add(at)
        at = by_key[at].whole
    return chain


def _neighbours(saying: Saying, held: list[Saying]) -> list[Saying]:
    """The document's other claims of the same kind (running or single), nearest before first, then after."""
    at = held.index(saying)
    around = [*reversed(held[max(0, at - LOOK_AROUND) : at]), *held[at + 1 : at + 1 + LOOK_AROUND]]
    return [s for s in around if s.claim.cumulative == saying.claim.cumulative]


def _scene(saying: Saying, wholes: list[Saying], around: list[Saying], country: str) -> Scene:
    if wholes and wholes[-1].claim.cumulative and not _finer(saying, wholes[-1]):
        saying, wholes = wholes[-1], []
    spots = saying.spots or next((s.spots for s in (*wholes, *around) if s.spots), ())
    time = saying.claim.time
    if time is None or (time.start is None and time.end is None):
        time = next((s.claim.time for s in (*wholes, *around) if s.claim.time and s.claim.time.start), None)
    low = _ordinal(time.start) if time else None
    high = _ordinal(time.end) if time else None
    wide = saying.claim.cumulative or (low is not None and high is not None and high - low >= WIDE_DAYS)
    if wide and high is None:
        high = _ordinal(saying.published)
    return Scene(
        spots=spots,
        low=low,
        high=high,
        wide=wide,
        published=_ordinal(saying.published),
        country=next((s.country for s in spots if s.country), country),
        borrowed=not saying.spots or time is not saying.claim.time,
    )


def _finer(part: Saying, whole: Saying) -> bool:
    """A part with a place of its own, finer than a governorate or unknown to the gazetteer: an event of its own."""
    own = set() if part.summed else {s.key for s in part.spots} - {s.key for s in whole.spots}
    return any(s.key in own and (s.rank >= RANK["admin2"] or s.rank < 0) for s in part.spots)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
