"""Fuller names for short ones, and the source that goes on speaking in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.speech import Frame, is_paper, speaker_of
from reckoning.extract.survey import Span, Survey
from reckoning.extract.voice import kind_of, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

CAPITAL = r"[A-ZÀ-Þ][\w’'.-]{0,30}"
HE = frozenset({"he", "she", "him", "her", "who"})
THEY = frozenset({"it", "they", "them"})
BODIES = frozenset(
    {"group", "organisation", "organization", "agency", "body", "network", "union", "committee", "watchdog", "monitor",
     "association", "charity", "centre", "center", "latter"}
)  # fmt: skip
# Of these nouns a state, a party to the fighting or a newspaper is never meant.
COUNTERS = frozenset(
    {"monitor", "network", "watchdog", "group", "organisation", "organization", "association", "charity"}
)
ROLES = re.compile(r"^(?:the|this|that|its|their|his|her)\s+((?:[\w-]+\s+){0,3}[\w-]+)$", re.IGNORECASE)
SUMMARY = 8  # sentences of a paragraph that may tell the cases of one report
INSTITUTIONS = frozenset({"un", "monitor", "ngo", "state", "belligerent", "medical", "media"})
FAR, COMMA = 8, 2
STATISTICAL = frozenset({"monitor", "ngo", "un", "expert"})
SHARE = re.compile(
    r"^(?:of\s+(?:these|those|them|the\s+(?:[\w,.-]+\s+){0,3}(?:disappeared|missing|dead|victims|total|killed|wounded))|among\s+(?:them|those|these|the\s+dead)"
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


MORE = re.compile(
    r"^(?:at\s+least\s+|some\s+|about\s+)?[\w,.-]+\s+(?:others?|more)\s+(?:were|was|had|have|are)\b", re.IGNORECASE
)
# A case that shows what a count holds: "documented 238 cases. In one village, ...".
INSTANCE = re.compile(r"^(?:in|during)\s+one\b|^one\b|^(?:for|in)\s+(?:example|instance)\b", re.IGNORECASE)


def carried(seen: Survey, mention: Mention) -> tuple[Span, str] | None:
    """The speaker of the sentence before, where this one clearly goes on for him.

    Two signs are taken: a hedge ("allegedly") after a sentence that claims; a share or total ("of these", "more
    than half") after a source that counts. Anything else stays with the outlet.
    """
    if (summed := _summary(seen, mention)) is not None:
        return summed
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
    counts = kind_of(fullest(seen, span)) in STATISTICAL or _document(name) or _finds(name)
    here = mention.sentence.text.strip()
    goes_on = (counts and (SHARE.match(here) or MORE.match(here))) or (frame.force != "deny" and REST.match(here))
    return (span, "carry.share") if goes_on else None


def _summary(seen: Survey, mention: Mention) -> tuple[Span, str] | None:
    """As in "The report singles out three episodes. ...": a paragraph that tells one report's cases speaks for it."""
    here = mention.sentence
    own = [s for s in seen.before(here, SUMMARY) if s.paragraph == here.paragraph]
    for sentence in own:
        for verb in sentence.doc:
            tells = verb.pos_ == "VERB" and any(
                c.dep_ in ("dobj", "attr") and c.lemma_.lower() in vocabulary().episode and _several(c)
                for c in verb.children
            )
            head = speaker_of(verb)[0] if tells else None
            shown = INSTANCE.match(here.text.strip()) and head is not None and _counting(sentence, head)
            if head is not None and head.i < verb.i and (is_paper(head) or shown):
                return sentence.extent(name_tokens(head)), "carry.summary"
        if any(f.speaker for f in seen.frames(sentence)):
            return None
    return None


def _several(noun: Token) -> bool:
    return noun.tag_ == "NNS" and any(t.like_num or t.lower_ in ("several", "many") for t in noun.lefts)


def _counting(sentence: Sentence, head: Token) -> bool:
    """Whether somebody who "documented 238 cases" does so for a living."""
    name = name_tokens(head)
    words = _said(sentence, name)
    return _finds(words) or kind_of(words) in STATISTICAL


def _said(sentence: Sentence, tokens: Iterable[Token]) -> str:
    """The source's words for a speaker, on one line."""
    return " ".join(sentence.words(tokens).split())


def _finds(name: str) -> bool:
    return any(w in ("inquiry", "commission", "mission") for w in name.lower().split())


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
        noun = low.rsplit(maxsplit=1)[-1]
        body = noun in BODIES and _body_before(seen, span, noun)
        return body or _by_role(seen, span, words) or words
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
    for sentence in (here, *_until_named(seen, here)):
        if (name := _lone_speaker(seen, sentence, span)) is not None:
            return name
        people = [e for e in sentence.doc.ents if e.label_ == "PERSON" and sentence.begin(e[0]) < span[0]]
        speakers = {i for f in seen.frames(sentence) for i in f.speaker}
        subjects = [e for e in people if e.root.dep_ in ("nsubj", "nsubjpass", "appos") or e.root.i in speakers]
        for entity in subjects[:1] or people[:1]:
            name = _said(sentence, entity)
            return _long_name(seen.text.content, name) if " " not in name else name
    return None


def _until_named(seen: Survey, here: Sentence) -> tuple[Sentence, ...]:
    """The sentences before, nearest first: three, and on over those in which the same pronoun speaks."""
    before, kept = seen.before(here, FAR), 3
    for at, sentence in enumerate(before):
        speaks = {sentence.doc[f.speaker[0]].lower_ for f in seen.frames(sentence) if len(f.speaker) == 1}
        if at < kept and speaks & {"he", "she"}:
            kept = min(at + 4, FAR)
    return before[:kept]


def _lone_speaker(seen: Survey, sentence: Sentence, span: Span) -> str | None:
    """As in "said Mesfin, a farmer from Oru": a speaker of one name, which the parser may take for a place."""
    for frame in reversed(seen.frames(sentence)):
        tokens = [sentence.doc[i] for i in frame.speaker]
        if tokens and tokens[0].pos_ == "PROPN" and sentence.begin(tokens[0]) < span[0]:
            comma = next((i for i, t in enumerate(tokens) if t.text == ","), None)
            if comma == 1 and len(tokens) > COMMA and tokens[COMMA].lower_ in ("a", "an", "the"):
                return _long_name(seen.text.content, tokens[0].text)
    return None


def _may_be(noun: str, name: str) -> bool:
    """Whether an organisation may be meant by "the monitor", "the group": a ministry or a newspaper is neither."""
    if noun not in COUNTERS or noun in name.lower().split():
        return True
    return kind_of(name) in STATISTICAL | {"medical", "unknown"}


def _body_before(seen: Survey, span: Span, noun: str = "") -> str | None:
    """The last organisation that speaks before "it" or "they", or that a noun for one may mean."""
    here = seen.sentence_at(span[0])
    if here is None:
        return None
    subjects = [t for t in here.doc if here.begin(t) < span[0] and t.dep_ == "nsubj" and t.ent_type_ in ("ORG", "GPE")]
    names = [_said(here, name_tokens(t)) for t in reversed(subjects)]
    names += [name for sentence in (here, *seen.before(here, 2)) for name in _bodies(seen, sentence, span, here)]
    return next((name for name in names if _may_be(noun, name)), None)


def _bodies(seen: Survey, sentence: Sentence, span: Span, here: Sentence) -> list[str]:
    """The organisations that speak in a sentence before the span, then those that are its subject."""
    names = []
    for frame in seen.frames(sentence):
        tokens = [sentence.doc[i] for i in frame.speaker if sentence.begin(sentence.doc[i]) < span[0]]
        if tokens and tokens[-1].lower_ not in vocabulary().pronouns and not _personal(tokens):
            names.append(_said(sentence, tokens))
    subjects = [t for t in sentence.doc if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and sentence is not here]
    return names + [_said(sentence, name_tokens(t)) for t in subjects if _institution(sentence, t)]


def _institution(sentence: Sentence, token: Token) -> bool:
    if token.ent_type_ == "ORG":
        return True
    name = sentence.words(name_tokens(token))
    return token.pos_ in ("NOUN", "PROPN") and token.ent_type_ != "PERSON" and kind_of(name) in INSTITUTIONS


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
