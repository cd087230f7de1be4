"""``make accuracy``: measure every set, write the page, and with --update raise the floors.

By default the count sets are sampled (always the same records); ACCURACY=full takes all.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from accuracy_floors import LoweredError, Measured, load_floors, missed, raised, save_floors
from accuracy_scores import predict, score
from accuracy_sets import NAMES, Corpus, data_root, is_present, prepare
from accuracy_table import page, section


def measure(name: str, root: Path, folder: Path, *, full: bool) -> tuple[Corpus, dict[str, float]]:
    """One set, made ready in ``folder``, read and scored."""
    corpus = prepare(name, root, folder / name, full=full)
    out = folder / f"{name}.claims.jsonl"
    claims, failed = predict(corpus, out)
    for line in failed:
        print(line, file=sys.stderr)  # noqa: T201
    return corpus, score(corpus, claims, out, root / "scoring", len(failed))


def wants_full() -> bool:
    """Whether the environment asks for every record of every set."""
    return os.environ.get("ACCURACY") == "full"


def measure_all(names: list[str], root: Path) -> list[tuple[Corpus, dict[str, float]]]:
    """The sets, one after another, each shown as soon as it is measured."""
    results = []
    with TemporaryDirectory(prefix="accuracy-") as folder:
        for name in names:
            results.append(measure(name, root, Path(folder), full=wants_full()))
            print(section(*results[-1]), flush=True)  # noqa: T201 this is what the command is for
    return results


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, 1 where a floor is missed or would fall, 2 without data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page to write")
    parser.add_argument("--sets", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: lower floors too, and say why")
    args = parser.parse_args(arguments)
    root = data_root()
    if not is_present(root):
        print(f"There is no data at {root}; set RECKONING_DATA.", file=sys.stderr)  # noqa: T201
        return 2
    results = measure_all(args.sets, root)
    pinned, faults = load_floors(), []
    for corpus, figures in results:
        measured = Measured(corpus=corpus.name, digest=corpus.digest, figures=figures)
        try:
            pinned = raised(pinned, measured, args.allow_regression) if args.update else pinned
            faults += [] if args.update else missed(measured, pinned)
        except LoweredError as error:
            faults.append(str(error))
    if args.update and not faults:
        save_floors(pinned)
    if args.write and len(args.sets) == len(NAMES):
        args.write.write_text(page(results, pinned["regressions"]), encoding="utf-8")
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
