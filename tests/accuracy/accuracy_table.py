"""docs/accuracy.md: the figures of every set against the targets, as the last ``make accuracy`` measured them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accuracy_scores import lower_is_better
from accuracy_sets import Corpus

HEAD = """\
# Accuracy

Written by `make accuracy`; do not edit. Every figure is what `reckon claims` gives on whole documents of openly
licensed sets, scored by the scripts that come with them. `locked` are texts that nobody who works on the extractor
reads: they are only scored. The `open` columns are of texts that were looked at while the rules were written: they say
that the rules work, not how they do on a text that nobody has seen; for that take `locked`. Shares lie between 0 and 1;
more is better, unless a row says "at most".

The sets: *devset*, 69 Wikinews reports labelled claim by claim; *own-news* and *own-kinds*, made-up reports that stand
in this project (`tests/accuracy/own`), labelled by the same guide without a look at what the extractor gives: news, and
other kinds of text (incident lines, displacement updates, monitors' statistics, statements of a party, tolls that ten
sources dispute, day logs); *seed*, one whole report of March 2025; *fakes*,
articles on the war in Syria with counts by crowd workers; *isaf*, press releases of a party to a war with lower bounds
of killed and captured; *muc4*, reports in capitals with the answer keys of MUC-4. The last three hold one count per
document and kind, so that further claims in a text are no errors there: `stated` says that some claim gives the
count, `lead` that the first sentence with a claim of the kind does, `silent` that no claim is made where the count is
zero. The claims per 100 words of a count set are held against 1.5 times those of devset's gold, so that its figures
cannot be bought by claiming everything.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure should reach, and what a plain regular expression reaches, where that was measured."""

    measure: str
    label: str
    goal: float | None = None
    plain: float | None = None


CLAIMS = (
    Target(measure="strict_f1", label="found: span, number and kind, F1", goal=0.88, plain=0.65),
    Target(measure="strict_p", label="the same, precision", goal=0.90),
    Target(measure="strict_r", label="the same, recall"),
    Target(measure="fully_right", label="fully right claims", goal=0.55, plain=0.004),
    Target(measure="bound", label="bound", goal=0.95),
    Target(measure="interval", label="interval", goal=0.95),
    Target(measure="kind", label="kind", goal=0.95),
    Target(measure="source", label="source", goal=0.88),
    Target(measure="stance_accuracy", label="stance", goal=0.95),
    Target(measure="claimed_f1", label="stance `claimed`, F1", goal=0.75),
    Target(measure="group_head", label="group, head noun", goal=0.90),
    Target(measure="place", label="place", goal=0.85),
    Target(measure="time", label="time, overlap at least half", goal=0.85),
    Target(measure="perpetrator", label="perpetrator", goal=0.80),
    Target(measure="subset_f1", label="part-whole links, F1", goal=0.75),
    Target(measure="invented_deaths", label="invented deaths (a number)", goal=0),
    Target(measure="lost_hedges", label="lost hedges", goal=0.01),
    Target(measure="misattribution", label="misattributed pairs", goal=0.03),
    Target(measure="no_number", label="predictions without a number that match nothing", goal=0.10),
    Target(measure="other_cause", label="predictions of another cause", goal=0.10),
)
COUNTS = {
    "fakes": (
        Target(measure="killed.civilians.lead", label="civilians, lead", goal=0.80, plain=0.15),
        Target(measure="killed.civilians.stated", label="civilians, stated", goal=0.93, plain=0.81),
        Target(measure="killed.noncivilians.stated", label="non-civilians, stated", goal=0.88, plain=0.0),
        Target(measure="killed.children.stated", label="children, stated", goal=0.88, plain=0.33),
        Target(measure="killed.women.stated", label="women, stated"),
    ),
    "isaf": (
        Target(measure="detained.lead", label="detained, lead", goal=0.75, plain=0.41),
        Target(measure="killed.lead", label="killed, lead", goal=0.85, plain=0.46),
        Target(measure="detained.stated", label="detained, stated"),
        Target(measure="killed.stated", label="killed, stated"),
        Target(measure="detained.silent", label="silent where none was detained", goal=0.98),
        Target(measure="killed.silent", label="silent where none was killed", goal=0.98),
    ),
    "muc4": (
        Target(measure="targets", label="targets found", goal=0.78, plain=0.33),
        Target(measure="numbers", label="numbers of targets", goal=0.80, plain=0.42),
    ),
}
ALWAYS = Target(measure="failed", label="documents that failed (a number)", goal=0)
COUNTED = ("invented_deaths", "failed")
DENSITY = Target(measure="claims_per_100_words", label="claims per 100 words")


def page(results: list[tuple[Corpus, dict[str, float]]], regressions: list[dict[str, object]]) -> str:
    """The whole page."""
    gold = next((figures["gold_per_100_words"] for corpus, figures in results if corpus.name == "devset"), None)
    sections = [section(corpus, figures, gold) for corpus, figures in results]
    return "\n".join([HEAD, *sections, *_lowered(regressions)])


def section(corpus: Corpus, figures: dict[str, float], gold_density: float | None = None) -> str:
    """One set: a row a measure, a column a group. The count sets may have 1.5 times the claims that devset's gold has."""
    goal = None if gold_density is None or corpus.kind == "claims" else 1.5 * gold_density
    density = replace(DENSITY, goal=goal)
    sampled = "" if corpus.records == corpus.of else f", a fixed sample of {corpus.of:,}"
    groups = [g for g in ("open", "locked") if f"{g}.strict_f1" in figures]
    targets = CLAIMS if corpus.kind == "claims" else COUNTS.get(corpus.name.removesuffix("-sample"), ())
    columns = ["all", *groups, "target", "plain regular expression"]
    lines = [
        f"## {corpus.name}",
        "",
        f"{corpus.records:,} documents{sampled}, {corpus.words:,} words; corpus `{corpus.digest[:12]}`.",
        "",
        "| measure | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    lines += [_row(target, figures, groups) for target in (*targets, density, ALWAYS)]
    return "\n".join([*lines, ""])


def _row(target: Target, figures: dict[str, float], groups: list[str]) -> str:
    names = [target.measure, *(f"{group}.{target.measure}" for group in groups)]
    values = [_mark(target, figures[name]) if name in figures else "" for name in names]
    word = "at most " if lower_is_better(target.measure) else ""
    goal = "" if target.goal is None else f"{word}{_number(target.measure, target.goal)}"
    plain = "" if target.plain is None else _number(target.measure, target.plain)
    return "| " + " | ".join([target.label, *values, goal, plain]) + " |"


def _mark(target: Target, value: float) -> str:
    """A figure, in bold where it misses its target."""
    shown = _number(target.measure, value)
    if target.goal is None:
        return shown
    short = value > target.goal if lower_is_better(target.measure) else value < target.goal
    return f"**{shown}**" if short else shown


def _number(measure: str, value: float) -> str:
    if measure in COUNTED:
        return f"{value:.0f}"
    return f"{value:.2f}" if measure == DENSITY.measure else f"{value:.3f}"


def _lowered(regressions: list[dict[str, object]]) -> list[str]:
    """The floors that were lowered, by reason."""
    if not regressions:
        return []
    reasons: dict[str, list[str]] = {}
    for row in regressions:
        reasons.setdefault(str(row["reason"]), []).append(str(row["says"]))
    rows = [f"- {reason}: {'; '.join(says)}" for reason, says in reasons.items()]
    return ["## Floors that were lowered", "", *rows, ""]
