"""Who is blamed for a harm, in the text's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.actors import deeds, is_actor
from reckoning.extract.cause import custody
from reckoning.extract.culprit import Culprit, attackers, harm_actor, is_passive, subject_of
from reckoning.extract.doers import other_side, same_side, told_by_layout
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.people import is_plural
from reckoning.extract.stance import head_index
from reckoning.extract.survey import Span, Survey, survey
from reckoning.extract.voice import is_event, kind_of, name_tokens, vocabulary
from reckoning.types import Measure, Perpetrator, Text, Trace

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = tuple[tuple[Span, str], ...]
HARMS: frozenset[Measure] = frozenset(
    {"killed", "injured", "casualties", "abducted", "detained", "displaced", "sexual_violence"}
)
EVENT_HARMS: frozenset[Measure] = HARMS - {"detained", "displaced"}
STAND_INS = frozenset({"group", "men", "man", "organisation", "organization", "gang"})
OFFENDERS = frozenset(
    {"attacker", "gunman", "gunmen", "assailant", "bomber", "suspect", "shooter", "him", "perpetrator"}
)
LEAD = 3
AHEAD = 5
DEED = (
    r"(?:attack|blast|explosion|bombing|shooting|incident|raid|strike|airstrike|ambush|assault|massacre|violence|shelling"
    r"|killing|stabbing|abduction|rampage|operation|siege|bombardment|crackdown)s?"
)
# The sentence goes on with the event that the text is about.
SAME = re.compile(
    rf"\b(?:the|this|that|these|those|both|two)\s+(?:[\w-]+\s+){{0,2}}{DEED}\b"
    r"|\b(?:others|other\s+(?:people|persons?)|more\s+(?:people|were)|further|remaining)\b"
    r"|\b(?:the|of\s+(?:the|those))\s+(?:victims?|dead|killed|wounded|injured|fatalities|casualties)\b|\bthose\s+(?:killed|hurt|injured|wounded)\b"
    r"|\b(?:including|among\s+(?:them|those|the)|of\s+(?:them|whom))\b"
    r"|\ba\s+(?:second|third|fourth|fifth|sixth|seventh|\w+th)\s+(?:person|victim|man|woman)\b",
    re.IGNORECASE,
)
# The sentence turns to another time or another event.
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
OTHER = re.compile(
    rf"\b(?:in|of|since|during|last)\s+{MONTH}\b|\b(?:weeks?|months?|years?|decades?)\s+(?:ago|earlier|before)\b"
    r"|\b(?:last|this|previous|past)\s+(?:week|month|year|decade)\b|\bearlier\s+this\s+(?:week|month|year)\b|\bin\s+(?:19|20)\d\d\b"
    r"|\b(?:since|previous|previously|elsewhere|separate|separately|similar|annual|history|meanwhile|so\s+far|overall)\b"
    rf"|\banother\s+(?:one|in|[\w-]*\s?{DEED})\b|\bthat\s+(?:week|month|year)\b",
    re.IGNORECASE,
)


def perpetrators(
    text: Text, sentences: tuple[Sentence, ...], mention: Mention, known: Survey | None = None
) -> tuple[tuple[Perpetrator, ...], tuple[Trace, ...]]:
    """The perpetrators of one mention (none where the text leaves it open), several where the text disputes it."""
    seen = known or survey(text, sentences)
    if mention.measure not in HARMS or (mention.quantity.high == 0):
        return (), ()
    laid = told_by_layout(text, mention)
    own = (laid,) if laid is not None else _own(seen, mention)
    if own and _named(seen, own):
        return _told(seen, own)
    if mention.measure not in EVENT_HARMS or _victims_attack(mention):
        return _told(seen, own)
    if not own and _new_event(seen, mention):
        return (), ()
    clash = other_side(mention) if not own else None
    if clash is not None:
        return _told(seen, (clash,))
    near = own or _disputed(seen, mention) or _apart_from_own(seen, mention, _near(seen, mention))
    settled = near and (_named(seen, near) or near[0][1] == "blame.disputed")
    whole = () if settled else _whole(seen, mention)
    far = () if near or whole else _lead(seen, mention) or _ahead(seen, mention)
    return _told(seen, (*near, *whole) or _apart_from_own(seen, mention, far))


def _apart_from_own(seen: Survey, mention: Mention, found: Found) -> Found:
    """Without the harmed fighters' own side: an army in whose fight soldiers died did not kill them."""
    if mention.population.status != "combatant":
        return found
    return tuple((span, rule) for span, rule in found if not same_side(mention, seen.text.content[slice(*span)]))


def _new_event(seen: Survey, mention: Mention) -> bool:
    """An attack told as new ("air strikes killed 26 people") behind the lead: nobody is carried over to it."""
    if mention.sentence in [s for s in seen.sentences if s.block == "body"][:LEAD]:
        return False
    subject = subject_of(mention.sentence.doc[head_index(mention)])
    definite = subject is not None and any(c.lower_ in ("the", "this", "these", "that", "both") for c in subject.lefts)
    return subject is not None and is_event(subject) and not definite


