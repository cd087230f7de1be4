"""Every reader: what it keeps, what it marks, and that each of its characters leads back to the source."""

from __future__ import annotations

import base64
import gzip
import html
import io
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reckoning.ids import digest, digest_of
from reckoning.problems import CODES
from reckoning.read.offsets import source_span, to_source
from reckoning.read.reader import BUILTIN_READERS, Reader, Reading, read
from reckoning.types import Source, Text

MEDIA = ("text/plain", "text/html", "text/markdown", "message/rfc822")


def source(data: bytes, media_type: str = "text/plain", **details: object) -> Source:
    return Source(digest=digest(data), name="r", media_type=media_type, size=len(data), **details)  # type: ignore[arg-type]


def reading(content: str | bytes, media_type: str = "text/plain", **details: object) -> Reading:
    data = content if isinstance(content, bytes) else content.encode()
    return read(source(data, media_type, **details), data)


def text_of(content: str | bytes, media_type: str = "text/plain", **details: object) -> Text:
    text = reading(content, media_type, **details).text
    assert text is not None
    return text


def codes(found: Reading) -> list[str]:
    return [p.code for p in found.problems]


def kinds(text: Text) -> list[tuple[str, str]]:
    return [(b.kind, text.content[b.start : b.end]) for b in text.blocks]


def leads_back(text: Text, decoded: str) -> None:
    """Every run is the source's own words, or one character that the source writes as a reference."""
    here = 0
    for start, origin, length in text.offsets.runs:
        assert here <= start
        assert length > 0
        here = start + length
        if text.content[start:here] != decoded[origin : origin + length]:
            assert length == 1
            assert decoded[origin] == "&"
            assert html.unescape(decoded[origin : origin + 34])[0] == text.content[start]
    assert here <= len(text.content)


# ---- plain text ------------------------------------------------------------------------------------------------
@given(st.text().filter(lambda t: t.strip("\ufeff\u200b\u200e\u200f\u00a0").strip() and "\x00" not in t))
def test_plain_text_is_the_decoded_file(content: str) -> None:
    data = content.encode()
    text = reading(data).text
    if text is None:  # mostly control characters
        return
    assert text.content == data.decode("utf-8")
    assert all(to_source(text.offsets, i) == i for i in range(len(content)))


def test_line_ends_and_bom_are_kept() -> None:
    text = text_of(b"\xef\xbb\xbfNine died.\r\n\r\nMore.\r")
    assert text.content == "\ufeffNine died.\r\n\r\nMore.\r"
    assert kinds(text) == [("body", "Nine died."), ("body", "More.")]


def test_the_digest_names_source_reader_and_content() -> None:
    text = text_of("Nine died.")
    assert text.digest == digest_of(text.source, "text.v1", "Nine died.")


ARABIC = "قُتل تسعة أشخاص في سوق المدينة يوم الاثنين بحسب مصادر طبية، وأصيب عشرون آخرون بجروح خطيرة. " * 4
RUSSIAN = "Девять человек погибли на рынке города в понедельник, сообщили врачи. Ещё двадцать были ранены. " * 4


@pytest.mark.parametrize(
    ("content", "encoding", "sure"),
    [
        ("Nine died – “all” of them.", "utf-16", True),
        ("Nine died, more.", "utf-32", True),
        ("Nine people died on Monday.", "utf-16-le", False),
        ("The town’s café was hit – “nine” died there on Monday, the mayor said.", "cp1252", False),
        (ARABIC, "cp1256", False),
        (RUSSIAN, "cp1251", False),
    ],
)
def test_encodings_are_found(content: str, encoding: str, sure: bool) -> None:
    found = reading(content.encode(encoding))
    assert found.text is not None
    assert found.text.content == content
    assert ("READ-ENCODING" in codes(found)) is not sure


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    found = reading("Кафе города было разрушено, погибли девять человек.".encode() + b"\xff\xfe\x80 end")
    assert found.text is not None
    assert found.text.content.startswith("Кафе города")
    assert "READ-ENCODING" in codes(found)


def test_mixed_encodings_are_a_problem_and_still_read() -> None:
    found = reading("Первая строка. ".encode() * 20 + "Nine died in the café.".encode("cp1252"))
    assert found.text is not None
    assert "Nine died in the caf" in found.text.content
    assert "READ-ENCODING" in codes(found)


