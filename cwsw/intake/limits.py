"""How much of an upload is read, so that no file can stop or fill the machine."""

import os

# Files come from strangers to the program: each limit stands well above what a large school
# exports, and well below what would stop the machine.
MAX_FILES = 50
MAX_FILE_BYTES = 20 * 2**20
MAX_UPLOAD_BYTES = 60 * 2**20

MAX_MEMBERS = 2_000
"""Files inside one zip container; a workbook of 100 sheets has some 300."""

MAX_UNPACKED_BYTES = 200 * 2**20

MAX_RATIO = 200
"""Unpacked to packed size above which a container is not opened.

A year's register packs about 1 to 10, a zip bomb about 1 to 1,000.
"""

RATIO_FROM_BYTES = 10 * 2**20
"""Unpacked size below which the ratio is not looked at: small files cannot do harm."""

MAX_SHEETS = 100
MAX_ROWS = 300_000
"""Rows of one sheet that are not blank; a year of registers of 1,200 pupils has 228,000."""

MAX_SHEET_ROWS = 1_048_576
"""Rows that a spreadsheet program has, blank ones too."""

MAX_COLUMNS = 1_000
BLANK_ROWS_END = 1_000
"""Blank rows in a run after which a sheet is taken to have ended."""

MAX_CELL = 1_000_000
"""Characters of one CSV cell."""

MAX_CELLS = 10_000_000
"""Cells of one table in a web page or XML workbook, those that a span covers too."""

MAX_KEY_ROUNDS = 1_000_000
"""Rounds by which a key is worked out from a password; Excel and LibreOffice write 100,000."""

MAX_KEY_MEMORY_KIB = 256 * 2**10
"""Memory that working out a key may ask for; LibreOffice writes 64 MiB."""

# Fixed part of the time that reading may take, the part that grows with the files, and the most.
SECONDS = 15.0
SECONDS_PER_MEGABYTE = 0.5
MOST_SECONDS = 30.0

MEMORY_BYTES = 2**30
"""Address space of the reading process, where the platform can limit it."""

PROCESSES = max(2, os.cpu_count() or 1)
"""Reading processes at the same time: more would only slow each other down, and fill the memory."""


WALL_CLOCK = 4.0
"""Seconds that may go by for each second of work: the machine may have other work as well."""


def seconds_for(size: int) -> float:
    """Seconds of processor time that reading `size` bytes may take."""
    return min(MOST_SECONDS, SECONDS + SECONDS_PER_MEGABYTE * size / 2**20)
