"""Who a figure comes from in the end: ten outlets that carry one monitor's figure are one origin.

A named origin is resolved through the directory. An outlet's own voice, or a description that names nobody, keeps an
origin of its own until evidence links it (``weigh.anonymous``), and then the doubt is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reckoning.ids import digest_of, short
from reckoning.reckoned import Origin, Report
from reckoning.types import AttributionLink, Claim, Evidence, SourceKind
from reckoning.weigh.saying import Saying
from reckoning.weigh.source import CanonicalSource, Directory, fold_name, id_for

UNNAMED = "names nobody: it may be any of the other origins"
OWN_VOICE = "the outlet says it in its own voice and names no source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The origin one claim names: id, name, kind, the words that named it, and a doubt where it names nobody."""

    id: str
    name: str
    kind: SourceKind
    alias: str
    doubt: str | None = None


def outlet_naming(report: Report, known: Directory) -> Naming:
    """The outlet that published a report, as an origin of its own voice."""
    name = report.text.publisher or report.text.name
    source = known.find(name)
    if source:
        return Naming(id=source.id, name=source.name, kind=source.kind, alias=name)
    return Naming(id=id_for(name), name=name, kind="media", alias=name)


def origin_link(claim: Claim) -> AttributionLink | None:
    """The link of the chain that the figure comes from: the last one marked origin; a relay is none."""
    origins = [link for link in claim.attribution if link.role == "origin"]
    return origins[-1] if origins else None


def naming(claim: Claim, outlet: Naming, known: Directory) -> Naming:
    """Whom a claim names as its origin: the directory's source, the name itself, or nobody."""
    link = origin_link(claim)
    if link is None:
        return _own_voice(claim, outlet, known)
    source = known.find(link.name) or known.find(link.text)
    if source:
        return Naming(id=source.id, name=source.name, kind=source.kind, alias=link.name)
    kind = known.anonymous_kind(link.name)
    if kind or link.kind == "unnamed" or _is_description(link.name):
        return _unnamed(claim, link, kind or link.kind)
    return Naming(id=id_for(link.name), name=link.name, kind=link.kind, alias=link.name)


def _own_voice(claim: Claim, outlet: Naming, known: Directory) -> Naming:
    """No origin named: the outlet itself, or the relay it cites (an agency's own count)."""
    relays = [link for link in claim.attribution if link.role == "relay"]
    cited = known.find(relays[-1].name) if relays else None
    if cited:
        return Naming(id=cited.id, name=cited.name, kind=cited.kind, alias=relays[-1].name, doubt=OWN_VOICE)
    return replace(outlet, doubt=None if outlet.kind in ("monitor", "un", "ngo", "state", "medical") else OWN_VOICE)


def _is_description(name: str) -> bool:
    """Words without a proper name in them: "the committee", "The Britain-based monitor", "Greek lawmaker"."""
    words = re.sub(r"^(the|a|an|its|their|his|her|some)\s+", "", name.strip(), flags=re.IGNORECASE).split()
    if words and words[-1][:1].islower() and not any(word[:1].islower() for word in words[:-1]):
        return len(words) < 3
    return not any(word[:1].isupper() and not word.casefold().endswith("-based") for word in words)


def _unnamed(claim: Claim, link: AttributionLink, kind: SourceKind) -> Naming:
    """A description that names nobody: one origin per description and document, with its doubt.

    "The national committee" and "the committee" of one report are one; "a security source" is whoever it is.
    """
    words = link.name.strip()
    folded = fold_name(words)
    mark = folded.split()[-1] if words.casefold().startswith("the ") and folded else folded
    ident = f"unnamed-{short(digest_of('unnamed', claim.anchor.source, mark))}"
    return Naming(id=ident, name=words, kind=kind, alias=words, doubt=f"“{words}” {UNNAMED}")


def alias_pairs(reports: Sequence[Report]) -> tuple[tuple[str, str], ...]:
    """The names that the documents themselves call one, contested labels left out."""
    pairs = {(a.name, a.alias) for r in reports for a in r.findings.aliases if a.kind != "label"}
    return tuple(sorted(pairs))


def _speaking(saying: Saying, by_key: dict[str, Saying]) -> Claim:
    """The claim whose attribution speaks for this one: itself, or the whole that it is an unattributed part of."""
    seen = {saying.key}
    while not saying.claim.attribution and (whole := saying.whole) in by_key and whole not in seen:
        seen.add(whole or "")
        saying = by_key[whole or ""]
    return saying.claim


def resolve(
    said: tuple[Saying, ...], reports: Sequence[Report], known: Directory
) -> tuple[tuple[Saying, ...], dict[str, Naming]]:
    """Every saying with its outlet and origin filled in, and what each names (by claim key)."""
    outlets = {r.text.source: outlet_naming(r, known) for r in reports}
    by_key = {s.key: s for s in said}
    names = {s.key: naming(_speaking(s, by_key), outlets[s.document], known) for s in said}
    resolved = tuple(
        replace(s, outlet=outlets[s.document].id, origin=names[s.key].id, doubt=names[s.key].doubt) for s in said
    )
    return resolved, names


def origins(said: Iterable[Saying], names: dict[str, Naming], known: Directory) -> tuple[Origin, ...]:
    """One Origin per id, with every alias it was met under and every claim it stands behind, sorted by id."""
    held: dict[str, list[Saying]] = {}
    for saying in said:
        held.setdefault(saying.origin, []).append(saying)
    return tuple(_origin(ident, held[ident], names, known) for ident in sorted(held))


def _origin(ident: str, held: list[Saying], names: dict[str, Naming], known: Directory) -> Origin:
    own = [names[s.key] for s in held if names[s.key].id == ident]
    source: CanonicalSource | None = known.by_id.get(ident)
    first = min(own, key=lambda n: (n.doubt is not None, n.name)) if own else None
    doubted = first.doubt if first and all(s.doubt for s in held) else None
    return Origin(
        id=ident,
        name=source.name if source else first.name if first else ident,
        kind=source.kind if source else first.kind if first else "unknown",
        side="third" if (source.kind if source else "") in ("monitor", "un", "ngo", "medical") else "unknown",
        aliases=tuple(sorted({n.alias for n in own})),
        claims=tuple(sorted(s.key for s in held)),
        evidence=(Evidence(feature="named", weight=float(len(own)), because=f"named in {len(own)} claims"),)
        if own
        else (),
        doubt=doubted,
    )
