"""What a reader sees first: the heading, the order of incidents, sides, ranges that a rule set does not give."""

from __future__ import annotations

import re
from dataclasses import replace

from invented import DOSSIER, EPISODE, RECKONING, T_LATEST

from reckoning.reckoned import SideRange
from reckoning.show.casebook import casebook
from reckoning.show.heading import heading
from reckoning.show.index_page import leading
from reckoning.show.numerals import quantity_words
from reckoning.show.site import render
from reckoning.show.strip import below, strip
from reckoning.show.unknown import _of
from reckoning.show.words import why_nothing
from reckoning.types import Bracket, Incident, Quantity, Step

UNTITLED = replace(DOSSIER, title="A reckoning")


def page(dossier, reference):
    return render(dossier)[casebook(dossier).addresses.path(reference)].decode()


def test_a_dossier_without_a_title_is_headed_by_its_leading_incident():
    assert heading(casebook(UNTITLED)) == f"A reckoning: {EPISODE.label}"
    assert f"<title>A reckoning: {EPISODE.label}</title>" in page(UNTITLED, "page:index")


def test_a_title_that_people_gave_stays():
    assert heading(casebook(replace(DOSSIER, title="The valley"))) == "The valley"


def test_an_empty_reckoning_keeps_the_plain_heading():
    bare = replace(UNTITLED, reckoning=replace(RECKONING, incidents=(), tolls=()))
    assert heading(casebook(bare)) == "A reckoning"


def test_killings_lead_whatever_else_many_claims_speak_of():
    flight = Incident(id="f" * 12, label="A flight", claims=tuple(c for i in RECKONING.incidents for c in i.claims))
    first = leading(casebook(replace(DOSSIER, reckoning=replace(RECKONING, incidents=(flight, *RECKONING.incidents)))))
    assert first[0].incident.id == EPISODE.id


def test_an_incident_that_nobody_counts_stands_below_the_table_and_not_in_it():
    lone = Incident(id="e" * 12, label="Somewhere, undated", claims=())
    index = page(replace(DOSSIER, reckoning=replace(RECKONING, incidents=(lone, *RECKONING.incidents))), "page:index")
    assert "Somewhere, undated" in re.search(r"Mentioned without a count of their own:.*", index)[0]
    assert "Somewhere, undated" not in index.rpartition("<table")[2].partition("</table>")[0]


def test_the_range_without_the_parties_stands_beside_the_whole():
    side = SideRange(
        toll=T_LATEST.key, own=Bracket(), other=Bracket(low=31, best=31, high=31), third=Bracket(low=260, best=260, high=260),
        without_parties=Bracket(low=260, best=260, high=260), parties=(RECKONING.origins[2].id,),
    )  # fmt: skip
    made = page(replace(DOSSIER, reckoning=replace(RECKONING, sides=(side,))), f"incident:{EPISODE.id}")
    sides = made[made.index('id="sides"') : made.index('id="sensitivity"')]
    assert "with and without the parties to the conflict" in sides
    assert re.search(r'data-label="Without the parties"><a class="figure"[^>]*>260</a>', sides)
    assert re.search(r'data-label="The side of the dead"><span class="absent">nothing said', sides)
    assert RECKONING.origins[2].name in sides


def test_without_a_party_the_page_says_that_nothing_changes():
    said = "with or without the parties the ranges are the same"
    nobody = SideRange(toll=T_LATEST.key, own=Bracket(), other=Bracket(), third=Bracket(), without_parties=Bracket())
    assert said in page(replace(DOSSIER, reckoning=replace(RECKONING, sides=(nobody,))), f"incident:{EPISODE.id}")
    assert said not in page(DOSSIER, f"incident:{EPISODE.id}"), "sides that nobody weighed tell nothing"


def test_a_rule_set_without_a_range_says_why():
    step = Step(rule="two-sources", claims=(), before=Bracket(), after=Bracket(), because="not included")
    bare = replace(T_LATEST, low=None, best=None, high=None, steps=(step,))
    assert why_nothing(bare) == "needs two sources"
    assert why_nothing(replace(bare, steps=())) == ""


def test_an_outlier_is_listed_once_with_every_rule_set_that_sets_it_aside():
    book = casebook(DOSSIER)
    group = next(g for g in book.groups[EPISODE.id] if T_LATEST in g.tolls)
    one = strip(group, book, str)
    again = replace(T_LATEST, rule_set="gtd.v1")
    two = replace(one, outliers=tuple(replace(stray, tolls=(again,)) for stray in one.outliers))
    first, second = below([one, two])
    assert [[t.rule_set for t in stray.tolls] for stray in first.told] == [["latest-per-origin.v1", "gtd.v1"]]
    assert second.told == ()


def test_a_count_of_one_is_singular():
    one = replace(DOSSIER, reports=DOSSIER.reports[:1])
    lead = page(one, "page:index").partition('class="lead"')[2].partition("</p>")[0]
    assert re.search(r">1</a> document\.", lead)


def test_a_bound_that_parts_raise_keeps_the_written_number():
    raised = Quantity(low=1311, high=None, value=1300, bound="at_least", as_written="more than 1,300")
    assert quantity_words(raised) == "more than 1,300, at least 1,311 by its parts"


def test_what_is_not_known_of_one_is_singular():
    assert _of(1, "counts have no upper end.", "page:index").says == "count has no upper end."
    assert _of(2, "counts have no upper end.", "page:index").says == "counts have no upper end."
