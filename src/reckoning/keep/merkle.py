"""The Merkle tree hash of RFC 6962, section 2.1, over ledger entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

EMPTY = hashlib.sha256(b"").digest()


def root(leaves: Iterable[bytes]) -> str:
    """The tree hash of the leaves in order, lower-case hex; that of no leaves is SHA-256 of nothing."""
    tree = Tree()
    for leaf in leaves:
        tree.grow(leaf)
    return tree.root()


class Tree:
    """A tree hash that grows from left to right, so that the roots of many prefixes cost one pass.

    Holds one pending node per level: memory is logarithmic in the number of leaves.
    """

    def __init__(self) -> None:
        self.size = 0
        self._pending: list[tuple[int, bytes]] = []

    def grow(self, leaf: bytes) -> None:
        """Add a leaf at the right."""
        self.size += 1
        self._pending.append((0, hashlib.sha256(b"\x00" + leaf).digest()))
        while len(self._pending) > 1 and self._pending[-1][0] == self._pending[-2][0]:
            (_, right), (level, left) = self._pending.pop(), self._pending.pop()
            self._pending.append((level + 1, _node(left, right)))

    def root(self) -> str:
        """The root of the leaves so far."""
        if not self._pending:
            return EMPTY.hex()
        right = self._pending[-1][1]
        for _, left in reversed(self._pending[:-1]):
            right = _node(left, right)
        return right.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
