"""The first half of the tutorial: the first upload, the list, support, the meeting, keeping."""

import re
from datetime import timedelta

from cwsw.records import today
from cwsw.ui.wording import archive_wording
from tests.browser.support import heading
from tests.browser.term_walk import Walk, pictured
from tests.browser.test_upload import choose
from tests.support import pdfs
from tests.support.archives import PASSPHRASE

LEAD_NAME = "R. Shah"
WORDS = "It helps when somebody says hello first."
ACTION = "Ask each family what would make mornings easier"
REASON = "The social worker confirmed a plan until March 2024"


def upload(walk: Walk) -> None:
    """Upload the spreadsheet.

    Open **Upload**, choose the school's spreadsheet and press *Check the files*. The page says how
    many pupils it recognised, how many of them are children with a social worker, which rows it
    set aside and why, and what is missing. Nothing is kept yet.
    """
    walk.go_to("Upload", "Upload your spreadsheet")
    choose(walk.page, "spring.xlsx", walk.terms.spring)
    heading(walk.page, "Check what was read")
    walk.see(re.compile("238 of them on roll. 32 of 238 pupils are children with a"))


@pictured(
    "overview",
    "The overview: one finding, the gaps to the other pupils, the children to talk about first.",
    "",
)
def overview(walk: Walk) -> None:
    """Read the overview.

    Press *Go on to confirm*, then *Confirm*. The title of **Overview** is the finding. The chart
    compares your children with your other pupils; ticks are England's figures. Next to it are the
    children to talk about first, and under it what to do next and whether the list is complete.
    """
    walk.press("Go on to confirm")
    heading(walk.page, "Confirm")
    walk.press("Confirm")
    heading(walk.page, "Overview")
    walk.settle()
    walk.see(re.compile("32 of 238 pupils"))


@pictured(
    "lists",
    "Disagreements of one likely reason in a table, and the form to decide on them.",
    "",
)
def compare_lists(walk: Walk) -> None:
    """Compare lists.

    The local authority's list and the safeguarding lead's never agree in everything. **Compare
    lists** counts the disagreements. Take one likely reason, read its children in the table,
    choose a decision in the form and sign it with your name: *accept* the list that is right,
    *refuse* what is no plan, *ask* where you do not know.
    """
    walk.go_to("Compare lists")
    walk.pick("Decision", "Ask the local authority")
    walk.fill("Your name or initials", LEAD_NAME)
    walk.press("Keep this decision")
    walk.see(re.compile("^Kept: ask the local authority"))
    walk.see(re.compile("being asked about$"))
    walk.tab("Ask the local authority")
    assert b"<html" in walk.take("Download the letter (to print)")


def missing(walk: Walk) -> None:
    """Ask who may be missing.

    **May be missing** lists who is worth asking about. *Joined, no history* has the pupils who
    joined at another time than their year group, then each year group that joined together. Record
    what you asked the previous school and the local authority, and what they answered, for a whole
    table in one step. *Rows without dates* names the plans that need a date. The size of your list
    is shown with the national shares: a question, not a pass mark.
    """
    walk.go_to("May be missing")
    walk.see(re.compile("are on the list"))
    walk.tab("Joined, no history")
    walk.pick("Pupils to go through", "Reception")
    walk.pick("What is known", "Asked, waiting for an answer")
    walk.press("Keep this")
    walk.see("Kept for 29 pupils")
    walk.pop("All year groups")
    assert ["Reception", "30", "1", "0", "29", "0"] in walk.popped_rows()


def override(walk: Walk) -> None:
    """Decide on one child.

    On a child's page *Why this child counts* draws every plan on a time line and says in words
    whether it counts. If you know better than the dates, *Decide otherwise* counts the child in
    another group, with your reason and your name. It counts in every figure at once, and can be
    taken back.
    """
    walk.go_to("A child")
    walk.pick("Choose from", "Everybody on roll")
    walk.pick("Child", "Ellis")
    walk.choose("Why this child counts")
    walk.press("Decide otherwise")
    walk.pick("Count as", "Children with a social worker")
    walk.fill("Reason (no social-care detail)", REASON)
    walk.press("Keep this decision")
    walk.see("Kept: a decision on who counts")
    walk.go_to("Overview")
    walk.see(re.compile("33 of 238 pupils"))


