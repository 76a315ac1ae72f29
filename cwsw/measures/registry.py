"""Every measure: its definition, who is eligible, who meets it, which way is better.

Source: contract section 3. Screens, sentences, the command line and docs/measures.md all read
this table, so that no two of them can say different things. The SQL names each measure's column
by its key (see counting/03_pupil_year.sql).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cwsw.measures import populations
from cwsw.measures.populations import Population
from cwsw.tables.english import share

THRESHOLDS: Mapping[str, int] = MappingProxyType(
    {
        "phonics_standard": 32,
        "expected_score": 100,
        "strong_pass": 5,
        "standard_pass": 4,
        "persistent_percent": 10,
        "severe_percent": 50,
        "sdq_teacher": 16,
        "sdq_parent": 17,
        "sdq_self": 18,
    }
)
"""The numbers in the definitions: parameters of the query, and spelt out in the words below."""

_T = THRESHOLDS
PERSISTENT_SHARE = share(_T["persistent_percent"])
SEVERE_SHARE = share(_T["severe_percent"])
"""The same shares of sessions as words: 'a tenth', 'half'."""


class FigureKind(StrEnum):
    """How the figure of a group is made from its pupils."""

    PROPORTION = "proportion"
    MEAN = "mean"
    RATIO_OF_SUMS = "ratio of sums"

    @property
    def is_share(self) -> bool:
        """Whether each pupil meets it or does not."""
        return self is FigureKind.PROPORTION


class Better(StrEnum):
    """Which way is better; `none` and `context` measures are never judged."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"
    CONTEXT = "context"


class Page(StrEnum):
    """The page of the dashboard a measure stands on."""

    EARLY_YEARS = "early_years"
    PRIMARY = "primary"
    ATTENDANCE = "attendance"
    SUSPENSIONS = "suspensions"
    GCSE = "gcse"
    WELLBEING = "wellbeing"


@dataclass(frozen=True)
class Measure:
    """One question asked of every group.

    `short` is what charts call it; `predicate` completes "9 of 22 pupils ...", and `otherwise` says
    the same of those who do not meet it, where less is better; `eligible`, `meets` and
    `left_out` are its definition in words; `needs` names the tables it is counted from, any one of
    them being enough. `is_of_today`: it speaks of the as-at date, so no year is said with it.
    """

    key: str
    title: str
    short: str
    kind: FigureKind
    better: Better
    page: Page
    predicate: str
    eligible: str
    meets: str
    left_out: str
    needs: tuple[str, ...]
    population: Population
    stage: str = ""
    subjects: str = ""
    otherwise: str = ""
    is_of_today: bool = False

    @property
    def has_direction(self) -> bool:
        """Whether one way is better than the other."""
        return self.better in (Better.HIGHER, Better.LOWER)

    @property
    def is_absence(self) -> bool:
        """Whether the "so far" rule for absence applies (contract section 3)."""
        return self.population is populations.ABSENCE


_ABSENCE_ELIGIBLE = (
    "Pupils with at least one possible session in the year who were 5 to 15 years old on the "
    "31 August before it (no date of birth: Years 1 to 11). Leavers count in the years they "
    "have sessions for."
)
_ABSENCE_LEFT_OUT = (
    "Pupils with no possible sessions, and pupils under 5 or over 15: national absence figures "
    "leave them out too."
)
_ON_ROLL = "Pupils on roll on any day of the year."
_NOT_ON_ROLL = "Pupils who joined after the year or left before it."
_NO_KNOWN_DESTINATION = (
    "Pupils with no destination recorded, with Unknown, or with two different ones."
)
_LATEST_RESULT = "Pupils with no result in the year. Of several results the best counts."

