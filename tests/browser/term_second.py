"""The second half of the tutorial: the next upload, the review, governors, and back from a file."""

import re

from cwsw.ui.data import terms as keep_terms
from cwsw.ui.governors import papers
from cwsw.ui.upload import lay_over
from cwsw.ui.wording import archive_wording, text
from tests.browser.support import heading
from tests.browser.term_first import ACTION, LEAD_NAME, WORDS
from tests.browser.term_walk import Walk, pictured, rows_of
from tests.browser.test_upload import choose
from tests.support import pdfs
from tests.support.downloads import words_of

COMMENT = "Teachers say good morning by name, and more children come on Mondays."


@pictured(
    "what-changes",
    "The confirm step: what changed in one sentence, and what the team wrote carried over.",
    lay_over.TITLE,
)
def next_term(walk: Walk) -> None:
    """Upload the next term's spreadsheet.

    Months later, upload the new spreadsheet just as the first. Before you confirm, the page says
    in one sentence what changed, with the children a click away, asks about what the file
    contradicts, and carries over what your team wrote. Of a child who has left, it
    is held apart: in no figure, and not lost.
    """
    walk.go_to("Upload", "Upload your spreadsheet")
    choose(walk.page, "summer.xlsx", walk.terms.summer)
    heading(walk.page, "Check what was read")
    walk.press("Go on to confirm")
    heading(walk.page, lay_over.TITLE)
    walk.see("4 children new")
    walk.see("4 children left")
    walk.unfold(archive_wording.FORMER)
    assert walk.rows(archive_wording.FORMER)[0][0] == walk.terms.leaver


@pictured(
    "terms",
    "Terms side by side: the list and the main figures at the end of March and in July.",
    archive_wording.KEPT_TITLE,
    tallest=900,
)
def side_by_side(walk: Walk) -> None:
    """Set the terms side by side.

    *Confirm*, and everything your team decided and wrote is there. Because the data are kept,
    *Terms side by side* on **Keep on this machine** sets them in one table, each by its own day.
    """
    walk.press("Confirm")
    heading(walk.page, "Overview")
    walk.go_to(archive_wording.TITLE)
    walk.unfold(keep_terms.TITLE)
    assert walk.rows(keep_terms.TITLE)[0] == ["On the list", "33 of 238 pupils", "33 of 239 pupils"]


@pictured(
    "before-after",
    "Before and after: sessions missed on both sides of the start, and the other pupils' line.",
    "",
)
def before_and_after(walk: Walk) -> None:
    """Look at before and after.

    On **Running support** the review is due: select its row. *Before and after* sets the
    sessions these children missed after the start against as many weeks before it, and against the
    other pupils over the same weeks. It is never proof, and the page says why.
    """
    walk.go_to("Running support")
    walk.see(re.compile("1 due for review"))
    walk.pick("Look at", "Find the reason")
    walk.see(re.compile("The 6 pupils missed"))
    walk.see(re.compile("after a worst time most lines come back by themselves"))


def review(walk: Walk) -> None:
    """Continue, change or stop.

    Log the sessions that took place, and decide: *continue*, *change* or *stop*. What goes on needs
    a day to look again. What you saw goes into the note.
    """
    walk.tab("Log and review")
    walk.press("Log sessions")
    walk.see("Logged: 1 session by each pupil")
    walk.fill_day("Next review (not needed for stop)", "09102026")
    walk.fill("Note: what was seen, as if the child will read it", "Mondays go better")
    walk.fill("Your name or initials", LEAD_NAME)
    walk.fill_day("Decided on", "17072026")
    walk.press("Keep this decision")
    walk.see("Kept: continue")
    walk.see(re.compile("0 due for review"))


def next_meeting(walk: Walk) -> None:
    """Close what was agreed.

    The next pack begins with what was agreed last time. Tick what is done.
    """
    walk.go_to("Meeting")
    walk.tab("Last time")
    assert [row[0] for row in walk.plain_rows()] == [ACTION]
    walk.tab("Write down")
    walk.pick("Open actions", ACTION)
    walk.page.keyboard.press("Escape")
    walk.main.get_by_role("button", name="Keep", exact=True).click()
    walk.settle()
    walk.see("Done: 1 action")


