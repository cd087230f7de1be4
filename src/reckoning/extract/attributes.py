"""Word classes and lemmas as the model's own rules give them, remembered by word.

Reach for :func:`quicken` once, when the pipeline is loaded. The model's attribute ruler and lemmatizer ask their rules
for every token anew: 0.27 of the time of a parse. What they answer depends on nothing but the token's form, tag and
arc, unless the token may open one of the few rules over two words. So the answer is kept: the rules are asked once a
batch for the forms, tags and arcs not met before, and for whole sentences only where one has such an opening. The
annotations are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Token

RULES, LEMMAS = "attribute_ruler", "lemmatizer"
FORM = [ORTH, TAG, DEP]
GIVEN = [POS, MORPH, LEMMA]
HELD = {"LOWER": "lower_", "TAG": "tag_", "DEP": "dep_"}
MOST = 200_000  # answers kept, some 40 MB; then they are gathered anew

Key = tuple[int, ...]
Answer = tuple[int, int, int]


def quicken(nlp: Language) -> Language:
    """The pipeline with its ruler and lemmatizer behind a memory; one that has not both is given back as it is."""
    names = nlp.pipe_names
    if RULES in names and LEMMAS in names and names.index(LEMMAS) == names.index(RULES) + 1:
        ruler: Any = nlp.get_pipe(RULES)
        lemmas: Any = nlp.get_pipe(LEMMAS)
        behind: Any = Remembered(ruler, lemmas)
        at = nlp._components.index((RULES, ruler))  # noqa: SLF001 - no door takes an object without a factory
        nlp._components[at : at + 2] = [(RULES, behind)]  # noqa: SLF001
    return nlp


class Remembered:
    """The ruler, then the lemmatizer, asked once for each form, tag and arc."""

    def __init__(self, ruler: AttributeRuler, lemmas: Lemmatizer) -> None:
        self._ruler, self._lemmas = ruler, lemmas
        patterns: Any = ruler.patterns
        longer = [rule for pattern in patterns for rule in pattern["patterns"] if len(rule) > 1]
        self._openings: list[dict[str, Any]] = [rule[0] for rule in longer]
        self._answers: dict[Key, Answer | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        waiting = iter(docs)
        while together := list(islice(waiting, batch_size)):
            keys = [[*map(tuple, doc.to_array(FORM).tolist())] if len(doc) else [] for doc in together]
            self._learn(together, keys)
            for doc, own in zip(together, keys, strict=True):
                yield self._told(doc, own) if own else doc

    def _told(self, doc: Doc, keys: list[Key]) -> Doc:
        """The annotated sentence: as remembered, or by the rules themselves where a rule over two words may begin."""
        answers = [self._answers[key] for key in keys]
        if None in answers:
            return self._lemmas(self._ruler(doc))
        table: Any = np.array(answers, dtype=np.uint64)
        doc.from_array(GIVEN, table)
        return doc

    def _learn(self, docs: list[Doc], keys: list[list[Key]]) -> None:
        """Ask the rules for all forms not met before, in one row of words of which none opens a rule over two."""
        if len(self._answers) > MOST:
            self._answers.clear()
        known = self._answers
        new = {
            key: token for doc, own in zip(docs, keys, strict=True) for token, key in zip(doc, own, strict=True)
            if key not in known
        } if any(key not in known for own in keys for key in own) else {}  # fmt: skip
        known.update({key: None for key, token in new.items() if self._opens(token)})
        asked = [key for key in new if key not in known]
        if asked:
            row = Doc(docs[0].vocab, words=[new[key].text for key in asked])
            told: Any = np.array([key[1:] for key in asked], dtype=np.uint64)
            row.from_array(FORM[1:], told)
            for token, key in zip(self._lemmas(self._ruler(row)), asked, strict=True):
                morph: Any = token.morph
                same = (token.tag, token.dep) == key[1:]
                known[key] = (token.pos, morph.key, token.lemma) if same else None

    def _opens(self, token: Token) -> bool:
        return any(all(_fits(token, *each) for each in opening.items()) for opening in self._openings)


def _fits(token: Token, attribute: str, wanted: Any) -> bool:
    """Whether a token may be what a rule's first word is; True wherever that is not known."""
    if attribute not in HELD:
        return True
    held: str = getattr(token, HELD[attribute])
    if isinstance(wanted, str):
        return held == wanted
    if "IN" in wanted:
        return held in wanted["IN"]
    return re.search(wanted["REGEX"], held) is not None if "REGEX" in wanted else True
