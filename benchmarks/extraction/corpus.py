"""The corpora of the benchmark: reports of the examples with variants, among made-up news that nobody is harmed in."""

from __future__ import annotations

import random
import re
from pathlib import Path

from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Source, Text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "coast-2025"
NAMES = (
    "Arvane",
    "Belcor",
    "Dastun",
    "Elmira",
    "Forsk",
    "Galven",
    "Hollin",
    "Istra",
    "Jorvik",
    "Kelmar",
    "Lorne",
    "Mistral",
    "Norvik",
    "Osterly",
)
PEOPLE = (
    "Ana Brenner",
    "Tomas Ilic",
    "Rhea Calder",
    "Jonas Weil",
    "Mira Santo",
    "Piet Hallam",
    "Lena Orlov",
    "Sam Okoro",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Business, sport, weather, culture, science, a town council: {n} is a name, {p} a person, {w} a weekday, {d} a number.
NEWS = """
Shares in {n} Mills rose {d} per cent on {w} after the company said that orders from abroad had grown for the
third quarter in a row. Its chief executive, {p}, told analysts that the plant in {n} would take on new staff
in the spring. The board proposed a dividend of {d} cents a share, to be voted on at the annual meeting.

The central bank of {n} kept its main rate at {d} per cent. In a note published on {w} it said that prices of
food and energy had grown more slowly than expected. Economists at {n} University had forecast the decision.
{p}, who teaches public finance there, said that households would notice little of it before the autumn.

A new ferry between {n} and {n} will begin to run in June, the port authority announced. It carries {d} cars
and {d} passengers and needs two hours for the crossing. Tickets go on sale on {w}. Hotels on the coast hope
for a longer season, said {p} of the tourist board.

{n} United beat {n} by three goals to one on {w} evening and moved up to second place in the table. The
captain, {p}, scored twice in the second half. The coach praised a young side that had trained in the rain all
week. About {d} spectators came to the new ground, the largest crowd of the year.

{p} won the {n} marathon in a course record. The runner from {n} needed two hours and {d} minutes and said
that the cool weather had helped. The women's race was decided on the last bridge. Next year the course will
pass the old harbour, the organisers said on {w}.

A band of rain will cross {n} on {w}, the weather office said. Up to {d} millimetres are expected in the
hills, less along the river. From the north the sky clears in the afternoon, and the night will be cold.
Temperatures reach {d} degrees at the weekend, a little above the average for the month.

The museum of {n} shows {d} drawings by pupils of the art school until the end of May. {p}, who chose them,
said that most had never been seen outside the studio. Admission is free on {w}. A catalogue in two languages
accompanies the show, and there are guided tours for schools.

Astronomers at the observatory of {n} have measured the light of a distant star for {d} nights. It changes
every {d} hours, which suggests a companion that nobody has seen. Their paper appeared on {w}. {p}, who built
the instrument, hopes for better optics and more nights next winter.

The council of {n} voted on {w} to repair the bridge over the canal. The work costs {d} million and takes two
years. In the meantime buses will take the road through {n}. {p}, who speaks for the residents, asked for
quiet asphalt and more trees, and the mayor promised to look at both.
"""
TEMPLATES = tuple(NEWS.strip().split("\n\n"))


def relevant(count: int) -> tuple[Text, ...]:
    """Reports of the examples, then variants with other numbers, until there are ``count``."""
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md"))
    contents = [path.read_text(encoding="utf-8") for path in paths]
    return tuple(
        _text(f"report-{number}.txt", _varied(contents[number % len(contents)], number // len(contents)))
        for number in range(count)
    )


def irrelevant(count: int, words: int) -> tuple[Text, ...]:
    """Made-up news of about so many words each, on business, sport, weather and culture."""
    return tuple(_text(f"news-{number}.txt", _news(random.Random(number), words)) for number in range(count))


def one_in_ten(reports: int) -> tuple[Text, ...]:
    """So many reports, each followed by nine pieces of news of a report's average length."""
    told = relevant(reports)
    length = sum(len(text.content.split()) for text in told) // reports
    news = irrelevant(9 * reports, length)
    return tuple(text for number, report in enumerate(told) for text in (report, *news[9 * number : 9 * number + 9]))


def _news(chance: random.Random, words: int) -> str:
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        filled = re.sub(r"\{(\w)\}", lambda m: _filler(m.group(1), chance), chance.choice(TEMPLATES))
        paragraphs.append(filled)
    return "\n\n".join(paragraphs) + "\n"


def _filler(slot: str, chance: random.Random) -> str:
    choices = {"n": NAMES, "p": PEOPLE, "w": DAYS}
    return chance.choice(choices[slot]) if slot in choices else str(chance.randint(2, 90))


def _varied(content: str, round_: int) -> str:
    """The same report with its larger plain numbers moved a little; the first round is the report itself."""
    return re.sub(
        r"(?<![\d,.:/-])\d{2,3}(?![\d,.:/-])", lambda m: str(int(m.group()) + round_), content
    )  # fmt: skip


def _text(name: str, content: str) -> Text:
    data = content.encode()
    media = "text/plain"
    text = read(Source(digest=digest(data), name=name, media_type=media, size=len(data)), data).text
    if text is None:
        raise ValueError(f"{name} could not be read")
    return text
