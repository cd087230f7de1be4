"""Which nodes are worth comparing: blocks by place and day, by country and month, by document and by odd figure.

An odd figure brings a report with a broad place, or none, to those that name the place. Cost grows with the number of
nodes times a constant, because a block compares the nodes *at* its place with those inside it, never all with all, and
a crowded block looks at a window of neighbours only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reckoning.weigh.likeness import Node
from reckoning.weigh.reading import figures
from reckoning.weigh.spot import RANK

#: In a block with more nodes than this each is compared with the WINDOW next ones only.
CROWDED, WINDOW = 40, 20
_MONTH = 30

Block = tuple[object, ...]


def event_pairs(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Each pair of single-event nodes that shares a block, once, in the order of keys."""
    return _pairs((block, node, own) for node in nodes for block, own in _event_blocks(node))


def total_pairs(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Each pair of running-total nodes that shares a block, once."""
    return _pairs((block, node, True) for node in nodes for block in _total_blocks(node))


def _event_blocks(node: Node) -> Iterator[tuple[Block, bool]]:
    scene = node.scene
    for when in _days(node):
        for spot in scene.spots:
            yield ("at", spot.key, when), True
            yield ("name", spot.name, when), True
            for above in spot.above[:-1]:
                yield ("at", above, when), False
    broad = not scene.spots or min(s.rank for s in scene.spots) <= RANK["admin1"]
    for saying in node.distinct:
        if saying.value is not None and figures(saying.value) >= 2 and saying.value > 12:
            for when in _days(node):
                yield ("figure", scene.country, saying.claim.measure, saying.value, when), broad


def _days(node: Node) -> Iterable[object]:
    scene = node.scene
    if scene.low is not None:
        high = scene.low if scene.high is None else min(scene.high, scene.low + 3)
        return range(scene.low, high + 2)
    if scene.published is not None:
        return range(scene.published - 3, scene.published + 1)
    return ("undated",)


def _total_blocks(node: Node) -> Iterator[Block]:
    scene = node.scene
    day = scene.high if scene.high is not None else scene.published
    months = ("undated",) if day is None else (day // _MONTH, day // _MONTH + 1)
    for month in months:
        if scene.country:
            yield "country", scene.country, month
        for spot in scene.spots:
            yield "name", spot.name, month
    if scene.low is not None:
        yield "since", scene.low
    for document in sorted({s.document for s in node.said[:8]}):
        yield "document", document


def _pairs(entries: Iterable[tuple[Block, Node, bool]]) -> Iterator[tuple[Node, Node]]:
    owners: dict[Block, dict[str, Node]] = {}
    members: dict[Block, dict[str, Node]] = {}
    for block, node, own in entries:
        (owners if own else members).setdefault(block, {})[node.key] = node
    seen: set[tuple[str, str]] = set()
    for block, held in owners.items():
        for a, b in _block_pairs(held, members.get(block, {})):
            pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
            if a.key != b.key and pair not in seen:
                seen.add(pair)
                yield (a, b) if a.key < b.key else (b, a)


def _block_pairs(held: dict[str, Node], inside: dict[str, Node]) -> Iterator[tuple[Node, Node]]:
    own = sorted(held.values(), key=_order)
    if len(own) <= CROWDED:
        yield from combinations(own, 2)
    else:
        yield from ((a, b) for i, a in enumerate(own) for b in own[i + 1 : i + 1 + WINDOW])
    within = sorted(inside.values(), key=_order)[: CROWDED * 2]
    yield from ((a, b) for a in own[:CROWDED] for b in within)


def _order(node: Node) -> tuple[int, int, str]:
    scene = node.scene
    return scene.high or scene.low or 0, scene.published or 0, node.key
