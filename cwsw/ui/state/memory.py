"""Freed memory: overwritten, and given back to the system, so that no file stays in it.

Python's and the C library's allocators keep what was freed for the next use, with its contents.
"""

import ctypes
import gc
import sys

import pyarrow as pa

_MMAP_THRESHOLD, _PERTURB = -3, -6
"""The C library's own numbers for two of its settings (malloc.h)."""

_LARGE_BLOCK = 64 * 1024
"""Bytes from which a block is a mapping of its own, gone from the process when it is freed."""

_FILLING = 0xA5
"""What freed blocks are overwritten with; new ones begin with its complement."""


def wipe_what_is_freed() -> None:
    """Have the C library overwrite each block that is freed; it costs about a twentieth of a run.

    Large blocks go back to the system at once: by itself the library raises the size from which
    they do to 32 MB after the first one. Objects of less than 512 bytes are in Python's own hands
    and are not overwritten.
    """
    library = _c_library()
    if library is not None:
        library.mallopt(_PERTURB, _FILLING)
        library.mallopt(_MMAP_THRESHOLD, _LARGE_BLOCK)


def clear() -> None:
    """Collect what nothing points to any more and give every free page back."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    library = _c_library()
    if library is not None:
        library.malloc_trim(0)


def _c_library() -> ctypes.CDLL | None:
    """The GNU C library, or None where another one is used."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
