"""Claims of harm in one sentence: harmed heads with their numbers, before anybody asks who says so.

``detect`` follows the frames of harm to the harmed nouns, spreads them over coordinations and "including" phrases,
reads their numbers, and refuses what is no report: threats, plans, counterfactuals, animals and things.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reckoning.extract.context import refused
from reckoning.extract.frames import Harm, harms, verbs, word_set
from reckoning.extract.leftover import leftover
from reckoning.extract.lists import continued
from reckoning.extract.mention import Mention
from reckoning.extract.number import NumberSpan
from reckoning.extract.parts import Part, parts, said_parts
from reckoning.extract.people import PLACEHOLDERS, is_collective, is_plural, population_from, population_of, sort_of
from reckoning.extract.tolls import toll_mentions
from reckoning.extract.zero import zero_mentions
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
    for item in (Found(mention=m) for m in (*zero_mentions(sentence), *toll_mentions(sentence))):
        _take(found, used, item)
    _add_parts(sentence, found, used, said_parts(sentence))
    for harm in _ranked(sentence):
        for item in _spread(sentence, harm):
            _take(found, used, item)
    _add_parts(sentence, found, used, parts(sentence, [f.mention for f in found]))
    for harm in leftover(sentence, {f.mention.number for f in found if f.mention.number}):
        for item in _spread(sentence, harm):
            _take(found, used, item)
    _add_parts(sentence, found, used, parts(sentence, [f.mention for f in found]))
    for item in continued(sentence, [f.mention for f in found]):
        _take(found, used, Found(mention=item.mention, whole=item.whole))
    return tuple(sorted(_hedged(found), key=lambda f: (f.mention.start, f.mention.end)))


def _add_parts(sentence: Sentence, found: list[Found], used: set[int], named: tuple[Part, ...]) -> None:
    for part in named:
        made = _mention(sentence, part.harm, part.head, alone=False, rule=part.rule)
        if made is not None:
            _take(found, used, Found(mention=replace(made, start=min(made.start, part.start)), whole=part.whole))


def _take(found: list[Found], used: set[int], item: Found) -> None:
    """Keep a mention unless its head, or its number, has been taken by a stronger frame."""
    numbers = {f.mention.number for f in found if f.mention.number}
    inside = any(
        f.mention.rule == "enumeration" and f.mention.start <= item.mention.start and item.mention.end <= f.mention.end
        for f in found
    )
    if inside:
        return
    key = item.mention.victim if item.mention.victim is not None else -1
    if key not in used and item.mention.number not in numbers:
        used.add(key)
        found.append(item)


def _hedged(found: list[Found]) -> list[Found]:
    """A hedge spreads over a coordination with one verb: "at least 166 killed and 234 injured"."""
    done: list[Found] = []
    for item in sorted(found, key=lambda f: f.mention.start):
        first = next((f.mention for f in reversed(done) if _elided(f.mention, item.mention)), None)
        done.append(
            item
            if first is None
            else replace(
                item, mention=replace(item.mention, quantity=_share_bound(first.quantity, item.mention.quantity))
            )
        )
    return done


def _elided(first: Mention, second: Mention) -> bool:
    """Whether the second harm leans on the first one's auxiliary or is a bare participle beside it."""
    if (
        first.quantity.bound not in ("at_least", "about")
        or second.quantity.bound != "exact"
        or second.number is None
        or first.trigger is None
        or second.trigger is None
    ):
        return False
    doc = first.sentence.doc
    one, two = doc[first.trigger], doc[second.trigger]
    if (
        two.i <= one.i
        or one.tag_ not in ("VBN", "JJ", "NN", "VBD", "NNS")
        or two.tag_ not in ("VBN", "JJ", "VBD", "NNS", "NN")
    ):
        return False
    between = doc[one.i + 1 : two.i]
    linked = any(t.lower_ in ("and", ",", "as") for t in between) and not any(
        t.pos_ == "AUX" or t.lower_ in (";", "while", "but", "including") or t.tag_ in ("VBZ", "VBP") for t in between
    )
    own_object = any(c.dep_ in ("dobj", "obj") for c in two.children) and two.tag_ != "JJ"
    return linked and not own_object


