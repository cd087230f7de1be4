"""From the person rows of a case to capture tables: joined by what people decided, and by nothing else.

Reach for :func:`by_verdicts` with the verdicts of a case, for :func:`by_file` with a file of links that was made
outside. Two rows that nobody joined are two persons. As unlinked lists overlap too little and so inflate every
estimate, there is none (``EST-UNLINKED``) where nobody has decided anything, or where rows of different lists carry one
name and nobody has said whether they are one person. Names that are spelled in two ways are not looked for here: that
is the work of a linkage, and what it missed is part of the caution that stands beside every estimate.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from reckoning.problems import ReckoningError
from reckoning.reckoned import Report
from reckoning.types import Findings, PersonRow
from reckoning.weigh.estimate import honesty
from reckoning.weigh.estimate.answer import Notice
from reckoning.weigh.estimate.imputation import Person
from reckoning.weigh.estimate.people import People, of_unit
from reckoning.weigh.estimate.tables import MAX_LISTS
from reckoning.weigh.source import fold_name

ListedBy = Literal["document", "publisher"]
FIELDS = ("sex", "age", "month", "place")
DEAD = frozenset({"killed", "bodies_found", "identified", "buried"})
LEFT_OUT = "-"
SHEET = ("row", "person", "list", "name", *FIELDS, "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A person row with the list that it stands on and its values for :data:`FIELDS`."""

    key: str
    listed: str
    name: str
    fields: tuple[str | None, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """A person said of two rows that they are one person, or that they are not; ``by`` says who."""

    left: str
    right: str
    same: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Rows after linkage: the people, or why there are none that an estimate may stand on.

    ``least`` people are documented whatever the links are: those whom the longest list names.
    """

    people: People
    rows: int
    least: int
    refused: tuple[Notice, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The rows of a case that an estimate is of, in order; ``others`` were left out for their kind of harm."""

    rows: tuple[ListedRow, ...]
    lists: tuple[str, ...]
    others: int = 0


def roll(reports: Sequence[Report], listed_by: ListedBy = "document") -> Roll:
    """The dead of every list of a case; a document is a list, or all documents of a publisher are one."""
    names = _list_names(reports, listed_by)
    found: dict[str, ListedRow] = {}
    others: set[str] = set()
    for report, name in zip(reports, names, strict=True):
        for person in report.findings.persons:
            if _dead(person, report.findings):
                found.setdefault(person.key, _listed(person, name))
            else:
                others.add(person.key)
    rows = tuple(found[key] for key in sorted(found))
    lists = tuple(sorted({row.listed for row in rows}))
    if len(lists) > MAX_LISTS:
        raise ReckoningError(
            f"{len(lists)} documents name victims, and at most {MAX_LISTS} lists can be taken; reports that pass on "
            "one list are one list: give their publisher (`reckon add --publisher`) and use --lists publisher."
        )
    return Roll(rows=rows, lists=lists, others=len(others))


def _list_names(reports: Sequence[Report], listed_by: ListedBy) -> list[str]:
    if listed_by == "publisher":
        nameless = [r.text.name for r in reports if r.findings.persons and not r.text.publisher]
        if nameless:
            raise ReckoningError(
                f"{nameless[0]} names victims and has no publisher; give it one (`reckon add --publisher`), or take "
                "documents as lists."
            )
        return [r.text.publisher or "" for r in reports]
    twice = Counter(r.text.name for r in reports)
    return [r.text.name if twice[r.text.name] == 1 else f"{r.text.name} ({r.text.source[:6]})" for r in reports]


def _dead(person: PersonRow, findings: Findings) -> bool:
    """A row with a day of death is of the dead; else the claims on its words decide, and without any it counts."""
    measures = {
        claim.measure
        for claim in findings.claims
        if claim.anchor.start < person.anchor.end and person.anchor.start < claim.anchor.end
    }
    return person.date_of_death is not None or not measures or bool(measures & DEAD)


def _listed(person: PersonRow, name: str) -> ListedRow:
    when, place = person.date_of_death, person.place
    month = when.start.isoformat()[:7] if when and when.start else None
    if when and (when.end is None or month != when.end.isoformat()[:7]):
        month = None
    where = (place.candidates[0].name if place.candidates else place.text) if place else None
    return ListedRow(
        key=person.key, listed=name, name=person.name, fields=(person.sex, person.age, month, where or None),
        words=" ".join(f"{person.anchor.prefix}{person.anchor.exact}{person.anchor.suffix}".split()),
    )  # fmt: skip


def by_verdicts(listed: Roll, verdicts: Iterable[RowVerdict], label: str = "") -> Linked:
    """People as the verdicts join the rows; refused where linkage has not been decided, or contradicts itself."""
    known = {row.key for row in listed.rows}
    said = [v for v in verdicts if v.left in known and v.right in known]
    person = _joined(known, ((v.left, v.right) for v in said if v.same))
    whole = _linked(listed, person, label)
    names = {row.key: row for row in listed.rows}
    clash = [v for v in said if not v.same and person[v.left] == person[v.right]]
    if clash:
        pair = (names[clash[0].left], names[clash[0].right])
        return replace(whole, refused=(honesty.links_conflict(_addressed(pair)),))
    pairs = _open_pairs(listed, person, {frozenset((person[v.left], person[v.right])) for v in said if not v.same})
    if pairs or (not said and len(listed.lists) > 1):
        example = _addressed(pairs[0]) if pairs else ""
        return replace(
            whole, refused=(honesty.unlinked(len(listed.lists), len(listed.rows), len(pairs), example),)
        )  # fmt: skip
    return replace(whole, notices=(*_credits(said), *whole.notices))


def _addressed(pair: tuple[ListedRow, ListedRow]) -> str:
    """Two rows by their keys: notices go into dossiers, where names may be withheld."""
    return " and ".join(f"row {row.key[:12]} of {row.listed}" for row in pair)


def _credits(said: Sequence[RowVerdict]) -> tuple[Notice, ...]:
    """Who joined how many rows."""
    rows: defaultdict[str, set[str]] = defaultdict(set)
    links: Counter[str] = Counter()
    for verdict in said:
        if verdict.same:
            rows[verdict.by] |= {verdict.left, verdict.right}
            links[verdict.by] += 1
    return tuple(honesty.linked_by(who, len(rows[who]), links[who]) for who in sorted(rows))


def _open_pairs(
    listed: Roll, person: Mapping[str, str], apart: set[frozenset[str]]
) -> list[tuple[ListedRow, ListedRow]]:  # fmt: skip
    """Rows of different lists with one name that nobody has joined or parted, in order."""
    alike: defaultdict[tuple[str, ...], list[ListedRow]] = defaultdict(list)
    for row in listed.rows:
        alike[_name_key(row.name)].append(row)
    return [
        (one, other)
        for name in sorted(alike)
        for one, other in combinations(sorted(alike[name], key=lambda r: (r.listed, r.key)), 2)
        if one.listed != other.listed
        and person[one.key] != person[other.key]
        and frozenset((person[one.key], person[other.key])) not in apart
    ]


def _name_key(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold_name(name).split()))


