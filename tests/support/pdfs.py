"""PDFs as somebody else reads them: the structure tree, and the words in its order (pikepdf)."""

import re
from collections import defaultdict
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
LETTER_WIDTH = 14


def opened(content):
    return pikepdf.open(BytesIO(content))


def elements(pdf):
    """Every element of the structure tree, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(node):
    if isinstance(node, Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, Dictionary) and Name.S in node:
        yield node
        if Name.K in node:
            yield from _below(node.K)


def tags(pdf):
    """'H1', 'P', 'Table', ... in reading order."""
    return [str(element.S)[1:] for element in elements(pdf)]


def attribute(element, name):
    """An attribute of an element, such as a header cell's scope; None without it."""
    found = element.get(Name.A, [])
    for owner in found if isinstance(found, Array) else [found]:
        if name in owner:
            return owner[name]
    return None


def words(pdf):
    """What a screen reader says: each element's own words, in reading order, pictures as alt."""
    by_mark, _ = _marked(pdf)
    said = []
    for element in elements(pdf):
        if Name.Alt in element:
            said.append(str(element.Alt))
            continue
        own = "".join(by_mark[mark] for mark in _marks(element))
        if own:
            said.append(" ".join(own.split()))
    return said


def words_by_tag(pdf, tag):
    """The words of every element of one kind, what stands inside it included."""
    by_mark, _ = _marked(pdf)
    found = [element for element in elements(pdf) if str(element.S) == f"/{tag}"]
    return [
        " ".join("".join(by_mark[m] for e in _below(top) for m in _marks(e)).split())
        for top in found
    ]


def everything(pdf):
    """Every word anywhere in the file: text, drawings, heads and feet of pages, alt texts."""
    by_mark, outside = _marked(pdf)
    alts = [str(e.Alt) for e in elements(pdf) if Name.Alt in e]
    return "\n".join([*by_mark.values(), *outside, *alts, str(pdf.docinfo.get("/Title", ""))])


def page_edges(pdf):
    """The words outside the reading order (head and foot), of each page."""
    return [" ".join(" ".join(_read_page(page)[1]).split()) for page in pdf.pages]


def _marks(element):
    """(page, mark) of the pieces of content that are an element's own, in order."""
    kids = element.get(Name.K, [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.MCR:
            yield kid.get(Name.Pg, element.get(Name.Pg)).objgen, int(kid.MCID)


def _marked(pdf):
    by_mark, outside = defaultdict(str), []
    for page in pdf.pages:
        found, rest = _read_page(page)
        outside += rest
        by_mark |= {(page.obj.objgen, mark): text for mark, text in found.items()}
    return by_mark, outside


def _read_page(page):
    by_mark, outside = defaultdict(str), []
    _read(page.obj, page.obj.Resources, None, by_mark, outside)
    return by_mark, outside


def _read(stream, resources, mark, by_mark, outside):
    """Follow a content stream and the drawings in it; words go to the mark they stand in."""
    stack, fonts, letters, before = [mark], {}, {}, None
    moved = {"cm": (0.0, 0.0), "Tm": (0.0, 0.0)}
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "BDC" | "BMC":
                given = operands[1] if len(operands) > 1 else {}
                own = isinstance(given, Dictionary) and Name.MCID in given
                stack.append(int(given.MCID) if own else stack[-1])
            case "EMC":
                stack.pop()
            case "Tf":
                name = str(operands[0])
                fonts[name] = letters = fonts.get(name) or _letters(resources.Font[name])
            case "cm" | "Tm":
                moved[str(operator)] = (float(operands[4]), float(operands[5]))
            case "Tj" | "TJ" if stack[-1] is None:
                outside.append(_decoded(operands[0], letters))
            case "Tj" | "TJ":
                place = (moved["cm"][0] + moved["Tm"][0], moved["cm"][1] + moved["Tm"][1])
                apart = "" if _touches(before, place) else " "
                by_mark[stack[-1]] += apart + _decoded(operands[0], letters)
                before = place
            case "Do":
                drawn = resources.XObject[str(operands[0])]
                if drawn.Subtype == Name.Form:
                    _read(drawn, drawn.get(Name.Resources, resources), stack[-1], by_mark, outside)


def _touches(before, place):
    """Whether a letter follows the one before it: in a drawing each is put on its own place."""
    if before is None or before[1] != place[1]:
        return False
    return 0 <= place[0] - before[0] < LETTER_WIDTH


def _decoded(shown, letters):
    pieces = shown if isinstance(shown, Array) else [shown]
    codes = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font):
    """Code -> letters, from a font's ToUnicode map."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(ord(_utf16(text)) + step)
    return found


def _utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


def links(pdf):
    """Every address that a part of a page leads to."""
    notes = (note for page in pdf.pages for note in page.get("/Annots", ()))
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
