"""The note to staff: the pupils of one role and what helps them, without the reason.

It may lie on a desk, so it does not mention social care, and its title does not name the group.
"""

from collections.abc import Sequence

from cwsw.cohort import Member
from cwsw.reports.document import Bullets, Document, Paragraph, Section, Table
from cwsw.tables.codes import year_group_label

TITLE = "Working together: a note for {role}"
OPENING = (
    "You have been spoken to about each of these pupils. This note is a reminder of names only. "
    "Keep it as you keep any pupil information, and do not pass it on."
)
HELPS = (
    "Greet them by name, and notice when they are in and when they are not.",
    "Keep routines clear, and say beforehand what will be different.",
    "Expect much of them, and tell them what they do well.",
    "Know who their key adult is, and make it easy to go there.",
    "If something worries you, speak to the designated safeguarding lead the same day.",
)
_HEADINGS = ("Pupil", "Year group", "Form", "Key adult")


def staff_note(role: str, members: Sequence[Member], school: str | None) -> Document:
    """The note for one role: pupils by year group, form and name."""
    return Document(
        title=TITLE.format(role=role),
        blocks=(
            Paragraph(school or "Our school"),
            Paragraph(OPENING),
            Table("Pupils", _HEADINGS, tuple(map(_row, members))),
            Section("What helps any pupil", (Bullets(HELPS),)),
        ),
    )


def _row(member: Member) -> tuple[str, str, str, str]:
    name = " ".join(part for part in (member.forename, member.surname) if part) or "(no name)"
    year = "" if member.year_group is None else year_group_label(member.year_group)
    return name, year, member.form or "", member.key_adult or ""
