"""The browser edition: a folder of static files in which the whole dashboard runs in a tab.

`python -m edition.build OUT` makes the folder; docs/browser-edition.md says how to host it. What
runs in the browser lies in `site` (pages and workers), `python` (what joins Streamlit to them) and
`standins` (thin modules in place of compiled packages that no browser can load).
"""
