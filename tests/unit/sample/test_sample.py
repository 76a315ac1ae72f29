from collections import Counter, defaultdict
from datetime import date
from io import BytesIO
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from dateutil.relativedelta import relativedelta
from python_calamine import CalamineWorkbook

from cwsw.intake import SourceFile, read_files
from cwsw.intake.workbook import write_workbook
from cwsw.paths import SAMPLE_FOLDER
from cwsw.sample import make_school, sample_workbook
from cwsw.sample.build import SHIPPED
from cwsw.sample.calendar import school_days
from cwsw.sample.phases import allocate
from cwsw.sample.upn import check_letter
from cwsw.tables.codes import PHASES, REGISTER_CODES
from cwsw.tables.half_terms import half_terms
from cwsw.tables.upload import SCHEMAS
from cwsw.tables.years import academic_year

AS_AT = date(2026, 7, 17)
SIZES = [(phase, size) for phase in PHASES for size in (1, 2, 9, 140)] + [("secondary", 1200)]


def cells(book: bytes) -> dict[str, list[list[object]]]:
    read = CalamineWorkbook.from_filelike(BytesIO(book))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def on_roll(pupil: dict, day: date) -> bool:
    leaving = pupil["leaving_date"]
    return pupil["admission_date"] <= day and (leaving is None or leaving >= day)


def in_cohort(plans: list[dict], day: date) -> bool:
    window = day - relativedelta(years=6)
    return any(
        plan["plan"] in ("CIN", "CP")
        and plan["start_date"] is not None
        and plan["start_date"] <= day
        and (plan["end_date"] is None or plan["end_date"] >= window)
        for plan in plans
    )


