"""Press a number and arrive, by its steps, at the words: followed by plain links, as a reader would."""

from __future__ import annotations

import posixpath
from functools import cache

import pytest
from invented import C212, DOSSIER, RECKONING, T_LATEST
from lxml import html

from reckoning.show.casebook import casebook
from reckoning.show.figure import claim_figure, toll_figure
from reckoning.show.site import render


@cache
def trees():
    return {p: html.document_fromstring(d.decode()) for p, d in render(DOSSIER).items() if p.endswith(".html")}


def press(page: str, href: str):
    path, _, fragment = href.partition("#")
    aim = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    tree = trees()[aim]
    return aim, (tree.get_element_by_id(fragment) if fragment else tree.body)


def marked_words(page: str, target) -> str | None:
    """The words of the mark that follows an anchor in a document page."""
    if not page.startswith("documents/"):
        return None
    link = target.getnext()
    while link is not None and link.tag != "a":
        link = link.getnext()
    return "".join(link.itertext()) if link is not None else None


@pytest.mark.parametrize("toll", RECKONING.tolls, ids=lambda t: t.rule_set)
def test_a_toll_leads_to_its_steps_and_they_to_the_words(toll):
    book = casebook(DOSSIER)
    page, section = press("index.html", book.addresses.href(toll_figure(toll).refers, page="index.html"))
    shown = " ".join("".join(section.itertext()).split())
    for step in toll.steps:
        assert step.rule in shown
        for key in step.claims:
            if key not in book.cited:
                assert key[:12] in shown
                continue
            claim = book.cited[key].claim
            link = next(a for a in section.iter("a") if a.get("href", "").endswith(book.addresses.path(f"claim:{key}")))
            at, target = press(page, link.get("href"))
            assert claim.anchor.exact.startswith(marked_words(at, target))


def test_every_figure_with_a_claim_behind_it_stands_on_its_words():
    book = casebook(DOSSIER)
    for cited in book.cited.values():
        at, target = press("index.html", book.addresses.href(claim_figure(cited.claim).refers, page="index.html"))
        assert target.get("id", "").startswith("c-")
        words = marked_words(at, target)
        assert words
        assert cited.claim.anchor.exact.startswith(words)


def test_every_figure_on_every_page_arrives_somewhere_with_a_number_or_a_list():
    for page, tree in trees().items():
        for link in tree.xpath("//a[@class='figure']"):
            _, target = press(page, link.get("href"))
            assert target is not None


def test_a_mark_leads_to_its_note_and_the_note_back():
    book = casebook(DOSSIER)
    page = book.addresses.path(f"claim:{C212.key}").partition("#")[0]
    mark = next(
        a
        for a in trees()[page].iter("a")
        if a.get("class") == "mark-link" and "212 civilians had" in "".join(a.itertext())
    )
    _, note = press(page, mark.get("href"))
    assert "212" in "".join(note.itertext())
    back = note.xpath(".//a[@class='figure']")[0]
    _, target = press(page, back.get("href"))
    assert marked_words(page, target) == C212.anchor.exact


def test_the_number_shown_is_the_number_reckoned():
    _, section = press("index.html", casebook(DOSSIER).addresses.href(f"toll:{T_LATEST.key}", page="index.html"))
    assert section.xpath(".//p[@class='verdict']/a")[0].text == "260"
