"""Small pages to print: plain HTML in memory, every word escaped, nothing fetched from outside."""

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
body { font-family: "Source Sans 3", Arial, sans-serif; font-size: 11pt; line-height: 1.45;
  max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #ffffff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0;
  border-bottom: 1px solid #9aa1a9; }
caption { text-align: left; font-weight: 600; }
tr { break-inside: avoid; }
"""


def page(title: str, parts: Iterable[str]) -> bytes:
    """A whole page of parts that are HTML already."""
    words = escape(title)
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words}</title>'
        f"<style>{_STYLE}</style></head>\n<body><main>\n<h1>{words}</h1>\n{body}\n"
        "</main></body></html>\n"
    ).encode()


def heading(words: str) -> str:
    """A second-level heading."""
    return f"<h2>{escape(words)}</h2>"


def paragraph(words: str) -> str:
    """A paragraph."""
    return f"<p>{escape(words)}</p>"


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose rows are named by their first cell."""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in headings)
    body = "".join(_row(row) for row in rows)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[str]) -> str:
    first, *rest = map(escape, row)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'
