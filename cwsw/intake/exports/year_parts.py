"""Settles several rows of one pupil and year: parts to be added up, or running totals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cwsw.intake.exports.attendance import TERM
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sessions import SUMS
from cwsw.intake.exports.sheet_questions import question_at
from cwsw.intake.exports.sheet_words import AttendancePeriod, part_in
from cwsw.intake.grids import Rows
from cwsw.intake.problems import Place, rows_named
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, Question

ADD_UP, RUNNING, LEAVE_OUT = "add up", "running totals", ""
_NEARLY_ALL = 0.9
_Sums = tuple[int, ...]


@dataclass(frozen=True)
class _Row:
    """A row of Attendance: where it stands, its part of the year, and its sums."""

    rows: Rows
    index: int
    term: str
    order: float
    sums: _Sums

    @property
    def part(self) -> str:
        """The part of the year under one name: 'Autumn term' and 'Aut' are the same."""
        part = part_in(self.term)
        is_term = part is not None and part.span is AttendancePeriod.TERM
        return f"term {self.order:g}" if is_term else self.term.casefold()

    @property
    def place(self) -> Place:
        return self.rows.place(self.index)


def settle(parts: Sequence[Rows], notebook: Notebook) -> None:
    """Set aside rows that must not be added to the others of a pupil and year.

    Args:
        parts: The rows of Attendance by sheet; some are set aside.
        notebook: Holds answers, and gets the questions.
    """
    by_sheet: defaultdict[tuple[str, str], list[list[_Row]]] = defaultdict(list)
    for same_year in _together(parts).values():
        rows = _once(_without_whole(same_year, notebook))
        first = rows[0].place
        if len(rows) > 1 or rows[0].term:
            by_sheet[first.file or "", first.sheet or ""].append(rows)
    for (file, sheet), several in by_sheet.items():
        _settle_sheet(Place(file, sheet), several, notebook)


def _together(parts: Sequence[Rows]) -> Mapping[tuple[str, int | None], list[_Row]]:
    """Pupil and year -> the rows of sheets that are not ours, in the order of the year."""
    by_pupil_year: defaultdict[tuple[str, int | None], list[_Row]] = defaultdict(list)
    for rows in parts:
        if TERM not in rows.fields:
            continue
        columns = [rows.values(name) for name in ("upn", "academic_year", TERM, *SUMS)]
        cells = [*zip(*columns, strict=True)]
        for index in rows.live():
            upn, year, term, *sums = cells[index]
            part = part_in(term or "")
            order = part.order if part else 0.0
            by_pupil_year[upn, year].append(_Row(rows, index, term or "", order, tuple(sums)))
    for several in by_pupil_year.values():
        several.sort(key=lambda row: row.order)
    return by_pupil_year


def _without_whole(rows: list[_Row], notebook: Notebook) -> list[_Row]:
    """The rows without those of parts of the year, where one is of the whole of it."""
    whole = [r for r in rows if (part := part_in(r.term)) and part.span is AttendancePeriod.YEAR]
    if not whole or len(whole) == len(rows):
        return rows
    for row in rows:
        if row not in whole:
            row.rows.set_aside([row.index])
    text = "where a row has the whole year, rows with parts of it are not added"
    notebook.decide(Place(whole[0].place.file, whole[0].place.sheet), text)
    return whole


def _once(rows: Sequence[_Row]) -> list[_Row]:
    """The rows without those that another sheet has of the same part: two copies of one fact."""
    first: dict[str, Rows] = {}
    for row in rows:
        row.rows.fields[TERM][row.index] = row.part
    return [row for row in rows if first.setdefault(row.part, row.rows) is row.rows]


def _settle_sheet(place: Place, several: Sequence[list[_Row]], notebook: Notebook) -> None:
    repeated = [rows for rows in several if len(rows) > 1]
    if not repeated:
        _report_one_part(place, several, notebook)
        return
    if all(
        rows[0].part == row.part and rows[0].sums == row.sums for rows in repeated for row in rows
    ):
        return  # the same rows again: counted once like any others
    answer = _answer(place, repeated, notebook)
    for rows in repeated:
        if answer == ADD_UP:
            _mark_as_parts(rows)
        else:
            largest = max(rows, key=lambda row: row.sums) if answer == RUNNING else None
            for row in rows:
                if row is not largest:
                    row.rows.set_aside([row.index])


def _answer(place: Place, repeated: Sequence[list[_Row]], notebook: Notebook) -> str:
    """Decide by words and numbers what the rows of one pupil are, else ask."""
    growing = sum(_grows([row.sums for row in rows]) for rows in repeated)
    likely = RUNNING if growing >= _NEARLY_ALL * len(repeated) else ADD_UP
    named = all(len({row.part for row in rows} - {""}) == len(rows) for rows in repeated)
    if likely == ADD_UP and named:
        text = f"rows of one pupil and year are added up: {_terms(repeated)}"
        notebook.decide(place, text)
        return ADD_UP
    return notebook.settle(_question(place, repeated, likely)) or LEAVE_OUT


def _grows(sums: Sequence[_Sums]) -> bool:
    """Whether each row holds what the one before held, and more."""
    pairs = [*pairwise(sums)]
    never_less = all(
        b >= a for earlier, other in pairs for a, b in zip(earlier, other, strict=True)
    )
    return never_less and all(other[0] > earlier[0] for earlier, other in pairs)


def _terms(repeated: Sequence[list[_Row]]) -> str:
    return ", ".join(dict.fromkeys(row.term[:30] for rows in repeated[:50] for row in rows))


def _question(place: Place, repeated: Sequence[list[_Row]], likely: str) -> Question:
    rows = rows_named(sorted(row.place.row or 0 for row in repeated[0]))
    why = "each row of a pupil holds at least what the one before holds"
    return question_at(
        place,
        "missing",
        (f"{place.sheet}!Rows of one pupil",),
        text=f"{counted(len(repeated), 'pupil')} of {place.sheet} have several rows of sessions "
        f"for one year (as in {rows}): are they parts of the year, or running totals?",
        options=(
            Choice(ADD_UP, "Parts of the year: add them up"),
            Choice(RUNNING, "Running totals: the largest counts"),
            Choice(LEAVE_OUT, "Neither: leave them out"),
        ),
        suggested=likely,
        why=why if likely == RUNNING else "no word says which part of the year a row is of",
        cost="It decides how much absence is counted.",
    )


def _mark_as_parts(rows: Sequence[_Row]) -> None:
    """Mark rows of a pupil as parts of a year, so that equal ones are not taken for copies."""
    parts = [row.part for row in rows]
    for number, row in enumerate(rows):
        is_one = row.part and parts.count(row.part) == 1
        row.rows.fields[TERM][row.index] = row.part if is_one else f"{row.part} row {number}"


def _report_one_part(place: Place, several: Sequence[list[_Row]], notebook: Notebook) -> None:
    terms = {row.term for rows in several for row in rows}
    listed = ", ".join(sorted(terms)[:6])[:60]
    notebook.assume(place, f"absence of the year rests on {listed} alone: no other part is given")


def in_one_year(parts: Sequence[Rows], pupils: Rows, notebook: Notebook) -> list[Rows]:
    """Rows of Attendance with one answer for each pupil and year; the rows that are left.

    A row without an academic year is of that of the as-at date: where no sheet states it, its sums
    go into the pupil's own row, which holds all that is of that year.
    """
    # Our own Attendance sheet has no column of terms: its rows are of whole years.
    own = {key for rows in parts if TERM not in rows.fields for key in _keys(rows)}
    remaining = []
    for rows in parts:
        if TERM in rows.fields:
            years = rows.fields["academic_year"]
            rows.fields["academic_year"] = [notebook.this_year if y is None else y for y in years]
            _leave_to_own(rows, own, notebook)
    settle(parts, notebook)
    for rows in parts:
        moved = [i for i in rows.live() if rows.values("academic_year")[i] is None]
        moved = moved if TERM in rows.fields else []
        _add_to_pupils(rows, moved, pupils)
        for origin in rows.origins[:1]:
            used = [rows.numbers[i] for i in moved]
            notebook.source_rows.use(origin.file, origin.sheet, used)
        rest = _without(rows, set(moved)) if moved else rows
        remaining += [rest] if rest.numbers else []
    return remaining


def _keys(rows: Rows) -> list[tuple[str, int | None]]:
    pairs = [*zip(rows.values("upn"), rows.values("academic_year"), strict=True)]
    return [pairs[index] for index in rows.live()]


def _leave_to_own(rows: Rows, own: set[tuple[str, int | None]], notebook: Notebook) -> None:
    """Set aside parts of a year of which our own sheet gives the whole."""
    pairs = [*zip(rows.values("upn"), rows.values("academic_year"), strict=True)]
    part_rows = [i for i in rows.live() if rows.fields[TERM][i] and pairs[i] in own]
    if part_rows:
        rows.set_aside(part_rows)
        place = Place(rows.place(part_rows[0]).file, rows.place(part_rows[0]).sheet)
        text = f"{counted(len(part_rows), 'row')} of parts of a year are left out"
        notebook.assume(place, text)


def _add_to_pupils(rows: Rows, indices: Sequence[int], pupils: Rows) -> None:
    at = {upn: index for index, upn in enumerate(pupils.values("upn")) if index not in pupils.aside}
    upns = rows.values("upn")
    for name in SUMS if indices else ():
        own = pupils.fields.setdefault(name, [None] * len(pupils.numbers))
        totals: defaultdict[int, int] = defaultdict(int)
        for index in indices:
            if upns[index] in at:
                totals[at[upns[index]]] += rows.values(name)[index]
        for index, total in totals.items():
            own[index] = total if own[index] is None else own[index]


def _without(rows: Rows, dropped: set[int]) -> Rows:
    """The rows but some; those set aside stay so."""
    indexes = [i for i in range(len(rows.numbers)) if i not in dropped]
    at = {old: new for new, old in enumerate(indexes)}
    fields = {name: [values[i] for i in indexes] for name, values in rows.fields.items()}
    origins = [replace(o, start=sum(i < o.start for i in indexes)) for o in rows.origins]
    numbers = [rows.numbers[i] for i in indexes]
    aside = {at[i] for i in rows.aside if i in at}
    return replace(rows, fields=fields, numbers=numbers, origins=origins, aside=aside)
