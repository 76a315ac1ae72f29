"""The command line as outside scripts rely on it (contract section 5)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cwsw.cli import main as cli
from cwsw.cli.writing import write_whole
from cwsw.intake.reading import read_in_process
from cwsw.tables.codes import PHASES
from tests.support import pdfs
from tests.support.books import AS_AT, school_book, workbook

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _without_a_child_process(monkeypatch):
    monkeypatch.setattr(cli, "read_files", read_in_process)


@pytest.fixture
def run(capsys, tmp_path):
    """Exit code and what stands on standard output and standard error."""

    def runs(command, data, *options):
        path = tmp_path / "school.xlsx"
        path.write_bytes(data)
        try:
            code = cli.main([command, str(path), *options])
        except SystemExit as wrong:
            code = wrong.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def test_check_answers_with_one_object(run):
    code, out, err = run("check", school_book(pupils=3, cohort=1), "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == ["accepted", "tables", "columns", "problems"]
    assert answer["accepted"] is True
    assert answer["tables"]["pupils"] == {"read": 3, "kept": 3}
    assert {"sheet": "Plans", "heading": "End date", "field": "end_date"} in answer["columns"]


def test_a_problem_has_the_contracts_keys_and_the_spreadsheets_row(run):
    more = {"Exclusions": [("UPN", "Type", "Start date"), ("U1", "FIXED", AS_AT)]}
    code, out, _ = run("check", school_book(pupils=3, cohort=1, more=more), "--json")
    (problem,) = json.loads(out)["problems"]
    names = "code severity file sheet row column value message effect"
    assert code == 0
    assert sorted(problem) == sorted(names.split())
    assert (problem["severity"], problem["sheet"], problem["row"]) == ("error", "Exclusions", 2)
    assert (problem["code"], problem["value"]) == ("value_not_known", "FIXED")


REFUSED = {
    "check": ["accepted", "tables", "columns", "problems"],
    "measures": ["accepted", "problems"],
    "governors": ["accepted", "problems"],
}
"""The keys of a refusal: `check` still says what was understood."""


@pytest.mark.parametrize("command", ["check", "measures", "governors"])
def test_without_an_as_at_date_everything_is_refused(run, command):
    code, out, err = run(command, school_book(pupils=3, cohort=1, as_at=None), "--json")
    answer = json.loads(out)
    assert (code, err) == (3, "")
    assert list(answer) == REFUSED[command]
    assert answer["accepted"] is False
    assert [p["code"] for p in answer["problems"]] == ["as_at_missing"]


@pytest.mark.parametrize("command", ["measures", "governors"])
def test_the_as_at_option_stands_in_for_the_school_sheet(run, command):
    data = school_book(pupils=3, cohort=1, as_at=None)
    code, out, _ = run(command, data, "--as-at", "2026-03-02", "--json")
    assert code == 0
    assert json.loads(out)["as_at"] == "2026-03-02"


def test_the_as_at_option_beats_the_school_sheet(run):
    _, out, _ = run("measures", school_book(pupils=3, cohort=1), "--as-at", "2023-12-31", "--json")
    answer = json.loads(out)
    assert answer["as_at"] == "2023-12-31"
    assert answer["cohort"]["cwsw"] == 0  # the plans begin in January 2024


@pytest.mark.parametrize("command", ["check", "measures", "governors"])
@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"Things": [("One", "Two"), (1, 2)]}, "no_pupil_table"),
        ({"Pupils": [("UPN", "Surname", "Forename", "Year group")]}, "heading_missing"),
        (
            {"Pupils": [("UPN", "Surname", "Forename", "Year group", "Admission date")]},
            "no_pupils",
        ),
    ],
)
def test_a_refused_file_exits_3(run, command, sheets, code):
    exit_code, out, _ = run(command, workbook(sheets), "--json")
    answer = json.loads(out)
    assert exit_code == 3
    assert list(answer) == REFUSED[command]
    assert answer["accepted"] is False
    assert code in {problem["code"] for problem in answer["problems"]}


def test_a_refusal_is_printed_without_json_too(run):
    code, out, _ = run("check", school_book(pupils=3, cohort=1, as_at=None))
    assert code == 3
    assert out.startswith("Refused.")
    assert "as-at date" in out


@pytest.mark.parametrize(
    "day",
    ["17/07/2026", "20260717", "2026-W29-5", "2026-02-30", "0001-01-01", "9999-12-31", "", "x"],
)
def test_a_day_written_otherwise_is_wrong_usage(run, day):
    code, out, err = run("measures", school_book(pupils=3, cohort=1), "--as-at", day, "--json")
    assert (code, out) == (2, "")
    assert "YYYY-MM-DD" in err


@pytest.mark.parametrize(
    "text", ["[1, 2]", '{"a": 1}', '{"a": null}', "3", "no", "[" * 100_000, "\N{NULL}\N{DELETE}"]
)
def test_a_mapping_that_is_no_object_of_texts_is_wrong_usage(run, tmp_path, text):
    path = tmp_path / "mapping.json"
    path.write_text(text)
    code, out, err = run("check", school_book(pupils=3, cohort=1), "--mapping", str(path), "--json")
    assert (code, out) == (2, "")
    assert "mapping.json" in err


@pytest.mark.parametrize(
    "text", ['\ufeff{"Family name": "Surname"}', '{"headings": {"Family name": "Surname"}}']
)
def test_a_mapping_settles_a_heading(run, tmp_path, text):
    path = tmp_path / "mapping.json"
    path.write_text(text)
    rows = [("UPN", "Family name", "Forename", "Year group", "Admission date")]
    rows += [("A1", "Ng", "Ann", "8", None)]
    data = workbook({"Pupils": rows, "School": [("Name", "Phase", "As at"), ("H", "AP", AS_AT)]})
    assert run("check", data, "--mapping", str(path), "--json")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["weigh"],
        ["check"],
        ["check", "nowhere.xlsx"],
        ["check", "nowhere.xlsx", "--json"],
        ["check", "."],
        ["measures", "nowhere.xlsx", "--mapping", "nowhere.json"],
        ["governors", "nowhere.xlsx"],
        ["governors", "nowhere.xlsx", "--json"],
        ["governors", "nowhere.xlsx", "--json", "--out", "x.pdf"],
        ["sample", "--phase", "middle", "--pupils", "9", "--seed", "1", "--out", "x.xlsx"],
        ["sample", "--phase", "AP", "--pupils", "0", "--seed", "1", "--out", "x.xlsx"],
        ["sample", "--phase", "AP", "--pupils", "many", "--seed", "1", "--out", "x.xlsx"],
        ["sample", "--phase", "AP", "--pupils", "9", "--seed", "1", "--out", "no/such/x.xlsx"],
    ],
)
def test_wrong_usage_exits_2_with_a_sentence_and_nothing_on_standard_output(
    capsys, monkeypatch, tmp_path, arguments
):
    monkeypatch.chdir(tmp_path)
    try:
        code = cli.main(arguments)
    except SystemExit as wrong:
        code = wrong.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("size", [1, 30])
def test_a_sample_of_every_phase_is_read_and_measured(capsys, tmp_path, phase, size):
    path = tmp_path / "sample.xlsx"
    made = ["sample", "--phase", phase, "--pupils", str(size), "--seed", "4", "--out", str(path)]
    assert cli.main(made) == 0
    assert capsys.readouterr().out == ""
    assert cli.main(["measures", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["cohort"]["on_roll"] == size
    assert answer["measures"]


def test_governors_see_only_what_is_published(run):
    code, out, _ = run("governors", school_book(pupils=60, cohort=22), "--json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["as_at", "published", "size", "figures", "sentences"]
    assert answer["size"] == {"low": 21, "high": 25}
    assert answer["published"] is None
    assert answer["sentences"][0].startswith("21 to 25 of our 60 pupils")


def test_governors_figures_have_the_contracts_keys(run):
    marks = [("UPN", "Type", "Start date"), ("U1", "SUSP", AS_AT)]
    data = school_book(pupils=200, cohort=40, more={"Exclusions": marks})
    _, out, _ = run("governors", data, "--json")
    figures = json.loads(out)["figures"]
    names = ["key", "academic_year", "count", "of", "school", "beside_others", "hidden", "why"]
    assert [list(f) for f in figures] == [names] * len(figures)
    (suspended,) = [f for f in figures if f["key"] == "suspended"]
    assert (suspended["hidden"], suspended["count"], suspended["of"]) == (True, None, None)
    assert suspended["school"] == {"n": {"low": 1, "high": 5}, "of": 200}
    assert suspended["why"]


def test_governors_get_a_paper_stamped_as_a_draft(run, tmp_path):
    path = tmp_path / "paper.pdf"
    code, out, err = run("governors", school_book(), "--as-at", "2026-03-02", "--out", str(path))
    assert (code, out, err) == (0, "", "")
    made = pdfs.opened(path.read_bytes())
    assert all("Draft, not published" in edge for edge in pdfs.page_edges(made))
    whole = " ".join(pdfs.words(made))
    assert "draft, not published" in whole
    assert all("data of 2 March 2026" in edge for edge in pdfs.page_edges(made))
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".xlsx"] == ["paper.pdf"]


def test_a_refused_file_makes_no_paper(run, tmp_path):
    path = tmp_path / "paper.pdf"
    code, out, _ = run("governors", school_book(as_at=None), "--out", str(path))
    assert (code, path.exists()) == (3, False)
    assert "as-at date" in out


@pytest.mark.parametrize("place", ["no/such/folder/x.pdf", ".", "school.xlsx/x.pdf"])
def test_a_paper_that_cannot_be_written_is_one_sentence(run, tmp_path, place):
    code, out, err = run("governors", school_book(), "--out", str(tmp_path / place))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(tmp_path / place) in err
    assert [p.name for p in tmp_path.iterdir()] == ["school.xlsx"]


def test_a_paper_never_takes_the_place_of_what_is_read(run, tmp_path):
    code, out, err = run("governors", school_book(), "--out", str(tmp_path / "school.xlsx"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert (tmp_path / "school.xlsx").read_bytes().startswith(b"PK")


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path, monkeypatch):
    path, link = tmp_path / "x.pdf", tmp_path / "link.pdf"
    write_whole(path, b"first")
    link.symlink_to(path)
    write_whole(link, b"second")
    assert path.read_bytes() == b"second"
    assert link.is_symlink()
    monkeypatch.setattr("os.replace", no_room)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"third")
    assert path.read_bytes() == b"second"
    assert {p.name for p in tmp_path.iterdir()} == {"x.pdf", "link.pdf"}


def no_room(*_):
    raise OSError(28, "No space left on device")


def test_what_is_no_file_is_written_to_and_not_replaced():
    write_whole(Path("/dev/null"), b"anything")
    assert Path("/dev/null").is_char_device()


def test_odd_letters_reach_any_terminal(tmp_path):
    rows = [("UPN", "Surname", "Forename", "Year group", "Admission date")]
    rows += [("A1", "Ł", "Ż", "8", "ł")]
    path = tmp_path / "Łódź.xlsx"
    path.write_bytes(workbook({"Pupils": rows}))
    for options in (["--json"], []):
        done = subprocess.run(
            [sys.executable, "-m", "cwsw", "check", str(path), *options],
            cwd=ROOT,
            env={"PYTHONIOENCODING": "ascii", "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (3, b"")
        assert b"as_at_missing" in done.stdout or b"as-at date" in done.stdout
