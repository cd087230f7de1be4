"""Light stand-ins for the verbs: a reader and an extractor that cost nothing, and that count how often they run.

``COUNT`` in the environment names a file to which each reading and each extraction adds a line, across processes.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from reckoning.ids import digest, digest_of
from reckoning.reckoned import Reckoning
from reckoning.run.verbs import Verbs
from reckoning.types import Anchor, Claim, Findings, Incident, Population, Problem, Quantity, Text

VERSION = "light.en.v1"


@dataclass(frozen=True)
class LightReader:
    name: str = "light.v1"
    media_types: tuple = ("text/plain",)


READERS = {"light.v1": LightReader()}


@dataclass(frozen=True)
class Reading:
    text: Text | None
    problems: tuple = ()


def read(source, data, *, readers):
    _count("read", source.name)
    if b"\0" in data:
        return Reading(None, (Problem(where=source.name, code="READ-BINARY", says="no text"),))
    content = data.decode("utf-8")
    text = Text(
        source=source.digest, reader="light.v1", digest=digest(data), name=source.name, content=content,
        publisher=source.publisher,
    )  # fmt: skip
    return Reading(text)


def extract(text):
    _count("extract", text.name)
    if "CRASH" in text.content:
        raise ValueError("the stand-in was told to fail")
    if "SLOW" in text.content:
        _slowly()
    if "DIE" in text.content and "light_die" in os.environ.get("RECKONING_TEST_DIE", ""):
        os._exit(9)
    return Findings(claims=tuple(_claims(text)))


def _claims(text):
    for nth, match in enumerate(re.finditer(r"(\d+) people were killed", text.content)):
        number = int(match[1])
        anchor = Anchor(source=text.source, text=text.digest, start=match.start(), end=match.end(), exact=match[0])
        yield Claim(
            key=digest_of(text.source, "killed", match[0], nth), anchor=anchor, measure="killed", by=VERSION,
            quantity=Quantity(low=number, high=number, value=number, bound="exact", as_written=match[1]),
            population=Population(text="people"),
        )  # fmt: skip


def weigh(reports, settings):
    _count("weigh", str(len(reports)))
    claims = tuple(claim.key for report in reports for claim in report.findings.claims)
    return Reckoning(incidents=(Incident(id="one", label="All of it", claims=claims),))


def weigh_version():
    return "light.v1"


VERBS = Verbs(
    read="light:read", readers="light:READERS", extract="light:extract", extract_version="light:VERSION",
    weigh="light:weigh", weigh_version="light:weigh_version",
)  # fmt: skip


def _slowly():
    if file := os.environ.get("RECKONING_TEST_PIDS"):
        with Path(file).open("a") as stream:
            stream.write(f"{os.getpid()} ")
        time.sleep(0.1)


def _count(verb, name):
    if file := os.environ.get("RECKONING_TEST_COUNT"):
        with Path(file).open("a") as stream:
            stream.write(f"{verb} {name}\n")


def report(number, more=""):
    """A made-up report that says a number, with enough words around it to be its own document."""
    return f"Report {number} from Wadi Amal.\n{number} people were killed on the road, a clinic said. {more}\n"
