"""What is right after each step of the half-term, worked out by hand, and where a page shows it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import wait_for_app

EARLY_HELP = "Has there been a CIN or CP plan, or was it early help or a referral?"
NOT_TOLD = "We were not told of this plan: is it so, and since when?"
HAS_LEFT = "The pupil has left us: please update your list."
ALWAYS_ASKED = {
    "Has this plan ended, and when?": 5,
    "Please give the dates of the plan.": 14,
    "When did the plan begin and end?": 2,
    "Which dates are right?": 5,
}
"""What the letter asks of the sample school's other children: no step is about them."""


@dataclass(frozen=True)
class Right:
    """The list, the letter to the authority, the note for form tutors and the figures.

    `states`: protected, in need, without a plan now. `since`: since the figures' day joined the
    list, left it, plans begun, plans ended, pupils joined the school, pupils left it. `letter`:
    how often it asks EARLY_HELP, HAS_LEFT and NOT_TOLD. `note`: how many pupils it names.
    `figures`: the states on the figures' day.
    """

    states: tuple[int, int, int]
    since: tuple[int, int, int, int, int, int]
    letter: tuple[int, int, int]
    note: int
    figures: tuple[int, int, int]

    @property
    def with_plan(self) -> int:
        return sum(self.states[:2])

    @property
    def on_list(self) -> int:
        return sum(self.states)

    @property
    def asked(self) -> Counter[str]:
        """What the letter asks, and how often."""
        three = zip((EARLY_HELP, HAS_LEFT, NOT_TOLD), self.letter, strict=True)
        return Counter({**ALWAYS_ASKED, **dict(three)})


# fmt: off
BY_HAND: dict[str, Right] = {
    #                                 CP CIN none  since               letter    note  figures
    "nothing":                Right((21, 44, 86), (3, 2, 3, 0, 3, 0), (1, 13, 4), 25, (21, 41, 88)),
    # 7 September: after the figures' day, and no list of July can have it.
    "one protected":          Right((22, 44, 86), (4, 2, 4, 0, 3, 0), (1, 13, 4), 25, (21, 41, 88)),
    # 15 June: the figures have it too, and the authority's list of July should.
    "one in need since June": Right((22, 45, 86), (4, 2, 4, 0, 3, 0), (2, 13, 4), 25, (21, 42, 88)),
    "a need has ended":       Right((22, 44, 87), (4, 2, 4, 1, 3, 0), (2, 13, 4), 25, (21, 42, 88)),
    # The plan began on 1 September and not in June 2025: the figures have it no more.
    "a first day corrected":  Right((22, 44, 87), (5, 2, 5, 1, 3, 0), (2, 13, 4), 25, (21, 41, 88)),
    "Nell has joined":        Right((22, 44, 87), (5, 2, 5, 1, 4, 0), (2, 13, 4), 25, (21, 41, 88)),
    "Nell is in need":        Right((22, 45, 87), (6, 2, 6, 1, 4, 0), (2, 13, 4), 25, (21, 41, 88)),
    # Two plans ended over six years ago by now; the form tutor knew of one of the two children.
    "weeks gone by":          Right((22, 45, 85), (6, 4, 6, 1, 4, 0), (2, 13, 4), 24, (21, 41, 88)),
    # One protected and one in need; the latter stands on the authority's list of July alone.
    "two have left":          Right((21, 44, 85), (5, 5, 6, 1, 4, 2), (2, 14, 3), 24, (21, 41, 88)),
    "a protection has ended": Right((20, 44, 86), (5, 5, 6, 2, 4, 2), (2, 14, 3), 24, (21, 41, 88)),
    "stepped down to need":   Right((20, 45, 85), (5, 5, 7, 2, 4, 2), (2, 14, 3), 24, (21, 41, 88)),
    # The corrected plan began in June 2025 again.
    "correction taken back":  Right((20, 45, 85), (4, 5, 6, 2, 4, 2), (2, 14, 3), 24, (21, 42, 88)),
}
"""What was done -> what is right then."""
# fmt: on
BY_HAND["staff told"] = replace(BY_HAND["correction taken back"], note=25)

JULY = {
    "protected": "CP 20 Aug 2025 to no end",
    "need ended": "CIN 13 Mar 2026 to no end",
    "leaver": "CIN 3 Apr 2026 to no end",
}
"""Whom the sheet to the authority asks about at first -> what it says of them."""
LATER: dict[str, dict[str, str]] = {
    "one in need since June": {"in need": "CIN 15 Jun 2026 to no end"},
    "a need has ended": {"need ended": "CIN 13 Mar 2026 to 11 Sep 2026"},
    "a protection has ended": {"protected": "CP 20 Aug 2025 to 2 Oct 2026"},
}
"""What was done -> what the sheet says otherwise from then on."""


