"""On the command line a password comes from a variable or a terminal, never from an argument."""

import io
import json
import sys

import pytest

from cwsw.cli import main as cli
from cwsw.cli import passwords
from cwsw.intake.reading import read_in_process
from cwsw.intake.unlocking import unlock
from tests.support.books import school_book
from tests.support.protected import PASSWORD, agile
from tests.support.uploads import PUPILS, SCHOOL


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.setattr(cli, "read_files", read_in_process)
    monkeypatch.setattr(cli, "unlock_files", unlock)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv(passwords.VARIABLE, raising=False)


@pytest.fixture
def run(capsys, tmp_path):
    """Exit code, the object on standard output, and standard error."""

    def runs(command, **files):
        paths = []
        for name, data in files.items():
            paths.append(tmp_path / name.replace("_", "."))
            paths[-1].write_bytes(data)
        code = cli.main([command, *map(str, paths), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return runs


HALF = school_book()[:3_000]
LOCKED = {"list_xlsx": agile(school_book())}


@pytest.mark.parametrize("command", ["check", "measures", "governors"])
def test_without_a_password_it_is_refused_and_says_how(run, command):
    code, answer, _ = run(command, **LOCKED)
    assert code == 3
    assert [p["code"] for p in answer["problems"]] == ["file_locked"]
    assert "CWSW_PASSWORD" in answer["problems"][0]["message"]


def test_the_password_of_the_variable_opens_it(run, monkeypatch):
    monkeypatch.setenv(passwords.VARIABLE, PASSWORD)
    code, answer, said = run("measures", **LOCKED)
    assert (code, answer["cohort"]["cwsw"], said) == (0, 22, "")


def test_a_wrong_password_is_refused_in_one_sentence(run, monkeypatch):
    monkeypatch.setenv(passwords.VARIABLE, "not this")
    code, answer, said = run("check", **LOCKED)
    assert (code, [p["code"] for p in answer["problems"]]) == (3, ["password_wrong"])
    assert "not this" not in json.dumps(answer) + said


def test_whoever_sits_at_a_terminal_is_asked_and_nothing_is_shown(run, monkeypatch):
    asked = []

    def hidden(prompt, stream):
        asked.append((prompt, stream is sys.stderr))
        return PASSWORD

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(passwords, "getpass", hidden)
    code, _, _ = run("check", **LOCKED)
    assert (code, asked) == (0, [("Password of list.xlsx: ", True)])


def test_nobody_is_asked_where_no_file_is_protected(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(passwords, "getpass", None)
    assert run("check", school_xlsx=school_book())[0] == 0


def test_a_file_that_could_not_be_used_is_said_on_standard_error(run):
    files = {"pupils_csv": PUPILS.encode(), "school_csv": SCHOOL.encode()}
    code, answer, said = run("measures", half_xlsx=HALF, **files)
    assert (code, answer["cohort"]["on_roll"]) == (0, 3)
    assert "half.xlsx is cut short or damaged" in said
    assert "not counted" in said
    code, answer, _ = run("check", half_xlsx=HALF, **files)
    assert ("file_damaged", "error") in {(p["code"], p["severity"]) for p in answer["problems"]}
