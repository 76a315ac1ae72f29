"""The attacker reads the papers too: PDF, spreadsheet, JSON, return and request, all at once.

What can be read there is exactly what was published, so the attacker learns nothing more.
"""

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cwsw.cli.answers import governors_object
from cwsw.disclosure.model import HIDDEN
from cwsw.reports.contact_request import Asker, Choices, Urgency, contact_request
from cwsw.reports.governors_pdf import governors_pdf
from cwsw.reports.governors_workbook import governors_workbook
from cwsw.reports.virtual_school import virtual_school_return
from tests.support import pdfs
from tests.support.attacker import Seen, SeenSize, attack
from tests.support.random_schools import case, table_of

SLICE, ALL = 3, 100
ABOUT = re.compile(r"about (\d+) of about (\d+)", re.IGNORECASE)
NOTHING = (None, None)


def of_words(words):
    """The two numbers of a figure as a reader finds them; both None where it is hidden."""
    found = ABOUT.search(words)
    assert (found is None) == (HIDDEN in words), words
    return tuple(map(int, found.groups())) if found else NOTHING


def size_of_words(words):
    if HIDDEN in words:
        return NOTHING
    low, high = re.fullmatch(r"(?:at most|between (\d+) and) (\d+)", words).groups()
    return int(low or 0), int(high)


def of_pdf(shown):
    made = pdfs.opened(governors_pdf(shown))
    said = pdfs.words(made)
    size = size_of_words(said[said.index("How many children") + 1])
    return size, [of_words(table) for table in pdfs.words_by_tag(made, "Table")]


def of_workbook(shown):
    book = load_workbook(BytesIO(governors_workbook(shown)), read_only=True)
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    rows = [row for row in book["Figures"].iter_rows(min_row=6, values_only=True) if row[1]]
    return size_of_words(about["How many children"]), [
        (row[3] or None, row[4] or None) for row in rows
    ]


def of_return(shown):
    body = json.loads(virtual_school_return(shown))
    figures = [(figure["count"], figure["of"]) for figure in body["figures"]]
    return (body["size_low"], body["size_high"]), figures


def of_json(shown):
    body = json.loads(json.dumps(governors_object(shown)))
    figures = [(figure["count"], figure["of"]) for figure in body["figures"]]
    return of_return(shown)[0], figures


def of_request(shown):
    draft = contact_request(shown, Choices(Asker.DSL, Urgency.TWO_WEEKS, ()))
    size = re.search(r"social worker: (.+?)\. They", "\n".join(draft))[1]
    said = [words for words in draft[3:] if words.startswith(("About", "How many children"))]
    return size_of_words(size), [of_words(words) for words in said]


PAPERS = (of_pdf, of_workbook, of_return, of_json, of_request)


@pytest.fixture(scope="module")
def seeds(long_run):
    return range(ALL if long_run else SLICE)


def test_papers_give_the_attacker_nothing_more(seeds):
    for seed in seeds:
        school, seen = case(seed), set()
        for number, shown in enumerate(reversed(school.summaries)):
            tables = [table_of(figure, number) for figure in shown.figures]
            for read in PAPERS:
                size, figures = read(shown)
                seen.add(SeenSize(f"size {number}", *size))
                seen |= {Seen(t, *pair) for t, pair in zip(tables, figures, strict=True)}
        assert seen == set(school.seen), seed
        assert attack(seen, school.known) == (), seed
