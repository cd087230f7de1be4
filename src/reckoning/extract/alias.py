"""Aliases: names and their former, other, abbreviated or contested names, and the roles that stand for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from reckoning.anchors import anchor
from reckoning.extract.lexicon import lexicon
from reckoning.extract.parse import READ_KINDS, Sentence, nth_occurrence
from reckoning.extract.statement_cues import words
from reckoning.extract.voice import is_event, name_tokens
from reckoning.ids import digest_of
from reckoning.types import Alias, Text

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "alias.en.v1"
Kind = Literal["former", "other", "abbreviation", "label", "role"]
PARTICLE = r"(?:al|el|as|ash|ad|ar|an|at|az)[-‑–]"
WORD = rf"(?<![\w’'])(?:{PARTICLE})?[A-ZÀ-ÞА-Я][\w’'‑–-]*(?:\.[A-Z])*\.?"
LINK = r"(?:al|el|bin|ibn|bint|abu|umm|de|del|la|van|von|der|of|for|and|the|ul)"
NAME = rf"{WORD}(?:\s+(?:{LINK}\s+){{0,2}}{WORD}){{0,7}}"
PERSON = (
    rf"{WORD}(?:\s+(?:(?:al|el|bin|ibn|bint|abu|umm|de|del|van|von|der)\s+)?(?!(?:The|In|On|But|And|A)\b){WORD}){{1,4}}"
)
POSSESSIVE = re.compile(r"[’']s?$")
ABBREVIATION = re.compile(
    rf"(?P<name>{NAME})\s*[(\[]\s*[“\"]?(?P<alias>[A-Z][A-Za-z]?[A-Z&][A-Za-z&‑-]{{0,7}}s?)[”\"]?\s*[)\]]"
)
EXPANSION = re.compile(rf"\b(?P<alias>[A-Z][A-Z&]{{1,7}})\s*[(\[]\s*(?:the\s+)?(?P<name>{NAME})\s*[)\]]")
SMALL_WORDS = "of for the and al el in on to de la des du et und ul as ash against with"
SMALL = frozenset(SMALL_WORDS.split())
QUOTED = re.compile(r"[“\"](?P<alias>[^“”\"]{3,60})[”\"]")
LABEL_VERB = re.compile(r"\b(?:refer|call|describ|label|brand|dub|term|character)\w*\b", re.IGNORECASE)
PRONOUNS = frozenset(["them", "him", "her", "it"])
NO_ROLE_WORDS = (
    "formerly previously once and or but since after before on in at when while as if for from "
    "with meanwhile however although"
)
NO_ROLE = frozenset(NO_ROLE_WORDS.split())
MONTHS_WORDS = "january february march april may june july august september october november december"
MONTHS = frozenset(MONTHS_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: Kind
    start: int
    end: int
    name: str
    alias: str


def find_aliases(text: Text, sentences: Sequence[Sentence]) -> tuple[Alias, ...]:
    """Aliases of a reading in order; the same name with the same alias once, at its first place."""
    found: dict[tuple[str, str, str], Alias] = {}
    for sentence in sentences:
        if sentence.block in READ_KINDS:
            for seen in sorted(_of_sentence(sentence), key=lambda f: (f.start, f.end, f.kind)):
                found.setdefault((seen.kind, seen.name, seen.alias), _made(text, seen))
    return tuple(found.values())


def _made(text: Text, found: _Found) -> Alias:
    place = anchor(text, found.start, found.end)
    return Alias(
        key=digest_of(text.source, found.kind, place.exact, nth_occurrence(text, found.start, place.exact)),
        kind=found.kind,
        anchor=place,
        name=found.name,
        alias=found.alias,
        by=VERSION,
    )


def _of_sentence(sentence: Sentence) -> Iterator[_Found]:
    yield from _renamed(sentence)
    if sentence.block == "body" and not sentence.text.isupper():
        yield from _roles(sentence)
    yield from _abbreviated(sentence)
    yield from _labelled(sentence)


# ---- former and other names --------------------------------------------------------------------------------------
@cache
def _renaming(kind: Literal["former", "other"]) -> re.Pattern[str]:
    cue = lexicon("statements")["alias"][kind]
    return re.compile(
        rf"(?P<name>{NAME})(?P<open>\s*[(,–—]\s*|\s+)(?P<cue>(?i:{cue}))\s+(?i:known\s+as\s+|called\s+|named\s+)?(?i:the\s+)?"
        rf"[“\"]?(?P<alias>{NAME})[”\"]?(?P<close>\s*\))?"
    )


def _renamed(sentence: Sentence) -> Iterator[_Found]:
    for kind in ("former", "other"):
        for match in _renaming(kind).finditer(sentence.text):
            bare = not match["open"].strip()
            if bare and (kind == "former" or match["cue"].lower() in ("born", "alias", "known as")):
                continue
            name, start = _without_role(match["name"], match.start("name"))
            alias = _clean(match["alias"])
            if not name or _is_role(alias) or alias.split()[0].lower() in MONTHS or alias == name:
                continue
            end = match.end() if match["close"] else match.end("alias") - len(match["alias"]) + len(alias)
            yield _Found(
                kind=kind, start=sentence.start + start, end=sentence.start + end, name=_clean(name), alias=alias
            )


def _clean(name: str) -> str:
    """A name without the possessive and the full stop that ends its sentence; white space folded at the edges."""
    bare = POSSESSIVE.sub("", name.strip().rstrip(",;"))
    return bare[:-1] if bare.endswith(".") and not re.search(r"\.\w+\.$|\b[A-Z]\.$", bare) else bare


def _without_role(name: str, start: int) -> tuple[str, int]:
    """A capitalised run without the title that opens it, and where the name begins."""
    here = 0
    for match in re.finditer(r"\S+\s*", name):
        if match.group().strip().lower() in _roles_known() | {"the"}:
            here = match.end()
    return name[here:], start + here


def _is_role(alias: str) -> bool:
    return any(word.lower().strip(",.") in _roles_known() for word in alias.split())


@cache
def _roles_known() -> frozenset[str]:
    return frozenset(lexicon("statements")["alias"]["roles"].split())


# ---- abbreviations -----------------------------------------------------------------------------------------------
def _abbreviated(sentence: Sentence) -> Iterator[_Found]:
    for pattern in (ABBREVIATION, EXPANSION):
        for match in pattern.finditer(sentence.text):
            name, alias = match["name"], match["alias"]
            tail = _spelled_out(name, alias)
            if tail is None or (len(tail.split()) < 2 and "-" not in tail):
                continue
            offset = len(name) - len(tail)
            start = match.start("name") + offset if pattern is ABBREVIATION else match.start()
            yield _Found(
                kind="abbreviation",
                start=sentence.start + start,
                end=sentence.start + match.end(),
                name=_clean(tail),
                alias=alias,
            )


def _spelled_out(name: str, short: str) -> str | None:
    """The end of a capitalised run that an abbreviation stands for: by its initials, else all of it."""
    starts = [m.start() for m in re.finditer(r"\S+", name)]
    for start in reversed(starts):
        if _initials_match(name[start:], short):
            return name[start:]
    bare = [re.sub(r"[’']s?$", "", w).lower() for w in name.split()]
    organisation = any(w in _organisations() for w in bare)
    name = re.sub(r"^The\s+", "", name)
    return name if organisation and short.isupper() and len(short) > 2 and not name.isupper() else None


@cache
def _organisations() -> frozenset[str]:
    return frozenset(lexicon("statements")["alias"]["organisations"].split())


def _initials_match(name: str, short: str) -> bool:
    """Whether the capitals of the abbreviation are the initials of the name; small words may count or not."""
    letters = [c.lower() for c in short.rstrip("s") if c.isalpha() and (c.isupper() or short.isupper())]
    parts = [p for p in re.split(r"[\s‑–-]+", POSSESSIVE.sub("", name)) if p]
    if not parts or not letters or parts[0].lower() in SMALL:
        return False
    here = 0
    for part in parts:
        if here < len(letters) and part[0].lower() == letters[here]:
            here += 1
        elif part.lower() not in SMALL:
            return False
    return here == len(letters)


# ---- roles -------------------------------------------------------------------------------------------------------
@cache
def _role_before() -> re.Pattern[str]:
    roles = "|".join(sorted(_roles_known(), key=lambda w: (-len(w), w)))
    plain = (
        "prime|deputy|vice|foreign|defen[cs]e|interior|health|opposition|rebel|army|military|police|former|regional"
        "|local|senior|acting|human|rights|war"
    )
    modifier = rf"(?:{WORD}|(?:{plain})\b)"
    return re.compile(rf"(?P<alias>(?:{modifier}\s+){{0,4}}(?i:{roles}))\s+(?P<name>{PERSON})")


@cache
def _role_behind() -> re.Pattern[str]:
    roles = "|".join(sorted(_roles_known(), key=lambda w: (-len(w), w)))
    charge = r"(?:\s+(?:of|for|at|with|in)\s+(?:[^,.;:()“”\"]|(?<=\b[A-Z])\.){2,60})?"
    return re.compile(
        rf"(?P<name>{PERSON}),\s+(?P<alias>(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){{0,5}}?(?:{roles}){charge})"
        r"(?=[,.;:]|\s+(?:said|told)\b|$)"
    )


def _roles(sentence: Sentence) -> Iterator[_Found]:
    low = sentence.text.lower()
    if not any(role in low for role in _roles_known()):
        return
    for pattern in (_role_before(), _role_behind()):
        for match in pattern.finditer(sentence.text):
            name, start = match["name"], match.start("name")
            if pattern is not _role_before():
                name, start = _without_role(name, start)
            clean = _clean(name)
            role = re.sub(r"^(?:(?:the|an?)\s+)+", "", match["alias"], flags=re.IGNORECASE).strip()
            if len(clean.split()) < 2 or _is_role(clean) or re.search(r"[’']s\b", clean):
                continue
            if role.split()[0].lower() in NO_ROLE:
                continue
            begin = min(start, match.start("alias"))
            end = max(start + len(name), match.end("alias")) - (len(name) - len(clean) if start > begin else 0)
            yield _Found(
                kind="role",
                start=sentence.start + begin,
                end=sentence.start + end,
                name=clean,
                alias=role,
            )


# ---- contested labels --------------------------------------------------------------------------------------------
def _labelled(sentence: Sentence) -> Iterator[_Found]:
    """As in "referred to them as the “Guards”", "called the fighters “bandits”": somebody's word for somebody."""
    if not (LABEL_VERB.search(sentence.text) and QUOTED.search(sentence.text)):
        return
    for quote in QUOTED.finditer(sentence.text):
        named = _labelled_by(sentence, quote.start())
        if named is not None and len(quote["alias"].split()) <= 6:
            yield _Found(
                kind="label",
                start=sentence.start + quote.start(),
                end=sentence.start + quote.end(),
                name=named,
                alias=quote["alias"].rstrip(".,;"),
            )


