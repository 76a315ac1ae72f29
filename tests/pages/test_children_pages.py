"""The children's pages: who may open them, what stands on them, and what must not."""

import re
from datetime import date

import pytest

from cwsw.access import AuditEvent, Role
from cwsw.children.address import address
from cwsw.cohort import members
from cwsw.records import FollowUp, Voice, facts, keep
from cwsw.ui import audit_store, child_choice, child_page, roles, session, show_pupils, text, voice
from cwsw.ui.filters import SUB_COHORTS
from cwsw.ui.names import HIDDEN_TEXT, HIDE_NAMES
from cwsw.ui.tables import Table
from cwsw.ui.widgets.named_list import in_order, list_csv
from cwsw.ui.work_lists import LISTS
from tests.support import schools
from tests.support.app import open_app, open_page_alone, press, words
from tests.support.explore import EXPLORE, ask
from tests.support.registers import AS_AT, load, pupil, weeks

WORK = "pages/children/work_lists.py"
CHILD = "pages/children/child.py"
PUPILS = "pages/children/pupils.py"
AFTER = "pages/children/after_a_plan.py"
WHY = "pages/cohort/child.py"
EVERY = (WORK, CHILD, PUPILS, AFTER)
BANNED = ("at risk", "failing", "vulnerable", "problem", "risk score")
PRESENT = "/\\" * 5


pytestmark = pytest.mark.usefixtures("empty_server")


def made(plan="CIN", start=date(2024, 1, 8), end=None):
    """Twelve pupils, eight on the list; registers, a placement, follow-ups, results, scores."""
    register = weeks(1, [PRESENT] * 4 + ["NNOOII" + "/\\" * 2] * 4)
    register += [r for n in range(2, 13) for r in weeks(n, [PRESENT] * 8)]
    rows = {
        "pupils": [pupil(n, key_adult="Ms Lee") for n in range(1, 13)],
        "plans": [
            {"upn": f"U{n}", "plan": plan, "start_date": start, "end_date": end}
            for n in range(1, 9)
        ],
        "register": register,
        "placements": [
            {
                "upn": "U1",
                "kind": "AP",
                "provider": "Wharf",
                "start_date": date(2025, 11, 3),
                "review_date": date(2026, 1, 5),
            }
        ],
        "exclusions": [
            {"upn": "U1", "type": "SUSP", "start_date": date(2025, 10, 2), "sessions": 4}
        ],
        "wellbeing": [
            {
                "upn": "U1",
                "date": date(2026, 2, 2),
                "instrument": "SDQ",
                "informant": "Teacher",
                "score": 17,
            }
        ],
        "interventions": [
            {
                "upn": "U1",
                "intervention": "Breakfast club",
                "lead": "Mr B",
                "start_date": date(2025, 11, 3),
                "review_date": date(2026, 1, 5),
            }
        ],
        "voice": [
            {"upn": "U1", "date": date(2026, 1, 9), "strengths": "Kind *to* Zeb", "hopes": "A dog"}
        ],
        "follow_ups": [
            {"upn": "U2", "date": date(2026, 3, 2), "kind": "Call home", "by": "HoY"},
            {"upn": "U1", "date": date(2021, 3, 2), "kind": "Home visit", "by": "HoY"},
        ],
    }
    workspace = load(rows)
    session.workspaces().replace(roles.ALONE_SCHOOL, workspace)
    return workspace


def open_child(workspace, number=1, role=Role.HEADTEACHER, script=CHILD):
    at = open_app(role)
    at.query_params[child_choice.ASKED] = address(workspace, number)
    return at.switch_page(script).run()


def payload(at):
    """Everything a page has sent, charts and lists of choices included.

    But the number of a download, another each time it is offered, and of a child, another in each
    upload.
    """
    sent = "\n".join(str(element.proto) for element in elements(at._tree))
    return re.sub(r'file_id: "\w+"|child=\d+', "", sent)


