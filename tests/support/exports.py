# ruff: noqa: E501 - the exports are tables, one column of a table on a line
"""Made-up exports in the styles of school systems, each with the clean twin it must amount to.

The pupils come from the sample school. A twin holds our own tables with just what the export
tells; both go through the same figures.
"""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import pyarrow as pa

from cwsw.sample import make_school
from cwsw.tables.codes import REGISTER_CODES, YEAR_GROUPS, RegisterMark
from cwsw.tables.upload import FLAT, SCHEMAS, Upload
from tests.support.uploads import book

AS_AT = date(2026, 7, 17)
YEAR = 2025
Rows = list[list[Any]]
Row = dict[str, Any]

_LABELS = {number: label for label, number in YEAR_GROUPS.items()}


@dataclass(frozen=True)
class Export:
    """Files as a school would drop them in, and the tables they must amount to."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    twin: Upload


@dataclass(frozen=True)
class Source:
    """A sample school as rows, pupils on roll only and rows of the as-at year only."""

    pupils: list[Row]
    plans: list[Row]
    attendance: list[Row]
    exclusions: list[Row]
    results: list[Row]
    register: list[Row] = field(default_factory=list)

    def by(self, table: str) -> dict[str, Row]:
        """The row of each pupil in a table with one row for each."""
        return {row["upn"]: row for row in getattr(self, table)}


@cache
def source(phase: str, pupils: int = 90, seed: int = 5, registers: bool = False) -> Source:
    """A sample school of one phase."""
    _, tables = make_school(phase, pupils, seed, AS_AT, registers)
    rows = {name: table.to_pylist() for name, table in tables.items()}
    on_roll = [p for p in rows["pupils"] if not p["leaving_date"] or p["leaving_date"] >= AS_AT]
    upns = {p["upn"] for p in on_roll}

    def of(name: str) -> list[Row]:
        return [r for r in rows.get(name, ()) if r["upn"] in upns]

    return Source(
        [p | {"leaving_date": None} for p in on_roll],
        of("plans"),
        [r for r in of("attendance") if r["academic_year"] == YEAR],
        of("exclusions"),
        [r for r in of("results") if r["academic_year"] == YEAR] + _gcses(on_roll),
        of("register"),
    )


def _gcses(pupils: list[Row]) -> list[Row]:
    """Grades of Year 11, which the sample school has only in August."""
    rng = random.Random(11)
    subjects = {"English Language": 9, "English Literature": 9, "Maths": 9, "Attainment 8": 80}
    return [
        {
            "upn": p["upn"], "academic_year": YEAR, "stage": "KS4", "subject": subject,
            "result": str(rng.randint(1, most)),
        }
        for p in pupils
        if p["year_group"] == 11
        for subject, most in subjects.items()
    ]  # fmt: skip


def twin(
    school: Source,
    tables: Iterable[str] = (),
    flat: Mapping[str, Row] | None = None,
    without: Sequence[str] = (),
) -> Upload:
    """Our own tables; `without` names Pupils fields that the export does not tell."""
    new_tables = {"pupils": [p | dict.fromkeys(without) for p in school.pupils]}
    new_tables |= {name: getattr(school, name) for name in tables}
    arrow = {name: _arrow(name, rows) for name, rows in new_tables.items()}
    if flat is not None:
        rows = [flat.get(p["upn"], {}) | {"upn": p["upn"]} for p in school.pupils]
        arrow[FLAT] = _arrow(FLAT, rows)
    return Upload(tables=arrow)


def _arrow(name: str, rows: Sequence[Row]) -> pa.Table:
    schema = SCHEMAS[name]
    return pa.table([pa.array([r.get(f.name) for r in rows], f.type) for f in schema], schema)


# writing files


def text(rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """CSV bytes; dates must be text already."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def uk(day: date | None) -> str:
    """17/07/2026."""
    return f"{day:%d/%m/%Y}" if day else ""


def words(day: date | None) -> str:
    """17 Jul 2026."""
    return f"{day:%d %b %Y}" if day else ""


def iso(day: date | None) -> str:
    """2026-07-17."""
    return day.isoformat() if day else ""


def iso_time(day: date | None) -> str:
    """2026-07-17 00:00:00."""
    return f"{day.isoformat()} 00:00:00" if day else ""


def compact(day: date | None) -> str:
    """20260717."""
    return f"{day:%Y%m%d}" if day else ""


def serial(day: date | None) -> str:
    """A spreadsheet's day number."""
    return str((day - date(1899, 12, 30)).days) if day else ""


def american(day: date | None) -> str:
    """07/17/2026."""
    return f"{day:%m/%d/%Y}" if day else ""


def yes(value: bool | None, form: tuple[str, str] = ("Y", "N")) -> str:
    """Yes or no in some form."""
    return "" if value is None else form[0] if value else form[1]


def group(number: int, style: str = "{}") -> str:
    """A year group as text."""
    early = {0: "Reception", -1: "Nursery 2", -2: "Nursery 1"}
    return early.get(number) or style.format(_LABELS[number])


Cell = Callable[[Row], Any]


def columns(rows: Sequence[Row], heads: Mapping[str, Cell]) -> Rows:
    """A heading row and one row for each."""
    return [[*heads], *([cell(row) for cell in heads.values()] for row in rows)]


