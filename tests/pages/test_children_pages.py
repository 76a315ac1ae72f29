"""The children's table and a child's page: who may open them, what is on them, what must not be."""

from datetime import date, timedelta

import pytest

from cwsw.access import AuditEvent, Role
from cwsw.children.address import address
from cwsw.cohort import members
from cwsw.cohort.today import list_day
from cwsw.records import Action, FollowUp, Meeting, Voice, facts, record
from cwsw.reports.document import Table
from cwsw.ui.auth import page_registry
from cwsw.ui.children import (
    attendance_lists,
    child_parts,
    choice,
    due_lists,
    figure_pupils,
    old_addresses,
    pupil_voice,
    suspended,
    views,
)
from cwsw.ui.children.records import who_can_see
from cwsw.ui.state import audit_store, session
from cwsw.ui.widgets.filters import SUB_COHORTS
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT, HIDE_NAMES, by_place
from cwsw.ui.widgets.named_list import list_csv
from cwsw.ui.wording import text
from tests.support import schools
from tests.support.app import open_app, open_page_alone, words
from tests.support.child_page import (
    CHILD,
    CHILDREN,
    open_child,
    open_view,
    payload,
    table,
)
from tests.support.explore import EXPLORE, ask
from tests.support.keep_list import open_dialog, send_dialog
from tests.support.registers import AS_AT, load, pupil, weeks


class QueryParams(dict):
    to_dict = dict.copy


BANNED = ("at risk", "failing", "vulnerable", "problem", "risk score")
PRESENT = "/\\" * 5
SHARED = [key for key, view in views.VIEWS.items() if key not in ("after", "figure")]


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
    session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    return workspace


@pytest.mark.parametrize("script", [CHILD, CHILDREN])
def test_a_page_that_is_closed_names_no_child(script):
    made(end=date(2026, 1, 9))
    at = open_page_alone(script, Role.GOVERNOR)
    assert [t.value for t in at.title] == [text.NOT_ALLOWED_TITLE]
    assert "Sur1" not in payload(at)


@pytest.mark.parametrize("choice_", schools.SAMPLES)
def test_every_view_of_the_samples_has_a_finding_in_words_fit_for_children(choice_):
    at = schools.open_sample(choice_, CHILDREN)
    for key in (*SHARED, "after"):
        at.session_state[views.VIEW] = key
        at = at.run()
        assert not at.error
        assert at.header[0].value
        assert not any(word in words(at).casefold() for word in BANNED)


@pytest.mark.parametrize("book", [schools.nobody, schools.tiny, None])
def test_every_view_says_what_to_do_next_without_data_without_plans_and_on_odd_data(book):
    if book:
        schools.load(book())
    at = open_app(page=CHILDREN)
    for key in (*SHARED, "after"):
        at.session_state[views.VIEW] = key
        at = at.run()
        assert not at.error
        assert (text.NO_DATA in words(at)) is (book is None)
    assert (views.NOBODY_ON_LIST in words(at)) is (book is schools.nobody)
    assert choice.CHOOSE in words(at.switch_page(CHILD).run()) or book in (None, schools.nobody)


def test_this_week_shows_what_is_due_for_whom_the_earliest_first():
    workspace = made(end=date(2026, 1, 9))
    day, met = list_day(workspace), date(2026, 3, 2)

    def action(upn, what, days):
        when = day + timedelta(days=days)
        return Action(meeting_date=met, upn=upn, action=what, who="HoY", by_when=when)

    record(workspace, "meet", [Meeting(date=met)])
    record(
        workspace,
        "agree",
        [action("U3", "Call home", 7), action("U4", "Later", 8), action(None, "Ask", 0)],
    )
    at = open_view("week", Role.PASTORAL)
    assert table(at)["Child"] == ["Sur1, For1", "Sur3, For3"]
    assert "AP (Wharf)" in table(at)["What is due"][0]
    assert table(at)["What is due"][1] == "Action: Call home (HoY)"
    assert f"- {text.day(day)}: Action: Ask (HoY)" in words(at)
    assert "Check-in" not in payload(at)
    head = table(open_view("week"))
    assert "Check-in after a plan" in head["What is due"]
    assert head["Due"] == sorted(head["Due"])


