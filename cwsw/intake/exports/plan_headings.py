"""Reads headings about plans word by word: which plan, its start or end, which of several."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, word
from cwsw.intake.exports.plan_fields import NAMED, UNNAMED
from cwsw.tables.proposal import Certainty

OPEN, OVER, WORDS = "open", "over", "words"
"""What a yes under a heading says of a plan; WORDS: only words say whether it is open."""

LONGEST = 60

# Where a word begins in 'CINStartDate', 'CPplan' and 'Start2'.
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[a-z]{3})|(?<=[A-Za-z])(?=\d)"
)
# 'CiN' and 'CiC' would be taken apart by their capitals.
_SPELT = re.compile(r"\bC[iI][NC](?![a-z])")
# Several words that mean one thing, as one token; longer ones before those they hold.
_PHRASES = tuple(
    (re.compile(rf"\b(?:{form})\b", re.I), f" {token} ")
    for form, token in (
        (r"(?:s|sec|section)[. ]{0,2}17", "seventeen"),
        (r"(?:s|sec|section)[. ]{0,2}47", "fortyseven"),
        (r"child(?:ren)?(?:['’]?s)? in need|c in n|cinp?", "cin"),
        (r"child(?:ren)?(?:['’]?s)? protection|cpp?", "cp"),
        (r"child(?:ren)? looked after|looked after(?: child(?:ren)?)?", "cla"),
        (r"(?:child(?:ren)? )?in care|lac|cla|cic", "cla"),
        (r"step(?:ped|s)?[ -]?down", "ended"),
        (r"de-?(?:plan|regist)\w{0,6}", "ended"),
        (r"open(?:ed)?[ -]date", "opened date"),
        (r"start[ -]?end|from[ -]?to", "from to"),
    )
)
_TOKEN = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True)
class PlanHeading:
    """A heading about plans: its field, how sure, and of which plan of several it speaks.

    `alternative` is the other field it may be, where the heading does not say start or end. `doubt`
    is why a person has to say, '' where the heading is clear.
    """

    field: str
    span: str = ""
    alternative: str = ""
    doubt: str = ""

    @property
    def sure(self) -> Certainty:
        """How sure the field is."""
        return Certainty.ASK if self.doubt else Certainty.LIKELY


@dataclass(frozen=True)
class StateHeading:
    """A heading that says open or closed: the plan it names ('' for any), and what yes means."""

    plan: str
    polarity: str


def field_of_heading(heading: str) -> str | None:
    """The field that a heading means by itself, before its values are looked at."""
    alias = aliases().get(fold(heading))
    if alias is not None:
        return alias.field
    read = read_heading(heading)
    return read.field if read else None


def _tokens(heading: str) -> list[str]:
    text = _SPELT.sub(lambda match: match[0].upper(), heading)
    text = _CAMEL.sub(" ", text).replace("_", " ")
    for pattern, token in _PHRASES:
        text = pattern.sub(token, text)
    return _TOKEN.findall(text.casefold())


_PLANS = {"cin": "CIN", "cp": "CP", "cla": "CLA", "seventeen": "CIN", "fortyseven": "CP"}
_LAW = {
    "seventeen": "section 17 is also an assessment",
    "fortyseven": "a section 47 enquiry is no plan",
}


@lru_cache(maxsize=4096)
def read_heading(heading: str) -> PlanHeading | None:
    """Read a heading of dates or kinds of plans.

    Args:
        heading: As written: 'CIN start 2', 'CPPlanEndDate', 'Date de-registered'.

    Returns:
        What it means, with a doubt where a word is not known; None where it is about something
        else.
    """
    if len(heading) > LONGEST:
        return None
    tokens = _tokens(heading)
    plans = {_PLANS[t] for t in tokens if t in _PLANS}
    kinds = [word("plan_heading", t) for t in tokens if t not in _PLANS]
    unknown = [
        t for t, k in zip([t for t in tokens if t not in _PLANS], kinds, strict=True) if not k
    ]
    # Beside the name of a plan one unknown word is let pass, and then asked; without a name none
    # is.
    if len(plans) > 1 or len(unknown) > bool(plans) or "stop" in kinds:
        return None
    spans = {_span(t) for t in tokens} - {""}
    is_plan = bool(plans) or "plan" in tokens
    if len(spans) > 1 or not (is_plan or spans):
        return None
    law = next((_LAW[t] for t in tokens if t in _LAW), "")
    doubt = law or ("one of its words is not known" if unknown else "")
    names = NAMED[plans.pop()] if plans else UNNAMED
    return _field(set(kinds), names.names, spans.pop() if spans else "", doubt, is_plan=is_plan)


def _field(
    kinds: set[str | None], names: tuple[str, str, str], span: str, doubt: str, *, is_plan: bool
) -> PlanHeading | None:
    start, end, both = names if is_plan else ("start_date", "end_date", "")
    starts, ends = "start" in kinds, "end" in kinds
    if not starts and not ends:
        starts, ends = "from" in kinds, "to" in kinds
    if starts and ends:
        return PlanHeading(both, span, doubt=doubt) if both else None
    if starts or ends:
        return PlanHeading(start if starts else end, span, doubt=doubt)
    if "span" in kinds and both:
        return PlanHeading(both, span, doubt=doubt)
    if "date" in kinds and is_plan:
        why = "it does not say whether the plan begins or ends then"
        return PlanHeading(start, span, alternative=end, doubt=why)
    if (
        is_plan
        and names == UNNAMED.names
        and span
        and kinds <= {"kind", "plain", "order"}
        and not doubt
    ):
        return PlanHeading("plan", span)
    return None


_ORDER = {"first": "1", "one": "1", "second": "2", "two": "2", "third": "3", "three": "3"}
_ORDER |= {word: word for word in ("previous", "former", "last", "earlier", "other", "prior")}


def _span(token: str) -> str:
    if token.isdigit():
        return token if len(token) == 1 else ""
    return _ORDER.get(token, "")


@lru_cache(maxsize=4096)
def is_end_heading(heading: str) -> bool:
    """Whether every word of a heading is known and one says that something ended: 'Ceased on'."""
    kinds = {word("plan_heading", token) for token in _tokens(heading[:LONGEST])}
    return "end" in kinds and kinds <= {"end", "date", "plain"}


@lru_cache(maxsize=4096)
def state_heading(heading: str) -> StateHeading | None:
    """What a heading such as Status, Closed? or Current says of plans; None for any other."""
    if not heading or len(heading) > LONGEST:
        return None
    plain_text = re.sub(r"\bstep(?:ped)?[ -]?down\b", "stepdown", heading, flags=re.I)
    tokens = _tokens(plain_text)
    plans = {_PLANS[t] for t in tokens if t in _PLANS}
    rest = "".join(t for t in tokens if t not in _PLANS and t not in _LITTLE)
    polarity = word("state_heading", rest) if rest else None
    if polarity is None or len(plans) > 1:
        return None
    return StateHeading(plans.pop() if plans else "", polarity)


_LITTLE = frozenset(("plan", "plans", "case", "the", "is", "of", "a", "an", "it", "has", "this"))
