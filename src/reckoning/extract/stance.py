"""How firmly a claim is made: asserted, claimed, denied, hypothetical or forecast."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.extract.speech import Frame
from reckoning.extract.voice import Force, vocabulary
from reckoning.types import Stance, Trace

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_FORCE: dict[Force, Stance] = {
    "said": "asserted", "claim": "claimed", "deny": "denied", "believe": "hypothetical", "expect": "forecast",
}  # fmt: skip


# Passive reports that vouch for what they report.
CERTAIN = frozenset(
    {
        "confirm",
        "verify",
        "estimate",
        "know",
        "find",
        "list",
        "register",
        "record",
        "document",
        "count",
        "log",
        "state",
        "tally",
    }
)


def head_index(mention: Mention) -> int:
    """The token that stands for the claim: its trigger, else the highest word of its quote."""
    if mention.trigger is not None:
        return mention.trigger
    sentence = mention.sentence
    inside = [t for t in sentence.doc if mention.start <= sentence.begin(t) < mention.end and not t.is_space]
    if not inside:
        return 0
    return min(inside, key=lambda t: (sum(1 for _ in t.ancestors), t.i)).i


def firmness(
    mention: Mention, frames: Sequence[Frame], *, hedged: bool = False, own_deed: bool = False
) -> tuple[Stance, Trace]:
    """The stance of a mention under the given frames, and the words that show it; the first sign that is found wins.

    ``hedged`` tells that the sentence before it hedges, ``own_deed`` that a party to the conflict tells its own deed.
    """
    sentence, head = mention.sentence, mention.sentence.doc[head_index(mention)]
    path = clause_path(head)
    for found in (
        _framed(sentence, frames, ("deny",)),
        _future(sentence, path, frames),
        _modal(sentence, path),
        _seeming(sentence, path),
        _framed(sentence, frames, ("believe", "expect")),
        _framed(sentence, frames, ("claim",)),
        _adverb(sentence, path),
        _beside_number(mention),
        _passive_report(sentence, path),
        _accused(sentence, path),
        _adjective(sentence, head),
    ):
        if found is not None:
            return found
    if own_deed:
        return _show(sentence, head, "claimed", "stance.own_deed")
    if hedged:
        return "claimed", Trace(facet="stance", rule="stance.carry")
    return "asserted", Trace(facet="stance", rule="stance.plain")


def clause_path(head: Token) -> list[Token]:
    """The claim's word and the verbs above it up to the reporting verb or the main clause."""
    path = [head]
    here = head
    while here.head.i != here.i:
        up = here.head
        if here.dep_ == "relcl" or (here.pos_ in ("NOUN", "PROPN", "NUM") and not _carries(up)):
            break
        if here.dep_ in ("ccomp", "parataxis", "conj", "advcl") and here.pos_ in ("VERB", "AUX"):
            if here.dep_ != "ccomp":
                path += _shared(here)
            break
        path.append(up)
        here = up
    return path


def _carries(up: Token) -> bool:
    """Whether the verb over a counted noun says that the harm happens: "may cause 40 deaths", not "may mourn"."""
    low = up.lemma_.lower()
    return up.pos_ != "VERB" or low in vocabulary().light | set(vocabulary().force) | vocabulary().toll


def _shared(verb: Token) -> list[Token]:
    """A second verb that has no subject of its own shares the first one's auxiliaries: "may have killed and hurt"."""
    bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    if verb.dep_ == "conj" and (bare or not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)):
        return [verb.head, *_shared(verb.head)]
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ in ("mark", "prep") for c in verb.children):
        return [verb.head, *_shared(verb.head)]
    return []


def _show(sentence: Sentence, token: Token, stance: Stance, rule: str) -> tuple[Stance, Trace]:
    return stance, Trace(facet="stance", rule=rule, start=sentence.begin(token), end=sentence.finish(token))


def _framed(sentence: Sentence, frames: Sequence[Frame], forces: tuple[Force, ...]) -> tuple[Stance, Trace] | None:
    for frame in reversed(frames):
        force = "claim" if frame.doubtful and frame.force == "said" else frame.force
        if force in forces:
            return _show(sentence, sentence.doc[frame.verb], OF_FORCE[force], f"stance.frame.{force}")
    return None


def _future(sentence: Sentence, path: list[Token], frames: Sequence[Frame]) -> tuple[Stance, Trace] | None:
    """As in "will", "could rise", "is expected to", "is likely to rise", "threatened to kill"."""
    del frames
    for verb in path:
        if verb.i != path[0].i and verb.lemma_.lower() in vocabulary().settle:
            continue  # "could confirm only one death" speaks of no future
        auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
        perfect = any(c.lemma_ == "have" for c in auxiliaries)
        for aux in auxiliaries:
            if vocabulary().modals.get(aux.lower_) == "expect" and not perfect:
                return _show(sentence, aux, "forecast", "stance.modal.future")
            if aux.lower_ == "could" and perfect:
                return _show(sentence, aux, "hypothetical", "stance.modal.perfect")
        if verb.lemma_ in ("likely", "set", "bound", "poised", "threaten") and verb.i != path[0].i:
            return _show(sentence, verb, "forecast", "stance.likely")
    return None


