"""Who says it: the chain from the outlet to the origin, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reckoning.extract.carry import carried, fullest
from reckoning.extract.deed import own_deed
from reckoning.extract.lines import listed_source
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.remarks import remarks_on
from reckoning.extract.sayings import HEADLINE_COLON, HEADLINE_SAYS
from reckoning.extract.speech import Frame
from reckoning.extract.stance import firmness, head_index
from reckoning.extract.survey import Span, Survey, Voice, survey
from reckoning.extract.voice import kind_of, vocabulary
from reckoning.types import AttributionLink, Remark, Role, Stance, Text, Trace

__all__ = ["Attributed", "Survey", "attribute", "survey"]

RELAY = re.compile(
    r"(?:as\s+)?(?:quoted|cited|carried|relayed|republished)\s+(?:by|in)\s+((?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of|the|[A-Z][\w.’'-]*))*)"
    r"|\b(?:who\s+spoke|speaking|talking|(?:an\s+|telephone\s+)?interview(?:ed)?|statement|remarks|comments)\s+(?:to|with|by)"
    r"\s+((?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of|the|[A-Z][\w.’'-]*))*)"
    r"|\b(?:reported|report|said|quoted|told)[^.;]{0,40}\s+via\s+((?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)"
)
CITING = re.compile(
    r"\b(?:citing|quoting|cited|quoted)\s+((?:an?|the|its|his|her)?\s*[^,.;:“”\"]{2,80}?)(?=\s+(?:as|that|who|said|saying)\b|[,.;:]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who says a claim (origin first, then relays; empty: the outlet itself), how firmly, and what shows it."""

    links: tuple[AttributionLink, ...] = ()
    stance: Stance = "asserted"
    remarks: tuple[Remark, ...] = ()
    traces: tuple[Trace, ...] = ()


def attribute(text: Text, sentences: tuple[Sentence, ...], mention: Mention, known: Survey | None = None) -> Attributed:
    """The chain of speakers and the stance of one mention; give ``survey(text, sentences)`` when there are many."""
    seen = known or survey(text, sentences)
    at = head_index(mention)
    frames = tuple(f for f in seen.frames(mention.sentence) if _governs(mention, f, at))
    voices = _voices(seen, mention, frames)
    links = _named_only(_links(seen, mention, voices))
    told = own_deed(seen, mention, mention.sentence.doc[at], links)
    hedged = any(v.rule == "carry.hedge" for v in voices)
    stance, because = firmness(mention, frames, hedged=hedged, own_deed=told.own_deed)
    return Attributed(
        links=tuple(replace(link, side=told.side) if link.role == "origin" else link for link in links),
        stance=stance,
        remarks=remarks_on(text, mention),
        traces=(*(Trace(facet="source", rule=v.rule, start=v.span[0], end=v.span[1]) for v in voices), because),
    )


def _governs(mention: Mention, frame: Frame, at: int) -> bool:
    """Whether a frame's words hold the claim; "put the toll at 12" is itself the claim's word."""
    low = mention.sentence.doc[at].lemma_.lower()
    own = at == frame.verb and low in vocabulary().toll | vocabulary().object
    return own or at in frame.scope


def _voices(seen: Survey, mention: Mention, frames: tuple[Frame, ...]) -> tuple[Voice, ...]:
    """Speakers from the outermost to the innermost."""
    sentence = mention.sentence
    quote = seen.quote_at(mention.start, mention.end)
    speaker = seen.quoted_by(quote) if quote is not None else None
    if quote is not None and speaker is not None:
        inside = seen.quotes[quote]
        inner = [f for f in frames if inside.start <= sentence.begin(sentence.doc[f.verb]) < inside.end]
        return (speaker, *_named(sentence, inner, below=True))
    if voices := _named(sentence, frames):
        return voices
    if sentence.block in ("headline", "deck"):
        return _headline(sentence, mention)
    found = carried(seen, mention) or listed_source(seen.text, mention)
    return (Voice(span=found[0], rule=found[1]),) if found is not None else ()


def _named(sentence: Sentence, frames: Sequence[Frame], *, below: bool = False) -> tuple[Voice, ...]:
    doc = sentence.doc
    ours = [f for f in frames if f.speaker and (below or not _outlet(sentence, f))]
    spoken = _told_by_others(sentence, ours, below=below)
    return tuple(
        Voice(
            span=sentence.extent([doc[i] for i in f.speaker]),
            rule=f.rule,
            force=f.force,
            hearer=sentence.extent([doc[i] for i in f.hearer]) if f.hearer else None,
            relay=sentence.extent([doc[i] for i in f.relay]) if f.relay else None,
        )
        for f in spoken
    )


def _outlet(sentence: Sentence, frame: Frame) -> bool:
    """As in "we documented 37 deaths", "let us recall": outside quotations that is the text itself."""
    words = [sentence.doc[i].lower_ for i in frame.speaker]
    return words in (["we"], ["us"], ["i"])


