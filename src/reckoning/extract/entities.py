"""Named entities as the model gives them, decided for all sentences of a batch at once.

Reach for :func:`hasten` once, when the pipeline is loaded. The model's recognizer reads a sentence from left to right
and decides for each word whether a name begins, goes on, ends, or is none (the transition system of Lample et al.,
NAACL 2016). As it comes, it asks every one of its 74 moves of every word one by one, which is 0.4 of the time of a
parse. Here the same scores are computed with the same weights for the n-th word of all sentences together, and the
same move wins; the annotations are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE, SENT_START  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "ner"
FEATURES = 3  # the word, the first word of the open name, the word before it
INSIDE, OUTSIDE, BEGINS = 1, 2, 3  # spaCy's codes of ENT_IOB
Array = Any


def hasten(nlp: Language) -> Language:
    """The pipeline with its recognizer replaced; one of another build is given back as it is."""
    if NAME in nlp.pipe_names:
        recognizer: Any = nlp.get_pipe(NAME)
        model = recognizer.model
        if (
            recognizer.cfg.get("beam_width") == 1
            and model.attrs["has_upper"]
            and _features(model) == FEATURES
            and not model.attrs["unseen_classes"]
        ):
            behind: Any = Together(recognizer)
            nlp._components[nlp._components.index((NAME, recognizer))] = (NAME, behind)  # noqa: SLF001 - no door takes an object without a factory
    return nlp


def _features(model: Any) -> int:
    return int(model.get_ref("lower").get_dim("nF"))


class Together:
    """The recognizer of a loaded model, deciding for many sentences at a time."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        self._words, self._lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._weights: Array = upper.get_param("W")
        self._bias: Array = upper.get_param("b")
        self._gemm = model.ops.gemm
        moves = [recognizer.moves.get_class_name(at) for at in range(recognizer.moves.n_moves)]
        self._kinds: Array = np.array([move[0] for move in moves])
        names = [move[2:] for move in moves]
        known = sorted({name for name in names if name})
        self._labels: Array = np.array([known.index(name) if name else -1 for name in names])
        strings = recognizer.vocab.strings
        self._types: Array = np.array([strings[name] for name in known], dtype=np.uint64)
        self._barred: Array = np.where(self._allowed(len(known)), 0.0, -np.inf).astype(np.float32)

    def _allowed(self, labels: int) -> Array:
        """The moves that may be made, a row for each state: no name open (four rows), then two for each open label.

        Of the four, the odd ones are at white space, the last two where a name could go on behind the word; of each
        two, the second is where it could.
        """
        rows = [
            (self._kinds == "O")
            | (not space) & (self._labels >= 0) & ((self._kinds == "U") | (self._kinds == "B") & on)
            for on in (False, True)
            for space in (False, True)
        ]
        rows += [
            (self._labels == label) & ((self._kinds == "L") | (self._kinds == "I") & on)
            for label in range(labels)
            for on in (False, True)
        ]
        return np.stack(rows)

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        waiting = iter(docs)
        while together := list(islice(waiting, batch_size)):
            self._annotate(together)
            yield from together

    def _annotate(self, docs: list[Doc]) -> None:
        asked = sorted((doc for doc in docs if len(doc)), key=len, reverse=True)
        if not asked:
            return
        lengths = np.array([len(doc) for doc in asked])
        first = np.cumsum(lengths) - lengths
        moves = self._moves(asked, lengths, first)
        kinds, labels = self._kinds[moves], self._labels[moves]
        iob = np.where(kinds == "O", OUTSIDE, np.where((kinds == "B") | (kinds == "U"), BEGINS, INSIDE))
        given: Any = np.stack([iob.astype(np.uint64), np.where(kinds == "O", 0, self._types[labels])], axis=1).astype(
            np.uint64
        )
        for doc, begin, length in zip(asked, first.tolist(), lengths.tolist(), strict=True):
            doc.from_array([ENT_IOB, ENT_TYPE], given[begin : begin + length])

    def _moves(self, docs: list[Doc], lengths: Array, first: Array) -> Array:
        """The winning move of every word, of all sentences one behind the other; the longest sentence first."""
        weighed = self._lower.predict(self._words.predict(docs))
        weighed = weighed.reshape(weighed.shape[0], FEATURES, -1)  # row 0 stands for a word that is not there
        told = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
        space, starts = told[:, 0] != 0, told[:, 1] == 1
        moves = np.zeros(int(lengths.sum()), dtype=np.int64)
        opened = np.full(len(docs), -1)  # the first word of the open name
        label = np.full(len(docs), -1)
        begins, goes_on = self._kinds == "B", self._kinds == "I"
        reach = len(lengths) - np.searchsorted(lengths[::-1], np.arange(int(lengths[0])), side="right")
        for place, active in enumerate(reach.tolist()):  # so many sentences have more words than that
            here = first[:active] + place
            on = (lengths[:active] != place + 1) & ~starts[np.minimum(here + 1, len(starts) - 1)]
            open_at = opened[:active]
            inside = open_at >= 0
            scores = self._scores(weighed, here, open_at, np.where(inside, here - 1, -1))
            state = np.where(inside, 4 + 2 * label[:active], space[here]) + np.where(inside, on, 2 * on)
            scores += self._barred[state]
            won = scores.argmax(axis=1)
            moves[here] = won
            opened[:active] = np.where(begins[won], here, np.where(goes_on[won], open_at, -1))
            label[:active] = self._labels[won]
        return moves

    def _scores(self, weighed: Array, here: Array, opened: Array, before: Array) -> Array:
        hidden = weighed[here + 1, 0] + weighed[opened + 1, 1] + weighed[before + 1, 2]
        hidden += self._lower.get_param("b").reshape(-1)
        best = hidden.reshape(len(here), -1, self._lower.get_dim("nP")).max(axis=2)
        return self._gemm(best, self._weights, trans2=True) + self._bias
