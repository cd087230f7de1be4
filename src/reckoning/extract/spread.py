"""One harm over all heads that it reaches: coordinations, companions, enumerations of persons, plain plurals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.context import refused
from reckoning.extract.counted import number_of, plain_count, quantity_of
from reckoning.extract.harm import Harm, is_remains, verbs
from reckoning.extract.measured import countable, extent, made, mention_of
from reckoning.extract.mention import Mention
from reckoning.extract.people import faceted, is_plural, population_from, population_of, sort_of, status_of
from reckoning.types import Population, Quantity, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence


def spread(sentence: Sentence, harm: Harm) -> list[Mention]:
    """The harm over all heads that it reaches: the victim and those coordinated with it."""
    if refused(harm, sentence):
        return []
    harm = replace(harm, victim=_counted_apposition(harm.victim))
    heads = [harm.victim, *_coordinated(harm.victim, harm.trigger), *_beside(harm), *_accompanied(harm)]
    heads, joined = _under_one_number(sentence, heads)
    together = enumeration(sentence, harm, heads) or plurals(sentence, harm, heads)
    if together is not None:
        return [together]
    mentions = [mention_of(sentence, harm, head, alone=len(heads) == 1) for head in heads]
    if joined and mentions and mentions[-1] is not None:
        words = sentence.words([population_start(heads[-1]), joined[-1]])
        mentions[-1] = replace(
            mentions[-1],
            population=together_of(words, [heads[-1], *joined]),
            end=max(mentions[-1].end, sentence.finish(joined[-1])),
        )
    return [m for m in mentions if m is not None]


def _counted_apposition(victim: Token) -> Token:
    """ "the whole population, about 2,600 people": the apposition carries the number."""
    if any(c.like_num for c in victim.lefts) or victim.pos_ not in ("NOUN", "PROPN"):
        return victim
    counted = [c for c in victim.children if c.dep_ == "appos" and any(g.like_num for g in c.lefts)]
    return counted[0] if counted and sort_of(counted[0]) == "people" and not _goes_on(counted[0]) else victim


def _under_one_number(sentence: Sentence, heads: list[Token]) -> tuple[list[Token], list[Token]]:
    """ "25 soldiers and allied fighters": one number for both; the plurals behind a counted head join it."""
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


def _coordinated(head: Token, trigger: Token) -> list[Token]:
    found = []
    for child in head.children:
        clause = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children) or _unharmed(child, trigger)
        listed = child.dep_ == "conj" or (child.dep_ == "appos" and _goes_on(child) and not _definite(head))
        if listed and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") and not clause and not _other_harm(child, trigger):
            found += [child, *_coordinated(child, trigger)]
    return found


def _unharmed(head: Token, trigger: Token) -> bool:
    """ "22 dead and three who surrendered": a bare number whose clause tells what became of those instead."""
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    verb = after.nbor(1) if after.i + 1 < len(head.doc) else after
    if not head.like_num or after.lower_ != "who" or verb.pos_ not in ("VERB", "AUX"):
        return False
    done = after.head if after.dep_ in ("nsubj", "nsubjpass") else verb
    return done.i != trigger.i and _measure(done) is None


def _measure(verb: Token) -> object:
    lemma = verb.lemma_.lower()
    return verbs("object_verbs").get(lemma) or verbs("subject_verbs").get(lemma) or verbs("states").get(verb.lower_)


def _beside(harm: Harm) -> list[Token]:
    """ "a woman, 46, and her two sons were found": the model takes the second for another subject."""
    head = harm.victim
    if harm.rule.startswith("noun-of") and harm.trigger.dep_ == "nsubj":
        head = harm.trigger  # "the kidnapping of a priest and two drivers closed the road"
    joined = next((c for c in head.children if c.dep_ == "cc" and c.i > head.i), None)
    if head.dep_ not in ("nsubj", "nsubjpass") or joined is None or any(c.dep_ == "conj" for c in head.children):
        return _inner(harm)
    return [
        c
        for c in head.head.children
        if c.dep_ in ("nsubj", "nsubjpass")
        and c.i > joined.i
        and sort_of(c) == "people"
        and c.left_edge.i == joined.i + 1
    ]


def _inner(harm: Harm) -> list[Token]:
    """ "a volunteer of an aid group and her daughter were killed": the daughter hangs on the group."""
    head = harm.victim
    plural = any(c.lower_ in ("were", "are", "have") for c in harm.trigger.children if c.dep_ in ("aux", "auxpass"))
    if not plural or is_plural(head) or any(c.dep_ == "conj" for c in head.children):
        return []
    things = [o for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return [c for o in things for c in o.children if c.dep_ == "conj" and sort_of(c) == "people" and _owned(c)]


def _owned(head: Token) -> bool:
    return any(c.dep_ == "poss" for c in head.lefts)


def _definite(head: Token) -> bool:
    """ "the two civilians, a village head and her driver": the apposition says who they are."""
    return any(c.lower_ in ("the", "these", "those", "both") for c in head.lefts) and any(
        c.like_num for c in head.lefts
    )


def _goes_on(child: Token) -> bool:
    """An apposition that is a member of a list: "a leader, a facilitator and several others"."""
    return any(c.dep_ == "conj" for c in child.children) and any(
        c.lower_ in ("a", "an") or c.like_num or c.dep_ == "poss" for c in child.lefts
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


def _other_harm(head: Token, trigger: Token) -> bool:
    """Whether a coordinated head has a harm of its own ("one dead, eighteen injured", "a death and two injuries")."""
    lemma = head.lemma_.lower()
    if lemma in verbs("nouns") or head.lower_ in verbs("states"):
        return True
    behind = [t.lower_ for t in head.doc[head.i + 1 : head.i + 4]]
    if (
        head.like_num and behind[:2] == ["of", "the"] and behind[-1] in verbs("wholes")
    ):  # "9 of the dead and 80 of the injured"
        return True
    after = next((t for t in head.doc[head.i + 1 : head.i + 3] if t.pos_ != "ADV"), None)
    if after is not None and (after in head.ancestors or after.i == trigger.i):
        return False
    return after is not None and (
        after.lower_ in verbs("states")
        or (after.tag_ in ("VBN", "VBD") and after.lemma_.lower() in verbs("object_verbs") | verbs("subject_verbs"))
    )


def plurals(sentence: Sentence, harm: Harm, heads: list[Token]) -> Mention | None:
    """ "women and children" without numbers: one vague claim of at least two each."""
    plain = all(
        is_plural(h) and sort_of(h) == "people" and number_of(sentence, h) is None and h.pos_ != "PRON" for h in heads
    )
    if (
        len(heads) < 2
        or not plain
        or not countable(harm, heads[0], "people", Quantity(low=2, high=None, value=None, bound="vague", as_written=""))
    ):
        return None
    words = sentence.words([population_start(heads[0]), heads[-1]])
    quantity = Quantity(low=2 * len(heads), high=None, value=None, bound="vague", as_written="")
    if any(c.lower_ == "no" for c in heads[0].lefts):  # "No women or children were injured"
        quantity = plain_count(0, heads[0])
    return made(
        sentence,
        harm,
        heads[0],
        quantity,
        None,
        together_of(words, heads),
        extent(sentence, harm, [heads[0], heads[-1]]),
        "plurals",
    )


def together_of(words: str, heads: list[Token]) -> Population:
    """The population of a coordination: the status of all its heads, mixed where they differ."""
    found = {status_of(h) for h in heads} - {"unknown"}
    made_of = population_from(words)
    status: Status = "unknown" if not found else found.pop() if len(found) == 1 else "mixed"
    return replace(made_of, status=status)


def population_start(head: Token) -> Token:
    """First word of a plain noun phrase, without article or "both"."""
    left = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod")]
    return left[0] if left else head


def enumeration(sentence: Sentence, harm: Harm, heads: list[Token], *, parts: bool = False) -> Mention | None:
    """ "X, his brother and two others": single persons named together are one claim of their sum.

    ``parts`` are counted together with single persons whatever their order ("two traders and a priest").
    """
    if len(heads) < 2 or any(is_remains(h) for h in heads):
        return None
    quantities = [quantity_of(sentence, h) for h in heads]
    singles = [
        q
        for h, q in zip(heads, quantities, strict=True)
        if q is not None and q[0].value == 1 and q[1] is None and sort_of(h) == "people"
    ]
    rest = [
        (h, q) for h, q in zip(heads, quantities, strict=True) if q is None or not (q[0].value == 1 and q[1] is None)
    ]
    single_first = quantities[0] is not None and quantities[0][0].value == 1 and quantities[0][1] is None
    if not singles or any(
        q is None
        or q[0].bound != "exact"
        or not (parts or single_first or _joins(h) or _alike(heads))
        or sort_of(h) != "people"
        for h, q in rest
    ):
        return None
    total = len(singles) + sum(q[0].value or 0 for _, q in rest if q)
    first, last = heads[0], heads[-1]
    start, end = extent(sentence, harm, [first, last])
    quantity = Quantity(
        low=total,
        high=total,
        value=total,
        bound="exact",
        as_written=sentence.text[start - sentence.start : end - sentence.start],
    )
    return made(
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


def _alike(heads: list[Token]) -> bool:
    """ "two students and a worker": no fighters, no nationalities beside others, which reports count apart."""
    between = {t.lower_ for t in heads[0].doc[heads[0].i : heads[-1].i]}
    if heads[0].like_num or between & {"among", "including", "of"}:
        return False
    if any(faceted(h) for h in heads):  # "five women and a child": groups that are counted apart
        return False
    return all(status_of(h) != "combatant" and h.ent_type_ != "NORP" and h.pos_ != "PROPN" for h in heads)


def _joins(head: Token) -> bool:
    """Counted companions of a single person: "two others", "her two children"."""
    return (
        head.like_num
        or head.lemma_.lower() in ("other", "person", "civilian")
        or any(c.dep_ == "poss" for c in head.lefts)
    )