def pupil_heads(
    names: Sequence[str],
    style: str = "{}",
    day: Callable[[date | None], Any] = uk,
    flag: tuple[str, str] = ("Y", "N"),
) -> dict[str, Cell]:
    """UPN, surname, forename, birth, year, form, sex, SEN, FSM, admission under given headings."""
    cells: tuple[Cell, ...] = (
        lambda p: p["upn"],
        lambda p: p["surname"],
        lambda p: p["forename"],
        lambda p: day(p["date_of_birth"]),
        lambda p: group(p["year_group"], style),
        lambda p: p["form"],
        lambda p: p["sex"],
        lambda p: p["sen"],
        lambda p: yes(p["fsm"], flag),
        lambda p: day(p["admission_date"]),
        lambda p: yes(p["looked_after"], flag),
    )
    return {name: cell for name, cell in zip(names, cells, strict=True) if name}


SIMS = (
    "UPN", "Legal Surname", "Legal Forename", "DOB", "Year taught in", "Reg", "Gender",
    "SEN Status", "FSM eligible", "Date of Admission", "In care",
)  # fmt: skip
ARBOR = (
    "UPN", "Legal Last Name", "Legal First Name", "Date of Birth",
    "Year group(s) this academic year", "Registration form(s) this academic year", "Sex",
    "SEN status", "Free School Meals", "Admission date", "In Care",
)  # fmt: skip
BROMCOM = (
    "UPN", "LastName", "FirstName", "DateOfBirth", "Year Group Name", "Tutor Group", "Gender",
    "SEN Code", "FSM", "DateOfEntry", "Looked After",
)  # fmt: skip
SCHOLARPACK = (
    "Unique Pupil Number", "Surname", "First name", "Date of Birth", "NC Year", "Class", "Sex",
    "SEN", "FSM", "Entry Date", "In Care",
)  # fmt: skip
GO4 = (
    "UPN", "PreferredLastName", "PreferredFirstName", "DateOfBirth", "NCYear",
    "RegistrationGroup", "Sex", "SEN Code", "FSM", "AdmissionDate", "Looked After",
)  # fmt: skip
GIAP = (
    "UPN", "Surname", "Forename", "DOB", "NCyearActual", "", "Sex", "SENProvision",
    "FSMeligible", "EntryDate", "",
)  # fmt: skip
ISAMS = (
    "UPN", "Surname", "Forename", "DOB", "NC Year", "Form/Tutor Group", "Gender", "", "",
    "Enrolment Date", "",
)  # fmt: skip
WONDE = (
    "upn", "surname", "forename", "date_of_birth", "current_nc_year", "registration group",
    "gender", "sen_status", "free_school_meals", "admission date", "in_lea_care",
)  # fmt: skip


def sims_list(school: Source, **more: Cell) -> Rows:
    """A SIMS pupil list with title and footer."""
    heads = pupil_heads(SIMS, "Year {}") | more
    titles = [["Foxglove School"], ["Pupil details, all year groups"], []]
    return [*titles, *columns(school.pupils, heads), [], ["Printed on 17/07/2026"]]


# plans


def plan_words(plan: Row, forms: Mapping[str, str]) -> str:
    """A plan's word in some system."""
    return forms[plan["plan"]]


LONG = {"CIN": "Child in need plan", "CP": "CP - neglect", "CLA": "LAC"}
LETTERED = {
    "CIN": "c) Child in need plan", "CP": "b) Child Protection plan", "CLA": "a) Looked after child",
}  # fmt: skip
SHORT = {"CIN": "CiN", "CP": "CPP", "CLA": "CLA"}


def plan_heads(
    start: str, end: str, day: Callable[[date | None], Any] = uk, forms: Mapping[str, str] = SHORT
) -> dict[str, Cell]:
    """Plan, start and end."""
    return {
        "Plan type": lambda r: plan_words(r, forms),
        start: lambda r: day(r["start_date"]),
        end: lambda r: day(r["end_date"]),
    }


def dated(school: Source, plan: str) -> list[Row]:
    """The plans of one kind that have a date."""
    return [r for r in school.plans if r["plan"] == plan and (r["start_date"] or r["end_date"])]


def named(school: Source, rows: Sequence[Row]) -> list[Row]:
    """Rows with their pupil's own fields beside them."""
    by = school.by("pupils")
    return [by[r["upn"]] | r for r in rows]


# the exports


def _sims_percent() -> Export:
    school = source("secondary")
    att = percent(school)
    rows = sims_list(school, **{"% Attendance": lambda p: att.get(p["upn"], "")})
    plans = columns(
        named(school, school.plans),
        {"UPN": lambda r: r["upn"], **plan_heads("Plan start", "Plan end")},
    )
    flat = {u: {"attendance_percent": _decimal(v)} for u, v in att.items()}
    files = (("SIMS list.csv", text(rows, encoding="cp1252")), ("DSL.csv", text(plans)))
    return Export("SIMS list with % Attendance, cp1252", files, twin(school, ("plans",), flat))


def percent(school: Source) -> dict[str, str]:
    """Attendance to one decimal of each pupil."""
    by_upn = {}
    for row in school.attendance:
        possible = row["possible_sessions"]
        if possible:
            missed = row["authorised_absence"] + row["unauthorised_absence"]
            by_upn[row["upn"]] = f"{100 * (possible - missed) / possible:.1f}"
    return by_upn


def _decimal(value: str) -> Any:
    from decimal import Decimal

    return Decimal(value)


