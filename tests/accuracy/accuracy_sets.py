"""The open data sets as corpora to be measured: texts in a folder, gold beside them, and a digest that pins both.

The data stand outside the project, where the environment variable RECKONING_DATA says (``data/`` and ``scoring/``
below it). Nothing here prints a text: some are locked, which the scorer may score and nobody may read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = {"fakes": 80, "isaf": 120, "muc4": 60}
NAMES = ("devset", "own-news", "own-kinds", "seed", "fakes", "isaf", "muc4")
OWN = Path(__file__).parent / "own"  # made-up reports with labels of our own
MUC4 = ("muc4_dev.jsonl", "muc4_tst1.jsonl", "muc4_tst2.jsonl")


def data_root() -> Path:
    """Where the data stand; RECKONING_DATA, relative to the project, or the folder ``shared`` beside it."""
    return (PROJECT / os.environ.get("RECKONING_DATA", "../shared")).resolve()


def is_present(root: Path) -> bool:
    """Whether data and scorers are there."""
    return (root / "data").is_dir() and (root / "scoring").is_dir()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A set made ready: ``texts`` holds what is read, ``gold`` what the scorer takes (a folder or a file)."""

    name: str
    kind: str
    texts: Path
    gold: Path
    records: int
    of: int
    digest: str
    words: int


def prepare(name: str, root: Path, into: Path, *, full: bool) -> Corpus:
    """The corpus ``name`` in the empty folder ``into``; without ``full`` the count sets are sampled."""
    into.mkdir(parents=True)
    if name == "devset":
        return _devset(root, into)
    if name == "seed":
        return _seed(root, into)
    if name.startswith("own-"):
        return _claims(name, OWN / name.removeprefix("own-"), into)
    return _counts(name, root, into, full=full)


def _devset(root: Path, into: Path) -> Corpus:
    """The claim-level set as it stands; its sidecars give title and date as a user would."""
    return _claims("devset", root / "data" / "devset", into)


def _seed(root: Path, into: Path) -> Corpus:
    """The one whole report, laid out as the claim-level scorer wants it."""
    seed, laid = root / "data" / "seed", into / "laid"
    (laid / "texts").mkdir(parents=True)
    (laid / "gold").mkdir()
    for name, place in (
        ("report.txt", "texts/report.txt"),
        ("report.json", "texts/report.json"),
        ("gold.json", "gold/report.json"),
    ):
        (laid / place).write_bytes((seed / name).read_bytes())
    return _claims("seed", laid, into)


def _claims(name: str, gold: Path, into: Path) -> Corpus:
    texts = into / "texts"
    shutil.copytree(gold / "texts", texts, copy_function=shutil.copyfile)
    files = sorted((*gold.glob("texts/*"), *gold.glob("gold/*")))
    parts = ((path.relative_to(gold).as_posix(), path.read_bytes()) for path in files)
    documents = sorted(texts.glob("*.txt"))
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in documents)
    count = len(documents)
    return Corpus(
        name=name, kind="claims", texts=texts, gold=gold, records=count, of=count, digest=digest_of(parts), words=words
    )


def _counts(name: str, root: Path, into: Path, *, full: bool) -> Corpus:
    """A set with one count per document and kind: each record's text in a file named by its id."""
    folder = root / "data" / name
    files = [folder / part for part in MUC4] if name == "muc4" else [folder / f"{name}.jsonl"]
    records = [line for file in files for line in file.read_bytes().splitlines() if line.strip()]
    chosen = records if full else sample(records, SAMPLES[name])
    texts, gold = into / "texts", into / "gold.jsonl"
    texts.mkdir()
    words = 0
    for line in chosen:
        record = json.loads(line)
        words += len(record["text"].split())
        with (texts / f"{safe(record['id'])}.txt").open("x", encoding="utf-8", newline="") as file:
            file.write(record["text"])
    gold.write_bytes(b"".join(line + b"\n" for line in chosen))
    digest = digest_of((str(i), line) for i, line in enumerate(chosen))
    label = name if full else f"{name}-sample"
    return Corpus(
        name=label,
        kind="counts",
        texts=texts,
        gold=gold,
        records=len(chosen),
        of=len(records),
        digest=digest,
        words=words,
    )


def sample(records: list[bytes], size: int) -> list[bytes]:
    """``size`` records by the order of their digests: the same ones every time, and no particular ones."""
    chosen = set(sorted(range(len(records)), key=lambda i: hashlib.sha256(records[i]).digest())[:size])
    return [record for i, record in enumerate(records) if i in chosen]


def safe(identifier: str) -> str:
    """An id that can be a file's name; the sets' own ids are, so that the scorers find them."""
    if not re.fullmatch(r"[\w.-]+", identifier) or identifier.startswith("."):
        raise ValueError(f"{identifier!r} cannot be the name of a file")
    return identifier


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """One digest over names and bytes, in order."""
    total = hashlib.sha256()
    for name, data in parts:
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()
