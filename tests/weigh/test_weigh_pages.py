"""What a commission's lawyer finds on an incident's page: every claim reachable, larger parts named, rulings beside."""

from __future__ import annotations

import sys
from html import unescape
from pathlib import Path

import pytest
from claims_factory import CIVILIANS, COAST, PEOPLE, Desk, exact, span

from reckoning.reckoned import Ruling
from reckoning.show.casebook import casebook
from reckoning.show.dossier import Dossier
from reckoning.show.site import render
from reckoning.types import Quantity
from reckoning.weigh.run import WeighSettings, weigh

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "show"))
from page_audit import access_faults, bare_numbers, link_faults


def bulletin(n, day, population=CIVILIANS, origin="MSF"):
    desk = Desk(name=f"{origin}-{day}-{population.text}", publisher=f"Outlet {day[-2:]}", published=day)
    desk.add(exact(n), population, origin=origin, time=span("2025-03-06", day), cumulative=True, places=[COAST])
    return desk.report()


REPORTS = (
    *(bulletin(n, f"2025-03-{d:02}") for d, n in enumerate(range(340, 1700, 87), start=7)),
    bulletin(1334, "2025-03-31", PEOPLE, "HRW"),
)
FIRST = REPORTS[0].findings.claims[0]
RULING = Ruling(
    claim=FIRST.key, decision="ab12cd34ef56", actor="M. R.", at="2025-04-01", reason="page 3 says so", read=FIRST.quantity,
    quantity=Quantity(low=357, high=357, value=357, bound="exact", as_written="[357]"),
)  # fmt: skip


@pytest.fixture(scope="module")
def site():
    dossier = Dossier(reports=REPORTS, reckoning=weigh(REPORTS, settings=WeighSettings(rulings=(RULING,))))
    pages = render(dossier)
    (episode,) = dossier.reckoning.incidents
    return pages, unescape(pages[casebook(dossier).addresses.path(f"incident:{episode.id}")].decode())


def test_every_claim_stands_on_a_long_page_behind_a_line_to_press(site):
    _, page = site
    assert page.count('<details class="fold">') >= len(REPORTS)
    for report in REPORTS:
        assert report.findings.claims[0].anchor.exact in page
        assert f"{report.findings.claims[0].quantity.value:,}</a>" in page


def test_a_part_above_its_whole_is_named_below_the_strip_with_both_quotes(site):
    _, page = site
    assert page.count("A part is larger than this whole.") == 1
    block = page.split("A part is larger than this whole.")[1].split("</div>")[0]
    assert "1,334 people killed" in block
    assert "civilians killed" in block


def test_a_ruling_stands_beside_what_the_machine_reads(site):
    _, page = site
    row = next(r for r in page.split("<tr>") if FIRST.anchor.exact in r and "M. R. decided" in r)
    assert "357" in row
    assert "ab12cd34ef56" in row


def test_the_sections_that_a_reader_looks_for_are_there(site):
    _, page = site
    for words in (
        "What would settle it",
        "What is not known",
        "Independence",
        "What contradicts what",
        "Parts and wholes",
    ):
        assert words in page


def test_the_pages_pass_the_inspection(site):
    pages, _ = site
    assert bare_numbers(pages) == ()
    assert link_faults(pages) == ()
    assert access_faults(pages) == ()
