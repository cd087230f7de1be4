"""Claims of harm in one sentence: harmed heads with their numbers, before anybody asks who says so.

``detect`` follows the frames of harm to the harmed nouns, spreads them over coordinations and "including" phrases,
reads their numbers, and refuses what is no report: threats, plans, counterfactuals, animals and things.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reckoning.extract.context import refused
from reckoning.extract.frames import Harm, harms, word_set
from reckoning.extract.mention import Mention
from reckoning.extract.number import NumberSpan
from reckoning.extract.people import is_plural, population_from, population_of, sort_of
from reckoning.extract.tolls import toll_mentions
from reckoning.types import Population, Quantity, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

LONGEST = 240
SINGULAR = ("NN", "NNP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention with the token that it is a part of, if an "including" phrase says so."""

    mention: Mention
    whole: int | None = None


def detect(sentence: Sentence) -> tuple[Found, ...]:
    """All mentions of harm in a sentence, left to right, one for each harmed head."""
    found: list[Found] = []
    used: set[int] = set()
    for mention in toll_mentions(sentence):
        found.append(Found(mention=mention))
        used.add(mention.victim if mention.victim is not None else -1)
    for harm in _ranked(sentence):
        for item in _spread(sentence, harm):
            key = _number_token(sentence, item.mention)
            if key not in used:
                used.add(key)
                found.append(item)
    return tuple(sorted(found, key=lambda f: (f.mention.start, f.mention.end)))


def _ranked(sentence: Sentence) -> list[Harm]:
    """Strong frames first, so that a refugee who was killed is not counted as displaced."""
    order = {"killed": 0, "injured": 1, "sexual_violence": 1, "abducted": 1, "detained": 1, "bodies_found": 0}
    return sorted(harms(sentence.doc), key=lambda h: (not h.strong, order.get(h.measure, 2), h.trigger.i))


def _number_token(sentence: Sentence, mention: Mention) -> int:
    return mention.victim if mention.victim is not None else -1


def _spread(sentence: Sentence, harm: Harm) -> list[Found]:
    """The harm over all heads that it reaches: the victim, those coordinated with it, and the parts named."""
    heads = [harm.victim, *_coordinated(harm.victim)]
    if refused(harm, sentence):
        return []
    found = []
    enumeration = _enumeration(sentence, harm, heads)
    if enumeration is not None:
        found.append(Found(mention=enumeration))
    else:
        for head in heads:
            mention = _mention(sentence, harm, head, alone=len(heads) == 1)
            if mention is not None:
                found.append(Found(mention=mention))
    for part, whole in _parts(harm, heads):
        mention = _mention(sentence, harm, part, alone=False, rule="including")
        if mention is not None:
            found.append(Found(mention=mention, whole=whole.i))
    return found


def _coordinated(head: Token) -> list[Token]:
    found = []
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
            found += [child, *_coordinated(child)]
    return found


def _parts(harm: Harm, heads: list[Token]) -> list[tuple[Token, Token]]:
    """Nouns of "including five women", "among them ten troops" beside a head or its verb, each with its whole."""
    found = []
    for owner in {h.i: h for h in [*heads, harm.trigger]}.values():
        for child in owner.children:
            if child.dep_ == "prep" and child.lower_ in ("including", "among") or child.lower_ == "including":
                for noun in (c for c in child.children if c.dep_ in ("pobj", "dobj", "obj") and c.lower_ not in ("them", "whom", "those", "victims", "dead")):
                    found += [(t, heads[0]) for t in [noun, *_coordinated(noun)]]
    return found


def _enumeration(sentence: Sentence, harm: Harm, heads: list[Token]) -> Mention | None:
    """"X, his brother and two others": single persons named together are one claim of their sum."""
    if len(heads) < 2 or any(h.lemma_.lower() in word_set("remains", "nouns") for h in heads):
        return None
    quantities = [_quantity(sentence, h) for h in heads]
    singles = [q for h, q in zip(heads, quantities, strict=True) if q is not None and q[0].value == 1 and q[1] is None and sort_of(h) == "people"]
    rest = [(h, q) for h, q in zip(heads, quantities, strict=True) if q is None or not (q[0].value == 1 and q[1] is None)]
    if not singles or any(q is None or q[0].bound != "exact" or h.lemma_.lower() not in ("other", "person", "civilian") and not h.like_num for h, q in rest):
        return None
    total = len(singles) + sum(q[0].value or 0 for _, q in rest if q)
    first, last = heads[0], heads[-1]
    start, end = _extent(sentence, harm, [first, last])
    quantity = Quantity(low=total, high=total, value=total, bound="exact", as_written=sentence.text[start - sentence.start : end - sentence.start])
    return _made(sentence, harm, first, quantity, None, population_of(sentence, first) if not rest and len({h.lemma_ for h in heads}) == 1 else population_from("people"), (start, end), "enumeration")


