"""A made-up conflict with known truth: incidents, origins that err, outlets that relay badly.

``simulate(seed, ...)`` gives reports and, for every claim key, the incident it speaks of; ``World.truth`` holds the
true deaths. Seeded, so that a failure can be repeated.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp

from claims_factory import CIVILIANS, PEOPLE, Desk, about, at_least, exact, place, span

from reckoning.reckoned import Report
from reckoning.types import Place

START = date(2024, 1, 1)


@dataclass(frozen=True)
class Event:
    ident: int
    day: date
    where: Place
    governorate: Place
    deaths: int
    weapon: str = ""
    site: str = ""


@dataclass(frozen=True)
class Noise:
    """Rates of what relays do: ``moderate`` is the level at which clustering is held to .95."""

    rounds: float = 0.15
    drops_hedge: float = 0.1
    late: float = 0.25
    no_day: float = 0.1
    coarse_place: float = 0.1
    drops_group: float = 0.1
    error: float = 0.12
    coverage: float = 0.6
    outlets: int = 3
    drops_means: float = 0.2
    drops_site: float = 0.3
    wrong_means: float = 0.03
    one_report: float = 0.4
    says_another: float = 0.5


MODERATE = Noise()

#: Ways of saying one means of killing, and one site: outlets choose among the words of a row.
WEAPONS = {
    "air": ("an airstrike", "air strikes", "a drone strike"),
    "shelling": ("shelling", "artillery fire", "mortar fire"),
    "bomb": ("a car bombing", "an explosive device", "a suicide bombing"),
    "gun": ("gunfire", "a shooting", "an attack by gunmen"),
}
SITES = {
    "market": ("a market", "a bazaar"),
    "school": ("a school", "a kindergarten"),
    "hospital": ("a hospital", "a clinic"),
    "checkpoint": ("a checkpoint", "a roadblock"),
    "mosque": ("a mosque",),
    "home": ("an apartment block", "a residential building"),
}


@dataclass
class World:
    events: list[Event]
    reports: list[Report] = field(default_factory=list)
    gold: dict[str, int] = field(default_factory=dict)
    said: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def truth(self) -> Mapping[int, int]:
        return {e.ident: e.deaths for e in self.events}


def villages(count: int, rng: random.Random) -> list[tuple[Place, Place]]:
    """Villages at least some kilometres apart, each inside one of its country's governorates."""
    made = []
    for i in range(count):
        at, lat, lon = i // 25, 10 + (i // 200) * 0.4 + rng.random() * 0.02, 10 + (i % 200) * 0.4
        home = place(
            f"Governorate {at}", ident=f"gov{at}", within=("xx",), precision="admin1", lat=lat, lon=lon, country="XX"
        )
        made.append(
            (place(f"Qarya {i}", ident=f"v{i}", within=(f"gov{at}", "xx"), lat=lat, lon=lon, country="XX"), home)
        )
    return made


