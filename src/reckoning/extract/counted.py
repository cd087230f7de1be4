"""How many a harmed head is: its number, a single person, a plain plural, nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.harm import is_remains
from reckoning.extract.number import NumberSpan
from reckoning.extract.people import ORDINALS, is_collective, is_plural, sort_of
from reckoning.types import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

OPEN_END = re.compile(r"(?:\s+[a-z]+){1,2}\s+(?:or more|and counting)\b", re.IGNORECASE)
HELD = frozenset(["prisoner", "hostage", "captive"])
SINGULAR = ("NN", "NNP")


def quantity_of(sentence: Sentence, head: Token) -> tuple[Quantity, tuple[int, int] | None] | None:
    """The number of a head and where it stands; None where the head cannot be counted."""
    number = number_of(sentence, head) or _counted_remains(sentence, head)
    if number is None:
        quantity = _uncounted(head)
        return None if quantity is None else (quantity, None)
    before = sentence.text[: number.start].lower().split()[-1:]
    if number.use not in ("count", "share") or _compared(sentence, number, before):
        return None
    return _open_ended(sentence, number), (sentence.start + number.start, sentence.start + number.end)


def _compared(sentence: Sentence, number: NumberSpan, before: list[str]) -> bool:
    """ "how many", "twice as many wounded": no number is given."""
    core = sentence.text[number.core_start : number.core_end].lower()
    return before == ["how"] or (before == ["as"] and core in ("many", "few", "some"))


def _open_ended(sentence: Sentence, number: NumberSpan) -> Quantity:
    """ "70 people or more", "85 killed and counting": the bound stands behind the noun."""
    quantity = number.quantity
    if quantity.bound == "exact" and OPEN_END.match(sentence.text[number.end :]):
        return replace(quantity, high=None, bound="at_least")
    return quantity


def _uncounted(head: Token) -> Quantity | None:  # noqa: PLR0911 - one answer per kind of head
    """What a head without a number stands for: nobody, one, both, a plain plural, or nothing that can be counted."""
    if _nobody(head):
        return plain_count(0, head)
    if _asked(head) or _referred(head):
        return None
    if head.lower_ == "another":
        return plain_count(1, head)
    if any(c.lower_ == "both" for c in head.lefts) and is_plural(head):
        return Quantity(low=2, high=2, value=2, bound="exact", as_written="both")
    if is_collective(head) or head.lemma_.lower() in ("number", "life"):
        return None
    if (
        (head.tag_ in SINGULAR and not is_plural(head))
        or head.lower_ in ("he", "she", "him", "himself", "herself")
        or _one(head)
    ):
        return plain_count(1, head)
    plural = Quantity(low=2, high=None, value=None, bound="vague", as_written="")
    return plural if is_plural(head) else None


def _one(head: Token) -> bool:
    """A full name that the model takes for a plural, or "a ninth" of those counted before."""
    named = head.tag_ == "NNPS" and head.ent_type_ not in ("NORP", "ORG") and sort_of(head) != "people"
    first = named and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in head.lefts)
    return first or (head.lower_ in ORDINALS and head.i > 0 and head.nbor(-1).lower_ in ("a", "the"))


def _nobody(head: Token) -> bool:
    if head.lower_ == "one" and head.i and head.doc[head.i - 1].lower_ == "no":
        return True
    none = any(c.lower_ in ("no", "zero") and c.dep_ in ("det", "nummod") for c in head.children)
    return none or head.lower_ in ("nobody", "none")


def _referred(head: Token) -> bool:
    """ "the number of people killed": the people stand for the number that follows."""
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_.lower() in ("number", "total", "toll")
    )


def _asked(head: Token) -> bool:
    """ "how many", "such", "every": no number is given."""
    near = [c for t in [head, *head.lefts] for c in [t, *t.children]]
    return any(c.lower_ in ("how", "such", "any", "every", "each", "what", "which") for c in near)


def _counted_remains(sentence: Sentence, head: Token) -> NumberSpan | None:
    """ "65 bodies of civilians": the bodies are counted."""
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    return number_of(sentence, above) if above is not None and is_remains(above) else None


def plain_count(value: int, head: Token) -> Quantity:
    return Quantity(low=value, high=value, value=value, bound="exact", as_written=head.text if value != 1 else "")


def number_of(sentence: Sentence, head: Token) -> NumberSpan | None:
    """The number span that counts a head: its own, or that of a numeral child, or "hundreds" before "of"."""
    held = [head.head] if head.dep_ in ("compound", "nmod") and head.head.lower_ in HELD else []
    near = [head, *_compounds(head), *held]  # "took four guards prisoner": the number hangs on the prisoner
    tokens = [
        head,
        *(
            c
            for t in near
            for c in t.lefts
            if c.dep_
            in ("nummod", "amod", "det", "quantmod", "compound", "nmod", "advmod", "npadvmod", "predet", "appos", "dep")
        ),
    ]
    if is_collective(head):
        inner = [
            o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"
        ]
        tokens += [t for o in inner for t in (o, *o.lefts) if t.like_num]
    for token in tokens:
        start, end = sentence.begin(token) - sentence.start, sentence.finish(token) - sentence.start
        for number in sentence.numbers:
            if number.start < end and start < number.end and (token.i == head.i or number.core_start < end):
                return number
    return None


def _compounds(head: Token) -> list[Token]:
    """Nouns that modify a head, to any depth ("31 IS group militants")."""
    direct = [c for c in head.lefts if c.dep_ in ("compound", "nmod")]
    return [x for c in direct for x in (c, *_compounds(c))]
