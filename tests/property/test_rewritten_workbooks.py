"""Our own workbook, rewritten as other systems would: the same figures, or a question."""

import random
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.dates import DAY_FIRST, MONTH_FIRST
from cwsw.intake.reading import read_in_process
from cwsw.measures.count import count
from cwsw.store import Workspace
from cwsw.tables.proposal import with_answer
from cwsw.tables.schema import BY_NAME, CellKind
from cwsw.tables.upload import Upload
from cwsw.tables.years import label
from tests.support import exports
from tests.support.uploads import book

TABLES = ("pupils", "plans", "attendance", "exclusions", "results")
ALIAS_OF = {
    ("plans", "start_date"): ("plan_start", "start_date"),
    ("plans", "end_date"): ("plan_end", "end_date"),
    ("exclusions", "type"): ("exclusion_type",),
    ("exclusions", "start_date"): ("exclusion_start", "start_date"),
    ("exclusions", "sessions"): ("exclusion_sessions",),
    ("exclusions", "reason"): ("exclusion_reason", "reason"),
}
DAYS = {
    "uk": exports.uk, "iso": exports.iso, "words": exports.words, "compact": exports.compact,
    "time": exports.iso_time, "serial": exports.serial, "american": exports.american,
    "real": lambda day: day or "",
}  # fmt: skip
FLAGS = (("Y", "N"), ("Yes", "No"), ("TRUE", "FALSE"), ("1", "0"), ("T", "F"))
GROUPS = ("{}", "Year {}", "Yr {}", "Y{}", "{}.0")
WORDS = {
    "plan": {
        "CIN": ("CIN", "CiN Plan", "c) Child in need plan"),
        "CP": ("CP", "CPP", "CP - neglect", "b) Child Protection plan"),
        "CLA": ("CLA", "LAC", "Looked after child"),
    },
    "type": {"SUSP": ("SUSP", "Suspension", "Fixed Term"), "PERM": ("PERM", "Permanent")},
}  # fmt: skip
JUNK = (
    ("ULN", lambda r: str(r.randrange(10**9, 10**10))),
    ("Admission Number", lambda r: str(r.randrange(1000, 9999))),
    ("CINreferralDate", lambda r: f"{r.randrange(1, 28):02d}/0{r.randrange(1, 9)}/2024"),
    ("Known to children's social care?", lambda _: "Yes"),
    ("Home address", lambda _: "1 High Street"),
    ("Textbox29", lambda r: str(r.random())),
    ("GCSE Maths Target", lambda r: str(r.randrange(1, 9))),
    ("FSMEver6", lambda r: r.choice("YN")),
    ("Ever in Care", lambda r: r.choice("YN")),
    ("House", lambda r: r.choice(("Oak", "Elm"))),
    ("Social worker", lambda _: "J. Doe"),
    ("", lambda _: ""),
)


@cache
def original():
    school = exports.source("secondary", 45, 11)
    rows = {name: getattr(school, name) for name in TABLES}
    made = exports.twin(school, [n for n in TABLES if n != "pupils"])
    return rows, figures(made)


def figures(upload: Upload):
    workspace = Workspace.load(upload, exports.AS_AT)
    try:
        return cohort_counts(workspace).as_dict(), count(workspace)
    finally:
        workspace.close()


def headings(table, column, rng):
    """Any heading that stands for a column, surely or likely."""
    names = ALIAS_OF.get((table, column.field), (column.field,))
    found = [a for a, about in aliases().items() if about.field in names and about.sure != "ask"]
    return rng.choice([column.heading, *found])


def cell(table, column, value, style):
    if value is None:
        return ""
    if column.kind is CellKind.DATE:
        return DAYS[style["day"]](value)
    if column.kind is CellKind.FLAG:
        return exports.yes(value, style["flag"])
    if column.kind is CellKind.YEAR_GROUP:
        return exports.group(value, style["group"])
    if column.kind is CellKind.ACADEMIC_YEAR:
        return label(value)
    if column.field in WORDS and table in ("plans", "exclusions"):
        return style["rng"].choice(WORDS[column.field][value])
    return str(value)