def simulate(seed: int, *, incidents: int = 60, origins: int = 5, noise: Noise = MODERATE, days: int = 365,
             places: int | None = None) -> World:  # fmt: skip
    rng = random.Random(seed)
    ground = villages(places or max(10, incidents // 2), rng)
    events = []
    for i in range(incidents):
        where, home = rng.choice(ground)
        deaths = max(3, round(exp(rng.gauss(3.2, 1.0))))
        events.append(
            Event(
                ident=i, day=START + timedelta(days=rng.randrange(days)), where=where, governorate=home, deaths=deaths
            )
        )
    events = _one_a_day(events)
    world = World(events=events)
    for event in events:
        covering = [o for o in range(origins) if rng.random() < noise.coverage] or [rng.randrange(origins)]
        for origin in covering:
            _origin_speaks(world, event, origin, noise, rng)
    return world


def _one_a_day(events: Sequence[Event]) -> list[Event]:
    """One incident a place and day: two on one day are one to any reader without more words."""
    return list({(e.where.text, e.day): e for e in events}.values())


def simulate_twins(seed: int, *, towns: int = 40, origins: int = 5, noise: Noise = MODERATE, attacks: int = 2) -> World:
    """Two attacks in every town on one day, by different means at different sites; relays lose or change the words.

    With ``attacks=1`` there is one, so that wrong words can only part what is one.

    Some origins tell both in one report, some of those saying that the second is another attack.
    """
    rng = random.Random(seed)
    world = World(events=[])
    for i, (where, home) in enumerate(villages(towns, rng)):
        day = START + timedelta(days=rng.randrange(365))
        weapons, sites = rng.sample(sorted(WEAPONS), attacks), rng.sample(sorted(SITES), attacks)
        pair = [
            Event(ident=2 * i + k, day=day, where=where, governorate=home, weapon=weapons[k], site=sites[k],
                  deaths=max(3, round(exp(rng.gauss(3.0, 0.9)))))
            for k in range(attacks)
        ]  # fmt: skip
        world.events += pair
        for origin in (o for o in range(origins) if rng.random() < noise.coverage):
            if rng.random() < noise.one_report:
                _tell(world, pair, origin, noise, rng)
            else:
                for event in pair:
                    _tell(world, [event], origin, noise, rng)
    return world


def _tell(world: World, events: Sequence[Event], origin: int, noise: Noise, rng: random.Random) -> None:
    """Reports of one origin's figures for these events, by several outlets."""
    figures = {e.ident: max(1, round(e.deaths * exp(rng.gauss(0.0, noise.error)))) for e in events}
    for copy in range(1 + rng.randrange(noise.outlets)):
        published = events[0].day + timedelta(days=1)
        name = f"t{events[0].ident}-{len(events)}-{origin}-{copy}"
        desk = Desk(name=name, publisher=f"Outlet {rng.randrange(40)}", published=published.isoformat())
        for nth, event in enumerate(events):
            quantity = exact(figures[event.ident])
            quote = f"{quantity.as_written} people were killed {_how(event, nth, noise, rng)}".strip()
            time = None if copy and rng.random() < noise.no_day else span(event.day.isoformat())
            key = desk.add(quantity, PEOPLE, origin=f"Monitor {chr(65 + origin)}", time=time, places=[event.where],
                           quote=quote)  # fmt: skip
            world.gold[key] = event.ident
        world.reports.append(desk.report())


def _how(event: Event, nth: int, noise: Noise, rng: random.Random) -> str:
    weapon = rng.choice(sorted(WEAPONS)) if rng.random() < noise.wrong_means else event.weapon
    by = "" if rng.random() < noise.drops_means else f"by {rng.choice(WEAPONS[weapon])}"
    site = rng.choice(sorted(SITES)) if rng.random() < noise.wrong_means else event.site
    at = "" if rng.random() < noise.drops_site else f"at {rng.choice(SITES[site])}"
    another = "in another attack" if nth and rng.random() < noise.says_another else ""
    return " ".join(w for w in (by, at, another) if w)


def _origin_speaks(world: World, event: Event, origin: int, noise: Noise, rng: random.Random) -> None:
    figure = max(1, round(event.deaths * exp(rng.gauss(0.0, noise.error))))
    world.said.setdefault(event.ident, {})[f"Monitor {chr(65 + origin)}"] = figure
    group = CIVILIANS if event.ident % 2 else PEOPLE
    hedge = rng.random() < 0.2
    for copy in range(1 + rng.randrange(noise.outlets)):
        late = rng.randrange(1, 3) if rng.random() < noise.late else 0
        published = event.day + timedelta(days=1 + late)
        quantity = at_least(figure) if hedge and not (copy and rng.random() < noise.drops_hedge) else exact(figure)
        if copy and figure > 20 and rng.random() < noise.rounds:
            quantity = about(round(figure, -1))
        said_group = PEOPLE if copy and rng.random() < noise.drops_group else group
        where = event.governorate if copy and rng.random() < noise.coarse_place else event.where
        when = None if copy and rng.random() < noise.no_day else span(event.day.isoformat())
        outlet = f"Outlet {rng.randrange(40)}"
        desk = Desk(name=f"r{event.ident}-{origin}-{copy}", publisher=outlet, published=published.isoformat())
        key = desk.add(quantity, said_group, origin=f"Monitor {chr(65 + origin)}", time=when, places=[where])
        world.gold[key] = event.ident
        world.reports.append(desk.report())


def b_cubed(found: Mapping[str, str], gold: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering (Bagga and Baldwin 1998), each claim weighing the same."""
    groups: dict[str, list[str]] = {}
    truths: dict[int, list[str]] = {}
    for key in gold:
        groups.setdefault(found[key], []).append(key)
        truths.setdefault(gold[key], []).append(key)
    precision = recall = 0.0
    for key in gold:
        both = len(set(groups[found[key]]) & set(truths[gold[key]]))
        precision += both / len(groups[found[key]])
        recall += both / len(truths[gold[key]])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
