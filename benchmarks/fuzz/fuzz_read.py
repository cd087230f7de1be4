"""Coverage-guided fuzzing of every reader (atheris; Linux, Python up to 3.12 or newer where a wheel exists).

    python benchmarks/fuzz/fuzz_read.py -max_total_time=300 CORPUS_FOLDER

The first byte chooses the reader. A crash, a READ-FAILED problem or a broken invariant ends the run with the input.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["reckoning"]):
    from reckoning.ids import digest
    from reckoning.read.reader import read
    from reckoning.types import Source

MEDIA = ("text/plain", "text/html", "text/markdown", "message/rfc822")


def one(data: bytes) -> None:
    """Read one input and hold the invariants of a reading."""
    if not data:
        return
    body = data[1:]
    found = read(Source(digest=digest(body), name="f", media_type=MEDIA[data[0] % 4], size=len(body)), body)
    if any(p.code == "READ-FAILED" for p in found.problems):
        raise AssertionError(found.problems)
    if found.text is None:
        if not found.problems:
            raise AssertionError("neither text nor problem")
        return
    content, here = found.text.content, 0
    content.encode("utf-8")
    for block in found.text.blocks:
        if not here <= block.start < block.end <= len(content):
            raise AssertionError(block)
        here = block.end


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
