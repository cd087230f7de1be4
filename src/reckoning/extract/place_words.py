"""Words of place, as data, and runs of capitalised words that may name one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reckoning.extract.date_grammar import lexicon as time_words
from reckoning.types import Precision

# How fine a place is; the larger, the finer.
WORLD, COUNTRY, REGION, PROVINCE, DISTRICT, TOWN, SITE = range(7)
LEVELS: dict[Precision, int] = {
    "country": COUNTRY, "region": REGION, "admin1": PROVINCE, "admin2": DISTRICT, "exact": TOWN, "near": TOWN,
    "unresolved": TOWN,
}  # fmt: skip
UNIT_LEVELS = {
    "country": COUNTRY, "region": REGION, "admin1": PROVINCE, "admin2": DISTRICT, "settlement": TOWN, "facility": SITE,
    "stretch": DISTRICT,
}  # fmt: skip
ARTICLE = r"(?:(?:al|el|ad|as|ash|ar|an|az|at|ul)[-‐]|(?:al|el|ul|ash|az)\s)"  # "at Oru" opens with no article
PIECE = (
    r"(?:(?:[A-Z]\.){2,4}|[A-ZÀ-ÞŠŽŞĞİ][\w’'ʿʼ]*(?:[-‐][\w’'ʿʼ]+)*\.?"
    rf"|{ARTICLE}[A-ZÀ-Þ][\w’'-]*)"
)
INNER = (
    r"(?:of the|de|del|la|las|los|le|du|da|do|dos|of|bin|ibn|e|y|es|en|am|an der|upon|sur|al|el|as|ash|az|ez|ar|abu)"
)
NAME = re.compile(rf"(?<![\w’'-]){PIECE}(?:[ -](?:{INNER}[ -])?{PIECE})*")


@cache
def lexicon() -> dict[str, Any]:
    """The words of place, as data."""
    return tomllib.loads(files("reckoning.extract.lexicon").joinpath("place.toml").read_text("utf-8"))


@cache
def unit_levels() -> dict[str, int]:
    """Unit noun to level."""
    return {word: UNIT_LEVELS[kind] for kind, words in lexicon()["units"].items() for word in words}


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that begin sentences or name days: never part of a place."""
    return frozenset([*lexicon()["sentence"]["openers"], *time_words()["months"], *time_words()["weekdays"]])


def names_in(text: str) -> list[tuple[int, int]]:
    """Runs of capitalised words, cut at words that are no part of a name."""
    spans: list[tuple[int, int]] = []
    for match in NAME.finditer(text):
        start = None
        for word in re.finditer(r"\S+", match.group()):
            plain = word.group().strip(".,").lower()
            if plain in not_names() and word.group()[0].isupper():
                if start is not None:
                    spans.append((start, match.start() + word.start()))
                start = None
            elif start is None:
                start = match.start() + word.start()
        if start is not None:
            spans.append((start, match.end()))
    return [(s, s + len(text[s:e].rstrip(" .,-"))) for s, e in spans if text[s:e].strip(" .,-")]
