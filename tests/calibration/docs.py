"""docs/calibration.md: `python -m tests.calibration.docs` makes the long run and writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cwsw.compare.alarms import LEVEL
from cwsw.compare.verdicts import FEWEST
from cwsw.measures.registry import BY_KEY, FigureKind
from tests.calibration.coverage import SIZES as COVERED
from tests.calibration.coverage import Coverage, coverage
from tests.calibration.gaps import LIKE, OTHERS, Gaps, gaps, wider_power
from tests.calibration.overviews import PROMISE, FalseAlarms, false_alarms
from tests.calibration.plan import (
    DESIGNS,
    SCHOOLS,
    SCHOOLS_OF_GAPS,
    SCHOOLS_OF_POWER,
    SEED,
    SIZES,
)
from tests.calibration.power import LATEST, doubled, power
from tests.calibration.schools import JUDGED, MEASURES, NO_SCORE, YEARS, national

PATH = Path(__file__).parents[2] / "docs" / "calibration.md"
Alarms = Mapping[tuple[str, str, int], FalseAlarms]
Powers = Mapping[tuple[str, str, int], float]
Read = Mapping[tuple[str, str, int], Gaps]


@dataclass(frozen=True)
class Run:
    """Everything drawn: false alarms by phase, design and size; power by phase, key and size.

    Gaps by what the other pupils are like, phase and size; the power of a gap by phase, key, size.
    """

    alarms: Alarms
    powers: Powers
    read: Read
    gap_powers: Powers


def run() -> Run:
    """The long run: some minutes."""
    alarms = {
        (phase, name, n): false_alarms(SEED, phase, n, design, SCHOOLS)
        for phase in MEASURES
        for name, design in DESIGNS.items()
        for n in SIZES
    }
    powers = {
        (phase, key, n): power(SEED, phase, key, n, SCHOOLS_OF_POWER)
        for phase, keys in JUDGED.items()
        for key in keys
        for n in SIZES
    }
    return Run(alarms, powers, *run_gaps())


def run_gaps() -> tuple[Read, Powers]:
    """The part of the long run that draws other pupils too; in every measure all are counted."""
    read = {
        (like, phase, n): gaps(SEED, like, phase, n, SCHOOLS_OF_GAPS)
        for like in LIKE
        for phase in MEASURES
        for n in SIZES
    }
    powers = {
        (phase, key, n): wider_power(SEED, phase, key, n, SCHOOLS_OF_POWER)
        for phase in MEASURES
        for key in with_wider(phase)
        for n in SIZES
    }
    return read, powers


def with_wider(phase: str) -> tuple[str, ...]:
    """The proportions of a phase whose gap can read `wider`."""
    return tuple(key for key in JUDGED[phase] if BY_KEY[key].kind is FigureKind.PROPORTION)


def markdown(found: Run, made: date) -> str:
    """The whole page."""
    parts = (
        introduction(made),
        *(alarm_table(phase, found.alarms) for phase in MEASURES),
        _entries(found.alarms),
        "## How often the alarm sees what is twice as bad",
        power_words(),
        *(power_table(phase, found.powers) for phase in MEASURES),
        *gap_parts(found.read, found.gap_powers),
        coverage_section(),
    )
    return "\n\n".join(parts) + "\n"


def gap_parts(read: Read, powers: Powers) -> tuple[str, ...]:
    """What the gap says by chance and where it should, and what the advice makes of it."""
    return (
        gap_words(),
        *(gap_table(phase, "classmates", read) for phase in MEASURES),
        nation_words(),
        *(gap_table(phase, "nation", read) for phase in MEASURES),
        wider_words(),
        *(wider_table(phase, read) for phase in MEASURES),
        gap_power_words(),
        *(power_table(phase, powers, " of the gap") for phase in MEASURES),
    )


def gap_words() -> str:
    """What is drawn for the gaps, and what is asked first."""
    return f"""## How often the gap reads "behind" where there is none

