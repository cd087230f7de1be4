"""Of what people came to harm: conflict, crime, accident, disaster, disease or something else.

The words that stand closest to the harm decide whether somebody did it or it happened: those of its own clause before
the rest of the sentence, that before the sentences next to it, and these before headline and lead. Whether a deed was
one of conflict or of crime is told by all of them together. A belligerent who speaks, rules or merely stands by has
caused nothing: "the earthquake killed 3,000 people, the army said".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reckoning.extract.attach import REPORTING, is_aftermath, rank, tokens_within, trigger_of
from reckoning.extract.clue import Clue, Sort, clues, counted, told_by
from reckoning.extract.lexicon import lexicon
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.voice import kind_of
from reckoning.types import Cause, Perpetrator, Trace

if TYPE_CHECKING:
    from spacy.tokens import Token

NATURAL: tuple[Cause, ...] = ("accident", "disaster", "disease", "other")
DEEDS: tuple[Sort, ...] = ("conflict", "crime", "violence")
WHOLE = 40  # sentences that are read to learn what a text is about
JUDGING = 12  # sentences in which a court is looked for
LEAD = 4  # sentences at the head of a text that tell what it is about
NEIGHBOURS = 8  # sentences of a paragraph on either side that still speak of the same harm
MOST = 3  # a word that comes more often says no more
HERE, AROUND, AHEAD, THROUGHOUT = 4.0, 1.0, 2.0, 0.5
BLAMED, ACTOR, ASIDE = 5.0, 0.25, 0.3
VEHICLES = frozenset(
    ("car", "bus", "truck", "lorry", "train", "tram", "van", "vehicle", "motorist", "motorcycle", "minibus", "coach")
)
UNDECIDED = frozenset(  # either side's
    ("police", "gunman", "gunmen", "suspect", "officer", "officers", "school", "force", "forces", "policemen")
)
ALONE = re.compile(r"(?:an?|one|his|her|the\s+(?:gun)?man)\s", re.IGNORECASE)  # one man's deed is hardly a war's
JUDGES = re.compile(
    r"\b(?:court|sentenced|convict\w*|trial|judge|verdict|appeal|death (?:penalty|sentence|row)s?|gallows"
    r"|capital punishment"
    r"|lethal injection|electric chair|prison service|judiciary|judicial|execut(?:ed|ion) (?:chamber|room))\b",
    re.IGNORECASE,
)


def cause_of(
    sentences: tuple[Sentence, ...], mention: Mention, blamed: tuple[Perpetrator, ...] = ()
) -> tuple[Cause, tuple[Trace, ...]]:
    """The cause of a harm by the words around it; "unknown" where nothing tells. ``blamed`` are its perpetrators."""
    if mention.measure == "detained":
        return custody(sentences, mention), (Trace(facet="cause", rule="cause.detained"),)
    if _judged(sentences, mention, blamed):
        return "other", (Trace(facet="cause", rule="cause.judged"),)
    levels = tuple(_levels(sentences, mention))
    for rule, votes in (("cause.clause", _own(mention, blamed)), *levels):
        if nature := _nature(votes):
            told = nature if nature != "violence" else _kind(sentences, mention, blamed)
            return told, (Trace(facet="cause", rule=rule),)
    return _by_company(sentences, mention), (Trace(facet="cause", rule="cause.company"),)


def _nature(votes: Counter[Sort]) -> Cause | Sort | None:
    """What happened, or that somebody did it; None where nothing tells."""
    natural = max(NATURAL, key=lambda c: (votes[c], c))
    deed = max(votes[sort] for sort in DEEDS)
    if votes[natural] > deed:
        return natural
    return "violence" if deed else None


# --- the words of its own sentence ----------------------------------------------------------------------------------


def _own(mention: Mention, blamed: tuple[Perpetrator, ...]) -> Counter[Sort]:
    """The clues of the sentence by how close their clause is to that of the harm; the closest of each sort counts."""
    votes: Counter[Sort] = Counter()
    trigger = trigger_of(mention)
    if trigger is None:
        return counted(mention.sentence.text)
    placed = [
        (clue, token)
        for clue in clues(mention.sentence.text)
        if (token := _token(mention.sentence, clue)) and _fits(clue, token)
    ]
    risky = any(c.strength == "setting" for c, _ in placed)
    for clue, token in placed:
        sort, weight = _weighed(clue, token, trigger, risky=risky)
        votes[sort] = max(votes[sort], weight)  # type: ignore[assignment]
    if _run_over(trigger):
        votes["accident"] = max(votes["accident"], BLAMED)  # type: ignore[assignment]
    natural = [t for c, t in placed if c.sort in NATURAL and c.strength in ("event", "deed")]
    started = [
        t for c, t in placed
        if c.sort in DEEDS and c.strength in ("event", "deed") and t.i != trigger.i and not _modifies(t)
    ]  # fmt: skip
    if any(_brought(deed, event) for event in natural for deed in started):
        votes["violence"] = max(votes["violence"], *(votes[c] for c in NATURAL))
    if blamed and any(p.start is not None and _within(mention.sentence, p.start) for p in blamed):
        votes["violence"] = max(votes["violence"], BLAMED)  # type: ignore[assignment]
    return votes


def _token(sentence: Sentence, clue: Clue) -> Token | None:
    start = sentence.start + clue.at
    return next(reversed(tokens_within(sentence, start, start + len(clue.word))), None)


def _within(sentence: Sentence, offset: int) -> bool:
    return sentence.start <= offset < sentence.end


def _weighed(clue: Clue, token: Token, trigger: Token, *, risky: bool) -> tuple[Sort, float]:
    """A clue's sort and its weight, 0 to 8: the closer its clause the more; who is only named, or qualifies, hardly."""
    if clue.strength in ("actor", "setting"):
        return clue.sort, 0.0
    if (clue.strength == "fire" and _burns(token)) or (clue.word.startswith(("explo", "blast", "blew")) and risky):
        sort: Sort = "accident"
    else:
        sort = clue.sort if clue.strength != "fire" else "violence"
    distance = rank(token, trigger) if token.i != trigger.i else 0.0
    close = max(1.0, 8.0 - 1.5 * distance) if distance < REPORTING else 1.0
    if token.i == trigger.i and sort == "violence":
        close = 1.0  # "shot", "killing": the harm itself
    return sort, close * (ASIDE if _modifies(token) or is_aftermath(token) else 1.0)


