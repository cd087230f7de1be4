"""``acled.v1``: the most conservative reported figure.

Source: Armed Conflict Location & Event Data, Codebook and "FAQs: ACLED Fatality Methodology" (as mirrored 2024):
reported deaths only, no minimum, not split by side; differing or vague sources give the most conservative estimate,
with the dispute noted; of words "tens" is 10, "dozens" 12, "hundreds" 100. Only ``killed`` is coded.
"""

from __future__ import annotations

from collections.abc import Sequence

from reckoning.types import Bracket, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import EVERYONE
from reckoning.weigh.reading import acled_value
from reckoning.weigh.stale import split_stale
from reckoning.weigh.toll import Chain, RuleSet, chain, latest_day, set_aside_step

NAME = "acled.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One fatality figure for each group that somebody counts; ACLED itself publishes the one for everyone."""
    if docket.measure != "killed" or docket.unit != "people":
        return ()
    return tuple(_toll(docket, docket.of(g), chain(NAME, docket, g)) for g in docket.groups())


def _toll(docket: Docket, stands: Sequence[Stand], made: Chain) -> Toll:
    group = stands[0].group
    set_aside_step(made, group)
    fresh, stale = split_stale(stands, docket)
    made.leave_out("stale", stale)
    coded = [
        (value, s) for s in fresh if not s.implied and (value := acled_value(s.leading.claim.quantity)) is not None
    ]
    numbered = [c for c in coded if not _bare_plural(c[1])]
    if numbered and len(numbered) < len(coded):
        made.note(
            "plural", [s for _, s in coded if _bare_plural(s)], "a bare plural gives no figure beside one that does"
        )
    coded = numbered or coded
    for value, s in sorted(coded, key=lambda c: (-c[0], c[1].origin)):
        made.move("conservative", (s,), Bracket(low=value, best=value, high=value), _because(value, s))
    if len({value for value, _ in coded}) > 1:
        dispute = ", ".join(f"{s.name} {value:,}" for value, s in sorted(coded, key=lambda c: (c[0], c[1].origin)))
        made.note("dispute", [s for _, s in coded], f"sources differ ({dispute}): the most conservative is coded")
    if not coded:
        made.note("no-figure", (), "no report states a number for this group that could be coded")
    if group != EVERYONE:
        made.note("scope", (), "ACLED does not split fatalities by group: shown for comparison with its rule")
    return made.toll(latest_day(s for _, s in coded))


def _bare_plural(s: Stand) -> bool:
    """A plural without a number or a word that ACLED gives a value to: "people were killed", "several"."""
    q = s.leading.claim.quantity
    return q.value is None and q.bound == "vague" and acled_value(q) == q.low


def _because(value: int, s: Stand) -> str:
    q = s.leading.claim.quantity
    read = f", which ACLED reads as {value:,}" if q.value is None and q.bound == "vague" else ""
    return f"{s.words()}{read}"


RULE_SET = RuleSet(
    name=NAME,
    title="ACLED: the most conservative figure",
    source="ACLED Codebook; FAQs: ACLED Fatality Methodology",
    fold=fold,
)
