"""The tutorial says what its test does: text, pictures and their sizes."""

import re

import pytest
from PIL import Image

from cwsw.ui.auth.page_registry import PAGES
from tests.browser import tutorial
from tests.browser.term_steps import STEPS

LARGEST_BYTES = 150_000
WIDEST = 1280


def test_the_page_is_what_the_steps_say():
    written = tutorial.PAGE.read_text(encoding="utf-8")
    assert written == tutorial.text(), "run: python -m tests.browser.tutorial"


def test_every_step_has_a_title_and_words():
    for step in STEPS:
        title, _, words = (step.__doc__ or "").partition("\n\n")
        assert 0 < len(title) < 60, step.__name__
        assert len(words.split()) > 10, step.__name__


def test_the_pages_it_names_are_pages():
    names = {entry.title for entry in PAGES}
    named = re.findall(r"\*\*([^*]+)\*\*", tutorial.text())
    assert {" ".join(words.split()) for words in named} <= names


@pytest.mark.parametrize("picture", tutorial.pictures(), ids=lambda picture: picture.name)
def test_pictures_are_there_and_small(picture):
    path = tutorial.file_of(picture)
    assert path.stat().st_size < LARGEST_BYTES
    with Image.open(path) as opened:
        assert opened.width <= WIDEST


def test_no_picture_is_left_over():
    kept = {path.name for path in tutorial.FOLDER.iterdir()}
    assert kept == {tutorial.file_of(picture).name for picture in tutorial.pictures()}
