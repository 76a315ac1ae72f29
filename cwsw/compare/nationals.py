"""National figures as rows of words, for a table or the text beneath a chart."""

from dataclasses import dataclass

from cwsw.benchmarks.model import ALL_SCHOOLS, Benchmark
from cwsw.compare.model import Compared, Figure, Position
from cwsw.compare.showing import national
from cwsw.compare.words import cohort
from cwsw.measures.registry import Measure
from cwsw.tables.english import capital

SETS = {
    "2018": "2018",
    "like_for_like": "Like for like",
    "latest": "Latest published",
    "local_authority": "Our authority",
}
POSITIONS = {
    Position.ABOVE: "Higher",
    Position.BELOW: "Lower",
    Position.NOT_CLEAR: "Like it, within chance",
    Position.TOO_FEW: "Too few to say",
    Position.NOT_COMPARABLE: "Not comparable: the definition changed",
}


@dataclass(frozen=True)
class NationalRow:
    """One national figure in words, ready to show; "not published" where there is none."""

    words: str
    set: str
    cohort: str
    year: str
    phase: str
    value_text: str
    comparator: str
    comparator_text: str
    source: str
    note: str
    position_words: str
    definition: str
    confidence: str


def nationals(figure: Figure) -> tuple[NationalRow, ...]:
    """The 2018 figures, then the like-for-like ones."""
    return tuple(_row(compared, figure.measure) for compared in figure.benchmarks)


def _row(compared: Compared, measure: Measure) -> NationalRow:
    benchmark = compared.benchmark
    cohort_words = capital(cohort(benchmark.cohort))
    value = benchmark.phrase or _text(benchmark, measure)
    against = _comparator(benchmark, measure)
    return NationalRow(
        words=f"{_when(benchmark)}: {cohort_words}: {value}; {benchmark.comparator}: {against}.",
        set=SETS[benchmark.set],
        cohort=cohort_words,
        year=benchmark.year,
        phase=benchmark.phase,
        value_text=value,
        comparator=benchmark.comparator,
        comparator_text=against,
        source=benchmark.source,
        note=benchmark.note,
        position_words=POSITIONS[compared.position] if compared.position else "",
        definition=benchmark.definition,
        confidence=benchmark.confidence,
    )


def _when(benchmark: Benchmark) -> str:
    if benchmark.set == "2018":
        return with_schools("In 2018", benchmark)
    return with_schools(f"In {benchmark.year}, {SETS[benchmark.set].lower()}", benchmark)


def with_schools(when: str, benchmark: Benchmark) -> str:
    """'2018, all schools' of a figure of all schools; else the words as they are."""
    return f"{when}, all schools" if benchmark.phase == ALL_SCHOOLS else when


def _text(benchmark: Benchmark, measure: Measure) -> str:
    if benchmark.value is None:
        return "not published"
    return national(benchmark.value, measure)


def _comparator(benchmark: Benchmark, measure: Measure) -> str:
    # A phrase carries its own comparison in words.
    if benchmark.comparator_value is None:
        return "not published" if not benchmark.phrase else "see the phrase"
    return national(benchmark.comparator_value, measure)
