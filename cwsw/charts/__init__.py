"""Altair charts in one theme, each made from figures that are already worked out."""

from cwsw.charts.cache import forget
from cwsw.charts.figure_charts import (
    FEWEST_YEARS,
    alt_text,
    dot_chart,
    roles,
    square_chart,
    trend_alt_text,
    trend_chart,
)
from cwsw.charts.national import series_chart
from cwsw.charts.theme import MarkRole, Mode

__all__ = [
    "FEWEST_YEARS",
    "MarkRole",
    "Mode",
    "alt_text",
    "dot_chart",
    "forget",
    "roles",
    "series_chart",
    "square_chart",
    "trend_alt_text",
    "trend_chart",
]