def plans_by_pupil(tables: dict[str, pa.Table]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for row in tables["plans"].to_pylist():
        found[row["upn"]].append(row)
    return found


@pytest.mark.parametrize(("phase", "size"), SIZES)
def test_a_school_of_any_phase_and_size_is_whole(phase, size):
    school, tables = make_school(phase, size, seed=5)
    pupils = tables["pupils"].to_pylist()
    upns = {pupil["upn"] for pupil in pupils}
    assert school.phase == phase
    assert school.name.endswith("(sample data)")
    assert school.sample
    assert len(upns) == len(pupils)
    assert sum(on_roll(pupil, AS_AT) for pupil in pupils) == size
    for name, table in tables.items():
        assert table.schema == SCHEMAS[name]
        if "upn" in table.column_names:
            assert set(table["upn"].to_pylist()) <= upns | {None}


@pytest.mark.parametrize("as_at", [date(2025, 9, 1), date(2026, 2, 11), date(2028, 2, 29)])
def test_any_as_at_date_gives_the_size_asked_for_and_no_later_figures(as_at):
    school, tables = make_school("all-through", 300, seed=2, as_at=as_at)
    assert school.as_at == as_at
    assert sum(on_roll(pupil, as_at) for pupil in tables["pupils"].to_pylist()) == 300
    assert max(tables["exclusions"]["start_date"].to_pylist()) <= as_at
    assert max(tables["wellbeing"]["date"].to_pylist()) <= as_at
    assert max(tables["attendance"]["academic_year"].to_pylist()) <= academic_year(as_at)


def test_the_same_arguments_give_the_same_school_and_another_seed_another():
    first, again = make_school("primary", 60, 1)[1], make_school("primary", 60, 1)[1]
    other = make_school("primary", 60, 2)[1]
    assert all(first[name].equals(again[name]) for name in first)
    assert not first["pupils"].equals(other["pupils"])


@pytest.mark.parametrize("phase", PHASES)
def test_the_cohort_is_between_one_in_ten_and_one_in_six(phase):
    for seed in range(3):
        tables = make_school(phase, 600, seed)[1]
        plans = plans_by_pupil(tables)
        here = [p["upn"] for p in tables["pupils"].to_pylist() if on_roll(p, AS_AT)]
        cohort = sum(in_cohort(plans[upn], AS_AT) for upn in here)
        assert 1 / 10 <= cohort / 600 <= 1 / 6


def test_the_secondary_has_every_kind_of_history():
    tables = make_school("secondary", 1200, 1198)[1]
    pupils = {p["upn"]: p for p in tables["pupils"].to_pylist()}
    plans = tables["plans"].to_pylist()
    assert {plan["plan"] for plan in plans} == {"CIN", "CP", "CLA"}
    assert any(plan["start_date"] is None and plan["end_date"] is None for plan in plans)
    assert any(plan["start_date"] and plan["start_date"] > AS_AT for plan in plans)
    assert any(p["end_date"] and p["end_date"] < AS_AT - relativedelta(years=6) for p in plans)
    assert any(p["end_date"] and p["end_date"] < pupils[p["upn"]]["admission_date"] for p in plans)
    assert any(pupil["admission_date"] > AS_AT for pupil in pupils.values())
    assert any(pupil["leaving_date"] for pupil in pupils.values())
    assert max(Counter(plan["upn"] for plan in plans).values()) >= 3


def share(tables: dict[str, pa.Table], met: dict[str, bool], cohort: bool) -> float:
    plans = plans_by_pupil(tables)
    group = [value for upn, value in met.items() if in_cohort(plans[upn], AS_AT) == cohort]
    return sum(group) / len(group)


def test_persistent_absence_and_suspensions_are_near_the_national_figures():
    tables = make_school("secondary", 5000, 4)[1]
    year_group = {p["upn"]: p["year_group"] for p in tables["pupils"].to_pylist()}
    absent = {
        row["upn"]: 10 * (row["authorised_absence"] + row["unauthorised_absence"])
        >= row["possible_sessions"]
        for row in tables["attendance"].to_pylist()
        if row["academic_year"] == 2025 and year_group[row["upn"]] <= 11
    }
    suspended = dict.fromkeys(absent, False) | {
        row["upn"]: True
        for row in tables["exclusions"].to_pylist()
        if row["type"] == "SUSP" and academic_year(row["start_date"]) == 2025
    }
    assert 0.45 < share(tables, absent, cohort=True) < 0.65  # CINO 0.610, six years a little less
    assert 0.17 < share(tables, absent, cohort=False) < 0.25  # all pupils 0.234
    assert 0.17 < share(tables, suspended, cohort=True) < 0.30
    assert 0.04 < share(tables, suspended, cohort=False) < 0.09  # all pupils 0.078


def test_results_are_near_the_national_figures():
    tables = make_school("secondary", 5000, 4)[1]
    grades = {
        row["upn"]: float(row["result"])
        for row in tables["results"].to_pylist()
        if row["subject"] == "Attainment 8"
    }
    plans = plans_by_pupil(tables)
    cohort = [grade for upn, grade in grades.items() if in_cohort(plans[upn], AS_AT)]
    others = [grade for upn, grade in grades.items() if not plans[upn]]
    assert 17 < sum(cohort) / len(cohort) < 30  # CINO 17.3, six years more
    assert 43 < sum(others) / len(others) < 50  # all pupils 46.0


def test_results_are_those_published_by_the_as_at_date():
    tables = make_school("all-through", 900, 3)[1]
    years = defaultdict(set)
    for row in tables["results"].to_pylist():
        years[row["stage"]].add(row["academic_year"])
    assert years["EYFS"] == years["PHONICS"] == years["KS2"] == {2022, 2023, 2024, 2025}
    assert years["KS4"] == {2022, 2023, 2024}


def test_registers_add_up_to_the_attendance_rows_and_change_nothing_else():
    plain = make_school("primary", 80, 1)[1]
    full = make_school("primary", 80, 1, registers=True)[1]
    marks = defaultdict(Counter)
    for row in full["register"].to_pylist():
        for mark in (row["am"], row["pm"]):
            if mark is not None:
                marks[row["upn"]][str(REGISTER_CODES[mark])] += 1
    sums = {
        row["upn"]: (
            row["possible_sessions"],
            row["authorised_absence"],
            row["unauthorised_absence"],
        )
        for row in full["attendance"].to_pylist()
        if row["academic_year"] == 2025
    }
    counted = {
        upn: (m.total() - m["not possible"], m["authorised"], m["unauthorised"])
        for upn, m in marks.items()
    }
    assert counted == sums
    assert all(plain[name].equals(full[name]) for name in plain)
    assert set(full) - set(plain) == {"register"}


def test_upns_have_the_right_letter_and_no_real_authority():
    upns = make_school("primary", 200, 1)[1]["pupils"]["upn"].to_pylist()
    assert all(upn[0] == check_letter(upn[1:]) and upn[1:4] == "999" for upn in upns)


@pytest.mark.parametrize(
    "upn", ["B801200005001", "A950000178301", "H243278544154", "U502400200093"]
)
def test_check_letters_of_known_upns(upn):
    assert check_letter(upn[1:]) == upn[0]


def test_a_year_has_six_half_terms_and_190_days():
    for year in range(2018, 2030):
        terms = half_terms(year)
        assert len(terms) == 6
        assert all(before.end < after.start for before, after in pairwise(terms))
        assert all(academic_year(term.start) == year for term in terms)
        assert 185 <= len(school_days(year)) <= 192


def test_shares_add_up():
    assert allocate(7, {7: 1.0, 8: 1.0, 9: 0.5}) == {7: 3, 8: 3, 9: 1}
    assert sum(allocate(1, {7: 1.0, 8: 1.0}).values()) == 1


@pytest.mark.parametrize(("phase", "size"), [("college", 100), ("primary", 0), ("primary", 5001)])
def test_other_phases_and_sizes_are_refused(phase, size):
    with pytest.raises(ValueError, match="must be"):
        make_school(phase, size, 1)


@pytest.mark.parametrize(
    "name", ["primary.xlsx", pytest.param("secondary.xlsx", marks=pytest.mark.long)]
)
def test_the_shipped_workbooks_are_what_the_generator_makes(name):
    made = sample_workbook(*SHIPPED[name], registers=True)
    assert cells((SAMPLE_FOLDER / name).read_bytes()) == cells(made)


def test_the_shipped_secondary_has_150_of_1200():
    tables = make_school(*SHIPPED["secondary.xlsx"])[1]
    plans = plans_by_pupil(tables)
    here = {p["upn"] for p in tables["pupils"].to_pylist() if on_roll(p, AS_AT)}
    overridden = {o["upn"] for o in tables["overrides"].to_pylist() if o["group"] == "cwsw"}
    assert len(here) == 1200
    assert len({u for u in here if in_cohort(plans[u], AS_AT)} | overridden) == 150


def test_every_sheet_of_the_shipped_primary_but_decisions_has_rows():
    book = cells((SAMPLE_FOLDER / "primary.xlsx").read_bytes())
    assert set(book).isdisjoint({"Decisions", "Destinations"})
    assert all(len(rows) > 1 for rows in book.values())


def test_dates_of_records_are_not_after_the_as_at_date():
    tables = make_school("secondary", 400, 1)[1]
    for name, field in [("voice", "date"), ("follow_ups", "date"), ("meetings", "date")]:
        assert pc.max(tables[name][field]).as_py() <= AS_AT


@pytest.mark.parametrize(("phase", "registers"), [("secondary", False), ("primary", True)])
def test_a_workbook_reads_back_as_the_school_it_was_made_of(phase, registers):
    school, tables = make_school(phase, 90, 6, registers=registers)
    upload = read_files([SourceFile("x.xlsx", write_workbook(school, tables))])
    assert not upload.refused
    assert {p.code for p in upload.problems} <= {"plan_without_dates"}
    assert set(upload.tables) == set(tables)
    for name, table in tables.items():
        order = [(column, "ascending") for column in table.column_names]
        assert upload.tables[name].sort_by(order).to_pylist() == table.sort_by(order).to_pylist()