{SCHOOLS_OF_GAPS:,} schools for each column, of the latest year, with {OTHERS} other pupils for each
child. Here both are alike: every child and every other pupil is drawn at the national figure of
children in need, all are counted in every measure. Every `behind` is chance; 2.5 in 100 are meant,
as the interval is one of 95% and has two sides. In per cent of the schools, by the number of
children. The last line: schools that hear a suggestion from any of these. One of so many measures
reads `behind` by chance in every sixth school or so: it is a reason to look, and no proof."""


def nation_words() -> str:
    """What a school like the nation reads."""
    return """## How often the gap reads "behind" where it is as wide as the nation's

The same schools, but with other pupils drawn so that all the school's pupils together are like all
pupils of the nation: the children are truly behind, as far as children in need are in England. In
per cent of the schools. Where the table is low, "no clear gap" is no all-clear."""


def wider_words() -> str:
    """What is false there."""
    return """## How often the gap reads "wider" in a school like the nation

In the same schools every `wider` is chance: 2.5 in 100 are meant. The last line: schools in which
a suggestion comes first as unusual, for a gap still wider after the correction for all that are
looked at, or for an alarm; 5 in 100 are meant. [Decision 9](decisions/0009-gaps.md) says why."""


def gap_table(phase: str, like: str, read: Read) -> str:
    """A line for each measure that reads `behind`, and one for the advice."""
    shown = {n: read[like, phase, n] for n in SIZES}
    last = ("any suggestion by a gap", {n: g.suggested for n, g in shown.items()})
    lines = [
        (BY_KEY[k].title, {n: g.behind.get(k, 0) for n, g in shown.items()})
        for k in MEASURES[phase]
    ]
    return _reading(f"{phase.capitalize()}: behind, like {THEY_ARE[like]}", phase, [*lines, last])


def wider_table(phase: str, read: Read) -> str:
    """A line for each measure that reads `wider`, and one for what comes first."""
    shown = {n: read["nation", phase, n] for n in SIZES}
    last = ("any that comes first", {n: g.unusual for n, g in shown.items()})
    lines = [
        (BY_KEY[k].title, {n: g.wider.get(k, 0) for n, g in shown.items()}) for k in JUDGED[phase]
    ]
    return _reading(f"{phase.capitalize()}: wider", phase, [*lines, last])


THEY_ARE = {"classmates": "their classmates", "nation": "the nation"}
"""What the children of the drawn schools are like, in the headings."""


def _reading(title: str, phase: str, lines: Iterable[tuple[str, Mapping[int, int]]]) -> str:
    rows = ([name, *(percent(found[n] / SCHOOLS_OF_GAPS) for n in SIZES)] for name, found in lines)
    return f"### {title}\n\n{table((phase, *map(str, SIZES)), rows)}"


def gap_power_words() -> str:
    """What is truly wider."""
    return f"""## How often a gap twice as bad reads "wider"

The cohort is twice as bad in one measure as above; the other pupils are as in the nation, all are
counted. In per cent of {SCHOOLS_OF_POWER} schools each."""


def introduction(made: date) -> str:
    """What was drawn, and how."""
    return f"""# How far the alarms and the intervals can be trusted

Made on {made.day} {made:%B %Y} by `python -m tests.calibration.docs` (seed {SEED}); do not edit by
hand. `python3 run.py test --long` draws the same schools again, and every test run a slice of them.

**The schools.** {SCHOOLS:,} schools for each line and column, all exactly like the nation: each
child's outcomes are drawn at the national like-for-like figure of the school's phase. Proportions
are binomial. Absence of a child is drawn in three bands, with the national shares of persistent and
severe absence and exactly the national overall absence. Attainment 8 has a long tail, with
{NO_SCORE:.0%} of the children at nought and exactly the national mean. Every difference found is
chance.

**The family.** Each answer has {YEARS[-1]} to {YEARS[0]} ({len(YEARS)} years), or only the latest,
as from a flat sheet. Holm's correction at {LEVEL:.0%} is over every entry judged, as in the
dashboard. "All counted": every measure counts the whole cohort, as if all were in the exam year;
"usual year groups": results count the children who happen to be in that year group.

## How often an overview shows a false alarm

