"""Style sheets: the frame of every page, our own HTML, and paper."""

from cwsw.charts import Mode

_LINKS = {Mode.LIGHT: "#0b5394", Mode.DARK: "#7db8f0"}
"""The link colours of .streamlit/config.toml, for links that Streamlit draws as plain words."""

_PAGE_STYLE = """
<style>
[data-testid="stMainBlockContainer"] { max-width: 76rem; padding: 2.25rem 2rem 2rem; }
@media (max-width: 48rem) { [data-testid="stMainBlockContainer"] { padding: 4rem 1rem 2rem; } }
[data-testid="stMain"] [data-testid="stMarkdownContainer"] > :is(p, ul, ol) { max-width: 46rem; }
[data-testid="stMain"] [data-testid="stPageLink"] a { padding-left: 0; padding-right: 0; }
[data-testid="stMain"] [data-testid="stPageLink"] a p {
  color: LINK; text-decoration: underline; font-size: 1rem; line-height: 1.35; white-space: normal;
}
[data-testid^="stBaseButton-primary"]:not(:disabled) {
  background-color: #0b5394 !important;
  border-color: currentColor !important;
  color: #ffffff !important;
}
[data-testid="stMultiSelect"] [data-tag] {
  background-color: #0b5394 !important;
  color: #ffffff !important;
}
[data-testid="stHeaderActionElements"] { display: none; }
[data-testid="stButtonGroup"] > div { flex-wrap: wrap; }
</style>
"""


def page_style(mode: Mode) -> str:
    """What every page looks like: its width, links underlined, main button and choices dark blue.

    These are dark blue in both schemes: white on light blue is too pale. A heading's link to
    itself goes: it would be one more stop of the Tab key at every heading. On a phone the page
    begins below Streamlit's header, which would lie over the links to the other views. Choices side
    by side break into lines where they have no room: cut off, nobody would look for the last.
    """
    return _PAGE_STYLE.replace("LINK", _LINKS[mode])


TABLE_STYLE = """
<style>
.cwsw-table { container-type: inline-size; margin: 0 0 0.5rem; }
.cwsw-table [role="region"] { overflow-x: auto; }
.cwsw-table table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
.cwsw-table caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
.cwsw-table th, .cwsw-table td {
  text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent);
}
.cwsw-table th { font-weight: 600; }
.cwsw-table tbody th { font-weight: 400; }
.cwsw-table .number { text-align: right; white-space: nowrap; }
.cwsw-table a { color: inherit; text-decoration: underline; }
.cwsw-table .cwsw-note { font-size: 0.875rem; margin: 0.2rem 0; }
@container (max-width: 34rem) {
  .cwsw-table thead {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  }
  .cwsw-table table, .cwsw-table caption, .cwsw-table tbody, .cwsw-table tr { display: block; }
  .cwsw-table tr {
    padding: 0.4rem 0;
    border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent);
  }
  .cwsw-table tbody th, .cwsw-table td, .cwsw-table .number {
    display: block; border: 0; padding: 0.1rem 0; text-align: left; white-space: normal;
  }
  .cwsw-table tbody th { font-weight: 600; }
  .cwsw-table td, .cwsw-table td.number { display: inline-block; margin-right: 1rem; }
  .cwsw-table td:empty { display: none; }
  .cwsw-table td::before { content: attr(data-label) ": "; opacity: 0.85; }
}
</style>
"""
"""In a narrow place a row is shown as a list, so that nothing is read by scrolling sideways."""

PRINT_STYLE = """
<style>
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
  [data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stDownloadButton"],
  [data-testid="stPageLink"], summary svg, summary [data-testid="stIconMaterial"] {
    display: none !important;
  }
  details::details-content { content-visibility: visible !important; block-size: auto !important; }
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"],
  [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important;
  }
  [data-testid="stVerticalBlock"] { display: block !important; }
  [data-testid="stElementContainer"] { margin-bottom: 0.5rem; }
  tr, li, p, [data-testid="stVegaLiteChart"] { break-inside: avoid; }
  h1, h2, h3, p:has(+ ul) { break-after: avoid; }
  [data-testid="stElementContainer"]:has(h1, h2, h3) { break-after: avoid; }
}
</style>
"""
"""Paper gets the whole page, folded parts too, without what can only be clicked."""
