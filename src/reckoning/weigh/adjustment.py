"""Named adjustments with bounds: what is taken off a reported total before it may enter a count, and why.

Reach for an Adjustment when a total of a place and period (a morgue's, say) holds deaths that are not the ones
counted: combatants, deaths that would have happened anyway, incidents recorded already. Iraq Body Count subtracts in
this order (incident notes x132, x334, x350): combatants, background, overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from reckoning.problems import ReckoningError
from reckoning.types import Bracket

AdjustmentKind = Literal["combatants", "background", "overlap"]
ORDER: tuple[AdjustmentKind, ...] = ("combatants", "background", "overlap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A deduction from the total that ``claim`` (a key) reports: a count or a share, each between two bounds.

    ``least`` and ``most`` are whole numbers of deaths, or, with ``share``, fractions such as "1/50" and "1/25".
    ``because`` is printed as the reason. Raises ``ReckoningError`` if the bounds are crossed or no numbers.
    """

    claim: str
    kind: AdjustmentKind
    least: str
    most: str
    because: str
    share: bool = False
    rests_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse bounds that are no numbers, negative, crossed, or a share above one."""
        try:
            least, most = Fraction(self.least), Fraction(self.most)
        except ValueError as error:
            raise ReckoningError(f"The adjustment {self.because!r} needs numbers, such as 30 or 1/50.") from error
        if least < 0 or most < least or (self.share and most > 1):
            raise ReckoningError(f"The adjustment {self.because!r} needs 0 <= least <= most (a share: <= 1).")


def adjusted(total: Bracket, taken: Adjustment) -> Bracket:
    """The total less the adjustment: the low end loses the most, the high end the least; never below zero.

    >>> a = Adjustment(claim="", kind="combatants", least="1/50", most="1/25", share=True, because="rarely brought")
    >>> adjusted(Bracket(low=1000, high=1000), a)
    Bracket(low=960, best=None, high=980)
    """
    low = None if total.low is None else max(0, total.low - _upper(total.low, taken))
    high = None if total.high is None else max(0, total.high - _lower(total.high, taken))
    return Bracket(low=low, best=None, high=high)


def _upper(of: int, taken: Adjustment) -> int:
    return ceil(Fraction(taken.most) * of) if taken.share else ceil(Fraction(taken.most))


def _lower(of: int, taken: Adjustment) -> int:
    return floor(Fraction(taken.least) * of) if taken.share else floor(Fraction(taken.least))


def in_order(held: tuple[Adjustment, ...]) -> tuple[Adjustment, ...]:
    """Adjustments in the published order, ties by their words."""
    return tuple(sorted(held, key=lambda a: (ORDER.index(a.kind), a.because, a.claim)))
