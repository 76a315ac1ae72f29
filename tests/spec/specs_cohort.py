"""Who counts, day by day at the edges (contract section 2). Results worked out by hand."""

from datetime import date

from tests.spec.spec import Spec

_PUPIL = """
    | UPN | Admission date |
    | A1  |                |
"""


def _plans(title: str, why: str, rows: str, expected: str, pupil: str = _PUPIL, **more) -> Spec:
    """An example of one pupil, as at 20 July 2025 (window from 20 July 2019) unless it says."""
    plans = "| UPN | Plan | Start date | End date |\n" + rows
    return Spec(title, why, {"pupils": pupil, "plans": plans}, {"cohort": expected}, **more)


ENDED = "on_roll 1, cwsw 1, ended 1, while_on_roll 1"
LEAP = date(2024, 2, 29)

WINDOW = (
    _plans(
        "Ended exactly six years ago",
        "The window is [D - 6 years, D], both days included.",
        "| A1 | CIN | 2018-01-10 | 2019-07-20 |",
        ENDED,
    ),
    _plans(
        "Ended a day more than six years ago",
        "A plan that has begun, all before the window, is earlier.",
        "| A1 | CIN | 2018-01-10 | 2019-07-19 |",
        "on_roll 1, earlier 1",
    ),
    _plans(
        "Ended a day less than six years ago",
        "One day in the window is enough.",
        "| A1 | CP | 2018-01-10 | 2019-07-21 |",
        ENDED,
    ),
    _plans(
        "Six years before 29 February: ended on 28 February",
        "29 February goes back to 28 February.",
        "| A1 | CIN | 2017-01-10 | 2018-02-28 |",
        ENDED,
        school_as_at=LEAP,
    ),
    _plans(
        "Six years before 29 February: ended on 27 February",
        "29 February goes back to 28 February, so the 27th is outside.",
        "| A1 | CIN | 2017-01-10 | 2018-02-27 |",
        "on_roll 1, earlier 1",
        school_as_at=LEAP,
    ),
    _plans(
        "Six years before 28 February in a leap year",
        "28 February 2022 goes back to 28 February 2016, not to the leap day after it.",
        "| A1 | CIN | 2015-01-10 | 2016-02-28 |",
        ENDED,
        school_as_at=date(2022, 2, 28),
    ),
    _plans(
        "Open",
        "No end: open. Active on the as-at date is current.",
        "| A1 | CIN | 2010-01-10 | |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _plans(
        "Started on the as-at date",
        "Both days included: it counts from its first day.",
        "| A1 | CP | 2025-07-20 | |",
        "on_roll 1, cwsw 1, current_cp 1, while_on_roll 1",
    ),
    _plans(
        "Starts the day after the as-at date",
        "It does not count yet, and is no undated plan either.",
        "| A1 | CP | 2025-07-21 | |",
        "on_roll 1, other 1",
    ),
    _plans(
        "Ended on the as-at date",
        "The last day is included: still current.",
        "| A1 | CIN | 2024-01-10 | 2025-07-20 |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _plans(
        "Ended the day before the as-at date",
        "Ended within six years.",
        "| A1 | CIN | 2024-01-10 | 2025-07-19 |",
        ENDED,
    ),
    _plans(
        "Ends after the as-at date",
        "A planned end does not end it yet.",
        "| A1 | CIN | 2024-01-10 | 2025-09-30 |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _plans(
        "An earlier as-at date asked for",
        "`--as-at` beats the School sheet: on 1 May the plan that ended in June was current.",
        "| A1 | CIN | 2024-01-10 | 2025-06-30 |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
        as_at=date(2025, 5, 1),
    ),
)

