"""A workbook's bytes as a workspace, read here and now."""

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace


def uploaded(data: bytes) -> Workspace:
    """What an upload of this workbook loads."""
    return Workspace.load(read_in_process([SourceFile("school.xlsx", data)]))
