"""Multiple imputation of missing fields, with list membership among the predictors.

Si and Reiter (2013), "Nonparametric Bayesian multiple imputation for incomplete categorical variables in large-scale
assessment surveys", JEBS 38(5): a Dirichlet mixture of products of multinomials over fields *and* lists. People of one
class share their field distributions and their chances to be on each list, so that whoever is seen only by the list
that records no ages is imputed from people who are seen in the same way. Fields are categories: band ages and months
first. Leaving membership out would make the lists look independent within the imputed strata.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reckoning.problems import ReckoningError

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A linked person: the lists that have them, and one value per field (None: missing)."""

    key: str
    lists: tuple[str, ...]
    fields: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """How the imputation runs: classes at most, sweeps before the first completed set and between two."""

    classes: int = 20
    warmup: int = 300
    between: int = 25


def band(value: float | None, edges: Sequence[float]) -> str | None:
    """A number as the band that holds it, "30-44"; None stays missing. ``edges`` are the lower ends, rising."""
    if value is None:
        return None
    index = int(np.searchsorted(np.asarray(edges), value, side="right")) - 1
    if index < 0:
        raise ReckoningError(f"{value} lies below the first band edge {edges[0]}.")
    upper = f"-{edges[index + 1] - 1:g}" if index + 1 < len(edges) else "+"
    return f"{edges[index]:g}{upper}"


def missing_shares(people: Sequence[Person], names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The share of people without each field."""
    return tuple((n, sum(p.fields[i] is None for p in people) / max(len(people), 1)) for i, n in enumerate(names))


def impute(
    people: Sequence[Person], *, times: int = 20, seed: int = 1, mixture: Mixture | None = None
) -> Iterator[tuple[Person, ...]]:
    """``times`` completed copies; observed values never change. Raises where a field is missing for everyone."""
    plan = mixture or Mixture()
    lists = sorted({name for p in people for name in p.lists})
    codes, levels = _coded(people)
    member = np.array([[int(name in p.lists) for name in lists] for p in people], dtype=np.int64)
    table = np.hstack([codes, member])
    sizes = [len(level) for level in levels] + [2] * len(lists)
    chain = _Chain(table=table, sizes=sizes, classes=plan.classes, generator=np.random.default_rng([seed, 5]))
    for _ in range(plan.warmup):
        chain.sweep()
    for _ in range(times):
        for _ in range(plan.between):
            chain.sweep()
        filled = chain.complete()
        yield tuple(
            Person(key=p.key, lists=p.lists, fields=tuple(levels[f][filled[i, f]] for f in range(len(levels))))
            for i, p in enumerate(people)
        )


def _coded(people: Sequence[Person]) -> tuple[IntArray, list[list[str]]]:
    width = len(people[0].fields) if people else 0
    if any(len(p.fields) != width for p in people):
        raise ReckoningError("Every person must have the same fields; give None where a value is missing.")
    levels = [sorted({v for p in people if (v := p.fields[f]) is not None}) for f in range(width)]
    if any(not level for level in levels):
        raise ReckoningError("A field is missing for everyone; leave it out.")
    place = [{v: i for i, v in enumerate(level)} for level in levels]
    rows = [[-1 if v is None else place[f][v] for f, v in enumerate(p.fields)] for p in people]
    return np.array(rows, dtype=np.int64).reshape(len(people), width), levels


@dataclass(slots=True)
class _Chain:
    """Gibbs sampler of the mixture; ``table`` holds codes, -1 where missing."""

    table: IntArray
    sizes: list[int]
    classes: int
    generator: np.random.Generator
    shares: FloatArray | None = None
    chances: list[FloatArray] | None = None
    members: IntArray | None = None

    def sweep(self) -> None:
        """Classes given the fields, then shares and field distributions given the classes."""
        if self.shares is None or self.chances is None:
            self.members = self.generator.integers(0, self.classes, len(self.table))
        else:
            logs = np.tile(np.log(self.shares), (len(self.table), 1))
            for column, chance in enumerate(self.chances):
                padded = np.vstack([np.log(chance).T, np.zeros(self.classes)])
                logs += padded[self.table[:, column]]
            noise = self.generator.gumbel(size=logs.shape)
            self.members = np.argmax(logs + noise, axis=1)
        self._redraw(self.members)

    def _redraw(self, members: IntArray) -> None:
        held = np.bincount(members, minlength=self.classes)
        later = np.cumsum(held[::-1])[::-1] - held
        sticks = self.generator.beta(1.0 + held, 1.0 + later)
        sticks[-1] = 1.0
        self.shares = sticks * np.concatenate([[1.0], np.cumprod(1 - sticks[:-1])]) + 1e-300
        self.chances = []
        for column, size in enumerate(self.sizes):
            known = self.table[:, column] >= 0
            flat = members[known] * size + self.table[known, column]
            counts = np.bincount(flat, minlength=self.classes * size).reshape(self.classes, size)
            drawn = self.generator.standard_gamma(counts + 1.0) + 1e-300
            self.chances.append(drawn / drawn.sum(axis=1, keepdims=True))

    def complete(self) -> IntArray:
        """The table with every missing code drawn given its person's class."""
        filled = self.table.copy()
        if self.members is None or self.chances is None:
            return filled
        for column, chance in enumerate(self.chances):
            gaps = np.flatnonzero(filled[:, column] < 0)
            rising = np.cumsum(chance[self.members[gaps]], axis=1)
            filled[gaps, column] = (self.generator.random(len(gaps))[:, None] > rising[:, :-1]).sum(axis=1)
        return filled