def test_the_views_of_reviews_follow_ups_and_absence_count_of_how_many():
    made()
    at = open_view("reviews")
    assert at.header[0].value == "1 of 8 children have a review or an action past its day"
    assert "Support: Breakfast club (Mr B)" in table(at)["What is due"][0]
    assert "12 weeks or more" in due_lists.REVIEW_RULE
    at = open_view("follow-ups")
    assert at.header[0].value.startswith("7 of 8 children have no follow-up since")
    at = open_view("missing")
    assert table(at)["Last four weeks"] == ["24 of 40 missed, up from 0 of 40"]
    at = open_view("unexplained")
    assert table(at)["Social worker now"] == ["Yes: tell them"]
    assert "Tell them the same day" in words(at)


def test_a_view_with_nobody_in_it_says_so():
    workspace = made()
    seen = open_view("suspended")
    assert seen.header[0].value == "1 child was suspended this school year, nobody twice"
    assert "What to do" not in payload(seen)
    calls = [FollowUp(upn=f"U{n}", date=AS_AT, kind="Call", by="X") for n in range(1, 9)]
    record(workspace, "follow-ups", calls)
    assert due_lists.ALL_FOLLOWED_UP in words(open_view("follow-ups"))


def test_after_a_plan_has_check_ins_and_counts(monkeypatch):
    monkeypatch.setattr("cwsw.cohort.today.today", lambda: AS_AT)
    made(end=date(2026, 1, 9))
    at = open_view("after")
    assert "8 of 8 children with no plan now saw it end" in at.header[0].value
    days = [day for day in table(at)["Next check-in"] if day is not None]
    assert date(2026, 2, 20) in days  # six weeks, and no follow-up since
    assert date(2026, 4, 9) in days  # U2 was followed up on 2 March
    counts = html_table(at, "This academic year, 2025/26 so far")
    row = counts.split("Up to 6 months ago")[1].split("</tr>")[0]
    assert "1 of 8<" in row  # under ten: no percentage


def html_table(at, caption):
    bodies = [element.proto.body for element in at.get("html")]
    return next(body for body in bodies if f"<caption>{caption}" in body)


def of_figure(at, **asked):
    at.query_params.update({"figure": "persistent_absence", figure_pupils.YEAR: "2025"} | asked)
    at.session_state[views.VIEW] = "figure"
    return at.switch_page(CHILDREN).run()


def test_a_link_beside_a_figure_leads_to_its_pupils():
    made()
    at = ask(open_app(page=EXPLORE), tab="How it is counted")
    assert "Show these pupils: Persistent absence, 2025/26" in payload(at)
    at = of_figure(open_app(), figure_years="8")
    said = "1 of 8 children with a social worker (Year 8) were persistently absent in 2025/26"
    assert at.header[0].value == said
    shown = table(at)
    assert shown["Child"] == ["Sur1, For1"]
    assert (shown["Sessions missed"], shown["Sessions possible"]) == ([24], [80])


@pytest.mark.parametrize("group", [*SUB_COHORTS, figure_pupils.OTHER])
def test_children_of_a_group_that_tells_a_plan_are_not_named_without_the_right(group):
    made()
    at = of_figure(open_app(Role.PASTORAL), figure_group=group)
    assert not at.error
    assert "1 of 8 children with a social worker were" in at.header[0].value


@pytest.mark.parametrize("gone", old_addresses.MOVED, ids=lambda gone: gone.url)
def test_an_old_address_leads_to_the_view_that_took_its_place(gone, monkeypatch):
    went = []
    monkeypatch.setattr(
        old_addresses.st, "switch_page", lambda _, query_params: went.append(query_params)
    )
    monkeypatch.setattr(old_addresses.session, "in_address", dict)
    monkeypatch.setattr(
        old_addresses.st, "query_params", QueryParams({"child": "12", "year": "2025"})
    )
    old_addresses.follow(gone)
    (asked,) = went
    assert asked.items() >= {"child": "12", **gone.query}.items()
    assert (figure_pupils.YEAR in asked) is (gone.url == "pupils")


