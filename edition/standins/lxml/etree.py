"""XML and web pages read piece by piece, for targets that take start, data and end.

Entities are never declared: a file that tries is refused, as nothing outside it is ever read.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from html.parser import HTMLParser as Tokens
from typing import Any, BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

_CHUNK = 2**16


class XMLSyntaxError(SyntaxError):
    """The XML is not well formed."""


class _Element(ElementTree.Element):
    """An element that knows its parent and finds elements of any namespace."""

    _above: "_Element | None" = None

    def iter(self, tag: str | None = None) -> Iterator[Any]:
        """This element and all below it, those of one tag ("{*}tag": of any namespace)."""
        for element in super().iter():
            if tag is None or _is(element.tag, tag):
                yield element

    def getparent(self) -> "_Element | None":
        """The element that holds this one."""
        return self._above

    def index(self, child: Any) -> int:
        """The place of a child."""
        return next(n for n, each in enumerate(self) if each is child)


def _is(name: str, wanted: str) -> bool:
    if wanted.startswith("{*}"):
        return name.rpartition("}")[2] == wanted[3:]
    return name == wanted


class _Tree:
    """Takes what a parser tells and makes elements; keeps those that have just ended."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self.ended: list[_Element] = []
        self._open: list[_Element] = []
        self._last: _Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        element = _Element(tag, attributes)
        if self._open:
            element._above = self._open[-1]
            self._open[-1].append(element)
        # Not `or`: an element without children counts as false.
        self.root = self.root if self.root is not None else element
        self._open.append(element)
        self._last = None

    def data(self, text: str) -> None:
        """Text in an element, or after the one that has just ended."""
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif self._open:
            self._open[-1].text = (self._open[-1].text or "") + text

    def end(self, _: str) -> None:
        """An element ends."""
        self._last = self._open.pop()
        self.ended.append(self._last)

    def close(self) -> _Element:
        """The document ends."""
        if self.root is None:
            raise XMLSyntaxError("no element")
        return self.root


class XMLParser:
    """Feeds a target, or makes a tree of its own where there is none."""

    def __init__(self, target: Any = None, **_: Any) -> None:
        self.target = target if target is not None else _Tree()
        self._expat = expat.ParserCreate(namespace_separator="}")
        # Else one text comes in several pieces.
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = lambda tag: self.target.end(_named(tag))
        self._expat.CharacterDataHandler = self._data
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.EntityDeclHandler = self._entity

    def feed(self, data: bytes) -> None:
        """Read on. Raises XMLSyntaxError, and whatever the target raises."""
        try:
            self._expat.Parse(data, False)
        except expat.ExpatError as error:
            raise XMLSyntaxError("not well formed") from error

    def close(self) -> Any:
        """Read to the end; what the target makes of it."""
        try:
            self._expat.Parse(b"", True)
        except expat.ExpatError as error:
            raise XMLSyntaxError("not well formed") from error
        return self.target.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.target.start(_named(tag), {_named(name): v for name, v in attributes.items()})

    def _data(self, text: str) -> None:
        if hasattr(self.target, "data"):
            self.target.data(text)

    def _doctype(self, name: str, system: str | None, public: str | None, _: int) -> None:
        if hasattr(self.target, "doctype"):
            self.target.doctype(name, public, system)

    def _entity(self, *_: Any) -> None:
        raise XMLSyntaxError("entities are not read")


def _named(name: str) -> str:
    """A name as lxml writes it: "{namespace}name"."""
    return "{" + name if "}" in name else name


def fromstring(data: bytes, parser: XMLParser | None = None) -> Any:
    """The tree of a document. Raises XMLSyntaxError."""
    reads = parser or XMLParser()
    reads.feed(data)
    return reads.close()


def iterparse(stream: BinaryIO, tag: str, **_: Any) -> Iterator[tuple[str, Any]]:
    """Each element of one tag as it ends. Raises XMLSyntaxError."""
    tree = _Tree()
    reads = XMLParser(target=tree)
    while chunk := stream.read(_CHUNK):
        reads.feed(chunk)
        ended, tree.ended = tree.ended, []
        yield from (("end", element) for element in ended if _is(element.tag, tag))
    reads.close()


class QName:
    """A name in its two parts."""

    def __init__(self, named: Any) -> None:
        text = named if isinstance(named, str) else named.tag
        self.localname = text.rpartition("}")[2]


# Web pages: each tag is closed at the latest with what holds it.

_ALONE = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_ENDS: dict[str, frozenset[str]] = {
    "tr": frozenset(("tr", "td", "th", "caption", "colgroup")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "thead": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup")),
    "tbody": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup")),
    "tfoot": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup")),
    "li": frozenset(("li",)),
    "p": frozenset(("p",)),
    "option": frozenset(("option",)),
}
"""A tag that begins -> the open tags that end with it."""
_WALLS = frozenset(("table", "ul", "ol", "select"))
"""Tags that no tag inside them closes."""


class HTMLParser(Tokens):
    """Feeds a target that takes start, data and end."""

    def __init__(self, target: Any, **_: Any) -> None:
        super().__init__(convert_charrefs=True)
        self._target = target
        self._open: list[str] = []
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def feed(self, data: bytes) -> None:  # type: ignore[override]
        """Read on."""
        super().feed(self._decode(data))

    def close(self) -> None:
        """Read to the end and close what is open."""
        super().close()
        while self._open:
            self._target.end(self._open.pop())
        self._target.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens, and those that end with it close."""
        self._close_before(tag)
        self._target.start(tag, {name: value or "" for name, value in attrs})
        if tag in _ALONE:
            self._target.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself does so only where it may: <td/> opens a cell."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes with all that is open in it; one that is not open is passed over."""
        inside = self._open[self._wall() :] if tag not in _WALLS else self._open
        if tag in inside:
            while self._end_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text."""
        self._target.data(data)

    def _close_before(self, tag: str) -> None:
        ends = _ENDS.get(tag, frozenset())
        wall = self._wall()
        places = [n for n in range(wall, len(self._open)) if self._open[n] in ends]
        if places:
            while len(self._open) > places[0]:
                self._end_last()

    def _wall(self) -> int:
        """The place after the innermost open tag that nothing inside it closes."""
        walls = [n for n, tag in enumerate(self._open) if tag in _WALLS]
        return walls[-1] + 1 if walls else 0

    def _end_last(self) -> str:
        tag = self._open.pop()
        self._target.end(tag)
        return tag
