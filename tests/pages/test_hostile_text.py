"""Words that try to be more than words, on every page for every role: they are shown as typed."""

import csv
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from google.protobuf.message import Message
from openpyxl import load_workbook
from streamlit.proto.Heading_pb2 import Heading

from cwsw.access import Role
from cwsw.children.address import address
from cwsw.store import Workspace
from cwsw.tables.half_terms import TermBlock
from cwsw.ui.auth import page_registry
from cwsw.ui.children import choice
from cwsw.ui.children.child_parts import PART_PARAMETER, WHY_COUNTED
from cwsw.ui.forms import edit_forms
from cwsw.ui.governors import publishing
from cwsw.ui.state import download_registry, session
from cwsw.ui.state.download_registry import REGISTRY
from tests.support import pdfs, published
from tests.support.app import messages, open_app, press
from tests.support.hostile_school import (
    DIRECTION_MARKS,
    FILE_NAME,
    HOSTILE,
    MARK,
    NAME,
    hostile_upload,
    is_whole,
    not_plain,
)

MARKDOWN = {
    ("Markdown", "body"), ("Heading", "body"), ("Alert", "body"), ("Alert", "title"),
    ("Radio", "options"), ("Metric", "body"), ("Metric", "delta"), ("Progress", "text"),
    ("Toast", "body"), ("Expandable", "label"), ("Popover", "label"), ("Tab", "label"),
    ("Dialog", "title"), ("Option", "content"), ("PageLink", "label"),
}  # fmt: skip
"""Fields of Streamlit's messages that it reads as Markdown; every `label` and `help` is one too."""
PLAIN = {
    ("Selectbox", "options"), ("MultiSelect", "options"), ("TextInput", "default"),
    ("TextInput", "value"), ("TextInput", "placeholder"), ("TextArea", "default"),
    ("TextArea", "value"), ("TextArea", "placeholder"), ("Text", "body"), ("Code", "code_text"),
    ("Selectbox", "raw_value"), ("Selectbox", "placeholder"), ("VegaLiteChart", "spec"),
    ("VegaLiteChart", "alt"), ("MultiSelect", "raw_values"), ("Selectbox", "set_value"),
}  # fmt: skip
"""Fields that it shows as they are; "VegaLiteChart" draws its words."""

WORKBOOK = "children-with-a-social-worker.xlsx"
SESSION = "test session id"
"""What Streamlit's own test runner calls every visitor."""

pytestmark = pytest.mark.usefixtures("one_server")


@pytest.fixture(scope="module", autouse=True)
def hostile(one_server):  # noqa: ARG001 - it must come first
    """A school of hostile words, as the school's own data, and a publication of such words."""
    session.workspaces().replace(page_registry.ALONE_SCHOOL, Workspace.load(hostile_upload()))
    draft = replace(published.draft("secondary"), school=HOSTILE)
    term, day = TermBlock(HOSTILE, date(2026, 6, 1), date(2026, 7, 22)), date(2026, 6, 2)
    publishing.own_publications().publish(
        page_registry.ALONE_SCHOOL, draft, term, day, HOSTILE, HOSTILE, [HOSTILE, f"- {HOSTILE}"]
    )


class Tags(HTMLParser):
    """The tags of HTML, and the attributes that lead somewhere."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.leads, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.leads += [
            value for name, value in attrs if name in ("href", "src", "style", "onerror")
        ]

    def handle_data(self, data):
        self.words += data


def strings(message):
    """Every string in a message: which message and field, and what it says."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated and not isinstance(value, dict) else [value]:
            if isinstance(one, Message):
                yield from strings(one)
            elif isinstance(one, str):
                yield type(message).__name__, field.name, one


