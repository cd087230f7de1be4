"""Sentences that the machine wrote ("158 does not fit 1,225 - 1,068") as text whose numbers can say why.

Numbers become figures, each leading to a claim that carries it where there is one; dates become time elements;
digests, rule names and file names become code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from markupsafe import Markup, escape

from reckoning.show.figure import figure_link
from reckoning.show.numerals import MONTHS, day
from reckoning.types import Claim, Figure

_MONTH = "|".join(MONTHS)
_TOKEN = re.compile(
    r"(?P<code>[\w.-]*\d[\w.-]*\.(?:txt|md|html?|eml|json|pdf)\b"
    r"|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b|\b[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\.v\d+\b)"
    r"|(?P<date>\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b\d{{1,2}}(?:\s*(?:-|–|to|and)\s*\d{{1,2}})?\s+(?:{_MONTH})(?:\s+\d{{4}})?\b"
    rf"|\b(?:{_MONTH})\s+\d{{1,2}}(?:,?\s+\d{{4}})?\b|\b(?:{_MONTH})\s+\d{{4}}\b)"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?)"
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")

Resolve = Callable[[str], str]


def prose(text: str, *, claims: Iterable[Claim] = (), fallback: str, href: Resolve) -> Markup:
    """``text`` escaped, with its numbers as figures; ``fallback`` is the reference for a number no claim carries."""
    known = _numbers(claims)
    parts, at = [], 0
    for match in _TOKEN.finditer(text):
        parts += [escape(text[at : match.start()]), _drawn(match, known, fallback, href)]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _drawn(match: re.Match[str], known: dict[int, str], fallback: str, href: Resolve) -> Markup:
    shown = match.group()
    if match.group("date"):
        return dated(shown)
    if match.group("code"):
        return Markup("<code>{}</code>").format(shown)
    value = _value(shown)
    refers = known.get(value, fallback) if value is not None else fallback
    return figure_link(Figure(text=shown, refers=refers, value=value), href(refers))


def dated(shown: str) -> Markup:
    """A date phrase as a time element; an ISO day is written out and kept as the machine-readable value."""
    if not _ISO.match(shown):
        return Markup("<time>{}</time>").format(shown)
    try:
        return Markup('<time datetime="{}">{}</time>').format(shown, day(date.fromisoformat(shown)))
    except ValueError:
        return Markup("<code>{}</code>").format(shown)


def _numbers(claims: Iterable[Claim]) -> dict[int, str]:
    known: dict[int, str] = {}
    for claim in claims:
        for number in (claim.quantity.value, claim.quantity.low, claim.quantity.high):
            if number is not None:
                known.setdefault(number, f"claim:{claim.key}")
    return known


def _value(shown: str) -> int | None:
    plain = re.sub(r"[.,\u00a0\u202f](?=\d{3}(?:\D|$))", "", shown)
    return int(plain) if plain.isdigit() else None
