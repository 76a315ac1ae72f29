"""Every measure by example (contract sections 3, 4 and 6). Results worked out by hand.

As at 20 July 2025, so that 2024/25 is complete. Pupils A… have been on a CIN plan since January
2023, pupils B… on none. National figures: benchmarks.md, A.2, B.1 to B.4.
"""

from datetime import date

from tests.spec.spec import Spec


def plans(*upns: str) -> str:
    """A Plans sheet: each on a CIN plan since January 2023."""
    head = "| UPN | Plan | Start date | End date |"
    return "\n".join([head, *(f"| {upn} | CIN | 2023-01-01 | |" for upn in upns)])


_SESSIONS = (
    "| UPN | Academic year | Possible sessions | Authorised absence | Unauthorised absence |"
)

EARLY = (
    Spec(
        "Good level of development",
        """3 of 8 is 37.5%, Wilson 13.7 to 69.4. CINO 2024/25 is 39.6%: inside, it cannot be told.
        At least 39.6% of 8 = 3.17 children means 4, one more than 3. The 2018 figure is of the old
        profile: not comparable from 2021/22 on.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A8 | R |\n| B1-B8 | R |",
            "plans": plans("A1-A8"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A3 | 2024/25 | EYFS | GLD | Y |
                          | A4-A8 | 2024/25 | EYFS | GLD | N |
                          | B1-B6 | 2024/25 | EYFS | GLD | Y |
                          | B7-B8 | 2024/25 | EYFS | GLD | N |""",
        },
        {
            "gld 2024/25": "cwsw 3 of 8; other 6 of 8; cwsw 0.375 (0.137 to 0.694); "
            "difference -0.375; ratio 0.5; cannot_tell; gap 1; "
            "against 2018: not_comparable; against like_for_like CINO: not_clear",
            "gld 2023/24": "not given",
        },
    ),
    Spec(
        "Good level of development: best of a year, each in its own year",
        """Two results of one pupil in one year: the best. A result counts in its own year, also of
        a pupil who has left since; a year that begins after the as-at date is left out.""",
        {
            "pupils": "| UPN | Year group | Leaving date |\n| A1 | R | |\n| B1 | 1 | 2024-08-01 |",
            "plans": plans("A1"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | EYFS | GLD | N |
                          | A1 | 2024/25 | EYFS | GLD | Y |
                          | A1 | 2025/26 | EYFS | GLD | Y |
                          | B1 | 2022/23 | EYFS | GLD | N |""",
        },
        {
            "gld 2024/25": "cwsw 1 of 1; other 0 of 0; too_few; gap none",
            "gld 2022/23": "cwsw 0 of 0; other 0 of 1; difference none; ratio none",
            "gld 2025/26": "not given",
        },
    ),
    Spec(
        "Phonics in Year 1",
        """32 marks or more. A3's best of two counts. A4 is in Year 2: the retake of 2024/25 does
        not count, the first try of 2023/24 does. No national figure of the cohort: context.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A3 | 1 |\n| A4 | 2 |\n| B1 | 1 |",
            "plans": plans("A1-A4"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | PHONICS | Mark | 31 |
                          | A2 | 2024/25 | PHONICS | Mark | 32 |
                          | A3 | 2024/25 | PHONICS | Mark | 20 |
                          | A3 | 2024/25 | PHONICS | Mark | 35 |
                          | A4 | 2024/25 | PHONICS | Mark | 40 |
                          | A4 | 2023/24 | PHONICS | Mark | 20 |
                          | B1 | 2024/25 | PHONICS | Mark | 40 |""",
        },
        {
            "phonics 2024/25": "cwsw 2 of 3; other 1 of 1; context_only; gap none",
            "phonics 2023/24": "cwsw 0 of 1; other 0 of 0; context_only",
        },
    ),
    Spec(
        "Reading, writing and maths at Key Stage 2",
        """A1 and A3 reach it. A2's 99 does not, a number is not a judgement of writing (A4), and a
        pupil with reading alone (A5) is counted and has not reached it.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A5 | 6 |\n| B1 | 6 |",
            "plans": plans("A1-A5"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS2 | Reading | 100 |
                          | A1 | 2024/25 | KS2 | Writing | EXS |
                          | A1 | 2024/25 | KS2 | Maths | 100 |
                          | A2 | 2024/25 | KS2 | Reading | 99 |
                          | A2 | 2024/25 | KS2 | Writing | EXS |
                          | A2 | 2024/25 | KS2 | Maths | 110 |
                          | A3 | 2024/25 | KS2 | Reading | EXS |
                          | A3 | 2024/25 | KS2 | Writing | GDS |
                          | A3 | 2024/25 | KS2 | Maths | GDS |
                          | A4 | 2024/25 | KS2 | Reading | 105 |
                          | A4 | 2024/25 | KS2 | Writing | 105 |
                          | A4 | 2024/25 | KS2 | Maths | 105 |
                          | A5 | 2024/25 | KS2 | Reading | 110 |
                          | B1 | 2024/25 | KS2 | Reading | HNM |""",
        },
        {"ks2_rwm 2024/25": "cwsw 2 of 5; other 0 of 1; cwsw 0.4; ratio none; too_few; gap none"},
    ),
    Spec(
        "Key Stage 2 without anybody's writing",
        "Nobody has a row for a needed subject: not supplied for that year, not zero.",
        {
            "pupils": "| UPN | Year group |\n| A1 | 6 |",
            "plans": plans("A1"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS2 | Reading | 110 |
                          | A1 | 2024/25 | KS2 | Maths | 110 |""",
        },
        {"ks2_rwm 2024/25": "not given"},
    ),
    Spec(
        "Key Stage 2 without anybody's maths",
        "Likewise; maths of the GCSE, in the same year, is another subject.",
        {
            "pupils": "| UPN | Year group |\n| A1 | 6 |\n| A2 | 11 |",
            "plans": plans("A1-A2"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS2 | Reading | 110 |
                          | A1 | 2024/25 | KS2 | Writing | EXS |
                          | A2 | 2024/25 | KS4 | Maths | 5 |""",
        },
        {"ks2_rwm 2024/25": "not given"},
    ),
    Spec(
        "Key Stage 2 codes in place of a score",
        "A code other than EXS and GDS is a row, and not met.",
        {
            "pupils": "| UPN | Year group |\n| A1-A3 | 6 |",
            "plans": plans("A1-A3"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS2 | Reading | HNM |
                          | A1 | 2024/25 | KS2 | Writing | EXS |
                          | A1 | 2024/25 | KS2 | Maths | 105 |
                          | A2 | 2024/25 | KS2 | Reading | 105 |
                          | A2 | 2024/25 | KS2 | Writing | GDS |
                          | A2 | 2024/25 | KS2 | Maths | A |
                          | A3 | 2024/25 | KS2 | Reading | 105 |
                          | A3 | 2024/25 | KS2 | Writing | EXS |
                          | A3 | 2024/25 | KS2 | Maths | 105 |""",
        },
        {"ks2_rwm 2024/25": "cwsw 1 of 3"},
    ),
)

GCSE = (
    Spec(
        "English and maths",
        """A1 and A2 have 5 in both (A2 by literature), A3 has 4 in English, A4's U and A5's missing
        English do not reach it. A6 is in Year 10: the rows wait for the Year 11 year. A7 left in
        Year 11 of 2023/24: the later row is ignored. B1's early literature counts in Year 11.""",
        {
            "pupils": """| UPN | Year group | Leaving date |
                         | A1-A5 | 11 | |
                         | A6 | 10 | |
                         | A7 | 11 | 2024-07-31 |
                         | B1 | 11 | |""",
            "plans": plans("A1-A7"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS4 | English Language | 5 |
                          | A1 | 2024/25 | KS4 | Maths | 5 |
                          | A2 | 2024/25 | KS4 | English Language | 3 |
                          | A2 | 2024/25 | KS4 | English Literature | 5 |
                          | A2 | 2024/25 | KS4 | Maths | 6 |
                          | A3 | 2024/25 | KS4 | English Language | 4 |
                          | A3 | 2024/25 | KS4 | Maths | 9 |
                          | A4 | 2024/25 | KS4 | English Language | U |
                          | A4 | 2024/25 | KS4 | Maths | 5 |
                          | A5 | 2024/25 | KS4 | Maths | 7 |
                          | A6 | 2024/25 | KS4 | English Language | 9 |
                          | A6 | 2024/25 | KS4 | Maths | 9 |
                          | A7 | 2023/24 | KS4 | English Language | 3 |
                          | A7 | 2023/24 | KS4 | Maths | 4 |
                          | A7 | 2024/25 | KS4 | English Language | 5 |
                          | B1 | 2023/24 | KS4 | English Literature | 6 |
                          | B1 | 2024/25 | KS4 | Maths | 5 |""",
        },
        {
            "em_strong 2024/25": "cwsw 2 of 5; other 1 of 1; cwsw 0.4; too_few; gap none",
            "em_standard 2024/25": "cwsw 3 of 5; other 1 of 1; cwsw 0.6; too_few; gap none",
            "em_strong 2023/24": "cwsw 0 of 1; other 0 of 0",
            "em_standard 2023/24": "cwsw 0 of 1; other 0 of 0",
            "em_strong 2025/26": "not given",
        },
        phase="secondary",
    ),
    Spec(
        "English and maths without anybody's English",
        "Nobody in Pupils has an English row for that Year 11: not supplied.",
        {
            "pupils": "| UPN | Year group |\n| A1-A2 | 11 |",
            "plans": plans("A1-A2"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A2 | 2024/25 | KS4 | Maths | 7 |""",
        },
        {"em_strong 2024/25": "not given", "em_standard 2024/25": "not given"},
        phase="secondary",
    ),
    Spec(
        "English and maths: maths taken twice, English in Year 10 alone",
        "Of several grades up to Year 11 the best counts, and English of an earlier year counts.",
        {
            "pupils": "| UPN | Year group |\n| A1 | 11 |",
            "plans": plans("A1"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2023/24 | KS4 | English Language | 6 |
                          | A1 | 2023/24 | KS4 | Maths | 6 |
                          | A1 | 2024/25 | KS4 | Maths | 3 |""",
        },
        {"em_strong 2024/25": "cwsw 1 of 1", "em_standard 2024/25": "cwsw 1 of 1"},
        phase="secondary",
    ),
    Spec(
        "English and maths: English taken twice, maths in Year 10 alone",
        "As above, with the subjects the other way round.",
        {
            "pupils": "| UPN | Year group |\n| A1 | 11 |",
            "plans": plans("A1"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2023/24 | KS4 | English Literature | 6 |
                          | A1 | 2023/24 | KS4 | Maths | 6 |
                          | A1 | 2024/25 | KS4 | English Language | 3 |""",
        },
        {"em_strong 2024/25": "cwsw 1 of 1", "em_standard 2024/25": "cwsw 1 of 1"},
        phase="secondary",
    ),
    Spec(
        "Attainment 8",
        """Mean of 10, 12, 14, 16, 18, 20 = 15. Squares of the distances: 70, over 5 = 14; standard
        error root of 14/6 = 1.5275; t on 5 is 2.5706: 15 ± 3.93. CINO 2024/25 is 17.3: inside.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A6 | 11 |\n| B1-B2 | 11 |",
            "plans": plans("A1-A6"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | KS4 | Attainment 8 | 10 |
                          | A2 | 2024/25 | KS4 | Attainment 8 | 12 |
                          | A3 | 2024/25 | KS4 | Attainment 8 | 14 |
                          | A4 | 2024/25 | KS4 | Attainment 8 | 16 |
                          | A5 | 2024/25 | KS4 | Attainment 8 | 18 |
                          | A6 | 2024/25 | KS4 | Attainment 8 | 20 |
                          | B1 | 2024/25 | KS4 | Attainment 8 | 40 |
                          | B2 | 2024/25 | KS4 | Attainment 8 | 50 |""",
        },
        {
            "attainment8 2024/25": "cwsw 6 of 6; other 2 of 2; cwsw 15 (11.07 to 18.93); "
            "other 45; difference -30; ratio none; cannot_tell; gap none; "
            "against like_for_like CINO: not_clear; against like_for_like CPPO: not_clear",
        },
        phase="secondary",
    ),
    Spec(
        "Attainment 8 where nothing varies, and of one pupil",
        """Six pupils with 30: the limits equal the value, above 17.3. One pupil in a group: no
        limits, of the difference neither.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A6 | 11 |\n| B1 | 11 |",
            "plans": plans("A1-A6"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A6 | 2024/25 | KS4 | Attainment 8 | 30 |
                          | B1 | 2024/25 | KS4 | Attainment 8 | 50.5 |""",
        },
        {
            "attainment8 2024/25": "cwsw 6 of 6; cwsw 30.000 (30.000 to 30.000); "
            "other 50.5 (none to none); difference -20.5 (none to none); better; gap none; alarm",
        },
        phase="secondary",
    ),
)

ABSENCE = (
    Spec(
        "Absence: overall, persistent and severe",
        """150 of 600 sessions = 25%. Distances from each pupil's own 25: 25, 15, 5 twice over,
        squares 1750; variance 6/5 × 1750 / 600² = 0.005833, root 0.0764, times 2.5706 = 0.1963.
        CINO primary: 10.9%, inside. Persistent: 10 of 100 exactly is enough, so 5 of 6, Wilson
        43.6 to 97.0, above 34.3%; no worse would be 2 (34.3% of 6 = 2.06), so 3 fewer. By the
        binomial p = 0.0187 + 0.0016 = 0.0203, twice that (two measures judged) = 0.041: alarm.
        Severe: 50 of 100 exactly; 3.3% of 6 is less than one child.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A6 | 5 |\n| B1-B2 | 5 |",
            "plans": plans("A1-A6"),
            "attendance": _SESSIONS
            + """
                | A1 | 2024/25 | 100 | 0 | 0 |
                | A2 | 2024/25 | 100 | 10 | 0 |
                | A3 | 2024/25 | 100 | 0 | 20 |
                | A4 | 2024/25 | 100 | 15 | 15 |
                | A5 | 2024/25 | 100 | 40 | 0 |
                | A6 | 2024/25 | 100 | 25 | 25 |
                | B1 | 2024/25 | 300 | 29 | 0 |
                | B2 | 2024/25 | 100 | 1 | 0 |""",
        },
        {
            "overall_absence 2024/25": "cwsw 150 of 600; other 30 of 400; "
            "cwsw 0.25 (0.0537 to 0.4463); other 0.075; difference 0.175; ratio none; "
            "cannot_tell; gap none; against 2018 CINO: not_clear",
            "persistent_absence 2024/25": "cwsw 5 of 6; other 0 of 2; "
            "cwsw 0.833 (0.436 to 0.970); ratio none; worse; gap 3; alarm; "
            "against like_for_like CINO: above; against like_for_like CPPO: above",
            "severe_absence 2024/25": "cwsw 1 of 6; other 0 of 2; too_few; gap none",
        },
    ),
    Spec(
        "Absence: a session to either side of the line",
        """37 of 370 is 10% exactly, 37 of 371 is 9.97%; 186 of 372 is 50% exactly, 186 of 373 is
        49.87%.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A4 | 5 |",
            "plans": plans("A1-A4"),
            "attendance": _SESSIONS
            + """
                | A1 | 2024/25 | 370 | 37 | 0 |
                | A2 | 2024/25 | 371 | 37 | 0 |
                | A3 | 2024/25 | 372 | 186 | 0 |
                | A4 | 2024/25 | 373 | 186 | 0 |""",
        },
        {
            "persistent_absence 2024/25": "cwsw 3 of 4",
            "severe_absence 2024/25": "cwsw 1 of 4",
        },
    ),
    Spec(
        "Absence: who is aged 5 to 15",
        """On 31 August 2024: A1 is 5, A2 is still 4, A3 is 16, A4 is 15. Without a date of birth,
        Years 1 to 11: A6 and A7, not A5 and A8.""",
        {
            "pupils": """| UPN | Date of birth | Year group |
                         | A1 | 2019-08-31 | 1 |
                         | A2 | 2019-09-01 | R |
                         | A3 | 2008-08-31 | 12 |
                         | A4 | 2008-09-01 | 11 |
                         | A5 | | R |
                         | A6 | | 1 |
                         | A7 | | 11 |
                         | A8 | | 12 |""",
            "plans": plans("A1-A8"),
            "attendance": _SESSIONS
            + """
                | A1-A8 | 2024/25 | 100 | 5 | 0 |""",
        },
        {"overall_absence 2024/25": "cwsw 20 of 400", "persistent_absence 2024/25": "cwsw 0 of 4"},
    ),
    Spec(
        "Absence: several rows add up, and beat the register",
        """A1's two rows are 10 of 100. A2's register has three possible sessions: D and # are none,
        a blank is no mark; I and U are absences, L is not. B1's row beats the register. B2 has no
        possible session.""",
        {
            "pupils": "| UPN |\n| A1 |\n| A2 |\n| B1 |\n| B2 |",
            "plans": plans("A1-A2"),
            "attendance": _SESSIONS
            + """
                | A1 | 2024/25 | 50 | 4 | 0 |
                | A1 | 2024/25 | 50 | 6 | 0 |
                | B1 | 2024/25 | 20 | 0 | 1 |
                | B2 | 2024/25 | 0 | 0 | 0 |""",
            "register": """| UPN | Date | AM | PM |
                           | A2 | 2024-09-02 | I | D |
                           | A2 | 2024-09-03 | L | |
                           | A2 | 2025-07-18 | U | # |
                           | A2 | 2025-07-21 | O | O |
                           | B1 | 2024-09-02 | O | O |""",
        },
        {
            "overall_absence 2024/25": "cwsw 12 of 103; other 1 of 20",
            "persistent_absence 2024/25": "cwsw 2 of 2; other 0 of 1",
            "severe_absence 2024/25": "cwsw 1 of 2; other 0 of 1",
        },
    ),
    Spec(
        "Absence: only a percentage attended",
        """Attendance 90% is absence of exactly 10%. It serves persistent and severe absence, not
        overall. B2's blank count is unknown: not counted.""",
        {
            "pupils": "| UPN |\n| A1-A4 |\n| B1-B2 |",
            "plans": plans("A1-A4"),
            "flat": """
            | UPN | Possible sessions | Authorised absence | Unauthorised absence | Attendance % |
            | A1 | | | | 90 |
            | A2 | | | | 90.1 |
            | A3 | | | | 50 |
            | A4 | | | | 50.1 |
            | B1 | 200 | 10 | 10 | |
            | B2 | 200 | 10 | | |""",
        },
        {
            "persistent_absence 2024/25": "cwsw 3 of 4; other 1 of 1",
            "severe_absence 2024/25": "cwsw 1 of 4; other 0 of 1",
            "overall_absence 2024/25": "cwsw 0 of 0; other 20 of 200; difference none",
        },
    ),
)

BESIDE = (
    Spec(
        "Absence: a percentage beside a register",
        """The percentage serves alone only: A1's register, 1 of 4 absent, beats it. A2's Attendance
        row beats both. Counts in the flat sheet beat the register (B1).""",
        {
            "pupils": "| UPN |\n| A1-A2 |\n| B1 |",
            "plans": plans("A1-A2"),
            "flat": """
            | UPN | Possible sessions | Authorised absence | Unauthorised absence | Attendance % |
            | A1 | | | | 100 |
            | A2 | | | | 100 |
            | B1 | 10 | 1 | 0 | |""",
            "attendance": _SESSIONS + "\n| A2 | 2024/25 | 10 | 5 | 0 |",
            "register": """| UPN | Date | AM | PM |
                           | A1 | 2024-09-02 | I | / |
                           | A1 | 2024-09-03 | B | \\ |
                           | B1 | 2024-09-03 | O | O |""",
        },
        {
            "overall_absence 2024/25": "cwsw 6 of 14; other 1 of 10",
            "persistent_absence 2024/25": "cwsw 2 of 2; other 1 of 1",
            "severe_absence 2024/25": "cwsw 1 of 2; other 0 of 1",
        },
    ),
    Spec(
        "Attendance percentages before 15 July",
        "They count as no possible session, so the median of 120 is never reached by them.",
        {
            "pupils": "| UPN |\n| A1-A6 |",
            "plans": plans("A1-A6"),
            "flat": "| UPN | Attendance % |\n| A1-A6 | 80 |",
        },
        {
            "persistent_absence 2024/25": "cwsw 6 of 6; so_far; gap none; "
            "against like_for_like CINO: above",
        },
        school_as_at=date(2025, 7, 14),
    ),
)

_ROLL = """| UPN | Admission date | Leaving date |
           | A1-A2 | | |
           | A3 | | 2024-08-31 |
           | A4 | | 2024-09-01 |
           | A5 | 2025-07-20 | |
           | A6 | 2025-07-21 | |
           | A7 | | |
           | B1 | | |"""

EXCLUSIONS = (
    Spec(
        "Suspended and permanently excluded",
        """On roll in 2024/25: A1, A2, A4 (left on its first day), A5 (came on the as-at date), A7;
        not A3 (left the day before), nor A6 (came after the as-at date, so that the row of 2019
        begins no year). A2's suspension belongs to 2023/24, in which A5 was not yet on roll. B1's
        row of 21 July is dated after the as-at date. CINO 2023/24, the latest: 14.24%.""",
        {
            "pupils": _ROLL,
            "plans": plans("A1-A7"),
            "exclusions": """| UPN | Type | Start date | Sessions |
                             | A1 | SUSP | 2024-09-01 | 2 |
                             | A1 | SUSP | 2025-03-01 | 4 |
                             | A2 | SUSP | 2024-08-31 | 2 |
                             | A6 | SUSP | 2019-10-01 | 2 |
                             | A7 | PERM | 2025-07-20 | |
                             | B1 | SUSP | 2025-07-21 | 2 |""",
        },
        {
            "suspended 2024/25": "cwsw 1 of 5; other 0 of 1; ratio none; context_only; gap none",
            "suspended 2023/24": "cwsw 1 of 5; other 0 of 1; cwsw 0.2",
            "permanently_excluded 2024/25": "cwsw 1 of 5; other 0 of 1",
            "permanently_excluded 2023/24": "cwsw 0 of 5; other 0 of 1",
            "suspended 2022/23": "not given",
            "suspended 2019/20": "not given",
        },
    ),
    Spec(
        "Suspended and permanently excluded in one year",
        "A child is counted in both.",
        {
            "pupils": "| UPN |\n| A1-A2 |",
            "plans": plans("A1-A2"),
            "exclusions": """| UPN | Type | Start date | Sessions |
                             | A1 | SUSP | 2024-10-01 | 2 |
                             | A1 | PERM | 2025-03-01 | |""",
        },
        {
            "suspended 2024/25": "cwsw 1 of 2",
            "permanently_excluded 2024/25": "cwsw 1 of 2",
        },
    ),
    Spec(
        "Suspensions of the flat sheet, asked for in the year after",
        "They begin their own year, though no other sheet speaks of it.",
        {
            "pupils": "| UPN |\n| A1-A2 |",
            "plans": plans("A1-A2"),
            "flat": "| UPN | Suspensions |\n| A1 | 2 |\n| A2 | 0 |",
        },
        {"suspended 2024/25": "cwsw 1 of 2", "suspended 2025/26": "not given"},
        as_at=date(2025, 10, 1),
    ),
    Spec(
        "Exclusions supplied, with no rows",
        """A true zero of the as-at year, in an all-through school, which the figures of all schools
        judge. 14.24% of 8 is 1.1 children, so eight are just enough to judge: 0 of 8 is 0 to 32.4%,
        14.24% lies inside. 1.03% of 8 is less than one child.""",
        {
            "pupils": "| UPN |\n| A1-A8 |\n| B1 |",
            "plans": plans("A1-A8"),
            "exclusions": "| UPN | Type | Start date |",
        },
        {
            "suspended 2024/25": "cwsw 0 of 8; other 0 of 1; cwsw 0.000 (0.000 to 0.324); "
            "difference 0; ratio none; cannot_tell; gap 0",
            "permanently_excluded 2024/25": "cwsw 0 of 8; too_few; gap none",
            "suspended 2023/24": "not given",
        },
        phase="all-through",
    ),
    Spec(
        "A figure of all schools judges no school of one phase",
        """Suspensions of children in need are published for all schools only: 11 of 11 lies above
        both figures, but a primary is not judged by them. Its absence is: by the figure of primary
        schools, and not by that of 2018, which is of all schools.""",
        {
            "pupils": "| UPN |\n| A1-A11 |\n| B1 |",
            "plans": plans("A1-A11"),
            "exclusions": """| UPN | Type | Start date | Sessions |
                             | A1-A11 | SUSP | 2024-10-01 | 2 |""",
            "attendance": _SESSIONS + "\n| A1-A11 | 2024/25 | 100 | 10 | 0 |",
        },
        {
            "suspended 2024/25": "cwsw 11 of 11; against 2018 CINO: above; "
            "against like_for_like CINO: above; context_only; gap none",
            "persistent_absence 2024/25": "cwsw 11 of 11; against 2018 CINO: above; "
            "against like_for_like CINO: above; worse; gap 8; alarm",
        },
    ),
    Spec(
        "A column of blanks in the flat sheet",
        "It is not supplied. One filled cell beside it makes that column a count of everybody.",
        {
            "pupils": "| UPN |\n| A1-A2 |\n| B1 |",
            "plans": plans("A1-A2"),
            "flat": """| UPN | Suspensions | Permanently excluded |
                       | A1 | 1 | |
                       | A2 | | |
                       | B1 | | |""",
        },
        {
            "suspended 2024/25": "cwsw 1 of 2; other 0 of 1",
            "permanently_excluded 2024/25": "not given",
        },
    ),
    Spec(
        "Exclusions not supplied",
        "A missing sheet means not supplied, never zero.",
        {"pupils": "| UPN |\n| A1 |\n| B1 |", "plans": plans("A1")},
        {
            "suspended 2024/25": "not given",
            "permanently_excluded 2024/25": "not given",
            "alternative_provision 2024/25": "not given",
            "wellbeing_known 2024/25": "not given",
            "overall_absence 2024/25": "not given",
        },
    ),
    Spec(
        "Suspensions in the flat sheet",
        """A blank beside a filled cell means none, in each of the two columns by itself.""",
        {
            "pupils": "| UPN |\n| A1-A3 |\n| B1 |",
            "plans": plans("A1-A3"),
            "flat": """| UPN | Suspensions | Permanently excluded |
                       | A1 | 2 | N |
                       | A2 | 0 | |
                       | A3 | | |
                       | B1 | 0 | N |""",
        },
        {
            "suspended 2024/25": "cwsw 1 of 3; other 0 of 1",
            "permanently_excluded 2024/25": "cwsw 0 of 3; other 0 of 1",
        },
    ),
    Spec(
        "Alternative provision and part-time timetables",
        """A1's placement is open since 2022/23 and counts in every year since; A2's ended the day
        before 2024/25; A4's on its first day. A dual registration is neither, but the sheet's first
        row begins the years shown. A4's and A1's part-time timetable. A3 left before 2024/25.""",
        {
            "pupils": _ROLL,
            "plans": plans("A1-A7"),
            "placements": """| UPN | Kind | Start date | End date |
                             | A1 | AP | 2023-01-01 | |
                             | A2 | AP | 2024-01-01 | 2024-08-31 |
                             | A4 | AP | 2024-01-01 | 2024-09-01 |
                             | A4 | Part-time timetable | 2025-07-20 | |
                             | A1 | Part-time timetable | 2025-07-21 | |
                             | B1 | Dual | 2022-09-01 | |""",
        },
        {
            "alternative_provision 2024/25": "cwsw 2 of 5; other 0 of 1; context_only; gap none",
            "alternative_provision 2023/24": "cwsw 3 of 5; other 0 of 1; context_only",
            "alternative_provision 2022/23": "cwsw 1 of 5; other 0 of 1; context_only",
            "part_time_timetable 2024/25": "cwsw 1 of 5; other 0 of 1; context_only; gap none",
            "part_time_timetable 2022/23": "cwsw 0 of 5; other 0 of 1",
            "alternative_provision 2021/22": "not given",
        },
    ),
)

AFTER = (
    Spec(
        "Destinations",
        """A2's NEET beside Unknown is NEET. A3's two different destinations count as none, A4's
        Unknown neither. A5's same destination in two years counts in the first. Age 18 apart.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A5 | 12 |\n| B1 | 12 |",
            "plans": plans("A1-A5"),
            "destinations": """| UPN | Academic year | Age | Destination |
                               | A1 | 2024/25 | 16 | A levels |
                               | A2 | 2024/25 | 16 | NEET |
                               | A2 | 2024/25 | 16 | Unknown |
                               | A3 | 2023/24 | 16 | NEET |
                               | A3 | 2024/25 | 16 | A levels |
                               | A4 | 2024/25 | 16 | Unknown |
                               | A5 | 2023/24 | 16 | A levels |
                               | A5 | 2024/25 | 16 | A levels |
                               | A1 | 2024/25 | 18 | Higher education |
                               | B1 | 2024/25 | 18 | Employment |""",
        },
        {
            "a_levels_at_16 2024/25": "cwsw 1 of 2; other 0 of 0; context_only; gap none",
            "neet_at_16 2024/25": "cwsw 1 of 2; other 0 of 0; context_only; gap none",
            "a_levels_at_16 2023/24": "cwsw 1 of 1; other 0 of 0",
            "neet_at_16 2023/24": "cwsw 0 of 1; other 0 of 0",
            "he_at_18 2024/25": "cwsw 1 of 1; other 0 of 1; ratio none; context_only; gap none",
        },
        phase="all-through",
    ),
)

_SCORES = """| UPN | Date | Instrument | Informant | Score |
             | A1 | 2024-10-01 | SDQ | Teacher | 16 |
             | A2 | 2024-10-01 | SDQ | Parent | 16 |
             | A3 | 2024-10-01 | SDQ | Self | 18 |
             | A4 | 2024-10-01 | SDQ | Teacher | 30 |
             | A4 | 2025-02-01 | SDQ | Teacher | 3 |
             | A4 | 2025-03-01 | SDQ | | 30 |
             | A5 | 2025-02-01 | SDQ | Teacher | 15 |
             | A5 | 2025-02-01 | SDQ | Parent | 17 |
             | A6 | 2024-08-31 | SDQ | Teacher | 20 |
             | A7 | 2025-02-01 | SDQ | | 20 |
             | B1 | 2025-02-01 | Boxall | Teacher | 20 |"""

WELLBEING = (
    Spec(
        "SDQ raised",
        """Teacher from 16, parent from 17, self from 18: A1 and A3, not A2. A4's latest with a
        known informant is 3. Of A5's two on the latest day, any. A6's belongs to 2023/24. A7's
        informant is unknown; B1's is no SDQ.""",
        {"pupils": "| UPN |\n| A1-A7 |\n| B1 |", "plans": plans("A1-A7"), "wellbeing": _SCORES},
        {
            "sdq_raised 2024/25": "cwsw 3 of 5; other 0 of 0; context_only; gap none",
            "sdq_raised 2023/24": "cwsw 1 of 1; other 0 of 0",
        },
        sdq_permission=True,
    ),
    Spec(
        "SDQ without permission",
        "Only where the school states SDQ permission Y.",
        {"pupils": "| UPN |\n| A1-A7 |\n| B1 |", "plans": plans("A1-A7"), "wellbeing": _SCORES},
        {
            "sdq_raised 2024/25": "not given",
            "wellbeing_known 2024/25": "cwsw 7 of 7; other 1 of 1; context_only; gap none",
        },
    ),
    Spec(
        "Wellbeing known",
        """Any score in (as-at - 12 months, as-at]: A1's of 20 July 2024 is a day too old, A2's and
        A3's are in. A4's is dated after the as-at date. A5 has left.""",
        {
            "pupils": """| UPN | Leaving date |
                         | A1-A4 | |
                         | A5 | 2025-07-19 |
                         | B1 | |""",
            "plans": plans("A1-A5"),
            "wellbeing": """| UPN | Date | Instrument | Informant | Score |
                            | A1 | 2024-07-20 | PASS | Self | 1 |
                            | A2 | 2024-07-21 | PASS | Self | 1 |
                            | A3 | 2025-07-20 | Leuven | | 4 |
                            | A4 | 2025-07-21 | PASS | Self | 1 |
                            | A5 | 2025-07-01 | PASS | Self | 1 |""",
        },
        {
            "wellbeing_known 2024/25": "cwsw 2 of 4; other 0 of 1; ratio none; context_only",
            "wellbeing_known 2023/24": "not given",
        },
    ),
)

_HALF = _SESSIONS + "\n| A1-A3 | 2024/25 | 100 | 0 | 0 |\n"

SO_FAR = (
    Spec(
        "So far: 14 July",
        "A year is complete from 15 July. Before, every measure but absence is so far.",
        {
            "pupils": "| UPN | Year group |\n| A1-A8 | R |",
            "plans": plans("A1-A8"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A3 | 2024/25 | EYFS | GLD | Y |
                          | A4-A8 | 2024/25 | EYFS | GLD | N |
                          | A1-A8 | 2023/24 | EYFS | GLD | N |""",
            "exclusions": "| UPN | Type | Start date |",
        },
        {
            "gld 2024/25": "cwsw 3 of 8; so_far; gap none",
            "gld 2023/24": "cwsw 0 of 8; worse; gap 4; alarm",
            "suspended 2024/25": "cwsw 0 of 8; context_only; gap none",
        },
        school_as_at=date(2025, 7, 14),
    ),
    Spec(
        "So far: 15 July",
        "The same school a day later is judged.",
        {
            "pupils": "| UPN | Year group |\n| A1-A8 | R |",
            "plans": plans("A1-A8"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1-A3 | 2024/25 | EYFS | GLD | Y |
                          | A4-A8 | 2024/25 | EYFS | GLD | N |""",
        },
        {"gld 2024/25": "cwsw 3 of 8; cannot_tell; gap 1"},
        school_as_at=date(2025, 7, 15),
    ),
    Spec(
        "So far: median of possible sessions below 120",
        "Three of 100 and three of 139: the median is 119.5.",
        {
            "pupils": "| UPN |\n| A1-A6 |\n| B1 |",
            "plans": plans("A1-A6"),
            "attendance": _HALF
            + "| A4-A6 | 2024/25 | 139 | 0 | 0 |\n| B1 | 2024/25 | 300 | 0 | 0 |",
        },
        {
            "persistent_absence 2024/25": "cwsw 0 of 6; so_far; gap none",
            "overall_absence 2024/25": "cwsw 0 of 717; so_far; gap none",
        },
        school_as_at=date(2025, 4, 1),
    ),
    Spec(
        "So far: median of possible sessions at 120",
        "Three of 100 and three of 140: the median is 120. 0 of 6 is 0 to 39.0%: judged.",
        {
            "pupils": "| UPN |\n| A1-A6 |\n| B1 |",
            "plans": plans("A1-A6"),
            "attendance": _HALF + "| A4-A6 | 2024/25 | 140 | 0 | 0 |\n| B1 | 2024/25 | 1 | 0 | 0 |",
        },
        {
            "persistent_absence 2024/25": "cwsw 0 of 6; cwsw 0.000 (0.000 to 0.390); "
            "cannot_tell; gap 0",
            "overall_absence 2024/25": "cwsw 0 of 720; cwsw 0.0 (0.0 to 0.0); better; "
            "gap none; alarm",
            "severe_absence 2024/25": "cwsw 0 of 6; too_few",
        },
        school_as_at=date(2025, 4, 1),
    ),
)

YEARS = (
    Spec(
        "A pupil's group is taken on each year's status date",
        """A1's plan began on 1 September 2024: on 31 August 2024 A1 is among the other pupils. A2's
        ended on 31 August 2018: exactly six years before the status date of 2023/24, but earlier
        on 20 July 2025.""",
        {
            "pupils": "| UPN | Year group |\n| A1-A2 | 6 |",
            "plans": """| UPN | Plan | Start date | End date |
                        | A1 | CIN | 2024-09-01 | |
                        | A2 | CIN | 2017-05-01 | 2018-08-31 |""",
            "attendance": _SESSIONS
            + """
                | A1-A2 | 2024/25 | 100 | 0 | 0 |
                | A1-A2 | 2023/24 | 100 | 0 | 0 |""",
        },
        {
            "persistent_absence 2024/25": "cwsw 0 of 1; other 0 of 0",
            "persistent_absence 2023/24": "cwsw 0 of 1; other 0 of 1",
            "cohort": "on_roll 2, cwsw 1, current_cin 1, while_on_roll 1, earlier 1",
        },
    ),
    Spec(
        "An override holds for the years from its From date",
        "A1's From date is the status date of 2023/24, A2's the day after; A3's blank: all years.",
        {
            "pupils": "| UPN | Year group |\n| A1-A3 | 6 |",
            "overrides": """| UPN | Group | From date |
                            | A1 | cwsw | 2024-08-31 |
                            | A2 | cwsw | 2024-09-01 |
                            | A3 | cwsw | |""",
            "attendance": _SESSIONS
            + """
                | A1-A3 | 2024/25 | 100 | 0 | 0 |
                | A1-A3 | 2023/24 | 100 | 0 | 0 |
                | A1-A3 | 2022/23 | 100 | 0 | 0 |""",
        },
        {
            "persistent_absence 2024/25": "cwsw 0 of 3; other 0 of 0",
            "persistent_absence 2023/24": "cwsw 0 of 2; other 0 of 1",
            "persistent_absence 2022/23": "cwsw 0 of 1; other 0 of 2",
            "cohort": "on_roll 3, cwsw 3, ended 3",
        },
    ),
    Spec(
        "A leaver's year group is that of the year of leaving",
        """B1 left in January 2024 in Year 2, so was in Year 1 in 2022/23; A1, in Year 2 now, was in
        Year 1 in 2023/24.""",
        {
            "pupils": """| UPN | Year group | Leaving date |
                         | A1 | 2 | |
                         | B1 | 2 | 2024-01-15 |""",
            "plans": plans("A1"),
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2022/23 | PHONICS | Mark | 35 |
                          | A1 | 2023/24 | PHONICS | Mark | 35 |
                          | B1 | 2022/23 | PHONICS | Mark | 35 |
                          | B1 | 2023/24 | PHONICS | Mark | 35 |""",
        },
        {
            "phonics 2023/24": "cwsw 1 of 1; other 0 of 0",
            "phonics 2022/23": "cwsw 0 of 0; other 1 of 1",
        },
    ),
    Spec(
        "Flat results, asked for the year before",
        "Flat figures belong to the School sheet's year: left out when it has not begun.",
        {
            "pupils": "| UPN | Year group |\n| A1-A2 | R |",
            "plans": plans("A1-A2"),
            "flat": "| UPN | GLD |\n| A1 | Y |\n| A2 | N |",
        },
        {"gld 2024/25": "not given", "gld 2023/24": "not given"},
        as_at=date(2024, 8, 31),
    ),
    Spec(
        "Flat results beside a Results sheet",
        "They are results of the School sheet's year: the best of both.",
        {
            "pupils": "| UPN | Year group |\n| A1-A2 | R |",
            "plans": plans("A1-A2"),
            "flat": "| UPN | GLD |\n| A1 | N |\n| A2 | N |",
            "results": """| UPN | Academic year | Stage | Subject | Result |
                          | A1 | 2024/25 | EYFS | GLD | Y |""",
        },
        {"gld 2024/25": "cwsw 1 of 2"},
    ),
)

SPECS = (*EARLY, *GCSE, *ABSENCE, *BESIDE, *EXCLUSIONS, *AFTER, *WELLBEING, *SO_FAR, *YEARS)