def _sims_analysis() -> Export:
    school = source("secondary")
    heads = {
        "Full Name": lambda p: f"{p['surname']}, {p['forename']}",
        "UPN": lambda p: p["upn"],
        "DoB ": lambda p: p["date_of_birth"],
        "Year": lambda p: p["year_group"],
        "Reg Group": lambda p: p["form"],
        "M/F": lambda p: p["sex"],
        "SEN Status": lambda p: p["sen"] if p["sen"] != "N" else "",
        "Pupil Premium Indicator": lambda p: "Y" if p["pupil_premium"] else "",
        "Admission Date": lambda p: p["admission_date"],
        "GCSE FFT 20 Target": lambda _: "5",
        "CIN start": lambda _: None,
    }
    starts = {r["upn"]: r for r in dated(school, "CIN")}
    heads["CIN start"] = lambda p: starts.get(p["upn"], {}).get("start_date")
    heads["CIN end"] = lambda p: starts.get(p["upn"], {}).get("end_date")
    data = book({"Sheet1": [["Analysis sheet"], [], *columns(school.pupils, heads)]})
    only = Source(school.pupils, list(starts.values()), [], [], [])
    tables = twin(only, ("plans",), without=("looked_after",))
    return Export("SIMS analysis workbook, one name column", (("Y7-11.xlsx", data),), tables)


def _sims_textbox() -> Export:
    school = source("secondary")
    heads = pupil_heads(SIMS, "{}")
    box = [f"Textbox{n}" for n in range(132, 132 + len(heads))]
    rows = [box, *columns(school.pupils, heads)]
    return Export(
        "SIMS report writer", (("rpt.csv", text(rows, encoding="utf-8-sig")),), twin(school)
    )


def _register_days(school: Source) -> list[date]:
    return sorted({r["date"] for r in school.register})[:60]


def _some_register(school: Source) -> Source:
    days = set(_register_days(school))
    rows = [r for r in school.register if r["date"] in days]
    return Source(school.pupils, school.plans, [], [], [], rows)


def _sims_register() -> Export:
    school = _some_register(source("secondary", 40, 3, True))
    days = _register_days(school)
    marks = {(r["upn"], r["date"]): r for r in school.register}

    def row(p: Row) -> list[Any]:
        cells = []
        for day in days:
            sessions = marks.get((p["upn"], day), {})
            cells += [sessions.get("am") or "-", sessions.get("pm") or "-"]
        return [p["upn"], f"{p['surname']} {p['forename']}", *cells]

    head = ["UPN", "Surname Forename"]
    for day in days:
        head += [f"{day:%a %d/%m/%Y} AM", f"{day:%a %d/%m/%Y} PM"]
    register = [["Marks report"], head, *map(row, school.pupils)]
    files = (("SIMS.csv", text(sims_list(school))), ("marks.csv", text(register)))
    return Export("SIMS marks, a column for each session", files, twin(school, ("register",)))


def _two_row_register() -> Export:
    school = _some_register(source("secondary", 40, 3, True))
    days = _register_days(school)
    marks = {(r["upn"], r["date"]): r for r in school.register}
    above: list[Any] = ["", ""]
    below: list[Any] = ["UPN", "Name"]
    for day in days:
        above += [day, None]
        below += ["AM", "PM"]
    rows: Rows = [above, below]
    for p in school.pupils:
        cells: list[Any] = [p["upn"], f"{p['surname']}, {p['forename']}"]
        for day in days:
            sessions = marks.get((p["upn"], day), {})
            cells += [sessions.get("am"), sessions.get("pm")]
        rows.append(cells)
    rows.append(["Total", "", *["1"] * (2 * len(days))])
    data = book({"Students": sims_list(school), "Register": rows})
    tables = twin(school, ("register",))
    return Export("Bromcom register with two heading rows", (("Export.xlsx", data),), tables)


def _slashes_register() -> Export:
    school = _some_register(source("primary", 40, 3, True))
    days = _register_days(school)
    marks = {(r["upn"], r["date"]): r for r in school.register}
    single = {code for code in REGISTER_CODES if len(code) == 1}

    def cell(upn: str, day: date) -> str:
        sessions = marks.get((upn, day), {})
        am, pm = sessions.get("am") or "-", sessions.get("pm") or "-"
        return am + pm if {am, pm} <= single | {"-"} else f"{am} {pm}"

    head = ["UPN", "Forename", "Surname", *(f"{d:%d %b %Y}" for d in days)]
    rows = [
        head,
        *(
            [p["upn"], p["forename"], p["surname"], *(cell(p["upn"], d) for d in days)]
            for p in school.pupils
        ),
    ]
    pupils = columns(school.pupils, pupil_heads(SCHOLARPACK))
    files = (("pupils list.csv", text(pupils)), ("weekly.csv", text(rows, ";")))
    return Export("ScholarPack register, two marks in a cell", files, twin(school, ("register",)))


def _marks_strings() -> Export:
    school = _some_register(source("primary", 40, 3, True))
    single = {code for code in REGISTER_CODES if len(code) == 1}
    single_marks = [
        r for r in school.register if {r["am"] or "-", r["pm"] or "-"} <= single | {"-"}
    ]
    marks = {(r["upn"], r["date"]): r for r in single_marks}
    mondays = sorted({r["date"] - timedelta(days=r["date"].weekday()) for r in single_marks})
    rows: Rows = [["UPN", "Week beginning", "Marks"]]
    for p in school.pupils:
        for monday in mondays:
            week = [marks.get((p["upn"], monday + timedelta(days=n)), {}) for n in range(5)]
            line = "".join((m.get("am") or "-") + (m.get("pm") or "-") for m in week)
            rows.append([p["upn"], uk(monday), line])
    pupils = columns(school.pupils, pupil_heads(SCHOLARPACK))
    files = (("roll.csv", text(pupils)), ("strings.csv", text(rows)))
    tables = twin(Source(school.pupils, [], [], [], [], single_marks), ("register",))
    return Export("Marks in one string for each week", files, tables)


