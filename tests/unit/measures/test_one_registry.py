"""The registry is the one place of a definition: change it there and everything says the other.

The package is copied, three lines of the copy's registry are changed, and a fresh Python asks both
for a sentence, the screen's block, a governor's definition, the command line and the documents.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cwsw.measures.registry import THRESHOLDS
from cwsw.ui.wording.text import SORRY_TITLE

ROOT = Path(__file__).parents[3]
ASK = """
import json, sys
from datetime import date
from cwsw.cli.answers import measures_object
from cwsw.cli.terminal import measures_text
from cwsw.compare.sentences import ours, verdict_words
from cwsw.disclosure import publish
from cwsw.measures.registry import BY_KEY
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.ui.explore.definitions import definition_rows
from tests.oracle.convert import to_upload
from tests.spec import docs

school = {"name": "School", "phase": "primary", "as_at": date(2025, 7, 20), "sdq_permission": True}
upns = [f"A{n:02}" for n in range(12)] + [f"B{n:02}" for n in range(40)]
pupils = [{"upn": upn, "surname": "S", "forename": "F", "year_group": 1} for upn in upns]
plans = [{"upn": upn, "plan": "CIN", "start_date": date(2024, 9, 1)} for upn in upns[:12]]
results = [
    {"upn": upn, "academic_year": 2024, "stage": "PHONICS", "subject": "Mark", "result": "31"}
    for upn in upns
]
attendance = [
    {"upn": upn, "academic_year": 2024, "possible_sessions": 300,
     "authorised_absence": 45, "unauthorised_absence": 0}
    for upn in upns
]
rows = {"pupils": pupils, "plans": plans, "results": results, "attendance": attendance}
summary = summarise(Workspace.load(to_upload(school, rows), as_at=None))


def said(key):
    figure = next(f for f in summary.figures if f.measure.key == key)
    entry = next(m for m in measures_object(summary)["measures"] if m["key"] == key)
    return {
        "sentence": ours(figure),
        "verdict words": verdict_words(figure),
        "screen": str(definition_rows(BY_KEY[key])),
        "json": [entry["groups"]["cwsw"]["n"], entry["verdict"], entry["gap_pupils"]],
        "command line": measures_text(summary),
        "docs": docs.markdown(),
        "governors": repr(publish(summary)),
    }

keys = ("phonics", "persistent_absence", "severe_absence")
json.dump({key: said(key) for key in keys}, sys.stdout)
"""


NEW = "never_absent"
MOVED = {
    "phonics_standard": 33, "expected_score": 101, "strong_pass": 6, "standard_pass": 3,
    "persistent_percent": 12, "severe_percent": 47, "sdq_teacher": 15, "sdq_parent": 19,
    "sdq_self": 21,
}  # fmt: skip
"""Every threshold -> another number."""
OLD = re.compile(
    r"(?:10|50)% or more|more than (?:90|50)%|(?:half|a tenth) or more|[Gg]rade [45]\b|"
    r"\b(?:32|16|17|18) or more|score of 100"
)
"""What words and definitions said before the thresholds were moved."""
REGISTRY = "cwsw/measures/registry.py"
QUERY = "cwsw/measures/counting/03_pupil_year.sql"
ADDED = f'''
    Measure(
        "{NEW}",
        "Never away at all",
        "Never away",
        Kind.PROPORTION,
        Better.HIGHER,
        Page.ATTENDANCE,
        "were never away",
        _ABSENCE_ELIGIBLE,
        "Missed no session.",
        _ABSENCE_LEFT_OUT,
        ("attendance", "register", "flat"),
        populations.ABSENCE,
    ),
)
BY_KEY'''
CHANGES = (
    ('"phonics_standard": 32', '"phonics_standard": 31'),
    ('"persistent_percent": 10', '"persistent_percent": 16'),
    ('"were severely absent"', '"were away most of the time"'),
)


def ask(folder: Path) -> dict:
    """What the package in a folder says of each measure."""
    found = subprocess.run(
        [sys.executable, "-c", ASK], cwd=folder, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict]:
    """Before the changes and after."""
    folder = tmp_path_factory.mktemp("copy")
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("cwsw", "tests/spec", "tests/oracle"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    before = ask(folder)
    edit(folder / REGISTRY, *CHANGES)
    return before, ask(folder)


def test_a_threshold_changes_counts_and_words(answers: tuple[dict, dict]) -> None:
    before, after = (answer["phonics"] for answer in answers)
    assert (before["json"][0], after["json"][0]) == (0, 12)
    assert before["sentence"].startswith("0 of 12")
    assert after["sentence"].startswith("12 of 12")
    assert before["sentence"] in before["command line"]
    assert after["sentence"] in after["command line"]
    for place in ("screen", "docs"):
        assert "32 or more out of 40" in before[place]
        assert "31 or more out of 40" in after[place]


def test_a_percentage_changes_verdict_gap_and_words(answers: tuple[dict, dict]) -> None:
    before, after = (answer["persistent_absence"] for answer in answers)
    assert before["json"][:2] == [12, "worse"]
    assert after["json"] == [0, "better", 0]
    assert before["verdict words"] != after["verdict words"]
    for place in ("screen", "docs", "governors"):
        assert "Missed 10% or more" in before[place], place
        assert "Missed 16% or more" in after[place], place


def test_a_wording_changes_every_sentence(answers: tuple[dict, dict]) -> None:
    before, after = (answer["severe_absence"] for answer in answers)
    for place in ("sentence", "command line"):
        assert "were severely absent" in before[place]
        assert "were away most of the time" in after[place]
    assert before["json"] == after["json"]


def edit(path: Path, *edits: tuple[str, str]) -> None:
    """Replace each text, which must be there once, by another."""
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, f"the line to be changed is another now: {old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.mark.long
def test_a_measure_is_added_and_thresholds_move_on_every_screen_and_paper(tmp_path: Path) -> None:
    for name in ("cwsw", "pages", "tests", "data", "docs", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "pyproject.toml", "README.md", "CHANGELOG.md", "GLOSSARY.md"):
        shutil.copy(ROOT / name, tmp_path)
    thresholds = [
        (f'"{name}": {number}', f'"{name}": {MOVED[name]}') for name, number in THRESHOLDS.items()
    ]
    edit(tmp_path / REGISTRY, *thresholds, ("\n)\nBY_KEY", ADDED))
    counted = "case when counted_age and possible > 0 then absent"
    line = f"    {counted} end as overall_absence,"
    edit(tmp_path / QUERY, (line, f"    {counted} = 0 end as {NEW},\n{line}"))
    walk = [sys.executable, "-m", "tests.support.registry_walk", NEW]
    ran = subprocess.run(walk, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    words = dict(json.loads(ran.stdout))
    assert [place for place, text in words.items() if SORRY_TITLE in text] == []
    missing = [place for place, text in words.items() if NEW in place and "ever away" not in text]
    assert missing == []
    assert all(NEW in text for place, text in words.items() if "--json" in place)
    # The nation's own figures keep the definition they were published under.
    ours = {place: text for place, text in words.items() if "national.py" not in place}
    assert {place: OLD.findall(text) for place, text in ours.items() if OLD.search(text)} == {}
