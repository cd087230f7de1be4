"""Figures that name nobody, linked to an origin by evidence only, with the evidence shown and the doubt kept.

"A war monitor", "some accountings", or an outlet's own voice: the same odd figure, on the same day, with the same
breakdown, or in a near-duplicate text, speaks for an origin. Terms add up; below ``LINK``, or with a rival origin
close behind, the claim keeps an origin of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from reckoning.reckoned import OriginLink, Report
from reckoning.types import Evidence
from reckoning.weigh.group import relate
from reckoning.weigh.label import days_words
from reckoning.weigh.origin import Naming
from reckoning.weigh.reading import figures, grain
from reckoning.weigh.relay import figure_of, is_rounding
from reckoning.weigh.saying import Saying
from reckoning.weigh.shingle import near_duplicates
from reckoning.weigh.source import Directory, fold_name

#: Evidence needed for a link, and by how much the best origin must lead the second.
LINK, LEAD = 3.0, 0.8
#: A relay may carry a figure for so many days after its origin gave it, and appear a day before its date.
BEFORE, AFTER = timedelta(days=1), timedelta(days=6)

#: A figure without a source within so many characters of one with a source stands close to it.
NEARBY = 300
_EMPTY = frozenset({"director", "head", "spokesman", "spokeswoman", "of"})

_Index = dict[tuple[str, int], list[Saying]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Named claims by measure and figure, and by document; the sources; and what copies what."""

    by_figure: _Index
    by_document: dict[str, list[Saying]]
    sources: Directory
    names: dict[str, Naming]
    copies: dict[str, dict[str, float]]


def link_unnamed(
    said: tuple[Saying, ...], names: dict[str, Naming], reports: Sequence[Report], known: Directory
) -> tuple[tuple[Saying, ...], tuple[OriginLink, ...]]:
    """Give doubted claims the origin that evidence speaks for; the links say why, and which doubt remains."""
    index = _known(said, names, reports, known)
    links: dict[str, OriginLink] = {}
    for s in said:
        if s.doubt is not None and (link := _best_link(s, index)):
            links[s.key] = link
    links.update(_copied_voices(said, links, index))
    linked = tuple(
        replace(s, origin=links[s.key].origin, doubt=links[s.key].doubt) if s.key in links else s for s in said
    )
    return linked, tuple(links[key] for key in sorted(links))


def _known(said: tuple[Saying, ...], names: dict[str, Naming], reports: Sequence[Report], known: Directory) -> _Known:
    by_figure: _Index = {}
    by_document: dict[str, list[Saying]] = {}
    for s in said:
        by_document.setdefault(s.document, []).append(s)
        figure = figure_of(s)
        if s.doubt is None and figure is not None:
            for number in _recognised_as(figure):
                by_figure.setdefault((s.claim.measure, number), []).append(s)
    copies: dict[str, dict[str, float]] = {}
    for a, b, alike in near_duplicates(sorted((r.text.source, r.text.content) for r in reports)):
        copies.setdefault(a, {})[b] = alike
        copies.setdefault(b, {})[a] = alike
    return _Known(by_figure=by_figure, by_document=by_document, sources=known, names=names, copies=copies)