def _arbor_long_register() -> Export:
    school = _some_register(source("secondary", 40, 3, True))
    rows: Rows = [["STUDENT_ID", "UPN", "RAW_MARK", "PERIOD", "DATE", "IS_PRESENT"]]
    for r in school.register:
        for name in ("am", "pm"):
            if r[name]:
                rows.append(["1", r["upn"], r[name], name.upper(), iso(r["date"]), "TRUE"])
    pupils = columns(school.pupils, pupil_heads(ARBOR, "Year {}", words))
    files = (("arbor.csv", text(pupils)), ("bi.csv", text(rows)))
    return Export("Arbor Power BI marks", files, twin(school, ("register",)))


def _code_counts(extra: Sequence[str] = ()) -> tuple[Source, Rows]:
    school = source("secondary", 40, 3, True)
    codes = sorted({m for r in school.register for m in (r["am"], r["pm"]) if m})
    counts: dict[str, dict[str, int]] = {}
    for r in school.register:
        for mark in (r["am"], r["pm"]):
            if mark:
                own = counts.setdefault(r["upn"], {})
                own[mark] = own.get(mark, 0) + 1
    rows: Rows = [["UPN", *codes, *extra]]
    sums = []
    for p in school.pupils:
        own = counts.get(p["upn"], {})
        by = {
            mark: sum(n for c, n in own.items() if REGISTER_CODES[c] is mark)
            for mark in RegisterMark
        }
        possible = sum(own.values()) - by[RegisterMark.NOT_POSSIBLE]
        sums.append({
            "upn": p["upn"], "academic_year": YEAR, "possible_sessions": possible,
            "authorised_absence": by[RegisterMark.AUTHORISED], "unauthorised_absence": by[RegisterMark.UNAUTHORISED],
        })  # fmt: skip
        rows.append([p["upn"], *(own.get(c, 0) for c in codes), *[possible] * len(extra)])
    return Source(school.pupils, school.plans, sums, [], []), rows


def _sims_codes() -> Export:
    school, rows = _code_counts()
    files = (("a.csv", text(sims_list(school))), ("codes.csv", text(rows)))
    flat = {r["upn"]: r for r in school.attendance}
    return Export("SIMS, a column for each code", files, twin(school, (), flat))


def _la_codes() -> Export:
    school, rows = _code_counts(("TermlySessionsPossible",))
    pupils = columns(school.pupils, pupil_heads(GIAP))
    files = (("census.csv", text(pupils)), ("la attendance.csv", text(rows, "|")))
    flat = {r["upn"]: r for r in school.attendance}
    tables = twin(school, (), flat, ("looked_after",))
    return Export("LA attendance by code, with possible sessions", files, tables)


def _arbor_sen() -> Export:
    school = source("primary")
    heads = pupil_heads(ARBOR, "Year {}", words)
    heads.pop("SEN status")
    rows: Rows = [
        [
            "UPN",
            "Name",
            "Date of Birth",
            "SEN status",
            "Sen Need",
            "Start Date",
            "Funded Hours",
            "SEN status",
        ]
    ]
    text_of = {"K": "SEN Support", "E": "Education, Health and Care Plan", "N": "No SEN"}
    for p in school.pupils:
        for need in ("SLCN", "MLD")[: 2 if p["sen"] == "E" else 1]:
            name = f"{p['surname']}, {p['forename']}"
            rows.append(
                [
                    p["upn"],
                    name,
                    words(p["date_of_birth"]),
                    text_of[p["sen"]],
                    need,
                    "2017-09-15",
                    "15h 0m",
                    p["sen"],
                ]
            )
    files = (
        ("Students.csv", text(columns(school.pupils, heads), encoding="utf-8-sig")),
        ("SEN.csv", text(rows)),
    )
    return Export("Arbor students and SEN report", files, twin(school))


def _arbor_wide() -> Export:
    school = source("secondary")
    att = percent(school)
    heads = {
        "Name": lambda p: f"{p['surname']}, {p['forename']}",
        "UPN": lambda p: p["upn"],
        "Year group": lambda p: f"Year {p['year_group']}",
        "Date of Birth": lambda p: words(p["date_of_birth"]),
        "SEN at any time this academic year?": lambda p: yes(p["sen"] != "N", ("Yes", "No")),
        "Pupil Premium Eligible at any time this academic year?": lambda p: yes(
            p["pupil_premium"], ("Yes", "No")
        ),
        "EAL at any time this academic year?": lambda p: yes(p["eal"], ("Yes", "No")),
        "Admission date": lambda p: words(p["admission_date"]),
        "Leaving date": lambda _: "",
        "Attendance": lambda p: f"{att[p['upn']]} %" if p["upn"] in att else "",
        "A1 - Maths": lambda _: "EXS-3",
        "Maths: Autumn Term 1": lambda _: "GDS-4",
        "CPP start date": lambda _: "",
    }
    cps = {r["upn"]: r for r in dated(school, "CP")}
    heads["CPP start date"] = lambda p: words(cps.get(p["upn"], {}).get("start_date"))
    heads["CPP end date"] = lambda p: words(cps.get(p["upn"], {}).get("end_date"))
    flat = {u: {"attendance_percent": _decimal(v)} for u, v in att.items()}
    only = Source(school.pupils, list(cps.values()), [], [], [])
    tables = twin(only, ("plans",), flat, ("looked_after", "sen"))
    rows = [
        ["Everything sheet"],
        ["Required", "Required", *["Optional"] * 13],
        *columns(school.pupils, heads),
    ]
    return Export("Arbor wide sheet, guidance row", (("wide.csv", text(rows)),), tables)


