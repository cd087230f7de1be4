"""When to stop: every threshold, refusal and warning of the estimates, in one place.

A refusal or warning has a code, a reason in plain words and a cure. The thresholds are argued in docs/estimation.md.
"""

from __future__ import annotations

from reckoning.weigh.estimate.answer import Notice

FEWEST_LISTS = 3
RHAT = 1.01
EFFECTIVE = 400.0
CAP_MASS = 0.01
FAILED_RESAMPLES = 0.05
WEAK_OVERLAP = 5
DOMINANT = 0.8
SMALL_LIST = 10
LOW_COVERAGE = 0.55
LEAVE_ONE_OUT = 0.25
FAR_BEYOND = 5.0
SPIKE = 0.05
VALLEY = 0.5
FEWEST_IMPUTATIONS = 20
MISSING = 0.1


def few_lists(lists: int) -> Notice:
    return Notice(
        code="EST-FEW-LISTS",
        reason=f"Only {lists} list{'s hold' if lists != 1 else ' holds'} any record; how lists depend on each other "
        f"can only be seen from {FEWEST_LISTS} on.",
        cure="Add a list that was made independently, or state in writing why two lists are independent.",
    )


def no_independence() -> Notice:
    return Notice(
        code="EST-NO-INDEPENDENCE",
        reason="Two lists give an estimate only if being on one says nothing about being on the other, and nobody "
        "has said so for these lists.",
        cure="Give a statement of independence that a reader can judge, or add a third list.",
    )


def mixed_units(units: tuple[str, ...]) -> Notice:
    return Notice(
        code="EST-MIXED-UNITS",
        reason=f"The lists count different things ({', '.join(sorted(set(units)))}); an overlap of them means nothing.",
        cure="Bring every list to one unit (people) before the overlaps are counted.",
    )


def empty() -> Notice:
    return Notice(code="EST-EMPTY", reason="The table holds nobody.", cure="Check that the lists were linked and read.")


def no_overlap_at_all() -> Notice:
    return Notice(
        code="EST-NO-OVERLAP-AT-ALL",
        reason="Nobody is on two lists; without overlap the counts say nothing about those whom no list has.",
        cure="Check the linkage first: lists of the same events that share nobody are rare. Else add lists.",
    )


def no_estimate() -> Notice:
    return Notice(
        code="EST-NO-MLE",
        reason="The likelihood has no highest point: it grows without end as some expected count goes to zero "
        "(Fienberg and Rinaldo 2012). A programme may still print a number; it would be where the search stopped.",
        cure="Merge or drop lists that share nobody, use a simpler model, or gather more records.",
    )


def not_identified() -> Notice:
    return Notice(
        code="EST-NOT-IDENTIFIED",
        reason="Several totals fit the counts exactly as well as each other; the data cannot tell them apart.",
        cure="Use a simpler model, merge lists that share nobody, or gather more records.",
    )


def not_converged(rhat: float, effective: float) -> Notice:
    return Notice(
        code="EST-NOT-CONVERGED",
        reason=f"The chains do not agree yet (R-hat {rhat:.3f}, at most {RHAT} is accepted; {effective:.0f} effective "
        f"draws, {EFFECTIVE:.0f} are needed). An answer now would depend on where they started.",
        cure="Resume with a larger budget; if that does not help, use fewer lists or another method.",
    )


def cap_mass(mass: float) -> Notice:
    return Notice(
        code="EST-CAP-MASS",
        reason=f"{mass:.1%} of the posterior lies at the end of the range that was searched; the upper end would be "
        "the limit of the search, not of the evidence.",
        cure="Gather lists that overlap more; a wider search alone moves the limit without ending it.",
    )


def empty_cell(cells: int) -> Notice:
    return Notice(
        code="EST-EMPTY-CELL",
        reason=f"{cells} list pattern{'s are' if cells != 1 else ' is'} empty; this assumption multiplies and divides "
        "by every one of them.",
        cure="Merge lists until every pattern is seen, or rely on the other methods.",
    )


def too_wide(lists: int, widest: int) -> Notice:
    return Notice(
        code="EST-TOO-WIDE",
        reason=f"The method covers at most {widest} lists; the table has {lists}.",
        cure="Merge lists that share a source, or rely on the methods that take more lists.",
    )


