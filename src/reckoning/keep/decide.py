"""What has become of a decision: its anchors found again in the texts of today, and whether it still holds.

Reach for :func:`stand` after every run: it takes the decisions of the ledger and the reports as they are now, and says
of each decision whether it holds, stands against a machine that now reads otherwise, has lapsed into the queue, or is
an orphan. Nothing is stored and nothing is changed; the same inputs give the same answer. :func:`edges` gives the
same/different verdicts to weighing.

An anchor is found again in this order: the exact stretch of the exact text (``exact``); the same quote elsewhere in a
reading of the same source (``moved``); the quote in another version of the document, its context deciding where it
stands more than once (``quoted``); else it is an orphan. A quote that stands several times and whose context decides
nothing is an orphan too: a verdict is never moved to a place by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, combinations
from typing import Literal, TypeVar

from reckoning.anchors import CONTEXT
from reckoning.anchors import anchor as anchor_of
from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.reckoned import Report
from reckoning.types import Anchor, Claim, Decision, Findings, PersonRow, Text
from reckoning.weigh.incident import Verdict

T = TypeVar("T", Claim, PersonRow)
How = Literal["exact", "moved", "quoted", "orphan"]
State = Literal["holds", "stands", "lapsed", "orphan"]

ALIKE = 0.6  # of prefix and suffix: below, a quote in another version is another quote
SAME, DIFFERENT = "same", "different"
SAME_PERSON, DIFFERENT_PERSONS = "same person", "different persons"  # of named people, not of claims: see keep.persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An anchor of a decision as it is today: ``now`` is None for an orphan; ``changed`` if its source did."""

    was: Anchor
    now: Anchor | None
    how: How
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A decision today: ``claims`` are the keys on each of its quotes now, ``saw`` the digest of what they show.

    ``holds``: in force, and the machine says what it said. ``stands``: in force, the human value against a machine
    that now reads otherwise. ``lapsed``: source and finding both changed, someone has to look. ``orphan``: its words
    are nowhere any more, or nothing is found on them (``anchors`` tell which); it is listed, and nothing rests on it.
    """

    decision: Decision
    state: State
    anchors: tuple[Found, ...]
    claims: tuple[tuple[str, ...], ...] = ()
    saw: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def in_force(self) -> bool:
        return self.state in ("holds", "stands")


def seen(claims: Iterable[Claim]) -> str:
    """The digest of what is shown of claims: what a form carries as ``saw``.

    Offsets, versions and traces are left out, so that an upgrade that reads the same thing has shown the same thing.
    """
    return digest_of(sorted(digest_of(*_shown(claim)) for claim in claims))


def _shown(claim: Claim) -> tuple[object, ...]:
    return (
        claim.anchor.exact, claim.measure, claim.manner, claim.unit,
        to_plain(claim.quantity), to_plain(claim.population),
        [[link.name, link.role, link.kind] for link in claim.attribution], claim.stance, claim.cause, claim.cumulative,
        [one.text for one in claim.perpetrators], [place.text for place in claim.places],
        to_plain(claim.time),
    )  # fmt: skip


def stand(decisions: Sequence[Decision], reports: Sequence[Report]) -> tuple[Stood, ...]:
    """Each live decision as it is today, in order; one that a later one on the same quotes supersedes is left out."""
    return tuple(_stood(decision, reports) for decision in live(decisions))


def live(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last decision on each set of quotes, in the order of the ledger."""
    last = {frozenset(_quote(anchor) for anchor in decision.about): decision for decision in decisions}
    return tuple(decision for decision in decisions if last[frozenset(_quote(a) for a in decision.about)] is decision)


def _quote(anchor: Anchor) -> tuple[str, str, str, str]:
    """What stays of an anchor when a reader changes: its source and its words."""
    return anchor.source, anchor.prefix, anchor.exact, anchor.suffix


def _stood(decision: Decision, reports: Sequence[Report]) -> Stood:
    anchors = tuple(anchored(anchor, reports) for anchor in decision.about)
    orphan = Stood(decision=decision, state="orphan", anchors=anchors)
    if decision.verdict in (SAME_PERSON, DIFFERENT_PERSONS):
        rows = [rows_at(one.now, reports) for one in anchors]
        return _today(replace(orphan, rows=_keys(rows)), seen_rows(chain.from_iterable(rows)))
    claims = [_claims_at(one.now, reports) for one in anchors]
    return _today(replace(orphan, claims=_keys(claims)), seen(chain.from_iterable(claims)))


