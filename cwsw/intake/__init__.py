"""A file becomes tables and problems, read safely in a child process; and the empty workbook."""

from cwsw.intake.grids import SourceFile
from cwsw.intake.process import read_files, unlock_files

__all__ = ["SourceFile", "read_files", "unlock_files"]