def _told(seen: Survey, found: Found) -> tuple[tuple[Perpetrator, ...], tuple[Trace, ...]]:
    content = seen.text.content
    people = tuple(Perpetrator(text=content[a:b], start=a, end=b) for (a, b), _ in found)
    return people, tuple(Trace(facet="perpetrator", rule=rule, start=a, end=b) for (a, b), rule in found)


def _named(seen: Survey, found: Found) -> bool:
    """Whether a proper name is among the words: "gunmen" may be told of somebody by name later on."""
    return any(
        re.search(r"\s[A-Z]|^[A-Z]\w*[A-Z]", " x " + seen.text.content[a + 1 : b]) or seen.text.content[a:b].istitle()
        for (a, b), _ in found
    )


def victims_of(mention: Mention) -> frozenset[int]:
    """The tokens of those harmed: what detection says, else the sufferer of the harm verb."""
    doc = mention.sentence.doc
    if mention.victim is not None:
        return frozenset(t.i for t in name_tokens(doc[mention.victim])) | {mention.victim}
    verb = doc[head_index(mention)]
    wanted = ("nsubjpass", "dobj", "attr") if verb.lemma_.lower() not in deeds().happen else ("nsubj",)
    if is_passive(verb) and not any(c.dep_ == "nsubjpass" for c in verb.children):
        wanted = (*wanted, "nsubj")
    return frozenset(t.i for c in verb.children if c.dep_ in wanted for t in c.subtree)


def _victims_attack(mention: Mention) -> bool:
    """Whether those harmed are the attackers: who shot them is told beside them or not at all."""
    doc = mention.sentence.doc
    words = {doc[i].lower_ for i in victims_of(mention)} | set(mention.population.text.lower().split())
    return bool(words & (OFFENDERS | {"attackers", "assailants", "bombers", "suspects"}))


def _own(seen: Survey, mention: Mention) -> Found:
    """Who does it in the mention's own clause."""
    head = mention.sentence.doc[head_index(mention)]
    culprit = harm_actor(head, victims_of(mention))
    if culprit is None:
        return ()
    span = _resolve(seen, mention, culprit)
    if span is None or _police_work(seen, mention, span):
        return ()
    return ((span, culprit.rule),)


def _police_work(seen: Survey, mention: Mention, span: Span) -> bool:
    """An arrest by police for a crime is no deed to be blamed for."""
    state = mention.measure == "detained" and kind_of(seen.text.content[slice(*span)]) == "state"
    return state and custody(seen.sentences, mention) == "crime"


def _resolve(seen: Survey, mention: Mention, culprit: Culprit) -> Span | None:
    sentence = mention.sentence
    if not culprit.pronoun:
        return sentence.extent([sentence.doc[i] for i in culprit.tokens])
    pronoun = culprit.tokens[0]
    word = sentence.doc[pronoun].lower_
    speaker = next((f for f in reversed(seen.frames(sentence)) if pronoun in f.scope and f.speaker), None)
    if word == "they" and (beside := _acting_before(sentence, pronoun)) is not None:
        return beside
    if speaker is not None and (word in ("it", "he", "she", "we") or _party(sentence, speaker.speaker)):
        return sentence.extent([sentence.doc[i] for i in speaker.speaker])
    before = _antecedent(seen, sentence, pronoun)
    if before is None and speaker is not None and sentence.doc[speaker.speaker[-1]].pos_ != "PRON":
        return sentence.extent([sentence.doc[i] for i in speaker.speaker])
    return before


def _acting_before(sentence: Sentence, pronoun: int) -> Span | None:
    """As in "after the gunmen left the house, they killed six": who acts in the clause before."""
    doc = sentence.doc
    subjects = [t for t in doc[:pronoun] if t.dep_ == "nsubj" and is_plural(t) and is_actor(t)]
    told = [t for t in subjects if t.head.lemma_.lower() not in vocabulary().force]
    return sentence.extent(name_tokens(told[-1])) if told else None


def _party(sentence: Sentence, speaker: tuple[int, ...]) -> bool:
    """Whether a speaker can have done what "they" did: armed or in office; a witness speaks of others."""
    return kind_of(sentence.words([sentence.doc[i] for i in speaker])) in ("belligerent", "state")


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


def _bare(doc: Doc, culprit: Culprit) -> bool:
    """As in "the group", "the men": words that stand for somebody named before."""
    words = [doc[i].lower_ for i in culprit.tokens]
    return len(words) == 2 and words[0] in ("the", "these", "those", "this") and words[1] in STAND_INS


def _attackers_in(sentence: Sentence, victims: frozenset[int] = frozenset()) -> list[Culprit]:
    """Those who attack in a sentence, without those who answer an attack ("police shot the gunman")."""
    doc = sentence.doc
    return [
        c
        for c in attackers(doc, victims)
        if not (c.pronoun or _bare(doc, c)) and not (c.against is not None and doc[c.against].lower_ in OFFENDERS)
    ]


