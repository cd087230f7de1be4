"""The names policy of a release: victims' names in full, as initials, or not at all.

Only names that extraction found as victims' (``PersonRow``) can be withheld. Every run of two or more words of such
a name is replaced in every text; a single word of it only in the text that names the person, and not where it is
also a word in the name of someone who is quoted there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reckoning.reckoned import Report
from reckoning.show.dossier import Dossier, NamesPolicy
from reckoning.show.whereabouts import document_id

WITHHELD = "[name withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A stretch of a text that is not shown, and what stands in its place."""

    start: int
    end: int
    instead: str


class Veil:
    """Finds and replaces victims' names according to the dossier's policy; with ``full`` it changes nothing."""

    def __init__(
        self, policy: NamesPolicy, everywhere: re.Pattern[str] | None, here: Mapping[str, re.Pattern[str]]
    ) -> None:
        self._policy, self._everywhere, self._here = policy, everywhere, here

    def spans(self, text: str, document: str | None = None) -> tuple[Withheld, ...]:
        """Where names stand in ``text``; ``document`` (a document id) also brings in single words of its names."""
        patterns = [p for p in (self._everywhere, self._here.get(document or "")) if p is not None]
        found: list[Withheld] = []
        for match in sorted((m for p in patterns for m in p.finditer(text)), key=lambda m: (m.start(), -m.end())):
            if not found or match.start() >= found[-1].end:
                found.append(Withheld(start=match.start(), end=match.end(), instead=self._instead(match.group())))
        return tuple(found)

    def over(self, text: str, document: str | None = None) -> str:
        """``text`` with the names replaced."""
        pieces, at = [], 0
        for span in self.spans(text, document):
            pieces += [text[at : span.start], span.instead]
            at = span.end
        return "".join([*pieces, text[at:]])

    def _instead(self, name: str) -> str:
        if self._policy == "none":
            return WITHHELD
        return " ".join(f"{word[0]}." for word in re.split(r"[\s-]+", name) if word)


def veil(dossier: Dossier) -> Veil:
    """The veil of a dossier."""
    if dossier.names_policy == "full":
        return Veil("full", None, MappingProxyType({}))
    names = [person.name for report in dossier.reports for person in report.findings.persons]
    runs = {run for name in names for run in _runs(name)}
    here = {document_id(report.text): _alternatives(_single_words(report)) for report in dossier.reports}
    kept = {key: pattern for key, pattern in here.items() if pattern is not None}
    return Veil(dossier.names_policy, _alternatives(runs), MappingProxyType(kept))


def _runs(name: str) -> set[str]:
    words = name.split()
    if len(words) < 2:
        return set(words)
    return {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1)}


def _single_words(report: Report) -> set[str]:
    quoted = {w for claim in report.findings.claims for link in claim.attribution for w in link.name.split()}
    words = {word.strip(".,") for person in report.findings.persons for word in person.name.split()}
    return {word for word in words - quoted if len(word) > 2 and word[0].isupper()}


def _alternatives(names: set[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    ordered = sorted(names, key=lambda name: (-len(name), name))
    inner = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)")
