"""Counts that go on from a whole without saying the harm again: "Ten were girls", "Osk 12, Harun 9".

Reach for ``resumed`` after the frames of a sentence have been followed: it takes the numbers that are left, where the
same sentence or the ones right before it count a whole that they can be parts of. A number alone is never enough: it
must point back ("of them", "of the dead"), describe people ("were minors"), or stand in a list that fits the whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reckoning.extract.enclosure import group_relation
from reckoning.extract.evidence import HOLDS
from reckoning.extract.harm import verbs
from reckoning.extract.lists import conjuncts
from reckoning.extract.members import names_members
from reckoning.extract.mention import Counted, Found, Mention, size_of
from reckoning.extract.people import population_from, population_of, sort_of
from reckoning.extract.shapes import BE, EACH, LEAST, LINE, LISTED, OF_THE, POINTS, Shape, shapes
from reckoning.types import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reckoning.extract.number import NumberSpan
    from reckoning.extract.parse import Sentence
    from reckoning.types import Measure


PREPOSITION = re.compile(r"\s+(?:to|by|in|from|at|on|under|with|for)\s", re.IGNORECASE)
GAPPED = re.compile(r"(?:,|;|\band)\s*$")
OF_THEM = re.compile(r"\W*of\s+(?:them|these|those),?\s", re.IGNORECASE)
ONE = re.compile(r"\ban?\s+(?=[\w-]+)", re.IGNORECASE)
BEHIND = {
    "be": BE,
    "points": re.compile(rf"(?:{POINTS.pattern})?(?:{BE.pattern})?", re.IGNORECASE),
    "of_the": OF_THE,
    "each": EACH,
}
SAID = ("of the dead", "among the dead", "of total", "resumed")
REMAINS: tuple[Measure, ...] = (
    "killed",
    "bodies_found",
    "identified",
    "buried",
)  # "the remains of 14 of the men" who are buried now
REACH = 8  # words behind a number in which its people may stand
MOST = 0.7  # a list farther back sums up at least this share of its whole
ONES = 40  # characters behind the last count of a list in which single members may stand


def pointed(sentence: Sentence, found: list[Found], before: tuple[Mention, ...]) -> list[Found]:
    """The mentions, those with their whole whose number points back: "of whom 35 died", "five of them were found"."""
    pointing = {sentence.start + s.number.start: s for s in shapes(sentence) if s.kind in ("points", "of_the")}
    found = _opened(sentence, found, before)
    done = []
    for item in found:
        shape = pointing.get(item.mention.number[0]) if item.mention.number else None
        if shape is not None and shape.kind == "of_the":
            done.append(_of_named(sentence, shape, item, found, before))
            continue
        others = [f for f in found if f.mention.number is None or f.mention.number[0] not in pointing]
        wholes = _wholes(sentence, shape.number, others, before) if shape is not None and not is_part(item) else []
        if shape is None or not wholes or _others_between(sentence, shape.number, wholes[-1]):
            done.append(item)
        else:
            same = [w for w in wholes if w.measure == item.mention.measure] or wholes
            done.append(replace(item, of=(same[-1].start, same[-1].end)))
    return done


def _of_named(sentence: Sentence, shape: Shape, item: Found, found: list[Found], before: tuple[Mention, ...]) -> Found:
    """ "Two of the victims died": of those shot before, where the words name them by their harm or their group."""
    kinds = HOLDS.get(item.mention.measure, (item.mention.measure,))
    kinds = (*kinds, *REMAINS) if item.mention.measure in REMAINS else kinds
    others = [f for f in found if f is not item and not is_part(f)]
    wholes = [] if is_part(item) else _wholes(sentence, shape.number, others, before)
    wholes = [w for w in wholes if w.measure in kinds and _names(shape.head, w)]
    return replace(item, of=(wholes[-1].start, wholes[-1].end)) if wholes else item


def _opened(sentence: Sentence, found: list[Found], before: tuple[Mention, ...]) -> list[Found]:
    """ "Of them, 35 died in shootouts and three of torture": all counts of the sentence, where the whole has room."""
    plain = [f for f in found if f.mention.number is not None and not is_part(f)]
    if not plain or not before or OF_THEM.match(sentence.text) is None:
        return found
    total, holder = sum(_size(f.mention) for f in plain), before[-1]
    fits = all(holder.measure in HOLDS.get(f.mention.measure, (f.mention.measure,)) for f in plain)
    if not fits or total > _size(holder) or any(_size(f.mention) == _size(holder) for f in plain):
        return found
    return [replace(f, of=(holder.start, holder.end)) if f in plain else f for f in found]


def resumed(
    sentence: Sentence, found: list[Found], before: tuple[Mention, ...], far: tuple[Mention, ...] = ()
) -> tuple[Found, ...]:
    """The parts that the left numbers of a sentence are, each with the stretch of its whole.

    ``before`` are the wholes of the sentences right before, ``far`` those that a list may sum up from farther back.
    """
    taken = [f.mention.number for f in found if f.mention.number]
    free = [s for s in shapes(sentence) if not _taken(sentence, s.number, taken)]
    made: list[Found] = []
    for shape in free:
        if shape.kind in ("points", "of_the", "be", "each"):
            item = _single(sentence, shape, found, before)
            made += [item] if item is not None else []
    made += [more for item in made for more in _each(sentence, free, item)]
    made += _gapped(sentence, free, [*found, *made])
    return (*made, *_lists(sentence, free, [*found, *made], before, far))


def _each(sentence: Sentence, free: list[Shape], item: Found) -> list[Found]:
    """ "Three each from A and B": the number once more for every further member of the coordination."""
    number = item.mention.number
    if number is None or not any(s.kind == "each" and sentence.start + s.number.start == number[0] for s in free):
        return []
    first = next((t for t in sentence.doc if t.dep_ == "pobj" and sentence.begin(t) >= number[1]), None)
    found = []
    for other in conjuncts(first):
        start, end = sentence.extent([other])
        moved = replace(item.mention, start=start, end=end, number=(start, end), victim=other.i, rule="each")
        found.append(replace(item, mention=moved))
    return found


def _gapped(sentence: Sentence, free: list[Shape], found: list[Found]) -> list[Found]:
    """ "Of which 71 were linked to the army and 36 to the rebels": the verb is left out the second time."""
    made: list[Found] = []
    numbers = {f.mention.number[0]: f for f in found if f.mention.number is not None and f.of is not None}
    left = [
        n for n in sentence.numbers if n.use == "count" and not any(s.number is n for s in free if s.kind != "listed")
    ]
    for number in left:
        at = sentence.start + number.start
        ahead = [f for begin, f in sorted(numbers.items()) if begin < at]
        if at in numbers or not ahead or not GAPPED.search(sentence.text[: number.start]):
            continue
        first = ahead[-1]
        between = sentence.text[first.mention.end - sentence.start : number.start]
        same = PREPOSITION.match(sentence.text[number.end :])
        if same is None or f" {same.group().strip()} " not in between or ". " in between:
            continue
        start, end = at, sentence.start + number.end
        token = next((t for t in sentence.doc if sentence.begin(t) >= start), None)
        moved = replace(
            first.mention, start=start, end=end, number=(start, end), quantity=number.quantity,
            victim=token.i if token is not None else None, rule="resumed",
        )  # fmt: skip
        made.append(replace(first, mention=moved))
    return made


def _taken(sentence: Sentence, number: NumberSpan, taken: list[tuple[int, int]]) -> bool:
    start, end = sentence.start + number.start, sentence.start + number.end
    return any(a < end and start < b for a, b in taken)


def _single(sentence: Sentence, shape: Shape, found: list[Found], before: tuple[Mention, ...]) -> Found | None:
    """One count that points back, or that says what some of the counted were."""
    own = found if shape.kind == "points" else [f for f in found if not is_part(f)]
    wholes = _wholes(sentence, shape.number, own, before)
    if shape.kind == "of_the":
        wholes = [w for w in wholes if _names(shape.head, w)]
    if wholes and shape.kind == "points" and _others_between(sentence, shape.number, wholes[-1]):
        return None
    if not wholes or (shape.kind == "be" and len({w.measure for w in wholes}) > 1):
        return None
    head = _described(sentence, shape)
    if head is None and shape.kind == "be" and not _placed(sentence, shape):
        return None
    return _found(sentence, shape, wholes[-1], head)


def is_part(item: Found) -> bool:
    """Whether the words already make a mention a part of another."""
    return item.whole is not None or item.of is not None or item.mention.rule in SAID


def _wholes(sentence: Sentence, number: NumberSpan, found: list[Found], before: tuple[Mention, ...]) -> list[Mention]:
    """Counted mentions before the number that are larger: of this sentence if any, else of those before."""
    at = sentence.start + number.start
    here = [f.mention for f in found if f.mention.number and f.mention.number[1] <= at]
    for group in (here, list(before)):
        larger = [m for m in group if _size(m) > _size(number) and m.quantity.fraction is None]
        if larger:  # of 3,802 families and 17,246 people, "412 of them" are of the people
            return [m for m in larger if m.unit != "families"] or larger
    return []


def _others_between(sentence: Sentence, number: NumberSpan, whole: Mention) -> bool:
    """Whether others are counted between the whole and "of them": "heard 112 witnesses, 40 of them old detainees"."""
    begin = max((whole.number or (0, 0))[1], whole.end) - sentence.start if whole.sentence is sentence else 0
    return any(
        begin <= other.start and other.end <= number.start and other.use == "count" and other.quantity.value != 1
        and LISTED.match(sentence.text[other.end :])
        for other in sentence.numbers
    )  # fmt: skip


def _size(counted: Counted) -> int:
    return size_of(counted) or 0


def _names(words: str, whole: Mention) -> bool:
    """Whether "of the nine exhumed victims" names the whole: by its harm, or by its group."""
    said = re.findall(r"[\w’'-]+", words)
    if any(verbs("wholes").get(w) in (whole.measure, "casualties") for w in said):
        return True
    groups = [population_from(w) for w in said if len(w) > len("the")]
    return any(group_relation(g, whole.population) == "same" and g.text != "people" for g in groups[-1:])


def _described(sentence: Sentence, shape: Shape) -> Token | None:
    """The noun for people that a copula or an apposition behind the number gives."""
    text = sentence.text[shape.number.end :]
    match = BEHIND[shape.kind].match(text)
    begin = sentence.start + shape.number.end + (match.end() if match is not None else 0)
    behind = [t for t in sentence.doc if sentence.begin(t) >= begin - 1][:REACH]
    for token in behind:
        if token.pos_ in ("VERB", "ADP", "SCONJ", "PUNCT") or token.lower_ in ("by", "who"):
            break
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "poss", "nmod"):
            return token if sort_of(token) == "people" or token.ent_type_ == "NORP" else None
    return None


def _placed(sentence: Sentence, shape: Shape) -> bool:
    """ "37 were under 18", "15 were of the opposition", "four were pregnant": a quality, not another event."""
    match = BE.match(sentence.text[shape.number.end :])
    begin = sentence.start + shape.number.end + (match.end() if match else 0)
    first = next((t for t in sentence.doc if sentence.begin(t) >= begin), None)
    if first is None or _size(shape.number) == 1:
        return False
    if first.lower_ in ("under", "over", "aged", "between"):
        return first.i + 1 < len(first.doc) and first.nbor(1).like_num
    if first.lower_ in ("from", "of", "members", "female", "male"):
        return True
    return first.pos_ == "ADJ" and first.lower_ not in UNHARMED


UNHARMED = frozenset(
    ["alive", "safe", "unhurt", "unharmed", "free", "able", "available", "present", "due", "likely", "open", "closed"]
)


def _found(sentence: Sentence, shape: Shape, whole: Mention, head: Token | None) -> Found:
    """The part as a mention with its whole's harm."""
    start, end = sentence.start + shape.number.start, sentence.start + shape.number.end
    token = next((t for t in sentence.doc if sentence.begin(t) >= start), None)
    group = population_of(sentence, head) if head is not None else whole.population
    mention = Mention(
        sentence=sentence, start=start, end=max(end, sentence.finish(head) if head is not None else end),
        measure=whole.measure, quantity=shape.number.quantity, population=group, trigger=None,
        victim=token.i if token is not None else None, number=(start, end), manner=whole.manner, unit=whole.unit,
        rule="resumed",
    )  # fmt: skip
    return Found(mention=mention, of=(whole.start, whole.end))


