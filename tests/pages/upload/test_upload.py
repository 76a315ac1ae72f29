"""Upload in four steps: nothing kept before confirm, nothing lost by an upload that fails."""

import pytest

from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.upload import state, wording
from cwsw.ui.wording import text
from cwsw.ui.wording.escaping import plain
from tests.support.app import open_app, press, words
from tests.support.books import school_book, workbook

PAGE = "pages/data/upload.py"
SUSPENSION_HEADINGS = ("UPN", "Type", "Start date")


pytestmark = pytest.mark.usefixtures("empty_server")


def own():
    return session.workspaces().get(page_registry.ALONE_SCHOOL)


def check(*files):
    """A visitor who has chosen files (name, bytes) and asked for the check."""
    at = open_app(page=PAGE)
    at.file_uploader[0].set_value(
        [(name, data, "application/octet-stream") for name, data in files]
    )
    return press(at.run(), "Check the files")


def confirm(at):
    return press(press(at, "Go on to confirm"), "Confirm")


def step_of(at):
    (stepper,) = [e.proto.body for e in at.get("html") if "cwsw-steps" in e.proto.body]
    return stepper.split('aria-label="')[1].split('"')[0]


def test_the_steps_say_where_one_is():
    at = open_app(page=PAGE)
    assert step_of(at) == "Step 1 of 4: Choose files"
    at = check(("hill.xlsx", school_book()))
    assert step_of(at) == "Step 2 of 4: Check"
    assert step_of(press(at, "Go on to confirm")) == "Step 3 of 4: Confirm"


def test_the_check_shows_what_was_read_and_keeps_nothing():
    at = check(("hill.xlsx", school_book()))
    seen = words(at)
    assert "60 pupils recognised" in seen
    assert "22 of 60 pupils" in seen
    assert "Hill School" in seen
    assert "17 July 2026" in seen
    assert "No Attendance or Register sheet" in seen
    assert own() is None


def test_one_sentence_says_whether_all_is_well():
    pupils = b"UPN,Surname,Forename,Year group,Admission date\nU1,A,B,8,01/09/2022\n"
    school = b"Name,Phase,As at\nDale School,secondary,17/07/2026\n"
    pupil_list, details = ("pupils.csv", pupils), ("school.csv", school)
    at = check(pupil_list, details, ("plans.csv", b"UPN,Plan,Start date\nU1,CP,01/02/2026\n"))
    assert [s.value for s in at.success] == [wording.ALL_WELL]
    at = check(pupil_list, details, ("plans.csv", b"UPN,Plan,Start date\nU1,CP,soon\n"))
    assert not at.success
    assert [w.value for w in at.warning] == [f"{wording.LOOK_FIRST}: 1 to mend."]
    at = check(pupil_list, details)
    assert [w.value for w in at.warning] == [f"{wording.LOOK_FIRST}: {wording.NOBODY_COUNTS}."]
    assert text.NO_PLANS in words(at)


def test_what_costs_most_of_what_is_to_mend_needs_no_click():
    bad = [(f"U{i}", f"EXCL{i}", "03/07/2026") for i in range(5)]
    at = check(("hill.xlsx", school_book(more={"Exclusions": [SUSPENSION_HEADINGS, *bad]})))
    (shown,) = [e.proto.body for e in at.get("html") if "To mend: showing 3 of 5" in e.proto.body]
    assert shown.count(">EXCL") == 3
    assert shown not in [e.proto.body for folded in at.expander for e in folded.get("html")]
    folded = next(e for e in at.expander if e.label == "All 5 lines to mend")
    assert str([e.proto.body for e in folded.get("html")]).count(">EXCL") == 5


def test_confirming_shows_the_figures():
    at = confirm(check(("hill.xlsx", school_book())))
    assert "**Is our list complete?**" in words(at)
    assert "22 of 60 pupils" in words(at)
    assert own().school.name == "Hill School"


def test_confirming_leaves_a_sample_for_the_own_school():
    at = press(open_app(), "Try the sample primary school")
    at.switch_page(PAGE).run()
    at.file_uploader[0].set_value([("hill.xlsx", school_book(), "")])
    at = confirm(press(at.run(), "Check the files"))
    assert text.SAMPLE_MARK not in words(at)
    assert "22 of 60 pupils" in words(at)


@pytest.mark.parametrize("before", [None, "Go on to confirm"])
def test_cancelling_keeps_what_was_there(before):
    confirm(check(("hill.xlsx", school_book())))
    at = check(("dale.xlsx", school_book("Dale School", cohort=5)))
    if before:
        at = press(at, before)
    assert own().school.name == "Hill School"
    at = press(at, "Cancel")
    assert step_of(at) == "Step 1 of 4: Choose files"
    assert own().school.name == "Hill School"


def test_a_second_upload_replaces_the_first_only_when_confirmed():
    confirm(check(("hill.xlsx", school_book())))
    first = own()
    at = press(check(("dale.xlsx", school_book("Dale School", cohort=5))), "Go on to confirm")
    assert any("Hill School" in w.value and text.REPLACES in w.value for w in at.warning)
    assert own() is first
    at = press(at, "Confirm")
    assert "5 of 60 pupils" in words(at)
    with pytest.raises(Exception, match=r"[Cc]losed"), first.cursor():
        pass


