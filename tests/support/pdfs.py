"""PDFs as somebody else reads them: the structure tree, and the words in its order (pikepdf)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
LETTER_WIDTH = 14
Mark = tuple[tuple[int, int], int]
"""A page, and the number of a piece of its content."""
Place = tuple[float, float]


def opened(content: bytes) -> Pdf:
    return pikepdf.open(BytesIO(content))


def elements(pdf: Pdf) -> Iterator[Object]:
    """Every element of the structure tree, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(node: Object) -> Iterator[Object]:
    if isinstance(node, Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, Dictionary) and Name.S in node:
        yield node
        if Name.K in node:
            yield from _below(node.K)


def tags(pdf: Pdf) -> list[str]:
    """'H1', 'P', 'Table', ... in reading order."""
    return [str(element.S)[1:] for element in elements(pdf)]


def attribute(element: Object, name: Name) -> Any:
    """An attribute of an element, such as a header cell's scope; None without it."""
    attributes: Any = element.get(Name.A, [])
    for owner in attributes if isinstance(attributes, Array) else [attributes]:
        if name in owner:
            return owner[name]
    return None


def words(pdf: Pdf) -> list[str]:
    """What a screen reader says: each element's own words, in reading order, pictures as alt."""
    by_mark, _ = _text_by_mark(pdf)
    parts = []
    for element in elements(pdf):
        if Name.Alt in element:
            parts.append(str(element.Alt))
            continue
        own = "".join(by_mark[mark] for mark in _marks(element))
        if own:
            parts.append(" ".join(own.split()))
    return parts


def words_by_tag(pdf: Pdf, tag: str) -> list[str]:
    """The words of every element of one kind, what stands inside it included."""
    by_mark, _ = _text_by_mark(pdf)
    tagged = [element for element in elements(pdf) if str(element.S) == f"/{tag}"]
    return [
        " ".join("".join(by_mark[m] for e in _below(top) for m in _marks(e)).split())
        for top in tagged
    ]


def all_text(pdf: Pdf) -> str:
    """Every word anywhere in the file: text, drawings, heads and feet of pages, alt texts."""
    by_mark, outside = _text_by_mark(pdf)
    alts = [str(e.Alt) for e in elements(pdf) if Name.Alt in e]
    return "\n".join([*by_mark.values(), *outside, *alts, str(pdf.docinfo.get("/Title", ""))])


def page_edges(pdf: Pdf) -> list[str]:
    """The words outside the reading order (head and foot), of each page."""
    return [" ".join(" ".join(_read_page(page)[1]).split()) for page in pdf.pages]


def _marks(element: Any) -> Iterator[Mark]:
    """(page, mark) of the pieces of content that are an element's own, in order."""
    kids: Any = element.get(Name.K, [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.MCR:
            yield kid.get(Name.Pg, element.get(Name.Pg)).objgen, int(kid.MCID)


def _text_by_mark(pdf: Pdf) -> tuple[dict[Mark, str], list[str]]:
    by_mark: dict[Mark, str] = defaultdict(str)
    outside: list[str] = []
    for page in pdf.pages:
        texts, unmarked = _read_page(page)
        outside += unmarked
        by_mark |= {(page.obj.objgen, mark): text for mark, text in texts.items()}
    return by_mark, outside


def _read_page(page: Page) -> tuple[dict[int, str], list[str]]:
    by_mark: dict[int, str] = defaultdict(str)
    outside: list[str] = []
    _read(page.obj, page.obj.Resources, None, by_mark, outside)
    return by_mark, outside


def _read(
    stream: Object,
    resources: Any,
    mark: int | None,
    by_mark: dict[int, str],
    outside: list[str],
) -> None:
    """Follow a content stream and the drawings in it; words go to the mark they stand in."""
    stack: list[int | None] = [mark]
    fonts: dict[str, dict[int, str]] = {}
    letters: dict[int, str] = {}
    before: Place | None = None
    moved = {"cm": (0.0, 0.0), "Tm": (0.0, 0.0)}
    for instruction in pikepdf.parse_content_stream(stream):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        match operator:
            case "BDC" | "BMC":
                properties: Any = operands[1] if len(operands) > 1 else {}
                own = isinstance(properties, Dictionary) and Name.MCID in properties
                stack.append(int(properties.MCID) if own else stack[-1])
            case "EMC":
                stack.pop()
            case "Tf":
                name = str(operands[0])
                fonts[name] = letters = fonts.get(name) or _letters(resources.Font[name])
            case "cm" | "Tm":
                moved[operator] = (float(operands[4]), float(operands[5]))
            case "Tj" | "TJ" if (inside := stack[-1]) is None:
                outside.append(_decoded(operands[0], letters))
            case "Tj" | "TJ" if inside is not None:
                place = (moved["cm"][0] + moved["Tm"][0], moved["cm"][1] + moved["Tm"][1])
                space = "" if _touches(before, place) else " "
                by_mark[inside] += space + _decoded(operands[0], letters)
                before = place
            case "Do":
                form = resources.XObject[str(operands[0])]
                if form.Subtype == Name.Form:
                    _read(form, form.get(Name.Resources, resources), stack[-1], by_mark, outside)


def _touches(before: Place | None, place: Place) -> bool:
    """Whether a letter follows the one before it: in a drawing each is put on its own place."""
    if before is None or before[1] != place[1]:
        return False
    return 0 <= place[0] - before[0] < LETTER_WIDTH


def _decoded(operand: Any, letters: Mapping[int, str]) -> str:
    pieces = operand if isinstance(operand, Array) else [operand]
    codes = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font: Any) -> dict[int, str]:
    """Code -> letters, from a font's ToUnicode map."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(ord(_utf16(text)) + step)
    return letters


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def links(pdf: Pdf) -> list[str]:
    """Every address that a part of a page leads to."""
    notes = (note for page in pdf.pages for note in page.get("/Annots", ()))
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
