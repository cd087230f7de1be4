"""The result: a panel. The documented first, then every method with its interval and assumption, then what it hangs on.

Nothing here adds the documented to the estimated in silence: every total says that it includes the documented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from reckoning.codec import to_plain
from reckoning.ids import digest_of
from reckoning.problems import ReckoningError
from reckoning.weigh.estimate import honesty, latent
from reckoning.weigh.estimate.answer import Answer, Notice, Outcome, Refusal
from reckoning.weigh.estimate.methods import METHODS, Method, gate, no_highest_order
from reckoning.weigh.estimate.nhoi import XI
from reckoning.weigh.estimate.people import People
from reckoning.weigh.estimate.strata import ByStrata, Copies, over_linkages, stratify
from reckoning.weigh.estimate.tables import CaptureTable

VERSION = "panel.v2"
EVERY = (*METHODS, "latent")
QUICK = ("stepwise", "decomposable", "coverage")

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """People on exactly these lists (names)."""

    lists: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a method says when one list had never been kept; None where it refuses. ``change`` is of the point."""

    left_out: str
    method: str
    documented: int
    point: float | None
    low: float | None
    high: float | None
    change: float | None
    refused: str = ""


_STILL = Shift(left_out="", method="", documented=0, point=None, low=None, high=None, change=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The total if the unseen were ``xi`` times what a method says: the untestable odds ratio off by that factor."""

    method: str
    xi: float
    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """The pooled answer over plausible linkages, and the share of its variance that linkage causes."""

    outcome: Outcome
    replicates: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the table was made of, where it was made of person rows: how many, and who joined them (as notices).

    ``people`` is None where nobody has decided which rows are one person.
    """

    rows: int
    people: int | None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All of it. ``refused`` holds what refuses every method; then ``outcomes`` is empty."""

    table: CaptureTable
    documented: int
    seed: int
    asked: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()
    refused: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    left_out: tuple[Shift, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    linkage: tuple[Linkage, ...] = ()
    strata: ByStrata | None = None
    basis: Basis | None = None
    independence: str = ""
    version: str = VERSION

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(o for o in self.outcomes if isinstance(o, Answer))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(o for o in self.outcomes if isinstance(o, Refusal))

    @property
    def digest(self) -> str:
        """The same table, methods, seed and version give the same digest."""
        return digest_of(self.version, to_plain(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to estimate with: methods, seed, the plan of the latent classes, an independence statement, linkages.

    With ``people`` and fields ``by`` there are totals by strata too, over ``imputations`` copies where fields are
    missing; ``basis`` says what the table was made of.
    """

    methods: tuple[str, ...] = EVERY
    seed: int = 1
    plan: latent.Plan = field(default_factory=latent.Plan)
    independence: str = ""
    linkages: tuple[CaptureTable, ...] = ()
    people: People | None = None
    by: tuple[str, ...] = ()
    imputations: int = 20
    basis: Basis | None = None


Latent = Callable[[CaptureTable, latent.Plan, int], Outcome]


def _plain_latent(table: CaptureTable, plan: latent.Plan, seed: int) -> Outcome:
    return latent.estimate(table, plan=plan, seed=seed)


def estimate(
    table: CaptureTable, request: Request | None = None, *, progress: Progress | None = None,
    run_latent: Latent = _plain_latent,
) -> Panel:  # fmt: skip
    """A panel for a table. ``run_latent`` lets the command lay down and take up the long run; results are the same."""
    asked = request or Request()
    unknown = sorted(set(asked.methods) - set(EVERY))
    if unknown:
        raise ReckoningError(f"There is no method {unknown[0]!r}; methods are {', '.join(EVERY)}.")
    used = table.drop_empty() if table.n else table
    start = Panel(
        table=table, documented=table.n, seed=asked.seed, asked=asked.methods, overlaps=_overlaps(table),
        refused=gate(table, independence=asked.independence), independence=asked.independence, basis=asked.basis,
    )  # fmt: skip
    if start.refused:
        return start
    tell = progress or _silent
    outcomes = _outcomes(used, asked, tell, run_latent)
    panel = replace(start, outcomes=outcomes, sensitivity=_sensitivity(used, outcomes))
    panel = replace(panel, left_out=_left_out(used, panel), linkage=_linkage(asked), strata=_strata(asked, tell))
    return replace(panel, warnings=_warnings(used, panel))


def undecided(table: CaptureTable, least: int, notices: tuple[Notice, ...], request: Request) -> Panel:
    """The panel of lists that are not linked: no table is shown of them, as its overlaps would mean nothing."""
    return Panel(
        table=table, documented=least, seed=request.seed, asked=request.methods, refused=notices, basis=request.basis
    )


def _silent(_step: str, _share: float) -> None:
    return None


def _outcomes(table: CaptureTable, asked: Request, progress: Progress, run_latent: Latent) -> tuple[Outcome, ...]:
    if table.width == 2:
        progress("two lists", 0.0)
        return (no_highest_order(table, asked.seed),)
    found: list[Outcome] = []
    for index, name in enumerate(m for m in EVERY if m in asked.methods):
        progress(name, index / len(asked.methods))
        seed = asked.seed * 100 + EVERY.index(name)
        found.append(run_latent(table, asked.plan, seed) if name == "latent" else METHODS[name](table, seed))
    return tuple(found)


def _overlaps(table: CaptureTable) -> tuple[Overlap, ...]:
    order = sorted(table.cells, key=lambda c: (-c[1], c[0]))
    return tuple(
        Overlap(lists=tuple(x for j, x in enumerate(table.lists) if mask >> j & 1), people=count)
        for mask, count in order
    )


def _sensitivity(table: CaptureTable, outcomes: Sequence[Outcome]) -> tuple[Sensitivity, ...]:
    """The unseen scale with the odds ratio: exactly under no-highest-order interaction, by definition elsewhere."""
    return tuple(_scaled(outcome, xi, table.n) for outcome in outcomes if isinstance(outcome, Answer) for xi in XI)


def _scaled(answer: Answer, xi: float, n: int) -> Sensitivity:
    point, low, high = (n + xi * (x - n) for x in (answer.point, answer.low, answer.high))
    return Sensitivity(method=answer.method, xi=xi, point=point, low=low, high=high)


def _left_out(table: CaptureTable, panel: Panel) -> tuple[Shift, ...]:
    """Every list left out in turn, by the quick methods that answered; of three lists none is, as two would be left."""
    if table.width < 4:
        return ()
    quick = [(n, a) for n in QUICK for a in panel.answers if a.method.startswith(n)]
    rows = []
    for j, left in enumerate(table.lists):
        smaller = table.without(j).drop_empty()
        for name, whole in quick:
            refused = gate(smaller)
            found: Outcome = (
                Refusal(method=whole.method, label=whole.label, notices=refused)
                if refused
                else METHODS[name](smaller, panel.seed * 100 + EVERY.index(name))
            )
            rows.append(_shift(left, smaller.n, whole, found))
    return tuple(rows)


def _shift(left: str, documented: int, whole: Answer, found: Outcome) -> Shift:
    if isinstance(found, Refusal):
        return Shift(
            left_out=left, method=whole.method, documented=documented, point=None, low=None, high=None, change=None,
            refused=found.code,
        )  # fmt: skip
    return Shift(
        left_out=left, method=whole.method, documented=documented, point=found.point, low=found.low, high=found.high,
        change=found.point / whole.point - 1,
    )  # fmt: skip


def _strata(asked: Request, progress: Progress) -> ByStrata | None:
    """Totals by strata, by the quick methods unless others were asked for; two lists have no strata."""
    if asked.people is None or not asked.by:
        return None
    names = QUICK if asked.methods == EVERY else asked.methods
    methods = {name: _method(name, asked.plan) for name in EVERY if name in names}
    return stratify(asked.people, asked.by, methods, Copies(times=asked.imputations, seed=asked.seed), progress)


def _method(name: str, plan: latent.Plan) -> Method:
    if name == "latent":
        return lambda table, seed: latent.estimate(table, plan=plan, seed=seed)
    return METHODS[name]


def _linkage(asked: Request) -> tuple[Linkage, ...]:
    if len(asked.linkages) < 2:
        return ()
    return tuple(_over(asked, name) for name in QUICK if name in asked.methods)


def _over(asked: Request, name: str) -> Linkage:
    found = over_linkages(asked.linkages, METHODS[name], asked.seed)
    if isinstance(found, Refusal):
        return Linkage(outcome=found, replicates=len(asked.linkages), share=None)
    return Linkage(outcome=found.answer, replicates=found.replicates, share=round(found.share, 4))


def _warnings(table: CaptureTable, panel: Panel) -> tuple[Notice, ...]:
    shifts = _shift_warnings(panel.left_out)
    pairs = combinations(panel.answers, 2)
    apart = [honesty.disjoint(a.label, b.label) for a, b in pairs if a.high < b.low or b.high < a.low]
    far = [(a.label, a.point / table.n) for a in panel.answers if a.point / table.n > honesty.FAR_BEYOND]
    wide = (honesty.wide_sensitivity(),) if any(_sensitive(a, table.n) for a in panel.answers) else ()
    beyond = [honesty.far_beyond(label, ratio) for label, ratio in far]
    strata = (*panel.strata.notices, *_strata_apart(panel)) if panel.strata else ()
    basis = panel.basis.notices if panel.basis else ()
    return (*basis, *_list_warnings(table), *shifts, *apart, *beyond, *wide, *strata, *honesty.standing())


def _strata_apart(panel: Panel) -> tuple[Notice, ...]:
    """Methods whose total by strata and whose total of all together exclude each other."""
    whole = {a.label: a for a in panel.answers}
    totals = [r.total for r in panel.strata.results if isinstance(r.total, Answer)] if panel.strata else []
    return tuple(
        honesty.disjoint(f"{total.label}, all together", "the same by strata")
        for total in totals
        if total.label in whole and (whole[total.label].high < total.low or total.high < whole[total.label].low)
    )


def _shift_warnings(rows: Sequence[Shift]) -> list[Notice]:
    """One caution per list whose absence moves some method too far, by the method that it moves most."""
    worst: dict[str, Shift] = {}
    for row in rows:
        if row.change is not None and abs(row.change) > abs(worst.get(row.left_out, _STILL).change or 0.0):
            worst[row.left_out] = row
    return [
        honesty.leave_one_out(name, row.method, row.change)
        for name, row in worst.items()
        if row.change is not None and abs(row.change) > honesty.LEAVE_ONE_OUT
    ]


def _list_warnings(table: CaptureTable) -> list[Notice]:
    sizes = list(zip(table.lists, table.totals(), strict=True))
    pairs = [(i, j, table.overlap(i, j)) for i, j in combinations(range(table.width), 2)]
    return [
        *(honesty.dominant(name, total / table.n) for name, total in sizes if total > honesty.DOMINANT * table.n),
        *(honesty.small_list(name, total) for name, total in sizes if total < honesty.SMALL_LIST),
        *(
            honesty.weak_overlap(f"{table.lists[i]} and {table.lists[j]}", shared)
            for i, j, shared in pairs
            if shared < honesty.WEAK_OVERLAP
        ),
    ]


def _sensitive(answer: Answer, n: int) -> bool:
    return n + 0.5 * (answer.point - n) < answer.low and n + 2 * (answer.point - n) > answer.high
