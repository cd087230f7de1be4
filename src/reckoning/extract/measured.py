"""One harmed head to one mention: its number, its group, its stretch of text, or None where it is no claim."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.counted import quantity_of
from reckoning.extract.harm import Harm, is_remains, word_set
from reckoning.extract.mention import Mention
from reckoning.extract.people import PLACEHOLDERS, is_plural, population_from, population_of, sort_of, unit_of
from reckoning.types import Population, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

COMMUNITIES = frozenset(["minority", "community", "tribe", "sect", "population", "clan"])
PARTITIVES = frozenset(["member", "members", "number", "none", "several", "many", "some", "most", "all"])
ATTACKERS = frozenset(
    ["gunman", "attacker", "assailant", "bomber", "suspect", "militant", "robber", "thief", "kidnapper"]
)
PERSONAL = frozenset(
    [
        "arrest",
        "detain",
        "apprehend",
        "kidnap",
        "abduct",
        "murder",
        "assassinate",
        "behead",
        "lynch",
        "assassination",
        "abduction",
        "kidnapping",
        "killing",
        "beheading",
        "wound",
        "injure",
    ]
)
BOTH = re.compile(
    r"^\s+(?:[\w-]+\s+){0,3}?(?:killed|dead)\s+(?:and|or|and/or|&)\s+(?:wounded|injured)\b"
    r"(?!\s+(?:\d|at least|more|an|about|some|[a-z]+\s+(?:others|people)))",
    re.IGNORECASE,
)
LONGEST = 240


def mention_of(  # noqa: C901, PLR0911 - one refusal after another
    sentence: Sentence, harm: Harm, head: Token, *, alone: bool, rule: str = ""
) -> Mention | None:
    sort = sort_of(head)
    if sort == "unknown" and _only_people(harm) and _role(head):
        sort = "people"
    if sort in ("thing", "animal") or (sort == "unknown" and not harm.strong):
        own = head.i == harm.trigger.i or rule_counts_things(harm) or is_remains(head)
        if not own:
            return None
    if harm.measure == "displaced" and (_runaway(harm) or head.lemma_.lower() in ATTACKERS):
        return None
    read = quantity_of(sentence, head)
    if read is None:
        return None
    quantity, number = read
    if (
        number is not None
        and harm.measure in ("killed", "injured")
        and BOTH.match(sentence.text[number[1] - sentence.start :])
    ):
        harm = replace(harm, measure="casualties", manner=None)
    if _estimated(harm) and quantity.bound == "exact" and quantity.value:
        quantity = replace(quantity, low=None, high=None, bound="about")
    if number is None and head.i < harm.trigger.i and head.i + 1 < len(head.doc) and head.nbor(1).text == ":":
        return None  # "Medics: 4 killed, 11 wounded": who speaks
    if number is None and not countable(harm, head, sort, quantity):
        return None
    if harm.rule.startswith("people:") and quantity.as_written.lower().startswith("a group"):
        return None
    remains = is_remains(harm.trigger)
    population = _population(sentence, harm, harm.trigger if rule in ("of them", "of the dead") else head)
    mention = made(
        sentence,
        harm,
        head,
        quantity,
        number,
        population,
        extent(sentence, harm, [head], number, alone=alone or rule in ("of them", "of the dead")),
        rule or harm.rule,
    )
    if (remains or is_remains(head)) and mention is not None:
        return replace(mention, unit="bodies")
    return mention


def _only_people(harm: Harm) -> bool:
    """Whether the word of harm takes nobody but people: arrested, abducted, assassinated, the murder of."""
    return harm.trigger.lemma_.lower() in PERSONAL


def _role(head: Token) -> bool:
    """ "an INGO assistant", "a suspected rustler": one person, by the article and the ending of the noun."""
    bare = head.left_edge.i == 0 and not any(c.dep_ in ("det", "poss") for c in head.lefts)
    single = head.tag_ == "NN" and (
        bare or any(c.lower_ in ("a", "an", "his", "her", "their", "one") for c in head.lefts)
    )
    return single and head.lemma_.lower().endswith(
        ("er", "or", "ist", "ian", "ant", "ent", "ee", "eer", "chief", "boss")
    )


def _runaway(harm: Harm) -> bool:
    """ "fled the scene": nobody is displaced."""
    return any(
        c.dep_ in ("dobj", "obj") and c.lemma_.lower() in ("scene", "spot", "site", "police")
        for c in harm.trigger.children
    )


def _estimated(harm: Harm) -> bool:
    """ "is estimated to have killed 410": the number is about right, says the verb."""
    return any(t.lemma_ == "estimate" and t.tag_ == "VBN" and t.dep_ != "amod" for t in [*harm.trigger.ancestors][:3])


def rule_counts_things(harm: Harm) -> bool:
    """ "200 cases of rape": the counted noun is no person, each case stands for one."""
    return harm.rule == "cases"


def _population(sentence: Sentence, harm: Harm, head: Token) -> Population:
    if harm.rule in ("of them", "of the dead"):
        return population_of(sentence, head)
    if harm.rule.startswith("people:") and head.lemma_.lower() in (
        "refugee",
        "idp",
        "evacuee",
        "hostage",
        "detainee",
        "captive",
        "martyr",
    ):
        return population_of(sentence, head)
    if rule_counts_things(harm) or head.i == harm.trigger.i or is_remains(head):
        left = [
            t
            for t in head.lefts
            if t.dep_ in ("amod", "compound", "poss")
            and t.pos_ in ("NOUN", "PROPN", "ADJ")
            and sort_of(t) == "people"
            and not t.like_num
            and t.lemma_.lower() not in PLACEHOLDERS
        ]
        words = left[-1].lemma_.lower() if left else ""
        return population_from(
            {"civilian": "civilians", "police": "police"}.get(
                words, f"{words}s" if words and words.isalpha() else "people"
            )
        )
    inner = _partitive(head)
    return population_of(sentence, inner if inner is not None else head)


def _partitive(head: Token) -> Token | None:
    """ "three of the soldiers": the soldiers."""
    if not head.like_num and head.lower_ not in PARTITIVES:
        return None
    return next(
        (
            o
            for c in head.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for o in c.children
            if o.dep_ == "pobj"
            and o.pos_ in ("NOUN", "PROPN")
            and (head.like_num or (sort_of(o) == "people" and (is_plural(o) or o.lemma_.lower() in COMMUNITIES)))
        ),
        None,
    )


def countable(  # noqa: PLR0911 - one answer per kind of head
    harm: Harm, head: Token, sort: str, quantity: Quantity
) -> bool:
    """Whether a head without a number is a claim: a single person, or a plural under a strong word."""
    if harm.rule == "remains":
        return bare_remains(harm, head)
    if quantity.value == 0 or head.lower_ == "another":
        return True
    if head.pos_ == "PRON" or head.i == harm.trigger.i:
        himself = head.lower_ in ("himself", "herself") and harm.trigger.lemma_ == "kill"
        return himself or (head.lower_ in ("him", "he", "she") and harm.measure in ("killed", "injured"))
    if sort != "people" or harm.trigger.lemma_.lower() in word_set("counted_only"):
        return False
    if quantity.value == 1:
        return harm.measure not in ("displaced",)
    if quantity.value != 0 and any(c.lower_ in ("the", "these", "those", "this") for c in head.lefts):
        return False
    return harm.measure in (
        "killed",
        "injured",
        "casualties",
        "sexual_violence",
        "bodies_found",
        "abducted",
        "displaced",
    )


def bare_remains(harm: Harm, head: Token) -> bool:
    """Uncounted bodies are a claim where somebody found or saw them, or where one person's body was."""
    definite = any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those") for c in harm.trigger.lefts)
    found = any(a.lemma_.lower() in word_set("remains", "found") for a in harm.trigger.ancestors)
    return (harm.trigger.tag_ == "NNS" and not definite and found) or (head.i != harm.trigger.i and not is_plural(head))


def extent(
    sentence: Sentence, harm: Harm, heads: list[Token], number: tuple[int, int] | None = None, *, alone: bool = True
) -> tuple[int, int]:
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


def made(  # noqa: PLR0913, PLR0917 - a mention has this many parts
    sentence: Sentence,
    harm: Harm,
    head: Token,
    quantity: Quantity,
    number: tuple[int, int] | None,
    population: Population,
    span: tuple[int, int],
    rule: str,
) -> Mention:
    unit = unit_of(head.lemma_)
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
