"""A report that tries to be a page stays a text."""

from __future__ import annotations

from dataclasses import replace

from invented import DOSSIER, REPORTS, T5
from lxml import html

from reckoning.reckoned import Origin, Report
from reckoning.show.casebook import casebook
from reckoning.show.site import render
from reckoning.show.whereabouts import document_id
from reckoning.types import Findings


def document_page(dossier, text) -> str:
    return render(dossier)[casebook(dossier).addresses.path(f"document:{document_id(text)}")].decode()


def test_markup_in_a_report_shows_as_text():
    page = document_page(DOSSIER, T5)
    shown = html.document_fromstring(page).text_content()
    for hostile in (
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(2)">',
        "</div><style>*{display:none}</style>",
    ):
        assert hostile in shown
    assert '"><script>alert(3)</script>' in shown


def test_no_page_holds_an_element_that_a_report_brought():
    for path, data in render(DOSSIER).items():
        if path.endswith(".html"):
            tree = html.document_fromstring(data.decode())
            assert not tree.xpath("//script|//style|//img|//iframe|//object|//form|//base"), path
            assert len(tree.xpath("//title")) - len(tree.xpath("//svg//title")) == 1


def test_a_script_address_is_no_link():
    text = replace(T5, url="javascript:alert(5)")
    page = document_page(replace(DOSSIER, reports=(Report(text=text, findings=Findings()),)), text)
    assert "javascript:alert(5)" in page
    assert 'href="javascript' not in page


def test_a_web_address_is_a_link_without_a_trace_of_the_reader():
    text = replace(T5, url='https://example.org/"onmouseover="x')
    tree = html.document_fromstring(
        document_page(replace(DOSSIER, reports=(Report(text=text, findings=Findings()),)), text)
    )
    link = next(a for a in tree.iter("a") if a.get("href", "").startswith("https:"))
    assert link.get("rel") == "noreferrer noopener"
    assert set(link.attrib) == {"rel", "href"}


def test_names_of_sources_and_files_are_escaped_and_cannot_leave_the_folder():
    origin = Origin(id="../../evil", name="<b>Evil</b> & co", kind="unnamed", side="unknown")
    text = replace(T5, name="../../../etc/passwd", digest="../up", source="/abs")
    dossier = replace(
        DOSSIER,
        reports=(*REPORTS, Report(text=text, findings=Findings())),
        reckoning=replace(DOSSIER.reckoning, origins=(*DOSSIER.reckoning.origins, origin)),
    )
    pages = render(dossier)
    assert not [path for path in pages if ".." in path or path.startswith("/")]
    assert "&lt;b&gt;Evil&lt;/b&gt; &amp; co" in pages["sources.html"].decode()
