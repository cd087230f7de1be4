"""No-highest-order interaction: the observed cells modelled freely, and one assumption that ties the unseen to them.

Aleshin-Guendel, Sadinle, Wakefield (2024; arXiv 2101.09304), "The central role of the identifying assumption in
population size estimation", Biometrics 80: the counts say nothing of the unseen until an untestable assumption does.
Here it is that the highest-order log-odds over all lists is log(xi): with ``p`` the shares of the observed cells, the
unseen are to the seen as ``xi * product(p of cells on an odd number of lists) / product(p of the others)``. For two
lists and xi = 1 this is independence (Lincoln-Petersen); xi is then the odds ratio, and above 1 means that the lists
prefer the same people. Shares have a Dirichlet prior; the total has prior 1/N, so that the unseen, given the shares,
are negative binomial.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate.tables import CaptureTable

FloatArray = npt.NDArray[np.float64]
PRIOR = 1.0
XI = (0.5, 1.0, 2.0)


def empty_cells(table: CaptureTable) -> int:
    """How many patterns nobody shows: with one of them the assumption divides by, or multiplies with, a guess."""
    return (1 << table.width) - 1 - len(table.cells)


def draw(table: CaptureTable, *, xi: float, times: int, seed: int, prior: float = PRIOR) -> FloatArray:
    """Draws of the total (people) under the assumption with sensitivity parameter ``xi``."""
    generator = np.random.default_rng(seed)
    counts = table.dense()[1:]
    logs = np.log(generator.standard_gamma(counts + prior, size=(times, len(counts))))
    sizes = np.array([m.bit_count() for m in range(1, 1 << table.width)])
    sign = np.where(sizes % 2 == 1, 1.0, -1.0)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return table.n + unseen(np.exp(np.log(xi) + logs @ sign), table.n, generator)


def unseen(odds: FloatArray, n: int, generator: np.random.Generator) -> FloatArray:
    """Negative binomial draws of the unseen: ``odds`` is unseen to seen in expectation; a gamma-Poisson mixture."""
    rate = generator.standard_gamma(n, size=odds.shape) * odds
    small = np.minimum(rate, 1e15)
    return np.where(rate < 1e15, generator.poisson(small).astype(np.float64), rate)
