"""Who concedes what: a party to the conflict that owns up to a harm, in an admission or by blaming its own side.

Airwars keeps deaths *conceded* apart from deaths reported. A concession needs a party to the conflict as the speaker
and its own act in its words ("its strike", "it had killed", itself named as the one to blame); a ministry that
"confirms" that others killed eight people concedes nothing. An admission without a number accepts responsibility only;
it is tied to the nearest figure that its report gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reckoning.reckoned import Report
from reckoning.types import Statement
from reckoning.weigh.origin import origin_link
from reckoning.weigh.saying import STATED, Saying
from reckoning.weigh.source import PARTIES, Directory, fold_name

#: An admission without a number belongs to a figure of its report at most so many code points away.
NEAR = 600
HARMS = ("killed", "injured", "casualties")
_OWN_ACT = re.compile(r"\b(?:it|its|they|their|he|his|she|her|we|our|responsib\w+|own)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:its|their|our|his|her)\b", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:army|military|forces?|troops|coalition|ministry|government|navy|command|militia|brigades?|police|guards?|"
    r"movement|rebels?|insurgents?|president|spokes\w+)\b",
    re.IGNORECASE,
)


def with_concessions(said: tuple[Saying, ...], reports: Sequence[Report], known: Directory) -> tuple[Saying, ...]:
    """The same sayings, those by which a party concedes or accepts a harm marked with the words that do."""
    by_document: dict[str, list[Saying]] = {}
    for s in said:
        by_document.setdefault(s.document, []).append(s)
    blamed = {s.key: own for s in said if (own := _self_blame(s, known))}
    marks: dict[str, tuple[str, str]] = {key: (f"it blames {own}", "") for key, own in blamed.items()}
    for report in reports:
        held = by_document.get(report.text.source, [])
        for statement in sorted(report.findings.statements, key=lambda x: (x.anchor.start, x.key)):
            if statement.kind == "admission" and statement.stance in STATED and held:
                marks |= _admitted(statement, held, known)
    return tuple(replace(s, conceded=marks[s.key][0], accepted=marks[s.key][1]) if s.key in marks else s for s in said)


def _self_blame(s: Saying, known: Directory) -> str:
    """The words by which a party blames its own side for people who are not its fighters, or ""."""
    link = origin_link(s.claim)
    if link is None or not _party(link.name, link.kind, known) or not _may_concede(s):
        return ""
    return next((p.text for p in s.claim.perpetrators if _one_side(p.text, (link.name, link.text), known)), "")


def _may_concede(s: Saying) -> bool:
    return s.claim.measure in HARMS and s.group.status != "combatant" and s.claim.stance in STATED


def _party(name: str, kind: str, known: Directory) -> bool:
    source = known.find(name)
    return (source.kind if source else kind) in PARTIES


def _one_side(blamed: str, speaker: Iterable[str], known: Directory) -> bool:
    """Whether the words for the blamed mean the speaker or its own forces."""
    found = known.find(blamed)
    for name in speaker:
        source = known.find(name)
        if fold_name(name) == fold_name(blamed) or (found and source and _kin(found.id, source.id, known)):
            return True
    return bool(_OWN.match(blamed.strip()))


def _kin(left: str, right: str, known: Directory) -> bool:
    party = known.by_id[left].party
    return left == right or (bool(party) and party == known.by_id[right].party)


def _admitted(statement: Statement, held: Sequence[Saying], known: Directory) -> dict[str, tuple[str, str]]:
    """The figures that an admission holds as conceded; without one, the nearest figure as accepted."""
    speaker = statement.speaker or ""
    if not _speaks_for_a_party(speaker, held, known) or not _OWN_ACT.search(statement.anchor.exact):
        return {}
    words = f"{speaker}: “{' '.join(statement.anchor.exact.split())}”"
    inside = [s for s in held if _within(s, statement) and s.claim.measure in HARMS]
    conceded = [s for s in inside if _own_doing(s, speaker, known)]
    if inside:
        return {s.key: (words, words) for s in conceded}
    near = [s for s in held if _own_doing(s, speaker, known) and _distance(s, statement) <= NEAR]
    first = min(near, key=lambda s: (_distance(s, statement), s.claim.anchor.start, s.key), default=None)
    return {first.key: ("", words)} if first else {}


def _speaks_for_a_party(speaker: str, held: Sequence[Saying], known: Directory) -> bool:
    source = known.find(speaker)
    if source:
        return source.kind in PARTIES
    links = [link for s in held for link in s.claim.attribution if fold_name(link.name) == fold_name(speaker)]
    return any(link.kind in PARTIES for link in links) if links else bool(_ARMED.search(speaker))


def _own_doing(s: Saying, speaker: str, known: Directory) -> bool:
    """Whether a figure may be of the speaker's doing: no fighters, and nobody else is blamed."""
    blamed = s.claim.perpetrators
    return _may_concede(s) and (not blamed or any(_one_side(p.text, (speaker,), known) for p in blamed))


def _within(s: Saying, statement: Statement) -> bool:
    return s.claim.anchor.start < statement.anchor.end and statement.anchor.start < s.claim.anchor.end


def _distance(s: Saying, statement: Statement) -> int:
    return max(s.claim.anchor.start - statement.anchor.end, statement.anchor.start - s.claim.anchor.end, 0)