def by_file(listed: Roll, links: Mapping[str, str], who: str, label: str = "") -> Linked:
    """People as a file of links says: ``links`` gives each row's person, or ``-`` for a row that is left out."""
    kept = tuple(row for row in listed.rows if links[row.key] != LEFT_OUT)
    whole = _linked(replace(listed, rows=kept), {row.key: links[row.key] for row in kept}, label)
    sizes = Counter(links[row.key] for row in kept)
    joined = sum(times for times in sizes.values() if times > 1)
    pairs = sum(times - 1 for times in sizes.values() if times > 1)
    return replace(whole, notices=(honesty.linked_by(f"the file {who}", joined, pairs), *whole.notices))


def read_links(text: str, listed: Roll) -> dict[str, str]:
    """Row key to person from CSV with the columns ``row`` and ``person``; every row of the case must have one."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if not {"row", "person"} <= set(reader.fieldnames or ()):
        raise ReckoningError("A file of links has the columns `row` and `person`; `--rows FILE` writes one to fill in.")
    known = {row.key for row in listed.rows}
    found: dict[str, str] = {}
    for line in reader:
        row, person = (line["row"] or "").strip(), (line["person"] or "").strip()
        if row not in known:
            raise ReckoningError(
                f"Line {reader.line_num}: {row!r} is no row of this case as it is now; write the rows anew with --rows."
            )
        if found.get(row, person) != person:
            raise ReckoningError(f"Line {reader.line_num}: the row {row[:12]} is given a second person.")
        if person:
            found[row] = person
    left = sorted(known - set(found))
    if left:
        raise ReckoningError(
            f"{len(left)} of {len(known)} rows have no person in the file of links, the first is {left[0][:12]}; give "
            f"each row a person of its own or a shared one, or {LEFT_OUT!r} to leave it out."
        )
    return found


def sheet(listed: Roll, verdicts: Iterable[RowVerdict] = ()) -> str:
    """The rows as CSV to fill in: a person each as decided so far, where rows of one number are one person."""
    known = {row.key for row in listed.rows}
    pairs = ((v.left, v.right) for v in verdicts if v.same and v.left in known and v.right in known)
    person = _joined(known, pairs)
    number = {root: f"p{i}" for i, root in enumerate(sorted(set(person.values())), 1)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SHEET)
    for row in sorted(listed.rows, key=lambda r: (_name_key(r.name), r.listed, r.key)):
        said = (row.listed, row.name, *(v or "" for v in row.fields), row.words)
        writer.writerow([row.key, number[person[row.key]], *map(_no_formula, said)])
    return out.getvalue()


def _no_formula(words: str) -> str:
    """Words of a report must not become a formula where a spreadsheet opens them."""
    return f"'{words}" if words[:1] in set("=+-@\t") else words


def _joined(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each row's person: the least key of all rows that chains of pairs join."""
    root = {key: key for key in keys}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for left, right in pairs:
        one, other = sorted((find(left), find(right)))
        root[other] = one
    return {key: find(key) for key in root}