def _bromcom() -> Export:
    school = source("secondary")
    pupils = columns(school.pupils, pupil_heads(BROMCOM, "Year {}", iso))
    cps = [r for r in school.plans if r["plan"] == "CP"]
    rows = columns(named(school, cps), {
        "UPN": lambda r: r["upn"], "Start Date": lambda r: iso(r["start_date"]),
        "End Date": lambda r: iso(r["end_date"]), "Registering Authority": lambda _: "Exampleshire",
        "Plan": lambda _: "Child Protection",
    })  # fmt: skip
    data = book({"Students": pupils, "Child Protection": rows})
    only = Source(school.pupils, cps, [], [], [])
    return Export(
        "Bromcom students and child protection", (("Bromcom.xlsx", data),), twin(only, ("plans",))
    )


def _bromcom_sums() -> Export:
    school = source("secondary")
    pupils = columns(school.pupils, pupil_heads(BROMCOM, "Year {}"))
    rows = columns(school.attendance, {
        "UPN": lambda r: r["upn"], "Possible": lambda r: r["possible_sessions"],
        "Attended": lambda r: r["possible_sessions"] - r["authorised_absence"] - r["unauthorised_absence"],
        "Authorised": lambda r: r["authorised_absence"], "Unauthorised": lambda r: r["unauthorised_absence"],
        "Late": lambda _: 1,
    })  # fmt: skip
    files = (
        ("students.csv", text(pupils, ";")),
        ("att.csv", text([["Attendance summary"], *rows], ";")),
    )
    flat = {r["upn"]: r for r in school.attendance}
    return Export("Bromcom session totals, semicolons", files, twin(school, (), flat))


def _title_year() -> Export:
    school = source("secondary")
    pupils = columns(school.pupils, pupil_heads(BROMCOM, "Year {}"))
    rows = columns(school.attendance, {
        "UPN": lambda r: r["upn"], "Poss": lambda r: r["possible_sessions"],
        "Auth Abs": lambda r: r["authorised_absence"], "Unauth Abs": lambda r: r["unauthorised_absence"],
    })  # fmt: skip
    titles = [["Attendance 2025/26"], []]
    files = (("roll.csv", text(pupils)), ("sums.csv", text([*titles, *rows])))
    return Export("Session totals with the year in the title", files, twin(school, ("attendance",)))


def _result_of(results: Mapping[str, Mapping[str, Any]], name: str, pupil: Row) -> Any:
    return results.get(pupil["upn"], {}).get(name, "")


def _scholarpack() -> Export:
    school = source("primary")
    results: dict[str, Row] = {}
    for r in school.results:
        name = {"Mark": "phonics_mark", "GLD": "gld"}.get(
            r["subject"], f"ks2_{r['subject'].lower()}"
        )
        results.setdefault(r["upn"], {})[name] = r["result"]
    heads = pupil_heads(SCHOLARPACK, "Year {}")
    for name, title in (
        ("gld", "GLD"), ("phonics_mark", "Phonics score"), ("ks2_reading", "SATs Reading"),
        ("ks2_writing", "KS2 writing TA"), ("ks2_maths", "SAT's Maths"),
    ):  # fmt: skip
        heads[title] = partial(_result_of, results, name)
    flat = {u: _typed(r) for u, r in results.items()}
    rows = columns(school.pupils, heads)
    return Export("ScholarPack with results", (("sp.csv", text(rows)),), twin(school, (), flat))


def _typed(results: Row) -> Row:
    typed = dict(results)
    if "gld" in typed:
        typed["gld"] = typed["gld"] == "Y"
    if "phonics_mark" in typed:
        typed["phonics_mark"] = int(typed["phonics_mark"])
    return typed


def _scholarpack_early() -> Export:
    school = source("primary")
    forms = {0: "FS2", -1: "Year N2", -2: "Year N1"}
    heads = pupil_heads(SCHOLARPACK)
    heads["NC Year"] = lambda p: forms.get(p["year_group"], f"Yr {p['year_group']}")
    rows = columns(named(school, school.plans), {
        "Unique Pupil Number": lambda r: r["upn"], "Child": lambda r: f"{r['forename']} {r['surname']}",
        **plan_heads("Date started", "Date ended", words, LONG),
    })  # fmt: skip
    files = (("SP roll.csv", text(columns(school.pupils, heads))), ("Confidential.csv", text(rows)))
    return Export("ScholarPack early years and confidential tab", files, twin(school, ("plans",)))


def _go4() -> Export:
    school = source("secondary")
    heads = pupil_heads(GO4, "{}.0", uk, ("True", "False"))
    heads["Disdavantaged"] = lambda p: yes(p["pupil_premium"], ("True", "False"))
    heads["FSMEver6"] = lambda _: "True"
    rows = columns(school.exclusions, {
        "UPN": lambda r: r["upn"], "Type": lambda r: {"SUSP": "Suspension", "PERM": "Permanent"}[r["type"]],
        "Start Date": lambda r: uk(r["start_date"]), "Days": lambda r: (r["sessions"] or 0) / 2,
        "Reason": lambda r: r["reason"],
    })  # fmt: skip
    files = (
        ("Go4Schools.csv", text(columns(school.pupils, heads))),
        ("Exclusions list.csv", text(rows)),
    )
    return Export("Go4Schools with exclusions", files, twin(school, ("exclusions",)))


