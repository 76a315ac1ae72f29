"""Who is who: UPN, former UPN, and suggestions by name and date of birth that a person accepts."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cwsw.intake.foreign.notebook import Notebook, counted
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.who import Who, name_key
from cwsw.intake.problems import ROWS_ASIDE
from cwsw.tables.proposal import JoinSuggestion, Question

ACCEPT, REFUSE = "accept", "refuse"


@dataclass
class Roll:
    """The pupils others are joined to."""

    known: dict[str, Who] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    by_birth: defaultdict[date | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_name: defaultdict[frozenset[str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, who: Who) -> None:
        """One pupil of the roll."""
        if who.upn is None or who.upn in self.known:
            return
        self.known[who.upn] = who
        self.by_birth[who.birth].append(who.upn)
        self.by_name[name_key(who.surname, who.forename)].append(who.upn)


def resolve(
    sheet: Sheet, rows: Sequence[Who], roll: Roll, notebook: Notebook, numbers: Sequence[int]
) -> list[str | None]:
    """The UPN of each row's pupil; None where nobody on the roll is meant or it is not settled."""
    settled: dict[Who, str | None] = {}
    gone = former = 0
    for who, number in zip(rows, numbers, strict=True):
        if who in settled:
            continue
        upn, note = _by_upn(who, roll)
        former += note
        if upn is None:
            upn, is_open = _suggested(sheet, who, number, roll, notebook)
            gone += upn is None and not is_open
        settled[who] = upn
    _tell(sheet, gone, former, notebook)
    return [settled[who] for who in rows]


def _by_upn(who: Who, roll: Roll) -> tuple[str | None, int]:
    if who.upn is None:
        return None, 0
    if who.upn in roll.known:
        return who.upn, 0
    later = roll.former.get(who.upn)
    return (later, 1) if later in roll.known else (None, 0)


def _tell(sheet: Sheet, gone: int, former: int, notebook: Notebook) -> None:
    if former:
        text = f"{counted(former, 'former or temporary UPN')} read as the UPN of today"
        notebook.decide(sheet.place(), text)
    if gone:
        children = "child is" if gone == 1 else "children are"
        listed = f"{gone:,} {children} on {sheet.grid.sheet}"
        text = f"{listed} but not among this school's pupils: "
        text += "their rows are set aside."
        notebook.findings.warning("not_on_roll", sheet.place(), text, ROWS_ASIDE)


def _suggested(
    sheet: Sheet, who: Who, number: int, roll: Roll, notebook: Notebook
) -> tuple[str | None, bool]:
    """The pupil a person accepted, and whether a suggestion is still open."""
    found = _candidates(who, roll)
    is_open = False
    for upn, why in found.items():
        pupil = roll.known[upn]
        key = _key(who, upn)
        decision = notebook.answers.get("joins", key)
        suggestion = JoinSuggestion(
            key=key,
            file=sheet.grid.file,
            sheet=sheet.grid.sheet,
            row=number,
            listed_name=who.name,
            listed_birth=_told(who.birth),
            upn=upn,
            pupil_name=pupil.name,
            pupil_birth=_told(pupil.birth),
            why=why,
            decision=decision if decision in (ACCEPT, REFUSE) else None,
        )
        if suggestion not in notebook.joins:
            notebook.joins.append(suggestion)
        if decision == ACCEPT:
            return upn, False
        is_open |= decision != REFUSE
    return None, is_open


def _candidates(who: Who, roll: Roll) -> Mapping[str, str]:
    """UPN -> why it may be this child; only the best kind of likeness is offered."""
    name = name_key(who.surname, who.forename)
    if not name:
        return {}
    same_day = roll.by_birth.get(who.birth, []) if who.birth else []
    keys = {upn: _name_of(roll.known[upn]) for upn in same_day}
    exact = [upn for upn in same_day if keys[upn] == name]
    if exact:
        return dict.fromkeys(exact, "same name and date of birth")
    if who.upn is not None:  # a UPN of another school: only the very same child is offered
        return {}
    near = [upn for upn in same_day if _near(keys[upn], name)]
    if near:
        return dict.fromkeys(near, "same date of birth, part of the name is the same")
    named = roll.by_name.get(name, [])
    if who.birth is None:
        return dict.fromkeys(named, "same name; the list gives no date of birth")
    return {upn: _why_other_day(who, roll.known[upn]) for upn in named}


def _why_other_day(who: Who, pupil: Who) -> str:
    if pupil.birth is None:
        return "same name; the pupil list gives no date of birth"
    turned = who.birth and (who.birth.day, who.birth.month) == (pupil.birth.month, pupil.birth.day)
    return "same name, day and month exchanged" if turned else "same name, another date of birth"


def _name_of(who: Who) -> frozenset[str]:
    return name_key(who.surname, who.forename)


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _key(who: Who, upn: str) -> str:
    """A name for a suggestion that holds no pupil data and is the same at every reading."""
    told = "|".join((" ".join(sorted(_name_of(who))), _told(who.birth), who.upn or "", upn))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _told(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def ask_open(notebook: Notebook) -> None:
    """One question for all suggestions that nobody has decided: each is looked at by itself."""
    waiting = [s for s in notebook.joins if s.decision is None]
    if not waiting:
        return
    first = waiting[0]
    children = len({(s.file, s.sheet, s.row) for s in waiting})
    notebook.questions["joins"] = Question(
        section="joins",
        path=("joins",),
        file=first.file,
        sheet=first.sheet,
        heading="",
        text=f"{children:,} children on {first.sheet} have no UPN of this school and may be pupils "
        "of it by name and date of birth: say for each whether that is so.",
        options=(),
        why="two children can share a name",
        cost="It decides who counts as a child with a social worker.",
    )