def amiss(kind, field, words):
    """Why a string of a page does not show hostile words as typed; '' where it does."""
    if field in ("label", "help") or (kind, field) in MARKDOWN:
        return not_plain(words)
    if (kind, field) == ("Html", "body"):
        read = Tags(words)
        leads = [lead for lead in read.leads if lead and ("evil" in lead or MARK in lead)]
        is_plain = is_whole(read.words) and not DIRECTION_MARKS.search(words)
        return "" if is_plain and not leads and "b" not in read.tags else "HTML"
    if (kind, field) in PLAIN and DIRECTION_MARKS.search(words) and "Text" not in kind:
        return "what follows is turned round"
    return "" if (kind, field) in PLAIN or field == "id" else "a field that nobody has looked at"


def read(at, place, found):
    """Note what is amiss on a page; how many strings held hostile words."""
    assert not at.exception
    seen = 0
    for message in messages(at):
        if isinstance(message, Heading) and MARK in message.body and not message.hide_anchor:
            found[place, "Heading", "anchor"] = ("an address within the page", message.body[:200])
        for kind, field, words in strings(message):
            if MARK in words or "evil.example" in words:
                seen += 1
                if why := amiss(kind, field, words):
                    found[place, kind, field] = (why, words[:200])
    return seen


def told(found):
    return "\n".join(f"{place}: {why}" for place, why in found.items())


SEEN_BY = {
    Role.HEADTEACHER: page_registry.PAGES,
    Role.PASTORAL: [
        e
        for e in page_registry.PAGES
        if e.section in (page_registry.CHILDREN, page_registry.OUR_LIST)
    ],
    Role.GOVERNOR: [e for e in page_registry.PAGES if e.section is page_registry.GOVERNORS],
}
"""The pages to look at in each role: where another sees something else."""


ENDINGS = {
    Role.HEADTEACHER: {"csv", "xlsx", "html", "pdf", "txt", "json"},
    Role.PASTORAL: {"csv"},
    Role.GOVERNOR: {"pdf", "xlsx"},
}
"""The kinds of files that are taken from these pages."""


@pytest.mark.parametrize("role", SEEN_BY)
def test_hostile_words_stay_words_on_every_page_and_in_every_file(role, monkeypatch):
    monkeypatch.setattr(download_registry, "_note", lambda _: None)
    at, found, seen, files = open_app(role), {}, 0, {}
    for entry in (e for e in SEEN_BY[role] if e.is_open_to(page_registry.whoever_is_alone(role))):
        at.switch_page(entry.path).run()
        seen += read(at, entry.path, found)
        files |= files_of(at, files)
    found |= {name: why for name, data in files.items() if (why := amiss_in(name, data))}
    assert not found, told(found)
    assert seen > (2 if role is Role.GOVERNOR else 20)
    assert {name.rpartition(".")[2] for name in files} >= ENDINGS[role]


def files_of(at, known=()):
    """The files that the buttons of a page give, but for the whole workbook once it is known."""
    buttons = [b.proto for b in at.get("download_button") if not b.proto.disabled]
    wanted = [b for b in buttons if WORKBOOK not in known or b.label != edit_forms.DOWNLOAD]
    made = [REGISTRY.make(button.deferred_file_id, SESSION) for button in wanted]
    return {file.name: file.data for file in made}


CHOSEN = [
    ("pages/children/child.py", {choice.CHILD_PARAMETER: 1}),
    ("pages/children/child.py", {choice.CHILD_PARAMETER: 2, PART_PARAMETER: WHY_COUNTED}),
    ("pages/support/plan.py", {choice.CHILD_PARAMETER: 1}),
    ("pages/support/meeting.py", {choice.CHILD_PARAMETER: 1}),
    ("pages/explore/explore.py", {"by": "form"}),
    (
        "pages/children/children.py",
        {"view": "Of a figure", "figure": "severe_absence", "figure_year": "2025"},
    ),
]