def _exclusion_list() -> Export:
    school = source("secondary")
    rows = columns(named(school, school.exclusions), {
        "UPN": lambda r: r["upn"], "Surname": lambda r: r["surname"], "Year": lambda r: r["year_group"],
        "Exclusion category": lambda r: {"SUSP": "Fixed Term", "PERM": "PERM"}[r["type"]],
        "Date of exclusion": lambda r: compact(r["start_date"]), "Sessions": lambda r: r["sessions"],
    })  # fmt: skip
    files = (("list.csv", text(sims_list(school))), ("exc.csv", text(rows, "\t")))
    return Export("SIMS exclusions, tabs, dates as 20260101", files, twin(school, ("exclusions",)))


def _wonde() -> Export:
    school = source("secondary")
    heads = pupil_heads(WONDE, "{}", iso_time, ("true", "false"))
    heads["sen_status"] = lambda p: {"K": "SEN Support", "E": "EHCP", "N": ""}[p["sen"]]
    heads["premium_pupil_indicator"] = lambda p: yes(p["pupil_premium"], ("true", "false"))
    heads["ever_in_care"] = lambda _: "true"
    heads["ethnicity"] = lambda _: "WBRI"
    rows = columns(school.pupils, heads)
    return Export("Wonde students", (("students.csv", text(rows)),), twin(school))


def _isams() -> Export:
    school = source("secondary")
    rows = columns(
        school.pupils, {"Id": lambda _: "1", "ULN": lambda _: "9999999999"} | pupil_heads(ISAMS)
    )
    tables = twin(school, without=("looked_after", "sen", "fsm"))
    return Export("iSAMS template, tabs", (("isams.txt", text(rows, "\t")),), tables)


def _fft() -> Export:
    school = source("secondary")
    heads = {
        "DfE number": lambda _: "8012000", "Year": lambda p: p["year_group"], "UPN": lambda p: p["upn"],
        "Forename": lambda p: p["forename"], "Surname": lambda p: p["surname"],
        "Day of birth": lambda p: p["date_of_birth"].day, "Month of birth": lambda p: p["date_of_birth"].month,
        "Year of birth": lambda p: p["date_of_birth"].year, "Gender": lambda p: {"M": "Male", "F": "Female"}[p["sex"]],
    }  # fmt: skip
    rows = columns(school.pupils, heads)
    tables = twin(school, without=("looked_after", "sen", "fsm", "admission_date"))
    return Export(
        "FFT template, birth in three columns, UTF-16",
        (("fft.csv", text(rows, encoding="utf-16")),),
        tables,
    )


def _giap() -> Export:
    school = source("secondary")
    old = {p["upn"]: f"T8010000{n:04d}A" for n, p in enumerate(school.pupils)}
    heads = {"PupilMatchingRef": lambda _: "X1", "AcademicYear": lambda _: "2025/2026"}
    heads |= pupil_heads(GIAP) | {
        "FormerUPN": lambda p: old[p["upn"]],
        "EnrolStatus": lambda _: "C",
    }
    rows = columns(school.pupils, heads)
    guest = [*rows[1]]
    guest[2], guest[-1] = "G801200009999", "G"
    plans = columns(
        school.plans,
        {"UPN": lambda r: old[r["upn"]], **plan_heads("Plan start date", "Plan end date", iso)},
    )
    files = (("census.csv", text([*rows, guest])), ("from the LA.csv", text(plans)))
    tables = twin(school, ("plans",), without=("looked_after",))
    return Export("GIAP census, former UPNs, guests", files, tables)


def _giap_ks2() -> Export:
    school = source("primary")
    by: dict[str, dict[str, str]] = {}
    for r in school.results:
        if r["stage"] == "KS2":
            by.setdefault(r["upn"], {})[r["subject"]] = r["result"]
    rows = columns(school.pupils, {
        "UPN": lambda p: p["upn"], "READSCORE": lambda p: by.get(p["upn"], {}).get("Reading", "0.0"),
        "MATSCORE": lambda p: by.get(p["upn"], {}).get("Maths", "0.0"),
        "WRITTAOUTCOME": lambda p: by.get(p["upn"], {}).get("Writing", ""), "RWMEXP": lambda _: "1",
    })  # fmt: skip
    pupils = columns(school.pupils, pupil_heads(GIAP))
    flat = {u: {f"ks2_{s.lower()}": v for s, v in r.items()} for u, r in by.items()}
    files = (("pupils by GIAP.csv", text(pupils)), ("KS2.csv", text(rows)))
    return Export(
        "GIAP KS2 with zeros for missing", files, twin(school, (), flat, ("looked_after",))
    )


def _dsl_names() -> Export:
    school = source("secondary")
    rows = columns(named(school, school.plans), {
        "Name": lambda r: f"{r['surname']}, {r['forename']}", "DOB": lambda r: r["date_of_birth"],
        "CIN/CP": lambda r: r["plan"], "Start date": lambda r: r["start_date"],
        "Date plan ended": lambda r: r["end_date"], "Notes": lambda _: "see file",
    })  # fmt: skip
    rows.append(["Elsewhere, Ed", date(2012, 2, 3), "CP", date(2025, 1, 2), None, ""])
    data = book({"List": [["Safeguarding list"], ["Confidential"], [], *rows]})
    files = (("list.csv", text(sims_list(school))), ("DSL list.xlsx", data))
    return Export("DSL's own list without UPNs", files, twin(school, ("plans",)))


