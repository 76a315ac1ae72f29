"""The gap by example (contract section 4, "Gap"). Results worked out by hand.

As at 20 July 2025; pupils A… have been on a CIN plan since January 2023, pupils B… on none.
"""

from datetime import date

from tests.spec.spec import Spec
from tests.spec.specs_measures import plans

_SESSIONS = (
    "| UPN | Academic year | Possible sessions | Authorised absence | Unauthorised absence |"
)


def _absent(*rows: tuple[str, int], possible: int = 100, year: str = "2024/25") -> str:
    """Attendance rows: pupils and the sessions they missed."""
    return "\n".join(
        [_SESSIONS, *(f"| {upn} | {year} | {possible} | {missed} | 0 |" for upn, missed in rows)]
    )


_TEN_AND_FORTY = {"pupils": "| UPN |\n| A1-A10 |\n| B1-B40 |", "plans": plans("A1-A10")}
_TWENTY_EACH = {"pupils": "| UPN |\n| A1-A20 |\n| B1-B20 |", "plans": plans("A1-A20")}
_SIX_EACH = {"pupils": "| UPN |\n| A1-A6 |\n| B1-B6 |", "plans": plans("A1-A6")}

GAP = (
    Spec(
        "Gap: clearly wider than in the nation",
        """8 of 10 (Wilson 49.0 to 94.3%) minus 2 of 40 (1.4 to 16.5%) is 75 points, Newcombe 41.9
        to 89.8: behind. Primary schools 2024/25: 34.3 - 12.99 = 21.31 points between children
        in need and all pupils, who hold the cohort too: times 50 / 40 it is 26.64 to the
        others. 41.9 lies beyond: wider. The figure of 2018 is of all schools: not the phase of
        a primary.""",
        _TEN_AND_FORTY
        | {"attendance": _absent(("A1-A8", 20), ("A9-A10", 0), ("B1-B2", 20), ("B3-B40", 0))},
        {
            "persistent_absence 2024/25": "cwsw 8 of 10; other 2 of 40; "
            "difference 0.75 (0.419 to 0.898); here behind; "
            "beside 2018: not_same_phase; beside like_for_like: wider",
        },
    ),
    Spec(
        "Gap: clear, and as wide as in the nation",
        """5 of 10 minus 2 of 40 is 45 points, 16.3 to 71.6: clearly behind the other pupils, and
        26.64 lies inside, so no wider than an ordinary gap.""",
        _TEN_AND_FORTY
        | {"attendance": _absent(("A1-A5", 20), ("A6-A10", 0), ("B1-B2", 20), ("B3-B40", 0))},
        {
            "persistent_absence 2024/25": "cwsw 5 of 10; difference 0.45 (0.163 to 0.716); "
            "here behind; beside like_for_like: not_clear",
        },
    ),
    Spec(
        "Gap: narrower than in the nation",
        """2 of 10 minus 20 of 40 is -30 points, -50.6 to 4.3: not clear here, and all of it lies
        on the better side of 26.64.""",
        _TEN_AND_FORTY
        | {"attendance": _absent(("A1-A2", 20), ("A3-A10", 0), ("B1-B20", 20), ("B21-B40", 0))},
        {
            "persistent_absence 2024/25": "cwsw 2 of 10; difference -0.3 (-0.506 to 0.043); "
            "here not_clear; beside like_for_like: narrower",
        },
    ),
    Spec(
        "Gap: all pupils hold the cohort",
        """18 of 20 minus 4 of 20 is 70 points, 40.5 to 83.9. In an all-through school figures of
        all schools are of its phase. 46.0 - 18.14 = 27.86 is the gap to all pupils; where half
        of them are of the cohort the others lie twice as far away, 55.72: inside. 2018: 32.7 -
        11.17 = 21.53, times 2 is 43.06: inside. Severe absence of children in need was not
        published in 2018: no such pair. 2024/25: 11.3 - 2.39 = 8.91, times 2 is 17.82, beyond
        the -16.1 to 16.1 of 0 of 20 minus 0 of 20.""",
        _TWENTY_EACH
        | {"attendance": _absent(("A1-A18", 20), ("A19-A20", 0), ("B1-B4", 20), ("B5-B20", 0))},
        {
            "persistent_absence 2024/25": "difference 0.7 (0.405 to 0.839); here behind; "
            "beside 2018: not_clear; beside like_for_like: not_clear",
            "severe_absence 2024/25": "difference 0.000 (-0.161 to 0.161); here not_clear; "
            "beside 2018: none; beside like_for_like: narrower",
        },
        phase="all-through",
    ),
    Spec(
        "Gap: rates and means",
        """Six pupils of each side, all alike, so that limits equal the value: 20% minus 5% is 15
        points. Primary 2024/25: 10.9 - 5.2 = 5.7, times 1,200 / 600 sessions is 11.4: wider.""",
        _SIX_EACH | {"attendance": _absent(("A1-A6", 20), ("B1-B6", 5))},
        {
            "overall_absence 2024/25": "difference 0.15 (0.15 to 0.15); here behind; "
            "beside 2018: not_same_phase; beside like_for_like: wider",
        },
    ),
    Spec(
        "Gap: where more is better",
        """Attainment 8: 15 minus 60 is -45 points. The variances of the means are 14 / 6 = 2.33
        and 4.36 / 12 = 0.36, Welch's freedom 6.6: -48.9 to -41.1. 2024/25: 17.3 - 46.0 = -28.7,
        times 18 / 12 is -43.05: inside. 2018: 19.0 - 46.6 = -27.6, times 1.5 is -41.4: inside.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A6 | 11 |\n| B1-B12 | 11 |",
            "plans": plans("A1-A6"),
            "results": "\n".join(
                [
                    "| UPN | Academic year | Stage | Subject | Result |",
                    *(
                        f"| {upn} | 2024/25 | KS4 | Attainment 8 | {score} |"
                        for upn, score in (
                            *((f"A{n}", 8 + 2 * n) for n in range(1, 7)),
                            ("B1-B6", 58),
                            ("B7-B12", 62),
                        )
                    ),
                ]
            ),
        },
        {
            "attainment8 2024/25": "cwsw 15; other 60; difference -45.0 (-48.9 to -41.1); "
            "here behind; beside 2018: not_clear; beside like_for_like: not_clear",
        },
        phase="secondary",
    ),
    Spec(
        "Gap: fewer than six on either side",
        "6 of 6 beside 0 of 5: too few other pupils, here and beside the nation.",
        {
            "pupils": "| UPN |\n| A1-A6 |\n| B1-B5 |",
            "plans": plans("A1-A6"),
            "attendance": _absent(("A1-A6", 20), ("B1-B5", 0)),
        },
        {
            "persistent_absence 2024/25": "cwsw 6 of 6; other 0 of 5; worse; gap 4; alarm; "
            "here too_few; beside 2018: not_same_phase; beside like_for_like: too_few",
        },
    ),
    Spec(
        "Gap: neither more nor less is better",
        """6 of 6 minus 0 of 6 is 44.8 to 100 points: higher. Without a direction the nation says
        nothing.""",
        _SIX_EACH
        | {
            "placements": """| UPN | Kind | Start date | End date |
                             | A1-A6 | AP | 2024-10-01 | |""",
        },
        {
            "alternative_provision 2024/25": "difference 1.0 (0.448 to 1.0); here higher; "
            "beside 2018: none; beside like_for_like: none",
        },
    ),
    Spec(
        "Gap: a year under way",
        """Both sides have the same weeks, so the gap here is given in every year. Suspensions are
        so far; absence is judged once the median of possible sessions reaches 120. 6 of 6 minus
        0 of 6 is 44.8 to 100 points; 27.86 times 2 is 55.72: inside.""",
        _SIX_EACH
        | {
            "exclusions": """| UPN | Type | Start date | Sessions |
                             | A1-A6 | SUSP | 2024-10-01 | 2 |""",
            "attendance": _absent(("A1-A6", 20), ("B1-B6", 0), possible=120),
        },
        {
            "suspended 2024/25": "so_far; here behind; beside 2018: so_far; "
            "beside like_for_like: so_far",
            "persistent_absence 2024/25": "here behind; beside like_for_like: not_clear",
        },
        phase="all-through",
        school_as_at=date(2025, 4, 1),
    ),
    Spec(
        "Gap: the old early years profile",
        """From 2021/22 the figure of 2018 has another definition, which goes before all else.
        Before, it is of another group than children in need: no such pair.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A3 | R |\n| A4 | 5 |",
            "plans": "| UPN | Plan | Start date | End date |\n| A1-A4 | CIN | 2019-01-01 | |",
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A3 | 2024/25 | EYFS | GLD | Y |
                          | A4 | 2019/20 | EYFS | GLD | Y |""",
        },
        {
            "gld 2024/25": "here too_few; beside 2018: not_comparable; "
            "beside like_for_like: too_few",
            "gld 2019/20": "here too_few; beside 2018: none; beside like_for_like: none",
        },
    ),
    Spec(
        "Gap: no figure of all pupils",
        "Alternative provision has a figure of children in need, and none of all pupils beside it.",
        _SIX_EACH | {"attendance": _absent(("A1-A6", 60), ("B1-B6", 0))},
        {
            "severe_absence 2024/25": "here behind; beside 2018: not_same_phase; "
            "beside like_for_like: none",
        },
        phase="AP",
    ),
)