def _near(seen: Survey, mention: Mention) -> Found:
    """An attacker named elsewhere in the sentence, or in the one before it when the mention goes on with its event."""
    sentence = mention.sentence
    here = [c for c in _attackers_in(sentence, victims_of(mention)) if not _apart(mention, c)]
    if here:
        return ((sentence.extent([sentence.doc[i] for i in here[0].tokens]), "blame.sentence"),)
    goes_on = _same_event(mention)
    if _claimed(seen, mention) or (not goes_on and not _leans(mention)):
        return ()
    for near in _previous(seen, sentence)[: None if goes_on else 1]:
        if not goes_on and near.paragraph != sentence.paragraph:
            break
        if named := [c for c in _attackers_in(near) if near.doc[c.tokens[-1]].lemma_.lower() not in _harmed(mention)]:
            return ((near.extent([near.doc[i] for i in named[0].tokens]), "blame.carry"),)
    return ()


def _claimed(seen: Survey, mention: Mention) -> bool:
    """Whether somebody claims it here: whom others blamed before is not blamed by him."""
    at = head_index(mention)
    return any(frame.force == "claim" and at in frame.scope for frame in seen.frames(mention.sentence))


def _harmed(mention: Mention) -> set[str]:
    """The harmed in lemmas: a soldier who was killed was not killed by the soldiers of the sentence before."""
    return {mention.sentence.doc[i].lemma_.lower() for i in victims_of(mention)}


def _leans(mention: Mention) -> bool:
    """Whether nobody acts in the sentence and nothing says that it turns to another event: "Six people were killed"."""
    head = mention.sentence.doc[head_index(mention)]
    return not OTHER.search(mention.sentence.text) and (head.pos_ != "VERB" or is_passive(head) or head.lemma_ == "die")


def _apart(mention: Mention, culprit: Culprit) -> bool:
    """Whether the attack stands in a second main clause behind the mention: "half were raped, and more men attack"."""
    doc = mention.sentence.doc
    head = doc[head_index(mention)]
    verbs = (up for i in culprit.tokens for up in [doc[i].head] if doc[i].dep_ == "nsubj" and up.dep_ == "conj")
    return any(verb.i > head.i and head.i not in {t.i for t in verb.subtree} for verb in verbs)


def _same_event(mention: Mention) -> bool:
    words = mention.sentence.text
    return bool(SAME.search(words)) and not OTHER.search(words)


def _disputed(seen: Survey, mention: Mention) -> Found:
    """Two parties blamed for the event of the text: both are candidates."""
    parties = _blamed(seen)
    if len(parties) < 2 or not _same_event(mention):
        return ()
    return tuple((span, "blame.disputed") for span in parties)


def _whole(seen: Survey, mention: Mention) -> Found:
    """Whom the text as a whole holds responsible, unless the sentence speaks of another event."""
    body = [s for s in seen.sentences if s.block == "body"][:1]
    first = mention.sentence.block != "body" or mention.sentence in body
    if not _same_event(mention) and not (first and not OTHER.search(mention.sentence.text)):
        return ()
    if held := seen.held():
        return tuple((span, "blame.responsible") for span in held)
    return tuple((span, "blame.blamed") for span in _blamed(seen))


def _blamed(seen: Survey) -> tuple[Span, ...]:
    """Who is blamed in sentences that do not speak of another time."""
    spans = seen.blamed()
    where = [(span, seen.sentence_at(span[0])) for span in spans]
    return tuple(span for span, s in where if s is not None and not OTHER.search(s.text))


def _lead(seen: Survey, mention: Mention) -> Found:
    """The attacker of the first sentences, for a mention that goes on with their event."""
    if not _same_event(mention):
        return ()
    lead = [s for s in seen.sentences if s.block == "body"][:LEAD]
    for sentence in lead:
        if sentence.start > mention.start:
            break
        if named := _attackers_in(sentence):
            return ((sentence.extent([sentence.doc[i] for i in named[0].tokens]), "blame.lead"),)
    return ()


def _ahead(seen: Survey, mention: Mention) -> Found:
    """For headline and first sentence: the one attacker whom the next sentences name, if they name one only."""
    body = [s for s in seen.sentences if s.block == "body"]
    if (mention.sentence.block == "body" and mention.sentence not in body[:1]) or OTHER.search(mention.sentence.text):
        return ()
    subject = subject_of(mention.sentence.doc[head_index(mention)])
    if subject is not None and is_event(subject):
        return ()
    found: list[tuple[str, Span]] = []
    for sentence in body[:AHEAD]:
        for culprit in _attackers_in(sentence):
            words = [sentence.doc[i] for i in culprit.tokens]
            found.append((words[-1].lemma_.lower(), sentence.extent(words)))
    return ((found[0][1], "blame.ahead"),) if found and len({name for name, _ in found}) == 1 else ()
