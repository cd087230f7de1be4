"""Sentence boundaries, drawn as bars in made-up paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract.sentences import split_sentences

PARAGRAPHS = [
    "Twelve died in Osk.| Police sealed the road.",
    "Twelve died!| Who fired?| Nobody knows…| The mayor fled.",
    "“Twelve died.”| The mayor wept.",
    "He said: “They fled.| They ran.”",
    "Dr. Amina Sule treated 14 men.| She was alone.",
    "Lt. Col. Dovar spoke.| Gen. Tarol did not.",
    "The U.S. Army denied it.| The U.N. mission did not.",
    "It ended at 3 p.m. local time.| Shelling resumed at 5 p.m.| Nobody slept.",
    "J. K. Marke was shot.| He died.",
    "The firm Orsk Ltd. employed them.| It closed.",
    "Some 1.2 million fled.| They walked 3.5 kilometres.",
    "On Aug. 14 troops came.| On Sept. 3 they left.",
    "The blast (at No. 5 Mill St.) killed two.| A third died later.",
    "The group, e.g. its women, fled.| The rest stayed.",
    "OSK (Oct. 13) - |The force said four men died.",
    "Sirr, 3 May.| Two shells fell.",
    "A sentence without an end",
    "They fled... and came back.",
    "Gunmen fired.)| The crowd ran.",
]


@pytest.mark.parametrize("drawn", PARAGRAPHS, ids=lambda p: p[:40])
def test_boundaries(drawn: str) -> None:
    pieces = [p.strip() for p in drawn.split("|")]
    paragraph = drawn.replace("|", "")
    assert [paragraph[a:b] for a, b in split_sentences(paragraph)] == pieces


PIECES = st.sampled_from(
    ["Twelve died", ".", "! ", "? ", " ", "\n", "- ", "1. ", "Dr. ", "p.m. ", "“Go.” ", "OSK (Oct. 13) - ", "U.S. ", "…",
     "Monday 5 Jun 2016 Dozens", "A", "é", "\u00a0"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=15).map("".join)))
def test_nothing_is_lost_and_nothing_overlaps(paragraph: str) -> None:
    spans = split_sentences(paragraph)
    here = 0
    for start, end in spans:
        assert here <= start < end <= len(paragraph)
        assert not paragraph[here:start].strip()
        assert paragraph[start:end] == paragraph[start:end].strip()
        here = end
    assert not paragraph[here:].strip()


@given(
    st.lists(
        st.sampled_from(["Gunmen killed four men", "The mayor of Osk fled", "Nobody knows why"]), min_size=1, max_size=8
    )
)
def test_plain_sentences_come_back_whole(sentences: list[str]) -> None:
    paragraph = " ".join(f"{s}." for s in sentences)
    assert [paragraph[a:b] for a, b in split_sentences(paragraph)] == [f"{s}." for s in sentences]
    assert len(re.findall(r"\.", paragraph)) == len(sentences)
