"""The six questions a governor asks, the measures that answer them, and what to ask next.

No two measures of the list stand inside one another (as severe absence stands in persistent
absence): their difference would be a count of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question, the keys of the measures that answer it, and questions to put to the head."""

    title: str
    ask: tuple[str, ...]
    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


WHO = Question(
    "Who are they?",
    (
        "How do we know that the list is complete, and how often is it checked with the local "
        "authority?",
        "Who in school knows which children these are, and how do new staff learn of it?",
    ),
)
WHAT_WE_DO = "What are we doing, and is it working?"
ANSWERED_BY_FIGURES: tuple[Question, ...] = (
    Question(
        "Are they attending?",
        ("What are we trying, and when will we know whether it works?",),
        ("persistent_absence",),
    ),
    Question(
        "Are they suspended or excluded more?",
        ("What do staff do, and who is called, before a child is sent home?",),
        ("suspended", "permanently_excluded"),
    ),
    Question(
        "Are they achieving?",
        (
            "Do we expect as much of these children as of any other, and how would we notice if "
            "we did not?",
        ),
        ("gld", "phonics", "ks2_rwm", "em_standard"),
    ),
    Question(
        WHAT_WE_DO,
        (
            "What is one thing that has gone well for these children this year?",
            "Of each step under way: for how long, who leads it, and when will it be looked at "
            "again?",
            "Has the virtual school advised us, and what did we do with the advice?",
        ),
        ("wellbeing_known",),
    ),
)
ASK_OF: Mapping[str, tuple[str, ...]] = {
    "persistent_absence": (
        "What have the children and their families told us about why they miss school?",
    ),
    "suspended": (
        "Before a suspension, who asks what is happening in the child's life?",
        "Was the social worker told each time?",
    ),
    "permanently_excluded": ("Before an exclusion, which other ways were tried, and with whom?",),
    "gld": ("Who helps these children settle in Reception, and how are families included?",),
    "phonics": ("Who gets more reading practice, how often, and does it show?",),
    "ks2_rwm": ("Which teaching or tutoring do they get, and what shows that it helps?",),
    "em_standard": ("Which teaching or tutoring do they get, and what shows that it helps?",),
    "wellbeing_known": ("What was done where a child's wellbeing gave reason to act?",),
}
"""What to ask of one measure, to stand beneath its figure."""

WHAT_TO_ASK = Question(
    "What should I ask?",
    (
        "Which of these figures could easily be chance, and which could not?",
        "What do we want to be different for these children by this time next year?",
        "Do we have the time, training and people that the plan needs?",
        "What is hidden here because of small numbers, and who looks at it instead?",
    ),
    words=(
        "Start with the questions beneath each heading, then these. Ask about the group, never "
        "about a child.",
    ),
)
SMALL_NUMBERS = (
    "In a small group one child changes a percentage a lot, so a difference has to be large "
    "before it means anything, and one that could be chance can still be worth a question.",
    "Counts are rounded to the nearest 5, percentages are made from the rounded counts, and "
    "“too few to say safely” stands wherever a child might be recognised otherwise, whatever the "
    "reason.",
)
RULE = (
    "Counts are rounded to the nearest 5 and said only where every count that rounds to the same "
    "number could be said; counts of 1 to 5, none and all are hidden, and so is what would give "
    "them away; percentages are made from the rounded counts, of groups of 10 or more; the number "
    "of children is a range. Figures of a complete year stay as first published."
)
NO_FIGURE = "The school's data hold no figure for this question."
