"""Published rule sets, one module each; every one is named, versioned and cites its source."""

from __future__ import annotations

from reckoning.weigh.rules import acled, latest_per_origin, ucdp
from reckoning.weigh.toll import RuleSet

BUILTIN_RULE_SETS: tuple[RuleSet, ...] = (latest_per_origin.RULE_SET, acled.RULE_SET, ucdp.RULE_SET)

__all__ = ["BUILTIN_RULE_SETS", "RuleSet"]
