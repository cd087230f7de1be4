"""Sample coverage: what the overlaps tell of the share of the whole that the lists reach.

Chao and Tsay (1998), "A sample coverage approach to multiple-system estimation with application to census undercount",
JASA 93(441); Chao, Tsay, Lin, Shau, Chao (2001), Statistics in Medicine 20. Coverage is one less the mean share of each
list that no other list has. The one-step estimator is used: the full one explodes when coverage is low.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from reckoning.weigh.estimate.tables import CaptureTable

FloatArray = npt.NDArray[np.float64]


def coverage(table: CaptureTable) -> float:
    """Estimated sample coverage, 0 to 1."""
    return float(_coverage(table.dense()[None], table.width)[0])


def totals(counts: FloatArray, width: int) -> FloatArray:
    """One-step estimates of the total for every table of ``counts`` (batch, 2^width); infinite at coverage zero."""
    share = _coverage(counts, width)
    masks = np.arange(1 << width)
    alone = sum(counts[:, 1 << j] for j in range(width))
    distinct = counts[:, 1:].sum(axis=1) - alone / width
    with np.errstate(all="ignore"):
        first = distinct / share
        pull = [_pair(counts, masks, i, j) for i, j in combinations(range(width), 2)]
        step = first + sum(weight * (first * rate - 1) for weight, rate in pull) / (width * share)
        total = first + sum(weight * (step * rate - 1) for weight, rate in pull) / (width * share)
    return np.asarray(total)


def _coverage(counts: FloatArray, width: int) -> FloatArray:
    masks = np.arange(1 << width)
    shares = [counts[:, 1 << j] / np.maximum(counts[:, masks >> j & 1 == 1].sum(axis=1), 1) for j in range(width)]
    return 1 - np.asarray(sum(shares)) / width


def _pair(counts: FloatArray, masks: npt.NDArray[np.int64], i: int, j: int) -> tuple[FloatArray, FloatArray]:
    """Weight of a pair's dependence, and overlap over the product of the two lists' totals."""
    on_i, on_j = masks >> i & 1 == 1, masks >> j & 1 == 1
    others = (masks & ~(1 << i | 1 << j)) > 0
    rate = counts[:, on_i & on_j].sum(axis=1) / (counts[:, on_i].sum(axis=1) * counts[:, on_j].sum(axis=1))
    weight = counts[:, on_i & ~others].sum(axis=1) + counts[:, on_j & ~others].sum(axis=1)
    return weight, rate
