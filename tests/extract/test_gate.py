"""The gate: what it lets through, what it stops, and that it changes no claim."""

from __future__ import annotations

import pytest
from drawn import findings_of, text_of
from hypothesis import given
from hypothesis import strategies as st

from reckoning.extract import run
from reckoning.extract.gate import SHORT, may_claim, may_hold
from reckoning.types import Findings

OPEN = [
    "Gunmen killed twelve farmers.",
    "The toll climbed to 51.",
    "The bombing claimed 12 lives.",
    "They lost nine men.",
    "SIX GUARDS WERE TAKEN HOSTAGE.",
    "Nobody was hurt.",
    "Nine bodies lay in the square.",
    "Some 900 people crossed the border.",
    "Two of the wounded later succumbed.",
    "Four men were put to death.",
    "Among the dead were two nurses.",
    "The camp hosts 18,000 people.",
    "Eleven corpses were exhumed.",
    "Hundreds fled.",
    "Scores are feared drowned.",
    "Ten were neutralised.",
    "Policemen slew three rebels.",
    "The massacre of the miners was denied.",
]
SHUT = [
    "The minister opened the bridge on Friday.",
    "Parliament voted 45 to 30 for the budget.",
    "Prices rose by 12 per cent in May.",
    "The team won three matches in a row.",
    "He was born in 1964 and studied law.",
    "The river is 300 kilometres long.",
    "",
    "   ",
]
TEXT_OPEN = [
    *OPEN,
    "Two men were led away by soldiers.",
    "The landslide buried a school.",
    "The siege cost 1,900 lives.",
    "The storm took a heavy toll.",
    "Nine fishermen went missing off Torva.",
    "About 2,500 families are living in tents outside the town.",
    "Some 12,000 people have crossed into Loria.",
    "They rounded up the young men of the quarter.",
    "Two clerks were dragged off at dawn.",
    "Miners lost their lives in the pit.",
]
TEXT_SHUT = [
    *SHUT,
    "United beat Torva by three goals and moved to second place.",
    "Shares hit a high; the executive left the board and took a seat elsewhere.",
    "International interest in the internet firm remains strong.",
    "The identity of the winner remains open. Nobody claimed the prize.",
    "Admission is free. The home crowd, about 900, held its breath.",
    "The deadline for the diet study expires in May.",
    "Crossing the border takes an hour; tents can be hired at the camp.",
]
STORY = """Car bomb kills nine in Osk market
At least nine people were killed and 30 wounded when a car bomb exploded in Osk on Monday, police said.
The market is the largest in the province. It opens at six. Four of the dead were children.
The minister arrived by helicopter. He spoke for ten minutes and left.
Nobody has claimed responsibility. In April, gunmen abducted 14 traders on the same road; six are still missing.
The council will meet on Friday. Some 200 families fled the quarter. There were no arrests."""


@pytest.mark.parametrize("sentence", OPEN)
def test_lets_through(sentence: str) -> None:
    assert may_claim(sentence)


@pytest.mark.parametrize("sentence", SHUT)
def test_stops(sentence: str) -> None:
    assert not may_claim(sentence)


@pytest.mark.parametrize("content", TEXT_OPEN)
def test_opens_a_text(content: str) -> None:
    assert may_hold(content)
    assert may_hold(f"The council met.\n\n{content.upper()}\n")


def long(content: str) -> str:
    """The same among calm sentences, so that it is no short text."""
    return f"{content}\n" + "The council met on Friday and spoke of the new budget.\n" * (SHORT // 40)


@pytest.mark.parametrize("content", TEXT_SHUT)
def test_leaves_a_text_shut(content: str) -> None:
    assert not may_hold(long(content))
    assert findings_of(long(content)) == Findings()


def test_a_short_text_is_always_opened() -> None:
    assert may_hold("Mutineers hold minister.")
    assert not may_hold(long("Mutineers hold minister.").replace("Mutineers", "Voters"))


def test_a_shut_text_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "sentences_of", lambda text: pytest.fail(f"{text.name} was cut into sentences"))
    assert run.extract(text_of(long("The executive left the board on Friday."))) == Findings()


def test_the_claims_are_the_same_with_the_gate_open() -> None:
    shut, opened = findings_of(STORY), findings_of(STORY, gate=False)
    assert len(shut.claims) >= 6
    assert shut == opened


WORDS = st.sampled_from(
    ["Gunmen", "killed", "12", "men", "in", "Osk", ".", "The", "mayor", "spoke", "Two", "were", "hurt", "by", "fire", "and",
     "fled", "at least", "bodies", "found", "No", "casualties", "\n", "toll", "of", "them"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_the_gate_changes_nothing_in_any_order_of_words(words: list[str]) -> None:
    content = " ".join(words)
    assert findings_of(content).claims == findings_of(content, gate=False).claims