def _keys(found: list[tuple[T, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys(one.key for one in on_quote)) for on_quote in found)


def _today(orphan: Stood, saw: str) -> Stood:
    """An orphan still where one of its quotes carries nothing; else how it stands against what is shown now."""
    if not all(orphan.claims or orphan.rows):
        return orphan
    changed = any(one.changed for one in orphan.anchors)
    return replace(orphan, state=outcome(source_changed=changed, finding_changed=saw != orphan.decision.saw), saw=saw)


def seen_rows(rows: Iterable[PersonRow]) -> str:
    """The digest of what is shown of named people: what a form about them carries as ``saw``."""
    return digest_of(sorted(digest_of(r.name, r.age, r.sex, to_plain(r.date_of_death)) for r in rows))


def rows_at(anchor: Anchor | None, reports: Iterable[Report]) -> tuple[PersonRow, ...]:
    """The person rows on a stretch of a text: those anchored to the very words, else those that overlap them."""
    return _at(anchor, reports, lambda findings: findings.persons)


def outcome(*, source_changed: bool, finding_changed: bool) -> State:
    """The table: a decision lapses only where the source and the finding have both changed."""
    if source_changed and finding_changed:
        return "lapsed"
    return "stands" if finding_changed else "holds"


def anchored(anchor: Anchor, reports: Iterable[Report]) -> Found:
    """Where the words of an anchor stand today."""
    texts = [report.text for report in reports]
    for text in texts:
        if text.digest == anchor.text and text.content[anchor.start : anchor.end] == anchor.exact:
            return Found(was=anchor, now=replace(anchor, source=text.source), how="exact")
    held = [text for text in texts if text.source == anchor.source]
    found = _best(anchor, held, least=0.0)
    if found is not None:
        return Found(was=anchor, now=found, how="moved")
    found = None if held else _best(anchor, texts, least=ALIKE)  # a reprint is no new version of what is still held
    if found is not None:
        return Found(was=anchor, now=found, how="quoted", changed=True)
    return Found(was=anchor, now=None, how="orphan")


def _best(anchor: Anchor, texts: Sequence[Text], *, least: float) -> Anchor | None:
    """The one place of the quote whose context is most alike; None if there is none, or two are equally so."""
    places = sorted(
        ((_alike(anchor, text, start), text.digest, start, text) for text in texts for start in _places(anchor, text)),
        key=lambda place: (-place[0], place[1], place[2]),
    )
    places = [place for place in places if place[0] >= least]
    if not places or (len(places) > 1 and places[0][0] == places[1][0]):
        return None
    _, _, start, text = places[0]
    return anchor_of(text, start, start + len(anchor.exact))


def _places(anchor: Anchor, text: Text) -> Iterator[int]:
    if anchor.exact:
        yield from (match.start() for match in re.finditer(f"(?={re.escape(anchor.exact)})", text.content))


def _alike(anchor: Anchor, text: Text, start: int) -> float:
    """How alike what stands around the quote is, 0 to 1; white space counts as one blank."""
    end = start + len(anchor.exact)
    before = _plain(text.content[max(0, start - CONTEXT) : start])
    after = _plain(text.content[end : end + CONTEXT])
    pairs = [(_plain(anchor.prefix), before), (_plain(anchor.suffix), after)]
    return sum(SequenceMatcher(None, was, now, autojunk=False).ratio() for was, now in pairs) / 2


def _plain(words: str) -> str:
    return " ".join(words.split())


def _claims_at(anchor: Anchor | None, reports: Iterable[Report]) -> tuple[Claim, ...]:
    """The claims on a stretch of a text: those anchored to the very words, else those that overlap them."""
    return _at(anchor, reports, lambda findings: findings.claims)


def _at(anchor: Anchor | None, reports: Iterable[Report], of: Callable[[Findings], tuple[T, ...]]) -> tuple[T, ...]:
    if anchor is None:
        return ()
    near = [
        one
        for report in reports
        if report.text.digest == anchor.text
        for one in of(report.findings)
        if one.anchor.start < anchor.end and anchor.start < one.anchor.end
    ]
    very = [one for one in near if (one.anchor.start, one.anchor.end) == (anchor.start, anchor.end)]
    return tuple(sorted(very or near, key=lambda one: (one.anchor.start, one.anchor.end, one.key)))


def edges(stood: Iterable[Stood]) -> tuple[Verdict, ...]:
    """The same/different verdicts in force, between the claims that their quotes carry now, for weighing.

    A decision about two quotes gives an edge between each claim on the one and each on the other.
    """
    found = {
        (min(left, right), max(left, right), one.decision.verdict == SAME)
        for one in stood
        if one.in_force and one.decision.verdict in (SAME, DIFFERENT)
        for first, second in combinations(one.claims, 2)
        for left in first
        for right in second
        if left != right
    }
    return tuple(Verdict(left=left, right=right, same=same) for left, right, same in sorted(found))
