"""Every page of the invented dossier passes the inspection, and the inspection can fail."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import html
from page_audit import access_faults, bare_numbers, link_faults
from whole_dossiers import CASES

from reckoning.show.site import render


@cache
def pages(name: str) -> dict[str, bytes]:
    return render(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_no_number_is_bare(name):
    assert bare_numbers(pages(name)) == ()


@pytest.mark.parametrize("name", CASES)
def test_no_link_is_dead(name):
    assert link_faults(pages(name)) == ()


@pytest.mark.parametrize("name", CASES)
def test_nobody_is_shut_out(name):
    assert access_faults(pages(name)) == ()


@pytest.mark.parametrize(
    "before, after",
    [
        (b"<h1>Method</h1>", b"<h1>Method</h1><p>It counted 212 people.</p>"),
        (b"<h1>Method</h1>", b"<h1>Method</h1><p><b>212</b> people.</p>"),
        (b"<h1>Method</h1>", b"<h1>Method</h1><p><code>x</code> 212</p>"),
        (b"<h1>Method</h1>", "<h1>Method</h1><p>٢١٢</p>".encode()),
    ],
)
def test_a_bare_number_is_found(before, after):
    spoiled = {**pages("valley"), "method.html": pages("valley")["method.html"].replace(before, after)}
    assert len(bare_numbers(spoiled)) == 1


def test_a_figure_that_loses_its_class_is_found():
    page = pages("valley")["index.html"]
    assert bare_numbers({"index.html": page.replace(b'class="figure"', b"")})


def test_a_dead_link_is_found():
    page = pages("valley")["method.html"].replace(b'href="#ledger"', b'href="#lodger"')
    assert link_faults({**pages("valley"), "method.html": page})


@pytest.mark.parametrize(
    "before, after",
    [
        (b'<html lang="en">', b"<html>"),
        (b"default-src 'none'", b"default-src *"),
        (b"<h1>", b"<h3>Before</h3><h1>"),
        (b"<h2>", b"<h4>"),
        (b'scope="col"', b""),
        (b"<caption>", b"<caption hidden><p>"),
        (b'href="#content">Skip', b'href="#contents">Skip'),
        (b"<h1>", b'<h1 onclick="x()">'),
        (b"<h1>", b'<h1 style="color:red">'),
        (b"<h1>", b"<script>1</script><h1>"),
        (b"<h1>", b'<p id="rules"></p><h1>'),
        (b"<h1>", b'<a href="index.html"></a><h1>'),
        (b"<h1>", b"<svg></svg><h1>"),
    ],
)
def test_each_barrier_is_found(before, after):
    page = pages("valley")["method.html"]
    assert before in page
    spoiled = page.replace(before, after, 1)
    if b"hidden" in after:
        spoiled = re.sub(rb"<caption.*?</caption>", b"", page, count=1, flags=re.DOTALL)
    assert access_faults({"method.html": spoiled})


def documents_words(name: str) -> str:
    return " ".join(" ".join(report.text.content.split()) for report in CASES[name].reports)


def test_every_quote_stands_in_a_document():
    """What passes as a quotation must be words of a document, or the exemption from the rule of figures is a hole."""
    words = documents_words("valley") + " since 3 May"
    for path, page in pages("valley").items():
        if path.endswith(".html"):
            for node in html.document_fromstring(page.decode()).iter("q", "blockquote", "mark"):
                assert " ".join("".join(node.itertext()).split()) in words, path


def test_every_name_is_one_that_the_data_give():
    case = CASES["valley"]
    given = {case.title, "people"}
    for report in case.reports:
        text, found = report.text, report.findings
        given |= {text.title, text.publisher, text.name}
        given |= {v for c in found.claims for v in (c.population.text, *(p.text for p in c.places))}
        given |= {link.name for c in found.claims for link in c.attribution}
        given |= {v for a in found.aliases for v in (a.name, a.alias)} | {p.name for p in found.persons}
        given |= {s.speaker for s in found.statements}
        given |= {v for c in found.claims for p in c.places for k in p.candidates for v in (k.name, k.country)}
    reckoning = case.reckoning
    given |= {i.label for i in reckoning.incidents} | {v for o in reckoning.origins for v in (o.name, *o.aliases)}
    given |= {part.place for s in reckoning.series for p in s.points for part in p.parts}
    given |= {t.population.text for t in reckoning.tolls}
    for path, page in pages("valley").items():
        if path.endswith(".html"):
            for node in html.document_fromstring(page.decode()).xpath(
                "//*[contains(@class,'name') and not(contains(@class,'rule-name'))]|//cite"
            ):
                assert "".join(node.itertext()) in given, path
