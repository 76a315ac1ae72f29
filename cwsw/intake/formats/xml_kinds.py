"""What an XML file is, from its first elements: many are returns and no lists of pupils."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from cwsw.intake.sniff import Format

_LOOK = 2**18
"""Bytes from the top of a file that are looked at."""


# 'ctfile' is a Common Transfer File between schools; 'document' a spreadsheet saved as flat
# OpenDocument.
_BY_ROOT = {
    "workbook": Format.XML_WORKBOOK,
    "html": Format.WEB_PAGE,
    "ctfile": Format.TRANSFER_FILE,
    "ctf": Format.TRANSFER_FILE,
    "cininfo": Format.CIN_CENSUS,
    "worddocument": Format.WORD,
    "svg": Format.PICTURE,
    "document": Format.FLAT_SHEET,
}
_BY_COLLECTION = (
    ("workforce", Format.OTHER_RETURN),
    ("cin", Format.CIN_CENSUS),
    ("children in need", Format.CIN_CENSUS),
    ("cla", Format.LOOKED_AFTER_RETURN),
    ("903", Format.LOOKED_AFTER_RETURN),
    ("looked after", Format.LOOKED_AFTER_RETURN),
    ("sc", Format.SCHOOL_CENSUS),
    ("school", Format.SCHOOL_CENSUS),
    ("census", Format.SCHOOL_CENSUS),
)
"""How the name of a collection begins, or a word in it -> what the return is."""

_BY_ELEMENT = (
    (frozenset(("cininfo", "cindetails", "cinplandates", "cinreferraldate")), Format.CIN_CENSUS),
    (frozenset(("episodes", "lookedafterchild", "periodofcare")), Format.LOOKED_AFTER_RETURN),
    (frozenset(("pupilsonroll", "schoolcensus", "pupilonroll")), Format.SCHOOL_CENSUS),
    (frozenset(("collectiondetails",)), Format.OTHER_RETURN),
)


@dataclass
class _Top:
    """Takes the first elements of a file; `collection` is the text of the one of that name."""

    root: str = ""
    names: set[str] = field(default_factory=set)
    collection: str = ""
    _reads: bool = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2].lower()
        self.root = self.root or name
        self.names.add(name)
        self._reads = name == "collection"

    def data(self, text: str) -> None:
        """Text within an element."""
        if self._reads:
            self.collection += text.lower()

    def end(self, _: str) -> None:
        """An element ends."""
        self._reads = False

    def close(self) -> None:
        """The file ends."""


def xml_kind(data: bytes) -> Format:
    """The kind of an XML file, also of one that is cut short."""
    top = _Top()
    parser = etree.XMLParser(target=top, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        parser.feed(data[:_LOOK])
    # A file that is cut short still says what it is.
    except etree.XMLSyntaxError:
        if not top.root:
            return Format.XML
    if top.root in _BY_ROOT:
        return _BY_ROOT[top.root]
    if "collectiondetails" in top.names and top.collection.strip():
        return _of_collection(top.collection.strip())
    return next((kind for names, kind in _BY_ELEMENT if names & top.names), Format.XML)


def _of_collection(name: str) -> Format:
    kinds = (k for words, k in _BY_COLLECTION if name.startswith(words) or f" {words}" in name)
    return next(kinds, Format.OTHER_RETURN)