def _share_bound(first: Quantity, second: Quantity) -> Quantity:
    if first.bound == "about":
        return replace(second, low=None, high=None, bound="about")
    return replace(second, low=second.value, high=None, bound="at_least")


def _ranked(sentence: Sentence) -> list[Harm]:
    """Strong frames first, so that a refugee who was killed is not counted as displaced."""
    order = {"killed": 0, "injured": 1, "sexual_violence": 1, "abducted": 1, "detained": 1, "bodies_found": 0}
    return sorted(harms(sentence.doc), key=lambda h: (not h.strong, order.get(h.measure, 2), h.trigger.i))


def _spread(sentence: Sentence, harm: Harm) -> list[Found]:
    """The harm over all heads that it reaches: the victim and those coordinated with it."""
    heads = [harm.victim, *_coordinated(harm.victim), *_accompanied(harm)]
    if refused(harm, sentence):
        return []
    heads, joined = _under_one_number(sentence, heads)
    together = _enumeration(sentence, harm, heads) or _plurals(sentence, harm, heads)
    if together is not None:
        return [Found(mention=together)]
    mentions = [_mention(sentence, harm, head, alone=len(heads) == 1) for head in heads]
    if joined and mentions and mentions[-1] is not None:
        words = sentence.words([population_start(heads[-1]), joined[-1]])
        mentions[-1] = replace(
            mentions[-1], population=population_from(words), end=max(mentions[-1].end, sentence.finish(joined[-1]))
        )
    return [Found(mention=m) for m in mentions if m is not None]


