"""The inspection of finished pages: no bare number, no dead link, nothing that shuts a reader out.

Reach for it in tests and after adding a template: ``bare_numbers``, ``link_faults`` and ``access_faults`` take what
``render`` gives and name every place at fault. The rules of access are those of WCAG 2.2 that can be told from
markup alone (landmarks, one ordered outline, named links and drawings, table headers, unique ids, no script).
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from lxml import html

ANSWERABLE = frozenset({"time", "code", "q", "blockquote", "mark", "cite"})
"""Elements whose digits answer for themselves: dates, identifiers, the words of a document."""
STRUCTURAL = frozenset({"figure", "name", "source-text", "axis", "date", "as-written"})
"""Classes whose digits do: figures, names that documents give, document text, scales of drawings."""
HEADLESS = frozenset({"title", "style", "script", "meta"})

Pages = Mapping[str, bytes]


def bare_numbers(pages: Pages) -> tuple[str, ...]:
    """Every digit on a page that is no figure, quote, date, identifier or name, with its place."""
    return tuple(
        f"{path}: {' '.join(text.split())[:80]!r} in <{node.tag} class={node.get('class')!r}>"
        for path, tree in _trees(pages)
        for node, text in _texts(tree.body)
        if any(character.isdigit() for character in text) and not _answers(node)
    )


def _texts(body: Any) -> Iterator[tuple[Any, str]]:
    """Each text with the element it stands in."""
    for node in body.iter():
        if not isinstance(node.tag, str):
            continue
        if node.text:
            yield node, node.text
        parent = node.getparent()
        if node.tail and parent is not None:
            yield parent, node.tail


def _answers(node: Any) -> bool:
    for each in (node, *node.iterancestors()):
        if each.tag in ANSWERABLE or STRUCTURAL & set((each.get("class") or "").split()):
            return True
    return False


def link_faults(pages: Pages) -> tuple[str, ...]:
    """Links that lead nowhere within the folder, by page."""
    ids = {path: {node.get("id") for node in tree.iter() if node.get("id")} for path, tree in _trees(pages)}
    faults = []
    for path, tree in _trees(pages):
        for node in tree.iter("a", "link"):
            target = node.get("href") or ""
            if target.startswith(("http://", "https://")):
                continue
            page, _, fragment = target.partition("#")
            aim = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
            if aim not in pages or (fragment and fragment not in ids.get(aim, ())):
                faults.append(f"{path}: {target!r} leads nowhere")
    return tuple(faults)


def access_faults(pages: Pages) -> tuple[str, ...]:
    """What would shut out a reader with a screen reader, a keyboard, or a browser that runs no script."""
    return tuple(f"{path}: {fault}" for path, tree in _trees(pages) for fault in _page_faults(tree))


def _page_faults(tree: Any) -> Iterator[str]:
    yield from _frame_faults(tree)
    yield from _outline_faults(tree)
    yield from _table_faults(tree)
    yield from _drawing_faults(tree)
    for identifier, times in Counter(n.get("id") for n in tree.iter() if n.get("id")).items():
        if times > 1:
            yield f"the id {identifier!r} stands {times} times"
    for link in tree.iter("a"):
        if link.get("href") is not None and not "".join(link.itertext()).strip():
            yield f"a link to {link.get('href')!r} has no name"
        if any(parent.tag == "a" for parent in link.iterancestors()):
            yield f"a link to {link.get('href')!r} stands within another"


def _frame_faults(tree: Any) -> Iterator[str]:
    if not tree.get("lang"):
        yield "the page names no language"
    if not (tree.findtext(".//title") or "").strip():
        yield "the page has no title"
    for landmark in ("main", "header", "footer", "nav"):
        if tree.find(f".//{landmark}") is None:
            yield f"the landmark {landmark} is missing"
    first = next((node for node in tree.body.iter("a")), None)
    if first is None or first.get("href") != "#content" or tree.find(".//main[@id='content']") is None:
        yield "the first link does not skip to the content"
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    if "default-src 'none'" not in policy or "script-src" in policy or "unsafe" in policy:
        yield "the content security policy is not strict"
    if tree.find(".//script") is not None or tree.find(".//style") is not None:
        yield "a script or an inline style sheet stands in the page"
    for node in tree.iter():
        if isinstance(node.tag, str) and any(key == "style" or key.startswith("on") for key in node.attrib):
            yield f"<{node.tag}> carries an inline style or handler"


def _outline_faults(tree: Any) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in tree.body.iter() if re.fullmatch(r"h[1-6]", str(node.tag))]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "the outline does not begin with one h1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"the outline jumps from h{before} to h{after}"


def _table_faults(tree: Any) -> Iterator[str]:
    for table in tree.iter("table"):
        if table.find("caption") is None:
            yield "a table has no caption"
        if any(cell.get("scope") not in {"col", "row"} for cell in table.iter("th")):
            yield "a table header has no scope"
        widths = {sum(1 for cell in row if cell.tag in {"td", "th"}) for row in table.iter("tr")}
        if len(widths) > 1:
            yield f"a table has rows of {sorted(widths)} cells"


def _drawing_faults(tree: Any) -> Iterator[str]:
    for svg in tree.iter("svg"):
        outer = not any(parent.tag == "svg" for parent in svg.iterancestors())
        if not outer or svg.get("aria-hidden") == "true":
            continue
        if svg.find("title") is None or svg.find("desc") is None or not svg.get("aria-labelledby"):
            yield "a drawing has no title and description"
        if svg.get("role") == "img" and svg.find(".//a") is not None:
            yield "a drawing that holds links passes for an image"


def _trees(pages: Pages) -> Iterator[tuple[str, Any]]:
    for path, data in sorted(pages.items()):
        if path.endswith(".html"):
            yield path, html.document_fromstring(data.decode())
