"""An answer to the claims that it points at; whatever is not of the schema is said, and the rest is kept."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reckoning.extract.model.request import FIELDS, MOST
from reckoning.types import Measure, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A statement of harm as a model points at it: words that must stand in the report, and two choices."""

    quote: str
    number: str | None
    measure: Measure
    group: str | None
    source: str | None
    stance: Stance


class AnswerError(ValueError):
    """An answer, or one claim of it, that is not of the schema."""


def pointed(answer: str) -> Iterator[Pointed | AnswerError]:
    """Each claim of an answer, or what is wrong with it; an answer that is no object of claims gives one error."""
    try:
        claims = json.loads(answer)["claims"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        yield AnswerError(f"The answer is no JSON object with claims ({type(error).__name__}).")
        return
    if not isinstance(claims, list):
        yield AnswerError("The answer's claims are no list.")
        return
    yield from (_one(claim) for claim in claims[:MOST])
    if len(claims) > MOST:
        yield AnswerError(f"The answer has {len(claims)} claims; the first {MOST} were looked at.")


def _one(claim: Any) -> Pointed | AnswerError:
    if not isinstance(claim, dict) or set(claim) != set(FIELDS):
        return AnswerError(f"A claim has not the fields {', '.join(sorted(FIELDS))}.")
    for name, rule in FIELDS.items():
        if claim[name] is None and "null" in rule["type"]:
            continue
        if not isinstance(claim[name], str) or claim[name] not in rule.get("enum", (claim[name],)):
            return AnswerError(f"A claim's {name} is {str(claim[name])[:80]!r}, which the schema does not allow.")
    return Pointed(**typing.cast("Any", claim))