def sheet(table, rows, rng, day):
    """One table as another system would export it."""
    style = {"day": day, "flag": rng.choice(FLAGS), "group": rng.choice(GROUPS), "rng": rng}
    columns = [c for c in BY_NAME[table].columns if any(r.get(c.field) is not None for r in rows)]
    columns += [c for c in BY_NAME[table].columns if c.cell_needed and c not in columns]
    made = [
        (headings(table, c, rng), [cell(table, c, r.get(c.field), style) for r in rows])
        for c in columns
    ]
    made += [(h, [f(rng) for _ in rows]) for h, f in rng.sample(JUNK, rng.randrange(0, 4))]
    rng.shuffle(made)
    body = [list(r) for r in zip(*(cells for _, cells in made), strict=True)]
    head = [heading for heading, _ in made]
    if rng.random() < 0.3 and len(body) > 4:
        body.insert(len(body) // 2, head)
    above = [["Foxglove School"], ["A report"], []][: rng.randrange(0, 4)]
    below = [[], ["Printed on 17/07/2026"]] if rng.random() < 0.4 else []
    return [*above, head, *body, *below]


def written(rows, rng, day):
    """All tables as files: one workbook, or text files in some encoding."""
    names = {t: rng.choice((t.title(), f"Export {n}", f"{t} list")) for n, t in enumerate(TABLES)}
    sheets = {names[t]: sheet(t, rows[t], rng, day) for t in TABLES}
    if day == "real" or rng.random() < 0.3:
        return [SourceFile("Book1.xlsx", book(sheets))]
    encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
    delimiter = rng.choice(",;\t|")
    return [
        SourceFile(f"{name}.csv", exports.text(grid, delimiter, encoding))
        for name, grid in sheets.items()
    ]


def truth(question, day):
    """The honest answer of the person who made the export; None where they could not tell."""
    if question.section == "dates" and question.suggested in (DAY_FIRST, MONTH_FIRST):
        return MONTH_FIRST if day == "american" else DAY_FIRST
    return question.suggested if question.section == "missing" else None


def answered(files, day):
    mapping = {}
    for _ in range(5):
        upload = read_in_process(files, mapping)
        questions = upload.proposal.questions if upload.proposal else ()
        if not questions:
            return upload
        for question in questions:
            answer = truth(question, day)
            if answer is None:
                return None
            mapping = with_answer(mapping, question, answer)
    return None


@given(seed=st.integers(0, 10**9), day=st.sampled_from(sorted(DAYS)))
def test_a_rewritten_workbook_gives_the_same_figures_or_asks(seed, day):
    rows, expected = original()
    rng = random.Random(seed)
    upload = answered(written(rows, rng, day), day)
    if upload is None:
        return
    assert not upload.refused, [p for p in upload.problems if p.severity == "error"]
    assert figures(upload) == expected


def test_most_rewritten_workbooks_need_no_further_question():
    rows, _ = original()
    settled = 0
    for seed in range(30):
        rng = random.Random(seed)
        settled += answered(written(rows, rng, "uk"), "uk") is not None
    assert settled >= 20


def test_the_judge_can_tell_figures_apart():
    rows, expected = original()
    school = exports.source("secondary", 45, 11)
    moved = [p | {"start_date": p["start_date"] and p["start_date"] - timedelta(days=4000),
                  "end_date": date(2012, 1, 1)} for p in rows["plans"]]  # fmt: skip
    other = exports.Source(
        school.pupils, moved, school.attendance, school.exclusions, school.results
    )
    assert figures(exports.twin(other, [n for n in TABLES if n != "pupils"])) != expected
    with pytest.raises(KeyError):
        DAYS["no such day"]


NASTY = (
    "", "A1", "B801200001002", "7", "Year 7", "01/02/2024", "13/13/2024", "99/99/99", "Y", "x", "-",
    "CIN", "Historic", "CP - neglect", "/", "\\", "/\\", "93.4 %", "0.934", "1e400", "8.01E+11",
    "D*", "Adams, Ava", ",", "é", "\x00", "Total", "2025/26", "120", "-5", "KS2", "GLD", "20250101",
    "45678", "32 Foo 2024", "AM", "SUSP", "Required", "1" * 50,
)  # fmt: skip


@settings(max_examples=3 * settings.default.max_examples)
@given(seed=st.integers(0, 10**9))
def test_any_cells_under_known_headings_are_read_asked_or_refused(seed):
    rng = random.Random(seed)
    files = []
    for n in range(rng.randrange(1, 4)):
        width = rng.randrange(1, 12)
        heads = [rng.choice((*aliases(), "/", "B", "01/06/2026 AM", "UPN")) for _ in range(width)]
        rows = [[rng.choice(NASTY) for _ in range(width)] for _ in range(rng.randrange(0, 9))]
        files.append(SourceFile(f"{n}.csv", exports.text([heads, *rows])))
    for real in (False, True):
        if real:
            files[0] = SourceFile("a.xlsx", book({"S": [heads, *[[date(2024, 1, 2)] * width] * 4]}))
        upload = read_in_process(files)
        assert upload.refused or upload.tables["pupils"].num_rows == upload.counts["pupils"].kept
        if upload.proposal and upload.proposal.questions:
            mapping = {}
            for question in upload.proposal.questions:
                answer = rng.choice([o.answer for o in question.options] or ["accept"])
                mapping = with_answer(mapping, question, answer)
            read_in_process(files, mapping)
