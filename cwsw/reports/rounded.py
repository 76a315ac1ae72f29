"""A publication of the first rules (counts rounded to 5) as a document: read as it was."""

from collections.abc import Iterator
from functools import partial

from cwsw.benchmarks.model import SET_2018
from cwsw.charts.rounded import published_alt_text, published_chart, size_chart, size_words
from cwsw.disclosure import National, RoundedAnswer, RoundedFigure, RoundedSummary
from cwsw.disclosure.rounded import HIDDEN, SIZE_QUESTION, WHAT_WE_DO
from cwsw.reports.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Fact,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.paper import pdf
from cwsw.reports.stamps import DRAFT_STAMP, sample_marks
from cwsw.tables.english import capital, day

TITLE = "Children with a social worker: summary for governors"
ASK = "You could ask:"
ASK_TOO = "You could also ask:"
UNDER_WAY = "Under way, in the headteacher's words:"
HIDDEN_HERE = (
    "Hidden because of small numbers, which does not mean none. Staff see it: ask what they do."
)
NO_ACTIONS = "No step is named here: ask the headteacher what is under way."
OURS = "Our children with a social worker"
SHORT_RULE = "Counts are rounded to 5 and small numbers are hidden"
_HEADINGS = ("Who", "Year", "Percentage")
_WIDTHS = (6, 3, 3)


def rounded_pdf(summary: RoundedSummary) -> bytes:
    """The paper (PDF/UA, A4). A draft is stamped as one on every page."""
    return pdf(rounded_document(summary), summary.published or summary.as_at)


def rounded_document(summary: RoundedSummary) -> Document:
    """The head's words, six questions one after another, and what to know about small numbers."""
    # Order and words stay as they were: papers of these rules are the same to the last byte
    # (decision 23).
    return Document(
        title=TITLE,
        facts=_about(summary),
        blocks=tuple(_blocks(summary)),
        marks=_marks(summary),
        foot=f"{summary.school} · as at {day(summary.as_at)} · version {summary.version}",
    )


def _blocks(summary: RoundedSummary) -> Iterator[Block]:
    if summary.comment:
        yield Section("From the headteacher", tuple(map(Callout, _own_words(summary))))
    for answer in summary.answers:
        yield Section(answer.question, tuple(_answer(answer, summary)))
    yield Section("About small numbers", tuple(_small_numbers(summary)))


def _answer(answer: RoundedAnswer, summary: RoundedSummary) -> Iterator[Block]:
    if answer.question == SIZE_QUESTION and summary.size is not None:
        yield Chart(partial(size_chart, summary.size), f"{OURS}: {_size(summary)}, as a bar.")
    yield from map(Paragraph, answer.words)
    if answer.question == WHAT_WE_DO:
        yield Bullets(summary.actions, UNDER_WAY) if summary.actions else Paragraph(NO_ACTIONS)
    for figure in answer.figures:
        yield Section(f"{figure.title}, {_year(figure)}", tuple(_figure(figure, summary)))
        if figure.ask and len(answer.figures) > 1:
            yield Bullets(figure.ask, ASK)
    yield from _questions(answer)
    if answer.sources:
        yield Paragraph(f"Source of the national figures: {'; '.join(answer.sources)}.", quiet=True)


def _questions(answer: RoundedAnswer) -> Iterator[Block]:
    """What to ask of the whole answer; of its figure as well where it has only one."""
    if len(answer.figures) > 1:
        items, lead = answer.ask, ASK_TOO
    else:
        items, lead = (*(words for f in answer.figures for words in f.ask), *answer.ask), ASK
    if items:
        yield Bullets(items, lead)


def _figure(figure: RoundedFigure, summary: RoundedSummary) -> Iterator[Block]:
    yield Paragraph(figure.finding, keep=True)
    yield Paragraph(f"{figure.definition} {figure.beside}", keep=True)
    if figure.percent is not None:
        yield Chart(partial(published_chart, figure), published_alt_text(figure))
    yield _table(figure)
    if figure.hidden:
        yield Paragraph(HIDDEN_HERE)
    yield Paragraph(_small_print(figure, summary), quiet=True)


