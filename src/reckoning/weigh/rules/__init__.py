"""Published rule sets, one module each; every one is named, versioned and cites its source."""

from __future__ import annotations

from reckoning.weigh.rules import acled, airwars, gtd, ibc, latest_per_origin, names, ohchr_documented, ucdp
from reckoning.weigh.toll import RuleSet

BUILTIN_RULE_SETS: tuple[RuleSet, ...] = (
    latest_per_origin.RULE_SET,
    acled.RULE_SET,
    ucdp.RULE_SET,
    ibc.RULE_SET,
    airwars.RULE_SET,
    gtd.RULE_SET,
    ohchr_documented.RULE_SET,
    names.RULE_SET,
)

__all__ = ["BUILTIN_RULE_SETS", "RuleSet"]