# ---- what is no text -------------------------------------------------------------------------------------------
def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"\0" * 30_000_000)
    return stream.getvalue()


@pytest.mark.parametrize("media_type", MEDIA)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "READ-EMPTY"),
        (b" \r\n\t ", "READ-EMPTY"),
        (b"\xef\xbb\xbf\n", "READ-EMPTY"),
        (bomb(), "READ-BINARY"),
        (gzip.compress(b"a" * 1_000_000), "READ-BINARY"),
        (b"%PDF-1.7 text", "READ-BINARY"),
        (bytes(range(256)) * 40, "READ-BINARY"),
        (b"\x01\x02\x03\x04\x05" * 100, "READ-BINARY"),
        (b"MZ\x00\x00" * 50, "READ-BINARY"),
    ],
)
def test_what_is_no_text_is_a_problem(data: bytes, code: str, media_type: str) -> None:
    found = reading(data, media_type)
    assert found.text is None
    assert codes(found) == [code]


def test_an_unknown_type_and_a_failing_reader_are_problems() -> None:
    assert codes(reading("x", "application/pdf")) == ["READ-UNKNOWN-TYPE"]

    def fail(source: Source, data: bytes) -> Reading:
        raise ZeroDivisionError

    readers = {**BUILTIN_READERS, "bad.v1": Reader(name="bad.v1", media_types=("text/plain",), read=fail)}
    assert codes(read(source(b"x"), b"x", readers=readers)) == ["READ-FAILED"]


def test_what_was_given_wins() -> None:
    text = text_of(
        "Head line\n\nNine died.\n\nMore.", title="T", author="A", publisher="P", published=date(2025, 3, 7), url="u"
    )
    assert (text.title, text.author, text.publisher, text.url) == ("T", "A", "P", "u")
    assert text.published is not None
    assert text.published.end == date(2025, 3, 7)


# ---- pages -----------------------------------------------------------------------------------------------------
PAGE = """<!doctype html><html lang="en"><head><title>Market shelled, nine dead | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Ann Writer">
<meta name="description" content="A hospital asks for blood as more wounded arrive from the town">
<meta property="article:published_time" content="2025-03-07T10:00:00Z">
<script>var dead = 5000;</script></head><body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav>
<article><h1>Market shelled, nine dead</h1>
<p class="standfirst">A hospital asks for blood as more wounded arrive from the town</p>
<figure><img src="x.jpg"><figcaption>Smoke over Dorma. REUTERS/Lens Holder</figcaption></figure>
<p>DORMA (Agency) &mdash; Nine people were <b>kil</b>led in the town&#8217;s market
   on Friday, <a href="/x">a hospital&nbsp;said</a>. &ldquo;We counted them,&rdquo; a doctor told the agency by telephone.</p>
<h2>Background</h2>
<p>The town has been under siege for two years, and the market has been hit before, in the spring of last year &amp; in winter.</p>
<ul><li>Two people were wounded in Arl, officials said.</li><li>Three people were wounded in Bel, officials said.</li></ul>
</article><aside><h3>Most read</h3><ul><li><a href="/y">Four hundred dead in a quake</a></li></ul></aside>
<footer>Copyright 2025 The Daily</footer></body></html>"""


def test_a_page_gives_its_main_text_in_paragraphs() -> None:
    assert kinds(text_of(PAGE, "text/html")) == [
        ("headline", "Market shelled, nine dead"),
        ("deck", "A hospital asks for blood as more wounded arrive from the town"),
        ("dateline", "DORMA (Agency) —"),
        ("body", "Nine people were killed in the town’s market on Friday, a hospital said. “We counted them,” a doctor told the agency by telephone."),
        ("headline", "Background"),
        ("body", "The town has been under siege for two years, and the market has been hit before, in the spring of last year & in winter."),
        ("body", "Two people were wounded in Arl, officials said."),
        ("body", "Three people were wounded in Bel, officials said."),
    ]  # fmt: skip


def test_a_page_states_its_facts() -> None:
    text = text_of(PAGE, "text/html")
    assert (text.title, text.author, text.publisher) == ("Market shelled, nine dead", "Ann Writer", "The Daily")
    assert text.published is not None
    assert text.published.start == text.published.end == date(2025, 3, 7)


