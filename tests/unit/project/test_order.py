"""The order in which the tests run loses none of them."""

from types import SimpleNamespace

import pytest

from tests.support import order


def _tests(*files):
    return [SimpleNamespace(path=order.ROOT / file) for file in files]


def test_each_test_runs_once_the_long_files_first_and_few_browsers_at_once():
    files = [f"{folder}/{n}.py" for folder in ("browser", "pages", "unit/x") for n in range(3)]
    ordered = order.in_order(_tests(*files, "browser/0.py"))
    assert [test.path.relative_to(order.ROOT).as_posix() for test in ordered] == [
        "browser/0.py", "browser/0.py", "pages/0.py", "pages/1.py",
        "browser/1.py", "pages/2.py", "unit/x/0.py",
        "browser/2.py", "unit/x/1.py", "unit/x/2.py",
    ]  # fmt: skip


def test_a_long_run_ends_with_the_files_that_took_long():
    def report(file, seconds):
        return pytest.TestReport(
            f"{file}::t", (file, 0, "t"), {}, "passed", None, "call", (), seconds
        )

    reports = [report("a.py", 3.0), report("b.py", 9.0), report("a.py", 4.0), report("c.py", 1.0)]
    assert list(order.durations(reports)) == [
        "       9 s  b.py",
        "       7 s  a.py",
        "      17 s  all files, of all workers together",
    ]
