"""An answer is asked once for a version of a workspace, and again after a change."""

import pytest

from cwsw.ui.state import version_cache as room
from cwsw.ui.state.version_cache import cached
from tests.support import schools


@pytest.fixture
def workspace():
    return schools.load(schools.tiny())


def counter():
    asked = []

    def ask(_workspace, *arguments):
        asked.append(arguments)
        return len(asked)

    return ask, asked


def test_an_answer_is_asked_once_for_each_argument(workspace) -> None:
    ask, asked = counter()
    assert [cached(workspace, ask, 1), cached(workspace, ask, 1), cached(workspace, ask, 2)] == [
        1,
        1,
        2,
    ]
    assert asked == [(1,), (2,)]


def test_a_changed_workspace_is_asked_again(workspace) -> None:
    ask, _ = counter()
    assert cached(workspace, ask) == 1
    workspace.version += 1
    assert cached(workspace, ask) == 2


def test_two_schools_never_share_an_answer(workspace) -> None:
    ask, _ = counter()
    assert cached(workspace, ask) == 1
    assert cached(schools.load(schools.nobody()), ask) == 2
    assert cached(workspace, ask) == 1


def test_no_more_than_so_many_are_kept(workspace) -> None:
    ask, asked = counter()
    for number in range(room.MOST + 1):
        cached(workspace, ask, number)
    cached(workspace, ask, 0)
    assert asked.count((0,)) == 2
