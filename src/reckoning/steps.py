"""The values that a reckoning's reasons are made of; `reckoning.types` gives them on, which is where to import them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One term for or against a link, in additive weight (log-odds scale); ``because`` is for people."""

    feature: str
    weight: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A toll between two steps; None is open or not stated."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of the reconciliation: which rule, on which claims (keys), from what to what, and why."""

    rule: str
    claims: tuple[str, ...]
    before: Bracket
    after: Bracket
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A claim outside the range: who, how far, why."""

    claim: str
    because: str
