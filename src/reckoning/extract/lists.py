"""Lists that go on without repeating the harm: "killed 14 in A, five in B and three in C", "two each from A and B"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.mention import Found, Mention
from reckoning.extract.people import population_from

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence

BETWEEN = re.compile(r"^[^.;]{0,120}$")
LEAD = re.compile(r"(?:[,;:(]|\band|\bplus|\bwith|\bwhile)\s*$", re.IGNORECASE)
FOLLOW = re.compile(
    r"^\s+(?:others?\s+|more\s+|were\s+|was\s+|are\s+)?(?:in|from|at|near|around|outside|of|on|by)\s+(?:the\s+)?(?:\w+\s+)?[A-Z]"
)
PARALLEL = re.compile(
    r"^\s+(?P<noun>(?:others|more|people)\s+)?(?P<lead>by|in|from|at|during|near|with|under|while|when)\s+\w"
)
GAPPED = re.compile(r"(?:[,;:]|\band)\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}\s+(?:with\s+)?$")
BRACKETED = re.compile(r"^\s+(individuals|people|persons|members|families|households)\s*\)", re.IGNORECASE)
SAME_PEOPLE = re.compile(
    r"^\s+(?:\w+\s+){0,3}?(?:individuals|people|persons|families|households|refugees|idps)\b(?:\s+\w+){0,3}\s+\((?:or\s+)?$",
    re.IGNORECASE,
)
STOPS = re.compile(r"^\s*(?:[,;.)]|and\b|$)")
EACH = re.compile(r"^\s+each\s+(?:from|in|at)\s+")


def continued(sentence: Sentence, mentions: list[Mention], wholes: list[int | None]) -> tuple[Found, ...]:
    """Counts without a harm of their own whose harm is that of the count before them.

    ``wholes`` are the heads that the mentions are parts of; what goes on from a part is a part too.
    """
    parts = {m.number: w for m, w in zip(mentions, wholes, strict=True)}
    counted = sorted((m for m in mentions if m.number is not None and m.rule != "zero"), key=lambda m: m.start)
    if not counted:
        return ()
    found: list[Found] = []
    for number in sentence.numbers:
        item = _next(sentence, number, [*counted, *(f.mention for f in found)])
        if item is None or item.mention.number is None:
            continue
        before = next((f for f in found if f.mention is item.mention), None)
        colon = ":" in sentence.text[item.mention.number[0] - sentence.start : number.start]
        whole = (
            _before_colon(sentence, counted, number)
            if colon
            else before.whole
            if before
            else item.whole or parts.get(item.mention.number)
        )
        rule = "list" if item.mention.victim is not None else "of the same people"
        found.append(Found(mention=_moved(sentence, item.mention, number, rule), whole=whole))
    return (*found, *_each(sentence, counted))


def _next(sentence: Sentence, number: NumberSpan, earlier: list[Mention]) -> Found | None:
    """The mention that a bare number carries on, if it stands in a list of places."""
    start, end = sentence.start + number.start, sentence.start + number.end
    taken = any(m.number and m.number[0] < end and start < m.number[1] for m in earlier)
    again = _counted_again(sentence, number, earlier) if number.use == "count" and not taken else None
    if again is not None:
        return again
    before = max((m for m in earlier if m.end <= start and m.number), key=lambda m: m.end, default=None)
    if number.use != "count" or taken or before is None or before.quantity.value == 0:
        return None
    return _listed(sentence, number, before)


def _counted_again(sentence: Sentence, number: NumberSpan, earlier: list[Mention]) -> Found | None:
    """ "85 households (510 individuals)": the same people in another unit, whole and no part."""
    unit = BRACKETED.match(sentence.text[number.end :])
    start = sentence.start + number.start
    before = max((m for m in earlier if m.number and m.number[1] <= start), key=lambda m: m.start, default=None)
    if unit is None or before is None or before.number is None:
        return None
    if SAME_PEOPLE.match(sentence.text[before.number[1] - sentence.start : number.start]) is None:
        return None
    families = unit[1].lower() in ("families", "households")
    return Found(
        mention=replace(
            before, unit="families" if families else "people", population=population_from(unit[1].lower()), victim=None
        )
    )


def _listed(sentence: Sentence, number: NumberSpan, before: Mention) -> Found | None:
    """A number in a list of places behind a mention."""
    between = sentence.text[before.end - sentence.start : number.start]
    left, right = sentence.text[: number.start], sentence.text[number.end :]
    gapped = GAPPED.search(left) is not None and STOPS.match(right) is not None
    listed = LEAD.search(left) is not None and FOLLOW.match(right) is not None
    alike = LEAD.search(left) is not None and _parallel(sentence, number, before)
    if BETWEEN.match(between) and (listed or gapped or alike):
        colon = between.count(":") == 1
        return Found(mention=before, whole=before.victim if colon else None)
    return None


def _parallel(sentence: Sentence, number: NumberSpan, before: Mention) -> bool:
    """ "four were killed by shelling and two by snipers": the same preposition leads on, and no verb stands between."""
    match = PARALLEL.match(sentence.text[number.end :])
    if (
        match is None
        or before.trigger is None
        or not before.rule.startswith(("verb", "subject", "state", "list", "noun-of"))
    ):
        return False
    start, end = before.end, sentence.start + number.start
    between = [t for t in sentence.doc if start <= sentence.begin(t) < end]
    verbal = any(t.pos_ == "AUX" or t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between)
    return not verbal and any(t.lower_ == match["lead"].lower() for t in between)


def _before_colon(sentence: Sentence, counted: list[Mention], number: NumberSpan) -> int | None:
    colon = sentence.text.rfind(":", 0, number.start)
    wholes = [m for m in counted if m.end <= sentence.start + colon]
    return wholes[-1].victim if wholes else None


def _moved(sentence: Sentence, mention: Mention, number: NumberSpan, rule: str = "list") -> Mention:
    """The same harm with another number."""
    token = _token_at(sentence, number)
    start, end = sentence.start + number.start, sentence.start + number.end
    return replace(
        mention,
        start=start,
        end=end,
        number=(start, end),
        quantity=number.quantity,
        victim=token.i if token else None,
        rule=rule,
    )


def _token_at(sentence: Sentence, number: NumberSpan) -> Token | None:
    return next((t for t in sentence.doc if sentence.begin(t) - sentence.start >= number.start), None)


def _each(sentence: Sentence, counted: list[Mention]) -> tuple[Found, ...]:
    """ "two each from A and B": the number once more for every further member of the coordination."""
    found = []
    for mention in counted:
        if mention.number is None:
            continue
        match = EACH.match(sentence.text[mention.number[1] - sentence.start :])
        if match is None:
            continue
        offset = mention.number[1] + match.end()
        first = next((t for t in sentence.doc if t.dep_ == "pobj" and sentence.begin(t) >= offset - 1), None)
        for other in conjuncts(first):
            start, end = sentence.extent([other])
            found.append(
                Found(
                    mention=replace(
                        mention, start=mention.start, end=end, number=(start, end), victim=other.i, rule="each"
                    )
                )
            )
    return tuple(found)


def conjuncts(token: Token | None) -> list[Token]:
    if token is None:
        return []
    later = [c for c in token.children if c.dep_ == "conj"]
    return [x for c in later for x in (c, *conjuncts(c))]
