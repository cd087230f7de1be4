"""Whose deaths a figure counts, as a point in a partial order: more facets mean a smaller group.

Reach for it wherever two populations must be compared: a part is never added to its whole, and two figures are rivals
only when they count the same group.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from reckoning.types import Population

Relation = Literal["same", "part", "whole", "apart", "overlap"]


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Group:
    """A population reduced to its facets; the empty string is "not said"."""

    status: str = ""
    affiliation: str = ""
    community: str = ""
    sex: str = ""
    age: str = ""

    def facets(self) -> frozenset[tuple[str, str]]:
        """The facets that are said, as (name, value)."""
        return frozenset((name, getattr(self, name)) for name in _FACETS if getattr(self, name))

    def label(self) -> str:
        """The group in plain words: "civilians", "civilian women", "Alawite people", "women, state forces"."""
        who = _SEX_AGE.get((self.sex, self.age), "")
        community = self.community.title() if self.community.islower() else self.community
        if self.affiliation:
            noun = f"{who}, {self.affiliation}" if who else self.affiliation
        elif who:
            noun = f"{self.status} {who}".strip()
        else:
            noun = _STATUS_WORD.get(self.status, "people")
        return f"{community} {noun}".strip()


_FACETS = ("status", "affiliation", "community", "sex", "age")
_STATUS_WORD = {"civilian": "civilians", "combatant": "combatants"}
_SEX_AGE = {
    ("female", "adult"): "women",
    ("male", "adult"): "men",
    ("female", "child"): "girls",
    ("male", "child"): "boys",
    ("", "child"): "children",
    ("", "adult"): "adults",
    ("female", ""): "women and girls",
    ("male", ""): "men and boys",
}

EVERYONE = Group()


@cache
def _lexicon() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Words of populations and the facets they state, longest first."""
    data = tomllib.loads(files("reckoning.weigh").joinpath("groups.toml").read_text("utf-8"))
    rows = [(word, tuple(sorted(entry["facets"].items()))) for entry in data["group"] for word in entry["words"]]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def _said_in(text: str) -> tuple[tuple[str, str], ...]:
    """The facets that the words of a population state, first (longest) match per facet."""
    padded = f" {text.casefold().replace('-', ' ')} "
    found: dict[str, str] = {}
    for word, facets in _lexicon():
        if f" {word} " in padded:
            for name, value in facets:
                found.setdefault(name, value)
    return tuple(sorted(found.items()))


def group_of(population: Population) -> Group:
    """The group that a population names: its facets, and where they are silent those of its words.

    >>> group_of(Population(text="civilians", status="civilian")).label()
    'civilians'
    """
    facets = (population.affiliation or "", population.community or "", population.sex or "", population.age or "")
    return _group(population.text, population.status, facets)


@cache
def _group(text: str, status: str, facets: tuple[str, str, str, str]) -> Group:
    affiliation, community, sex, age = facets
    words = dict(_said_in(text))
    given = {
        "status": "" if status in ("unknown", "mixed") else status,
        "affiliation": _side_word(affiliation),
        "community": community.casefold(),
        "sex": sex,
        "age": age,
    }
    if status == "mixed":
        words.pop("status", None)
        words.pop("affiliation", None)
    merged = {name: given[name] or words.get(name, "") for name in _FACETS}
    if merged["status"] == "civilian":
        merged["affiliation"] = given["affiliation"]
    return Group(**merged)


def _side_word(affiliation: str) -> str:
    """An affiliation in the lexicon's word where it has one ("the army" and "soldiers" are state forces)."""
    return dict(_said_in(affiliation)).get("affiliation", affiliation.casefold()) if affiliation else ""


@cache
def relate(left: Group, right: Group) -> Relation:
    """How ``left`` stands to ``right``: the same, a part of it, its whole, apart from it, or overlapping."""
    if left == right:
        return "same"
    a, b = left.facets(), right.facets()
    if any(getattr(left, n) and getattr(right, n) and getattr(left, n) != getattr(right, n) for n in _FACETS):
        return "apart"
    if a > b:
        return "part"
    if a < b:
        return "whole"
    return "overlap"


@cache
def population_of(group: Group) -> Population:
    """A population value for a group, in its plain words."""
    return Population(
        text=group.label(),
        status=group.status if group.status in ("civilian", "combatant") else "unknown",  # type: ignore[arg-type]
        sex=group.sex or None,  # type: ignore[arg-type]
        age=group.age or None,  # type: ignore[arg-type]
        affiliation=group.affiliation or None,
        community=group.community or None,
    )