def _under_one_number(sentence: Sentence, heads: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "25 soldiers and allied fighters": one number for both; the plain plurals behind a counted head are joined to it."""
    if len(heads) < 2 or number_of(sentence, heads[0]) is None or heads[0].like_num:
        return heads, []
    plain = [
        h
        for h in heads[1:]
        if is_plural(h)
        and number_of(sentence, h) is None
        and not any(c.dep_ in ("det", "poss") for c in h.lefts)
        and sort_of(h) != "thing"
    ]
    return (heads[:1], plain) if plain == heads[1:] else (heads, [])


def _coordinated(head: Token) -> list[Token]:
    found = []
    for child in head.children:
        clause = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        listed = child.dep_ == "conj" or (child.dep_ == "appos" and _goes_on(child))
        if listed and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and not clause and not _other_harm(child):
            found += [child, *_coordinated(child)]
    return found


def _goes_on(child: Token) -> bool:
    """An apposition that is a member of a list: "a leader, a facilitator and several others"."""
    return any(c.dep_ == "conj" for c in child.children) and any(
        c.lower_ in ("a", "an") or c.like_num for c in child.lefts
    )


def _accompanied(harm: Harm) -> list[Token]:
    """ "a facilitator along with several insurgents": those who came to the same harm beside the head."""
    found = []
    for owner in (harm.trigger, harm.victim):
        for prep in (c for c in owner.children if c.dep_ == "prep" and c.lower_ in ("along", "together", "with")):
            inner = [prep, *(c for c in prep.children if c.dep_ == "prep" and c.lower_ == "with")]
            phrase = [
                o for p in inner if p.lower_ == "with" and prep.lower_ != "with" for o in p.children if o.dep_ == "pobj"
            ]
            found += [o for o in phrase if sort_of(o) == "people"]
    return found


def _other_harm(head: Token) -> bool:
    """Whether a coordinated head has a harm of its own ("one dead, eighteen injured", "a death and two injuries")."""
    lemma = head.lemma_.lower()
    if lemma in verbs("nouns") or head.lower_ in verbs("states"):
        return True
    after = next((t for t in head.doc[head.i + 1 : head.i + 3] if t.pos_ != "ADV"), None)
    return after is not None and (
        after.lower_ in verbs("states")
        or (after.tag_ in ("VBN", "VBD") and after.lemma_.lower() in verbs("object_verbs") | verbs("subject_verbs"))
    )


def _plurals(sentence: Sentence, harm: Harm, heads: list[Token]) -> Mention | None:
    """ "women and children" without numbers: one vague claim of at least two each."""
    plain = all(
        is_plural(h) and sort_of(h) == "people" and number_of(sentence, h) is None and h.pos_ != "PRON" for h in heads
    )
    if (
        len(heads) < 2
        or not plain
        or not _countable(
            harm, heads[0], "people", Quantity(low=2, high=None, value=None, bound="vague", as_written="")
        )
    ):
        return None
    words = sentence.words([population_start(heads[0]), heads[-1]])
    quantity = Quantity(low=2 * len(heads), high=None, value=None, bound="vague", as_written="")
    return _made(
        sentence,
        harm,
        heads[0],
        quantity,
        None,
        population_from(words),
        _extent(sentence, harm, [heads[0], heads[-1]]),
        "plurals",
    )


def population_start(head: Token) -> Token:
    """First word of a plain noun phrase, without article or "both"."""
    left = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod")]
    return left[0] if left else head


def _enumeration(sentence: Sentence, harm: Harm, heads: list[Token]) -> Mention | None:
    """ "X, his brother and two others": single persons named together are one claim of their sum."""
    if len(heads) < 2 or any(h.lemma_.lower() in word_set("remains", "nouns") for h in heads):
        return None
    quantities = [_quantity(sentence, h) for h in heads]
    singles = [
        q
        for h, q in zip(heads, quantities, strict=True)
        if q is not None and q[0].value == 1 and q[1] is None and sort_of(h) == "people"
    ]
    rest = [
        (h, q) for h, q in zip(heads, quantities, strict=True) if q is None or not (q[0].value == 1 and q[1] is None)
    ]
    if not singles or any(q is None or q[0].bound != "exact" or not _joins(h) for h, q in rest):
        return None
    total = len(singles) + sum(q[0].value or 0 for _, q in rest if q)
    first, last = heads[0], heads[-1]
    start, end = _extent(sentence, harm, [first, last])
    quantity = Quantity(
        low=total,
        high=total,
        value=total,
        bound="exact",
        as_written=sentence.text[start - sentence.start : end - sentence.start],
    )
    return _made(
        sentence,
        harm,
        first,
        quantity,
        None,
        population_of(sentence, first)
        if not rest and len({h.lemma_ for h in heads}) == 1
        else population_from("people"),
        (start, end),
        "enumeration",
    )


def _joins(head: Token) -> bool:
    """Counted companions of a single person: "two others", "her two children"."""
    return (
        head.like_num
        or head.lemma_.lower() in ("other", "person", "civilian")
        or any(c.dep_ == "poss" for c in head.lefts)
    )


def _mention(sentence: Sentence, harm: Harm, head: Token, *, alone: bool, rule: str = "") -> Mention | None:
    sort = sort_of(head)
    if sort in ("thing", "animal") or (sort == "unknown" and not harm.strong):
        own = (
            head.i == harm.trigger.i or rule_counts_things(harm) or head.lemma_.lower() in word_set("remains", "nouns")
        )
        if not own:
            return None
    read = _quantity(sentence, head)
    if read is None:
        return None
    quantity, number = read
    if _estimated(harm) and quantity.bound == "exact" and quantity.value:
        quantity = replace(quantity, low=None, high=None, bound="about")
    if number is None and not _countable(harm, head, sort, quantity):
        return None
    remains = harm.trigger.lemma_.lower() in word_set("remains", "nouns")
    population = _population(sentence, harm, harm.trigger if rule in ("of them", "of the dead") else head)
    mention = _made(
        sentence,
        harm,
        head,
        quantity,
        number,
        population,
        _extent(sentence, harm, [head], number, alone=alone or rule in ("of them", "of the dead")),
        rule or harm.rule,
    )
    if remains and mention is not None:
        return replace(mention, unit="bodies")
    return mention


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
    if rule_counts_things(harm) or head.i == harm.trigger.i or head.lemma_.lower() in word_set("remains", "nouns"):
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
    if not head.like_num and head.lemma_.lower() not in ("member", "number", "dozen"):
        return None
    return next(
        (
            o
            for c in head.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for o in c.children
            if o.dep_ == "pobj" and o.pos_ in ("NOUN", "PROPN") and (head.like_num or sort_of(o) == "people")
        ),
        None,
    )


def _countable(harm: Harm, head: Token, sort: str, quantity: Quantity) -> bool:
    """Whether a head without a number is a claim: a single person, or a plural under a strong word."""
    if harm.rule == "remains":
        return _bare_remains(harm, head)
    if head.pos_ == "PRON" or head.i == harm.trigger.i:
        return head.lower_ in ("him", "he", "she") and harm.measure in ("killed", "injured")
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


def _bare_remains(harm: Harm, head: Token) -> bool:
    """Uncounted bodies are a claim where somebody found or saw them, or where one person's body was."""
    definite = any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those") for c in harm.trigger.lefts)
    found = any(a.lemma_.lower() in word_set("remains", "found") for a in harm.trigger.ancestors)
    return (harm.trigger.tag_ == "NNS" and not definite and found) or (head.i != harm.trigger.i and not is_plural(head))


def _quantity(sentence: Sentence, head: Token) -> tuple[Quantity, tuple[int, int] | None] | None:
    """The number of a head and where it stands; None where the head cannot be counted."""
    number = number_of(sentence, head) or _counted_remains(sentence, head)
    if number is not None:
        before = sentence.text[: number.start].lower().split()[-1:]
        if number.use not in ("count", "share") or before in (["how"], ["as"]):
            return None
        return number.quantity, (sentence.start + number.start, sentence.start + number.end)
    if head.lower_ == "one" and head.i and head.doc[head.i - 1].lower_ == "no":
        return _plain(0, head), None
    if any(c.lower_ in ("no", "zero") and c.dep_ in ("det", "nummod") for c in head.children) or head.lower_ in (
        "nobody",
        "none",
    ):
        return _plain(0, head), None
    if any(
        c.lower_ in ("how", "such", "any", "every", "each", "what", "which")
        for t in [head, *head.lefts]
        for c in [t, *t.children]
    ):
        return None
    if any(c.lower_ == "both" for c in head.lefts) and is_plural(head):
        return Quantity(low=2, high=2, value=2, bound="exact", as_written="both"), None
    if is_collective(head) or head.lemma_.lower() in ("number", "life"):
        return None
    if (head.tag_ in SINGULAR and not is_plural(head)) or head.lower_ in ("he", "she", "him"):
        return _plain(1, head), None
    if is_plural(head):
        return Quantity(low=2, high=None, value=None, bound="vague", as_written=""), None
    return None


def _counted_remains(sentence: Sentence, head: Token) -> NumberSpan | None:
    """ "65 bodies of civilians": the bodies are counted."""
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    return (
        number_of(sentence, above)
        if above is not None and above.lemma_.lower() in word_set("remains", "nouns")
        else None
    )


def _plain(value: int, head: Token) -> Quantity:
    return Quantity(low=value, high=value, value=value, bound="exact", as_written=head.text if value != 1 else "")


def _compounds(head: Token) -> list[Token]:
    """Nouns that modify a head, to any depth ("31 IS group militants")."""
    direct = [c for c in head.lefts if c.dep_ in ("compound", "nmod")]
    return [x for c in direct for x in (c, *_compounds(c))]


def number_of(sentence: Sentence, head: Token) -> NumberSpan | None:
    """The number span that counts a head: its own, or that of a numeral child, or "hundreds" before "of"."""
    near = [head, *_compounds(head)]
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
    for token in tokens:
        start, end = sentence.begin(token) - sentence.start, sentence.finish(token) - sentence.start
        for number in sentence.numbers:
            if number.start < end and start < number.end and (token.i == head.i or number.core_start < end):
                return number
    return None


def _extent(
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


def _made(
    sentence: Sentence,
    harm: Harm,
    head: Token,
    quantity: Quantity,
    number: tuple[int, int] | None,
    population: Population,
    span: tuple[int, int],
    rule: str,
) -> Mention:
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
