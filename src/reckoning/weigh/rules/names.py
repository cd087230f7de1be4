"""``names.v1``: victims named one by one, plus those identified without a name.

Source: Airwars' practice of assembling a range from named victims and unnamed but identified ones ("her three
daughters"): 65 named and 8 identified give 65-73 (Airwars incident ispt0044, Jabalia market, 9 October 2023). The low
end is the number of distinct names, the high end adds the unnamed; a list of names is never a maximum of all dead.
"""

from __future__ import annotations

from reckoning.types import Bracket, Toll
from reckoning.weigh.docket import Docket
from reckoning.weigh.group import EVERYONE
from reckoning.weigh.roll import distinct_persons
from reckoning.weigh.saying import Saying
from reckoning.weigh.toll import RuleSet, chain

NAME = "names.v1"


def fold(docket: Docket) -> tuple[Toll, ...]:
    """One toll for everyone where anybody is named or identified; nothing else."""
    if docket.measure != "killed" or docket.unit != "people" or not docket.persons:
        return ()
    made = chain(NAME, docket, EVERYONE)
    named = distinct_persons(docket.persons)
    keys = tuple(sorted(p.key for p in docket.persons))
    rows = len(docket.persons)
    again = f", {rows - named:,} rows name one of them again" if rows > named else ""
    made.move_claims("named", keys, Bracket(low=named, best=named, high=named), f"{named:,} persons named{again}")
    unnamed = _largest_per_words(docket.identified)
    if unnamed:
        count = sum(n for n, _ in unnamed)
        after = Bracket(low=named, best=named, high=named + count)
        because = " and ".join(f"“{s.claim.anchor.exact}” ({n:,})" for n, s in unnamed)
        made.move_claims(
            "unnamed", tuple(sorted(s.key for _, s in unnamed)), after, f"identified without a name: {because}"
        )
    return (made.toll(None),)


def _largest_per_words(said: tuple[Saying, ...]) -> list[tuple[int, Saying]]:
    """The identified unnamed, each wording once with its largest count: reports repeat one another."""
    best: dict[str, tuple[int, Saying]] = {}
    for s in said:
        count = s.claim.quantity.low or s.value or 0
        words = s.claim.population.text.casefold()
        if count > best.get(words, (0, s))[0]:
            best[words] = count, s
    return [best[w] for w in sorted(best)]


RULE_SET = RuleSet(
    name=NAME,
    title="Names: named and identified",
    source="Airwars methodology; incident ispt0044",
    fold=fold,
)