At most 1 overview in {round(1 / PROMISE)} ({PROMISE:.0%}) is promised. In per cent; where the true
rate is {PROMISE:.0%} one drawing of so many schools is off by about {_error():.1f} either way."""


def _error() -> float:
    """One standard error of a rate at the promise, in percentage points."""
    return 100 * (PROMISE * (1 - PROMISE) / SCHOOLS) ** 0.5


def alarm_table(phase: str, alarms: Alarms) -> str:
    """A line for each size of cohort, a column for each design."""
    rows = ([str(n), *(percent(alarms[phase, name, n].rate) for name in DESIGNS)] for n in SIZES)
    return f"### {phase.capitalize()}: overviews\n\n{table(('children', *DESIGNS), rows)}"


def _entries(alarms: Alarms) -> str:
    """What the whole answer shows, which is not promised."""
    name = next(iter(DESIGNS))
    heading = ["children"]
    heading += [f"{phase}: {what}" for phase in MEASURES for what in ("any", "overall absence")]
    rows = ([str(n), *_entry_cells(alarms, name, n)] for n in SIZES)
    return f"""## How often any entry of the answer does

Overall absence stands on no overview. In a small cohort the t interval of so skewed a rate is too
short when by luck no child is absent for long, and the answer of the command line then has an alarm
on the good side. It is no card, no strength and no suggestion;
[decision 6](decisions/0006-alarms.md) says why it is left so. {name.capitalize()}, in per cent of
the answers: an alarm in any entry of any year, and in overall absence.

{table(heading, rows)}"""


def _entry_cells(alarms: Alarms, name: str, n: int) -> Iterable[str]:
    for phase in MEASURES:
        found = alarms[phase, name, n]
        absence = sum(c for key, c in found.by_measure.items() if key.startswith("overall"))
        yield percent(found.answers / found.schools)
        yield percent(absence / found.schools)


def power_words() -> str:
    """What "twice as bad" means."""
    return f"""One measure of the latest year is truly twice as bad: what is unwanted happens twice
as often or, where it already happens to more than half, what is wanted half as often. The rest of
the school is as in the nation, {len(YEARS)} years, all counted. In per cent of {SCHOOLS_OF_POWER}
schools each, by the number of children counted. Where the table is low, silence is no all-clear."""


def power_table(phase: str, powers: Powers, of: str = "") -> str:
    """A line for each measure drawn, a column for each size of group. `of`: power of what."""
    drawn = [key for key in MEASURES[phase] if (phase, key, SIZES[0]) in powers]
    rows = (
        [power_name(key, phase), *(f"{powers[phase, key, n]:.0%}"[:-1] for n in SIZES)]
        for key in drawn
    )
    heading = (f"{phase}: from, to", *map(str, SIZES))
    title = f"{phase.capitalize()}: power{of}"
    return f"### {title}\n\n{table(heading, rows)}"


def power_name(key: str, phase: str) -> str:
    """'Severe absence: 3.3% to 6.6%'."""
    now, then = national(key, LATEST, phase), doubled(key, phase)
    if BY_KEY[key].kind is FigureKind.MEAN:
        return f"{BY_KEY[key].title}: {now:.1f} to {then:.2f}"
    return f"{BY_KEY[key].title}: {percent(now)}% to {percent(then)}%"


def coverage_section() -> str:
    """Exact, so that a test can make it again."""
    every = [coverage(of) for of in COVERED]
    least = min(every, key=lambda c: c.average)
    shown = [c for c in every if c.of in SIZES]
    heading = ("children", "average", "lowest", "at a true share of", "lowest where judged")
    return f"""## How often Wilson's interval holds the true share

Worked out exactly for every group of {COVERED[0]} to {COVERED[-1]} children. The average over every
true share is never below {percent(least.average)}% (at {least.of} children). It dips where hardly
any child, or hardly any child not, is expected to meet the measure; no verdict is given on fewer
than {FEWEST} children, or where fewer than one child is expected on either side ("where judged").
In per cent.

{table(heading, map(_coverage_row, shown))}"""


def _coverage_row(found: Coverage) -> Iterable[str]:
    shares = (found.average, found.lowest, found.at, found.judged)
    return [str(found.of), *map(percent, shares)]


def percent(share: float) -> str:
    """'4.8', in per cent."""
    return f"{100 * share:.1f}"


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    head = list(heading)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    PATH.write_text(markdown(run(), datetime.now(UTC).date()), encoding="utf-8")
