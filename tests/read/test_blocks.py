"""Blocks drawn beside the text: each paragraph below is written as ``kind | paragraph``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reckoning.read.blocks import split_blocks
from reckoning.types import Block


def drawn(picture: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a picture and the blocks that it shows; ``+`` continues the paragraph on a new line."""
    pieces: list[tuple[str, str]] = []
    for line in picture.strip().splitlines():
        kind, _, words = line.strip().partition(" | ")
        if kind == "+":
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + "\n" + words)
        else:
            pieces.append((kind, words))
    return "\n\n".join(words for _, words in pieces), pieces


def seen(content: str) -> list[tuple[str, str]]:
    return [(b.kind, content[b.start : b.end]) for b in split_blocks(content)]


PICTURES = {
    "agency report": """
        headline | Shells hit market in Dorma, at least 12 dead
        deck | Hospital asks for blood as the wounded arrive
        byline | By Ann Writer and Tom Scribe
        dateline | Friday, March 7, 2025
        body | At least 12 people were killed in Dorma on Friday, a hospital said.
        caption | Smoke over the market of Dorma, March 7, 2025. REUTERS/Lens Holder
        body | “We counted 12,” a doctor told Reuters.
        headline | Background
        body | The town has been under siege since 2023.
        byline | Author: Ann Writer
        biography | Ann Writer is senior editor for The Daily. She has 12 years of experience in war reporting.
    """,
    "tail of related stories": """
        headline | Two villages burned in Arl
        body | Two villages were burned on Sunday.
        related | Related news
        related | "Nine killed in Bel" — The Wire, March 2, 2025
        related | Ten dead in market blast
        related | Sources
        related | Reuters. "Villages burn". March 9, 2025
    """,
    "prose comes back after a list": """
        headline | Two villages burned in Arl
        body | Two villages were burned on Sunday.
        related | See also:
        related | Ten dead in market blast
        body | The army said on Monday that nine of its men had died in the fighting around the two villages, and that the road to the coast was open again.
    """,
    "page furniture": """
        navigation | Home | World | Middle East
        headline | Three wounded in Arl
        body | Three people were wounded, officials said.
        related | Read more: Nine killed in Bel last week
        body | The three are in hospital.
        boilerplate | Subscribe to our newsletter for more
        boilerplate | © 2025 The Daily. All rights reserved.
        boilerplate | This article was originally published by The Daily under a free licence.
    """,
    "captions": """
        headline | Rescue work in Dorma
        caption | File photo: a street in Dorma
        body | Rescuers found two bodies.
        caption | A man mourns his brother, killed in the strike, in Dorma on March 3. (AP Photo/Lens Holder)
        caption | Women wait outside the morgue [Lens Holder/AFP]
        caption | Photo by Lens Holder
        body | They buried them on Monday.
    """,
}

NO_FURNITURE = [
    "By Monday night at least 12 people had been killed in Dorma",
    "By then, the rebels had taken the town.",
    "Jane Doe is a journalist for The Daily. She was killed on Monday while covering the siege.",
    "He is a correspondent for the agency and was abducted by gunmen in Arl.",
    "The army killed nine fighters, officials told Reuters.",
    "Nine people were killed on Tuesday. (Reuters)",
    "Nine people were killed on Tuesday. ----AFP",
    "Sources: 12 killed in the strike on Dorma, more than 30 wounded.",
    "Photographs of the dead were shown to the families, who named 12 of them.",
    "Images from Dorma show at least five bodies in a street.",
    "- Two people were killed in Arl.",
    "1. Two people were killed in Arl.",
    "March 3: two people were killed in Arl.",
    "Share prices fell after 12 people died in the attack.",
    "Follow us, the gunmen said, and took 12 men away; their bodies were found on Sunday.",
    "Registered deaths rose to 40.",
    "More than 40 people were killed | wounded or are missing | says the ministry.",
    "Author Tom Scribe was among the 12 people who were killed.",
    "Ends of the city were shelled and 12 people died.",
]


@pytest.mark.parametrize("name", PICTURES)
def test_blocks_are_as_drawn(name: str) -> None:
    content, expected = drawn(PICTURES[name])
    assert seen(content) == expected


@pytest.mark.parametrize("paragraph", NO_FURNITURE)
def test_what_states_harm_stays_the_reports_own_words(paragraph: str) -> None:
    content = f"Report from Arl\n\nThe day began quietly.\n\n{paragraph}\n\nThe night was quiet.\n\nNobody slept."
    kinds = {words: kind for kind, words in seen(content)}
    assert kinds[paragraph] in ("body", "headline")


