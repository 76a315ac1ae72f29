"""Foreign spreadsheets: what is shown of how they were understood, asked, joined and kept."""

import json
from dataclasses import replace

import pytest

from cwsw.cohort.counts import cohort_counts
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.upload import saved_answers, state, wording
from tests.support import exports
from tests.support.app import open_app, press, words
from tests.support.books import school_book, workbook
from tests.support.foreign_pages import PAGE, accept_all, check, export, pasted, tell_about

LIST = ("SIMS list.csv", exports.text(exports.sims_list(exports.source("secondary"))))


pytestmark = pytest.mark.usefixtures("empty_server")


def own():
    return session.workspaces().get(page_registry.ALONE_SCHOOL)


def confirm(at):
    return press(press(at, "Go on to confirm"), wording.SPOT_CONFIRM)


def cohort(workspace):
    return cohort_counts(workspace).as_dict()


def labels(at, kind):
    return [widget.label for widget in getattr(at, kind)]


def with_flags(first, second):
    """A pupil list whose sheet says a word of plans that is not certain."""
    rows = exports.sims_list(exports.source("secondary"))
    head = next(i for i, row in enumerate(rows) if "UPN" in row)
    rows[head] = [*rows[head], "Plan type", "Plan start"]
    body = range(head + 1, head + 1 + len(exports.source("secondary").pupils))
    for place in body:
        rows[place] = [*rows[place], "", ""]
    rows[head + 1][-2:] = [first, "08/01/2025"]
    rows[head + 2][-2:] = [second, "08/01/2025"]
    return ("SIMS list.csv", exports.text(rows))


def test_each_sheet_is_named_for_what_it_was_taken_for_with_rows_skipped_and_rules():
    seen = words(tell_about(check(*export("_sims_percent").files)))
    assert "a list of pupils" in seen
    assert "a list of plans" in seen
    assert "it has the headings UPN, Legal Surname" in seen
    assert "We skipped rows 1–3: title." in seen
    assert "dates are read as dd/mm/yyyy" in seen


def test_clear_columns_are_folded_and_every_column_can_be_changed():
    at = tell_about(check(*export("_sims_percent").files))
    folded = [e.label for e in at.expander]
    assert any("11 columns were clear" in label for label in folded)
    assert "“Legal Surname” is read as" in labels(at, "selectbox")
    assert "For example xxxxxxx; xxxxxxxx; xxxx" in words(at)


def test_a_changed_column_is_read_again():
    at = tell_about(check(*export("_sims_percent").files))
    box = next(b for b in at.selectbox if b.label == "“Plan end” is read as")
    box.set_value(wording.NOT_READ)
    at = press(at, wording.CHANGE)
    assert at.session_state["upload_candidate"].answers["headings"] == {"DSL!Plan end": ""}
    ends = at.session_state["upload_candidate"].upload.tables["plans"]["end_date"]
    assert ends.null_count == len(ends)


def test_a_column_that_was_not_read_can_be_read_after_all():
    rows = exports.columns(
        exports.source("secondary").pupils,
        exports.pupil_heads(exports.SIMS) | {"Oddity": lambda _: "Ms Key"},
    )
    at = tell_about(check(("roll.csv", exports.text(rows))))
    next(b for b in at.selectbox if b.label == wording.UNREAD_COLUMN).set_value("roll!Oddity")
    next(b for b in at.selectbox if b.label == wording.UNREAD_AS).set_value("Key adult")
    at = press(at, wording.CHANGE)
    pupils = at.session_state["upload_candidate"].upload.tables["pupils"]
    assert set(pupils["key_adult"].to_pylist()) == {"Ms Key"}


def test_a_word_that_is_not_certain_is_asked_with_its_cost():
    at = check(with_flags("CIN", "CP stepped down Jan 22"))
    seen = words(at)
    assert next(h.value for h in at.header) == "1 question before the figures"
    assert "It decides who counts as a child with a social worker" in seen.replace("\\", "")
    assert own() is None
    assert any(e.label.startswith("What was read so far: ") for e in at.expander)
    assert "Set aside" in seen
    (radio,) = [r for r in at.radio if "stepped down Jan 22" in r.label]
    (suggested,) = [option for option in radio.options if "suggested" in option]
    assert "ended on 31/01/2022" in suggested.replace("\\", "")
    radio.set_value("")
    at = tell_about(press(at, wording.ANSWER))
    plans = at.session_state["upload_candidate"].upload.tables["plans"]
    assert plans["plan"].to_pylist() == ["CIN"]


def asked_of_children(at):
    return [r for r in at.radio if "is this your pupil" in r.label]


def together(at):
    """The question by which many children are accepted at once."""
    (radio,) = [r for r in at.radio if "accept all" in r.label]
    return radio


