"""``reckon estimate`` and its page, as a person meets them."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result
from published import one_stage

from reckoning.cli.estimate import command
from reckoning.cli.frame import Commands
from reckoning.show.estimate_page import estimate_page
from reckoning.weigh.estimate import latent
from reckoning.weigh.estimate.panel import Request, estimate
from reckoning.weigh.estimate.tables import build, read_table

TABLE = """EXH,ABA,OSCE,count
1,0,0,306
0,1,0,290
0,0,1,250
1,1,0,80
1,0,1,70
0,1,1,60
1,1,1,25
"""
QUICK = "stepwise,decomposable,coverage,nhoi"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def reckon(*arguments: object) -> Result:
    group = Commands(name="reckon")
    group.add_command(command)
    return CliRunner().invoke(group, ["estimate", *map(str, arguments)])


def test_the_documented_come_first_and_every_method_says_when_it_holds(table: Path) -> None:
    ran = reckon(table, "-m", QUICK)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("At least 1,081 people are documented, on 3 lists.")
    assert ran.stdout.count("holds if:") == 4
    assert "none is the answer by itself" in ran.stdout


def test_json_holds_the_panel_without_its_draws(table: Path) -> None:
    ran = reckon(table, "-m", QUICK, "--json")
    told = json.loads(ran.stdout)
    assert told["documented"] == 1081
    assert [o["method"] for o in told["outcomes"]] == ["stepwise.v1", "decomposable.v1", "coverage.v1", "nhoi.v1"]
    assert "draws" not in told["outcomes"][0]
    assert len(told["digest"]) == 64


def test_out_holds_the_page_and_the_draws_and_the_run_lies_beside_it(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latent, "Plan", lambda: one_stage(2, 2, replicas=8, length=8, warmup=50))
    out = tmp_path / "made" / "estimate"
    ran = reckon(table, "-m", "nhoi,latent", "-o", out, "--budget", 1)
    assert ran.exit_code == 0, ran.output
    assert sorted(p.name for p in out.iterdir()) == ["estimate.html", "estimate.json"]
    assert (tmp_path / "made" / "estimate.run").exists()
    kept = json.loads((out / "estimate.json").read_text(encoding="utf-8"))
    assert len(kept["outcomes"][0]["draws"]) == 4000
    again = reckon(table, "-m", "nhoi,latent", "-o", out, "--budget", 1)
    assert json.loads((out / "estimate.json").read_text(encoding="utf-8"))["digest"] == kept["digest"]
    assert again.exit_code == 0


def test_a_refusal_of_everything_is_told_with_status_1(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("a,b,count\n1,0,30\n0,1,30\n1,1,10\n", encoding="utf-8")
    ran = reckon(path)
    assert ran.exit_code == 1
    assert "At least 70 people are documented" in ran.stdout
    assert "EST-NO-INDEPENDENCE" in ran.stdout
    assert "What would cure it" in ran.stdout
    stated = reckon(path, "--independence", "Kept by strangers.")
    assert stated.exit_code == 0


@pytest.mark.parametrize(
    "content, says",
    [(b"a,b,c\n", "`count`"), (b"a,b,c,count\n1,0,0,-4\n", "Line 2"), (b"\xff\xfe\x00", "UTF-8"), (b"", "`count`")],
)
def test_a_faulty_table_is_one_line_and_status_2(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    ran = reckon(path)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_units_can_be_given_and_mixed_units_refuse(table: Path) -> None:
    ran = reckon(table, "--unit", "ABA=families")
    assert ran.exit_code == 1
    assert "EST-MIXED-UNITS" in ran.stdout
    assert reckon(table, "--unit", "XYZ=families").exit_code == 2


def test_a_folder_that_is_no_case_is_told_what_to_do(tmp_path: Path) -> None:
    ran = reckon(tmp_path)
    assert ran.exit_code == 2
    assert "reckon init" in ran.stderr


def test_linkage_replicates_are_pooled(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(TABLE.replace("1,1,0,80", "1,1,0,60"), encoding="utf-8")
    told = json.loads(reckon(table, other, "-m", "coverage", "--json").stdout)
    assert told["linkage"][0]["replicates"] == 2


def people_csv(path: Path, *, missing: bool) -> Path:
    """900 people of two sexes whom lists reach unequally; list C does not record the sex."""
    generator = np.random.default_rng(8)
    chances = {"female": (0.5, 0.4, 0.2), "male": (0.25, 0.3, 0.5)}
    lines = ["person,A,B,C,sex"]
    for number in range(900):
        sex = "female" if number % 2 else "male"
        on = [int(generator.random() < p) for p in chances[sex]]
        if any(on):
            lines.append(f"{number},{on[0]},{on[1]},{on[2]},{'' if missing and on == [0, 0, 1] else sex}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_strata_from_people(tmp_path: Path) -> None:
    path = people_csv(tmp_path / "people.csv", missing=False)
    ran = reckon(path, "-m", "stepwise,coverage", "--strata", "sex")
    assert ran.exit_code == 0, ran.output
    assert "By sex, each stratum on its own, added by draws:" in ran.stdout
    assert "female (" in ran.stdout
    assert "EST-STRATA-SUMMED" in ran.stdout
    told = json.loads(reckon(path, "-m", "stepwise", "--strata", "sex", "--json").stdout)
    (result,) = told["strata"]["results"]
    assert result["total"]["point"] == pytest.approx(900, rel=0.1)
    assert result["total"]["low"] < result["total"]["point"] < result["total"]["high"]
    assert sum(row["documented"] for row in result["strata"]) == told["documented"]


def test_missing_values_are_imputed_and_their_price_is_told(tmp_path: Path) -> None:
    path = people_csv(tmp_path / "people.csv", missing=True)
    ran = reckon(path, "-m", "coverage", "--strata", "sex", "--imputations", 3, "--json")
    told = json.loads(ran.stdout)["strata"]
    assert told["missing"][0][1] > 0.1
    assert told["results"][0]["copies"] == 3
    assert 0 < told["results"][0]["share"] < 1
    assert [n["code"] for n in told["notices"]] == ["EST-STRATA-SUMMED", "EST-MISSING-FIELDS", "EST-FEW-IMPUTATIONS"]
    again = json.loads(reckon(path, "-m", "coverage", "--strata", "sex", "--imputations", 3, "--json").stdout)
    assert again["strata"] == told


def test_strata_of_a_table_with_counts_are_those_of_the_people_it_stands_for(tmp_path: Path) -> None:
    people = people_csv(tmp_path / "people.csv", missing=False)
    rows = [line.split(",")[1:] for line in people.read_text(encoding="utf-8").splitlines()[1:]]
    counted = Counter(tuple(row) for row in rows)
    path = tmp_path / "counts.csv"
    lines = ["A,B,C,sex,count", *(",".join([*key, str(count)]) for key, count in sorted(counted.items()))]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = [json.loads(reckon(p, "-m", "stepwise", "--strata", "sex", "--json").stdout) for p in (people, path)]
    assert told[0]["strata"]["results"] == told[1]["strata"]["results"]
    assert told[0]["table_digest"] == told[1]["table_digest"]


@pytest.mark.parametrize(
    "options, says",
    [
        (("--strata", "age"), "no column 'age'"),
        ((), "`count`"),
        (("--strata", "sex", "--bands", "sex=0,15"), "is no number"),
        (("--strata", "sex", "--imputations", "1"), "1 is not in the range"),
    ],
)
def test_faults_of_strata_are_one_line_and_status_2(tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    ran = reckon(people_csv(tmp_path / "people.csv", missing=False), *options)
    assert ran.exit_code == 2
    assert says in ran.stderr


def test_a_refused_stratum_is_told_and_refuses_its_total(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = ["1,0,0,x,40", "0,1,0,x,40", "0,0,1,x,40", "1,1,0,x,12", "1,0,1,x,12", "0,1,1,x,12", "1,1,1,x,5"]
    path.write_text("\n".join(["A,B,C,kind,count", *rows, "1,0,0,y,9", "0,1,0,y,9"]), encoding="utf-8")
    ran = reckon(path, "-m", "stepwise", "--strata", "kind")
    assert ran.exit_code == 0
    assert "refused (EST-STRATUM-REFUSED): The stratum 'y' has no estimate" in ran.stdout


class Outside(HTMLParser):
    """Digits that stand outside figures, code, style and names given by the user."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.bare: list[str] = []
        self.scripts = 0
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.scripts += tag == "script"
        self.links += [given[k] for k in ("href", "src") if k in given]
        if tag not in {"meta", "link", "br", "img"}:
            self.stack.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, text):
        inside = any(
            tag in {"style", "code", "title", "desc"} or {"figure", "name"} & set(names.split())
            for tag, names in self.stack
        )
        if re.search(r"\d", text) and not inside:
            self.bare.append(text)


