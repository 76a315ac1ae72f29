"""Charts of publications of the first rules, which rounded counts to 5."""

from typing import Any

import altair as alt

from cwsw.benchmarks.model import ALL_SCHOOLS, SET_2018
from cwsw.charts.dots import dots
from cwsw.charts.marks import Mark
from cwsw.charts.theme import INKS, MarkRole, Mode, finished
from cwsw.disclosure import National, RoundedFigure
from cwsw.tables.english import capital

_PERCENT = 100
_UNIT = "per cent of pupils"
_SIZE_HEIGHT = 46


def published_chart(figure: RoundedFigure, mode: Mode = Mode.LIGHT) -> dict[str, Any] | None:
    """The published percentage and the national figures; None where the figure is hidden."""
    plotted = published_marks(figure)
    return dots(plotted, _PERCENT, _UNIT, mode) if plotted else None


def published_marks(figure: RoundedFigure) -> tuple[Mark, ...]:
    """What the chart plots: the children, then like for like, then 2018; none where hidden."""
    if figure.percent is None:
        return ()
    words = f"Our children: about {figure.count} of about {figure.of} ({figure.percent}%)"
    ordered = sorted(figure.nationals, key=lambda national: national.set == SET_2018)
    national = (mark for entry in ordered for mark in _national_marks(entry))
    return (Mark(words, MarkRole.COHORT, figure.percent), *national)


def size_chart(size: tuple[int, int] | None, mode: Mode = Mode.LIGHT) -> dict[str, Any] | None:
    """The range that holds the number of children as a bar; None where it is hidden."""
    if size is None:
        return None
    low, high = size
    row = {"low": low, "high": high, "words": f"Our children: {size_words(size)}"}
    end = max(high * 5 // 4, 25)
    across = alt.X("low:Q", scale=alt.Scale(domain=[0, end]), axis=alt.Axis(title="pupils"))
    bar = alt.Chart().mark_bar(size=16, color=INKS[mode].cohort).encode(x=across, x2="high:Q")
    words = alt.Chart().mark_text(align="left", baseline="bottom", dy=-12)
    labels = words.encode(x=alt.value(0), text="words:N")
    chart = alt.layer(bar, labels, data=alt.InlineData(values=[row]))
    return finished(chart.properties(height=_SIZE_HEIGHT), mode)


def size_words(size: tuple[int, int]) -> str:
    """'at most 17', 'between 18 and 37'."""
    low, high = size
    return f"at most {high}" if low == 0 else f"between {low} and {high}"


def published_alt_text(figure: RoundedFigure) -> str:
    """What the chart of a figure shows, in its own sentences."""
    return " ".join([figure.finding, *(national.words for national in figure.nationals)])


def _national_marks(national: National) -> tuple[Mark, ...]:
    is_2018 = national.set == SET_2018
    when = "in 2018" if is_2018 else f"in {national.year}"
    where = "all schools" if national.phase == ALL_SCHOOLS else "England"
    first, second = (
        (MarkRole.PAST, MarkRole.PAST_PAIR)
        if is_2018
        else (MarkRole.NATIONAL, MarkRole.NATIONAL_PAIR)
    )
    cohort = Mark(
        f"{national.cohort}, {where}, {when}: {national.percent}%", first, national.percent
    )
    if national.comparator_percent is None:
        return (cohort,)
    comparator = capital(national.comparator)
    words = f"{comparator}, {where}, {when}: {national.comparator_percent}%"
    return (cohort, Mark(words, second, national.comparator_percent))
