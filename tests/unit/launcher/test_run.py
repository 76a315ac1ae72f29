import ast
import io
import runpy
import socket
import sys
from pathlib import Path

import pytest

from cwsw.start import server
from cwsw.start.console import StopError
from launcher import browser, checks, environment
from launcher.main import main, parse
from launcher.progress import Progress

ROOT = Path(__file__).resolve().parents[3]
RUN = (ROOT / "run.py").read_text(encoding="utf-8")


def test_an_old_python_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 8, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.8:"):
        runpy.run_path(str(ROOT / "run.py"), run_name="__main__")


def test_an_old_python_can_read_run_py():
    ast.parse(RUN, feature_version=(3, 4))
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(ast.parse(RUN)))


@pytest.mark.parametrize(
    ("arguments", "command", "rest"),
    [
        ([], None, []),
        (["--port", "8600", "--no-browser"], None, []),
        (["setup"], "setup", []),
        (["test"], "test", []),
        (["test", "--long", "tests/unit", "-k", "wilson"], "test", ["tests/unit", "-k", "wilson"]),
    ],
)
def test_arguments(arguments, command, rest):
    wanted, handed_on = parse(arguments)
    assert wanted.command == command
    assert handed_on == rest + ["--long"] * ("--long" in arguments)


@pytest.mark.parametrize(
    "arguments", [["--port", "0"], ["--port", "70000"], ["--port", "x"], ["setup", "more"], ["no"]]
)
def test_wrong_arguments_are_refused(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        parse(arguments)
    assert stop.value.code == 2
    assert "run.py: error:" in capsys.readouterr().err


def test_a_foreseen_failure_is_one_sentence_and_exit_code_1(monkeypatch, capsys):
    def fail():
        raise StopError("The disk is full.")

    monkeypatch.setattr("launcher.main.prepare", fail)
    assert main(["setup"]) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


def test_ctrl_c_ends_quietly(monkeypatch, capsys):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr("launcher.main.prepare", interrupt)
    assert main(["setup"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text(
        "a==1 \\\n    --hash=sha256:00\n    # via b==2\nb[x]==2 ; sys_platform == 'x'\n"
    )
    return path


@pytest.fixture
def made(tmp_path, lock):
    """An environment that carries the stamp of the lock."""
    venv = tmp_path / ".venv"
    python = environment.python_in(venv)
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / "requirements.stamp").write_text(environment.stamp(lock))
    return venv


def test_packages_are_counted_once_each(lock):
    assert environment.packages_in(lock.read_text()) == 2


def test_a_stamped_environment_is_used_as_it_is(lock, made, monkeypatch):
    monkeypatch.setattr("subprocess.run", None)
    monkeypatch.setattr("subprocess.Popen", None)
    assert environment.prepare(lock, made) == environment.python_in(made)


def test_a_changed_lock_or_another_python_is_noticed(lock, made):
    assert environment.is_ready(lock, made)
    assert environment.stamp(lock, (3, 99)) != environment.stamp(lock)
    lock.write_text("a==2\n")
    assert not environment.is_ready(lock, made)


def test_a_missing_python_is_noticed(lock, made):
    environment.python_in(made).unlink()
    assert not environment.is_ready(lock, made)


def test_a_folder_that_is_no_environment_is_left_alone(lock, tmp_path):
    venv = tmp_path / ".venv"
    venv.mkdir()
    (venv / "letter.txt").touch()
    with pytest.raises(StopError, match="is no Python environment"):
        environment.prepare(lock, venv)
    assert (venv / "letter.txt").exists()


def test_a_python_without_venv_is_named(lock, tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(StopError, match="apt install python3-venv"):
        environment.prepare(lock, tmp_path / ".venv")


def test_a_folder_that_cannot_be_written_is_named(lock, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StopError, match="cannot be written"):
        environment.prepare(lock, tmp_path / "file" / ".venv")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM"], "checksum differs"),
        (["ERROR: Could not install: [Errno 28] No space left on device"], "disk is full"),
        (["ERROR: Could not install: [Errno 13] Permission denied: 'x'"], "cannot be written"),
        (["ERROR: No matching distribution found for a==1"], "check the internet connection"),
        (["ERROR: No matching distribution found for a==1"], "(pip: No matching distribution"),
        ([], "check the internet connection"),
    ],
)
def test_why_pip_failed(said, sentence):
    told = environment.why_pip_failed(said)
    assert sentence in told
    assert "\n" not in told


def test_a_failed_download_stops_with_a_sentence(lock, made, monkeypatch):
    lock.write_text("not a requirement\n")
    monkeypatch.setattr(environment, "python_in", lambda _venv: Path(sys.executable))
    with pytest.raises(StopError, match="could not be downloaded"):
        environment.prepare(lock, made)
    assert not environment.is_ready(lock, made)


def test_packages_are_compiled_and_their_own_tests_are_not(made, monkeypatch):
    monkeypatch.setattr(environment, "python_in", lambda _venv: Path(sys.executable))
    package = made / "lib" / "package"
    for file in ("__init__.py", "broken.py", "tests/test_it.py"):
        (package / file).parent.mkdir(parents=True, exist_ok=True)
        (package / file).write_text("1 +" if file == "broken.py" else "1")
    environment._compile(made)
    compiled = [path.name.split(".")[0] for path in made.rglob("*.pyc")]
    assert compiled == ["__init__"]


def test_progress_counts_what_pip_fetches_in_plain_words():
    out = io.StringIO()
    progress = Progress(20, out)
    for number in range(8):
        progress.read_line(f"Collecting package{number}==1.0 (from -r requirements.txt (line 3))\n")
    progress.read_line("Processing /wheels/altair-6.3.0-py3-none-any.whl (from -r x)\n")
    progress.read_line("Requirement already satisfied: attrs==26.1.0 in /x\n")
    progress.read_line("  Downloading altair.whl (1 MB)\n")
    progress.read_line("Installing collected packages: altair, attrs\n")
    progress.read_line("ERROR: it broke\n")
    assert out.getvalue() == "  fetched 10 of 20\n  unpacking them\n"
    assert progress.lines == ["ERROR: it broke"]


@pytest.fixture
def taken_port():
    with socket.create_server((server.HOST, 0)) as listening:
        yield listening.getsockname()[1]


def test_a_taken_port_that_was_asked_for_gets_a_sentence(taken_port):
    with pytest.raises(StopError, match=f"Port {taken_port} is taken"):
        server.choose_port(taken_port)


def test_without_a_wish_the_next_free_port_is_used_and_said(monkeypatch, capsys):
    monkeypatch.setattr(server, "is_free", lambda port: port == 8503)
    assert server.choose_port(None) == 8503
    assert "Port 8501 is taken" in capsys.readouterr().out


def test_no_free_port_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(server, "is_free", lambda _port: False)
    with pytest.raises(StopError, match="are all taken"):
        server.choose_port(None)


def test_the_server_listens_here_only_and_reports_nothing():
    command = server.command(Path("python"), 8600)
    assert "--server.address=127.0.0.1" in command
    assert "--server.port=8600" in command
    assert "--browser.gatherUsageStats=false" in command


@pytest.mark.parametrize(
    ("platform", "variables", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_browser_is_opened_only_on_a_screen(platform, variables, shown):
    assert server.can_show(platform, variables) is shown


def find(variables, on_path, files):
    return browser.find_browser(variables, on_path.get, lambda path: path.as_posix() in files)


def test_a_browser_is_found_by_name_place_or_variable():
    chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    edge = "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"
    assert find({}, {"chromium": "/usr/bin/chromium"}, {"/usr/bin/chromium"}) is not None
    assert find({}, {}, {chrome}) == Path(chrome)
    assert find({"PROGRAMFILES(X86)": "C:/Program Files (x86)"}, {}, {edge}) == Path(edge)
    assert find({browser.VARIABLE: "/opt/mine"}, {}, {"/opt/mine", chrome}) == Path("/opt/mine")
    assert find({}, {}, set()) is None


def test_without_a_browser_its_tests_are_left_out_and_that_is_a_failure(monkeypatch, capsys):
    monkeypatch.setattr(checks, "get_browser", lambda: None)
    monkeypatch.setattr(checks, "_passes", lambda *_: True)
    monkeypatch.setattr(checks, "_run_tests", lambda *_: 0)
    assert checks.run_all(Path("python"), []) == 1
    assert "the tests in tests/browser did not run" in capsys.readouterr().out
    assert "--ignore=tests/browser" in checks.pytest_command(Path("python"), [], None)


@pytest.mark.parametrize(
    ("check_passes", "pytest_code", "code"),
    [(True, 0, 0), (False, 0, 1), (True, 1, 1), (True, 5, 1)],
)
def test_any_failure_fails_the_run(monkeypatch, check_passes, pytest_code, code):
    monkeypatch.setattr(checks, "get_browser", lambda: Path("chromium"))
    monkeypatch.setattr(checks, "_passes", lambda *_: check_passes)
    monkeypatch.setattr(checks, "_run_tests", lambda *_: pytest_code)
    assert checks.run_all(Path("python"), []) == code
