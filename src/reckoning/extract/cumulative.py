"""Whether a claim sums over several incidents: running totals, tolls of a war, figures of a year."""

from __future__ import annotations

from reckoning.extract.attach import clause, trigger_of
from reckoning.extract.date_grammar import lexicon
from reckoning.extract.date_phrases import TimePhrase
from reckoning.extract.mention import Mention
from reckoning.types import Text, Trace


def runs(text: Text, mention: Mention, near: tuple[TimePhrase, ...]) -> tuple[bool, tuple[Trace, ...]]:
    """Whether the mention is a running total, with the words that say so."""
    del text
    for phrase in near:
        if _long(mention, phrase):
            return True, (Trace(facet="cumulative", rule=f"phrase: {phrase.rule}", start=phrase.start, end=phrase.end),)
    return False, ()


def _long(mention: Mention, phrase: TimePhrase) -> bool:
    """Whether a phrase spans many incidents rather than dating one."""
    if phrase.kind in ("since", "window"):
        return True
    if phrase.kind == "period" and phrase.interval.grain in ("month", "year", "span"):
        return _plural_harm(mention)
    return False


def _plural_harm(mention: Mention) -> bool:
    trigger = trigger_of(mention)
    if trigger is None:
        return False
    words = {t.lemma_.lower() for t in clause(trigger).subtree}
    lasting = set(lexicon()["running"]["lasting"])
    return not words.isdisjoint(lasting)
