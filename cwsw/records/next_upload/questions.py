"""What only a person can settle before the next upload is used, and how it was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from cwsw.tables.proposal import Choice, Question

KEEP, FILE = "keep", "file"
SAME_CHILD, OTHER_CHILD = "same child", "other child"
ENDED, DROP = "ended", "drop"
ONE_BY_ONE = "one by one"

RECORDED_OR_FILE = (
    Choice(KEEP, "Keep what was recorded"),
    Choice(FILE, "Take the file's word"),
)


class QuestionSection(StrEnum):
    """What a question is about."""

    CHILD = "child"
    ROLL = "roll"
    PLAN = "plan"
    MISSING = "missing plans"


def question(
    section: QuestionSection,
    facts: Iterable[object],
    text: str,
    options: tuple[Choice, ...],
    suggested: str | None,
) -> Question:
    """A question whose key is the same for the same `facts`, and holds none of them."""
    # The key names a widget and an answer in the session: it must hold no pupil's data.
    digest = sha256("|".join(map(str, facts)).encode()).hexdigest()[:16]
    return Question(section.value, (digest,), "", "", "", text, options, suggested)


def for_all_key(section: str) -> str:
    """The key under which all questions of a section are answered alike."""
    return f"{section}/all"


@dataclass(frozen=True)
class UploadAnswers:
    """What was answered, by the question's key or for a whole section."""

    by_key: Mapping[str, str]

    def to(self, question: Question) -> str | None:
        """The answer to a question; what it suggests where nobody has answered."""
        # ONE_BY_ONE is given for a section and is no question's own answer, so each then has its
        # own.
        possible = {choice.answer for choice in question.options}
        for key in (for_all_key(question.section), question.key):
            if self.by_key.get(key) in possible:
                return self.by_key[key]
        return question.suggested
