"""Who may do what: nothing by default (the whole table: tests/unit/project/test_docs.py)."""

from cwsw.access import Right, Role, User, rights_of


def test_a_governor_sees_what_is_published_and_the_help():
    assert rights_of(Role.GOVERNOR) == {Right.PUBLICATIONS, Right.HELP}


def test_the_headteacher_has_every_right_and_nobody_has_none():
    assert rights_of(Role.HEADTEACHER) == set(Right)
    assert rights_of(None) == set()


def test_a_role_that_the_table_does_not_name_may_do_nothing():
    assert rights_of("visitor") == frozenset()


def test_a_person_needs_every_right_asked_for():
    pastoral = User("A", Role.PASTORAL, "school")
    assert pastoral.may(Right.COHORT)
    assert not pastoral.may(Right.COHORT, Right.PLAN_DETAIL)


def test_asking_for_no_right_is_allowed_to_everybody_known():
    assert User("A", Role.GOVERNOR, "school").may()
