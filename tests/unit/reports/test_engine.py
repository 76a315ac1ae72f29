"""Another engine in the place of typst and vl-convert, as the browser has one."""

from datetime import date
from types import SimpleNamespace

from cwsw import charts
from cwsw.reports.document import Chart, Document, Paragraph
from cwsw.reports.paper import engine, pages, pdf
from cwsw.reports.paper.letters import _has_shape

CHART = Chart(lambda _: {"mark": "point"}, "A chart")
PAPER = Document("A title", (Paragraph("Some words \U0001f600"), CHART))


def forget():
    """What is remembered of another engine."""
    charts.forget()
    _has_shape.cache_clear()


def test_all_that_is_drawn_and_typeset_is_asked_of_the_engine_that_was_chosen(monkeypatch):
    asked = []

    def answer(kind, result):
        def _answer(*given):
            asked.append((kind, given[1:]))
            return result

        return _answer

    made = SimpleNamespace(
        svg=answer("svg", "<svg/>"),
        pdf=answer("pdf", b"%PDF"),
        pages=answer("pages", [b"PNG"]),
        has_shape=answer("shape", True),
    )
    monkeypatch.setattr(engine, "_current", [made])
    forget()
    assert pdf(PAPER, date(2026, 7, 17)) == b"%PDF"
    assert pages(PAPER, 96) == [b"PNG"]
    forget()
    kinds = [kind for kind, _ in asked]
    assert kinds == ["shape", "svg", "pdf", "pages"]
    assert asked[2][1][1].isoformat() == "2026-07-17T00:00:00+00:00"
    assert asked[3][1][1] == 96
