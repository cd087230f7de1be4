"""Numbers that the parse left without a harm, beside a word of harm that the parse left without a number.

The model misreads lists after "According to X,", headlines and quotations; the order of words still tells:
NUMBER NOUN (were) KILLED, and KILLING NUMBER NOUN.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reckoning.extract.harm import Harm, verbs
from reckoning.extract.people import sort_of
from reckoning.extract.verb_frames import deadly, sentenced

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence
    from reckoning.types import Measure

REACH = 9
NEAR, FAR = 8, 24  # tokens more in which the harm may stand; farther where a list goes on
INSERT = 14  # tokens at most that commas set off between a noun and its verb
HEADLINE = frozenset(["die", "flee", "perish"])
DASHES = frozenset(("--", "–", "—", "(", ")"))
SURVIVAL = frozenset(
    ["alive", "unhurt", "unharmed", "uninjured", "unscathed", "survive", "rescue", "escape", "free", "release", "save"]
)
HELPERS = frozenset(
    [
        "were",
        "was",
        "are",
        "is",
        "been",
        "being",
        "have",
        "has",
        "had",
        "be",
        "also",
        "reportedly",
        "seriously",
        "critically",
        "still",
        "later",
        "more",
        "then",
        "people",
    ]
)


def leftover(sentence: Sentence, taken: set[tuple[int, int] | None]) -> list[Harm]:
    """Harms for counted nouns that no frame has reached, by word order alone."""
    found = []
    for token in sentence.doc:
        number = _number_at(sentence, token)
        if number is None or (sentence.start + number.start, sentence.start + number.end) in taken:
            continue
        head = _head(token)
        if token.i > 1 and _of_those(token):
            continue
        harm = _among(token) or _before(token, head) or _behind(token, head)
        if harm is not None:
            found.append(harm)
    return found


def _of_those(token: Token) -> bool:
    """ "twelve of the 20 passengers": the second number is only the reference."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    counted = token.i > 2 and (
        token.nbor(-3).like_num or token.nbor(-3).lower_ in ("some", "many", "several", "most", "none")
    )
    return (before == ["of", "the"] and counted) or before[-1:] == ["of"]


def _among(number: Token) -> Harm | None:
    """ "accounted for 9 of the deaths and 803 of the injured": what they are of says the harm."""
    behind = [t.lower_ for t in number.doc[number.i + 1 : number.i + 4]]
    if number.dep_ not in ("pobj", "conj") or behind[:2] not in (["of", "the"], ["of", "these"], ["of", "those"]):
        return None
    measure = verbs("wholes").get(behind[2]) if len(behind) > 2 else None
    return None if measure is None else Harm(measure=measure, trigger=number, victim=number, rule="of the dead")


def _number_at(sentence: Sentence, token: Token) -> NumberSpan | None:
    if not (token.like_num or token.lower_ in ("several", "many", "some", "numerous", "multiple")):
        return None
    start = sentence.begin(token) - sentence.start
    return next((n for n in sentence.numbers if n.start <= start < n.end and n.use == "count"), None)


def _head(token: Token) -> Token:
    """The noun that a number counts: its head where that stands right of it, else itself."""
    if token.dep_ in ("nummod", "amod") and token.head.i > token.i:
        return token.head
    return token


def _transitive(token: Token) -> Measure | None:
    return verbs("object_verbs").get(token.lemma_.lower()) or verbs("weak_object_verbs").get(token.lemma_.lower())


def sentence_style(verb: Token) -> bool:
    """A headline's verb that the model takes for a noun ("injures 30")."""
    return verb.lower_.endswith("s") and verb.lower_.removesuffix("s") in verbs("object_verbs")


def _deadly(token: Token) -> Measure | None:
    measure = _transitive(token)
    return None if measure is None else deadly(token, measure)


def _before(number: Token, head: Token) -> Harm | None:
    """KILLING (adverb) NUMBER."""
    back = number.i - 1
    while back >= 0 and (
        number.doc[back].pos_ == "ADV" or number.doc[back].lower_ in ("a", "another", "the", "some", "of", "total")
    ):
        back -= 1
    mortal = back > 1 and [t.lower_ for t in number.doc[back - 1 : back + 1]] == ["to", "death"]
    verb = number.doc[back - 2 if mortal else back] if back >= 0 else None
    if mortal and verb is not None and verb.tag_.startswith("VB") and sort_of(head) == "people":
        return Harm(measure="killed", trigger=verb, victim=head, rule=f"to death:{verb.lemma_.lower()}")
    if verb is None or not (verb.tag_.startswith("VB") or sentence_style(verb)) or sort_of(head) in ("thing", "animal"):
        return None
    measure = _transitive(verb) or verbs("object_verbs").get(verb.lower_.removesuffix("s"))
    if measure is None or any(
        c.dep_ in ("dobj", "auxpass") for c in verb.children if c.i > verb.i or c.dep_ == "auxpass"
    ):
        return None
    return Harm(
        measure=measure,
        trigger=verb,
        victim=head,
        rule=f"order:{verb.lemma_.lower()}",
        manner="executed" if verb.lemma_ == "execute" else None,
    )


