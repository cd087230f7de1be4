"""Time per kilobyte of every reader on ordinary and hostile input; fails when a bound is broken.

    python benchmarks/reading/bound.py [KILOBYTES]

Each case is read at two sizes. The bound per kilobyte is generous, since machines differ; the growth from the small
to the large size (four times as much) must stay below eight, which no quadratic reader can do.
"""

from __future__ import annotations

import sys
import time

from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Source

MILLISECONDS_PER_KILOBYTE = 60.0
GROWTH = 8.0
# Below this a measurement is mostly noise.
NOISE = 0.2
PROSE = "Nine people were killed in the market of the town on Monday, a doctor said by telephone.\n\n"
# fmt: off
PAGE = (
    "<div>", "<!--", "<", "&", "&amp;", "<script>", "</script", "<p>x</p>", "<table><tr><td>x", "<b>", "<meta name='",
    "<li>x", "<script type=ld+json>", "<title>", "<![CDATA[", "</div>", "<meta charset", "&#", "<p " + 'a="',
    "<p><a href=x>nine died</a> and more of the text stands here</p>",
)
PLAIN = (
    PROSE, "a", "A ", "HOMS, ", "a\n", "a\n\n", "By A B\n\n", "7 March 2025 ", "-", "(", "1", " ", " \n", "- a\n",
    "From: x\n", "A-", "until the ", "REUTERS/A ", "\r", "Author: x\n\n", "Related\n\n", "x\u2028", "HOMS (AP) - ",
)
MARKDOWN = (
    "[", "![", "](", "*", "_", "`", "[a](", "<a", "\\", "> ", "# ", "---\n", "```\n", "<!--", "[a]((", " _a", "- ",
    "a\n==\n",
)
MAIL = ("> a\n", ">", "-- \n", "On ", "ab\n", "--a\n\n", "=?utf-8?q?", "<a@", "A: b\n")
# fmt: on
CASES = (("text/html", PAGE), ("text/plain", PLAIN), ("text/markdown", MARKDOWN), ("message/rfc822", MAIL))


def seconds(media_type: str, piece: str, size: int) -> float:
    """How long one reading of ``size`` bytes of the repeated piece takes; the better of two runs."""
    content = (piece * (size // len(piece) + 1))[:size]
    data = (("From: a\nSubject: b\n\n" if media_type == "message/rfc822" else "") + content).encode()
    source = Source(digest=digest(data), name="case", media_type=media_type, size=len(data))
    taken = []
    for _ in range(2):
        begin = time.process_time()
        read(source, data)
        taken.append(time.process_time() - begin)
    return min(taken)


def main() -> int:
    """Print the slowest cases and every broken bound; exit status 1 if there is one."""
    kilobytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seconds("text/html", PROSE, 1000)
    rows, broken = [], []
    for media_type, pieces in CASES:
        for piece in pieces:
            small, large = (seconds(media_type, piece, kilobytes * 1000 * factor // 4) for factor in (1, 4))
            rate, growth = large * 1000 / kilobytes, large / max(small, NOISE / 4)
            rows.append((rate, growth, media_type, piece))
            if rate > MILLISECONDS_PER_KILOBYTE or (large > NOISE and growth > GROWTH):
                broken.append(rows[-1])
    for rate, growth, media_type, piece in sorted(rows, reverse=True)[:10]:
        print(f"{rate:7.2f} ms/kB  x{growth:4.1f} for 4x  {media_type:15} {piece[:40]!r}")
    for row in broken:
        print("BROKEN", row)
    print(f"{len(rows)} cases, {len(broken)} broken bounds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
