"""The decomposable (chordal) graphs on a few lists, as signed sums of subset scores.

A chordal graph can be taken apart vertex by vertex, each vertex forming a clique with its remaining neighbours
(a perfect elimination; Rose, Tarjan, Lueker 1976, SIAM J. Comput. 5(2)). The likelihood of a decomposable model is a
product over cliques divided by one over separators (Dawid and Lauritzen 1993, Annals of Statistics 21(3)), which is the
same as the product over eliminated vertices of [vertex with neighbours] / [neighbours]. There are 8, 61, 822 and 18,154
such graphs on 3, 4, 5 and 6 lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from reckoning.problems import ReckoningError

WIDEST = 6
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphs:
    """All chordal graphs of one width: ``signs`` (graphs, 2^width) of -1/0/+1, ``edges`` (graphs,) as bits."""

    width: int
    signs: npt.NDArray[np.float64]
    edges: IntArray

    def written(self, index: int) -> str:
        """A graph by its edges, "12 34"; "none" for independent lists."""
        pairs = list(combinations(range(self.width), 2))
        named = [f"{i + 1}{j + 1}" for e, (i, j) in enumerate(pairs) if int(self.edges[index]) >> e & 1]
        return " ".join(named) or "none"


@cache
def chordal(width: int) -> Graphs:
    """Every chordal graph on 2 to 6 vertices; all graphs are eliminated in step."""
    if not 2 <= width <= WIDEST:
        raise ReckoningError(f"Decomposable graphs are averaged for 2 to {WIDEST} lists, not {width}.")
    pairs = list(combinations(range(width), 2))
    edges = np.arange(1 << len(pairs), dtype=np.int64)
    neighbours = np.zeros((width, len(edges)), dtype=np.int64)
    for e, (i, j) in enumerate(pairs):
        neighbours[i] |= (edges >> e & 1) << j
        neighbours[j] |= (edges >> e & 1) << i
    signs = np.zeros((len(edges), 1 << width))
    left = np.full(len(edges), (1 << width) - 1, dtype=np.int64)
    rows = np.arange(len(edges))
    for _ in range(width):
        vertex, found = _simplicial(neighbours, left)
        around = neighbours[np.maximum(vertex, 0), rows] & left
        signs[rows[found], (around | 1 << np.maximum(vertex, 0))[found]] += 1
        signs[rows[found], around[found]] -= 1
        left = np.where(found, left & ~(1 << np.maximum(vertex, 0)), left)
    whole = left == 0
    signs[:, 0] = 0
    return Graphs(width=width, signs=signs[whole], edges=edges[whole])


def _simplicial(neighbours: IntArray, left: IntArray) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """For every graph, the first vertex left whose remaining neighbours are all joined; -1 where there is none."""
    width = len(neighbours)
    vertex = np.full(len(left), -1, dtype=np.int64)
    for v in reversed(range(width)):
        around = neighbours[v] & left
        joined = (left >> v & 1).astype(bool)
        for u in range(width):
            inside = (around >> u & 1).astype(bool)
            joined &= ~inside | ((around & ~(1 << u) & ~neighbours[u]) == 0)
        vertex = np.where(joined, v, vertex)
    return vertex, vertex >= 0