def _told_by_others(sentence: Sentence, frames: list[Frame], *, below: bool) -> list[Frame]:
    """Without inner speakers who only stand for the outer one: "X said he had counted", "X said an inquiry found"."""
    doc = sentence.doc
    kept = [] if below else frames[:1]
    for frame in frames[len(kept) :]:
        words = [doc[i] for i in frame.speaker]
        pronoun = len(words) == 1 and words[0].lower_ in vocabulary().pronouns
        ours = words[0].lower_ in ("our", "my")
        finds = not any(t.ent_type_ in ("ORG", "PERSON") for t in words) and any(
            t.lemma_.lower() in vocabulary().finder for t in words
        )
        bare = frames[0].force == "deny" and words[-1].lemma_.lower() in vocabulary().tale
        if not (pronoun or ours or finds or bare):
            kept.append(frame)
    return kept


def _headline(sentence: Sentence, mention: Mention) -> tuple[Voice, ...]:
    """As in "Monitor: 12 killed", "12 killed: monitor", "12 killed, says monitor"."""
    for pattern, rule in ((HEADLINE_SAYS, "headline.says"), (HEADLINE_COLON, "headline.colon")):
        match = pattern.search(sentence.text)
        if match is None:
            continue
        group = 1 if match.group(1) else 2
        start, end = (sentence.start + x for x in match.span(group))
        speaks = rule == "headline.says" or kind_of(match.group(group)) != "unknown"
        if speaks and not start <= mention.start < end:
            return (Voice(span=(start, end), rule=rule),)
    return ()


def _links(seen: Survey, mention: Mention, voices: tuple[Voice, ...]) -> tuple[AttributionLink, ...]:
    """Origin first: the innermost speaker, unless he is a medium that passes on another."""
    if not voices:
        return ()
    ordered = list(reversed(voices))
    if len(ordered) > 1 and _medium(seen, ordered[0]) and not _medium(seen, ordered[1]):
        ordered[0], ordered[1] = ordered[1], ordered[0]
    origin, relays = ordered[0].span, [v.span for v in ordered[1:]]
    relays += [x for v in voices for x in (v.hearer, v.relay) if x is not None]
    cited = _cited(seen, mention, origin)
    if cited is not None:
        origin, relays = cited, [origin, *relays]
    relays += _passed_on(seen, mention)
    links = [_link(seen, origin, "origin")]
    for span in relays:
        link = _link(seen, span, "relay")
        if all(link.name.lower() != other.name.lower() and link.start != other.start for other in links):
            links.append(link)
    return tuple(links)


def led(kept: tuple[AttributionLink, ...]) -> tuple[AttributionLink, ...]:
    """What is left of a chain; where its origin was taken away, the first relay stands for it."""
    if kept and all(link.role != "origin" for link in kept):
        return (replace(kept[0], role="origin"), *kept[1:])
    return kept


def _named_only(links: tuple[AttributionLink, ...]) -> tuple[AttributionLink, ...]:
    """The chain without a pronoun that stands for nobody the text names."""
    return led(tuple(link for link in links if link.name.lower() not in vocabulary().pronouns))


def _medium(seen: Survey, voice: Voice) -> bool:
    return kind_of(seen.text.content[slice(*voice.span)]) == "media"


def _link(seen: Survey, span: Span, role: Role) -> AttributionLink:
    text = seen.text.content[slice(*span)]
    name = fullest(seen, span)
    kind = kind_of(text)
    return AttributionLink(
        name=name, text=text, role=role, kind=kind if kind != "unknown" else kind_of(name), start=span[0], end=span[1]
    )


def _cited(seen: Survey, mention: Mention, origin: Span) -> Span | None:
    """As in "the agency said, citing doctors": the doctors are the origin, the agency passes it on."""
    sentence = mention.sentence
    for match in CITING.finditer(sentence.text):
        start, end = (sentence.start + x for x in match.span(1))
        passive = re.search(r"\b(?:was|were|is|are|been|being|as)\s+$", sentence.text[: match.start()])
        if not passive and origin[0] != start and not start <= mention.start < end and match.group(0)[-1] != " ":
            first = seen.text.content[start:end].split()[0].lower()
            if first not in ("as", "by", "in", "for"):
                return start, end
    return None


def _passed_on(seen: Survey, mention: Mention) -> list[Span]:
    """As in "as quoted by X", "via X" in the mention's sentence, or behind the quotation that holds it."""
    quote = seen.quote_at(mention.start, mention.end)
    places = {mention.sentence.index: mention.sentence}
    if quote is not None and (last := seen.sentence_at(seen.quotes[quote].end)) is not None:
        places[last.index] = last
    found: list[Span] = []
    for _, sentence in sorted(places.items()):
        for match in RELAY.finditer(sentence.text):
            group = next(g for g in (1, 2, 3) if match.group(g))
            if group > 1 and kind_of(match.group(group)) != "media":
                continue
            if match.group(group).lower() not in vocabulary().pronouns:
                end = match.start(group) + len(match.group(group).rstrip(".,’'"))
                found.append((sentence.start + match.start(group), sentence.start + end))
    return found
