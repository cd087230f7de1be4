"""Official daily tolls of Gaza with gaps and late corrections: seven days do not fit, gaps raise nothing.

Figures from the public-domain (Unlicense) Palestine Datasets, read from ``RECKONING_DATA``.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from claims_factory import PEOPLE, Desk, day, exact, place, span

from reckoning.weigh.run import weigh

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("RECKONING_DATA", ROOT / "../shared"))
DAILY = next((p for p in (DATA / "gaza-daily", DATA / "data/gaza-daily") if p.exists()), None)
GAZA = place("Gaza Strip", ident="ps-gaza", within=("ps",), precision="admin1", country="PS")
MISFITS = {"2023-12-05", "2023-12-08", "2023-12-09", "2024-01-12", "2024-01-16", "2024-08-27", "2024-08-28"}

pytestmark = pytest.mark.skipif(DAILY is None, reason="gaza-daily is absent: set RECKONING_DATA to the data folder")


def bulletin(row: dict) -> Desk:
    """One official bulletin: the running total, and the figure for its period where it states one."""
    desk = Desk(name=f"bulletin-{row['report_date']}", publisher="Gaza health ministry", published=row["report_date"])
    today = day(row["report_date"])
    if "killed_cum" in row:
        desk.add(exact(row["killed_cum"]), PEOPLE, origin="Gaza health ministry", cumulative=True,
                 time=span("2023-10-07", today.isoformat()), places=[GAZA])  # fmt: skip
    if "killed" in row and row["report_period"] >= 24:
        first = today - timedelta(days=row["report_period"] // 24 - 1)
        desk.add(exact(row["killed"]), PEOPLE, origin="Gaza health ministry",
                 time=span(first.isoformat(), today.isoformat()), places=[GAZA])  # fmt: skip
    return desk


@pytest.fixture(scope="module")
def reckoning():
    lines = (DAILY / "daily_gaza.jsonl").read_text("utf-8").splitlines()
    return weigh([bulletin(json.loads(line)).report() for line in lines])


def test_seven_days_do_not_fit(reckoning):
    misfits = [p for p in reckoning.problems if p.code == "SERIES-MISFIT"]
    days = {day_ for day_ in MISFITS for p in misfits if f"as of {day_} does not fit" in p.says}
    assert days == MISFITS
    assert len(misfits) == 7
    assert all(p.anchor and p.also and p.anchor != p.also for p in misfits)


def test_a_running_total_is_one_series_that_never_falls(reckoning):
    running = [s for s in reckoning.series if s.scope == "running"]
    assert len(running) == 1
    values = [p.value for p in running[0].points if p.as_of]
    assert values == sorted(values)
    assert not [p for p in reckoning.problems if p.code == "SERIES-FALL"]


def test_the_toll_is_the_last_total_not_a_sum(reckoning):
    toll = next(t for t in reckoning.tolls if t.rule_set == "latest-per-origin.v1")
    last = next(s for s in reckoning.series if s.scope == "running").points[-1]
    assert (toll.low, toll.best, toll.high) == (last.value, last.value, last.value)
    assert toll.as_of > date(2026, 1, 1)
