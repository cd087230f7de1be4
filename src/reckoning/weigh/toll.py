"""The rule fold: a rule set takes a docket and gives tolls, and every toll is its steps.

Reach for :class:`Chain` when you write a rule set: each call to ``move`` says which rule, on which claims, from what
to what, and why in words that an analyst trusts; ``toll`` closes the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from reckoning.ids import digest_of, short
from reckoning.types import Bracket, Outlier, Population, Step, Toll
from reckoning.weigh.docket import Docket, Stand
from reckoning.weigh.group import Group, population_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """A named, versioned, published way of turning rival claims into a range.

    ``name`` is like "acled.v1"; ``source`` cites where the rules are published; ``fold`` is pure.
    """

    name: str
    title: str
    source: str
    fold: Callable[[Docket], tuple[Toll, ...]]


@dataclass(slots=True)
class Chain:
    """The steps of one toll as they are made."""

    rule_set: str
    docket: Docket
    population: Population
    bracket: Bracket = field(default_factory=Bracket)
    steps: list[Step] = field(default_factory=list)
    outliers: list[Outlier] = field(default_factory=list)

    def move(self, rule: str, stands: Iterable[Stand], after: Bracket, because: str) -> None:
        """One step from the present bracket to ``after``."""
        claims = tuple(sorted({key for s in stands for key in s.claims}))
        self.move_claims(rule, claims, after, because)

    def move_claims(self, rule: str, claims: tuple[str, ...], after: Bracket, because: str) -> None:
        """The same for bare claim keys."""
        self.steps.append(Step(rule=rule, claims=claims, before=self.bracket, after=after, because=because))
        self.bracket = after

    def note(self, rule: str, stands: Iterable[Stand], because: str) -> None:
        """A step that changes nothing but must be known."""
        self.move(rule, stands, self.bracket, because)

    def leave_out(self, rule: str, stands: Iterable[tuple[Stand, str]]) -> None:
        """Put every claim of these stands outside the range, visibly, each with its reason.

        A stand that is only implied by parts was never stated, and is left out without a word.
        """
        for s, because in stands:
            if not s.implied:
                self.note(rule, (s,), because)
                self.outliers += [Outlier(claim=key, because=because) for key in s.claims]

    def toll(self, as_of: date | None) -> Toll:
        """The toll that the steps have led to."""
        return Toll(
            key=toll_key(self.docket, self.population, self.rule_set),
            incident=self.docket.incident,
            measure=self.docket.measure,
            population=self.population,
            rule_set=self.rule_set,
            low=self.bracket.low,
            best=self.bracket.best,
            high=self.bracket.high,
            as_of=as_of,
            unit=self.docket.unit,
            outliers=tuple(sorted(self.outliers, key=lambda o: o.claim)),
            steps=tuple(self.steps),
        )


def toll_key(docket: Docket, population: Population, rule_set: str) -> str:
    """A short key of what a toll is of: the same toll keeps it when its numbers change."""
    return _key(docket.incident, docket.measure, docket.unit, population, rule_set)


@lru_cache(maxsize=65536)
def _key(incident: str, measure: str, unit: str, p: Population, rule_set: str) -> str:
    facets = (p.text, p.status, p.sex, p.age, p.affiliation, p.community)
    return short(digest_of("toll", incident, measure, unit, *facets, rule_set))


def chain(rule_set: str, docket: Docket, group: Group) -> Chain:
    """A fresh chain for one group."""
    return Chain(rule_set=rule_set, docket=docket, population=population_of(group))


def set_aside_step(made: Chain, group: Group) -> None:
    """Name the claims on this group that cannot enter, each with its reason."""
    for because in sorted({a.because for a in made.docket.aside if a.group == group}):
        keys = tuple(sorted(a.claim for a in made.docket.aside if a.group == group and a.because == because))
        count = "1 claim" if len(keys) == 1 else f"{len(keys)} claims"
        made.move_claims("set-aside", keys, made.bracket, f"{count} set aside: {because}")


def latest_day(stands: Iterable[Stand]) -> date | None:
    """The latest as-of day among stands."""
    return max((s.as_of for s in stands if s.as_of), default=None)


def names(stands: Iterable[Stand]) -> str:
    """The origins of stands in words, each once."""
    found = sorted({s.name for s in stands})
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else "nobody"
