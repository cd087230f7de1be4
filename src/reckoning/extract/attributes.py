"""Word classes and lemmas as the model's own rules give them, remembered by word.

Reach for :func:`quicken` once, when the pipeline is loaded. The model's attribute ruler and lemmatizer ask their rules
for every token anew: 0.27 of the time of a parse. What they answer depends on nothing but the token's form, tag and
arc, unless the token may open one of the few rules over two words; so the answer is kept, and only a sentence with a
form, tag and arc not met before, or with such an opening, goes through the rules. The annotations are the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc, Token

RULES, LEMMAS = "attribute_ruler", "lemmatizer"
ASKED = [ORTH, TAG, DEP, POS, MORPH, LEMMA]
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
        keys = [tuple(row) for row in doc.to_array(ASKED).tolist()] if len(doc) else []
        answers = [self._answers.get(key) for key in keys]
        if None in answers:
            return self._asked(doc, keys)
        if keys:
            table: Any = np.array(answers, dtype=np.uint64)
            doc.from_array(GIVEN, table)
        return doc

    def _asked(self, doc: Doc, keys: list[Key]) -> Doc:
        """By the rules themselves; what stands behind an opening may have been changed by it and is not kept."""
        if len(self._answers) > MOST:
            self._answers.clear()
        wary = [self._opens(token) if key not in self._answers else self._answers[key] is None
                for token, key in zip(doc, keys, strict=True)]  # fmt: skip
        doc = self._lemmas(self._ruler(doc))
        for at, (token, key) in enumerate(zip(doc, keys, strict=True)):
            if wary[at] or (token.tag, token.dep) != key[1:3]:
                self._answers[key] = None
            elif key not in self._answers and not any(wary[max(0, at - 2) : at]):
                morph: Any = token.morph
                self._answers[key] = (token.pos, morph.key, token.lemma)
        return doc

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
