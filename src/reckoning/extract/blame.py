"""Who is blamed for a harm, in the text's own words."""

from __future__ import annotations

import re

from reckoning.extract.culprit import Culprit, attackers, deeds, harm_actor
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.stance import head_index
from reckoning.extract.survey import Span, Survey, survey
from reckoning.extract.voice import kind_of
from reckoning.types import Measure, Perpetrator, Text, Trace

NAME = r"((?:the\s+)?(?:[A-Z][\w’'.-]*|al-[A-Z]\w+)(?:[\s-]+(?:of|the|and|in|al-[A-Z]\w+|[A-Z][\w’'.-]*))*)"
RESPONSIBILITY = (
    re.compile(
        rf"{NAME}(?:[^.;“”\"]{{0,60}}?)\b(?:has|have|had|later|since|also|\s)*\s?claimed\s+(?:\w+\s+)?responsibility"
    ),
    re.compile(rf"responsib\w+[^.;]{{0,40}}?\b(?:claimed|taken|assumed)\s+by\s+{NAME}"),
    re.compile(
        rf"\b(?:carried\s+out|perpetrated|committed|staged|orchestrated|claimed)\s+by\s+(?:an?\s+[^.;,]{{0,40}},\s+)?{NAME}"
    ),
)
BLAME = (
    re.compile(
        r"\bblamed\s+(?:the\s+\w+\s+)?on\s+((?:the\s+|an?\s+)?[^.;,]{2,60}?)(?=[.;,]|\s+(?:who|which|that|after|in|for)\b|$)"
    ),
    re.compile(
        r"\b(?:blamed|accused|blames|accuses|held)\s+((?:the\s+|an?\s+)?[^.;,]{2,60}?)\s+(?:for|of|responsible)\s+(?:\w+\s+){0,4}?(?:attack|killing|bombing|blast|massacre|raid|strike|assault|violence|shooting|carrying|ambush|explosion|abduction|shelling)"
    ),
)
HARMS: frozenset[Measure] = frozenset(
    {"killed", "injured", "casualties", "abducted", "detained", "displaced", "sexual_violence"}
)
EVENT_HARMS: frozenset[Measure] = frozenset({"killed", "injured", "casualties", "abducted", "sexual_violence"})


def perpetrators(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention, known: Survey | None = None
) -> tuple[tuple[Perpetrator, ...], tuple[Trace, ...]]:
    """The perpetrators of one mention (none where the text leaves it open), several where the text disputes it."""
    seen = known or survey(text, sentences)
    if mention.measure not in HARMS:
        return (), ()
    for found in (_own(seen, mention), _near(seen, mention), _blamed(seen, mention)):
        if found:
            return _told(seen, found)
    return (), ()


def _told(seen: Survey, found: tuple[tuple[Span, str], ...]) -> tuple[tuple[Perpetrator, ...], tuple[Trace, ...]]:
    content = seen.text.content
    people = tuple(Perpetrator(text=content[a:b], start=a, end=b) for (a, b), _ in found)
    return people, tuple(Trace(facet="perpetrator", rule=rule, start=a, end=b) for (a, b), rule in found)


def _victims(mention: Mention) -> frozenset[int]:
    sentence = mention.sentence
    inside = {t.i for t in sentence.doc if mention.start <= sentence.begin(t) < mention.end}
    if mention.victim is not None:
        return frozenset({t.i for t in sentence.doc[mention.victim].subtree} & inside | {mention.victim})
    return frozenset()


def _own(seen: Survey, mention: Mention) -> tuple[tuple[Span, str], ...]:
    """Who does it in the mention's own clause."""
    head = mention.sentence.doc[head_index(mention)]
    culprit = harm_actor(head, _victims(mention))
    if culprit is None:
        return ()
    span = _resolve(seen, mention.sentence, culprit)
    if span is None or _police_work(seen, mention, span):
        return ()
    return ((span, culprit.rule),)


def _police_work(seen: Survey, mention: Mention, span: Span) -> bool:
    """An arrest of suspects by police is no deed to be blamed for."""
    return mention.measure == "detained" and kind_of(seen.text.content[slice(*span)]) == "state"


def _resolve(seen: Survey, sentence: Sentence, culprit: Culprit) -> Span | None:
    if not culprit.pronoun:
        return sentence.extent([sentence.doc[i] for i in culprit.tokens])
    return _antecedent(seen, sentence, culprit.tokens[0])


def _antecedent(seen: Survey, sentence: Sentence, pronoun: int) -> Span | None:
    """Whom "they" means: the last attacker named before, in this sentence or the two before it."""
    for near in (sentence, *_previous(seen, sentence)):
        limit = pronoun if near.index == sentence.index else len(near.doc)
        named = [c for c in attackers(near.doc) if not c.pronoun and max(c.tokens) < limit]
        if named:
            return near.extent([near.doc[i] for i in named[-1].tokens])
    return None


def _previous(seen: Survey, sentence: Sentence) -> tuple[Sentence, ...]:
    return tuple(s for s in seen.before(sentence, 2) if sentence.paragraph - s.paragraph <= 1)


def _near(seen: Survey, mention: Mention) -> tuple[tuple[Span, str], ...]:
    """An attacker named elsewhere in the sentence, or in the one before it when the mention goes on with its event."""
    if mention.measure not in EVENT_HARMS:
        return ()
    sentence = mention.sentence
    victims = _victims(mention)
    here = [c for c in attackers(sentence.doc, victims) if not c.pronoun and not _inside(sentence, c, mention)]
    if here:
        return ((sentence.extent([sentence.doc[i] for i in here[0].tokens]), "blame.sentence"),)
    if not _same_event(mention):
        return ()
    for near in _previous(seen, sentence):
        named = [c for c in attackers(near.doc) if not c.pronoun]
        if named:
            return ((near.extent([near.doc[i] for i in named[-1].tokens]), "blame.carry"),)
    return ()


def _inside(sentence: Sentence, culprit: Culprit, mention: Mention) -> bool:
    del sentence, mention, culprit
    return False


def _same_event(mention: Mention) -> bool:
    words = set(re.findall(r"[\w'-]+", mention.sentence.text.lower()))
    return bool(words & deeds().same_event) and not words & deeds().elsewhere


def _blamed(seen: Survey, mention: Mention) -> tuple[tuple[Span, str], ...]:
    """Who claims responsibility anywhere in the text, else all who are blamed for its event."""
    if mention.measure not in EVENT_HARMS:
        return ()
    words = set(re.findall(r"[\w'-]+", mention.sentence.text.lower()))
    if words & deeds().elsewhere:
        return ()
    content = seen.text.content
    for pattern in RESPONSIBILITY:
        for match in pattern.finditer(content):
            if not re.search(
                r"\b(?:no|nobody|none|not|neither)\b", content[max(0, match.start() - 30) : match.end()], re.IGNORECASE
            ):
                return ((match.span(1), "blame.responsibility"),)
    return tuple((m.span(1), "blame.blamed") for p in BLAME for m in p.finditer(content))
