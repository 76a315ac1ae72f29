"""Mistakes in the SQL are seen by the examples and the naive engine, but for those explained."""

import tomllib
from pathlib import Path

import pytest

from tests.mutation.mistakes import Mistake, mistakes
from tests.mutation.trial import Trial

EXPLAINED = {
    name: entry["why"]
    for entry in tomllib.loads(Path(__file__).with_name("unseen.toml").read_text("utf-8"))["unseen"]
    for name in entry["names"]
}
ALL = list(mistakes())
SLICE = ("_pupil_shown.sql", "_status_group.sql", "_aged.sql")
"""Files of which every test run tries the first mistakes; `--long` tries all."""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("statements"))


def test_every_explanation_is_of_a_mistake_that_can_be_made() -> None:
    names = [mistake.name for mistake in ALL]
    assert len(names) == len({*names})
    assert [name for name in EXPLAINED if name not in names] == []
    assert all(len(why) > 20 for why in EXPLAINED.values())


@pytest.mark.parametrize("file", SLICE)
def test_a_slice_of_mistakes_is_seen(trial: Trial, file: str) -> None:
    chosen = [m for m in ALL if m.path.endswith(file) and m.name not in EXPLAINED][:3]
    assert len(chosen) == 3
    assert _unseen(trial, chosen) == []


@pytest.mark.long
def test_nobody_complains_of_the_sql_as_it_is(trial: Trial) -> None:
    assert trial.is_right()


@pytest.mark.long
def test_every_mistake_is_seen_or_explained(trial: Trial) -> None:
    assert {*_unseen(trial, ALL)} == {*EXPLAINED}


def _unseen(trial: Trial, chosen: list[Mistake]) -> list[str]:
    return [mistake.name for mistake in chosen if not trial.sees(mistake)]
