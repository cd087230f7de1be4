"""Fuller names for short ones, and the source that goes on speaking in the next sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.speech import Frame
from reckoning.extract.survey import Span, Survey
from reckoning.extract.voice import kind_of, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

CAPITAL = r"[A-ZÀ-Þ][\w’'.-]{0,30}"
HE = frozenset({"he", "she", "him", "her", "who"})
THEY = frozenset({"it", "they", "them"})
ROLES = re.compile(r"^(?:the|this|that|its|their|his|her)\s+((?:[\w-]+\s+){0,3}[\w-]+)$", re.IGNORECASE)
STATISTICAL = frozenset({"monitor", "ngo", "un", "expert"})
SHARE = re.compile(
    r"^(?:of\s+(?:these|those|them|the\s+(?:dead|victims|total|killed|wounded))|among\s+(?:them|those|these|the\s+dead)"
    r"|(?:more|less|fewer)\s+than\s+half|half|most|the\s+(?:rest|remainder|total|figure|number|toll|dead|victims|tally)"
    r"|(?:another|a\s+further|some|at\s+least)?\s*[\d.,]+\s*(?:%|per\s?cent)"
    r"|(?:executions|deaths|killings|fatalities|casualties|injuries|rapes|abductions|arrests|detentions|disappearances)\b.*\b(?:totall?ed|numbered|stood))",
    re.IGNORECASE,
)


# These count on from a figure of the sentence before, whoever gave it.
REST = re.compile(
    r"^(?:(?:of|from)\s+(?:that|this|the)\s+(?:total|number|figure)|another\s+[\d\w,.-]+\s+(?:\w+\s+){0,2}(?:were|was|had)"
    r"|[\w-]+\s+of\s+the\s+(?:dead|victims|killed|wounded|injured|casualties)\s+(?:were|was))\b",
    re.IGNORECASE,
)


def carried(seen: Survey, mention: Mention) -> tuple[Span, str] | None:
    """The speaker of the sentence before, where this one clearly goes on for him.

    Two signs are taken: a hedge ("allegedly") after a sentence that claims; a share or total ("of these", "more
    than half") after a source that counts. Anything else stays with the outlet.
    """
    before = seen.before(mention.sentence)
    if not before or before[0].paragraph != mention.sentence.paragraph:
        return None
    last = before[0]
    frame = next((f for f in reversed(seen.frames(last)) if f.speaker), None)
    if frame is None:
        further = seen.before(last)
        frame = _through(seen, last, further[0]) if further and further[0].paragraph == last.paragraph else None
        last = further[0] if frame is not None else last
    if frame is None:
        return None
    span = last.extent([last.doc[i] for i in frame.speaker])
    hedged = re.search(r"\b(?:reportedly|allegedly|supposedly|purportedly)\b", mention.sentence.text)
    if hedged and frame.force in ("claim", "deny"):
        return span, "carry.hedge"
    name = seen.text.content[slice(*span)]
    counts = kind_of(fullest(seen, span)) in STATISTICAL or _document(name)
    here = mention.sentence.text.strip()
    goes_on = (counts and SHARE.match(here)) or (frame.force != "deny" and REST.match(here))
    return (span, "carry.share") if goes_on else None


def _through(seen: Survey, last: Sentence, further: Sentence) -> Frame | None:
    """Two sentences on, only if the one between keeps the hedge: "allegedly ... reportedly ..."."""
    if not re.search(r"\b(?:reportedly|allegedly)\b", last.text):
        return None
    return next((f for f in reversed(seen.frames(further)) if f.speaker and f.force == "claim"), None)


def _document(name: str) -> bool:
    return any(w.rstrip("s") in vocabulary().document or w in vocabulary().document for w in name.lower().split())


def fullest(seen: Survey, span: Span) -> str:
    """The fullest name that the text gives for a short one ("he", "Okello", "the group"), else the words themselves."""
    words = " ".join(seen.text.content[slice(*span)].split())
    low = words.lower()
    if low in HE:
        return _person_before(seen, span) or words
    if low in THEY:
        return _body_before(seen, span) or words
    if re.fullmatch(CAPITAL, words):
        return _long_name(seen.text.content, words)
    if ROLES.match(words):
        return _by_role(seen, span, words) or words
    return words


def _long_name(content: str, surname: str) -> str:
    """As in "Andrej Okello" for "Okello": the longest run of capitalised words that ends with it."""
    bare = re.sub(r"['’]s$", "", surname)
    runs = re.findall(rf"(?:{CAPITAL}\s+){{1,4}}{re.escape(bare)}(?![\w-])", content)
    names = [_without_title(" ".join(r.split())) for r in runs]
    names = [n for n in names if 1 < len(n.split()) <= 5]
    return max(names, key=len) if names else bare


def _without_title(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in vocabulary().titles:
        words.pop(0)
    return " ".join(words)


def _person_before(seen: Survey, span: Span) -> str | None:
    """The last person who speaks, or is the subject, in this sentence before the pronoun or in the two before it."""
    here = seen.sentence_at(span[0])
    if here is None:
        return None
    for sentence in (here, *seen.before(here, 3)):
        people = [e for e in sentence.doc.ents if e.label_ == "PERSON" and sentence.begin(e[0]) < span[0]]
        speakers = {i for f in seen.frames(sentence) for i in f.speaker}
        subjects = [e for e in people if e.root.dep_ in ("nsubj", "nsubjpass", "appos") or e.root.i in speakers]
        for entity in subjects[:1] or people[:1]:
            name = " ".join(sentence.words(entity).split())
            return _long_name(seen.text.content, name) if " " not in name else name
    return None


def _body_before(seen: Survey, span: Span) -> str | None:
    """The last organisation that speaks before "it" or "they"."""
    here = seen.sentence_at(span[0])
    if here is None:
        return None
    for token in reversed([t for t in here.doc if here.begin(t) < span[0]]):
        if token.dep_ == "nsubj" and token.ent_type_ in ("ORG", "GPE"):
            return " ".join(here.words(name_tokens(token)).split())
    for sentence in seen.before(here, 2):
        for frame in seen.frames(sentence):
            tokens = [sentence.doc[i] for i in frame.speaker]
            if tokens and tokens[-1].lower_ not in vocabulary().pronouns and not _personal(tokens):
                return " ".join(sentence.words(tokens).split())
        for token in sentence.doc:
            if token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.ent_type_ == "ORG":
                return " ".join(sentence.words(name_tokens(token)).split())
    return None


def _personal(tokens: list[Token]) -> bool:
    return any(t.ent_type_ == "PERSON" for t in tokens)


def _by_role(seen: Survey, span: Span, words: str) -> str | None:
    """As in "the spokesman" -> the name that stands beside that office earlier in the text."""
    role = words.rsplit(maxsplit=1)[-1].lower()
    content = seen.text.content[: span[0]]
    stem = re.escape(role[:9]) + r"\w*"
    name = rf"((?:{CAPITAL}\s+){{1,3}}{CAPITAL})"
    patterns = (
        rf"\b{stem}\s+{name}",
        rf"{name},\s+(?:an?|the)?[^.;:]{{0,60}}?\b{stem}",
        rf"\b{stem}[^.;]{{0,70}}?,\s+{name}",
    )
    found = [m for p in patterns for m in re.finditer(p, content)]
    best = max(found, key=lambda m: m.start(), default=None)
    return _without_title(" ".join(best.group(1).split())) if best is not None else None
