from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.ids import canonical, digest, digest_of, short

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(JSON)
def test_canonical_json_is_json_and_stays_as_it_is(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), st.integers(0, 9), max_size=6), st.randoms())
def test_the_order_of_keys_does_not_show(value, chance):
    shuffled = dict(chance.sample(list(value.items()), len(value)))
    assert canonical(shuffled) == canonical(value)


@pytest.mark.parametrize(
    "value, expected",
    [  # RFC 8785, sections 3.2.2 and 3.2.3
        ([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27], b"[333333333.3333333,1e+30,4.5,0.002,1e-27]"),
        ({"\u20ac": 1, "\r": 2, "1": 3, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"): 4}, None),
        ({"b": 1, "a": [True, None]}, b'{"a":[true,null],"b":1}'),
    ],
)
def test_the_examples_of_the_rfc(value, expected):
    if expected is None:
        assert list(json.loads(canonical(value))) == ["\r", "1", "\u20ac", "\U0001f600"]
    else:
        assert canonical(value) == expected


def test_digests():
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert digest_of("a", 1) == digest(b'["a",1]')
    assert digest_of("a", "b") != digest_of("ab")
    assert digest_of(["a"], "b") != digest_of("a", ["b"])
    assert short(digest(b"abc")) == "ba7816bf8f01"