def joins(at):
    return at.session_state["upload_candidate"].upload.joins


def upns(at):
    return [join.upn for join in joins(at)]


def test_children_matched_by_name_and_date_of_birth_are_one_question_with_a_table():
    at = check(*export("_dsl_names").files)
    assert next(h.value for h in at.header) == "1 question before the figures"
    assert together(at).label.startswith("15 children of List were matched by name and date of bi")
    (table,) = [e.proto.body for e in at.get("html") if "15 children matched" in e.proto.body]
    assert table.count('scope="row"') == 15
    first = joins(at)[0]
    assert first.pupil_class.startswith("Year ")
    assert first.pupil_class in table
    seen = words(at)
    assert not any(upn in seen for upn in upns(at))
    together(at).set_value("accept all")
    at = tell_about(press(at, wording.ANSWER))
    assert any("15 children found by name" in e.label for e in at.expander)


def test_children_can_be_asked_about_one_by_one():
    at = check(*export("_dsl_names").files)
    together(at).set_value("one by one")
    at = press(at, wording.ANSWER)
    asked = asked_of_children(at)
    assert next(h.value for h in at.header) == "15 questions before the figures"
    assert len(asked) == 15
    assert all(r.value is None for r in asked)
    seen = words(at)
    assert not any(upn in seen for upn in upns(at))
    for radio in asked[1:]:
        radio.set_value("accept")
    at = press(at, wording.ANSWER)
    assert len(asked_of_children(at)) == 1
    asked_of_children(at)[0].set_value("refuse")
    at = tell_about(press(at, wording.ANSWER))
    assert any("14 children found by name" in e.label for e in at.expander)
    assert any("1 said to be somebody else" in e.label for e in at.expander)


def test_who_is_nobody_on_the_roll_is_named_until_confirm_and_nowhere_after():
    at = tell_about(accept_all(check(*export("_dsl_names").files)))
    (child,) = at.session_state["upload_candidate"].upload.not_on_roll
    title = "1 child of your lists is not on your roll"
    assert [w.value for w in at.warning] == [f"{wording.LOOK_FIRST}: {title}; 1 to look at."]
    assert title in [s.value for s in at.subheader]
    for seen in (words(at), words(press(at, "Go on to confirm"))):
        assert child.name in seen
        assert child.birth in seen
        assert f"row {child.rows[0]} of List" in seen
    assert title in [s.value for s in at.subheader]
    at = press(at, wording.SPOT_CONFIRM)
    workspace = own()
    left = str([workspace.rows(name).to_pylist() for name in workspace.supplied])
    left += str(saved_answers._answers_by_workspace()[workspace]) + str(workspace.upload_problems)
    left += words(at) + repr(at.session_state)
    assert child.name not in left
    assert child.birth not in left


@pytest.mark.parametrize("name", ["_sims_percent", "_dsl_names", "_cpoms", "_bromcom", "_giap"])
def test_from_the_export_to_the_cohort_of_its_clean_twin(name):
    made = export(name)
    at = check(*made.files)
    if any("accept all" in r.label for r in at.radio):
        at = accept_all(at)
    elif at.session_state["upload_candidate"].questions:
        at = press(at, wording.ANSWER)
    at = confirm(tell_about(at))
    assert "**Is our list complete?**" in words(at)
    twin = Workspace.load(made.twin, exports.AS_AT)
    assert cohort(own()) == cohort(twin)


def test_five_pupils_are_shown_before_confirming():
    at = press(tell_about(check(*export("_sims_percent").files)), "Go on to confirm")
    (table,) = [e.proto.body for e in at.get("html") if "Five pupils as understood" in e.proto.body]
    assert table.count('scope="row"') == 5
    assert "sessions missed" in table or "%" in table
    assert "CIN" in table or "CP" in table
    assert own() is None


def test_an_own_workbook_sees_none_of_it():
    at = check(("hill.xlsx", school_book()))
    assert wording.PARSED_TITLE not in words(at)
    at = press(at, "Go on to confirm")
    assert wording.SPOT_TITLE not in words(at)
    assert "Confirm" in labels(at, "button")


def test_the_phase_is_suggested_by_the_year_groups_and_used():
    at = check(LIST)
    assert next(b for b in at.selectbox if b.label == "Phase").value == "secondary"
    confirm(tell_about(at, phase="all-through"))
    assert own().school.phase == "all-through"


def test_a_pasted_list_goes_with_the_files():
    at = open_app(page=PAGE)
    at.text_area[0].set_value(pasted())
    at = accept_all(check(LIST, at=at))
    at = tell_about(at)
    assert "4 of 90 pupils" in words(at)


