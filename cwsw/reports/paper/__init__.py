"""Papers: what is read away from the screen, as tagged PDF/UA, made in memory.

To make a new paper, put a `Paper` together (title, `Meta` lines, blocks in reading order) and hand
it to `pdf`. Blocks: `Heading` (level 2 under the title, 3 beneath that), `Paragraph`, `Bullets`,
`Numbered`, `Table`, `Chart`, `Note` (set apart in a box), `Columns` (side by side), `PageBreak`.
For example:

    paper = Paper(
        title="Team meeting",
        meta=(Meta("School", school.name), Meta("As at", "17 July 2026")),
        blocks=(Heading("Attendance"), Paragraph(sentence), Chart(spec, alt), Table(...)),
        marks=("Sample data: these pupils are made up",),
        foot="Children with a social worker",
    )
    pdf(paper, made=as_at)

Every text is data, never typst: whatever a school or a person typed is printed as typed. A paper
about children is made by leaving names out of the texts or putting them in; the engine knows
neither. A chart is a spec of `cwsw.charts` drawn in `Mode.PAPER`; without words for those who
cannot see it, it is refused.
"""

from cwsw.reports.paper.blocks import (
    Block,
    Bullets,
    Chart,
    Columns,
    Meta,
    Note,
    Numbered,
    PageBreak,
    Paper,
    PaperHeading,
    PaperTable,
    Paragraph,
)
from cwsw.reports.paper.make import pages, pdf

__all__ = [
    "Block",
    "Bullets",
    "Chart",
    "Columns",
    "Meta",
    "Note",
    "Numbered",
    "PageBreak",
    "Paper",
    "PaperHeading",
    "PaperTable",
    "Paragraph",
    "pages",
    "pdf",
]