def test_words_of_a_page_lead_back_to_its_source() -> None:
    text = text_of(PAGE, "text/html")
    leads_back(text, PAGE)
    for words, written in (
        ("on Friday", "on Friday"),
        ("Nine people were killed", "Nine people were <b>kil</b>led"),
        ("town’s market", "town&#8217;s market"),
        ("year & in winter", "year &amp; in winter"),
    ):
        start = text.content.index(words)
        span = source_span(text, start, start + len(words))
        assert span is not None
        assert PAGE[slice(*span)] == written
    assert all(c.isspace() or to_source(text.offsets, i) is not None for i, c in enumerate(text.content))


def test_a_page_without_a_date_has_none() -> None:
    found = reading(PAGE.replace("article:published_time", "og:updated_time"), "text/html")
    assert found.text is not None
    assert found.text.published is None
    assert "READ-NO-DATE" in codes(found)


def test_linked_data_gives_date_and_author() -> None:
    linked = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2025-03-08","author":[{"name":"Tom Scribe"}]}</script>'
    text = text_of(PAGE.replace("<nav>", linked + "<nav>").replace("article:published_time", "x"), "text/html")
    assert text.author == "Tom Scribe"
    assert text.published is not None
    assert text.published.start == date(2025, 3, 8)


def test_a_declared_charset_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace(
        "Nine people were", "Девять: people were"
    )
    text = text_of(page.replace("&", "&").encode("cp1251", "xmlcharrefreplace"), "text/html")
    assert "Девять" in text.content


@pytest.mark.parametrize("charset", ["unicode_escape", "zlib", "rot13", "nonsense", "idna", "utf-7", "punycode"])
def test_a_charset_that_is_none_is_not_trusted(charset: str) -> None:
    data = f'<meta charset="{charset}"><p>Nine people died in the caf\xe9.</p>'.encode("latin-1")
    found = reading(data, "text/html")
    assert found.text is not None
    assert "café" in found.text.content


def test_script_and_comment_never_become_text() -> None:
    page = "<p>Nine people died.</p><script>killed(500)</script><!-- 400 killed --><style>.dead{}</style><p>More was not known.</p>"
    content = text_of(page, "text/html").content
    assert "500" not in content
    assert "400" not in content


SNIPPETS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "&amp;", "&lt;", "&#8217;", "&nbsp;", "&notit;", "&#0;", "&#x110000;", "<!--", "-->", "<script>",
     "</script>", "<div", ">", "<", "&", "&bne;", "Nine people died in the market of the town on Monday. ", "<br/>", "\r\n", "<h1>Head line here</h1>",
     "<![CDATA[", "<?xml version='1.0' encoding='x'?>", "<table><tr><td>", "</table>", "\ud7ff", "\x01", "<title>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=8)), max_size=40))
def test_any_markup_is_read_and_leads_back(pieces: list[str]) -> None:
    page = "".join(pieces).encode("utf-8", "replace").decode()
    found = reading(page, "text/html")
    if found.text is not None:
        leads_back(found.text, page)


# ---- Markdown --------------------------------------------------------------------------------------------------
MARKDOWN = r"""---
title: "Siege log"
date: 2025-03-07
---
# Market of *Dorma* shelled

By **Ann Writer**

At least **nine people** were [killed](https://a.example/x_(1) "t") on Friday, the `hospital` said\*.[^1]

> “We counted them,” a doctor said.

Background
----------

- Two wounded in Arl_town
- Three wounded, 5 * 3 = 15

```
dead = 500
```

![Smoke](smoke.png)

[ref]: https://a.example/killed-400
The <https://a.example> page has more<!-- 300 dead -->.
"""


def test_markdown_gives_the_words_without_the_markup() -> None:
    text = text_of(MARKDOWN, "text/markdown")
    assert kinds(text) == [
        ("headline", "Market of Dorma shelled"),
        ("byline", "By Ann Writer"),
        ("body", "At least nine people were killed on Friday, the hospital said*."),
        ("body", "“We counted them,” a doctor said."),
        ("headline", "Background"),
        ("body", "- Two wounded in Arl_town"),
        ("body", "- Three wounded, 5 * 3 = 15"),
        ("body", "The https://a.example page has more."),
    ]
    assert (text.title, text.published and text.published.end) == ("Siege log", date(2025, 3, 7))
    leads_back(text, MARKDOWN)


