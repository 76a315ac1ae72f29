"""What was drawn is drawn once, and again once the data are forgotten."""

import inspect
import re
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace

import pytest

from cwsw import charts
from cwsw.charts.squares import Count, squares
from cwsw.reports.paper import drawing, engine

COUNTS = (Count("Ours", charts.MarkRole.COHORT, 2, 5),)


def test_it_is_drawn_once_until_it_is_forgotten():
    first = squares(COUNTS)
    assert squares(COUNTS) is first
    charts.forget()
    again = squares(COUNTS)
    assert again == first
    assert again is not first


@pytest.mark.parametrize("name", [m.name for m in iter_modules(charts.__path__, "cwsw.charts.")])
def test_nothing_is_kept_that_forgetting_does_not_reach(name):
    source = inspect.getsource(import_module(name))
    assert not re.search(r"lru_cache|@cache", source) or name == "cwsw.charts.cache"


def test_a_chart_on_paper_is_drawn_anew_too(monkeypatch):
    drawn = []
    monkeypatch.setattr(engine, "_current", [SimpleNamespace(svg=drawn.append)])
    spec = {"mark": "point", "title": "drawn for this test"}
    drawing.svg(spec)
    drawing.svg(spec)
    charts.forget()
    drawing.svg(spec)
    assert len(drawn) == 2
    charts.forget()
