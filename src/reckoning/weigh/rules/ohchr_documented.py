"""``ohchr.documented.v1``: a person is counted only with full name, date and place of death.

Source: OHCHR, "Guidance on Casualty Recording" (HR/PUB/19/1, 2019) and the Office's Syria reports (June 2022): full
name, date and location of death, all three. SDG indicator 16.1.2 reports documented and estimated deaths apart; the
documented figure is no minimum of the truth and no maximum, so its high end is open.
"""

from __future__ import annotations

from reckoning.types import Bracket, PersonRow, Toll
from reckoning.weigh.docket import Docket
from reckoning.weigh.group import EVERYONE
from reckoning.weigh.roll import distinct_persons
from reckoning.weigh.toll import RuleSet, chain

NAME = "ohchr.documented.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for everyone where anybody is named; nothing where nobody is."""
    if docket.measure != "killed" or docket.unit != "people" or not docket.persons:
        return ()
    made = chain(NAME, docket, EVERYONE)
    documented = [p for p in docket.persons if _full(p)]
    rest = [p for p in docket.persons if not _full(p)]
    count = distinct_persons(documented)
    words = f"{count:,} persons with full name, date and place of death"
    made.move_claims("documented", _keys(documented), Bracket(low=count, best=count, high=None), words)
    if rest:
        missing = f"{distinct_persons(rest):,} more named persons lack a full name, a date or a place and are left out"
        made.move_claims("incomplete", _keys(rest), made.bracket, missing)
    return (made.toll(None),)


def _full(person: PersonRow) -> bool:
    when = person.date_of_death
    return len(person.name.split()) > 1 and when is not None and when.start is not None and person.place is not None


def _keys(persons: list[PersonRow]) -> tuple[str, ...]:
    return tuple(sorted(p.key for p in persons))


RULE_SET = RuleSet(
    name=NAME,
    title="OHCHR: individually documented",
    source="OHCHR, Guidance on Casualty Recording (2019); SDG indicator 16.1.2 metadata",
    fold=fold,
)