def _run_over(trigger: Token) -> bool:
    """As in "a train hit a bus, killing nine": a vehicle that hits, and nobody is said to have wanted it."""
    verb = next((t for t in (trigger, *trigger.ancestors) if t.lemma_ in ("hit", "strike", "knock", "run")), None)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None) if verb is not None else None
    return subject is not None and any(t.lemma_.lower() in VEHICLES for t in subject.subtree)


def _modifies(token: Token) -> bool:
    """Whether a word only qualifies another that tells nothing: "army truck", "earthquake zone", "the war years"."""
    if token.dep_ in ("compound", "amod", "nmod", "poss"):
        telling = any(strength != "actor" for _, strength in told_by(token.head.lower_))
        return not telling and token.head.pos_ != "VERB"
    return token.dep_ == "pobj" and token.head.lower_ in ("since", "before", "until", "despite", "unlike")


def _fits(clue: Clue, token: Token) -> bool:
    """Whether a word is a verb where it tells a deed and none where it tells an event: a storm, to storm."""
    both = len({strength for _, strength in told_by(clue.word)} & {"event", "deed"}) > 1
    return not both or (clue.strength == "deed") == (token.pos_ == "VERB")


def _burns(fire: Token) -> bool:
    """Whether a fire burns of itself: not "opened fire", "set fire to the church", "a blaze started by an arsonist"."""
    bare = not any(c.dep_ == "det" for c in fire.children) and fire.lower_ == "fire" and fire.dep_ != "compound"
    lit = {"set", "start", "light", "torch", "open", "return", "exchange", "come", "under"}
    return (
        fire.pos_ == "NOUN"
        and not bare
        and fire.head.lemma_ not in lit
        and not any(c.lemma_ in lit for c in fire.children)
    )


def _brought(deed: Token, event: Token) -> bool:
    """Whether a deed stands under what happened and so brought it about: "collapsed after a missile hit it"."""
    above = event if event.pos_ == "VERB" else event.head
    return deed.i != above.i and above.pos_ == "VERB" and any(a.i == above.i for a in deed.ancestors)


# --- the words around -------------------------------------------------------------------------------------------------


def _levels(sentences: tuple[Sentence, ...], mention: Mention) -> Iterator[tuple[str, Counter[Sort]]]:
    """The clues of the sentences next to it, then of headline and lead, then of its paragraph."""
    here = mention.sentence
    lead = counted(" ".join(s.text for s in sentences[:LEAD])) + counted(sentences[0].text)
    beside = counted(_beside(sentences, here))
    yield "cause.beside", _unlikely(mention, beside + (lead if _nature(beside) != "violence" else Counter()))
    yield "cause.lead", _unlikely(mention, lead)
    yield "cause.paragraph", _unlikely(mention, counted(_paragraph(sentences, here)))
    yield "cause.text", counted(_whole(sentences))


