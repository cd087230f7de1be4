"""A machine's sentence: its numbers can say why, its dates are dates, its digests are code."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from invented import C212, C260

from reckoning.show.prose import prose


def drawn(text: str, claims=(C212, C260)) -> str:
    return str(prose(text, claims=claims, fallback="toll:t", href=lambda reference: reference))


def test_a_number_leads_to_the_claim_that_carries_it_or_to_the_fallback():
    shown = drawn("260 replaces 212; 48 more")
    assert f'<a class="figure" href="claim:{C260.key}">260</a>' in shown
    assert f'<a class="figure" href="claim:{C212.key}">212</a>' in shown
    assert '<a class="figure" href="toll:t">48</a> more' in shown


def test_grouped_numbers_are_one_number():
    assert 'href="toll:t">1,225</a> - <a class="figure" href="toll:t">1,068</a>' in drawn("1,225 - 1,068")
    assert ">1.5</a>" in drawn("1.5 times")
    assert ">12</a>, <a" in drawn("12, 13")


def test_dates_are_dates():
    assert drawn("as of 2031-05-09") == 'as of <time datetime="2031-05-09">9 May 2031</time>'
    assert drawn("6 to 10 March 2025") == "<time>6 to 10 March 2025</time>"
    assert drawn("since March 6") == "since <time>March 6</time>"
    assert "<code>2031-13-45</code>" in drawn("2031-13-45")


def test_digests_rule_names_and_files_are_code():
    assert drawn("by acled.v1") == "by <code>acled.v1</code>"
    assert drawn("3a6489a8245e") == "<code>3a6489a8245e</code>"
    assert drawn("in 2025-03-08-toll-745.txt here") == "in <code>2025-03-08-toll-745.txt</code> here"


def test_markup_is_escaped():
    assert "&lt;b&gt;" in drawn("<b>16</b>")


@given(st.text(max_size=80) | st.from_regex(r"([0-9a-f]{1,12}|, |-|\.txt|\.v| March |[a-z]+){1,8}", fullmatch=True))
def test_no_digit_stays_bare_and_nothing_else_is_lost(text):
    shown = drawn(text)
    outside = re.sub(r"<(a|time|code)\b[^>]*>[^<]*</\1>", "", shown)
    assert not re.search(r"\d", re.sub(r"&#\d+;", "", outside))
    if not re.search(r"\d{4}-\d{2}-\d{2}", text):
        assert unescape(re.sub(r"<[^<>]*>", "", shown)) == text