def rows_by_hand(after: str) -> dict[str, str]:
    """What the sheet to the authority says of the children of the walk."""
    rows = dict(JULY)
    for step in list(BY_HAND)[: list(BY_HAND).index(after) + 1]:
        rows |= LATER.get(step, {})
    return rows


SINCE = (
    r"(\d+) joined the list",
    r"(\d+) left (?:it|the list)",
    r"(\d+) plans? began",
    r"(\d+) plans? ended",
    r"(\d+) pupils? joined the school",
    r"(\d+) pupils? left the school",
)
_COUNTING_RUNS = """() => {
    const app = document.querySelector("[data-testid='stApp']");
    window.runs = 0;
    new MutationObserver(() => {
        if (app.dataset.testScriptState === 'notRunning') window.runs += 1;
    }).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""


@dataclass
class OtherTabs:
    """The pages beside the one that is worked on, open in tabs of the same browser."""

    states: Page
    letter: Page
    note: Page
    figures: Page

    @classmethod
    def beside(cls, page: Page, url: str) -> "OtherTabs":
        """Open them."""
        states = _open(page, f"{url}/our-list")
        letter = _open(page, f"{url}/lists?compare={quote('Ask the local authority')}")
        note = _open(page, f"{url}/told")
        note.get_by_role("button", name="A note to staff").click()
        role = note.get_by_role("combobox", name="Note for")
        role.fill("Form tutor")
        note.get_by_role("option", name="Form tutor").wait_for()
        role.press("Enter")
        return cls(states, letter, note, _open(page, url))

    def agree(self, after: str, upns: dict[str, str]) -> None:
        """Each shows what is right by hand."""
        right = BY_HAND[after]
        self._states_agree(right)
        self._figures_agree(right)
        self._note_agrees(right)
        self._letter_agrees(after, upns)

    def _states_agree(self, right: Right) -> None:
        words = (
            ("Child protection", "on a child protection plan now"),
            ("Child in need", "on a child in need plan now"),
            ("No plan now", "with no plan now"),
        )
        for number, (name, what) in zip(right.states, words, strict=True):
            self.states.get_by_role("radio", name=name, exact=True).click()
            expect(self.states.get_by_text(f"{number} children {what}", exact=True)).to_be_visible()

    def _figures_agree(self, right: Right) -> None:
        _run_again(self.figures)
        cp, cin, ended = right.figures
        caption = self.figures.get_by_text(re.compile("^\\d+ of 1,200 pupils")).locator("..")
        expect(caption).to_contain_text(f"{sum(right.figures)} of 1,200 pupils")
        expect(caption).to_contain_text(
            f"{cp} on a child protection plan, {cin} on a child in need plan, {ended} with no plan"
        )

    def _note_agrees(self, right: Right) -> None:
        _run_again(self.note)
        label = f"Download the note ({right.note} pupils)"
        expect(self.note.get_by_role("button", name=label)).to_be_visible()

    def _letter_agrees(self, after: str, upns: dict[str, str]) -> None:
        _run_again(self.letter)
        letter = _download(self.letter.get_by_role("button", name="Download the letter"))
        cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", letter.decode())[2:]
        asked = {q: int(n) for q, n in zip(cells[::2], cells[1::2], strict=True)}
        assert asked == BY_HAND[after].asked
        sheet = _download(self.letter.get_by_role("button", name="Download the sheet"))
        rows = list(load_workbook(BytesIO(sheet), read_only=True).active.values)
        assert Counter(row[5] for row in rows if row[5] in asked) == BY_HAND[after].asked
        held = {str(row[0]): str(row[4]) for row in rows}
        plans = {who: held[upn] for who, upn in upns.items() if upn in held}
        assert plans.keys() == rows_by_hand(after).keys(), after
        for who, plan in rows_by_hand(after).items():
            assert plan in plans[who], (after, who)


def _open(page: Page, place: str) -> Page:
    tab = page.context.new_page()
    tab.goto(place)
    wait_for_app(tab)
    tab.evaluate(_COUNTING_RUNS)
    return tab


def _run_again(tab: Page) -> None:
    """Streamlit's own key for it; the page is new once a run has ended that begins after it."""
    tab.evaluate("() => { window.runs = 0; document.activeElement.blur(); }")
    tab.keyboard.press("r")
    tab.wait_for_function("() => window.runs > 0")
    wait_for_app(tab)


def _download(button: Locator) -> bytes:
    with button.page.expect_download(timeout=180_000) as waiting:
        button.click()
    return Path(waiting.value.path()).read_bytes()