@pytest.mark.parametrize(("pupils", "said"), [(47, True), (48, False), (90, False)])
def test_a_roll_far_smaller_than_the_one_loaded_is_said_before_confirming(pupils, said):
    confirm(check(("hill.xlsx", school_book())))
    at = check(("part.xlsx", school_book(pupils=pupils, cohort=5)))
    words_ = f"{pupils} pupils on roll; 60 are loaded now"
    assert any(words_ in w.value for w in at.warning) is said
    at = press(at, "Go on to confirm")
    assert any(words_ in w.value for w in at.warning) is said


def test_going_back_from_confirm_shows_the_check_again():
    at = press(check(("hill.xlsx", school_book())), "Go on to confirm")
    assert step_of(press(at, "Back to the check")) == "Step 2 of 4: Check"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.xlsx", b""),
        ("letter.docx.xlsx", b"Dear parents"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("no pupils.xlsx", workbook({"Timetable": [("Day", "Lesson"), ("Mon", "Art")]})),
        ("cut.xlsx", school_book()[:2000]),
    ],
)
def test_an_upload_that_cannot_be_used_says_why_and_changes_nothing(name, data):
    confirm(check(("hill.xlsx", school_book())))
    before = own()
    at = check((name, data))
    (error,) = at.error
    assert error.value.startswith(text.REFUSED)
    reasons = [p.message for p in at.session_state["upload_candidate"].refusals]
    assert reasons
    seen = words(at)
    assert all(seen.count(plain(reason)) == 1 for reason in reasons)
    assert not at.exception
    assert own() is before
    at = press(at, "Choose other files")
    assert step_of(at) == "Step 1 of 4: Choose files"


def test_the_as_at_date_is_asked_for_and_the_latest_offered():
    suspended = {
        "Exclusions": [("UPN", "Type", "Start date"), ("U1", "SUSP", "03/07/2026")],
    }
    suspended["Exclusions"].append(("U2", "Detention", "01/07/2026"))
    at = check(("hill.xlsx", school_book(as_at=None, more=suspended)))
    assert "3 July 2026" in words(at)
    assert ">Detention</td>" in words(at), "what was noticed is shown before the date is known"
    assert own() is None
    at = press(at, "Use these answers")
    assert "as at 3 July 2026" in words(at)
    assert "22 of 60 pupils" in words(confirm(at))


def test_without_any_date_one_has_to_be_chosen():
    at = check(("hill.xlsx", school_book(as_at=None)))
    assert next(b for b in at.button if b.label == "Use these answers").disabled


def test_problems_are_listed_by_severity_with_their_place():
    bad = {
        "Attendance": [
            ("UPN", "Academic year", "Possible sessions", "Authorised absence",
             "Unauthorised absence"),
            ("U1", "2025/26", 300, 10, "many"),
            ("ZZ", "2025/26", 300, 10, 5),
        ]
    }  # fmt: skip
    at = check(("hill.xlsx", school_book(more=bad)))
    seen = words(at)
    assert any(s.value.startswith("To mend: ") for s in at.subheader)
    assert ">many</td>" in seen
    assert "Unauthorised absence" in seen
    assert "A row was set aside and counts for nothing" in seen


def test_a_column_with_many_bad_cells_is_one_line_and_all_can_be_taken_away():
    wrong = [(f"U{i % 60}", "SUSP", f"x{i}") for i in range(70)]
    few = [(f"U{i}", f"EXCL{i}", "03/07/2026") for i in range(3)]
    more = {"Exclusions": [("UPN", "Type", "Start date"), *wrong, *few]}
    at = check(("hill.xlsx", school_book(more=more)))
    seen = words(at)
    assert "To mend: 73" in seen
    assert "To mend: showing 4 of 4" in seen
    assert "70 times in this column" in seen
    assert "2, 3, 4, 5, 6 and 65 more" in seen
    assert "Leaves 70 rows out of suspensions and exclusions" in seen
    assert any(b.label.startswith("Download the whole list") for b in at.get("download_button"))


def test_what_decides_the_cohort_comes_first():
    more = {
        "Exclusions": [("UPN", "Type", "Start date"), ("U1", "SUSP", "bad")],
        "Plans": [("UPN", "Plan", "Start date"), ("U1", "CIN", "soon")],
    }
    seen = words(check(("hill.xlsx", school_book(more=more))))
    assert seen.index(">soon</td>") < seen.index(">bad</td>")


def test_what_a_cell_holds_is_shown_as_typed():
    sneaky = '<img src=x onerror="alert(1)">'
    more = {"Exclusions": [("UPN", "Type", "Start date"), ("U1", sneaky, "03/07/2026")]}
    seen = words(check(("hill.xlsx", school_book(more=more))))
    assert "<img" not in seen
    assert "&lt;img" in seen


def test_several_files_make_one_upload():
    pupils = b"UPN,Surname,Forename,Year group,Admission date\nU1,A,B,8,01/09/2022\n"
    plans = b"UPN,Plan,Start date\nU1,CP,01/02/2026\n"
    school = b"Name,Phase,As at\nDale School,secondary,17/07/2026\n"
    at = check(("pupils.csv", pupils), ("plans.csv", plans), ("school.csv", school))
    assert "1 of 1 pupil is a child with a social worker: " in words(at)


def test_a_broken_reader_leaves_the_visitor_at_a_calm_page(monkeypatch):
    confirm(check(("hill.xlsx", school_book())))

    def breaks(_files, _answers):
        raise RuntimeError("Child Name")

    monkeypatch.setattr(state, "read_files", breaks)
    at = check(("hill.xlsx", school_book()))
    assert [e.value for e in at.error] == [text.SORRY]
    assert "Child Name" not in words(at)
    assert own().school.name == "Hill School"
