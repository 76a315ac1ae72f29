"""Recognises reports that are not what is needed, and says what to export instead."""

import re
from collections.abc import Callable, Sequence

from cwsw.intake.columns import fold
from cwsw.intake.exports.sheet import filled
from cwsw.intake.grids import Row

PUPIL_LIST = (
    "export a list of pupils with UPN, surname, forename, date of birth, year group and admission "
    "date"
)
_TOTALS = (
    "export a summary of attendance by pupil (possible, authorised and unauthorised sessions), or "
    "a register by session"
)
# fmt: off
_DAYS = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "mon", "tue", "wed", "thu", "fri",
))
# Columns of the return on looked-after children to the department (SSDA903).
_903 = frozenset((
    "mother", "decom", "rne", "ls", "placeprovider", "dec", "rec", "reasonplacechange", "uasc",
    "motherdob", "mcdob",
))
# Columns of Annex A, the lists that authorities give to Ofsted's inspectors: no UPN, no name.
_ANNEX = frozenset((
    "childuniqueid", "casestatus", "allocatedteam", "allocatedworker", "datechildwaslastseen",
    "numberofpreviouschildprotectionplans", "ageofchildyears",
))
_REFERRAL = frozenset(("cinreferraldate", "cinclosuredate", "primaryneedcode", "referralsource"))
# fmt: on


def looks_like(rows: Sequence[Row]) -> tuple[str, str] | None:
    """What a sheet surely is, and what to do instead; None where it may be a list of pupils."""
    heads = [text for row in rows[:12] for text in filled(row)]
    folded = {fold(text) for text in heads}
    return next((description for test, description in _REPORTS if test(folded, heads)), None)


def _lesson(folded: set[str], heads: Sequence[str]) -> bool:
    lesson = bool(folded & {"lessonevent", "eventtype", "lesson"})
    counts = any(re.search(r"present:\s*\d+\s+absent:\s*\d+", h, re.I) for h in heads)
    return "upn" not in folded and (counts or (lesson and "teacher" in folded))


def _timetable(folded: set[str], heads: Sequence[str]) -> bool:
    periods = sum(bool(re.fullmatch(r"(period|p|lesson)\s?\d", h, re.I)) for h in heads)
    days = len(folded & _DAYS)
    return "upn" not in folded and (days >= 4 or periods >= 4)


def _is_903(folded: set[str], heads: Sequence[str]) -> bool:  # noqa: ARG001
    return "child" in folded and len(folded & _903) >= 2


def _is_annex(folded: set[str], heads: Sequence[str]) -> bool:  # noqa: ARG001
    return "upn" not in folded and len(folded & _ANNEX) >= 2


def _is_cin_return(folded: set[str], heads: Sequence[str]) -> bool:  # noqa: ARG001
    return len(folded & _REFERRAL) >= 2 and not folded & {"cinplanstartdate", "cppstartdate"}


_REPORTS: tuple[tuple[Callable[[set[str], Sequence[str]], bool], tuple[str, str]], ...] = (
    (
        _lesson,
        ("a report of lessons, with counts for a class instead of a pupil", _TOTALS),
    ),
    (_timetable, ("a timetable", PUPIL_LIST)),
    (
        _is_903,
        (
            "a return of looked-after children (SSDA903), in which CIN is a need code and no plan",
            "ask the local authority for a list of plans with UPN, plan, start and end date",
        ),
    ),
    (
        _is_annex,
        (
            "an Annex A list of the local authority, which has neither UPN nor name",
            "ask the local authority for the same list with UPN, plan, start and end date",
        ),
    ),
    (
        _is_cin_return,
        (
            "a list of referrals to social care, which are no plans",
            "ask for a list of plans with UPN, plan, start and end date",
        ),
    ),
)


def maybe_like(rows: Sequence[Row]) -> tuple[str, str]:
    """What a sheet that holds no pupils we can read looks like, when nothing sure is known."""
    folded = {fold(text) for row in rows[:12] for text in filled(row)}
    named = folded & {"surname", "forename", "name", "fullname", "lastname", "firstname", "pupil"}
    if named and "upn" not in folded:
        return "a class list without UPNs", PUPIL_LIST
    staff = folded & {"staffcode", "jobtitle", "salary", "contract", "employeeid", "teacher"}
    if staff:
        return "a list of staff", PUPIL_LIST
    return "something that is not about pupils", PUPIL_LIST
