"""What the parser sees, and the way back from it to the sentence's own words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reckoning.extract.casing import title_cased
from reckoning.extract.number import find_numbers
from reckoning.extract.rewrite import GROUP_IS, Rewritten, apply, rewrite

SEEN = [
    ("Shells killed at least 45 people.", "Shells killed 45 people."),
    ("Dozens of villagers fled.", "45 villagers fled."),
    ("Dozens of them fled.", "45 of them fled."),
    ("They found hundreds of the dead.", "They found 45 of the dead."),
    ("A dozen guards died.", "45 guards died."),
    ("Some 1.2 million people fled.", "45 people fled."),
    ("Between 20 and 30 men died.", "45 men died."),
    ("Twelve men died.", "Twelve men died."),
    ("Some men died.", "Some men died."),
    ("A fire on 14 March 2019 burned on.", "A fire on 14 March 2019 burned on."),
    ("Nearly 60 per cent of the dead were women.", "half of the dead were women."),
    ("[T]he men\u00a0died\nthere.", "The men died there."),
]


@pytest.mark.parametrize(("sentence", "seen"), SEEN)
def test_the_parser_sees(sentence: str, seen: str) -> None:
    assert rewrite(sentence, find_numbers(sentence)).text == seen


@pytest.mark.parametrize(
    ("sentence", "word", "source"),
    [
        ("Shells killed at least 45 people.", "45", "at least 45"),
        ("Shells killed at least 45 people.", "people", "people"),
        ("Dozens of villagers fled the town.", "45", "Dozens of"),
        ("Dozens of villagers fled the town.", "town", "town"),
        ("Some 1.2 million people fled.", "45", "Some 1.2 million"),
        ("[T]he men died.", "The", "[T]he"),
        ("[T]he men died.", "died", "died"),
        ("GUNMEN KILLED FOUR FARMERS NEAR OSK.", "farmers", "FARMERS"),
    ],
)
def test_a_word_leads_back_to(sentence: str, word: str, source: str) -> None:
    seen = rewrite(sentence, find_numbers(sentence))
    at = seen.text.index(word)
    assert sentence[seen.back(at) : seen.back_end(at + len(word))] == source


def check_alignment(sentence: str, seen: Rewritten) -> None:
    assert len(seen.origins) == len(seen.text) + 1
    assert len(seen.ends) == len(seen.text)
    assert all(a <= b for a, b in pairwise(seen.origins))
    assert all(a <= b for a, b in pairwise(seen.ends))
    assert all(0 <= a <= b <= len(sentence) for a, b in zip(seen.origins, seen.ends, strict=False))
    assert seen.origins[-1] == len(sentence)


PIECES = st.sampled_from(
    ["Dozens of ", "at least ", "45 ", "half of ", "the ", "villagers ", "[T]he ", "IS ", "KILLED ", "Killed ", "1.2 million ",
     "a few ", "\n", "\u00a0", "\u200b", "between 3 and 5 ", "in 2011 ", "ﬀ", "İ", "👍🏽 ", "e\u0301"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join)))
def test_the_alignment_is_monotone_and_stays_inside(sentence: str) -> None:
    assume(not (title_cased(sentence) and GROUP_IS.search(sentence)))
    check_alignment(sentence, rewrite(sentence, find_numbers(sentence)))


@given(st.text(max_size=60), st.data())
def test_any_edits_can_be_led_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    edits = [(a, b, data.draw(st.text(max_size=4))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    seen = apply(text, edits)
    check_alignment(text, seen)
    # What no edit touches is the same on both sides.
    for at, character in enumerate(seen.text):
        origin = seen.back(at)
        if not any(a <= origin < b or origin == a for a, b, _ in edits):
            assert text[origin] == character


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_without_numbers_and_marks_only_white_space_and_case_change(text: str) -> None:
    seen = rewrite(text)
    if "[" not in text and "IS" not in text:
        assert [c.lower() if not c.isspace() else " " for c in seen.text if c not in "\u200b "] == [
            c.lower() if not c.isspace() else " " for c in text if c not in "\u200b\u00a0\u2028\u2029\n\r\t "
        ]
