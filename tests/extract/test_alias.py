"""Aliases, on made-up names: each case gives kind, name, alias and the words of the anchor."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reckoning.extract.alias import find_aliases
from reckoning.extract.parse import sentences_of
from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Alias, Source


def found(content: str) -> tuple[Alias, ...]:
    data = content.encode("utf-8", "replace")
    text = read(Source(digest=digest(data), name="t", media_type="text/plain", size=len(data)), data).text
    if text is None:
        return ()
    aliases = find_aliases(text, sentences_of(text))
    for alias in aliases:
        assert text.content[alias.anchor.start : alias.anchor.end] == alias.anchor.exact
    return aliases


CASES = [
    # former names
    ("Karim al-Nouri (formerly Abu Zayd al-Hakimi) spoke.", "former", "Karim al-Nouri", "Abu Zayd al-Hakimi", "Karim al-Nouri (formerly Abu Zayd al-Hakimi)"),
    ("The Northern Shield, formerly known as the River Front, attacked.", "former", "Northern Shield", "River Front", "Northern Shield, formerly known as the River Front"),
    ("Port Arden (previously Fort Bell) was shelled.", "former", "Port Arden", "Fort Bell", "Port Arden (previously Fort Bell)"),
    ("Colonel Adan Berro (formerly Abu Tal) resigned.", "former", "Adan Berro", "Abu Tal", "Adan Berro (formerly Abu Tal)"),
    # other names
    ("Omar Sadiq, also known as Abu Nidar, was seen.", "other", "Omar Sadiq", "Abu Nidar", "Omar Sadiq, also known as Abu Nidar"),
    ("Omar Sadiq a.k.a. Abu Nidar was seen.", "other", "Omar Sadiq", "Abu Nidar", "Omar Sadiq a.k.a. Abu Nidar"),
    ("Abu Nidar, whose real name is Omar Sadiq, was seen.", "other", "Abu Nidar", "Omar Sadiq", "Abu Nidar, whose real name is Omar Sadiq"),
    ("Omar Sadiq, better known as “Abu Nidar”, was seen.", "other", "Omar Sadiq", "Abu Nidar", "Omar Sadiq, better known as “Abu Nidar"),
    ("Abu Nidar (born Omar Sadiq) was seen.", "other", "Abu Nidar", "Omar Sadiq", "Abu Nidar (born Omar Sadiq)"),
    # abbreviations
    ("The Arl River Monitor (ARM) counted nine.", "abbreviation", "Arl River Monitor", "ARM", "Arl River Monitor (ARM)"),
    ("The Arl River Monitor’s (ARM) count was nine.", "abbreviation", "Arl River Monitor", "ARM", "Arl River Monitor’s (ARM)"),
    ("Jaysh Nahr al-Dawla (JND) withdrew.", "abbreviation", "Jaysh Nahr al-Dawla", "JND", "Jaysh Nahr al-Dawla (JND)"),
    ("The Office for the Defence of Rights (ODR) said so.", "abbreviation", "Office for the Defence of Rights", "ODR", "Office for the Defence of Rights (ODR)"),
    ("The ARM (Arl River Monitor) counted nine.", "abbreviation", "Arl River Monitor", "ARM", "ARM (Arl River Monitor)"),
    ("The Mountain People’s Front (QZB) said so.", "abbreviation", "Mountain People’s Front", "QZB", "Mountain People’s Front (QZB)"),
    # contested labels
    ("The army captured the rebels and called them “bandits” on Sunday.", "label", "rebels", "bandits", "“bandits”"),
    ("Officials referred to the strikers as “Foreign Hands”.", "label", "strikers", "Foreign Hands", "“Foreign Hands”"),
    ('State radio described the villagers as "wolves".', "label", "villagers", "wolves", '"wolves"'),
    # roles
    ("Interior Minister Ana Ruiz spoke.", "role", "Ana Ruiz", "Interior Minister", "Interior Minister Ana Ruiz"),
    ("Dutch lawmaker Jan de Wit was there.", "role", "Jan de Wit", "Dutch lawmaker", "Dutch lawmaker Jan de Wit"),
    ("Tom Scribe, the director of the Arl River Monitor, counted nine.", "role", "Tom Scribe", "director of the Arl River Monitor", "Tom Scribe, the director of the Arl River Monitor"),
    ("Sara Lind, a nurse at the clinic, said so.", "role", "Sara Lind", "nurse at the clinic", "Sara Lind, a nurse at the clinic"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind", "name", "alias", "words"), CASES, ids=[c[0][:40] for c in CASES])
def test_an_alias_is_found_on_its_words(sentence: str, kind: str, name: str, alias: str, words: str) -> None:
    seen = [(a.kind, a.name, a.alias, a.anchor.exact) for a in found(f"Nine people died in Dorma.\n\n{sentence}")]
    assert (kind, name, alias, words) in seen


NOTHING = [
    "Ana Ruiz, formerly a teacher, spoke.",
    "Ana Ruiz, formerly Deputy Minister, spoke.",
    "Ana Ruiz (born 12 May 1970) spoke.",
    "Ana Ruiz, born in Arl, spoke.",
    "He was once in Arl with Tom.",
    "The strike hit Dorma (AP).",
    "The Minister (R) spoke.",
    "Tom Scribe (AFP) wrote it.",
    "The price was 30 (USD) at noon.",
    "She called the report “nonsense”.",
    "He called the attack “a crime”.",
    "“We saw it,” she said, and called them at noon.",
    "They called at the house and said “come out”.",
    "The minister, Monday said, would speak.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_looks_like_an_alias_is_none(sentence: str) -> None:
    assert found(f"Nine people died in Dorma.\n\n{sentence}") == ()


def test_the_same_alias_comes_once() -> None:
    aliases = found("The Arl River Monitor (ARM) counted. Nobody else did. The Arl River Monitor (ARM) said so.")
    assert [(a.alias, a.anchor.start) for a in aliases] == [("ARM", 4)]


def test_furniture_gives_no_alias() -> None:
    content = (
        "Nine people died in Dorma.\n\nMore was not known.\n\nAuthor: Ann Writer\n\n"
        "Ann Writer is a reporter for The Daily. She has written for the Arl River Monitor (ARM)."
    )
    assert found(content) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Abu ",
                "formerly ",
                "(",
                ")",
                "al-",
                "X",
                "Front ",
                "ARM ",
                "called ",
                "“",
                "” ",
                "known as ",
                ", ",
                "minister ",
                "’s ",
            ]
        ),
        max_size=30,
    )
)
def test_any_words_are_read(pieces: list[str]) -> None:
    found("".join(pieces))