@pytest.mark.parametrize(
    ("opening", "dateline", "rest"),
    [
        ("HOMS, March 7 (Agency) - Nine people died.", "HOMS, March 7 (Agency) -", "Nine people died."),
        ("HOMS (AP) — Nine people died.", "HOMS (AP) —", "Nine people died."),
        ("ARL VALLEY, 3 JAN 90 (RADIO) -- [REPORT] [TEXT] NINE DIED.", "ARL VALLEY, 3 JAN 90 (RADIO) -- [REPORT] [TEXT]", "NINE DIED."),
        ("Geneva (7 March 2025) – Nine people died.", "Geneva (7 March 2025) –", "Nine people died."),
        ("DORMA, Northland — Nine people died.", "DORMA, Northland —", "Nine people died."),
    ],
)  # fmt: skip
def test_a_dateline_is_cut_from_the_first_paragraph(opening: str, dateline: str, rest: str) -> None:
    content = f"{opening}\n\nMore was not known."
    assert seen(content) == [("dateline", dateline), ("body", rest), ("body", "More was not known.")]


@pytest.mark.parametrize(
    "opening",
    [
        "Al-Qaeda (AQ) – the group behind the attack – killed nine.",
        "NATO — the alliance — killed nine.",
        "The Observatory for Rights (OFR) - a monitor - said nine had died.",
        "Nine people died - all of them children - in Arl.",
        "Sun 10 Jul 2016 29 rebels dead in fight for the road. At least 29 were killed.",
    ],
)
def test_a_dash_alone_is_no_dateline(opening: str) -> None:
    assert seen(f"{opening}\n\nMore was not known.")[0] == ("body", opening)


def test_hard_wrapped_capitals_are_one_block_a_paragraph() -> None:
    content = (
        "   THE BATTALION COMMAND HAS REPORTED THAT ABOUT 50 PEASANTS OF VARIOUS AGES\n"
        "HAVE BEEN KIDNAPPED IN ARL DEPARTMENT.  ACCORDING TO THE GARRISON, THE\n"
        "KIDNAPPING TOOK PLACE ON 30 DECEMBER.\n\n"
        "   MEANWHILE, THREE WERE KILLED."
    )
    blocks = split_blocks(content)
    assert [b.kind for b in blocks] == ["body", "body"]
    assert "\nHAVE BEEN" in content[blocks[0].start : blocks[0].end]


def test_a_heading_with_no_blank_line_below_it_is_still_a_heading() -> None:
    content = (
        "Market shelled\n"
        + "Nine people were killed in the market of Dorma on Monday, two doctors said by telephone. " * 2
    )
    assert [k for k, _ in seen(content)] == ["headline", "body"]


def test_each_item_of_a_list_is_body_of_its_own() -> None:
    content = "The week in Arl:\n- Monday: two people were killed\n- Tuesday: nobody\n- Wednesday: five were wounded"
    assert [k for k, _ in seen(content)] == ["body"] * 4


def test_windows_line_ends_make_the_same_blocks() -> None:
    content, expected = drawn(PICTURES["agency report"])
    assert seen(content.replace("\n", "\r\n")) == expected


def test_a_mail_header_in_a_plain_text_is_no_prose() -> None:
    content = "From: Desk <d@relief.example>\nSubject: Nine dead\nDate: 4 March 2025\n\nNine people died in Arl."
    assert [k for k, _ in seen(content)] == ["boilerplate"] * 3 + ["body"]


def test_a_single_line_is_body() -> None:
    assert seen("Two aid workers killed in Arl, one wounded")[0][0] == "body"


def test_marks_of_the_format_win() -> None:
    content = "One line.\n\nQuoted by another.\n\nThird."
    marked = split_blocks(content, [Block(start=11, end=29, kind="boilerplate")])
    assert [b.kind for b in marked] == ["body", "boilerplate", "body"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", " ", "Author: A B", "Related news", "By A B", "REUTERS/A B", "Home | A | B", "- item", "© x", "HOMS, March 7 (AP) - "]
        ),
        st.text(max_size=40),
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
def test_blocks_are_sorted_disjoint_and_cover_every_visible_character(lines: list[str], end: str) -> None:
    content = end.join(lines)
    blocks = split_blocks(content)
    here = 0
    for block in blocks:
        assert here <= block.start < block.end <= len(content)
        assert not content[here : block.start].strip("\ufeff\u200b \t\r\n\f\v\u00a0\u2028\u2029\x1c\x1d\x1e\x1f\x85")
        here = block.end
    assert not content[here:].strip("\ufeff\u200b").strip()