SEVERAL = (
    _plans(
        "CIN and CP at once",
        "Inside the cohort, CP goes before CIN.",
        "| A1 | CIN | 2024-01-10 | |\n| A1 | CP | 2024-06-01 | |",
        "on_roll 1, cwsw 1, current_cp 1, while_on_roll 1",
    ),
    _plans(
        "The same plan twice",
        "A pupil counts once, however many rows there are.",
        "| A1 | CIN | 2024-01-10 | 2024-05-01 |\n| A1 | CIN | 2024-01-10 | 2024-05-01 |",
        ENDED,
    ),
    _plans(
        "Overlapping plans, one ended",
        "The open one makes it current.",
        "| A1 | CIN | 2023-01-10 | 2024-05-01 |\n| A1 | CIN | 2024-03-01 | |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _plans(
        "Looked after now, a CIN plan ended in the window",
        "CIN or CP in the window goes first; looked after now is counted across.",
        "| A1 | CIN | 2020-01-10 | 2022-05-01 |\n| A1 | CLA | 2022-05-01 | |",
        "on_roll 1, cwsw 1, ended 1, while_on_roll 1, looked_after_now 1",
    ),
    _plans(
        "Looked after only",
        "CLA alone stands on neither side of the comparison.",
        "| A1 | CLA | 2020-01-10 | 2022-05-01 |",
        "on_roll 1, looked_after 1",
    ),
    _plans(
        "Looked after until exactly six years ago",
        "The window is the same as for CIN and CP: both its days are included.",
        "| A1 | CLA | 2018-01-10 | 2019-07-20 |",
        "on_roll 1, looked_after 1",
    ),
    _plans(
        "Looked after now, and nothing else",
        "An open CLA plan is no CIN or CP plan.",
        "| A1 | CLA | 2024-01-10 | |",
        "on_roll 1, looked_after 1",
    ),
    _plans(
        "Looked after in the past, a CIN plan ended in the window",
        "CIN or CP in the window goes first; no longer looked after.",
        "| A1 | CIN | 2020-01-10 | 2021-05-01 |\n| A1 | CLA | 2021-05-01 | 2023-05-01 |",
        ENDED,
    ),
    _plans(
        "Looked after before the window, a CIN plan before it too",
        "All before the window: earlier.",
        "| A1 | CLA | 2010-01-10 | 2012-05-01 |\n| A1 | CIN | 2012-05-01 | 2013-05-01 |",
        "on_roll 1, earlier 1",
    ),
    _plans(
        "Looked after in the window, CIN before it",
        "Looked after goes before earlier.",
        "| A1 | CLA | 2021-01-10 | 2021-05-01 |\n| A1 | CIN | 2012-05-01 | 2013-05-01 |",
        "on_roll 1, looked_after 1",
    ),
)

DATES = (
    _plans(
        "No start, an end in the window",
        "It counts on its end date only.",
        "| A1 | CIN | | 2019-07-20 |",
        ENDED,
    ),
    _plans(
        "No start, ended on the as-at date",
        "Its end date is the as-at date: current on that one day.",
        "| A1 | CIN | | 2025-07-20 |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _plans(
        "No start, an end before the window",
        "Its only known day lies before the window.",
        "| A1 | CIN | | 2019-07-19 |",
        "on_roll 1, earlier 1",
    ),
    _plans(
        "No start, an end to come",
        "It counts on its end date only, which is not yet.",
        "| A1 | CIN | | 2025-07-21 |",
        "on_roll 1, other 1",
    ),
    _plans(
        "Neither date",
        "A plan without usable dates is undated, not nothing.",
        "| A1 | CP | | |",
        "on_roll 1, undated 1",
    ),
    _plans(
        "End before start",
        "Not usable: undated.",
        "| A1 | CIN | 2024-05-01 | 2024-04-30 |",
        "on_roll 1, undated 1",
    ),
    _plans(
        "One day long",
        "Start and end on one day are usable.",
        "| A1 | CIN | 2024-05-01 | 2024-05-01 |",
        ENDED,
    ),
    _plans(
        "Undated beside a plan before the window",
        "Undated goes before earlier: the undated plan might lie in the window.",
        "| A1 | CIN | | |\n| A1 | CIN | 2010-05-01 | 2011-04-30 |",
        "on_roll 1, undated 1",
    ),
    _plans(
        "Undated beside a plan in the window",
        "A dated plan in the window decides.",
        "| A1 | CIN | | |\n| A1 | CP | 2020-05-01 | 2021-04-30 |",
        ENDED,
    ),
    _plans(
        "Looked after without dates",
        "A plan row of any kind can be undated.",
        "| A1 | CLA | | |",
        "on_roll 1, undated 1",
    ),
)


def _flagged(title: str, why: str, flat: str, expected: str, **more) -> Spec:
    return Spec(title, why, {"pupils": _PUPIL, "flat": flat}, {"cohort": expected}, **more)


