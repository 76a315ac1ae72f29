"""A local authority's own figures, from a download of DfE's Explore Education Statistics.

The data sets are those of "Outcomes for children in need" by local authority: absence, exclusions,
early years, Key Stages 2 and 4. Their columns are named in `data/local.toml`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain, islice, repeat
from types import MappingProxyType
from typing import Any

from cwsw.benchmarks.model import Benchmark
from cwsw.benchmarks.series import COHORTS, LATEST, all_series, load, scaled
from cwsw.benchmarks.sources import LOADED, sources
from cwsw.intake.problems import FileRefusedError
from cwsw.intake.texts import decode
from cwsw.tables import years

LOCAL = "local_authority"
MOST_BYTES = 20_000_000
MOST_CELLS = 3_000_000
"""Cells that are kept of a file: some 300 MB at the worst."""
_NEEDED = {"time_period", "geographic_level", "la_name", "social_care_group"}
_NATIONAL, _AUTHORITY = "National", "Local authority"
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,20})?", re.ASCII)
_VERSIONS = ("provisional", "revised", "final")
_UNKNOWN = (
    "This is not a file of local authority figures that the dashboard knows: download one as CSV "
    "from DfE's “Outcomes for children in need” and leave its columns as they are."
)
_TOO_LARGE = "The file is too large: choose one authority before downloading."
_ODD = "Could not be read as a number."

Line = Mapping[str, str]
Place = tuple[str, str, int, str]
"""Measure, national phase, year the academic year begins in, and cohort."""


class LocalFiguresError(ValueError):
    """The file cannot be used; the message is one sentence for the person who chose it."""


@dataclass(frozen=True)
class LocalFile:
    """What a download holds: its authorities and the lines that can be used."""

    authorities: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: Mapping[str, str]


@cache
def _words() -> Mapping[str, Any]:
    return MappingProxyType(load("local.toml"))


def read_local(content: bytes) -> LocalFile:
    """A CSV download of any of the data sets. Raises LocalFiguresError in one sentence."""
    headings, lines = _table(content)
    columns = {
        k: c for k, names in _words()["columns"].items() if (c := _first_present(headings, names))
    }
    whole = tuple(line for line in lines if _is_whole(line))
    named = {line["la_name"] for line in whole if line["geographic_level"] == _AUTHORITY}
    if not named:
        raise LocalFiguresError(
            "There is no local authority in this file: choose one by authority."
        )
    return LocalFile(tuple(sorted(named)), whole, columns)


def local_figures(content: bytes, authority: str = "") -> tuple[Benchmark, ...]:
    """One authority's figures, each with that of the same children in England.

    `authority` is a name as in the file, in any case; it may be left out where the file has only
    one. Latest year first. A figure that DfE did not publish has no value, and its note says why.
    Raises LocalFiguresError in one sentence.
    """
    file = read_local(content)
    name = _authority(file, authority)
    own = _cells(file, (n for n in file.lines if n["la_name"] == name and _is_local(n)))
    england = _cells(file, (n for n in file.lines if n["geographic_level"] == _NATIONAL))
    return tuple(_benchmark(name, p, own[p], england.get(p, "")) for p in sorted(own, key=_order))


def local_benchmarks(
    figures: Sequence[Benchmark], measure: str, year: int, phase: str | None
) -> tuple[Benchmark, ...]:
    """One authority's figures for a school's measure: of the year or the latest before it.

    Of the school's phase or else of all schools; CINO, then CPPO and CLA12.
    """
    candidates = [b for b in figures if b.measure == measure and _may_stand(b, year)]
    words = (phase or "").lower()
    own = [b for b in candidates if b.phase.lower() == words]
    usual = [b for b in candidates if b.phase == all_series()[measure].phase]
    # Phases are not mixed: either all of the school's own or all of all schools.
    chosen = own or usual
    latest = max((b.year for b in chosen), default="")
    return tuple(b for b in chosen if b.year == latest)


def _may_stand(benchmark: Benchmark, year: int) -> bool:
    published = years.parse_label(benchmark.year)
    # As with like-for-like figures: the year's own or the latest before it (contract section 4).
    if published is None or published > year:
        return False
    return all_series()[benchmark.measure].is_comparable(published)


def _table(content: bytes) -> tuple[list[str], list[Line]]:
    """Headings in lower case and lines of trimmed cells.

    The server itself reads this file: no line is read before its headings are known, and at most
    `MOST_CELLS` are kept.
    """
    if len(content) > MOST_BYTES:
        raise LocalFiguresError(_TOO_LARGE)
    try:
        # Strict: after a quote that is never closed the rest of the file would be one cell.
        reader = csv.reader(io.StringIO(decode(content), newline=""), strict=True)
        headings = [name.strip().lower() for name in next(reader, [])]
        if not _are_known(headings):
            raise LocalFiguresError(_UNKNOWN)
        # By cells and not by rows: a file of few rows may have thousands of columns.
        most = MOST_CELLS // len(headings)
        # One more than may be there shows that there are too many.
        lines = list(islice((_line(headings, row) for row in reader if row), most + 1))
    except (FileRefusedError, csv.Error) as error:
        raise LocalFiguresError(_UNKNOWN) from error
    if len(lines) > most:
        raise LocalFiguresError(_TOO_LARGE)
    return headings, lines


def _are_known(headings: Sequence[str]) -> bool:
    """Whether they are those of a download by local authority, with a figure that is known."""
    present, words = set(headings), _words()
    figures = {name for names in words["columns"].values() for name in names}
    by_subject = {"subject", words["by_subject"]["column"]} <= present
    return present >= _NEEDED and (by_subject or not figures.isdisjoint(present))


def _line(headings: Sequence[str], row: Sequence[str]) -> Line:
    """Trimmed cells by their headings; cells beyond the headings are left out."""
    cells = chain(map(str.strip, row), repeat(""))
    return dict(zip(headings, cells, strict=False))


def _first_present(headings: Iterable[str], names: Iterable[str]) -> str:
    present = set(headings)
    return next((name for name in names if name in present), "")


def _is_whole(line: Line) -> bool:
    """Whether the line counts all children of its group, over the whole year."""
    whole: Mapping[str, list[str]] = _words()["whole"]
    return all(
        line[name].lower() in accepted_words
        for name, accepted_words in whole.items()
        if name in line
    )


def _is_local(line: Line) -> bool:
    return line["geographic_level"] == _AUTHORITY


def _authority(file: LocalFile, authority: str) -> str:
    if not authority and len(file.authorities) == 1:
        return file.authorities[0]
    matches = [name for name in file.authorities if name.lower() == authority.strip().lower()]
    if matches:
        return matches[0]
    if not authority:
        raise LocalFiguresError("The file holds several local authorities: say which is yours.")
    raise LocalFiguresError("Your local authority is not in this file: look at how it is spelt.")


def _cells(file: LocalFile, lines: Iterable[Line]) -> dict[Place, str]:
    """The text of every figure; of several versions of one the last published counts."""
    # Written in this order, so that a final figure takes the place of a provisional one.
    ranked = sorted(lines, key=lambda line: _rank(line.get("version", "")))
    return {place: cell for line in ranked for place, cell in _figures(file, line)}


def _rank(version: str) -> int:
    word = version.lower()
    # A version by another name counts as the last one published.
    return _VERSIONS.index(word) if word in _VERSIONS else len(_VERSIONS)


def _figures(file: LocalFile, line: Line) -> Iterator[tuple[Place, str]]:
    words = _words()
    cohort = words["groups"].get(line["social_care_group"].lower())
    year = _year(line["time_period"])
    heading = _first_present(line, words["headings"]["phase"])
    phase = words["phases"].get(line[heading].lower()) if heading else "All"
    if cohort is None or year is None or phase is None:
        return
    for measure, column in (*file.columns.items(), *_subject(line)):
        usual = all_series()[measure].phase
        yield (measure, phase if usual == "All" else usual, year, cohort), line[column]


def _subject(line: Line) -> Iterator[tuple[str, str]]:
    """The measure of a line that is about one subject."""
    by = _words()["by_subject"]
    if line.get("subject", "").lower() == by["subject"] and by["column"] in line:
        yield by["measure"], by["column"]


def _year(period: str) -> int | None:
    """'202425' -> 2024; None for anything that is no academic year."""
    if not re.fullmatch(r"20\d{4}", period, re.ASCII):
        return None
    first, last = int(period[:4]), int(period[4:])
    return first if (first + 1) % 100 == last else None


def _order(place: Place) -> tuple[int, str, int, int]:
    measure, phase, year, cohort = place
    return list(all_series()).index(measure), phase, -year, COHORTS.index(cohort)


def _benchmark(authority: str, place: Place, cell: str, england: str) -> Benchmark:
    measure, phase, year, cohort = place
    series = all_series()[measure]
    value, reason = _value(cell, series.unit)
    note = f"{reason} {series.note_between(year, LATEST)}".strip()
    against, _ = _value(england, series.unit)
    return Benchmark(
        measure=measure,
        set=LOCAL,
        year=years.label(year),
        phase=phase,
        cohort=cohort,
        value=value,
        comparator="the same group of children in England",
        comparator_value=against,
        kind="raw",
        source=f"{authority}: {sources()['outcomes'].citation}, as downloaded by the school",
        confidence=LOADED,
        note=note,
        text=cell if value is not None else "",
        comparator_text=england if against is not None else "",
        unit=series.unit,
        comparator_unit=series.unit,
        definition=series.definition,
    )


def _value(cell: str, unit: str) -> tuple[Fraction | None, str]:
    """The exact figure, or None with the reason in words."""
    symbols: Mapping[str, str] = _words()["symbols"]
    if not cell:
        return None, symbols["x"]
    if cell.lower() in symbols:
        return None, symbols[cell.lower()]
    # Fraction() would take "1e9", "1/3" and digits of other scripts.
    if not _NUMBER.fullmatch(cell):
        return None, _ODD
    value = scaled(cell, unit)
    # Attainment 8 ends at 90, a percentage at 100: anything else is another column.
    most = 90 if unit == "points" else 1
    return (value, "") if 0 <= value <= most else (None, _ODD)