def _table(figure: RoundedFigure) -> Table:
    ours = OURS if figure.hidden else f"{OURS} (about {figure.count} of about {figure.of})"
    share = HIDDEN if figure.hidden else f"{figure.percent}%"
    national = (
        (group, _national_year(entry), f"{percent:.1f}%")
        for entry in _national_order(figure)
        for group, percent in _national_bars(entry)
    )
    caption = f"{figure.title}: our children and England"
    rows = ((ours, _year(figure), share), *national)
    return Table(caption, _HEADINGS, rows, frozenset({2}), widths=_WIDTHS)


def _small_print(figure: RoundedFigure, summary: RoundedSummary) -> str:
    """The notes on national figures that are no comparison, and the day of our own figure."""
    notes = dict.fromkeys(f"{_national_year(n)}: {n.note}" for n in figure.nationals if n.note)
    first = figure.first_published
    ours = f"as first published on {day(first)}" if first else f"as at {day(summary.as_at)}"
    source = f"Source of our figure: the school's own records, {ours}."
    return " ".join([*notes, source])


def _small_numbers(summary: RoundedSummary) -> Iterator[Block]:
    yield from (Paragraph(words) for words in summary.small_numbers)
    if summary.rule:
        yield Paragraph(f"The rule: {summary.rule}")
    hidden = tuple(f"{f.title}, {_year(f)}" for f in summary.figures if f.hidden)
    if hidden:
        yield Bullets(hidden, "Hidden in this paper:")


def _marks(summary: RoundedSummary) -> tuple[str, ...]:
    """The marks of every page and sheet: that it is a draft, that the pupils are made up."""
    draft = () if summary.published else (DRAFT_STAMP,)
    return (*draft, *sample_marks(summary.sample))


def _about(summary: RoundedSummary) -> tuple[Fact, ...]:
    """The school, the days, the years of the national figures, the version."""
    return (
        Fact("School", summary.school),
        Fact("As at", day(summary.as_at)),
        Fact("Published", day(summary.published) if summary.published else DRAFT_STAMP.lower()),
        Fact("How many children", _size(summary)),
        Fact("National figures of", ", ".join(summary.benchmark_years) or "none"),
        Fact("Small numbers", f"{SHORT_RULE}; the rule stands at the end"),
        Fact("Made by", f"Children with a social worker, version {summary.version}"),
    )


def _own_words(summary: RoundedSummary) -> tuple[str, ...]:
    """The headteacher's comment, paragraph by paragraph."""
    return tuple(words for words in summary.comment.splitlines() if words.strip())


def _size(summary: RoundedSummary) -> str:
    """'between 18 and 37', or that it is hidden."""
    return size_words(summary.size) if summary.size else HIDDEN


def _year(figure: RoundedFigure) -> str:
    """'2025/26', or '2026/27 so far'."""
    return figure.academic_year if figure.complete else f"{figure.academic_year} so far"


def _national_year(national: National) -> str:
    """'2018', or '2024/25, like for like'."""
    return "2018" if national.set == SET_2018 else f"{national.year}, like for like"


def _national_order(figure: RoundedFigure) -> tuple[National, ...]:
    """The national figures as the chart shows them: like for like, then 2018."""
    return tuple(sorted(figure.nationals, key=lambda national: national.set == SET_2018))


def _national_bars(national: National) -> tuple[tuple[str, float], ...]:
    """A national figure's groups with their percentages: the children, then the comparator."""
    ours = (f"{national.cohort}, England", national.percent)
    if national.comparator_percent is None:
        return (ours,)
    return (ours, (f"{capital(national.comparator)}, England", national.comparator_percent))
