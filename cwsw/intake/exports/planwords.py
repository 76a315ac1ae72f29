"""Words for plans: 'CPP', 'CP - neglect', 'c) Child in need plan', 'Not on CIN', 'CP > CIN'.

A word is certain only where it is a known name of a plan, alone or with a category behind it. Any
sign that says not, not yet, no longer or two things makes it a question, and no suggestion goes
against such a sign.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.date_texts import DateReading, DateRole, read_text
from cwsw.intake.exports.dates import DateColumn
from cwsw.intake.exports.dates import read_text as read_day

NO_PLAN = ""
PLANS = ("CIN", "CP", "CLA")
LONGEST = 120
"""Characters of a text that is looked at."""

# Drop-down lists of local authorities: 'c) Child in need plan'.
_LETTERED = re.compile(r"^[a-e]\)\s*", re.I)
# 'CP - neglect', 'CP (emotional)', 'CP for neglect', 'CP under neglect'.
_QUALIFIED = re.compile(r"^([^\-–:(/]{1,60}?)\s?(?:[-–:(/]|\b(?:for|under)\b)\s?(.*)$")
_CATEGORY = re.compile(r"neglect|emotional|physical|sexual|abuse|multiple|nai|harm", re.I)
# fmt: off
_CATEGORY_WORDS = frozenset((
    "neglect", "emotional", "physical", "sexual", "abuse", "multiple", "nai", "harm", "and", "or",
    "of", "risk", "significant", "likely", "category", "under", "the", "for",
))
# fmt: on
# Any other mark ('?', '>', '+') makes a word uncertain.
_PLAIN = re.compile(r"[\w .,'’\-–:/&()]*")
_NAMES = (
    ("CIN", r"c\.?i\.?n\.?p?|child(?:ren)?[ -]in[ -]need|(?:section|s) ?17"),
    ("CP", r"c\.?p\.?p?|child(?:ren)?(?:['’]?s)?[ -]protection"),
    ("CLA", r"lac|cla|cic|looked[ -]after|(?:child(?:ren)? )?in care"),
    (
        NO_PLAN,
        r"early[ -]help|taf|team around(?: the)? (?:family|child)|eh[amp]?|universal|mash"
        r"|(?:section|s) ?47|family support|monitoring|no plan",
    ),
)
# One named group for each plan, so that `lastgroup` says which was met.
_MENTION = re.compile("|".join(rf"\b(?P<{p or 'NONE'}>(?:{form})\b)" for p, form in _NAMES), re.I)


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_NOT = _any(
    r"not?|non|never|none|without|declin\w{1,5}|refus\w{1,5}|reject\w{1,5}|withdrawn|cancel\w{1,6}"
    r"|unsuccessful|nfa|isn['’]?t|didn['’]?t|wasn['’]?t|failed"
)
# 'Need' counts, but not in 'child in need'.
_NOT_YET = re.compile(
    r"[?]|\b(?:pending|consider\w{0,6}|propos\w{1,4}|possib\w{1,3}|potential\w{0,2}|maybe|due"
    r"|await\w{0,3}|request\w{0,3}|referr\w{1,4}|assess\w{0,5}|tb[acd]|to be|likely|enquir\w{1,3}"
    r"|recommend\w{0,5}|under|requires?|(?<!in )need(?:s|ed)?|in progress|planned|risk|unsure"
    r"|unknown)\b",
    re.I,
)
_PAST = _any(
    r"ex|was|were|histor(?:ic|ical|ically|y)|closed|previous(?:ly)?|ended|past|former(?:ly)?|old"
    r"|step(?:ped)? ?down|de-?planned|no longer|came off|off|until|ceased|finished|been|had"
)
_ARROW = re.compile(r"->|=>|[>→]|\bto\b", re.I)


@dataclass(frozen=True)
class PlanWord:
    """What a word says: the plan ('' for none), and its dates where the cell or an answer has any.

    `undated` says that the plan is over: without an end of its own its dates are not known.
    `remark` says by which convention dates in the cell were read.
    """

    plan: str
    ended: date | None = None
    undated: bool = False
    began: date | None = None
    remark: str = ""


@dataclass(frozen=True)
class Suggestions:
    """The answers to offer for a word, and the likeliest; None where nothing speaks for one."""

    answers: tuple[str, ...]
    likely: str | None


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
    """Read the plan that a text certainly names.

    Returns:
        The plan, `NO_PLAN` for a known word that is none, as early help; None where a person has
        to say.
    """
    text = _LETTERED.sub("", text.strip())
    if len(text) > LONGEST or not _PLAIN.fullmatch(text) or text.startswith("("):
        return None
    meaning = word("plan", text)
    if meaning is None:
        match = _QUALIFIED.match(text)
        if match and _is_category(match[2]):
            meaning = word("plan", match[1])
    if meaning is None:
        return None
    return PlanWord(NO_PLAN if meaning == "none" else meaning)


def read_plan_with_dates(text: str, day_of: Callable[[str], date | None]) -> PlanWord | None:
    """'CP 12/3/24 - 1/9/24', 'CIN since Jan 2024'; None for any other text.

    A word that says it is over is asked as ever. `day_of` reads the text of a day in the order of
    the column.
    """
    mentions = [*_MENTION.finditer(text)] if len(text) <= LONGEST else []
    if len(mentions) != 1 or mentions[0].lastgroup not in PLANS:
        return None
    rest = _MENTION.sub(" ", text)
    if any(sign.search(rest) for sign in (_NOT, _NOT_YET, _PAST)):
        return None
    when = read_text(rest, DateRole.SPAN, day_of)
    if not isinstance(when, DateReading):
        return None
    return PlanWord(str(mentions[0].lastgroup), when.last, began=when.first, remark=when.remark)


def _is_category(text: str) -> bool:
    """Whether a text names categories of abuse and says nothing else."""
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    return bool(_CATEGORY.search(text)) and set(words) <= _CATEGORY_WORDS


def without_category(text: str) -> str:
    """'CP - neglect' -> 'CP …': the category of abuse is never shown or kept."""
    match = _QUALIFIED.match(text[:LONGEST])
    return f"{match[1]} …" if match and _CATEGORY.search(match[2]) else text


def suggestions(text: str) -> Suggestions:
    """The answers to offer for a word that is not certain: what it names before anything else."""
    text = text[:LONGEST]
    named = [str(m.lastgroup) for m in _MENTION.finditer(text)]
    plans = list(dict.fromkeys(p for p in named if p != "NONE"))
    end = _end_in(text)
    over = [f"{p} undated" for p in plans or PLANS] if _PAST.search(text) or len(named) > 1 else []
    ended = [f"{p} ended {end.isoformat()}" for p in plans or PLANS] if end else []
    others = [p for p in PLANS if p not in plans] if plans or not over else []
    answers = (*ended, *plans, *over, *others)
    return Suggestions(answers, _likely(text, named, plans, end))


def _likely(text: str, named: list[str], plans: list[str], end: date | None) -> str | None:
    """The likeliest answer; never a plan where a sign says not or not yet."""
    if "?" in text:
        return None
    bare = _MENTION.sub(" ", text)
    # 'No longer' is past, and neither no nor not.
    if _NOT.search(re.sub(r"no longer", " ", bare, flags=re.I)) or _NOT_YET.search(bare):
        return NO_PLAN
    if not plans:
        return NO_PLAN if named else _nearly(text)
    if len(set(named)) > 1:
        return _of_two(text)
    if _PAST.search(bare) and not _leads_to(text):
        return f"{plans[0]} ended {end.isoformat()}" if end else f"{plans[0]} undated"
    return plans[0]


def _nearly(text: str) -> str | None:
    """The plan whose name in full a text nearly is: 'Child protecton'."""
    words = re.sub(r"\W+", " ", text.casefold()).removesuffix(" plan").strip()
    ratios = {plan: SequenceMatcher(None, words, name).ratio() for plan, name in _IN_FULL.items()}
    best = max(ratios, key=ratios.__getitem__)
    return best if ratios[best] >= _NEAR else None


_IN_FULL = {"CIN": "child in need", "CP": "child protection", "CLA": "looked after child"}
_NEAR = 0.88


def _of_two(text: str) -> str | None:
    """'CP > CIN' is CIN now, 'TAF (was CP)' a CP plan that is over; None where it is not clear."""
    mentions = [*_MENTION.finditer(text)]
    first, last = str(mentions[0].lastgroup), str(mentions[-1].lastgroup)
    between = text[mentions[0].end() : mentions[-1].start()]
    if _ARROW.search(between):
        return last if last != "NONE" else f"{first} undated"
    if _PAST.search(between):
        return first if first != "NONE" else f"{last} undated"
    return None


def _leads_to(text: str) -> bool:
    """Whether a plan is what a child was moved to: 'Stepped down to CIN'."""
    mention = _MENTION.search(text)
    return bool(mention and re.search(r"\b(?:to|onto)\s{1,3}(?:a\s)?$", text[: mention.start()]))


def _end_in(text: str) -> date | None:
    """The day, or the last day of the month, that is named beside a word such as Closed."""
    if not _PAST.search(text):
        return None
    words = re.sub(r"\b(?:since|historic\w{0,4}|was|previous(?:ly)?|former(?:ly)?)\b", " ", text)
    when = read_text(words, DateRole.END, lambda day: read_day(day, DateColumn(only_day=1)))
    return when.last if isinstance(when, DateReading) else None