def _labelled_by(sentence: Sentence, position: int) -> str | None:
    """Whom the quoted words at this place of the sentence name; None where no verb of naming governs them."""
    mark = next((t for t in sentence.doc if sentence.begin(t) - sentence.start >= position), None)
    if mark is None:
        return None
    naming = words().labels | {verb for verb, kinds in words().verbs.items() if "labelling" in kinds}
    before = sentence.doc[max(0, mark.i - 12) : mark.i]
    verb = next((t for t in reversed(list(before)) if t.lemma_.lower() in naming), None)
    if verb is None or verb.pos_ != "VERB" or not _governs(verb, mark):
        return None
    named = _object(verb)
    return (
        None if named is None or is_event(named) or named.lemma_.lower() in _things() else _named(sentence, named, verb)
    )


@cache
def _things() -> frozenset[str]:
    """What is said or done: to call an accusation nonsense gives nobody a name."""
    return frozenset().union(
        *(p.nouns for p in words().governed if p.kind in ("denial", "act", "announcement", "warning"))
    )


def _governs(verb: Token, mark: Token) -> bool:
    """Whether nothing but the object, "as" and small words stand between the verb and the quotation."""
    between = verb.doc[verb.i + 1 : mark.i]
    return not any(t.pos_ == "VERB" or t.text in ",;:" for t in between)


def _object(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            return child
        if child.dep_ == "prep" and child.lower_ == "to":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    small = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp")), None)
    return next((c for c in small.children if c.dep_ == "nsubj"), None) if small is not None else None


def _named(sentence: Sentence, head: Token, verb: Token) -> str:
    """The labelled in the text's words; a pronoun is led back to the nearest noun before it that agrees."""
    if head.lower_ in PRONOUNS:
        head = _antecedent(head, verb) or head
    names = [t for t in name_tokens(head) if t.i >= head.i or t.dep_ != "det"]
    while len(names) > 1 and names[0].dep_ in ("det", "poss") and names[0].pos_ in ("DET", "PRON"):
        names.pop(0)
    return sentence.words([t for t in names if t.i <= head.i] or [head])


def _antecedent(pronoun: Token, verb: Token) -> Token | None:
    plural = pronoun.lower_ == "them"
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    for token in reversed(list(pronoun.doc[: verb.i])):
        agrees = token.tag_ in (("NNS", "NNPS") if plural else ("NN", "NNP"))
        if agrees and token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and token != subject and not is_event(token):
            return token
    return None
