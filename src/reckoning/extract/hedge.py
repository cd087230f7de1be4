"""A hedge spreads over a coordination with one verb: "at least 166 killed and 234 injured"."""

from __future__ import annotations

from dataclasses import replace

from reckoning.extract.mention import Mention
from reckoning.types import Quantity


def elided(first: Mention, second: Mention) -> bool:
    """Whether the second harm leans on the first one's auxiliary or is a bare participle beside it."""
    if (
        first.quantity.bound not in ("at_least", "about")
        or second.quantity.bound != "exact"
        or second.number is None
        or first.trigger is None
        or second.trigger is None
    ):
        return False
    doc = first.sentence.doc
    one, two = doc[first.trigger], doc[second.trigger]
    if (
        two.i <= one.i
        or one.tag_ not in ("VBN", "JJ", "NN", "VBD", "NNS")
        or two.tag_ not in ("VBN", "JJ", "VBD", "NNS", "NN")
    ):
        return False
    between = doc[one.i + 1 : two.i]
    linked = any(t.lower_ in ("and", ",", "as") for t in between) and not any(
        t.pos_ == "AUX" or t.lower_ in (";", "while", "but", "including", "with") or t.tag_ in ("VBZ", "VBP")
        for t in between
    )
    own_object = any(c.dep_ in ("dobj", "obj") for c in two.children) and two.tag_ != "JJ"
    return linked and not own_object


def share_bound(first: Quantity, second: Quantity) -> Quantity:
    if first.bound == "about":
        return replace(second, low=None, high=None, bound="about")
    return replace(second, low=second.value, high=None, bound="at_least")
