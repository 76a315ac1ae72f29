"""Which list a source names: the local authority's, the safeguarding lead's or the system's."""

import re
from enum import StrEnum

FLAG_SOURCE = "Flag in the pupil list"
"""What names the source of a flag such as `CIN now` that no other list has."""

FLAG_SOURCES = {"cin_now": "cin_now_source", "cp_now": "cp_now_source"}
"""Each flag of the flat sheet -> the field that names the lists which say it."""

_BETWEEN = "; "


class List(StrEnum):
    """A list of children with a social worker that a school may hold."""

    LA = "local authority's list"
    DSL = "safeguarding lead's list"
    MIS = "school system's flags"
    OTHER = "other sources"


NAMES = {List.LA: "Local authority list", List.DSL: "DSL list", List.MIS: "Pupil list"}
"""What the Source of a list begins with where its own name does not tell the kind of list."""

# A return goes to the virtual school or comes from it: its name does not tell which.
_WORDS = {
    List.DSL: r"dsl|safeguard|cpoms|my ?concern|designated",
    List.MIS: r"flat sheet|flag in|pupil list|sims|arbor|bromcom|scholarpack|go4schools|mis\b",
    List.LA: (
        r"(?-i:LA|la)\b|local authority|council|csc\b|social care|children['’]?s services"
        r"|virtual school(?! (?:data )?return)"
    ),
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in _WORDS.items()}


def list_of(source: str | None) -> List:
    """The list that a Source cell names; of several the one that is named first.

    "La" is no local authority: it begins the names of schools and places.
    """
    # In a pattern an underscore counts as a letter: `\b` finds no end of a word before it.
    text = (source or "").replace("_", " ")
    named = {kind: match.start() for kind, p in _PATTERNS.items() if (match := p.search(text))}
    return min(named, key=lambda kind: named[kind], default=List.OTHER)


def named_list(text: str) -> List | None:
    """The list that some words name, None where they name none."""
    named = list_of(text)
    return None if named is List.OTHER else named


def as_source(text: str, owner: List) -> str:
    """A text as a Source that names this list, unchanged where it does so already."""
    cut = text[:60]
    return cut if list_of(cut) is owner else f"{NAMES[owner]}: {text}"[:60]


def with_source(sources: str | None, more: str) -> str:
    """The lists that give a flag, with one more."""
    return _BETWEEN.join(dict.fromkeys((*sources_in(sources), more)))


def sources_in(sources: str | None) -> tuple[str, ...]:
    """The lists that give a flag; the pupil list itself where none is named."""
    return tuple((sources or FLAG_SOURCE).split(_BETWEEN))
