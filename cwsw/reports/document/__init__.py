"""One document for every report: its content and order, free of how it is shown.

A report is a function from its data to a `Document`. From that one document come all of its
renderings, so that no two of them can disagree:

    on the screen   cwsw.ui.widgets.document: `show_document`, `show_blocks`
    PDF             cwsw.reports.paper: `pdf`
    HTML            cwsw.reports.document.html: `html`
    plain text      cwsw.reports.document.plain_text: `plain_text`
    spreadsheet     cwsw.reports.document.workbook: `workbook`

For example:

    Document(
        title="Team meeting",
        facts=(Fact("School", school.name), Fact("As at", "17 July 2026")),
        blocks=(
            Section("Attendance", (Paragraph(sentence), Chart(draw, alt), Table(...))),
            Section("Questions", (Bullets(questions),)),
        ),
        marks=("Sample data: made-up pupils",),
    )

Every text is data: whatever a school or a person typed is shown as typed. A document about
children is made with their names in its texts or without: a renderer cannot tell them apart. A
chart without words for those who cannot see it is refused.
"""

from cwsw.reports.document.model import (
    TO_COMPLETE,
    Block,
    Bullets,
    Callout,
    Cards,
    Cell,
    Chart,
    Columns,
    Document,
    Draw,
    Fact,
    Facts,
    Link,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
    cell_words,
)

__all__ = [
    "TO_COMPLETE",
    "Block",
    "Bullets",
    "Callout",
    "Cards",
    "Cell",
    "Chart",
    "Columns",
    "Document",
    "Draw",
    "Fact",
    "Facts",
    "Link",
    "Numbered",
    "Paragraph",
    "Section",
    "Table",
    "ToComplete",
    "cell_words",
]