@pytest.mark.parametrize(("page", "asked"), CHOSEN, ids=[page for page, _ in CHOSEN])
def test_hostile_words_are_shown_as_typed_where_something_is_chosen(page, asked):
    own, at, found = session.workspaces().get(page_registry.ALONE_SCHOOL), open_app(), {}
    for name, value in asked.items():
        at.query_params[name] = address(own, value) if name == choice.CHILD_PARAMETER else value
    at.switch_page(page).run()
    assert read(at, page, found)
    assert not found, told(found)


SHEET = [
    ["UPN", "Surname", "Forename", "DOB", "Year group", "Form", "CIN/CP", "From", f"Odd {HOSTILE}"],
    ["U1", f"# {HOSTILE}", "Ava", "02/03/2012", "9", f"- {HOSTILE}", "CP", "soon", HOSTILE],
    ["U2", "Brown", f"=1+1 {HOSTILE}", "17/04/2011", HOSTILE, "9A", f"odd {HOSTILE}", "", "x"],
    ["U2", "Clark", "Cai", HOSTILE, "9", "9A", "CIN", "08/01/2024", "x"],
]
ROLL = [
    ["UPN", "Surname", "Forename", "DOB", "Year group", "Form", "Admission date"],
    *([f"A{n:012}", NAME, f"Ava{n}", f"0{n}/03/2012", "9", HOSTILE, "01/09/2022"] for n in (1, 2)),
]
LIST = [
    ["Name", "DOB", "Plan", "Start", "Remark"],
    [f"{NAME}, Ava1", "01/03/2012", "CP", "08/01/2024", HOSTILE],
    [f"{NAME}, Av2", "02/03/2012", f"CP {HOSTILE}", "soon", HOSTILE],
    [f"{NAME}, Dan", "02/05/2011", "CIN", "08/01/2024", HOSTILE],
]
SETS = {
    "a sheet and a file that is none": {f"{FILE_NAME}.csv": SHEET, f"{FILE_NAME} 2.csv": [["x"]]},
    "a roll and a list that is joined to it by name": {"roll.csv": ROLL, f"{FILE_NAME}.csv": LIST},
}


@pytest.mark.parametrize("files", SETS.values(), ids=SETS)
def test_hostile_words_of_files_are_shown_as_typed_at_every_step_of_an_upload(files, monkeypatch):
    monkeypatch.setattr(download_registry, "_note", lambda _: None)
    at, found, seen = open_app(page="pages/data/upload.py"), {}, 0
    at.file_uploader[0].set_value([(name, as_csv(rows), "") for name, rows in files.items()])
    at.run()
    for label in ("Check the files", "Use these answers", "Go on to confirm"):
        if label in [button.label for button in at.button]:
            at = press(at, label)
            seen += read(at, label, found)
            given = files_of(at).items()
            found |= {name: why for name, data in given if (why := amiss_in(name, data))}
    assert seen > 5
    assert not found, told(found)


def as_csv(rows):
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


RUN = re.compile(r"[^\w\"'(]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet program may run, whatever unseen stands before it."""


def amiss_in(name, data):
    """Why hostile words of a file are more than words; '' where they are not."""
    if name.endswith(".csv"):
        rows = csv.reader(StringIO(data.decode("utf-8-sig")))
        cells = [cell for row in rows for cell in row if not re.fullmatch(r"[-–]?[\d.,%]*", cell)]
        return "a formula" if any(map(RUN.match, cells)) else ""
    if name.endswith(".xlsx"):
        book = load_workbook(BytesIO(data))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        links = any(cell.hyperlink and "evil" in (cell.hyperlink.target or "") for cell in cells)
        return "a formula or link" if links or any(c.data_type == "f" for c in cells) else ""
    if name.endswith(".html"):
        read = Tags(data.decode())
        leads = [lead for lead in read.leads if lead and ("evil" in lead or MARK in lead)]
        return "HTML" if leads or "b" in read.tags or not is_whole(read.words) else ""
    if name.endswith(".pdf"):
        links = [uri for uri in pdfs.links(pdfs.opened(data)) if "evil" in uri]
        return "a link" if links else ""
    return ""
