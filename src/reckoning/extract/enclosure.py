"""How the group, the place and the days of one claim stand to those of another: the same, inside, wider, apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from reckoning.extract.lexicon import lexicon

if TYPE_CHECKING:
    from reckoning.types import Interval, Place, Population

Relation = Literal["same", "inside", "wider", "apart", "unlike", "unknown", "loose"]
DROPPED = frozenset(["the", "their", "his", "her", "our", "its"])
DIRECTIONS = ("north", "south", "east", "west", "near", "outside")
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "families": "family", "babies": "baby"}


def group_relation(part: Population, whole: Population) -> Relation:
    """How a group stands to another: women are inside people, officers inside soldiers, soldiers apart of civilians.

    >>> from reckoning.types import Population
    >>> group_relation(Population(text="women"), Population(text="people"))
    'inside'
    """
    one, two = _words(part.text), _words(whole.text)
    everybody = _everyone(one), _everyone(two)
    if one == two or all(everybody):
        return "same"
    if any(everybody):
        return "wider" if everybody[0] else "loose" if one[-1] == "civilian" else "inside"
    if {part.status, whole.status} == {"civilian", "combatant"}:
        return "apart"
    return _specific(one, two, part, whole)


def _specific(one: tuple[str, ...], two: tuple[str, ...], part: Population, whole: Population) -> Relation:
    """Two groups that both say more than people."""
    if one[-1] == two[-1]:
        return "inside" if set(one) > set(two) else "wider" if set(one) < set(two) else "unlike"
    if _holds(two[-1], one[-1], whole, part):
        return "inside"
    if _holds(one[-1], two[-1], part, whole):
        return "wider"
    if one[-1] in _table("ranked") and whole.status == "combatant":
        return "loose"
    exclusive = part.age != whole.age and part.sex != whole.sex if part.age and whole.age else False
    return "apart" if exclusive or _table("attackers") >= {one[-1]} else "unlike"


def _holds(whole: str, part: str, of: Population, by: Population) -> bool:
    """Whether a noun for people takes in another: civilians journalists, children girls, soldiers officers."""
    if part in lexicon("wholes")["groups"]["holds"].get(whole, "").split():
        return True
    if whole == "child":
        return part in _table("young")
    if part in _table("young") | _table("demographic"):
        return whole not in _table("young") | _table("demographic") and of.status != "combatant"
    return whole == "civilian" and by.status == "civilian"


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(lexicon("wholes")["groups"][name].split())


@cache
def _words(text: str) -> tuple[str, ...]:
    """The words of a group, singular; the head last ("members of the council": member)."""
    head = text.lower().replace("-", " ").split(" of ")[0].split(" from ")[0]
    return tuple(_one(w) for w in head.split() if w not in DROPPED and w not in _table("empty")) or ("people",)


def _one(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    for plural, single in (("women", "woman"), ("men", "man"), ("children", "child")):
        if word.endswith(plural):
            return word.removesuffix(plural) + single
    return word.removesuffix("s") if len(word) > len("bus") and not word.endswith("ss") else word


def _everyone(words: tuple[str, ...]) -> bool:
    return words[-1] in _table("everyone") and all(w in _table("everyone") for w in words)


def place_relation(part: tuple[Place, ...], whole: tuple[Place, ...]) -> Relation:
    """How places stand to others: inside where each lies in one of them, or is one of several."""
    if not part or not whole:
        return "unknown"
    best = [_best([_between(p, w) for w in whole]) for p in part]
    if "apart" in best:
        return "apart"
    if all(b == "same" for b in best):
        return "inside" if len(whole) > len(part) else "same"
    if all(b in ("inside", "same") for b in best):
        return "inside"
    return "wider" if "wider" in best else "unlike"


def _best(found: list[Relation]) -> Relation:
    return next(r for r in ("same", "inside", "wider", "unlike", "apart") if r in found)


def _between(part: Place, whole: Place) -> Relation:
    one, two = _plain(part.text), _plain(whole.text)
    if one == two:
        return "same"
    if not part.candidates or not whole.candidates:
        return "inside" if _names(one, two) else "wider" if _names(two, one) else "unlike"
    a, b = part.candidates[0], whole.candidates[0]
    if a.id == b.id:
        return "same"
    if b.id in a.within or (b.precision == "country" and b.country == a.country and a.precision != "country"):
        return "inside"
    if a.id in b.within or (a.precision == "country" and a.country == b.country):
        return "wider"
    return "apart"


def _names(longer: str, shorter: str) -> bool:
    """ "Osk market" names Osk; "west of Osk" does not lie in it."""
    return longer.endswith(f" {shorter}") and not longer.startswith(DIRECTIONS)


@cache
def _plain(text: str) -> str:
    return " ".join(w for w in text.lower().replace(",", " ").split() if w not in ("the", "of", "city", "town"))


def days_relation(part: Interval | None, whole: Interval | None) -> Relation:
    """How days stand to others; what has no day is unknown, an open begin reaches back for ever."""
    if part is None or whole is None or part.end is None or whole.end is None:
        return "unknown"
    if part.start is not None and part.start > whole.end:
        return "apart"
    if whole.start is not None and part.end < whole.start:
        return "apart"
    if (part.start, part.end) == (whole.start, whole.end):
        return "same"
    later = whole.start is None or (part.start is not None and part.start >= whole.start)
    if later and part.end <= whole.end:
        return "inside"
    sooner = part.start is None or (whole.start is not None and part.start <= whole.start)
    return "wider" if sooner and part.end >= whole.end else "unknown"