FLAGS = (
    Spec(
        "Flag Looked after, no plan",
        "A flag counts in the as-at year as a plan active on the as-at date.",
        {"pupils": "| UPN | Looked after |\n| A1 | Y |\n| A2 | N |"},
        {"cohort": "on_roll 2, looked_after 1, other 1"},
    ),
    Spec(
        "Flag Looked after beside an ended CIN plan",
        "cwsw first; looked after now across.",
        {
            "pupils": "| UPN | Looked after |\n| A1 | Y |",
            "plans": """| UPN | Plan | Start date | End date |
                        | A1 | CIN | 2020-05-01 | 2021-05-01 |""",
        },
        {"cohort": "on_roll 1, cwsw 1, ended 1, while_on_roll 1, looked_after_now 1"},
    ),
    _flagged(
        "CIN now without a date",
        "Active on the as-at date, start unknown; that day is a day on roll.",
        "| UPN | CIN now |\n| A1 | Y |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _flagged(
        "CIN now and CP now",
        "CP goes before CIN.",
        "| UPN | CIN now | CP now |\n| A1 | Y | Y |",
        "on_roll 1, cwsw 1, current_cp 1, while_on_roll 1",
    ),
    _flagged(
        "CIN now is N beside an open start",
        "A dated plan beats a word.",
        "| UPN | CIN now | CIN start |\n| A1 | N | 2024-02-01 |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
    ),
    _flagged(
        "CP start and end in one row",
        "The flat sheet's dates are a plan like any other.",
        "| UPN | CP start | CP end |\n| A1 | 2024-02-01 | 2024-08-01 |",
        ENDED,
    ),
    _flagged(
        "Blank plan cells of the flat sheet",
        "No dates and no flag are no plan, and not an undated one.",
        "| UPN | CIN now | CIN start | CIN end |\n| A1 | | | |",
        "on_roll 1, other 1",
    ),
    _flagged(
        "CIN now, asked for the year before",
        "The flag speaks of the School sheet's year: in July 2024 nothing was known.",
        "| UPN | CIN now |\n| A1 | Y |",
        "on_roll 1, other 1",
        as_at=date(2024, 7, 20),
    ),
    _flagged(
        "CIN now, asked for an earlier day of the same year",
        "The flag counts in the whole of its year, as active on the day asked for.",
        "| UPN | CIN now |\n| A1 | Y |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
        as_at=date(2024, 9, 1),
    ),
)

ON_ROLL = (
    Spec(
        "On a plan now, joined or left on the as-at date",
        "Either day is a day on roll.",
        {
            "pupils": """| UPN | Admission date | Leaving date |
                         | A1 | 2025-07-20 | |
                         | A2 | | 2025-07-20 |""",
            "flat": "| UPN | CIN now |\n| A1 | Y |\n| A2 | Y |",
        },
        {"cohort": "on_roll 2, cwsw 2, current_cin 2, while_on_roll 2"},
    ),
    Spec(
        "A plan that starts on the day of leaving, and care that ends on the as-at date",
        "Both days are included.",
        {
            "pupils": """| UPN | Leaving date |
                         | A1 | 2025-07-20 |
                         | A2 | |""",
            "plans": """| UPN | Plan | Start date | End date |
                        | A1 | CIN | 2025-07-20 | |
                        | A2 | CIN | 2024-01-10 | |
                        | A2 | CLA | 2024-01-10 | 2025-07-20 |""",
        },
        {"cohort": "on_roll 2, cwsw 2, current_cin 2, while_on_roll 2, looked_after_now 1"},
    ),
    _plans(
        "Joined in the middle of a plan",
        "The plan overlaps the time on roll.",
        "| A1 | CIN | 2023-01-10 | 2024-10-01 |",
        ENDED,
        pupil="| UPN | Admission date |\n| A1 | 2024-09-01 |",
    ),
    _plans(
        "Joined on the last day of a plan",
        "Both days included.",
        "| A1 | CIN | 2023-01-10 | 2024-09-01 |",
        ENDED,
        pupil="| UPN | Admission date |\n| A1 | 2024-09-01 |",
    ),
    _plans(
        "Joined the day after a plan ended",
        "In the cohort, but never on a plan while on our roll.",
        "| A1 | CIN | 2023-01-10 | 2024-08-31 |",
        "on_roll 1, cwsw 1, ended 1",
        pupil="| UPN | Admission date |\n| A1 | 2024-09-01 |",
    ),
    _plans(
        "Blank admission date",
        "On roll since before the data begin.",
        "| A1 | CIN | 2019-08-01 | 2019-08-02 |",
        ENDED,
    ),
    _plans(
        "Admitted on the as-at date",
        "On roll from that day.",
        "| A1 | CIN | 2025-01-10 | |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
        pupil="| UPN | Admission date |\n| A1 | 2025-07-20 |",
    ),
    _plans(
        "Admitted the day after the as-at date",
        "Not on roll yet.",
        "| A1 | CIN | 2025-01-10 | |",
        "on_roll 0",
        pupil="| UPN | Admission date |\n| A1 | 2025-07-21 |",
    ),
    _plans(
        "Leaves on the as-at date",
        "Still on roll on the last day.",
        "| A1 | CIN | 2025-01-10 | |",
        "on_roll 1, cwsw 1, current_cin 1, while_on_roll 1",
        pupil="| UPN | Leaving date |\n| A1 | 2025-07-20 |",
    ),
    _plans(
        "Left the day before the as-at date",
        "No longer on roll.",
        "| A1 | CIN | 2025-01-10 | |",
        "on_roll 0",
        pupil="| UPN | Leaving date |\n| A1 | 2025-07-19 |",
    ),
)