def _cpoms() -> Export:
    school = source("primary")
    pupils = columns(school.pupils, pupil_heads(SCHOLARPACK, "Year {}"))
    rows = columns(named(school, school.plans), {
        "Student": lambda r: f"{r['forename']} {r['surname']}", "Date of Birth": lambda r: uk(r["date_of_birth"]),
        "Year": lambda r: group(r["year_group"], "Year {}"), "EH/CIN/CP/LAC": lambda r: plan_words(r, SHORT),
        "From": lambda r: uk(r["start_date"]), "To": lambda r: uk(r["end_date"]),
    })  # fmt: skip
    early = [*rows[1]]
    early[3] = "EH"
    files = (("pupil list.csv", text(pupils)), ("CPOMS.csv", text([*rows, early])))
    return Export("CPOMS-like list with early help", files, twin(school, ("plans",)))


def _la_columns() -> Export:
    school = source("secondary")
    cin, cps = dated(school, "CIN"), dated(school, "CP")
    rows: Rows = [
        [
            "UPN",
            "LAchildID",
            "CINreferralDate",
            "CINPlanStartDate",
            "CINPlanEndDate",
            "CPPstartDate",
            "CPPendDate",
        ]
    ]
    rows += [
        [r["upn"], "1", "2020-01-01", iso(r["start_date"]), iso(r["end_date"]), "", ""] for r in cin
    ]
    rows += [
        [r["upn"], "1", "2020-01-01", "", "", iso(r["start_date"]), iso(r["end_date"])] for r in cps
    ]
    rows.append(["Z801200009999", "2", "2020-01-01", "2025-01-01", "", "", ""])
    files = (("SIMS.csv", text(sims_list(school))), ("CIN census.csv", text(rows)))
    only = Source(school.pupils, [*cin, *cps], [], [], [])
    return Export("LA list with CIN and CP columns", files, twin(only, ("plans",)))


