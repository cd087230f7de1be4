from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.keep.merkle import Tree, root

LEAVES = st.lists(st.binary(max_size=8), max_size=40)


def by_the_book(leaves):
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + by_the_book(leaves[:k]) + by_the_book(leaves[k:])).digest()


@given(LEAVES)
def test_the_root_is_that_of_the_rfc(leaves):
    assert root(leaves) == by_the_book(leaves).hex()


@given(LEAVES)
def test_every_prefix_has_its_own_root_on_the_way(leaves):
    tree = Tree()
    for size, leaf in enumerate(leaves, 1):
        tree.grow(leaf)
        assert tree.root() == by_the_book(leaves[:size]).hex()


@pytest.mark.parametrize(
    "leaves, expected",
    [  # the first two of the test vectors that certificate-transparency implementations share
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([b""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ([b"", b"\x00"], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ],
)
def test_known_roots(leaves, expected):
    assert root(leaves) == expected
