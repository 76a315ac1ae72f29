"""The names of groups, in the words every screen, sentence and report uses."""

from collections.abc import Mapping

from cwsw.compare.model import Figure
from cwsw.tables.english import capital as capital
from cwsw.tables.years import label

GROUPS: Mapping[str, str] = {
    "cwsw": "children with a social worker",
    "other": "other pupils",
    "current_cp": "children on a child protection plan now",
    "current_cin": "children on a child in need plan now",
    "ended": "children on the list with no plan now",
    "while_on_roll": "children with a plan while on our roll",
    "looked_after_now": "children with a social worker who are also looked after now",
    "without_looked_after_now": "children with a social worker, without those looked after now",
    "looked_after": "looked-after children with no other plan in six years",
    "undated": "children whose plan has no usable dates",
    "earlier": "children whose plans ended more than six years ago",
}
"""Group or sub-cohort -> its name, plural, to stand inside a sentence."""

ONE: Mapping[str, str] = {
    "cwsw": "child with a social worker",
    "other": "other pupil",
    "current_cp": "child on a child protection plan now",
    "current_cin": "child on a child in need plan now",
    "ended": "child on the list with no plan now",
    "while_on_roll": "child with a plan while on our roll",
    "looked_after_now": "child with a social worker who is also looked after now",
    "without_looked_after_now": "child with a social worker, not looked after now",
    "looked_after": "looked-after child with no other plan in six years",
    "undated": "child whose plan has no usable dates",
    "earlier": "child whose plans ended more than six years ago",
}
"""The same of one child."""

COHORTS: Mapping[str, str] = {
    "CINO": "children in need",
    "CPPO": "children on a child protection plan",
    "CLA12": "children looked after for 12 months or more",
}
"""DfE's short name -> plain words. CINO leaves out children on a CP plan or looked after."""


def group(name: str, number: int | None = None) -> str:
    """A group's name in words, to follow a number where one is given."""
    return ONE[name] if number == 1 else GROUPS[name]


def cohort(name: str) -> str:
    """A national cohort in plain words; names already in words stay as they are."""
    return COHORTS.get(name, name)


def year_words(figure: Figure) -> str:
    """'in 2025/26', or 'so far in 2025/26'."""
    return f"{'' if figure.complete else 'so far '}in {label(figure.year)}"


def in_year(figure: Figure) -> str:
    """' in 2025/26' to follow what was done; '' of a measure that speaks of the as-at date."""
    return "" if figure.measure.is_of_today else f" {year_words(figure)}"
