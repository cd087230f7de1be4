"""How closely a phrase belongs to a mention, by the parse: the clause both stand in, and what lies between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]

from reckoning.extract.date_grammar import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.mention import Mention
    from reckoning.extract.parse import Sentence

CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "csubj", "parataxis", "pcomp", "appos", "dep"}
)
SPEECH_NOUNS = frozenset(lexicon()["reporting"]["nouns"])
# Ranks: the smaller, the closer. REPORTING and above are no time or place of the harm.
OWN, GOVERNING, BESIDE, UNDER, ELSEWHERE, REPORTING = 0.0, 1.0, 1.5, 2.0, 4.0, 6.0


HEARING = frozenset({"tell", "inform"})
NUMBERING = frozenset({"claim", "report"})  # of a subject that may be the attack itself: it "claimed 12 lives"


def tokens_within(sentence: Sentence, start: int, end: int) -> list[Token]:
    """Tokens of the parse that overlap a stretch of content."""
    begins, ends = _edges(sentence)
    first, last = bisect_right(ends, start), bisect_left(begins, end)
    return [t for t in sentence.doc[first:last] if not t.is_space] if first < last else []


@lru_cache(maxsize=256)
def _edges(sentence: Sentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Content offsets where the tokens begin and end; made once a sentence, kept for a few."""
    start, known = sentence.start, sentence.rewritten
    places = sentence.doc.to_array([IDX, LENGTH]).tolist()
    return (
        tuple(start + known.back(first) for first, _ in places),
        tuple(start + known.back_end(first + length) for first, length in places),
    )


def top(tokens: list[Token]) -> Token | None:
    """The token the others hang on."""
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    if len(heads) < 2:
        return heads[0] if heads else None
    return min(heads, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def trigger_of(mention: Mention) -> Token | None:
    """The word that states the harm, or the head of the harmed, or the top of the quote."""
    doc = mention.sentence.doc
    for index in (mention.trigger, mention.victim):
        if index is not None and 0 <= index < len(doc):
            return doc[index]
    return top(tokens_within(mention.sentence, mention.start, mention.end))


def is_speech(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lexicon()["reporting"]["verbs"]


def is_aftermath(token: Token) -> bool:
    """Whether a verb tells what came after the harm: freed, charged, buried, or a toll that rose."""
    words = lexicon()["aftermath"]
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return lemma in words["verbs"] or (lemma in words["rising"] and any(_counts(t) for t in token.subtree))


def _counts(token: Token) -> bool:
    return token.lemma_.lower() in ("toll", "tally") and token.pos_ in ("NOUN", "PROPN")


def clause(token: Token) -> Token:
    """The verb (or top noun) of the clause a token stands in."""
    here = token
    while here.head.i != here.i:
        if here.pos_ in ("VERB", "AUX") and here.dep_ in CLAUSES:
            return here
        here = here.head
    return here


def governor(token: Token) -> Token:
    """What a phrase's top token hangs on, prepositions and parts of the phrase left out."""
    here = token
    while here.head.i != here.i and (
        here.pos_ in ("ADP", "SCONJ", "NUM") or here.ent_type_ in ("DATE", "TIME") or here is token
    ):
        here = here.head
    return here


def rank(phrase: Token, trigger: Token) -> float:
    """How far the clause of a phrase is from the clause of a trigger; see the ranks above."""
    above = governor(phrase)
    theirs, ours = clause(above), clause(trigger)
    spoken = _spoken(above, theirs) or _of_the_speaker(phrase, trigger)
    if spoken and _before_the_speaker(phrase, trigger, theirs):
        return GOVERNING
    if above.lemma_.lower() in SPEECH_NOUNS or (is_aftermath(above) and not _one_deed(above, trigger)):
        return REPORTING
    if spoken and phrase.i < ours.i < theirs.i:  # "On Sunday 12 people died, officials said"
        return GOVERNING
    if theirs.i == ours.i:
        return REPORTING if spoken and not _under(phrase, trigger) else OWN
    chain = _clauses_above(ours)
    if theirs.i in {c.i for c in chain}:
        return REPORTING if spoken else GOVERNING + 0.2 * [c.i for c in chain].index(theirs.i)
    return _below(theirs, ours, spoken=spoken)


def _one_deed(above: Token, trigger: Token) -> bool:
    """Whether a verb is the harm's own or is joined to it: "troops freed 13 on Sunday and killed several"."""
    return above.i == trigger.i or (trigger.dep_ == "conj" and trigger.head.i == above.i and trigger.pos_ == "VERB")


def told(phrase: Token) -> float:
    """How closely a phrase belongs to what its sentence tells: REPORTING if it only says when or where it was said."""
    above = governor(phrase)
    verb = clause(above)
    if _spoken(above, verb) and _before_the_speaker(phrase, phrase, verb):
        return GOVERNING
    if (
        _spoken(above, verb)
        or _of_the_speaker(phrase, None)
        or above.lemma_.lower() in SPEECH_NOUNS
        or is_aftermath(above)
    ):
        inner = [t for t in verb.children if t.dep_ == "ccomp" and phrase.i < t.i < verb.i]
        return GOVERNING if inner else REPORTING
    return UNDER if verb.dep_ in ("relcl", "advcl") else OWN


def _spoken(above: Token, verb: Token) -> bool:
    """Whether the phrase dates the speaking: it hangs on a verb or noun of speech."""
    if is_speech(verb) and above.i == verb.i:
        return True
    return is_speech(verb) and any(
        a.dep_ in ("nsubj", "agent") and a.head.i == verb.i for a in (above, *above.ancestors)
    )


def _before_the_speaker(phrase: Token, trigger: Token, verb: Token) -> bool:
    """In "12 died in a raid last week, the army said" the time stands with what is said, whatever the parse."""
    if not (trigger.i <= phrase.i < verb.i):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    said = any(c.dep_ == "ccomp" and c.i < phrase.i for c in verb.children) or (
        verb.dep_ in ("conj", "parataxis") and verb.head.i <= trigger.i
    )
    return said and subject is not None and phrase.i < subject.left_edge.i


def _of_the_speaker(phrase: Token, trigger: Token | None) -> bool:
    """Whether a phrase belongs to who speaks or hears ("a monitor based in Oru said", "told the reporter in Oru")."""
    for token in phrase.ancestors:
        if token.dep_ == "ccomp":
            return False
        heard = token.dep_ in ("dobj", "dative", "iobj") and token.head.lemma_.lower() in HEARING
        speaks = token.dep_ in ("nsubj", "agent") and is_speech(token.head) and token.head.lemma_ not in NUMBERING
        if (heard or speaks) and (trigger is None or not _under(trigger, token)):
            return True
    return False


def _under(token: Token, other: Token) -> bool:
    return token.i == other.i or any(a.i == other.i for a in token.ancestors)


def _clauses_above(verb: Token) -> list[Token]:
    found: list[Token] = []
    here = verb
    while here.head.i != here.i:
        here = clause(here.head)
        if found and found[-1].i == here.i:
            break
        found.append(here)
    return found


def _below(theirs: Token, ours: Token, *, spoken: bool) -> float:
    """The phrase's clause hangs below ours, or on another branch."""
    if spoken:
        return REPORTING
    path: list[str] = []
    here = theirs
    while here.head.i != here.i:
        path.append(here.dep_)
        above = clause(here.head)
        if above.i == ours.i:
            return (
                BESIDE if set(path) <= {"conj"} else UNDER + 0.5 * (len(path) - 1) + (1.5 if "relcl" in path else 0.0)
            )
        if above.i == here.i:
            break
        here = above
    return ELSEWHERE