def _recognised_as(figure: int) -> Iterator[int]:
    """A figure and its roundings: 745 is also looked for as 740, 750 and 700."""
    yield figure
    for unit in (10, 100, 1000):
        if figure > 2 * unit and grain(figure) < unit:
            yield figure // unit * unit
            yield -(-figure // unit) * unit


def _best_link(s: Saying, known: _Known) -> OriginLink | None:
    figure = figure_of(s)
    scored: dict[str, tuple[float, tuple[Evidence, ...]]] = {}
    for candidate in _candidates(s, figure, known):
        terms = tuple(_terms(s, candidate, known))
        weight = round(sum(t.weight for t in terms), 2)
        if weight > scored.get(candidate.origin, (0.0, ()))[0]:
            scored[candidate.origin] = weight, terms
    order = sorted(scored, key=lambda origin: (-scored[origin][0], origin))
    if not order or scored[order[0]][0] < LINK:
        return None
    if len(order) > 1 and scored[order[0]][0] - scored[order[1]][0] < LEAD:
        return None
    weight, terms = scored[order[0]]
    reasons = "; ".join(t.because for t in terms if t.weight > 0)
    doubt = f"no source is named; linked by evidence only ({reasons})"
    return OriginLink(claim=s.key, origin=order[0], weight=weight, evidence=terms, doubt=doubt)


def _candidates(s: Saying, figure: int | None, known: _Known) -> list[Saying]:
    """Named claims that might be what is passed on: the same figure in the window, or in the same document."""
    same = known.by_figure.get((s.claim.measure, figure), []) if figure is not None else []
    beside = [c for c in known.by_document[s.document] if c.doubt is None and c.claim.measure == s.claim.measure]
    found = {c.key: c for c in (*same[:200], *beside) if c.key != s.key and _in_window(s, c)}
    return [found[key] for key in sorted(found)]


def _in_window(s: Saying, c: Saying) -> bool:
    if s.published is None or c.as_of is None:
        return s.document == c.document
    return c.as_of - BEFORE <= s.published <= max(c.as_of, c.published or c.as_of) + AFTER


def _terms(s: Saying, c: Saying, known: _Known) -> Iterator[Evidence]:
    yield from _figure_terms(s, c)
    if s.published and c.as_of:
        gap = abs((s.published - c.as_of).days)
        weight = 1.0 if gap == 0 else 0.7 if gap == 1 else 0.2 if gap == 2 else 0.0
        yield Evidence(feature="day", weight=weight, because=f"{days_words(gap)} apart" if gap else "on the same day")
    shared = _shared_breakdown(s, c, known)
    if shared:
        figures_said = ", ".join(f"{n:,}" for n in shared[:4])
        yield Evidence(feature="breakdown", weight=min(3.0, 1.2 * len(shared)), because=f"it also gives {figures_said}")
    yield from _description_terms(s, c, known)
    if relate(s.group, c.group) in ("apart", "overlap"):
        yield Evidence(feature="group", weight=-3.0, because="they count different groups")
    alike = known.copies.get(s.document, {}).get(c.document)
    if alike:
        yield Evidence(feature="text", weight=4.0, because=f"the reports are near-duplicates ({alike:.0%} of shingles)")


def _figure_terms(s: Saying, c: Saying) -> Iterator[Evidence]:
    mine, theirs = figure_of(s), figure_of(c)
    if mine is None or theirs is None:
        return
    if mine == theirs:
        weight = (0.2, 1.2, 2.5, 3.5)[min(figures(mine), 4) - 1]
        yield Evidence(feature="figure", weight=weight, because=f"the same figure, {mine:,}")
    elif is_rounding(theirs, mine):
        yield Evidence(feature="figure", weight=0.9, because=f"{mine:,} is {theirs:,} rounded")
    elif s.document != c.document:
        yield Evidence(feature="figure", weight=-1.0, because=f"{mine:,} is not {theirs:,}")


def _shared_breakdown(s: Saying, c: Saying, known: _Known) -> list[int]:
    """Further odd figures of the document that the origin gives as well, within the window."""
    found = set()
    for other in known.by_document[s.document]:
        figure = figure_of(other)
        if other.key == s.key or figure is None or figure < 10 or figure == figure_of(s):
            continue
        twins = known.by_figure.get((other.claim.measure, figure), [])
        exact = (t for t in twins[:200] if t.origin == c.origin and t.key != other.key and figure_of(t) == figure)
        if any(t.document != s.document and _in_window(other, t) for t in exact):
            found.add(figure)
    return sorted(found)


def _description_terms(s: Saying, c: Saying, known: _Known) -> Iterator[Evidence]:
    words = known.names[s.key]
    origin = known.sources.by_id.get(c.origin)
    kind = origin.kind if origin else known.names[c.key].kind
    if words.id.startswith("unnamed-"):
        if words.kind == kind:
            yield Evidence(feature="kind", weight=1.0, because=f"“{words.name}” fits a source of kind {kind}")
        elif words.kind not in ("unnamed", "unknown") and kind not in ("unnamed", "unknown"):
            yield Evidence(feature="kind", weight=-2.5, because=f"“{words.name}” does not fit a source of kind {kind}")
        described = [d for d in (origin.described if origin else ()) if fold_name(d) in fold_name(words.name)]
        if described:
            yield Evidence(
                feature="words", weight=1.2, because=f"{origin.name if origin else ''} is called so elsewhere"
            )
    if s.document == c.document:
        yield from _beside_terms(s, c, words, kind, known)


def _beside_terms(s: Saying, c: Saying, words: Naming, kind: str, known: _Known) -> Iterator[Evidence]:
    """What speaks for a source that the same report names."""
    name = known.names[c.key].name
    if figure_of(s) == figure_of(c) and relate(s.group, c.group) not in ("apart", "overlap"):
        yield Evidence(feature="same", weight=2.5, because=f"the same report gives the same figure under {name}")
    if words.id.startswith("unnamed-"):
        if words.kind == kind and _only_of_kind(s, kind, known):
            yield Evidence(feature="document", weight=2.0, because="the only such source that the report names")
        head = set(fold_name(words.name).split()) - _EMPTY
        origin = known.sources.by_id.get(c.origin)
        full = {w for n in (name, *(origin.aliases if origin else ())) for w in fold_name(n).split()}
        if head and head <= full and words.name.casefold().startswith(("the ", "its ")):
            yield Evidence(feature="anaphor", weight=3.0, because=f"“{words.name}” points back to {name}")
        return
    if len({o.origin for o in known.by_document[s.document] if o.doubt is None}) == 1:
        yield Evidence(feature="document", weight=1.5, because=f"the report names no other source than {name}")
    if abs(s.claim.anchor.start - c.claim.anchor.end) <= NEARBY:
        yield Evidence(feature="nearby", weight=0.7, because="it stands close to a figure of that source")


def _only_of_kind(s: Saying, kind: str, known: _Known) -> bool:
    named = {c.origin for c in known.by_document[s.document] if c.doubt is None and known.names[c.key].kind == kind}
    return len(named) == 1


def _copied_voices(said: tuple[Saying, ...], links: dict[str, OriginLink], known: _Known) -> dict[str, OriginLink]:
    """Own-voice claims of near-duplicate reports that no link took: they speak with the voice of the first report."""
    found: dict[str, OriginLink] = {}
    for s in said:
        if s.doubt is None or s.key in links or s.document not in known.copies:
            continue
        twins = [t for d in known.copies[s.document] for t in known.by_document.get(d, ()) if _twin(s, t)]
        first = min((s, *twins), key=lambda t: (t.published is None, str(t.published), t.document, t.key))
        target = links[first.key].origin if first.key in links else first.origin
        if first.key != s.key and target != s.origin:
            alike = known.copies[s.document].get(first.document, 0.0)
            because = Evidence(feature="text", weight=4.0, because=f"near-duplicate of an earlier report ({alike:.0%})")
            doubt = "no source is named; the report is a near-duplicate of an earlier one"
            found[s.key] = OriginLink(claim=s.key, origin=target, weight=4.0, evidence=(because,), doubt=doubt)
    return found


def _twin(s: Saying, t: Saying) -> bool:
    return t.claim.measure == s.claim.measure and figure_of(t) == figure_of(s) and t.doubt is not None