def test_a_pasted_list_alone_needs_pupils():
    at = open_app(page=PAGE)
    at = at.text_area[0].set_value(pasted()).run()
    assert wording.PASTED_ALONE in words(at)
    assert next(b for b in at.button if b.label == "Check the files").disabled


def test_the_list_can_be_added_in_the_check():
    at = tell_about(check(LIST))
    at = at.text_area[0].set_value(pasted()).run()
    at = accept_all(press(at, wording.ADD_BUTTON))
    assert "4 of 90 pupils" in words(at)
    assert labels(at, "date_input") == []


def test_a_pasted_list_adds_to_what_is_loaded():
    confirm(tell_about(check(LIST)))
    loaded = own()
    at = open_app(page=PAGE)
    at.text_area[0].set_value(pasted())
    at = (
        next(r for r in at.radio if r.label == wording.WHAT_IT_IS)
        .set_value(wording.IN_ADDITION)
        .run()
    )
    at = accept_all(press(at, "Check the files"))
    assert "4 of 90 pupils" in words(at)
    assert own() is loaded
    confirm(at)
    assert cohort(own())["cwsw"] == 4
    assert own().school.phase == "secondary"
    assert cohort(own())["on_roll"] == 90


def test_two_files_that_differ_are_shown_field_by_field():
    rows = [["UPN", "Form", "DOB", "SEN"]]
    pupils = exports.source("secondary").pupils
    rows += [[p["upn"], "ZZ", exports.uk(p["date_of_birth"]), "K"] for p in pupils[:3]]
    at = tell_about(check(LIST, ("other.csv", exports.text(rows))))
    assert wording.DIFFERENCES in words(at)
    asked = [r for r in at.radio if r.label.startswith("Form of ")]
    assert [r.value for r in asked] == ["first"] * 3
    upn = pupils[0]["upn"]
    assert not any(pupil["upn"] in words(at) for pupil in pupils[:3])
    name = f"{pupils[0]['forename']} {pupils[0]['surname']}"
    next(r for r in asked if r.label.startswith(f"Form of {name}, Year ")).set_value("second")
    at = press(at, wording.DIFFERENCES_BUTTON)
    read = at.session_state["upload_candidate"].upload.tables["pupils"]
    forms = dict(zip(read["upn"].to_pylist(), read["form"].to_pylist(), strict=True))
    assert forms[upn] == "ZZ"
    assert forms[pupils[1]["upn"]] == pupils[1]["form"]


def test_answers_are_used_again_for_the_next_upload():
    files = export("_dsl_names").files
    confirm(tell_about(accept_all(check(*files))))
    at = check(*files)
    assert at.session_state["upload_candidate"].questions == ()
    at = tell_about(at)
    assert wording.USED_AGAIN in words(at)
    at = press(at, wording.ASK_AGAIN)
    assert together(at).label.startswith("15 children")


def test_an_answer_about_a_sheet_of_another_name_is_offered_not_used():
    first = with_flags("CIN", "Stepped down Jan 22")
    at = check(first)
    next(r for r in at.radio if "Stepped" in r.label).set_value("CP ended 2022-01-31")
    confirm(tell_about(press(at, wording.ANSWER)))
    at = check(("Autumn list.csv", first[1]))
    (radio,) = [r for r in at.radio if "Stepped" in r.label]
    assert radio.value == "CP ended 2022-01-31"
    assert any(wording.LAST_TIME in option for option in radio.options)


def test_an_answer_about_all_children_of_a_list_does_not_hold_for_the_next_upload():
    files = export("_dsl_names").files
    at = check(*files)
    together(at).set_value("one by one")
    confirm(tell_about(accept_all(press(at, wording.ANSWER))))
    answers = saved_answers._answers_by_workspace()[own()]["joins"]
    assert set(answers.values()) == {"accept"}
    assert len(answers) == 15


def test_answers_are_forgotten_with_the_data():
    confirm(tell_about(accept_all(check(*export("_dsl_names").files))))
    session.workspaces().remove(page_registry.ALONE_SCHOOL)
    at = check(*export("_dsl_names").files)
    assert together(at).label.startswith("15 children")


def test_saved_answers_are_what_the_command_line_takes_and_can_be_used_here():
    files = export("_dsl_names").files
    at = tell_about(accept_all(check(*files)))
    saved = saved_answers.as_file(at.session_state["upload_candidate"].upload.proposal)
    assert set(json.loads(saved)["joins"].values()) == {"accept"}
    at = open_app(page=PAGE)
    at.file_uploader[1].set_value([("answers.json", saved, "application/json")])
    at = check(*files, at=at)
    assert at.session_state["upload_candidate"].questions == ()


