"""The governors' paper: what was published, all of it, and no other number of the school."""

import json
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from cwsw.disclosure.model import HIDDEN
from cwsw.reports.governors_pdf import governors_pdf
from cwsw.reports.words import DRAFT_STAMP, SAMPLE_MARK
from cwsw.ui import text
from tests.support import pdfs
from tests.support.published import PHASES, draft, released, too_small

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TICKS = {str(tick) for tick in range(0, 1001, 5)}


@pytest.fixture(scope="module")
def made():
    return {phase: pdfs.opened(governors_pdf(released(phase))) for phase in PHASES}


@pytest.fixture(scope="module")
def small():
    return pdfs.opened(governors_pdf(too_small()))


def numbers(words):
    return set(NUMBER.findall(words))


def of_publication(shown):
    """Every number a publication holds, and 2018, by which its older figures are called."""
    held = json.dumps(asdict(shown), default=lambda day: f"{day.day} {day.year}")
    return numbers(held) | numbers(text.day(shown.as_at)) | {"2018"}


@pytest.mark.parametrize("phase", PHASES)
def test_it_says_everything_that_was_published(made, phase):
    shown, said = released(phase), pdfs.words(made[phase])
    for answer in shown.answers:
        assert [answer.question, *answer.words, *answer.ask] == [
            words for words in (answer.question, *answer.words, *answer.ask) if words in said
        ]
    assert [f.finding for f in shown.figures if f.finding not in said] == []
    assert [words for words in (shown.comment, *shown.small_numbers) if words not in said] == []
    whole = " ".join(said)
    more = (shown.rule, *shown.sources, *(f.definition for f in shown.figures))
    assert [words for words in more if words not in whole] == []


@pytest.mark.parametrize("phase", PHASES)
def test_no_number_stands_in_it_that_was_not_published(made, phase):
    pages = {str(page) for page in range(1, len(made[phase].pages) + 1)}
    known = of_publication(released(phase)) | pages
    edges = " ".join(pdfs.page_edges(made[phase]))
    assert numbers(" ".join([*pdfs.words(made[phase]), edges])) <= known
    for drawn in pdfs.words_by_tag(made[phase], "Figure"):
        assert numbers(drawn) <= known | TICKS
        assert drawn.count("about") == 0 or "about 25 of about 60 (42%)" in drawn


@pytest.mark.parametrize("phase", PHASES)
def test_every_figure_has_a_heading_a_table_and_a_chart_with_words(made, phase):
    shown, tags = released(phase), pdfs.tags(made[phase])
    charts = [e for e in pdfs.elements(made[phase]) if str(e.S) == "/Figure"]
    assert tags.count("H1") == 1
    assert tags.count("H2") == len(shown.answers) + 2
    assert tags.count("H3") == tags.count("Table") == len(shown.figures)
    assert len(charts) == 1 + len(shown.figures) - shown.hidden
    assert all(str(chart.Alt).strip() for chart in charts)
    assert [str(pdfs.attribute(e, "/Scope")) for e in pdfs.elements(made[phase]) if e.S == "/TH"]


def test_the_questions_come_in_their_order(made):
    found = pdfs.words_by_tag(made["primary"], "H2")
    questions = [answer.question for answer in draft().answers]
    assert found == ["From the headteacher", *questions, "About small numbers"]


def test_it_says_its_dates_its_years_and_its_version(made):
    said = pdfs.words(made["primary"])
    beneath = dict(pairwise(said))
    assert beneath["School"] == "Testwood School"
    assert beneath["As at"] == "17 July 2026"
    assert beneath["Published"] == "21 September 2026"
    assert beneath["National figures of"] == ", ".join(draft().benchmark_years)
    assert draft().version in beneath["Made by"]
    assert "rounded to 5" in beneath["Small numbers"]


def test_a_draft_and_a_sample_say_so_on_every_page():
    shown = replace(draft(), sample=True)
    for edge in pdfs.page_edges(pdfs.opened(governors_pdf(shown))):
        assert DRAFT_STAMP in edge
        assert SAMPLE_MARK in edge


def test_a_publication_is_not_stamped(made):
    assert DRAFT_STAMP not in pdfs.everything(made["primary"])


def test_the_sample_is_marked_with_the_words_of_the_screen():
    assert SAMPLE_MARK == text.SAMPLE_MARK


def test_a_hidden_figure_has_words_and_no_chart(small):
    said = pdfs.words(small)
    assert "Figure" not in pdfs.tags(small)
    assert said.count(HIDDEN) == len(too_small().figures) + 1
    assert "Hidden in this paper:" in said


def test_a_school_too_small_for_any_figure_still_gets_words_and_questions(small):
    said, shown = pdfs.words(small), too_small()
    asked = [words for answer in shown.answers for words in answer.ask]
    assert shown.hidden == len(shown.figures)
    assert [words for words in asked if words not in said] == []
    assert numbers(" ".join(said)) <= of_publication(shown)


@pytest.mark.parametrize("name", ['#read("/etc/passwd")', "*bold* _x_ $a$", "L" * 300, "Ďáb 😀"])
def test_a_schools_own_words_stay_words(name):
    shown = released(school=name, comment=name, actions=(name,))
    made = pdfs.opened(governors_pdf(replace(shown, answers=shown.answers[4:5])))
    whole = "".join(pdfs.words(made)).replace(" ", "")
    assert whole.count(name.replace(" ", "").replace("😀", "□")) == 3


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_pdftotext_reads_it_in_order(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(governors_pdf(released()))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    read = " ".join(done.stdout.split())
    places = [read.index(answer.question) for answer in released().answers]
    assert places == sorted(places)
    assert read.index("Page 1 of") < read.index("Page 2 of")
