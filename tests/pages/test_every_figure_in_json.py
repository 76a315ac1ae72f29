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

import pytest

from cwsw.cli.main import main
from cwsw.compare.words import group as named
from cwsw.disclosure.rules import rounded
from cwsw.measures.registry import BY_KEY, MEASURES, Kind, Page, suits
from cwsw.tables.english import verb
from cwsw.ui.links import FIGURES
from tests.support import schools
from tests.support.app import words
from tests.support.schools import open_sample, summary_of

FILES = Path(__file__).resolve().parents[2] / "data" / "sample"
WHO = {named(name, number): name for name in ("cwsw", "other") for number in (1, 2)}
DONE = {did: m.key for m in MEASURES for did in (m.did, verb(m.did, 1))}
DID = "|".join(sorted(map(re.escape, DONE), key=len, reverse=True))
IN = (
    r"in (?P<year>\d{4}/\d\d)\.(?: Allowing for chance: (?P<low>[\d.]+)%? to (?P<high>[\d.]+)%?\.)?"
)
GROUP = f"(?P<who>{'|'.join(WHO)})"
COUNT = r"(?P<n>[\d,]+) of (?P<of>[\d,]+)"
PROPORTION = re.compile(rf"{COUNT} {GROUP}(?: \((?P<value>\d+)%\))? (?P<did>{DID}) {IN}")
SESSIONS = re.compile(rf"(?P<pupils>\d+) {GROUP} missed {COUNT} sessions? \((?P<value>\d+)%\) {IN}")
MEAN = re.compile(
    rf"(?P<pupils>\d+) {GROUP} scored (?P<value>[\d.]+) points on average in (?P<title>.+?) {IN}"
)
SELECTIONS = (
    '<p role="status">Showing ',
    "- Showing ",
    "Going well",
    "What a group",
    "As at ",
    "Here ",
    "Your list has",
)
OTHERWISE = re.compile(
    rf"{COUNT} (?:(?P<ours>children with a social worker) (?:attended|were|had a Strengths)"
    rf"|other pupils\.)"
)
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


def agrees(entry, group, found, kind):
    """Whether a sentence's numbers are those of one entry's group."""
    held, said = entry["groups"][group], found.groupdict()
    if kind is Kind.MEAN:
        assert number(said["pupils"]) == held["n"]
        assert said["value"] == whole(held["value"], 1)
        assert (said["low"], said["high"]) == (whole(held["low"], 1), whole(held["high"], 1))
        return
    assert (number(said["n"]), number(said["of"])) == (held["n"], held["of"])
    if said["value"] is not None:
        assert said["value"] == percent_of(held["n"], held["of"])
    if said["low"] is not None:
        limits = (whole(held["low"], scale=100), whole(held["high"], scale=100))
        assert (said["low"], said["high"]) == limits
    if kind is Kind.RATIO_OF_SUMS:
        assert number(said["pupils"]) == held["pupils"]


def check_sentences(text, entries):
    """Look every sentence of a figure up; return the text without them, and how many there were."""
    by_title = {m.title: m.key for m in MEASURES}
    seen = 0
    for pattern in (PROPORTION, SESSIONS, MEAN):
        for found in pattern.finditer(text):
            said = found.groupdict()
            key = DONE.get(said.get("did")) or by_title.get(said.get("title"), "overall_absence")
            agrees(entries[key, said["year"]], WHO[said["who"]], found, BY_KEY[key].kind)
            seen += 1
        text = pattern.sub("", text)
    return text, seen


def nothing_else_is_counted(text, entries):
    """What is left has no count but a group's complement, and selections named above."""
    pairs = {
        (group, held["n"], held["of"])
        for entry in entries.values()
        for group, held in entry["groups"].items()
    }
    for line in text.split("\n"):
        for found in OTHERWISE.finditer(line):
            n, of = number(found["n"]), number(found["of"])
            assert ("cwsw" if found["ours"] else "other", of - n, of) in pairs, line
        left = OTHERWISE.sub("", line)
        if not left.startswith(SELECTIONS) and " together: " not in left:
            assert not re.search(rf"{COUNT} (children|other|sessions)", left), line


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
        if measure.kind is Kind.MEAN:
            assert counts == [held["n"]]
        elif measure.kind is Kind.PROPORTION:
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
            if measure.kind is not Kind.PROPORTION:
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
                shown = whole(benchmark[value], 1, 1 if measure.kind is Kind.MEAN else 100)
                assert re.search(rf"(^|: ){re.escape(shown)}%?$", cell), (row, benchmark)


CHECKS = {
    ": our school by group": check_group_table,
    " over the years": check_year_table,
    ": national figures": check_national_table,
}


@pytest.mark.parametrize("place", Page)
def test_figure_pages(school, place):
    choice, answer, entries = school
    if not suits(place, summary_of(choice).school.phase):
        pytest.skip("this phase has no such page")
    at = open_sample(choice, FIGURES[place][0])
    text, sentences = check_sentences(words(at), entries)
    nothing_else_is_counted(text, entries)
    cohort = f"{answer['cohort']['cwsw']:,}"
    assert f"Showing {cohort} of {cohort} children with a social worker on roll." in text
    checked = 0
    for caption, rows in tables(at):
        for ending, check in CHECKS.items():
            if caption.endswith(ending) and "each part" not in caption:
                check(caption, rows, entries)
                checked += 1
    measures = [m for m in MEASURES if m.page == place and any(k == m.key for k, _ in entries)]
    assert sentences >= 2 * len(measures)
    assert checked >= len(measures)


def test_overview(school):
    choice, answer, entries = school
    text, sentences = check_sentences(
        words(open_sample(choice, "pages/overview/overview.py")), entries
    )
    nothing_else_is_counted(text, entries)
    assert sentences >= 5
    held = answer["cohort"]
    who = f"{held['cwsw']:,} of {held['on_roll']:,} pupils are children with a social worker"
    assert f"{who}: {held['current_cp']} on a" in text
    assert f"{held['current_cin']} on a child in need" in text
    assert f"{held['ended']} whose plan ended within six years" in text
    check_pairs_in_words(text, entries)


def check_pairs_in_words(text, entries):
    """The cards' national lines: 'In 2018: children in need 32.7%, all pupils 11.2%.'"""
    values = set()
    for (key, _), entry in entries.items():
        scale = 1 if BY_KEY[key].kind is Kind.MEAN else 100
        for b in entry["benchmarks"]:
            held = (b["value"], b["comparator_value"])
            values |= {whole(v, 1, scale) for v in held if v is not None}
    lines = re.findall(r"^(?:In 2018|Like for like, \d{4}/\d\d): (.*)\.\s*$", text, re.M)
    shown = [v for line in lines for v in re.findall(r"\d+\.\d", line)]
    assert shown
    assert set(shown) <= values


def test_governors(school):
    """Governors see rounded counts: each is the rounding of an entry's own."""
    choice, _, entries = school
    text = words(open_sample(choice, "pages/governors/publish.py")).replace("\\", "")
    pattern = (
        rf"About (\d+) of about (\d+) children .*? \((\d+)%\) ({DID})(?: in (\d{{4}}/\d\d))?\."
    )
    found = re.findall(pattern, text)
    assert found
    for n, of, percent, did, year in found:
        key = DONE[did]
        held = entries[key, year or max(y for k, y in entries if k == key)]["groups"]["cwsw"]
        assert (int(n), int(of)) == (rounded(held["n"]), rounded(held["of"]))
        assert percent == percent_of(int(n), int(of))
    told = {f"{n} of about {of}" for n, of, *_ in found}
    assert set(re.findall(r"\d+ of about \d+", text)) == told
