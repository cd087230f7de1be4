"""What a method answers: an interval with its draws, or a refusal with its reason and its cure. Never a bare number."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A refusal or a warning: its code, its reason in plain words, what would cure it, and whom it concerns."""

    code: str
    reason: str
    cure: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One diagnostic: R-hat, effective sample size, mass at the end of a grid, share of failed resamples."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One method's answer for the total, documented and not: point, 95 % interval, draws, and what it assumes.

    ``draws`` are of the total (people); a point is the maximum-likelihood estimate where there is one, else the median.
    """

    method: str
    label: str
    point: float
    low: float
    high: float
    draws: tuple[float, ...]
    assumption: str
    model: str = ""
    gauges: tuple[Gauge, ...] = ()
    warnings: tuple[Notice, ...] = ()
    seed: int = 0

    def gauge(self, name: str) -> float:
        """One diagnostic by name; NaN where the method has none."""
        return next((r.value for r in self.gauges if r.name == name), float("nan"))

    def warned(self, *notices: Notice) -> Answer:
        return replace(self, warnings=self.warnings + notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A method that gives no answer, and why."""

    method: str
    label: str
    notices: tuple[Notice, ...]
    gauges: tuple[Gauge, ...] = ()

    @property
    def code(self) -> str:
        return self.notices[0].code


Outcome = Answer | Refusal


def gauges(**values: float) -> tuple[Gauge, ...]:
    """Diagnostics in the order given."""
    return tuple(Gauge(name=name, value=float(value)) for name, value in values.items())


def tidy(draws: FloatArray) -> tuple[float, ...]:
    """Draws as they are kept and hashed: to six significant digits, so that no platform's last bit shows."""
    return tuple(float(f"{x:.6g}") if x < 1e6 else float(round(x)) for x in draws.tolist())


def quantiles(draws: FloatArray, *levels: float) -> tuple[float, ...]:
    """Quantiles by linear interpolation; NaN draws are left out."""
    kept = draws[~np.isnan(draws)]
    return tuple(float(x) for x in np.quantile(kept, levels))


def central(draws: FloatArray) -> tuple[float, float, float]:
    """Median and central 95 % interval."""
    low, median, high = quantiles(draws, (1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    return median, low, high
