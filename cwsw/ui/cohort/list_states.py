"""The parts of our list that can be shown, and the groups that are not on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cwsw.cohort import Member


@dataclass(frozen=True)
class ListState:
    """One part of the list: its short name, its words after a number, and who is in it.

    `is_on_list`: whether those in it are on today's list.
    """

    name: str
    one: str
    many: str
    has: Callable[[Member], bool]
    is_on_list: bool = True


def _in_group(name: str) -> Callable[[Member], bool]:
    return lambda member: member.group == name


def _current(name: str) -> Callable[[Member], bool]:
    return lambda member: member.current == name


# fmt: off
STATES: Mapping[str, ListState] = {
    "all": ListState(
        "On the list", "child with a social worker", "children with a social worker",
        lambda m: m.in_cohort,
    ),
    "cp": ListState(
        "Child protection", "child on a child protection plan now",
        "children on a child protection plan now", _current("current_cp"),
    ),
    "cin": ListState(
        "Child in need", "child on a child in need plan now",
        "children on a child in need plan now", _current("current_cin"),
    ),
    "ended": ListState(
        "No plan now", "child with no plan now", "children with no plan now", _current("ended"),
    ),
    "on-roll": ListState(
        "While on our roll", "child with a plan while on our roll",
        "children with a plan while on our roll", lambda m: m.while_on_roll,
    ),
    "looked-after": ListState(
        "Looked after", "child who is also looked after now",
        # Whoever is looked after without a CIN or CP plan is in a group of their own, and not on
        # the list.
        "children who are also looked after now", lambda m: m.looked_after_now and m.in_cohort,
    ),
    "not-looked-after": ListState(
        "Not looked after", "child who is not looked after now",
        "children who are not looked after now",
        lambda m: m.in_cohort and not m.looked_after_now,
    ),
    "undated": ListState(
        "Dates missing", "pupil has a plan without usable dates, so does not count yet",
        "pupils have a plan without usable dates, so do not count yet", _in_group("undated"),
        is_on_list=False,
    ),
    "only-looked-after": ListState(
        "Only looked after", "pupil looked after within six years, with no other plan",
        "pupils looked after within six years, with no other plan", _in_group("looked_after"),
        is_on_list=False,
    ),
    "earlier": ListState(
        "Earlier", "pupil whose plans ended over six years ago",
        "pupils whose plans ended over six years ago", _in_group("earlier"),
        is_on_list=False,
    ),
}
# fmt: on
"""The parts of the list that can be shown. The last three are not on it, and in no figure."""


def state_words(state: ListState, number: int) -> str:
    """'21 children on a child protection plan now'."""
    return f"{number:,} {state.one if number == 1 else state.many}"
