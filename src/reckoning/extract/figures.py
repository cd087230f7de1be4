"""Figures of a harm named before: "put the figure at 2,650", "a toll later raised to 15", "brings to 71 the civilians".

The words say "the number", "the figure", "its estimate" and leave it to the count before them what was counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reckoning.extract.mention import Mention
    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence

NOUN = r"(?:figure|number|total|toll|count|tally|estimate)"
RISE = r"(?:rais|increas|correct|revis|updat|lower|reduc|cut|adjust)\w*"
POINT = r"(?:the|its|their|this|that|a|an|another|earlier|latest|last|previous|initial)"
IS = r"(?:of|is|was|(?:had\s+)?st(?:oo|an)ds?\s+at|(?:ha[sd]\s+)?reached|rose\s+to|(?:could|may|might)\s+be)"
GIVE = r"(?:puts?|putting|gave|gives|given|estimated|placed|set)"
LEADS = (
    re.compile(rf"\b{GIVE}\s+{POINT}\s+(?:\w+\s+)?{NOUN}\s+(?:at|as)\s+$", re.IGNORECASE),
    re.compile(rf"\b{POINT}\s+(?:\w+\s+)?{NOUN}(?:\s+\w+)?\s+{IS},?\s+$", re.IGNORECASE),
    re.compile(rf"\b{POINT}\s+(?:\w+\s+)?{NOUN},?\s+(?:later\s+|since\s+|then\s+)?{RISE}\s+to\s+$", re.IGNORECASE),
    re.compile(rf"\b{POINT}\s+(?:\w+\s+)?estimate,\s+of\s+$", re.IGNORECASE),
    re.compile(rf"\b(?:later|since)\s+{RISE}\s+to\s+$", re.IGNORECASE),
    re.compile(r"\b(?:admits?|admitted|conced\w+|acknowledg\w+)\s+(?:to\s+|only\s+|just\s+)?$", re.IGNORECASE),
    re.compile(r"\bdown\s+from\s+$|\bup\s+from\s+$", re.IGNORECASE),
)  # fmt: skip
ENDS = re.compile(
    r"^[\s\"”’']*(?:$|[.,;:)]|(?:in|on|by|as|for|from|after|since|while|but|and|when|overnight|yesterday|today|this"
    r"|last|people|of\s+whom|at)\b)",
    re.IGNORECASE,
)
ELSE = re.compile(r"\b(?:cases|cost|price|votes|households|houses|visitors|per\s+cent|percent)\b", re.IGNORECASE)
COUNTED = frozenset(["killed", "injured", "casualties", "missing", "abducted", "detained", "displaced", "bodies_found"])


def figures(sentence: Sentence, found: tuple[Mention, ...], before: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Counts that stand for the harm of the nearest count before them, in this sentence or those just before it."""
    made: list[Mention] = []
    for number in sentence.numbers:
        start = sentence.start + number.start
        if number.use != "count" or _taken(number, sentence, (*found, *made)):
            continue
        left, right = sentence.text[: number.start], sentence.text[number.end :]
        if not any(lead.search(left) for lead in LEADS) or not ENDS.match(right) or ELSE.search(left):
            continue
        whole = next((m for m in sorted((*found, *before), key=lambda m: -m.start) if _counts(m, start)), None)
        if whole is not None:
            made.append(_made(sentence, number, whole))
    return tuple(made)


def _counts(mention: Mention, start: int) -> bool:
    return mention.start < start and mention.number is not None and mention.measure in COUNTED


def _taken(number: NumberSpan, sentence: Sentence, found: tuple[Mention, ...]) -> bool:
    start, end = sentence.start + number.start, sentence.start + number.end
    return any(m.number is not None and m.number[0] < end and start < m.number[1] for m in found)


def _made(sentence: Sentence, number: NumberSpan, whole: Mention) -> Mention:
    start, end = sentence.start + number.start, sentence.start + number.end
    token = next((t for t in sentence.doc if sentence.begin(t) >= start), None)
    at = None if token is None else token.i
    return replace(
        whole,
        sentence=sentence,
        start=_opening(sentence, number) + sentence.start,
        end=end,
        quantity=number.quantity,
        number=(start, end),
        trigger=at,
        victim=at,
        rule="toll:figure",
    )


def _opening(sentence: Sentence, number: NumberSpan) -> int:
    """Where the words that lead to the number begin."""
    left = sentence.text[: number.start]
    return next((m.start() for lead in LEADS if (m := lead.search(left)) is not None), number.start)


def gives_figure(sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may give a figure of the harm before it: worth parsing then."""
    return any(
        n.use == "count"
        and any(lead.search(sentence.text[: n.start]) for lead in LEADS)
        and ENDS.match(sentence.text[n.end :]) is not None
        for n in sentence.numbers
    )
