"""The steps every query about the cohort starts with."""

from datetime import date

from dateutil.relativedelta import relativedelta

from cwsw.store import Step, Workspace, steps_of

PACKAGE = "cwsw.cohort"
WINDOW_YEARS = 6
AS_AT_YEAR = Step("shown_year", "select academic_year($as_at) as year")
WHOLE_ROLL = Step("roll", "from pupil_shown")


def window_start(as_at: date) -> date:
    """The first day of the six years to the as-at date."""
    return as_at - relativedelta(years=WINDOW_YEARS)  # 29 February goes back to the 28th


def steps(
    year_steps: tuple[Step, ...] = (AS_AT_YEAR,), roll: Step = WHOLE_ROLL
) -> tuple[Step, ...]:
    """From pupils to `membership`: one row per pupil and year, with group and sub-cohorts.

    `year_steps` must end in a step named shown_year that gives the years wanted; it may read the
    steps `known_pupil`, `pupil` and `dated_plan`. `roll` is the step of that name: the pupils and
    years asked about, of all those in `pupil_shown`.
    """
    # The order of the files is the order of the statement; years and roll are put in where they are
    # first read.
    own = steps_of(PACKAGE)
    return (*own[:4], *year_steps, own[4], roll, *own[5:])


def parameters(workspace: Workspace, list_day: date | None = None) -> dict[str, object]:
    """The parameters these steps need: of the figures, or of the list as on a day."""
    return {
        "as_at": list_day or workspace.as_at,
        "school_as_at": workspace.school_as_at,
        "on_list": list_day is not None,
    }