@pytest.fixture(scope="module")
def page() -> str:
    request = Request(methods=("loglinear", "stepwise", "decomposable", "coverage", "nhoi"))
    counts = {
        1: 306,
        2: 290,
        4: 250,
        8: 70,
        3: 80,
        5: 70,
        6: 60,
        9: 4,
        10: 9,
        12: 12,
        7: 25,
        11: 3,
        13: 2,
        14: 4,
        15: 1,
    }
    lists = ("A & B", "<Committee>", "Hospital", "Press 2")
    return estimate_page(estimate(build(lists, counts, label="District <1>"), request)).decode()


def test_every_number_on_the_page_is_a_figure(page: str) -> None:
    found = Outside()
    found.feed(page)
    assert found.bare == []


def test_the_page_stands_alone_and_runs_nothing(page: str) -> None:
    found = Outside()
    found.feed(page)
    assert found.scripts == 0
    assert all(link.startswith("#") for link in found.links)
    assert "url(" not in page


def test_names_are_escaped(page: str) -> None:
    assert "<Committee>" not in page
    assert "&lt;Committee&gt;" in page


def test_the_page_has_all_its_parts(page: str) -> None:
    for part in ("At least", "What each method says", "Cautions", "If the untestable assumption is off",
                 "If one list had never been kept", "Who is on which lists", "how to repeat it"):  # fmt: skip
        assert part in page
    assert page.count("<svg") == 2
    assert page.index("At least") < page.index("What each method says")


def test_a_page_of_refusals_shows_no_total() -> None:
    table = read_table("a,b,count\n1,0,30\n0,1,30\n1,1,10\n")
    page = estimate_page(estimate(table)).decode()
    assert "No estimate is given" in page
    assert "EST-NO-INDEPENDENCE" in page
    assert "per cent interval" not in page


def test_the_page_is_the_same_twice() -> None:
    table = build("abc", {1: 30, 2: 30, 4: 30, 3: 9, 5: 9, 6: 9, 7: 3})
    request = Request(methods=("nhoi", "coverage"))
    assert estimate_page(estimate(table, request)) == estimate_page(estimate(table, request))


def test_the_command_is_a_click_command() -> None:
    assert isinstance(command, click.Command)
    assert command.name == "estimate"
