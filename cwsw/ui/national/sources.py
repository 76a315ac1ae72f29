"""The statements of the advice page, word for word, and the published figures for each."""

from collections.abc import Iterable

from cwsw.benchmarks import advice_page
from cwsw.benchmarks.advice_page import Claim
from cwsw.reports.document import Link, Table
from cwsw.ui.widgets.html_tables import show_table

AVAILABILITY = {"school": "Yes", "context": "No: context only"}
KINDS = {"raw": "raw figure", "phrase": "phrase", "adjusted": "adjusted figure"}
AGREES = {
    "yes": "Yes.",
    "no": "No.",
    "cannot be tested": "Cannot be tested.",
}


def show_claims() -> None:
    """Show every statistic of the advice page, then the published figures behind it."""
    claims = advice_page.claims()
    show_table(_statements(claims))
    show_table(_checks(claims))


def _statements(claims: Iterable[Claim]) -> Table:
    """Each statement with its children, its year, and a numbered source."""
    listed = tuple(claims)
    # One publication is behind many statements: numbered once, and written out beneath.
    publications = list(dict.fromkeys(claim.publication for claim in listed))
    rows = tuple(
        (
            claim.claim,
            claim.cohort,
            claim.comparator,
            f"{claim.year}, {KINDS[claim.kind]}",
            AVAILABILITY[claim.availability],
            f"{publications.index(claim.publication) + 1}, {claim.confidence}",
        )
        for claim in listed
    )
    headings = (
        "Statistic",
        "Who",
        "Compared with",
        "Year and kind",
        "Can a school count its own?",
        "Source, and how sure of it",
    )
    notes = tuple(
        Link(f"Source {number}: {source.citation}, as repeated on the advice page", source.url)
        for number, source in enumerate(publications, 1)
    )
    return Table("The advice page's statistics", headings, rows, notes=notes)


def _checks(claims: Iterable[Claim]) -> Table:
    rows = tuple((c.claim, c.raw, f"{AGREES[c.agrees]} {c.why}") for c in claims)
    headings = ("Statistic", "DfE's own published figures", "Do they agree, and why")
    return Table(
        "For comparison: the raw figures the Department for Education published", headings, rows
    )