def _overridden(title: str, why: str, rows: str, expected: str, plan: str = "", **more) -> Spec:
    plans = "| UPN | Plan | Start date | End date |" + (f"\n{plan}" if plan else "")
    tables = {"pupils": _PUPIL, "plans": plans, "overrides": rows}
    return Spec(title, why, tables, {"cohort": expected}, **more)


OVERRIDES = (
    _overridden(
        "Override into the cohort without a plan",
        "Ended, and not while on roll: no plan is known.",
        "| UPN | Group |\n| A1 | cwsw |",
        "on_roll 1, cwsw 1, ended 1",
    ),
    _overridden(
        "Override out of the cohort",
        "The group is the override's, whatever the plans say.",
        "| UPN | Group |\n| A1 | other |",
        "on_roll 1, other 1",
        "| A1 | CP | 2024-01-10 | |",
    ),
    _overridden(
        "Override from the as-at date",
        "It holds where the status date is on or after its From date.",
        "| UPN | Group | From date |\n| A1 | looked_after | 2025-07-20 |",
        "on_roll 1, looked_after 1",
    ),
    _overridden(
        "Override from the day after the as-at date",
        "Its From date is not reached.",
        "| UPN | Group | From date |\n| A1 | looked_after | 2025-07-21 |",
        "on_roll 1, other 1",
    ),
    _overridden(
        "Of several overrides the latest From date reached",
        "The one from September counts; the blank From date is the earliest of all.",
        """| UPN | Group        | On         | From date  |
           | A1  | cwsw         | 2025-06-01 |            |
           | A1  | earlier      | 2024-10-01 | 2024-09-01 |
           | A1  | looked_after | 2024-10-01 | 2026-09-01 |""",
        "on_roll 1, earlier 1",
    ),
    _overridden(
        "Of two overrides from one day the latest On",
        "Same From date: the later decision.",
        """| UPN | Group   | On         | From date  |
           | A1  | cwsw    | 2024-10-01 | 2024-09-01 |
           | A1  | earlier | 2024-10-02 | 2024-09-01 |""",
        "on_roll 1, earlier 1",
    ),
    _overridden(
        "Of two overrides alike in both days the first group",
        "The order of the groups decides, and the order of the rows never does.",
        """| UPN | Group   | On         | From date  |
           | A1  | earlier | 2024-10-01 | 2024-09-01 |
           | A1  | cwsw    | 2024-10-01 | 2024-09-01 |""",
        "on_roll 1, cwsw 1, ended 1",
    ),
    _overridden(
        "Of two overrides alike in both days undated goes before earlier",
        "An undated plan might lie in the window, an earlier one does not.",
        """| UPN | Group   | On         | From date  |
           | A1  | earlier | 2024-10-01 | 2024-09-01 |
           | A1  | undated | 2024-10-01 | 2024-09-01 |""",
        "on_roll 1, undated 1",
    ),
    _overridden(
        "Override written after the as-at date",
        "Its On date does not decide whether it counts.",
        "| UPN | Group | On |\n| A1 | cwsw | 2025-09-09 |",
        "on_roll 1, cwsw 1, ended 1",
    ),
)

COHORT = (*WINDOW, *SEVERAL, *DATES, *FLAGS, *ON_ROLL, *OVERRIDES)
