"""The pages of the invented dossier as they were last read and approved by a person.

After a change that is meant, look at the pages and renew the goldens: ``RECKONING_GOLDEN=renew pytest tests/show``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from invented import DOSSIER, EPISODE, O_WATCH, T1, T5, T_LATEST

from reckoning.show.casebook import casebook
from reckoning.show.site import render
from reckoning.show.whereabouts import document_id

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "index": "page:index",
    "incident": f"incident:{EPISODE.id}",
    "toll": f"toll:{T_LATEST.key}",
    "document": f"document:{document_id(T1)}",
    "hostile": f"document:{document_id(T5)}",
    "source": f"origin:{O_WATCH.id}",
    "statements": "page:statements",
    "problems": "page:problems",
    "method": "page:method",
}


@cache
def rendered() -> dict[str, bytes]:
    return render(DOSSIER)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_approved(name):
    page = rendered()[casebook(DOSSIER).addresses.path(PAGES[name]).partition("#")[0]]
    approved = GOLDEN / f"{name}.html"
    if os.environ.get("RECKONING_GOLDEN") == "renew":
        GOLDEN.mkdir(exist_ok=True)
        approved.write_bytes(page)
    assert page.decode() == approved.read_text(encoding="utf-8")


def digest_of_pages(pages: dict[str, bytes]) -> str:
    return sha256(b"".join(k.encode() + b"\0" + v for k, v in sorted(pages.items()))).hexdigest()


def test_the_order_of_arrival_changes_no_byte():
    r = DOSSIER.reckoning
    turned = replace(
        r, incidents=r.incidents[::-1], origins=r.origins[::-1], relays=r.relays[::-1], series=r.series[::-1],
        tolls=r.tolls[::-1], links=r.links[::-1], sensitivities=r.sensitivities[::-1], problems=r.problems[::-1],
    )  # fmt: skip
    other = replace(DOSSIER, reports=DOSSIER.reports[::-1], reckoning=turned, problems=DOSSIER.problems[::-1])
    assert render(other) == rendered()


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_the_hash_seed_changes_no_byte(seed):
    code = "from test_golden_pages import *; print(digest_of_pages(rendered()))"
    here = str(Path(__file__).parent)
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest_of_pages(rendered())


def test_rendering_reads_no_clock(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    first = render(DOSSIER)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert render(DOSSIER) == first
