"""What a text says of a figure: superseded, withdrawn, corrected, disputed."""

from __future__ import annotations

import re

from reckoning.anchors import anchor
from reckoning.extract.mention import Mention
from reckoning.types import Remark, RemarkKind, Text

NEARBY = 80
TOLL = r"(?:toll|figure|number|count|total|tally)"
ROSE = r"(?:up|down|rose|risen|rising|increased|climbed|jumped|raised|revised)"
FAR = r"(?:far|much|well|considerably|significantly)"
REMARKS: tuple[tuple[RemarkKind, tuple[str, ...]], ...] = (
    (
        "superseded",
        (
            rf"\b{ROSE}\b[^.;]{{0,60}}?\bfrom\s+[^.;,]{{0,60}}$",
            r"\b(?:previous|earlier|initial|prior|preliminary|former)(?:ly)?\s+(?:\w+\s+){0,3}$",
            rf"\b{TOLL}\s+(?:before|earlier|previously|until then|had)\s+(?:been|stood|was)\b[^.;]{{0,40}}$",
            r"\bhad\s+(?:earlier|previously|initially|at first)\s+(?:\w+\s+){0,8}$",
        ),
    ),
    ("withdrawn", (r"\b(?:retract|withdr[ae]w|took back|taken back|rescind)\w*",)),
    (
        "corrected",
        (
            r"\b(?:correct(?:ed|ion|ing)|revised (?:down|downwards?)|lowered)\b",
            r"\b(?:erroneous(?:ly)?|mistaken(?:ly)?|in error|turned out to be)\b",
        ),
    ),
    (
        "disputed",
        (
            rf"\b{FAR} (?:higher|lower|more|fewer|less) than (?:any|all|most|other|the)\b",
            r"\bcould not (?:be )?(?:independently )?(?:be )?(?:verif|confirm)\w*",
            r"\b(?:no|without|lacks?|lacking) (?:independent )?(?:confirmation|corroboration|verification)\b",
            r"\b(?:contradict|disput|contest|question|refut|cast(?:s|ing)? doubt)\w*\b",
            r"\b(?:widely )?(?:doubted|disbelieved|discredited)\b",
        ),
    ),
)


def remarks_on(text: Text, mention: Mention) -> tuple[Remark, ...]:
    """What the mention's sentence says of its figure: before it that it is superseded, behind it (near) the rest."""
    sentence = mention.sentence
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    found: list[Remark] = []
    for kind, patterns in REMARKS:
        piece, offset = (before, sentence.start) if kind == "superseded" else (after, mention.end)
        match = re.search("|".join(patterns), piece, re.IGNORECASE)
        near = match is not None and (kind == "superseded" or match.start() <= NEARBY)
        if match is not None and near and match.group(0).strip():
            found.append(Remark(kind=kind, anchor=anchor(text, offset + match.start(), offset + match.end())))
    return tuple(found)
