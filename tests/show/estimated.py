"""Invented estimates for the tests of pages: a full panel with strata, linkages and rows, and lists nobody has linked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.imputation import Person
from reckoning.weigh.estimate.panel import Basis, Panel, Request, estimate, undecided
from reckoning.weigh.estimate.people import People

LISTS = ("Families of Ardun", "District 4 hospital", "Names <kept> & read")


@cache
def people() -> People:
    """1,500 people of two kinds, those whom a list has; the kind of one in ten is not known."""
    generator = np.random.default_rng(4)
    chances = {"18+": (0.35, 0.3, 0.25), "0-17": (0.2, 0.3, 0.3)}
    found = []
    for number in range(1500):
        kind = "18+" if number % 3 else "0-17"
        on = tuple(name for name, p in zip(LISTS, chances[kind], strict=True) if generator.random() < p)
        if on:
            found.append(Person(key=str(number), lists=on, fields=(None if number % 10 == 1 else kind,)))
    return People(people=tuple(found), lists=LISTS, fields=("age",), units=("people",) * 3, label="Sel Valley")


@cache
def full() -> Panel:
    """Every part that a panel can have."""
    everyone = people()
    table = everyone.table()
    basis = Basis(
        rows=1300, people=table.n, notices=(honesty.linked_by("analyst 2", 310, 170), honesty.repeated_names(4))
    )
    fewer = People(
        people=everyone.people[40:], lists=LISTS, fields=("age",), units=everyone.units, label=everyone.label
    )
    request = Request(
        methods=("loglinear", "stepwise", "decomposable", "coverage", "nhoi"), linkages=(table, fewer.table()),
        people=everyone, by=("age",), imputations=3, basis=basis,
    )  # fmt: skip
    return estimate(table, request)


@cache
def unlinked() -> Panel:
    """Rows that nobody has linked."""
    notice = honesty.unlinked(3, 812, 44, "row 5de92798e3f4 of list-1.txt and row 0d0b25c4dfd0 of list-2.txt")
    request = Request(basis=Basis(rows=812, people=None))
    return replace(undecided(people().table(), 300, (notice,), request), outcomes=())
