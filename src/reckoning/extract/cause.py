"""Of what people came to harm: conflict, crime, accident, disaster, disease or something else."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reckoning.extract.lexicon import lexicon
from reckoning.extract.mention import Mention
from reckoning.extract.parse import Sentence
from reckoning.types import Cause, Trace

WORD = re.compile(r"[a-z][a-z0-9'-]*")
NEAR, SAME, WIDE = 4, 1, 2
NEIGHBOURS = 8  # sentences of a paragraph on either side that still speak of the same harm
UNNATURAL: tuple[Cause, ...] = ("accident", "disaster", "disease")


@cache
def _tables() -> dict[str, Cause]:
    return {word: cause for cause, words in lexicon("cause").items() for word in words.split()}  # type: ignore[misc]


def _votes(text: str) -> Counter[Cause]:
    return Counter(_tables()[w] for w in WORD.findall(text.lower()) if w in _tables())


def cause_of(sentences: tuple[Sentence, ...], mention: Mention) -> tuple[Cause, tuple[Trace, ...]]:
    """The cause of a harm by the words around it: the sentence first, then the paragraph, then headline and lead."""
    if mention.measure == "detained":
        return _custody(mention), (Trace(facet="cause", rule="detained"),)
    here = mention.sentence
    near = sentences[max(0, here.index - NEIGHBOURS) : here.index + NEIGHBOURS + 1]
    paragraph = " ".join(s.text for s in near if s.paragraph == here.paragraph)
    opening = " ".join(s.text for s in sentences[:4])
    votes: Counter[Cause] = Counter()
    for weight, text in ((NEAR, here.text), (SAME, paragraph), (WIDE, opening)):
        for cause, count in _votes(text).items():
            votes[cause] += weight * min(count, 3)
    return _chosen(votes, mention), (Trace(facet="cause", rule="words around"),)


def _chosen(votes: Counter[Cause], mention: Mention) -> Cause:
    if mention.manner == "executed" and votes["other"] > votes["conflict"]:
        return "other"
    violent = votes["conflict"] + votes["crime"]
    natural = max(UNNATURAL, key=lambda c: (votes[c], c))
    if votes[natural] > violent:
        return natural
    if votes["crime"] > votes["conflict"]:
        return "crime"
    return "conflict" if violent else "unknown"


def _custody(mention: Mention) -> Cause:
    words = mention.sentence.text.lower()
    political = any(re.search(rf"\b{stem}", words) for stem in lexicon("cause_of_custody")["conflict"])
    return "conflict" if political else "crime"