def _lists(
    sentence: Sentence, free: list[Shape], found: list[Found], before: tuple[Mention, ...], far: tuple[Mention, ...]
) -> tuple[Found, ...]:
    """Counts of one shape that fit into one whole: by group, by place, by who did it."""
    made: list[Found] = []
    found = [f for f in found if not is_part(f)]
    for kind in ("named", "by", "listed"):
        row = [s for s in free if s.kind == kind and s.number.quantity.value]
        heads = {s.number.start: _counted(sentence, s) for s in row} if kind == "listed" else {}
        row = [s for s in row if kind != "listed" or heads[s.number.start] is not None]
        whole = _list_whole(sentence, row, found, before, far) if row else None
        if whole is not None:
            made += [_found(sentence, s, whole, heads.get(s.number.start)) for s in row]
            made += _ones(sentence, row, whole) if kind == "listed" else []
    return tuple(made)


def _list_whole(
    sentence: Sentence, row: list[Shape], found: list[Found], before: tuple[Mention, ...], far: tuple[Mention, ...]
) -> Mention | None:
    """The whole of a list: of its own sentence, of those before, or farther back where the list sums up most of it."""
    total = sum(s.number.quantity.value or 0 for s in row)
    first = row[0]
    near = _wholes(sentence, first.number, found, before)
    members = names_members(sentence, (*near, *far))
    own = [w for w in near if w.sentence is sentence and _size(w) >= total]
    if own and _adjoins(sentence, own[-1], first, len(row)):
        return own[-1]
    if len(row) < LEAST and _under_heading(sentence, first, before):
        return before[-1]
    if len(row) < LEAST and not members:
        return None
    ahead = [w for w in near if w.sentence is not sentence and _size(w) >= total]
    members = members or (len(row) > LEAST and any(_size(w) == total for w in ahead))
    if ahead and (first.kind != "listed" or members):
        return ahead[-1]
    summed = [w for w in far if total <= _size(w) <= total / MOST] if len(row) > LEAST or members else []
    return max(summed, key=_size) if summed and (first.kind != "listed" or members) else None


