"""Who may do what: a table worked out from design section 3, and nothing by default."""

import pytest

from cwsw.access import Right, Role, User, rights_of

PASTORAL = {
    Right.START, Right.COHORT, Right.FIGURES, Right.CHILDREN, Right.WORK, Right.ADVICE, Right.HELP,
}  # fmt: skip
LEADS = {Right.UPLOAD, Right.PLAN_DETAIL, Right.DECIDE, Right.PUBLICATIONS, Right.KEEP}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.HEADTEACHER, set(Right)),
        (Role.DSL, PASTORAL | LEADS),
        (Role.PASTORAL, PASTORAL),
        (Role.GOVERNOR, {Right.PUBLICATIONS, Right.HELP}),
        (None, set()),
    ],
)
def test_the_rights_of_each_role(role, rights):
    assert rights_of(role) == rights


def test_nobody_but_the_headteacher_has_a_right_that_the_table_does_not_name():
    assert set(Right) == PASTORAL | LEADS | {Right.PUBLISH, Right.AUDIT}


def test_a_role_that_the_table_does_not_name_may_do_nothing():
    assert rights_of("visitor") == frozenset()


def test_a_person_needs_every_right_asked_for():
    pastoral = User("A", Role.PASTORAL, "school")
    assert pastoral.may(Right.COHORT)
    assert not pastoral.may(Right.COHORT, Right.PLAN_DETAIL)


def test_asking_for_no_right_is_allowed_to_everybody_known():
    assert User("A", Role.GOVERNOR, "school").may()
