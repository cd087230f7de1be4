"""Made-up reports for tests of weighing: one call a claim, with quotes that really stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reckoning.ids import digest, digest_of
from reckoning.reckoned import Report
from reckoning.types import (
    Anchor,
    AttributionLink,
    Candidate,
    Claim,
    Findings,
    Interval,
    Perpetrator,
    PersonRow,
    Place,
    Population,
    Quantity,
    Remark,
    Statement,
    Text,
)

CIVILIANS = Population(text="civilians", status="civilian")
PEOPLE = Population(text="people")
SECURITY = Population(text="members of the security forces", status="combatant", affiliation="security forces")
FIGHTERS = Population(text="fighters", status="combatant")


def day(text: str) -> date:
    return date.fromisoformat(text)


def exact(n: int) -> Quantity:
    return Quantity(low=n, high=n, value=n, bound="exact", as_written=f"{n:,}")


def at_least(n: int, words: str = "at least") -> Quantity:
    low = n + 1 if words in ("more than", "over") else n
    return Quantity(low=low, high=None, value=n, bound="at_least", as_written=f"{words} {n:,}")


def about(n: int) -> Quantity:
    return Quantity(low=None, high=None, value=n, bound="about", as_written=f"about {n:,}")


def vague(word: str, low: int) -> Quantity:
    return Quantity(low=low, high=None, value=None, bound="vague", as_written=word)


def between(low: int, high: int) -> Quantity:
    return Quantity(low=low, high=high, value=None, bound="range", as_written=f"{low} to {high}")


def place(name: str, *, ident: str = "", within: Sequence[str] = (), precision: str = "exact",
          lat: float = 35.0, lon: float = 36.0, country: str = "SY") -> Place:  # fmt: skip
    if not ident:
        return Place(text=name)
    candidate = Candidate(
        id=ident, name=name, lat=lat, lon=lon, precision=precision, country=country, within=tuple(within)
    )
    return Place(text=name, precision=precision, candidates=(candidate,))


SYRIA = place("Syria", ident="sy", precision="country")
COAST = place("Syria's coast", ident="sy-coast", within=("sy",), precision="region")
GOVERNORATES = {
    name: place(
        name, ident=f"sy-{name.lower()}", within=("sy-coast", "sy"), precision="admin1", lat=35.5 - i, lon=35.8 + i / 10
    )
    for i, name in enumerate(("Latakia", "Tartus", "Hama", "Homs"))
}


def span(start: str | None, end: str | None = None) -> Interval:
    first = day(start) if start else None
    last = day(end) if end else first if start else None
    return Interval(start=first, end=last, grain="day" if first == last else "span")


def said_by(name: str, kind: str = "unknown", side: str = "unknown") -> tuple[AttributionLink, ...]:
    return (AttributionLink(name=name, text=name, role="origin", kind=kind, side=side),)


@dataclass
class Desk:
    """Builds one report: add claims, then ``report()``. Offsets point into the text that grows with each claim."""

    name: str
    publisher: str
    published: str | None
    lead: str = ""
    content: str = ""
    claims: list[Claim] = field(default_factory=list)
    persons: list[PersonRow] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.content = self.lead or f"{self.publisher}. "
        self.source = digest(f"{self.name}|{self.publisher}|{self.published}|{self.lead}".encode())

    def add(self, quantity: Quantity, population: Population = PEOPLE, *, origin: str | tuple[AttributionLink, ...] | None = None,
            part_of: str | None = None, measure: str = "killed", time: Interval | None = None,
            cumulative: bool = False, places: Sequence[Place] = (), stance: str = "asserted", cause: str = "conflict",
            manner: str | None = None, unit: str = "people", remarks: tuple[str, ...] = (),
            blamed: Sequence[str] = (), quote: str = "") -> str:  # fmt: skip
        start = len(self.content)
        quote = quote or f"{quantity.as_written} {population.text} {measure}"
        self.content += f"{quote}. "
        anchor = Anchor(source=self.source, text=self.source, start=start, end=start + len(quote), exact=quote)
        key = digest_of(self.source, measure, quote, len(self.claims), population.text, 0)
        chain = said_by(origin) if isinstance(origin, str) else origin or ()
        self.claims.append(Claim(
            key=key, anchor=anchor, measure=measure, quantity=quantity, population=population, by="factory.v1",
            manner=manner, unit=unit, part_of=part_of, attribution=chain, stance=stance, places=tuple(places),
            time=time, cumulative=cumulative, cause=cause, confidence=0.9,
            perpetrators=tuple(Perpetrator(text=b) for b in blamed),
            remarks=tuple(Remark(kind=r, anchor=anchor) for r in remarks),
        ))  # fmt: skip
        return key

    def person(self, name: str, *, death: str | None = None, where: Place | None = None) -> str:
        start = len(self.content)
        self.content += f"{name}. "
        anchor = Anchor(source=self.source, text=self.source, start=start, end=start + len(name), exact=name)
        key = digest_of(self.source, "person", name, start)
        self.persons.append(PersonRow(key=key, anchor=anchor, name=name, by="factory.v1",
                                      date_of_death=span(death) if death else None, place=where))  # fmt: skip
        return key

    def state(self, kind: str, words: str, speaker: str, *, stance: str = "asserted") -> str:
        """A statement in these words: those of the text so far where they stand in it, else added to it."""
        start = self.content.find(words)
        if start < 0:
            start = len(self.content)
            self.content += f"{words}. "
        anchor = Anchor(source=self.source, text=self.source, start=start, end=start + len(words), exact=words)
        key = digest_of(self.source, "statement", kind, start)
        self.statements.append(
            Statement(key=key, kind=kind, anchor=anchor, by="factory.v1", speaker=speaker, stance=stance)
        )
        return key

    def report(self) -> Report:
        published = span(self.published) if self.published else None
        text = Text(source=self.source, reader="factory.v1", digest=self.source, name=self.name, content=self.content,
                    published=published, publisher=self.publisher)  # fmt: skip
        return Report(
            text=text,
            findings=Findings(
                claims=tuple(self.claims), persons=tuple(self.persons), statements=tuple(self.statements)
            ),
        )


def single(n: int | Quantity, *, outlet: str, published: str, origin: str | None = None, when: str | None = None,
           until: str | None = None, where: Sequence[Place] = (), population: Population = PEOPLE,
           **more) -> Report:  # fmt: skip
    """A report with one claim."""
    desk = Desk(name=f"{outlet}-{published}-{n}-{origin}", publisher=outlet, published=published)
    quantity = exact(n) if isinstance(n, int) else n
    desk.add(quantity, population, origin=origin, time=span(when, until) if when else None, places=where, **more)
    return desk.report()


def after(start: str, days: int) -> str:
    return (day(start) + timedelta(days=days)).isoformat()
