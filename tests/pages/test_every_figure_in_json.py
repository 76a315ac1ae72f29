"""Every unfiltered figure on every page is found again, equal, in `measures --json`.

Sub-cohorts (rows of a table, "Which children") and three years together are selections, which the
JSON does not hold; so are the children left out and the mix of needs. All else is looked up.
"""

import contextlib
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path

import pyarrow as pa
import pytest

from cwsw.cli.main import main
from cwsw.compare.words import group as named
from cwsw.disclosure import publish
from cwsw.disclosure.publish import PARTS
from cwsw.measures.registry import MEASURES, FigureKind
from cwsw.reports.published import IN_NUMBERS, three_years
from cwsw.summary import summarise
from cwsw.tables.english import verb
from cwsw.ui.state import session
from tests.support import schools
from tests.support.app import words
from tests.support.explore import EXPLORE, ask
from tests.support.schools import open_sample

FILES = Path(__file__).resolve().parents[2] / "data" / "sample"
WHO = {named(name, number): name for name in ("cwsw", "other") for number in (1, 2)}
DONE = {did: m.key for m in MEASURES for did in (m.predicate, verb(m.predicate, 1))}
DID = "|".join(sorted(map(re.escape, DONE), key=len, reverse=True))
ROW = re.compile(r'<tr role="row"><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)


pytestmark = pytest.mark.usefixtures("one_server")


@pytest.fixture(scope="module", params=schools.SAMPLES)
def school(request):
    """A sample school's name and what the command line says of it, by measure and year."""
    file = FILES / f"{request.param.removeprefix('sample ')}.xlsx"
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main(["measures", str(file), "--json"]) == 0
    answer = json.loads(printed.getvalue())
    entries = {(m["key"], m["academic_year"]): m for m in answer["measures"]}
    return request.param, answer, entries


def number(text):
    return int(text.replace(",", ""))


def whole(value, places=0, scale=1):
    """A value of the JSON rounded half up in decimals: 0.1455 x 100 is 14.55 here, never below."""
    step = Decimal(1).scaleb(-places)
    return str((scale * Decimal(repr(value))).quantize(step, rounding=ROUND_HALF_UP))


def percent_of(n, of):
    return str((200 * n + of) // (2 * of)) if of else None


def tables(at):
    """(caption, rows of cells) of every table of a page."""
    for element in at.get("html"):
        body = element.proto.body
        if caption := re.search(r"<caption>(.*?)</caption>", body):
            rows = [[name, *CELL.findall(rest)] for name, rest in ROW.findall(body)]
            yield unescape(caption[1]), [[unescape(c) for c in row] for row in rows]


def check_group_table(caption, rows, entries):
    title, year = re.fullmatch(r"(.+), (\d{4}/\d\d): our school by group", caption).groups()
    measure = next(m for m in MEASURES if m.title == title)
    groups = entries[measure.key, year]["groups"]
    for row in rows[:2]:
        held = groups[WHO[row[0][0].lower() + row[0][1:]]]
        counts = [number(cell) for cell in row[1:-2]]
        if measure.kind is FigureKind.MEAN:
            assert counts == [held["n"]]
        elif measure.kind is FigureKind.PROPORTION:
            assert counts == [held["n"], held["of"]]
        else:
            assert counts == [held["n"], held["of"], held["pupils"]]
        if row[-2].endswith("%"):
            assert row[-2] == f"{percent_of(held['n'], held['of'])}%"
            limits = [f"{whole(held[end], scale=100)}%" for end in ("low", "high")]
            assert row[-1] == " to ".join(limits)


def check_year_table(caption, rows, entries):
    title = caption.removesuffix(" over the years")
    measure = next(m for m in MEASURES if m.title == title)
    for row in rows:
        entry = entries[measure.key, row[0].removesuffix(" so far")]
        for cell, group in zip(row[1:3], ("cwsw", "other"), strict=True):
            held = entry["groups"][group]
            counts = f"{held['n']:,} of {held['of']:,}"
            if measure.kind is not FigureKind.PROPORTION:
                counts = f"{held['pupils']} pupils"
            assert cell.startswith(counts) or (held["pupils"] == 0 and cell == "nobody counted")


def check_national_table(caption, rows, entries):
    title = caption.removesuffix(": national figures")
    measure = next(m for m in MEASURES if m.title == title)
    latest = max(year for key, year in entries if key == measure.key)
    held = entries[measure.key, latest]["benchmarks"]
    assert len(rows) == len(held)
    for row, benchmark in zip(rows, held, strict=True):
        assert row[1] == benchmark["year"]
        for cell, value in ((row[2], "value"), (row[3], "comparator_value")):
            if benchmark[value] is not None:
                shown = whole(benchmark[value], 1, 1 if measure.kind is FigureKind.MEAN else 100)
                assert re.search(rf"(^|: ){re.escape(shown)}%?$", cell), (row, benchmark)


CHECKS = {
    ": our school by group": check_group_table,
    " over the years": check_year_table,
    ": national figures": check_national_table,
}


def test_explore(school):
    """Every measure's tables: by group, over the years, national."""
    choice, _, entries = school
    at = open_sample(choice, EXPLORE)
    checked = 0
    for key in dict.fromkeys(key for key, _ in entries):
        if not any(e["groups"]["cwsw"]["pupils"] for (k, _), e in entries.items() if k == key):
            continue
        for tab in ("How it is counted", "Years", "National"):
            ask(at, measure=key, tab=tab)
            for caption, rows in tables(at):
                for ending, check in CHECKS.items():
                    if caption.endswith(ending):
                        check(caption, rows, entries)
                        checked += 1
    assert checked > 20


def test_overview(school):
    """The chart's values and the cohort's counts."""
    choice, answer, entries = school
    at = open_sample(choice, "pages/overview/overview.py")
    by_short = {measure.short: measure.key for measure in MEASURES}
    (chart,) = at.get("vega_lite_chart")
    (data,) = chart.proto.datasets
    rows = pa.ipc.open_stream(data.data.data).read_all().to_pylist()
    assert len(rows) >= 5
    for row in rows:
        years = [e for (key, _), e in entries.items() if key == by_short[row["label"]]]
        drawn = {(row["value"], row["other"])}
        assert drawn & {
            tuple(shown(e["groups"][group]) for group in ("cwsw", "other")) for e in years
        }
    held, text = answer["cohort"], words(at)
    assert f"**{held['cwsw']:,} of {held['on_roll']:,} pupils** have a social worker" in text
    parts = ("current_cp", "current_cin", "ended")
    plan, need, none = (f"{held[part]:,}" for part in parts)
    assert f"{plan} on a child protection plan, {need} on a child in need plan, {none} with" in text


def shown(group):
    """What is drawn of a group: nothing of fewer than ten pupils."""
    return round(100 * group["value"], 1) if group["pupils"] >= 10 else None


def test_governors(school):
    """Governors see ranges: each holds the entries' own count, and the page shows the same."""
    choice, _, entries = school
    at = open_sample(choice, "pages/governors/publish.py")
    shown = publishing_draft(choice)
    for figure in shown.figures:
        keys = PARTS.get(figure.key, (figure.key,))
        groups = [entries[k, figure.academic_year]["groups"]["cwsw"] for k in keys]
        for said, name in ((figure.count, "n"), (figure.of, "of")):
            assert said is None or said.low <= sum(g[name] for g in groups) <= said.high
    assert sum(not figure.hidden for figure in shown.figures) > 5
    (rows,) = [rows for caption, rows in tables(at) if caption == IN_NUMBERS]
    assert rows == [[*row] for row in three_years(shown)]


def publishing_draft(choice):
    """What the command line would say of a sample school to governors."""
    workspace = session.sample_workspace(choice)
    return publish(summarise(workspace))
