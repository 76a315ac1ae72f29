"""Made-up results and destinations of every pupil who reached the end of a stage here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from cwsw.sample.child import Child

ResultRow = tuple[str, int, str, str, str]
DestinationRow = tuple[str, int, str, str]

_EARLY_SHARE = 0.55  # gaps are smaller in the early years and in primary school than at 16
_KNOWN_FROM = {"EYFS": (7, 1), "PHONICS": (7, 1), "KS2": (7, 8), "KS4": (8, 21)}
_STAGE_OF = {0: "EYFS", 1: "PHONICS", 2: "PHONICS", 6: "KS2", 11: "KS4"}
_LAST_PROGRESS_8 = 2023  # pupils of 2024/25 and 2025/26 have no Key Stage 2 to start from
_KNOWN_DESTINATIONS = (10, 1)
_SIXTH_FORM = ("secondary", "all-through")


def result_rows(
    phase: str, children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[ResultRow]:
    """The Results rows of all children for the stages they ended here and that are published."""
    return [
        (child.upn, year, stage, subject, result)
        for child in children
        for year in years
        if (stage := _STAGE_OF.get(child.group_in(year))) is not None
        and _took_it(child, year, stage, as_at)
        for subject, result in _results(phase, child, year, stage, rng)
    ]


def _took_it(child: Child, year: int, stage: str, as_at: date) -> bool:
    published = date(year + 1, *_KNOWN_FROM[stage])
    # In May, when the tests are taken: whoever leaves in June has a result here.
    return as_at >= published and child.on_roll(date(year + 1, 5, 20))


def _results(
    phase: str, child: Child, year: int, stage: str, rng: Random
) -> Iterator[tuple[str, str]]:
    level = child.ability - (1.6 if phase in ("special", "AP") else 0.0)
    match stage:
        case "EYFS":
            yield "GLD", "Y" if _EARLY_SHARE * level + 0.84 * rng.gauss(0, 1) > -0.55 else "N"
        case "PHONICS":
            yield from _phonics(child.group_in(year), level, rng)
        case "KS2":
            yield from _key_stage_2(level, rng)
        case "KS4":
            yield from _key_stage_4(level, year, rng)


def _phonics(group: int, level: float, rng: Random) -> Iterator[tuple[str, str]]:
    mark = 36.0 + 4.8 * (_EARLY_SHARE * level + 0.84 * rng.gauss(0, 1))
    if group == 1:
        yield "Mark", str(max(0, min(40, round(mark))))
    elif mark < 31:
        # Year 2 pupils take it again only where they did not meet it in Year 1.
        yield "Mark", str(max(0, min(40, round(mark + 5))))


def _key_stage_2(level: float, rng: Random) -> Iterator[tuple[str, str]]:
    base = 0.6 * level + 0.65 * rng.gauss(0, 1)
    for subject, ease in (("Reading", 106.0), ("Maths", 105.5)):
        yield subject, str(max(80, min(120, round(ease + 8 * (base + 0.4 * rng.gauss(0, 1))))))
    writing = base + 0.4 * rng.gauss(0, 1)
    yield "Writing", "GDS" if writing > 1.25 else "EXS" if writing > -0.65 else "WTS"


def _key_stage_4(level: float, year: int, rng: Random) -> Iterator[tuple[str, str]]:
    mean = 4.75 + 1.9 * level
    for subject in ("English Language", "English Literature", "Maths"):
        grade = min(9, round(mean + 0.8 * rng.gauss(0, 1)))
        yield subject, str(grade) if grade >= 1 else "U"
    yield "Attainment 8", _points(max(0.0, min(90.0, 10 * (mean + 0.2 * rng.gauss(0, 1)))))
    if year <= _LAST_PROGRESS_8:
        yield "Progress 8", _points(0.55 * (mean - 4.75) + 0.7 * rng.gauss(0, 1))


def _points(number: float) -> str:
    """Two decimals at most, as a spreadsheet shows a number; never -0."""
    return f"{round(number, 2) + 0.0:g}"


_AT_16: Mapping[str, float] = {
    "A levels": 0.14,
    "Other level 3": 0.40,
    "Level 2 or below": 0.24,
    "Apprenticeship": 0.09,
    "Employment": 0.04,
    "NEET": 0.05,
    "Unknown": 0.04,
}
_AT_16_COHORT: Mapping[str, float] = {
    "A levels": 0.06,
    "Other level 3": 0.26,
    "Level 2 or below": 0.36,
    "Apprenticeship": 0.08,
    "Employment": 0.05,
    "NEET": 0.13,
    "Unknown": 0.06,
}
_STAYED: Mapping[str, float] = {"A levels": 0.85, "Other level 3": 0.15}
_AT_18: Mapping[str, float] = {
    "Higher education": 0.58,
    "Apprenticeship": 0.12,
    "Employment": 0.20,
    "NEET": 0.04,
    "Unknown": 0.06,
}
_AT_18_COHORT: Mapping[str, float] = {
    "Higher education": 0.32,
    "Apprenticeship": 0.14,
    "Employment": 0.32,
    "NEET": 0.12,
    "Unknown": 0.10,
}


def destination_rows(
    phase: str, children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[DestinationRow]:
    """The Destinations rows of all children whose Year 11 or 13 ended here and is followed up."""
    rows: list[DestinationRow] = []
    for child in children:
        for year in years:
            if as_at >= date(year + 1, *_KNOWN_DESTINATIONS) and child.on_roll(
                date(year + 1, 7, 1)
            ):
                rows += _destinations(phase, child, year, rng)
    return rows


def _destinations(phase: str, child: Child, year: int, rng: Random) -> Iterator[DestinationRow]:
    group = child.group_in(year)
    if group == 11:
        stayed = phase in _SIXTH_FORM and child.on_roll(date(year + 1, 10, 1))
        shares = _AT_16_COHORT if child.in_cohort else _AT_16
        yield child.upn, year, "16", _draw(_STAYED if stayed else shares, rng)
    elif group == 13:
        yield child.upn, year, "18", _draw(_AT_18_COHORT if child.in_cohort else _AT_18, rng)


def _draw(weights: Mapping[str, float], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
