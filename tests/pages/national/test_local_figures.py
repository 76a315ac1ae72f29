"""A local authority's own figures on the National picture: shown beside, kept nowhere."""

import pytest

from cwsw.benchmarks.local import local_figures
from cwsw.ui.national.local_figures import NEVER_JUDGED, local_table
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample, summary_of

NATIONAL = "pages/national/national.py"
HEADINGS = (
    "time_period,time_identifier,geographic_level,la_name,social_care_group,"
    "version,pupil_count,attainment8_average,engmath_95_percent,engmath_94_percent"
)


def made(*authorities: str) -> bytes:
    england = "202425,Academic year,National,,CINO at 31 March,Revised,13260,17.3,9.7,18.1"
    own = (
        f"202425,Academic year,Local authority,{name},CINO at 31 March,Revised,368,18.0,c,19.0"
        for name in authorities
    )
    return "\n".join([HEADINGS, england, *own]).encode()


pytestmark = pytest.mark.usefixtures("empty_server")


def loaded(at, content):
    return ask(at, picture="Our authority").file_uploader[0].upload("la.csv", content).run()


def table(at) -> str:
    return next(h.proto.body for h in at.get("html") if "Our local authority<" in h.proto.body)


def test_figures_stand_beside_england_and_our_own() -> None:
    at = loaded(open_sample("sample secondary", NATIONAL), made("Someshire"))
    assert not at.exception
    shown = table(at)
    assert "2024/25, end of Key Stage 4" in shown
    for cell in (">19.0%<", ">18.1%<", ">18.0<", ">17.3<", ">not published<"):
        assert cell in shown
    ours = summary_of("sample secondary").latest_judged("em_standard")
    assert f">{ours.cwsw.n} of {ours.cwsw.of} (" in shown
    assert NEVER_JUDGED in shown
    assert "so that no child can be recognised" in shown


def test_one_of_several_authorities_is_chosen() -> None:
    at = loaded(open_app(page=NATIONAL), made("Someshire", "Elsewhere"))
    box = next(s for s in at.selectbox if s.label == "Your local authority")
    assert box.options == ["Elsewhere", "Someshire"]
    assert ">19.0%<" in table(box.set_value("Someshire").run())


def test_without_a_school_england_is_shown_alone() -> None:
    at = loaded(open_app(page=NATIONAL), made("Someshire"))
    assert not at.exception
    assert ">–<" in table(at)


@pytest.mark.parametrize("content", [b"", b"UPN,Surname\nA1,Adams\n", b"\xff\x00\x01", b'"'])
def test_another_file_is_refused_in_one_sentence_and_not_shown(content) -> None:
    at = loaded(open_app(page=NATIONAL), content)
    assert not at.exception
    assert [e.value.count(".") >= 1 for e in at.error] == [True]
    assert "Adams" not in words(at)


def test_no_verdict_changes_and_nothing_is_kept() -> None:
    before = summary_of("sample secondary").figures
    loaded(open_sample("sample secondary", NATIONAL), made("Someshire"))
    assert summary_of("sample secondary").figures == before
    again = open_sample("sample secondary", NATIONAL)
    assert "Someshire" not in words(again)
    assert not any("Our local authority<" in h.proto.body for h in again.get("html"))


def test_a_name_is_shown_as_words_only() -> None:
    at = loaded(open_app(page=NATIONAL), made("<b>x</b>", "Elsewhere"))
    assert "<b>x</b>" not in table(at)


def test_every_measure_of_the_file_has_its_row() -> None:
    figures = local_figures(made("Someshire"))
    assert local_table([], None).rows == ()
    assert len(local_table(figures, None).rows) == 3