def elements(node):
    for child in getattr(node, "children", {}).values():
        if hasattr(child, "children"):
            yield from elements(child)
        else:
            yield child


@pytest.mark.parametrize(("script", "role"), [(CHILD, Role.GOVERNOR), (AFTER, Role.PASTORAL)])
def test_a_page_that_is_closed_names_no_child(script, role):
    made(end=date(2026, 1, 9))
    at = open_page_alone(script, role)
    assert [t.value for t in at.title] == [text.NOT_ALLOWED_TITLE]
    assert "Sur1" not in payload(at)


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_page_stands_on_the_samples_in_words_fit_for_children(choice):
    at = schools.open_sample(choice, EVERY[0])
    for script in EVERY:
        at = at.switch_page(script).run()
        assert not at.error
        assert not any(word in words(at).casefold() for word in BANNED)


@pytest.mark.parametrize("book", [schools.nobody, schools.tiny, None])
def test_every_page_stands_without_data_without_plans_and_on_odd_data(book):
    if book:
        schools.load(book())
    at = open_app()
    for script in EVERY:
        at = at.switch_page(script).run()
        assert not at.error
        assert (text.NO_DATA in words(at)) is (book is None)


def test_the_childs_page_begins_with_strengths_and_says_who_can_see_it():
    workspace = made()
    at = open_child(workspace)
    assert not at.error
    seen = words(at)
    assert seen.index(voice.HEADING) < seen.index("Attendance")
    assert child_page.who_can_see() in seen
    assert "Headteacher, designated safeguarding lead and pastoral team." in seen
    for fact in (
        "Kind \\*to\\* Zeb",
        "Ms Lee",
        "Missed 24 of 80 possible sessions in 2025/26 so far (30%).",
        "Wharf",
        "Breakfast club",
        "5 January 2026 (gone by)",
        "2 × reason not yet known",
        "Suspended",
        ">17<",
        "To decide",
    ):
        assert fact in seen
    assert "Home visit" not in seen  # of 2021: on asking only
    at.toggle(key="one_older").set_value(True).run()
    assert "Home visit" in words(at)


def test_no_name_and_no_upn_stands_in_the_address():
    workspace = made()
    at = open_app(page=CHILD)
    assert child_choice.CHOOSE in words(at)
    chooser = at.selectbox(key=f"one_{child_choice.ON_THE_LIST}_False")
    at = chooser.set_value(chooser.options[2]).run()
    asked = at.query_params[child_choice.ASKED]
    assert asked in {address(workspace, number) for number in range(1, 13)}
    assert at.header[0].value == chooser.options[2].removesuffix(", Year 8, 8A")


def test_an_address_of_another_upload_opens_nobody():
    workspace = made()
    made()
    at = open_child(workspace)
    assert child_choice.NOT_FOUND in words(at)
    assert "Missed" not in words(at)


def test_opening_a_child_is_noted_once():
    audit_store.forget()
    workspace = made()
    at = open_child(workspace)
    at.run()
    lines = audit_store.trail().lines(roles.ALONE_SCHOOL)
    opened = [line for line in lines if line.event is AuditEvent.CHILD_OPENED]
    assert len(opened) == 1
    assert "U1" not in str(opened)


def test_the_two_pages_of_a_child_lead_to_each_other():
    workspace = made()
    at = open_child(workspace, 3)
    assert "each plan and what it counts for" in payload(at)
    at = open_child(workspace, 3, script=WHY)
    assert at.header[0].value == words_of(workspace, 3)
    assert "page: strengths, attendance, support" in payload(at)


def words_of(workspace, number):
    names = {row["upn"]: row for row in workspace.rows("pupils").to_pylist()}
    row = names[sorted(names)[number - 1]]
    return f"{row['surname']}, {row['forename']}"


