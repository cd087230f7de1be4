"""Named victims in prose: a person row for each name that a harm of death, loss or capture falls on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.anchors import anchor
from reckoning.extract.mention import Mention
from reckoning.extract.parse import nth_occurrence
from reckoning.extract.people import sort_of
from reckoning.ids import digest_of
from reckoning.types import Interval, PersonRow, Place, Text

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "roster.en.v1"
AGE = re.compile(r"\s*,?\s*\(?(?:aged\s+)?(\d{1,3})\b(?!\s*(?:km|miles|people|,\d))")
COUNTED = frozenset({"killed", "bodies_found", "identified", "buried", "missing", "abducted"})


def person_row(text: Text, mention: Mention, time: Interval | None, places: tuple[Place, ...]) -> PersonRow | None:
    """The row of a mention whose harmed head is a person's name; None for everybody else."""
    if mention.victim is None or mention.measure not in COUNTED or mention.quantity.value != 1:
        return None
    head = mention.sentence.doc[mention.victim]
    name = _name(head)
    if name is None:
        return None
    start, end = mention.sentence.extent(name)
    exact = text.content[start:end]
    age = AGE.match(text.content, end)
    return PersonRow(
        key=digest_of(text.source, "person", exact, nth_occurrence(text, start, exact)),
        anchor=anchor(text, start, end),
        name=" ".join(exact.split()),
        by=VERSION,
        age=age.group(1) if age else None,
        sex=mention.population.sex,
        date_of_death=time if mention.measure == "killed" else None,
        place=places[0] if places else None,
    )


def _name(head: Token) -> list[Token] | None:
    """The tokens of a personal name: the head itself or its apposition, with the proper nouns before it."""
    candidates = [head, *(c for c in head.children if c.dep_ == "appos")]
    for token in candidates:
        if (
            token.pos_ == "PROPN"
            and token.ent_type_ in ("PERSON", "")
            and token.lower_ not in ("police", "taliban")
            and (token.ent_type_ or sort_of(token) != "people")
        ):
            return [
                *(
                    t
                    for t in token.lefts
                    if t.pos_ == "PROPN" and t.dep_ in ("compound", "nmod", "flat") and sort_of(t) != "people"
                ),
                token,
            ]
    return None