MARKS = st.sampled_from(["# ", "*", "**", "_", "`", "```\n", "[a](b)", "[", "](", ")", "> ", "- ", "---\n", "\n", "\n\n", "===\n", "\\*", "a", "nine died ", "<b>", "![x](y)", "[x]: y\n", "\r\n"])  # fmt: skip


@given(st.lists(st.one_of(MARKS, st.text(max_size=4)), max_size=30))
def test_any_markdown_leads_back(pieces: list[str]) -> None:
    data = "".join(pieces).encode("utf-8", "replace")
    text = reading(data, "text/markdown").text
    if text is not None:
        assert all(text.content[a : a + n] == data.decode()[b : b + n] for a, b, n in text.offsets.runs)
        assert sum(n for _, _, n in text.offsets.runs) == len(text.content)


# ---- mail ------------------------------------------------------------------------------------------------------
MAIL = """From: Relief Desk <desk@relief.example>
To: list@relief.example
Subject: {subject}
Date: Fri, 7 Mar 2025 23:30:00 -0500
Content-Type: text/plain; charset=utf-8{more}

{body}"""
BODY = """Nine people died in Dorma on Friday, our team says.

On Thu, 6 Mar 2025, Bob <b@c.example> wrote:
> Four people died.
> This is confirmed.

--\x20
Relief Desk
"""


def mail(subject: str = "Nine dead in Dorma", body: str = BODY, more: str = "") -> str:
    return MAIL.format(subject=subject, body=body, more=more)


def test_a_mail_gives_its_senders_own_words() -> None:
    text = text_of(mail(), "message/rfc822")
    own = [words for kind, words in kinds(text) if kind in ("headline", "deck", "body")]
    assert own == ["Nine dead in Dorma", "Nine people died in Dorma on Friday, our team says."]
    assert (text.author, text.publisher, text.title) == ("Relief Desk", "relief.example", "Nine dead in Dorma")
    assert text.published is not None
    assert text.published.start == date(2025, 3, 7)
    leads_back(text, mail())


def test_a_reply_has_no_headline() -> None:
    text = text_of(mail(subject="Re: Nine dead"), "message/rfc822")
    assert kinds(text)[0][0] == "body"
    assert text.title == "Re: Nine dead"


def test_an_encoded_body_is_read_but_has_no_place_in_the_source() -> None:
    body = base64.b64encode("Neuf personnes sont mortes à Dorma.".encode()).decode()
    text = text_of(
        mail(subject="=?utf-8?q?D=C3=A9c=C3=A8s?=", body=body, more="\nContent-Transfer-Encoding: base64"),
        "message/rfc822",
    )
    assert text.content == "Décès\n\nNeuf personnes sont mortes à Dorma."
    assert text.offsets.runs == ()


def test_a_mail_that_is_only_a_page_is_read() -> None:
    body = "<html><body><p>Nine people died in Dorma &amp; Arl.</p><p>More was not known.</p></body></html>"
    text = text_of(mail(body=body).replace("text/plain", "text/html"), "message/rfc822")
    assert text.content == "Nine dead in Dorma\n\nNine people died in Dorma & Arl.\n\nMore was not known."


@pytest.mark.parametrize(
    "head",
    [
        "Date: never\n",
        "Date: Fri, 99 Mar 2025\n",
        "Subject: =?x?q?=ff?=\n",
        "From: <<<@@\n",
        "Content-Type: multipart/mixed\n",
        "Content-Type: text/plain; charset=nonsense\n",
    ],
)
def test_malformed_headers_do_no_harm(head: str) -> None:
    found = reading(head + "\nNine people died in Dorma.\n", "message/rfc822")
    assert set(codes(found)) <= set(CODES)


# ---- all of them -----------------------------------------------------------------------------------------------
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(MEDIA))
def test_any_bytes_are_read_or_a_problem(data: bytes, media_type: str) -> None:
    found = reading(data, media_type)
    assert found.text is not None or found.problems
    assert "READ-FAILED" not in codes(found)
    assert set(codes(found)) <= set(CODES)
    if found.text is not None:
        found.text.content.encode("utf-8")
        assert all(0 <= b.start < b.end <= len(found.text.content) for b in found.text.blocks)
        assert found == reading(data, media_type)