def failed_resamples(share: float) -> Notice:
    return Notice(
        code="EST-RESAMPLES-FAILED",
        reason=f"In {share:.1%} of the resamples no estimate exists; the interval would leave out the worst cases.",
        cure="Merge or drop the smallest lists, or rely on another method.",
    )


def unstable(coverage: float) -> Notice:
    return Notice(
        code="EST-UNSTABLE",
        reason=f"The sample-coverage estimate is not finite (coverage {coverage:.0%}).",
        cure="Gather lists that overlap more.",
    )


def weak_overlap(pair: str, people: int) -> Notice:
    code = "EST-WEAK-OVERLAP" if people else "EST-NO-OVERLAP"
    shared = f"share {'only ' + str(people) if people else 'no'} {'person' if people == 1 else 'people'}"
    return Notice(
        code=code, about=pair, reason=f"{pair} {shared}; what they say about each other rests on almost nothing.",
        cure="Check the linkage of this pair; ask whether one list excludes by design what the other gathers.",
    )  # fmt: skip


def dominant(name: str, share: float) -> Notice:
    return Notice(
        code="EST-DOMINANT-LIST", about=name, reason=f"{name} holds {share:.0%} of all documented people.",
        cure="Ask how the total changes without it (see the leave-one-out table).",
    )  # fmt: skip


def small_list(name: str, people: int) -> Notice:
    return Notice(
        code="EST-SMALL-LIST", about=name, reason=f"{name} holds only {people} people.",
        cure="Merge it with a list of the same kind.",
    )  # fmt: skip


def low_coverage(share: float) -> Notice:
    return Notice(
        code="EST-LOW-COVERAGE",
        reason=f"The lists seem to reach {share:.0%} of the whole by sample coverage; below {LOW_COVERAGE:.0%} "
        "this estimate is too low where lists depend on each other, and its interval, which holds chance alone, does "
        "not show it.",
        cure="Gather a list that reaches people whom the others miss.",
    )


def disjoint(one: str, two: str) -> Notice:
    return Notice(
        code="EST-DISJOINT", about=f"{one} / {two}",
        reason=f"The intervals of {one} and {two} do not meet; at least one assumption is wrong.",
        cure="Report both with their assumptions; seek knowledge of how the lists came to be that rules one out.",
    )  # fmt: skip


def leave_one_out(name: str, method: str, change: float) -> Notice:
    return Notice(
        code="EST-LEAVE-ONE-OUT", about=f"{name} ({method})",
        reason=f"Without {name} the estimate moves by {change:+.0%}; the total hangs on one list.",
        cure="Examine how this list was made and linked.",
    )  # fmt: skip


def far_beyond(method: str, ratio: float) -> Notice:
    return Notice(
        code="EST-FAR-BEYOND", about=method,
        reason=f"{method} puts the total at {ratio:.1f} times the documented; most of it is model.",
        cure="Say so wherever the estimate is quoted; gather more lists.",
    )  # fmt: skip


def bimodal(method: str) -> Notice:
    return Notice(
        code="EST-BIMODAL",
        about=method,
        reason="The posterior has two separate peaks: two stories fit, and the middle between them fits neither.",
        cure="Report the peaks; seek knowledge that rules one out.",
    )


def spike(mass: float) -> Notice:
    return Notice(
        code="EST-SPIKE-AT-ZERO",
        reason=f"{mass:.0%} of the posterior says that hardly anybody is unseen: the prior's wish.",
        cure="Compare with the other methods; do not quote the lower end alone.",
    )


def wide_sensitivity() -> Notice:
    return Notice(
        code="EST-SENSITIVE",
        reason="Halving or doubling the one untestable odds ratio moves the total beyond the method's own interval.",
        cure="Quote the sensitivity range, not the interval.",
    )


def few_imputations(times: int) -> Notice:
    return Notice(
        code="EST-FEW-IMPUTATIONS", reason=f"{times} completed data sets were used; fewer than {FEWEST_IMPUTATIONS} "
        "understate what missing values cost.", cure=f"Impute at least {FEWEST_IMPUTATIONS} times.",
    )  # fmt: skip


def missing_fields(field: str, share: float) -> Notice:
    return Notice(
        code="EST-MISSING-FIELDS", about=field,
        reason=f"{field} is missing for {share:.0%} of the people; it was imputed.",
        cure="Go back to the sources; complete-case estimates would be too low.",
    )  # fmt: skip


