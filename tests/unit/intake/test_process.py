import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwsw.intake import SourceFile, limits, make_ready, process, read_files, readers, waiting
from cwsw.intake.reading import read_in_process
from cwsw.intake.wire import Task, pack_answer, pack_task, unpack_answer
from cwsw.paths import IMPORTED_FROM
from cwsw.tables.upload import Upload
from tests.support.broken import broken_files
from tests.support.uploads import PUPILS, SCHOOL, book, codes, rows_of

RICH = {
    "School": rows_of(SCHOOL),
    "Pupils": [
        [*row, extra]
        for row, extra in zip(
            rows_of(PUPILS.replace("8,\n", "8,01/01/2020\n")),
            ["Attendance %", 93.4, "", 88],
            strict=True,
        )
    ],
    "Plans": [["UPN", "Plan", "Start date"], ["A1", "CIN", "01/01/2026"], ["Z9", "CP", ""]],
    "Register": [["UPN", "Date", "AM", "PM"], ["A1", "01/06/2026", "/", "?"]],
}


ENDLESS = (
    "import sys; from cwsw.intake.worker import limit_resources, unpack_seconds; "
    "limit_resources(unpack_seconds(sys.stdin.buffer))\nwhile True: pass"
)
"""Work without an end, stopped by the processor time that it takes."""


def one(data: bytes = PUPILS.encode(), name: str = "pupils.csv") -> list[SourceFile]:
    return [SourceFile(name, data)]


def test_the_child_gives_the_same_answer_as_reading_here():
    files = one(book(RICH), "a.xlsx")
    here, there = read_in_process(files), read_files(files)
    assert len(here.tables) == 4
    assert len(here.problems) >= 2
    assert there == here


def test_the_heading_list_goes_along():
    files = one(PUPILS.replace("Surname", "Legal Surname").encode())
    assert read_files(files).refused
    assert not read_files(files, {"Legal Surname": "Surname"}).refused


def test_an_empty_upload_goes_there_and_back():
    assert unpack_answer(pack_answer(Upload())) == Upload()


@pytest.mark.parametrize("cut", [0, 4, 20, -1])
def test_half_an_answer_is_no_answer(cut):
    with pytest.raises((EOFError, ValueError)):
        unpack_answer(pack_answer(read_in_process(one()))[:cut])


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import time; time.sleep(60)", "read_too_long"),
        (ENDLESS, "read_too_long"),
        ("import os; os.abort()", "read_stopped"),
        ("raise SystemExit(3)", "read_stopped"),
        ("raise ValueError('Ava Adams')", "read_stopped"),
        ("print('nonsense')", "read_stopped"),
        ("print('x' * 100)", "read_stopped"),
        ("raise MemoryError", "read_too_much"),
        ("import sys; sys.stderr.write('memory allocation of 9 bytes failed')", "read_too_much"),
    ],
)
def test_whatever_happens_to_the_child_is_one_sentence(monkeypatch, program, code):
    monkeypatch.setattr(waiting, "_PROGRAM", program)
    monkeypatch.setattr(limits, "SECONDS", 1.0)
    monkeypatch.setattr(limits, "WALL_CLOCK", 30.0 if program == ENDLESS else 1.0)
    upload = read_files(one())
    assert upload.refused
    (problem,) = upload.problems
    assert (problem.code, problem.file) == (code, "pupils.csv")
    assert "Ava" not in str(upload)


@pytest.fixture
def ready():
    """A reading process waits; none does afterwards."""
    make_ready()
    yield waiting._waiting
    waiting.end_waiting()


def test_a_process_that_waits_reads_the_next_file_and_nothing_else(ready, monkeypatch):
    monkeypatch.setattr(waiting, "_started", None)  # only the one that waits can be used
    make_ready()
    assert waiting._waiting is ready
    assert read_files(one()) == read_in_process(one())
    assert ready.returncode == 0
    assert waiting._waiting is None


def test_a_process_that_did_not_live_to_be_used_is_replaced(ready):
    ready.kill()
    ready.wait(60)
    assert not read_files(one()).refused


def test_a_process_that_waits_ends_when_nobody_can_use_it_any_more():
    with waiting._started() as process:
        assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 0


def test_nothing_is_started_ahead_where_no_process_reads(monkeypatch):
    monkeypatch.setattr(readers, "_chosen", readers.same_process)
    make_ready()
    assert waiting._waiting is None


def test_a_child_that_cannot_be_started_is_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert codes(read_files(one())) == {"read_stopped"}


def test_the_file_at_which_the_child_stopped_is_named_and_the_others_are_read():
    corner = SourceFile("corner.xlsx", broken_files()["corner.xlsx"])
    school = SourceFile("school.csv", SCHOOL.encode())
    upload = read_files([*one(), corner, school])
    (problem,) = [p for p in upload.problems if p.code == "read_too_much"]
    assert (problem.file, problem.severity) == ("corner.xlsx", "error")
    assert "not counted" in problem.effect
    assert upload.tables["pupils"].num_rows == 3
    assert [p.file for p in read_files([corner]).problems] == ["corner.xlsx"]


