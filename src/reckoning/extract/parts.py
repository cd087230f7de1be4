"""Parts of a counted whole: "including five women", "among them ten troops", "nine of them police officers",
"most of whom", "three of the victims were journalists".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reckoning.extract.harm import Harm, is_remains
from reckoning.extract.lexicon import lexicon
from reckoning.extract.people import is_collective, is_plural, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from reckoning.extract.mention import Mention
    from reckoning.extract.parse import Sentence
    from reckoning.types import Measure

DEAD_WORDS = (
    r"(?:dead|killed|deaths|fatalities|wounded|injured|casualties|victims|missing|detained|arrested|detainees|hurt|held|deceased|slain"
    r"|displaced|hostages)"
)
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
DEAD_INCLUDED = re.compile(
    rf"\b(?:the|those|its|their)\s+{DEAD_WORDS}\s+(?:also\s+)?(?:include[ds]?|including|comprise[ds]?|were|are)\s+"
    rf"(?=(?:\d|a\s|an\s|{SMALL}|several|at\s))",
    re.IGNORECASE,
)
OF_TOTAL = re.compile(
    rf"^[\"“]?Of\s+(?:the|those|these|all)\s+(?:[\w,]+\s+){{0,3}}?{DEAD_WORDS}"
    rf"(?:[^,]*,\s+|\s+(?=(?:\d+|{SMALL}|half)\b))",
    re.IGNORECASE,
)
LONG_LIST = 25  # words from the first to the last person of an enumeration
PRONOUNS = frozenset(["them", "whom", "which", "these", "those"])
WHOLES: dict[str, Measure] = {
    word: measure for measure, words in lexicon("harm")["wholes"].items() for word in words.split()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A counted noun that is a part; ``whole`` is the token index of the whole's head, where the sentence has it."""

    harm: Harm
    head: Token
    whole: int | None
    start: int
    rule: str
    listed: tuple[Token, ...] = ()


def parts(sentence: Sentence, mentions: list[Mention]) -> tuple[Part, ...]:
    """Parts of a counted whole in the same sentence, with its harm."""
    return (*_including(sentence, mentions), *_of_them(sentence, mentions))


def said_parts(sentence: Sentence) -> tuple[Part, ...]:
    """Parts of a whole that a word for the dead or the wounded names, so that no frame is needed."""
    return (*_dead_included(sentence), *_of_total(sentence, []), *_of_the_dead(sentence), *_among_the_dead(sentence))


def _including(sentence: Sentence, mentions: list[Mention]) -> Iterator[Part]:
    low = sentence.rewritten.text.lower()
    for token in sentence.doc if "including" in low or "among" in low else ():
        word = token.lower_
        if word not in ("including", "among"):
            continue
        follows = sentence.doc[token.i + 1].lower_ if token.i + 1 < len(sentence.doc) else ""
        if word == "including" or (word == "among" and follows in PRONOUNS):
            whole = _before(mentions, sentence.begin(token))
            if whole is not None and _other_count(sentence, whole, token):
                continue
            if whole is None:
                yield from _of_toll(sentence, mentions, token)
                continue
            heads = [h for h in _nouns(sentence.doc, token.i + (2 if word == "among" else 1)) if sort_of(h) == "people"]
            yield from _included(sentence, whole, token, heads)


def _of_toll(sentence: Sentence, mentions: list[Mention], marker: Token) -> Iterator[Part]:
    """ "The toll, including seven children and four women": the members beside the one that the toll's frame took."""
    at = sentence.begin(marker)
    tolls = [(m, m.number[0]) for m in mentions if m.number is not None and m.start < at < m.number[0]]
    for head in _nouns(sentence.doc, marker.i + 1) if len(tolls) == 1 else []:
        begin = sentence.begin(_leftmost(head))
        counted = any(c.like_num for c in head.lefts)
        if counted and begin > tolls[0][1] and sort_of(head) == "people":
            harm = Harm(measure=tolls[0][0].measure, trigger=marker, victim=head, rule="among the dead")
            yield Part(harm=harm, head=head, whole=None, start=begin, rule="among the dead")


