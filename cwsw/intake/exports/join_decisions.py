"""Looks up what a person decided of listed children, by keys that hold no pupil data."""

import hashlib
from dataclasses import replace
from datetime import date

from cwsw.intake.exports.candidates import Candidate
from cwsw.intake.exports.listed_names import ListedName
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.roll_index import PupilOnRoll
from cwsw.intake.exports.row_children import ListedChild
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.english import short_day
from cwsw.tables.proposal import JoinSuggestion

ACCEPT, REFUSE, ACCEPT_ALL, ONE_BY_ONE = "accept", "refuse", "accept all", "one by one"
_GROUP_NAMES = {number: name for name, number in YEAR_GROUPS.items()}


class Decisions:
    """What a person decided of the children of a sheet, and what is still to be decided."""

    def __init__(self, sheet: ExportSheet, notebook: Notebook) -> None:
        self._sheet, self._notebook = sheet, notebook

    def about(self, identity: Identity, child: ListedChild, row: int) -> tuple[list[str], bool]:
        """Suggest the pupils that a child may be, and look up what was decided.

        Returns:
            The UPN of the pupil who was accepted, or nothing; and whether a decision is still open.
        """
        keys = {c.pupil.upn: _key(identity, child.listed, c.pupil.upn) for c in child.may_be}
        decisions = self._decisions(identity, child, keys)
        for candidate in child.may_be:
            upn = candidate.pupil.upn
            suggestion = self._suggestion(identity, child, candidate, row)
            self._notebook.suggest(replace(suggestion, key=keys[upn], decision=decisions[upn]))
        accepted = [upn for upn, decision in decisions.items() if decision == ACCEPT]
        return accepted[:1], not accepted and None in decisions.values()

    def _decisions(
        self, identity: Identity, child: ListedChild, keys: dict[str, str]
    ) -> dict[str, str | None]:
        """UPN -> accept, refuse or None: by the child, by the pupil, or for all of one kind."""
        answers = self._notebook.answers
        whole = answers.get("joins", child_key(identity, child))
        single = {upn: answers.get("joins", key) for upn, key in keys.items()}
        # An answer may name the pupil for the child, or stand at the child, at the pair, or for all
        # alike: in this order.
        if whole in keys.values():
            single = {upn: ACCEPT if key == whole else REFUSE for upn, key in keys.items()}
        elif whole == REFUSE or (whole == ACCEPT and len(keys) == 1):
            single = dict.fromkeys(keys, whole)
        group = next((c.group for c in child.may_be if c.group), "")
        if group and not any(single.values()) and answers.get("joins", group) == ACCEPT_ALL:
            single = dict.fromkeys(keys, ACCEPT)
        decisions = {upn: d if d in (ACCEPT, REFUSE) else None for upn, d in single.items()}
        # One child is one pupil: the others are refused by that.
        if ACCEPT in decisions.values():
            return {upn: decision or REFUSE for upn, decision in decisions.items()}
        return decisions

    def _suggestion(
        self, identity: Identity, child: ListedChild, candidate: Candidate, row: int
    ) -> JoinSuggestion:
        pupil, grid = candidate.pupil, self._sheet.grid
        return JoinSuggestion(
            key="",
            child=child_key(identity, child),
            file=grid.file,
            sheet=grid.sheet,
            row=row,
            listed_name=child.listed.text or identity.name,
            listed_birth=as_text(identity.birth),
            upn=pupil.upn,
            pupil_name=pupil.full_name,
            pupil_birth=as_text(pupil.birth),
            pupil_class=class_of(pupil),
            pupil_place=f"row {pupil.row} of {pupil.sheet}",
            why=candidate.why,
            group=candidate.group,
        )


def class_of(pupil: PupilOnRoll) -> str:
    """'Year 7, 7B', as far as it is known."""
    year = "" if pupil.year_group is None else f"Year {_GROUP_NAMES[pupil.year_group]}"
    return ", ".join(part for part in (year, pupil.form) if part)


def child_key(identity: Identity, child: ListedChild) -> str:
    """A name for a listed child that holds no pupil data and is the same at every reading."""
    upn = child.may_be[0].pupil.upn if child.listed.of_family and child.may_be else "child"
    return _key(identity, child.listed, upn)


def _key(identity: Identity, listed: ListedName, upn: str) -> str:
    words = " ".join(sorted(set(listed.words)))
    key_text = "|".join((words, as_text(identity.birth), identity.upn or "", upn))
    # A mapping is a file that schools keep and send: a digest names the child in it and nobody
    # else.
    return hashlib.sha256(key_text.encode()).hexdigest()[:16]


def as_text(day: date | None) -> str:
    """dd/mm/yyyy, '' for no day."""
    return short_day(day) if day else ""
