"""The directory of canonical sources: names, aliases, heads, kinds and parties as data, with a case's own added."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from reckoning.ids import digest_of, short
from reckoning.types import SourceKind

PARTIES = ("belligerent", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalSource:
    """One source under all its names. ``party`` names the side of a conflict that it belongs to, "" for none.

    ``described`` are words by which reports speak of it without its name; they are evidence, never an alias.
    """

    id: str
    name: str
    kind: SourceKind = "unknown"
    aliases: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Names folded to sources, and anonymous descriptions folded to the kind of source they may mean."""

    sources: tuple[CanonicalSource, ...]
    by_name: dict[str, str]
    by_id: dict[str, CanonicalSource]
    anonymous: dict[str, SourceKind]
    found: dict[str, str | None]

    def find(self, name: str) -> CanonicalSource | None:
        """The source that a name, an alias or the name of its head means; None if it means none.

        ``found`` remembers answers, which depend on the name alone.
        """
        if name not in self.found:
            folded = fold_name(name)
            self.found[name] = self.by_name.get(folded) or self.by_name.get(_before_comma(folded)) or self._inside(name)
        known = self.found[name]
        return self.by_id[known] if known else None

    def _inside(self, name: str) -> str | None:
        """A name that stands inside a longer phrase: "Rami Abdulrahman, director of the Observatory"."""
        for part in re.split(r"[,;()]|\b(?:director of|head of|spokesman for|spokeswoman for|according to)\b", name):
            found = self.by_name.get(fold_name(part)) if part.strip() else None
            if found:
                return found
        return None

    def anonymous_kind(self, name: str) -> SourceKind | None:
        """The kind that an anonymous description ("a war monitor") may mean; None if the name is a name."""
        return self.anonymous.get(fold_name(name)) or self.anonymous.get(name.casefold().strip())


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A name without case, accents, articles, full stops and possessives.

    >>> fold_name("The U.N.'s OHCHR")
    'un ohchr'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"['’]s\b", "", bare).replace(".", "")
    return re.sub(r"^(the|a|an) ", "", " ".join(re.sub(r"[^\w]+", " ", bare).split()))


def _before_comma(folded: str) -> str:
    return folded.split(" which ", maxsplit=1)[0].strip()


@cache
def _shipped() -> tuple[tuple[CanonicalSource, ...], tuple[tuple[str, SourceKind], ...]]:
    data = tomllib.loads(files("reckoning.weigh").joinpath("sources.toml").read_text("utf-8"))
    sources = tuple(canonical_source(row) for row in data["source"])
    words = tuple((fold_name(word), entry["kind"]) for entry in data["anonymous"] for word in entry["words"])
    return sources, words


def canonical_source(row: dict[str, object]) -> CanonicalSource:
    """One ``[[source]]`` table as a value; unknown keys raise ``TypeError``."""
    lists = {k: tuple(v) for k, v in row.items() if isinstance(v, list)}
    return CanonicalSource(**{**row, **lists})  # type: ignore[arg-type]


def directory(extra: Iterable[CanonicalSource] = (), aliases: Iterable[tuple[str, str]] = ()) -> Directory:
    """The shipped directory with a case's own sources, and pairs of names that its documents call one.

    A case's source under a name that is known already adds its other names to that source.
    """
    sources, words = _shipped()
    by_id: dict[str, CanonicalSource] = {}
    by_name: dict[str, str] = {}
    for source in (*sources, *extra):
        known = by_name.get(fold_name(source.name))
        merged = _merged(by_id[known], source) if known else source
        by_id[merged.id] = merged
        for name in (merged.name, *merged.aliases, *merged.heads):
            by_name.setdefault(fold_name(name), merged.id)
    for left, right in sorted(aliases):
        known = by_name.get(fold_name(left)) or by_name.get(fold_name(right))
        if known:
            by_name.setdefault(fold_name(left), known)
            by_name.setdefault(fold_name(right), known)
    anonymous = {word: kind for word, kind in words if word not in by_name}
    return Directory(sources=tuple(by_id.values()), by_name=by_name, by_id=by_id, anonymous=anonymous, found={})


def _merged(known: CanonicalSource, more: CanonicalSource) -> CanonicalSource:
    """A known source with the names, and where it says them the kind and party, of a case's entry for it."""
    return replace(
        known,
        kind=more.kind if more.kind != "unknown" else known.kind,
        aliases=(*known.aliases, *more.aliases),
        heads=(*known.heads, *more.heads),
        described=(*known.described, *more.described),
        party=more.party or known.party,
    )


def id_for(name: str) -> str:
    """An id for a source that no directory knows: its folded name, shortened by digest where long."""
    folded = fold_name(name).replace(" ", "-")
    return folded if 0 < len(folded) <= 40 else short(digest_of("origin", fold_name(name)))