def publish(walk: Walk) -> None:
    """Publish to governors.

    Only the headteacher publishes. **Publish** shows exactly what governors will read, what is not
    said because of small numbers and why, and takes your own words, which may name nobody. One
    publication each half-term.
    """
    walk.go_to("Publish", "Publish to governors")
    walk.fill("Your comment (you may leave it empty)", COMMENT)
    walk.settle()
    walk.see("What governors will read")


@pictured(
    "governors",
    "What governors see: one page in ranges that name no child, with the day of publication.",
    "Governors",
)
def governors(walk: Walk) -> None:
    """Read it as a governor.

    Press *Publish to governors*, choose *Governor* under *View as* and open **Governors**: one
    page, ranges in place of counts, three questions to ask, no child. The sheet for the meeting is
    the same as a PDF.
    """
    walk.press("Publish to governors")
    walk.see(re.compile("Published on"))
    walk.look_as("Governor")
    walk.go_to("Governors")
    walk.see(COMMENT)
    paper = pdfs.all_text(pdfs.opened(walk.take(papers.PDF)))
    assert COMMENT in paper
    shown = walk.main.inner_text() + paper
    assert not any(name in shown for name in walk.told["absent"].replace("|", ", ").split(", "))


def withdraw(walk: Walk) -> None:
    """Take a publication back.

    *Withdraw it*, under *Published so far*, takes it from governors' sight. What they have read
    stays with them, so its figures still count as first published.
    """
    walk.look_as("Headteacher")
    walk.go_to("Publish", "Publish to governors")
    walk.press("Withdraw it")
    walk.see(re.compile("^Withdrawn: the publication of"))


def take_away(walk: Walk) -> None:
    """Take everything away.

    *Download the workbook*, under *Keep what you added* at the foot of a page, holds the data and
    everything your team wrote. It names pupils and plans: keep it as you keep safeguarding records.
    """
    walk.go_to("Overview")
    walk.told["overview"] = walk.main.inner_text()
    walk.go_to("Running support")
    walk.book = walk.take_workbook()
    held = words_of(walk.book) or ""
    assert WORDS in held
    assert walk.terms.leaver.split(", ")[0] in held
    assert COMMENT not in held


def erase(walk: Walk) -> None:
    """Erase.

    On **Keep on this machine** choose *Erase*, type the word, and the folder and the program's
    memory are empty. Publications are kept there and nowhere else: the page says so, and they are
    gone too.
    """
    walk.go_to(archive_wording.TITLE)
    walk.see(archive_wording.PUBLISHED)
    walk.unfold(archive_wording.ERASE)
    walk.fill(archive_wording.ERASE_CONFIRM, archive_wording.ERASE_WORD)
    walk.press(archive_wording.ERASE_BUTTON)
    walk.see(archive_wording.ERASED_ALL)
    assert list(walk.folder.glob("*.kept")) == []
    walk.go_to("Overview", text.TITLE)
    walk.see("There is nothing to show yet")


def bring_back(walk: Walk) -> None:
    """Bring it back.

    Upload the workbook you downloaded. Every figure and everything your team wrote is there again;
    only the publications are not, since they are no part of the workbook.
    """
    walk.go_to("Upload", "Upload your spreadsheet")
    choose(walk.page, "children-with-a-social-worker.xlsx", walk.book)
    heading(walk.page, "Check what was read")
    walk.press("Go on to confirm")
    walk.press("Confirm")
    heading(walk.page, "Overview")
    walk.settle()
    assert walk.main.inner_text() == walk.told["overview"]
    walk.go_to("Running support")
    assert rows_of(walk.take_workbook()) == rows_of(walk.book)
    walk.go_to("Publish", "Publish to governors")
    walk.see("What governors will read")
    walk.open("Where it stays")
    walk.see(re.compile("not part of the workbook"))
