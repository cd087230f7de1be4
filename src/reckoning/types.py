"""Every value that crosses a module boundary.

All are frozen, slotted and keyword-only; sequences are tuples; there are no open dicts.
Digests are lower-case SHA-256 hex strings. Offsets count Unicode code points of ``Text.content``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reckoning.steps import Bracket as Bracket  # noqa: PLC0414 given on to importers
from reckoning.steps import Evidence as Evidence  # noqa: PLC0414 given on to importers
from reckoning.steps import Outlier as Outlier  # noqa: PLC0414 given on to importers
from reckoning.steps import Step as Step  # noqa: PLC0414 given on to importers

Measure = Literal[
    "killed", "injured", "casualties", "missing", "abducted", "detained", "displaced",
    "sexual_violence", "bodies_found", "identified", "buried",
]  # fmt: skip
Bound = Literal["exact", "at_least", "at_most", "about", "range", "vague"]
Stance = Literal["asserted", "claimed", "denied", "hypothetical", "forecast"]
Cause = Literal["conflict", "crime", "accident", "disaster", "disease", "other", "unknown"]
Status = Literal["civilian", "combatant", "mixed", "unknown"]
Role = Literal["origin", "relay"]
SourceKind = Literal[
    "belligerent", "state", "monitor", "medical", "un", "ngo", "witness", "media", "expert", "unnamed", "unknown"
]
Side = Literal["own", "other", "third", "unknown"]
Grain = Literal["day", "days", "week", "month", "year", "span", "open"]
Unit = Literal["people", "families", "households", "bodies"]
BlockKind = Literal[
    "headline", "deck", "dateline", "byline", "body", "caption", "biography", "related", "navigation", "boilerplate"
]
Precision = Literal["exact", "near", "admin2", "admin1", "region", "country", "unresolved"]
RemarkKind = Literal["superseded", "withdrawn", "disputed", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where something is said: W3C TextPosition and TextQuote selectors in one.

    ``source`` is the digest of the bytes, ``text`` of the reading; ``start`` and ``end`` count code points
    of the reading; ``exact`` is ``content[start:end]``, ``prefix`` and ``suffix`` up to 32 code points around it.
    """

    source: str
    text: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes we hold, named by their digest."""

    digest: str
    name: str
    media_type: str
    size: int
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    title: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """From a reading's offsets to those of the decoded source; each run is (text start, source start, length).

    Runs are sorted and do not overlap; an offset outside every run has no place in the source.
    """

    runs: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a reading with one function; extractors read headline, deck and body only."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """When: closed interval of days; None is an open end. Never a guess: both None means unresolved."""

    start: date | None = None
    end: date | None = None
    grain: Grain = "open"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A reading of a source: its content and what it says of itself.

    ``published`` is the publication date as an interval (start == end when known to the day); a date that is
    only bounded from below (by a caption, say) has ``end`` None and ``published_anchor`` naming the words.
    """

    source: str
    reader: str
    digest: str
    name: str
    content: str
    language: str = "en"
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Interval | None = None
    published_anchor: Anchor | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    offsets: OffsetMap = OffsetMap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as people say it. ``low`` and ``high`` are inclusive, None is open.

    ``value`` is the number as written, also beside a bound; None for ranges, vague words and shares.
    ``fraction`` is set for a share of a parent claim (0..1).
    """

    low: int | None
    high: int | None
    value: int | None
    bound: Bound
    as_written: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One gazetteer entry that a place phrase may mean; ``within`` lists containing ids, innermost first."""

    id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    country: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where, in the text's own words, with every gazetteer candidate kept (best first, perhaps none)."""

    text: str
    start: int | None = None
    end: int | None = None
    precision: Precision = "unresolved"
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Of whom. Facets are None where the text does not say; more facets mean a subset."""

    text: str
    status: Status = "unknown"
    sex: Literal["female", "male"] | None = None
    age: Literal["adult", "child"] | None = None
    affiliation: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLink:
    """One link of the chain from outlet to origin; ``text`` verbatim, ``name`` the fullest name in the text."""

    name: str
    text: str
    role: Role
    kind: SourceKind = "unknown"
    side: Side = "unknown"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is blamed, in the text's own words."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the same text says of a claim: that it is superseded, withdrawn, disputed or corrected."""

    kind: RemarkKind
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which words gave a facet, and by which rule; offsets are None where no words did."""

    facet: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Source S says Q people were O.

    ``key`` is the digest of source digest, measure, exact quote, nth occurrence of the quote, population text
    and ordinal among the claims on that quote: no offsets, no versions. ``part_of`` is a key of the same text.
    """

    key: str
    anchor: Anchor
    measure: Measure
    quantity: Quantity
    population: Population
    by: str
    manner: str | None = None
    unit: Unit = "people"
    part_of: str | None = None
    attribution: tuple[AttributionLink, ...] = ()
    stance: Stance = "asserted"
    perpetrators: tuple[Perpetrator, ...] = ()
    places: tuple[Place, ...] = ()
    time: Interval | None = None
    cumulative: bool = False
    cause: Cause = "unknown"
    confidence: float = 0.5
    mentions: tuple[Anchor, ...] = ()
    remarks: tuple[Remark, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was said or done that matters to a reckoning, beside the numbers.

    ``kind`` is one of order, announcement, declaration, denial, claim, blame, warning, inquiry, admission,
    evidence, destruction, event, status, unknown_toll, assessment, labelling, fear, act, caption.
    """

    key: str
    kind: str
    anchor: Anchor
    by: str
    speaker: str | None = None
    stance: Stance = "asserted"
    time: Interval | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name and its former, other, abbreviated or contested name; ``kind`` says which."""

    key: str
    kind: Literal["former", "other", "abbreviation", "label", "role"]
    anchor: Anchor
    name: str
    alias: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One row of one list, or one named victim in prose."""

    key: str
    anchor: Anchor
    name: str
    by: str
    age: str | None = None
    sex: Literal["female", "male"] | None = None
    date_of_death: Interval | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault with an address. ``where`` is a path, a document name or a finding's key; ``code`` is listed in docs."""

    where: str
    code: str
    says: str
    anchor: Anchor | None = None
    also: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One question to a language model and its answer, word for word; ``key`` is the digest of the request."""

    key: str
    model: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that extraction gives for one Text."""

    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    aliases: tuple[Alias, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    calls: tuple[ModelCall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Claims judged to be about one event; ``parent`` is the episode that holds it. ``claims`` are keys."""

    id: str
    label: str
    claims: tuple[str, ...]
    parent: str | None = None
    time: Interval | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What we reckon for one incident, measure and population under one rule set; the toll is its steps."""

    key: str
    incident: str
    measure: Measure
    population: Population
    rule_set: str
    low: int | None
    best: int | None
    high: int | None
    as_of: date | None = None
    unit: Unit = "people"
    outliers: tuple[Outlier, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A human verdict anchored to quotes; ``saw`` is the digest of what was shown."""

    actor: str
    at: str
    about: tuple[Anchor, ...]
    verdict: str
    value: str | None
    reason: str
    saw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The manifest of one run of a verb: what went in, by which code, what came out."""

    verb: str
    code: str
    config: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ledger envelope: ``hash = sha256(prev || RFC 8785 body)``; body is the canonical JSON string."""

    seq: int
    prev: str
    hash: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number on a page with its why: ``refers`` names the toll, claim, estimate or ledger entry behind it."""

    text: str
    refers: str
    value: int | None = None