def _linked(listed: Roll, person: Mapping[str, str], label: str) -> Linked:
    groups: defaultdict[str, list[ListedRow]] = defaultdict(list)
    for row in listed.rows:
        groups[person[row.key]].append(row)
    clashes: Counter[str] = Counter()
    people = tuple(_person(name, groups[name], clashes) for name in sorted(groups))
    twice = _repeated(listed, person)
    notices = [honesty.repeated_names(twice)] if twice else []
    notices += [honesty.disagreeing_fields(field, clashes[field]) for field in FIELDS if clashes[field]]
    notices += [honesty.other_harm(listed.others)] if listed.others else []
    return Linked(
        people=People(people=people, lists=listed.lists, fields=FIELDS, units=of_unit(listed.lists), label=label),
        rows=len(listed.rows), least=_least(listed), notices=tuple(notices),
    )  # fmt: skip


def _person(name: str, rows: Sequence[ListedRow], clashes: Counter[str]) -> Person:
    values: list[str | None] = []
    for index, field in enumerate(FIELDS):
        given = {row.fields[index] for row in rows} - {None}
        clashes[field] += len(given) > 1
        values.append(given.pop() if len(given) == 1 else None)
    return Person(key=name, lists=tuple(sorted({row.listed for row in rows})), fields=tuple(values))


def _repeated(listed: Roll, person: Mapping[str, str]) -> int:
    """Rows that share list and name with another row that is not the same person."""
    alike: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for row in listed.rows:
        alike[row.listed, _name_key(row.name)].add(person[row.key])
    return sum(len(persons) for persons in alike.values() if len(persons) > 1)


def _least(listed: Roll) -> int:
    """The names of the longest list: the one number of people that no linkage can lower."""
    names: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in listed.rows:
        names[row.listed].add(_name_key(row.name))
    return max((len(each) for each in names.values()), default=0)
