"""A small school as our own workbook and as a school's lists, and what people do to such sheets.

A disturbance changes the sheets as somebody in a hurry would. It says which sheet and rows it
touched: the reader must then give the figures of the undisturbed school, ask, or name the row.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from cwsw.intake import SourceFile
from tests.support.cases import SCHOOL, case_file, csv_file
from tests.support.made import book_file, children

Grid = list[list[Any]]

PUPILS, PLANS, EXCLUSIONS, ATTENDANCE = "Pupils", "Plans", "Exclusions", "Attendance"
NUMBER = 18
"""Pupils of the school."""


@dataclass
class Sheets:
    """The sheets of an upload by their role; `names` are the names they go by."""

    grids: dict[str, Grid]
    names: dict[str, str]
    own: bool
    touched: dict[str, set[int]] = field(default_factory=dict)

    def touch(self, role: str, *rows: int) -> None:
        """Note spreadsheet rows of a sheet that no longer say what they said."""
        self.touched.setdefault(role, set()).update(rows)

    def column(self, role: str, *words: str) -> int:
        """The place of the column whose heading begins with one of some words."""
        heads = [str(head).lower() for head in self.grids[role][self.head(role)]]
        return next(i for i, head in enumerate(heads) if head.startswith(words))

    def head(self, role: str) -> int:
        """The index of the row of headings: below a title, where somebody put one."""
        return next(i for i, row in enumerate(self.grids[role]) if row[0] == "UPN")

    def one_of(self, role: str, rng: random.Random) -> int:
        """The index of one of the rows below the headings."""
        return rng.randrange(self.head(role) + 1, len(self.grids[role]))

    def files(self) -> list[SourceFile]:
        """One workbook of ours, or a file for each list beside the School sheet."""
        if self.own:
            book = {self.names[role]: grid for role, grid in self.grids.items()}
            return [book_file("school.xlsx", book), case_file(SCHOOL)]
        lists = [csv_file(f"{self.names[r]}.csv", *grid) for r, grid in self.grids.items()]
        return [*lists, case_file(SCHOOL)]


def own_workbook() -> Sheets:
    """The school in our own headings."""
    grids = {
        PUPILS: [
            ["UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date"],
            *([c.upn, c.surname, c.forename, c.born, c.year, "05/09/2022"] for c in _pupils()),
        ],
        PLANS: [["UPN", "Plan", "Start date", "End date"], *_plans()],
        EXCLUSIONS: [["UPN", "Type", "Start date", "Sessions"], *_exclusions()],
        ATTENDANCE: [
            ["UPN", "Academic year", "Possible sessions", "Authorised absence",
             "Unauthorised absence"],
            *_attendance(),
        ],
    }  # fmt: skip
    return Sheets(grids, {role: role for role in grids}, own=True)


def school_lists() -> Sheets:
    """The same school as exports of a school's system and lists of its staff."""
    own = own_workbook().grids
    heads = {
        PUPILS: ["UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Date of Admission"],
        PLANS: ["UPN", "Plan type", "Plan start", "Plan end"],
        EXCLUSIONS: ["UPN", "Exclusion type", "Date of exclusion", "Sessions"],
        ATTENDANCE: ["UPN", "Academic year", "Possible", "Authorised", "Unauthorised"],
    }
    names = {PUPILS: "roll", PLANS: "DSL list", EXCLUSIONS: "Behaviour", ATTENDANCE: "Marks"}
    words = {"SUSP": "Suspension", "PERM": "Permanent"}
    grids: dict[str, Grid] = {
        role: [heads[role], *([words.get(c, c) for c in row] for row in grid[1:])]
        for role, grid in own.items()
    }
    return Sheets(grids, names, own=False)


def _pupils() -> list[Any]:
    return [*children()[:NUMBER]]


def _on(number: int, year: int) -> str:
    return f"{date(year, 3, 13) + timedelta(days=number):%d/%m/%Y}"


def _plans() -> Grid:
    """Ten open or ended plans: three CP open, three CIN open, four ended."""
    kinds = ("CP", "CIN", "CP", "CIN", "CP", "CIN", "CIN", "CP", "CIN", "CP")
    ends = ("", "", "", "", "", "", *(_on(n, 2024) for n in range(4)))
    return [
        [c.upn, kind, _on(n, 2023), end]
        for n, (c, kind, end) in enumerate(zip(_pupils(), kinds, ends, strict=False))
    ]