def test_strengths_and_follow_ups_are_kept_by_the_pastoral_team_and_undone():
    workspace = made()
    at = open_child(workspace, role=Role.PASTORAL)
    at = press(at, "Keep this")
    assert voice.EMPTY in [e.value for e in at.error]
    at.text_area(key="voice_words").set_value("I like\nchess")
    at.date_input(key="voice_on").set_value(AS_AT)
    at = press(at, "Keep this")
    assert Voice(upn="U1", date=AS_AT, in_their_words="I like chess") in facts(workspace, Voice)
    assert "I like chess" in words(at)
    at.text_area(key="follow_note").set_value("Went well")
    at.date_input(key="follow_on").set_value(AS_AT)
    at = press(at, "Keep this follow-up")
    assert at.error  # without a name
    at.text_input(key="follow_by").set_value("A. Lead")
    at = press(at, "Keep this follow-up")
    new = FollowUp(upn="U1", date=AS_AT, kind=voice.KINDS[0], by="A. Lead", note="Went well")
    assert new in facts(workspace, FollowUp)
    at = at.button(key="undo").click().run()
    assert new not in facts(workspace, FollowUp)
    assert "Went well" not in words(at)


def pages_as_seen(role):
    """Everything these pages send somebody: each list, each part, the child's page."""
    workspace = session.workspaces().get(roles.ALONE_SCHOOL)
    at = open_app(role, WORK)
    sent = []
    for name in LISTS:
        at = at.selectbox(key="work_list").set_value(name).run()
        assert not at.error
        sent.append(payload(at))
    sent.append(payload(open_app(role, PUPILS)))
    at = open_child(workspace, role=role)
    at.toggle(key="one_older").set_value(True).run()
    assert not at.error
    return "\n".join([*sent, payload(at)])


def test_the_pastoral_team_is_sent_the_same_whatever_the_plans_are():
    """Kind and dates of plans differ, the children do not: no byte of a page may."""
    made("CP", date(2021, 11, 17), date(2025, 12, 3))
    first, head = pages_as_seen(Role.PASTORAL), pages_as_seen(Role.HEADTEACHER)
    made("CIN", date(2024, 2, 29))
    second = pages_as_seen(Role.PASTORAL)
    assert first == second
    assert "CP" in head
    assert head != pages_as_seen(Role.HEADTEACHER)


def test_hidden_names_leave_numbers_and_no_words_of_staff():
    workspace = made()
    at = open_app(page=WORK)
    at = next(t for t in at.toggle if t.label == HIDE_NAMES).set_value(True).run()
    assert "Pupil 1" in payload(at)
    at.query_params[child_choice.ASKED] = address(workspace, 1)
    for script in (CHILD, PUPILS, AFTER, WORK):
        at = at.switch_page(script).run()
        assert not at.error
        sent = payload(at)
        assert not any(s in sent for s in ("Sur1", "For1", "U1", "Zeb", "A dog", "Mr B"))
    at = at.switch_page(CHILD).run()
    assert HIDDEN_TEXT in words(at)


def table_of(at, caption):
    bodies = [element.proto.body for element in at.get("html")]
    return next(body for body in bodies if f"<caption>{caption}" in body)


def test_work_lists_say_how_many_of_how_many_and_what_to_do():
    made()
    at = open_app(page=WORK)
    assert "7 of 8 children on the list have no follow-up recorded since 9 February" not in words(
        at
    )
    lengths = table_of(at, "Work lists")
    for title, number, of in (
        ("Not yet followed up this half-term", 7, 8),
        ("Attendance drifting", 1, 8),
        ("Review overdue", 2, 2),
        ("Unexplained absences in this upload", 1, 8),
    ):
        row = lengths.split(title)[1].split("</tr>")[0]
        assert f">{number}<" in row
        assert f">{of}<" in row
    at = at.selectbox(key="work_list").set_value("drift").run()
    seen = words(at)
    assert "1 of 8 children on the list, as at 20 March 2026." in seen
    assert "Missed 24 of 40 sessions in the four school weeks to 27 February 2026" in seen
    assert "after 0 of 40 in the four before." in seen
    assert "Missed 24 of 80 possible sessions of this academic year to 20 March 2026: more" in seen
    assert [e.label for e in at.expander if e.label.startswith("What to do")]
    at = at.selectbox(key="work_list").set_value("placements").run()
    assert "Since 3 November 2025 (19 weeks). Its review was due on 5 January 2026." in words(at)
    at = at.selectbox(key="work_list").set_value("unexplained").run()
    seen = words(at)
    assert "check your live register" in seen
    assert "Yes: tell them" in seen
    assert "Tell them the same day" in seen