def _other_count(sentence: Sentence, whole: Mention, marker: Token) -> bool:
    """ "43 died and 238, including 17 women, were hurt": the bare count right before the marker is the whole."""
    at = sentence.begin(marker)
    begin = max((whole.number or (whole.start, 0))[1], whole.start)
    return any(
        n.use == "count"
        and begin <= sentence.start + n.start
        and sentence.text[n.end : at - sentence.start].strip() == ","
        for n in sentence.numbers
    )


def _included(sentence: Sentence, whole: Mention, marker: Token, heads: list[Token]) -> Iterator[Part]:
    """Each head by itself; persons that begin an enumeration ("a priest and six children") also as one part."""
    start = sentence.begin(marker)
    single = any(_single(h) for h in heads)
    uncounted = all(is_plural(h) and not any(c.like_num for c in h.lefts) for h in heads)
    together = len(heads) > 1 and (single or uncounted) and heads[-1].i - heads[0].i < LONG_LIST
    if together:
        yield replace(_part(sentence, whole, heads[0], start, "including"), listed=tuple(heads))
    for head in heads:
        if not together or not (uncounted or _single(head)):
            yield _part(
                sentence, whole, head, start if head is heads[0] else sentence.begin(_leftmost(head)), "including"
            )


def _single(head: Token) -> bool:
    """One person, by name or with an article, no number."""
    return head.tag_ in ("NN", "NNP") and not any(c.like_num for c in head.lefts) and not is_collective(head)


def _before(mentions: list[Mention], offset: int) -> Mention | None:
    """The nearest mention whose number stands before an offset; a counted whole before an uncounted one."""
    earlier = [m for m in mentions if m.start < offset and (m.number is None or m.number[0] < offset)]
    return max(earlier, key=lambda m: (m.number[0] if m.number else m.start, m.end), default=None)


def _part(sentence: Sentence, whole: Mention, head: Token, start: int, rule: str) -> Part:
    trigger = sentence.doc[whole.trigger] if whole.trigger is not None else head
    harm = Harm(measure=whole.measure, trigger=trigger, victim=head, rule=rule, manner=whole.manner)
    return Part(harm=harm, head=head, whole=whole.victim, start=start, rule=rule)


def _leftmost(head: Token) -> Token:
    return min([head, *(c for c in head.lefts)], key=lambda t: t.i)


def _nouns(doc: object, start: int) -> list[Token]:
    """Heads of the coordinated noun phrases that begin at a token: up to a verb, a stop or another clause."""
    heads: list[Token] = []
    tokens: list[Token] = list(doc)[start : start + 30]  # type: ignore[call-overload]
    for token in tokens:
        if (
            token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") and token.dep_ not in ("amod", "compound")
        ) or token.lower_ in (".", ";", "(", ")", "–", "--", "said"):
            if token.pos_ == "ADP" and heads and token.lower_ in ("of", "from"):
                continue
            break
        if token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and not _inside(token, tokens):
            heads.append(token)
    return heads


def _inside(token: Token, tokens: list[Token]) -> bool:
    """Whether a noun only modifies the next one, or stands in an apposition or an "of" phrase."""
    if token.dep_ == "npadvmod" and any(c.like_num for c in token.lefts):
        return False
    if token.dep_ in ("compound", "nummod", "amod", "nmod", "poss", "npadvmod", "quantmod"):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "from", "in") and token.head in tokens:
        return True
    return token.dep_ == "appos" and token.head in tokens and not any(c.like_num for c in token.children)


def _of_them(sentence: Sentence, mentions: list[Mention]) -> Iterator[Part]:
    """ "nine of them (were) police officers", "8,000 of which occurred last year"."""
    for token in _numbers_of_pronouns(sentence):
        whole = _before(mentions, sentence.begin(token))
        if whole is not None:
            yield _of_whole(sentence, token, whole, "of them", whole.victim)


