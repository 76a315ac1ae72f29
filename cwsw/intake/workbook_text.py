"""The words of the empty workbook: what each sheet and column is for."""

from collections.abc import Mapping

from cwsw.tables import codes
from cwsw.tables.schema import CellKind, Column, TableSchema

NOTES_SHEET = "Notes"
NOTES_HEADINGS = ("Sheet", "What it is for", "Cells that must be filled in", "If you leave it out")

START_HERE = (
    "Fill in School and Pupils, and Plans if you can: that already answers who counts and why. "
    "Type over the grey example row of a sheet, or leave it: rows that begin EXAMPLE- are never "
    "counted. Put no addresses, contact details or social-care notes in any sheet.",
    "Only the columns named here. Headings in bold must stay.",
    "All sheets but Pupils may be left as they are or deleted: that means 'not supplied'. Delete "
    "the sheets you do not have. Leave a sheet with its headings and no rows at all only if the "
    "true answer is 'none', for instance no suspensions this year.",
)
"""The first row of the Notes sheet: what to do, what must be filled in, what may be left out."""

PURPOSE: Mapping[str, tuple[str, str]] = {
    "school": (
        "One row about your school. For example: Name 'Foxglove Primary School', Phase 'primary', "
        "As at '17/07/2026' (the day your lists were true).",
        "You are asked for the as-at date; figures are compared with those of all phases.",
    ),
    "pupils": (
        "One row for each pupil, leavers of the last years included if you can.",
        "This sheet is always needed.",
    ),
    "plans": (
        "One row for each social-care plan: child in need (CIN), child protection (CP) or looked "
        "after (CLA). A plan that is still open has no end date.",
        "Nobody can be found to have a social worker.",
    ),
    "attendance": (
        "One row for each pupil and academic year: possible sessions and absences.",
        "No absence figures, unless there is a Register sheet.",
    ),
    "register": (
        "One row for each pupil and day, with the attendance codes for morning and afternoon.",
        "Absence is taken from the Attendance sheet.",
    ),
    "exclusions": (
        "One row for each suspension (SUSP) or permanent exclusion (PERM).",
        "No suspension or exclusion figures. Headings with no rows mean nobody was suspended.",
    ),
    "results": (
        "One row for each result: EYFS GLD, phonics mark, key stage 2, key stage 4.",
        "No attainment figures.",
    ),
    "placements": (
        "One row for each alternative provision place, part-time timetable or dual registration.",
        "No figures on placements. Headings with no rows mean there were none.",
    ),
    "destinations": (
        "What each pupil went on to at 16 or 18.",
        "No figures on destinations.",
    ),
    "wellbeing": (
        "One row for each total score of a questionnaire. Totals only, never single answers.",
        "No wellbeing figures.",
    ),
    "terms": (
        "The first and last day of each half-term.",
        "Six usual half-terms are taken: weeks 1 to 8 and 10 to 16 from the first Monday on or "
        "after 30 August, and weeks 1 to 6, 8 to 12, 15 to 20 and 22 to 29 from the first on or "
        "after 2 January.",
    ),
    "overrides": (
        "Your own decision on the group a pupil belongs to, with the reason.",
        "The dates on the Plans sheet decide.",
    ),
    "decisions": (
        "What was decided where two lists disagreed about a pupil.",
        "Differences between lists stay open questions.",
    ),
    "list_changes": (
        "Who recorded on the dashboard that a plan began, ended or had other dates, or that a "
        "child joined or left, and when. The plan itself is on Plans, the child on Pupils.",
        "Plans and pupils count as the other sheets have them.",
    ),
    "awareness": (
        "Which staff have been told what they need to know to help a pupil.",
        "Of every child it is still to decide who is told.",
    ),
    "voice": (
        "A pupil's strengths, hopes and own words.",
        "No child's page begins with them, and the checklist cannot tell whether pupils are asked.",
    ),
    "follow_ups": (
        "What was done for a pupil: a call, a home visit, a conversation.",
        "Every child of the list counts as not yet followed up.",
    ),
    "interventions": (
        "Support in place. Leave UPN blank where it is for the whole cohort.",
        "The checklist has nothing to go by on support already in place.",
    ),
    "meetings": ("The meetings at which the cohort was discussed.", "The checklist counts none."),
    "actions": ("What was agreed, who does it and by when.", "No actions are shown."),
    "checklist": (
        "Points the school checks for itself, with an owner and the evidence.",
        "No point has been looked at yet.",
    ),
}
"""Table name -> what the sheet is for, and what leaving it out means."""

