"""A second harm to the same people: "captured and later executed", "abducted and raped"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKING = frozenset(["abducted", "detained", "missing", "displaced"])
TAKEN = frozenset(["kidnap", "abduct", "seize", "capture", "take", "arrest", "detain", "hold"])
AFTER_TAKING = frozenset(
    [
        "killed",
        "sexual_violence",
        "injured",
        "detained",
        "abducted",
        "casualties",
        "bodies_found",
        "identified",
        "buried",
    ]
)


def second_deed(first: Mention, again: Mention) -> Mention | None:
    """The second mention with a quote of its own, where two verbs of one coordination harm the same head in turn.

    Killed and wounded on one head is a number of both (casualties), and no second deed.
    """
    if first.trigger is None or again.trigger is None or first.measure == again.measure or again.quantity.value == 0:
        return None
    measures = {first.measure, again.measure}
    if not (measures & TAKING) or not (measures <= TAKING | AFTER_TAKING) or "displaced" in measures:
        return None
    doc = again.sentence.doc
    one, two = sorted((doc[first.trigger], doc[again.trigger]), key=lambda t: t.i)
    if again.victim is not None and _clause(one, two, doc[again.victim]):
        return again
    joined = (
        two.dep_ == "conj" and two.head.i == one.i and not any(c.dep_ in ("nsubj", "nsubjpass") for c in two.children)
    )
    between = {t.lower_ for t in doc[one.i : two.i]}
    if not joined or not (one.tag_.startswith("VB") and two.tag_.startswith("VB")) or between & {"or", "and/or"}:
        return None
    if doc[again.trigger].i != two.i:
        return replace(again, start=again.start, end=again.end)
    start, end = again.sentence.extent([*(c for c in two.lefts if c.dep_ == "advmod"), two])
    return replace(again, start=start, end=end)


def _clause(one: Token, two: Token, noun: Token) -> bool:
    """ "the policemen kidnapped last month were found dead": the taking stands in a clause on the noun."""
    return any(
        t.dep_ in ("acl", "relcl") and t.head.i == noun.i and t.tag_ in ("VBN", "VBD") and t.lemma_.lower() in TAKEN
        for t in (one, two)
    )
