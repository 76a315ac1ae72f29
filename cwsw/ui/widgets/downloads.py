"""The one download button: its file is made when it is pressed, and the page is not run again."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_MIME = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download_button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    *,
    key: str | None = None,
    place: DeltaGenerator | None = None,
    disabled: bool = False,
    kind: Literal["primary", "secondary"] = "secondary",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """Show a download button; its file is offered to this visitor while the tab is open.

    Args:
        label: The words on the button.
        make: Makes the file, when the button is pressed (`state/download_registry.py`).
        file_name: Its ending decides the type of the file.
        key: The widget's key, where two buttons of a page have the same label.
        place: Where the button goes; None: here.
        disabled: Whether it cannot be pressed.
        kind: The main button of its page, or one of several.
        width: As wide as its words, or as its column.

    """
    show = st.download_button if place is None else place.download_button
    show(
        label,
        make,
        file_name=file_name,
        # An ending that is not in the table is an error here, and not a file that no program opens.
        mime=_MIME[PurePath(file_name).suffix],
        # Streamlit would run the whole page again at each download.
        on_click="ignore",
        key=key,
        disabled=disabled,
        type=kind,
        width=width,
    )
