"""The vocabulary of speaking: which words report, who may speak, and what kind of source a name is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from reckoning.types import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Force = Literal["said", "claim", "deny", "believe", "expect"]
FORCES: tuple[Force, ...] = ("claim", "deny", "believe", "expect", "said")
KINDS: tuple[SourceKind, ...] = (
    "media", "un", "monitor", "ngo", "medical", "belligerent", "state", "expert", "witness", "unnamed",
)  # fmt: skip
# Left and right children of a noun that belong to its name; clauses do not, short participles do.
NAME_LEFT = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "predet", "case", "quantmod", "advmod"})
NAME_LINKS = frozenset({"compound", "nmod", "case", "poss", "amod", "punct", "flat"})
# A relative clause, a reporting clause or an aside ends a name.
NAME_PREPOSITIONS = frozenset({"of", "for", "from", "in", "with", "at"})
ENVOYS = frozenset({"ambassador", "envoy", "adviser", "advisor", "representative", "delegate"})
LONGEST_ASIDE = 18
DASHES = frozenset({"-", "–", "—", "--", "\u2028"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The lexicon ``speech.toml`` as sets of lemmas; ``force`` maps a reporting verb to its force."""

    force: dict[str, Force]
    object: frozenset[str]
    toll: frozenset[str]
    light: frozenset[str]
    toll_noun: frozenset[str]
    issue: frozenset[str]
    keep: frozenset[str]
    show: frozenset[str]
    hearer: frozenset[str]
    about: frozenset[str]
    proof: frozenset[str]
    document: frozenset[str]
    finder: frozenset[str]
    collection: frozenset[str]
    episode: frozenset[str]
    account: frozenset[str]
    tale: frozenset[str]
    claim_tale: frozenset[str]
    denial_tale: frozenset[str]
    doubtful: frozenset[str]
    fear_tale: frozenset[str]
    false: frozenset[str]
    settle: frozenset[str]
    weigh: frozenset[str]
    adverbs: dict[str, Force]
    modals: dict[str, Force]
    adjectives: dict[str, Force]
    continuing: frozenset[str]
    kinds: dict[SourceKind, frozenset[str]]
    titles: frozenset[str]
    pronouns: frozenset[str]
    events: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The English vocabulary, read once a process."""
    raw = tomllib.loads((files("reckoning.extract") / "lexicon" / "speech.toml").read_text(encoding="utf-8"))
    sets = {section: {key: frozenset(words.split()) for key, words in rows.items()} for section, rows in raw.items()}
    verbs, nouns = sets["verbs"], sets["nouns"]
    return Vocabulary(
        force=_forces(verbs),
        object=verbs["object"],
        toll=verbs["toll"],
        light=verbs["light"],
        toll_noun=verbs["toll_noun"],
        issue=verbs["issue"],
        keep=verbs["keep"],
        show=verbs["show"],
        hearer=verbs["hearer"],
        about=verbs["about"],
        proof=nouns["proof"],
        document=nouns["document"],
        finder=nouns["finder"],
        collection=nouns["collection"],
        episode=nouns["episode"],
        account=nouns["account"],
        tale=nouns["tale"],
        claim_tale=nouns["claim_tale"],
        denial_tale=nouns["denial_tale"],
        doubtful=nouns["doubtful"],
        fear_tale=nouns["fear_tale"],
        false=nouns["false"],
        settle=verbs["settle"],
        weigh=verbs["weigh"],
        adverbs=_forces(sets["adverbs"]),
        modals=_forces(sets["modals"]),
        adjectives=_forces(sets["adjectives"]),
        continuing=sets["words"]["continuing"],
        kinds={kind: sets["kinds"][kind] for kind in KINDS},
        titles=sets["persons"]["titles"],
        pronouns=sets["persons"]["pronouns"],
        events=sets["events"]["nouns"],
    )


def _forces(rows: dict[str, frozenset[str]]) -> dict[str, Force]:
    return {word: force for force in FORCES for word in sorted(rows.get(force, ()))}


@lru_cache(maxsize=4096)
def kind_of(name: str) -> SourceKind:
    """The kind of source by the words of its name; "unknown" where no word tells."""
    if re.match(r"(?:the|an?)\s+general$|general\s+[a-z]", name.lower()):
        return "belligerent"
    low = re.sub(
        r"['’]s\b|\b(?:attorney|director|secretary|consul|inspector|governor|solicitor)[- ]general\b",
        _office,
        name.lower(),
    )
    words = re.findall(r"[\w.]+(?:[-'’][\w.]+)*", low)
    bare = {w.strip(".") for w in words} | set(words) | {w[:-1] for w in words if w.endswith("s")}
    pairs = {"-".join(words[i : i + n]) for n in (2, 3) for i in range(len(words) - n + 1)}
    parts = {p for w in words if "-" in w for p in w.split("-")}
    for kind in KINDS:
        if (bare | pairs | parts) & vocabulary().kinds[kind]:
            return kind
    return "unknown"


def _office(match: re.Match[str]) -> str:
    """An attorney general is no general."""
    return match.group(0).split("-")[0].split()[0] if match.group(0)[0] not in "'’" else ""


def name_tokens(head: Token) -> list[Token]:
    """The tokens of a noun phrase that name somebody: modifiers, phrases with of, for, from, and an apposition."""
    keep = {head.i}
    for child in head.children:
        if _belongs(head, child):
            keep |= {t.i for t in child.subtree}
    return _stretch(head, keep)


def _belongs(head: Token, child: Token) -> bool:
    if child.i < head.i:
        return child.dep_ in NAME_LEFT
    if not _short(child):
        return False
    if child.dep_ == "prep" and not any(c.dep_ == "pcomp" for c in child.children):
        there = child.lower_ == "on" and any(c.lemma_ in ("ground", "scene", "spot", "site") for c in child.children)
        return there or child.lower_ in NAME_PREPOSITIONS or (child.lower_ == "to" and head.lemma_ in ENVOYS)
    if child.dep_ in ("appos", "conj"):
        return child.pos_ in ("NOUN", "PROPN") and not _counted(child)
    if child.dep_ == "acl":
        return child.i == head.i + 1 and child.tag_ == "VBN"
    return child.dep_ == "cc" or (child.dep_ in NAME_LINKS and child.dep_ != "punct")


def _counted(child: Token) -> bool:
    """A noun with a number is no apposition of a name: "According to the agency, three staff ..."."""
    return any(c.dep_ == "nummod" for c in child.children)


def _short(child: Token) -> bool:
    tokens = list(child.subtree)
    return len(tokens) <= LONGEST_ASIDE and not any(
        t.dep_ in ("relcl", "ccomp", "advcl") or t.lower_ in '“”"' for t in tokens
    )


def _stretch(head: Token, keep: set[int]) -> list[Token]:
    """The unbroken run round the head, punctuation between kept words included, none at the edges."""
    doc, left, right = head.doc, head.i, head.i
    while left > 0 and (left - 1 in keep or (doc[left - 1].is_punct and left - 2 in keep and left - 2 >= 0)):
        left -= 1
    while right + 1 < len(doc) and (right + 1 in keep or (doc[right + 1].is_punct and right + 2 in keep)):
        right += 1
    run = _balanced(_behind_dateline([doc[i] for i in range(left, right + 1)]))
    while len(run) > 1 and run[0].is_punct:
        run.pop(0)
    while len(run) > 1 and run[-1].is_punct and run[-1].text not in (")", "]"):
        run.pop()
    return run


def _balanced(run: list[Token]) -> list[Token]:
    """Without the end of a bracket that opens before the name: "ELN] rebels"."""
    closing = next((i for i, t in enumerate(run) if t.text in ("]", ")")), None)
    opened = closing is not None and any(t.text in ("[", "(") for t in run[:closing])
    return run if closing is None or opened or closing + 1 >= len(run) else run[closing + 1 :]


def _behind_dateline(run: list[Token]) -> list[Token]:
    """Without a dateline or a heading before a spaced dash or a line break: "KABUL (July 22) - Afghan forces"."""
    cuts = [
        i
        for i, t in enumerate(run)
        if ("\n" in t.text or t.text in DASHES) and (i == 0 or run[i - 1].whitespace_ or t.text != "-")
    ]
    if not cuts:
        return run
    first = run[: cuts[0]]
    dated = any(t.ent_type_ in ("DATE", "CARDINAL") or t.text == ")" or (t.is_upper and len(t) > 3) for t in first)
    rest = run[cuts[-1] + 1 :]
    return rest if rest and (dated or not first) else first or run


def is_event(token: Token) -> bool:
    """Whether a noun happens or is used rather than acts; "bomber" and "gunman" act."""
    return token.lemma_.lower() in vocabulary().events or token.lower_ in vocabulary().events
