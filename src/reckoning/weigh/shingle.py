"""Near-duplicate reports by MinHash over word shingles: copies of one text are one voice.

Broder 1997, "On the resemblance and containment of documents" (doi 10.1109/SEQUEN.1997.666900); banding after
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4. Hashes are fixed (no seed of the process),
so that the same texts give the same families on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

#: Words to a shingle; hash functions; rows to a band (16 bands of 4 find resemblances from about one half on).
WORDS, HASHES, ROWS = 4, 64, 4
#: Two texts are near-duplicates from this resemblance on (measured on reprints with a changed headline and tail).
ALIKE = 0.55
#: A text with fewer shingles is too short to be called a copy.
LEAST = 20

_PRIME = np.uint64((1 << 31) - 1)
_SCALE = np.array([(2654435761 * (2 * i + 1)) % ((1 << 31) - 1) for i in range(1, HASHES + 1)], dtype=np.uint64)
_SHIFT = np.array([(40503 * (i * i + 7)) % ((1 << 31) - 1) for i in range(1, HASHES + 1)], dtype=np.uint64)

Signature = NDArray[np.uint64]


def shingles(content: str) -> frozenset[int]:
    """The hashed runs of ``WORDS`` words of a text, case and punctuation folded."""
    words = re.findall(r"\w+", content.casefold())
    return frozenset(crc32(" ".join(words[i : i + WORDS]).encode()) for i in range(len(words) - WORDS + 1))


def signature(held: frozenset[int]) -> Signature:
    """The MinHash signature of a set of shingles, shape (HASHES,)."""
    values = np.fromiter(sorted(held), dtype=np.uint64, count=len(held)) % _PRIME
    return np.asarray(((_SCALE[:, None] * values[None, :] + _SHIFT[:, None]) % _PRIME).min(axis=1), dtype=np.uint64)


def resemblance(a: Signature, b: Signature) -> float:
    """The share of equal hashes: an unbiased estimate of the Jaccard resemblance of two shingle sets."""
    return float(np.count_nonzero(a == b)) / HASHES


def near_duplicates(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Pairs of names of near-duplicate texts with their resemblance, from (name, content) pairs; each pair once.

    A band shared by more than fifty texts is compared along a chain, not all with all: they are alike anyway.
    """
    signed = {name: signature(held) for name, content in texts if len(held := shingles(content)) >= LEAST}
    bands: dict[tuple[int, bytes], list[str]] = {}
    for name in sorted(signed):
        for band in range(0, HASHES, ROWS):
            bands.setdefault((band, signed[name][band : band + ROWS].tobytes()), []).append(name)
    seen: set[tuple[str, str]] = set()
    for names in bands.values():
        for pair in combinations(names, 2) if len(names) <= 50 else pairwise(names):
            if pair not in seen:
                seen.add(pair)
                alike = resemblance(signed[pair[0]], signed[pair[1]])
                if alike >= ALIKE:
                    yield (*pair, round(alike, 3))
