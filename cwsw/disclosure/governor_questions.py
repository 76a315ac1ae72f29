"""Questions that a governor could ask, by the findings of a publication."""

from collections.abc import Mapping

CLEARLY_WORSE: Mapping[str, str] = {
    "persistent_absence": "What do children and families say about why they miss school?",
    "primary_standard": "Who gets more teaching in small groups, and does it show?",
    "em_standard": "Which teaching or tutoring do they get, and what shows that it helps?",
    "suspended": "Before a suspension, who asks what is happening in the child's life?",
    "permanently_excluded": "Before an exclusion, what else was tried, and with whom?",
    "wellbeing_known": "Why was the wellbeing of fewer of these children looked at?",
}
GROWING = "The group is growing: do we have the time and people for it?"
CLEARLY_BETTER = "What made the difference for “{}”, and who else could gain from it?"
HIDDEN_FIGURE = "“{}” cannot be shown: who checks it, and what did they find?"
ALWAYS = (
    "What will be different by next July, and how will we know?",
    "How do we know that the list of these children is complete?",
    "Does each of these children have an adult in school they trust?",
)
"""Questions that fit every school: they follow those that were found, up to three in all."""