_HELP: Mapping[tuple[str, str], str] = {
    ("Pupils", "UPN"): "Any text that is the pupil's key, the same on every sheet.",
    ("Pupils", "Year group"): "In the as-at academic year; for a leaver, when they left.",
    ("Pupils", "Admission date"): "Blank: on roll since before your data begin.",
    ("Pupils", "Looked after"): "Y where looked after on the as-at date.",
    ("Pupils", "SEN"): "N none, K SEN support, E education, health and care plan.",
    ("Plans", "Plan"): "CIN child in need, CP child protection, CLA looked after.",
    ("Plans", "End date"): "Blank while the plan is open.",
    ("Pupils", "CIN now source"): "Which lists say CIN now. Blank: this one.",
    ("Pupils", "CP now source"): "Which lists say CP now. Blank: this one.",
    ("Results", "Result"): "GLD Y or N; phonics mark 0-40; key stage 2 scaled score or code; "
    "GCSE 9-1 or U; Attainment 8 and Progress 8 a number.",
    ("Destinations", "Academic year"): "The year in which Year 11 or 13 ended, such as 2024/25.",
    ("Plans", "Source"): "Which list says so: Local authority list, DSL list, Previous school.",
    ("Decisions", "Source"): "The list that was decided about, as in the Source column of Plans.",
    ("Decisions", "Field"): "What it says: CIN 2021-02-03 to 2021-11-09, CP 2024-01-08 to open, "
    "CIN no dates, CIN now.",
    ("List changes", "Start date"): "The first day of the plan, or the day the child joined.",
    ("List changes", "End date"): "The last day of the plan, or the day the child left.",
    ("List changes", "Former start"): "As it stood before the change.",
    ("List changes", "Former end"): "As it stood before the change.",
    ("List changes", "Source"): "The Source of the plan's row on Plans.",
    ("List changes", "Said by"): "Who told the school.",
    ("List changes", "By"): "Who recorded it.",
    ("List changes", "Settled"): "How a later upload answered it. Blank: it has not.",
    ("Awareness", "Role"): "DSL, Designated teacher, Mental health lead, SENCO, Pastoral, Form "
    "tutor.",
    ("Interventions", "UPN"): "Blank: for the whole cohort.",
    ("School", "As at"): "The day for which your lists are true.",
    ("School", "SDQ permission"): "Y where the school may use SDQ scores (a licensed form).",
}

_KIND_HELP: Mapping[CellKind, str] = {
    CellKind.DATE: "A date, dd/mm/yyyy.",
    CellKind.FLAG: "Y or N; blank where you do not know.",
    CellKind.WHOLE: "A whole number, 0 or more.",
    CellKind.NUMBER: "A number.",
    CellKind.PERCENT: "A number from 0 to 100.",
    CellKind.ACADEMIC_YEAR: "Such as 2025/26.",
    CellKind.YEAR_GROUP: "N1, N2, R or 1 to 14.",
    CellKind.MARK: "An attendance code; blank or - where there is no mark.",
}

SUGGESTED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Results", "Subject"): tuple(dict.fromkeys(s for st in codes.SUBJECTS.values() for s in st)),
    ("Wellbeing", "Instrument"): (
        "SDQ",
        "WEMWBS",
        "SWEMWBS",
        "Stirling",
        "Boxall",
        "PASS",
        "Leuven",
    ),
}
"""Sheet and heading of open text columns -> values offered in a drop-down list."""


def column_note(table: TableSchema, column: Column) -> str:
    """What to write in a column, in one to three short sentences."""
    if column.cell_needed:
        need = "Must be filled in."
    else:
        need = "The heading must stay." if column.heading_needed else "May be left out."
    choices = f"One of: {', '.join(column.choices)}." if column.choices else ""
    own_help = _HELP.get((table.sheet, column.heading), "")
    return " ".join(part for part in (own_help, choices, _KIND_HELP.get(column.kind), need) if part)
