"""What tells one attack from another in the same town on the same day: means, site, named victims, "another attack".

Reach for :func:`marks` when a claim becomes a saying and for :func:`mark_terms` when two are compared. Marks are taken
from the claim's own sentence; where it has none, clustering lends it those of the claim before. They speak against a
link only where both sides have them and share none: two outlets often choose different words for one attack.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reckoning.types import Claim, Evidence, PersonRow
from reckoning.weigh.source import fold_name

#: A sentence is looked for so many code points to either side of the claim.
REACH = 300
#: Weights of clashing marks; one clash alone parts nothing (place and day weigh 6.0, a join needs 3.0).
CLASH, SAME, NAMES_SHARED, NAMES_APART, TWO_OF_ONE_REPORT = -2.0, 0.3, 3.0, -1.5, -1.5
#: From this sum of clashes on two groups of reports are two attacks.
TWO_ATTACKS = -4.0
_END = re.compile(r"[.!?][\"”’']?\s|\n")
_ANOTHER = re.compile(
    r"\b(?:another|second|third|separate|separately|further|subsequent|different)\b(?:\s+[\w-]+){0,2}?\s+"
    r"(?:\w*strikes?|attacks?|bomb(?:ing|s)?|blasts?|explosions?|raids?|shootings?|shelling|incidents?|massacres?|"
    r"killings?|assaults?|rockets?|missiles?|shells?|ambush(?:es)?)\b|\bin a separate\b|\belsewhere in the\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Classes of means and site, folded names of victims, and whether the sentence says that it is another attack."""

    weapons: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    another: bool = False

    @property
    def bare(self) -> bool:
        """Whether the sentence tells neither means nor site."""
        return not self.weapons and not self.sites

    def signature(self) -> tuple[tuple[str, ...], ...]:
        """What tells claims of one place and day apart before they are compared."""
        return tuple(sorted(self.weapons)), tuple(sorted(self.sites)), tuple(sorted(self.names))


NONE = Marks()


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    """One pattern of all words, longest first, each in a group of its own; the (kind, class) pairs of each group."""
    data = tomllib.loads(files("reckoning.weigh").joinpath("attacks.toml").read_text("utf-8"))
    classes: dict[str, tuple[tuple[str, str], ...]] = {}
    for kind, ending in _ENDINGS.items():
        for name, words in data[kind].items():
            for word in words:
                shape = re.escape(word).replace(r"\*", ending)
                classes[shape] = (*classes.get(shape, ()), (kind, name))
    order = sorted(classes, key=lambda shape: (-len(shape), shape))
    pattern = "|".join(f"(?P<g{at}>{shape})" for at, shape in enumerate(order))
    return re.compile(rf"\b(?:{pattern})\b"), {f"g{at}": classes[shape] for at, shape in enumerate(order)}


_ENDINGS = {"weapon": "(?:e?s|ings?|ers?)?", "site": "(?:e?s)?"}


def _found(sentence: str) -> frozenset[tuple[str, str]]:
    pattern, classes = _lexicon()
    return frozenset(pair for match in pattern.finditer(sentence) for pair in classes[match.lastgroup or ""])


def marks(claim: Claim, content: str, persons: Sequence[PersonRow] = ()) -> Marks:
    """The marks of one claim: those of its sentence in ``content``, and of the victims named there."""
    start, end = _sentence(content, claim.anchor.start, claim.anchor.end)
    sentence = content[start:end].casefold()
    found = _found(sentence)
    return Marks(
        weapons=frozenset(name for kind, name in found if kind == "weapon"),
        sites=frozenset(name for kind, name in found if kind == "site"),
        names=frozenset(fold_name(p.name) for p in persons if start <= p.anchor.start < end and " " in p.name.strip()),
        another=bool(_ANOTHER.search(sentence)),
    )


def _sentence(content: str, start: int, end: int) -> tuple[int, int]:
    before = content[max(0, start - REACH) : start]
    last = max((m.end() for m in _END.finditer(before)), default=0)
    after = _END.search(content, end, min(len(content), end + REACH))
    return start - len(before) + last, after.end() if after else min(len(content), end + REACH)


def mark_terms(a: Marks, b: Marks, *, same_day: bool) -> Iterator[Evidence]:
    """Terms for and against two claims of one town and day being one attack; likeness counts on the same day only."""
    for feature, left, right in (("weapon", a.weapons, b.weapons), ("site", a.sites, b.sites)):
        if left and right and left.isdisjoint(right):
            words = f"{_words(left)} and {_words(right)}"
            yield Evidence(feature=feature, weight=CLASH, because=f"different {_NOUN[feature]}: {words}")
        elif left & right and same_day:
            yield Evidence(feature=feature, weight=SAME, because=f"the same {feature}: {_words(left & right)}")
    if a.names & b.names:
        yield Evidence(feature="victims", weight=NAMES_SHARED, because="they name the same victim")
    elif min(len(a.names), len(b.names)) > 1:
        yield Evidence(feature="victims", weight=NAMES_APART, because="they name different victims")


_NOUN = {"weapon": "means", "site": "sites"}


def _words(classes: frozenset[str]) -> str:
    return " or ".join(sorted(classes))


def clash(a: Marks, b: Marks) -> bool:
    """Whether two groups of reports, their marks put together, tell of two attacks."""
    return sum(term.weight for term in mark_terms(a, b, same_day=False)) <= TWO_ATTACKS


def joined(a: Marks, b: Marks) -> Marks:
    """The marks of two groups put together."""
    if a == b:
        return a
    return Marks(weapons=a.weapons | b.weapons, sites=a.sites | b.sites, names=a.names | b.names)
