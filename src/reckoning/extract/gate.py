"""The gate: a cheap test of which sentences can state a harm at all, so that a large corpus is not parsed in vain.

It errs on the side of letting through: every word that a frame can start from is in the pattern, so that the claims
are the same with the gate open.
"""

from __future__ import annotations

import re
from functools import cache

from reckoning.extract.lexicon import lexicon


@cache
def _pattern() -> re.Pattern[str]:
    harm = lexicon("harm")
    stems: set[str] = set()
    for table in ("object_verbs", "weak_object_verbs", "subject_verbs", "states", "nouns", "people_nouns", "numbers_of"):
        for words in harm[table].values():
            stems |= {stem(w) for w in words.split()}
    stems |= {stem(w) for w in harm["remains"]["nouns"].split()}
    inflected = "|".join(sorted(re.escape(s) for s in stems))
    told = [p for frame in lexicon("frames")["frame"] for p in frame["gate"]]
    words = "|".join(dict.fromkeys([*lexicon("gate")["words"], *told]))
    return re.compile(rf"\b(?:(?:{inflected})\w*|{words})\b", re.IGNORECASE)


def stem(word: str) -> str:
    """What all inflections of a word share: the final e or y is left out."""
    return word[:-1] if word.endswith(("e", "y")) and len(word) > 3 else word


def may_claim(sentence: str) -> bool:
    """Whether a sentence holds a word that a claim can start from."""
    return _pattern().search(sentence) is not None