@pytest.mark.parametrize("data", [b"", b"[1]", b'{"headings": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_holds_no_answers_is_said(data):
    at = open_app(page=PAGE)
    at.file_uploader[1].set_value([("answers.json", data, "application/json")])
    at = check(LIST, at=at)
    assert wording.SAVED_BAD in words(at)
    assert not at.exception


def test_another_report_is_named_with_what_to_export_instead():
    rows = [["Time", "Lesson/Event", "Year Group", "Event Type", "Teacher", "Marks"]]
    rows += [["09:00", "7A/Ma", "Year 7", "Lesson", "A Teacher", "Present: 26 Absent: 1"]] * 4
    at = check(("daily.csv", exports.text(rows)))
    (error,) = [e for e in at.error if "looks like" in e.value]
    assert "export" in error.value
    assert own() is None


def test_headings_alone_are_said():
    at = check(("roll.csv", exports.text([list(exports.SIMS)])))
    assert "no pupils" in words(at).lower().replace("\\", "")


def test_a_runs_of_alike_columns_is_one_line():
    at = tell_about(check(*export("_sims_register").files))
    lines = [m.value for m in at.markdown if "120 columns read as Register" in m.value]
    assert len(lines) == 1


def test_the_bytes_go_with_confirm_and_with_cancel():
    at = tell_about(check(LIST))
    assert at.session_state["upload_candidate"].files
    assert "upload_candidate" not in confirm(at).session_state
    at = press(tell_about(check(LIST)), "Cancel")
    assert "upload_candidate" not in at.session_state


def test_bad_cells_can_be_taken_away_marked():
    rows = exports.sims_list(exports.source("secondary"))
    rows[5][9] = "soon"
    at = tell_about(check(("roll.csv", exports.text(rows))))
    assert any(b.label == wording.MARKED_BUTTON for b in at.get("download_button"))
    seen = words(at)
    assert ">soon</td>" in seen
    assert "Touches 1 pupil: who was on roll, and when." in seen


def test_answers_merge_section_by_section():
    made = saved_answers.merged({"a": {"x": "1", "y": "2"}}, {"a": {"y": "3"}, "b": {}})
    assert made == {"a": {"x": "1", "y": "3"}, "b": {}}


def test_a_candidate_without_about_has_no_figures():
    bare = state.PendingUpload((), {}, replace(export("_sims_percent").twin))
    assert state.with_figures(bare).workspace is None


def test_a_slip_in_an_own_heading_is_asked_and_nothing_else_is_shown():
    pupils = [("UPN", "Surname", "Forename", "Year group", "Admision date")]
    pupils += [(f"U{i}", f"Sur{i}", "For", "8", "01/09/2022") for i in range(8)]
    school = [("Name", "Phase", "As at"), ("Hill School", "secondary", exports.AS_AT)]
    at = check(("own.xlsx", workbook({"Pupils": pupils, "School": school})))
    assert wording.PARSED_TITLE not in words(at)
    at = press(at, wording.ANSWER)
    assert "8 pupils recognised" in words(at)


def test_a_list_without_upns_is_refused_and_its_columns_can_be_changed():
    rows = [["Pupil number", "Surname", "Forename", "NC Year", "DOB", "Reg"]]
    rows += [[f"N{i}", "Sur", f"For{i}", "8", "17/04/2012", "8A"] for i in range(5)]
    at = check(("list.csv", exports.text(rows)))
    assert any("cannot be used" in h.value for h in at.header)
    assert own() is None


def test_what_a_title_says_of_the_school_is_the_suggested_answer():
    rows = exports.sims_list(exports.source("secondary"))
    titles = [["Hill Primary School"], ["Pupil list, correct as at 17/07/2026"]]
    head = next(i for i, row in enumerate(rows) if "UPN" in row)
    at = check(("SIMS list.csv", exports.text([*titles, *rows[head:]])))
    assert at.date_input[0].value == exports.AS_AT
    assert next(b for b in at.selectbox if b.label == "Phase").value == "primary"
    assert at.text_input[0].value == "Hill Primary School"
    assert "A title in your files says 17 July 2026." in words(at)
    confirm(press(at, "Use these answers"))
    assert (own().school.name, own().school.phase) == ("Hill Primary School", "primary")


def test_last_years_list_is_told_once_the_date_is_known():
    rows = exports.sims_list(exports.source("secondary"))
    head = next(i for i, row in enumerate(rows) if "UPN" in row)
    place = rows[head].index("Year taught in")
    for row in rows[head + 1 :]:
        if len(row) > place:
            row[place] = f"Year {int(row[place].removeprefix('Year ')) - 1}"
    at = check(("SIMS list.csv", exports.text(rows)))
    assert "looks like last year" not in words(at)
    assert "this looks like last year" in words(tell_about(at))
