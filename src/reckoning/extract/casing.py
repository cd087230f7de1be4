"""Headlines in title case and texts in capitals, brought to the case that the parser knows.

Only words that the lexicons know as common are lowered, so a name keeps its capital.
"""

from __future__ import annotations

import re
from functools import cache

from reckoning.extract.lexicon import lexicon

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
TITLE_SHARE = 0.6
FEWEST = 4


@cache
def _common() -> frozenset[str]:
    people = lexicon("people")
    nouns = {
        w.replace("_", " ")
        for table in ("civilian", "combatant", "neutral", "animals", "things")
        for w in people[table].split()
    }
    harm = lexicon("harm")
    tables = ("object_verbs", "weak_object_verbs", "subject_verbs")
    stems = {w for table in tables for words in harm[table].values() for w in words.split()}
    verbs = {f for w in stems for f in (w, f"{w}s", f"{w}ed", f"{w}d", f"{w.removesuffix('e')}ing")}
    return (
        frozenset(verbs)
        | frozenset(lexicon("casing")["common"].split())
        | nouns
        | {n + "s" for n in nouns}
        | {"civilians", "policemen", "women", "men", "children"}
    )


def title_cased(sentence: str) -> bool:
    """Whether most words of a line open with a capital: a headline, not running text."""
    words = [w for w in WORD.findall(sentence) if len(w) > 3]
    return len(words) >= FEWEST and sum(w[0].isupper() for w in words) >= TITLE_SHARE * len(words)


def lowered(sentence: str) -> list[tuple[int, int, str]]:
    """Edits (start, end, new) that lower the common words of a title-cased or capital sentence; the first stays."""
    if not title_cased(sentence):
        return []
    capitals = sentence.upper() == sentence
    edits = []
    for match in WORD.finditer(sentence):
        word = match.group()
        if word.lower() in _common() and word != word.lower() and match.start() > 0:
            edits.append((match.start(), match.end(), word.lower()))
        elif capitals and len(word) > 1 and word.lower() not in _common():
            edits.append((match.start() + 1, match.end(), word[1:].lower()))
    return edits
