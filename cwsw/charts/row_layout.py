"""What charts with a row for each item share: the vertical axis, and the area that takes clicks."""

import altair as alt

from cwsw.charts.theme import Inks

ROW = "row"
"""The column by which a click on a chart says which row was chosen."""
PICKED = "picked"
"""The name of a chart's selection."""


def down() -> alt.Y:
    """The vertical axis of the rows: without words or gaps, so that each row is equally high."""
    return alt.Y(f"{ROW}:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def value_axis(top: int, unit: str, step: int) -> alt.Axis:
    """The horizontal axis from 0 to `top`, a label at every `step` with its `unit`."""
    return alt.Axis(
        title=None,
        values=list(range(0, top + 1, step)),
        labelExpr=f"datum.value + '{unit}'",
        ticks=False,
    )


def click_area(inks: Inks, picked: alt.Parameter, title: str) -> alt.Chart:
    """A band over each row that takes the click, wherever it lands, and shows which is meant.

    `title` names the row's label in the tooltip; the data need the columns "label", "With a social
    worker" and "Our other pupils".
    """
    # A selection of its own: hovering must not count as a choice.
    over = alt.selection_point(name="over", on="pointerover", clear="pointerout", empty=False)
    # Over the marks, and last in a chart: beneath them it missed every click on a mark.
    layer: alt.Chart = (
        alt.Chart()
        .mark_rect(cursor="pointer", color=inks.grid)
        .encode(
            y=down(),
            opacity=alt.condition(over, alt.value(0.3), alt.value(0)),
            tooltip=[
                alt.Tooltip("label:N", title=title),
                alt.Tooltip("With a social worker:N"),
                alt.Tooltip("Our other pupils:N"),
            ],
        )
        .add_params(picked, over)
    )
    return layer
