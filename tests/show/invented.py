"""An invented case for the tests of show: a quarrel over the dead of a made-up valley, weighed by hand.

All persons, places, groups and outlets are made up. The village of Ardun is put where no state claims the land.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from reckoning.ids import digest_of
from reckoning.reckoned import (
    IncidentLink,
    Origin,
    Reckoning,
    Relay,
    Report,
    Sensitivity,
    Series,
    SeriesPart,
    SeriesPoint,
)  # fmt: skip
from reckoning.show.dossier import Dossier, Head
from reckoning.types import (
    Alias,
    Anchor,
    AttributionLink,
    Block,
    Bracket,
    Candidate,
    Claim,
    Evidence,
    Findings,
    Incident,
    Interval,
    Outlier,
    PersonRow,
    Place,
    Population,
    Problem,
    Quantity,
    Remark,
    Statement,
    Step,
    Text,
    Toll,
)  # fmt: skip

ARDUN = Candidate(id="g1", name="Ardun", lat=21.87, lon=33.73, precision="exact", country="XX")
ARDUN_TWO = Candidate(id="g2", name="Ardun", lat=22.4, lon=34.6, precision="near", country="XX")
VALLEY = Candidate(id="g3", name="Sel Valley", lat=21.6, lon=33.9, precision="admin1", country="SD")


def text(name: str, content: str, *, day: date | None, publisher: str | None, title: str | None = None) -> Text:
    source = sha256(content.encode()).hexdigest()
    published = Interval(start=day, end=day, grain="day") if day else None
    return Text(
        source=source, reader="plain.v1", digest=digest_of("text", source), name=name, content=content, title=title,
        published=published, publisher=publisher, blocks=paragraphs(content),
    )  # fmt: skip


def paragraphs(content: str) -> tuple[Block, ...]:
    blocks, at = [], 0
    for part in content.split("\n\n"):
        kind = "headline" if at == 0 else "caption" if part.startswith("Photo:") else "body"
        blocks.append(Block(start=at, end=at + len(part), kind=kind))
        at += len(part) + 2
    return tuple(blocks)


def anchor(where: Text, quote: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = where.content.index(quote, start + 1)
    end = start + len(quote)
    return Anchor(
        source=where.source, text=where.digest, start=start, end=end, exact=quote,
        prefix=where.content[max(0, start - 32) : start], suffix=where.content[end : end + 32],
    )  # fmt: skip


def exact(n: int, written: str | None = None) -> Quantity:
    return Quantity(low=n, high=n, value=n, bound="exact", as_written=written or str(n))


def at_least(n: int, *, over: bool = False) -> Quantity:
    return Quantity(
        low=n + over, high=None, value=n, bound="at_least", as_written=f"{'over' if over else 'at least'} {n}"
    )


def claim(where: Text, quote: str, quantity: Quantity, group: str, **more) -> Claim:
    more.setdefault("measure", "killed")
    status = more.pop("status", "civilian" if "civilian" in group else "unknown")
    key = digest_of(where.source, more["measure"], quote, more.pop("nth", 0), group)
    population = Population(text=group, status=status)
    return Claim(
        key=key, anchor=anchor(where, quote), quantity=quantity, population=population, by="toll.en.v1", **more
    )


WATCH = AttributionLink(name="Sel Valley Watch", text="Sel Valley Watch", role="origin", kind="monitor", side="third")
COURIER = AttributionLink(name="The Courier", text="The Courier", role="relay", kind="media", side="third")
MINISTRY = AttributionLink(name="Interior Ministry", text="the ministry", role="origin", kind="state", side="other")

T1 = text(
    "01-watch.txt",
    "Sel Valley Watch: 212 civilians killed in Sel Valley\n\n"
    "Sel Valley Watch said on Tuesday that 212 civilians had been killed since 3 May, among them 140 in Ardun and "
    "72 in Moresk. It named the schoolteacher Ilan Verrow among the dead of Ardun.\n\n"
    "Dozens were wounded, the monitor said.\n\nPhoto: smoke over Ardun, 3 May.",
    day=date(2031, 5, 6), publisher="Sel Valley Watch", title="212 civilians killed in Sel Valley",
)  # fmt: skip
T2 = text(
    "02-courier.txt",
    "Over 200 dead in valley fighting\n\n"
    "More than 200 people died in Sel Valley, The Courier reports, citing a monitoring group.\n\n"
    "A former deputy, Orsk Tallen, spoke of 2,400 dead. He showed no evidence.",
    day=date(2031, 5, 7), publisher="The Courier", title="Over 200 dead in valley fighting",
)  # fmt: skip
T3 = text(
    "03-ministry.txt",
    "Ministry: operation in the valley is over\n\n"
    "The Interior Ministry said 31 fighters were killed near Ardun and denied that civilians had been harmed. "
    "An inquiry was announced. The ministry calls the area District 9, formerly Sel Valley.",
    day=date(2031, 5, 8), publisher="State Gazette",
)  # fmt: skip
T4 = text(
    "04-watch-later.txt",
    "Watch revises toll\n\n"
    "Sel Valley Watch put the number of civilians killed at 260 on Friday. The toll may rise; how many are missing "
    "is not known.",
    day=date(2031, 5, 9), publisher="Sel Valley Watch", title="Watch revises toll",
)  # fmt: skip
T5 = text(
    "05-hostile.html",
    "<script>alert(1)</script> & <b>16 killed</b>\n\n"
    '<img src=x onerror="alert(2)"> At least 16 people were killed in Moresk, </p></div><style>*{display:none}</style> '
    "residents said.",
    day=None, publisher='"><script>alert(3)</script>', title='</title><script>alert("title 4")</script>',
)  # fmt: skip

PLACE_ARDUN = Place(text="Ardun", precision="exact", candidates=(ARDUN, ARDUN_TWO))
PLACE_VALLEY = Place(text="Sel Valley", precision="admin1", candidates=(VALLEY,))
PLACE_MORESK = Place(text="Moresk")
SINCE = Interval(start=date(2031, 5, 3), end=date(2031, 5, 6), grain="span", text="since 3 May")

C212 = claim(
    T1, "212 civilians had been killed", exact(212), "civilians", attribution=(WATCH,), cumulative=True,
    places=(PLACE_VALLEY,), time=SINCE, mentions=(anchor(T1, "212 civilians killed"),), cause="conflict",
)  # fmt: skip
C140 = claim(
    T1,
    "140 in Ardun",
    exact(140),
    "civilians",
    part_of=C212.key,
    attribution=(WATCH,),
    places=(PLACE_ARDUN,),
    time=SINCE,
)
C72 = claim(
    T1,
    "72 in Moresk",
    exact(72),
    "civilians",
    part_of=C212.key,
    attribution=(WATCH,),
    places=(PLACE_MORESK,),
    time=SINCE,
)
CWOUNDED = claim(
    T1, "Dozens were wounded", Quantity(low=24, high=None, value=None, bound="vague", as_written="Dozens"), "people",
    measure="injured", attribution=(WATCH,),
)  # fmt: skip
C200 = claim(
    T2, "More than 200 people died", at_least(200, over=True), "people", attribution=(COURIER,), cumulative=True,
    places=(PLACE_VALLEY,),
)  # fmt: skip
C2400 = claim(
    T2, "2,400 dead", exact(2400, "2,400"), "people", stance="claimed",
    attribution=(AttributionLink(name="Orsk Tallen", text="Orsk Tallen", role="origin", kind="state", side="own"),),
)  # fmt: skip
C31 = claim(
    T3, "31 fighters were killed", exact(31), "fighters", status="combatant", attribution=(MINISTRY,),
    places=(PLACE_ARDUN,), time=Interval(start=date(2031, 5, 8), end=date(2031, 5, 8), grain="day"),
)  # fmt: skip
C260 = claim(
    T4, "civilians killed at 260", exact(260), "civilians", attribution=(WATCH,), cumulative=True, places=(PLACE_VALLEY,),
    remarks=(Remark(kind="disputed", anchor=anchor(T4, "The toll may rise")),),
)  # fmt: skip
C16 = claim(T5, "At least 16 people were killed", at_least(16), "people", places=(PLACE_MORESK,))


def statement(where: Text, kind: str, quote: str, **more) -> Statement:
    key = digest_of(where.source, kind, quote)
    return Statement(key=key, kind=kind, anchor=anchor(where, quote), by="statement.en.v1", **more)


S_DENIAL = statement(
    T3, "denial", "denied that civilians had been harmed", speaker="Interior Ministry",
    time=Interval(start=date(2031, 5, 8), end=date(2031, 5, 8), grain="day"),
)  # fmt: skip
S_INQUIRY = statement(T3, "inquiry", "An inquiry was announced")
S_UNKNOWN = statement(T4, "unknown_toll", "how many are missing is not known")
ALIAS = Alias(
    key=digest_of("alias"), kind="former", anchor=anchor(T3, "District 9, formerly Sel Valley"), name="District 9",
    alias="Sel Valley", by="alias.en.v1",
)  # fmt: skip
PERSON = PersonRow(key=digest_of("person"), anchor=anchor(T1, "Ilan Verrow"), name="Ilan Verrow", by="roster.en.v1")

REPORTS = (
    Report(text=T1, findings=Findings(claims=(C212, C140, C72, CWOUNDED), persons=(PERSON,))),
    Report(text=T2, findings=Findings(claims=(C200, C2400))),
    Report(text=T3, findings=Findings(claims=(C31,), statements=(S_DENIAL, S_INQUIRY), aliases=(ALIAS,))),
    Report(text=T4, findings=Findings(claims=(C260,), statements=(S_UNKNOWN,))),
    Report(
        text=T5,
        findings=Findings(
            claims=(C16,),
            problems=(
                Problem(where="05-hostile.html", code="READ-NO-DATE", says="No date in <b>the</b> text of 5 lines."),
            ),
        ),
    ),
)

EPISODE = Incident(
    id=digest_of("episode"), label="Sel Valley, 3 to 9 May 2031", claims=(C212.key, C200.key, C2400.key, C260.key, C72.key),
    time=Interval(start=date(2031, 5, 3), end=date(2031, 5, 9), grain="span"), places=(PLACE_VALLEY,),
)  # fmt: skip
VILLAGE = Incident(
    id=digest_of("village"), label="Ardun, May 2031", claims=(C140.key, C31.key, CWOUNDED.key), parent=EPISODE.id,
    time=Interval(start=date(2031, 5, 3), end=None, grain="open"), places=(PLACE_ARDUN,),
)  # fmt: skip

O_WATCH = Origin(
    id=digest_of("watch"), name="Sel Valley Watch", kind="monitor", side="third", aliases=("the monitor",),
    claims=(C212.key, C140.key, C72.key, CWOUNDED.key, C260.key, C200.key),
    evidence=(Evidence(feature="figure", weight=2.1, because="More than 200 fits 212 and no other figure of that week"),),
    doubt="The Courier names no group; 200 is a round figure",
)  # fmt: skip
O_DEPUTY = Origin(id=digest_of("deputy"), name="Orsk Tallen", kind="state", side="own", claims=(C2400.key,))
O_MINISTRY = Origin(id=digest_of("ministry"), name="Interior Ministry", kind="state", side="other", claims=(C31.key,))
RELAY = Relay(
    claim=C200.key, of=C212.key, fidelity="group_dropped", because="212 civilians became more than 200 people"
)

CIVILIANS = Population(text="civilians", status="civilian")
PEOPLE = Population(text="people")


def toll(rule: str, low: int | None, best: int | None, high: int | None, *steps: Step, **more) -> Toll:
    more.setdefault("population", CIVILIANS)
    more.setdefault("incident", EPISODE.id)
    measure = more.pop("measure", "killed")
    key = digest_of(rule, measure, more["incident"], more["population"].text)
    return Toll(key=key, measure=measure, rule_set=rule, low=low, best=best, high=high, steps=steps, **more)


NOTHING, ALL = Bracket(), Bracket(low=212, best=260, high=260)
LATEST = Step(
    rule="latest", claims=(C212.key, C260.key), before=NOTHING, after=ALL,
    because="260 of 2031-05-09 replaces 212, said by the same source",
)  # fmt: skip
T_LATEST = toll(
    "latest-per-origin.v1", 260, 260, 260, LATEST, as_of=date(2031, 5, 9),
    outliers=(Outlier(claim=C2400.key, because="2,400 is 9 times the next figure and stands alone"),),
)  # fmt: skip
T_ACLED = toll(
    "acled.v1", 212, 212, None,
    Step(rule="lowest", claims=(C212.key,), before=NOTHING, after=Bracket(low=212, best=212), because="the lowest figure"),
)  # fmt: skip
T_UCDP = toll("ucdp.v2", 212, 260, 260, LATEST)
T_NAMES = toll("names.v1", None, None, None)
T_PLUGIN = toll(
    "house.v3",
    None,
    None,
    2400,
    Step(rule="top", claims=(C2400.key, "f" * 64), before=ALL, after=NOTHING, because="2400"),
)
T_FIGHTERS = toll(
    "acled.v1", 0, None, 31, Step(rule="sole", claims=(C31.key,), before=NOTHING, after=Bracket(low=0, high=31), because="one side's figure"),
    incident=VILLAGE.id, population=Population(text="fighters", status="combatant"),
)  # fmt: skip


def point(day: int, value: int, claims: tuple[Claim, ...], **more) -> SeriesPoint:
    keys = tuple(c.key for c in claims)
    return SeriesPoint(as_of=date(2031, 5, day), low=value, high=value, value=value, bound="exact", claims=keys, **more)


SERIES = Series(
    id=digest_of("series"), incident=EPISODE.id, origin=O_WATCH.id, measure="killed", population=CIVILIANS, scope="running",
    places=(PLACE_VALLEY,),
    points=(
        point(
            6, 212, (C212,), relays=(RELAY,), parts_sum=212,
            parts=(SeriesPart(claim=C140.key, value=140, place="Ardun"), SeriesPart(claim=C72.key, value=72, place="Moresk")),
        ),
        point(9, 260, (C260,)),
    ),
)  # fmt: skip
SERIES_DEPUTY = Series(
    id=digest_of("series-2"), incident=EPISODE.id, origin=O_DEPUTY.id, measure="killed", population=PEOPLE, scope="single",
    points=(point(7, 2400, (C2400,)),),
)  # fmt: skip

CONFLICT = Problem(
    where=EPISODE.id, code="TOLL-CONTRADICTION", says="2,400 dead and 212 civilians cannot both be the total.",
    anchor=C2400.anchor, also=C212.anchor,
)  # fmt: skip

RECKONING = Reckoning(
    incidents=(EPISODE, VILLAGE),
    origins=(O_WATCH, O_DEPUTY, O_MINISTRY),
    relays=(RELAY,),
    series=(SERIES, SERIES_DEPUTY),
    tolls=(T_LATEST, T_ACLED, T_UCDP, T_NAMES, T_PLUGIN, T_FIGHTERS),
    links=(
        IncidentLink(
            left=C212.key, right=C200.key, weight=3.2,
            evidence=(Evidence(feature="place", weight=2.0, because="both speak of Sel Valley"),
                      Evidence(feature="figure", weight=-0.4, because="200 is not 212")),
        ),
    ),
    sensitivities=(
        Sensitivity(toll=T_LATEST.key, claim=C260.key, low=212, best=212, high=212, settles="A list of the 48 dead added on 9 May 2031."),
        Sensitivity(toll=T_ACLED.key, claim=None, low=None, best=None, high=None, settles="An upper end from any source."),
    ),
    problems=(CONFLICT,),
    unplaced=(C16.key,),
)  # fmt: skip

DOSSIER = Dossier(
    reports=REPORTS,
    reckoning=RECKONING,
    problems=(Problem(where="/reports/06-empty.txt", code="READ-EMPTY", says="The file holds no text."),),
    head=Head(seq=17, digest=sha256(b"ledger").hexdigest()),
    title="The dead of Sel Valley",
    attachments=(("data/claims.jsonl", b'{"id":"made up"}\n'),),
)