def _whole(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(s.text for s in sentences[:WHOLE])


def _unlikely(mention: Mention, votes: Counter[Sort]) -> Counter[Sort]:
    """Without what is told of others: an illness wounds nobody and drives few from their homes."""
    if mention.measure in ("injured", "displaced", "abducted", "sexual_violence"):
        del votes["disease"]
    return votes


def _beside(sentences: tuple[Sentence, ...], here: Sentence) -> str:
    near = sentences[max(0, here.index - 2) : here.index + 2]
    return " ".join(s.text for s in near if s.paragraph == here.paragraph and s.index != here.index)


def _paragraph(sentences: tuple[Sentence, ...], here: Sentence) -> str:
    near = sentences[max(0, here.index - NEIGHBOURS) : here.index + NEIGHBOURS + 1]
    return " ".join(s.text for s in near if s.paragraph == here.paragraph)


def _kind(sentences: tuple[Sentence, ...], mention: Mention, blamed: tuple[Perpetrator, ...]) -> Cause:
    """Conflict or crime, by events and deeds first, then by who is spoken of."""
    votes: Counter[Sort] = Counter()
    here = mention.sentence
    opening = " ".join(s.text for s in sentences[:LEAD])
    for weight, text in (
        (HERE, here.text),
        (AROUND, _paragraph(sentences, here)),
        (AHEAD, opening),
        (THROUGHOUT, _whole(sentences)),
    ):
        for share, actors in ((1.0, False), (ACTOR, True)):
            for sort, count in counted(text, actors=actors).items():
                votes[sort] += weight * share * min(count, MOST)  # type: ignore[assignment]
    for who in (*(p.text for p in blamed), mention.population.text):
        told = _sort_of(who)
        if told is not None:
            votes[told] += 2 * HERE  # type: ignore[assignment]
    if votes["crime"] != votes["conflict"]:
        return "crime" if votes["crime"] > votes["conflict"] else "conflict"
    return "crime" if any(ALONE.match(p.text) for p in blamed) else "conflict"


def _sort_of(who: str) -> Sort | None:
    """Whether somebody's name tells a party to a conflict, or criminals; police and gunmen may be either's."""
    if kind_of(who) == "belligerent":
        return "conflict"
    return next((c.sort for c in clues(who) if c.sort in ("conflict", "crime") and c.word not in UNDECIDED), None)


def _by_company(sentences: tuple[Sentence, ...], mention: Mention) -> Cause:
    """Where no event is told: conflict if those who fight it are spoken of."""
    opening = " ".join(s.text for s in sentences[:LEAD])
    votes = sum((counted(t, actors=True) for t in (mention.sentence.text, opening)), Counter())
    if not votes["conflict"] and not votes["crime"]:
        return "unknown"
    return "crime" if votes["crime"] > votes["conflict"] else "conflict"


def _judged(sentences: tuple[Sentence, ...], mention: Mention, blamed: tuple[Perpetrator, ...]) -> bool:
    """Whether somebody was put to death after a trial."""
    trigger = trigger_of(mention)
    word = "" if trigger is None else trigger.lemma_.lower()
    if mention.manner != "executed" and word not in ("hang", "execute", "execution", "electrocute"):
        return False
    if any(_sort_of(p.text) == "conflict" for p in blamed):
        return False
    text = " ".join(
        (mention.sentence.text, _paragraph(sentences, mention.sentence), *(s.text for s in sentences[:JUDGING]))
    )
    trials = len(JUDGES.findall(text)) + (word == "hang" and not blamed)
    return trials > 0 and (trials >= counted(text)["conflict"] or JUDGES.search(mention.sentence.text) is not None)


def custody(sentences: tuple[Sentence, ...], mention: Mention) -> Cause:
    """An arrest is of crime unless it is one of repression or war; a suspect is one of crime."""
    political = lexicon("cause_of_custody")
    words = mention.sentence.text.lower()
    if re.search(r"\bsuspect", mention.population.text.lower()) and not _tells(political["protest"], words):
        lead = " ".join(s.text for s in sentences[:LEAD]).lower()
        arrested = "suspect" in words or not _tells(political["protest"], lead)
        return "crime" if arrested else "conflict"
    return "conflict" if _tells([*political["conflict"], *political["protest"]], words) else "crime"


def _tells(stems: list[str], words: str) -> bool:
    return any(re.search(rf"\b{stem}", words) for stem in stems)