def test_children_are_in_the_order_that_is_stated():
    found = in_order(members(session.sample_workspace("sample secondary")))
    order = [(m.year_group, m.form, m.surname, m.forename) for m in found]
    assert order == sorted(order)


def test_a_work_list_opens_the_page_of_a_child():
    workspace = made()
    at = open_app(page=WORK)
    at = at.selectbox(key="work_list").set_value("drift").run()
    at = press(at, "Open this child's page")
    assert at.query_params[child_choice.ASKED] == address(workspace, 1)


def test_a_list_with_nobody_on_it_says_so():
    workspace = made()
    keep(
        workspace,
        "follow-ups",
        [FollowUp(upn=f"U{n}", date=AS_AT, kind="Call", by="X") for n in range(1, 9)],
    )
    at = open_app(page=WORK)
    assert "Everybody on the list has been followed up this half-term." in words(at)


def test_a_link_beside_a_figure_leads_to_its_pupils():
    made()
    at = ask(open_app(page=EXPLORE), tab="How it is counted")
    assert "Show these pupils: Persistent absence, 2025/26" in payload(at)
    at = open_app()
    at.query_params["figure"] = "severe_absence"
    at.query_params["year"] = "2025"
    at.query_params["years"] = "8"
    at = at.switch_page(PUPILS).run()
    seen = words(at)
    assert "0 of 8 children with a social worker (Year 8) were severely absent in 2025/26." in seen
    at = at.selectbox(key="pupils_figure").set_value("persistent_absence").run()
    assert "1 of 8 children with a social worker (Year 8)" in words(at)
    shown = table_of(at, "Persistent absence, 2025/26: those who were persistently absent")
    assert "Sur1, For1" in shown
    assert ">24<" in shown
    assert ">80<" in shown


@pytest.mark.parametrize("group", [*SUB_COHORTS, show_pupils.OTHER])
def test_children_of_a_group_that_tells_a_plan_are_not_named_without_the_right(group):
    made()
    at = open_app(Role.PASTORAL)
    at.query_params["figure"] = "persistent_absence"
    at.query_params["group"] = group
    at = at.switch_page(PUPILS).run()
    assert not at.error
    chooser = at.selectbox(key="pupils_group")
    assert (chooser.value, len(chooser.options)) == ("cwsw", 1)
    assert "child in need plan now" not in payload(at)


def test_when_a_plan_ends_has_check_ins_and_counts():
    made(end=date(2026, 1, 9))
    at = open_app(page=AFTER)
    assert not at.error
    seen = words(at)
    assert "8 of 8 children whose plan has ended saw it end in the twelve months" in seen
    assert "due since 20 February 2026" in seen  # six weeks, and no follow-up since
    assert "by 9 April 2026" in seen  # U2 was followed up on 2 March
    counts = table_of(at, "This academic year, 2025/26 so far")
    row = counts.split("Up to 6 months ago")[1].split("</tr>")[0]
    assert "1 of 8<" in row  # under ten: no percentage


def test_a_list_taken_away_has_what_is_on_the_screen_and_says_what_it_is():
    workspace = made()
    table = Table("A list", ("Child", "Fact"), (("=Sur1", "1 of 2"),))
    sent = list_csv(table, workspace).decode("utf-8-sig").splitlines()
    assert sent == [
        '"Child","Fact","As at","Data"',
        '"\'=Sur1","1 of 2","20 March 2026","School\'s own data"',
    ]