def of_those_before(sentence: Sentence, before: tuple[Mention, ...]) -> tuple[Part, ...]:
    """ "Four of them were children" about the counted of the sentence before."""
    counted = [m for m in before if m.number is not None]
    if not counted:
        return ()
    return tuple(
        _of_whole(sentence, t, counted[-1], "of the dead", None)
        for t in _numbers_of_pronouns(sentence)
        if _points_back(t) and not _alone(t)
    )


def _alone(number: Token) -> bool:
    """ "One of them, aged 14, said": a speaker, nobody counted."""
    behind = number.doc[number.i + 3] if number.i + 3 < len(number.doc) else None
    return number.lower_ == "one" and (behind is None or behind.lower_ in (",", "said", "told", "."))


def _points_back(number: Token) -> bool:
    """Whether nobody stands before the number in its own sentence that the pronoun could mean."""
    return not any(t.tag_ in ("NNS", "NNPS") or t.like_num for t in number.doc[: number.i])


def _numbers_of_pronouns(sentence: Sentence) -> list[Token]:
    doc = sentence.doc
    return [
        t
        for t in (doc[:-2] if "of" in sentence.rewritten.text.lower() else ())
        if (t.like_num or t.lower_ in ("several", "many", "some", "half"))
        and doc[t.i + 1].lower_ == "of"
        and doc[t.i + 2].lower_ in PRONOUNS
        and not (t.i and t.nbor(-1).lower_ == "but")
    ]


def _of_whole(sentence: Sentence, token: Token, whole: Mention, rule: str, head: int | None) -> Part:
    """The part that a number of a pronoun stands for, with the group that a copula or an apposition names."""
    doc = sentence.doc
    names = [h for h in _nouns(doc, _skip_be(doc, token.i + 3)) if sort_of(h) in ("people", "unknown")]
    harm = Harm(
        measure=whole.measure, trigger=names[0] if names else token, victim=token, rule=rule, manner=whole.manner
    )
    return Part(harm=harm, head=token, whole=head, start=sentence.begin(token), rule=rule if names else "of which")


def _skip_be(doc: object, start: int) -> int:
    tokens: list[Token] = list(doc)  # type: ignore[call-overload]
    while start < len(tokens) and tokens[start].lower_ in (
        "were",
        "are",
        "was",
        "being",
        "believed",
        "to",
        "be",
        "reportedly",
        "also",
    ):
        start += 1
    return start


def _of_the_dead(sentence: Sentence) -> Iterator[Part]:
    """ "Three of the victims were police officers", "one of those killed was a woman"."""
    doc = sentence.doc
    for token in doc[:-3] if "of" in sentence.rewritten.text.lower() else ():
        if (
            not (token.like_num or token.lower_ in ("several", "many", "some", "half"))
            or doc[token.i + 1].lower_ != "of"
        ):
            continue
        words = [t.lower_ for t in doc[token.i + 2 : token.i + 5]]
        measure = (
            next((WHOLES[w] for w in words if w in WHOLES), None)
            if words[0] in ("the", "those", "these", "its", "their")
            else None
        )
        verb = next(
            (
                t
                for t in doc[token.i + 3 : token.i + 12]
                if t.lemma_ == "be" and t.lower_ in ("was", "were", "are", "is")
            ),
            None,
        )
        if measure is None or verb is None:
            continue
        heads = [h for h in _nouns(doc, verb.i + 1) if sort_of(h) == "people"]
        if heads:
            yield Part(
                harm=Harm(measure=measure, trigger=heads[0], victim=token, rule="of the dead"),
                head=token,
                whole=None,
                start=sentence.begin(token),
                rule="of the dead",
            )


