"""Names the rows of a list of plans whose cell for the plan is blank."""

from collections.abc import Mapping

from cwsw.intake.exports.around import LABEL, LINE
from cwsw.intake.exports.plan_fields import NAMED_DATES
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, filled
from cwsw.intake.exports.upns import upns_within
from cwsw.intake.grids import Row
from cwsw.intake.problems import rows_named


def report_blank_plans(
    sheet: ExportSheet, blank: Mapping[int, bool], notebook: Notebook, *, is_list: bool
) -> None:
    """Name rows without a plan: each that has dates, the others of a list together.

    `blank` says of each such row whether it has dates.
    """
    column = sheet.column("plan")
    # Where columns name the plan ('CIN start') a blank cell for it says nothing new.
    if column is None or sheet.has_any(NAMED_DATES):
        return
    for row in (row for row, is_dated in blank.items() if is_dated):
        place = sheet.place(column.heading, sheet.numbers[row])
        text = f"{column.heading} is blank in row {place.row} of {place.sheet}: fill it in."
        notebook.findings.row_aside("cell_missing", place, text)
    bare = [
        sheet.numbers[row]
        for row, is_dated in sorted(blank.items())
        if not is_dated and not _is_line(sheet.body[row])
    ]
    if bare and is_list and column.heading not in (LINE, LABEL):
        text = f"{sheet.grid.sheet} names a child and no plan in {rows_named(bare)}: write the "
        text += "plan into each row, or remove the row."
        effect = "Nobody is counted through these rows."
        notebook.findings.warning("plan_blank", sheet.place(column.heading), text, effect)


def _is_line(row: Row) -> bool:
    """Whether a row has one text that names no child: '2024-25'."""
    texts = filled(row)
    return len(texts) == 1 and texts[0][:1].isdigit() and not upns_within(texts[0])
