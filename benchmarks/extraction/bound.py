"""Time per kilobyte of extraction on ordinary and hostile input; fails when a bound is broken.

    python benchmarks/extraction/bound.py [KILOBYTES]

Each case is extracted at two sizes. The bound per kilobyte is generous, since machines differ and dense casualty prose
is parsed whole; the growth from the small to the large size (four times as much) must stay below eight, which no
quadratic rule can do.
"""

from __future__ import annotations

import sys
import time

from reckoning.extract.run import extract
from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Source

MILLISECONDS_PER_KILOBYTE = 1500.0
GROWTH = 8.0
# Below this a measurement is mostly noise.
NOISE = 0.4
PIECES = (
    "Nine people were killed in the market of Torva on Monday, a doctor said by telephone.\n\n",
    "killed ", "12 killed, 14 wounded and ", "of them ", "between 3 and 4 to 5 or 6 ", "said said said ", "Killed 12. ",
    "12 ", "1,", "at least ", "A ", "Osk, Torva and ", '"We lost 12," he said. ', "since Monday ", "(12 (", '"', "\n",
    "KILLED 12 IN OSK ", "more than 12 people including ", "no ", "the dead ", ": 12 in Osk, ", "- ", "a\n\n", "[1]",
    "The ministry, citing the army, quoting the police, said that 12 died. ", "twenty-", "IS ", "12 March ",
)  # fmt: skip


def seconds(piece: str, size: int) -> float:
    """How long one extraction of ``size`` characters of the repeated piece takes."""
    data = (piece * (size // len(piece) + 1))[:size].encode()
    source = Source(digest=digest(data), name="case.txt", media_type="text/plain", size=len(data))
    text = read(source, data).text
    begin = time.process_time()
    if text is not None:
        extract(text)
    return time.process_time() - begin


def main() -> int:
    """Print the slowest cases and every broken bound; exit status 1 if there is one."""
    kilobytes = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    seconds(PIECES[0], 2000)
    rows, broken = [], []
    for piece in PIECES:
        small, large = (seconds(piece, kilobytes * 1000 * factor // 4) for factor in (1, 4))
        rate, growth = large * 1000 / kilobytes, large / max(small, NOISE / 4)
        rows.append((rate, growth, piece))
        if rate > MILLISECONDS_PER_KILOBYTE or (large > NOISE and growth > GROWTH):
            broken.append(rows[-1])
    for rate, growth, piece in sorted(rows, reverse=True)[:10]:
        print(f"{rate:7.2f} ms/kB  x{growth:4.1f} for 4x  {piece[:50]!r}")
    for row in broken:
        print("BROKEN", row)
    print(f"{len(rows)} cases, {len(broken)} broken bounds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