def stratum_refused(name: str) -> Notice:
    return Notice(
        code="EST-STRATUM-REFUSED", about=name,
        reason=f"The stratum {name!r} has no estimate, so the strata have no total.",
        cure="Merge the stratum with a neighbour, or report the other strata one by one.",
    )  # fmt: skip


def strata_summed(strata: int) -> Notice:
    return Notice(
        code="EST-STRATA-SUMMED",
        reason=f"The totals by strata are sums over {strata} strata, and every assumption has to hold in each of them; "
        "the smaller the strata, the less the lists can say of each.",
        cure="Compare with the estimate of all people together; where the two disagree, say why.",
    )


def unlinked(lists: int, rows: int, pairs: int, example: str) -> Notice:
    """``pairs`` of rows on different lists have one name and nobody has said whether they are one person."""
    where = f", for instance {example}" if example else ""
    open_pairs = (
        f"{pairs} {'pairs' if pairs != 1 else 'pair'} of rows on different lists carry one name, and nobody has "
        f"decided whether each is one person{where}."
        if pairs
        else f"Nobody has decided which of the {rows} rows on {lists} lists are one person."
    )
    return Notice(
        code="EST-UNLINKED",
        reason=f"{open_pairs} Counted as they are, they would be taken for more people than they are, seen by fewer "
        "lists than they were, and the estimate would be far too high.",
        cure="Decide the pairs in the case (same or different person), or link the rows outside: write them with "
        "`--rows FILE`, fill in its column `person`, and give the file back with `--links FILE`.",
    )  # fmt: skip


def links_conflict(example: str) -> Notice:
    return Notice(
        code="EST-LINKS-CONFLICT",
        reason=f"The verdicts contradict each other: {example} were said to be different people, and other verdicts "
        "join them.",
        cure="Look at the chain of verdicts between the two and withdraw the one that is wrong.",
    )


def linked_by(who: str, rows: int, pairs: int) -> Notice:
    return Notice(
        code="EST-LINKED-BY", about=who,
        reason=f"{rows} rows were joined with others by {who}, in {pairs} {'links' if pairs != 1 else 'link'}; rows "
        "that nobody joined count as people of their own.",
        cure="Have a sample of the links, and of the rows left alone, checked by people who did not make them.",
    )  # fmt: skip


def repeated_names(rows: int) -> Notice:
    return Notice(
        code="EST-REPEATED-NAMES",
        reason=f"{rows} rows share their name with another row of the same list; they count as people of their own.",
        cure="Check whether a list names somebody twice; say so in the case or in the file of links.",
    )


def disagreeing_fields(field: str, people: int) -> Notice:
    return Notice(
        code="EST-FIELDS-DISAGREE", about=field,
        reason=f"The rows of {people} linked {'people' if people != 1 else 'person'} disagree on {field}; it was taken "
        "as missing.", cure="Go back to the sources, or check the links.",
    )  # fmt: skip


def other_harm(rows: int) -> Notice:
    return Notice(
        code="EST-OTHER-HARM",
        reason=f"{rows} {'rows name people' if rows != 1 else 'row names somebody'} not said to be dead (missing, "
        "abducted and the like) and left out, as an estimate is of one kind of harm.",
        cure="Estimate each kind of harm on its own.",
    )


def standing() -> tuple[Notice, ...]:
    """What no table can show and every page must ask."""
    return (
        Notice(
            code="EST-ASK-REFERRAL",
            reason="If one list was fed from another, people are on both more often than chance, "
            "and totals come out too low.", cure="Ask the makers of each list where their names came from.",
        ),
        Notice(
            code="EST-ASK-EXCLUSION",
            reason="If one list leaves out by design what another gathers, totals come out too "
            "high.", cure="Ask each list's rules of admission.",
        ),
        Notice(
            code="EST-ASK-CLOSED",
            reason="The estimate is of people who could have been on every list: same place, same "
            "time, same kind of harm.", cure="Define place, time and violation before linking.",
        ),
        Notice(
            code="EST-ASK-LINKAGE", reason="Links missed make totals too high; false links make them too low.",
            cure="Have a sample of links checked by people who did not make them; give linkage replicates.",
        ),
    )  # fmt: skip
