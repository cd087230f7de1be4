from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reckoning import reckoned, types
from reckoning.codec import from_plain, to_plain
from reckoning.ids import canonical
from reckoning.types import Anchor, Candidate, Interval, OffsetMap, Place, Source, Text

VALUES = [
    kind
    for module in (types, reckoned)
    for kind in vars(module).values()
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__") and kind.__module__ == module.__name__
]
NUMBERS = {int: st.integers(-(2**53) + 1, 2**53 - 1), float: st.floats(-1e9, 1e9)}  # degrees, weights, shares
for plain, strategy in NUMBERS.items():
    st.register_type_strategy(plain, strategy)
st.register_type_strategy(str, st.text(st.characters(codec="utf-8"), max_size=4))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_value_comes_back_from_its_json(kind, data):
    """Whatever crosses a module boundary can be kept: every field of every type, with any content."""
    value = data.draw(st.builds(kind))
    assert from_plain(kind, json.loads(canonical(to_plain(value)))) == value


def test_all_types_are_tried():
    assert {Anchor, Text, Source, reckoned.Reckoning} <= set(VALUES)


def test_what_it_looks_like():
    place = Place(
        text="Wadi Amal", candidates=(Candidate(id="g:1", name="W", lat=35.1, lon=36, precision="near", country="SY"),)
    )
    assert to_plain(place)["candidates"][0]["lat"] == 35.1
    assert to_plain(Interval(start=date(2025, 3, 8)))["start"] == "2025-03-08"
    assert to_plain(OffsetMap(runs=((0, 4, 9),))) == {"runs": [[0, 4, 9]]}


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError, match="Interval has no field until"):
        from_plain(Interval, {"until": "2025-03-08"})


def test_a_missing_field_is_refused():
    with pytest.raises(TypeError, match="digest"):
        from_plain(Source, {"name": "x"})
