"""Which list says a plan: the local authority's, the safeguarding lead's, the school's system's."""

from enum import StrEnum

FLAG_SOURCE = "Flag in the pupil list"
"""What a decision on a flag such as `CIN now` names as its source."""


class List(StrEnum):
    """A list of children with a social worker that a school may hold."""

    LA = "local authority's list"
    DSL = "safeguarding lead's list"
    MIS = "school system's flags"
    OTHER = "other sources"


COMPARED = (List.LA, List.DSL, List.MIS)
"""The lists that are set beside each other; the rest tells of earlier schools and is only shown."""

_WORDS = (
    (List.DSL, ("dsl", "safeguard", "cpoms", "myconcern", "designated")),
    (
        List.MIS,
        ("flat sheet", "flag in", "sims", "arbor", "bromcom", "scholarpack", "go4schools", "mis"),
    ),
    (
        List.LA,
        ("local authority", "council", "virtual school", "social care", "children's services"),
    ),
)
_SHORT = {"la": List.LA, "mis": List.MIS, "dsl": List.DSL}


def list_of(source: str | None) -> List:
    """The list that a Source cell names, by its words: 'LA list, July' is the local authority's."""
    text = (source or "").casefold()
    for word in text.replace(",", " ").replace(".", " ").replace("_", " ").split():
        if word in _SHORT:
            return _SHORT[word]
    named = (kind for kind, words in _WORDS if any(_has(text, word) for word in words))
    return next(named, List.OTHER)


def _has(text: str, word: str) -> bool:
    return word in text if len(word) > len("mis") else word in text.split()
