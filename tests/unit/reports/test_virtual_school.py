"""What goes to the virtual school: published aggregates, and no place for a child's details."""

import json
import re
from dataclasses import replace

import pytest

from cwsw.advice import library
from cwsw.cli.answers import governors_object
from cwsw.disclosure.words import figure_words
from cwsw.reports.contact_request import (
    LEFT_BLANK,
    NO_CHILD,
    Asker,
    CallTime,
    Choices,
    Tried,
    Urgency,
    contact_request,
)
from cwsw.reports.document.plain_text import plain_text
from cwsw.reports.stamps import SAMPLE_MARK
from cwsw.reports.virtual_school import FIELDS, FIGURE_FIELDS, SCHEMA, virtual_school_return
from tests.support.app import ROOT
from tests.support.published import PHASES, draft, released, too_small

KENT = library.area_of("Kent")
CHOICES = Choices(
    Asker.DSL,
    Urgency.TWO_WEEKS,
    tuple(library.requests()),
    tuple(CallTime),
    tuple(Tried),
)
OWN_WORDS = "Ann Other, UPN A123456789012, was away"


def returned(shown):
    return json.loads(virtual_school_return(shown))


def ends(figure, name):
    low, high = figure[f"{name}_low"], figure[f"{name}_high"]
    return None if low is None else {"low": low, "high": high}


@pytest.mark.parametrize("phase", PHASES)
def test_its_figures_are_those_of_the_command_line(phase):
    shown = released(phase)
    listed = governors_object(shown)["figures"]
    same = ("key", "academic_year", "hidden", "why", "beside_others")
    for sent, figure in zip(returned(shown)["figures"], listed, strict=True):
        assert [sent[name] for name in same] == [figure[name] for name in same]
        assert (ends(sent, "count"), ends(sent, "of")) == (figure["count"], figure["of"])
        assert (ends(sent, "school"), sent["school_of"]) == (*figure["school"].values(),)


def test_it_has_the_documented_fields_and_no_others():
    body = returned(released())
    assert list(body) == [field.name for field in FIELDS]
    assert body["schema"] == SCHEMA
    for figure in body["figures"]:
        assert list(figure) == [field.name for field in FIGURE_FIELDS]


def test_each_value_is_of_the_documented_kind():
    kinds = {
        "text": str,
        "date": str,
        "true or false": bool,
        "whole number": int,
        "list": list,
        "null": type(None),
    }
    for shown in (released(), replace(too_small(), published=released().published)):
        body = returned(shown)
        for fields, held in ((FIELDS, body), *((FIGURE_FIELDS, f) for f in body["figures"])):
            for field in fields:
                allowed = tuple(kinds[kind] for kind in field.type.split(" or ") if kind in kinds)
                allowed = allowed or (kinds[field.type],)
                assert isinstance(held[field.name], allowed), field.name


def test_the_page_about_it_names_its_fields():
    page = (ROOT / "docs/virtual-school-return.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    said = [row for row in rows if row[0] != "field"]
    assert said == [(f.name, f.type, f.meaning) for f in (*FIELDS, *FIGURE_FIELDS)]


def test_the_heads_own_words_go_nowhere():
    shown = released(comment=OWN_WORDS, actions=(OWN_WORDS,))
    sent = virtual_school_return(shown) + plain_text(contact_request(shown, CHOICES, KENT))
    assert b"Ann" not in sent
    assert b"A123" not in sent


@pytest.mark.parametrize("make", [virtual_school_return, lambda s: contact_request(s, CHOICES)])
def test_a_draft_does_not_leave_the_school(make):
    with pytest.raises(ValueError, match="published"):
        make(draft())


def test_a_hidden_size_is_null_and_a_sample_says_so():
    shown = replace(too_small(), published=released().published, sample=True, size=None)
    body = returned(shown)
    assert (body["size_low"], body["size_high"], body["sample"]) == (None, None, True)
    assert {f["count_low"] for f in body["figures"]} == {None}
    assert contact_request(shown, CHOICES).marks == (SAMPLE_MARK,)


def test_a_request_says_what_was_ticked_and_what_was_published():
    shown = released()
    draft_ = plain_text(contact_request(shown, CHOICES, KENT)).decode()
    ticked = [
        *Tried,
        *CallTime,
        Urgency.TWO_WEEKS,
        *(r.request for r in library.requests().values()),
    ]
    assert [words for words in ticked if words not in draft_] == []
    said = [figure_words(f) for f in shown.latest if not f.hidden]
    assert said
    assert [words for words in said if words not in draft_] == []
    for words in ("61 to 65", KENT.team, "17 July 2026", NO_CHILD, LEFT_BLANK):
        assert words in draft_
    assert "The designated safeguarding lead asks" in draft_


def test_a_request_holds_no_number_that_was_not_published():
    shown = released()
    held = repr(shown) + "17 July 2026 21 September 2026"
    said = plain_text(contact_request(shown, CHOICES, KENT)).decode()
    assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", held))


@pytest.mark.parametrize(
    "more",
    [
        {"asker": OWN_WORDS},
        {"urgency": OWN_WORDS},
        {"help_wanted": (OWN_WORDS,)},
        {"call_times": (OWN_WORDS,)},
        {"tried": (OWN_WORDS,)},
    ],
)
def test_nothing_typed_gets_into_a_request(more):
    with pytest.raises(ValueError, match=r"valid|asked for") as refused:
        contact_request(released(), replace(CHOICES, **more))
    assert refused.type is ValueError


def test_an_unknown_authority_and_nothing_ticked_still_make_a_draft():
    bare = Choices(Asker.HEADTEACHER, Urgency.NO_DEADLINE, ())
    draft_ = plain_text(contact_request(released(), bare)).decode()
    assert draft_.startswith("To: the virtual school\n")
    assert "We would value: your advice." in draft_
    assert "tried" not in draft_
