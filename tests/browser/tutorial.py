"""Write docs/tutorial.md and its pictures anew: `python -m tests.browser.tutorial`.

The words are the docstrings of the steps that tests/browser/test_a_term.py walks, so that what the
tutorial says is what the test does. Every pupil on the pictures is made up, and they say so.
"""

import inspect
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

from cwsw.ui.wording.text import SAMPLE_MARK
from launcher.browser import find_browser
from tests.browser.support import BROWSER_ARGUMENTS, ROOT, running_server, wait_for_app
from tests.browser.term_school import two_terms
from tests.browser.term_steps import PARTS, STEPS
from tests.browser.term_walk import SIZE, Part, Picture, Step, Walk, own_folders, picture_of

PAGE = ROOT / "docs" / "tutorial.md"
FOLDER = ROOT / "docs" / "tutorial"
FONT = ROOT / "cwsw" / "reports" / "paper" / "fonts" / "SourceSans3-Regular.ttf"
COLOURS = 64
STRIP = 26
LAST_LINE, GAP = 120, 14
"""How far up a blank band is looked for at which to end a picture, and how high it is (pixels)."""

INTRODUCTION = f"""# A term with the dashboard

What a headteacher, a safeguarding lead and a pastoral lead do with it from one term to the next,
in {len(STEPS)} steps. The school is made up: nobody on the pictures is real. A test walks exactly
these steps in a real browser (`tests/browser/test_a_term.py`), and this page is written from it.

To walk them yourself, start the dashboard (`python3 run.py`) and upload your own spreadsheet. Only
to try the pages press *Try the sample primary school*: what you change there only you see."""


def text() -> str:
    """The whole page as Markdown."""
    numbers = iter(range(1, len(STEPS) + 1))
    blocks = (block for part in PARTS for block in _part(part, numbers))
    return "\n\n".join([INTRODUCTION, *blocks]) + "\n"


def pictures() -> tuple[Picture, ...]:
    """The pictures of the page, in its order."""
    return tuple(picture for step in STEPS if (picture := picture_of(step)) is not None)


def file_of(picture: Picture) -> Path:
    """Where a picture of the page is kept."""
    return FOLDER / f"{picture.name}.png"


def _part(part: Part, numbers: Iterator[int]) -> Iterator[str]:
    yield f"## {part.title}"
    for step in part.steps:
        yield from _step(step, next(numbers))


def _step(step: Step, number: int) -> Iterator[str]:
    title, _, words = inspect.cleandoc(step.__doc__ or "").partition("\n\n")
    yield f"### {number}. {title.rstrip('.')}"
    yield words
    picture = picture_of(step)
    if picture is not None:
        yield f"![{picture.alt}](tutorial/{picture.name}.png)"


def main() -> None:
    """Walk the term, and write the page and its pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        with running_server(**own_folders(Path(folder))) as server:
            page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB")
            page.goto(server.url)
            wait_for_app(page)
            walk = Walk(page, two_terms(), Path(folder) / "kept")
            for step in STEPS:
                _take(walk, step)
        browser.close()
    PAGE.write_text(text(), encoding="utf-8")


def _take(walk: Walk, step: Step) -> None:
    step(walk)
    picture = picture_of(step)
    if picture is not None:
        _save(walk.shoot(picture), file_of(picture))


def _save(taken: Path, path: Path) -> None:
    """The picture in few colours, with a strip beneath it that says whose pupils these are."""
    picture = _cut_between_lines(Image.open(taken).convert("RGB"))
    whole = Image.new("RGB", (picture.width, picture.height + STRIP), "#E8EEF4")
    whole.paste(picture)
    font = ImageFont.truetype(str(FONT), 15)
    ImageDraw.Draw(whole).text((12, picture.height + 4), SAMPLE_MARK, "#1f2933", font)
    whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def _cut_between_lines(picture: Image.Image) -> Image.Image:
    """The picture less the line of text, or half of it, that its lower edge runs through."""
    grey = picture.convert("L")
    for bottom in range(picture.height, picture.height - LAST_LINE, -1):
        band = grey.crop((0, bottom - GAP, picture.width, bottom))
        same = band.crop((0, 0, picture.width, 1)).resize(band.size)
        if ImageChops.difference(band, same).getbbox() is None:
            return picture.crop((0, 0, picture.width, bottom))
    return picture


if __name__ == "__main__":
    main()
