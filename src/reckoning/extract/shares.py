"""Shares of a whole told before: "Women made up 40 per cent of the dead", "Some 88 per cent are women and children".

Reach for ``shares`` where a sentence gives a percentage or a fraction that no frame has taken. It is a part only where
it says whose share it is, by a word for the harmed or by their group, or where it describes the people just counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.enclosure import group_relation
from reckoning.extract.harm import verbs
from reckoning.extract.mention import Found, Mention, size_of
from reckoning.extract.people import population_from, sort_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence

MAKES = re.compile(
    r"^\W*(?P<group>(?:[\w’'-]+\s+){1,5}?)(?:mak(?:e|es|ing)\s+up|made\s+up|account(?:s|ed|ing)?\s+for|constitut(?:e|es|ed)"
    r"|compris(?:e|es|ed)|represent(?:s|ed)?|were|are)\s+$",
    re.IGNORECASE,
)
OF = re.compile(r"\s+of\s+(?:all\s+)?(?:the|those|these|all|them|whom)\b\s*((?:[\w’'-]+\s*){0,3})", re.IGNORECASE)
ARE = re.compile(
    r"(?:\s+of\s+(?:them|these|those|whom))?\s+(?:were|are|was|is)\s+(?P<group>[^.;,:()]{3,60})", re.IGNORECASE
)
OPENS = re.compile(r"(?:^|[,;:(–—]|\b(?:and|while|of (?:them|whom|these|those),?))\s*$", re.IGNORECASE)
WORDS = re.compile(r"[\w’'-]+")
SUBJECT = 120  # characters at most from the sentence's begin to the share
PEOPLE = 6  # words behind a copula in which the people must be named


def gives_share(sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may give a share of those counted before: worth parsing then."""
    return any(_shape(sentence, n) for n in sentence.numbers if n.use == "share")


def shares(sentence: Sentence, found: list[Found], before: tuple[Mention, ...]) -> tuple[Found, ...]:
    """The shares that a sentence gives of a whole counted in it, or right before it, each with the whole's stretch."""
    taken = [f.mention.number for f in found if f.mention.number]
    made = []
    for number in (n for n in sentence.numbers if n.use == "share"):
        start = sentence.start + number.start
        if any(a < sentence.start + number.end and start < b for a, b in taken):
            continue
        here = [f.mention for f in found if f.of is None and f.whole is None and f.mention.end <= start]
        item = _share(sentence, number, [w for w in (*before, *here) if _counts(w)])
        made += [item] if item is not None else []
    return tuple(made)


def _counts(mention: Mention) -> bool:
    quantity = mention.quantity
    return mention.number is not None and quantity.fraction is None and (size_of(mention) or 0) > 1


def _shape(sentence: Sentence, number: NumberSpan) -> bool:
    text = sentence.text
    makes = _makes(text, number) and OF.match(text[number.end :])
    return bool(makes or (OPENS.search(text[: number.start]) and ARE.match(text[number.end :])))


def _makes(text: str, number: NumberSpan) -> re.Match[str] | None:
    return MAKES.match(text[: number.start]) if number.start <= SUBJECT else None


def _share(sentence: Sentence, number: NumberSpan, wholes: list[Mention]) -> Found | None:
    text = sentence.text
    makes, of = _makes(text, number), OF.match(text[number.end :])
    are = ARE.match(text[number.end :]) if OPENS.search(text[: number.start]) else None
    if makes is not None and of is not None:
        named = [w for w in wholes if _names(of[1], w)]
        head = _person(sentence, makes.start("group"), makes.end("group"))
    elif are is not None:
        named, begin = wholes, number.end + are.start("group")
        head = _person(sentence, begin, number.end + are.end("group"))
    else:
        return None
    named = [w for w in named if w.unit != "families"] or named
    return _found(sentence, number, named[-1], head) if named and head is not None else None


def _names(words: str, whole: Mention) -> bool:
    """Whether "of the newly displaced", "of the refugees" names the whole, by its harm or by its group."""
    said = [w.lower() for w in WORDS.findall(words)]
    if not said or any(verbs("wholes").get(w) in (whole.measure, "casualties") for w in said):
        return True
    groups = [population_from(w) for w in said]
    return any(g.text != "people" and group_relation(g, whole.population) in ("same", "wider") for g in groups)


def _person(sentence: Sentence, start: int, end: int) -> Token | None:
    """The noun for people in a stretch of the sentence."""
    inside = [t for t in sentence.doc if start <= sentence.begin(t) - sentence.start < end][:PEOPLE]
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ != "amod" for t in inside):
        return None
    return next((t for t in inside if t.pos_ in ("NOUN", "PROPN") and sort_of(t) == "people"), None)


def _found(sentence: Sentence, number: NumberSpan, whole: Mention, head: Token) -> Found:
    start, end = sentence.extent([head])
    plurals = [t for t in sentence.doc[head.i + 1 : head.i + 3] if t.tag_ == "NNS" and sort_of(t) == "people"]
    joined = plurals[0] if plurals and sentence.doc[head.i + 1].lower_ == "and" else head
    group = population_from(sentence.words([head, joined]) if joined is not head else head.text.lower())
    at = (sentence.start + number.start, sentence.start + number.end)
    mention = Mention(
        sentence=sentence, start=min(start, at[0]), end=max(end, sentence.finish(joined), at[1]),
        measure=whole.measure, quantity=number.quantity, population=group, victim=head.i, number=at,
        manner=whole.manner, unit="people", rule="share",
    )  # fmt: skip
    return Found(mention=mention, of=(whole.start, whole.end))
