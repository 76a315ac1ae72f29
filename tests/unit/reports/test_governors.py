"""The governors' sheet: the page's parts on one side of A4, and no number that is not published."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from cwsw.advice import library
from cwsw.charts.published import percentages
from cwsw.reports.governors import governors_pdf
from cwsw.reports.rounded import rounded_pdf
from cwsw.reports.stamps import DRAFT_STAMP, SAMPLE_MARK
from cwsw.ui.governors import publish
from cwsw.ui.wording import text
from tests.support import pdfs
from tests.support.published import HEADINGS, PHASES, draft, released, rounded, too_small

AXIS = {"0", "25", "50", "75", "100"}


@pytest.fixture(scope="module")
def made():
    return {phase: pdfs.opened(governors_pdf(released(phase))) for phase in PHASES}


@pytest.fixture(scope="module")
def small():
    return pdfs.opened(governors_pdf(too_small()))


def numbers(words):
    return set(re.findall(r"\d+(?:\.\d+)?", words.replace(",", "")))


def of_publication(shown):
    """Every number of a publication."""
    return numbers(repr(shown) + " ".join(map(str, (shown.as_at, shown.published)))) | {
        f"{day.day}" for day in (shown.as_at, shown.published) if day
    }


@pytest.mark.parametrize("phase", PHASES)
def test_it_is_one_sheet_of_a4_in_the_order_of_the_page(made, phase):
    assert len(made[phase].pages) == 1
    assert pdfs.words_by_tag(made[phase], "H2") == HEADINGS
    width, height = made[phase].pages[0].MediaBox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_the_fullest_sheet_is_one_page_too():
    longest = max((rule.title for rule in library.rules()), key=len)
    own = "Breakfast " * (publish.LONGEST_ACTIONS // 10)
    actions = (*(longest,) * publish.MOST_PICKED, own)
    comment = "Mornings are hard. " * (publish.LONGEST_COMMENT // 19)
    shown = released("primary", comment=comment, actions=actions)
    assert len(pdfs.opened(governors_pdf(shown)).pages) == 1


@pytest.mark.parametrize("phase", PHASES)
def test_no_number_stands_in_it_that_was_not_published(made, phase):
    said = " ".join(w for w in pdfs.words(made[phase]))
    shown = released(phase)
    drawn = {f"{end:.0f}" for f in shown.latest if not f.hidden for end in percentages(f)}
    known = of_publication(shown) | AXIS | drawn | {"1", "2", "3", "6", "2018"}
    assert numbers(said) <= known


@pytest.mark.parametrize("phase", PHASES)
def test_every_sentence_of_the_page_stands_in_it(made, phase):
    shown, whole = released(phase), " ".join(pdfs.words(made[phase]))
    said = (*shown.minute, *shown.practice, *shown.questions, *shown.method, *shown.actions)
    assert [words for words in (*said, shown.comment) if words not in whole] == []


def test_chart_and_tables_are_tagged_and_described(made):
    charts = [e for e in pdfs.elements(made["primary"]) if str(e.S) == "/Figure"]
    assert len(charts) == 1
    assert "21 to 25 of 61 to 65, from 32% to 41%" in str(charts[0].Alt)
    assert pdfs.tags(made["primary"]).count("Table") == 1
    assert pdfs.tags(made["primary"]).count("H1") == 1
    assert [
        str(pdfs.attribute(e, "/Scope")) for e in pdfs.elements(made["primary"]) if e.S == "/TH"
    ]


def test_a_draft_and_a_sample_say_so():
    shown = replace(draft(), sample=True)
    (edge,) = pdfs.page_edges(pdfs.opened(governors_pdf(shown)))
    assert DRAFT_STAMP in edge
    assert SAMPLE_MARK in edge


def test_a_publication_is_not_stamped(made):
    assert DRAFT_STAMP not in pdfs.all_text(made["primary"])


def test_the_sample_is_marked_with_the_words_of_the_screen():
    assert SAMPLE_MARK == text.SAMPLE_MARK


def test_a_school_too_small_for_any_figure_still_gets_words_and_questions(small):
    said, shown = " ".join(pdfs.words(small)), too_small()
    assert "Figure" not in pdfs.tags(small)
    assert [w for w in (*shown.minute, *shown.practice, *shown.questions) if w not in said] == []
    assert "Not said: too few in the school." in said


@pytest.mark.parametrize("name", ['#read("/etc/passwd")', "*bold* _x_ $a$", "L" * 300, "Ďáb 😀"])
def test_a_schools_own_words_stay_words(name):
    made = pdfs.opened(
        governors_pdf(released("nursery", school=name, comment=name, actions=(name,)))
    )
    whole = "".join(pdfs.words(made)).replace(" ", "")
    assert whole.count(name.replace(" ", "").replace("😀", "□")) == 3


def test_a_publication_of_the_first_rules_has_its_paper():
    whole = " ".join(pdfs.words(pdfs.opened(rounded_pdf(rounded().summary))))
    assert [f.finding for f in rounded().summary.figures if f.finding not in whole] == []
    assert "A breakfast club" in whole


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_pdftotext_reads_it_in_order(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(governors_pdf(released()))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    read = " ".join(done.stdout.split())
    places = [read.index(words) for words in HEADINGS]
    assert places == sorted(places)
