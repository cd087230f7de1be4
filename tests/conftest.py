"""What all tests share: the data outside the project, floors that may not be skipped, hypothesis without a clock."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parents[1]
FLOORS = PROJECT / "tests" / "accuracy"
REQUIRED = os.environ.get("RECKONING_FLOORS_REQUIRED") == "1"

# A shared machine's clock says nothing about the code; benchmarks assert time. CI draws the same examples each time.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder ``data`` of RECKONING_DATA; skips where it is absent."""
    return _outside("data")


@pytest.fixture(scope="session")
def scoring() -> Path:
    """The folder ``scoring`` of RECKONING_DATA; skips where it is absent."""
    return _outside("scoring")


def _outside(name: str) -> Path:
    folder = (PROJECT / os.environ.get("RECKONING_DATA", "../shared")).resolve() / name
    if not folder.is_dir():
        pytest.skip(f"no folder {name!r} at RECKONING_DATA: this test reads data that are not part of the project")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the floors are required, one that skips has failed: a floor that is not measured is not held."""
    report = yield
    if REQUIRED and report.skipped and FLOORS in item.path.parents:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"The data are here, and this floor was skipped: {reason}"
    return report
