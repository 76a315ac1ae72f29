"""A school's summary in, what governors may see of it out."""

from dataclasses import dataclass
from fractions import Fraction

from cwsw import __version__
from cwsw.benchmarks.model import Benchmark
from cwsw.compare.model import Compared, Figure, Position
from cwsw.compare.nationals import NationalRow, nationals
from cwsw.compare.showing import half_up
from cwsw.disclosure import questions
from cwsw.disclosure.beside import beside
from cwsw.disclosure.model import (
    HIDDEN,
    Answer,
    National,
    PublishedFigure,
    PublishedSummary,
)
from cwsw.disclosure.questions import Question
from cwsw.disclosure.rules import Band, Reason, Tally, percent, reasons, release, size_band
from cwsw.measures.registry import Measure
from cwsw.summary.model import Summary
from cwsw.tables.codes import GROUPS
from cwsw.tables.years import label

UNNAMED = "Our school"
"""What a publication calls a school that gives no name."""
_WHO = "children with a social worker"
_PARTS = ("CPPO", "CLA12")
"""National groups that stand apart from children in need: they are for staff pages."""

_CHANGED = "The definition has changed since, so this is not a comparison."


@dataclass(frozen=True)
class Hidden:
    """A figure that the draft hides, and every reason."""

    key: str
    title: str
    academic_year: str
    reasons: tuple[Reason, ...]


def publish(summary: Summary) -> PublishedSummary:
    """The draft for governors: six questions, sentences, and no count that could name a child.

    Of each measure only the last complete year is said (where there is none, the year so far):
    figures of a closed year do not change, so that two drafts cannot be set against each other.
    """
    band = size_band(summary.cohort.cwsw, summary.cohort.on_roll)
    return PublishedSummary(
        school=summary.school.name or UNNAMED,
        as_at=summary.as_at,
        sample=summary.school.sample,
        published=None,
        answers=(
            _who(summary, band),
            *(_answer(summary, question) for question in questions.ANSWERED_BY_FIGURES),
            Answer(
                questions.WHAT_TO_ASK.title,
                questions.WHAT_TO_ASK.words,
                ask=questions.WHAT_TO_ASK.ask,
            ),
        ),
        small_numbers=questions.SMALL_NUMBERS,
        size=(band.low, band.high) if band else None,
        rule=questions.RULE,
        version=__version__,
    )


def hidden_because(summary: Summary) -> tuple[Hidden, ...]:
    """What the draft hides and why: for the headteacher's eyes only."""
    found = (_closed(summary.of(key)) for q in questions.ANSWERED_BY_FIGURES for key in q.keys)
    judged = ((figure, reasons(*_tallies(figure))) for figure in found if figure is not None)
    return tuple(
        Hidden(figure.measure.key, figure.measure.title, label(figure.year), why)
        for figure, why in judged
        if why
    )


def _who(summary: Summary, band: Band | None) -> Answer:
    day = f"{summary.as_at.day} {summary.as_at:%B %Y}"
    meaning = (
        f"They are pupils who were on a child in need or child protection plan on any day of the "
        f"six years to {day}."
    )
    return Answer(questions.WHO.title, (_size(band), meaning), ask=questions.WHO.ask)


def _size(band: Band | None) -> str:
    if band is None:
        return f"How many of our pupils are {_WHO}: {HIDDEN}."
    if band.low == 0:
        return f"At most {band.high} of our pupils are {_WHO}."
    return f"Between {band.low} and {band.high} of our pupils are {_WHO}."


def _answer(summary: Summary, question: Question) -> Answer:
    found = [f for key in question.keys if (f := _closed(summary.of(key))) is not None]
    return Answer(
        question.title,
        question.words if found or question.words else (questions.NO_FIGURE,),
        tuple(_figure(question, figure) for figure in found),
        question.ask,
        tuple(dict.fromkeys(s for figure in found for s in _sources(figure))),
    )


def _closed(years: tuple[Figure, ...]) -> Figure | None:
    """The last complete year, or the year so far where no year is complete."""
    return next((f for f in years if f.complete), next(iter(years), None))


def _tallies(figure: Figure) -> tuple[Tally, Tally]:
    """The cohort's tally and the whole school's."""
    everyone = [figure.groups[name] for name in GROUPS if name in figure.groups]
    return (
        Tally(figure.cwsw.n, figure.cwsw.of),
        Tally(sum(g.n for g in everyone), sum(g.of for g in everyone)),
    )


def _figure(question: Question, figure: Figure) -> PublishedFigure:
    shown = release(*_tallies(figure))
    return PublishedFigure(
        question=question.title,
        key=figure.measure.key,
        academic_year=label(figure.year),
        group="cwsw",
        count=shown.n if shown else None,
        of=shown.of if shown else None,
        percent=percent(shown) if shown else None,
        hidden=shown is None,
        why="" if shown else HIDDEN,
        title=figure.measure.title,
        complete=figure.complete,
        finding=_finding(figure, shown),
        definition=_definition(figure.measure),
        nationals=_nationals(figure),
        beside=beside(figure, shown),
        ask=questions.ASK_OF.get(figure.measure.key, ()),
    )


def _finding(figure: Figure, shown: Tally | None) -> str:
    when = _when(figure)
    if shown is None:
        return f"How many {_WHO} {figure.measure.did}{when}: {HIDDEN}."
    share = f"about {shown.n} of about {shown.of} {_WHO} ({percent(shown)}%)"
    return f"{share[0].upper()}{share[1:]} {figure.measure.did}{when}."


def _when(figure: Figure) -> str:
    """' in 2025/26'; nothing where the measure's own words hold the time."""
    if figure.measure.key == "wellbeing_known":
        return ""
    return f" in {label(figure.year)}" if figure.complete else f" so far in {label(figure.year)}"


def _definition(measure: Measure) -> str:
    return f"{measure.title}: what counts? {measure.meets}"


def _said(compared: Compared) -> bool:
    return compared.benchmark.value is not None and compared.benchmark.cohort not in _PARTS


def _nationals(figure: Figure) -> tuple[National, ...]:
    """The national figures beside it. Where the cohort lies against them is not said: that
    would follow from the exact count."""
    rows = zip(figure.benchmarks, nationals(figure), strict=True)
    return tuple(_national(compared, row) for compared, row in rows if _said(compared))


def _national(compared: Compared, row: NationalRow) -> National:
    benchmark = compared.benchmark
    changed = compared.position is Position.NOT_COMPARABLE
    return National(
        set=benchmark.set,
        year=benchmark.year,
        phase=benchmark.phase,
        cohort=row.cohort,
        percent=_percent(benchmark.value or Fraction(0)),
        comparator=benchmark.comparator,
        comparator_percent=_comparator_percent(benchmark),
        source=benchmark.source,
        words=f"{row.words} {_CHANGED}" if changed else row.words,
        comparable=not changed,
        note=_CHANGED if changed else "",
    )


def _comparator_percent(benchmark: Benchmark) -> float | None:
    value = benchmark.comparator_value
    return None if value is None else _percent(value)


def _percent(value: Fraction) -> float:
    return float(half_up(100 * value, 1))


def _sources(figure: Figure) -> list[str]:
    """One entry for each publication; a benchmark of two names both, with a semicolon between."""
    said = (c.benchmark.source for c in figure.benchmarks if _said(c))
    return [source for citation in said for source in citation.split("; ")]
