"""A draft of the first request to the virtual school, about the group and never about a child.

It is put together from what was published and from choices of our own lists. There is no place in
it for typed words, so it cannot hold a child's name, number or story. Where the virtual school's
form asks for more than a publication gives (parts of the group, each phase), the publication wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cwsw.advice import library
from cwsw.advice.model import Area
from cwsw.benchmarks.model import SET_2018
from cwsw.disclosure import PublishedFigure, PublishedSummary
from cwsw.disclosure.words import figure_words
from cwsw.reports.document import Document, Paragraph
from cwsw.reports.published import marks, size
from cwsw.tables.english import capital, day

NO_CHILD = "This request contains no information about any identifiable child."
ONE_CHILD = (
    "Is it about one child? Then do not use this request: speak to the child's social worker, or "
    "in immediate danger to the local authority's front door."
)
LEFT_BLANK = "Name, telephone and e-mail of whoever asks: (to be filled in when it is sent)"


class Asker(StrEnum):
    """Who asks, by role."""

    HEADTEACHER = "the headteacher"
    DSL = "the designated safeguarding lead"
    DESIGNATED_TEACHER = "the designated teacher"
    SENCO = "the SENCO"
    MENTAL_HEALTH_LEAD = "the mental health lead"


class CallTime(StrEnum):
    """When a call suits."""

    MORNING = "before school"
    DAY = "during the school day"
    AFTERNOON = "after school"


class Urgency(StrEnum):
    """How soon an answer is needed."""

    TWO_WEEKS = "within two weeks"
    HALF_TERM = "this half-term"
    BEFORE_GOVERNORS = "before the next governors' meeting"
    NO_DEADLINE = "when it suits you"


class Tried(StrEnum):
    """What the school has tried, in general terms."""

    KEY_ADULT = "a key adult for each child"
    MEETING = "a regular meeting of staff about the group"
    REASONS = "looking at absence reason by reason, and meeting families"
    BREAKFAST = "a breakfast club"
    MENTORS = "attendance mentors"
    BEFORE_SUSPENSION = "a step before each suspension"
    TUTORING = "tutoring"
    READING = "more reading practice"
    NURTURE = "nurture groups"
    TRAINING = "training for staff"


@dataclass(frozen=True)
class Choices:
    """What the sender ticked; `help_wanted` are keys of `cwsw.advice.library.requests`."""

    asker: Asker
    urgency: Urgency
    help_wanted: tuple[str, ...]
    call_times: tuple[CallTime, ...] = ()
    tried: tuple[Tried, ...] = ()


def contact_request(
    summary: PublishedSummary, choices: Choices, area: Area | None = None
) -> Document:
    """The draft, to read and to paste into the virtual school's own form.

    Args:
        summary: The publication that gives the figures.
        choices: What the sender ticked.
        area: The offer of the local authority's virtual school; None where it is not known.

    Raises:
        ValueError: It is a draft, or a choice is on none of the lists.

    """
    if summary.published is None:
        # Two sets of figures of one group could be set against each other (decision 13).
        raise ValueError("only what has been published may leave the school")
    sentences = _sentences(summary, choices, area, summary.published)
    return Document("", tuple(map(Paragraph, sentences)), marks=marks(summary))


def _sentences(
    summary: PublishedSummary, choices: Choices, area: Area | None, published: date
) -> tuple[str, ...]:
    # Looked up in our lists once more: a text that is on none raises, and so nothing typed gets in.
    help_words = _listed(map(_help_words, choices.help_wanted), "your advice")
    call_times = _listed(map(CallTime, choices.call_times), "at any time")
    return (
        f"To: {area.team if area else 'the virtual school'}",
        f"From: {summary.school}",
        f"How many of our pupils are children with a social worker: {size(summary)}. They were on "
        "a child in need or child protection plan on any day of the six years to "
        f"{day(summary.as_at)}.",
        *(_headline(figure) for figure in summary.latest if not figure.hidden),
        *_tried(choices),
        f"We would value: {help_words}.",
        f"{capital(Asker(choices.asker))} asks. A call suits us {call_times}. An answer is "
        f"needed: {Urgency(choices.urgency)}.",
        LEFT_BLANK,
        f"The figures are those published to our governors on {day(published)}: ranges on "
        "purpose, so that no child can be recognised.",
        NO_CHILD,
    )


def _headline(figure: PublishedFigure) -> str:
    national = next((n for n in figure.nationals if n.set != SET_2018 and n.comparable), None)
    ours = f"{figure.title.removesuffix('*')} in {figure.academic_year}: {figure_words(figure)}."
    return f"{ours} Nationally: {national.words}" if national else ours


def _tried(choices: Choices) -> tuple[str, ...]:
    tried = tuple(Tried(key) for key in choices.tried)
    return (f"We have tried: {_listed(tried)}.",) if tried else ()


def _help_words(key: str) -> str:
    route = library.requests().get(key)
    if route is None:
        raise ValueError("nothing that the virtual school can be asked for")
    return route.request


def _listed(words: Iterable[str], otherwise: str = "") -> str:
    return "; ".join(words) or otherwise
