"""Mentions without a number ("civilians were killed"): they say that it happened, and nothing of how many.

Beside a counted claim they add nothing and must not pull a range down; where nobody counts, they are all that is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reckoning.types import Claim, Incident, Measure
from reckoning.weigh.group import relate
from reckoning.weigh.relay import figure_of
from reckoning.weigh.saying import Saying, why_not

#: A vague word below this is a bare plural, "some" or "several"; "tens" and "dozens" tell a size and are kept.
LEAST_SIZE = 10
#: Harms that a count of the killed answers as well: casualties hold the killed, and bodies are of the dead.
_ANSWERED: dict[Measure, tuple[Measure, ...]] = {"casualties": ("killed",), "bodies_found": ("killed",)}
BECAUSE = "it gives no number, and others count the same"


def numberless(claim: Claim) -> bool:
    """Whether a claim says that people came to harm without any sense of how many."""
    q = claim.quantity
    return q.bound == "vague" and q.value is None and (q.low or 0) < LEAST_SIZE


def outnumbered(said: Iterable[Saying], around: Iterable[Saying]) -> dict[str, str]:
    """Those of ``said`` that give no number where ``around`` counts the same harm of the same people, with the reason.

    ``around`` are the claims of the incident and of the episodes that hold it; groups that are apart (fighters beside
    civilians) answer nothing about each other.
    """
    bare = [s for s in said if numberless(s.claim)]
    if not bare:
        return {}
    counted = [o for o in around if not numberless(o.claim) and why_not(o.claim) is None]
    return {s.key: BECAUSE for s in bare if any(_answers(o, s) for o in counted)}


def _answers(counted: Saying, bare: Saying) -> bool:
    measures = (bare.claim.measure, *_ANSWERED.get(bare.claim.measure, ()))
    enough = (figure_of(counted) or 0) >= (bare.claim.quantity.low or 0)
    return counted.claim.measure in measures and enough and relate(bare.group, counted.group) != "apart"


def around(incident: Incident, by_id: Mapping[str, Incident]) -> tuple[str, ...]:
    """The keys of an incident's claims and of those of every episode above it."""
    keys, seen = [*incident.claims], {incident.id}
    while incident.parent in by_id and incident.parent not in seen:
        incident = by_id[incident.parent or ""]
        seen.add(incident.id)
        keys += incident.claims
    return tuple(keys)
