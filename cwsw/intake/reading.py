"""Reads files into an `Upload`, all within one process: it may crash on a bad file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from cwsw.intake import (
    checks,
    duplicates,
    flat,
    former,
    plan_years,
    plausible,
    register_check,
    results,
)
from cwsw.intake.as_read import pack_cells
from cwsw.intake.columns import Heading, HeadingList, match, report
from cwsw.intake.exports import reports, roll, translate, year_parts
from cwsw.intake.exports.leavers import set_own_aside
from cwsw.intake.exports.merge import settle_rows
from cwsw.intake.exports.parsed_sheets import Foreign
from cwsw.intake.exports.reading_log import MappingAnswers, Notebook
from cwsw.intake.exports.sheet_questions import own_heading_questions
from cwsw.intake.exports.titled_school import titled_school, top_texts
from cwsw.intake.exports.unclear_lists import ask_about_unread
from cwsw.intake.grids import Rows, SourceFile, joined
from cwsw.intake.opening import check_sizes, open_files
from cwsw.intake.problems import Findings, Place
from cwsw.intake.recognise import Sheets, TableSheet, as_pupils_sheet, is_our_notes, recognise
from cwsw.intake.recognise import report as report_sheets
from cwsw.intake.row_marks import report_marks
from cwsw.intake.rows import read_rows, sets_aside
from cwsw.intake.school import read_school, stated_school
from cwsw.tables.schema import EXCLUSIONS, FORMER_PUPILS, PUPILS
from cwsw.tables.upload import FLAT, SCHEMAS, ColumnRead, Upload


def read_in_process(
    files: Sequence[SourceFile],
    mapping: Mapping[str, Any] | None = None,
    progress: Callable[[int | None], None] = lambda _: None,
    stopped: Mapping[str, str] | None = None,
    as_at: date | None = None,
) -> Upload:
    """Read files in this process. Only for the child process and for tests: see `read_files`.

    Args:
        files: The files of an upload.
        mapping: Answers to questions; docs/reading.md lists its sections.
        progress: Is told the index of each file before it is opened, None once all are.
        stopped: Files that are not opened, with the code of the problem.
        as_at: A date given beside the files, for those that state none.

    Returns:
        The upload; one that cannot be used is `refused`, with its problems.
    """
    findings = Findings()
    check_sizes(files, findings)
    if findings.refused:
        return Upload(problems=findings.problems(), refused=True)
    grids = open_files(files, findings, progress, stopped)
    if findings.refused:
        return Upload(problems=findings.problems(), refused=True)
    answers = MappingAnswers(mapping)
    recognised = recognise(grids, answers.flat, findings, answers.are_lists)
    titles = titled_school(map(top_texts, recognised.foreign))
    stated = stated_school(recognised.ours)
    stated = replace(stated, as_at=stated.as_at or as_at)
    notebook = Notebook(answers, findings, stated, titles.as_at)
    upload = _understand(recognised, notebook)
    return replace(upload, as_read=pack_cells(grids, upload.problems))


def _understand(recognised: Sheets, notebook: Notebook) -> Upload:
    """Read our own sheets strictly and foreign ones as understood, and check both together."""
    findings = notebook.findings
    settled = notebook.answers.headings
    # Foreign sheets first: they may hold the pupils that our own sheets are held against.
    foreign = translate.read_sheets(recognised.foreign, notebook)
    sheets, columns = _headings(recognised.ours, settled, findings)
    columns += tuple(foreign.columns)
    tables = _with_foreign(_read(sheets, notebook), foreign, notebook)
    have_pupils = recognised.have_pupils or "pupils" in tables
    have_pupils = have_pupils or reports.refuse_without_rows(foreign, notebook)
    _report(recognised, foreign, tables.get("pupils"), notebook, have_pupils=have_pupils)
    # All questions are known now: each becomes a problem, and the upload is refused.
    notebook.close()
    upload = _finish(tables, notebook, foreign=bool(recognised.foreign))
    titled = titled_school(foreign.titles)
    return _with_notes(replace(upload, columns=columns, titled=titled), recognised, notebook)


def _with_foreign(tables: dict[str, Rows], foreign: Foreign, notebook: Notebook) -> dict[str, Rows]:
    """Our own tables and those from foreign sheets, one below the other."""
    pupils, parts = roll.join_all(foreign, tables.get("pupils"), notebook)
    if pupils is None:
        return tables
    joined_tables = tables | {"pupils": pupils}
    for name, rows in parts.items():
        whole = [*([tables[name]] if name in tables else []), *rows]
        if name == "attendance":
            whole = year_parts.in_one_year(whole, pupils, notebook)
        settle_rows(name, whole, notebook)
        if whole:
            joined_tables[name] = joined(whole)
    return joined_tables


def _report(
    recognised: Sheets,
    foreign: Foreign,
    pupils: Rows | None,
    notebook: Notebook,
    *,
    have_pupils: bool,
) -> None:
    findings, settled = notebook.findings, notebook.answers.flat
    for line in notebook.answers.headings.unused():
        text = f'The heading list speaks of "{line}", which no sheet has.'
        findings.warning("mapping_unused", Place(), text, "That line changes nothing.", line)
    unread_beside = [sheet.grid for sheet in recognised.others if not is_our_notes(sheet)]
    grids_in_question = ask_about_unread(foreign, unread_beside, pupils, notebook) if pupils else []
    unnamed = reports.report_wrong(foreign, grids_in_question, notebook, has_pupils=have_pupils)
    others = [*recognised.others, *(as_pupils_sheet(grid) for grid in unnamed)]
    others = [sheet for sheet in others if sheet.grid not in grids_in_question]
    report_sheets(recognised.ours, others, settled, findings, have_pupils=have_pupils)
    ours = [sheet.grid for sheet in recognised.ours]
    unread = [sheet.grid for sheet in foreign.unread]
    report_marks([*ours, *(grid for grid in recognised.foreign if grid not in unread)], findings)


def _with_notes(upload: Upload, recognised: Sheets, notebook: Notebook) -> Upload:
    """The upload with everything that was decided and asked about foreign sheets."""
    questions = own_heading_questions(upload.problems) if not notebook.questions else ()
    proposal = notebook.proposal()
    proposal = replace(proposal, questions=(*questions, *proposal.questions))
    return replace(
        upload,
        proposal=proposal if recognised.foreign or proposal.questions else None,
        joins=tuple(notebook.joins.values()),
        differences=tuple(notebook.differences),
        skipped=tuple(notebook.skipped),
        not_on_roll=tuple(notebook.not_on_roll),
    )


def _headings(
    table_sheets: Sequence[TableSheet], settled: HeadingList, findings: Findings
) -> tuple[list[tuple[TableSheet, list[Heading]]], tuple[ColumnRead, ...]]:
    """Each sheet with its headings, and what each heading is read as."""
    sheets = []
    for sheet in table_sheets:
        headings = match(sheet.table, sheet.grid.sheet, sheet.headings, settled)
        sheets.append((sheet, report(sheet.table, sheet.grid, headings, findings)))
    columns = tuple(
        ColumnRead(sheet.grid.sheet, h.text, h.column.field if h.column else None)
        for sheet, headings in sheets
        for h in headings
        if h.text
    )
    return sheets, columns


def _read(sheets: list[tuple[TableSheet, list[Heading]]], notebook: Notebook) -> dict[str, Rows]:
    """The rows of each table that is supplied, from all its sheets."""
    parts: dict[str, list[Rows]] = {}
    for sheet, headings in sheets:
        rows = read_rows(sheet, headings, notebook.findings)
        if rows is not None and sheet.table is PUPILS:
            set_own_aside(sheet.grid, rows, notebook)
        if rows is not None:
            if sheet.table is EXCLUSIONS:
                checks.check_reasons(rows, notebook.findings)
            # A refusal names the missing heading. Without it no row can be used, and none is
            # counted as used.
            if not _has_needed(rows):
                rows.set_aside(range(len(rows.numbers)))
            parts.setdefault(sheet.table.name, []).append(rows)
    return {name: joined(rows) for name, rows in parts.items()}


def _has_needed(rows: Rows) -> bool:
    """Whether every column is there without whose cell a row is set aside."""
    needed = (c for c in rows.table.columns if c.cell_needed and sets_aside(rows.table, c))
    return all(column.field in rows.fields for column in needed)


def _finish(tables: dict[str, Rows], notebook: Notebook, *, foreign: bool) -> Upload:
    """Check rows against each other, and hand over those that are used.

    Where the upload is refused nothing is handed over, and everything is checked all the same, so
    that all problems are told at once.
    """
    findings = notebook.findings
    pupils = tables.get("pupils")
    if pupils is None:
        return _without_pupils(tables, notebook)
    # The order counts: rows that are the same are taken as one before two of a UPN are held against
    # each other, and plans are made of the pupils that are left.
    _settle_pupils(pupils, findings)
    if flat.has_plans(pupils):
        flat_plans = flat.plan_rows(pupils, tables.get("plans"))
        tables["plans"] = joined([tables["plans"], flat_plans]) if "plans" in tables else flat_plans
        flat.clear_marks(pupils)
    pupil_upns = set(pupils.live_values("upn"))
    former_pupils = former.settle(tables.pop(FORMER_PUPILS.name, None), pupil_upns, findings)
    for name in tables.keys() - {"pupils", "school"}:
        allowed_upns = pupil_upns.union(former_pupils.upns) if former.may_hold(name) else pupil_upns
        _settle(name, tables[name], allowed_upns, findings)
    if "school" in tables:
        duplicates.count_once(tables["school"], findings)
    school = read_school(tables.get("school"), findings)
    as_at = school.as_at or notebook.as_at
    _compare(tables, as_at, findings)
    plausible.check(tables, as_at, findings)
    if foreign:
        checks.report_last_years_data(checks.latest_date(tables), as_at, findings)
    if not pupils.live_count and not findings.refused:
        text = "No row of Pupils is left to count: see what is said about its rows."
        findings.refuse("no_pupils", Place(sheet="Pupils"), text)
    whole = {} if findings.refused else _arrow_tables(tables)
    current, former_records = former.apart(whole, former_pupils)
    return Upload(
        school=school,
        tables=current,
        former_records=former_records,
        problems=findings.problems(),
        counts={name: rows.count for name, rows in tables.items()},
        sources=notebook.source_rows.counts(tables.values()),
        refused=findings.refused,
        latest_date=checks.latest_date(tables),
    )


def _without_pupils(tables: Mapping[str, Rows], notebook: Notebook) -> Upload:
    """What can be said where there is no table of pupils: nothing counts for anybody."""
    for rows in tables.values():
        rows.set_aside(range(len(rows.numbers)))
    return Upload(
        problems=notebook.findings.problems(),
        counts={name: rows.count for name, rows in tables.items()},
        sources=notebook.source_rows.counts(tables.values()),
        refused=True,
    )


def _settle_pupils(pupils: Rows, findings: Findings) -> None:
    flat.settle_cells(pupils, findings)
    duplicates.count_once(pupils, findings)
    duplicates.set_pupils_aside(pupils, findings)
    duplicates.warn_of_same_child(pupils, findings)


def _settle(name: str, rows: Rows, pupil_upns: set[str], findings: Findings) -> None:
    if name == "results":
        results.settle_results(rows, findings)
    duplicates.count_once(rows, findings)
    if "upn" in rows.fields:
        checks.set_strangers_aside(rows, pupil_upns, findings)
    further = _FURTHER.get(name)
    if further is not None:
        further(rows, findings)


_FURTHER: Mapping[str, Callable[[Rows, Findings], None]] = {
    "attendance": checks.check_attendance,
    "placements": checks.check_placements,
    "plans": checks.check_plans,
    "register": duplicates.set_marks_aside,
}


def _compare(tables: Mapping[str, Rows], as_at: date | None, findings: Findings) -> None:
    if "attendance" in tables and "register" in tables:
        register_check.compare(tables["attendance"], tables["register"], as_at, findings)
    if as_at is not None:
        checks.report_later_rows(tables, as_at, findings)
    if as_at is not None and "plans" in tables:
        pupils = tables["pupils"]
        births = zip(pupils.values("upn"), pupils.values("date_of_birth"), strict=True)
        plan_years.check(tables["plans"], dict(births), as_at, findings)


def _arrow_tables(tables: Mapping[str, Rows]) -> dict[str, pa.Table]:
    arrow_tables = {name: _arrow(name, rows) for name, rows in tables.items() if name != "school"}
    if flat.has_flat(tables["pupils"]):
        arrow_tables[FLAT] = _arrow(FLAT, tables["pupils"])
    return arrow_tables


def _arrow(name: str, rows: Rows) -> pa.Table:
    schema = SCHEMAS[name]
    return pa.table([pa.array(rows.live_values(f.name), f.type) for f in schema], schema=schema)
