"""Style sheets of our own HTML, and of paper."""

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
  [data-testid="stPageLink"] { display: none !important; }
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"],
  [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important;
  }
  tr, [data-testid="stVegaLiteChart"] { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
</style>
"""
"""Paper gets the whole page, without what can only be clicked."""
