"""Claim format v1: one claim as one JSON object, the public interchange form."""

from __future__ import annotations

from typing import Any

from reckoning.codec import to_plain
from reckoning.types import Claim, Place


def claim_v1(claim: Claim, document: str) -> dict[str, Any]:
    """A claim as format v1 writes it; ``document`` is the file's name."""
    anchor, quantity = claim.anchor, to_plain(claim.quantity)
    if quantity["fraction"] is None:
        del quantity["fraction"]
    return {
        "id": claim.key,
        "document": document,
        "source": anchor.source,
        "anchor": {name: getattr(anchor, name) for name in ("start", "end", "exact", "prefix", "suffix")},
        "measure": claim.measure,
        "manner": claim.manner,
        "quantity": quantity,
        "population": to_plain(claim.population),
        "unit": claim.unit,
        "part_of": claim.part_of,
        "attribution": [to_plain(link) for link in claim.attribution],
        "stance": claim.stance,
        "perpetrators": [to_plain(p) for p in claim.perpetrators],
        "places": [_place(p) for p in claim.places],
        "time": None if claim.time is None else to_plain(claim.time),
        "cumulative": claim.cumulative,
        "cause": claim.cause,
        "confidence": claim.confidence,
        "mentions": [{"start": m.start, "end": m.end, "exact": m.exact} for m in claim.mentions],
        "remarks": [
            {"kind": r.kind, "exact": r.anchor.exact, "start": r.anchor.start, "end": r.anchor.end}
            for r in claim.remarks
        ],
        "by": claim.by,
    }


def _place(place: Place) -> dict[str, Any]:
    best = place.candidates[0] if place.candidates else None
    return {
        "text": place.text,
        "id": best.id if best else None,
        "lat": best.lat if best else None,
        "lon": best.lon if best else None,
        "precision": place.precision,
        "candidates": [to_plain(c) for c in place.candidates],
    }
