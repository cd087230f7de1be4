"""What stands where: every page and section of a dossier under its reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reckoning.ids import digest_of
from reckoning.show.address import Addresses, tokens
from reckoning.show.dossier import Dossier
from reckoning.types import Findings, Text, Toll

PAGES = (
    ("page:index", "index.html"),
    ("page:documents", "documents.html"),
    ("page:sources", "sources.html"),
    ("page:statements", "statements.html"),
    ("page:problems", "problems.html"),
    ("page:method", "method.html"),
    ("list:claims", "documents.html#claims"),
    ("list:incidents", "index.html#incidents"),
    ("list:names", "statements.html#names"),
    ("list:persons", "statements.html#persons"),
    ("list:unplaced", "problems.html#unplaced"),
    ("ledger:head", "method.html#ledger"),
)


ESTIMATE = "estimate.html"
"""The page of those whom no list has, where the case holds an estimate."""

PARTS = ("within", "tolls", "series", "map", "timeline", "claims", "conflicts", "parts", "independence", "unknown")
"""Sections of an incident page that a figure may lead to, as ``claims:INCIDENT``."""


def addresses(dossier: Dossier, groups: Mapping[str, tuple[Toll, ...]], codes: Iterable[str]) -> Addresses:
    """The address book of a dossier; ``groups`` are rival tolls by the id of their page, ``codes`` problem codes."""
    places = dict(PAGES)
    places |= {"page:estimate": ESTIMATE} if dossier.estimate is not None else {}
    places |= _document_places(dossier)
    places |= {f"problem:{code}": f"problems.html#code-{code.lower()}" for code in codes}
    origins = tokens(origin.id for origin in dossier.reckoning.origins)
    places |= {f"origin:{key}": f"sources/{name}.html" for key, name in origins.items()}
    incidents = tokens(incident.id for incident in dossier.reckoning.incidents)
    for key, name in incidents.items():
        places[f"incident:{key}"] = f"incidents/{name}.html"
        places |= {f"{part}:{key}": f"incidents/{name}.html#{part}" for part in PARTS}
    group_names = tokens(groups)
    toll_names = tokens(toll.key for toll in dossier.reckoning.tolls)
    for group, tolls in groups.items():
        page = f"tolls/{group_names[group]}.html"
        places[f"group:{group}"] = page
        places |= {f"toll:{toll.key}": f"{page}#t-{toll_names[toll.key]}" for toll in tolls}
    return Addresses(places)


def document_id(text: Text) -> str:
    """What names a document page: the bytes, the reading and the file name together."""
    return digest_of(text.source, text.digest, text.name)


def _document_places(dossier: Dossier) -> dict[str, str]:
    texts = tokens(document_id(report.text) for report in dossier.reports)
    names = tokens(key for report in dossier.reports for key in _keys(report.findings))
    places = {}
    for report in dossier.reports:
        page = f"documents/{texts[document_id(report.text)]}.html"
        places[f"document:{document_id(report.text)}"] = page
        claims = {claim.key for claim in report.findings.claims}
        for key in _keys(report.findings):
            places[f"claim:{key}" if key in claims else f"finding:{key}"] = f"{page}#c-{names[key]}"
            places[f"note:{key}"] = f"{page}#n-{names[key]}"
    return places


def _keys(findings: Findings) -> tuple[str, ...]:
    return (
        *(claim.key for claim in findings.claims),
        *(statement.key for statement in findings.statements),
        *(alias.key for alias in findings.aliases),
        *(person.key for person in findings.persons),
    )
