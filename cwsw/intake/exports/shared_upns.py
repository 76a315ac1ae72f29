"""Asks about a UPN under which the roll has rows of different names: one child, or several?"""

import hashlib
from collections.abc import Mapping, Sequence

from cwsw.intake.exports.folding import are_different
from cwsw.intake.exports.join_decisions import ACCEPT, REFUSE
from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet_questions import which_child
from cwsw.intake.problems import rows_named
from cwsw.tables.proposal import Choice

_NONE_USED = "None of these rows is used."


def shared_upns(rolls: Sequence[People], notebook: Notebook) -> set[str]:
    """Find UPNs under which the roll has rows of different children, and ask about each."""
    return {
        upn
        for upn, places in _by_upn(rolls).items()
        if _differ(places) and not _is_one_child(upn, places, notebook)
    }


_Places = Sequence[tuple[People, int]]


def _by_upn(rolls: Sequence[People]) -> Mapping[str, _Places]:
    """UPN -> the rows of the roll under it, where there are several."""
    by_upn: dict[str, list[tuple[People, int]]] = {}
    for people in rolls:
        for index, identity in enumerate(people.identities):
            if identity.upn:
                by_upn.setdefault(identity.upn, []).append((people, index))
    return {upn: places for upn, places in by_upn.items() if len(places) > 1}


def _differ(places: _Places) -> bool:
    first, *others = (people.identities[index] for people, index in places)
    return any(are_different(other, first) for other in others)


def _is_one_child(upn: str, places: _Places, notebook: Notebook) -> bool:
    people, index = places[0]
    # In the key, so that another name under the UPN is asked about anew; hashed, as a mapping is a
    # file that is kept.
    names = sorted(p.identities[i].name.casefold() for p, i in places)
    key = hashlib.sha256("|".join((upn, *names)).encode()).hexdigest()[:16]
    rows = rows_named([p.numbers[i] for p, i in places])
    sheet = people.sheet.grid.sheet
    question = which_child(
        people.sheet.place(row=people.numbers[index]),
        key,
        text=f"{rows.capitalize()} of {sheet} have one UPN and different names: are they one "
        "child?",
        options=(
            Choice(ACCEPT, "One child, whose name is written in two ways: use the first row"),
            Choice(REFUSE, "Different children: use none of these rows until the UPN is mended"),
        ),
        why="a UPN is one child's",
        cost="It decides who is counted, and whose plans these are.",
    )
    answer = notebook.settle(question)
    if answer == REFUSE:
        _report_children(places, rows, notebook)
    return answer == ACCEPT


def _report_children(places: _Places, rows: str, notebook: Notebook) -> None:
    for people, index in places:
        place = people.place(index, "upn")
        text = f"{rows.capitalize()} of {place.sheet} have one UPN and are different children: "
        text += "write each child's own."
        notebook.findings.error("pupil_twice", place, text, _NONE_USED)
