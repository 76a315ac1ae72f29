"""How foreign sheets were understood: what each was taken for, rows skipped, rules, joins."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.tables.proposal import Decision, Proposal, SheetProposal, Skipped
from cwsw.ui import mapping_columns, mapping_joins, mapping_memory, mapping_text, upload_state
from cwsw.ui.tables import Table, show_table
from cwsw.ui.text import count
from cwsw.ui.upload_state import Candidate
from cwsw.ui.widgets.downloads import download_button

_FEW = 6
"""Rules up to which they are shown unfolded."""


def show(of: Candidate, proposal: Proposal) -> None:
    """Everything decided about sheets that are not our own, and the ways to change it."""
    st.header(mapping_text.UNDERSTOOD)
    if of.from_before:
        st.write(mapping_text.USED_AGAIN)
        if st.button(mapping_text.ASK_AGAIN):
            upload_state.read_again({}, afresh=True)
            st.rerun()
    _show_sheets(proposal.sheets, of.upload.skipped)
    mapping_joins.show_decided(of.upload.joins)
    _show_rules(proposal.decisions)
    mapping_columns.show(of, proposal)


def _show_sheets(sheets: Sequence[SheetProposal], skipped: Sequence[Skipped]) -> None:
    rows = tuple((s.sheet, s.file, s.kind, s.why, _skipped_of(s, skipped)) for s in sheets)
    headings = ("Sheet", "File", "Taken for", "Because", "Rows skipped")
    show_table(Table("What each sheet was taken for", headings, rows))


def _skipped_of(sheet: SheetProposal, skipped: Sequence[Skipped]) -> str:
    own = [s.sentence for s in skipped if (s.file, s.sheet) == (sheet.file, sheet.sheet)]
    if len(own) > _FEW:
        own = [*own[:_FEW], f"{count(len(own) - _FEW, 'further place')} skipped."]
    return " ".join(own) or "None"


def _show_rules(decisions: Sequence[Decision]) -> None:
    """Every rule that was applied to a whole column or sheet."""
    if not decisions:
        return
    rows = tuple((d.sheet, d.heading or "The whole sheet", d.text) for d in decisions)
    table = Table(mapping_text.RULES, ("Sheet", "Heading", "Rule"), rows)
    if len(rows) <= _FEW:
        show_table(table)
        return
    with st.expander(
        f"{count(len(rows), 'rule')} used: dates, blanks, words, rows folded into one"
    ):
        show_table(table)


def show_save(proposal: Proposal) -> None:
    """The answers to take away."""
    with st.expander(mapping_text.SAVE_TITLE):
        st.write(mapping_text.SAVE_MEANS)
        make = partial(mapping_memory.as_file, proposal)
        download_button(mapping_text.SAVE_BUTTON, make, "answers.json")
