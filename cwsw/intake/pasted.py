"""Turns a list pasted into a box into a file like any other: names, births and plan dates."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from cwsw.intake import limits
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.shapes import fit
from cwsw.intake.grids import SourceFile
from cwsw.intake.texts import decode

NAME = "pasted list.csv"
"""What the pasted list is called among the files of an upload."""

_SHEET = "pasted list"

_HEADINGS = ("Name", "Date of birth", "Plan", "Plan start", "Plan end")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# A day in figures or words, or a month with its year; not the first part of a longer number.
_DATE = re.compile(
    rf"\b(\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ \-]{_MONTH}[ \-]\d{{2,4}}|{_MONTH}[ \-']\d{{4}})(?!\d)",
    re.I,
)
_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?)", re.I)
_START = re.compile(r"\b(?:from|since|start(?:ed)?|began|opened)\b", re.I)
_END = re.compile(r"\b(?:to|until|till|ended|closed|step(?:ped)? down|de-?planned)\b", re.I)
_TO = re.compile(r"^(?:to|until|till)\b\s*", re.I)
_EDGES = " ,;|:–-()\t"
# Words that make it doubtful whether the plan behind them is one: they stay beside it, so that it
# is asked.
_DOUBT = re.compile(
    r"\b(?:not?|never|ex|was|former(?:ly)?|previous(?:ly)?|no longer|off|pending|awaiting|refused"
    r"|declined|possibl[ey]|consider\w{0,6}|propos\w{1,4}|under assessment)\b.*$",
    re.I,
)
# 'Ava Adams CIN': only in capitals, as Cin and Lac are also names.
_PLAN_AT_END = re.compile(r"[\s,;|(](CIN|CiN|CPP?|CLA|LAC)\)?$")
_LIKE = 0.7


def answers_of_box(owner: str) -> dict[str, dict[str, str]]:
    """The answers of a mapping that come with a pasted list.

    Args:
        owner: Whose list it is; '' where nobody said.

    Returns:
        That the day stands first in its dates, as the box says, and whose list it is.
    """
    lists = {"lists": {_SHEET: owner}} if owner else {}
    return {"dates": {_SHEET: "day first"}, **lists}


def as_pasted(text: str) -> SourceFile | None:
    """Make a file of the pasted text as it is; None for a text without a line.

    The text comes from outside, so it is taken apart in the reading process alone.
    """
    return SourceFile(NAME, text.encode("utf-8", "replace")) if text.strip() else None


def with_columns(file: SourceFile) -> SourceFile:
    """Lay the lines of a pasted file out in columns. Only for the reading process."""
    return pasted_file(decode(file.data)) or file


def pasted_file(text: str) -> SourceFile | None:
    """The pasted lines as a CSV file, with headings where they had none; None for no lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    rows = _columns(lines) if any("\t" in line for line in lines) else _sentences(lines)
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return SourceFile(NAME, out.getvalue().encode())


def _columns(lines: Sequence[str]) -> list[list[str]]:
    """Lines copied from a spreadsheet: columns stay columns, named by what stands in them."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    if _is_heading(rows[0]):
        return rows
    columns: list[list[str]] = []
    for row in rows:
        columns.extend([] for _ in row[len(columns) :])
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.append(cell)
    return [_named(columns), *rows]


def _is_heading(row: Sequence[str]) -> bool:
    return any(fold(cell) in aliases() for cell in row) and not any(map(_DATE.search, row))


def _named(columns: Sequence[list[str]]) -> list[str]:
    """A heading for each column, by the look of its cells that are not blank."""
    kinds = [_kind(column) for column in columns]
    dates = iter((_HEADINGS[1], *_HEADINGS[3:]))
    names = iter(("Surname", "Forename") if kinds[:2] == ["name", "name"] else (_HEADINGS[0],))
    own = {"date": dates, "name": names, "plan": iter(_HEADINGS[2:3]), "upn": iter(("UPN",))}
    return [next(own[kind], "Notes") if kind in own else "Notes" for kind in kinds]


def _kind(texts: Sequence[str]) -> str:
    if sum(bool(re.fullmatch(r"[A-Z]\d{11}[A-Z0-9]", t)) for t in texts) > _LIKE * len(texts):
        return "upn"
    if not texts:
        return "date"
    return next((k for k in ("date", "plan", "name") if (fit(k, texts) or 0) >= _LIKE), "notes")


def _sentences(lines: Sequence[str]) -> list[list[str]]:
    """Lines typed or copied from a letter: 'Ava Adams, 02/03/2012, CP 08/01/2024 to 01/02/2025'."""
    csv.field_size_limit(limits.MAX_CELL)
    rows = [[cell.strip() for cell in line] for line in csv.reader(lines, skipinitialspace=True)]
    if _is_heading(rows[0]):
        return rows
    read = [_sentence(line) for line in lines]
    used = [i for i, name in enumerate(_HEADINGS) if name != "Plan" or any(r[i] for r in read)]
    return [[_HEADINGS[i] for i in used], *([row[i] for i in used] for row in read)]


def _sentence(line: str) -> list[str]:
    """Name, date of birth, plan, start and end. Words that say more stay beside their date."""
    # The pattern has one group, so the pieces are by turns a date and the words behind it.
    head, *pieces = _DATE.split(line.replace('"', ""))
    name, plan = _without_plan(_without_roles(head))
    days: list[tuple[str, str]] = []
    for words, day in zip([head, *pieces[1::2]], pieces[::2], strict=False):
        rest = _without_roles(words) if days else ""
        plan, rest = plan or rest, rest if plan else ""
        days.append((_role(words), f"{rest} {day}".strip()))
    last = _TO.sub("", pieces[-1].strip(_EDGES)) if pieces else ""
    plan, last = plan or _without_roles(last), last if plan else ""
    birth, start, end = _by_role(days)
    return [name, birth, plan, start, f"{end} {last}".strip()]


def _role(words: str) -> str:
    """What the words before a date make of it."""
    roles = (("birth", _BORN), ("start", _START), ("end", _END))
    return next((role for role, pattern in roles if pattern.search(words)), "")


def _without_roles(words: str) -> str:
    for pattern in (_BORN, _START, _END):
        words = pattern.sub(" ", words)
    return words.strip(_EDGES)


def _by_role(days: Sequence[tuple[str, str]]) -> list[str]:
    """Birth, start and end: by the words before them, else in this order; more go to the end."""
    by_role = dict.fromkeys(("birth", "start", "end"), "")
    open_roles = [role for role in by_role if role not in {role for role, _ in days}]
    if days and days[0][0] in ("start", "end") and "birth" in open_roles:
        open_roles.remove("birth")
    for role, day in days:
        target = role or (open_roles.pop(0) if open_roles else "end")
        by_role[target] = f"{by_role[target]} {day}".strip()
    return [*by_role.values()]


def _without_plan(text: str) -> tuple[str, str]:
    """'Ava Adams CIN' -> ('Ava Adams', 'CIN'); 'Ava Adams not on CIN' -> (..., 'not on CIN')."""
    plan_match = _PLAN_AT_END.search(text)
    doubt = _DOUBT.search(text)
    if plan_match and doubt and doubt.start() < plan_match.start():
        return text[: doubt.start()].strip(_EDGES), text[doubt.start() :]
    if plan_match:
        return text[: plan_match.start()].strip(_EDGES), plan_match[1]
    first, _, last = text.rpartition(",")
    if first and read_plan_word(last.strip()) is not None:
        return first.strip(_EDGES), last.strip()
    return text, ""
