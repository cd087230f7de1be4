"""The numbers of an estimate as figures: each is a link to the section of the page that says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

_WORD = (
    r"`(?P<quoted>[^`]+)`|(?P<code>(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[\w-]+(?:\.\w+)*)|(?P<number>[+-]?\d+(?:[.,]\d+)*%?)"
)
WHY = "repeat"


def linked(text: str, why: str = WHY) -> Markup:
    """One number that leads to the section ``why`` of its own page."""
    return Markup('<a class="figure" href="#{}">{}</a>').format(why, text)


def number(value: float, why: str = WHY) -> Markup:
    """A count, to the unit, grouped by threes."""
    return linked(f"{value:,.0f}", why)


def plain(value: float, why: str = WHY) -> Markup:
    """A diagnostic, to four significant digits."""
    return linked(f"{value:.4g}", why)


def change(value: float, why: str = WHY) -> Markup:
    """A relative change with its sign."""
    return linked(f"{value:+.0%}", why)


def percent(value: float, why: str = WHY) -> Markup:
    """A share of one, in words and a number."""
    if 0 < value < 0.005:
        return Markup("under ") + linked("1", why) + " per cent"
    return linked(f"{value * 100:.0f}", why) + " per cent"


def figures(text: str, why: str = WHY, names: Sequence[str] = ()) -> Markup:
    """A sentence whose numbers are figures; ``names`` of lists stay names, words of letters and digits are code."""
    known = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name]
    pattern = re.compile("|".join(["(?P<name>" + "|".join(known) + ")", _WORD] if known else [_WORD]))
    parts, at = [], 0
    for match in pattern.finditer(text):
        parts += [escape(text[at : match.start()]), _shown(match, why)]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _shown(match: re.Match[str], why: str) -> Markup:
    if match.lastgroup == "name":
        return Markup('<span class="name">{}</span>').format(match.group())
    code = match.group("quoted") or match.group("code")
    return Markup("<code>{}</code>").format(code) if code else linked(match.group(), why)


FILTERS = {
    "number": number, "figures": figures, "plain": plain, "change": change, "percent": percent, "linked": linked,
}  # fmt: skip
