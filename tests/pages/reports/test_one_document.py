"""Every report says the same wherever it is read: one document, five renderings."""

from collections import Counter
from dataclasses import replace

import pytest

from cwsw.advice import library
from cwsw.charts import dot_chart
from cwsw.children.meeting_card import year_so_far
from cwsw.children.random_sample import HOW, draw_six
from cwsw.children.story import story
from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.cohort.aware import ROLES
from cwsw.cohort.unclear import Unclear
from cwsw.disclosure import practice, publish
from cwsw.reports import ask_authority, data_protection, what_leaves
from cwsw.reports.contact_request import Asker, CallTime, Choices, Tried, Urgency, contact_request
from cwsw.reports.document import (
    Bullets,
    Callout,
    Cards,
    Chart,
    Columns,
    Document,
    Fact,
    Facts,
    Link,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
)
from cwsw.reports.governors import governors_document
from cwsw.reports.inspection import inspection_document, inspection_sheet
from cwsw.reports.meeting_pack import meeting_pack, pack_document
from cwsw.reports.rounded import rounded_document
from cwsw.reports.staff_note import staff_note
from cwsw.ui.state import session
from cwsw.ui.widgets.filters import members_of
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.roster import roster
from tests.support.figures import proportion
from tests.support.published import DAY, rounded
from tests.support.renderings import IN_ORDER, html_words, text_words
from tests.support.schools import SAMPLES, summary_of

EVERYTHING = Document(
    title="A title",
    facts=(Fact("As at", "17 July 2026"), Fact("", "Nothing before it")),
    blocks=(
        Paragraph("A sentence with *marks*, <tags> & an arrow -> and 8:30."),
        Paragraph("A quiet one.", quiet=True),
        Section(
            "A part",
            (
                Callout("In a box."),
                Bullets(("First", "Second"), "What leads in:"),
                Numbered(("One", "Two")),
                Facts((Fact("Form", "8B"), Fact("", "no label"))),
                ToComplete(("Who signs",)),
                Section("Folded", (Paragraph("Below it."),), folded=True),
            ),
        ),
        Table(
            "A table",
            ("What", "Number", "Share"),
            (("Pupils", 1204, 34.0), (Link("Words", "https://example.org"), "", "–")),
            frozenset({1, 2}),
            notes=("A note.",),
        ),
        Chart(lambda mode: dot_chart(proportion(), mode=mode), "9 of 22 children"),
        Columns((Section("Left", (Paragraph("Left."),)),), (Section("Right", ()),)),
        Cards((Section("Child", (Facts((Fact("Hopes", "To sing"),)),)),), per_page=6),
    ),
)


def test_every_kind_of_block_says_the_same_in_every_rendering():
    assert_same(EVERYTHING)
    assert len(html_words(EVERYTHING)) > 60


def test_marks_and_foot_stand_in_every_rendering():
    marked = replace(EVERYTHING, marks=("Draft",), foot="The end")
    for name, words_of in IN_ORDER.items():
        added = Counter(words_of(marked)) - Counter(words_of(EVERYTHING))
        expected = {} if name == "PDF" else {"Draft": 1, "The": 1, "end": 1}
        assert added == expected, name
    for words_of in (html_words, text_words):
        assert {"Draft", "The", "end"} <= set(words_of(marked))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_report_of_a_sample_says_the_same_in_every_rendering(sample):
    for document in reports(sample):
        assert_same(replace(document, title="A title", marks=(), foot=""))


def test_guides_and_a_publication_of_the_first_rules_say_the_same_in_every_rendering():
    settings = data_protection.Settings({"headteacher": ("see figures",)}, is_hosted=False)
    guides = (data_protection.starter(settings), what_leaves.guide(is_hosted=False))
    for document in (*guides, rounded_document(rounded().summary)):
        assert_same(replace(document, title="A title", marks=(), foot=""))


def test_the_governors_sheet_says_what_their_page_says_but_for_definitions():
    page, sheet = (governors_document(publication(SAMPLES[0]), dense) for dense in (False, True))
    assert [type(block) for block in sheet.blocks] == [type(block) for block in page.blocks]
    above = [replace(document, blocks=document.blocks[:-1]) for document in (page, sheet)]
    assert html_words(above[0]) == html_words(above[1])


def assert_same(document):
    """Words and numbers are those of the web page, in the same order where tables are tables."""
    expected = html_words(document)
    for name, words_of in IN_ORDER.items():
        assert words_of(document) == expected, f"{name} of {document.title}"
    as_text = set(text_words(document))
    headings = " ".join(table.headings[0] for table in tables(document.blocks))
    assert as_text <= set(expected)
    assert set(expected) - as_text <= set(headings.split())


def tables(blocks):
    """Every table, wherever it stands. As text, a row is named by its first cell alone."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        for inner in ("blocks", "left", "right", "sections"):
            yield from tables(getattr(block, inner, ()))


def reports(sample):
    """Every report of a school's own data."""
    workspace, summary, shown = (
        session.sample_workspace(sample),
        summary_of(sample),
        publication(sample),
    )
    cohort = [member for member in members_of(workspace) if member.in_cohort]
    chosen, who_is = draw_six(cohort, workspace.as_at), roster(workspace, Names(hidden=False))
    year = year_so_far(workspace)
    choices = Choices(
        Asker.DSL, Urgency.TWO_WEEKS, tuple(library.requests()), tuple(CallTime), tuple(Tried)
    )
    questions = ask_authority.questions(
        (),
        [Unclear(member, None, "no date", "When?") for member in chosen],
        pupils_by_upn(workspace),
    )
    sheet = inspection_sheet(
        workspace,
        summary.cohort,
        cohort,
        chosen,
        HOW,
        workspace.as_at,
        year,
        lambda number: story(workspace, number),
    )
    yield governors_document(shown)
    yield pack_document(meeting_pack(workspace, summary, chosen, workspace.as_at, year), who_is)
    yield inspection_document(sheet, who_is)
    yield staff_note(ROLES[0], chosen, workspace.school.name)
    yield ask_authority.letter(questions, workspace.school, workspace.as_at)
    yield contact_request(shown, choices, library.area_of("Kent"))


def publication(sample):
    """What a sample school has published, with the head's own words."""
    workspace = session.sample_workspace(sample)
    draft = publish(summary_of(sample), practice(workspace, members_of(workspace)))
    return replace(draft, published=DAY, comment="Mornings are hard.", actions=("A club",))
