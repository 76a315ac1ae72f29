"""Plans: a row for each, or columns beside a pupil. Early help and referrals are kept out."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.flat_words import UNDATED
from cwsw.intake.foreign import date_columns, values
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.parts import Part, empty
from cwsw.intake.foreign.planwords import (
    NO_PLAN,
    PlanWord,
    read_answer,
    read_plan_word,
    suggestions,
    without_category,
)
from cwsw.intake.foreign.sheet import Matched, Sheet
from cwsw.intake.foreign.who import Who
from cwsw.intake.problems import ROW_ASIDE, shorten
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.schema import PLANS

NOW, DATES_UNKNOWN = "now", "dates not known"
FLAGS: Mapping[str, str] = {"CIN": "cin_now", "CP": "cp_now", "CLA": "looked_after"}
_COST = "It decides who counts as a child with a social worker."


def read_plans(
    sheet: Sheet, who: list[Who], notebook: Notebook, *, is_list: bool
) -> tuple[Part | None, list[dict[str, Any]]]:
    """The plans of a sheet, and flags that say now for its rows where it has no dates.

    `is_list` says that the sheet lists plans, so that a row without a date stands for one too.
    """
    part = empty(sheet, PLANS, "plan", "start_date", "end_date", "source")
    flags: list[dict[str, Any]] = [{} for _ in sheet.body]
    supplied = False
    if sheet.has("plan"):
        _read_list(sheet, who, part, flags, notebook)
        supplied = True
    elif sheet.has_any(("plan_start", "plan_end")):
        _read_unnamed(sheet, who, part, notebook)
        supplied = True
    for plan in ("CIN", "CP"):
        names = f"{plan.lower()}_start", f"{plan.lower()}_end"
        if sheet.has_any(names):
            _read_pair(sheet, who, plan, names, part, notebook)
            supplied = True
    if is_list and not sheet.has("plan") and supplied:
        _read_dateless(sheet, who, part, notebook)
    return (part if supplied else None), flags


def _days(sheet: Sheet, name: str, notebook: Notebook) -> list[Any]:
    column = sheet.column(name)
    if column is None:
        return [None] * len(sheet.body)
    return date_columns.read_dates(sheet, column, notebook)


def _source(sheet: Sheet) -> str:
    return f"{sheet.grid.file}, {sheet.grid.sheet}"[:60]


def _unreadable(sheet: Sheet, name: str, row: int, value: Any) -> bool:  # noqa: ANN401
    """Whether a date cell says something that could not be read."""
    column = sheet.column(name)
    if column is None or value is not None:
        return False
    cells = sheet.body[row]
    return column.index < len(cells) and not values.is_null(cells[column.index])


def _add(
    part: Part,
    who: Who,
    row: int,
    plan: str,
    names: tuple[str, str],
    days: tuple[Any, Any],
) -> None:
    """One plan, unless one of its dates cannot be read: then it is set aside, as in our sheet."""
    sheet = part.sheet
    if any(_unreadable(sheet, n, row, d) for n, d in zip(names, days, strict=True)):
        return
    start, end = (None if d == UNDATED else d for d in days)
    part.add(who, sheet.numbers[row], (plan, start, end, _source(sheet)))


def _read_list(
    sheet: Sheet, who: list[Who], part: Part, flags: list[dict[str, Any]], notebook: Notebook
) -> None:
    column = sheet.column("plan")
    if column is None:
        return
    meant = _plan_words(sheet, column, notebook)
    names = ("plan_start", "plan_end")
    starts, ends = _days(sheet, names[0], notebook), _days(sheet, names[1], notebook)
    dateless = not sheet.has_any((*names, "cin_start", "cp_start", "cin_end", "cp_end"))
    any_plan = any(word.plan for word in meant)
    says_now = dateless and any_plan and _ask_now(sheet, column, notebook) == NOW
    paired = sheet.has_any(("cin_start", "cp_start"))
    for row, word in enumerate(meant):
        if word.plan == NO_PLAN or paired:
            if not paired and (starts[row] or ends[row]):
                _tell_unnamed(sheet, column, row, notebook)
            continue
        if says_now and not word.undated and word.ended is None:
            flags[row][FLAGS[word.plan]] = True
            continue
        days = (UNDATED, UNDATED) if word.undated else (starts[row], ends[row] or word.ended)
        _add(part, who[row], row, word.plan, names, days)


def _tell_unnamed(sheet: Sheet, column: Matched, row: int, notebook: Notebook) -> None:
    """A row with dates and a blank cell for the plan."""
    cells = sheet.body[row]
    if column.index < len(cells) and not values.is_null(cells[column.index]):
        return
    place = sheet.place(column.heading, sheet.numbers[row])
    text = f"{column.heading} is blank in row {place.row} of {place.sheet}: fill it in."
    notebook.findings.error("cell_missing", place, text, ROW_ASIDE)


def _ask_now(sheet: Sheet, column: Matched, notebook: Notebook) -> str | None:
    return notebook.settle(
        Question(
            section="missing",
            path=(f"{sheet.key}!Plan start",),
            file=sheet.grid.file,
            sheet=sheet.grid.sheet,
            heading=column.heading,
            text=f"{sheet.grid.sheet} names plans and has no dates: are these the plans as they "
            "are now, on the day of the data?",
            options=(
                Choice(NOW, "Yes, each is a plan that is open now"),
                Choice(DATES_UNKNOWN, "No, or not known: count them apart until dates are known"),
            ),
            suggested=NOW,
            why="a plan without dates cannot be placed inside the six years",
            cost=_COST,
        )
    )


def _read_dateless(sheet: Sheet, who: list[Who], part: Part, notebook: Notebook) -> None:
    """Rows of a list of plans that give no date at all: asked once what they are."""
    columns = [c for name in _ALL_DATES if (c := sheet.column(name))]
    bare = [
        row
        for row, cells in enumerate(sheet.body)
        if all(c.index >= len(cells) or values.is_null(cells[c.index]) for c in columns)
    ]
    if not bare:
        return
    kinds = [p for p in ("CIN", "CP") if sheet.has_any((f"{p.lower()}_start", f"{p.lower()}_end"))]
    referral = any("referral" in fold(c.heading) for c in sheet.columns)
    question = Question(
        section="missing",
        path=(f"{sheet.key}!Plan start",),
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading=columns[0].heading,
        text=f"{len(bare):,} rows of {sheet.grid.sheet} name a child and no date of a plan: were "
        "these children on a plan?",
        options=(
            Choice(DATES_UNKNOWN, "Yes, on a plan whose dates are not known"),
            Choice(NO_PLAN, "No: leave these rows out"),
        ),
        suggested=NO_PLAN if referral else DATES_UNKNOWN,
        why="a referral is no plan" if referral else "the sheet lists plans",
        cost=_COST,
    )
    if notebook.settle(question) == DATES_UNKNOWN:
        for row in bare:
            entry = ((kinds or ["CIN"])[0], None, None, _source(sheet))
            part.add(who[row], sheet.numbers[row], entry)


_ALL_DATES = ("plan_start", "plan_end", "cin_start", "cin_end", "cp_start", "cp_end")


def _plan_words(sheet: Sheet, column: Matched, notebook: Notebook) -> list[PlanWord]:
    cells = sheet.cells(column.index)
    counts = Counter(plain(c) for c in cells if not values.is_null(c))
    meaning: dict[str, PlanWord] = {}
    for text in counts:
        given = notebook.answers.get("values", column.key, text)
        found = read_answer(given) if given is not None else read_plan_word(text)
        meaning[text] = found or _ask_plan(sheet, column, text, notebook)
    none = {t: n for t, n in counts.items() if meaning[t].plan == NO_PLAN}
    if none:
        told = ", ".join(f"{shorten(t)} ({n:,})" for t, n in sorted(none.items())[:12])
        text = f"kept out, as these are no CIN, CP or looked-after plans: {told}"
        notebook.decide(sheet.place(column.heading), text)
    short: dict[str, list[str]] = {}
    for t, found in meaning.items():
        if found.plan and fold(t) != fold(found.plan):
            short.setdefault(found.plan, []).append(shorten(without_category(t)))
    for plan, forms in short.items():
        notebook.decide(
            sheet.place(column.heading), f"read as {plan}: {', '.join(sorted(set(forms))[:12])}"
        )
    return [meaning.get(plain(c), PlanWord(NO_PLAN)) for c in cells]


def _ask_plan(sheet: Sheet, column: Matched, text: str, notebook: Notebook) -> PlanWord:
    likely = suggestions(text)
    options = [Choice(answer, _words(answer)) for answer in likely]
    if any("ended" in answer for answer in likely):
        options += [
            Choice(f"{a[:3].strip()} undated", f"A {a[:3].strip()} plan, dates unknown")
            for a in likely
        ]
    options.append(Choice(NO_PLAN, "Not a plan: leave it out"))
    answer = values.ask_word(sheet, column, text, options, _COST, notebook, likely[0])
    return read_answer(answer or "") or PlanWord(NO_PLAN)


def _words(answer: str) -> str:
    plan, _, ended = answer.partition(" ended ")
    if ended:
        year, month, day = ended.split("-")
        return f"A {plan} plan that ended on {day}/{month}/{year}, if the row has no other end"
    return f"A {plan} plan, with the dates of its row; without dates it is counted apart"


def _read_unnamed(sheet: Sheet, who: list[Who], part: Part, notebook: Notebook) -> None:
    """Dates of plans without a column that says of which kind."""
    plan = notebook.settle(
        Question(
            section="missing",
            path=(f"{sheet.key}!Plan",),
            file=sheet.grid.file,
            sheet=sheet.grid.sheet,
            heading="",
            text=f"{sheet.grid.sheet} has dates of plans and does not say which plans: are they "
            "all of one kind?",
            options=(
                Choice("CIN", "All are child in need plans"),
                Choice("CP", "All are child protection plans"),
                Choice(NO_PLAN, "Do not read them"),
            ),
            suggested=_named_in(sheet),
            why="no column names the plan",
            cost=_COST,
        )
    )
    if not plan:
        return
    names = ("plan_start", "plan_end")
    for row, days in enumerate(zip(*(_days(sheet, n, notebook) for n in names), strict=True)):
        told = any(d is not None for d in days) or any(
            _unreadable(sheet, n, row, None) for n in names
        )
        if told:
            _add(part, who[row], row, plan, names, days)


def _named_in(sheet: Sheet) -> str:
    words = fold(" ".join((sheet.grid.sheet, sheet.grid.file, *sheet.titles)))
    return "CP" if "cp" in words or "protection" in words else "CIN"


def _read_pair(
    sheet: Sheet,
    who: list[Who],
    plan: str,
    names: tuple[str, str],
    part: Part,
    notebook: Notebook,
) -> None:
    """Start and end of one kind of plan in two columns; a row without either has no such plan."""
    for row, days in enumerate(zip(*(_days(sheet, n, notebook) for n in names), strict=True)):
        if any(d is not None for d in days):
            _add(part, who[row], row, plan, names, days)