def _exclusions() -> Grid:
    kinds = ("SUSP", "SUSP", "PERM", "SUSP", "SUSP", "PERM")
    return [
        [c.upn, kind, _on(n, 2026), "2"]
        for n, (c, kind) in enumerate(zip(_pupils()[3:], kinds, strict=False))
    ]


def _attendance() -> Grid:
    return [[c.upn, "2025/26", "370", str(8 + 3 * n), str(n)] for n, c in enumerate(_pupils())]


# what people do

Disturb = Callable[[Sheets, random.Random], None]

OPEN = (
    "ongoing", "Open", "current", "31/12/9999", "01/01/1900", "00/01/1900", "n/a", "-", "to date",
)  # fmt: skip
"""What people write where a plan has no end."""

NO_DAYS = (
    "TBC", "?", "2025", "13/13/2025", "32/01/2024", "see notes", "Summer", "12/03/1925",
    "12/03/2062", "n.k.", "early 2024", "12/03",
)  # fmt: skip
"""What people write where they do not know a day, and days with a slip."""

NO_YEARS = ("2025", "Autumn 2025", "?", "", "all years", "20256", "2025/27")
KEYS = ("TBC", "Not known", "?", "0", "n/a", "", "see SIMS", "A000000000000")
PLAN_WORDS = (
    "Not CIN", "CP?", "CIN declined", "Early Help", "CP>CIN", "Closed CP", "Ex CIN", "pending", "",
    "No longer CP", "Historic", "Child in need plan",
)  # fmt: skip
KINDS = ("Internal exclusion", "Lunchtime", "Rescinded", "PERM (withdrawn)", "", "Isolation", "FTE")
COUNTS = ("", "n/a", "3700", "-1", "37O", "1 day", "370.0")
BIRTHS = ("01/01/1914", "01/01/0014", "31/12/2062", "?", "", "2014", "05/09/2022")
GROUPS = ("Leaver", "Sixth form", "12", "?", "", "3/4", "Year 7", "KS3", "R")
LINES = ("Child Protection", "Closed", "CIN", "Early Help", "Leavers", "2024-25", "Autumn term", "")
NAMES = ("Closed cases", "Leavers 2024-25", "CP", "Early Help", "2024-25", "Last week", "Historic")
COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    PUPILS: (("On roll", "N"), ("Status", "Leaver"), ("Leaver", "Y"), ("Date left", "Dec 2025")),
    PLANS: (("Status", "Closed"), ("Current?", "N"), ("Closed", "Y"), ("Outcome", "Not agreed"),
            ("Still open", "No"), ("Stepped down", "12/03/2025")),
    EXCLUSIONS: (("Outcome", "Rescinded"), ("Status", "Cancelled"), ("Decision", "Overturned"),
                 ("Rescinded?", "Y"), ("Governors", "Reinstated")),
    ATTENDANCE: (("Term", "Autumn"), ("Period", "Last week"), ("Year ending", "2025")),
}  # fmt: skip


def _cell(role: str, words: tuple[str, ...], *heads: str) -> Disturb:
    """One cell of a column becomes one of some words."""

    def disturb(sheets: Sheets, rng: random.Random) -> None:
        grid = sheets.grids[role]
        row = sheets.one_of(role, rng)
        grid[row][sheets.column(role, *heads)] = rng.choice(words)
        sheets.touch(role, row + 1)

    return disturb


def _day(role: str, *heads: str) -> Disturb:
    """One day is written in another way, or nobody can read it; no end in the words for none."""

    def disturb(sheets: Sheets, rng: random.Random) -> None:
        grid = sheets.grids[role]
        row, place = sheets.one_of(role, rng), sheets.column(role, *heads)
        grid[row][place] = rng.choice((*_spellings(grid[row][place]), *NO_DAYS))
        sheets.touch(role, row + 1)

    return disturb


def _spellings(text: str) -> tuple[str, ...]:
    """The same day as other people write it; words for an open end where there is none."""
    if not re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return OPEN
    day = datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - a day, not a moment
    forms = ("%d %b %Y", "%d-%b-%y", "%Y-%m-%d", "%d/%m/%Y 00:00", "%A %d %B %Y", "%d.%m.%Y")
    return tuple(f"{day:{form}}" for form in forms)


