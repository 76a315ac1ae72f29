"""How foreign sheets were understood: what each was taken for, rows skipped, rules, joins."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.reports.document import Table
from cwsw.tables.proposal import AppliedRule, Proposal, SheetProposal, Skipped
from cwsw.ui.upload import columns, saved_answers, state, wording
from cwsw.ui.upload.joins import show_decided
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording.text import counted

_FEW = 6
"""Places in a sheet where rows were skipped that are named."""


def show(pending: PendingUpload, proposal: Proposal) -> None:
    """Show everything decided about sheets that are not our own, and how to change it."""
    if pending.from_before:
        st.write(wording.USED_AGAIN)
        if st.button(wording.ASK_AGAIN):
            # Without what was remembered: that is what this button leaves out.
            state.read_again({}, afresh=True)
            st.rerun()
    with st.expander(wording.PARSED_TITLE):
        _show_sheets(proposal.sheets, pending.upload.skipped)
        show_decided(pending.upload.joins)
        _show_rules(proposal.decisions)
    with st.expander(columns.title(proposal)):
        columns.show(pending, proposal)


def _show_sheets(sheets: Sequence[SheetProposal], skipped: Sequence[Skipped]) -> None:
    rows = tuple((s.sheet, s.file, s.kind, s.why, _skipped_of(s, skipped)) for s in sheets)
    headings = ("Sheet", "File", "Taken for", "Because", "Rows skipped")
    show_table(Table("What each sheet was taken for", headings, rows))


def _skipped_of(sheet: SheetProposal, skipped: Sequence[Skipped]) -> str:
    own = [s.sentence for s in skipped if (s.file, s.sheet) == (sheet.file, sheet.sheet)]
    if len(own) > _FEW:
        own = [*own[:_FEW], f"{counted(len(own) - _FEW, 'further place')} skipped."]
    return " ".join(own) or "None"


def _show_rules(decisions: Sequence[AppliedRule]) -> None:
    """Show every rule that was applied to a whole column or sheet."""
    if decisions:
        rows = tuple((d.sheet, d.heading or "The whole sheet", d.text) for d in decisions)
        show_table(Table(wording.RULES, ("Sheet", "Heading", "Rule"), rows))


def show_save(proposal: Proposal) -> None:
    """Show the button that downloads the answers."""
    with st.expander(wording.SAVE_TITLE):
        st.write(wording.SAVE_MEANS)
        make = partial(saved_answers.as_file, proposal)
        download_button(wording.SAVE_BUTTON, make, "answers.json")
