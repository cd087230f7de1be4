"""Word vectors as the model's first layer makes them, remembered by word.

Reach for :func:`remember` once, when the pipeline is loaded. Before a model looks at a word's neighbours it makes a
row of numbers of the word alone: hashes of its form and a static vector, mixed by one layer, nearly half of the time
that the networks take. The row depends on nothing but the word's form, its norm and the space behind it, so it is
kept. The rows are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language

LAYER = "embed"
KEY = [ORTH, NORM, SPACY]
READ = frozenset(("NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "ORTH", "SPACY", "IS_SPACE"))  # what these settle
MOST = 50_000  # rows kept, some 20 MB a network; then they are gathered anew
Array = Any


def remember(nlp: Language) -> Language:
    """The pipeline with a memory before each network that reads words; others are left as they are."""
    for _, component in nlp.pipeline:
        network: Any = getattr(component, "model", None)
        for node in network.walk() if isinstance(network, Model) else ():
            if (
                node.has_ref(LAYER)
                and node.layers
                and node.layers[0] is node.get_ref(LAYER)
                and _settled(node.layers[0])
            ):
                node._layers[0] = Model("remembered", Rows(node.layers[0]))  # noqa: SLF001 - a layer has no other door
    return nlp


def _settled(layer: Any) -> bool:
    """Whether a layer reads nothing of a word but what its form, its norm and the space behind it settle."""
    return all(set(n.attrs["columns"]) <= READ for n in layer.walk() if n.name == "extract_features")


class Rows:
    """The layer's forward pass, asked once for each form, norm and space."""

    def __init__(self, layer: Any) -> None:
        self._layer = layer
        self._known: dict[tuple[int, ...], int] = {}
        self._rows: Array = np.zeros((1024, layer.get_dim("nO")), dtype=np.float32)

    def __call__(self, model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Array], Any]:  # noqa: ARG002 - the form that thinc calls
        if len(self._known) > MOST:
            self._known.clear()
        keys = [[*map(tuple, doc.to_array(KEY).tolist())] if len(doc) else [] for doc in docs]
        self._learn(docs, keys)
        known = self._known
        return [self._rows[[known[key] for key in own]] for own in keys], None

    def _learn(self, docs: list[Doc], keys: list[list[tuple[int, ...]]]) -> None:
        """Ask the layer for all words not met before, in one row: it looks at no neighbour."""
        new = [key for key in dict.fromkeys(key for own in keys for key in own) if key not in self._known]
        if not new:
            return
        strings = docs[0].vocab.strings
        row = Doc(docs[0].vocab, words=[strings[key[0]] for key in new], spaces=[bool(key[2]) for key in new])
        norms: Any = np.array([[key[1]] for key in new], dtype=np.uint64)
        row.from_array([NORM], norms)
        while len(self._known) + len(new) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[len(self._known) : len(self._known) + len(new)] = self._layer.predict([row])[0]
        self._known.update(zip(new, range(len(self._known), len(self._known) + len(new)), strict=True))