def _key(role: str) -> Disturb:
    """A placeholder stands for a key: what other sheets say of that key is touched too."""

    def disturb(sheets: Sheets, rng: random.Random) -> None:
        grid = sheets.grids[role]
        row = sheets.one_of(role, rng)
        upn, grid[row][0] = grid[row][0], rng.choice(KEYS)
        sheets.touch(role, row + 1)
        for other, lines in sheets.grids.items():
            sheets.touch(other, *(n for n, line in enumerate(lines, start=1) if line[0] == upn))

    return disturb


def _year(sheets: Sheets, rng: random.Random) -> None:
    """An academic year in another spelling, or as no academic year."""
    grid = sheets.grids[ATTENDANCE]
    row = sheets.one_of(ATTENDANCE, rng)
    spellings = ("25/26", "AY 2025-26", "2025-2026", "2025-26")
    grid[row][sheets.column(ATTENDANCE, "academic")] = rng.choice((*spellings, *NO_YEARS))
    sheets.touch(ATTENDANCE, row + 1)


def _added_column(sheets: Sheets, rng: random.Random) -> None:
    """A column that says something of one row, and nothing or the opposite of the others."""
    role = rng.choice([*sheets.grids])
    heading, word = rng.choice(COLUMNS[role])
    grid = sheets.grids[role]
    row = sheets.one_of(role, rng)
    for index, line in enumerate(grid):
        line.append({sheets.head(role): heading, row: word}.get(index, ""))
    sheets.touch(role, row + 1)


def _line(sheets: Sheets, rng: random.Random) -> None:
    """A line of words between the rows: it speaks of all that is below it."""
    role = rng.choice([*sheets.grids])
    grid = sheets.grids[role]
    at = rng.randrange(sheets.head(role) + 1, len(grid) + 1)
    grid.insert(at, [rng.choice(LINES), *[""] * (len(grid[0]) - 1)])
    sheets.touch(role, *range(at + 1, len(grid) + 1))


def _name(sheets: Sheets, rng: random.Random) -> None:
    """A sheet goes by a name that says something of its rows."""
    role = rng.choice([*sheets.grids])
    sheets.names[role] = rng.choice(NAMES)
    sheets.touch(role, *range(1, len(sheets.grids[role]) + 1))


def _title(sheets: Sheets, rng: random.Random) -> None:
    """A title above the headings."""
    role = rng.choice([*sheets.grids])
    grid = sheets.grids[role]
    grid.insert(0, [rng.choice(LINES), *[""] * (len(grid[0]) - 1)])
    sheets.touch(role, *range(1, len(grid) + 1))


def _twice(sheets: Sheets, rng: random.Random) -> None:
    """A row stands twice, the second time with one cell changed."""
    role = rng.choice([*sheets.grids])
    grid = sheets.grids[role]
    row = sheets.one_of(role, rng)
    copy = list(grid[row])
    copy[rng.randrange(1, len(copy))] = rng.choice(("", "?", "9"))
    grid.append(copy)
    sheets.touch(role, row + 1, len(grid))


DISTURBANCES: Mapping[str, Disturb] = {
    "a plan's end": _day(PLANS, "end", "plan end"),
    "a plan's start": _day(PLANS, "start", "plan start"),
    "a plan's word": _cell(PLANS, PLAN_WORDS, "plan"),
    "a key of a plan": _key(PLANS),
    "a key of a pupil": _key(PUPILS),
    "a kind of exclusion": _cell(EXCLUSIONS, KINDS, "type", "exclusion type"),
    "a day of exclusion": _day(EXCLUSIONS, "start", "date of"),
    "an academic year": _year,
    "sessions": _cell(ATTENDANCE, COUNTS, "possible"),
    "a day of birth": _cell(PUPILS, BIRTHS, "date of birth", "dob"),
    "a year group": _cell(PUPILS, GROUPS, "year"),
    "a column more": _added_column,
    "a line between": _line,
    "a sheet's name": _name,
    "a title": _title,
    "a row twice": _twice,
}
"""What people do to sheets -> how it is done to one place at random."""


def disturbed(sheets: Sheets, rng: random.Random, names: Sequence[str]) -> Sheets:
    """A copy of the sheets with some of the disturbances."""
    changed_sheets = deepcopy(sheets)
    for name in names:
        DISTURBANCES[name](changed_sheets, rng)
    return changed_sheets
