"""A file becomes tables and problems, read safely in a child process; and the empty workbook."""

from cwsw.intake.grids import SourceFile
from cwsw.intake.process import read_files, unlock_files
from cwsw.intake.readers import make_ready

__all__ = ["SourceFile", "make_ready", "read_files", "unlock_files"]