def told(walk: Walk) -> None:
    """Say who has been told.

    **Who has been told** shows for each child and role whether they know what they need to know
    to help. Only *to decide* is a gap. Decide for all children and one role in one step, or
    select some rows; then print the note, which names pupils and says nothing of social care.
    """
    walk.go_to("Who has been told")
    walk.pick("Role", "Designated teacher")
    walk.press("Keep this")
    walk.see("Kept: 33 marked as told")
    walk.pop("By role")
    assert ["Designated teacher", "0", "33"] in walk.popped_rows()


@pictured(
    "pupils",
    "The children of a figure: those who were persistently absent, with their sessions.",
    "Children",
    tallest=1080,
)
def behind(walk: Walk) -> None:
    """Go from a figure to the children.

    **Explore** shows one measure by year group, over the years, and with the children behind it.
    Under *How it is counted*, *Show these pupils* opens the table of **Children** on that figure:
    those who meet it, the others, and who is left out and why.
    """
    walk.go_to("Explore")
    walk.page.get_by_role("tab", name="How it is counted").click()
    walk.settle()
    link = walk.main.get_by_role("link", name="Show these pupils: Persistent absence, 2025/26")
    walk.follow(link, "Children")
    walk.see(re.compile("were persistently absent in 2025/26"))
    walk.told["absent"] = "|".join(walk.children())
    assert len(walk.children()) >= 5


@pictured(
    "plan",
    "Planning support: the gap, the children, the questions why, and one thing with its evidence.",
    "Plan support",
)
def why(walk: Walk) -> None:
    """Ask why before you plan.

    **What to do** begins with three suggestions from your own figures, each with the strength
    of its evidence and, one click away, what to do. *Plan this* leads to **Plan support**: say
    what should get better, for whom, and answer at least three questions about the reasons.
    Only then comes the choice, with what is known of it, what is not, and what to take care of.
    """
    walk.go_to("What to do")
    walk.follow(walk.main.get_by_role("link", name="Plan this: "), "Plan support")
    walk.pick("What should get better?", "Persistent absence")
    walk.main.get_by_text("Chosen children", exact=True).click()
    walk.settle()
    for child in walk.told["absent"].split("|"):
        walk.pick("Children", child)
    walk.page.keyboard.press("Escape")
    answers = ("Mondays, and the first day after a holiday", "A quiet start", "Not known yet")
    boxes = walk.main.locator("[class*='st-key-plan_why'] input")
    for place, answer in enumerate(answers):
        boxes.nth(place).fill(answer)
        boxes.nth(place).press("Tab")
        walk.settle()
    walk.pick("Support", "Find the reason behind each absence")
    walk.see("Cautions.")


def plan(walk: Walk) -> None:
    """Start one thing.

    One person leads it, it has a start, and it has a day on which you look again. Choose few
    things and do them well. *Start this support*, and **Running support** has it under *Starts
    later* until its day comes.
    """
    walk.fill("Lead", "SENCO")
    walk.fill_day("Start", "13042026")
    walk.fill_day("Review", "22052026")
    walk.press("Start this support")
    walk.see(re.compile("^Kept: support for 6 children"))
    walk.go_to("Running support")
    walk.main.get_by_text("Starts later", exact=True).click()
    walk.settle()
    assert walk.plain_rows()[0][2] == "SENCO"


