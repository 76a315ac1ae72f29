"""Keep on this machine: what is loaded and added, as encrypted files that are never changed."""

from cwsw.store.archive.archive import Archive
from cwsw.store.archive.contents import SavedUpload
from cwsw.store.archive.errors import ArchiveError
from cwsw.store.archive.keys import Cost

__all__ = ["Archive", "ArchiveError", "Cost", "SavedUpload"]
