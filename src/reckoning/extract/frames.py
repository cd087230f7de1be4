"""Which word of a sentence states a harm, and which noun is harmed: the frames of killing, wounding, taking, fleeing.

Each rule takes the parse and gives ``Harm`` values: a trigger, a harmed head, a measure. The rules know nothing of
numbers; they follow the dependency arcs that the model gives and repair where it is known to break.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.captive_frames import captive_harms
from reckoning.extract.harm import Harm
from reckoning.extract.noun_frames import noun_harms
from reckoning.extract.phrase_frames import phrase_harms, refuge_harms
from reckoning.extract.sexual_frames import sexual_harms
from reckoning.extract.state_frames import state_harms
from reckoning.extract.tallied_frames import tallied_harms
from reckoning.extract.told_frames import told_harms
from reckoning.extract.verb_frames import verb_harms

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reckoning.types import Measure


def harms(doc: Doc, *, refuge: bool = False, captivity: Measure | None = None) -> Iterator[Harm]:
    """All harms that the sentence states, in the order of their triggers; the same head may come more than once."""
    yield from tallied_harms(doc)
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN") or token.tag_.startswith("VB"):
            yield from verb_harms(token, lemma)
            yield from state_harms(token, lemma)
            yield from phrase_harms(token, lemma)
            yield from told_harms(token, lemma, refuge=refuge)
            yield from (
                Harm(measure="displaced", trigger=token, victim=v, rule=f"refuge:{lemma}", strong=False)
                for v in refuge_harms(token, refuge=refuge)
            )
            yield from noun_harms(token, lemma)
            yield from sexual_harms(token, lemma)
            yield from captive_harms(token, lemma, captivity)
