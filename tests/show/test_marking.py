"""Marks on a text: drawn with brackets in the text, nested and overlapping, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reckoning.show.marking import Passage, Span, passages
from reckoning.show.withhold import Withheld
from reckoning.types import Block, Text


def text(content: str, blocks: tuple[Block, ...] = ()) -> Text:
    return Text(source="s", reader="r", digest="d", name="n", content=content, blocks=blocks)


def span(content: str, quote: str, name: str) -> Span:
    start = content.index(quote)
    return Span(start=start, end=start + len(quote), kind="claim", reference=name)


def drawn(found: tuple[Passage, ...]) -> str:
    """Each piece in brackets named by its spans; a plus where a span opens."""
    out = []
    for passage in found:
        for piece in passage.pieces:
            names = ",".join(("+" if s in piece.opens else "") + s.reference for s in piece.spans)
            out.append(f"[{names}:{piece.text}]" if piece.spans else piece.text)
        out.append("|")
    return "".join(out)


def test_a_part_nests_in_its_whole():
    content = "in all 212 people, 40 of them women, died"
    spans = [span(content, "212 people, 40 of them women", "whole"), span(content, "40 of them women", "part")]
    assert drawn(passages(text(content), spans)) == "in all [+whole:212 people, ][whole,+part:40 of them women], died|"


def test_marks_that_overlap_are_cut_at_each_edge():
    content = "abcdef"
    spans = [span(content, "abcd", "x"), span(content, "cdef", "y")]
    assert drawn(passages(text(content), spans)) == "[+x:ab][x,+y:cd][y:ef]|"


def test_two_findings_on_the_same_words_both_open_there():
    content = "16 dead"
    spans = [span(content, "16 dead", "a"), span(content, "16 dead", "b")]
    assert drawn(passages(text(content), spans)) == "[+a,+b:16 dead]|"


def test_a_mark_over_a_paragraph_break_opens_once():
    content = "one two\n\nthree"
    found = passages(text(content), [span(content, "two\n\nthree", "x")])
    assert drawn(found) == "one [+x:two\n\n]|[x:three]|"
    assert [len(p.opened) for p in found] == [1, 0]


def test_blocks_keep_their_kind_and_gaps_are_body():
    content = "Head\nGap\nCaption"
    blocks = (Block(start=0, end=4, kind="headline"), Block(start=9, end=16, kind="caption"))
    assert [p.kind for p in passages(text(content, blocks), [])] == ["headline", "body", "caption"]


def test_a_name_is_hidden_under_and_across_marks():
    content = "killed Ilan Verrow and two others"
    at = content.index("Ilan")
    hidden = (Withheld(start=at, end=at + 11, instead="[name withheld]"),)
    spans = [span(content, "Verrow and two", "x")]
    shown = "".join(piece.text for p in passages(text(content), spans, hidden) for piece in p.pieces)
    assert shown == "killed [name withheld] and two others"


def test_spans_outside_the_text_are_left_out():
    bad = [Span(start=s, end=e, kind="claim", reference=str(s)) for s, e in [(-2, 3), (5, 5), (9, 12), (4, 2)]]
    assert drawn(passages(text("abcdef"), bad)) == "abcdef|"


contents = st.text(alphabet="ab \n\t\u2028é🕊", max_size=60)


@given(contents, st.lists(st.tuples(st.integers(-3, 65), st.integers(-3, 65)), max_size=8), st.data())
def test_every_code_point_stands_once_and_in_order(content, ranges, data):
    edges = data.draw(st.lists(st.integers(0, 60), max_size=6).map(sorted))
    kinds = ("headline", "body", "caption")
    blocks = tuple(
        Block(start=a, end=b, kind=kinds[i % 3]) for i, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    )
    spans = [Span(start=a, end=b, kind="claim", reference=str(i)) for i, (a, b) in enumerate(ranges)]
    found = passages(text(content, blocks), spans)
    assert "".join(piece.text for p in found for piece in p.pieces) == content
    opened = [s for p in found for s in p.opened]
    assert len(opened) == len(set(opened))
    assert set(opened) == {s for s in spans if 0 <= s.start < min(s.end, len(content))}
    for s in opened:
        covered = "".join(piece.text for p in found for piece in p.pieces if s in piece.spans)
        assert covered == content[s.start : s.end]