def test_the_childs_page_begins_with_what_matters_now():
    workspace = made()
    at = open_child(workspace)
    assert not at.error
    seen = words(at)
    assert seen.index("Absence up 10+ points in four weeks") < seen.index(pupil_voice.HEADING)
    assert who_can_see() in seen
    for fact in (
        "Kind \\*to\\* Zeb",
        "Ms Lee",
        "Missed 24 of 80 possible sessions in 2025/26 so far (30%).",
        "Breakfast club, from 3 November 2025: still running",
        "AP (Wharf), overdue since 5 January 2026",
        "A follow-up this half-term",
    ):
        assert fact in seen
    (chart,) = at.get("vega_lite_chart")
    for dated in ("Breakfast club", "Suspensions", "2 October 2025, 4 sessions"):
        assert dated in str(chart.proto)
    assert chart.proto.alt.endswith("with 1 suspension, 1 support and 1 plan dated on it.")


def test_the_rest_is_one_click_away():
    workspace = made()
    for look, fact in (
        ("Attendance", "2 × reason not yet known"),
        ("Suspensions and placements", "Suspended"),
        ("Results and wellbeing", ">17<"),
        ("Who has been told", "To decide"),
        (child_parts.WHY_COUNTED, "Counted as"),
    ):
        at = open_child(workspace, part=look)
        assert not at.error
        assert fact in words(at)
    at = open_child(workspace, part="Support")
    assert ">Home visit<" not in words(at)  # of 2021: on asking only
    at.toggle(key="child_older").set_value(True).run()
    assert ">Home visit<" in words(at)


def test_no_name_and_no_upn_stands_in_the_address():
    workspace = made()
    at = open_app(page=CHILD)
    assert choice.CHOOSE in words(at)
    chooser = at.selectbox(key=f"one_{choice.ON_THE_LIST}_False")
    at = chooser.set_value(chooser.options[2]).run()
    asked = at.query_params[choice.CHILD_PARAMETER]
    assert asked in {address(workspace, number) for number in range(1, 13)}
    assert at.title[0].value == chooser.options[2].partition(", Year")[0]


def test_an_address_of_another_upload_opens_nobody():
    workspace = made()
    made()
    at = open_child(workspace)
    assert choice.NOT_FOUND in words(at)
    assert "Missed" not in words(at)


def test_opening_a_child_is_noted_once():
    audit_store.forget()
    workspace = made()
    at = open_child(workspace)
    at.run()
    lines = audit_store.trail().lines(page_registry.ALONE_SCHOOL)
    opened = [line for line in lines if line.event is AuditEvent.CHILD_OPENED]
    assert len(opened) == 1
    assert "U1" not in str(opened)


@pytest.mark.parametrize(
    ("view", "heading"),
    [
        ("first", views.NOTHING_TO_GO_BY),
        ("missing", attendance_lists.MOST_NOT_KNOWN),
        ("suspended", suspended.NOT_KNOWN),
        ("unexplained", attendance_lists.REASONS_NOT_KNOWN),
    ],
)
def test_what_was_not_uploaded_is_not_known_and_not_nought(view, heading):
    workspace = schools.load(schools.school_book(cohort=12))
    at = open_view(view)
    assert [h.value for h in at.header] == [heading]
    assert open_view("all").dataframe[0].value["Suspensions"].isna().all()
    assert "Suspensions this year  \n**not known**" in words(open_child(workspace))


