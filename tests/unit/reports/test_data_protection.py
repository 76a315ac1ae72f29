"""The starter pack says how the program is set up here, and claims nothing more."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.intake.columns import is_never_read
from cwsw.reports import data_protection, what_leaves
from cwsw.reports.data_protection import NEVER_READ, Settings
from cwsw.reports.document import TO_COMPLETE, Table, ToComplete
from cwsw.reports.document.html import html
from cwsw.reports.document.plain_text import plain_text
from cwsw.tables.schema import FORMER_PUPILS, TABLES

ALONE = Settings({"headteacher": ("see the figures",), "governor": ("read the help",)}, False)
HOSTED = replace(ALONE, is_hosted=True, keeps_trail=True)
KEPT = replace(ALONE, keep_until=date(2027, 7, 31))


def words(settings):
    return plain_text(data_protection.starter(settings)).decode()


def page(settings):
    return html(data_protection.starter(settings)).decode()


def blocks(settings, kind):
    """The blocks of one kind, in whichever part."""
    parts = data_protection.starter(settings).blocks
    inner = [block for part in parts for block in getattr(part, "blocks", ())]
    return [block for block in inner if isinstance(block, kind)]


@pytest.mark.parametrize("settings", [ALONE, HOSTED, KEPT])
def test_it_is_a_starter_and_no_legal_advice(settings):
    assert data_protection.STARTER in words(settings)
    assert "not legal advice" in page(settings)


def test_where_it_runs_is_said_as_it_is():
    assert "one computer, which no other computer can reach" in words(ALONE)
    assert "nothing is sent to another computer" in words(ALONE).casefold()
    assert "no sign-in" in words(ALONE)
    assert "a server for several people" in words(HOSTED)
    assert "Nothing is sent to another computer" not in words(HOSTED)


@pytest.mark.parametrize("settings", [ALONE, HOSTED, KEPT])
def test_it_is_said_that_every_pupils_data_are_held(settings):
    assert "Data of every pupil in the spreadsheet" in words(settings)


def test_what_is_kept_on_this_machine_is_not_said_to_be_forgotten():
    assert "Forgets everything" not in words(KEPT)


def test_how_long_data_are_kept():
    assert "not kept. They are in memory" in words(ALONE)
    assert "the program is stopped" in words(ALONE)
    assert "the server is restarted" in words(HOSTED)
    assert "kept encrypted on this computer until 31 July 2027" in words(KEPT)
    assert "kept encrypted on the server until 31 July 2027" in words(replace(KEPT, is_hosted=True))
    assert "We keep it there, locked, until 31 July 2027." in words(KEPT)
    assert "until somebody erases former pupils" in words(KEPT)
    assert "not kept" not in words(KEPT)


@pytest.mark.parametrize(("settings", "kept"), [(ALONE, False), (HOSTED, True)])
def test_the_trail_is_told_where_one_is_kept(settings, kept):
    assert ("a child is in it as a pseudonym" in words(settings).replace("\n", " ")) is kept


def test_every_sheet_and_column_that_can_be_read_is_named():
    found = words(ALONE)
    for table in (*TABLES, FORMER_PUPILS):
        assert f"- {table.sheet}: Columns: " in found
        assert ", ".join(column.heading for column in table.columns) in found


def test_the_sheets_in_use_are_told_apart():
    rows = {
        row[0]: row[2]
        for table in blocks(replace(ALONE, supplied=frozenset({"pupils"})), Table)
        if table.headings[0] == "Sheet"
        for row in table.rows
    }
    assert rows["Pupils"] == "yes"
    assert rows["Plans"] == "no"
    assert "In use now: nothing is uploaded" in words(ALONE)


@pytest.mark.parametrize("name", NEVER_READ)
def test_what_is_never_read_is_what_the_reader_never_reads(name):
    assert is_never_read(name)
    assert name in words(ALONE)


def test_who_may_do_what_is_taken_from_the_settings():
    assert "- Governor: May: read the help" in words(ALONE)


def test_what_governors_see_is_said_as_it_is_today():
    """Ranges since decision 18; the publications of the rules before it were rounded."""
    assert "Governors see only what the head has published: ranges of numbers" in words(ALONE)
    assert "rounded" not in words(ALONE)


def test_what_only_the_school_knows_is_asked():
    asked = [line for block in blocks(ALONE, ToComplete) for line in block.items]
    assert "The lawful basis on which the school does this" in asked
    assert all(f"- {line} ____" in words(ALONE) for line in asked)
    assert page(ALONE).count(TO_COMPLETE) > 5


@pytest.mark.parametrize("word", ["Article", "ICO", "must by law", "legal obligation", "UK GDPR"])
def test_no_law_is_claimed_that_was_not_read(word):
    assert word not in words(ALONE) + words(HOSTED)


def test_a_school_of_an_odd_name_stays_text():
    odd = replace(ALONE, school="<b>Hill & Co</b>")
    assert "<b>Hill" not in page(odd)
    assert "&lt;b&gt;Hill &amp; Co" in page(odd)
    assert "For <b>Hill & Co</b>." in words(odd)
    assert "For our school." in words(ALONE)


def test_a_sample_is_marked():
    assert data_protection.SAMPLE in words(replace(ALONE, is_sample=True))
    assert data_protection.SAMPLE not in words(ALONE)


def test_what_leaves_can_be_checked_by_anybody():
    alone, hosted = (
        plain_text(what_leaves.guide(is_hosted)).decode() for is_hosted in (False, True)
    )
    for found in ("Nothing.", "unplug", "Press F12", "Resource Monitor", "ss -tunap", "lsof"):
        assert found in alone
    assert "unplug" not in hosted
    assert "sign-in service" in hosted
    assert "127.0.0.1 or localhost" not in hosted
