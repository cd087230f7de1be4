"""Stepwise log-linear estimation with bias-corrected accelerated intervals.

Chan, Silverman, Vincent (2021), "Multiple systems estimation for sparse capture data: inferential challenges when
there are nonoverlapping lists", JASA 116(535), after Bales, Hesketh, Silverman (2015), Significance 12(3). Forward
search over pairs of lists: under the current fit each left-out pair has an expected overlap; its tail probability is
the smaller of P(Poisson <= observed) and P(Poisson >= observed); the smallest below the threshold enters, if the
estimate then exists and is unique. Resampling repeats the whole search. BCa: Efron (1987), JASA 82(397), acceleration
by a jackknife over the distinct cells, weighted by their counts (DiCiccio and Efron 1996, Statistical Science 11(3)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr, pdtrc

from reckoning.weigh.estimate.poisson import BoolArray, FloatArray, Verdict, design, examine, fit

THRESHOLD = 0.02
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Outcome of the search on each data set: the unseen (batch,), pairs taken (batch, pairs), verdict on the first."""

    unseen: FloatArray
    chosen: BoolArray
    verdict: Verdict


@dataclass(slots=True)
class Lattice:
    """All cells and all pairs of one width, and the verdicts already reached for a pattern of counts and a model."""

    width: int
    threshold: float = THRESHOLD
    cells: npt.NDArray[np.int64] = field(init=False)
    pairs: tuple[int, ...] = field(init=False)
    matrix: FloatArray = field(init=False)
    known: dict[tuple[bytes, bytes], Verdict] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.cells = np.arange(1, 1 << self.width, dtype=np.int64)
        self.pairs = tuple(1 << i | 1 << j for i, j in combinations(range(self.width), 2))
        terms = (0, *(1 << j for j in range(self.width)), *self.pairs)
        self.matrix = design(terms, self.cells)

    @property
    def main(self) -> int:
        """How many columns stand before the pairs."""
        return 1 + self.width

    def allows(self, counts: FloatArray, chosen: BoolArray, empty: BoolArray) -> Verdict:
        """Existence and uniqueness for one data set and one set of pairs (an empty pair takes its cells out)."""
        key = ((counts > 0).tobytes(), chosen.tobytes())
        if key not in self.known:
            live = ~(self.matrix[:, self.main :][:, chosen & empty].any(axis=1))
            columns = np.concatenate([np.ones(self.main, dtype=bool), chosen & ~empty])
            self.known[key] = examine(self.matrix[live][:, columns], counts[live] > 0)
        return self.known[key]

    def search(self, counts: FloatArray) -> Search:
        """The forward search on every row of ``counts`` (batch, cells) in step."""
        overlaps = counts @ self.matrix[:, self.main :]
        empty = overlaps == 0
        chosen = np.zeros(empty.shape, dtype=bool)
        unseen, tails = self._refit(counts, chosen, empty, overlaps)
        first = self.allows(counts[0], chosen[0], empty[0])
        work = np.array([b for b in range(len(counts)) if self.allows(counts[b], chosen[b], empty[b]) == "fine"], int)
        unseen[np.setdiff1d(np.arange(len(counts)), work)] = np.nan
        tails = tails[work]
        while work.size:
            moved = [b for b, row in zip(work, tails, strict=True) if self._enter(counts, chosen, empty, b, row)]
            work = np.array(moved, dtype=int)
            if work.size:
                unseen[work], tails = self._refit(counts[work], chosen[work], empty[work], overlaps[work])
        return Search(unseen=unseen, chosen=chosen, verdict=first)

    def _enter(self, counts: FloatArray, chosen: BoolArray, empty: BoolArray, b: int, tails: FloatArray) -> bool:
        for pair in np.argsort(tails, kind="stable"):
            if not tails[pair] < self.threshold:
                return False
            chosen[b, pair] = True
            if self.allows(counts[b], chosen[b], empty[b]) == "fine":
                return True
            chosen[b, pair] = False
        return False

    def _refit(
        self, counts: FloatArray, chosen: BoolArray, empty: BoolArray, overlaps: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """The unseen under the current model, and the tail probability of each pair (infinite where already in)."""
        pairs = self.matrix[:, self.main :]
        live = (chosen & empty).astype(float) @ pairs.T == 0
        terms = np.concatenate([np.ones((len(counts), self.main), dtype=bool), chosen & ~empty], axis=1)
        columns = np.concatenate([np.ones(self.main, dtype=bool), (chosen & ~empty).any(axis=0)])
        fitted = fit(self.matrix[:, columns], counts, cells=live, terms=terms[:, columns])
        expected = np.maximum(fitted.mean @ pairs, 1e-300)
        with np.errstate(all="ignore"):
            upper = np.where(overlaps > 0, pdtrc(np.maximum(overlaps - 1, 0), expected), 1.0)
            tails = np.minimum(pdtr(overlaps, expected), upper)
        return fitted.unseen, np.where(chosen, np.inf, tails)