def test_a_child_that_stops_after_all_files_are_open_is_not_tried_again(monkeypatch):
    said = "import sys; sys.stderr.write('opening 0\\nopening 1\\nopening done\\n'); sys.exit(3)"
    monkeypatch.setattr(waiting, "_PROGRAM", said)
    upload = read_files([*one(), SourceFile("school.csv", SCHOOL.encode())])
    assert (upload.refused, codes(upload)) == (True, {"read_stopped"})


def test_files_that_each_stop_the_child_end_in_one_refusal(monkeypatch):
    said = "import sys; sys.stderr.write('opening 0\\n'); sys.exit(3)"
    monkeypatch.setattr(waiting, "_PROGRAM", said)
    upload = read_files([*one(), *one(name="second.csv"), *one(name="third.csv")])
    assert [(p.code, p.file) for p in upload.problems] == [("read_stopped", "third.csv")]


def test_sizes_are_checked_before_a_child_is_started(monkeypatch):
    monkeypatch.setattr(process, "_run", None)
    monkeypatch.setattr(limits, "MAX_UPLOAD_BYTES", 5)
    assert codes(read_files(one())) == {"file_too_big"}


def test_the_watch_lets_larger_files_take_longer_but_not_for_ever():
    assert limits.seconds_for(0) == 15
    assert limits.seconds_for(10 * 2**20) == 20
    assert limits.seconds_for(10**9) == 30


def test_of_fifty_uploads_at_once_each_waits_its_turn_and_has_all_its_time(monkeypatch):
    running, most, left = [], [], []

    def run(task, seconds, _unpack):
        running.append(task)
        most.append(len(running))
        left.append(seconds)
        time.sleep(0.02)
        running.remove(task)
        return process._Outcome(Upload())

    monkeypatch.setattr(process, "_run", run)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda n: read_files(one(name=f"{n}.csv")), range(50)))
    assert answers == [Upload()] * 50
    assert max(most) <= limits.PROCESSES
    assert min(left) == pytest.approx(2 * limits.WALL_CLOCK * limits.SECONDS, abs=0.1)


def test_the_child_starts_light():
    program = waiting._PROGRAM.replace("main()", "").rstrip("; ") + "; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=IMPORTED_FROM,
    ).stdout.split()
    assert "pyarrow" in loaded
    assert not {"pandas", "duckdb", "numpy.linalg", "xlsxwriter", "streamlit"} & set(loaded)


def test_nothing_is_left_in_the_temporary_folder():
    folder = Path(tempfile.gettempdir())
    before = {path for path in folder.iterdir() if path.is_file()}
    read_files(one(book(RICH) + b"\0" * 2**21, "a.xlsx"))
    assert not [
        p
        for p in folder.iterdir()
        if p.is_file() and p not in before and b"Adams" in p.read_bytes()
    ]


def test_the_question_is_bytes_alone():
    assert b"Adams" in pack_task(Task(one(), {"A": "B"}))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused(data):
    assert read_in_process(one(data)).problems


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["A1", "7", "", "01/01/2026", '"', "\x00", "é", "CIN"]), max_size=7
        ),
        max_size=6,
    )
)
def test_any_rows_below_good_headings_are_read_or_set_aside(rows):
    text = PUPILS.splitlines()[0] + "\n" + "\n".join(",".join(row) for row in rows)
    upload = read_in_process(one(text.encode()))
    if not upload.refused:
        assert upload.tables["pupils"].num_rows == upload.counts["pupils"].kept


@pytest.fixture
def read_here():
    """Where no process can be started, as in the browser, files are read by the program itself."""
    readers.choose(readers.same_process)
    yield
    readers.choose(readers.child_process)


@pytest.mark.usefixtures("read_here")
def test_without_a_process_the_answer_is_the_same(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    files = one(book(RICH), "a.xlsx")
    assert read_files(files) == read_in_process(files)


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    ("error", "code"), [(ValueError("Ava Adams"), "read_stopped"), (MemoryError, "read_too_much")]
)
def test_without_a_process_a_file_that_breaks_reading_is_named(monkeypatch, error, code):
    def opened(file):
        if file.name == "bad.csv":
            raise error

    monkeypatch.setattr("cwsw.intake.opening.pasted.with_columns", opened)
    monkeypatch.setattr("cwsw.intake.opening.pasted.NAME", "bad.csv")
    upload = read_files([*one(), *one(name="bad.csv")])
    (problem,) = [p for p in upload.problems if p.file == "bad.csv"]
    assert problem.code == code
    assert upload.tables["pupils"].num_rows == 3
    assert "Ava" not in str(upload.problems)
