"""Word lists as data: one TOML per subject, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of ``lexicon/NAME.toml``; treat them as read-only."""
    return tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: Any) -> str:
    """A regular expression that matches any of the words, longest first; spaces match any white space."""
    escaped = (w.replace(".", r"\.").replace(" ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
    return "(?:" + "|".join(escaped) + ")"