@pictured(
    "child",
    "A child's page: what matters now, absence by week, what was tried and what is due.",
    "",
)
def child(walk: Walk) -> None:
    """Open a child's page.

    A row of **Children** opens the child: what matters now, absence by week with suspensions,
    support and plans dated on it, the child's own words, what was tried and what is due. Add
    strengths and own words as if the child will read them one day, and record every follow-up,
    however small. The rest is one click away, and so is who can see the page.
    """
    name = walk.told["absent"].split("|")[0]
    walk.go_to("A child")
    walk.pick("Child", name)
    heading(walk.page, name)
    walk.press("Add strengths or own words")
    walk.fill("Strengths", "Explains the rules of every game fairly.")
    walk.fill("In their own words", WORDS)
    walk.fill_day("Date", "26032026")
    walk.press("Keep this")
    walk.see(WORDS)
    walk.press("Record a follow-up")
    walk.fill("Your name or initials", LEAD_NAME)
    walk.fill_day("Date", "26032026")
    walk.press("Keep this follow-up")
    walk.see("Kept: a follow-up")


def work_lists(walk: Walk) -> None:
    """Work through the lists.

    The views of **Children** say what waits: what is due this week, who was not followed up this
    half-term, who misses most now, reviews, absence without a reason. Each says how many of how
    many, and what to do. The child you have just followed up has left *Follow up*.
    """
    walk.go_to("Children")
    walk.choose("Follow up")
    walk.see(re.compile("^32 of 33 children have no follow-up since"))
    assert walk.told["absent"].split("|")[0] not in walk.children()


@pictured(
    "meeting",
    "The pack's cards: each child's key adult, attendance, support and strengths.",
    "",
)
def pack(walk: Walk) -> None:
    """Take the pack to the meeting.

    **Meeting** makes the pack of the children you choose: what was agreed last time, a table of
    figures, and a card for each child. It is on the screen and comes as a PDF, with names or with
    numbers. No plan is in it.
    """
    walk.go_to("Meeting")
    walk.pop("Choose the children")
    walk.page.get_by_role("combobox", name="Start from a group").click()
    walk.page.get_by_role("option").filter(has_text="Everybody on the list").click()
    walk.settle()
    walk.page.keyboard.press("Escape")
    walk.see(re.compile("^33 children to talk about"))
    walk.tab("Each child")
    paper = pdfs.all_text(pdfs.opened(walk.take("The pack as PDF")))
    assert WORDS in paper
    assert "child protection" not in paper.lower()


def recap(walk: Walk) -> None:
    """Write down who does what by when.

    Under *Write down* record the meeting, and add each action with the person who does it and the
    day. What is open comes back at the next meeting until somebody ticks it as done.
    """
    walk.tab("Write down")
    walk.fill("Who was there", "Safeguarding lead, SENCO, head of Year 4")
    walk.press("Record the meeting")
    walk.see("Recorded: the meeting of 27 March 2026")
    walk.fill("What is to be done", ACTION)
    walk.fill("Who does it", "SENCO")
    walk.press("Add the action")
    walk.see("Kept: an action by 10 April 2026")


def keep(walk: Walk) -> None:
    """Keep it on this machine.

    Until now everything is in the program's memory. Either download the workbook at the foot of a
    page, or switch on **Keep on this machine**: choose a folder, a passphrase that nobody can
    reset, and the day until which the data are kept. From then on every change is kept, encrypted,
    before the screen says so.
    """
    walk.go_to(archive_wording.TITLE)
    walk.fill(archive_wording.FOLDER, str(walk.folder))
    walk.fill(archive_wording.NEW_PASSPHRASE, PASSPHRASE)
    walk.fill(archive_wording.REPEAT, PASSPHRASE)
    walk.see(re.compile("Strong"))
    walk.main.get_by_text(archive_wording.WRITTEN_DOWN).click()
    walk.fill_day(archive_wording.UNTIL, f"{today() + timedelta(days=365):%d%m%Y}")
    walk.press(archive_wording.BEGIN_BUTTON)
    heading(walk.page, archive_wording.KEPT_TITLE)
    assert (walk.folder / "archive.cwsw").exists()
