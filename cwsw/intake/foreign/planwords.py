"""Words for plans: 'CPP', 'CP - neglect', 'c) Child in need plan', 'Closed Jan 22'."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from cwsw.intake.columns import fold
from cwsw.intake.foreign.aliases import word

NO_PLAN = ""
PLANS = ("CIN", "CP", "CLA")

_LETTERED = re.compile(r"^[a-e]\)\s*", re.I)
_QUALIFIED = re.compile(r"^(.+?)\s*(?:[-–:(/]|\b(?:for|under)\b)\s*(.*)$")
_PAST = (
    r"(?:historic(?:al)?|closed|previous(?:ly)?|ended|past|former(?:ly)?|stepped down|step down"
    r"|de-?planned)"
)
_ANY_PAST = re.compile(_PAST, re.I)
_CATEGORY = re.compile(r"neglect|emotional|physical|sexual|abuse|multiple|nai|harm", re.I)
_MONTH = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(?:'|20)?(\d{2})\b")
_MONTHS = [name.lower() for name in calendar.month_abbr]


@dataclass(frozen=True)
class PlanWord:
    """What a word says: the plan ('' for none), and an end date where an answer gave one."""

    plan: str
    ended: date | None = None
    undated: bool = False


_ANSWER = re.compile(r"(CIN|CP|CLA)(?: (undated)| ended (\d{4}-\d{2}-\d{2}))?", re.I)


def read_answer(answer: str) -> PlanWord | None:
    """'CIN', 'CP undated', 'CIN ended 2022-01-31', '' or 'not read'; None where it is none."""
    if not answer or fold(answer) in ("notread", "none", "noplan"):
        return PlanWord(NO_PLAN)
    match = _ANSWER.fullmatch(answer.strip())
    if match is None:
        return None
    ended = date.fromisoformat(match[3]) if match[3] else None
    return PlanWord(match[1].upper(), ended, bool(match[2]))


def read_plan_word(text: str) -> PlanWord | None:
    """The plan a text certainly names; None where a person has to say."""
    text = _LETTERED.sub("", text.strip())
    meaning = word("plan", text)
    if meaning is None and not _ANY_PAST.search(text):
        match = _QUALIFIED.match(text)
        if match and _CATEGORY.search(match[2]):
            meaning = word("plan", match[1])
    if meaning is None:
        return None
    return PlanWord(NO_PLAN if meaning == "none" else meaning)


def without_category(text: str) -> str:
    """'CP - neglect' -> 'CP …': the category of abuse is never shown or kept."""
    match = _QUALIFIED.match(text)
    return f"{match[1]} …" if match and _CATEGORY.search(match[2]) else text


def suggestions(text: str) -> tuple[str, ...]:
    """Likely answers for a word that is not certain, the likeliest first."""
    end = _end_in(text)
    named = [plan for plan in PLANS if re.search(rf"\b{plan}P?\b", text, re.I)]
    plans = named or list(PLANS)
    if end is not None:
        return tuple(f"{plan} ended {end.isoformat()}" for plan in plans)
    return tuple(plans)


def _end_in(text: str) -> date | None:
    """The last day of a month named beside a word such as Closed."""
    match = _MONTH.search(text) if _ANY_PAST.search(text) else None
    if match is None or match[1][:3].lower() not in _MONTHS:
        return None
    year, month = 2000 + int(match[2]), _MONTHS.index(match[1][:3].lower())
    return date(year, month, calendar.monthrange(year, month)[1])
