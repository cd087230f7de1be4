"""Death tolls and totals: "the toll rose to 22", "put the death toll at 40", "injuries totaled 270"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reckoning.extract.harm import verbs, word_set
from reckoning.extract.mention import Mention
from reckoning.extract.number import NumberSpan
from reckoning.extract.people import population_from, population_of, sort_of
from reckoning.types import Measure, Population

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

TOTALLED = frozenset(["total", "number", "reach", "exceed", "stand", "rise", "climb", "pass", "hit", "top"])
REACH = 12
GIVING = frozenset(["give", "put", "state", "report", "quote", "cite", "estimate"])
LEADS = frozenset(
    [
        "to",
        "at",
        "of",
        "past",
        "above",
        "beyond",
        "reached",
        "exceeded",
        "passed",
        "hit",
        "topped",
        "surpassed",
        "exceeds",
        "stands",
        "totaled",
        "totalled",
        "numbered",
        "is",
        "was",
        "now",
    ]
)


def toll_mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Mentions whose number stands behind a word for a toll."""
    found: list[Mention] = []
    for token in sentence.doc:
        measure = _measure(token)
        if measure is None:
            continue
        for number, head in _numbers_after(sentence, token):
            found.append(_mention(sentence, token, measure, number, head))
    return tuple(found)


@cache
def _plural_nouns() -> dict[str, Measure]:
    return {**verbs("nouns"), "fatality": "killed", "casualty": "casualties"}


def _measure(token: Token) -> Measure | None:
    lemma = token.lemma_.lower()
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == ":" and token.lower_ in verbs("wholes"):
        return verbs("wholes")[token.lower_]
    if lemma in word_set("tolls", "nouns"):
        before = token.doc[token.i - 1].lower_ if token.i else ""
        return "casualties" if before.startswith("casualt") else "injured" if before.startswith("injur") else "killed"
    plural_nouns = _plural_nouns()
    if (
        lemma in plural_nouns
        and token.tag_ == "NNS"
        and token.dep_ in ("nsubj", "pobj")
        and not any(c.like_num for c in token.lefts)
    ):
        above = token.head if token.dep_ == "nsubj" else token.head.head.head
        if above.lemma_.lower() in TOTALLED and above.i > token.i:
            return plural_nouns[lemma]
    if (
        lemma in verbs("people_nouns")
        and token.tag_ == "NNS"
        and token.dep_ == "nsubj"
        and token.head.lemma_ in ("number", "total")
    ):
        return verbs("people_nouns")[lemma]
    if lemma in ("number", "total") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT"):
        return _counted(token)
    return None


def _population(sentence: Sentence, token: Token, head: Token) -> Population:
    """Of whom a toll is: the counted noun, or the people that "the number of civilians killed" names."""
    if not head.like_num:
        return population_of(sentence, head)
    named = [
        t
        for t in token.doc[token.i + 1 : token.i + 5]
        if sort_of(t) == "people" and t.pos_ == "NOUN" and not t.like_num
    ]
    return (
        population_of(sentence, named[0])
        if named and named[0].lower_ not in verbs("numbers_of")
        else population_from("people")
    )


def _counted(token: Token) -> Measure | None:
    """ "the number of dead", "the number of people killed"."""
    words = [t.lower_ for t in token.doc[token.i + 1 : token.i + 7]]
    if "of" not in words[:1]:
        return None
    table = verbs("numbers_of")
    first = next((i for i, w in enumerate(words[1:5], 1) if w in table), None)
    if first is None:
        return None
    joined = words[first + 1 : first + 2] in (["and"], ["or"]) and words[first + 2 : first + 3]
    pair = {table[words[first]], table.get(joined[0])} if joined else set()
    return "casualties" if pair == {"killed", "injured"} else table[words[first]]


def _numbers_after(sentence: Sentence, token: Token) -> list[tuple[NumberSpan, Token]]:
    """Numbers in the reach of a toll word: led by "to", "at", "of"; a "from N" is a former figure and comes too."""
    found: list[tuple[NumberSpan, Token]] = []
    led: list[tuple[NumberSpan, Token, str]] = []
    for other in token.doc[token.i + 1 : token.i + REACH]:
        if (
            other.lower_ == ";"
            or (other.lower_ == ":" and other.i > token.i + 1)
            or (other.lower_ in ("and", "while", "but", "with") and found)
        ):
            break
        number = _span_at(sentence, other)
        if (
            number is None
            or number.use != "count"
            or (number.quantity.value is None and number.quantity.bound not in ("vague", "range"))
        ):
            continue
        head = other.head if other.dep_ == "nummod" and other.head.i > other.i else other
        if _own_word(token, other):
            continue  # "casualties: 61 killed and 153 injured": each number has its own word
        lead = _lead(other)
        if sort_of(head) in ("people", "unknown") and (
            (
                (lead in LEADS or (lead == "as" and token.head.lemma_.lower() in GIVING))
                and not any(w != "from" for _, _, w in led)
            )
            or lead == "from"
            or (not found and other.i - token.i <= 3)
        ):
            led.append((number, head, lead))
            found.append((number, head))
    return found


def _own_word(token: Token, number: Token) -> bool:
    """Whether a number behind a word for casualties is followed by killed or injured, its own word."""
    after = number.nbor(1).lower_ if number.i + 1 < len(number.doc) else ""
    return token.lemma_.lower() == "casualty" and verbs("wholes").get(after) in ("killed", "injured")


def _lead(number: Token) -> str:
    """The word that leads a number: "to", "at", "from", or a verb of rising in any form."""
    if not number.i:
        return ""
    before = number.doc[number.i - 1]
    return "to" if before.lemma_.lower() in word_set("tolls", "rise") else before.lower_


def _span_at(sentence: Sentence, token: Token) -> NumberSpan | None:
    if not token.like_num:
        return None
    start = sentence.begin(token) - sentence.start
    return next((n for n in sentence.numbers if n.start <= start < n.end), None)


def _mention(sentence: Sentence, token: Token, measure: Measure, number: NumberSpan, head: Token) -> Mention:
    above = token.doc[max(0, head.i - 1)].lemma_.lower() in (
        "exceed",
        "surpass",
        "top",
        "pass",
        "past",
        "beyond",
        "above",
    )
    quantity = number.quantity
    if above and quantity.bound == "exact" and quantity.value is not None:
        quantity = replace(quantity, low=quantity.value + 1, high=None, bound="at_least")
    start = min(sentence.begin(token), sentence.start + number.start)
    end = max(sentence.finish(token), sentence.start + number.end)
    return Mention(
        sentence=sentence,
        start=start,
        end=end,
        measure=measure,
        quantity=quantity,
        population=_population(sentence, token, head),
        trigger=token.i,
        victim=head.i,
        number=(sentence.start + number.start, sentence.start + number.end),
        rule=f"toll:{token.lemma_.lower()}",
    )