def _modal(sentence: Sentence, path: list[Token]) -> tuple[Stance, Trace] | None:
    for verb in path:
        for aux in verb.children:
            if aux.dep_ == "aux" and vocabulary().modals.get(aux.lower_) == "believe":
                return _show(sentence, aux, "hypothetical", "stance.modal.maybe")
    return None


def _seeming(sentence: Sentence, path: list[Token]) -> tuple[Stance, Trace] | None:
    """As in "appear to have executed twelve", "seem to have been shot"."""
    for verb in path[1:]:
        if verb.lemma_ in ("appear", "seem") and verb.pos_ == "VERB":
            return _show(sentence, verb, "hypothetical", "stance.seeming")
    return None


def _adverb(sentence: Sentence, path: list[Token]) -> tuple[Stance, Trace] | None:
    for verb in path:
        for word in _near(verb):
            force = vocabulary().adverbs.get(word.lower_)
            if (
                force is not None
                and word.head.pos_ != "ADJ"
                and word.dep_ in ("advmod", "amod", "dep", "npadvmod", "intj", "quantmod")
            ):
                return _show(sentence, word, OF_FORCE[force], f"stance.adverb.{word.lower_}")
    return None


def _beside_number(mention: Mention) -> tuple[Stance, Trace] | None:
    """As in "reportedly 40": the words of a number are rewritten before the parse, so its hedge is read in the text."""
    if mention.number is None:
        return None
    sentence = mention.sentence
    start, end = (x - sentence.start for x in mention.number)
    match = re.search(r"\b(\w+)\s*$", sentence.text[:start])
    words = ([match] if match else []) + list(re.finditer(r"\b(\w+)\b", sentence.text[start:end]))
    for word in words:
        low = word.group(1).lower()
        maybe = low in ("possibly", "possible", "presumably", "probably")
        if maybe or vocabulary().adverbs.get(low) == "claim":
            return "hypothetical" if maybe else "claimed", Trace(
                facet="stance", rule="stance.number", start=sentence.start + start, end=sentence.start + end
            )
    return None


def _near(verb: Token) -> list[Token]:
    """A verb's own modifiers, and those before the number or noun of its object or subject."""
    inner = [g for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj", "attr") for g in c.subtree]
    own = [t for t in inner if not any(a.pos_ in ("VERB", "AUX") and a.i != verb.i for a in _between(t, verb))]
    return [*verb.children, *own]


def _between(token: Token, verb: Token) -> list[Token]:
    found: list[Token] = []
    for up in token.ancestors:
        if up.i == verb.i:
            break
        found.append(up)
    return found


def _passive_report(sentence: Sentence, path: list[Token]) -> tuple[Stance, Trace] | None:
    """As in "is said to have killed", "are reported dead", "are feared dead": a report without a speaker."""
    for verb in path:
        force = vocabulary().force.get(verb.lemma_.lower())
        below = path[path.index(verb) - 1] if path.index(verb) else None
        telegram = below is not None and below.dep_ == "xcomp" and below.i == verb.i + 1 and below.tag_ == "VBN"
        passive = telegram or any(c.dep_ == "auxpass" for c in verb.children)
        if force is None or not passive:
            continue
        whole = below is not None and below.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "advcl")
        dead = any(c.dep_ in ("oprd", "acomp", "xcomp", "advmod") for c in verb.children)
        if (whole or dead) and verb.lemma_.lower() not in CERTAIN:
            stance = OF_FORCE[force] if force != "said" else "claimed"
            return _show(sentence, verb, stance, "stance.passive")
    return None


def _accused(sentence: Sentence, path: list[Token]) -> tuple[Stance, Trace] | None:
    """As in "accused of killing", "suspected of", "charged with killing"."""
    for verb in path[1:]:
        if verb.lemma_.lower() in ("accuse", "suspect") and verb.pos_ == "VERB":
            return _show(sentence, verb, "claimed", "stance.accused")
    return None


def _adjective(sentence: Sentence, head: Token) -> tuple[Stance, Trace] | None:
    """As in "the alleged killing of three", "feared dead", "presumed dead"."""
    for word in head.children:
        force = vocabulary().adjectives.get(word.lower_)
        if force is not None and word.dep_ in ("amod", "advmod"):
            return _show(sentence, word, OF_FORCE[force], f"stance.adjective.{word.lower_}")
    before = sentence.doc[head.i - 1] if head.i else None
    if before is not None and before.lower_ in ("feared", "presumed", "believed", "reported") and head.pos_ == "ADJ":
        stance: Stance = "claimed" if before.lower_ == "reported" else "hypothetical"
        return _show(sentence, before, stance, "stance.adjective")
    return None
