"""Which word of a parsed sentence says that somebody ordered, announced, denied, destroyed, saw evidence, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reckoning.extract.clause import raised, subject_of
from reckoning.extract.lexicon import lexicon
from reckoning.extract.voice import is_event

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.parse import Sentence

OBJECTS = frozenset(("dobj", "nsubjpass", "attr", "oprd"))
SAYING = frozenset(
    (
        "order",
        "announcement",
        "declaration",
        "denial",
        "claim",
        "blame",
        "warning",
        "admission",
        "labelling",
        "fear",
        "act",
    )
)
REFUSING = frozenset(["decline", "refuse", "fail", "unable", "try", "want"])
COLLECTIVES = frozenset(
    ("wave", "spate", "series", "string", "round", "outbreak", "day", "night", "hour", "week", "kind")
)
WORDS_PER_HINT = 300
RUN = re.compile(r"[\w-]+")  # no word of the gate goes beyond one
STATE_VERBS = frozenset(["be", "remain", "seem", "appear", "stay"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A token that carries a statement; ``kind`` of the statement, ``rule`` that saw it."""

    kind: str
    token: Token
    rule: str
    noun: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairing:
    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    verbs: dict[str, tuple[str, ...]]
    governed: tuple[_Pairing, ...]
    predicated: tuple[_Pairing, ...]
    status: tuple[frozenset[str], frozenset[str]]
    participles: frozenset[str]
    property: frozenset[str]
    labels: frozenset[str]
    captions: frozenset[str]
    vetoes: dict[str, frozenset[str]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def words() -> _Words:
    """The lexicon ``statements.toml``, read once a process."""
    raw = lexicon("statements")
    verbs: dict[str, tuple[str, ...]] = {}
    for kind, lemmas in raw["verbs"].items():
        for lemma in lemmas.split():
            verbs[lemma] = (*verbs.get(lemma, ()), kind)
    governed, predicated = (
        tuple(_Pairing(kind=r["kind"], verbs=_set(r["verbs"]), nouns=_set(r["nouns"])) for r in raw[table])
        for table in ("governed", "predicated")
    )
    return _Words(
        verbs=verbs,
        governed=governed,
        predicated=predicated,
        status=(_set(raw["status"]["nouns"]), _set(raw["status"]["predicates"])),
        participles=_set(raw["participles"]["destruction"]),
        property=next(p.nouns for p in governed if p.kind == "destruction"),
        labels=_set(raw["labels"]["verbs"]),
        captions=_set(raw["captions"]["verbs"]),
        vetoes={kind: _set(lemmas) for kind, lemmas in raw["vetoes"].items()},
        patterns=tuple((k, re.compile(p, re.IGNORECASE)) for k, found in raw["patterns"].items() for p in found),
    )


def _set(lemmas: str) -> frozenset[str]:
    return frozenset(lemmas.split())


@cache
def _gate() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Alternatives, each a tuple of patterns that must all be in a sentence."""
    alone = {*words().verbs, *words().participles, *words().labels}
    nouns, states = words().status
    pairs = [(p.nouns, p.verbs) for p in (*words().governed, *words().predicated)]
    paired = tuple((_stems(nouns), _stems(verbs)) for nouns, verbs in (*pairs, (nouns, states | {"under"})))
    return ((_stems(alone),), *paired)


def _stems(lemmas: Iterable[str]) -> re.Pattern[str]:
    """A pattern for every form of these lemmas: what regular forms share, and the irregular ones."""
    forms = [pair.split(":") for pair in lexicon("statements")["irregular"]["forms"].split()]
    known = set(lemmas)
    stems = {w[:-1] if w.endswith(("e", "y")) and len(w) > 3 else w for w in known}
    stems |= {form for lemma, form in forms if lemma in known}
    return re.compile(r"\b(?:" + "|".join(sorted(re.escape(s) for s in stems)) + ")", re.IGNORECASE)


@cache
def _subject_matter() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon("statements")["subject"]["stems"].split()) + ")", re.IGNORECASE)


def speaks_of_violence(content: str) -> bool:
    """Whether a text is about violence: a word in 300 tells of it. A cheap guard, so that sport stays unparsed."""
    told = sum(1 for _ in _subject_matter().finditer(content))
    return told > 0 and told * WORDS_PER_HINT >= content.count(" ")


def may_state(sentence: str) -> bool:
    """Whether a sentence holds a word that a statement can start from."""
    held = 0
    for run in RUN.findall(sentence):
        held |= _tells(run)
    return any(held & wanted == wanted for wanted in _alternatives()) or _idioms().search(sentence) is not None


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for _, p in words().patterns), re.IGNORECASE)


@lru_cache(maxsize=50_000)
def _tells(run: str) -> int:
    """Which patterns of the gate stand in a run of letters, as bits in the order of the alternatives."""
    flat = (p for patterns in _gate() for p in patterns)
    return sum(1 << place for place, p in enumerate(flat) if p.search(run))


@cache
def _alternatives() -> tuple[int, ...]:
    """For each alternative of the gate the bits of its patterns."""
    found, place = [], 0
    for patterns in _gate():
        found.append(((1 << len(patterns)) - 1) << place)
        place += len(patterns)
    return tuple(found)


def cues(sentence: Sentence) -> Iterator[Cue]:
    """The cues of a sentence in the order of the rules, the most telling first; a token may come twice."""
    if sentence.block == "caption":
        yield from _captions(sentence)
        return
    verbs = [t for t in sentence.doc if t.pos_ in ("VERB", "AUX")]
    for rule in (_governed, _labels, _predicated, _status, _plain):
        for verb in verbs:
            yield from rule(verb)
    for token in sentence.doc:
        if (
            token.lower_ in words().participles
            and token.dep_ == "amod"
            and token.head.lemma_.lower() in words().property
        ):
            yield Cue(kind="destruction", token=token.head, rule="statement.participle")


def _captions(sentence: Sentence) -> Iterator[Cue]:
    for token in sentence.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in words().captions:
            yield Cue(kind="caption", token=token, rule="statement.caption")


def _governed(verb: Token) -> Iterator[Cue]:
    """A verb with an object that tells: "issued an order", "burned the houses", "carried out executions"."""
    lemma = verb.lemma_.lower()
    for pairing in words().governed:
        if lemma in pairing.verbs and (noun := _object(verb, pairing.nouns)) is not None and not denied(verb, noun):
            yield Cue(kind=pairing.kind, token=verb, rule=f"statement.governed.{pairing.kind}")


def _object(verb: Token, nouns: frozenset[str]) -> Token | None:
    """The verb's object among these nouns: direct, passive, "of" the object, "for" one, or the noun of a relative."""
    for child in verb.children:
        if child.dep_ in OBJECTS or (child.dep_ in ("prep", "dative") and child.lower_ in ("for", "into", "on", "to")):
            for token in _heads(child):
                if token.lemma_.lower() in nouns:
                    return token
    has_object = any(c.dep_ == "dobj" and c.lower_ not in ("that", "which") for c in verb.children)
    if verb.dep_ == "relcl" and not has_object and verb.head.lemma_.lower() in nouns:
        acts = any(c.dep_ == "nsubj" and c.lower_ in ("that", "which", "who") for c in verb.children)
        return None if acts else verb.head
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.lemma_.lower() in nouns else None


def _heads(token: Token) -> Iterator[Token]:
    """A noun, what it is coordinated with, and what it is "of" or "into": "the creation of a committee"."""
    yield token
    for child in token.children:
        if child.dep_ in ("conj", "pobj", "appos") or (child.dep_ == "prep" and child.lower_ in ("of", "into", "for")):
            yield from _heads(child)


def _predicated(verb: Token) -> Iterator[Cue]:
    """A telling subject with a verb of its kind: "clashes erupted", "videos show", "the siege ended"."""
    subject = _subject(verb)
    if subject is None or _negated(verb):
        return
    for pairing in words().predicated:
        noun = next((t for t in _chain(subject) if t.lemma_.lower() in pairing.nouns), None)
        if verb.lemma_.lower() in pairing.verbs and noun is not None:
            yield Cue(kind=pairing.kind, token=verb, rule=f"statement.predicated.{pairing.kind}", noun=noun)
            return


def _subject(verb: Token) -> Token | None:
    """The verb's subject; of a participle behind its noun, the noun; of a raised verb, the raising verb's."""
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in ("that", "which") and verb.dep_ == "relcl":
        return verb.head
    if subject is None and (verb.dep_ == "conj" or raised(verb) is not verb):
        return subject_of(raised(verb) if verb.dep_ == "xcomp" else verb.head)
    return verb.head if subject is None and verb.dep_ == "acl" else subject


def _chain(subject: Token) -> list[Token]:
    """A subject's head, its coordinated nouns, and an apposition (where the parser hangs a possessed noun)."""
    chain = [subject, *(c for c in subject.children if c.dep_ in ("conj", "appos"))]
    if subject.lemma_.lower() in COLLECTIVES:
        parts = (p for c in subject.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
        chain += [t for p in parts for t in (p, *p.conjuncts)]
    return chain


def _status(verb: Token) -> Iterator[Cue]:
    """As in "the fighting seems to be over", "an operation is under way", "declared the operation over"."""
    nouns, predicates = words().status
    if verb.lemma_.lower() not in STATE_VERBS:
        return
    subject = _subject(verb)
    if subject is None or subject.lemma_.lower() not in nouns:
        return
    said = {
        t.lower_
        for c in verb.children
        if c.i > verb.i and c.dep_ in ("advmod", "acomp", "prep", "attr", "prt")
        for t in (c, *c.children)
    }
    if said & predicates or {"under", "way"} <= said:
        yield Cue(kind="status", token=verb, rule="statement.status")


def _labels(verb: Token) -> Iterator[Cue]:
    """As in "referred to them as", "described the men as": a name that a speaker gives."""
    if verb.lemma_.lower() not in words().labels or _negated(verb):
        return
    as_phrase = any(t.lower_ == "as" and t.dep_ == "prep" and _near(t, verb) for t in verb.subtree)
    quoted = verb.lemma_.lower() in ("call", "term", "brand", "label") and _names_in_quotes(verb)
    if as_phrase or quoted:
        yield Cue(kind="labelling", token=verb, rule="statement.label")


def _near(token: Token, verb: Token) -> bool:
    return token.head.i == verb.i or (token.head.head.i == verb.i and token.head.dep_ in ("dobj", "prep", "pobj"))


def _names_in_quotes(verb: Token) -> bool:
    """As in: called the fighters “terrorists”."""
    after = verb.doc[verb.i + 1 : verb.i + 14]
    opens = next((i for i, t in enumerate(after) if t.text in '“"'), None)
    return opens is not None and opens > 0 and not any(t.text in ",;:" for t in after[:opens])


def _plain(verb: Token) -> Iterator[Cue]:
    """Verbs that need no more than somebody who does it."""
    lemma = verb.lemma_.lower()
    for kind in words().verbs.get(lemma, ()):
        veto = words().vetoes.get(kind, frozenset())
        subject = subject_of(verb)
        thing = subject is not None and subject.dep_ == "nsubj" and is_event(subject)
        if (
            thing
            or any(c.lemma_.lower() in veto for c in verb.children)
            or _negated(verb)
            or not _has_content(verb, kind)
        ):
            continue
        yield Cue(kind=kind, token=verb, rule=f"statement.verb.{kind}")


def _has_content(verb: Token, kind: str) -> bool:
    """Something is said or done, and by somebody or in the passive; a bare modifier ("confirmed cases") is none."""
    if verb.dep_ in ("amod", "compound", "nmod") or kind not in SAYING:
        return False
    if verb.lemma_.lower() == "order" and not _commands(verb):
        return False
    complement = any(
        c.dep_ in ("ccomp", "xcomp", "dobj", "oprd", "prep", "advcl", "nsubjpass", "pcomp") for c in verb.children
    )
    return complement and (
        subject_of(verb) is not None or verb.dep_ in ("conj", "xcomp", "pcomp", "relcl", "advcl", "acl", "ROOT")
    )


def _commands(verb: Token) -> bool:
    """Whether "order" is a command: to do something, or for something done ("ordered tea" is none)."""
    if any(c.dep_ in ("xcomp", "ccomp", "nsubjpass", "advcl", "prep") for c in verb.children):
        return True
    wanted = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return wanted is not None and (
        is_event(wanted) or wanted.lemma_.lower().endswith(("ion", "ment", "al", "ing", "ure"))
    )


def _negated(verb: Token) -> bool:
    """Negation, by its own word, by "no" before the subject, or by a verb of refusing or being unable above it."""
    own = any(c.dep_ == "neg" or c.lower_ in ("never", "cannot") for c in verb.children)
    subject = subject_of(verb)
    nobody = subject is not None and (
        subject.lower_ in ("nobody", "none", "nothing") or any(c.lower_ in ("no", "neither") for c in subject.children)
    )
    refusing = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in REFUSING
    return own or nobody or refusing


def denied(verb: Token, noun: Token) -> bool:
    """A deed that is said not to have happened: "no house was burned"."""
    return _negated(verb) or any(c.lower_ in ("no", "any") and c.dep_ == "det" for c in noun.children)