def _dead_included(sentence: Sentence) -> Iterator[Part]:
    """ "The dead included four children and two women", "the victims were a nurse and her son"."""
    match = DEAD_INCLUDED.search(sentence.rewritten.text)
    if match is None:
        return
    after = next((t for t in sentence.doc if t.idx >= match.end()), None)
    measure = next(m for w, m in WHOLES.items() if re.search(rf"\b{w}\b", match.group(), re.IGNORECASE))
    named = [h for h in _nouns(sentence.doc, after.i) if sort_of(h) == "people"] if after is not None else []
    if after is not None and len(named) > 1 and _single(named[0]) and named[0].ent_type_ != "NORP":
        harm = Harm(measure=measure, trigger=sentence.doc[after.i - 1], victim=named[0], rule="among the dead")
        start = sentence.begin(_leftmost(named[0]))
        yield Part(harm=harm, head=named[0], whole=None, start=start, rule="among the dead", listed=tuple(named))
        return
    for head in named:
        trigger = sentence.doc[head.left_edge.i - 1] if after is None else sentence.doc[after.i - 1]
        harm = Harm(measure=measure, trigger=trigger, victim=head, rule="among the dead")
        yield Part(harm=harm, head=head, whole=None, start=sentence.begin(_leftmost(head)), rule="among the dead")


def _of_total(sentence: Sentence, mentions: list[Mention]) -> Iterator[Part]:
    """ "Of the 973 killed, 39 were children", "Of the displaced, 5,000 are in Juba"."""
    doc = sentence.doc
    match = OF_TOTAL.match(sentence.rewritten.text)
    if match is None:
        return
    measure = next((m for w, m in WHOLES.items() if re.search(rf"\b{w}\b", match.group(), re.IGNORECASE)), None)
    whole = mentions[0] if mentions and mentions[0].start < sentence.start + match.end() else None
    if measure is None:
        return
    for token in doc:
        if token.idx < match.end() or not (token.like_num or token.lower_ == "half"):
            continue
        head = token.head if token.dep_ == "nummod" and token.head.i > token.i else token
        if sort_of(head) != "people":
            continue
        names = [h for h in _nouns(doc, _skip_be(doc, head.i + 1)) if sort_of(h) == "people"] if head is token else []
        harm = Harm(
            measure=whole.measure if whole else measure,
            trigger=names[0] if names else head,
            victim=head,
            rule="of the dead",
        )
        yield Part(
            harm=harm,
            head=head,
            whole=whole.victim if whole else None,
            start=sentence.begin(token),
            rule="of the dead" if names else "of total",
        )


def _remains_before(head: Token) -> bool:
    """ "the bodies of 60 children and 19 women were among the dead": bodies were counted, not deaths."""
    return any(is_remains(t) for t in head.doc[max(0, head.i - 8) : head.i])


def _among_the_dead(sentence: Sentence) -> Iterator[Part]:
    """ "19 women were among the dead", "among the dead were two journalists"."""
    doc = sentence.doc
    for token in doc[:-2] if "among" in sentence.rewritten.text.lower() else ():
        if token.lower_ != "among" or doc[token.i + 1].lower_ not in ("the", "those"):
            continue
        measure = next((WHOLES[t.lower_] for t in doc[token.i + 2 : token.i + 7] if t.lower_ in WHOLES), None)
        if measure is None:
            continue
        before = token.head if token.head.lemma_ == "be" else None
        subjects = [c for c in before.children if c.dep_ in ("nsubj", "attr")] if before is not None else []
        heads = [h for s in subjects for h in [s, *(c for c in s.children if c.dep_ == "conj")] if h.lower_ != "there"]
        if token.head.pos_ in ("NOUN", "PROPN", "NUM") and any(c.like_num for c in token.head.lefts):
            heads = [token.head]
        if not heads:
            be = next((t for t in doc[token.i + 2 : token.i + 6] if t.lemma_ == "be"), None)
            heads = _nouns(doc, be.i + 1) if be is not None else []
        people = [h for h in heads if sort_of(h) == "people" and not _remains_before(h)]
        if len(people) > 1 and _single(people[0]):
            harm = Harm(measure=measure, trigger=doc[token.i], victim=people[0], rule="among the dead")
            start = sentence.begin(_leftmost(people[0]))
            yield Part(harm=harm, head=people[0], whole=None, start=start, rule="among the dead", listed=tuple(people))
            continue
        for head in heads:
            if sort_of(head) == "people" and not _remains_before(head):
                yield Part(
                    harm=Harm(measure=measure, trigger=doc[token.i], victim=head, rule="among the dead"),
                    head=head,
                    whole=None,
                    start=sentence.begin(_leftmost(head)),
                    rule="among the dead",
                )