def _under_heading(sentence: Sentence, first: Shape, before: tuple[Mention, ...]) -> bool:
    """ "Friday: 23 killed." and below it "Osk: 3 by mines.": a log's lines under the line that sums them up."""
    if not before or _size(before[-1]) <= _size(first.number):
        return False
    heading = before[-1].sentence
    return LINE.fullmatch(sentence.text[: first.number.start]) is not None and LINE.match(heading.text) is not None


def _adjoins(sentence: Sentence, whole: Mention, first: Shape, count: int) -> bool:
    """Whether a list stands right behind its whole; a single count only behind a comma, a colon or a bracket."""
    begin = (whole.number or (0, 0))[1] if whole.end > sentence.start + first.number.start else whole.end
    between = sentence.text[begin - sentence.start : first.number.start]
    if count >= LEAST:
        return ". " not in between and not re.search(r"\b(?:sent|sa(?:id|ys)|but|while)\b", between)
    return re.fullmatch(r"\s*[,:(–—-]\s*", between) is not None


def _ones(sentence: Sentence, row: list[Shape], whole: Mention) -> list[Found]:
    """The single members of a list with counts: "22 Kenyans, two Italians, a Dane and a Ugandan"."""
    begin, end = row[0].number.end, row[-1].number.end + ONES
    found = []
    for match in ONE.finditer(sentence.text, begin, end):
        token = next((t for t in sentence.doc if sentence.begin(t) - sentence.start >= match.end()), None)
        if token is None or "." in sentence.text[begin : match.start()] or token.tag_ not in ("NN", "NNP"):
            continue
        if (sort_of(token) == "people" or token.ent_type_ == "NORP") and token.dep_ == "conj":
            single = Quantity(low=1, high=1, value=1, bound="exact", as_written="")
            start, stop = sentence.start + match.start(), sentence.finish(token)
            mention = Mention(
                sentence=sentence, start=start, end=stop, measure=whole.measure, quantity=single,
                population=population_of(sentence, token), victim=token.i, manner=whole.manner, rule="resumed",
            )  # fmt: skip
            found.append(Found(mention=mention, of=(whole.start, whole.end)))
    return found


def _counted(sentence: Sentence, shape: Shape) -> Token | None:
    """The people that a listed number counts ("13 men", "five Ukrainians")."""
    begin = sentence.start + shape.number.end
    for token in [t for t in sentence.doc if sentence.begin(t) >= begin][:4]:
        if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ"):
            return None
        if token.tag_ in ("NNS", "NNPS") or (
            token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod")
        ):
            return token if sort_of(token) == "people" or token.ent_type_ == "NORP" else None
    return None