MEASURES: tuple[Measure, ...] = (
    Measure(
        "gld",
        "Good level of development",
        "Good level of development",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.EARLY_YEARS,
        "reached a good level of development",
        "Pupils with an Early Years Foundation Stage result in the year.",
        "A good level of development (GLD): at least the expected level in communication and "
        "language, personal, social and emotional development, physical development, literacy "
        "and mathematics.",
        _LATEST_RESULT,
        ("results", "flat"),
        populations.RECEPTION,
        stage="EYFS",
    ),
    Measure(
        "phonics",
        "Phonics in Year 1",
        "Phonics in Year 1",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.PRIMARY,
        "met the phonics standard",
        "Pupils with a phonics mark in the year who were in Year 1 that year.",
        f"A mark of {_T['phonics_standard']} or more out of 40.",
        "Pupils with no mark, and Year 2 pupils taking the check again.",
        ("results", "flat"),
        populations.YEAR_1,
        stage="PHONICS",
    ),
    Measure(
        "ks2_rwm",
        "Reading, writing and maths at age 11",
        "Expected standard at age 11",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.PRIMARY,
        "met the expected standard in reading, writing and maths",
        "Pupils with any Key Stage 2 reading, writing or maths row in the year.",
        f"A scaled score of {_T['expected_score']} or more (or EXS, GDS) in reading and in "
        "maths, and EXS or GDS in writing.",
        "Pupils with no Key Stage 2 row. A code such as A, B, N or HNM counts as not met. "
        "Nothing is given for a year in which nobody has a row for one of the three subjects.",
        ("results", "flat"),
        populations.YEAR_6,
        stage="KS2",
        subjects="ks2_supplied",
    ),
    Measure(
        "em_strong",
        f"English and maths at grade {_T['strong_pass']} or above",
        f"Grade {_T['strong_pass']}+ in English and maths",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.GCSE,
        f"gained grade {_T['strong_pass']} or above in English and maths",
        "Pupils with any GCSE English or maths row up to and in their Year 11 year.",
        "The better of English Language and English Literature at grade "
        f"{_T['strong_pass']} or above, and maths at grade {_T['strong_pass']} or above.",
        "Pupils with no English or maths row. Grades gained after Year 11 are ignored.",
        ("results", "flat"),
        populations.YEAR_11,
        stage="KS4",
        subjects="gcse_supplied",
    ),
    Measure(
        "em_standard",
        f"English and maths at grade {_T['standard_pass']} or above",
        f"Grade {_T['standard_pass']}+ in English and maths",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.GCSE,
        f"gained grade {_T['standard_pass']} or above in English and maths",
        "Pupils with any GCSE English or maths row up to and in their Year 11 year.",
        "The better of English Language and English Literature at grade "
        f"{_T['standard_pass']} or above, and maths at grade {_T['standard_pass']} or above.",
        "Pupils with no English or maths row. Grades gained after Year 11 are ignored.",
        ("results", "flat"),
        populations.YEAR_11,
        stage="KS4",
        subjects="gcse_supplied",
    ),
    Measure(
        "attainment8",
        "Attainment 8",
        "Attainment 8",
        FigureKind.MEAN,
        Better.HIGHER,
        Page.GCSE,
        "scored on average in Attainment 8",
        "Pupils with an Attainment 8 score in the year.",
        "The average of their scores, in points.",
        _LATEST_RESULT,
        ("results", "flat"),
        populations.YEAR_11,
        stage="KS4",
    ),
    Measure(
        "overall_absence",
        "Overall absence",
        "Sessions missed",
        FigureKind.RATIO_OF_SUMS,
        Better.LOWER,
        Page.ATTENDANCE,
        "sessions were missed",
        _ABSENCE_ELIGIBLE,
        "Sessions missed (authorised and unauthorised) out of all possible sessions, added up "
        "over the group.",
        _ABSENCE_LEFT_OUT,
        ("attendance", "register", "flat"),
        populations.ABSENCE,
    ),
    Measure(
        "persistent_absence",
        "Persistent absence",
        f"Missed {_T['persistent_percent']}% or more of school",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.ATTENDANCE,
        "were persistently absent",
        _ABSENCE_ELIGIBLE,
        f"Missed {_T['persistent_percent']}% or more of their own possible sessions.",
        _ABSENCE_LEFT_OUT,
        ("attendance", "register", "flat"),
        populations.ABSENCE,
        otherwise=f"attended more than {100 - _T['persistent_percent']}% of their sessions",
    ),
    Measure(
        "severe_absence",
        "Severe absence",
        f"Missed {_T['severe_percent']}% or more of school",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.ATTENDANCE,
        "were severely absent",
        _ABSENCE_ELIGIBLE,
        f"Missed {_T['severe_percent']}% or more of their own possible sessions.",
        _ABSENCE_LEFT_OUT,
        ("attendance", "register", "flat"),
        populations.ABSENCE,
        otherwise=f"attended more than {100 - _T['severe_percent']}% of their sessions",
    ),
    Measure(
        "suspended",
        "Suspended at least once",
        "Suspended at least once",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.SUSPENSIONS,
        "were suspended at least once",
        _ON_ROLL,
        "At least one suspension that began in the year.",
        _NOT_ON_ROLL,
        ("exclusions", "flat"),
        populations.COUNTED,
        otherwise="were not suspended",
    ),
    Measure(
        "permanently_excluded",
        "Permanently excluded",
        "Permanently excluded",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.SUSPENSIONS,
        "were permanently excluded",
        _ON_ROLL,
        "A permanent exclusion that began in the year.",
        _NOT_ON_ROLL,
        ("exclusions", "flat"),
        populations.COUNTED,
        otherwise="were not permanently excluded",
    ),
    Measure(
        "alternative_provision",
        "In alternative provision",
        "In alternative provision",
        FigureKind.PROPORTION,
        Better.NONE,
        Page.SUSPENSIONS,
        "had a placement in alternative provision",
        _ON_ROLL,
        "An alternative provision placement on any day of the year.",
        _NOT_ON_ROLL,
        ("placements",),
        populations.COUNTED,
    ),
    Measure(
        "part_time_timetable",
        "On a part-time timetable",
        "On a part-time timetable",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.SUSPENSIONS,
        "had a part-time timetable",
        _ON_ROLL,
        "A part-time timetable on any day of the year.",
        _NOT_ON_ROLL,
        ("placements",),
        populations.COUNTED,
        otherwise="were on a full timetable",
    ),
    Measure(
        "a_levels_at_16",
        "A levels after Year 11",
        "A levels after Year 11",
        FigureKind.PROPORTION,
        Better.NONE,
        Page.GCSE,
        "went on to A levels at 16",
        "Pupils whose destination at 16 is known.",
        "A levels.",
        _NO_KNOWN_DESTINATION,
        ("destinations",),
        populations.LEAVING_YEAR_11,
    ),
    Measure(
        "neet_at_16",
        "Not in education, employment or training at 16",
        "Not in education or work at 16",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.GCSE,
        "were not in education, employment or training at 16",
        "Pupils whose destination at 16 is known.",
        "NEET: not in education, employment or training.",
        _NO_KNOWN_DESTINATION,
        ("destinations",),
        populations.LEAVING_YEAR_11,
        otherwise="went on to education, employment or training at 16",
    ),
    Measure(
        "he_at_18",
        "Higher education at 18",
        "Higher education at 18",
        FigureKind.PROPORTION,
        Better.CONTEXT,
        Page.GCSE,
        "went on to higher education at 18",
        "Pupils whose destination at 18 is known.",
        "Higher education.",
        _NO_KNOWN_DESTINATION,
        ("destinations",),
        populations.LEAVING_YEAR_13,
    ),
    Measure(
        "sdq_raised",
        "Strengths and Difficulties score high or very high",
        "Strengths and Difficulties score high",
        FigureKind.PROPORTION,
        Better.LOWER,
        Page.WELLBEING,
        "had a high or very high Strengths and Difficulties total",
        "Pupils with a Strengths and Difficulties Questionnaire (SDQ) total in the year from a "
        "teacher, parent or the pupil; only where the school states its SDQ permission.",
        f"On the latest day with a total: {_T['sdq_teacher']} or more from a teacher, "
        f"{_T['sdq_parent']} or more from a parent, or {_T['sdq_self']} or more from the pupil.",
        "Pupils with no total in the year, or none with a known informant. A screen, not a "
        "diagnosis: about one child in ten scores this high.",
        ("wellbeing",),
        populations.SDQ,
        otherwise="had a Strengths and Difficulties total that is not high",
    ),
    Measure(
        "wellbeing_known",
        "Wellbeing looked at in the past 12 months",
        "Wellbeing looked at",
        FigureKind.PROPORTION,
        Better.HIGHER,
        Page.WELLBEING,
        "have had their wellbeing looked at in the past 12 months",
        "Pupils on roll on the as-at date.",
        "Any wellbeing score in the 12 months to the as-at date.",
        "Pupils who have left.",
        ("wellbeing",),
        populations.ON_ROLL_TODAY,
        is_of_today=True,
    ),
)
BY_KEY: Mapping[str, Measure] = {measure.key: measure for measure in MEASURES}
