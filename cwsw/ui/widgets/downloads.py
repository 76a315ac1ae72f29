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
    """Offer a file to whoever is here, for as long as their tab is open.

    `cwsw/ui/state/download_registry.py` makes it; the ending of `file_name` says what it is.
    """
    show = st.download_button if place is None else place.download_button
    show(
        label,
        make,
        file_name=file_name,
        mime=_MIME[PurePath(file_name).suffix],
        on_click="ignore",
        key=key,
        disabled=disabled,
        type=kind,
        width=width,
    )
