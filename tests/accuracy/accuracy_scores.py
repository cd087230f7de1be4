"""From a corpus to its figures: run ``reckon claims`` as a user would, then the scorers that come with the data.

A figure is named as the scorer names it (``strict_f1``), below a group where there are groups
(``locked.strict_f1``, ``killed.civilians.lead``). All are shares, apart from ``invented_deaths``,
``bad_anchors`` and ``failed``, which are numbers.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from accuracy_sets import Corpus

LOWER_IS_BETTER = frozenset(
    {
        "invented_deaths",
        "lost_hedges",
        "misattribution",
        "no_number",
        "other_cause",
        "missed",
        "bad_anchors",
        "claims_per_100_words",
        "failed",
    }
)
FAILED = re.compile(r": (EXTRACT|READ)-FAILED: ")
CLAIM_METRICS = (
    "strict_f1", "strict_p", "strict_r", "lenient_f1", "fully_right", "kind", "bound", "interval", "source",
    "stance_accuracy", "group_head", "place", "time", "perpetrator", "subset_f1", "cumulative", "reported_by", "unit",
)  # fmt: skip


def lower_is_better(measure: str) -> bool:
    """Whether a figure counts errors."""
    return measure.rpartition(".")[2] in LOWER_IS_BETTER


def predict(corpus: Corpus, out: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The claims of the corpus's texts through the command line, as a user gets them, and the documents that failed."""
    command = [sys.executable, "-m", "reckoning.cli", "claims", str(corpus.texts), "-o", str(out), "--problems"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    failed = [line for line in done.stderr.splitlines() if FAILED.search(line)]
    if done.returncode not in (0, 1) or (done.returncode == 1 and not failed):
        raise RuntimeError(f"reckon claims ended with {done.returncode} on {corpus.name}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in out.read_bytes().splitlines()], failed


def score(
    corpus: Corpus, predictions: list[dict[str, Any]], out: Path, scoring: Path, failed: int = 0
) -> dict[str, float]:
    """The corpus's figures, sorted by name; ``failed`` is how many documents could not be read or extracted."""
    if corpus.kind == "claims":
        figures = _claims(corpus, predictions, load(scoring / "score_claims.py"), out)
    else:
        figures = _counts(corpus, predictions, load(scoring / "score_counts.py"))
    figures["failed"] = float(failed)
    figures["claims_per_100_words"] = 100 * len(predictions) / max(1, corpus.words)
    return dict(sorted(figures.items()))


def load(script: Path) -> ModuleType:
    """A scorer as a module, from its file."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{script} is no scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


def _claims(corpus: Corpus, predictions: list[dict[str, Any]], scorer: ModuleType, out: Path) -> dict[str, float]:
    docs = scorer.load_gold(corpus.gold)
    with out.open(encoding="utf-8") as lines:
        scorer.load_predictions(lines, docs)
    result = scorer.evaluate(docs, by="set", rounds=0)
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for doc in docs.values():
        groups[str(doc.meta.get("set") or "open")].append(doc)
    figures = _claim_figures(result, [scorer.count_document(doc) for doc in docs.values()], "")
    figures["gold_per_100_words"] = _gold_density(groups["open"])
    if len(groups) > 1:
        for name, part in result["by"]["groups"].items():
            figures |= _claim_figures(part, [scorer.count_document(doc) for doc in groups[name]], f"{name}.")
    return figures


def _gold_density(docs: list[Any]) -> float:
    """Gold claims per 100 words in the unlocked reports on attacks, clashes and flight."""
    main = [doc for doc in docs if doc.meta.get("category", "main") == "main"]
    words = sum(len(doc.text.split()) for doc in main)
    return 100 * sum(len(doc.golds) for doc in main) / max(1, words)


def _claim_figures(result: dict[str, Any], counts: list[Counter[Any]], before: str) -> dict[str, float]:
    metrics, safety = result["metrics"], result["safety"]
    total = sum(counts, Counter())
    predictions = max(1, total["preds"])
    figures = {name: float(metrics[name]) for name in CLAIM_METRICS}
    figures["claimed_f1"] = _stance_f1(total, "claimed")
    figures["invented_deaths"] = float(safety["invented_deaths"])
    figures["lost_hedges"] = safety["lost_hedges"] / max(1, safety["hedged_gold_found"])
    figures["misattribution"] = safety["misattributions"] / max(1, result["pairs"])
    figures["bad_anchors"] = float(safety["bad_anchors"])
    figures["no_number"] = total["verdict", "no number"] / predictions
    figures["other_cause"] = total["verdict", "other cause"] / predictions
    return {before + name: value for name, value in figures.items()}


def _stance_f1(total: Counter[Any], stance: str) -> float:
    """F1 of one stance over the matched pairs; 1 where neither gold nor output has it."""
    pairs = [
        (key[1], key[2], n)
        for key, n in total.items()
        if isinstance(key, tuple) and key[0] == "stance" and len(key) == 3
    ]
    right = sum(n for gold, said, n in pairs if gold == said == stance)
    gold_and_said = sum(n * ((gold == stance) + (said == stance)) for gold, said, n in pairs)
    return 2 * right / gold_and_said if gold_and_said else 1.0


def _counts(corpus: Corpus, predictions: list[dict[str, Any]], scorer: ModuleType) -> dict[str, float]:
    records = [json.loads(line) for line in corpus.gold.read_bytes().splitlines()]
    by_document: defaultdict[str, list[Any]] = defaultdict(list)
    for claim in predictions:
        by_document[claim["document"]].append(claim)
    if "templates" in (records[0].get("gold") or {}):
        found = scorer.score_muc(records, by_document)
        return {
            "targets": found["targets found"] / max(1, found["targets"]),
            "numbers": found["number right"] / max(1, found["numbered targets"]),
        }
    table, _ = scorer.score_counts(records, by_document, 0)
    return {f"{kind}.{name}": value for kind, row in table.items() for name, value in _count_row(row)}


def _count_row(row: Counter[str]) -> list[tuple[str, float]]:
    shares = [(name, row[name] / row["n"]) for name in ("stated", "lead", "overlap", "missed") if row["n"]]
    return shares + ([("silent", row["silent"] / row["zeros"])] if row["zeros"] else [])
