"""Why a figure is what it is: from a toll, by its steps, down to the words of the reports.

Reach for :func:`chains` with whatever a reader can point at: a number as written, the key of a toll, claim,
incident, origin or series, or the first digits of a key. Each answer is a :class:`Reason`, a tree whose leaves
are quotes; :func:`spoken` says it as indented text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reckoning.ids import SHORT, short
from reckoning.problems import ReckoningError
from reckoning.reckoned import Origin, Reckoning, Relay, Report, Series, SeriesPoint
from reckoning.show.numerals import between, bracket_words, grouped
from reckoning.show.wording import claim_words, counted, toll_range, toll_words
from reckoning.types import Anchor, Claim, Incident, Step, Text, Toll
from reckoning.weigh.ruling import words

NUMBER = re.compile(r"(?!0\d)(?:\d{1,3}(?:[, ]\d{3})+|\d{1,15})")
KEY = re.compile(r"[0-9a-f]{4,64}")
FEWEST_KEY_DIGITS = 8
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words themselves: ``start`` and ``end`` count code points of the document as read."""

    document: str
    source: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that can say why: ``because`` holds what it rests on, ``quote`` the words where it is words.

    ``kind`` is one of toll, step, outlier, sensitivity, incident, link, origin, relay, series, point, claim, part,
    mention, remark, facet, decision; ``id`` is the full key where the thing has one.
    """

    kind: str
    says: str
    id: str | None = None
    quote: Quote | None = None
    because: tuple[Reason, ...] = ()


class Register:
    """Everything that a figure may refer to, found by its key. Built once per question; read only."""

    def __init__(self, reports: Iterable[Report], reckoning: Reckoning | None) -> None:
        self.reckoning = reckoning or Reckoning()
        self.claims: dict[str, tuple[Claim, Text]] = {}
        for report in reports:
            self.claims.update({claim.key: (claim, report.text) for claim in report.findings.claims})
        self.tolls = {toll.key: toll for toll in self.reckoning.tolls}
        self.incidents = {incident.id: incident for incident in self.reckoning.incidents}
        self.series = {series.id: series for series in self.reckoning.series}
        self.origins = {origin.id: origin for origin in self.reckoning.origins}
        self.origin_of = {claim: origin for origin in self.reckoning.origins for claim in origin.claims}
        self.relays: dict[str, Relay] = {relay.claim: relay for relay in self.reckoning.relays}
        self.rulings = {ruling.claim: ruling for ruling in self.reckoning.rulings}

    def known(self) -> tuple[str, ...]:
        """Every key, sorted within its kind: tolls, incidents, series, origins, claims."""
        kinds = (self.tolls, self.incidents, self.series, self.origins, self.claims)
        return tuple(key for kind in kinds for key in sorted(kind))

    def reason(self, key: str) -> Reason:
        """The chain of the thing with this key."""
        if key in self.tolls:
            return _of_toll(self, self.tolls[key])
        if key in self.incidents:
            return _of_incident(self, self.incidents[key])
        if key in self.series:
            return _of_series(self, self.series[key])
        if key in self.origins:
            return _of_origin(self, self.origins[key])
        return of_claim(self, key, whole=True)


def chains(figure: str, reports: Iterable[Report], reckoning: Reckoning | None) -> tuple[Reason, ...]:
    """The chain of each thing that ``figure`` may mean, tolls before claims, at most ``MOST``.

    Raises ``ReckoningError`` if nothing in the case is called that, or if the digits of a key fit several things.
    """
    register = Register(reports, reckoning)
    asked = figure.strip()
    found = tuple(_keys(register, asked))
    if not found:
        raise ReckoningError(
            f"Nothing in this case is called {figure!r}. Give a number as a page shows it (1,383), or the key of a "
            "toll or claim, or its first digits."
        )
    return tuple(register.reason(key) for key in found[:MOST])


def _keys(register: Register, asked: str) -> Iterator[str]:
    """Long digits are tried as a key first, short ones as a number."""
    tries = (_by_figure, _by_key) if len(asked) < FEWEST_KEY_DIGITS else (_by_key, _by_figure)
    for attempt in tries:
        found = attempt(register, asked)
        if found:
            yield from found
            return


def _by_key(register: Register, asked: str) -> tuple[str, ...]:
    if not KEY.fullmatch(asked.lower()):
        return ()
    found = tuple(key for key in register.known() if key.startswith(asked.lower()))
    if len(found) > 1:
        shown = ", ".join(key[: max(SHORT, len(asked) + 4)] for key in found[:MOST])
        raise ReckoningError(f"{asked} may be any of {shown}; give more of its digits.")
    return found


def _by_figure(register: Register, asked: str) -> tuple[str, ...]:
    """Things that show this number: tolls one of whose ends it is, then claims that say it."""
    spaced = re.sub(r"\s*[-–—]\s*", " to ", asked)
    ranges = [toll.key for toll in register.reckoning.tolls if spaced in (toll_range(toll), toll_words(toll))]
    if not NUMBER.fullmatch(asked):
        return tuple(ranges)
    number = int(re.sub(r"\D", "", asked))
    tolls = [toll.key for toll in register.reckoning.tolls if number in (toll.low, toll.best, toll.high)]
    said = [key for key, (claim, _) in register.claims.items() if number in _numbers(claim)]
    return (*dict.fromkeys((*ranges, *tolls)), *said)


def _numbers(claim: Claim) -> tuple[int | None, ...]:
    quantity = claim.quantity
    return (quantity.value,) if quantity.value is not None else (quantity.low, quantity.high)


def _of_toll(register: Register, toll: Toll) -> Reason:
    incident = register.incidents.get(toll.incident)
    event = f" in {incident.label}" if incident else ""
    as_of = f", as of {toll.as_of}" if toll.as_of else ""
    says = f"{toll.measure}, {toll.population.text}{event}{as_of}: {toll_words(toll)} ({toll.rule_set})"
    steps = tuple(_of_step(register, step) for step in toll.steps)
    outliers = tuple(
        Reason(kind="outlier", says=f"outside the range: {o.because}", because=(of_claim(register, o.claim),))
        for o in toll.outliers
    )
    return Reason(kind="toll", id=toll.key, says=says, because=(*steps, *outliers, *_sensitivities(register, toll)))


def _of_step(register: Register, step: Step) -> Reason:
    before, after = bracket_words(step.before), bracket_words(step.after)
    moved = f"stays {after}" if before == after else f"{before} becomes {after}"
    claims = tuple(of_claim(register, key) for key in step.claims)
    return Reason(kind="step", says=f"{step.rule}: {moved}: {step.because}", because=claims)


def _sensitivities(register: Register, toll: Toll) -> Iterator[Reason]:
    for one in register.reckoning.sensitivities:
        if one.toll != toll.key:
            continue
        without = f"without it: {between(one.low, one.high)}" if one.claim else "no single claim moves it"
        claims = (of_claim(register, one.claim),) if one.claim else ()
        yield Reason(kind="sensitivity", says=f"{without}; {one.settles}", because=claims)


def _of_incident(register: Register, incident: Incident) -> Reason:
    parts = (i for i in register.reckoning.incidents if i.parent == incident.id)
    inside = tuple(Reason(kind="incident", id=part.id, says=f"holds {part.label}") for part in parts)
    members = set(incident.claims)
    links = tuple(
        Reason(
            kind="link",
            says=f"{one.weight:+.1f} in all: " + "; ".join(_term(e.weight, e.because) for e in one.evidence),
        )
        for one in register.reckoning.links
        if one.left in members and one.right in members
    )
    claims = tuple(of_claim(register, key) for key in incident.claims)
    return Reason(kind="incident", id=incident.id, says=incident.label, because=(*inside, *links, *claims))


def _term(weight: float, because: str) -> str:
    return f"{weight:+.1f} {because}"


def _of_origin(register: Register, origin: Origin) -> Reason:
    doubt = f"; in doubt: {origin.doubt}" if origin.doubt else ""
    also = f", also {', '.join(origin.aliases)}" if origin.aliases else ""
    evidence = tuple(Reason(kind="link", says=_term(e.weight, e.because)) for e in origin.evidence)
    claims = tuple(of_claim(register, key) for key in origin.claims)
    return Reason(
        kind="origin", id=origin.id, says=f"{origin.name} ({origin.kind}){also}{doubt}", because=(*evidence, *claims)
    )


def _of_series(register: Register, series: Series) -> Reason:
    origin = register.origins.get(series.origin)
    name = origin.name if origin else series.origin
    says = f"{series.measure}, {series.population.text}, as {name} gave it over time ({series.scope})"
    points = tuple(_of_point(register, point) for point in series.points)
    return Reason(kind="series", id=series.id, says=says, because=points)


def _of_point(register: Register, point: SeriesPoint) -> Reason:
    day = point.as_of.isoformat() if point.as_of else "undated"
    number = grouped(point.value) if point.value is not None else between(point.low, point.high)
    return Reason(kind="point", says=f"{day}: {number}", because=tuple(of_claim(register, key) for key in point.claims))


def of_claim(register: Register, key: str, *, whole: bool = False) -> Reason:
    """A claim with its words; with ``whole`` also its facets, the claim it is a part of, mentions and remarks."""
    if key not in register.claims:
        return Reason(kind="claim", id=key, says="a claim that this case no longer holds (its report was withheld)")
    claim, text = register.claims[key]
    origin, relay = register.origin_of.get(key), register.relays.get(key)
    because: tuple[Reason, ...] = ()
    if relay is not None:
        because = (Reason(kind="relay", id=relay.of, says=f"passed on, {relay.fidelity}: {relay.because}"),)
    if (ruling := register.rulings.get(key)) is not None:
        because = (Reason(kind="decision", id=ruling.decision, says=words(ruling)), *because)
    if whole:
        because = (*because, *_facets(claim, text), *_around(register, claim, text))
    says = claim_words(claim, text, origin)
    return Reason(kind="claim", id=key, says=says, quote=quote(claim.anchor, text), because=because)


def _facets(claim: Claim, text: Text) -> Iterator[Reason]:
    for trace in claim.traces:
        if trace.start is None or trace.end is None:
            yield Reason(kind="facet", says=f"{trace.facet} by {trace.rule}, from no words")
            continue
        said = " ".join(text.content[trace.start : trace.end].split())
        yield Reason(kind="facet", says=f'{trace.facet} by {trace.rule}, from "{said}"')


def _around(register: Register, claim: Claim, text: Text) -> Iterator[Reason]:
    if claim.part_of is not None and claim.part_of in register.claims:
        whole, _ = register.claims[claim.part_of]
        yield Reason(kind="part", id=whole.key, says=f"a part of: {counted(whole)}", quote=quote(whole.anchor, text))
    for mention in claim.mentions:
        yield Reason(kind="mention", says="said again", quote=quote(mention, text))
    for remark in claim.remarks:
        yield Reason(kind="remark", says=f"{remark.kind} by the same report", quote=quote(remark.anchor, text))


def quote(anchor: Anchor, text: Text) -> Quote:
    """The words of an anchor with the document's name."""
    return Quote(
        document=text.name,
        source=anchor.source,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


def spoken(reason: Reason, depth: int = 0) -> str:
    """A chain as indented text: each line what is said, with its short key, and under it the words."""
    indent = "  " * depth
    key = f"  [{reason.kind} {short(reason.id)}]" if reason.id else ""
    lines = [f"{indent}{reason.says}{key}"]
    if reason.quote is not None:
        lines.append(f"{indent}    {_quoted(reason.quote)}")
    return "\n".join((*lines, *(spoken(one, depth + 1) for one in reason.because)))


def _quoted(said: Quote) -> str:
    before, exact, after = (" ".join(part.split()) for part in (said.prefix, said.exact, said.suffix))
    spaces = [" " if edge[:1].isspace() or edge[-1:].isspace() else "" for edge in (said.prefix[-1:], said.suffix[:1])]
    return f'"...{before}{spaces[0]}[{exact}]{spaces[1]}{after}..." {said.document}, {said.start}-{said.end}'