def test_strengths_and_follow_ups_are_kept_by_the_pastoral_team_and_undone():
    workspace = made()
    at = open_dialog(open_child(workspace, role=Role.PASTORAL), pupil_voice.VOICE)
    at = send_dialog(at, pupil_voice.VOICE, "Keep this")
    assert pupil_voice.EMPTY in [e.value for e in at.error]
    at.text_area(key="voice_words_0").set_value("I like\nchess")
    at.date_input(key="voice_on_0").set_value(AS_AT)
    at = send_dialog(at, pupil_voice.VOICE, "Keep this")
    assert Voice(upn="U1", date=AS_AT, in_their_words="I like chess") in facts(workspace, Voice)
    assert "I like chess" in words(at)
    at = open_dialog(at, pupil_voice.FOLLOW_UP)
    at.text_area(key="follow_note_0").set_value("Went well")
    at.date_input(key="follow_0_on").set_value(AS_AT)
    at = send_dialog(at, pupil_voice.FOLLOW_UP, "Keep this follow-up")
    assert at.error  # without a name
    at.text_input(key="follow_0_by").set_value("A. Lead")
    at = send_dialog(at, pupil_voice.FOLLOW_UP, "Keep this follow-up")
    kind = pupil_voice.KINDS[0]
    new = FollowUp(upn="U1", date=AS_AT, kind=kind, by="A. Lead", note="Went well")
    assert new in facts(workspace, FollowUp)
    assert f"20 March 2026: {kind}" in words(at)
    assert table(open_view("all"))["Last follow-up"][0] == AS_AT
    at = at.button(key="undo").click().run()
    assert new not in facts(workspace, FollowUp)
    assert "A follow-up this half-term" in words(at)


def pages_as_seen(role):
    """Everything these pages send somebody: each view, each part, the child's page."""
    workspace = session.workspaces().get(page_registry.ALONE_SCHOOL)
    sent = []
    at = open_app(role, CHILDREN)
    for key in SHARED:
        at.session_state[views.VIEW] = key
        at = at.run()
        assert not at.error
        sent.append(payload(at))
    sent.append(payload(of_figure(open_app(role))))
    at = open_child(workspace, role=role)
    sent.append(payload(at))
    for name, part in child_parts.PARTS.items():
        if not part.rights:
            at.session_state[child_parts.PART_PARAMETER] = name
            at = at.run()
            assert not at.error
            sent.append(payload(at))
    return "\n".join(sent)


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
    at = open_app(page=CHILDREN)
    at = next(t for t in at.toggle if t.label == HIDE_NAMES).set_value(True).run()
    assert table(at)["Child"][0] == "Pupil 1"
    for key in (*SHARED, "after"):
        at.session_state[views.VIEW] = key
        at = at.run()
        assert not names_in(at)
    at.query_params[choice.CHILD_PARAMETER] = address(workspace, 1)
    at = at.switch_page(CHILD).run()
    assert HIDDEN_TEXT in words(at)
    for name in child_parts.PARTS:
        at.session_state[child_parts.PART_PARAMETER] = name
        at = at.run()
        assert not at.error
        assert not names_in(at)


def names_in(at):
    sent = payload(at) + str([list(table(at).values()) if at.dataframe else ""])
    return [s for s in ("Sur1", "For1", "U1", "Zeb", "A dog", "Mr B") if s in sent]


@pytest.mark.parametrize("way", ["chosen_support", "chosen_meeting"])
def test_several_children_are_led_on_to_support_and_to_the_meeting(way, monkeypatch):
    made()
    monkeypatch.setattr(views, "show_children", lambda rows, *_, **__: tuple(rows[:2]))
    at = open_view("all", Role.PASTORAL)
    at = at.toggle(key="children_many").set_value(True).run()
    assert "2 children chosen" in words(at)
    at = at.button(key=way).click().run()
    (chosen,) = [box for box in at.multiselect if box.label == "Children"]
    names = [option.partition(", Year")[0] for option in chosen.value]
    assert names == ["Sur1, For1", "Sur2, For2"]


def test_children_are_in_the_order_that_is_stated():
    listed = sorted(members(session.sample_workspace("sample secondary")), key=by_place)
    order = [(m.year_group, m.form, m.surname, m.forename) for m in listed]
    assert order == sorted(order)


def test_a_list_taken_away_has_what_is_on_the_screen_and_says_what_it_is():
    workspace = made()
    shown = Table("A list", ("Child", "Fact"), (("=Sur1", "1 of 2"),))
    sent = list_csv(shown, workspace).decode("utf-8-sig").splitlines()
    assert sent == [
        '"Child","Fact","As at","Data"',
        '"\'=Sur1","1 of 2","20 March 2026","School\'s own data"',
    ]