def _ssd() -> Export:
    school = source("secondary")
    cells = {}
    for plan, names in (
        ("CIN", ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date")),
        ("CP", ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date")),
    ):
        own = [r for r in school.plans if r["plan"] == plan]
        cells[f"{plan}.csv"] = text(columns(own, {
            "pers_upn": lambda r: r["upn"], names[0]: lambda r: iso_time(r["start_date"]),
            names[1]: lambda r: iso_time(r["end_date"]),
        }))  # fmt: skip
    cells["roll.csv"] = text(columns(school.pupils, pupil_heads(BROMCOM)))
    only = Source(school.pupils, [r for r in school.plans if r["plan"] != "CLA"], [], [], [])
    return Export(
        "Standard safeguarding dataset in a zip",
        (("la.zip", zipped(cells)),),
        twin(only, ("plans",)),
    )


def _gcse(school: Source) -> dict[str, Row]:
    names = {"English Language": "english_language", "English Literature": "english_literature",
             "Maths": "maths", "Attainment 8": "attainment_8"}  # fmt: skip
    by_upn: dict[str, Row] = {}
    for r in school.results:
        if r["subject"] in names:
            by_upn.setdefault(r["upn"], {})[names[r["subject"]]] = r["result"]
    return by_upn


def _ks4_wide() -> Export:
    school = source("secondary")
    grades = _gcse(school)
    heads = pupil_heads(SIMS, "Yr {}")
    heads |= {
        "Eng Lang": lambda p: grades.get(p["upn"], {}).get("english_language", ""),
        "Eng Lang Predicted Grade": lambda _: "9",
        "Eng Lit": lambda p: grades.get(p["upn"], {}).get("english_literature", ""),
        "Mathematics": lambda p: grades.get(p["upn"], {}).get("maths", ""),
        "Combined Science": lambda _: "55",
        "Attainment 8 score": lambda p: grades.get(p["upn"], {}).get("attainment_8", ""),
    }
    flat = {
        u: r | ({"attainment_8": _decimal(r["attainment_8"])} if "attainment_8" in r else {})
        for u, r in grades.items()
    }
    rows = columns(school.pupils, heads)
    return Export(
        "SIMS KS4 grades beside the pupil", (("ks4.csv", text(rows)),), twin(school, (), flat)
    )


def _ks4_long() -> Export:
    school = source("secondary")
    rows_kept = [
        r
        for r in school.results
        if r["subject"] in ("English Language", "English Literature", "Maths")
    ]
    rows = columns(rows_kept, {
        "UPN": lambda r: r["upn"], "Academic year": lambda _: "2025/2026", "Result type": lambda _: "Exam",
        "Subject name": lambda r: {"Maths": "Mathematics"}.get(r["subject"], r["subject"]),
        "Grade": lambda r: r["result"],
    })  # fmt: skip
    first = school.pupils[0]["upn"]
    rows += [
        [first, "2025/2026", "Exam", "BTEC Sport", "D*"],
        [first, "2025/2026", "Target", "Mathematics", "9"],
    ]
    rows.append([first, "2025/2026", "Exam", "Combined Science", "99"])
    files = (("p.csv", text(sims_list(school))), ("results list.csv", text(rows)))
    only = Source(school.pupils, [], [], [], rows_kept)
    return Export("Results in rows, with BTEC and targets", files, twin(only, ("results",)))


def _by_year() -> Export:
    school = source("secondary")
    heads = pupil_heads(SIMS, "Year {}")
    files = tuple(
        (f"Year {n}.csv", text(columns([p for p in school.pupils if p["year_group"] == n], heads)))
        for n in sorted({p["year_group"] for p in school.pupils})
    )
    return Export("SIMS, one list for each year group", files, twin(school))


def _two_sheets() -> Export:
    school = source("primary")
    heads = pupil_heads(SCHOLARPACK, "Year {}", lambda d: d)
    att = percent(school)
    rows = [[p["upn"], float(att[p["upn"]]) / 100] for p in school.pupils if p["upn"] in att]
    data = book({
        "Export 1": [["Foxglove Primary"], [], *columns(school.pupils, heads)],
        "Attendance data": [["UPN", "Att %"], *rows],
    })  # fmt: skip
    flat = {u: {"attendance_percent": _decimal(v)} for u, v in att.items()}
    return Export(
        "Workbook with two sheets, fractions", (("Book1.xlsx", data),), twin(school, (), flat)
    )


def _serials() -> Export:
    school = source("secondary")
    rows = columns(school.pupils, pupil_heads(SIMS, "Y{}", serial))
    rows.insert(1, [])
    return Export("Dates as day numbers", (("serial.csv", text(rows)),), twin(school))


def _americans() -> Export:
    school = source("secondary")
    rows = columns(school.pupils, pupil_heads(GO4, "{}", american))
    return Export("Dates month first", (("us.csv", text(rows)),), twin(school))


def _now_flags() -> Export:
    school = source("secondary")
    today = {
        (r["upn"], r["plan"]) for r in school.plans if (not r["end_date"] or r["end_date"] >= AS_AT)
    }
    heads = pupil_heads(SIMS, "Year {}")
    heads["ActiveCIN"] = lambda p: "1" if (p["upn"], "CIN") in today else "0"
    heads["ActiveCP"] = lambda p: "1" if (p["upn"], "CP") in today else "0"
    flat = {
        p["upn"]: {"cin_now": (p["upn"], "CIN") in today, "cp_now": (p["upn"], "CP") in today}
        for p in school.pupils
    }
    tables = twin(Source(school.pupils, [], [], [], []), ("plans",), flat)
    return Export(
        "LA extract with ActiveCIN and ActiveCP",
        (("active.csv", text(columns(school.pupils, heads))),),
        tables,
    )


def _now_list() -> Export:
    school = source("secondary")
    today = [
        r
        for r in school.plans
        if (not r["end_date"] or r["end_date"] >= AS_AT) and r["plan"] != "CLA"
    ]
    rows = columns(
        today, {"UPN": lambda r: r["upn"], "Case Status": lambda r: plan_words(r, LETTERED)}
    )
    flat: dict[str, dict[str, Any]] = {}
    for r in today:
        flat.setdefault(r["upn"], {})[f"{r['plan'].lower()}_now"] = True
    files = (("now.csv", text(sims_list(school))), ("Annex list with UPN.csv", text(rows)))
    tables = twin(Source(school.pupils, [], [], [], []), ("plans",), flat)
    return Export("List of plans now, without dates", files, tables)


def _footers() -> Export:
    school = source("primary")
    rows = columns(school.pupils, pupil_heads(SCHOLARPACK, "Year {}"))
    half = len(rows) // 2
    pages = [
        ["Pupil list"],
        [],
        *rows[:half],
        ["Page 1 of 2"],
        ["Pupil list"],
        rows[0],
        *rows[half:],
    ]
    pages += [
        ["Total pupils", str(len(rows) - 1), *[""] * 9],
        ["Report generated 17/07/2026 by A. User"],
    ]
    return Export(
        "Pages with headings again and totals", (("pages.csv", text(pages)),), twin(school)
    )


def _suspension_days() -> Export:
    school = source("secondary")
    this = [r for r in school.exclusions if date(YEAR, 9, 1) <= r["start_date"] <= AS_AT]
    days: dict[str, float] = {}
    for r in this:
        if r["type"] == "SUSP":
            days[r["upn"]] = days.get(r["upn"], 0) + (r["sessions"] or 1) / 2
    perm = {r["upn"] for r in this if r["type"] == "PERM"}
    heads = pupil_heads(SIMS, "Year {}")
    heads["Suspension days"] = lambda p: days.get(p["upn"], 0)
    heads["Permanent exclusions"] = lambda p: 1 if p["upn"] in perm else 0
    flat = {
        p["upn"]: {"suspensions": int(p["upn"] in days), "permanently_excluded": p["upn"] in perm}
        for p in school.pupils
    }
    rows = columns(school.pupils, heads)
    return Export(
        "SIMS with suspension days", (("behaviour.csv", text(rows)),), twin(school, (), flat)
    )


def _absence_percent() -> Export:
    school = source("primary")
    att = percent(school)
    heads = pupil_heads(SCHOLARPACK, "Year {}")
    heads["% Absence"] = lambda p: f"{100 - float(att[p['upn']]):.1f}%" if p["upn"] in att else ""
    flat = {u: {"attendance_percent": _decimal(v)} for u, v in att.items()}
    rows = columns(school.pupils, heads)
    return Export("Absence as a percentage", (("abs.csv", text(rows)),), twin(school, (), flat))


EXPORTS: tuple[Callable[[], Export], ...] = (
    _sims_percent, _sims_analysis, _sims_textbox, _sims_register, _two_row_register,
    _slashes_register, _marks_strings, _arbor_long_register, _sims_codes, _la_codes, _arbor_sen,
    _arbor_wide, _bromcom, _bromcom_sums, _title_year, _scholarpack, _scholarpack_early, _go4,
    _exclusion_list, _wonde, _isams, _fft, _giap, _giap_ks2, _dsl_names, _cpoms, _la_columns, _ssd,
    _ks4_wide, _ks4_long, _by_year, _two_sheets, _serials, _americans, _now_flags, _now_list,
    _footers, _suspension_days, _absence_percent,
)  # fmt: skip
"""Each makes one export when called."""
