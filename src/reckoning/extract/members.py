"""Whether a sentence names the members of a group counted before: "among the dead were", "the sailors, including".

Reach for ``names_members`` before the counts of such a sentence are taken as parts of the whole that it refers to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reckoning.extract.enclosure import group_relation
from reckoning.extract.people import population_from

if TYPE_CHECKING:
    from reckoning.extract.mention import Mention
    from reckoning.extract.parse import Sentence

WHOLE_WORDS = (
    r"dead|killed|wounded|injured|victims|casualties|hostages|detainees|missing|displaced|deaths|toll|count|tally|list"
)
MEMBERS = re.compile(
    rf"(?:^|[.,]\s)\W*(?:they|these|those|(?:[\w’'-]+\s+){{1,4}}?(?:{WHOLE_WORDS})|among\s+(?:them|those|the)(?:\s+[\w’'-]+)?)\s+"
    r"(?:also\s+)?(?:includ(?:e[ds]?|ing)|were|are|comprise[ds]?)\b",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"^\W*(?:all\s+)?(?:of\s+)?(?:the|these|those)\s+(?P<group>(?:[\w’'-]+\s+){0,2}?[\w’'-]+),?\s+(?:who\s+)?"
    r"(?:includ(?:e[ds]?|ing)|comprise[ds]?|were|are)\s+(?=(?:at least|about|some|around)?\s*(?:\d|[a-z]+\s))",
    re.IGNORECASE,
)


def may_name_members(sentence: Sentence) -> bool:
    """Whether a sentence opens like one that names members; nothing is parsed."""
    return MEMBERS.match(sentence.text) is not None or GROUP.match(sentence.text) is not None


def names_members(sentence: Sentence, wholes: tuple[Mention, ...]) -> bool:
    """Whether the group that a sentence opens with is one of those counted."""
    if MEMBERS.search(sentence.text) is not None:
        return True
    match = GROUP.match(sentence.text)
    if match is None:
        return False
    said = population_from(match["group"].lower())
    return any(
        said.text != "people" and group_relation(said, w.population) in ("same", "wider") for w in wholes
    )  # fmt: skip