def _listed_ahead(head: Token) -> bool:
    """Whether another count follows before any verb: "125 members of X and 148 of Y were killed"."""
    for token in head.doc[head.i + 1 : head.i + REACH]:
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.like_num and token.i and token.nbor(-1).lower_ in ("and", ","):
            return True
    return False


def _past_inserts(head: Token) -> int:
    """Where the words go on behind what commas set off: "479 people, all but two of them black, had died"."""
    doc, at = head.doc, head.i + 1
    if at >= len(doc) or doc[at].text != ",":
        return at
    closing = next((t.i for t in doc[at + 1 : at + INSERT] if t.text == ","), None)
    if closing is None or closing + 1 >= len(doc) or doc[closing + 1].pos_ not in ("AUX", "VERB"):
        return at
    return closing + 1


def _has_subject(verb: Token, head: Token) -> bool:
    """Whether a verb has a subject of its own before the counted noun: "pirates who held 24 men shot dead three"."""
    if head.dep_ != "pobj":
        return False
    above = list(takewhile(lambda a: a.i != verb.i, head.ancestors))
    inside = verb.i in {a.head.i for a in (head, *above)} and any(a.dep_ in ("relcl", "acl") for a in above)
    return inside and any(c.dep_ in ("nsubj", "nsubjpass") and c.i < head.i for c in verb.children)


def _active(verb: Token) -> bool:
    """Whether a verb has people for its object, who come to no harm of their own ("20 killed 30 others injured")."""
    objects = [c for c in verb.rights if c.dep_ == "dobj" and sort_of(c) == "people" and not c.like_num]
    behind = [o.nbor(1).lower_ if o.i + 1 < len(o.doc) else "" for o in objects]
    return verb.tag_ == "VBD" and bool(objects) and not any(w in verbs("states") for w in behind)


def _behind(number: Token, head: Token) -> Harm | None:  # noqa: C901, PLR0911, PLR0912 - one walk over the words behind
    """NUMBER NOUN (were) KILLED; a list "three A and four B were killed" is looked through."""
    if sort_of(head) in ("thing", "animal") or head.lemma_.lower() in verbs("nouns"):
        return None
    closing = -1
    joined = False
    before: list[str] = []
    coming = _listed_ahead(head)
    behind = _past_inserts(head)
    for token in number.doc[behind : behind - 1 + REACH + (FAR if coming else NEAR)]:
        word, lemma = token.lower_, token.lemma_.lower()
        if word in SURVIVAL or lemma in SURVIVAL:
            return None
        if word in DASHES:
            closing = -1 if closing == 0 else 0
            continue
        if closing == 0:
            continue
        if word in HELPERS or token.pos_ == "ADV" or word in ("and", ",", "or") or token.like_num:
            set_off = word == "," and token.nbor(-1).like_num and "or" in before  # "100,000, or even 200,000, died"
            joined = (joined or word in ("and", ",", "or")) and not token.like_num and not set_off
            before.append(word)
            continue
        if joined or _has_subject(token, head):
            return None
        states = verbs("states")
        if token.i == number.i + 1 and word in HEADLINE:  # "Two die, 5 hurt": the model takes it for a noun
            return Harm(measure=verbs("subject_verbs")[word], trigger=token, victim=head, rule=f"order:{word}")
        of_those = [t.lower_ for t in number.doc[token.i - 2 : token.i]] == ["of", "the"]
        if of_those or (lemma in ("jail", "imprison") and sentenced(token)):
            return None
        if _active(token):
            return None  # "Hundreds of mourners buried seven victims"
        if word in states or (token.tag_ in ("VBN", "VBD") and _transitive(token)):
            measure = states.get(word) or _deadly(token)
            return (
                None
                if measure is None
                else Harm(measure=measure, trigger=token, victim=head, rule=f"order:{lemma}", strong=False)
            )
        if token.tag_ in ("VBD", "VBN", "VBP") and lemma in verbs("subject_verbs"):
            return Harm(
                measure=verbs("subject_verbs")[lemma], trigger=token, victim=head, rule=f"order:{lemma}", strong=False
            )
        if token.pos_ in ("ADP", "DET", "PART") and word in ("of", "from", "in", "the", "to", "'s"):
            continue
        listed = token.pos_ in ("NOUN", "PROPN", "ADJ") and (
            coming or any(t.like_num for t in number.doc[head.i + 1 : token.i])
        )
        if not listed:
            return None
    return None