def _mention(sentence: Sentence, harm: Harm, head: Token, *, alone: bool, rule: str = "") -> Mention | None:
    sort = sort_of(head)
    if sort in ("thing", "animal") or (sort == "unknown" and not harm.strong):
        own = head.i == harm.trigger.i or head.lemma_.lower() in word_set("remains", "nouns")
        if not own:
            return None
    read = _quantity(sentence, head)
    if read is None:
        return None
    quantity, number = read
    if number is None and not _countable(harm, head, sort, quantity):
        return None
    remains = harm.trigger.lemma_.lower() in word_set("remains", "nouns")
    population = _population(sentence, harm, head)
    mention = _made(sentence, harm, head, quantity, number, population, _extent(sentence, harm, [head], number, alone=alone), rule or harm.rule)
    if remains and mention is not None:
        return replace(mention, unit="bodies")
    return mention


def _population(sentence: Sentence, harm: Harm, head: Token) -> Population:
    if head.i == harm.trigger.i or head.lemma_.lower() in word_set("remains", "nouns"):
        left = [t for t in head.lefts if t.dep_ in ("amod", "compound", "poss") and sort_of(t) == "people" and not t.like_num]
        words = left[-1].lemma_.lower() if left else ""
        return population_from({"civilian": "civilians", "police": "police"}.get(words, f"{words}s" if words and words.isalpha() else "people"))
    inner = _partitive(head)
    return population_of(sentence, inner if inner is not None else head)


def _partitive(head: Token) -> Token | None:
    """"three of the soldiers": the soldiers."""
    if not head.like_num and head.lemma_.lower() not in ("member", "number", "dozen"):
        return None
    return next((o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj" and o.pos_ in ("NOUN", "PROPN")), None)


def _countable(harm: Harm, head: Token, sort: str, quantity: Quantity) -> bool:
    """Whether a head without a number is a claim: a single person, or a plural under a strong word."""
    if head.pos_ == "PRON" or head.i == harm.trigger.i:
        return head.lower_ in ("him", "he", "she") and harm.measure in ("killed", "injured")
    if sort != "people":
        return False
    if quantity.value == 1:
        return harm.measure not in ("displaced",)
    return harm.measure in ("killed", "injured", "sexual_violence", "bodies_found", "abducted", "displaced")


def _quantity(sentence: Sentence, head: Token) -> tuple[Quantity, tuple[int, int] | None] | None:
    """The number of a head and where it stands; None where the head cannot be counted."""
    number = number_of(sentence, head)
    if number is not None:
        if number.use not in ("count", "share"):
            return None
        return number.quantity, (sentence.start + number.start, sentence.start + number.end)
    if any(c.lower_ in ("no", "zero") and c.dep_ in ("det", "nummod") for c in head.children) or head.lower_ in ("nobody", "none"):
        return _plain(0, head), None
    if any(c.lower_ in ("how", "such", "any", "every", "each", "what", "which") for t in [head, *head.lefts] for c in [t, *t.children]):
        return None
    if head.tag_ in SINGULAR and not is_plural(head) or head.lower_ in ("he", "she", "him"):
        return _plain(1, head), None
    if is_plural(head):
        return Quantity(low=2, high=None, value=None, bound="vague", as_written=""), None
    return None


def _plain(value: int, head: Token) -> Quantity:
    return Quantity(low=value, high=value, value=value, bound="exact", as_written=head.text if value != 1 else "")


def number_of(sentence: Sentence, head: Token) -> NumberSpan | None:
    """The number span that counts a head: its own, or that of a numeral child, or "hundreds" before "of"."""
    tokens = [head, *(c for c in head.lefts if c.dep_ in ("nummod", "amod", "det", "quantmod", "compound", "nmod", "advmod", "npadvmod", "predet", "appos", "dep"))]
    for token in tokens:
        start, end = sentence.begin(token) - sentence.start, sentence.finish(token) - sentence.start
        for number in sentence.numbers:
            if number.start < end and start < number.end and (token.i == head.i or number.core_start < end):
                return number
    return None


def _extent(sentence: Sentence, harm: Harm, heads: list[Token], number: tuple[int, int] | None = None, *, alone: bool = True) -> tuple[int, int]:
    """The shortest stretch with number, head and (for a lone head, or the nearest) the trigger."""
    tokens = [*heads]
    for head in heads:
        tokens += [t for t in head.lefts if t.dep_ in ("nummod", "amod", "compound", "det", "poss", "nmod")]
    if alone or len(heads) > 1:
        tokens.append(harm.trigger)
    start, end = sentence.extent(tokens)
    if number is not None:
        start, end = min(start, number[0]), max(end, number[1])
    if end - start > LONGEST:
        start, end = sentence.extent(heads)
        start, end = (min(start, number[0]), max(end, number[1])) if number else (start, end)
    return start, end


def _made(sentence: Sentence, harm: Harm, head: Token, quantity: Quantity, number: tuple[int, int] | None, population: Population, span: tuple[int, int], rule: str) -> Mention:  # noqa: PLR0913
    unit: Unit = "families" if head.lemma_.lower() in ("family", "household") else "people"
    return Mention(
        sentence=sentence,
        start=span[0],
        end=span[1],
        measure=harm.measure,
        quantity=quantity,
        population=population,
        trigger=harm.trigger.i,
        victim=head.i,
        number=number,
        manner=harm.manner,
        unit=unit,
        rule=rule,
    )
