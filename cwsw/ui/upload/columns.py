"""Your headings and our fields: a select box for each column that a person may want to change."""

from collections.abc import Sequence

import streamlit as st

from cwsw.intake.exports.aliases import fields
from cwsw.tables.proposal import Certainty, ColumnProposal, Proposal, SheetProposal
from cwsw.ui.upload import saved_answers, state, wording
from cwsw.ui.upload.state import PendingUpload
from cwsw.ui.wording.escaping import label
from cwsw.ui.wording.text import counted, plain

_NEVER_READ = "never"
"""How the reason begins why a column is never read: such a column is not offered."""


def title(proposal: Proposal) -> str:
    """'Your headings, and what they are read as: 21 sure, 3 likely'."""
    read = [column for column in proposal.columns if column.field]
    sure = sum(column.count for column in read if column.sure is Certainty.SURE)
    likely = sum(column.count for column in read) - sure
    return f"{wording.COLUMNS}: {sure:,} sure" + (f", {likely:,} likely" if likely else "")


def show(pending: PendingUpload, proposal: Proposal) -> None:
    """Show every sheet's columns, the clear ones folded; a change reads the files again."""
    st.write(wording.COLUMNS_LEAD)
    with st.form("columns"):
        for sheet in proposal.sheets:
            _show_sheet(sheet, [c for c in proposal.columns if _of(sheet, c)])
        is_sent = st.form_submit_button(wording.CHANGE)
    if is_sent:
        changed = _changed(proposal.columns) | _also_read(proposal)
        state.read_again(saved_answers.merged(pending.answers, {"headings": changed}))
        st.rerun()


def _of(sheet: SheetProposal, column: ColumnProposal) -> bool:
    return (column.file, column.sheet) == (sheet.file, sheet.sheet)


def _show_sheet(sheet: SheetProposal, columns: Sequence[ColumnProposal]) -> None:
    """Show the columns of a sheet: uncertain ones first, clear and unread ones folded."""
    read = [c for c in columns if c.field]
    clear = [c for c in read if c.sure is Certainty.SURE]
    unread = [c for c in columns if not c.field]
    st.write(f"**{plain(sheet.sheet)}** ({plain(sheet.kind)})")
    for column in read:
        if column.sure is not Certainty.SURE:
            _show_column(column)
    if clear:
        number = sum(c.count for c in clear)
        with st.expander(label(f"{wording.clear_columns(number)}: {sheet.sheet}")):
            for column in clear:
                _show_column(column)
    if unread:
        with st.expander(label(f"{wording.unread_columns(len(unread))}: {sheet.sheet}")):
            _show_unread(sheet, unread)


def _show_column(column: ColumnProposal) -> None:
    """Show one column, or a run of alike columns, with samples, how sure it is and why."""
    # A run of alike columns, as the weeks of a register are, is changed all together or not at all.
    if not column.key:
        alike = counted(column.count, "column")
        st.write(f"**{plain(column.heading)}**: {alike} read as {column.label}. {_about(column)}")
        return
    labels = _labels(column.label)
    st.selectbox(
        label(f"“{column.heading}” is read as"),
        labels,
        index=labels.index(column.label),
        key=_key(column),
    )
    st.write(_about(column))


def _key(column: ColumnProposal) -> str:
    # With the label: read again as something else it is another box, which begins with that.
    return f"column {column.file} {column.key} {column.label}"


def _labels(own: str) -> list[str]:
    field_labels = [field.label for field in fields().values()]
    return [wording.NOT_READ, *dict.fromkeys((*field_labels, own))]


def _about(column: ColumnProposal) -> str:
    """'For example xxxxx, xxx. Likely: the heading usually means this.'"""
    sure = {Certainty.SURE: "Sure", Certainty.LIKELY: "Likely", Certainty.ASK: "To be confirmed"}[
        column.sure
    ]
    samples = f"For example {'; '.join(column.samples)}. " if column.samples else ""
    return plain(f"{samples}{sure}: {column.why}.")


def _show_unread(sheet: SheetProposal, columns: Sequence[ColumnProposal]) -> None:
    """Show why columns are not read, and the boxes to have one of them read after all."""
    for reason in dict.fromkeys(c.why for c in columns):
        names = ", ".join(c.heading for c in columns if c.why == reason)
        st.write(plain(f"{names}: {reason}."))
    # What the contract forbids to read (addresses, ethnicity and the like) cannot be chosen either.
    offered = {c.key: c.heading for c in columns if c.key and not c.why.startswith(_NEVER_READ)}
    if offered:
        st.selectbox(
            wording.UNREAD_COLUMN,
            ["", *offered],
            format_func=lambda key: offered.get(key, wording.NO_COLUMN),
            key=f"unread {sheet.file} {sheet.sheet}",
        )
        field_labels = list(dict.fromkeys(field.label for field in fields().values()))
        st.selectbox(wording.UNREAD_AS, field_labels, key=f"read as {sheet.file} {sheet.sheet}")


def _changed(columns: Sequence[ColumnProposal]) -> dict[str, str]:
    """Mapping key -> the label chosen in place of the proposed one ('' for not read)."""
    changed = {}
    for column in columns:
        selected_label = st.session_state.get(_key(column), column.label)
        if column.key and column.field and selected_label != column.label:
            changed[column.key] = "" if selected_label == wording.NOT_READ else str(selected_label)
    return changed


def _also_read(proposal: Proposal) -> dict[str, str]:
    """The columns, one for each sheet, that are to be read after all."""
    labels = {}
    for sheet in proposal.sheets:
        key = st.session_state.get(f"unread {sheet.file} {sheet.sheet}")
        if key:
            labels[str(key)] = str(st.session_state[f"read as {sheet.file} {sheet.sheet}"])
    return labels
